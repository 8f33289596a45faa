// sbt builds and Swift packages: what their dependency expressions say with
// literals. A build is a program; what it computes is not followed.
#include <string>
#include <string_view>
#include <vector>

#include "base/text.h"
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

// "org" %% "name" % "1.0" % Test
void ReadSbt(const Tokens& tokens, FactSink& sink) {
  bool plugin = false;
  for (std::size_t at = 0; at < tokens.size(); ++at) {
    if (tokens[at].kind == GradleToken::kWord && tokens[at].text == "addSbtPlugin") plugin = true;
    if (tokens[at].kind == GradleToken::kEndOfLine) plugin = false;
    if (!IsString(tokens, at)) continue;
    const std::size_t name = SkipPercents(tokens, at + 1);
    const std::size_t version = SkipPercents(tokens, name + 1);
    if (name == at + 1 || !IsString(tokens, name) || version == name + 1) continue;
    const std::size_t scope = SkipPercents(tokens, version + 1);
    const bool test = scope > version + 1 && scope < tokens.size() &&
                      ContainsIgnoreCase(tokens[scope].text, "test");
    DependencyScope of = test ? DependencyScope::kTest : DependencyScope::kRuntime;
    if (plugin) of = DependencyScope::kBuild;
    AddDependency("maven", std::string(tokens[at].text) + ":" + std::string(tokens[name].text),
                  IsString(tokens, version) ? tokens[version].text : std::string_view(), of,
                  SpanOf(tokens[at].region, tokens[std::min(version, tokens.size() - 1)].region),
                  sink);
    at = name;
  }
}

// .package(url: "https://github.com/vapor/vapor.git", from: "4.0.0")
void ReadSwift(const Tokens& tokens, FactSink& sink) {
  for (std::size_t at = 0; at + 4 < tokens.size(); ++at) {
    if (!IsWord(tokens, at, "package") || !IsSign(tokens, at + 1, "(")) continue;
    std::string_view url;
    std::string_view version;
    for (std::size_t i = at + 2; i < tokens.size() && i < at + 40; ++i) {
      if (IsSign(tokens, i, ")")) break;
      if (!IsString(tokens, i)) continue;
      if (IsWord(tokens, i - 2, "url")) {
        url = tokens[i].text;
      } else if (version.empty() && !url.empty()) {
        version = tokens[i].text;
      }
    }
    if (url.ends_with(".git")) url.remove_suffix(4);
    for (const std::string_view prefix : {"https://github.com/", "git@github.com:"}) {
      if (url.starts_with(prefix)) url.remove_prefix(prefix.size());
    }
    AddDependency("swift", url, version, DependencyScope::kRuntime, tokens[at].region, sink);
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
    1,
};

}  // namespace assay
