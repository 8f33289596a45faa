// What the commits and tags of a repository are to a rule: facts like those of
// files, but of the history.
//
// Names are those that the mailmap gives. Texts live in the arena.
#pragma once

#include <cstdint>
#include <vector>

#include "model/facts.h"
#include "model/text_arena.h"

namespace assay {

// Who put a signature under a commit. Nothing is verified.
enum class SignedBy : std::uint8_t {
  kNobody,
  kPerson,  // the commit's committer, or the tag's maker
  kSite,    // a hosting site, when somebody pressed its button
};

struct CommitFact {
  Region region;  // start_line: the commit's place in History, from 1
  Text subject;
  Text body;  // without trailers
  Text author;
  Text email;
  Text committer;
  std::uint32_t words = 0;  // of the subject
  std::uint32_t parents = 0;
  std::uint32_t files = 0;  // changed against the parent; 0 where that is not known
  bool merge = false;
  bool bot = false;  // the author is none of the people
  Texts co_authors;  // names, without the author and without bots
  Texts trailers;    // "Reviewed-by: Ada <ada@example.org>"
  Text signature;    // none, openpgp, ssh, x509, other
  SignedBy signed_by = SignedBy::kNobody;
};

struct TagFact {
  Region region;  // start_line: the tag's place in History, from 1
  Text name;
  Text subject;
  bool annotated = false;
  Text signature;
  SignedBy signed_by = SignedBy::kNobody;
};

struct HistoryFacts {
  TextArena arena;
  std::vector<CommitFact> commits;           // as in History
  std::vector<TagFact> tags;                 // as in History, those of commits of the history
  std::vector<std::uint32_t> commit_author;  // by commit: an index of a person; kNoPerson of a bot
  bool complete = true;                      // false: commits are missing
};

inline constexpr std::uint32_t kNoPerson = 0xFFFFFFFF;

}  // namespace assay
