// What was written once and no longer stands, as users are told.
#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <optional>
#include <set>
#include <string>
#include <utility>
#include <vector>

#include "tests/e2e/history_test.h"

namespace assay {
namespace {

using ::testing::ElementsAre;
using ::testing::HasSubstr;
using ::testing::IsEmpty;
using ::testing::Not;

using RemovedTest = HistoryTest;

TEST_F(RemovedTest, WhatIsGoneIsToldWithItsLifeAndNeverClaimed) {
  ImportHistory(
      folder_, "gone",
      {{kAda,
        "",
        0,
        0,
        "Keep",
        {{"a.py", "import redis\nr = redis.Redis()\nr.get('x')\n"}, {"b.py", "x = 1\n"}}},
       {kGrace,
        "",
        0,
        0,
        "Move",
        {{"a.py", std::nullopt}, {"lib/a.py", "import redis\nr = redis.Redis()\nr.get('x')\n"}}},
       {kGrace, "", 0, 0, "Drop", {{"lib/a.py", std::nullopt}}}});
  const Json profile = ProfileOf({"--history", "gone"});
  EXPECT_FALSE(Skill(profile, "database.redis")["claimed"].get<bool>());
  const Json& removed = profile["history"]["removed"];
  ASSERT_GT(removed.size(), 0U);
  for (const Json& item : removed) {
    EXPECT_THAT(item["origin"]["authors"], ElementsAre("a1")) << "who wrote it, not who moved it";
    EXPECT_EQ(item["path"], "a.py");
    EXPECT_EQ(item["origin"]["date"], "2020-09-14T12:26:40Z");
    EXPECT_EQ(item["removed"]["date"], "2020-09-16T12:26:40Z");
  }
  EXPECT_THAT(ProfileOf({"--history", "--author", "a2", "gone"})["history"]["removed"], IsEmpty());
  EXPECT_FALSE(ProfileOf({"gone"})["history"].contains("removed"));
}

TEST_F(RemovedTest, WhatStandsOrCameBackIsNotGone) {
  const std::string with = "import redis\nr = redis.Redis()\nr.get('x')\n";
  ImportHistory(folder_, "back",
                {{kAda, "", 0, 0, "Keep", {{"a.py", with}}},
                 {kAda, "", 0, 0, "Drop", {{"a.py", "x = 1\n"}}},
                 {kAda, "", 0, 0, "Return", {{"a.py", "y = 2\n" + with}}}});
  EXPECT_THAT(ProfileOf({"--history", "back"})["history"]["removed"], IsEmpty());
}

TEST_F(RemovedTest, OfAFolderOnlyWhatStandsNowhereElseIsGone) {
  const std::string with = "import redis\nr = redis.Redis()\n";
  const std::string other = "import redis\nq = redis.Redis()\n";
  ImportHistory(
      folder_, "folders",
      {{kAda, "", 0, 0, "Keep", {{"api/a.py", with}, {"api/m.py", "x = 1\n"}, {"old/a.py", other}}},
       {kGrace,
        "",
        0,
        0,
        "Move",
        {{"api/a.py", std::nullopt}, {"web/a.py", with}, {"old/a.py", std::nullopt}}}});
  EXPECT_THAT(ProfileOf({"--history", "--path", "api/", "folders"})["history"]["removed"],
              IsEmpty());
  EXPECT_THAT(ProfileOf({"--history", "folders"})["history"]["removed"], Not(IsEmpty()));
}

TEST_F(RemovedTest, WhatAMergeTakesOfNoSideIsGone) {
  ImportHistory(folder_, "merge",
                {{kAda, "", 0, 0, "Begin", {{"a.py", "x = 1\n"}}},
                 {kGrace, "", 0, 0, "Try", {{"a.py", "import redis\nr = redis.Redis()\n"}}},
                 {kAda, "", 0, 0, "Go on", {{"a.py", "y = 1\n"}}, {1}},
                 {kAda, "", 0, 0, "Merge, ours", {}, {3, 2}}});
  const Json profile = ProfileOf({"--history", "merge"});
  const Json& removed = profile["history"]["removed"];
  ASSERT_GT(removed.size(), 0U);
  for (const Json& item : removed) {
    EXPECT_THAT(item["origin"]["authors"], ElementsAre("a2"));
    EXPECT_EQ(item["removed"]["date"], "2020-09-17T12:26:40Z");
  }
}

TEST_F(RemovedTest, AMergeThatTakesTheOtherSideEndsNothingThatWasMovedThere) {
  const std::string with = "import redis\nr = redis.Redis()\n";
  ImportHistory(folder_, "moved",
                {{kAda, "", 0, 0, "Begin", {{"a.py", with}}},
                 {kGrace, "", 0, 0, "Move", {{"a.py", std::nullopt}, {"b.py", with}}},
                 {kAda, "", 0, 0, "Go on", {{"c.py", "y = 1\n"}}, {1}},
                 {kAda, "", 0, 0, "Merge", {{"a.py", std::nullopt}, {"b.py", with}}, {3, 2}},
                 {kGrace, "", 0, 0, "Drop", {{"b.py", std::nullopt}}}});
  const Json profile = ProfileOf({"--history", "moved"});
  ASSERT_GT(profile["history"]["removed"].size(), 0U);
  for (const Json& item : profile["history"]["removed"]) {
    EXPECT_EQ(item["path"], "a.py");
    EXPECT_EQ(item["removed"]["date"], "2020-09-18T12:26:40Z");
  }
}

TEST_F(RemovedTest, WhatComesBackLivesAnewEvenWhereNothingIsLeft) {
  const std::string with = "import redis\nr = redis.Redis()\n";
  ImportHistory(folder_, "twice",
                {{kAda, "", 0, 0, "Keep", {{"a.py", with}}},
                 {kAda, "", 0, 0, "Drop", {{"a.py", std::nullopt}}},
                 {kGrace, "", 0, 0, "Return", {{"a.py", with}}},
                 {kGrace, "", 0, 0, "Drop again", {{"a.py", std::nullopt}}}});
  const Json profile = ProfileOf({"--history", "twice"});
  std::set<std::pair<std::string, std::string>> lives;
  for (const Json& item : profile["history"]["removed"])
    lives.emplace(item["origin"]["authors"][0].get<std::string>(),
                  item["removed"]["date"].get<std::string>());
  EXPECT_THAT(lives, ElementsAre(::testing::Pair("a1", "2020-09-15T12:26:40Z"),
                                 ::testing::Pair("a2", "2020-09-17T12:26:40Z")));
}

TEST_F(RemovedTest, ABlobIsParsedOnceWhateverItsPathsAndVersions) {
  const std::string one = "import redis\nredis.Redis().get('one')\n";
  const std::string two = "import redis\nredis.Redis().get('two')\n";
  ImportHistory(folder_, "versions",
                {{kAda, "", 0, 0, "One", {{"a.py", one}}},
                 {kAda, "", 0, 0, "Two", {{"a.py", two}}},
                 {kAda, "", 0, 0, "One again", {{"a.py", one}, {"b.py", two}}},
                 {kAda, "", 0, 0, "Move", {{"b.py", std::nullopt}, {"lib/c.py", two}}},
                 {kAda, "", 0, 0, "Drop", {{"lib/c.py", std::nullopt}}}});
  const auto parsed = [&](const std::vector<std::string>& words) {
    std::vector<std::string> all = {"scan", "-v", "--format", "json"};
    all.insert(all.end(), words.begin(), words.end());
    const std::string talk = Assay(all).err;
    const std::size_t at = talk.find("parsed");
    return at == talk.npos ? -1 : std::stoi(talk.substr(at + 6));
  };
  EXPECT_EQ(parsed({"--no-cache", "versions"}), 1);
  EXPECT_EQ(parsed({"--no-cache", "--history", "versions"}), 2) << "nine versions, two blobs";
  EXPECT_EQ(parsed({"--cache", "c", "--history", "versions"}), 2);
  EXPECT_EQ(parsed({"--cache", "c", "--history", "versions"}), 0) << "seen in an earlier run";
}

TEST_F(RemovedTest, ATerminalIsToldHowFarAHistoryIsRead) {
  MakeShop();
  const std::string scan =
      std::string(ASSAY_BINARY) + " scan --no-cache --history --output json=p.json shop";
  const auto talk_of = [&](const std::string& command) {
    return RunProgram({"script", "-qec", command, "/dev/null"}, folder_.path()).out;
  };
  EXPECT_THAT(talk_of(scan), HasSubstr("5 of 5 versions of files"));
  EXPECT_THAT(talk_of(scan + " --quiet"), Not(HasSubstr("versions of files")));
  EXPECT_THAT(Assay({"scan", "--no-cache", "--history", "shop"}).err,
              Not(HasSubstr("versions of files")));
}

}  // namespace
}  // namespace assay
