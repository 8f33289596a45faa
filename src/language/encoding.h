// Whether a blob is text, as Linguist's charlock_holmes says it with ICU, and
// how its lines end.
#pragma once

#include <cstddef>
#include <string>
#include <string_view>

namespace assay {

enum class Encoding : unsigned char {
  kBinary,
  kBytes,  // line ends are the bytes \n and \r, whatever the rest is
  kUtf16BigEndian,
  kUtf16LittleEndian,
  kUtf32BigEndian,
  kUtf32LittleEndian,
};

// Of the blob's head. Only what is not UTF-8 is asked of ICU.
Encoding EncodingOf(std::string_view head);

// The first or last lines of a head, each but the last with its end as "\n";
// neither where the blob is larger than 1 MiB. Both are Linguist's to the
// letter: the first lines stop at the last line end, "\r\n" may count twice
// from behind, and a head that begins with a line end is read around.
std::string FirstLines(std::string_view head, std::size_t count, Encoding encoding);
std::string LastLines(std::string_view head, std::size_t count, Encoding encoding);

}  // namespace assay
