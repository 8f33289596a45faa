#include "git/line_match.h"

#include <algorithm>
#include <array>
#include <bitset>
#include <cstring>
#include <limits>
#include <string>

#include "base/hash.h"
#include "git/common_bytes.h"

namespace assay {
namespace {

constexpr std::size_t kTrimBlock = 1024;
constexpr std::int64_t kMaxEqual = 1024;      // XDL_MAX_EQLIMIT
constexpr std::int64_t kScanWindow = 100;     // XDL_SIMSCAN_WINDOW
constexpr std::int64_t kRareRun = 4;          // XDL_KPDIS_RUN
constexpr std::int64_t kMaxCostMin = 256;     // XDL_MAX_COST_MIN
constexpr std::int64_t kHeuristicCost = 256;  // XDL_HEUR_MIN_COST
constexpr std::int64_t kHeuristicFactor = 4;  // XDL_K_HEUR
constexpr std::int64_t kSnake = 20;           // XDL_SNAKE_CNT
constexpr std::int64_t kFar = std::numeric_limits<std::int64_t>::max();

bool IsSpace(char c) { return c == ' ' || (c >= '\t' && c <= '\r'); }

// Twice the root of `n`, roughly and in powers of 2: Git's own estimate.
std::int64_t RoughRoot(std::int64_t n) {
  std::int64_t root = 1;
  for (; n > 0; n >>= 2) root <<= 1;
  return root;
}

}  // namespace

bool LineMatcher::Equal(const FileLines& a, std::uint32_t i, const FileLines& b,
                        std::uint32_t j) const {
  const std::string_view left = a.Text(i);
  const std::string_view right = b.Text(j);
  if (!ignore_whitespace_) return left == right;
  std::size_t l = 0;
  std::size_t r = 0;
  for (;;) {
    while (l < left.size() && IsSpace(left[l])) ++l;
    while (r < right.size() && IsSpace(right[r])) ++r;
    if (l == left.size() || r == right.size()) return l == left.size() && r == right.size();
    if (left[l++] != right[r++]) return false;
  }
}

std::uint64_t LineMatcher::KeyOf(std::string_view line) const {
  if (!ignore_whitespace_) return Hash64(line);
  std::string text;
  for (const char c : line) {
    if (!IsSpace(c)) text += c;
  }
  return Hash64(text);
}

// Git compares and cuts whole blocks from the end, and gives back what is cut
// of a line. So the lines behind the cut are out of reach of what follows.
void LineMatcher::CutCommonEnd() {
  const std::string_view a = old_.lines->bytes();
  const std::string_view b = new_.lines->bytes();
  old_.count = old_.lines->count();
  new_.count = new_.lines->count();
  const std::size_t cut = CommonSuffix(a, b) / kTrimBlock * kTrimBlock;
  if (cut == 0) return;
  old_.count = old_.lines->FirstFrom(a.size() - cut + 1);
  new_.count = new_.lines->FirstFrom(b.size() - cut + 1);
}

void LineMatcher::Trim() {
  const FileLines& a = *old_.lines;
  const FileLines& b = *new_.lines;
  const std::uint32_t limit = std::min(old_.count, new_.count);
  const std::size_t prefix = CommonPrefix(a.bytes(), b.bytes());
  std::uint32_t begin = a.FirstFrom(prefix + 1);
  if (begin > 0 && a.Start(begin) > prefix) --begin;
  begin = std::min(begin, limit);
  // A last line without an end may go on in the other file.
  while (begin > 0 && b.Start(begin) != a.Start(begin)) --begin;
  while (begin < limit && ignore_whitespace_ && Equal(a, begin, b, begin)) ++begin;

  const std::size_t end_a = a.Start(old_.count);
  const std::size_t end_b = b.Start(new_.count);
  const std::size_t suffix = CommonSuffix(a.bytes().substr(0, end_a), b.bytes().substr(0, end_b));
  std::uint32_t same = old_.count - std::min(a.FirstFrom(end_a - suffix), old_.count);
  same = std::min(same, limit - begin);
  while (same > 0 && end_a - a.Start(old_.count - same) != end_b - b.Start(new_.count - same)) {
    --same;
  }
  while (ignore_whitespace_ && same < limit - begin &&
         Equal(a, old_.count - same - 1, b, new_.count - same - 1)) {
    ++same;
  }
  old_.begin = new_.begin = begin;
  old_.end = old_.count - same;
  new_.end = new_.count - same;
}

void LineMatcher::PrepareKeys() {
  for (Side* const side : {&old_, &new_}) {
    side->keys.clear();
    for (std::uint32_t i = side->begin; i < side->end; ++i) {
      side->keys.push_back(KeyOf(side->lines->Text(i)));
    }
  }
}

// How often each of the side's lines occurs in all of the other file.
void LineMatcher::CountOccurrences(Side* side, const Side& other) {
  struct Slot {
    std::uint64_t key = 0;
    std::int64_t count = -1;  // -1: free
  };
  std::size_t size = 4;
  while (size < 2 * side->keys.size()) size *= 2;
  std::vector<Slot> slots(size);
  const auto slot_of = [&](std::uint64_t key) -> Slot& {
    std::size_t at = key & (size - 1);
    while (slots[at].count >= 0 && slots[at].key != key) at = (at + 1) & (size - 1);
    return slots[at];
  };
  const auto size_class = [](std::string_view line) { return line.size() % 256; };
  std::bitset<256> sizes;  // of the lines that are looked for
  for (std::size_t i = 0; i < side->keys.size(); ++i) {
    slot_of(side->keys[i]) = {side->keys[i], 0};
    sizes.set(size_class(side->lines->Text(side->begin + static_cast<std::uint32_t>(i))));
  }
  const auto count = [&](std::uint64_t key) {
    Slot& slot = slot_of(key);
    if (slot.count >= 0) ++slot.count;
  };
  for (const std::uint64_t key : other.keys) count(key);
  const auto count_lines = [&](std::uint32_t begin, std::uint32_t end) {
    for (std::uint32_t i = begin; i < end; ++i) {
      const std::string_view line = other.lines->Text(i);
      if (ignore_whitespace_ || sizes[size_class(line)]) count(KeyOf(line));
    }
  };
  count_lines(0, other.begin);
  count_lines(other.end, other.count);

  const std::int64_t limit = std::min(RoughRoot(side->count), kMaxEqual);
  side->occurs.clear();
  for (const std::uint64_t key : side->keys) {
    const std::int64_t times = slot_of(key).count;
    side->occurs.push_back(static_cast<char>(times == 0 ? 0 : times < limit ? 1 : 2));
  }
}

namespace {

// Whether line `at`, which occurs too often, is one of few such among lines
// that do not occur at all.
bool IsAmongStrangers(const std::vector<char>& occurs, std::int64_t at) {
  const auto size = static_cast<std::int64_t>(occurs.size());
  std::int64_t strangers = 0;
  std::int64_t frequent = 0;
  for (const int step : {-1, 1}) {
    std::int64_t strangers_here = 0;
    ++frequent;
    for (std::int64_t i = at + step; i >= 0 && i < size && std::abs(i - at) <= kScanWindow;
         i += step) {
      const char times = occurs[static_cast<std::size_t>(i)];
      if (times == 1) break;
      ++(times == 0 ? strangers_here : frequent);
    }
    if (strangers_here == 0) return false;
    strangers += strangers_here;
  }
  return frequent * kRareRun < frequent + strangers;
}

}  // namespace

void LineMatcher::PutAside(Side* side, const Side& other) {
  CountOccurrences(side, other);
  side->kept_lines.clear();
  side->kept_keys.clear();
  for (std::size_t i = 0; i < side->keys.size(); ++i) {
    const std::uint32_t line = side->begin + static_cast<std::uint32_t>(i);
    const char times = side->occurs[i];
    if (times == 1 ||
        (times == 2 && !IsAmongStrangers(side->occurs, static_cast<std::int64_t>(i)))) {
      side->kept_lines.push_back(line);
      side->kept_keys.push_back(side->keys[i]);
    } else {
      side->changed[line] = 1;
    }
  }
}

void LineMatcher::Search() {
  const auto old_size = static_cast<std::int64_t>(old_.kept_keys.size());
  const auto new_size = static_cast<std::int64_t>(new_.kept_keys.size());
  const std::int64_t diagonals = old_size + new_size + 3;
  zero_ = new_size + 1;
  forward_.resize(static_cast<std::size_t>(diagonals));
  backward_.resize(static_cast<std::size_t>(diagonals));
  max_cost_ = std::max(RoughRoot(diagonals), kMaxCostMin);
  const std::uint64_t* const a = old_.kept_keys.data();
  const std::uint64_t* const b = new_.kept_keys.data();
  const auto mark = [](Side* side, std::int64_t begin, std::int64_t end) {
    for (std::int64_t i = begin; i < end; ++i) {
      side->changed[side->kept_lines[static_cast<std::size_t>(i)]] = 1;
    }
  };
  boxes_.assign(1, Box{0, old_size, 0, new_size, false});
  while (!boxes_.empty()) {
    Box box = boxes_.back();
    boxes_.pop_back();
    while (box.old_begin < box.old_end && box.new_begin < box.new_end &&
           a[box.old_begin] == b[box.new_begin]) {
      ++box.old_begin;
      ++box.new_begin;
    }
    while (box.old_begin < box.old_end && box.new_begin < box.new_end &&
           a[box.old_end - 1] == b[box.new_end - 1]) {
      --box.old_end;
      --box.new_end;
    }
    if (box.old_begin == box.old_end || box.new_begin == box.new_end) {
      mark(&old_, box.old_begin, box.old_end);
      mark(&new_, box.new_begin, box.new_end);
      continue;
    }
    const Split split = FindSplit(box);
    boxes_.push_back(
        {box.old_begin, split.old_at, box.new_begin, split.new_at, split.minimal_before});
    boxes_.push_back({split.old_at, box.old_end, split.new_at, box.new_end, split.minimal_behind});
  }
}

// The point where a path from the box's beginning meets one from its end, both
// as cheap as can be, or a good point where that takes too long.
LineMatcher::Split LineMatcher::FindSplit(const Box& box) {
  const std::uint64_t* const a = old_.kept_keys.data();
  const std::uint64_t* const b = new_.kept_keys.data();
  std::int64_t* const forward = forward_.data() + zero_;
  std::int64_t* const backward = backward_.data() + zero_;
  const std::int64_t lowest = box.old_begin - box.new_end;
  const std::int64_t highest = box.old_end - box.new_begin;
  const std::int64_t forward_mid = box.old_begin - box.new_begin;
  const std::int64_t backward_mid = box.old_end - box.new_end;
  const bool odd = ((forward_mid - backward_mid) & 1) != 0;
  forward_min_ = forward_max_ = forward_mid;
  backward_min_ = backward_max_ = backward_mid;
  forward[forward_mid] = box.old_begin;
  backward[backward_mid] = box.old_end;

  for (std::int64_t cost = 1;; ++cost) {
    bool got_snake = false;
    // One diagonal more on both sides, or one less where the box ends.
    if (forward_min_ > lowest) {
      forward[--forward_min_ - 1] = -1;
    } else {
      ++forward_min_;
    }
    if (forward_max_ < highest) {
      forward[++forward_max_ + 1] = -1;
    } else {
      --forward_max_;
    }
    for (std::int64_t d = forward_max_; d >= forward_min_; d -= 2) {
      std::int64_t i = forward[d - 1] >= forward[d + 1] ? forward[d - 1] + 1 : forward[d + 1];
      const std::int64_t before = i;
      for (std::int64_t j = i - d; i < box.old_end && j < box.new_end && a[i] == b[j]; ++j) ++i;
      got_snake = got_snake || i - before > kSnake;
      forward[d] = i;
      if (odd && backward_min_ <= d && d <= backward_max_ && backward[d] <= i) {
        return {i, i - d, true, true};
      }
    }
    if (backward_min_ > lowest) {
      backward[--backward_min_ - 1] = kFar;
    } else {
      ++backward_min_;
    }
    if (backward_max_ < highest) {
      backward[++backward_max_ + 1] = kFar;
    } else {
      --backward_max_;
    }
    for (std::int64_t d = backward_max_; d >= backward_min_; d -= 2) {
      std::int64_t i = backward[d - 1] < backward[d + 1] ? backward[d - 1] : backward[d + 1] - 1;
      const std::int64_t before = i;
      for (std::int64_t j = i - d; i > box.old_begin && j > box.new_begin && a[i - 1] == b[j - 1];
           --j) {
        --i;
      }
      got_snake = got_snake || before - i > kSnake;
      backward[d] = i;
      if (!odd && forward_min_ <= d && d <= forward_max_ && i <= forward[d]) {
        return {i, i - d, true, true};
      }
    }
    if (box.minimal) continue;
    Split split;
    if (got_snake && cost > kHeuristicCost && FindShortCut(box, cost, &split)) return split;
    if (cost >= max_cost_) return Settle(box);
  }
}

// The end of a long run of equal lines, far along, that is good enough.
bool LineMatcher::FindShortCut(const Box& box, std::int64_t cost, Split* split) const {
  const std::uint64_t* const a = old_.kept_keys.data();
  const std::uint64_t* const b = new_.kept_keys.data();
  const std::int64_t* const forward = forward_.data() + zero_;
  const std::int64_t* const backward = backward_.data() + zero_;
  const std::int64_t forward_mid = box.old_begin - box.new_begin;
  const std::int64_t backward_mid = box.old_end - box.new_end;
  std::int64_t best = 0;
  for (std::int64_t d = forward_max_; d >= forward_min_; d -= 2) {
    const std::int64_t i = forward[d];
    const std::int64_t j = i - d;
    const std::int64_t gain = (i - box.old_begin) + (j - box.new_begin) - std::abs(d - forward_mid);
    if (gain <= kHeuristicFactor * cost || gain <= best) continue;
    if (i < box.old_begin + kSnake || i >= box.old_end) continue;
    if (j < box.new_begin + kSnake || j >= box.new_end) continue;
    if (!std::equal(a + i - kSnake, a + i, b + j - kSnake)) continue;
    best = gain;
    *split = {i, j, true, false};
  }
  if (best > 0) return true;
  for (std::int64_t d = backward_max_; d >= backward_min_; d -= 2) {
    const std::int64_t i = backward[d];
    const std::int64_t j = i - d;
    const std::int64_t gain = (box.old_end - i) + (box.new_end - j) - std::abs(d - backward_mid);
    if (gain <= kHeuristicFactor * cost || gain <= best) continue;
    if (i <= box.old_begin || i > box.old_end - kSnake) continue;
    if (j <= box.new_begin || j > box.new_end - kSnake) continue;
    if (!std::equal(a + i, a + i + kSnake, b + j)) continue;
    best = gain;
    *split = {i, j, false, true};
  }
  return best > 0;
}

// Enough was spent: the point that is furthest from where its search began.
LineMatcher::Split LineMatcher::Settle(const Box& box) const {
  const std::int64_t* const forward = forward_.data() + zero_;
  const std::int64_t* const backward = backward_.data() + zero_;
  std::int64_t forward_best = -1;
  std::int64_t forward_old = -1;
  for (std::int64_t d = forward_max_; d >= forward_min_; d -= 2) {
    const std::int64_t i = std::min({forward[d], box.old_end, box.new_end + d});
    if (forward_best < i + i - d) {
      forward_best = i + i - d;
      forward_old = i;
    }
  }
  std::int64_t backward_best = kFar;
  std::int64_t backward_old = kFar;
  for (std::int64_t d = backward_max_; d >= backward_min_; d -= 2) {
    const std::int64_t i = std::max({box.old_begin, backward[d], box.new_begin + d});
    if (i + i - d < backward_best) {
      backward_best = i + i - d;
      backward_old = i;
    }
  }
  if (box.old_end + box.new_end - backward_best < forward_best - (box.old_begin + box.new_begin)) {
    return {forward_old, forward_best - forward_old, true, false};
  }
  return {backward_old, backward_best - backward_old, false, true};
}

namespace {

// The first changed line from `line` on; the number of lines if there is none.
std::uint32_t NextChanged(const std::vector<char>& changed, std::uint32_t line) {
  const void* const found = std::memchr(changed.data() + line, 1, changed.size() - line);
  return static_cast<std::uint32_t>(
      found == nullptr ? changed.size() - 1 : static_cast<const char*>(found) - changed.data());
}

}  // namespace

// Runs of changed lines of one file. Between two of them stand lines that both
// files have, so the n-th run of one file belongs to the n-th of the other,
// where runs may be empty.
class LineMatcher::Groups {
 public:
  // From `line` on, before which neither file has a changed one.
  Groups(const LineMatcher& matcher, Side* side, std::int64_t line)
      : matcher_(matcher), side_(*side), start_(line), end_(line) {
    SkipChanged();
  }

