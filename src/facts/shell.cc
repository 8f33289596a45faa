#include "facts/shell.h"

#include <algorithm>
#include <array>

#include "base/text.h"
#include "facts/shell_words.h"

namespace assay {
namespace {

// Programs that run the one that follows: sudo, env, npx, `python -m`.
constexpr std::array kWrappers = std::to_array<std::string_view>(
    {"sudo", "exec", "env", "command", "nohup", "time", "xvfb-run", "gosu", "su-exec", "tini",
     "dumb-init", "nice", "npx", "bunx", "pnpx"});

bool IsAssignment(std::string_view word) {
  const std::size_t equals = word.find('=');
  if (equals == std::string_view::npos || equals == 0) return false;
  return std::all_of(word.begin(), word.begin() + static_cast<std::ptrdiff_t>(equals), [](char c) {
    return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9') || c == '_';
  });
}

bool IsWrapper(std::string_view word) {
  return std::find(kWrappers.begin(), kWrappers.end(), BaseName(word)) != kWrappers.end();
}

// The index of the program's word: behind assignments and wrappers.
std::size_t ProgramAt(const std::vector<std::string>& words) {
  std::size_t i = 0;
  while (i < words.size()) {
    const std::string_view name = BaseName(words[i]);
    if (IsAssignment(words[i]) || IsWrapper(words[i])) {
      ++i;
      // The wrapper's own options.
      while (i < words.size() && words[i].starts_with("-") && IsWrapper(words[i - 1])) ++i;
      continue;
    }
    const bool module =
        (name == "python" || name == "python3") && i + 2 < words.size() && words[i + 1] == "-m";
    if (module) return i + 2;
    const bool runs = (name == "poetry" || name == "pipenv" || name == "uv" || name == "pdm" ||
                       name == "hatch" || name == "rye") &&
                      i + 2 < words.size() && words[i + 1] == "run";
    const bool bundled = name == "bundle" && i + 2 < words.size() && words[i + 1] == "exec";
    if (runs || bundled) {
      i += 2;
      continue;
    }
    return i;
  }
  return i;
}

}  // namespace

void AddCommands(std::string_view script, const Command& site, Region region, bool own_lines,
                 FactSink& sink) {
  for (const ShellCommand& split : SplitShell(script)) {
    const std::size_t program = ProgramAt(split.words);
    if (program >= split.words.size()) continue;
    Command command = site;
    command.program = sink.Keep(BaseName(split.words[program]));
    for (std::size_t i = 0; i < program; ++i) {
      if (IsAssignment(split.words[i])) command.environment.push_back(sink.Keep(split.words[i]));
    }
    for (std::size_t i = program + 1; i < split.words.size(); ++i)
      command.arguments.push_back(sink.Keep(split.words[i]));
    command.operator_before = sink.KeepName(split.operator_before);
    command.operator_after = sink.KeepName(split.operator_after);
    command.region = region;
    if (own_lines) {
      command.region.start_line = std::min(region.start_line + split.line - 1,
                                           std::max(region.start_line, region.end_line));
      command.region.end_line = command.region.start_line;
    }
    if (!sink.Add(std::move(command))) return;
  }
}

}  // namespace assay
