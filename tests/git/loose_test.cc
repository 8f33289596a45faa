#include "git/loose.h"

#include <gtest/gtest.h>

#include "tests/git/pack_builder.h"

namespace assay {
namespace {

using namespace std::string_literals;  // NOLINT(google-build-using-namespace): texts with \0.

TEST(LooseTest, ReadsHeaderAndBytes) {
  Inflater inflater;
  const std::string file = Deflate("blob 5\0hello"s);
  const auto header = ReadLooseHeader(file, &inflater);
  ASSERT_TRUE(header);
  EXPECT_EQ(header->type, ObjectType::kBlob);
  EXPECT_EQ(header->size, 5U);
  const auto object = ReadLoose(file, &inflater);
  ASSERT_TRUE(object);
  EXPECT_EQ(object->bytes, "hello");
}

TEST(LooseTest, RefusesMoreBytesThanTheHeaderSays) {
  Inflater inflater;
  for (const std::size_t size : {2U, 60U, 5000U, 1'000'000U}) {
    const auto object = ReadLoose(Deflate("blob 1\0"s + std::string(size, 'x')), &inflater);
    ASSERT_FALSE(object);
    EXPECT_EQ(object.error(), ObjectProblem::kCorrupt);
  }
}

TEST(LooseTest, RefusesFewerBytesThanTheHeaderSays) {
  Inflater inflater;
  EXPECT_FALSE(ReadLoose(Deflate("blob 6\0hello"s), &inflater));
}

TEST(LooseTest, RefusesASizeBeyondTheLimitWithoutInflating) {
  Inflater inflater;
  const auto object = ReadLoose(Deflate("blob 99999999999\0x"s), &inflater);
  ASSERT_FALSE(object);
  EXPECT_EQ(object.error(), ObjectProblem::kTooLarge);
}

TEST(LooseTest, RefusesASizeThatTheFileCannotHold) {
  Inflater inflater;
  EXPECT_FALSE(ReadLoose(Deflate("blob 200000000\0x"s), &inflater));
}

TEST(LooseTest, RefusesWhatIsNoObject) {
  Inflater inflater;
  for (const std::string& text :
       {""s, "blob"s, "blob 5"s, "blob \0"s, "blob -1\0"s, "blob 5x\0hello"s, "file 5\0hello"s,
        "blob 99999999999999999999999\0"s, std::string(100, 'x')}) {
    EXPECT_FALSE(ReadLoose(Deflate(text), &inflater));
    EXPECT_FALSE(ReadLooseHeader(Deflate(text), &inflater));
  }
  EXPECT_FALSE(ReadLoose("", &inflater));
  EXPECT_FALSE(ReadLoose("no zlib stream at all", &inflater));
  EXPECT_FALSE(ReadLoose(Deflate("blob 5\0hello"s).substr(0, 12), &inflater));
}

}  // namespace
}  // namespace assay
