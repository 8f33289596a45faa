#include "git/tree_text.h"

#include <algorithm>

#include "git/common_bytes.h"

namespace assay {
namespace {

constexpr std::size_t kIdBytes = 20;

TreeMode ModeOf(std::uint32_t mode) {
  constexpr std::uint32_t kTypeBits = 0170000;
  switch (mode & kTypeBits) {
    case 0040000:
      return TreeMode::kFolder;
    case 0100000:
      return (mode & 0100U) != 0 ? TreeMode::kExecutable : TreeMode::kFile;
    case 0120000:
      return TreeMode::kSymlink;
    default:
      return TreeMode::kSubmodule;
  }
}

bool IsPossibleName(std::string_view name) {
  return !name.empty() && name != "." && name != ".." && name.find('/') == name.npos;
}

}  // namespace

// "<octal mode> <name>\0<20 bytes>"
bool TreeReader::ReadEntry(RawTreeEntry* entry) {
  std::uint32_t mode = 0;
  const std::size_t space = rest_.substr(0, 12).find(' ');
  if (space == rest_.npos || space == 0) return false;
  for (const char digit : rest_.substr(0, space)) {
    if (digit < '0' || digit > '7') return false;
    mode = mode << 3 | static_cast<std::uint32_t>(digit - '0');
  }
  const std::size_t end = rest_.find('\0', space);
  if (end == rest_.npos || rest_.size() - end - 1 < kIdBytes) return false;
  entry->mode = ModeOf(mode);
  entry->name = rest_.substr(space + 1, end - space - 1);
  const std::string_view id = rest_.substr(end + 1, kIdBytes);
  std::copy(id.begin(), id.end(), entry->id.bytes.begin());
  rest_.remove_prefix(end + 1 + kIdBytes);
  return true;
}

void TreeReader::SkipCommon(TreeReader* a, TreeReader* b) {
  const std::size_t common = CommonPrefix(a->rest_, b->rest_);
  std::size_t whole = 0;  // bytes of entries that lie in what is common
  for (;;) {
    const std::size_t end = a->rest_.substr(0, common).find('\0', whole);
    if (end == a->rest_.npos || common - end <= kIdBytes) break;
    whole = end + 1 + kIdBytes;
  }
  a->rest_.remove_prefix(whole);
  b->rest_.remove_prefix(whole);
}

bool TreeReader::Next(RawTreeEntry* entry) {
  while (!rest_.empty()) {
    if (!ReadEntry(entry)) {
      rest_ = {};
      malformed_ = true;
      return false;
    }
    if (IsPossibleName(entry->name)) return true;
    malformed_ = true;
  }
  return false;
}

}  // namespace assay
