#include "git/mailmap.h"

#include <gtest/gtest.h>

#include <string>
#include <vector>

#include "tests/git/temp_repository.h"

namespace assay {
namespace {

TEST(MailmapTest, AnAddressGetsItsProperName) {
  const Mailmap mailmap = Mailmap::Parse("Ada Lovelace <ada@example.org>\n");
  EXPECT_EQ(mailmap.Resolve({"ada", "ADA@example.org"}),
            (Identity{"Ada Lovelace", "ADA@example.org"}));
  EXPECT_EQ(mailmap.Resolve({"ada", "ada@example.com"}), (Identity{"ada", "ada@example.com"}));
}

TEST(MailmapTest, ANameBeforeTheOldAddressLimitsTheEntryToIt) {
  const Mailmap mailmap =
      Mailmap::Parse("Ada Lovelace <ada@example.org> countess <shared@example.org>\n");
  EXPECT_EQ(mailmap.Resolve({"Countess", "shared@example.org"}),
            (Identity{"Ada Lovelace", "ada@example.org"}));
  EXPECT_EQ(mailmap.Resolve({"Grace", "shared@example.org"}),
            (Identity{"Grace", "shared@example.org"}));
}

TEST(MailmapTest, WhatIsNoEntryIsPassedOver) {
  const Mailmap mailmap =
      Mailmap::Parse("# Ada <ada@example.org>\nnobody\n<unclosed\nAda <>\n\n> <\n");
  EXPECT_EQ(mailmap.entries(), 0U);
}

TEST(MailmapTest, OnlySoManyEntriesAreKept) {
  std::string text;
  for (std::size_t i = 0; i <= Mailmap::kMaxEntries; ++i) text += "A <a@b>\n";
  const Mailmap mailmap = Mailmap::Parse(text);
  EXPECT_EQ(mailmap.entries(), Mailmap::kMaxEntries);
  EXPECT_TRUE(mailmap.cut_short());
}

// Odd files and the people to ask for: Git is the judge of each pair.
const std::vector<std::string>& OddMailmaps() {
  static const std::vector<std::string> kTexts = {
      "Ada <ada@example.org>\n",
      "<ada@example.org> <old@example.org>\n",
      "Ada <ada@example.org> <old@example.org>\nLovelace <old@example.org>\n",
      "Ada <ada@example.org> Countess <old@example.org>\nGrace <g@example.org> <old@example.org>\n",
      "Ada <ada@example.org>\r\n<ada@example.org> <old@example.org>\r\n",
      "  Ada   <ada@example.org>  \t countess  < old@example.org >\n",
      "Ada <ada@example.org> <>\n",
      "Ada <ada@example.org> Countess <>\n",
      "Ada <ada@example.org> rest without an address\n",
      "Ada <ada@example.org> <old@example.org> <third@example.org>\n",
      "Ada <ada@example.org> <old@example.org> # a comment\n",
      " # Ada <ada@example.org>\n",
      "#Ada <ada@example.org>\nAda <ada@example.org>",
      "<ada@example.org> Countess <ada@example.org>\n",
      "A <b <ada@example.org>\n",
      "A > b <ada@example.org>\n",
      "One <ada@example.org>\nTwo <ADA@EXAMPLE.ORG>\n",
      "One <new@example.org> <ada@example.org>\n<newer@example.org> <ada@example.org>\n",
      "One <new@example.org> countess <old@example.org>\nTwo <two@example.org> COUNTESS "
      "<old@example.org>\n",
      "\xC3\x84"
      "da <ada@example.org>\n\xC4"
      "da <old@example.org>\n"};
  return kTexts;
}

TEST(MailmapTest, EveryAnswerIsThatOfGit) {
  const std::vector<Identity> people = {
      {"ada", "ada@example.org"},      {"Countess", "old@example.org"},
      {"countess", "OLD@example.org"}, {"other", "old@example.org"},
      {"ada", "Ada@Example.ORG"},      {"third", "third@example.org"},
      {"Countess", "ada@example.org"}};
  std::string contacts;
  for (const Identity& person : people) contacts += " '" + person.name + " <" + person.email + ">'";
  const TempRepository repository;
  for (const std::string& text : OddMailmaps()) {
    WriteFile(repository.path() + "/.mailmap", text);
    std::string ours;
    for (const Identity& person : people) {
      const Identity found = Mailmap::Parse(text).Resolve(person);
      ours += (found.name.empty() ? "" : found.name + " ") + "<" + found.email + ">\n";
    }
    EXPECT_EQ(ours, repository.Git("check-mailmap" + contacts)) << text;
  }
}

TEST(MailmapTest, ALogOfAuthorsIsThatOfGit) {
  const TempRepository repository;
  const std::string mailmap =
      "Ada Lovelace <ada@example.org> <old@example.org>\nGrace Hopper <grace@example.org> gh "
      "<shared@example.org>\n";
  const std::vector<Identity> authors = {
      {"ada", "old@example.org"}, {"gh", "shared@example.org"}, {"other", "shared@example.org"}};
  std::string ours;
  for (const Identity& author : authors) {
    CommitOptions options;
    options.author = author.name + " <" + author.email + "> 1700000000 +0000";
    repository.Commit({{".mailmap", mailmap}, {"file", author.name}}, options);
    const Identity found = Mailmap::Parse(mailmap).Resolve(author);
    ours = found.name + "|" + found.email + "\n" + ours;
  }
  EXPECT_EQ(ours,
            repository.Git("-c mailmap.blob=HEAD:.mailmap log --use-mailmap --format='%aN|%aE'"));
}

}  // namespace
}  // namespace assay
