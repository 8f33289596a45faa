// Whom rules/people.yaml takes for a person.
#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <fstream>
#include <iterator>

#include "analyze/people.h"
#include "rules/decode.h"
#include "rules/document.h"

namespace assay {
namespace {

PeoplePatterns Patterns() {
  std::ifstream file(ASSAY_SOURCE_DIR "/rules/people.yaml", std::ios::binary);
  const std::string text{std::istreambuf_iterator<char>(file), {}};
  const auto document = ReadRuleDocument("people.yaml", text);
  EXPECT_TRUE(document);
  const auto patterns = DecodePeople(*document);
  EXPECT_TRUE(patterns);
  return *patterns;
}

People CommittedBy(const std::string& author, const std::string& committer) {
  History history;
  Commit commit;
  const Identity made = ParseIdentity(author);
  const Identity kept = ParseIdentity(committer);
  commit.author = {made.name, made.email, 1'700'000'000};
  commit.committer = {kept.name, kept.email, 1'700'000'000};
  history.commits.push_back(commit);
  static const PeoplePatterns kPatterns = Patterns();
  return People::Build(history, Mailmap(), kPatterns);
}

bool IsPerson(const std::string& author) { return !CommittedBy(author, author).persons().empty(); }

bool IsSite(const std::string& committer) {
  return CommittedBy("Ada <ada@example.org>", committer).IsSite(0);
}

TEST(PeopleRulesTest, ServicesAndAssistantsAreNobody) {
  for (const char* const bot :
       {"Scala Steward <me@scala-steward.org>", "self-hosted-renovate <renovate@example.org>",
        "k8s-ci-robot <k8s-ci-robot@users.noreply.github.com>",
        "Kubernetes Prow Robot <1+k8s-ci-robot@users.noreply.github.com>",
        "rust-lang/bors <bors@rust-lang.org>", "bors-servo <lead+bors@example.org>",
        "OpenAI Codex <codex@openai.com>", "aider (gpt-4o) <aider@aider.chat>",
        "fossabot <badges@fossa.io>", "codacy-badger <codacy-badger@example.org>",
        "gitbook-bot <ghost@gitbook.com>", "GitBook Bot <gitbook@example.org>",
        "Translation Bot <translation-bot@example.org>", "jenkins <jenkins@example.org>",
        "Jenkins <ci@jenkins.example.org>", "Mergify <m@example.org>"}) {
    EXPECT_FALSE(IsPerson(bot)) << bot;
  }
}

TEST(PeopleRulesTest, WhoSharesAWordWithAServiceIsAPerson) {
  for (const char* const person :
       {"Bors Kovacs <bors@kovacs.example>", "Mergify Fan <fan@example.org>",
        "Jenkins <roy@jenkins-family.example>", "Jan Bot <jan@example.org>",
        "Jan Bot <bot@example.org>", "Abbot <abbot@example.org>"}) {
    EXPECT_TRUE(IsPerson(person)) << person;
  }
}

TEST(PeopleRulesTest, SitesSignWhatWasMadeByAButton) {
  for (const char* const site :
       {"GitHub <noreply@github.com>", "web-flow <noreply@github.com>",
        "GitHub <noreply@ghe.example.org>", "GitHub Enterprise <noreply@example.org>",
        "GitLab <noreply@gitlab.example.org>", "Codeberg <noreply@codeberg.org>",
        "Gitea <gitea@example.org>", "Forgejo <noreply@example.org>"}) {
    EXPECT_TRUE(IsSite(site)) << site;
  }
  for (const char* const person : {"Gitea <me@example.org>", "Ada <noreply@example.org>"}) {
    EXPECT_FALSE(IsSite(person)) << person;
    EXPECT_TRUE(IsPerson(person)) << person;
  }
}

}  // namespace
}  // namespace assay
