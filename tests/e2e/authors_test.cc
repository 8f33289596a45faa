// Who wrote it, and when, as users are told.
#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <algorithm>
#include <nlohmann/json.hpp>
#include <set>

#include "tests/support/imported.h"
#include "tests/support/process.h"

namespace assay {
namespace {

using ::testing::AllOf;
using ::testing::ElementsAre;
using ::testing::HasSubstr;
using ::testing::IsEmpty;
using ::testing::Not;
using Json = nlohmann::ordered_json;

constexpr const char* kAda = "Ada Lovelace <ada@example.org>";
constexpr const char* kGrace = "Grace Hopper <grace@example.org>";
constexpr const char* kBot = "renovate[bot] <29139614+renovate[bot]@users.noreply.github.com>";

class AuthorsTest : public ::testing::Test {
 protected:
  ProgramRun Assay(std::vector<std::string> words) const {
    words.insert(words.begin(), ASSAY_BINARY);
    return RunProgram(words, folder_.path());
  }
  Json ProfileOf(std::vector<std::string> words) const {
    words.insert(words.begin(), {"scan", "--format", "json", "--quiet", "--no-cache"});
    const ProgramRun outcome = Assay(words);
    EXPECT_EQ(outcome.exit_code, 0) << outcome.err;
    return Json::parse(outcome.out);
  }
  static const Json& Skill(const Json& profile, const std::string& id) {
    static const Json kNone;
    for (const Json& skill : profile["skills"]) {
      if (skill["id"] == id) return skill;
    }
    return kNone;
  }

  static std::string Rest() {
    return "def forget(user):\n    user.secret = None\ndef known(user):\n"
           "    return user.secret is not None\ndef lock(user):\n    user.locked = True\n";
  }

  // Ada's accounts, in which Grace mends a line; Grace's queries; a bot's file.
  void MakeShop() {
    ImportHistory(
        folder_, "shop",
        {{kAda,
          "",
          0,
          0,
          "Keep accounts",
          {{"accounts.py",
            std::string("import bcrypt\nimport os\nSECRET = os.environ['SECRET_KEY']\n"
                        "def save(user, password):\n"
                        "    user.secret = bcrypt.hashpw(password, bcrypt.gensalt(4))\n"
                        "def check(user, password):\n"
                        "    return bcrypt.checkpw(password, user.secret)\n") +
                Rest()},
           {"requirements.txt", "bcrypt\n"}}},
         {kGrace,
          "",
          0,
          0,
          "Find users\n\nCo-authored-by: Joan Clarke <joan@example.org>",
          {{"find.py",
            "def find(cursor, name):\n"
            "    cursor.execute('SELECT id FROM users WHERE name = %s', (name,))\n"
            "def find_badly(cursor, request):\n"
            "    cursor.execute('SELECT id FROM users WHERE name = %s' % request.GET['n'])\n"}}},
         {kGrace,
          "",
          0,
          0,
          "Salt harder",
          {{"accounts.py",
            std::string("import bcrypt\nimport os\nSECRET = os.environ['SECRET_KEY']\n"
                        "def save(user, password):\n"
                        "    user.secret = bcrypt.hashpw(password, bcrypt.gensalt(12))\n"
                        "def check(user, password):\n"
                        "    return bcrypt.checkpw(password, user.secret)\n") +
                Rest()}}},
         {kBot, "", 0, 0, "Bump", {{"requirements.txt", "bcrypt==4\n"}}}});
  }

