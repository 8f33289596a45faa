#include "tests/support/process.h"

#include <fcntl.h>
#include <gtest/gtest.h>
#include <sys/wait.h>
#include <unistd.h>

#include <cstdlib>
#include <filesystem>
#include <fstream>
#include <iterator>

namespace assay {
namespace {

namespace fs = std::filesystem;

std::string ReadWhole(const std::string& path) {
  std::ifstream file(path, std::ios::binary);
  return {std::istreambuf_iterator<char>(file), {}};
}

void Redirect(const std::string& path, int descriptor) {
  const int file = ::open(path.c_str(), O_WRONLY | O_CREAT | O_TRUNC, 0600);
  ::dup2(file, descriptor);
}

[[noreturn]] void Exec(const std::vector<std::string>& words, const std::string& folder,
                       const std::string& out, const std::string& err) {
  Redirect(out, STDOUT_FILENO);
  Redirect(err, STDERR_FILENO);
  if (::chdir(folder.c_str()) != 0) ::_exit(127);
  std::vector<std::string> environment = {"HOME=" + folder,
                                          "PATH=/usr/local/bin:/usr/bin:/bin",
                                          "LC_ALL=C",
                                          "GIT_CONFIG_NOSYSTEM=1",
                                          "GIT_AUTHOR_NAME=Ada",
                                          "GIT_AUTHOR_EMAIL=ada@example.org",
                                          "GIT_AUTHOR_DATE=2024-05-01T12:00:00Z",
                                          "GIT_COMMITTER_NAME=Ada",
                                          "GIT_COMMITTER_EMAIL=ada@example.org",
                                          "GIT_COMMITTER_DATE=2024-05-01T12:00:00Z"};
  std::vector<char*> arguments;
  std::vector<std::string> copy = words;
  for (std::string& word : copy) arguments.push_back(word.data());
  arguments.push_back(nullptr);
  std::vector<char*> variables;
  for (std::string& variable : environment) variables.push_back(variable.data());
  variables.push_back(nullptr);
  ::execvpe(arguments[0], arguments.data(), variables.data());
  ::_exit(127);
}

}  // namespace

Outcome RunProgram(const std::vector<std::string>& words, const std::string& folder) {
  const ScratchFolder logs;
  const std::string out = logs.path() + "/out";
  const std::string err = logs.path() + "/err";
  const pid_t child = ::fork();
  if (child == 0) Exec(words, folder, out, err);
  int status = 0;
  ::waitpid(child, &status, 0);
  Outcome outcome;
  outcome.exit_code = WIFEXITED(status) ? WEXITSTATUS(status) : 128 + WTERMSIG(status);
  outcome.out = ReadWhole(out);
  outcome.err = ReadWhole(err);
  return outcome;
}

ScratchFolder::ScratchFolder() {
  std::string name = (fs::temp_directory_path() / "assay-test-XXXXXX").string();
  EXPECT_NE(::mkdtemp(name.data()), nullptr);
  path_ = fs::canonical(name).string();
}

ScratchFolder::~ScratchFolder() {
  std::error_code ignored;
  fs::remove_all(path_, ignored);
}

void ScratchFolder::Write(const std::string& file, const std::string& text) const {
  const fs::path path = fs::path(path_) / file;
  fs::create_directories(path.parent_path());
  std::ofstream(path, std::ios::binary) << text;
}

std::string ScratchFolder::Read(const std::string& file) const {
  return ReadWhole(path_ + "/" + file);
}

void MakeRepository(const ScratchFolder& folder, const std::string& name) {
  const std::string path = folder.path() + "/" + name;
  for (const std::vector<std::string>& words :
       std::vector<std::vector<std::string>>{{"git", "init", "-q", "-b", "main", path},
                                             {"git", "-C", path, "add", "-A", "-f"},
                                             {"git", "-C", path, "commit", "-q", "-m", "Begin"}}) {
    const Outcome outcome = RunProgram(words, folder.path());
    ASSERT_EQ(outcome.exit_code, 0) << outcome.err;
  }
}

}  // namespace assay
