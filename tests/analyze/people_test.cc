#include "analyze/people.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "analyze/authors.h"

namespace assay {
namespace {

using ::testing::AllOf;
using ::testing::ElementsAre;
using ::testing::HasSubstr;
using ::testing::IsEmpty;

Commit By(const std::string& name, const std::string& email, std::int64_t time = 1'700'000'000) {
  Commit commit;
  commit.author = commit.committer = {name, email, time};
  return commit;
}

// Commits in the order they were made, as History has them the other way round.
History HistoryOf(std::vector<Commit> commits) {
  History history;
  for (std::size_t i = 0; i < commits.size(); ++i) {
    commits[i].id.bytes[0] = 1;
    commits[i].id.bytes[19] = static_cast<unsigned char>(i);
  }
  history.commits.assign(commits.rbegin(), commits.rend());
  return history;
}

PeoplePatterns Patterns() {
  PeoplePatterns patterns;
  patterns.bots = {{"*[bot]", ""}};
  patterns.sites = {{"github", "noreply@github.com"}};
  patterns.shared_addresses = {"root@*"};
  return patterns;
}

People Of(std::vector<Commit> commits, const std::string& mailmap = "") {
  return People::Build(HistoryOf(std::move(commits)), Mailmap::Parse(mailmap), Patterns());
}

TEST(PeopleTest, AreNumberedInTheOrderOfTheirFirstCommits) {
  const People people = Of({By("Grace", "g@x.org"), By("Ada", "a@x.org"), By("Grace", "G@x.org")});
  ASSERT_EQ(people.persons().size(), 2U);
  EXPECT_EQ(people.persons()[0].identity.name, "Grace");
  EXPECT_EQ(people.persons()[0].commits, 2U);
  EXPECT_THAT(people.Credited(0), ElementsAre(0U)) << "the newest commit";
  EXPECT_EQ(PersonId(1), "a2");
}

TEST(PeopleTest, CoAuthorsShareTheCredit) {
  Commit commit = By("Ada", "a@x.org", 5);
  commit.trailers = {{"co-authored-by", "Grace <g@x.org>"},
                     {"Co-authored-by", "Ada <a@x.org>"},
                     {"Co-authored-by", "helper[bot] <b@x.org>"},
                     {"Co-authored-by", "somebody"}};
  const People people = Of({commit});
  EXPECT_THAT(people.Credited(0), ElementsAre(0U, 1U));
  EXPECT_EQ(people.persons()[1].co_authored, 1U);
  EXPECT_EQ(people.persons()[1].commits, 0U);
  EXPECT_EQ(people.persons()[1].first_time, 5);
}

TEST(PeopleTest, ABotIsNobodyAndLeavesTheCreditToItsCoAuthor) {
  Commit commit = By("renovate[bot]", "r@x.org");
  commit.trailers = {{"Co-authored-by", "Grace <g@x.org>"}};
  const People people = Of({By("renovate[bot]", "r@x.org"), commit});
  ASSERT_EQ(people.persons().size(), 1U);
  EXPECT_EQ(people.Author(0), kNoPerson);
  EXPECT_THAT(people.Credited(0), ElementsAre(0U));
  EXPECT_THAT(people.Credited(1), IsEmpty());
  EXPECT_EQ(people.bot_commits(), 2U);
}

TEST(PeopleTest, TheMailmapMakesOnePersonOfTwoIdentities) {
  const People people = Of({By("ada", "old@x.org"), By("Ada Lovelace", "a@x.org")},
                           "Ada Lovelace <a@x.org> <old@x.org>\n");
  ASSERT_EQ(people.persons().size(), 1U);
  EXPECT_EQ(people.persons()[0].commits, 2U);
}

TEST(PeopleTest, WhoLooksAlikeIsProposedAndNotMerged) {
  const People people = Of({By("Ada Lovelace", "a@x.org"), By("Ada Lovelace", "ada@y.org"),
                            By("countess", "A@X.org"), By("Grace Hopper", "ghopper@x.org"),
                            By("ghopper", "1+ghopper@users.noreply.github.com")});
  ASSERT_EQ(people.persons().size(), 5U);
  EXPECT_THAT(people.persons()[0].similar_to, IsEmpty());
  ASSERT_EQ(people.persons()[1].similar_to.size(), 1U);
  EXPECT_EQ(people.persons()[1].similar_to[0].person, 0U);
  EXPECT_THAT(people.persons()[1].similar_to[0].reason, HasSubstr("same name"));
  EXPECT_THAT(people.persons()[2].similar_to[0].reason, HasSubstr("same address"));
  ASSERT_EQ(people.persons()[4].similar_to.size(), 1U);
  EXPECT_EQ(people.persons()[4].similar_to[0].person, 3U);
}

TEST(PeopleTest, SharedAddressesOneWordNamesAndCommonLoginsProposeNobody) {
  const People people =
      Of({By("Ada Lovelace", "root@box"), By("Grace Hopper", "root@box"), By("John", "j@x.org"),
          By("John", "j@y.org"), By("Mary Jackson", "github@mary.example"),
          By("Joan Clarke", "github@joan.example")});
  for (const Person& person : people.persons()) EXPECT_THAT(person.similar_to, IsEmpty());
}

TEST(PeopleTest, NamesAreReadByTheEncodingThatTheCommitNames) {
  Commit commit = By("J\xF6rg \x8E", "j@x.org");
  commit.encoding = "windows-1252";
  const People known = Of({commit});
  EXPECT_EQ(known.persons()[0].identity.name, "J\u00f6rg \u017d");
  EXPECT_THAT(known.diagnostics(), IsEmpty());
  const People unknown = Of({By("J\xF6rg", "j@x.org")});
  EXPECT_EQ(unknown.persons()[0].identity.name, "J\\xf6rg");
  ASSERT_EQ(unknown.diagnostics().size(), 1U);
  EXPECT_EQ(unknown.diagnostics()[0].code, "name-not-utf8");
}

TEST(PeopleTest, AShownNameHoldsNoAddressAndNoLineEnd) {
  EXPECT_EQ(DisplayName({"Ada (ada@x.org)", "ada@x.org"}), "Ada (ada@…)");
  EXPECT_EQ(DisplayName({"ada@x.org", "ada@x.org"}), "ada@…");
  EXPECT_EQ(DisplayName({"", "ada@x.org"}), "ada");
  EXPECT_EQ(DisplayName({"", ""}), "(no name)");
  EXPECT_EQ(DisplayName({"a\nb\x1b[1m", ""}), "a b [1m");
  EXPECT_EQ(DisplayName({"Ren\xE9", ""}), "Ren\\xe9");
}

TEST(PeopleTest, AreFoundByIdNameAddressAndGlob) {
  const People people = Of({By("Ada Lovelace", "ada@x.org"), By("Grace [GH]", "grace@y.org")});
  EXPECT_THAT(FindPersons(people, "a2"), ElementsAre(1U));
  EXPECT_THAT(FindPersons(people, "a3"), IsEmpty());
  EXPECT_THAT(FindPersons(people, "ada lovelace"), ElementsAre(0U));
  EXPECT_THAT(FindPersons(people, "GRACE@y.org"), ElementsAre(1U));
  EXPECT_THAT(FindPersons(people, "grace [gh]"), ElementsAre(1U));
  EXPECT_THAT(FindPersons(people, "*@x.org"), ElementsAre(0U));
  EXPECT_THAT(FindPersons(people, "Ada Lovelace <ada@x.org>"), ElementsAre(0U));
  EXPECT_THAT(FindPersons(people, "*"), ElementsAre(0U, 1U));
  EXPECT_THAT(FindPersons(people, "Ada"), IsEmpty());
  EXPECT_THAT(FindPersons(people, ""), IsEmpty());
}

TEST(PeopleTest, AnAuthorWhoFitsNobodyIsAnErrorThatSaysWhatToDo) {
  const auto selection = Select(Of({By("Ada", "a@x.org")}), {{"a1"}, {"grace", "g@x.org"}}, "", "");
  ASSERT_FALSE(selection);
  EXPECT_THAT(selection.error().message,
              AllOf(HasSubstr("fits grace or g@x.org"), HasSubstr("assay authors")));
}

TEST(PeopleTest, IdentitiesThatAnAuthorHasElsewhereNeedNotFit) {
  const People people = Of({By("Ada", "a@x.org"), By("ada", "ada@home.example")});
  const auto selection = Select(people, {{"a@work.example", "a@x.org", "ada@*"}}, "", "");
  ASSERT_TRUE(selection);
  EXPECT_THAT(selection->persons, ElementsAre(0U, 1U));
}

TEST(PeopleTest, ADayBeginsAndEndsASelection) {
  EXPECT_EQ(*ParseTime("2024-05-01", false), "2024-05-01T00:00:00Z");
  EXPECT_EQ(*ParseTime("2024-05-01", true), "2024-05-01T23:59:59Z");
  EXPECT_EQ(*ParseTime("2024-05-01T12:00:00Z", true), "2024-05-01T12:00:00Z");
  for (const char* const text : {"", "yesterday", "2024-13-01", "2024-05-01T25:00:00Z", "24-05-01"})
    EXPECT_FALSE(ParseTime(text, false)) << text;
}

TEST(PeopleTest, WhoPressedAButtonSignedNothing) {
  Commit own = By("Ada", "a@x.org");
  own.signature = SignatureKind::kSsh;
  Commit button = own;
  button.committer = {"GitHub", "noreply@github.com", 1};
  const History history = HistoryOf({own, button});
  const HistoryFacts facts =
      MakeHistoryFacts(history, People::Build(history, Mailmap(), Patterns()), {0, 0});
  EXPECT_EQ(facts.commits[0].signed_by, SignedBy::kSite);
  EXPECT_EQ(facts.commits[1].signed_by, SignedBy::kPerson);
}

TEST(PeopleTest, TagsOfOtherBranchesCountIfTheyWereMadeBefore) {
  History history = HistoryOf({By("Ada", "a@x.org", 1'000)});
  const auto tag = [&](const std::string& name, bool annotated, std::int64_t time, bool here) {
    Tag made;
    made.name = name;
    made.annotated = annotated;
    made.tagger.time = time;
    made.targets_commit = true;
    if (here) made.target = history.commits[0].id;
    history.tags.push_back(made);
  };
  tag("here", false, 0, true);
  tag("before", true, 900, false);
  tag("after", true, 1'100, false);
  tag("light", false, 0, false);
  const HistoryFacts facts =
      MakeHistoryFacts(history, People::Build(history, Mailmap(), Patterns()), {0});
  ASSERT_EQ(facts.tags.size(), 2U);
  EXPECT_EQ(facts.tags[0].name, "here");
  EXPECT_EQ(facts.tags[1].name, "before");
}

}  // namespace
}  // namespace assay
