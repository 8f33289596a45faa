// What every format must survive, whatever it is: cut files, NUL bytes, other
// line ends, files over the limit, one endless line.
#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <string>
#include <string_view>

#include "tests/facts/manifest_facts.h"

namespace assay {
namespace {

using ::testing::Contains;
using ::testing::ElementsAre;
using ::testing::IsEmpty;
using ::testing::Not;

struct Sample {
  std::string_view format;
  std::string_view text;
};

constexpr Sample kSamples[] = {
    {"yaml", "a: &x {b: 1}\nc: *x\nd:\n  - e\n  - 'f'\n"},
    {"json", "{\n  // c\n  \"a\": [1, {\"b\": null}],\n  \"c\": \"d\\n\"\n}\n"},
    {"toml", "a = 1\n[b]\nc = [\"d\",\n  \"e\"]\n[[f]]\ng = {h = true}\n"},
    {"ini", "[a]\nb = c\n  d\ne: f\n"},
    {"properties", "a.b = c\nd : e \\\n  f\n"},
    {"dotenv", "A=1\nexport B=\"x y\"\n"},
    {"hocon", "a { b = 1\n c = [1, 2] }\nd = ${?E}\n"},
    {"terraform", "resource \"a\" \"b\" {\n  c = \"d\"\n  e = [1, 2]\n}\n"},
    {"terraform-json", "{\"resource\": {\"a\": {\"b\": [{\"c\": 1}]}}}\n"},
    {"nginx", "http {\n  server {\n    listen 80;\n  }\n}\n"},
    {"haproxy", "backend a\n  server b 10.0.0.1:80\n"},
    {"postgresql-conf", "shared_buffers = 1GB\nport 5432\n"},
    {"redis-conf", "maxmemory 1gb\nappendonly yes\n"},
    {"xml", "<a>\n  <b c=\"d\">e</b>\n</a>\n"},
    {"prisma", "model A {\n  id Int @id\n}\n"},
    {"requirements", "a>=1\nb[c]==2 ; python_version < '3'\n"},
    {"go-mod", "module a\nrequire (\n  b v1.0.0\n)\n"},
    {"cargo", "[package]\nname = \"a\"\n[dependencies]\nb = \"1\"\n"},
    {"yarn-lock", "# yarn lockfile v1\n\na@^1:\n  version \"1.0\"\n"},
    {"pnpm-lock", "lockfileVersion: '9.0'\npackages:\n  a@1.0.0:\n    resolution: {}\n"},
    {"podfile-lock", "PODS:\n  - A (1.0):\n    - B\n\nDEPENDENCIES:\n  - A\n"},
    {"gemfile-lock", "GEM\n  specs:\n    a (1.0)\n\nDEPENDENCIES\n  a\n"},
    {"dockerfile", "FROM a AS b\nRUN c && \\\n  d\n"},
    {"makefile", "a: b\n\tc -d\n"},
    {"conan", "[requires]\na/1\n"},
    {"cmake", "find_package(A 1 REQUIRED)\n"},
    {"sql", "CREATE TABLE a (b int);\nSELECT c FROM d;\n"},
};

// What the facts of a sample say, without their places.
std::vector<std::string> Told(const FileFacts& facts) {
  std::vector<std::string> lines;
  for (const Setting& one : facts.settings)
    lines.push_back(std::string(one.key) + " = " + std::string(one.value));
  for (const Dependency& one : facts.dependencies)
    lines.push_back(std::string(one.name) + " " + std::string(one.constraint));
  for (const Command& one : facts.commands) lines.emplace_back(one.program);
  for (const Instruction& one : facts.instructions) lines.emplace_back(one.name);
  for (const Statement& one : facts.statements) lines.emplace_back(one.verb);
  return lines;
}

std::string WithCarriageReturns(std::string_view text) {
  std::string result;
  for (const char c : text) {
    if (c == '\n') result += '\r';
    result += c;
  }
  return result;
}

TEST(HostileFormatsTest, OtherLineEndsSayTheSame) {
  for (const Sample& sample : kSamples) {
    const std::vector<std::string> told = Told(FactsOf(sample.format, sample.text));
    EXPECT_THAT(told, Not(IsEmpty())) << sample.format;
    EXPECT_EQ(Told(FactsOf(sample.format, WithCarriageReturns(sample.text))), told)
        << sample.format;
  }
}

TEST(HostileFormatsTest, AFileThatIsCutAnywhereEnds) {
  for (const Sample& sample : kSamples) {
    for (std::size_t size = 0; size < sample.text.size(); ++size) {
      const FileFacts facts = FactsOf(sample.format, sample.text.substr(0, size));
      for (const Setting& one : facts.settings)
        ASSERT_LE(one.region.end_byte, size) << sample.format << " cut at " << size;
    }
  }
}

TEST(HostileFormatsTest, NulBytesAnywhereEnd) {
  for (const Sample& sample : kSamples) {
    for (std::size_t at = 0; at <= sample.text.size(); ++at) {
      std::string text(sample.text);
      text.insert(at, 1, '\0');
      const FileFacts facts = FactsOf(sample.format, text);
      for (const Setting& one : facts.settings)
        ASSERT_LE(one.region.end_byte, text.size()) << sample.format << " NUL at " << at;
    }
  }
}

TEST(HostileFormatsTest, ALockFileOfAHundredMegabytesIsNotRead) {
  constexpr std::size_t kHundredMegabytes = 100'000'000;
  std::string text;
  text.resize(kHundredMegabytes, 'a');
  for (const std::string_view format : {"package-lock", "yarn-lock", "cargo-lock"})
    EXPECT_THAT(DiagnosticsOf(FactsOf(format, text)), ElementsAre("file-too-large:0")) << format;
}

// Eight kilobytes that a hundred thousand lines name: 1.8 GB of words.
TEST(HostileFormatsTest, AValueThatManyLinesNameIsPutInUpToALimit) {
  std::string text = "WORDS := ";
  for (int i = 0; i < 4'000; ++i) text += "x ";
  text += "\nall:\n";
  for (int i = 0; i < 20'000; ++i) text += "\t$(WORDS)\n";
  const FileFacts facts = FactsOf("makefile", text);
  ASSERT_GT(facts.commands.size(), 1U);
  EXPECT_EQ(facts.commands.front().program, "x");
  std::size_t words = 0;
  for (const Command& command : facts.commands) words += command.arguments.size();
  EXPECT_LT(words, 1'000'000U);
  ASSERT_EQ(facts.diagnostics.size(), 1U);
  EXPECT_EQ(facts.diagnostics[0].code, "too-many-facts");
}

TEST(HostileFormatsTest, AnEnormousKeyIsCut) {
  const std::string key = Repeat("k", 200'000);
  const Sample samples[] = {{"yaml", ": 1\n"},   {"toml", " = 1\n"}, {"properties", "=1\n"},
                            {"hocon", " = 1\n"}, {"ini", " = 1\n"},  {"redis-conf", " 1\n"}};
  for (const Sample& sample : samples) {
    const FileFacts facts = FactsOf(sample.format, key + std::string(sample.text));
    for (const Setting& one : facts.settings)
      EXPECT_LE(one.key.size(), Limits().text_bytes) << sample.format;
  }
}

TEST(HostileFormatsTest, AKeyThatIsGivenOftenIsToldOften) {
  EXPECT_THAT(Settings(FactsOf("yaml", "a: 1\na: 2\n")), Contains("2: a = 2"));
  EXPECT_THAT(FactsOf("properties", Repeat("a=1\n", 5'000)).settings, Not(IsEmpty()));
  EXPECT_THAT(FactsOf("terraform", Repeat("a \"b\" {\n}\n", 20'000)).diagnostics, IsEmpty());
}

}  // namespace
}  // namespace assay
