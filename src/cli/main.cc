// assay: finds evidence of back-end skills in a Git repository.
#include <unistd.h>

#include <algorithm>
#include <csignal>
#include <cstdio>
#include <set>
#include <string>
#include <vector>

#include "cli/command.h"
#include "cli/output.h"
#include "cli/version.h"

namespace assay {

#define COMMAND(name) extern const SubCommand kCommand_##name;
#include "cli/commands.inc"
#undef COMMAND

namespace {

std::vector<const SubCommand*> Commands() {
  std::vector<const SubCommand*> commands = {
#define COMMAND(name) &kCommand_##name,
#include "cli/commands.inc"
#undef COMMAND
  };
  std::sort(commands.begin(), commands.end(),
            [](const SubCommand* a, const SubCommand* b) { return a->order < b->order; });
  return commands;
}

int ExitCode(ErrorKind kind) {
  switch (kind) {
    case ErrorKind::kUsage:
      return 2;
    case ErrorKind::kInput:
      return 3;
    case ErrorKind::kOutput:
    case ErrorKind::kInternal:
      return 5;
  }
  return 5;
}

extern "C" void Interrupted(int) { _exit(130); }

void AddCommon(CLI::App& app, CommonOptions& common) {
  app.add_option("--format", common.format, "What standard output gets: text, json");
  app.add_option("--output", common.outputs,
                 "FORMAT=FILE: also write that format to a file; repeatable")
      ->allow_extra_args(false);
  app.add_option("--color", common.color, "auto, always or never")
      ->check(CLI::IsMember({"auto", "always", "never"}));
  app.add_flag("-q,--quiet", common.quiet, "No talk on standard error");
  app.add_flag("-v,--verbose", common.verbose, "More talk: stages and their times");
}

// `assay PATH` is `assay scan PATH`.
std::vector<std::string> WithScan(std::vector<std::string> arguments,
                                  const std::vector<const SubCommand*>& commands) {
  if (arguments.empty()) return arguments;
  const std::string& first = arguments.front();
  const bool known = std::any_of(commands.begin(), commands.end(),
                                 [&](const SubCommand* command) { return command->name == first; });
  if (!known && first != "--help" && first != "-h" && first != "--version")
    arguments.insert(arguments.begin(), "scan");
  return arguments;
}

int Main(std::vector<std::string> arguments) {
  const std::vector<const SubCommand*> commands = Commands();
  CLI::App app("Finds evidence of back-end skills in a Git repository and says where it stands.",
               "assay");
  app.set_version_flag("--version", std::string("assay ") + kVersion);
  app.require_subcommand(1);
  app.footer(
      "Examples:\n"
      "  assay scan .                         what this repository shows\n"
      "  assay scan --format json . > p.json  the whole profile\n"
      "  assay explain data.indexes           what counts as evidence of a skill\n"
      "  assay verify p.json                  check every claim again\n"
      "\nA first word that is no command is a repository: `assay PATH` scans it.");
  CommonOptions common;
  std::vector<std::pair<CLI::App*, Runner>> runners;
  for (const SubCommand* const command : commands) {
    CLI::App* const sub =
        app.add_subcommand(std::string(command->name), std::string(command->summary));
    sub->footer("Examples:\n" + std::string(command->examples));
    AddCommon(*sub, common);
    runners.emplace_back(sub, command->setup(*sub, common));
  }
  arguments = WithScan(std::move(arguments), commands);
  std::reverse(arguments.begin(), arguments.end());
  try {
    app.parse(arguments);
  } catch (const CLI::ParseError& error) {
    if (error.get_exit_code() == 0) return app.exit(error);
    std::fprintf(stderr, "assay: %s; see assay --help\n", error.what());
    return ExitCode(ErrorKind::kUsage);
  }
  for (const auto& [sub, run] : runners) {
    if (!sub->parsed()) continue;
    const Result<int> result = run();
    if (result) return *result;
    std::fprintf(stderr, "assay: %s\n", result.error().message.c_str());
    return ExitCode(result.error().kind);
  }
  return 0;
}

}  // namespace
}  // namespace assay

int main(int argc, char** argv) {
  std::signal(SIGINT, assay::Interrupted);
  return assay::Main({argv + 1, argv + argc});
}