  ScratchFolder folder_;
};

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

// ---- what no longer stands

TEST_F(AuthorsTest, WhatIsGoneIsToldWithItsLifeAndNeverClaimed) {
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

TEST_F(AuthorsTest, WhatStandsOrCameBackIsNotGone) {
  const std::string with = "import redis\nr = redis.Redis()\nr.get('x')\n";
  ImportHistory(folder_, "back",
                {{kAda, "", 0, 0, "Keep", {{"a.py", with}}},
                 {kAda, "", 0, 0, "Drop", {{"a.py", "x = 1\n"}}},
                 {kAda, "", 0, 0, "Return", {{"a.py", "y = 2\n" + with}}}});
  EXPECT_THAT(ProfileOf({"--history", "back"})["history"]["removed"], IsEmpty());
}

TEST_F(AuthorsTest, OfAFolderOnlyWhatStandsNowhereElseIsGone) {
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

TEST_F(AuthorsTest, WhatAMergeTakesOfNoSideIsGone) {
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

TEST_F(AuthorsTest, AMergeThatTakesTheOtherSideEndsNothingThatWasMovedThere) {
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

TEST_F(AuthorsTest, WhatComesBackLivesAnewEvenWhereNothingIsLeft) {
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

TEST_F(AuthorsTest, ABlobIsParsedOnceWhateverItsPathsAndVersions) {
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

TEST_F(AuthorsTest, ATerminalIsToldHowFarAHistoryIsRead) {
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

// ---- cautions

std::set<std::string> Codes(const Json& profile) {
  std::set<std::string> codes;
  for (const Json& caution : profile["history"]["cautions"]) codes.insert(caution["code"]);
  return codes;
}

std::map<std::string, std::optional<std::string>> Files(const std::string& folder, int count,
                                                        const std::string& text) {
  std::map<std::string, std::optional<std::string>> files;
  for (int i = 0; i < count; ++i)
    files[folder + "/f" + std::to_string(i) + ".py"] = text + std::to_string(i) + "\n";
  return files;
}

std::vector<ImportedCommit> Ordinary(int count) {
  std::vector<ImportedCommit> commits;
  for (int i = 0; i < count; ++i) {
    commits.push_back({i % 2 == 0 ? kAda : kGrace,
                       "",
                       0,
                       0,
                       "Add one more thing to the shop",
                       {{"own/o" + std::to_string(i) + ".py", "a = " + std::to_string(i) + "\n"}}});
  }
  return commits;
}

TEST_F(AuthorsTest, AnOrdinaryHistoryHasNoCaution) {
  ImportHistory(folder_, "plain", Ordinary(40));
  EXPECT_THAT(Codes(ProfileOf({"plain"})), IsEmpty());
}

TEST_F(AuthorsTest, ABulkImportIsToldAndMakesNoPersonPractised) {
  std::vector<ImportedCommit> commits = Ordinary(10);
  commits.push_back({kGrace, "", 0, 0, "Add the engine",
                     Files("engine", 250,
                           "a = 1\nb = 2\nc = 3\nd = 4\ne = 5\nf = 6\ng = 7\nh = 8\ni = 9\nx = ")});
  ImportHistory(folder_, "import", commits);
  const Json full = ProfileOf({"import"});
  ASSERT_THAT(Codes(full), ElementsAre("bulk-import"));
  EXPECT_THAT(full["history"]["cautions"][0]["authors"], ElementsAre("a2"));
  EXPECT_EQ(full["history"]["cautions"][0]["commits"].size(), 1U);
  EXPECT_EQ(Skill(full, "language.python")["strength"], "practised");
  const Json grace = ProfileOf({"--author", "a2", "--path", "engine", "import"});
  EXPECT_EQ(Skill(grace, "language.python")["strength"], "used");
  EXPECT_EQ(Skill(grace, "language.python")["counts"]["doubted"], 250);
}

TEST_F(AuthorsTest, WhatABotBringsInIsNoImport) {
  std::vector<ImportedCommit> commits = Ordinary(10);
  commits.push_back({kBot, "", 0, 0, "Generate", Files("deploy", 250, "x = ")});
  ImportHistory(folder_, "bot", commits);
  EXPECT_THAT(Codes(ProfileOf({"bot"})), IsEmpty());
}

TEST_F(AuthorsTest, AnImportIsJudgedByAllFilesWhateverPartIsLookedAt) {
  std::vector<ImportedCommit> commits = Ordinary(6);
  for (int part = 0; part < 7; ++part) {
    commits.push_back(
        {kAda, "", 0, 0, "Add", Files("part" + std::to_string(part), 150, "a = 1\nx = ")});
  }
  commits.push_back({kGrace, "", 0, 0, "Add tests", Files("tests", 210, "b = 2\nx = ")});
  ImportHistory(folder_, "large", commits);
  EXPECT_THAT(Codes(ProfileOf({"large"})), IsEmpty());
  EXPECT_THAT(Codes(ProfileOf({"--path", "own", "large"})), IsEmpty());
}

TEST_F(AuthorsTest, TwoHundredPicturesAreNoImport) {
  std::vector<ImportedCommit> commits = Ordinary(10);
  ImportedCommit pictures{kGrace, "", 0, 0, "Add pictures", {}};
  for (int i = 0; i < 250; ++i) pictures.files["p/" + std::to_string(i) + ".svg"] = "<svg/>\n";
  commits.push_back(pictures);
  ImportHistory(folder_, "pictures", commits);
  EXPECT_THAT(Codes(ProfileOf({"pictures"})), IsEmpty());
}

TEST_F(AuthorsTest, MovingAndEditingFilesIsNoImport) {
  std::vector<ImportedCommit> commits = Ordinary(6);
  ImportedCommit move{kGrace, "", 0, 0, "Move and edit", Files("new", 250, "y = ")};
  for (int part = 0; part < 5; ++part) {
    ImportedCommit add{kAda, "", 0, 0, "Add", {}};
    for (int i = part * 50; i < part * 50 + 50; ++i) {
      const std::string path = "old/f" + std::to_string(i) + ".py";
      add.files[path] = "x = " + std::to_string(i) + "\n";
      move.files[path] = std::nullopt;
    }
    commits.push_back(add);
  }
  commits.push_back(move);
  ImportHistory(folder_, "edited-move", commits);
  EXPECT_THAT(Codes(ProfileOf({"edited-move"})), IsEmpty());
}

TEST_F(AuthorsTest, ASquashedHistoryIsTold) {
  ImportHistory(folder_, "squashed", {{kAda, "", 0, 0, "Release", Files("src", 120, "x = ")}});
  EXPECT_THAT(Codes(ProfileOf({"squashed"})), ElementsAre("squashed-history"));
  ImportHistory(folder_, "hosted",
                {{kAda, "", 0, 0, "Initial commit", {{"README.md", "# Shop\n"}}},
                 {kGrace, "", 0, 0, "Add project", Files("src", 120, "x = ")}});
  const Json profile = ProfileOf({"hosted"});
  ASSERT_THAT(Codes(profile), ElementsAre("squashed-history"));
  EXPECT_THAT(profile["history"]["cautions"][0]["authors"], ElementsAre("a2"));
}

TEST_F(AuthorsTest, AReplayedHistoryIsTold) {
  constexpr std::int64_t kStart = 1'650'000'000;
  std::vector<ImportedCommit> commits = Ordinary(40);
  for (std::size_t i = 0; i < commits.size(); ++i) {
    commits[i].time = kStart + static_cast<std::int64_t>(i) * 2 * 86'400;
    commits[i].committed = kStart + 100 * 86'400 + static_cast<std::int64_t>(i) * 10;
  }
  ImportHistory(folder_, "replayed", commits);
  EXPECT_THAT(Codes(ProfileOf({"replayed"})), ElementsAre("replayed-history"));
}

TEST_F(AuthorsTest, AGeneratorsScaffoldIsTold) {
  std::vector<ImportedCommit> commits = Ordinary(6);
  commits.insert(commits.begin(),
                 {kAda, "", 0, 0, "Initial commit from Create Next App", Files("app", 9, "x = ")});
  ImportHistory(folder_, "scaffold", commits);
  EXPECT_THAT(Codes(ProfileOf({"scaffold"})), ElementsAre("scaffold"));
}

TEST_F(AuthorsTest, WhatAGeneratorShipsIsToldByItsContent) {
  const ImportedCommit shipped = {
      kAda,
      "",
      0,
      0,
      "First commit",
      {{"README.md", "# Shop\n"},
       {"api/manage.py", "import django\n"},
       {"api/shop/__init__.py", ""},
       {"api/shop/asgi.py", "a = 1\n"},
       {"api/shop/urls.py", "u = 1\n"},
       {"api/shop/wsgi.py", "w = 1\n"},
       {"api/shop/settings.py", "# Generated by 'django-admin startproject' using Django 5.\n"}}};
  int made = 0;
  const auto codes_with = [&](const std::string& path, const std::string& text) {
    const std::string name = "generated" + std::to_string(made++);
    std::vector<ImportedCommit> commits = Ordinary(6);
    ImportedCommit first = shipped;
    if (!path.empty()) first.files[path] = text;
    commits.insert(commits.begin(), first);
    ImportHistory(folder_, name, commits);
    return Codes(ProfileOf({name}));
  };
  EXPECT_THAT(codes_with("", ""), ElementsAre("scaffold"));
  EXPECT_THAT(codes_with("api/shop/orders.py", "o = 1\n"), IsEmpty()) << "a file of one's own";
  EXPECT_THAT(codes_with("api/shop/urls.py", std::string(8000, '#')), IsEmpty()) << "own lines";
  EXPECT_THAT(codes_with("api/shop/settings.py", "DEBUG = 1\n"), IsEmpty()) << "not its words";
}

TEST_F(AuthorsTest, ReformattingIsToldAndAnEditIsNot) {
  std::vector<ImportedCommit> commits = Ordinary(6);
  commits.push_back({kAda, "", 0, 0, "Add pages", Files("src", 60, "call('x',\n  1)\nx = ")});
  ImportHistory(folder_, "edited", [&] {
    auto edited = commits;
    edited.push_back({kGrace, "", 0, 0, "Edit", Files("src", 60, "call('y',\n  2)\nx = ")});
    return edited;
  }());
  EXPECT_THAT(Codes(ProfileOf({"edited"})), IsEmpty());
  commits.push_back({kGrace, "", 0, 0, "Format", Files("src", 60, "call(\"x\", 1)\nx = ")});
  ImportHistory(folder_, "formatted", commits);
  const Json profile = ProfileOf({"formatted"});
  ASSERT_THAT(Codes(profile), ElementsAre("reformatting"));
  EXPECT_THAT(profile["history"]["cautions"][0]["authors"], ElementsAre("a2"));
}

TEST_F(AuthorsTest, AThirdOfRealChangesAnywhereIsNoReformatting) {
  std::vector<ImportedCommit> commits = Ordinary(6);
  commits.push_back({kAda, "", 0, 0, "Add pages", Files("src", 60, "call('x',\n  1)\nx = ")});
  ImportedCommit update{kGrace, "", 0, 0, "Update", Files("src", 60, "call(\"x\", 1)\nx = ")};
  // The last ones by path.
  for (auto file = update.files.rbegin(); file != std::next(update.files.rbegin(), 20); ++file)
    file->second = "call('y', 2)\n";
  commits.push_back(update);
  ImportHistory(folder_, "update", commits);
  EXPECT_THAT(Codes(ProfileOf({"update"})), IsEmpty());
}

TEST_F(AuthorsTest, ALayoutOfDataOrBesideNewFilesIsNoReformatting) {
  std::vector<ImportedCommit> commits = Ordinary(6);
  ImportedCommit add{kAda, "", 0, 0, "Add", Files("src", 60, "call('x',\n  1)\nx = ")};
  ImportedCommit format{kGrace, "", 0, 0, "Format", {}};
  for (int i = 0; i < 60; ++i) {
    add.files["data/f" + std::to_string(i) + ".json"] = "{'a': 1}\n";
    format.files["data/f" + std::to_string(i) + ".json"] = "{\n  'a': 1\n}\n";
  }
  commits.push_back(add);
  commits.push_back(format);
  ImportHistory(folder_, "data", commits);
  EXPECT_THAT(Codes(ProfileOf({"data"})), IsEmpty());
  commits.back().files = Files("src", 60, "call(\"x\", 1)\nx = ");
  for (auto& [path, text] : Files("new", 3, "y = ")) commits.back().files[path] = text;
  ImportHistory(folder_, "feature", commits);
  EXPECT_THAT(Codes(ProfileOf({"feature"})), IsEmpty());
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

TEST_F(AuthorsTest, AMassRenameIsTold) {
  std::vector<ImportedCommit> commits = Ordinary(6);
  ImportedCommit move{kGrace, "", 0, 0, "Move", Files("new", 150, "x = ")};
  for (int half = 0; half < 2; ++half) {
    ImportedCommit add{kAda, "", 0, 0, "Add", {}};
    for (int i = half * 75; i < half * 75 + 75; ++i) {
      const std::string path = "old/f" + std::to_string(i) + ".py";
      add.files[path] = "x = " + std::to_string(i) + "\n";
      move.files[path] = std::nullopt;
    }
    commits.push_back(add);
  }
  commits.push_back(move);
  ImportHistory(folder_, "moved", commits);
  EXPECT_THAT(Codes(ProfileOf({"moved"})), ElementsAre("mass-rename"));
}

TEST_F(AuthorsTest, AVendoredDropIsTold) {
  std::vector<ImportedCommit> commits = Ordinary(6);
  commits.push_back({kAda, "", 0, 0, "Vendor", Files("node_modules/lib", 150, "x = ")});
  ImportHistory(folder_, "vendored", commits);
  EXPECT_THAT(Codes(ProfileOf({"vendored"})), ElementsAre("vendored-drop"));
}

TEST_F(AuthorsTest, ContradictingTimesAreTold) {
  std::vector<ImportedCommit> commits = Ordinary(40);
  constexpr std::int64_t kStart = 1'650'000'000;
  for (std::size_t i = 0; i < commits.size(); ++i) {
    commits[i].time = commits[i].committed = kStart + static_cast<std::int64_t>(i) * 86'400;
  }
  ImportHistory(folder_, "dated", commits);
  EXPECT_THAT(Codes(ProfileOf({"dated"})), IsEmpty());
  auto ahead = commits;
  for (std::size_t i = 10; i < 20; ++i) ahead[i].time += 400 * 86'400;
  ImportHistory(folder_, "ahead", ahead);
  EXPECT_THAT(Codes(ProfileOf({"ahead"})), ElementsAre("back-dated"));
  auto late = commits;
  for (std::size_t i = 10; i < 20; ++i) late[i].committed += 20 * 86'400;
  ImportHistory(folder_, "late", late);
  EXPECT_THAT(Codes(ProfileOf({"late"})), IsEmpty()) << "old work that was merged later";
}

TEST_F(AuthorsTest, TimesThatRunBackwardsAreTold) {
  std::vector<ImportedCommit> commits = Ordinary(40);
  for (std::size_t i = 0; i < commits.size(); ++i) {
    const auto day = static_cast<std::int64_t>(i % 2 == 0 ? i : i + 400);
    commits[i].time = commits[i].committed = 1'600'000'000 + day * 86'400;
  }
  ImportHistory(folder_, "backwards", commits);
  EXPECT_THAT(Codes(ProfileOf({"backwards"})), ElementsAre("back-dated"));
}

TEST_F(AuthorsTest, EachCommitOfABlockThatIsDatedBackCounts) {
  std::vector<ImportedCommit> commits = Ordinary(40);
  for (std::size_t i = 0; i < commits.size(); ++i)
    commits[i].time = 1'600'000'000 + static_cast<std::int64_t>(i) * 2 * 86'400;
  auto block = commits;
  for (std::size_t i = 10; i < 16; ++i)
    block[i].time = 1'500'000'000 + static_cast<std::int64_t>(i);
  ImportHistory(folder_, "block", block);
  const Json profile = ProfileOf({"block"});
  ASSERT_THAT(Codes(profile), ElementsAre("back-dated"));
  EXPECT_EQ(profile["history"]["cautions"][0]["count"], 6);
  commits[3].time += 3'000 * std::int64_t{86'400};
  ImportHistory(folder_, "clock", commits);
  EXPECT_THAT(Codes(ProfileOf({"clock"})), IsEmpty()) << "one clock was wrong once";
}

TEST_F(AuthorsTest, AuthorTimesOfYearsBeforeAreToldUnlessCarriedOver) {
  std::vector<ImportedCommit> commits = Ordinary(40);
  for (std::size_t i = 0; i < commits.size(); ++i) {
    commits[i].time = commits[i].committed =
        1'600'000'000 + static_cast<std::int64_t>(i) * 2 * 86'400;
  }
  for (std::size_t i = 10; i < 30; ++i) commits[i].time -= 900 * 86'400;
  ImportHistory(folder_, "dated", commits);
  const Json profile = ProfileOf({"dated"});
  ASSERT_THAT(Codes(profile), ElementsAre("back-dated"));
  EXPECT_EQ(profile["history"]["cautions"][0]["count"], 20);
  for (std::size_t i = 10; i < 30; ++i)
    commits[i].committed = commits[10].committed + static_cast<std::int64_t>(i) * 20;
  ImportHistory(folder_, "rebased", commits);
  EXPECT_THAT(Codes(ProfileOf({"rebased"})), IsEmpty());
}

}  // namespace
}  // namespace assay
