#include "language/generated.h"

#include <algorithm>
#include <array>
#include <initializer_list>
#include <map>
#include <string>
#include <vector>

#include "base/check.h"
#include "base/pattern.h"
#include "base/perl_pattern.h"
#include "base/ruby_pattern.h"
#include "base/text.h"

namespace assay {
namespace {

using linguist::Generation;

// A pattern in Ruby's syntax, compiled when it is first asked.
Pattern Compiled(std::string_view ruby) {
  const auto translation = TranslateRubyPattern(ruby);
  ASSAY_CHECK(translation.has_value() && !translation->backtracking);
  auto pattern = Pattern::Compile(translation->expression);
  ASSAY_CHECK(pattern.has_value());
  return *std::move(pattern);
}

// --- by path
// ---------------------------------------------------------------------------------------

struct PathRule {
  std::string_view why;
  std::string_view pattern;  // Ruby's
  bool since_7221 = true;    // false: only in main
};
constexpr PathRule kPathRules[] = {
    {"IntelliJ project file", R"((?:^|\/)\.idea\/)"},
    {"CocoaPods dependency", R"((^Pods|\/Pods)\/)"},
    {"Carthage build", R"((^|\/)Carthage\/Build\/)"},
    {"Relay's GraphQL artifact", R"(__generated__\/)"},
    {".NET designer file", R"((?i)\.designer\.(cs|vb)$)"},
    {".NET SpecFlow feature file", R"((?i)\.feature\.cs$)"},
    {"Composer lock file", R"(composer\.lock)"},
    {"Cargo lock file", R"(Cargo\.lock)"},
    {"original of a Cargo manifest", R"(Cargo\.toml\.orig)", false},
    {"Deno lock file", R"(deno\.lock)", false},
    {"Nix flake's lock file", R"((^|\/)flake\.lock$)", false},
    {"Bazel lock file", R"((^|\/)MODULE\.bazel\.lock$)", false},
    {"node_modules", R"(node_modules\/)"},
    {"Go vendor folder",
     R"(vendor\/([0-9A-Za-z]([-0-9A-Za-z]*[0-9A-Za-z])?\.)+(com|edu|gov|in|me|net|org|fm|io))"},
    {"Go lock file", R"((Gopkg|glide)\.lock)"},
    {"Swift lock file", R"(Package\.resolved)", false},
    {"Poetry lock file", R"(poetry\.lock)"},
    {"PDM lock file", R"(pdm\.lock)", false},
    {"uv lock file", R"(uv\.lock)", false},
    {"pixi lock file", R"(pixi\.lock)", false},
    {"esy lock file", R"((^|\/)(\w+\.)?esy.lock$)"},
    {"npm lock file", R"(npm-shrinkwrap\.json|package-lock\.json)"},
    {"pnpm lock file", R"(pnpm-lock\.yaml)", false},
    {"Bun lock file", R"((?:^|\/)bun\.lockb?$)", false},
    {"Terraform lock file", R"((?:^|\/)\.terraform\.lock\.hcl$)"},
    {"Yarn Plug'n'Play", R"((^|\/)\.pnp\..*$)"},
    {"Godeps folder", R"(Godeps\/)"},
    {"output of Zephir", R"(.\.zep\.(?:c|h|php)$)"},
    {"coverage report", R"((?:^|\/)htmlcov\/)", false},
    {"Pipenv lock file", R"(Pipfile\.lock)"},
    {"Gradle wrapper", R"((?i)(?:^|\/)gradlew(?:\.bat)?$)", false},
    {"Maven wrapper", R"((?i)(?:^|\/)mvnw(?:\.cmd)?$)", false},
    {"mise lock file", R"((?:^|\/)mise(?:\.[^\/]+)?\.lock$)", false},
    {"detect-secrets baseline", R"((?:^|\/)\.secrets\.baseline$)", false},
    {"Julia manifest", R"((?:^|\/)(Julia)?Manifest(-v\d+\.\d+)?\.toml$)", false},
    {"Delphi type library", R"((?i)_tlb\.pas$)"},
    {"SQLx query", R"((?:^|\/)\.sqlx\/query-[a-f\d]{64}\.json$)", false},
};

class PathRules {
 public:
  explicit PathRules(bool main) : any_(Compiled(Union(main))) {
    for (const PathRule& rule : kPathRules) {
      if (main || rule.since_7221) rules_.emplace_back(rule.why, Compiled(rule.pattern));
    }
  }

