// Who made the commits: identities after the mailmap, each a person of its
// own, or a bot.
//
// A person is a name with an address, as Git tells them apart. Identities
// that look alike are proposed to be one person, with the reason, and never
// merged: only a mailmap, or whoever asks for the profile, knows.
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "base/diagnostic.h"
#include "git/mailmap.h"
#include "model/history.h"
#include "model/history_facts.h"
#include "rules/rule_set.h"

namespace assay {

struct Person {
  Identity identity;              // valid UTF-8
  std::uint32_t commits = 0;      // as the author, merges too
  std::uint32_t co_authored = 0;  // named by a trailer of somebody else's commit
  // Author times of these; none where no date can be read.
  std::optional<std::int64_t> first_time;
  std::optional<std::int64_t> last_time;
  struct Similar {
    std::uint32_t person;  // an earlier one
    std::string reason;
  };
  std::vector<Similar> similar_to;
};

class People {
 public:
  static People Build(const History& history, const Mailmap& mailmap,
                      const PeoplePatterns& patterns);

  // In the order of their first commits, parents before children; a trailer
  // counts with its commit.
  const std::vector<Person>& persons() const { return persons_; }

  // Indices of persons by the index of a commit in History: the author, unless
  // a bot, then the co-authors. Empty where only bots were at work.
  const std::vector<std::uint32_t>& Credited(std::size_t commit) const { return credited_[commit]; }
  // kNoPerson of a bot.
  std::uint32_t Author(std::size_t commit) const { return author_[commit]; }

  const Identity& AuthorIdentity(std::size_t commit) const {
    return identities_[author_identity_[commit]].identity;
  }
  const Identity& CommitterIdentity(std::size_t commit) const {
    return identities_[committer_identity_[commit]].identity;
  }
  bool IsSite(std::size_t commit) const { return identities_[committer_identity_[commit]].site; }

  // The person of a tag's maker; kNoPerson where that one is unknown or a bot.
  std::uint32_t PersonOf(const Signature& signature) const;
  std::uint32_t bot_commits() const { return bot_commits_; }
  const Diagnostics& diagnostics() const { return diagnostics_; }

 private:
  struct Known {
    Identity identity;
    bool bot = false;
    bool site = false;
    std::uint32_t person = kNoPerson;
  };
  std::uint32_t Know(const Identity& raw);
  std::uint32_t PersonAt(std::uint32_t identity);
  void Credit(std::uint32_t person, const Commit& commit);
  void ProposeSimilar();

  Mailmap mailmap_;
  PeoplePatterns patterns_;
  std::vector<Known> identities_;
  std::map<Identity, std::uint32_t> by_raw_;
  std::map<Identity, std::uint32_t> by_identity_;  // addresses in lower case
  std::vector<Person> persons_;
  std::vector<std::uint32_t> author_;
  std::vector<std::uint32_t> author_identity_;
  std::vector<std::uint32_t> committer_identity_;
  std::vector<std::vector<std::uint32_t>> credited_;
  std::uint32_t bot_commits_ = 0;
  Diagnostics diagnostics_;
};

// "a1" for the first person.
std::string PersonId(std::uint32_t person);

// A name as it is shown: valid UTF-8, on one line, no address in it.
std::string DisplayName(const Identity& identity);

// "Name <address>" of a trailer; an empty address where it has none.
Identity ParseIdentity(std::string_view text);

// Bytes of a commit's text as UTF-8, by the encoding that the commit names.
// Some of one byte a character are known (single_byte.h); what else is no
// UTF-8 is written as \xNN.
std::string DecodeText(std::string_view bytes, std::string_view encoding);

// The persons that one --author speaks of: an id ("a3"), a name, an address,
// "Name <address>", or a glob over either; ASCII case is ignored. Sorted.
std::vector<std::uint32_t> FindPersons(const People& people, std::string_view author);

// The history as facts for rules. Tags are those of commits of the history,
// and annotated ones made before its newest commit. `files`: by commit, how
// many it changed; 0 where that is not known.
HistoryFacts MakeHistoryFacts(const History& history, const People& people,
                              const std::vector<std::uint32_t>& files);

}  // namespace assay
