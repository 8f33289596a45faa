// What the tests of manifests and configuration share: their facts, one line each.
#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "tests/facts/facts_of.h"

namespace assay {

inline std::string_view ScopeName(DependencyScope scope) {
  static constexpr std::string_view kNames[] = {"runtime", "development", "test",
                                                "build",   "optional",    "peer"};
  return kNames[static_cast<int>(scope)];
}

// "3: pypi:django >=4 runtime", with " locked", " indirect" and " managed" where they hold, and the
// reference as "<libs.guava>" where the file does not tell the name.
inline std::vector<std::string> Dependencies(const FileFacts& facts) {
  std::vector<std::string> lines;
  for (const Dependency& dependency : facts.dependencies) {
    std::string line = std::to_string(dependency.region.start_line) + ": " +
                       std::string(dependency.ecosystem) + ":" + std::string(dependency.name);
    if (dependency.name.empty()) line += "<" + std::string(dependency.reference) + ">";
    if (!dependency.constraint.empty()) line += " " + std::string(dependency.constraint);
    line += " " + std::string(ScopeName(dependency.scope));
    if (dependency.locked) line += " locked";
    if (!dependency.direct) line += " indirect";
    if (dependency.managed) line += " managed";
    lines.push_back(line);
  }
  return lines;
}

// "3: services.web.image = nginx", with "~" before the value of a templated one.
inline std::vector<std::string> Settings(const FileFacts& facts) {
  std::vector<std::string> lines;
  for (const Setting& setting : facts.settings) {
    lines.push_back(std::to_string(setting.region.start_line) + ": " + std::string(setting.key) +
                    " = " + (setting.templated ? "~" : "") + std::string(setting.value));
  }
  return lines;
}

// "3: [test/Run tests] pytest -q", with " (off)" for what never runs.
inline std::vector<std::string> Commands(const FileFacts& facts) {
  std::vector<std::string> lines;
  for (const Command& command : facts.commands) {
    std::string line = std::to_string(command.region.start_line) + ": [" +
                       std::string(command.context) + "] " + std::string(command.program);
    for (const Text argument : command.arguments) line += " " + std::string(argument);
    if (command.conditional_off) line += " (off)";
    lines.push_back(line);
  }
  return lines;
}

// "format-error:3"
inline std::vector<std::string> DiagnosticsOf(const FileFacts& facts) {
  std::vector<std::string> lines;
  for (const Diagnostic& diagnostic : facts.diagnostics) {
    lines.push_back(diagnostic.code + ":" + std::to_string(diagnostic.line));
  }
  return lines;
}

// What the file's first setting says that its document is.
inline std::string DocumentOf(const FileFacts& facts) {
  return facts.settings.empty() ? "" : std::string(facts.settings.front().document);
}

inline std::string Repeat(std::string_view text, std::size_t times) {
  std::string repeated;
  repeated.reserve(text.size() * times);
  for (std::size_t i = 0; i < times; ++i) repeated += text;
  return repeated;
}

}  // namespace assay
