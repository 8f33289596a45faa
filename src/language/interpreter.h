// What a script's first lines say of its language: the "#!" line, and the
// modelines of Emacs and Vim.
#pragma once

#include <cstdint>
#include <string>
#include <string_view>

#include "language/encoding.h"

namespace assay {

// The interpreter that a "#!" line names: "python3" of
// "#!/usr/bin/env -S A=1 python3.11 -u"; "" for none. `shell_exec_anywhere`:
// as in 7.22.1, what stands between the words of `exec NAME $0 $@` is free.
std::string InterpreterOf(std::string_view head, bool shell_exec_anywhere);

// The mode that a modeline names, as written; "" for none.
std::string ModeOf(std::string_view head, std::uint64_t size, Encoding encoding, bool* gave_up);

}  // namespace assay
