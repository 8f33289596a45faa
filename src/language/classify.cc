#include "language/classify.h"

#include "base/text.h"
#include "language/attributes.h"
#include "language/detect.h"
#include "language/linguist_tables.h"
#include "language/purpose.h"

namespace assay {
namespace {

// A NUL in the head, or the mark of a well-known binary format.
bool LooksBinary(std::string_view head) {
  if (head.starts_with("%PDF-") || head.starts_with("\x89PNG") || head.starts_with("GIF8") ||
      head.starts_with("\xFF\xD8\xFF"))
    return true;
  const bool utf16 = head.starts_with("\xFF\xFE") || head.starts_with("\xFE\xFF");
  return !utf16 && head.find('\0') != std::string_view::npos;
}

}  // namespace

struct Classifier::State {
  AttributeRules attributes;
};

Classifier::Classifier(const std::vector<AttributesFile>& attributes)
    : state_(std::make_unique<State>()) {
  for (const AttributesFile& file : attributes) state_->attributes.Add(file.path, file.text);
}
Classifier::~Classifier() = default;
Classifier::Classifier(Classifier&&) noexcept = default;

std::string_view Classifier::DataVersion() { return linguist::kVersion; }

std::string_view Classifier::GrammarLanguage(const TreeEntry& entry, std::uint64_t,
                                             std::string_view head) const {
  const Detection detection = DetectLanguage(entry.path, head);
  return detection.language < 0
             ? std::string_view()
             : linguist::kLanguages[static_cast<std::size_t>(detection.language)].name;
}

SourceFile Classifier::Classify(const TreeEntry& entry, std::uint64_t size,
                                std::string_view head) const {
  SourceFile file;
  file.path = entry.path;
  file.blob = entry.blob;
  file.size = size;
  file.environment = EnvironmentOf(entry.path);
  file.binary = LooksBinary(head);
  const LinguistAttributes attributes =
      state_->attributes.empty() ? LinguistAttributes() : state_->attributes.For(entry.path);
  Detection detection =
      file.binary || head.empty() ? Detection() : DetectLanguage(entry.path, head);
  if (attributes.language.has_value() && !file.binary) {
    detection = {LanguageOfAlias(*attributes.language), "gitattributes"};
  }
  const linguist::Language* const language =
      detection.language < 0 ? nullptr
                             : &linguist::kLanguages[static_cast<std::size_t>(detection.language)];
  if (language != nullptr) {
    file.language = language->name;
    file.group = language->group;
    file.language_strategy = detection.strategy;
  }
  const bool prose = language != nullptr && language->type == linguist::Type::kProse;
  const bool data = language != nullptr && language->type == linguist::Type::kData;
  const PurposeDecision decision = DecidePurpose(entry.path, head, prose, data);
  file.purpose = decision.purpose;
  file.purpose_reason = decision.reason;
  // Attributes may take a file out of the evidence, never put one in.
  if (attributes.vendored == true) {
    file.purpose = Purpose::kVendored;
    file.purpose_reason = "gitattributes: linguist-vendored";
  } else if (attributes.generated == true) {
    file.purpose = Purpose::kGenerated;
    file.purpose_reason = "gitattributes: linguist-generated";
  } else if (attributes.documentation == true) {
    file.purpose = Purpose::kDocumentation;
    file.purpose_reason = "gitattributes: linguist-documentation";
  }
  const bool vendored = attributes.vendored.value_or(IsVendoredPath(entry.path));
  const bool generated = attributes.generated.value_or(IsGenerated(entry.path, head));
  const bool documentation = attributes.documentation.value_or(IsDocumentationPath(entry.path));
  const bool counted_type =
      language != nullptr &&
      (language->type == linguist::Type::kProgramming || language->type == linguist::Type::kMarkup);
  file.counted = language != nullptr && !vendored && !generated && !documentation &&
                 attributes.detectable.value_or(counted_type);
  return file;
}

}  // namespace assay
