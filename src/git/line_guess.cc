#include "git/line_guess.h"

#include <algorithm>
#include <cstdlib>
#include <string_view>
#include <utility>

namespace assay {
namespace {

constexpr int kUnknown = -1;
constexpr int kNothing = -2;
constexpr int kMaxDistance = 10;  // of old lines from the place that a new one has among them
constexpr int kScale = 1000;      // what a likeness counts beside a distance
constexpr int kLeastInFile = 10;  // likeness of a line from elsewhere in the file
constexpr std::int64_t kMaxPairs = 20'000'000;  // that are compared in a file
constexpr std::uint32_t kMaxHunk = 20'000;      // lines of one that is looked into

bool IsSpace(char c) { return c == ' ' || (c >= '\t' && c <= '\r'); }

// How often each pair of neighbouring characters occurs in a line: white space
// is all the same, and so are small and capital letters.
class Fingerprint {
 public:
  explicit Fingerprint(std::string_view line) {
    unsigned before = 0;
    for (std::size_t i = 0; i <= line.size(); ++i) {
      unsigned here = 0;
      if (i < line.size() && !IsSpace(line[i])) {
        const char c = line[i];
        here = static_cast<unsigned char>(c >= 'A' && c <= 'Z' ? c - 'A' + 'a' : c);
      }
      const unsigned pair = before | here << 8;
      if (pair != 0) pairs_.emplace_back(static_cast<std::uint16_t>(pair), 1);
      before = here;
    }
    std::sort(pairs_.begin(), pairs_.end());
    std::size_t kept = 0;
    for (std::size_t i = 0; i < pairs_.size(); ++i) {
      if (kept > 0 && pairs_[kept - 1].first == pairs_[i].first) {
        ++pairs_[kept - 1].second;
      } else {
        pairs_[kept++] = pairs_[i];
      }
    }
    pairs_.resize(kept);
  }

  int Likeness(const Fingerprint& other) const {
    int shared = 0;
    auto a = pairs_.begin();
    for (const auto& [pair, count] : other.pairs_) {
      while (a != pairs_.end() && a->first < pair) ++a;
      if (a == pairs_.end()) break;
      if (a->first == pair) shared += std::min(a->second, count);
    }
    return shared;
  }

  void Subtract(const Fingerprint& other) {
    auto a = pairs_.begin();
    for (const auto& [pair, count] : other.pairs_) {
      while (a != pairs_.end() && a->first < pair) ++a;
      if (a == pairs_.end()) break;
      if (a->first == pair) a->second = std::max(0, a->second - count);
    }
    std::erase_if(pairs_, [](const auto& each) { return each.second == 0; });
  }

 private:
  std::vector<std::pair<std::uint16_t, int>> pairs_;
};

std::vector<Fingerprint> FingerprintsOf(const FileLines& lines, std::uint32_t begin,
                                        std::uint32_t end) {
  std::vector<Fingerprint> fingerprints;
  fingerprints.reserve(end - begin);
  for (std::uint32_t i = begin; i < end; ++i) fingerprints.emplace_back(lines.Text(i));
  return fingerprints;
}

// The matches within one hunk. Lines are numbered from the hunk's beginnings.
class HunkGuess {
 public:
  HunkGuess(const LineHunk& hunk, std::vector<Fingerprint>* old_lines,
            const std::vector<Fingerprint>& new_lines)
      : old_count_(static_cast<int>(hunk.old_count)),
        new_count_(static_cast<int>(hunk.new_count)),
        old_(old_lines->data() + hunk.old_line),
        new_(new_lines),
        reach_(std::min(kMaxDistance, old_count_ - 1)),
        likeness_(hunk.new_count * static_cast<std::size_t>(2 * reach_ + 1), kUnknown),
        matches_(hunk.new_count) {}

  // By new line: the old one, or -1.
  std::vector<int> Run() {
    std::vector<Part> parts = {{0, old_count_, 0, new_count_}};
    while (!parts.empty()) {
      const Part part = parts.back();
      parts.pop_back();
      const int line = MostCertain(part);
      if (line < 0) continue;
      const int old_line = At(line).best;
      old_[old_line].Subtract(new_[static_cast<std::size_t>(line)]);
      Forget(part, line, old_line);
      // Both parts may still use what is left of the old line; the first comes first.
      if (line + 1 < part.new_end)
        parts.push_back({old_line, part.old_end, line + 1, part.new_end});
      if (line > part.new_begin)
        parts.push_back({part.old_begin, old_line + 1, part.new_begin, line});
    }
    std::vector<int> lines;
    for (const Match& match : matches_) lines.push_back(match.best);
    return lines;
  }

 private:
  struct Part {
    int old_begin = 0;
    int old_end = 0;
    int new_begin = 0;
    int new_end = 0;
  };
  struct Match {
    int best = -1;
    int second = -1;
    int certainty = kUnknown;
  };

