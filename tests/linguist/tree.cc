#include "tests/linguist/tree.h"

#include <gtest/gtest.h>

#include <map>
#include <nlohmann/json.hpp>

namespace assay {
namespace {

std::string Quoted(std::string_view path) {
  std::string quoted = "\"";
  for (const char c : path) {
    if (c == '"' || c == '\\') quoted += '\\';
    if (c == '\n') {
      quoted += "\\n";
    } else {
      quoted += c;
    }
  }
  return quoted + "\"";
}

std::map<std::string, std::string> ByPath(const std::string& output) {
  std::map<std::string, std::string> languages;
  const auto json = nlohmann::json::parse(output, nullptr, false);
  if (!json.is_object()) return {{"(no JSON)", output}};
  for (const auto& [language, share] : json.items()) {
    for (const auto& file : share["files"]) languages[file.get<std::string>()] += language;
  }
  return languages;
}

const std::vector<std::string> kOracle = {"github-linguist", "repository.git"};

}  // namespace

void TreeRepository::Add(std::string_view path, std::string_view content, std::string_view mode) {
  stream_ += "M " + std::string(mode) + " inline " + Quoted(path) + "\ndata " +
             std::to_string(content.size()) + "\n" + std::string(content) + "\n";
}

void TreeRepository::AddSubmodule(std::string_view path) {
  stream_ += "M 160000 " + std::string(40, 'a') + " " + Quoted(path) + "\n";
}

void TreeRepository::CountEverything() {
  Add(".gitattributes",
      "* linguist-detectable -linguist-vendored -linguist-documentation -linguist-generated\n");
}

void TreeRepository::Commit() {
  if (committed_) return;
  committed_ = true;
  folder_.Write(
      "stream",
      "commit refs/heads/main\ncommitter a <a@example.com> 0 +0000\ndata 1\nx\n" + stream_ + "\n");
  const ProgramRun made =
      RunProgram({"sh", "-c",
                  "git init --quiet --bare --initial-branch=main repository.git && "
                  "git -C repository.git fast-import --quiet < stream"},
                 folder_.path());
  ASSERT_EQ(made.exit_code, 0) << made.err;
}

ProgramRun TreeRepository::Assay(const std::vector<std::string>& options) {
  Commit();
  std::vector<std::string> words = {ASSAY_BINARY, "languages", "repository.git"};
  words.insert(words.end(), options.begin(), options.end());
  return RunProgram(words, folder_.path());
}

std::string TreeRepository::Difference() {
  for (const std::vector<std::string>& options :
       {std::vector<std::string>{"--breakdown", "--json"}, std::vector<std::string>{}}) {
    std::vector<std::string> ours = options;
    ours.insert(ours.end(), {"--linguist", "7.22.1"});
    const ProgramRun mine = Assay(ours);
    std::vector<std::string> oracle = kOracle;
    oracle.insert(oracle.end(), options.begin(), options.end());
    const ProgramRun theirs = RunProgram(oracle, folder_.path(), {"LC_ALL=C.UTF-8"});
    if (theirs.exit_code != 0) return "github-linguist: " + theirs.err;
    if (mine.exit_code != 0) return "assay: " + mine.err;
    if (mine.out == theirs.out) continue;
    if (options.empty()) return mine.out + "instead of\n" + theirs.out;
    std::string difference;
    std::map<std::string, std::string> we = ByPath(mine.out);
    std::map<std::string, std::string> they = ByPath(theirs.out);
    for (const auto& [path, language] : they) we.try_emplace(path);
    for (const auto& [path, language] : we) {
      if (language == they[path]) continue;
      difference += path + ": " + language + " instead of " + they[path] + "\n" +
                    Assay({"--linguist", "7.22.1", "--why", path}).out;
    }
    return difference.empty() ? "order or sizes" : difference;
  }
  return {};
}

}  // namespace assay
