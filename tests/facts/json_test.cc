#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "tests/facts/manifest_facts.h"

namespace assay {
namespace {

using ::testing::ElementsAre;
using ::testing::IsEmpty;
using ::testing::SizeIs;

TEST(JsonTest, CommentsAndTrailingCommasPass) {
  const FileFacts facts = FactsOf("tsconfig", R"(// about
{
  "compilerOptions": {
    "strict": true, /* all
    of it */ "target": "es2022",
  },
})");
  EXPECT_THAT(Settings(facts), ElementsAre("4: compilerOptions.strict = true",
                                           "5: compilerOptions.target = es2022"));
  EXPECT_THAT(facts.diagnostics, IsEmpty());
  EXPECT_EQ(DocumentOf(facts), "tsconfig");
}

TEST(JsonTest, ListsNumberTheirItemsAndEmptyOnesAreLeaves) {
  EXPECT_THAT(
      Settings(FactsOf("json", R"({"a": [1, [true, null]], "b": [], "c": {}})")),
      ElementsAre("1: a[0] = 1", "1: a[1][0] = true", "1: a[1][1] = null", "1: b = ", "1: c = "));
}

TEST(JsonTest, EscapesAreResolved) {
  EXPECT_THAT(Settings(FactsOf("json", R"({"a": "x\"\u00e9\ud83d\ude00\n\/"})")),
              ElementsAre("1: a = x\"\xC3\xA9\xF0\x9F\x98\x80\n/"));
}

TEST(JsonTest, CarriageReturnsDoNotMoveLines) {
  EXPECT_THAT(Settings(FactsOf("json", "{\r\n\"a\": 1,\r\n\"b\": 2\r\n}\r\n")),
              ElementsAre("2: a = 1", "3: b = 2"));
}

TEST(JsonTest, DuplicateKeysAreBothTold) {
  EXPECT_THAT(Settings(FactsOf("json", "{\"a\": 1, \"a\": 2}")),
              ElementsAre("1: a = 1", "1: a = 2"));
}

TEST(JsonTest, NestingIsBounded) {
  const FileFacts facts = FactsOf("json", Repeat("[", 10'000) + Repeat("]", 10'000));
  EXPECT_THAT(DiagnosticsOf(facts), ElementsAre("nested-too-deep:1"));
}

TEST(JsonTest, AnEnormousKeyIsCut) {
  const FileFacts facts = FactsOf("json", "{\"" + Repeat("k", 100'000) + "\": {\"a\": 1}}");
  ASSERT_THAT(facts.settings, SizeIs(1));
  EXPECT_LE(facts.settings.front().key.size(), Limits().text_bytes);
}

TEST(JsonTest, NulBytesAreNoJson) {
  EXPECT_THAT(DiagnosticsOf(FactsOf("json", std::string_view("{\"a\": \0}", 8))),
              ElementsAre("format-error:1"));
}

TEST(JsonTest, DataOfNoKnownKindIsCutAndSaysSo) {
  std::string text = "[";
  for (int i = 0; i < 3'000; ++i) text += "1,\n";
  const FileFacts facts = FactsOf("json", text + "1]");
  EXPECT_THAT(facts.settings, SizeIs(2'000));
  EXPECT_THAT(DiagnosticsOf(facts), ElementsAre("too-many-facts:2001"));
}

TEST(JsonTest, ARunControlFileMayBeYaml) {
  const FileFacts facts = FactsOf("eslintrc", "rules:\n  no-var: error\n");
  EXPECT_THAT(Settings(facts), ElementsAre("2: rules.no-var = error"));
  EXPECT_EQ(DocumentOf(facts), "eslint");
}

TEST(JsonTest, TranslationsAreLeftAlone) {
  EXPECT_EQ(FormatOf("web/locales/de/common.json", "JSON"), "locale-json");
  EXPECT_THAT(FactsOf("locale-json", R"({"a": "b"})").settings, IsEmpty());
}

TEST(JsonTest, FilesAreNamedFormats) {
  EXPECT_EQ(FormatOf("web/tsconfig.build.json", "JSON with Comments"), "tsconfig");
  EXPECT_EQ(FormatOf("package.json", "JSON"), "package-json");
  EXPECT_EQ(FormatOf("data/x.json", "JSON"), "json");
}

}  // namespace
}  // namespace assay
