#include "tests/support/process.h"

#include <fcntl.h>
#include <gtest/gtest.h>
#include <sys/resource.h>
#include <sys/wait.h>
#include <unistd.h>

#include <cstdlib>
#include <filesystem>
#include <fstream>
#include <iterator>
#include <map>
#include <sstream>

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
                       const std::vector<std::string>& more, const std::string& out,
                       const std::string& err) {
  Redirect(out, STDOUT_FILENO);
  Redirect(err, STDERR_FILENO);
  if (::chdir(folder.c_str()) != 0) ::_exit(127);
  std::vector<std::string> environment = {"HOME=" + folder, "PATH=/usr/local/bin:/usr/bin:/bin",
                                          "LC_ALL=C", "GIT_CONFIG_NOSYSTEM=1"};
  environment.insert(environment.end(), more.begin(), more.end());
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

ProgramRun RunProgram(const std::vector<std::string>& words, const std::string& folder,
                      const std::vector<std::string>& variables) {
  const ScratchFolder logs;
  const std::string out = logs.path() + "/out";
  const std::string err = logs.path() + "/err";
  const pid_t child = ::fork();
  if (child == 0) Exec(words, folder, variables, out, err);
  int status = 0;
  rusage usage{};
  ::wait4(child, &status, 0, &usage);
  ProgramRun outcome;
  outcome.peak_kilobytes = usage.ru_maxrss;
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

std::vector<std::string> As(const std::string& name, const std::string& email,
                            const std::string& date) {
  return {"GIT_AUTHOR_NAME=" + name,      "GIT_AUTHOR_EMAIL=" + email,
          "GIT_AUTHOR_DATE=" + date,      "GIT_COMMITTER_NAME=" + name,
          "GIT_COMMITTER_EMAIL=" + email, "GIT_COMMITTER_DATE=" + date};
}

void MakeRepository(const ScratchFolder& folder, const std::string& name) {
  const std::string path = folder.path() + "/" + name;
  for (const std::vector<std::string>& words :
       std::vector<std::vector<std::string>>{{"git", "init", "-q", "-b", "main", path},
                                             {"git", "-C", path, "add", "-A", "-f"},
                                             {"git", "-C", path, "commit", "-q", "-m", "Begin"}}) {
    const ProgramRun outcome =
        RunProgram(words, folder.path(), As("Ada", "ada@example.org", "2024-05-01T12:00:00Z"));
    ASSERT_EQ(outcome.exit_code, 0) << outcome.err;
  }
}

// One block of a .commits file: "key value" lines up to an empty one.
void MakeSample(const ScratchFolder& folder, const std::string& samples, const std::string& name) {
  const std::string path = folder.path() + "/" + name;
  fs::copy(samples + "/" + name, path, fs::copy_options::recursive);
  ASSERT_EQ(RunProgram({"git", "init", "-q", "-b", "main", path}, folder.path()).exit_code, 0);
  std::ifstream commits(samples + "/" + name + ".commits");
  ASSERT_TRUE(commits) << name;
  std::map<std::string, std::string> block;
  std::string line;
  const auto finish = [&] {
    if (block.empty()) return;
    const std::string& author = block["author"];
    const std::size_t mail = author.find(" <");
    const std::vector<std::string> who = As(
        author.substr(0, mail), author.substr(mail + 2, author.size() - mail - 3), block["date"]);
    std::vector<std::string> add = {"git", "-C", path, "add", "-f", "--"};
    std::istringstream paths(block["paths"] == "*" ? "." : block["paths"]);
    for (std::string word; paths >> word;) add.push_back(word);
    ProgramRun outcome = RunProgram(add, folder.path(), who);
    ASSERT_EQ(outcome.exit_code, 0) << outcome.err;
    outcome =
        RunProgram({"git", "-C", path, "commit", "-q", "-m", block["message"]}, folder.path(), who);
    ASSERT_EQ(outcome.exit_code, 0) << outcome.out << outcome.err;
    if (!block["tag"].empty()) {
      outcome = RunProgram({"git", "-C", path, "tag", "-a", "-m", block["tag"], block["tag"]},
                           folder.path(), who);
      ASSERT_EQ(outcome.exit_code, 0) << outcome.err;
    }
    block.clear();
  };
  while (std::getline(commits, line)) {
    const std::size_t blank = line.find(' ');
    if (line.empty()) {
      finish();
    } else if (line[0] != '#' && blank != std::string::npos) {
      block[line.substr(0, blank)] = line.substr(blank + 1);
    }
  }
  finish();
}

}  // namespace assay
