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

// Where the decisive line comes from. Without authorship: the snapshot's
// commit, the same path and line, and no author.
struct Origin {
  std::string commit;
  std::string path;
  std::uint32_t line = 0;
  std::vector<std::string> authors;  // ids: "a1"
  std::string date;                  // author time, UTC: 2024-05-01T12:00:00Z
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
  std::vector<std::string> cautions;
  std::map<std::string, std::uint32_t> skipped_counts;  // reason → files
  std::vector<Skipped> skipped;                         // by reason, then path; capped per reason
  Diagnostics diagnostics;                              // sorted
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
