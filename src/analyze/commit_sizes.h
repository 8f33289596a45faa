// How many files each commit changed, and how: what the size of commits is
// judged by, and what cautions begin with.
#pragma once

#include <cstdint>
#include <string_view>
#include <vector>

#include "analyze/commit_notes.h"
#include "base/limits.h"
#include "git/repository.h"
#include "model/history.h"

namespace assay {

struct CommitSize {
  bool known = false;  // false: a merge, older than the limit, or not readable
  std::uint32_t added = 0;
  std::uint32_t modified = 0;
  std::uint32_t deleted = 0;
  std::uint32_t renamed = 0;  // of the added ones: with the content of a deleted one
  std::uint32_t foreign = 0;  // of the added ones: by their path somebody else's
  std::uint32_t assets = 0;   // of the other added ones: pictures, fonts, sounds

  std::uint32_t files() const { return added + modified + deleted - renamed; }
};

// A picture, a font, a sound.
bool IsAsset(std::string_view path);

// By index into History::commits; `notes` are of earlier runs. The newest kSizedCommits that are no
// merges, and those without parents, each against its parent.
inline constexpr std::size_t kSizedCommits = 10'000;
std::vector<CommitSize> SizeCommits(Repository& repository, const History& history,
                                    unsigned threads, const Limits& limits, CommitNotes& notes);

}  // namespace assay
