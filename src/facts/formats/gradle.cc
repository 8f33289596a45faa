// build.gradle and build.gradle.kts: what their dependencies and plugins
// blocks declare with literals. A script is a program; what it computes is not
// followed, except that a version may name a variable that holds a literal.
//
// A plugin stands for the artifact that Gradle fetches for its id,
// `<id>:<id>.gradle.plugin`; the core plugins, which have no dot, are settings.
#include <algorithm>
#include <string>
#include <string_view>
#include <unordered_map>
#include <utility>
#include <vector>

#include "base/hash.h"
#include "base/text.h"
#include "facts/extract.h"
#include "facts/gradle_tokens.h"
#include "facts/package_name.h"
#include "facts/settings.h"
#include "facts/sink.h"
#include "facts/text_line.h"

namespace assay {
namespace {

using Tokens = std::vector<GradleToken>;

bool IsSign(const GradleToken& token, std::string_view sign) {
  return token.kind == GradleToken::kSign && token.text == sign;
}
bool IsWord(const GradleToken& token, std::string_view word) {
  return token.kind == GradleToken::kWord && token.text == word;
}

DependencyScope ScopeOfConfiguration(std::string_view name) {
  if (ContainsIgnoreCase(name, "test")) return DependencyScope::kTest;
  for (const std::string_view build : {"classpath", "annotationProcessor", "kapt", "ksp"}) {
    if (name.starts_with(build)) return DependencyScope::kBuild;
  }
  for (const std::string_view development : {"developmentOnly", "debug", "jmh", "checkstyle"}) {
    if (name.starts_with(development)) return DependencyScope::kDevelopment;
  }
  return DependencyScope::kRuntime;
}

bool IsCoordinatePart(std::string_view text) {
  return !text.empty() && text.find_first_of(" \t\n/\\${}()\"'<>") == std::string_view::npos;
}

class GradleReader {
 public:
  GradleReader(Tokens tokens, FactSink& sink) : tokens_(std::move(tokens)), sink_(sink) {}

  void Run() {
    FindVariables();
    for (std::size_t at = 0; at < tokens_.size();) at = Step(at);
  }

 private:
  // name = "literal" anywhere in the script, for versions.
  void FindVariables() {
    for (std::size_t i = 0; i + 2 < tokens_.size(); ++i) {
      if (tokens_[i].kind == GradleToken::kWord && IsSign(tokens_[i + 1], "=") &&
          tokens_[i + 2].kind == GradleToken::kString) {
        variables_[tokens_[i].text] = tokens_[i + 2].text;
      }
    }
  }

  // The place to go on from.
  std::size_t Step(std::size_t at) {
    const GradleToken& token = tokens_[at];
    if (IsSign(token, "{")) {
      const std::string_view name = BlockName(at);
      // What a condition or a loop holds is what its block holds.
      const bool inside = name == "if" || name == "else" || name == "each" || name == "forEach";
      blocks_.push_back(inside && !blocks_.empty() ? blocks_.back() : name);
    } else if (IsSign(token, "}")) {
      if (!blocks_.empty()) blocks_.pop_back();
    } else if (BeginsStatement(at)) {
      if (InBlock("dependencies")) return Declaration(at);
      if (InBlock("plugins")) return Plugin(at);
      if (IsWord(token, "apply")) return Apply(at);
    }
    return at + 1;
  }

  bool InBlock(std::string_view name) const { return !blocks_.empty() && blocks_.back() == name; }

  bool BeginsStatement(std::size_t at) const {
    if (tokens_[at].kind != GradleToken::kWord && tokens_[at].kind != GradleToken::kString) {
      return false;
    }
    if (at == 0) return true;
    const GradleToken& before = tokens_[at - 1];
    return before.kind == GradleToken::kEndOfLine || IsSign(before, "{") || IsSign(before, "}");
  }

