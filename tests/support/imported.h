// Histories for tests, written by git fast-import: any number of commits with
// any authors and times, in one process.
#pragma once

#include <cstddef>
#include <cstdint>
#include <map>
#include <optional>
#include <string>
#include <vector>

#include "tests/support/process.h"

namespace assay {

struct ImportedCommit {
  std::string author = "Ada Lovelace <ada@example.org>";
  std::string committer;       // empty: the author
  std::int64_t time = 0;       // of the author; 0: a day after the commit before
  std::int64_t committed = 0;  // 0: as `time`
  std::string message = "Say what changes here";
  std::map<std::string, std::optional<std::string>> files;  // null: deleted
  // Numbers of earlier ones, from 1; empty: the one before. The files are
  // changes to what the first has.
  std::vector<std::size_t> parents = {};
};

// A bare repository `folder`/`name` whose branch main has these commits, one
// after the other where they name no parents.
void ImportHistory(const ScratchFolder& folder, const std::string& name,
                   const std::vector<ImportedCommit>& commits);

}  // namespace assay
