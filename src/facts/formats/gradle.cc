// build.gradle and build.gradle.kts: what their dependencies and plugins
// blocks declare with literals, or by the accessors of a version catalogue,
// which are references that Link resolves. A script is a program; what it
// computes is not followed, except that a version may name a variable that
// holds a literal, here or, by Link, above. What scripts below may name
// ("ext.springVersion"), scripts that this one applies and the catalogues of a
// settings script are settings.
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

// Words that begin a path of members which is no catalogue's.
bool IsGradlesOwn(std::string_view word) {
  return HasWord(
      "project projects rootProject gradle this ext extra providers dependencies files layout "
      "System configurations sourceSets objects tasks kotlin",
      word);
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
      const bool named =
          tokens_[i].kind == GradleToken::kWord || tokens_[i].kind == GradleToken::kString;
      if (!named) continue;
      std::size_t at = i + 1;
      if (IsSign(tokens_[at], "]")) ++at;  // extra["name"] = "literal"
      const bool set = i >= 2 && IsWord(tokens_[i - 2], "set") && IsSign(tokens_[i - 1], "(") &&
                       IsSign(tokens_[at], ",");
      const bool extra =
          at + 3 < tokens_.size() && IsWord(tokens_[at], "by") && IsWord(tokens_[at + 1], "extra");
      if (extra) at += 2;
      if (at + 1 >= tokens_.size() || tokens_[at + 1].kind != GradleToken::kString) continue;
      const bool entry = IsSign(tokens_[at], ":") && !IsCoordinateKey(tokens_[i].text);
      if (set || extra || entry || IsSign(tokens_[at], "="))
        variables_[tokens_[i].text] = tokens_[at + 1].text;
    }
  }

  static bool IsCoordinateKey(std::string_view word) {
    return HasWord("group name version module plugin classifier ext", word);
  }

  // What a script hands on to those below: in a block `ext`, `ext.name = "literal"`,
  // `extra["name"] = …`, `val name by extra("literal")`.
  void AddExtra(std::size_t at) {
    const GradleToken& token = tokens_[at];
    const bool block = InBlock("ext") || InBlock("extra");
    const bool member = at >= 2 && (IsSign(tokens_[at - 1], ".") || IsSign(tokens_[at - 1], "[")) &&
                        (IsWord(tokens_[at - 2], "ext") || IsWord(tokens_[at - 2], "extra"));
    const bool delegate = at + 2 < tokens_.size() && IsWord(tokens_[at + 1], "by") &&
                          IsWord(tokens_[at + 2], "extra");
    if (!block && !member && !delegate) return;
    std::size_t value = at + 1;
    while (value < tokens_.size() && value < at + 4 && tokens_[value].kind != GradleToken::kString)
      ++value;
    const auto known = variables_.find(token.text);
    if (value >= tokens_.size() || known == variables_.end() ||
        known->second.data() != tokens_[value].text.data()) {
      return;
    }
    AddSetting("ext." + KeyPart(token.text), known->second, ValueKind::kString,
               SpanOf(token.region, tokens_[value].region), "gradle", sink_);
  }

  // The place to go on from.
  std::size_t Step(std::size_t at) {
    const GradleToken& token = tokens_[at];
    AddExtra(at);
    if (IsSign(token, "{")) {
      if (InBlock("versionCatalogs")) catalog_ = CatalogName(at);
      const std::string_view name = BlockName(at);
      // What a condition or a loop holds is what its block holds.
      const bool inside = HasWord("if else each forEach switch for while", name) || IsCase(at);
      blocks_.push_back(inside && !blocks_.empty() ? blocks_.back() : name);
      tests_.push_back((!tests_.empty() && tests_.back()) || IsTestBlock(at));
    } else if (IsSign(token, "}")) {
      if (!tests_.empty()) tests_.pop_back();
      if (!blocks_.empty()) blocks_.pop_back();
    } else if (BeginsStatement(at)) {
      const bool constraint = InBlock("constraints") && InBlock("dependencies", 1);
      if (InBlock("dependencies") || constraint) return Declaration(at, constraint);
      if (InBlock("imports") && IsWord(token, "mavenBom")) return Declaration(at, true);
      if (InBlock("plugins")) return Plugin(at);
      if (IsWord(token, "apply")) return Apply(at);
      if (InBlock("versionCatalogs", 1)) return CatalogEntry(at);
    }
    return at + 1;
  }

  // `case "a": {`, `default: {`
  bool IsCase(std::size_t brace) const {
    return brace > 0 && IsSign(tokens_[brace - 1], ":") && InBlock("dependencies");
  }

  // `commonTest.dependencies {`, `val jvmTest by getting {`: of Kotlin's source sets.
  bool IsTestBlock(std::size_t brace) const {
    for (std::size_t at = brace; at > 0 && brace - at < 8; --at) {
      const GradleToken& token = tokens_[at - 1];
      if (token.kind == GradleToken::kEndOfLine || IsSign(token, "{") || IsSign(token, "}")) break;
      if (token.kind == GradleToken::kWord && token.text.ends_with("Test")) return true;
    }
    return false;
  }

  // `create("testLibs") {` or `libs {`, below versionCatalogs.
  std::string_view CatalogName(std::size_t brace) const {
    for (std::size_t at = brace; at > 0 && brace - at < 4; --at) {
      if (tokens_[at - 1].kind == GradleToken::kString) return tokens_[at - 1].text;
    }
    return BlockName(brace);
  }

  // from(files("gradle/libs.versions.toml")), version("kotlin", "1.9"),
  // library("core", "g:a:v"), library("core", "g", "a").versionRef("kotlin")
  std::size_t CatalogEntry(std::size_t at) {
    const std::size_t end = StatementEnd(at);
    std::vector<std::string_view> texts;
    bool reference = false;
    for (std::size_t i = at; i < end; ++i) {
      if (tokens_[i].kind == GradleToken::kString) texts.push_back(tokens_[i].text);
      reference = reference || IsWord(tokens_[i], "versionRef");
    }
    const Region region = SpanOf(tokens_[at].region, tokens_[std::max(end, at + 1) - 1].region);
    const std::string prefix = "versionCatalogs." + KeyPart(catalog_);
    if (IsWord(tokens_[at], "from") && texts.size() == 1) {
      AddSetting(prefix, texts[0], ValueKind::kString, region, "gradle", sink_);
    } else if (IsWord(tokens_[at], "version") && texts.size() == 2) {
      versions_[texts[0]] = texts[1];
    } else if (IsWord(tokens_[at], "library") && texts.size() >= 2) {
      const bool whole = texts[1].find(':') != std::string_view::npos;
      std::string coordinate(texts[1]);
      if (!whole && texts.size() > 2) coordinate += ":" + std::string(texts[2]);
      const std::size_t version = whole ? 2 : 3;
      if (version < texts.size()) {
        const auto known = versions_.find(texts[version]);
        coordinate += ":";
        coordinate += reference && known != versions_.end() ? known->second : texts[version];
      }
      AddCoordinate(coordinate, {DependencyScope::kRuntime, true, region},
                    std::string(catalog_) + "." + GradleAccessor(texts[0]));
    }
    return end;
  }

  bool InBlock(std::string_view name, std::size_t above = 0) const {
    return blocks_.size() > above && blocks_[blocks_.size() - 1 - above] == name;
  }

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
  // api group: 'g', name: 'a', version: 'v', add("ksp", "g:a:v"), api(libs.guava)
  std::size_t Declaration(std::size_t at, bool managed) {
    const std::size_t end = StatementEnd(at);
    std::string_view configuration = tokens_[at].text;
    std::size_t first = at + 1;
    if (configuration == "add" && at + 2 < end && tokens_[at + 2].kind == GradleToken::kString) {
      configuration = tokens_[at + 2].text;
      first = at + 3;
    }
    // Projects and files name no artifact.
    for (std::size_t i = first; i < end; ++i) {
      // What a project of the same build decides.
      if (IsWord(tokens_[i], "project") && i >= 2 && i + 2 < end &&
          (IsWord(tokens_[i - 2], "platform") || IsWord(tokens_[i - 2], "enforcedPlatform")) &&
          tokens_[i + 2].kind == GradleToken::kString) {
        AddSetting("platform", tokens_[i + 2].text, ValueKind::kString, RegionFrom(at, i), "gradle",
                   sink_);
      }
      for (const std::string_view word : {"project", "files", "fileTree", "npm"}) {
        // `project.dependencies.platform("g:a:v")` is not a project.
        if (IsWord(tokens_[i], word) && !(i + 1 < end && IsSign(tokens_[i + 1], "."))) return end;
      }
    }
    DependencyScope scope = ScopeOfConfiguration(configuration);
    if (!tests_.empty() && tests_.back()) scope = DependencyScope::kTest;
    if (AddMap(at, first, end, scope, managed)) return end;
    for (std::size_t i = first; i < end; ++i) {
      const Declared declared{scope, managed, RegionFrom(at, i)};
      if (tokens_[i].kind == GradleToken::kString) {
        if (i >= 2 && IsWord(tokens_[i - 2], "kotlin")) {
          const std::string version = i + 2 < end && tokens_[i + 2].kind == GradleToken::kString
                                          ? ":" + std::string(tokens_[i + 2].text)
                                          : "";
          AddCoordinate("org.jetbrains.kotlin:kotlin-" + std::string(tokens_[i].text) + version,
                        declared);
        } else {
          AddCoordinate(tokens_[i].text, declared);
        }
      } else if (tokens_[i].kind == GradleToken::kWord) {
        i = Accessor(i, end, declared);
      }
    }
    return end;
  }

  struct Declared {
    DependencyScope scope;
    bool managed;
    Region region;
  };

  // `libs.spring.boot`, `libs.bundles.web.get()`, `libs.findLibrary("guava")`. Returns its last
  // token, or `at` where there is none.
  std::size_t Accessor(std::size_t at, std::size_t end, const Declared& declared) {
    std::string path;
    const std::size_t last = PathEnd(at, end, path);
    if (last == at) return at;
    if (path.find(".sourceSets.") != std::string::npos) return last;  // what a project compiles
    AddReference(path, declared.scope, declared.managed,
                 declared.region.start_line == tokens_[last].region.start_line
                     ? SpanOf(declared.region, tokens_[last].region)
                     : declared.region);
    return last;
  }

  // The last token of a path of members that may be a catalogue's; `at` if there is none.
  std::size_t PathEnd(std::size_t at, std::size_t end, std::string& path) const {
    if (at > 0 && IsSign(tokens_[at - 1], ".")) return at;
    if (IsGradlesOwn(tokens_[at].text)) return at;
    std::size_t last = at;
    path = tokens_[at].text;
    while (last + 2 < end && IsSign(tokens_[last + 1], ".") &&
           tokens_[last + 2].kind == GradleToken::kWord) {
      const std::string_view member = tokens_[last + 2].text;
      if (last + 3 < end && IsSign(tokens_[last + 3], "(")) {
        const bool looked_up = member == "findLibrary" || member == "findBundle";
        if (looked_up && last + 4 < end && tokens_[last + 4].kind == GradleToken::kString) {
          if (member == "findBundle") path += ".bundles";
          path += "." + GradleAccessor(tokens_[last + 4].text);
          return last + 4;
        }
        const bool value = HasWord("get asProvider toString", member);
        return value && last > at ? last : at;  // any other call computes something
      }
      path += ".";
      path += member;
      last += 2;
    }
    return last;
  }

  void AddReference(std::string_view path, DependencyScope scope, bool managed,
                    const Region& region) {
    Dependency dependency;
    dependency.region = region;
    dependency.ecosystem = "maven";
    dependency.scope = scope;
    dependency.managed = managed;
    dependency.reference = sink_.Keep(path);
    // The one constant of a plugin that build scripts name.
    if (path.ends_with("SpringBootPlugin.BOM_COORDINATES"))
      dependency.name = "org.springframework.boot:spring-boot-dependencies";
    sink_.Add(std::move(dependency));
  }

  // From the statement's begin, unless that is on another line: the line that
  // names the artifact is the one to show.
  Region RegionFrom(std::size_t statement, std::size_t token) const {
    const Region& begin = tokens_[statement].region;
    const Region& end = tokens_[token].region;
    return begin.start_line == end.start_line ? SpanOf(begin, end) : end;
  }

  // group: 'g', name: 'a', version: 'v', or with `=`; false if it is no such.
  bool AddMap(std::size_t at, std::size_t first, std::size_t end, DependencyScope scope,
              bool managed) {
    std::string_view group;
    std::string_view name;
    std::string version;
    for (std::size_t i = first; i + 2 < end; ++i) {
      if (!IsSign(tokens_[i + 1], ":") && !IsSign(tokens_[i + 1], "=")) continue;
      const GradleToken& value = tokens_[i + 2];
      if (IsWord(tokens_[i], "version")) {
        version = value.text;
        if (value.kind == GradleToken::kWord) version = "${" + WordPath(i + 2, end) + "}";
      }
      if (value.kind != GradleToken::kString) continue;
      if (IsWord(tokens_[i], "group")) group = value.text;
      if (IsWord(tokens_[i], "name")) name = value.text;
    }
    if (!IsCoordinatePart(group) || !IsCoordinatePart(name)) return false;
    AddVersioned(std::string(group) + ":" + std::string(name), version,
                 {scope, managed, SpanOf(tokens_[at].region, tokens_[end - 1].region)});
    return true;
  }

  // `rootProject.ext.version` as one text.
  std::string WordPath(std::size_t at, std::size_t end) const {
    std::string path(tokens_[at].text);
    for (;
         at + 2 < end && IsSign(tokens_[at + 1], ".") && tokens_[at + 2].kind == GradleToken::kWord;
         at += 2) {
      path += ".";
      path += tokens_[at + 2].text;
    }
    return path;
  }

  // A version that holds variables is a reference, even where the script has their literals.
  void AddVersioned(const std::string& name, std::string_view version, const Declared& declared,
                    std::string_view alias = {}) {
    Dependency dependency;
    dependency.region = declared.region;
    dependency.ecosystem = "maven";
    dependency.name = sink_.Keep(name);
    dependency.constraint = sink_.Keep(Resolve(version));
    dependency.scope = declared.scope;
    dependency.managed = declared.managed;
    if (version.find('$') != std::string_view::npos) dependency.reference = sink_.Keep(version);
    if (!alias.empty()) dependency.reference = sink_.Keep(alias);
    sink_.Add(std::move(dependency));
  }

  void AddCoordinate(std::string_view text, const Declared& declared, std::string_view alias = {}) {
    const std::size_t colon = text.find(':');
    if (colon == std::string_view::npos || colon > text.find('$')) return;
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
    AddVersioned(std::string(group) + ":" + std::string(name), version, declared, alias);
  }

  std::string Variable(std::string_view name) const {
    const auto found = variables_.find(name);
    return std::string(found == variables_.end() ? std::string_view() : found->second);
  }

  // `$name` and `${name}`, alone, where the script has the literal.
  std::string Resolve(std::string_view text) const {
    if (!text.starts_with('$')) return std::string(text);
    std::string_view expression = text.substr(1);
    if (expression.starts_with('{') && expression.ends_with('}'))
      expression = expression.substr(1, expression.size() - 2);
    const std::string name = GradleVariable(expression);
    if (name.find(".versions.") != std::string::npos) return std::string(text);
    const std::string value = Variable(std::string_view(name).substr(name.rfind('.') + 1));
    return value.empty() ? std::string(text) : value;
  }

  // id 'x' version 'y', id("x") version "y", kotlin("jvm") version "y", java
  std::size_t Plugin(std::size_t at) {
    const std::size_t end = StatementEnd(at);
    const Region region = SpanOf(tokens_[at].region, tokens_[std::max(end, at + 1) - 1].region);
    std::string id;
    std::string version;
    for (std::size_t i = at; i < end; ++i) {
      if (tokens_[i].kind == GradleToken::kWord && i > at) {
        std::string path;
        const std::size_t last = PathEnd(i, end, path);
        if (IsWord(tokens_[i - 1], "version") && !id.empty()) {
          version = "${" + (last == i ? std::string(tokens_[i].text) : path) + "}";
        } else if (last != i && path.find(".plugins.") != std::string::npos) {
          AddReference(path, DependencyScope::kBuild, false, region);
          return end;
        }
        i = last;
        continue;
      }
      if (tokens_[i].kind != GradleToken::kString) continue;
      if (id.empty()) {
        id = tokens_[i].text;
      } else if (IsWord(tokens_[i - 1], "version") || IsSign(tokens_[i - 1], "(")) {
        version = tokens_[i].text;
      }
    }
    if (IsWord(tokens_[at], "kotlin") && !id.empty()) id = "org.jetbrains.kotlin." + id;
    if (id.empty() && end == at + 1) id = tokens_[at].text;
    AddPlugin(id, version, region);
    return end;
  }

  // apply plugin: 'x', apply(plugin = "x"), apply from: "$rootDir/gradle/versions.gradle"
  std::size_t Apply(std::size_t at) {
    const std::size_t end = StatementEnd(at);
    for (std::size_t i = at; i + 2 < end; ++i) {
      if (IsWord(tokens_[i], "plugin") && tokens_[i + 2].kind == GradleToken::kString) {
        AddPlugin(tokens_[i + 2].text, "", SpanOf(tokens_[at].region, tokens_[i + 2].region));
      } else if (IsWord(tokens_[i], "from")) {
        // from: "path", from: rootProject.file("path")
        std::size_t path = i + 1;
        while (path < end && tokens_[path].kind != GradleToken::kString) ++path;
        if (path < end) {
          AddSetting("apply", tokens_[path].text, ValueKind::kString,
                     SpanOf(tokens_[at].region, tokens_[path].region), "gradle", sink_);
        }
        break;
      }
    }
    return end;
  }

  void AddPlugin(std::string_view id, std::string_view version, const Region& region) {
    if (!IsCoordinatePart(id)) return;
    const std::string name(id);
    if (name.find('.') != std::string::npos) {
      AddVersioned(name + ":" + name + ".gradle.plugin", version,
                   {DependencyScope::kBuild, false, region});
    }
    AddSetting("plugins." + KeyPart(name), Resolve(version), ValueKind::kString, region, "gradle",
               sink_);
  }

  Tokens tokens_;
  FactSink& sink_;
  std::vector<std::string_view> blocks_;
  std::vector<bool> tests_;  // parallel: whether the block is of a test source set
  std::string_view catalog_;
  std::unordered_map<std::string_view, std::string_view, TextHash, std::equal_to<>> versions_;
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
    3,
};

}  // namespace assay
