#include "facts/go/known_names.h"

#include <algorithm>
#include <array>

namespace assay {
namespace {

constexpr std::array kBuiltins = std::to_array<std::string_view>(
    {"append",  "cap",     "clear",   "close", "complex", "copy",   "delete", "imag",
     "len",     "make",    "max",     "min",   "new",     "panic",  "print",  "println",
     "real",    "recover", "string",  "bool",  "byte",    "rune",   "int",    "int8",
     "int16",   "int32",   "int64",   "uint",  "uint8",   "uint16", "uint32", "uint64",
     "float32", "float64", "uintptr", "error", "any"});

// Words of a path's last elements: "v2" and "yaml.v3" tell a version.
bool IsVersion(std::string_view element) {
  return element.size() >= 2 && element[0] == 'v' &&
         element.find_first_not_of("0123456789", 1) == std::string_view::npos;
}

}  // namespace

bool IsGoBuiltin(std::string_view name) {
  return std::find(kBuiltins.begin(), kBuiltins.end(), name) != kBuiltins.end();
}

std::vector<std::string> GoPackageNames(std::string_view path) {
  std::string_view last = path.substr(path.rfind('/') + 1);
  if (IsVersion(last) && path.size() > last.size()) {
    const std::string_view before = path.substr(0, path.size() - last.size() - 1);
    last = before.substr(before.rfind('/') + 1);
  }
  const std::size_t dot = last.rfind('.');
  if (dot != std::string_view::npos && IsVersion(last.substr(dot + 1))) last = last.substr(0, dot);
  std::vector<std::string> names;
  const auto add = [&names](std::string_view name) {
    if (!name.empty() && name.find_first_of("-.") == std::string_view::npos)
      names.emplace_back(name);
  };
  add(last);
  if (last.find_first_of("-.") == std::string_view::npos) return names;
  for (const std::string_view prefix : {"go-", "go.", "golang-"}) {
    if (last.starts_with(prefix)) add(last.substr(prefix.size()));
  }
  for (const std::string_view suffix : {"-go", ".go", "-golang"}) {
    if (last.ends_with(suffix)) add(last.substr(0, last.size() - suffix.size()));
  }
  std::string joined;
  for (const char c : last) {
    if (c != '-' && c != '.') joined += c;
  }
  add(joined);
  add(last.substr(last.find_last_of("-.") + 1));
  return names;
}

}  // namespace assay
