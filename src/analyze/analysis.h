// Files → facts → sightings: the part of a scan that knows no repository. The
// examples of rules go the same way.
#pragma once

#include <functional>
#include <string>
#include <string_view>
#include <vector>

#include "analyze/matcher.h"
#include "base/limits.h"
#include "base/result.h"
#include "facts/link.h"
#include "language/classify.h"
#include "model/facts.h"
#include "model/source_file.h"

namespace assay {

// The facts of all files between reading and matching, encoded: a tenth of
// their size. The three lists run in parallel, sorted by path.
struct FactTable {
  std::vector<SourceFile> files;
  std::vector<std::string> facts;  // EncodeFacts; empty where nothing reads the file
  std::vector<LinkInput> links;
  HistoryFacts history;
};

struct MatchResult {
  // Sorted by file, line, signal. Those of the history come last: their file is
  // the number of files, their line the place of a commit or tag in History,
  // from 1. Shares are not decided yet (habits.h).
  std::vector<Sighting> sightings;
  std::vector<Sighting> acknowledged;
  std::vector<std::uint32_t> could_not_tell;  // signals that a template hid, sorted
  std::vector<ShareCount> shares;
  Diagnostics diagnostics;
};

// The bytes of a file: what classification and extraction look at.
std::string_view WithoutByteOrderMark(std::string_view text);
std::string_view Head(std::string_view text);

// Classification with the format: `content` is the whole blob with its byte
// order mark, or its head where the blob is too large to be extracted.
SourceFile ClassifyFile(const Classifier& classifier, const TreeEntry& entry, std::uint64_t size,
                        std::string_view content);

// The contents that rules' queries run on: `read` gives that of a file of the
// table, on a thread below `threads`. Null where there are none.
struct Contents {
  std::function<Result<std::string>(std::size_t file, unsigned worker)> read;
  Limits limits;
};

Links LinksOf(const FactTable& table);
MatchResult Match(const Matcher& matcher, const FactTable& table, const Links& links,
                  unsigned threads, const Contents& contents = {});

// The same for content that is in no repository.
struct NamedText {
  std::string path;
  std::string text;
};
FactTable ReadTexts(const std::vector<NamedText>& texts, const Limits& limits);

}  // namespace assay