  Match& At(int line) { return matches_[static_cast<std::size_t>(line)]; }

  // The old line that stands where the new one does.
  int Counterpart(int line) const {
    const std::int64_t middle = std::int64_t{line} * 2 + 1;
    return static_cast<int>(middle * old_count_ / (std::int64_t{new_count_} * 2));
  }

  int& Likeness(int old_line, int line) {
    return likeness_[static_cast<std::size_t>(old_line - Counterpart(line) + reach_) +
                     static_cast<std::size_t>(line) * static_cast<std::size_t>(2 * reach_ + 1)];
  }

  int MostCertain(const Part& part) {
    int found = -1;
    int certainty = -1;
    for (int line = part.new_begin; line < part.new_end; ++line) {
      FindBest(part, line);
      if (At(line).certainty > certainty) {
        certainty = At(line).certainty;
        found = line;
      }
    }
    return found;
  }

  void FindBest(const Part& part, int line) {
    Match& match = At(line);
    if (match.certainty != kUnknown) return;
    const int counterpart = Counterpart(line);
    int best = 0;
    int second = 0;
    match.best = match.second = part.old_begin;
    const int end = std::min(counterpart + reach_ + 1, part.old_end);
    for (int i = std::max(counterpart - reach_, part.old_begin); i < end; ++i) {
      int& likeness = Likeness(i, line);
      if (likeness == kUnknown) {
        likeness = new_[static_cast<std::size_t>(line)].Likeness(old_[i]) *
                   (kScale - std::abs(i - counterpart));
      }
      if (likeness > best) {
        second = std::exchange(best, likeness);
        match.second = std::exchange(match.best, i);
      } else if (likeness > second) {
        second = likeness;
        match.second = i;
      }
    }
    if (best == 0) {
      match = {-1, -1, kNothing};
    } else {
      match.certainty = best * 2 - second;
    }
  }

  // What the choice of a match for `line` may have changed.
  void Forget(const Part& part, int line, int old_line) {
    const int reach_in_new = ((2 * reach_ + 1) * new_count_ - 1) / old_count_;
    const int begin = std::max(part.new_begin, line - reach_in_new);
    const int end = std::min(part.new_end, line + reach_in_new + 1);
    for (int i = begin; i < end; ++i) {
      if (std::abs(old_line - Counterpart(i)) <= reach_) Likeness(old_line, i) = kUnknown;
    }
    for (int i = begin; i < end; ++i) {
      Match& match = At(i);
      if (i == line || match.certainty < 0) continue;
      const bool crosses = i < line ? match.best >= old_line || match.second >= old_line
                                    : match.best <= old_line || match.second <= old_line;
      if (crosses) match.certainty = kUnknown;
    }
  }

  int old_count_;
  int new_count_;
  Fingerprint* old_;  // of the hunk's lines
  const std::vector<Fingerprint>& new_;
  int reach_;
  std::vector<int> likeness_;  // by new line, of the old ones within reach
  std::vector<Match> matches_;
};

}  // namespace

std::vector<std::uint32_t> GuessLines(const FileLines& older, const FileLines& newer,
                                      const std::vector<LineHunk>& hunks) {
  std::vector<std::uint32_t> guesses(newer.count(), kNoLine);
  std::vector<Fingerprint> old_lines = FingerprintsOf(older, 0, older.count());
  std::int64_t pairs = 0;
  for (const LineHunk& hunk : hunks) {
    const std::vector<Fingerprint> new_lines =
        FingerprintsOf(newer, hunk.new_line, hunk.new_line + hunk.new_count);
    std::vector<int> matches(hunk.new_count, -1);
    if (hunk.old_count > 0 && hunk.new_count > 0 && hunk.new_count <= kMaxHunk) {
      matches = HunkGuess(hunk, &old_lines, new_lines).Run();
    }
    for (std::uint32_t i = 0; i < hunk.new_count; ++i) {
      std::uint32_t& guess = guesses[hunk.new_line + i];
      if (matches[i] >= 0) {
        guess = hunk.old_line + static_cast<std::uint32_t>(matches[i]);
        continue;
      }
      pairs += older.count();
      if (pairs > kMaxPairs) continue;
      const std::int64_t line = std::int64_t{hunk.new_line} + i;
      int best = kLeastInFile;
      std::int64_t found = -1;
      for (std::int64_t j = 0; j < std::int64_t{older.count()}; ++j) {
        const int likeness = new_lines[i].Likeness(old_lines[static_cast<std::size_t>(j)]);
        if (likeness < best) continue;
        if (likeness == best && found >= 0 && std::abs(found - line) < std::abs(j - line)) continue;
        best = likeness;
        found = j;
      }
      if (found >= 0) guess = static_cast<std::uint32_t>(found);
    }
  }
  return guesses;
}

}  // namespace assay
