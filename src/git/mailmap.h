// A .mailmap as Git applies it: which name and address a commit's author is
// to be shown under.
//
// Git's reading is kept to the letter (mailmap.c of Git 2.39), its oddities
// too: the part of a line behind the second address is ignored, a later line
// for the same address wins name and address apart, addresses and names are
// compared without regard to ASCII case.
#pragma once

#include <cstddef>
#include <map>
#include <string>
#include <string_view>

#include "base/text.h"

namespace assay {

struct Identity {
  std::string name;
  std::string email;
  auto operator<=>(const Identity&) const = default;
};

class Mailmap {
 public:
  Mailmap() = default;
  // Anything is a mailmap; what is no entry is passed over. At most
  // kMaxEntries entries are kept.
  static constexpr std::size_t kMaxEntries = 100'000;
  static Mailmap Parse(std::string_view text);

  Identity Resolve(const Identity& identity) const;
  std::size_t entries() const { return entries_; }
  bool cut_short() const { return cut_short_; }

 private:
  struct Replacement {
    std::string name;   // empty: stays
    std::string email;  // empty: stays
  };
  struct Entry {
    Replacement any_name;
    std::map<std::string, Replacement> by_name;  // lower case
  };
  void ReadLine(std::string_view line);

  std::map<std::string, Entry> by_email_;  // lower case
  std::size_t entries_ = 0;
  bool cut_short_ = false;
};

}  // namespace assay
