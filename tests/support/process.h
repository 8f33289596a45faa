// Runs a program for a test, with an environment that nothing of the machine
// reaches: no user's Git configuration, no cache of the user's.
#pragma once

#include <string>
#include <vector>

namespace assay {

struct ProgramRun {
  int exit_code = -1;  // 128 + the signal's number where one ended it
  std::string out;
  std::string err;
  long peak_kilobytes = 0;  // of memory, of this process before it was another's, too
};

// `folder` is the working directory and HOME.
// `variables` ("NAME=value") are added to the environment.
ProgramRun RunProgram(const std::vector<std::string>& words, const std::string& folder,
                      const std::vector<std::string>& variables = {});

// A folder that goes with the test.
class ScratchFolder {
 public:
  ScratchFolder();
  ScratchFolder(const ScratchFolder&) = delete;
  ScratchFolder& operator=(const ScratchFolder&) = delete;
  ~ScratchFolder();
  const std::string& path() const { return path_; }
  void Write(const std::string& file, const std::string& text) const;  // folders are made
  std::string Read(const std::string& file) const;

 private:
  std::string path_;
};

// The repository of <samples>/<name>, made in `folder` with the commits of
// <samples>/<name>.commits.
void MakeSample(const ScratchFolder& folder, const std::string& samples, const std::string& name);

// Commits everything in `folder`/`name` as a repository with a fixed author and date.
void MakeRepository(const ScratchFolder& folder, const std::string& name);

}  // namespace assay
