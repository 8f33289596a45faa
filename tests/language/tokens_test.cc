// The scanner is held to Linguist's own through its classifier in tests/linguist.
#include "language/tokens.h"

#include <gmock/gmock.h>

namespace assay {
namespace {

using ::testing::ElementsAre;

std::vector<std::string> Tokens(std::string_view text) {
  std::list<std::string> storage;
  const std::vector<std::string_view> tokens = TokensOf(text, &storage);
  return {tokens.begin(), tokens.end()};
}

TEST(TokensTest, WordsAndRunsOfPunctuation) {
  EXPECT_THAT(Tokens("foo(bar[0]) += @a.b;"),
              ElementsAre("foo", "(", "bar", "[", "]", ")", "+=", "@a", ".b", ";"));
}

TEST(TokensTest, NumbersAreLeftOut) {
  EXPECT_THAT(Tokens("1 2.5e-3f 0x1e-5 12ul 1e5 0xg"), ElementsAre("1e5", "0xg"));
}

TEST(TokensTest, StringsAreLeftOutAndAnOpenOneEndsAll) {
  EXPECT_THAT(Tokens("a 'b \\' c' d \"e\nf"), ElementsAre("a", "d", "f"));
  EXPECT_THAT(Tokens("a 'b c"), ElementsAre("a"));
}

TEST(TokensTest, CommentsAreTheirMarks) {
  EXPECT_THAT(Tokens("  # a\n/* b */ c // d\n"),
              ElementsAre("COMMENT#", "COMMENT/*", "c", "//", "d"));
  EXPECT_THAT(Tokens("//! a"), ElementsAre("COMMENT//!"));
  EXPECT_THAT(Tokens("//! a\n"), ElementsAre("COMMENT//"));
}

TEST(TokensTest, AShebangNamesItsInterpreter) {
  EXPECT_THAT(Tokens("#!/usr/bin/env A=1 perl -w\nx"), ElementsAre("SHEBANG#!perl", "x"));
  EXPECT_THAT(Tokens("#!/bin/sh\n"), ElementsAre("SHEBANG#!sh"));
}

TEST(TokensTest, LongWordsAreCut) {
  EXPECT_THAT(Tokens("abcdefghijklmnopqrs"), ElementsAre("abcdefghijklmnop"));
}

}  // namespace
}  // namespace assay
