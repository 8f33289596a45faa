// Two versions of a file, apart at the first 0 byte: what lies between the
// hunks must be the same, and so must what a guess of lines points to exist.
#include <cstddef>
#include <cstdint>
#include <cstdlib>
#include <memory>
#include <string>
#include <string_view>

#include "git/line_guess.h"
#include "git/line_match.h"

namespace {

assay::FileLines LinesOf(std::string_view text) {
  return assay::FileLines(std::make_shared<const assay::Object>(
      assay::Object{assay::ObjectType::kBlob, std::string(text)}));
}

void Require(bool condition) {
  if (!condition) std::abort();
}

}  // namespace

extern "C" int LLVMFuzzerTestOneInput(const uint8_t* bytes, size_t size) {
  const std::string_view text(reinterpret_cast<const char*>(bytes), size);
  const std::size_t split = text.find('\0');
  if (split == text.npos) return 0;
  const assay::FileLines older = LinesOf(text.substr(0, split));
  const assay::FileLines newer = LinesOf(text.substr(split + 1));
  for (const bool ignore_whitespace : {false, true}) {
    assay::LineMatcher matcher(ignore_whitespace);
    const auto& hunks = matcher.Match(older, newer);
    std::uint32_t i = 0;
    std::uint32_t j = 0;
    const auto same_until = [&](std::uint32_t old_end, std::uint32_t new_end) {
      Require(old_end >= i && old_end - i == new_end - j && old_end <= older.count());
      for (; i < old_end; ++i, ++j) {
        Require(ignore_whitespace || older.Text(i) == newer.Text(j));
      }
    };
    for (const assay::LineHunk& hunk : hunks) {
      same_until(hunk.old_line, hunk.new_line);
      Require(hunk.old_count + hunk.new_count > 0);
      i += hunk.old_count;
      j += hunk.new_count;
    }
    same_until(older.count(), newer.count());
    for (const std::uint32_t guess : assay::GuessLines(older, newer, hunks)) {
      Require(guess == assay::kNoLine || guess < older.count());
    }
  }
  return 0;
}
