// go.mod: required modules; `// indirect` says that no package of the project
// imports them. What it replaces, excludes and takes its tools from are settings;
// what stands in the place of a required module is also that one's reference.
#include <string>
#include <string_view>

#include "base/text.h"
#include "base/text_map.h"
#include "facts/extract.h"
#include "facts/settings.h"
#include "facts/sink.h"
#include "facts/text_line.h"

namespace assay {
namespace {

// As Go reads it: `// indirect`, or `// indirect; and why`.
bool SaysIndirect(std::string_view comment) {
  comment.remove_prefix(2);
  comment = Trim(comment);
  return comment == "indirect" || comment.starts_with("indirect;");
}

void AddRequire(std::string_view text, const TextLine& line, FactSink& sink) {
  const std::size_t comment = text.find("//");
  const std::string_view module = Trim(text.substr(0, comment));
  const std::size_t blank = module.find_first_of(" \t");
  if (blank == std::string_view::npos) return;
  Dependency dependency;
  dependency.region = line.region;
  dependency.ecosystem = "go";
  dependency.name = sink.Keep(Unquoted(module.substr(0, blank)));
  dependency.constraint = sink.Keep(Trim(module.substr(blank)));
  dependency.direct = comment == std::string_view::npos || !SaysIndirect(text.substr(comment));
  sink.Add(std::move(dependency));
}

// "a/b v1.2.3" with one blank, whatever stood between.
std::string ModuleVersion(std::string_view text) {
  const std::size_t blank = std::min(text.find_first_of(" \t"), text.size());
  std::string joined(Unquoted(text.substr(0, blank)));
  if (const std::string_view version = Trim(text.substr(blank)); !version.empty())
    joined.append(" ").append(version);
  return joined;
}

// By "a/b", or by "a/b v1" where only that version is replaced: what is built in its place.
using Replacements = TextMap<std::string>;

// A version's own replacement comes before the module's.
void Replace(const Replacements& replacements, FactSink& sink) {
  if (replacements.empty()) return;
  for (Dependency& dependency : sink.facts().dependencies) {
    std::string name(dependency.name);
    const auto any = replacements.find(name);
    const auto one = replacements.find(name.append(" ").append(dependency.constraint));
    const auto found = one == replacements.end() ? any : one;
    if (found != replacements.end()) dependency.reference = sink.Keep(found->second);
  }
}

// replace a/b v1 => ../b, exclude a/b v1.2.3, tool a/b/cmd/c
void AddDirective(std::string_view directive, std::string_view text, const TextLine& line,
                  Text document, Replacements& replacements, FactSink& sink) {
  // A path may hold slashes side by side; a comment is set off by a blank.
  text = Trim(text.substr(0, std::min(text.find(" //"), text.find("\t//"))));
  std::string key(directive);
  std::string_view value = text;
  if (const std::size_t arrow = text.find("=>"); arrow != std::string_view::npos) {
    key += "." + KeyPart(Trim(text.substr(0, arrow)));
    value = Trim(text.substr(arrow + 2));
    if (directive == "replace")
      replacements[ModuleVersion(Trim(text.substr(0, arrow)))] = ModuleVersion(value);
  }
  AddSetting(key, value, ValueKind::kString, line.region, document, sink);
}

void ReadGoMod(const Source& source, FileFacts& facts) {
  FactSink sink(facts, source.limits);
  LineReader lines(source.text);
  Replacements replacements;
  std::string_view block;  // the directive whose brackets are open
  for (TextLine line; lines.Next(line);) {
    if (line.text.empty() || line.text.starts_with("//")) continue;
    if (line.text.starts_with(')')) {
      block = {};
      continue;
    }
    std::string_view directive = block;
    std::string_view rest = line.text;
    if (block.empty()) {
      const std::size_t end = std::min(line.text.find_first_of(" \t("), line.text.size());
      directive = line.text.substr(0, end);
      rest = Trim(line.text.substr(end));
      if (rest.starts_with('(')) {
        block = directive;
        continue;
      }
    }
    if (directive == "require") {
      AddRequire(rest, line, sink);
    } else if (directive == "use" && source.format == "go-work") {
      AddSetting("use", rest, ValueKind::kString, line.region, "go-work", sink);
    } else if (directive == "module" || directive == "go" || directive == "toolchain") {
      AddSetting(directive, rest, ValueKind::kString, line.region, "go-mod", sink);
    } else if (directive == "replace" || directive == "exclude" || directive == "tool" ||
               directive == "retract" || directive == "godebug") {
      AddDirective(directive, rest, line, source.format == "go-work" ? "go-work" : "go-mod",
                   replacements, sink);
    }
  }
  Replace(replacements, sink);
}

}  // namespace

extern const FormatReader kFormatReader_go_mod = {
    {{"go-mod", {"Go Module"}, {"go.mod"}, {}, true},
     {"go-work", {"Go Workspace"}, {"go.work"}, {}, true}},
    ReadGoMod,
    4,
};

}  // namespace assay