  std::string_view Find(std::string_view path) const {
    if (!any_.Search(path)) return {};
    for (const auto& [why, pattern] : rules_) {
      if (pattern.Search(path)) return why;
    }
    return {};
  }

 private:
  static std::string Union(bool main) {
    std::string all;
    for (const PathRule& rule : kPathRules) {
      if (!main && !rule.since_7221) continue;
      all += all.empty() ? "" : "|";
      all += "(?:" + std::string(rule.pattern) + ")";
    }
    return all;
  }

  Pattern any_;
  std::vector<std::pair<std::string_view, Pattern>> rules_;
};

// --- by content
// ------------------------------------------------------------------------------------

// A text as Ruby splits it at "\n": "a\n" is two lines, "" is none.
class TextLines {
 public:
  explicit TextLines(std::string_view text) : text_(text) {}

  // The line with this number from the start, or from the end; empty beyond.
  std::string_view First(std::size_t number) const {
    std::size_t begin = 0;
    for (; number > 0; --number) {
      begin = text_.find('\n', begin);
      if (begin == std::string_view::npos) return {};
      ++begin;
    }
    return text_.substr(begin, text_.find('\n', begin) - begin);
  }
  std::string_view Last(std::size_t number) const {
    std::string_view rest = text_;
    for (; number > 0; --number) {
      const std::size_t end = rest.rfind('\n');
      if (end == std::string_view::npos) return {};
      rest = rest.substr(0, end);
    }
    return rest.substr(rest.rfind('\n') + 1);
  }

  bool HasMoreThan(std::size_t count) const {
    if (text_.empty()) return false;
    std::size_t at = 0;
    for (; count > 0; --count) {
      at = text_.find('\n', at);
      if (at == std::string_view::npos) return false;
      ++at;
    }
    return true;
  }

  // Whether one of the first lines, or of the lines themselves, is accepted.
  template <typename Accepts>
  bool AnyOfFirst(std::size_t count, Accepts accepts) const {
    std::size_t begin = 0;
    if (text_.empty()) return false;
    for (; count > 0; --count) {
      const std::size_t end = text_.find('\n', begin);
      if (accepts(text_.substr(begin, end - begin))) return true;
      if (end == std::string_view::npos) break;
      begin = end + 1;
    }
    return false;
  }
  bool OneOfFirstHas(std::size_t count, std::string_view part) const {
    return AnyOfFirst(
        count, [part](std::string_view line) { return line.find(part) != std::string_view::npos; });
  }
  bool FirstHas(std::size_t number, std::string_view part) const {
    return First(number).find(part) != std::string_view::npos;
  }

  // The first lines with `separator` between them.
  std::string JoinFirst(std::size_t count, std::string_view separator) const {
    std::string joined;
    bool first = true;
    AnyOfFirst(count, [&](std::string_view line) {
      if (!first) joined += separator;
      first = false;
      joined += line;
      return false;
    });
    return joined;
  }

  std::string_view text() const { return text_; }

 private:
  std::string_view text_;
};

struct Blob {
  std::string_view path;
  std::string_view extension;  // as written
  std::string lower;           // in lower case
  TextLines lines;
  bool main;
  bool* gave_up;

