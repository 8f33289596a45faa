// The profile: everything that a scan says. docs/profile.schema.json is its
// published form; src/report writes it.
//
// Every list has a fixed order (said at the list), so that the same input
// gives the same bytes.
#pragma once

#include <cstdint>
#include <map>
#include <string>
#include <vector>

#include "base/diagnostic.h"
#include "model/snapshot.h"
#include "model/source_file.h"

namespace assay {

enum class Sign : std::uint8_t { kPractice, kWeakness };
enum class Strength : std::uint8_t { kNone, kDeclared, kImported, kUsed, kPractised };
enum class Outcome : std::uint8_t { kSeen, kNoEvidence, kCouldNotTell, kNotApplicable };
enum class Severity : std::uint8_t { kNone, kLow, kMedium, kHigh, kCritical };
enum class EvidenceKind : std::uint8_t { kLines, kFile, kCommit, kTag };

// A signal seen at a region of one file, or in a commit or tag.
struct Sighting {
  std::uint32_t signal = 0;  // index into RuleSet::signals
  std::uint32_t file = 0;    // index into the scan's files
  EvidenceKind kind = EvidenceKind::kLines;
  std::uint32_t start_line = 0;
  std::uint32_t line = 0;  // the decisive one
  std::uint32_t end_line = 0;
  std::string detail;  // the name, key or text that matched
};

// Where the decisive line comes from: the commit that brought it in as it is.
// Of a whole file, a line of whoever wrote most of it; of a commit or tag, that
// itself, without path and line.
struct Origin {
  std::string commit;
  std::string path;
  std::uint32_t line = 0;
  std::vector<std::string> authors;  // ids: "a1"; none where a bot wrote it, or nobody can know
  std::string date;                  // author time, UTC: 2024-05-01T12:00:00Z
  bool border = false;  // the history ends here: written in this commit or before, so no author
  std::string caution;  // code of the Caution that the commit is an example of
};

struct Evidence {
  std::string signal;  // "<skill>/<signal>"
  std::string skill;
  std::string technology;  // id; empty if none
  Sign sign = Sign::kPractice;
  Strength shows = Strength::kUsed;
  EvidenceKind kind = EvidenceKind::kLines;
  std::string at;    // commit at which path and blob hold
  std::string path;  // bytes as in the tree
  std::string blob;
  std::string tag;  // name; of a tag alone
  std::uint32_t start_line = 0;
  std::uint32_t line = 0;
  std::uint32_t end_line = 0;
  Origin origin;
  Purpose purpose = Purpose::kProduct;
  std::string why;
  std::string snippet;      // the decisive line, bounded; secrets and e-mails redacted
  std::string fingerprint;  // survives line shifts
  // Of a finding alone.
  Severity severity = Severity::kNone;
  std::vector<std::string> cwe;
  std::vector<std::string> asvs;
  std::string remediation;
  bool acknowledged = false;
  // Of what no longer stands alone: the commit after which it was gone, and its author time.
  std::string removed_by;
  std::string removed;
};

struct SkillTechnology {
  std::string id;
  std::string name;
  Strength strength = Strength::kNone;
  std::uint32_t sites = 0;
  std::uint32_t files = 0;
};

struct SkillResult {
  std::string id;
  std::string area;
  std::string name;
  Outcome outcome = Outcome::kNoEvidence;
  std::string outcome_reason;  // of could_not_tell and not_applicable
  Strength strength = Strength::kNone;
  bool claimed = false;
  std::string first_seen;  // dates as in Origin; empty without evidence
  std::string last_seen;
  std::uint32_t sites = 0;  // counts speak of all practice evidence, not of what is kept
  std::uint32_t files = 0;
  std::uint32_t signals = 0;
  std::map<std::string, std::uint32_t> by_author;
  std::uint32_t doubted = 0;    // sites whose commit a caution speaks of
  std::uint32_t all_sites = 0;  // of everybody; differs from `sites` in an author's profile
  // Sites by author and month of origin ("2024-05").
  std::map<std::string, std::map<std::string, std::uint32_t>> months;
  std::vector<SkillTechnology> technologies;  // by id
  std::vector<Evidence> evidence;             // strongest first, then path, line, signal; capped
};

struct LanguageShare {
  std::string name;
  std::uint64_t bytes = 0;
  std::uint32_t files = 0;
  double percent = 0;
};

struct Skipped {
  std::string path;
  std::string reason;  // "file-too-large", "vendored", "binary", "lfs-pointer", "submodule" …
  std::string detail;
};

// What makes attribution doubtful: told, never acted on in silence.
struct Caution {
  std::string code;     // "bulk-import"
  std::string message;  // one line
  std::uint32_t count = 0;
  std::vector<std::string> commits;  // a few examples, newest first
  std::vector<std::string> authors;  // ids of whom it concerns, in order
};

struct AuthorHabit {
  std::string signal;
  std::uint32_t commits = 0;  // of the author's, that fit
  std::uint32_t of = 0;       // that could have
};

struct Author {
  std::string id;  // "a1"
  std::string name;
  std::string email;  // empty unless addresses are shown
  std::string key;    // empty without an identity key
  std::uint32_t commits = 0;
  std::uint32_t co_authored = 0;
  std::string first_commit;
  std::string last_commit;
  struct Similar {
    std::string id;
    std::string reason;
  };
  std::vector<Similar> similar_to;
  std::vector<AuthorHabit> habits;  // by signal
  std::uint32_t evidence = 0;       // sites of all skills
};

struct Profile {
  // tool
  std::string version;
  std::string rules_digest;
  std::string extractor_version;
  std::string language_data;
  // repository
  std::string commit;
  std::string commit_date;
  std::string origin;
  bool shallow = false;
  bool partial = false;
  std::uint32_t files = 0;  // entries of the tree
  std::uint64_t bytes = 0;
  std::map<std::string, std::string> options;  // all that changed the result

