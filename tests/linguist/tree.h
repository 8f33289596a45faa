// A bare repository with one commit, made of paths and contents of any bytes,
// and what the two programs say of it.
#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "tests/support/process.h"

namespace assay {

class TreeRepository {
 public:
  void Add(std::string_view path, std::string_view content, std::string_view mode = "100644");
  void AddSubmodule(std::string_view path);
  // Attributes that make every file count that has a language.
  void CountEverything();

  // "" where `assay languages --linguist 7.22.1` and `github-linguist` print
  // the same with --breakdown --json, and without; else what differs.
  std::string Difference();
  // What `assay` prints with these options.
  ProgramRun Assay(const std::vector<std::string>& options);

 private:
  void Commit();

  ScratchFolder folder_;
  std::string stream_;  // of git fast-import
  bool committed_ = false;
};

}  // namespace assay
