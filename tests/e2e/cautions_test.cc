// What makes a history doubtful, as users are told.
#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <map>
#include <optional>
#include <set>
#include <string>
#include <vector>

#include "tests/e2e/history_test.h"

namespace assay {
namespace {

using ::testing::ElementsAre;
using ::testing::IsEmpty;

using CautionsTest = HistoryTest;

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

TEST_F(CautionsTest, AnOrdinaryHistoryHasNoCaution) {
  ImportHistory(folder_, "plain", Ordinary(40));
  EXPECT_THAT(Codes(ProfileOf({"plain"})), IsEmpty());
}

TEST_F(CautionsTest, ABulkImportIsToldAndMakesNoPersonPractised) {
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

TEST_F(CautionsTest, WhatABotBringsInIsNoImport) {
  std::vector<ImportedCommit> commits = Ordinary(10);
  commits.push_back({kBot, "", 0, 0, "Generate", Files("deploy", 250, "x = ")});
  ImportHistory(folder_, "bot", commits);
  EXPECT_THAT(Codes(ProfileOf({"bot"})), IsEmpty());
}

TEST_F(CautionsTest, AnImportIsJudgedByAllFilesWhateverPartIsLookedAt) {
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

TEST_F(CautionsTest, TwoHundredPicturesAreNoImport) {
  std::vector<ImportedCommit> commits = Ordinary(10);
  ImportedCommit pictures{kGrace, "", 0, 0, "Add pictures", {}};
  for (int i = 0; i < 250; ++i) pictures.files["p/" + std::to_string(i) + ".svg"] = "<svg/>\n";
  commits.push_back(pictures);
  ImportHistory(folder_, "pictures", commits);
  EXPECT_THAT(Codes(ProfileOf({"pictures"})), IsEmpty());
}

TEST_F(CautionsTest, MovingAndEditingFilesIsNoImport) {
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

TEST_F(CautionsTest, ASquashedHistoryIsTold) {
  ImportHistory(folder_, "squashed", {{kAda, "", 0, 0, "Release", Files("src", 120, "x = ")}});
  EXPECT_THAT(Codes(ProfileOf({"squashed"})), ElementsAre("squashed-history"));
  ImportHistory(folder_, "hosted",
                {{kAda, "", 0, 0, "Initial commit", {{"README.md", "# Shop\n"}}},
                 {kGrace, "", 0, 0, "Add project", Files("src", 120, "x = ")}});
  const Json profile = ProfileOf({"hosted"});
  ASSERT_THAT(Codes(profile), ElementsAre("squashed-history"));
  EXPECT_THAT(profile["history"]["cautions"][0]["authors"], ElementsAre("a2"));
}

TEST_F(CautionsTest, AReplayedHistoryIsTold) {
  constexpr std::int64_t kStart = 1'650'000'000;
  std::vector<ImportedCommit> commits = Ordinary(40);
  for (std::size_t i = 0; i < commits.size(); ++i) {
    commits[i].time = kStart + static_cast<std::int64_t>(i) * 2 * 86'400;
    commits[i].committed = kStart + 100 * 86'400 + static_cast<std::int64_t>(i) * 10;
  }
  ImportHistory(folder_, "replayed", commits);
  EXPECT_THAT(Codes(ProfileOf({"replayed"})), ElementsAre("replayed-history"));
}

TEST_F(CautionsTest, AGeneratorsScaffoldIsTold) {
  std::vector<ImportedCommit> commits = Ordinary(6);
  commits.insert(commits.begin(),
                 {kAda, "", 0, 0, "Initial commit from Create Next App", Files("app", 9, "x = ")});
  ImportHistory(folder_, "scaffold", commits);
  EXPECT_THAT(Codes(ProfileOf({"scaffold"})), ElementsAre("scaffold"));
}

TEST_F(CautionsTest, WhatAGeneratorShipsIsToldByItsContent) {
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

TEST_F(CautionsTest, ReformattingIsToldAndAnEditIsNot) {
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

TEST_F(CautionsTest, AThirdOfRealChangesAnywhereIsNoReformatting) {
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

TEST_F(CautionsTest, ALayoutOfDataOrBesideNewFilesIsNoReformatting) {
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

TEST_F(CautionsTest, AMassRenameIsTold) {
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

TEST_F(CautionsTest, AVendoredDropIsTold) {
  std::vector<ImportedCommit> commits = Ordinary(6);
  commits.push_back({kAda, "", 0, 0, "Vendor", Files("node_modules/lib", 150, "x = ")});
  ImportHistory(folder_, "vendored", commits);
  EXPECT_THAT(Codes(ProfileOf({"vendored"})), ElementsAre("vendored-drop"));
}

TEST_F(CautionsTest, ContradictingTimesAreTold) {
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

TEST_F(CautionsTest, TimesThatRunBackwardsAreTold) {
  std::vector<ImportedCommit> commits = Ordinary(40);
  for (std::size_t i = 0; i < commits.size(); ++i) {
    const auto day = static_cast<std::int64_t>(i % 2 == 0 ? i : i + 400);
    commits[i].time = commits[i].committed = 1'600'000'000 + day * 86'400;
  }
  ImportHistory(folder_, "backwards", commits);
  EXPECT_THAT(Codes(ProfileOf({"backwards"})), ElementsAre("back-dated"));
}

TEST_F(CautionsTest, EachCommitOfABlockThatIsDatedBackCounts) {
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

TEST_F(CautionsTest, AuthorTimesOfYearsBeforeAreToldUnlessCarriedOver) {
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
