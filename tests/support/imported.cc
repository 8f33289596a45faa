#include "tests/support/imported.h"

#include <gtest/gtest.h>

namespace assay {
namespace {

std::string Data(const std::string& text) {
  return "data " + std::to_string(text.size()) + "\n" + text + "\n";
}

}  // namespace

void ImportHistory(const ScratchFolder& folder, const std::string& name,
                   const std::vector<ImportedCommit>& commits) {
  constexpr std::int64_t kFirst = 1'600'000'000;
  constexpr std::int64_t kDay = 86'400;
  std::string stream;
  std::int64_t time = kFirst;
  std::size_t number = 0;
  for (const ImportedCommit& commit : commits) {
    time = commit.time != 0 ? commit.time : time + kDay;
    const std::int64_t committed = commit.committed != 0 ? commit.committed : time;
    const std::string& committer = commit.committer.empty() ? commit.author : commit.committer;
    stream += "commit refs/heads/main\nmark :" + std::to_string(++number) + "\n";
    stream += "author " + commit.author + " " + std::to_string(time) + " +0000\n";
    stream += "committer " + committer + " " + std::to_string(committed) + " +0000\n";
    stream += Data(commit.message);
    for (const std::size_t parent : commit.parents) {
      stream += parent == commit.parents.front() ? "from :" : "merge :";
      stream += std::to_string(parent) + "\n";
    }
    for (const auto& [path, content] : commit.files) {
      stream += content ? "M 100644 inline " + path + "\n" + Data(*content) : "D " + path + "\n";
    }
  }
  folder.Write(name + ".stream", stream);
  const ProgramRun made =
      RunProgram({"sh", "-c",
                  "git init -q --bare -b main " + name + " && git -C " + name +
                      " fast-import --quiet --date-format=raw-permissive < " + name + ".stream"},
                 folder.path());
  ASSERT_EQ(made.exit_code, 0) << made.err;
}

}  // namespace assay
