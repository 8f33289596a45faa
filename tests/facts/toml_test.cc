#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "tests/facts/manifest_facts.h"

namespace assay {
namespace {

using ::testing::ElementsAre;

TEST(TomlTest, KeysAreBareQuotedOrDotted) {
  EXPECT_THAT(Settings(FactsOf("toml", "a.b.\"c.d\" = 1\n'x y' = true # c\n")),
              ElementsAre("1: a.b.c\\.d = 1", "2: x y = true"));
}

TEST(TomlTest, StringsMayHaveSeveralLines) {
  EXPECT_THAT(Settings(FactsOf("toml",
                               "a = \"\"\"\none \\\n  two\"\"\"\nb = '''x\ny'''\nc = "
                               "\"\\u00e9\\t\"\n")),
              ElementsAre("1: a = one two", "4: b = x\ny", "6: c = \xC3\xA9\t"));
}

TEST(TomlTest, ListsAndInlineTablesNest) {
  EXPECT_THAT(
      Settings(FactsOf("toml", "a = [ [1, 2], # c\n  { x = 1, y.z = \'v\' },\n]\nb = {}\n")),
      ElementsAre("1: a[0][0] = 1", "1: a[0][1] = 2", "2: a[1].x = 1", "2: a[1].y.z = v",
                  "4: b = "));
}

TEST(TomlTest, ListsOfTablesHoldTheTablesBelowThem) {
  EXPECT_THAT(
      Settings(FactsOf("toml", "[[p]]\nn = 1\n[[p.q]]\nm = 0xFF\n[[p]]\nn = 2\n[t]\nz = inf\n")),
      ElementsAre("2: p[0].n = 1", "4: p[0].q[0].m = 0xFF", "6: p[1].n = 2", "8: t.z = inf"));
}

TEST(TomlTest, DatesAreText) {
  const FileFacts facts = FactsOf("toml", "a = 1979-05-27 07:32:00\n");
  EXPECT_THAT(Settings(facts), ElementsAre("1: a = 1979-05-27 07:32:00"));
  EXPECT_EQ(facts.settings.front().kind, ValueKind::kString);
}

TEST(TomlTest, WhatStandsBeforeAnErrorIsKept) {
  const FileFacts facts = FactsOf("toml", "a = 1\n[=x]\nb = 2\n");
  EXPECT_THAT(Settings(facts), ElementsAre("1: a = 1"));
  EXPECT_THAT(DiagnosticsOf(facts), ElementsAre("format-error:2"));
}

TEST(TomlTest, BrokenInputEnds) {
  for (const std::string_view text :
       {"[", "[[", "[a", "a", "a =", "a = [", "a = {", "a = \"", "a = '''", "a = [1 2]", "\"",
        "a = \"\\u12\"", "a = {b = }", "= 1", "[a]]"}) {
    FactsOf("toml", text);
  }
}

}  // namespace
}  // namespace assay
