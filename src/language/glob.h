// The patterns of .gitattributes, with the meaning of Git's wildmatch, in time
// that no pattern can make grow: all places a pattern may have got to are
// followed at once.
#pragma once

#include <bitset>
#include <cstddef>
#include <cstdint>
#include <string_view>
#include <vector>

namespace assay {

class Glob {
 public:
  // With `whole_path`, only `**` between slashes passes a slash.
  Glob(std::string_view pattern, bool whole_path);

  // Takes what it does from `steps`; false where they do not suffice.
  bool Matches(std::string_view text, std::size_t* steps) const;

 private:
  enum class Kind : std::uint8_t { kByte, kAny, kSet, kNever, kStar, kDeepStar, kFork };
  struct Part {
    Kind kind;
    unsigned char byte = 0;
    std::uint16_t set = 0;
  };
  std::size_t ParseSet(std::string_view pattern, std::size_t at);
  void ParseStars(std::string_view pattern, std::size_t* at);
  bool Takes(const Part& part, unsigned char byte) const;
  struct Places;
  void Enter(std::size_t state, Places* places) const;

  bool whole_path_;
  std::vector<Part> parts_;
  std::vector<std::bitset<256>> sets_;
};

}  // namespace assay
