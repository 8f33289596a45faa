// Checks a profile against its repository: every evidence item is found
// again, and found the same.
#pragma once

#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "base/result.h"

namespace assay {

// A field of the profile that is not what the repository gives.
struct Mismatch {
  std::string where;     // "skills/data.indexes/evidence/2/line"
  std::string recorded;  // as in the profile; "nothing" where it has none
  std::string found;
};

struct Verification {
  std::size_t evidence = 0;  // items looked at
  std::vector<Mismatch> mismatches;
};

// What a profile says of how it was made: enough to make it again.
struct ProfileHeader {
  std::string commit;
  std::string path;
  std::string origin;
  std::string version;
  std::string rules_digest;
  std::vector<std::string> authors;  // ids
  std::string since;
  std::string until;
  bool show_emails = false;
  bool has_keys = false;
  bool removed = false;
  bool ignore_whitespace = false;
  bool ignore_revisions = false;
  std::size_t max_commits = 0;                   // 0: as it is by default
  std::optional<std::vector<std::string>> tags;  // those that there were
};
Result<ProfileHeader> ReadHeader(std::string_view profile_json);

// Compares the profile with one made now from its commit, by its text form.
Result<Verification> Compare(std::string_view recorded_json, std::string_view fresh_json);

}  // namespace assay
