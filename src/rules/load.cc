#include "rules/load.h"

#include <fmt/format.h>

#include <algorithm>
#include <filesystem>
#include <fstream>
#include <sstream>

#include "base/hash.h"
#include "base/text.h"
#include "rules/decode.h"
#include "rules/document.h"

namespace assay {
namespace {

namespace fs = std::filesystem;

constexpr std::string_view kSkills = "skills.yaml";
constexpr std::string_view kLevels = "levels.yaml";
constexpr std::string_view kPeople = "people.yaml";

Result<std::vector<RuleText>> ReadFolder(const std::string& directory) {
  std::error_code error;
  std::vector<RuleText> texts;
  for (fs::recursive_directory_iterator entry(directory, error), end; !error && entry != end;
       entry.increment(error)) {
    if (!entry->is_regular_file() || entry->path().extension() != ".yaml") continue;
    std::ifstream file(entry->path(), std::ios::binary);
    std::ostringstream text;
    text << file.rdbuf();
    if (!file) return UsageError(fmt::format("cannot read rule file {}", entry->path().string()));
    texts.push_back({entry->path().lexically_relative(directory).generic_string(), text.str()});
  }
  if (error)
    return UsageError(fmt::format("cannot read rule folder {}: {}", directory, error.message()));
  std::sort(texts.begin(), texts.end(),
            [](const RuleText& a, const RuleText& b) { return a.path < b.path; });
  return texts;
}

Result<std::vector<RuleDocument>> ReadDocuments(const std::vector<RuleText>& texts) {
  std::vector<RuleDocument> documents;
  for (const RuleText& text : texts) {
    ASSAY_TRY(RuleDocument document, ReadRuleDocument(text.path, text.text));
    documents.push_back(std::move(document));
  }
  return documents;
}

const RuleDocument* FindDocument(const std::vector<RuleDocument>& documents,
                                 std::string_view path) {
  for (const RuleDocument& document : documents) {
    if (document.path == path) return &document;
  }
  return nullptr;
}

Error At(const RuleDocument& document, const DecodeError& error,
         const std::vector<RuleText>& texts) {
  std::uint32_t line = 1;
  for (const RuleText& text : texts) {
    if (text.path == document.path) line = LineOf(text.text, error.pointer);
  }
  return UsageError(fmt::format("{}:{}: {}", document.path, line, error.message));
}

// Queries are looked at when the rules have long been read.
void PlaceQueries(const std::vector<RuleText>& texts, Signal& signal) {
  for (Condition& condition : signal.conditions) {
    for (RawQuery& query : condition.queries) {
      for (const RuleText& text : texts) {
        if (text.path == signal.file) query.line = LineOf(text.text, query.pointer);
      }
    }
  }
}

template <typename T>
void SortById(std::vector<T>& items) {
  std::stable_sort(items.begin(), items.end(), [](const T& a, const T& b) { return a.id < b.id; });
}

Result<void> CheckReferences(const RuleSet& rules) {
  for (std::size_t i = 1; i < rules.signals.size(); ++i) {
    const Signal& a = rules.signals[i - 1];
    const Signal& b = rules.signals[i];
    if (a.id == b.id) {
      return UsageError(fmt::format("{}: signal {} is also in {}", b.file, b.id, a.file));
    }
  }
  for (std::size_t i = 1; i < rules.technologies.size(); ++i) {
    if (rules.technologies[i - 1].id == rules.technologies[i].id) {
      return UsageError(fmt::format("technology {} is defined twice", rules.technologies[i].id));
    }
  }
  for (const Signal& signal : rules.signals) {
    std::vector<std::string> named = signal.needs;
    if (!signal.technology.empty()) named.push_back(signal.technology);
    for (const std::string& id : named) {
      if (rules.FindTechnology(id) != nullptr) continue;
      return UsageError(
          fmt::format("{}: signal {} names the technology {}, which no rule file defines",
                      signal.file, signal.id, id));
    }
  }
  for (const Example& example : rules.examples) {
    for (const Example::Expectation& expectation : example.expectations) {
      if (rules.FindSignal(expectation.signal) != nullptr) continue;
      return UsageError(fmt::format("{}: an example names the signal {}, which does not exist",
                                    example.rule_file, expectation.signal));
    }
  }
  return {};
}

// A rule without a match and a near miss proves nothing. The signals that
// every technology has are proven by the tests of the engine.
Result<void> CheckExamples(const RuleSet& rules, const RuleSet* base) {
  for (const Signal& signal : rules.signals) {
    if (base != nullptr && base->FindSignal(signal.id) != nullptr) continue;
    if (signal.anchor.fields.empty() && signal.anchor.arguments.empty()) continue;
    bool seen = false;
    bool missed = false;
    for (const Example& example : rules.examples) {
      for (const Example::Expectation& expectation : example.expectations) {
        if (expectation.signal == signal.id) (expectation.seen ? seen : missed) = true;
      }
    }
    if (seen && missed) continue;
    return UsageError(fmt::format("{}: signal {} has no example that {}", signal.file, signal.id,
                                  seen ? "must not match (not: …)" : "must match (sees: …)"));
  }
  return {};
}

Result<RuleSet> Build(const std::vector<RuleDocument>& documents,
                      const std::vector<RuleText>& texts, const RuleSet* base) {
  RuleSet rules;
  if (base != nullptr) rules = *base;
  if (const RuleDocument* const skills = FindDocument(documents, kSkills)) {
    auto decoded = DecodeSkills(*skills);
    if (!decoded) return At(*skills, decoded.error(), texts);
    rules.skills.insert(rules.skills.end(), decoded->begin(), decoded->end());
  }
  if (const RuleDocument* const levels = FindDocument(documents, kLevels)) {
    const auto decoded = DecodeLevels(*levels, rules.skills);
    if (!decoded) return At(*levels, decoded.error(), texts);
  }
  if (const RuleDocument* const people = FindDocument(documents, kPeople)) {
    auto decoded = DecodePeople(*people);
    if (!decoded) return At(*people, decoded.error(), texts);
    const auto append = [](auto& to, auto& from) { to.insert(to.end(), from.begin(), from.end()); };
    append(rules.people.bots, decoded->bots);
    append(rules.people.sites, decoded->sites);
    append(rules.people.shared_addresses, decoded->shared_addresses);
    append(rules.people.scaffolds, decoded->scaffolds);
    append(rules.people.generators, decoded->generators);
  }
  std::string digest = rules.digest;
  for (const RuleDocument& document : documents) {
    RuleDocument bare = document;
    bare.content.erase("examples");
    digest = HashHex(digest + document.path + '\0' + bare.content.dump());
    if (document.path == kSkills || document.path == kLevels || document.path == kPeople ||
        document.path.starts_with("roles/")) {
      continue;
    }
    const std::size_t known = rules.signals.size();
    const auto decoded = DecodeRule(document, rules);
    if (!decoded) return At(document, decoded.error(), texts);
    for (std::size_t i = known; i < rules.signals.size(); ++i)
      PlaceQueries(texts, rules.signals[i]);
  }
  rules.digest = digest;
  SortById(rules.technologies);
  SortById(rules.signals);
  ASSAY_TRY_VOID(CheckReferences(rules));
  return rules;
}

}  // namespace

Result<RuleSet> LoadRules(const std::vector<RuleText>& texts, const RuleSet* base) {
  ASSAY_TRY(const std::vector<RuleDocument> documents, ReadDocuments(texts));
  ASSAY_TRY(RuleSet rules, Build(documents, texts, base));
  ASSAY_TRY_VOID(CheckExamples(rules, base));
  return rules;
}

Result<RuleSet> LoadRules(const std::string& directory, const RuleSet* base) {
  ASSAY_TRY(const std::vector<RuleText> texts, ReadFolder(directory));
  return LoadRules(texts, base);
}

}  // namespace assay
