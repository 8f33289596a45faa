// sbt builds and Swift packages: what their dependency expressions say with
// literals. A build is a program; what it computes is not followed.
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "base/text.h"
#include "base/text_map.h"
#include "facts/extract.h"
#include "facts/gradle_tokens.h"
#include "facts/package_name.h"
#include "facts/sink.h"
#include "facts/text_line.h"

namespace assay {
namespace {

using Tokens = std::vector<GradleToken>;

bool IsSign(const Tokens& tokens, std::size_t at, std::string_view sign) {
  return at < tokens.size() && tokens[at].kind == GradleToken::kSign && tokens[at].text == sign;
}
bool IsString(const Tokens& tokens, std::size_t at) {
  return at < tokens.size() && tokens[at].kind == GradleToken::kString;
}
bool IsWord(const Tokens& tokens, std::size_t at, std::string_view word) {
  return at < tokens.size() && tokens[at].kind == GradleToken::kWord && tokens[at].text == word;
}

// Past `%`, `%%` or `%%%`; `at` itself if there is none.
std::size_t SkipPercents(const Tokens& tokens, std::size_t at) {
  while (IsSign(tokens, at, "%")) ++at;
  return at;
}

// val name = "literal", for versions.
TextViewMap<std::string_view> LiteralsOf(const Tokens& tokens) {
  TextViewMap<std::string_view> literals;
  for (std::size_t at = 1; at + 2 < tokens.size(); ++at) {
    if (tokens[at].kind == GradleToken::kWord && IsSign(tokens, at + 1, "=") &&
        IsString(tokens, at + 2) && !IsSign(tokens, at + 3, "%")) {
      literals[tokens[at].text] = tokens[at + 2].text;
    }
  }
  return literals;
}

// The configurations of `% "test,it"` or `% Test` behind a version.
DependencyScope ScopeOfConfigurations(std::string_view names) {
  if (ContainsIgnoreCase(names, "compile") || ContainsIgnoreCase(names, "runtime")) {
    return names.starts_with("test") ? DependencyScope::kTest : DependencyScope::kRuntime;
  }
  if (ContainsIgnoreCase(names, "test") || EqualsIgnoreCase(names, "it") ||
      EqualsIgnoreCase(names, "IntegrationTest")) {
    return DependencyScope::kTest;
  }
  return EqualsIgnoreCase(names, "optional") ? DependencyScope::kOptional
                                             : DependencyScope::kRuntime;
}

// "org" %% "name" % "1.0" % Test; of `s"…"` the name is not known.
void ReadSbt(const Tokens& tokens, FactSink& sink) {
  const TextViewMap<std::string_view> literals = LiteralsOf(tokens);
  bool build = false;
  for (std::size_t at = 0; at < tokens.size(); ++at) {
    if (IsWord(tokens, at, "addSbtPlugin") || IsWord(tokens, at, "addCompilerPlugin") ||
        IsWord(tokens, at, "compilerPlugin")) {
      build = true;
    }
    if (tokens[at].kind == GradleToken::kEndOfLine) build = false;
    if (!IsString(tokens, at)) continue;
    const std::size_t name = SkipPercents(tokens, at + 1);
    const std::size_t percents = name + 1;
    std::size_t version = SkipPercents(tokens, percents);
    if (name == at + 1 || !IsString(tokens, name) || version == percents) continue;
    Dependency dependency;
    dependency.ecosystem = "maven";
    dependency.name =
        sink.Keep(std::string(tokens[at].text) + ":" + std::string(tokens[name].text));
    if (IsString(tokens, version)) {
      dependency.constraint = sink.Keep(tokens[version].text);
    } else {  // akkaVersion, Versions.akka
      while (IsSign(tokens, version + 1, ".") && version + 2 < tokens.size()) version += 2;
      const auto known =
          version < tokens.size() ? literals.find(tokens[version].text) : literals.end();
      if (known != literals.end()) dependency.constraint = sink.Keep(known->second);
    }
    const std::size_t scope = SkipPercents(tokens, version + 1);
    if (scope > version + 1 && scope < tokens.size())
      dependency.scope = ScopeOfConfigurations(tokens[scope].text);
    if (build) dependency.scope = DependencyScope::kBuild;
    dependency.region =
        SpanOf(tokens[at].region, tokens[std::min(version, tokens.size() - 1)].region);
    if (dependency.name.find('$') == Text::npos) sink.Add(std::move(dependency));
    at = name;
  }
}

// .package(url: "https://github.com/vapor/vapor.git", from: "4.0.0"), .package(id: "a.b", …)
void ReadSwift(const Tokens& tokens, FactSink& sink) {
  for (std::size_t at = 0; at + 4 < tokens.size(); ++at) {
    if (!IsWord(tokens, at, "package") || !IsSign(tokens, at + 1, "(")) continue;
    std::string_view url;
    std::string_view version;
    Region region;
    for (std::size_t i = at + 2; i < tokens.size() && i < at + 40; ++i) {
      if (IsSign(tokens, i, ")")) break;
      if (!IsString(tokens, i)) continue;
      if (IsWord(tokens, i - 2, "url") || IsWord(tokens, i - 2, "id")) {
        url = tokens[i].text;
        region = tokens[i].region;
      } else if (version.empty() && !url.empty()) {
        version = tokens[i].text;
      }
    }
    AddDependency("swift", SwiftName(url), version, DependencyScope::kRuntime, region, sink);
  }
}

void ReadBuild(const Source& source, FileFacts& facts) {
  FactSink sink(facts, source.limits);
  const Tokens tokens = TokenizeGradle(source.text);
  if (source.format == "sbt") return ReadSbt(tokens, sink);
  ReadSwift(tokens, sink);
}

}  // namespace

extern const FormatReader kFormatReader_sbt = {
    {
        {"sbt", {}, {"build.sbt", "plugins.sbt"}, {"**.sbt", "**project/Dependencies.scala"}},
        {"swift-package", {}, {"Package.swift"}, {}},
    },
    ReadBuild,
    2,
};

}  // namespace assay
