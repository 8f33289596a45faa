#include <gtest/gtest.h>

#include "tests/facts/facts_of.h"

namespace assay {
namespace {

TEST(MoreLanguagesTest, HostileSourceIsBounded) {
  for (const char* const format : {"cpp", "scala", "swift", "elixir"}) {
    FactsOf(format, std::string(20'000, '('));
    std::string chain = "x";
    for (int i = 0; i < 3'000; ++i) chain += ".a()";
    FactsOf(format, chain);
    std::string nested;
    for (int i = 0; i < 200; ++i) nested += "class A { def f() do defmodule B do ";
    FactsOf(format, nested);
  }
}

}  // namespace
}  // namespace assay
