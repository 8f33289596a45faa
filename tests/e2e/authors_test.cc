// Who wrote it, and when, as users are told.
#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <algorithm>
#include <map>
#include <set>
#include <string>
#include <vector>

#include "tests/e2e/history_test.h"

namespace assay {
namespace {

using ::testing::AllOf;
using ::testing::ElementsAre;
using ::testing::HasSubstr;
using ::testing::IsEmpty;
using ::testing::Not;

using AuthorsTest = HistoryTest;

// The evidence lists of a profile, with nothing but what `author` is credited for.
Json OnlyOf(const Json& evidence, const std::string& author) {
  Json kept = Json::array();
  for (const Json& item : evidence) {
    const Json& authors = item["origin"]["authors"];
    if (std::find(authors.begin(), authors.end(), author) != authors.end()) kept.push_back(item);
  }
  return kept;
}

TEST_F(AuthorsTest, ALineBelongsToWhoWroteItAndAFileToWhoWroteMostOfIt) {
  MakeShop();
  const Json profile = ProfileOf({"shop"});
  std::map<int, std::string> authors;
  for (const Json& item : Skill(profile, "security.password-hashing")["evidence"]) {
    if (item["path"] == "accounts.py")
      authors[item["line"].get<int>()] = item["origin"]["authors"][0];
  }
  EXPECT_EQ(authors[5], "a2") << "Grace changed the line";
  EXPECT_EQ(authors[7], "a1");
  for (const Json& item : Skill(profile, "language.python")["evidence"]) {
    if (item["path"] != "accounts.py") continue;
    EXPECT_THAT(item["origin"]["authors"], ElementsAre("a1")) << "most lines are Ada's";
  }
}

TEST_F(AuthorsTest, AnAuthorsProfileIsTheFullOneFilteredByAuthor) {
  MakeShop();
  const Json full = ProfileOf({"shop"});
  for (const std::string author : {"a1", "a2", "a3"}) {
    const Json own = ProfileOf({"--author", author, "shop"});
    std::size_t items = 0;
    for (std::size_t i = 0; i < full["skills"].size(); ++i) {
      const Json& all = full["skills"][i];
      const Json& part = own["skills"][i];
      EXPECT_EQ(part["evidence"], OnlyOf(all["evidence"], author)) << all["id"];
      EXPECT_EQ(part["counts"]["all_sites"], all["counts"]["sites"]) << all["id"];
      EXPECT_EQ(part["counts"]["sites"], all["counts"]["by_author"].value(author, 0)) << all["id"];
      items += part["evidence"].size();
    }
    EXPECT_EQ(own["findings"], OnlyOf(full["findings"], author));
    EXPECT_GT(items, 0U);
    EXPECT_EQ(own["options"]["author"], author);
  }
}

TEST_F(AuthorsTest, ProfilesOfAuthorsAndPeriodsAreVerifiedAndFitTheSchema) {
  MakeShop();
  folder_.Write("key", "a secret of some length\n");
  for (const std::vector<std::string>& words : std::vector<std::vector<std::string>>{
           {},
           {"--author", "grace@example.org", "--since", "2020-09-14"},
           {"--history"},
           {"--show-emails", "--identity-key", "key", "-w", "--ignore-revs"}}) {
    std::vector<std::string> scan = {"shop"};
    scan.insert(scan.begin(), words.begin(), words.end());
    folder_.Write("p.json", ProfileOf(scan).dump());
    const ProgramRun verified =
        Assay({"verify", "--no-cache", "--identity-key", "key", "p.json", "shop"});
    EXPECT_EQ(verified.exit_code, 0) << verified.out << verified.err;
    const ProgramRun valid = RunProgram({"node", ASSAY_SOURCE_DIR "/tests/tools/validate.mjs",
                                         ASSAY_SOURCE_DIR "/docs/profile.schema.json", "p.json"},
                                        folder_.path());
    EXPECT_EQ(valid.exit_code, 0) << valid.err;
  }
}

TEST_F(AuthorsTest, AddressesAreToldOnlyWhereTheyAreAskedFor) {
  MakeShop();
  EXPECT_THAT(ProfileOf({"--author", "ada@example.org", "shop"}).dump(),
              Not(HasSubstr("@example")));
  EXPECT_EQ(ProfileOf({"--show-emails", "shop"})["authors"][0]["email"], "ada@example.org");
}

TEST_F(AuthorsTest, AnIdentityKeyNamesOnePersonAlikeInTwoRepositories) {
  MakeShop();
  ImportHistory(folder_, "other",
                {{kGrace, "", 0, 0, "x", {{"a.py", "x = 1\n"}}},
                 {"Ada <ADA@example.org>", "", 0, 0, "y", {{"b.py", "y = 2\n"}}}});
  folder_.Write("key", "a secret of some length\n");
  folder_.Write("other-key", "another secret of some length\n");
  const std::string here = ProfileOf({"--identity-key", "key", "shop"})["authors"][0]["key"];
  EXPECT_EQ(here,
            ProfileOf({"--identity-key", "key", "--author", "*", "other"})["authors"][1]["key"]);
  EXPECT_NE(here, ProfileOf({"--identity-key", "other-key", "shop"})["authors"][0]["key"]);
  folder_.Write("short", "secret");
  EXPECT_EQ(Assay({"scan", "--identity-key", "short", "shop"}).exit_code, 2);
}

TEST_F(AuthorsTest, APersonMayHaveSeveralIdentitiesInAFile) {
  MakeShop();
  folder_.Write("joan.yaml", "identities: [\"joan@*\", \"Ada Lovelace\"]\n");
  EXPECT_EQ(ProfileOf({"--author", "@joan.yaml", "shop"})["options"]["author"], "a1 a3");
  folder_.Write("bad.yaml", "people: [a]\n");
  const ProgramRun bad = Assay({"scan", "--author", "@bad.yaml", "shop"});
  EXPECT_EQ(bad.exit_code, 2);
  EXPECT_THAT(bad.err, HasSubstr("bad.yaml: expected identities"));
  EXPECT_EQ(Assay({"scan", "--author", "@nowhere.yaml", "shop"}).exit_code, 3);
  EXPECT_EQ(Assay({"scan", "--author", "renovate*", "shop"}).exit_code, 2) << "a bot is nobody";
}

TEST_F(AuthorsTest, AListOfAuthorsTellsLinesSpansAndLanguages) {
  MakeShop();
  const ProgramRun outcome = Assay({"authors", "--format", "json", "shop"});
  ASSERT_EQ(outcome.exit_code, 0) << outcome.err;
  const Json listing = Json::parse(outcome.out);
  EXPECT_EQ(listing["lines"], 17);
  EXPECT_EQ(listing["authors"][0]["id"], "a1");
  EXPECT_EQ(listing["authors"][0]["lines"], 12);
  EXPECT_EQ(listing["authors"][1]["lines"], 5);
  EXPECT_EQ(listing["authors"][1]["languages"]["Python"], 5);
  EXPECT_EQ(listing["authors"][2]["lines"], 4) << "a co-author";
  EXPECT_EQ(listing["bot_commits"], 1);
  const ProgramRun text = Assay({"authors", "shop"});
  EXPECT_THAT(text.out, AllOf(HasSubstr("Grace Hopper"), HasSubstr("2020-09")));
}

TEST_F(AuthorsTest, AHabitIsJudgedForTheRepositoryAndForEachAuthor) {
  std::vector<ImportedCommit> commits;
  for (int i = 0; i < 50; ++i) {
    const bool ada = i % 2 == 0;
    commits.push_back({ada ? kAda : kGrace,
                       "",
                       0,
                       0,
                       ada ? "fix(shop): keep carts" : "wip",
                       {{"o.py", "a = " + std::to_string(i) + "\n"}}});
  }
  ImportHistory(folder_, "habits", commits);
  const Json full = ProfileOf({"habits"});
  EXPECT_FALSE(Skill(full, "git.history")["claimed"].get<bool>()) << "half of all is too few";
  ASSERT_EQ(full["authors"].size(), 2U);
  EXPECT_EQ(full["authors"][0]["habits"][0]["signal"], "git.history/conventional-subjects");
  EXPECT_EQ(full["authors"][0]["habits"][0]["commits"], 25);
  ASSERT_EQ(full["findings"].size(), 1U) << "one finding for all of them";
  EXPECT_EQ(full["findings"][0]["kind"], "commit");
  EXPECT_THAT(full["findings"][0]["origin"]["authors"], ElementsAre("a2"));
  const Json ada = ProfileOf({"--author", "a1", "habits"});
  EXPECT_TRUE(Skill(ada, "git.history")["claimed"].get<bool>());
  EXPECT_THAT(ada["findings"], IsEmpty());
  EXPECT_FALSE(
      Skill(ProfileOf({"--author", "a2", "habits"}), "git.history")["claimed"].get<bool>());
}

TEST_F(AuthorsTest, WhatLiesBeforeABorderIsNobodys) {
  MakeShop();
  ASSERT_EQ(RunProgram({"sh", "-c", "git clone -q --bare --depth 2 file://$PWD/shop shallow"},
                       folder_.path())
                .exit_code,
            0);
  const Json profile = ProfileOf({"shallow"});
  for (const Json& item : Skill(profile, "security.password-hashing")["evidence"]) {
    if (item["path"] != "accounts.py") continue;
    EXPECT_THAT(item["origin"]["authors"], IsEmpty());
    EXPECT_EQ(item["origin"]["border"], true);
  }
  EXPECT_EQ(Skill(profile, "git.history")["outcome"], "could_not_tell");
}

TEST_F(AuthorsTest, MonthsAddUpToAnAuthorsSites) {
  MakeShop();
  const Json profile = ProfileOf({"shop"});
  for (const Json& skill : profile["skills"]) {
    for (const auto& [author, months] : skill["months"].items()) {
      int sum = 0;
      for (const auto& [month, sites] : months.items()) sum += sites.get<int>();
      EXPECT_EQ(skill["counts"]["by_author"][author], sum) << skill["id"];
    }
  }
  EXPECT_EQ(Skill(profile, "language.python")["months"]["a1"]["2020-09"], 1);
}

TEST_F(AuthorsTest, APeriodKeepsWhatWasWrittenInIt) {
  MakeShop();
  const Json later = ProfileOf({"--since", "2020-09-16", "shop"});
  for (const Json& skill : later["skills"]) {
    for (const Json& item : skill["evidence"]) EXPECT_GE(item["origin"]["date"], "2020-09-16");
  }
  EXPECT_TRUE(Skill(later, "security.password-hashing")["claimed"].get<bool>());
  const Json before = ProfileOf({"--until", "2020-09-13", "shop"});
  EXPECT_FALSE(Skill(before, "security.password-hashing")["claimed"].get<bool>());
  EXPECT_EQ(Assay({"scan", "--since", "yesterday", "shop"}).exit_code, 2);
}

TEST_F(AuthorsTest, MalformedCommitsAreADiagnostic) {
  MakeShop();
  const std::string script =
      "cd shop && tree=$(git rev-parse 'HEAD^{tree}') && parent=$(git rev-parse HEAD) && "
      "printf 'tree %s\\nparent %s\\nauthor J\\366rg <> -5 +9999\\ncommitter <x@y\\n\\n\\377\\n' "
      "$tree "
      "$parent | git hash-object -t commit -w --stdin --literally | "
      "xargs git update-ref refs/heads/main";
  ASSERT_EQ(RunProgram({"sh", "-c", script}, folder_.path()).exit_code, 0);
  const Json profile = ProfileOf({"shop"});
  std::set<std::string> codes;
  for (const Json& diagnostic : profile["diagnostics"]) codes.insert(diagnostic["code"]);
  EXPECT_TRUE(codes.contains("malformed-commit"));
  EXPECT_TRUE(codes.contains("name-not-utf8"));
  EXPECT_EQ(profile["history"]["people"], 4);
}

TEST_F(AuthorsTest, ADateThatCannotBeReadIsNone) {
  MakeShop();
  const std::string script =
      "cd shop && printf 'import redis\\nr = redis.Redis()\\nr.get(1)\\n' > cache.py && "
      "git --work-tree=. add cache.py && tree=$(git write-tree) && "
      "printf 'tree %s\nparent %s\nauthor Eve <e@x.org> soon\n"
      "committer Eve <e@x.org> 1600000000 +0000\n\nCache\n' $tree $(git rev-parse HEAD) | "
      "git hash-object -t commit -w --stdin --literally | xargs git update-ref refs/heads/main";
  ASSERT_EQ(RunProgram({"sh", "-c", script}, folder_.path()).exit_code, 0);
  const Json profile = ProfileOf({"shop"});
  const Json redis = Skill(profile, "database.redis");
  ASSERT_TRUE(redis["claimed"].get<bool>());
  EXPECT_EQ(redis["first_seen"], nullptr);
  EXPECT_THAT(redis["months"], IsEmpty());
  EXPECT_EQ(redis["evidence"][0]["origin"]["date"], "");
  std::vector<std::string> undated;
  for (const Json& author : profile["authors"]) {
    if (author["first_commit"].get<std::string>().empty()) undated.push_back(author["name"]);
  }
  EXPECT_THAT(undated, ElementsAre("Eve"));
  EXPECT_FALSE(
      Skill(ProfileOf({"--until", "2030-01-01", "shop"}), "database.redis")["claimed"].get<bool>());
}

TEST_F(AuthorsTest, ATagAddedLaterLeavesAnEarlierProfileTrue) {
  MakeShop();
  RunProgram({"git", "-C", "shop", "tag", "v1.0.0", "main~1"}, folder_.path());
  folder_.Write("p.json", ProfileOf({"shop"}).dump());
  RunProgram({"git", "-C", "shop", "tag", "v1.1.0", "main~1"}, folder_.path());
  EXPECT_NE(ProfileOf({"shop"}).dump(), folder_.Read("p.json"));
  EXPECT_EQ(Assay({"verify", "p.json", "shop"}).exit_code, 0);
  RunProgram({"git", "-C", "shop", "tag", "-f", "v1.0.0", "main"}, folder_.path());
  EXPECT_EQ(Assay({"verify", "p.json", "shop"}).exit_code, 1);
}

}  // namespace
}  // namespace assay