  std::int64_t start() const { return start_; }
  std::int64_t end() const { return end_; }
  bool empty() const { return start_ == end_; }

  bool Next() {
    if (end_ == side_.count) return false;
    start_ = ++end_;
    SkipChanged();
    return true;
  }
  bool Previous() {
    if (start_ == 0) return false;
    end_ = --start_;
    while (start_ > 0 && Changed(start_ - 1) != 0) --start_;
    return true;
  }
  // Moves the run by one line, and takes in the run that it then touches.
  bool SlideDown() {
    if (end_ == side_.count || !SameLines(start_, end_)) return false;
    Changed(start_++) = 0;
    Changed(end_++) = 1;
    SkipChanged();
    return true;
  }
  bool SlideUp() {
    if (start_ == 0 || !SameLines(start_ - 1, end_ - 1)) return false;
    Changed(--start_) = 1;
    Changed(--end_) = 0;
    while (start_ > 0 && Changed(start_ - 1) != 0) --start_;
    return true;
  }

 private:
  char& Changed(std::int64_t line) { return side_.changed[static_cast<std::size_t>(line)]; }
  void SkipChanged() {
    while (Changed(end_) != 0) ++end_;  // The one behind the last line is not.
  }
  bool SameLines(std::int64_t i, std::int64_t j) const {
    return matcher_.Equal(*side_.lines, static_cast<std::uint32_t>(i), *side_.lines,
                          static_cast<std::uint32_t>(j));
  }

