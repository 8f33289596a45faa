// Repositories made for one test in a folder that goes with it.
//
// Objects are written with libgit2, byte for byte as the test says; names and
// dates are fixed, so that ids are the same in every run.
#pragma once

#include <cstdint>
#include <map>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "model/snapshot.h"

namespace assay {

class TempFolder {
 public:
  TempFolder();
  TempFolder(const TempFolder&) = delete;
  TempFolder& operator=(const TempFolder&) = delete;
  ~TempFolder();

  // Absolute and without links.
  const std::string& path() const { return path_; }

 private:
  std::string path_;
};

struct RawEntry {
  std::string mode;  // "100644"
  std::string name;
  ObjectId id;
};

struct CommitOptions {
  std::string message = "Say something\n";
  std::string author = "Ada <ada@example.org> 1700000000 +0000";
  std::string committer = "Ada <ada@example.org> 1700000000 +0000";
  std::string extra_headers = {};                               // "gpgsig …\n"
  std::optional<std::vector<ObjectId>> parents = std::nullopt;  // else what the branch is at
  std::string branch = "main";                                  // moved to the commit; "": none
};

using Files = std::map<std::string, std::string>;  // path -> content

class TempRepository {
 public:
  enum class Kind { kWorkTree, kBare };
  explicit TempRepository(Kind kind = Kind::kWorkTree);

  // The work tree's root, or the bare repository.
  const std::string& path() const { return path_; }
  const std::string& git_dir() const { return git_dir_; }
  // What else a test needs lies beside the repository.
  const std::string& folder() const { return folder_.path(); }

  // `type`: "blob", "tree", "commit", "tag".
  ObjectId WriteObject(std::string_view type, std::string_view bytes) const;
  ObjectId WriteBlob(std::string_view bytes) const { return WriteObject("blob", bytes); }
  // The entries as they are, in this order.
  ObjectId WriteTree(const std::vector<RawEntry>& entries) const;
  // Folders are made of paths with '/'.
  ObjectId WriteFiles(const Files& files) const;
  ObjectId Commit(const Files& files, const CommitOptions& options = {}) const;
  ObjectId CommitTree(const ObjectId& tree, const CommitOptions& options = {}) const;

  void SetReference(const std::string& name, const ObjectId& id) const;
  std::optional<ObjectId> ReadBranch(const std::string& name) const;

  // Paths relative to the Git directory; folders are made.
  void WriteGitFile(const std::string& path, std::string_view text) const;
  void AppendGitFile(const std::string& path, std::string_view text) const;
  void RemoveGitFile(const std::string& path) const;
  std::string ObjectPath(const ObjectId& id) const;  // absolute, of a loose one

  // Runs the git program in path(), with a configuration of its own; the test
  // fails where it does. Returns what it printed.
  std::string Git(const std::string& arguments) const;

 private:
  TempFolder folder_;
  std::string path_;
  std::string git_dir_;
};

// Paths are absolute.
void WriteFile(const std::string& path, std::string_view text);
std::string ReadWholeFile(const std::string& path);

}  // namespace assay
