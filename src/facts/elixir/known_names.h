// Words of Elixir, and what names stand for that no import of the file names.
#pragma once

#include <string_view>
#include <vector>

namespace assay {

// def index(conn, params) do … end: words that define a function.
inline bool DefinesElixirFunction(std::string_view word) {
  return word == "def" || word == "defp" || word == "defmacro" || word == "defmacrop";
}
// Words of the syntax itself, which are calls of nothing.
bool IsElixirForm(std::string_view word);
// Functions that every module sees.
bool IsKernelFunction(std::string_view name);
// Whether a module that a file imports or uses as a whole is known to bring the function.
bool ElixirModuleHolds(std::string_view module, std::string_view function);
// The modules that are opened where another is used.
std::vector<std::string_view> BroughtByUse(std::string_view module);
// Whether a callee calls a function that it is given for each element.
bool CallsForEach(std::string_view callee);
// Whether it names the functions that a module has to give that uses it.
bool IsElixirBehaviour(std::string_view module);

}  // namespace assay