  const LineMatcher& matcher_;
  Side& side_;
  std::int64_t start_;
  std::int64_t end_;
};

namespace {

constexpr int kMaxIndent = 200;
constexpr int kMaxBlanks = 20;
constexpr int kStartOfFilePenalty = 1;
constexpr int kEndOfFilePenalty = 21;
constexpr int kTotalBlankWeight = -30;
constexpr int kPostBlankWeight = 6;
constexpr int kRelativeIndentPenalty = -4;
constexpr int kRelativeIndentWithBlankPenalty = 10;
constexpr int kRelativeOutdentPenalty = 24;
constexpr int kRelativeOutdentWithBlankPenalty = 17;
constexpr int kRelativeDedentPenalty = 23;
constexpr int kRelativeDedentWithBlankPenalty = 17;
constexpr int kIndentWeight = 60;
constexpr std::int64_t kMaxSliding = 100;

// Lines that one match slides over at most. Only a file made to be slow has more.
constexpr std::int64_t kMaxSlides = 20'000'000;

// Columns, -1 for a line of white space.
int IndentOf(std::string_view line) {
  int indent = 0;
  for (const char c : line) {
    if (!IsSpace(c)) return indent;
    if (c == ' ') {
      ++indent;
    } else if (c == '\t') {
      indent += 8 - indent % 8;
    }
    if (indent >= kMaxIndent) return kMaxIndent;
  }
  return -1;
}

// How bad it looks to cut a file before a line; less is better.
struct SplitScore {
  int indent = 0;
  int penalty = 0;

