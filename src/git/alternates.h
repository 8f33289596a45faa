// Which folders objects are read from: the repository's own, and those that
// it borrows from (objects/info/alternates).
//
// A repository that borrows from anywhere could have somebody else's private
// objects read as its own, so what leads out of its Git directory is followed
// only when the user says so.
#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "base/diagnostic.h"
#include "base/result.h"

namespace assay {

// The paths that a file of alternates names, as written: comments dropped,
// quoted lines unquoted.
std::vector<std::string> ParseAlternates(std::string_view text);

struct ObjectFolders {
  std::vector<std::string> folders;  // absolute, without links, each once; the own one first
  Diagnostics diagnostics;           // "alternates"
};

// Alternates of alternates are followed as deep as Git does, five levels.
Result<ObjectFolders> FindObjectFolders(const std::string& common_dir, bool follow_outside);

}  // namespace assay
