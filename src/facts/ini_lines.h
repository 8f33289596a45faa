// INI text: sections of `key = value`, values that go on over indented lines.
#pragma once

#include <functional>
#include <string_view>

#include "model/facts.h"

namespace assay {

struct IniEntry {
  std::string_view section;
  std::string_view key;
  std::string_view value;  // the first line's part, without a comment
  Region region;
  bool continued = false;  // a further line of the entry before: key is that one's
};

// Calls `take` for every entry and every further line of one, in order, until
// it returns false.
void ReadIni(std::string_view text, const std::function<bool(const IniEntry&)>& take);

}  // namespace assay
