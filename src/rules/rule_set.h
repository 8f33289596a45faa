// Rules as values: what to look for, what it shows, and how it is told.
//
// A rule is data over facts; it never parses. docs/rules.md teaches the files
// that these are read from; src/analyze/match.h says how they are matched.
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "base/result.h"
#include "model/fact_fields.h"
#include "model/facts.h"
#include "model/profile.h"

namespace assay {

struct Skill {
  std::string id;
  std::string area;
  std::string name;
  std::string counts;  // what counts as evidence
  // From levels.yaml: what `practised` needs; a language has other numbers
  // than a skill that lives in one file.
  std::uint32_t practised_sites = 3;
  std::uint32_t practised_files = 2;
  std::uint32_t practised_signals = 2;
  // Languages one of which must be in the repository, or a skill that must be
  // seen; otherwise the skill is not_applicable. Empty: always applicable.
  std::vector<std::string> applies_to_languages;
  std::string applies_to_skill;

  bool operator==(const Skill&) const = default;
};

// A library, product or service that signals can be evidence of.
struct Technology {
  std::string id;
  std::string name;
  std::string skill;
  std::vector<std::string> packages;  // "pypi:redis", "maven:group:artifact", "image:redis"; globs
  std::vector<std::string> modules;   // as in Import::module; a prefix up to '.', '/' or the end
  bool development = false;           // a development dependency counts as well

  bool operator==(const Technology&) const = default;
};

// What one text must be. All parts that are given must hold; inside a part
// one alternative suffices. Of a list of texts, one element must fit `equal`,
// `like`, `words` and `patterns`, every value of `all` must occur, and no
// element may be in `none`.
struct TextMatch {
  std::vector<std::string> equal;
  std::vector<std::string> like;      // globs, see MatchesGlob
  std::vector<std::string> words;     // "api key": these words in a row in an identifier
  std::vector<std::string> patterns;  // RE2, anywhere
  std::vector<std::string> all;
  std::vector<std::string> none;
  std::optional<double> min;
  std::optional<double> max;
  std::optional<bool> exists;      // not empty / empty
  std::optional<bool> secret;      // has the shape of a secret (analyze/secret_shape.h)
  std::vector<std::string> lacks;  // RE2, none of which occurs in any element
  bool ignore_case = false;

  bool operator==(const TextMatch&) const = default;
};

struct FieldMatch {
  std::string field;
  TextMatch match;

  bool operator==(const FieldMatch&) const = default;
};

// One argument of a use. Addresses: "0" or "timeout" for an argument, "0.hsts.maxAge",
// "options.secure" for a member of a map that is one; globs. Empty: any argument.
struct ArgumentMatch {
  std::vector<std::string> at;
  std::vector<std::string> kinds;
  TextMatch text;
  bool absent = false;  // no argument is like this

  bool operator==(const ArgumentMatch&) const = default;
};

// A tree-sitter query for files of one grammar: a shape that no fact tells.
// What is wrong in it is told by CheckQueries of src/analyze.
struct RawQuery {
  std::string grammar;
  std::string text;
  std::string pointer;     // where it stands in its rule file,
  std::uint32_t line = 0;  // and on which line

  bool operator==(const RawQuery&) const = default;
};

// How near a condition's fact must be to the anchor.
enum class At : std::uint8_t { kSite, kFunction, kClass, kFile, kRepository };

struct Condition {
  FactKind kind = FactKind::kUse;
  // Instead of facts: places that a query finds, by the grammar of the file.
  std::vector<RawQuery> queries;
  std::vector<FieldMatch> fields;
  std::vector<ArgumentMatch> arguments;
  std::vector<std::string> paths;  // globs over the file's path; empty: any
  At at = At::kSite;
  std::uint32_t count = 1;  // at least so many facts
  bool negated = false;     // fewer than `count` facts
  bool excuse = false;      // negated, since what it finds makes a weakness none (`unless:`)
  // A name of a fact's field that must equal the anchor's field of the second name.
  std::vector<std::pair<std::string, std::string>> same;