  // `name {`, `name(…) {`, `a.b.name {`: the word that the block is of.
  std::string_view BlockName(std::size_t brace) const {
    std::size_t at = brace;
    if (at > 0 && IsSign(tokens_[at - 1], ")")) {
      int depth = 0;
      for (--at; at > 0; --at) {
        if (IsSign(tokens_[at], ")")) ++depth;
        if (IsSign(tokens_[at], "(") && --depth == 0) break;
        if (brace - at > 64) return {};
      }
    }
    return at > 0 && tokens_[at - 1].kind == GradleToken::kWord ? tokens_[at - 1].text
                                                                : std::string_view();
  }

  // Where the statement that begins at `at` ends: its line's end, or the brace
  // of its block; inside round brackets, lines go on.
  std::size_t StatementEnd(std::size_t at) const {
    int depth = 0;
    for (; at < tokens_.size(); ++at) {
      const GradleToken& token = tokens_[at];
      if (IsSign(token, "(") || IsSign(token, "[")) ++depth;
      if (IsSign(token, ")") || IsSign(token, "]")) --depth;
      if (depth > 0) continue;
      if (IsSign(token, "{") || IsSign(token, "}")) break;
      const bool goes_on = at > 0 && IsSign(tokens_[at - 1], ",");
      if (token.kind == GradleToken::kEndOfLine && !goes_on) break;
    }
    return at;
  }

  // implementation("g:a:v"), testImplementation platform('g:a:v'), "custom"("g:a"),
  // api group: 'g', name: 'a', version: 'v', add("ksp", "g:a:v")
  std::size_t Declaration(std::size_t at) {
    const std::size_t end = StatementEnd(at);
    std::string_view configuration = tokens_[at].text;
    std::size_t first = at + 1;
    if (configuration == "add" && at + 2 < end && tokens_[at + 2].kind == GradleToken::kString) {
      configuration = tokens_[at + 2].text;
      first = at + 3;
    }
    // Projects, files and version catalogs name no artifact here; in a
    // constraint, a version is chosen and nothing declared.
    for (std::size_t i = first; i < end; ++i) {
      for (const std::string_view word : {"project", "files", "fileTree", "npm"}) {
        if (IsWord(tokens_[i], word)) return end;
      }
    }
    const DependencyScope scope = ScopeOfConfiguration(configuration);
    if (!AddMap(at, first, end, scope)) {
      for (std::size_t i = first; i < end; ++i) {
        if (tokens_[i].kind == GradleToken::kString) {
          AddCoordinate(tokens_[i].text, scope, RegionFrom(at, i));
        }
      }
    }
    return end;
  }

  // From the statement's begin, unless that is on another line: the line that
  // names the artifact is the one to show.
  Region RegionFrom(std::size_t statement, std::size_t token) const {
    const Region& begin = tokens_[statement].region;
    const Region& end = tokens_[token].region;
    return begin.start_line == end.start_line ? SpanOf(begin, end) : end;
  }

  // group: 'g', name: 'a', version: 'v', or with `=`; false if it is no such.
  bool AddMap(std::size_t at, std::size_t first, std::size_t end, DependencyScope scope) {
    std::string_view group;
    std::string_view name;
    std::string version;
    for (std::size_t i = first; i + 2 < end; ++i) {
      if (!IsSign(tokens_[i + 1], ":") && !IsSign(tokens_[i + 1], "=")) continue;
      const GradleToken& value = tokens_[i + 2];
      if (IsWord(tokens_[i], "version")) {
        version = value.kind == GradleToken::kWord ? Variable(value.text) : Resolve(value.text);
      }
      if (value.kind != GradleToken::kString) continue;
      if (IsWord(tokens_[i], "group")) group = value.text;
      if (IsWord(tokens_[i], "name")) name = value.text;
    }
    if (!IsCoordinatePart(group) || !IsCoordinatePart(name)) return false;
    AddDependency("maven", std::string(group) + ":" + std::string(name), version, scope,
                  SpanOf(tokens_[at].region, tokens_[end - 1].region), sink_);
    return true;
  }

