// Finds the Git directory that a path belongs to, and refuses one that lies
// outside of what the user named.
//
// Whoever packs an archive writes its `.git`: were a link or a `gitdir:` line
// in it simply followed, a scan would read somebody's private repository
// under the archive's name. So what points elsewhere must be pointed back at
// by its target: a linked worktree by <gitdir>/gitdir, a submodule by
// core.worktree.
#pragma once

#include <string>

#include "base/result.h"

namespace assay {

// Folders are absolute and without links.
struct Location {
  std::string git_dir;     // HEAD of this worktree
  std::string common_dir;  // objects, references, configuration; equals git_dir but in a worktree
  std::string prefix;      // of the work tree, what the path named: "src/app"; "" for all of it
};

// `path` names a work tree, a folder in it, its `.git`, a linked worktree or
// a bare repository.
Result<Location> Locate(const std::string& path);

}  // namespace assay
