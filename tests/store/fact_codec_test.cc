#include "store/fact_codec.h"

#include <gtest/gtest.h>

#include <string>

namespace assay {
namespace {

// One fact of a kind with lists in it, one that refers to another, and a mark.
FileFacts Sample() {
  FileFacts facts;
  Definition function;
  function.region = {0, 40, 1, 1, 3};
  function.kind = DefinitionKind::kFunction;
  function.name = facts.arena.Keep("save");
  function.parameters.push_back({facts.arena.Keep("user"), facts.arena.Keep("User"), true});
  facts.definitions.push_back(function);
  Use use;
  use.region = {20, 39, 2, 5, 2};
  use.scope = 0;
  use.name = facts.arena.Keep("pypi:bcrypt#hashpw");
  use.form = UseForm::kCall;
  Argument argument;
  argument.position = -1;
  argument.keyword = facts.arena.Keep("rounds");
  argument.kind = ValueKind::kNumber;
  argument.text = facts.arena.Keep("12");
  use.arguments.push_back(argument);
  facts.uses.push_back(use);
  facts.acknowledgements.push_back({2, facts.arena.Keep("nosec")});
  facts.diagnostics.push_back({"too-many-facts", "", 0, "only the first are kept"});
  facts.lines = 3;
  facts.code_lines = 2;
  return facts;
}

const std::string kText = std::string(20, 'a') + "\n" + std::string(18, 'b') + "\n";  // 40 bytes

TEST(FactCodecTest, FactsComeBackAsTheyWere) {
  const std::string bytes = EncodeFacts(Sample());
  const auto facts = DecodeFacts(bytes);
  ASSERT_TRUE(facts);
  ASSERT_EQ(facts->uses.size(), 1U);
  EXPECT_EQ(facts->uses[0].name, "pypi:bcrypt#hashpw");
  EXPECT_EQ(facts->uses[0].scope, 0U);
  EXPECT_EQ(facts->uses[0].region.start_line, 2U);
  ASSERT_EQ(facts->uses[0].arguments.size(), 1U);
  EXPECT_EQ(facts->uses[0].arguments[0].position, -1);
  EXPECT_EQ(facts->uses[0].arguments[0].keyword, "rounds");
  ASSERT_EQ(facts->definitions.size(), 1U);
  EXPECT_EQ(facts->definitions[0].scope, kNoScope);
  EXPECT_TRUE(facts->definitions[0].parameters[0].has_default);
  EXPECT_EQ(facts->acknowledgements[0].mark, "nosec");
  EXPECT_EQ(facts->diagnostics[0].code, "too-many-facts");
  EXPECT_EQ(facts->lines, 3U);
  EXPECT_EQ(EncodeFacts(*facts), bytes);
}

TEST(FactCodecTest, ATextIsStoredOnce) {
  FileFacts facts = Sample();
  const std::size_t one = EncodeFacts(facts).size();
  facts.uses.push_back(facts.uses[0]);
  EXPECT_LT(EncodeFacts(facts).size(), one + 30);
}

TEST(FactCodecTest, AnythingCutOffOrAddedIsRefused) {
  const std::string bytes = EncodeFacts(Sample());
  for (std::size_t size = 0; size < bytes.size(); ++size)
    EXPECT_FALSE(DecodeFacts(bytes.substr(0, size))) << size;
  EXPECT_FALSE(DecodeFacts(bytes + '\0'));
}

TEST(FactCodecTest, AnotherVersionIsRefused) {
  std::string bytes = EncodeFacts(Sample());
  ++bytes[0];
  EXPECT_FALSE(DecodeFacts(bytes));
}

TEST(FactCodecTest, AScopeThatIsNoDefinitionIsRefused) {
  FileFacts facts = Sample();
  facts.uses[0].scope = 1;
  EXPECT_FALSE(DecodeFacts(EncodeFacts(facts)));
}

TEST(FactCodecTest, RegionsOutsideOfTheTextAreTold) {
  EXPECT_TRUE(AreWithin(Sample(), kText));
  EXPECT_FALSE(AreWithin(Sample(), kText.substr(1)));
  FileFacts facts = Sample();
  facts.uses[0].region.start_line = facts.uses[0].region.end_line = 4;
  EXPECT_FALSE(AreWithin(facts, kText));
  facts = Sample();
  facts.uses[0].region.start_byte = 41;
  EXPECT_FALSE(AreWithin(facts, kText));
  facts = Sample();
  facts.lines = 4;
  EXPECT_FALSE(AreWithin(facts, kText));
}

}  // namespace
}  // namespace assay