  void AddCoordinate(std::string_view text, DependencyScope scope, const Region& region) {
    const std::size_t colon = text.find(':');
    if (colon == std::string_view::npos) return;
    const std::size_t second = text.find(':', colon + 1);
    const std::string_view group = text.substr(0, colon);
    std::string_view name = text.substr(colon + 1);
    std::string_view version;
    if (second != std::string_view::npos) {
      name = text.substr(colon + 1, second - colon - 1);
      version = text.substr(second + 1);
    }
    version = version.substr(0, version.find('@'));  // "1.0@aar"
    if (!IsCoordinatePart(group) || !IsCoordinatePart(name)) return;
    AddDependency("maven", std::string(group) + ":" + std::string(name), Resolve(version), scope,
                  region, sink_);
  }

  std::string Variable(std::string_view name) const {
    const auto found = variables_.find(name);
    return std::string(found == variables_.end() ? std::string_view() : found->second);
  }

  // `$name` and `${name}`, alone, where the script has the literal.
  std::string Resolve(std::string_view text) const {
    if (!text.starts_with('$')) return std::string(text);
    std::string_view name = text.substr(1);
    if (name.starts_with('{') && name.ends_with('}')) name = name.substr(1, name.size() - 2);
    if (const std::size_t dot = name.rfind('.'); dot != std::string_view::npos) {
      name = name.substr(dot + 1);  // rootProject.ext.name
    }
    const std::string value = Variable(name);
    return value.empty() ? std::string(text) : value;
  }

  // id 'x' version 'y', id("x") version "y", kotlin("jvm") version "y", java
  std::size_t Plugin(std::size_t at) {
    const std::size_t end = StatementEnd(at);
    const Region region = SpanOf(tokens_[at].region, tokens_[std::max(end, at + 1) - 1].region);
    std::string id;
    std::string version;
    for (std::size_t i = at; i < end; ++i) {
      if (tokens_[i].kind != GradleToken::kString) continue;
      if (id.empty()) {
        id = tokens_[i].text;
      } else if (IsWord(tokens_[i - 1], "version") || IsSign(tokens_[i - 1], "(")) {
        version = Resolve(tokens_[i].text);
      }
    }
    if (IsWord(tokens_[at], "kotlin") && !id.empty()) id = "org.jetbrains.kotlin." + id;
    if (id.empty() && end == at + 1) id = tokens_[at].text;
    AddPlugin(id, version, region);
    return end;
  }

  // apply plugin: 'x', apply(plugin = "x")
  std::size_t Apply(std::size_t at) {
    const std::size_t end = StatementEnd(at);
    for (std::size_t i = at; i + 2 < end; ++i) {
      if (IsWord(tokens_[i], "plugin") && tokens_[i + 2].kind == GradleToken::kString) {
        AddPlugin(tokens_[i + 2].text, "", SpanOf(tokens_[at].region, tokens_[i + 2].region));
      }
    }
    return end;
  }

  void AddPlugin(std::string_view id, std::string_view version, const Region& region) {
    if (!IsCoordinatePart(id)) return;
    const std::string name(id);
    if (name.find('.') != std::string::npos) {
      AddDependency("maven", name + ":" + name + ".gradle.plugin", version, DependencyScope::kBuild,
                    region, sink_);
    }
    AddSetting("plugins." + KeyPart(name), version, ValueKind::kString, region, "gradle", sink_);
  }

  Tokens tokens_;
  FactSink& sink_;
  std::vector<std::string_view> blocks_;
  std::unordered_map<std::string_view, std::string_view, TextHash, std::equal_to<>> variables_;
};

void ReadGradle(const Source& source, FileFacts& facts) {
  FactSink sink(facts, source.limits);
  GradleReader(TokenizeGradle(source.text), sink).Run();
}

}  // namespace

extern const FormatReader kFormatReader_gradle = {
    {{"gradle", {"Gradle"}, {}, {"**.gradle", "**.gradle.kts"}, true}},
    ReadGradle,
    1,
};

}  // namespace assay
