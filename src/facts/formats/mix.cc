// Elixir's mix.exs: the tuples of its dependencies, `{:phoenix, "~> 1.7"}`.
// The file is a program; what it computes is not followed.
#include <algorithm>
#include <string_view>

#include "base/text.h"
#include "facts/extract.h"
#include "facts/package_name.h"
#include "facts/sink.h"
#include "facts/text_line.h"

namespace assay {
namespace {

bool IsNameByte(char c) {
  const char lower = ToLowerAscii(c);
  return (lower >= 'a' && lower <= 'z') || (c >= '0' && c <= '9') || c == '_';
}

// Bytes of one dependency's tuple that are read.
constexpr std::size_t kMaxTuple = 4'096;

// What stands inside the braces that `text` begins with; strings and comments close none.
std::string_view InsideBraces(std::string_view text) {
  text = text.substr(0, kMaxTuple);
  int depth = 0;
  for (std::size_t i = 0; i < text.size(); ++i) {
    if (text[i] == '"') {
      for (++i; i < text.size() && text[i] != '"'; ++i) {
        if (text[i] == '\\') ++i;
      }
    } else if (text[i] == '#') {
      i = std::min(text.find('\n', i), text.size());
    } else if (text[i] == '{') {
      ++depth;
    } else if (text[i] == '}' && --depth == 0) {
      return text.substr(1, i - 1);
    }
  }
  return {};
}

DependencyScope ScopeOf(std::string_view tuple) {
  const std::size_t only = tuple.find("only:");
  if (only == std::string_view::npos) {
    if (tuple.find("optional: true") != std::string_view::npos) return DependencyScope::kOptional;
    return tuple.find("runtime: false") == std::string_view::npos ? DependencyScope::kRuntime
                                                                  : DependencyScope::kBuild;
  }
  std::string_view names = Trim(tuple.substr(only + 5));
  names = names.substr(0, names.find(names.starts_with('[') ? ']' : ','));
  if (names.find(":prod") != std::string_view::npos) return DependencyScope::kRuntime;
  return names.find(":dev") != std::string_view::npos ? DependencyScope::kDevelopment
                                                      : DependencyScope::kTest;
}

// :name, "~> 1.0", options
void AddTuple(std::string_view tuple, const Region& region, FactSink& sink) {
  std::size_t end = 1;
  while (end < tuple.size() && IsNameByte(tuple[end])) ++end;
  // An application of the same umbrella.
  if (tuple.find("in_umbrella: true") != std::string_view::npos) return;
  std::string_view name = tuple.substr(1, end - 1);
  const std::string_view rest = Trim(tuple.substr(end));
  std::string_view constraint = rest.starts_with(',') ? Trim(rest.substr(1)) : rest;
  constraint = constraint.starts_with('"') ? constraint.substr(1, constraint.find('"', 1) - 1)
                                           : std::string_view();
  // The package may be called otherwise than its application.
  constexpr std::string_view kPackage = "hex: :";
  if (const std::size_t package = tuple.find(kPackage); package != std::string_view::npos) {
    const std::string_view other = tuple.substr(package + kPackage.size());
    name = other.substr(0, other.find_first_of(" ,]\n"));
  }
  AddDependency("hex", name, constraint, ScopeOf(tuple), region, sink);
}

void ReadMix(const Source& source, FileFacts& facts) {
  FactSink sink(facts, source.limits);
  LineReader lines(source.text);
  bool in_deps = false;
  std::size_t read = 0;  // no byte is read in two tuples
  for (TextLine line; lines.Next(line);) {
    if (line.text.starts_with("defp ") || line.text.starts_with("def ")) {
      in_deps = line.text.find(" deps") != std::string_view::npos;
    }
    if (!in_deps) continue;
    const std::string_view code = line.text.substr(0, line.text.find('#'));
    for (std::size_t at = code.find("{:"); at != std::string_view::npos;
         at = code.find("{:", at + 2)) {
      const std::size_t begin = line.region.start_byte + at;
      if (begin < read) continue;
      const std::string_view tuple = InsideBraces(source.text.substr(begin));
      read = begin + (tuple.empty() ? kMaxTuple : tuple.size());
      if (!tuple.empty()) AddTuple(tuple, line.region, sink);
    }
  }
}

}  // namespace

extern const FormatReader kFormatReader_mix = {
    {{"mix", {}, {"mix.exs"}, {}, true}},
    ReadMix,
    2,
};

}  // namespace assay
