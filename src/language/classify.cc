#include "language/classify.h"

#include <algorithm>
#include <utility>

#include "base/pattern.h"
#include "base/text.h"
#include "language/detect.h"
#include "language/encoding.h"
#include "language/generated.h"
#include "language/linguist_tables.h"
#include "language/path_rules.h"
#include "language/purpose.h"

namespace assay {
namespace {

const linguist::DataSet& DataSetOf(LinguistData data) {
  return data == LinguistData::kMain ? linguist::kMain : linguist::k7221;
}

// What Git LFS leaves in place of a file.
bool IsLfsPointer(std::string_view head) {
  static const Pattern kSize = *Pattern::Compile(R"(\nsize \d+\n?\z)");
  return head.starts_with("version https://git-lfs.github.com/spec/v1\n") &&
         head.find("\noid sha256:") != std::string_view::npos && kSize.Search(head);
}

std::size_t CountFolders(const std::vector<TreeEntry>& entries) {
  std::size_t folders = 0;
  std::string_view before;
  for (const TreeEntry& entry : entries) {
    const std::string_view path = entry.path;
    // Entries are sorted, so each folder's are together.
    const auto [a, b] = std::mismatch(before.begin(), before.end(), path.begin(), path.end());
    folders += static_cast<std::size_t>(std::count(b, path.end(), '/'));
    before = path;
  }
  return folders;
}

}  // namespace

struct Classifier::State {
  const linguist::DataSet& data;
  LinguistData name;
  AttributeRules attributes;
};

// What the path says, by the rules and by attributes.
struct Classifier::Decision {
  LinguistAttributes attributes;
  LinguistFlags rules;
  bool gave_up = false;
  std::string_view uncounted;  // why the file does not count; empty: nothing says so yet
  linguist::Type type = linguist::Type::kProgramming;
  bool has_language = false;
};

std::string_view Name(LinguistData data) { return DataSetOf(data).version; }

std::optional<LinguistData> LinguistDataNamed(std::string_view name) {
  for (const LinguistData data : {LinguistData::kMain, LinguistData::k7221}) {
    if (Name(data) == name) return data;
  }
  return std::nullopt;
}

Classifier::Classifier(std::vector<AttributesFile> attributes, LinguistData data)
    : state_(new State{DataSetOf(data), data, AttributeRules(std::move(attributes))}) {}
Classifier::~Classifier() = default;
Classifier::Classifier(Classifier&&) noexcept = default;

const Diagnostics& Classifier::diagnostics() const { return state_->attributes.diagnostics(); }
LinguistData Classifier::data() const { return state_->name; }

bool Classifier::IsTooLarge(const std::vector<TreeEntry>& entries) const {
  if (entries.size() < kMaxCountedEntries && state_->name == LinguistData::k7221) return false;
  if (state_->name == LinguistData::k7221) return true;
  const auto blobs = std::count_if(entries.begin(), entries.end(), [](const TreeEntry& entry) {
    return entry.kind != EntryKind::kSubmodule;
  });
  return static_cast<std::size_t>(blobs) >= kMaxCountedEntries ||
         CountFolders(entries) >= kMaxCountedEntries;
}

Classifier::Decision Classifier::Decide(const TreeEntry& entry) const {
  Decision decision;
  if (!state_->attributes.empty()) decision.attributes = state_->attributes.For(entry.path);
  decision.gave_up = decision.attributes.gave_up;
  LinguistFlags& rules = decision.rules;
  rules.vendored = IsVendoredPath(state_->data, entry.path, &decision.gave_up);
  rules.documentation = IsDocumentationPath(state_->data, entry.path, &decision.gave_up);
  rules.generated = GeneratedByPath(entry.path, state_->data.generation);
  const LinguistAttributes& attributes = decision.attributes;
  if (attributes.vendored.value_or(rules.vendored)) {
    decision.uncounted = attributes.vendored ? "the attribute linguist-vendored" : "vendored path";
  } else if (attributes.documentation.value_or(rules.documentation)) {
    decision.uncounted =
        attributes.documentation ? "the attribute linguist-documentation" : "path of documentation";
  } else if (attributes.generated == true) {
    decision.uncounted = "the attribute linguist-generated";
  } else if (!attributes.generated && !rules.generated.empty()) {
    decision.uncounted = rules.generated;
  } else if (attributes.detectable == false) {
    decision.uncounted = "the attribute -linguist-detectable";
  }
  return decision;
}

std::optional<SourceFile> Classifier::CountByPath(const TreeEntry& entry) const {
  const Decision decision = Decide(entry);
  if (decision.uncounted.empty()) return std::nullopt;
  SourceFile file;
  file.path = entry.path;
  file.blob = entry.blob;
  file.uncounted = decision.uncounted;
  file.patterns_gave_up = decision.gave_up;
  return file;
}

SourceFile Classifier::Count(const TreeEntry& entry, std::uint64_t size, std::string_view head,
                             Decision& decision) const {
  const LinguistAttributes& attributes = decision.attributes;
  SourceFile file;
  file.path = entry.path;
  file.blob = entry.blob;
  file.size = size;
  const Encoding encoding = EncodingOf(head);
  file.binary = !head.empty() && encoding == Encoding::kBinary;
  Detection detection;
  if (!head.empty() && !file.binary)
    detection = DetectLanguage(state_->data, entry.path, size, head, encoding);
  const auto& languages = state_->data.languages;
  if (detection.language >= 0)
    file.grammar_language = languages[static_cast<std::size_t>(detection.language)].name;
  if (attributes.language) {
    detection.language = LanguageOfAlias(state_->data, *attributes.language);
    detection.strategy = "gitattributes";
  }
  decision.gave_up = decision.gave_up || detection.gave_up;
  if (decision.rules.generated.empty()) {
    decision.rules.generated =
        GeneratedByContent(entry.path, head, state_->data.generation, &decision.gave_up);
    if (!attributes.generated && decision.uncounted.empty())
      decision.uncounted = decision.rules.generated;
  }
  file.language_strategy = detection.strategy;
  if (detection.language >= 0) {
    const auto& language = languages[static_cast<std::size_t>(detection.language)];
    file.language = language.name;
    file.group = language.group;
    decision.has_language = true;
    decision.type = language.type;
  }
  if (!decision.uncounted.empty()) {
    // The first reason stands.
  } else if (state_->name == LinguistData::kMain && attributes.lfs && IsLfsPointer(head)) {
    decision.uncounted = "pointer of Git LFS";
  } else if (!decision.has_language) {
    decision.uncounted = attributes.language ? "linguist-language names no language"
                         : file.binary       ? "binary"
                         : head.empty()      ? "empty"
                                             : "no language";
  } else if (attributes.detectable != true && decision.type == linguist::Type::kData) {
    decision.uncounted = "data";
  } else if (attributes.detectable != true && decision.type == linguist::Type::kProse) {
    decision.uncounted = "prose";
  }
  file.uncounted = decision.uncounted;
  file.counted = decision.uncounted.empty();
  file.patterns_gave_up = decision.gave_up;
  return file;
}

SourceFile Classifier::Count(const TreeEntry& entry, std::uint64_t size,
                             std::string_view head) const {
  Decision decision = Decide(entry);
  return Count(entry, size, head, decision);
}

namespace {

// Linguist's bar leaves out as vendored what for evidence is somebody's own: pipelines of Jenkins,
// the settings of the repository itself, source in a folder named cache. The path as if it were
// none of these, so that what else is in it still counts.
std::string OrdinaryPath(std::string_view path) {
  std::string ordinary;
  for (const std::string_view folder : Split(DirName(path), '/')) {
    ordinary += folder == "cache" ? std::string_view("cached") : folder;
    ordinary += '/';
  }
  const std::string_view name = BaseName(path);
  const bool own = name.starts_with("Jenkinsfile") || name == ".gitignore" ||
                   name == ".gitattributes" || name == ".DS_Store";
  return ordinary.append(own ? std::string_view("pipeline") : name);
}

}  // namespace

SourceFile Classifier::Classify(const TreeEntry& entry, std::uint64_t size,
                                std::string_view head) const {
  Decision decision = Decide(entry);
  SourceFile file = Count(entry, size, head, decision);
  const bool prose = decision.has_language && decision.type == linguist::Type::kProse;
  const bool data = decision.has_language && decision.type == linguist::Type::kData;
  if (decision.rules.vendored) {
    decision.rules.vendored =
        IsVendoredPath(state_->data, OrdinaryPath(entry.path), &decision.gave_up);
  }
  PurposeDecision purpose = DecidePurpose(entry.path, head, decision.rules, prose, data);
  file.purpose = purpose.purpose;
  file.purpose_reason = std::move(purpose.reason);
  file.environment = EnvironmentOf(entry.path);
  // Attributes may take a file out of the evidence, never put one in.
  if (decision.attributes.vendored == true) {
    file.purpose = Purpose::kVendored;
    file.purpose_reason = "gitattributes: linguist-vendored";
  } else if (decision.attributes.generated == true) {
    file.purpose = Purpose::kGenerated;
    file.purpose_reason = "gitattributes: linguist-generated";
  } else if (decision.attributes.documentation == true) {
    file.purpose = Purpose::kDocumentation;
    file.purpose_reason = "gitattributes: linguist-documentation";
  }
  return file;
}

}  // namespace assay
