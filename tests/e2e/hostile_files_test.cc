// A repository of files that are made to break a reader: each costs a bounded
// time and a diagnostic, the scan goes on to the file behind them, and its
// bytes are the same for any number of threads and any load on the machine.
#include <gmock/gmock.h>
#include <gtest/gtest.h>
#include <sys/prctl.h>
#include <sys/resource.h>
#include <sys/wait.h>
#include <unistd.h>

#include <algorithm>
#include <csignal>
#include <filesystem>
#include <map>
#include <nlohmann/json.hpp>
#include <set>
#include <string>
#include <thread>
#include <vector>

#include "tests/support/hostile_source.h"
#include "tests/support/process.h"

namespace assay {
namespace {

using ::testing::Contains;
using ::testing::HasSubstr;
using ::testing::IsSupersetOf;
using Json = nlohmann::json;

constexpr const char* kGood =
    "import redis\n"
    "client = redis.Redis()\n"
    "client.set('a', 1, ex=60)\n";

// What a scan of any of these may hold, with a sanitizer's shadow of it.
constexpr long kMostKilobytes = 800 * 1024;

// Processes that compute without end, more than there are cores, as long as it
// lives. They end with this process too, and after a minute of work.
class BusyCores {
 public:
  BusyCores() {
    const unsigned cores = std::max(1U, std::thread::hardware_concurrency());
    const pid_t self = ::getpid();
    for (unsigned i = 0; i < cores + 1; ++i) {
      const pid_t child = ::fork();
      if (child == 0) Burn(self);
      if (child > 0) children_.push_back(child);
    }
  }
  BusyCores(const BusyCores&) = delete;
  BusyCores& operator=(const BusyCores&) = delete;
  ~BusyCores() {
    for (const pid_t child : children_) {
      ::kill(child, SIGKILL);
      ::waitpid(child, nullptr, 0);
    }
  }
  std::size_t count() const { return children_.size(); }

 private:
  [[noreturn]] static void Burn(pid_t parent) {
    const rlimit minute{60, 60};
    ::setrlimit(RLIMIT_CPU, &minute);
    ::prctl(PR_SET_PDEATHSIG, SIGKILL);
    if (::getppid() != parent) ::_exit(0);
    const volatile bool forever = true;
    while (forever) {
    }
    ::_exit(0);
  }

  std::vector<pid_t> children_;
};

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
    const ProgramRun outcome =
        RunProgram({ASSAY_BINARY, "scan", "--no-cache", "--format", "json", "-j", threads, "shop"},
                   folder_.path());
    EXPECT_EQ(outcome.exit_code, 0) << outcome.err;
    EXPECT_LT(outcome.peak_kilobytes, kMostKilobytes);
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
      {"js", "const a = require('a');\na.b(`${c}`);\n"},
      {"ts", "const a: number = f<string>(1);\n"},
      {"tsx", "const A = () => <B c={d} />;\n"},
      {"scala", "object A { def f = g(1) }\n"},
      {"c", "int f(void) { return g(1); }\n"},
      {"cpp", "template <typename T> T f() { return g<T>(1); }\n"},
      {"cs", "class A { void F() => new B().G(); }\n"},
      {"php", "<?php\nfunction f() { return $a->b(1); }\n"},
      {"kt", "fun f() = g(1) { it }\n"},
      {"swift", "func f() -> Int { g(1) { $0 } }\n"},
      {"ex", "defmodule A do\n  def f, do: g(1)\nend\n"},
      {"sh", "f() { g \"$1\"; }\n"},
      {"sql", "SELECT a FROM b WHERE c = 1;\n"},
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

TEST_F(HostileFilesTest, LimitsOfJoinsAreTold) {
  std::string workspaces = R"("a0")";
  std::string builds = "all:\n";
  for (int i = 1; i <= 256; ++i) workspaces += ", \"a" + std::to_string(i) + '"';
  for (int i = 0; i <= 1'000; ++i) builds += "\tdocker build .\n";
  folder_.Write("shop/src/package.json", R"({"workspaces": [)" + workspaces + "]}");
  folder_.Write("shop/src/Makefile", builds);
  EXPECT_THAT(DiagnosticsOf(Scanned()),
              IsSupersetOf({"src/Makefile join-limit", "src/package.json join-limit"}));
}

TEST_F(HostileFilesTest, BytesDoNotDependOnThreadsOrLoad) {
  const std::map<std::string, std::string> units = {
      {"py", "class A {\n"}, {"rb", "() -> "}, {"scala", "`"}, {"ts", "a<"}, {"go", "f({\n"}};
  std::set<std::string> given_up;
  for (const auto& [ending, unit] : units) {
    const std::string name = "src/broken." + ending;
    std::string text;
    while (text.size() < 60'000) text += unit;
    folder_.Write("shop/" + name, text);
    folder_.Write("shop/src/large." + ending, text.substr(0, 12'000));
    given_up.insert(name + " parse-budget");
  }
  const Json profile = Scanned();
  const std::vector<std::string> told = DiagnosticsOf(profile);
  EXPECT_THAT(told, IsSupersetOf(given_up));
  const std::string alone = Scan("1");
  EXPECT_EQ(Scan("2"), alone);
  EXPECT_EQ(Scan("4"), alone);
  const BusyCores busy;
  EXPECT_GT(busy.count(), 1U);
  EXPECT_EQ(Scan("1"), alone);
  EXPECT_EQ(Scan("4"), alone);
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
