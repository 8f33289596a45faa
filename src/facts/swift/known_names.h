// What is known of Swift's own names and of its libraries': files import whole
// modules, and nothing in them says which module a name is of.
#pragma once

#include <string>
#include <string_view>
#include <unordered_set>

namespace assay {

// The one of `modules`, those that a file imports, that is known to hold the
// name; empty if none is, or several that are not the same library's.
std::string_view SwiftModuleOf(std::string_view name,
                               const std::unordered_set<std::string>& modules);

// Whether the language itself brings the name: print, Task, Sendable.
bool IsSwiftOwn(std::string_view name);

// The value that the call of `callee` hands to the closure that it takes: a
// route's is a request. Empty if it is not known.
std::string_view HandedToClosure(std::string_view callee);

}  // namespace assay
