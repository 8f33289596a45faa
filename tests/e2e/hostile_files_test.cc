// A repository of files that are made to break a reader: each costs a bounded
// time and a diagnostic, the scan goes on to the file behind them, and its
// bytes are the same for any number of threads.
#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <filesystem>
#include <map>
#include <nlohmann/json.hpp>
#include <set>
#include <string>
#include <vector>

#include "tests/support/hostile_source.h"
#include "tests/support/process.h"

namespace assay {
namespace {

using ::testing::Contains;
using ::testing::HasSubstr;
using Json = nlohmann::json;

constexpr const char* kGood =
    "import redis\n"
    "client = redis.Redis()\n"
    "client.set('a', 1, ex=60)\n";

class HostileFilesTest : public ::testing::Test {
 protected:
  // The profile of the repository with a good file behind all others, which is
  // seen whatever they are.
  Json Scanned() {
    folder_.Write("shop/zz_good.py", kGood);
    MakeRepository(folder_, "shop");
    const std::string alone = Scan("1");
    EXPECT_EQ(alone, Scan("3"));
    Json profile = Json::parse(alone, nullptr, false);
    EXPECT_FALSE(profile.is_discarded()) << alone.substr(0, 500);
    if (profile.is_discarded()) return profile;
    EXPECT_THAT(alone, HasSubstr("client.set('a'"));
    return profile;
  }

  std::string Scan(const std::string& threads) const {
    const Outcome outcome =
        RunProgram({ASSAY_BINARY, "scan", "--no-cache", "--format", "json", "-j", threads, "shop"},
                   folder_.path());
    EXPECT_EQ(outcome.exit_code, 0) << outcome.err;
    return outcome.out;
  }

  // "path code" of each diagnostic.
  static std::vector<std::string> DiagnosticsOf(const Json& profile) {
    std::vector<std::string> told;
    for (const Json& diagnostic : profile["diagnostics"])
      told.push_back(diagnostic.value("path", "") + " " + diagnostic.value("code", ""));
    return told;
  }

  ScratchFolder folder_;
};

TEST_F(HostileFilesTest, AnotherLanguageUnderAnEndingIsHarmless) {
  const std::map<std::string, std::string> sources = {
      {"py", kGood},
      {"rb", "class A\n  def f\n    Redis.new.get(1)\n  end\nend\n"},
      {"java", "class A { void f() { new B().g(); } }\n"},
      {"go", "package p\n\nfunc f() { g(1) }\n"},
      {"rs", "fn f() -> u8 { g!(1) }\n"},
      {"ts", "const a: number = f<string>(1);\n"},
      {"scala", "object A { def f = g(1) }\n"},
      {"ipynb", "{\"cells\": 1}\n"},
      {"vue", "<script>a()</script>\n"},
      {"erb", "<% a %>\n"}};
  for (const auto& [ending, text] : sources) {
    for (const auto& [other, unused] : sources)
      folder_.Write("shop/src/a_" + ending + "." + other, text);
  }
  Scanned();
}

TEST_F(HostileFilesTest, BracketsNestsNoiseAndShuffledTokensAreBounded) {
  const std::vector<std::string> endings = {"py",   "js",  "tsx", "java",  "rb",    "go", "php",
                                            "cs",   "rs",  "kt",  "scala", "swift", "ex", "cpp",
                                            "html", "vue", "erb", "ejs",   "ipynb"};
  std::size_t number = 0;
  for (const HostileText& hostile : HostileTexts(12'000, kGood)) {
    // Each text as one language, each language many texts; all of both is bench/hostile.
    const std::string& ending = endings[number++ % endings.size()];
    folder_.Write("shop/src/a" + std::to_string(number) + "." + ending, hostile.text);
  }
  for (const std::string& ending : endings) {
    folder_.Write("shop/src/open." + ending, std::string(100'000, '('));
    folder_.Write("shop/src/deep." + ending,
                  std::string(20'000, '[') + "1" + std::string(20'000, ']'));
  }
  Scanned();
}

TEST_F(HostileFilesTest, TextThatIsNoneIsReadOrSaidToBeBinary) {
  folder_.Write("shop/nul.py", std::string("import redis\n\0\0\0x = 1\n", 22));
  folder_.Write("shop/latin.py", "import redis\nname = '\xE9\xFF\xFE'\nredis.Redis().get(name)\n");
  folder_.Write("shop/cut.rb", "x = '\xF0\x9F\x98");
  folder_.Write("shop/marks.js",
                "\xEF\xBB\xBF\xEF\xBB\xBF"
                "fetch('\xED\xA0\x80')\n");
  const Json profile = Scanned();
  std::set<std::string> skipped;
  for (const Json& item : profile["skipped"]["files"])
    skipped.insert(item.value("path", "") + " " + item.value("reason", ""));
  EXPECT_THAT(skipped, Contains("nul.py binary"));
}

TEST_F(HostileFilesTest, AMinifiedLineOfFiftyMegabytesIsNotRead) {
  std::string line;
  while (line.size() < std::size_t{50} << 20) line += "a=function(b){return c(b)};";
  folder_.Write("shop/app.js", line);
  EXPECT_THAT(DiagnosticsOf(Scanned()), Contains(HasSubstr("app.js ")));
}

TEST_F(HostileFilesTest, AGigabyteIsNotRead) {
  folder_.Write("shop/huge.py", "x = 1\n");
  std::filesystem::resize_file(folder_.path() + "/shop/huge.py", std::size_t{1} << 30);
  folder_.Write(".gitconfig", "[core]\n  compression = 1\n  bigFileThreshold = 1m\n");
  EXPECT_THAT(DiagnosticsOf(Scanned()), Contains(HasSubstr("huge.py ")));
}

}  // namespace
}  // namespace assay