  std::vector<LanguageShare> languages;  // most bytes first, then name
  std::vector<SkillResult> skills;       // in the order of the skills table
  std::vector<Evidence> findings;        // most severe first, then path, line, signal
  std::uint64_t commits = 0;
  std::string first_commit_date;
  std::string last_commit_date;
  std::vector<Caution> cautions;  // by code
  std::vector<std::string> tags;  // names of those that were looked at
  std::uint32_t people = 0;       // who made commits, bots left out
  std::uint32_t bot_commits = 0;
  std::vector<Author> authors;    // those with evidence here, by number
  std::vector<Evidence> removed;  // what no longer stands, with --history; newest removal first
  std::map<std::string, std::uint32_t> skipped_counts;  // reason → files
  std::vector<Skipped> skipped;                         // by reason, then path; capped per reason
  Diagnostics diagnostics;                              // sorted
};

// What `assay authors` lists.
struct AuthorLines {
  Author author;
  std::uint64_t lines = 0;  // that stand and are the author's; a co-author's too
  struct Language {
    std::string name;
    std::uint64_t lines = 0;
  };
  std::vector<Language> languages;  // most lines first, then name
};

struct AuthorListing {
  std::vector<AuthorLines> authors;  // most lines first, then by number
  std::uint64_t lines = 0;           // of all source files that count in the statistics
  std::uint64_t bot_lines = 0;
  std::uint64_t unknown_lines = 0;  // beyond a border of the history
  std::uint32_t bot_commits = 0;
  Diagnostics diagnostics;
};

// The word of the schema for each value.
std::string_view Name(Sign);
std::string_view Name(Strength);
std::string_view Name(Outcome);
std::string_view Name(Severity);
std::string_view Name(EvidenceKind);
std::string_view Name(Purpose);
std::string_view Name(Environment);

}  // namespace assay
