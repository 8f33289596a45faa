// Gemfiles and gemspecs: gems with their constraints, in the scope of the
// groups around them or beside them. Podfiles, which are written alike: pods,
// in the scope of the target around them.
#include <algorithm>
#include <string>
#include <string_view>
#include <vector>

#include "facts/extract.h"
#include "facts/package_name.h"
#include "facts/ruby_tokens.h"
#include "facts/sink.h"
#include "facts/text_line.h"

namespace assay {
namespace {

using Groups = std::vector<std::string_view>;
using Line = std::vector<RubyToken>;

// A gem in several groups has the scope that reaches furthest.
DependencyScope ScopeOf(const Groups& groups) {
  if (groups.empty()) return DependencyScope::kRuntime;
  bool development = false;
  for (const std::string_view group : groups) {
    const DependencyScope scope = ScopeOfGroup(group, DependencyScope::kRuntime);
    if (scope == DependencyScope::kRuntime || scope == DependencyScope::kBuild) {
      return DependencyScope::kRuntime;
    }
    development = development || scope == DependencyScope::kDevelopment;
  }
  return development ? DependencyScope::kDevelopment : DependencyScope::kTest;
}

bool IsWord(const RubyToken& token, std::string_view word) {
  return token.kind == RubyToken::kWord && token.text == word;
}
bool IsSign(const RubyToken& token, std::string_view sign) {
  return token.kind == RubyToken::kSign && token.text == sign;
}
bool IsName(const RubyToken& token) {
  return token.kind == RubyToken::kSymbol || token.kind == RubyToken::kString;
}

bool OpensBlock(std::string_view word) {
  for (const std::string_view one :
       {"if", "unless", "case", "while", "until", "begin", "def", "module", "class", "for"}) {
    if (word == one) return true;
  }
  return false;
}

class GemfileReader {
 public:
  GemfileReader(bool pods, FactSink& sink) : pods_(pods), sink_(sink) {}

  void Read(const Line& statement) {
    const RubyToken& first = statement.front();
    if (IsWord(first, pods_ ? "pod" : "gem") && statement.size() > 1) AddGem(statement);
    if (IsWord(first, pods_ ? "target" : "group") && EndsWithDo(statement)) {
      Groups groups;
      for (const RubyToken& token : statement) {
        if (IsName(token)) groups.push_back(pods_ ? GroupOfTarget(token.text) : token.text);
      }
      open_.push_back(groups);
      return;
    }
    CountBlocks(statement);
  }

 private:
  // "ShopTests", "ShopUITests"
  static std::string_view GroupOfTarget(std::string_view name) {
    return name.ends_with("Tests") || name.ends_with("Test") ? "test" : "default";
  }

  static bool EndsWithDo(const Line& statement) {
    return std::any_of(statement.begin(), statement.end(),
                       [](const RubyToken& token) { return IsWord(token, "do"); });
  }

  void CountBlocks(const Line& statement) {
    for (std::size_t i = 0; i < statement.size(); ++i) {
      const RubyToken& token = statement[i];
      if (token.kind != RubyToken::kWord) continue;
      // `if` behind something else than an assignment only qualifies it.
      const bool begins = i == 0 || IsSign(statement[i - 1], "=");
      if (token.text == "do" || (begins && OpensBlock(token.text))) open_.emplace_back();
      if (token.text == "end" && !open_.empty()) open_.pop_back();
    }
  }

