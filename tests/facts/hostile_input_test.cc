// What every reader must survive, of source as of data: each test asks for all
// formats that there are, so that a new one is held to it without being listed.
// Their samples are the seeds of the fuzzer, in tests/fuzz/corpus/formats.
#include <gmock/gmock.h>
#include <gtest/gtest.h>
#include <sys/mman.h>
#include <sys/resource.h>

#include <ctime>
#include <fstream>
#include <iterator>
#include <map>
#include <string>
#include <string_view>
#include <vector>

#include "facts/known_formats.h"
#include "store/fact_codec.h"
#include "tests/facts/manifest_facts.h"
#include "tests/support/hostile_source.h"

namespace assay {
namespace {

using ::testing::AnyOf;
using ::testing::Contains;
using ::testing::ElementsAre;
using ::testing::IsEmpty;
using ::testing::Not;
using ::testing::StartsWith;

std::string SampleOf(std::string_view format) {
  std::ifstream file(ASSAY_SOURCE_DIR "/tests/fuzz/corpus/formats/" + std::string(format),
                     std::ios::binary);
  const std::string text{std::istreambuf_iterator<char>(file), {}};
  return text.substr(std::min(text.find('\n') + 1, text.size()));
}

double ProcessorSeconds() {
  timespec time{};
  clock_gettime(CLOCK_THREAD_CPUTIME_ID, &time);
  return static_cast<double>(time.tv_sec) + 1e-9 * static_cast<double>(time.tv_nsec);
}

// Facts that lie within the text, in bounded time. The bound is loose: the
// work is counted, this only sees what no count does.
FileFacts BoundedFacts(std::string_view format, std::string_view text, const std::string& what) {
  const double begin = ProcessorSeconds();
  FileFacts facts = FactsOf(format, text);
  EXPECT_LT(ProcessorSeconds() - begin, 20) << format << ": " << what;
  EXPECT_TRUE(AreWithin(facts, text)) << format << ": " << what;
  EXPECT_LE(facts.diagnostics.size(), Limits().facts_per_file) << format << ": " << what;
  return facts;
}

TEST(HostileInputTest, EveryFormatHasASampleThatItsReaderReads) {
  for (const std::string_view format : KnownFormats()) {
    const std::string sample = SampleOf(format);
    EXPECT_FALSE(sample.empty()) << "no tests/fuzz/corpus/formats/" << format;
    const FileFacts facts = BoundedFacts(format, sample, "its sample");
    if (format.starts_with("locale-")) continue;  // Told from others so that nothing is read.
    const std::string told = EncodeFacts(facts);
    FileFacts none;
    none.lines = facts.lines;
    EXPECT_NE(told, EncodeFacts(none)) << format << " says nothing of its sample";
  }
}

TEST(HostileInputTest, AnotherLanguageUnderAnEndingIsHarmless) {
  for (const std::string_view format : KnownFormats()) {
    for (const std::string_view other : KnownFormats())
      BoundedFacts(format, SampleOf(other), "a file of " + std::string(other));
  }
}

TEST(HostileInputTest, BracketsNestsNoiseAndShuffledTokensAreBounded) {
  constexpr std::size_t kBytes = 600;
  for (const std::string_view format : KnownFormats()) {
    for (const HostileText& hostile : HostileTexts(kBytes, SampleOf(format)))
      BoundedFacts(format, hostile.text, hostile.name);
  }
}

TEST(HostileInputTest, AHundredThousandUnclosedBracketsAreBounded) {
  for (const std::string_view format : KnownFormats()) {
    for (const char* const bracket : {"(", "[", "{"})
      BoundedFacts(format, SampleOf(format) + Repeat(bracket, 100'000), bracket);
  }
}

TEST(HostileInputTest, ANestOfTwentyThousandIsBounded) {
  for (const std::string_view format : KnownFormats()) {
    for (const auto& [open, close] : {std::pair("(", ")"), {"[", "]"}, {"{", "}"}}) {
      const std::string nest = Repeat(open, 20'000) + "1" + Repeat(close, 20'000);
      BoundedFacts(format, nest, open);
    }
  }
}

TEST(HostileInputTest, WhatIsNestedTooDeepIsSaid) {
  constexpr int kDepth = 10'000;
  const std::map<std::string_view, std::string> nests = {
      {"json", Repeat("[", kDepth) + Repeat("]", kDepth)},
      {"package-json", Repeat("{\"a\":", kDepth) + "1" + Repeat("}", kDepth)},
      {"package-lock", Repeat("{\"dependencies\":", kDepth) + "1" + Repeat("}", kDepth)},
      {"composer-json", Repeat("{\"require\":", kDepth) + "1" + Repeat("}", kDepth)},
      {"terraform-json", Repeat("{\"resource\":", kDepth) + "1" + Repeat("}", kDepth)},
      {"notebook", Repeat("{\"cells\":[", kDepth)},
      {"yaml", Repeat("[", kDepth) + Repeat("]", kDepth)},
      {"toml", "a = " + Repeat("[", kDepth) + Repeat("]", kDepth) + "\n"},
      {"pyproject", "[project]\ndependencies = " + Repeat("[", kDepth) + "\n"},
      {"hocon", Repeat("a {\n", kDepth) + Repeat("}\n", kDepth)},
      {"terraform", Repeat("a \"b\" {\n", kDepth) + Repeat("}\n", kDepth)},
      {"nginx", Repeat("http {\n", kDepth) + Repeat("}\n", kDepth)},
      {"xml", Repeat("<a>", kDepth) + Repeat("</a>", kDepth)},
      {"protobuf", Repeat("message A {\n", kDepth) + Repeat("}\n", kDepth)},
      {"jenkinsfile", Repeat("node {\n", kDepth) + Repeat("}\n", kDepth)}};
  for (const auto& [format, text] : nests) {
    const FileFacts facts = BoundedFacts(format, text, "a deep nest");
    EXPECT_THAT(DiagnosticsOf(facts),
                Contains(AnyOf(StartsWith("nested-too-deep"), StartsWith("format-error"))))
        << format;
  }
}

TEST(HostileInputTest, ANestOfSqlBracketsIsReadWithoutAStack) {
  const std::string nest = "SELECT * FROM a WHERE b IN " +
                           Repeat("(SELECT c FROM d WHERE e IN ", 10'000) + Repeat(")", 10'000) +
                           ";\nDROP TABLE f;\n";
  const FileFacts facts = BoundedFacts("sql", nest, "sub-queries");
  ASSERT_FALSE(facts.statements.empty());
  EXPECT_EQ(facts.statements.back().verb, "drop-table");
}

// These readers do without a stack: what is deep costs them nothing.
TEST(HostileInputTest, WhatNeedsNoStackIsReadToItsEnd) {
  constexpr std::size_t kDepth = 100'000;
  const FileFacts pom = BoundedFacts(
      "pom", "<project>" + Repeat("<a>", kDepth) + Repeat("</a>", kDepth) + "</project>", "nest");
  EXPECT_THAT(pom.diagnostics, IsEmpty());
  BoundedFacts("msbuild", Repeat("<Project>", kDepth), "nest");
  BoundedFacts("graphql", "{" + Repeat("a {", kDepth) + Repeat("}", kDepth) + "}", "query");
  BoundedFacts("graphql", "type A { b: " + Repeat("[", kDepth) + "C", "list");
  BoundedFacts("prisma", Repeat("model A {\n", kDepth) + Repeat("}\n", kDepth), "nest");
}

TEST(HostileInputTest, HereDocumentsThatNothingEndsAreRead) {
  std::string text = "FROM a\n";
  for (int i = 0; i < 50'000; ++i) text += "RUN <<A" + std::to_string(i) + " <<B\nb\n";
  EXPECT_THAT(BoundedFacts("dockerfile", text, "heredocs").instructions, Not(IsEmpty()));
  EXPECT_THAT(BoundedFacts("shell", Repeat("a <<B\n", 150'000), "heredocs").commands,
              Not(IsEmpty()));
}

TEST(HostileInputTest, ADockerfileOfOneEndlessContinuationIsRead) {
  const std::string whole = "FROM a\nRUN b" + Repeat(" && \\\n c", 20'000);
  const FileFacts facts = BoundedFacts("dockerfile", whole, "a continuation");
  ASSERT_EQ(facts.instructions.size(), 2U);
  EXPECT_LE(facts.instructions[1].arguments.size(), Limits().text_bytes);
  const std::string endless = "FROM a\nRUN b" + Repeat(" && \\\n c", 100'000);
  EXPECT_THAT(DiagnosticsOf(BoundedFacts("dockerfile", endless, "without end")),
              ElementsAre("format-error:2"));
  BoundedFacts("dockerfile", "FROM a \\" + Repeat("\n\\", 400'000), "empty lines");
}

// Each argument names the one before three times: the last would be 3^20000 bytes.
TEST(HostileInputTest, ArgumentsOfADockerfileDoNotExplode) {
  BoundedFacts("dockerfile", "ARG A=a\n" + Repeat("ARG A=$A$A$A\n", 20'000) + "FROM $A\n", "ARG");
  BoundedFacts("dockerfile", "FROM a\nENV A=a\n" + Repeat("ENV A=$A$A$A\n", 20'000), "ENV");
  const std::string value = "FROM a\nENV A=" + Repeat("a", 4'000) + "\n";
  BoundedFacts("dockerfile", value + "LABEL b=" + Repeat("$A", 100'000), "one instruction");
  BoundedFacts("dockerfile", value + Repeat("LABEL b=$A$A$A$A\n", 50'000), "many instructions");
}

TEST(HostileInputTest, StagesOfADockerfileAreFoundWithoutASearch) {
  std::string chain = "FROM a AS s0\nENV A=" + Repeat("a", 100'000) + "\nUSER b\n";
  for (int i = 1; i < 40'000; ++i)
    chain += "FROM s" + std::to_string(i - 1) + " AS s" + std::to_string(i) + "\n";
  const FileFacts facts = BoundedFacts("dockerfile", chain, "a chain of stages");
  ASSERT_FALSE(facts.instructions.empty());
  EXPECT_EQ(facts.instructions.back().base, "a");
  EXPECT_EQ(facts.instructions.back().effective_user, "b");
  BoundedFacts("dockerfile", Repeat("FROM a\n", 140'000), "equal stages");
}

TEST(HostileInputTest, EntitiesOfXmlAreNotExpanded) {
  std::string bomb = "<!DOCTYPE a [<!ENTITY b0 \"lol\">";
  for (int i = 1; i < 30; ++i)
    bomb += "<!ENTITY b" + std::to_string(i) + " \"" +
            Repeat("&b" + std::to_string(i - 1) + ";", 10) + "\">";
  bomb += "]><a><b>&b29;</b></a>";
  for (const std::string_view format : {"xml", "pom", "msbuild"}) {
    const FileFacts facts = BoundedFacts(format, bomb, "billion laughs");
    for (const Setting& setting : facts.settings) EXPECT_LT(setting.value.size(), 10U) << format;
  }
}

TEST(HostileInputTest, NulBytesAndBrokenCharactersAnywhereEnd) {
  for (const std::string_view format : KnownFormats()) {
    const std::string sample = SampleOf(format);
    const std::size_t step = sample.size() / 40 + 1;
    for (const std::string_view bytes :
         {std::string_view("\0", 1), std::string_view("\xFF"), std::string_view("\xED\xA0\x80"),
          std::string_view("\xF0\x9F")}) {
      for (std::size_t at = 0; at <= sample.size(); at += step) {
        std::string text = sample;
        text.insert(at, bytes);
        const FileFacts facts = BoundedFacts(format, text, "bytes at " + std::to_string(at));
        const std::string kept = EncodeFacts(facts);
        EXPECT_TRUE(DecodeFacts(kept)) << format << " at " << at;
      }
    }
  }
}

TEST(HostileInputTest, AFileThatIsCutAnywhereEnds) {
  for (const std::string_view format : KnownFormats()) {
    const std::string sample = SampleOf(format);
    for (std::size_t size = 0; size < sample.size(); size += sample.size() / 100 + 1)
      BoundedFacts(format, std::string_view(sample).substr(0, size), "cut");
  }
}

TEST(HostileInputTest, EnormousAndRepeatedKeysAreCutAndCounted) {
  for (const std::string_view format : KnownFormats()) {
    const std::string key = Repeat("k", 100'000);
    for (const char* const rest : {" = 1\n", ": 1\n", " 1;\n", "=\"1\"\n", "(1)\n", ">\n"}) {
      const FileFacts facts = BoundedFacts(format, key + rest, rest);
      for (const Setting& one : facts.settings)
        EXPECT_LE(one.key.size(), Limits().text_bytes) << format;
      for (const Dependency& one : facts.dependencies)
        EXPECT_LE(one.name.size(), Limits().text_bytes) << format;
    }
    const std::string line = SampleOf(format);
    BoundedFacts(format, Repeat(line, 50'000 / line.size()), "its sample again and again");
  }
}

// One mapping of a gigabyte of zeros, of which no page is there until it is read.
TEST(HostileInputTest, AGigabyteIsNotLookedAt) {
  constexpr std::size_t kGigabyte = std::size_t{1} << 30;
  void* const zeros =
      mmap(nullptr, kGigabyte, PROT_READ, MAP_PRIVATE | MAP_ANONYMOUS | MAP_NORESERVE, -1, 0);
  ASSERT_NE(zeros, MAP_FAILED);
  rusage before{};
  getrusage(RUSAGE_SELF, &before);
  const char* const bytes = static_cast<const char*>(zeros);
  for (const std::string_view format : KnownFormats()) {
    for (const std::size_t size : {std::size_t{50} << 20, std::size_t{100'000'000}, kGigabyte})
      EXPECT_THAT(DiagnosticsOf(FactsOf(format, {bytes, size})), ElementsAre("file-too-large:0"))
          << format;
  }
  rusage after{};
  getrusage(RUSAGE_SELF, &after);
  EXPECT_LT(after.ru_maxrss - before.ru_maxrss, 64 * 1024);
  munmap(zeros, kGigabyte);
}

}  // namespace
}  // namespace assay
