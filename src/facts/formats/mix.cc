// Elixir's mix.exs: the tuples of its dependencies, `{:phoenix, "~> 1.7"}`.
// The file is a program; what it computes is not followed.
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

DependencyScope ScopeOf(std::string_view tuple) {
  const std::size_t only = tuple.find("only:");
  if (only == std::string_view::npos) {
    return tuple.find("runtime: false") == std::string_view::npos ? DependencyScope::kRuntime
                                                                  : DependencyScope::kBuild;
  }
  const std::string_view names = tuple.substr(only, tuple.find(']', only) - only);
  if (names.find(":prod") != std::string_view::npos) return DependencyScope::kRuntime;
  return names.find(":dev") != std::string_view::npos ? DependencyScope::kDevelopment
                                                      : DependencyScope::kTest;
}

void ReadMix(const Source& source, FileFacts& facts) {
  FactSink sink(facts, source.limits);
  LineReader lines(source.text);
  bool in_deps = false;
  for (TextLine line; lines.Next(line);) {
    if (line.text.starts_with("defp ") || line.text.starts_with("def ")) {
      in_deps = line.text.find(" deps") != std::string_view::npos;
    }
    if (!in_deps || line.text.starts_with('#')) continue;
    for (std::size_t at = line.text.find("{:"); at != std::string_view::npos;
         at = line.text.find("{:", at + 2)) {
      const std::string_view tuple = line.text.substr(at + 2, line.text.find('}', at) - at - 2);
      std::size_t end = 0;
      while (end < tuple.size() && IsNameByte(tuple[end])) ++end;
      const std::string_view rest = Trim(tuple.substr(end));
      std::string_view constraint = rest.starts_with(',') ? Trim(rest.substr(1)) : rest;
      constraint = constraint.starts_with('"') ? constraint.substr(1, constraint.find('"', 1) - 1)
                                               : std::string_view();
      AddDependency("hex", tuple.substr(0, end), constraint, ScopeOf(tuple), line.region, sink);
    }
  }
}

}  // namespace

extern const FormatReader kFormatReader_mix = {
    {{"mix", {}, {"mix.exs"}, {}, true}},
    ReadMix,
    1,
};

}  // namespace assay