  bool NoWorseThan(const SplitScore& other) const {
    const int indents = (indent > other.indent ? 1 : 0) - (indent < other.indent ? 1 : 0);
    return kIndentWeight * indents + (penalty - other.penalty) <= 0;
  }
};

// The indentation of the next line that is not blank, from `line` on in steps
// of `step`, and the blank ones before it.
struct Neighbour {
  int indent = -1;
  int blanks = 0;
};
Neighbour NeighbourOf(const FileLines& lines, std::int64_t count, std::int64_t line, int step) {
  Neighbour found;
  for (; line >= 0 && line < count; line += step) {
    found.indent = IndentOf(lines.Text(static_cast<std::uint32_t>(line)));
    if (found.indent != -1) break;
    if (++found.blanks == kMaxBlanks) {
      found.indent = 0;
      break;
    }
  }
  return found;
}

void AddSplit(const FileLines& lines, std::int64_t count, std::int64_t at, SplitScore* score) {
  const bool at_end = at >= count;
  const int here = at_end ? -1 : IndentOf(lines.Text(static_cast<std::uint32_t>(at)));
  const Neighbour before = NeighbourOf(lines, count, at - 1, -1);
  const Neighbour behind = NeighbourOf(lines, count, at + 1, 1);
  if (before.indent == -1 && before.blanks == 0) score->penalty += kStartOfFilePenalty;
  if (at_end) score->penalty += kEndOfFilePenalty;
  const int post_blanks = here == -1 ? 1 + behind.blanks : 0;
  const int blanks = before.blanks + post_blanks;
  score->penalty += kTotalBlankWeight * blanks + kPostBlankWeight * post_blanks;
  const int indent = here != -1 ? here : behind.indent;
  score->indent += indent;
  if (indent == -1 || before.indent == -1 || indent == before.indent) return;
  const bool blank = blanks != 0;
  if (indent > before.indent) {
    score->penalty += blank ? kRelativeIndentWithBlankPenalty : kRelativeIndentPenalty;
  } else if (behind.indent != -1 && behind.indent > indent) {  // Begins a block.
    score->penalty += blank ? kRelativeOutdentWithBlankPenalty : kRelativeOutdentPenalty;
  } else {  // Ends one.
    score->penalty += blank ? kRelativeDedentWithBlankPenalty : kRelativeDedentPenalty;
  }
}

// Where a run of `size` lines that can end anywhere from `earliest` to `latest`
// looks best.
std::int64_t BestEnd(const FileLines& lines, std::int64_t count, std::int64_t size,
                     std::int64_t earliest, std::int64_t latest) {
  std::int64_t end = std::max({earliest, latest - size - 1, latest - kMaxSliding});
  std::int64_t best_end = -1;
  SplitScore best;
  for (; end <= latest; ++end) {
    SplitScore score;
    AddSplit(lines, count, end, &score);
    AddSplit(lines, count, end - size, &score);
    if (best_end != -1 && !score.NoWorseThan(best)) continue;
    best = score;
    best_end = end;
  }
  return best_end;
}

}  // namespace

// Slides each run of `side` as far as it goes in both directions, merging
// those that meet, and leaves it beside a run of the other file if it can be,
// else where it looks best.
void LineMatcher::Compact(Side* side, Side* other) {
  const std::int64_t begin =
      std::min(NextChanged(side->changed, 0), NextChanged(other->changed, 0));
  Groups group(*this, side, begin);
  Groups partner(*this, other, begin);
  std::int64_t slides = 0;
  do {
    if (group.empty()) continue;
    std::int64_t size = 0;
    std::int64_t earliest = 0;
    bool meets_partner = false;
    do {
      size = group.end() - group.start();
      while (group.SlideUp()) {
        partner.Previous();
        ++slides;
      }
      earliest = group.end();
      meets_partner = !partner.empty();
      while (group.SlideDown()) {
        partner.Next();
        ++slides;
        meets_partner = meets_partner || !partner.empty();
      }
    } while (size != group.end() - group.start() && slides < kMaxSlides);
    if (group.end() == earliest) continue;
    std::int64_t end = group.end();
    if (!meets_partner) {
      end = BestEnd(*side->lines, side->count, size, earliest, group.end());
    }
    while (meets_partner ? partner.empty() : group.end() > end) {
      if (!group.SlideUp()) break;
      partner.Previous();
      ++slides;
    }
  } while (slides < kMaxSlides && group.Next() && partner.Next());
}

void LineMatcher::Collect() {
  const auto run_end = [](const Side& side, std::uint32_t line) {
    while (side.changed[line] != 0) ++line;
    return line;
  };
  hunks_.clear();
  std::uint32_t i = 0;
  std::uint32_t j = 0;
  for (;;) {
    const std::uint32_t same =
        std::min(NextChanged(old_.changed, i) - i, NextChanged(new_.changed, j) - j);
    i += same;
    j += same;
    const std::uint32_t old_end = run_end(old_, i);
    const std::uint32_t new_end = run_end(new_, j);
    if (old_end == i && new_end == j) return;
    hunks_.push_back({i, old_end - i, j, new_end - j});
    i = old_end;
    j = new_end;
  }
}

const std::vector<LineHunk>& LineMatcher::Match(const FileLines& old_lines,
                                                const FileLines& new_lines) {
  old_.lines = &old_lines;
  new_.lines = &new_lines;
  CutCommonEnd();
  Trim();
  for (Side* const side : {&old_, &new_}) side->changed.assign(std::size_t{side->count} + 1, 0);
  if (old_.begin == old_.end || new_.begin == new_.end) {
    for (Side* const side : {&old_, &new_}) {
      std::fill(side->changed.begin() + side->begin, side->changed.begin() + side->end, 1);
    }
  } else {
    PrepareKeys();
    PutAside(&old_, new_);
    PutAside(&new_, old_);
    Search();
  }
  Compact(&old_, &new_);
  Compact(&new_, &old_);
  Collect();
  return hunks_;
}

}  // namespace assay