  bool Is(std::initializer_list<std::string_view> extensions) const {
    return std::find(extensions.begin(), extensions.end(), extension) != extensions.end();
  }
};

bool IsMaybeMinified(const Blob& blob) { return blob.lower == ".js" || blob.lower == ".css"; }

bool IsMinified(const Blob& blob) {
  const std::string_view text = blob.lines.text();
  if (!IsMaybeMinified(blob) || text.empty()) return false;
  const auto ends = static_cast<std::size_t>(std::count(text.begin(), text.end(), '\n'));
  return (text.size() - ends) / (ends + 1) > 110;
}

bool HasSourceMap(const Blob& blob) {
  static const Pattern kMark = Compiled(R"(^\/[*\/][\#@] source(?:Mapping)?URL|sourceURL=)");
  if (!IsMaybeMinified(blob) || blob.lines.text().empty()) return false;
  return kMark.Search(blob.lines.Last(0)) || kMark.Search(blob.lines.Last(1));
}

bool IsSourceMap(const Blob& blob) {
  static const Pattern kName = Compiled(R"((?i)(\.css|\.js)\.map$)");
  static const Pattern kStart = Compiled(R"(^{"version":\d+,|^\/\*\* Begin line maps\. \*\*\/{)");
  return blob.lower == ".map" && (kName.Search(blob.path) || kStart.Search(blob.lines.First(0)));
}

// How often any of `parts` is in the line, the first of them at each place.
std::size_t CountOf(std::string_view line, std::initializer_list<std::string_view> parts) {
  std::size_t count = 0;
  for (std::size_t at = line.find('_'); at != std::string_view::npos; at = line.find('_', at)) {
    std::size_t length = 0;
    for (const std::string_view part : parts) {
      if (length == 0 && line.substr(at).starts_with(part)) length = part.size();
    }
    count += length == 0 ? 0 : 1;
    at += std::max<std::size_t>(length, 1);
  }
  return count;
}

bool IsCompiledCoffeeScript(const Blob& blob) {
  if (!blob.Is({".js"})) return false;
  const TextLines& lines = blob.lines;
  if (lines.First(0).starts_with("// Generated by ")) return true;
  if (lines.First(0) != "(function() {" || !lines.Last(0).empty() ||
      lines.Last(1) != "}).call(this);")
    return false;
  std::size_t score = 0;
  lines.AnyOfFirst(std::string_view::npos, [&](std::string_view line) {
    if (line.find("var ") == std::string_view::npos) return false;
    score += CountOf(line, {"_fn", "_i", "_len", "_ref", "_results"});
    score += 3 * CountOf(line, {"__bind", "__extends", "__hasProp", "__indexOf", "__slice"});
    return false;
  });
  return score >= 3;
}

bool IsPegParser(const Blob& blob) {
  static const Pattern kMark =
      Compiled(R"(^(?:[^\/]|\/[^\*])*\/\*(?:[^\*]|\*[^\/])*Generated by PEG.js)");
  if (!blob.Is({".js"})) return false;
  const std::string start = blob.lines.JoinFirst(5, "");
  return start.find("Generated by PEG") != std::string::npos && kMark.Search(start);
}

bool IsNetDocumentation(const Blob& blob) {
  const TextLines& lines = blob.lines;
  return blob.lower == ".xml" && lines.HasMoreThan(3) && lines.FirstHas(1, "<doc>") &&
         lines.FirstHas(2, "<assembly>") && lines.Last(1).find("</doc>") != std::string_view::npos;
}

// A font that was turned into PostScript is a stream of digits.
bool HasEmbeddedFont(const Blob& blob) {
  static const Pattern kMain = Compiled(R"(^\s*(?:currentfile eexec\s+|\/sfnts\s+\[\s<))");
  if (blob.main) return kMain.Search(blob.lines.text());
  static const PerlPattern k7221 = [] {
    const auto translation =
        TranslateRubyPattern(R"((\n|\r\n|\r)\s*(?:currentfile eexec\s+|\/sfnts\s+\[\1<)\h{8,}\1)");
    ASSAY_CHECK(translation.has_value());
    auto pattern = PerlPattern::Compile(translation->expression);
    ASSAY_CHECK(pattern.has_value());
    return *std::move(pattern);
  }();
  const std::string_view text = blob.lines.text();
  if (text.find("currentfile eexec") == std::string_view::npos &&
      text.find("/sfnts") == std::string_view::npos)
    return false;
  const PerlPattern::Outcome outcome = k7221.Search(text);
  if (outcome == PerlPattern::Outcome::kGaveUp) *blob.gave_up = true;
  return outcome == PerlPattern::Outcome::kMatch;
}

bool IsGeneratedPostScript(const Blob& blob) {
  static const Pattern kTool = Compiled(
      R"([0-9]|draw|mpage|ImageMagick|inkscape|MATLAB|PCBNEW|pnmtops|\(Unknown\)|Serif Affinity|)"
      R"(Filterimage -tops)");
  if (!blob.Is({".ps", ".eps", ".pfa"})) return false;
  if (HasEmbeddedFont(blob)) return true;
  std::string_view creator;
  const bool named = blob.lines.AnyOfFirst(10, [&](std::string_view line) {
    creator = line;
    return line.starts_with("%%Creator: ");
  });
  if (!named) return false;
  if (kTool.Search(creator)) return true;
  return creator.find("EAGLE") != std::string_view::npos &&
         blob.lines.AnyOfFirst(
             5, [](std::string_view line) { return line.starts_with("%%Title: EAGLE Drawing "); });
}

bool IsGeneratedGo(const Blob& blob) {
  if (!blob.Is({".go"}) || !blob.lines.HasMoreThan(1)) return false;
  return blob.lines.AnyOfFirst(40, [&](std::string_view line) {
    return blob.main ? line.starts_with("// Code generated ")
                     : line.find("Code generated by") != std::string_view::npos;
  });
}

bool IsGeneratedTwirp(const Blob& blob) {
  return blob.Is({".rb"}) && blob.lines.HasMoreThan(1) &&
         blob.lines.AnyOfFirst(3, [](std::string_view line) {
           return line.find("Code generated by protoc-gen-twirp_ruby") != std::string_view::npos &&
                  line.find("DO NOT EDIT.") != std::string_view::npos;
         });
}

bool IsGeneratedDart(const Blob& blob) {
  static const Pattern kMark = Compiled(R"((?i)generated code\W{2,3}do not modify)");
  return blob.Is({".dart"}) && blob.lines.HasMoreThan(1) &&
         blob.lines.AnyOfFirst(blob.main ? 3 : 1,
                               [](std::string_view line) { return kMark.Search(line); });
}

bool IsPerlPortability(const Blob& blob) {
  static const Pattern kName = Compiled(R"(ppport\.h$)");
  return kName.Search(blob.path) && blob.lines.HasMoreThan(10) &&
         blob.lines.FirstHas(8, "Automatically created by Devel::PPPort");
}

bool IsGameMaker(const Blob& blob) {
  static const Pattern kModel = Compiled(R"(\"modelName\"\:\s*\"GM)");
  static const Pattern kJson = Compiled(R"(^\s*[\{\[])");
  static const Pattern kVersion = Compiled(R"(^\d\.\d\.\d.+\|\{)");
  if (!blob.Is({".yy", ".yyp"}) || !blob.lines.HasMoreThan(3)) return false;
  const bool known =
      blob.main ? kJson.Search(blob.lines.JoinFirst(3, "")) : kModel.Search(blob.lines.First(2));
  return known || kVersion.Search(blob.lines.First(0));
}

bool IsGimpImage(const Blob& blob) {
  static const Pattern k7221 =
      Compiled(R"(\/\* GIMP [a-zA-Z0-9\- ]+ C\-Source image dump \(.+?\.c\) \*\/|)"
               R"(\/\*  GIMP header image file format \([a-zA-Z0-9\- ]+\)\: .+?\.h  \*\/)");
  static const Pattern kMain =
      Compiled(R"(^\/\* GIMP [a-zA-Z0-9\- ]+ C\-Source image dump \(.+?\.c\) \*\/|)"
               R"(^\/\*  GIMP header image file format \([a-zA-Z0-9\- ]+\)\: .+?\.h  \*\/)");
  return blob.Is({".c", ".h"}) && (blob.main ? kMain : k7221).Search(blob.lines.First(0));
}

// The attributes name, content and value of a <meta> tag, between "<meta" and ">".
std::map<std::string, std::string> MetaAttributes(std::string_view tag) {
  constexpr std::string_view kSpace = " \t\n\v\f\r";
  if (tag.ends_with('/')) tag.remove_suffix(1);
  const auto is_space = [&](std::size_t i) {
    return i < tag.size() && kSpace.find(tag[i]) != std::string_view::npos;
  };
  while (!tag.empty() && (is_space(0) || tag.front() == '\0')) tag.remove_prefix(1);
  while (!tag.empty() && (is_space(tag.size() - 1) || tag.back() == '\0')) tag.remove_suffix(1);
  std::map<std::string, std::string> attributes;
  for (std::size_t at = 0; at < tag.size();) {
    if (at > 0 && !is_space(at - 1)) {
      ++at;
      continue;
    }
    std::size_t i = at++;
    std::string key;
    for (const std::string_view name : {"name", "content", "value"}) {
      if (EqualsIgnoreCase(tag.substr(i, name.size()), name)) key = name;
    }
    if (key.empty()) continue;
    i += key.size();
    while (is_space(i)) ++i;
    if (i >= tag.size() || tag[i] != '=') continue;
    ++i;
    while (is_space(i)) ++i;
    if (i >= tag.size()) continue;
    std::size_t end = i;
    if (tag[i] == '"' || tag[i] == '\'') {
      end = tag.find(tag[i], i + 1);
      if (end == std::string_view::npos || end == i + 1) continue;
      attributes[key] = tag.substr(i + 1, end - i - 1);
      ++end;
    } else {
      while (end < tag.size() && !is_space(end) && tag[end] != '"' && tag[end] != '\'') ++end;
      attributes[key] = tag.substr(i, end - i);
    }
    at = end;
  }
  return attributes;
}

bool NamesGenerator(std::string_view tag) {
  static const Pattern kTool =
      Compiled(R"((?i)^(org\s+mode|j?latex2html|groff|makeinfo|texi2html|ronn)\b)");
  std::map<std::string, std::string> attributes = MetaAttributes(tag);
  return EqualsIgnoreCase(attributes["name"], "generator") &&
         (kTool.Search(attributes["content"]) || kTool.Search(attributes["value"]));
}

// Any <meta> of the first lines that names its generator.
bool HasGeneratorTag(const std::string& start) {
  constexpr std::string_view kSpace = " \t\n\v\f\r";
  const std::string lower = ToLowerAscii(start);
  for (std::size_t at = lower.find("<meta"); at != std::string::npos;
       at = lower.find("<meta", at)) {
    const std::size_t begin = at + 5;
    const std::size_t end = start.find('>', begin);
    if (end == std::string::npos) return false;
    const std::string_view tag = std::string_view(start).substr(begin, end - begin);
    if (tag.size() < 2 || kSpace.find(tag[0]) == std::string_view::npos) {
      at = begin;
      continue;
    }
    if (NamesGenerator(tag)) return true;
    at = end;
  }
  return false;
}

bool IsGeneratedHtml(const Blob& blob) {
  static const Pattern kDoxygen = Compiled(R"((?i)<!--\s+Generated by Doxygen\s+[.0-9]+\s*-->)");
  const TextLines& lines = blob.lines;
  if ((blob.lower != ".html" && blob.lower != ".htm" && blob.lower != ".xhtml") ||
      !lines.HasMoreThan(1))
    return false;
  if (lines.OneOfFirstHas(2, "<!-- Generated by pkgdown: do not edit by hand -->")) return true;
  if (lines.HasMoreThan(2) &&
      lines.First(2).starts_with("<!-- This is an automatically generated file."))
    return true;
  if (lines.AnyOfFirst(31, [](std::string_view line) { return kDoxygen.Search(line); }))
    return true;
  return HasGeneratorTag(lines.JoinFirst(31, " "));
}

bool IsSorbetInterface(const Blob& blob) {
  static const Pattern kHow =
      Compiled(R"(^# Please (run|instead update this file by running) `bin\/tapioca)");
  return blob.lower == ".rbi" && blob.lines.HasMoreThan(4) &&
         blob.lines.First(0).starts_with("# typed:") &&
         blob.lines.FirstHas(2, "DO NOT EDIT MANUALLY") && kHow.Search(blob.lines.First(4));
}

// Marks that stand in one of the first lines of files with certain extensions.
struct MarkRule {
  std::string_view why;
  std::vector<std::string_view> extensions;
  std::size_t more_lines_than;  // that the file must have
  std::size_t first;            // line, counted from 0
  std::size_t count;            // lines that may have the mark
  std::string_view mark;
  bool at_start = false;  // of the line
  bool since_7221 = true;
};

const std::vector<MarkRule>& MarkRules() {
  static const std::vector<MarkRule> kRules = {
      {"output of Cython", {".c", ".cpp"}, 1, 0, 1, "Generated by Cython"},
      {"protocol buffer from Go",
       {".proto"},
       1,
       0,
       20,
       "This file was autogenerated by go-to-protobuf"},
      {"output of the protocol buffer compiler",
       {".py", ".java", ".h", ".cc", ".cpp", ".m", ".rb", ".php"},
       1,
       0,
       3,
       "Generated by the protocol buffer compiler.  DO NOT EDIT!"},
      {"output of the protocol buffer compiler",
       {".js"},
       6,
       5,
       1,
       "GENERATED CODE -- DO NOT EDIT!"},
      {"output of the protocol buffer compiler",
       {".ts"},
       4,
       0,
       1,
       "Code generated by protoc-gen-ts_proto. DO NOT EDIT.",
       false,
       false},
      {"output of Apache Thrift",
       {".rb", ".py", ".go", ".js", ".m", ".java", ".h", ".cc", ".cpp", ".php"},
       0,
       0,
       6,
       "Autogenerated by Thrift Compiler"},
      {"KiCad module", {".mod"}, 1, 0, 1, "PCBNEW-LibModule-V"},
      {"GFortran module", {".mod"}, 1, 0, 1, "GFORTRAN module version '"},
      {"Unity metadata", {".meta"}, 1, 0, 1, "fileFormatVersion: "},
      {"output of Xtest's ANTLR", {".g"}, 2, 1, 1, "generated by Xtest"},
      {"output of Racc", {".rb"}, 2, 2, 1, "# This file is automatically generated by Racc", true},
      {"output of JFlex",
       {".java"},
       1,
       0,
       1,
       "/* The following code was generated by JFlex ",
       true},
      {"output of GrammarKit",
       {".java"},
       1,
       0,
       1,
       "// This is a generated file. Not intended for manual editing.",
       true},
      {"output of roxygen2", {".Rd"}, 1, 0, 1, "% Generated by roxygen2: do not edit by hand"},
      {"output of Jison", {".js"}, 1, 0, 1, "/* parser generated by jison ", true},
      {"output of Jison", {".js"}, 1, 0, 1, "/* generated by jison-lex ", true},
      {"output of gRPC", {".cpp", ".hpp", ".h", ".cc"}, 1, 0, 1, "// Generated by the gRPC", true},
      {"output of Haxe",
       {".js", ".py", ".lua", ".cpp", ".h", ".java", ".cs", ".php"},
       0,
       0,
       3,
       "Generated by Haxe"},
  };
  return kRules;
}

bool Fits(const MarkRule& rule, const Blob& blob) {
  if (!blob.main && !rule.since_7221) return false;
  if (std::find(rule.extensions.begin(), rule.extensions.end(), blob.extension) ==
      rule.extensions.end())
    return false;
  if (!blob.lines.HasMoreThan(rule.more_lines_than)) return false;
  const auto has = [&](std::string_view line) {
    return rule.at_start ? line.starts_with(rule.mark)
                         : line.find(rule.mark) != std::string_view::npos;
  };
  return rule.first > 0 ? has(blob.lines.First(rule.first))
                        : blob.lines.AnyOfFirst(rule.count, has);
}

struct ContentRule {
  std::string_view why;
  bool (*holds)(const Blob&);
  bool since_7221 = true;
};
constexpr ContentRule kContentRules[] = {
    {"minified", IsMinified},
    {"refers to a source map", HasSourceMap},
    {"source map", IsSourceMap},
    {"output of CoffeeScript", IsCompiledCoffeeScript},
    {"output of PEG.js", IsPegParser},
    {".NET documentation", IsNetDocumentation},
    {"output of a PostScript generator", IsGeneratedPostScript},
    {"generated Go", IsGeneratedGo},
    {"output of the Twirp compiler", IsGeneratedTwirp, false},
    {"Java native interface",
     [](const Blob& blob) {
       return blob.Is({".h"}) && blob.lines.HasMoreThan(2) &&
              blob.lines.FirstHas(0, "/* DO NOT EDIT THIS FILE - it is machine generated */") &&
              blob.lines.FirstHas(1, "#include <jni.h>");
     }},
    {"VCR cassette",
     [](const Blob& blob) {
       return blob.Is({".yml"}) && blob.lines.HasMoreThan(2) &&
              blob.lines.Last(1).find("recorded_with: VCR") != std::string_view::npos;
     }},
    {"generated HTML", IsGeneratedHtml},
    {"generated Dart", IsGeneratedDart},
    {"Perl portability header", IsPerlPortability},
    {"GameMaker metadata", IsGameMaker},
    {"GIMP image", IsGimpImage},
    {"Visual Studio 6 project",
     [](const Blob& blob) {
       return blob.lower == ".dsp" &&
              blob.lines.OneOfFirstHas(3, "# Microsoft Developer Studio Generated Build File");
     }},
    {"output of jOOQ",
     [](const Blob& blob) {
       return blob.lower == ".java" &&
              blob.lines.OneOfFirstHas(2, "This file is generated by jOOQ.");
     }},
    {"Sorbet interface", IsSorbetInterface, false},
    {"MySQL view",
     [](const Blob& blob) { return blob.lower == ".frm" && blob.lines.FirstHas(0, "TYPE=VIEW"); },
     false},
};

}  // namespace

std::string_view RubyExtension(std::string_view path) {
  std::string_view name = BaseName(path);
  name.remove_prefix(std::min(name.find_first_not_of('.'), name.size()));
  const std::size_t dot = name.rfind('.');
  return dot == std::string_view::npos ? std::string_view() : name.substr(dot);
}

std::string_view GeneratedByPath(std::string_view path, Generation generation) {
  const std::string_view extension = RubyExtension(path);
  if (extension == ".nib" || extension == ".xcworkspacedata" || extension == ".xcuserstate")
    return "Xcode file";
  if (generation == Generation::kMain) {
    static const PathRules kMain(true);
    return kMain.Find(path);
  }
  static const PathRules k7221(false);
  return k7221.Find(path);
}

std::string_view GeneratedByContent(std::string_view path, std::string_view head,
                                    Generation generation, bool* gave_up) {
  const std::string_view extension = RubyExtension(path);
  const Blob blob{
      path,   extension, ToLowerAscii(extension), TextLines(head), generation == Generation::kMain,
      gave_up};
  for (const ContentRule& rule : kContentRules) {
    if ((blob.main || rule.since_7221) && rule.holds(blob)) return rule.why;
  }
  for (const MarkRule& rule : MarkRules()) {
    if (Fits(rule, blob)) return rule.why;
  }
  return {};
}

}  // namespace assay
