#include "facts/shell/commands.h"

#include <algorithm>
#include <array>
#include <utility>

#include "base/text.h"
#include "facts/shell/words.h"

namespace assay {
namespace {

// How deep scripts inside of scripts are split: `bash -c "$(…)"`.
constexpr int kMaxScriptDepth = 4;
constexpr std::size_t kMaxCommands = 5'000;  // of one script with those inside of it

// A program that runs the one that follows.
struct Wrapper {
  std::string_view name;
  std::string_view options;  // letters of its options that a value follows
  std::size_t operands = 0;  // words of its own before the program: gosu's user
};
constexpr std::array kWrappers = std::to_array<Wrapper>({
    {"sudo", "ugpCchrtTDR"},
    {"doas", "uC"},
    {"env", "uC"},
    {"exec", "a"},
    {"command", ""},
    {"nohup", ""},
    {"time", "fo"},
    {"timeout", "ks", 1},
    {"xvfb-run", "nsefpl"},
    {"gosu", "", 1},
    {"su-exec", "", 1},
    {"tini", "p"},
    {"dumb-init", "r"},
    {"nice", "n"},
    {"ionice", "cnp"},
    {"npx", "p"},
    {"bunx", ""},
    {"pnpx", ""},
    {"uvx", "p"},
    {"cross-env", ""},
    {"dotenv", "ef"},
    {"flock", "wE", 1},
    {"setsid", ""},
    {"stdbuf", "ioe"},
    {"chronic", ""},
});

// `poetry run pytest`: a program whose word runs what follows.
struct Runner {
  std::string_view name;
  std::string_view word;
};
constexpr std::array kRunners = std::to_array<Runner>({
    {"poetry", "run"},
    {"pipenv", "run"},
    {"uv", "run"},
    {"pdm", "run"},
    {"hatch", "run"},
    {"rye", "run"},
    {"bundle", "exec"},
    {"npm", "exec"},
    {"pnpm", "exec"},
    {"pnpm", "dlx"},
    {"yarn", "dlx"},
    {"pipx", "run"},
    {"conda", "run"},
    {"mamba", "run"},
    {"rbenv", "exec"},
});

// Long options whose value is the next word, of wrappers and runners.
constexpr std::array kLongOptions = std::to_array<std::string_view>(
    {"--user", "--group", "--package", "--signal", "--kill-after", "--with", "--extra", "--python",
     "--env-file", "--project", "--directory", "--name"});

bool IsNameByte(char c) {
  return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9') || c == '_';
}

// `name=`, `name+=`, `name[key]=`; a part of the name may be what a template puts in.
bool IsAssignment(std::string_view word) {
  std::size_t at = 0;
  while (at < word.size()) {
    if (IsNameByte(word[at])) {
      ++at;
    } else if (word.substr(at).starts_with("${{")) {
      at = std::min(word.find("}}", at), word.size() - 2) + 2;
    } else {
      break;
    }
  }
  if (at == 0) return false;
  if (at < word.size() && word[at] == '[') at = std::min(word.find(']', at), word.size() - 1) + 1;
  if (at < word.size() && word[at] == '+') ++at;
  return at < word.size() && word[at] == '=';
}

// "turbo@2.1.0", "vite@latest" → "turbo", "vite": what package runners are asked for.
std::string_view WithoutVersion(std::string_view program) {
  const std::size_t at = program.find('@', 1);
  if (at == std::string_view::npos || at + 1 == program.size()) return program;
  const std::string_view version = program.substr(at + 1);
  const bool number = version.front() >= '0' && version.front() <= '9';
  return number || version == "latest" || version == "next" || version.starts_with("$")
             ? program.substr(0, at)
             : program;
}

// Behind the options that begin at `i`.
std::size_t OptionsEnd(const std::vector<std::string>& words, std::size_t i,
                       std::string_view with_value) {
  while (i < words.size() && words[i].starts_with('-') && words[i].size() > 1) {
    const std::string& word = words[i++];
    if (word == "--") break;
    const bool takes =
        word[1] == '-'
            ? std::find(kLongOptions.begin(), kLongOptions.end(), word) != kLongOptions.end()
            : word.size() == 2 && with_value.find(word[1]) != std::string_view::npos;
    if (takes) ++i;
  }
  return i;
}

bool IsPython(std::string_view name) {
  return name.starts_with("python") &&
         name.find_first_not_of("0123456789.", 6) == std::string_view::npos;
}

// The index of the program's word: behind assignments and wrappers.
std::size_t ProgramAt(const std::vector<std::string>& words) {
  std::size_t i = 0;
  while (i < words.size()) {
    const std::string_view name = BaseName(words[i]);
    if (IsAssignment(words[i])) {
      ++i;
      continue;
    }
    const auto* const wrapper =
        std::find_if(kWrappers.begin(), kWrappers.end(),
                     [&](const Wrapper& candidate) { return candidate.name == name; });
    if (wrapper != kWrappers.end()) {
      // `command -v git` only looks.
      const bool looks = name == "command" && i + 1 < words.size() &&
                         (words[i + 1] == "-v" || words[i + 1] == "-V");
      const std::size_t end = OptionsEnd(words, i + 1, wrapper->options) + wrapper->operands;
      if (looks || end >= words.size()) return i;
      i = end;
      continue;
    }
    if (IsPython(name)) {
      std::size_t option = i + 1;
      while (option < words.size() && words[option].starts_with('-') && words[option] != "-m" &&
             words[option] != "-c" && words[option] != "-") {
        ++option;
      }
      return option + 1 < words.size() && words[option] == "-m" ? option + 1 : i;
    }
    const bool runs = std::any_of(kRunners.begin(), kRunners.end(), [&](const Runner& runner) {
      return runner.name == name && i + 2 < words.size() && words[i + 1] == runner.word;
    });
    if (!runs) return i;
    const std::size_t end = OptionsEnd(words, i + 2, "npG");
    if (end >= words.size()) return i;
    i = end;
  }
  return i;
}

// The word that `sh -c` runs; the words' number if there is none.
std::size_t ScriptWord(const std::vector<std::string>& words) {
  std::size_t i = ProgramAt(words);
  if (i >= words.size() || !IsShell(words[i])) return words.size();
  bool script = false;
  for (++i; i < words.size() && (words[i].starts_with('-') || words[i].starts_with('+')); ++i) {
    if (words[i].starts_with("--")) continue;
    script = script || words[i].find('c') != std::string::npos;
    if (words[i].ends_with('o')) ++i;  // -o pipefail
  }
  return script ? std::min(i, words.size()) : words.size();
}

std::vector<ShellCommand> SplitInner(std::string_view script, std::uint32_t line) {
  std::vector<ShellCommand> commands = SplitShell(script, kMaxCommands);
  for (ShellCommand& command : commands) {
    command.line += line - 1;
    for (std::uint32_t& word_line : command.word_lines) word_line += line - 1;
    for (ShellCommand::Inner& inner : command.inner) inner.line += line - 1;
  }
  return commands;
}

// The commands of a script with those inside of their words before them, and
// those of `sh -c` in its place.
std::vector<ShellCommand> AllCommands(std::string_view script) {
  std::vector<ShellCommand> commands = SplitShell(script, kMaxCommands);
  for (int depth = 0; depth < kMaxScriptDepth; ++depth) {
    const bool done = std::all_of(commands.begin(), commands.end(), [](const ShellCommand& one) {
      return one.inner.empty() && ScriptWord(one.words) == one.words.size();
    });
    if (done) break;
    std::vector<ShellCommand> all;
    const auto append = [&](std::vector<ShellCommand> more) {
      for (ShellCommand& one : more) {
        if (all.size() < kMaxCommands) all.push_back(std::move(one));
      }
    };
    for (ShellCommand& command : commands) {
      const std::size_t word = ScriptWord(command.words);
      for (const ShellCommand::Inner& inner : std::exchange(command.inner, {})) {
        if (inner.word != word || word == command.words.size())
          append(SplitInner(inner.script, inner.line));
      }
      if (word == command.words.size()) {
        if (all.size() < kMaxCommands) all.push_back(std::move(command));
        continue;
      }
      std::vector<ShellCommand> run = SplitInner(command.words[word], command.word_lines[word]);
      if (run.empty()) continue;
      run.front().operator_before = command.operator_before;
      run.back().operator_after = command.operator_after;
      append(std::move(run));
    }
    commands = std::move(all);
  }
  return commands;
}

// Whether a function of the name would run, if there were one.
bool MayCall(const std::vector<std::string>& words, std::size_t program) {
  if (words[program].find('/') != std::string::npos) return false;
  return std::all_of(words.begin(), words.begin() + static_cast<std::ptrdiff_t>(program),
                     [](const std::string& word) { return word == "time" || IsAssignment(word); });
}

}  // namespace

void AddCommands(std::string_view script, const Command& site, Region region, bool own_lines,
                 FactSink& sink) {
  const bool is_script = site.place == CommandPlace::kShellScript && site.context.empty();
  for (const ShellCommand& split : AllCommands(script)) {
    const std::size_t program = ProgramAt(split.words);
    if (program >= split.words.size()) continue;
    // What a command prints is not known.
    if (split.words[program].starts_with("$(") || split.words[program].starts_with('`')) continue;
    Command command = site;
    command.program = sink.Keep(WithoutVersion(BaseName(split.words[program])));
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
    const Text name = command.program;
    if (!sink.Add(std::move(command))) return;
    // Link knows the functions that a script sources; it asks by the command's place.
    if (is_script && MayCall(split.words, program)) {
      std::vector<OpenName>& open = sink.facts().open_names;
      open.push_back({static_cast<std::uint32_t>(sink.facts().commands.size() - 1), name});
    }
  }
}

}  // namespace assay
