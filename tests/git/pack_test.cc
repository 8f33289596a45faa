#include "git/pack.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "tests/git/pack_builder.h"

namespace assay {
namespace {

using ::testing::ElementsAre;
using ::testing::IsEmpty;

constexpr int kBlob = 3;

ObjectId Id(char digit) { return *ObjectId::FromHex(std::string(40, digit)); }

// A pack with the handles that reading needs.
struct Reading {
  explicit Reading(const PackBuilder& builder)
      : bytes(builder.Pack()), index(builder.Index()), pack(*Pack::Parse(bytes, index)) {}

  tl::expected<Object, ObjectProblem> Read(char digit) {
    return pack.Read(*pack.index().Find(Id(digit)), kMaxObjectBytes, &inflater, &cache);
  }
  tl::expected<ObjectHeader, ObjectProblem> Header(char digit) {
    return pack.ReadHeader(*pack.index().Find(Id(digit)), &inflater);
  }

  std::string bytes;
  std::string index;
  Pack pack;
  Inflater inflater;
  DeltaCache cache;
};

TEST(PackTest, ReadsAWholeObject) {
  PackBuilder builder;
  builder.AddWhole(Id('a'), kBlob, "hello");
  Reading reading(builder);
  EXPECT_EQ(reading.Read('a')->bytes, "hello");
  EXPECT_EQ(reading.Header('a')->type, ObjectType::kBlob);
  EXPECT_EQ(reading.Header('a')->size, 5U);
}

TEST(PackTest, ReadsDeltasByOffsetAndByName) {
  PackBuilder builder;
  const std::uint64_t base = builder.AddWhole(Id('a'), kBlob, "hello world");
  builder.AddOffsetDelta(Id('b'), base, DeltaHeader(11, 5) + DeltaCopy(6, 5));
  builder.AddNameDelta(Id('c'), Id('b'), DeltaHeader(5, 6) + DeltaCopy(0, 5) + DeltaInsert("!"));
  Reading reading(builder);
  for (int round = 0; round < 2; ++round) {  // The second one finds the bases in the cache.
    EXPECT_EQ(reading.Read('c')->bytes, "world!");
    EXPECT_EQ(reading.Read('b')->bytes, "world");
    EXPECT_EQ(reading.Read('a')->bytes, "hello world");
  }
  EXPECT_EQ(reading.Header('c')->size, 6U);
  EXPECT_EQ(reading.Header('c')->type, ObjectType::kBlob);
}

TEST(PackTest, ReadsADeltaFarFromItsBase) {
  PackBuilder builder;
  const std::uint64_t base = builder.AddWhole(Id('a'), kBlob, "hello");
  std::string noise;
  for (unsigned i = 0, x = 1; i < 100'000; ++i)
    noise += static_cast<char>((x = x * 1664525 + 1013904223) >> 24);
  builder.AddWhole(Id('b'), kBlob, noise);
  builder.AddOffsetDelta(Id('c'), base, DeltaHeader(5, 2) + DeltaCopy(0, 2));
  Reading reading(builder);
  EXPECT_EQ(reading.Read('c')->bytes, "he");
  EXPECT_EQ(reading.Read('b')->bytes, noise);
}

TEST(PackTest, DeltaOfItselfIsCorrupt) {
  PackBuilder builder;
  builder.AddNameDelta(Id('a'), Id('a'), DeltaHeader(1, 1) + DeltaCopy(0, 1));
  Reading reading(builder);
  EXPECT_EQ(reading.Read('a').error(), ObjectProblem::kCorrupt);
  EXPECT_EQ(reading.Header('a').error(), ObjectProblem::kCorrupt);
}

TEST(PackTest, DeltasOfEachOtherAreCorrupt) {
  PackBuilder builder;
  builder.AddNameDelta(Id('a'), Id('b'), DeltaHeader(1, 1) + DeltaCopy(0, 1));
  builder.AddNameDelta(Id('b'), Id('a'), DeltaHeader(1, 1) + DeltaCopy(0, 1));
  Reading reading(builder);
  EXPECT_EQ(reading.Read('a').error(), ObjectProblem::kCorrupt);
  EXPECT_EQ(reading.Header('b').error(), ObjectProblem::kCorrupt);
}

TEST(PackTest, DeltaOfAnObjectElsewhereIsCorrupt) {
  PackBuilder builder;
  builder.AddNameDelta(Id('a'), Id('e'), DeltaHeader(1, 1) + DeltaCopy(0, 1));
  EXPECT_EQ(Reading(builder).Read('a').error(), ObjectProblem::kCorrupt);
}

TEST(PackTest, ReadsAChainOfThousands) {
  PackBuilder builder;
  std::uint64_t base = builder.AddWhole(Id('a'), kBlob, "x");
  for (int i = 0; i < 3000; ++i) {
    base = builder.AddOffsetDelta(i == 2999 ? Id('c') : Id('b'), base,
                                  DeltaHeader(1, 1) + DeltaCopy(0, 1));
  }
  EXPECT_EQ(Reading(builder).Read('c')->bytes, "x");
}

TEST(PackTest, AChainWithoutEndIsCorrupt) {
  PackBuilder builder;
  std::uint64_t base = builder.AddWhole(Id('a'), kBlob, "x");
  for (int i = 0; i < 5000; ++i) {
    base = builder.AddOffsetDelta(i == 4999 ? Id('c') : Id('b'), base,
                                  DeltaHeader(1, 1) + DeltaCopy(0, 1));
  }
  EXPECT_EQ(Reading(builder).Read('c').error(), ObjectProblem::kCorrupt);
}

TEST(PackTest, AnnouncedSizesAreNotBelieved) {
  PackBuilder builder;
  builder.AddWhole(Id('a'), kBlob, "hello", 4);
  builder.AddWhole(Id('b'), kBlob, "hello", 6);
  builder.AddWhole(Id('c'), kBlob, "hello", std::uint64_t{1} << 50);
  builder.AddWhole(Id('d'), kBlob, "hello", kMaxObjectBytes);
  Reading reading(builder);
  EXPECT_EQ(reading.Read('a').error(), ObjectProblem::kCorrupt);
  EXPECT_EQ(reading.Read('b').error(), ObjectProblem::kCorrupt);
  EXPECT_EQ(reading.Read('c').error(), ObjectProblem::kTooLarge);
  EXPECT_EQ(reading.Read('d').error(), ObjectProblem::kCorrupt);
}

TEST(PackTest, UnknownTypesAreCorrupt) {
  PackBuilder builder;
  builder.AddWhole(Id('a'), 0, "hello");
  builder.AddWhole(Id('b'), 5, "hello");
  Reading reading(builder);
  EXPECT_EQ(reading.Read('a').error(), ObjectProblem::kCorrupt);
  EXPECT_EQ(reading.Header('b').error(), ObjectProblem::kCorrupt);
}

TEST(PackTest, EveryPrefixOfAPackAndItsIndexIsRefusedOrRead) {
  PackBuilder builder;
  const std::uint64_t base = builder.AddWhole(Id('a'), kBlob, "hello world");
  builder.AddOffsetDelta(Id('b'), base, DeltaHeader(11, 5) + DeltaCopy(6, 5));
  const std::string bytes = builder.Pack();
  const std::string index = builder.Index();
  for (std::size_t size = 0; size < bytes.size(); ++size) {
    const std::string cut = bytes.substr(0, size);  // A copy: reading past its end is found.
    const auto pack = Pack::Parse(cut, index);
    if (!pack) continue;
    Inflater inflater;
    DeltaCache cache;
    for (const char digit : {'a', 'b'}) {
      static_cast<void>(
          pack->Read(*pack->index().Find(Id(digit)), kMaxObjectBytes, &inflater, &cache));
      static_cast<void>(pack->ReadHeader(*pack->index().Find(Id(digit)), &inflater));
    }
  }
  for (std::size_t size = 0; size < index.size(); ++size) {
    EXPECT_FALSE(Pack::Parse(bytes, index.substr(0, size)));
  }
}

TEST(PackIndexTest, FindsInBothVersions) {
  PackBuilder builder;
  for (const char digit : {'0', '7', 'a', 'f'}) builder.AddWhole(Id(digit), kBlob, "x");
  for (const std::string& bytes : {builder.Index(), builder.IndexV1()}) {
    const auto index = PackIndex::Parse(bytes);
    ASSERT_TRUE(index);
    EXPECT_EQ(index->count(), 4U);
    EXPECT_EQ(index->Find(Id('0')), 12U);
    EXPECT_TRUE(index->Find(Id('f')));
    EXPECT_FALSE(index->Find(Id('b')));
  }
}

TEST(PackIndexTest, FindsByAnOddNumberOfDigits) {
  const ObjectId one = *ObjectId::FromHex("abcde0" + std::string(34, '0'));
  const ObjectId other = *ObjectId::FromHex("abcdf0" + std::string(34, '0'));
  PackBuilder builder;
  builder.AddWhole(one, kBlob, "x");
  builder.AddWhole(other, kBlob, "x");
  const std::string bytes = builder.Index();
  const auto find = [&](std::string prefix, std::size_t limit) {
    const std::size_t digits = prefix.size();
    prefix.resize(40, '0');
    std::vector<ObjectId> found;
    PackIndex::Parse(bytes)->FindByPrefix(*ObjectId::FromHex(prefix), digits, limit, &found);
    return found;
  };
  EXPECT_THAT(find("abcd", 9), ElementsAre(one, other));
  EXPECT_THAT(find("abcd", 1), ElementsAre(one));
  EXPECT_THAT(find("abcdf", 9), ElementsAre(other));
  EXPECT_THAT(find("abce", 9), IsEmpty());
}

TEST(PackIndexTest, RefusesCountsThatFallOrExceedTheFile) {
  PackBuilder builder;
  builder.AddWhole(Id('a'), kBlob, "x");
  std::string falling = builder.Index();
  falling[8 + 4 * 10 + 3] = '\x05';
  EXPECT_FALSE(PackIndex::Parse(falling));
  std::string exceeding = builder.Index();
  exceeding[8 + 4 * 255] = '\x7f';
  EXPECT_FALSE(PackIndex::Parse(exceeding));
  std::string version = builder.Index();
  version[7] = '\x03';
  EXPECT_FALSE(PackIndex::Parse(version));
}

TEST(PackIndexTest, OffsetOutsideOfTheLargeTableIsNotFound) {
  PackBuilder builder;
  builder.AddWhole(Id('a'), kBlob, "x");
  std::string bytes = builder.Index();
  bytes[8 + 1024 + 20 + 4] = '\xff';
  EXPECT_FALSE(PackIndex::Parse(bytes)->Find(Id('a')));
}

TEST(DeltaCacheTest, ForgetsTheOldest) {
  DeltaCache cache;
  const auto object = std::make_shared<Object>();
  object->bytes.resize(4 << 20);
  const char* const pack = "pack";
  for (std::uint64_t offset = 0; offset < 20; ++offset) cache.Add(pack, offset, object);
  EXPECT_EQ(cache.Find(pack, 0), nullptr);
  EXPECT_EQ(cache.Find(pack, 19), object);
}

TEST(DeltaCacheTest, LeavesOutWhatWouldFillIt) {
  DeltaCache cache;
  const auto object = std::make_shared<Object>();
  object->bytes.resize(5 << 20);
  cache.Add("pack", 1, object);
  EXPECT_EQ(cache.Find("pack", 1), nullptr);
}

}  // namespace
}  // namespace assay
