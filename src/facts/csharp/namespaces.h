// What namespaces are known to hold: a using opens a whole one, and nothing in the file says which
// of those that are open a name is of.
#pragma once

#include <cstddef>
#include <string_view>
#include <vector>

namespace assay {

struct CsharpNamespace {
  std::string_view name;
  bool implicit;  // projects open it unasked
  std::string_view types;
};

// Those that are known to hold a type of that name.
const std::vector<const CsharpNamespace*>& NamespacesOf(std::string_view name);

// Of how many bytes of a dotted path is known that they are a namespace, which holds what comes
// behind them; 0 if of none.
std::size_t NamespaceLength(std::string_view dotted);

// Whether the path is a known namespace, or the beginning of one.
bool BeginsNamespace(std::string_view path);

}  // namespace assay
