#include "git/known_origins.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <string>

namespace assay {
namespace {

using ::testing::Eq;
using ::testing::Optional;

KnownOrigins Example() {
  const ObjectId one = *ObjectId::FromHex(std::string(40, '1'));
  const ObjectId two = *ObjectId::FromHex(std::string(40, '2'));
  return {{"a", {one, {{0, 2, two, "b", 7}, {5, 1, one, "a", 4'000'000}}}}, {"empty", {two, {}}}};
}

TEST(KnownOriginsTest, AreReadAsTheyWereWritten) {
  EXPECT_THAT(DecodeOrigins(EncodeOrigins(Example())), Optional(Eq(Example())));
  EXPECT_THAT(DecodeOrigins(EncodeOrigins({})), Optional(Eq(KnownOrigins())));
}

TEST(KnownOriginsTest, CutOrLongerBytesAreNotRead) {
  const std::string bytes = EncodeOrigins(Example());
  for (std::size_t size = 0; size < bytes.size(); ++size) {
    EXPECT_EQ(DecodeOrigins(bytes.substr(0, size)), std::nullopt) << size;
  }
  EXPECT_EQ(DecodeOrigins(bytes + "x"), std::nullopt);
}

TEST(KnownOriginsTest, RunsThatOverlapAreNotRead) {
  KnownOrigins origins = Example();
  origins["a"].runs[1].line = 1;
  EXPECT_EQ(DecodeOrigins(EncodeOrigins(origins)), std::nullopt);
}

}  // namespace
}  // namespace assay