  bool operator==(const Condition&) const = default;
};

// A habit: the signal is seen where enough of the facts that fit `of` fit the
// anchor as well. Of commits, counted for the repository and for each author.
struct Share {
  double percent = 0;          // at least
  std::uint32_t at_least = 1;  // facts that fit `of`; fewer say nothing
  Condition of;

  bool operator==(const Share&) const = default;
};

struct Signal {
  std::string id;  // "<skill>/<name>"
  std::string skill;
  std::string technology;  // id; may be empty
  Sign sign = Sign::kPractice;
  Strength shows = Strength::kUsed;
  Severity severity = Severity::kNone;
  std::string why;
  std::string remediation;
  std::vector<std::string> refs;       // CWE-89, ASVS-1.2.4
  std::vector<std::string> languages;  // Linguist's names; empty: any
  std::vector<Purpose> purposes;       // of the anchor's file
  std::vector<std::string> needs;      // technologies of which one the repository must declare
                                       // or import
  Condition anchor;
  std::vector<Condition> conditions;
  std::optional<Share> share;
  std::string file;  // the rule file, for `assay rules show`
  std::uint32_t line = 0;

  bool operator==(const Signal&) const = default;
};

// A piece of content that proves the signals of its rule file.
struct Example {
  struct File {
    std::string path;
    std::string code;
  };
  // A signal seen (or, as a near miss, not seen) with its decisive line there.
  struct Expectation {
    std::string signal;
    std::string path;
    std::uint32_t line = 0;
    bool seen = true;
  };
  // Commits and tags instead of, or beside, files. An expectation of one has
  // the path "commit" or "tag" and the place in this list, from 1, as its line.
  struct Commit {
    std::string author = "Ada Lovelace <ada@example.org>";
    std::string committer;  // empty: the author
    std::string message = {};
    std::uint32_t parents = 1;
    std::string signature = {};  // openpgp, ssh, x509
    std::uint32_t files = 0;     // changed by each; 0: not known
    std::uint32_t repeat = 1;    // so many commits like this
  };
  struct Tag {
    std::string name;
    std::string message;  // of an annotated one
    std::string signature;
  };
  std::string rule_file;
  std::uint32_t line = 0;
  std::vector<File> files;
  std::vector<Commit> commits;  // in the order they were made
  std::vector<Tag> tags;
  std::vector<Expectation> expectations;
};

// Glob patterns of names and addresses, ASCII case ignored.
struct IdentityPattern {
  std::string name;   // empty: any
  std::string email;  // empty: any

  bool operator==(const IdentityPattern&) const = default;
};

// What a project's generator writes, so that a commit of it is told by what it holds.
struct Generator {
  std::string name;
  std::string at;                  // RE2 of the path of a file in its own words …
  std::string says;                // … and of these
  std::vector<std::string> ships;  // RE2 of its paths, from the folder of that file on
  std::uint32_t bytes = 0;         // all of it together, lock files and pictures left out

  bool operator==(const Generator&) const = default;
};

// people.yaml: who is no person, and whose signature is not the author's.
struct PeoplePatterns {
  std::vector<IdentityPattern> bots;
  std::vector<IdentityPattern> sites;         // what hosting sites commit as
  std::vector<std::string> shared_addresses;  // globs of addresses that several people have
  std::vector<std::string> scaffolds;         // RE2 of subjects that generators write
  std::vector<Generator> generators;

  bool operator==(const PeoplePatterns&) const = default;
};

struct RuleSet {
  std::vector<Skill> skills;             // in the order of skills.yaml
  std::vector<Technology> technologies;  // by id
  std::vector<Signal> signals;           // by id
  std::vector<Example> examples;         // empty in the compiled rules
  PeoplePatterns people;
  std::string digest;  // of all that decides a profile

  const Skill* FindSkill(std::string_view id) const;
  const Technology* FindTechnology(std::string_view id) const;
  const Signal* FindSignal(std::string_view id) const;
};

// The names of a fact kind's fields, with those that the matcher adds
// ("dynamic"); what rules may name.
const std::vector<std::string_view>& FieldNames(FactKind kind);

// The field that a bare text or list means: `use: npm:express#default`.
std::string_view PrimaryField(FactKind kind);

}  // namespace assay
