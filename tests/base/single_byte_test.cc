#include "base/single_byte.h"

#include <gtest/gtest.h>

namespace assay {
namespace {

TEST(SingleByteTest, EachEncodingGivesItsOwnMeaning) {
  EXPECT_EQ(DecodeSingleByte("J\xF6rg \xA4", "ISO-8859-1"), "J\u00f6rg \u00a4");
  EXPECT_EQ(DecodeSingleByte("J\xF6rg \xA4", "iso8859-15"), "J\u00f6rg \u20ac");
  EXPECT_EQ(DecodeSingleByte("\x8E"
                             "eljko \x80",
                             "windows-1252"),
            "\u017deljko \u20ac");
  EXPECT_EQ(DecodeSingleByte("\xE9\xD7\xC1\xCE", "KOI8-R"), "\u0418\u0432\u0430\u043d");
}

TEST(SingleByteTest, AnUnknownEncodingOrByteGivesNothing) {
  EXPECT_EQ(DecodeSingleByte("a", "Shift_JIS"), std::nullopt);
  EXPECT_EQ(DecodeSingleByte("a", ""), std::nullopt);
  EXPECT_EQ(DecodeSingleByte("\x81", "cp1252"), std::nullopt);
}

}  // namespace
}  // namespace assay
