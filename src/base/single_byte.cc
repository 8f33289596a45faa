#include "base/single_byte.h"

#include <array>
#include <cstdint>

#include "base/text.h"

namespace assay {
namespace {

// What the bytes 0x80 to 0xFF mean, as iconv has it; 0: nothing.
using Upper = std::array<std::uint16_t, 128>;

constexpr Upper Latin1() {
  Upper upper{};
  for (std::size_t i = 0; i < upper.size(); ++i) upper[i] = static_cast<std::uint16_t>(0x80 + i);
  return upper;
}

constexpr Upper Latin9() {
  Upper upper = Latin1();
  constexpr std::array<std::array<std::uint16_t, 2>, 8> kOther = {{{0xA4, 0x20AC},
                                                                   {0xA6, 0x0160},
                                                                   {0xA8, 0x0161},
                                                                   {0xB4, 0x017D},
                                                                   {0xB8, 0x017E},
                                                                   {0xBC, 0x0152},
                                                                   {0xBD, 0x0153},
                                                                   {0xBE, 0x0178}}};
  for (const auto& [byte, meaning] : kOther) upper[byte - 0x80U] = meaning;
  return upper;
}

constexpr Upper Windows1252() {
  Upper upper = Latin1();
  constexpr std::array<std::uint16_t, 32> kOther = {
      0x20AC, 0x0000, 0x201A, 0x0192, 0x201E, 0x2026, 0x2020, 0x2021, 0x02C6, 0x2030, 0x0160,
      0x2039, 0x0152, 0x0000, 0x017D, 0x0000, 0x0000, 0x2018, 0x2019, 0x201C, 0x201D, 0x2022,
      0x2013, 0x2014, 0x02DC, 0x2122, 0x0161, 0x203A, 0x0153, 0x0000, 0x017E, 0x0178,
  };
  for (std::size_t i = 0; i < kOther.size(); ++i) upper[i] = kOther[i];
  return upper;
}

constexpr Upper kLatin1 = Latin1();
constexpr Upper kLatin9 = Latin9();
constexpr Upper kWindows1252 = Windows1252();
constexpr Upper kKoi8r = {
    0x2500, 0x2502, 0x250C, 0x2510, 0x2514, 0x2518, 0x251C, 0x2524, 0x252C, 0x2534, 0x253C, 0x2580,
    0x2584, 0x2588, 0x258C, 0x2590, 0x2591, 0x2592, 0x2593, 0x2320, 0x25A0, 0x2219, 0x221A, 0x2248,
    0x2264, 0x2265, 0x00A0, 0x2321, 0x00B0, 0x00B2, 0x00B7, 0x00F7, 0x2550, 0x2551, 0x2552, 0x0451,
    0x2553, 0x2554, 0x2555, 0x2556, 0x2557, 0x2558, 0x2559, 0x255A, 0x255B, 0x255C, 0x255D, 0x255E,
    0x255F, 0x2560, 0x2561, 0x0401, 0x2562, 0x2563, 0x2564, 0x2565, 0x2566, 0x2567, 0x2568, 0x2569,
    0x256A, 0x256B, 0x256C, 0x00A9, 0x044E, 0x0430, 0x0431, 0x0446, 0x0434, 0x0435, 0x0444, 0x0433,
    0x0445, 0x0438, 0x0439, 0x043A, 0x043B, 0x043C, 0x043D, 0x043E, 0x043F, 0x044F, 0x0440, 0x0441,
    0x0442, 0x0443, 0x0436, 0x0432, 0x044C, 0x044B, 0x0437, 0x0448, 0x044D, 0x0449, 0x0447, 0x044A,
    0x042E, 0x0410, 0x0411, 0x0426, 0x0414, 0x0415, 0x0424, 0x0413, 0x0425, 0x0418, 0x0419, 0x041A,
    0x041B, 0x041C, 0x041D, 0x041E, 0x041F, 0x042F, 0x0420, 0x0421, 0x0422, 0x0423, 0x0416, 0x0412,
    0x042C, 0x042B, 0x0417, 0x0428, 0x042D, 0x0429, 0x0427, 0x042A,
};

struct Encoding {
  std::string_view name;  // in small letters, without '-' and '_'
  const Upper* upper;
};
constexpr auto kEncodings = std::to_array<Encoding>({
    {"iso88591", &kLatin1},
    {"latin1", &kLatin1},
    {"l1", &kLatin1},
    {"iso885915", &kLatin9},
    {"latin9", &kLatin9},
    {"windows1252", &kWindows1252},
    {"cp1252", &kWindows1252},
    {"koi8r", &kKoi8r},
});

const Upper* UpperOf(std::string_view encoding) {
  std::string name;
  for (const char c : ToLowerAscii(Trim(encoding))) {
    if (c != '-' && c != '_') name += c;
  }
  for (const Encoding& known : kEncodings) {
    if (known.name == name) return known.upper;
  }
  return nullptr;
}

void AppendUtf8(std::uint16_t character, std::string* text) {
  if (character < 0x800) {
    *text += static_cast<char>(0xC0 | (character >> 6));
  } else {
    *text += static_cast<char>(0xE0 | (character >> 12));
    *text += static_cast<char>(0x80 | ((character >> 6) & 0x3F));
  }
  *text += static_cast<char>(0x80 | (character & 0x3F));
}

}  // namespace

std::optional<std::string> DecodeSingleByte(std::string_view bytes, std::string_view encoding) {
  const Upper* const upper = UpperOf(encoding);
  if (upper == nullptr) return std::nullopt;
  std::string text;
  for (const char c : bytes) {
    const auto byte = static_cast<unsigned char>(c);
    if (byte < 0x80) {
      text += c;
      continue;
    }
    const std::uint16_t character = (*upper)[byte - 0x80U];
    if (character == 0) return std::nullopt;
    AppendUtf8(character, &text);
  }
  return text;
}

}  // namespace assay