  void AddGem(const Line& statement) {
    std::size_t at = IsSign(statement[1], "(") ? 2 : 1;
    if (at >= statement.size() || statement[at].kind != RubyToken::kString) return;
    const RubyToken& name = statement[at];
    if (name.interpolated) return;
    std::string constraint;
    for (++at; at < statement.size(); ++at) {  // strings behind the name are versions
      const RubyToken& token = statement[at];
      if (IsSign(token, ",") || IsSign(token, "[") || IsSign(token, "]")) continue;
      if (token.kind != RubyToken::kString) break;
      if (at + 1 < statement.size() && IsSign(statement[at + 1], "=")) break;  // "key" => …
      if (token.interpolated) continue;  // A version that is computed is not told.
      if (!constraint.empty()) constraint += ", ";
      constraint += token.text;
    }
    const Region region = SpanOf(statement.front().region, statement.back().region);
    if (pods_) {
      // A pod of the repository itself.
      const bool own = std::any_of(statement.begin(), statement.end(), [](const RubyToken& token) {
        return token.text == "path" &&
               (token.kind == RubyToken::kLabel || token.kind == RubyToken::kSymbol);
      });
      // The innermost target counts.
      const auto target = std::find_if(open_.rbegin(), open_.rend(),
                                       [](const Groups& groups) { return !groups.empty(); });
      const DependencyScope scope =
          target == open_.rend() ? DependencyScope::kRuntime : ScopeOf(*target);
      if (!own) AddDependency("cocoapods", name.text, constraint, scope, region, sink_);
      return;
    }
    Groups groups = GroupsOf(statement);
    for (const Groups& around : open_) groups.insert(groups.end(), around.begin(), around.end());
    AddDependency("gem", name.text, constraint, ScopeOf(groups), region, sink_);
  }

  // `group: :test`, `groups: [:a, :b]`, `:group => :test`
  static Groups GroupsOf(const Line& statement) {
    Groups groups;
    for (std::size_t i = 2; i < statement.size(); ++i) {
      const RubyToken& key = statement[i];
      const bool named = key.text == "group" || key.text == "groups";
      if (!named || (key.kind != RubyToken::kLabel && key.kind != RubyToken::kSymbol)) continue;
      for (++i; i < statement.size(); ++i) {
        const RubyToken& value = statement[i];
        if (IsName(value)) groups.push_back(value.text);
        const bool list = value.kind == RubyToken::kSign && value.text != ")";
        if (!list && !IsName(value)) break;
        if (IsSign(value, ",") && i + 1 < statement.size() && !IsName(statement[i + 1])) break;
      }
    }
    return groups;
  }

  bool pods_;
  FactSink& sink_;
  std::vector<Groups> open_;
};

// spec.add_dependency "name", "~> 1"
void ReadSpecLine(const Line& statement, FactSink& sink) {
  for (std::size_t i = 1; i + 1 < statement.size(); ++i) {
    const RubyToken& token = statement[i];
    const bool development = IsWord(token, "add_development_dependency");
    if (!development && !IsWord(token, "add_dependency") &&
        !IsWord(token, "add_runtime_dependency")) {
      continue;
    }
    std::size_t at = IsSign(statement[i + 1], "(") ? i + 2 : i + 1;
    if (at >= statement.size() || statement[at].kind != RubyToken::kString) return;
    const RubyToken& name = statement[at];
    std::string constraint;
    for (++at; at < statement.size(); ++at) {
      // A version that is computed is not told.
      if (statement[at].kind != RubyToken::kString || statement[at].interpolated) continue;
      if (!constraint.empty()) constraint += ", ";
      constraint += statement[at].text;
    }
    if (name.interpolated) return;
    AddDependency("gem", name.text, constraint,
                  development ? DependencyScope::kDevelopment : DependencyScope::kRuntime,
                  SpanOf(statement.front().region, statement.back().region), sink);
    return;
  }
}

void ReadGemfile(const Source& source, FileFacts& facts) {
  FactSink sink(facts, source.limits);
  const std::vector<RubyToken> tokens = TokenizeRuby(source.text);
  GemfileReader reader(source.format == "podfile", sink);
  for (std::size_t at = 0; at < tokens.size();) {
    const Line statement = NextRubyStatement(tokens, at);
    if (statement.empty()) break;
    if (source.format == "gemspec") {
      ReadSpecLine(statement, sink);
    } else {
      reader.Read(statement);
    }
  }
}

}  // namespace

extern const FormatReader kFormatReader_gemfile = {
    {
        {"gemfile", {}, {"Gemfile", "gems.rb"}, {"**gemfiles/**.gemfile", "**.gemfile"}, true},
        {"gemspec", {}, {}, {"**.gemspec"}, true},
        {"podfile", {}, {"Podfile"}, {}, true},
    },
    ReadGemfile,
    3,
};

}  // namespace assay
