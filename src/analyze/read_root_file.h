// Files that speak of the history, wherever in the repository a scan looks.
#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "analyze/scan.h"
#include "git/repository.h"

namespace assay {

// A file of the scanned commit's root; empty where there is none, and where it
// cannot be read, which `diagnostics` then tell unless they do already. A link
// is not followed, as Git does not either.
std::string ReadRootFile(Repository& repository, const ScanOptions& options, std::string_view path,
                         Diagnostics* diagnostics);

// Commits of which .git-blame-ignore-revs says that they only reformat; tags
// stand for what they name. Lines that hold anything but an id are told.
std::vector<ObjectId> ListedRevisions(Repository& repository, const ScanOptions& options,
                                      Diagnostics* diagnostics);

}  // namespace assay
