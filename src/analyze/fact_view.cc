#include "analyze/fact_view.h"

#include <algorithm>
#include <charconv>
#include <concepts>
#include <set>
#include <type_traits>

#include "base/check.h"
#include "base/text.h"
#include "model/fact_fields.h"
#include "model/profile.h"

namespace assay {
namespace {

// Calls visit(fact) with the typed fact that `ref` names.
template <typename V>
void Visit(const FileView& view, FactRef ref, V&& visit) {
  const FileFacts& facts = *view.facts;
  switch (ref.kind) {
    case FactKind::kImport:
      return visit(facts.imports[ref.index]);
    case FactKind::kUse:
      return visit(facts.uses[ref.index]);
    case FactKind::kDefinition:
      return visit(facts.definitions[ref.index]);
    case FactKind::kConstruct:
      return visit(facts.constructs[ref.index]);
    case FactKind::kString:
      return visit(facts.strings[ref.index]);
    case FactKind::kDependency:
      return visit(facts.dependencies[ref.index]);
    case FactKind::kSetting:
      return visit(facts.settings[ref.index]);
    case FactKind::kInstruction:
      return visit(facts.instructions[ref.index]);
    case FactKind::kCommand:
      return visit(facts.commands[ref.index]);
    case FactKind::kStatement:
      return visit(facts.statements[ref.index]);
    case FactKind::kRelation:
      return visit(facts.relations[ref.index]);
    case FactKind::kCommit:
      return visit(view.history->commits[ref.index]);
    case FactKind::kTag:
      return visit(view.history->tags[ref.index]);
    case FactKind::kFile:
      return;
  }
}

// One field's value as texts.
struct Reader {
  FieldTexts& out;

  void operator()(Text text) const { out.Add(text); }
  void operator()(bool value) const { out.Add(value ? "true" : "false"); }
  void operator()(const Texts& texts) const {
    for (const Text text : texts) out.Add(text);
  }
  void operator()(const std::vector<DynamicPart>& parts) const {
    for (const DynamicPart& part : parts) out.Add(part.text);
  }
  void operator()(const std::vector<Parameter>& parameters) const {
    for (const Parameter& parameter : parameters) out.Add(parameter.name);
  }
  void operator()(const std::vector<Argument>& arguments) const {
    for (const Argument& argument : arguments) out.Add(argument.text);
  }
  template <typename Value>
  void operator()(const Value& value) const {
    if constexpr (std::is_enum_v<Value>) {
      out.Add(Name(value));
    } else {
      out.AddNumber(value);
    }
  }
};

void ReadParts(const std::vector<DynamicPart>& parts, bool provenance_field, bool safe_provenance,
               FieldTexts& out) {
  if (provenance_field) {
    for (const DynamicPart& part : parts) out.Add(Name(part.provenance));
    return;
  }
  const bool dynamic =
      safe_provenance
          ? std::any_of(parts.begin(), parts.end(),
                        [](const DynamicPart& part) { return IsUnsafe(part.provenance); })
          : !parts.empty();
  out.Add(dynamic ? "true" : "false");
}

std::string CommandLine(const Command& command) {
  std::string line(command.program);
  for (const Text argument : command.arguments) {
    line += ' ';
    line += argument;
  }
  return line;
}

// The fields that rules/rule_set.cc adds behind the fact's own, in its order.
void ReadAddedField(const Use& use, std::size_t, bool, FieldTexts& out) {
  out.AddNumber(std::count_if(use.arguments.begin(), use.arguments.end(),
                              [](const Argument& argument) { return argument.path.empty(); }));
}
void ReadAddedField(const Definition& definition, std::size_t field, bool, FieldTexts& out) {
  const auto typed =
      std::count_if(definition.parameters.begin(), definition.parameters.end(),
                    [](const Parameter& parameter) { return !parameter.type.empty(); });
  out.AddNumber(field == 0 ? typed : static_cast<std::int64_t>(definition.parameters.size()));
}
void ReadAddedField(const String& text, std::size_t field, bool safe, FieldTexts& out) {
  ReadParts(text.parts, field == 1, safe, out);
}
void ReadAddedField(const Statement& statement, std::size_t field, bool safe, FieldTexts& out) {
  ReadParts(statement.parts, field == 1, safe, out);
}
void ReadAddedField(const Command& command, std::size_t, bool, FieldTexts& out) {
  out.AddOwned(CommandLine(command));
}
template <typename Fact>
void ReadAddedField(const Fact&, std::size_t, bool, FieldTexts&) {
  ASSAY_CHECK(false);  // The loader knows the names of all fields.
}

void ReadFileField(const FileView& view, std::size_t field, FieldTexts& out) {
  const SourceFile& file = *view.file;
  switch (field) {
    case 0:
      return out.Add(file.path);
    case 1:
      return out.Add(BaseName(file.path));
    case 2:
      return out.Add(Name(file.purpose));
    case 3:
      return out.Add(file.language);
    case 4:
      return out.Add(file.format);
    case 5:
      return out.Add(Name(file.environment));
    case 6:
      return out.AddNumber(view.facts->lines);
    case 7:
      return out.AddNumber(view.facts->code_lines);
    case 8:
      return out.AddNumber(static_cast<std::int64_t>(file.size));
    case 9: {
      std::set<std::string_view> documents;
      for (const Setting& setting : view.facts->settings) documents.insert(setting.document);
      for (const std::string_view document : documents) out.Add(document);
      return;
    }
    default:
      ASSAY_CHECK(false);
  }
}

}  // namespace

bool IsUnsafe(Provenance provenance) {
  switch (provenance) {
    case Provenance::kUnknown:
    case Provenance::kParameter:
    case Provenance::kRequest:
      return true;
    case Provenance::kLiteral:
    case Provenance::kConstant:
    case Provenance::kNumber:
    case Provenance::kIdentifier:
    case Provenance::kAllowList:
      return false;
  }
  return true;
}

void FieldTexts::AddNumber(std::int64_t number) {
  const auto [end, error] = std::to_chars(number_.data(), number_.data() + number_.size(), number);
  ASSAY_CHECK(error == std::errc());
  texts_.emplace_back(number_.data(), static_cast<std::size_t>(end - number_.data()));
}

void FieldTexts::AddOwned(std::string text) {
  owned_ = std::move(text);
  texts_.push_back(owned_);
}

void ReadField(const FileView& view, FactRef fact, std::size_t field, bool safe_provenance,
               FieldTexts& out) {
  out.Clear();
  if (fact.kind == FactKind::kFile) return ReadFileField(view, field, out);
  Visit(view, fact, [&](const auto& typed) {
    std::size_t at = 0;
    bool found = false;
    Fields(typed, [&](std::string_view, const auto& value) {
      if (at++ != field) return;
      found = true;
      Reader{out}(value);
    });
    // A rule may write a package with its ecosystem: "pypi:redis".
    if constexpr (std::is_same_v<std::decay_t<decltype(typed)>, Dependency>) {
      if (out.texts().size() == 1 && out.texts()[0].data() == typed.name.data()) {
        out.AddOwned(std::string(typed.ecosystem) + ":" + std::string(typed.name));
      }
    }
    if (!found) ReadAddedField(typed, field - at, safe_provenance, out);
  });
}

std::size_t FactCount(const FileView& view, FactKind kind) {
  if (kind == FactKind::kFile) return view.history == nullptr ? 1 : 0;
  if (kind == FactKind::kCommit) return view.history == nullptr ? 0 : view.history->commits.size();
  if (kind == FactKind::kTag) return view.history == nullptr ? 0 : view.history->tags.size();
  std::size_t count = 0;
  FactLists(*view.facts, [&](FactKind list_kind, const auto& list) {
    if (list_kind == kind) count = list.size();
  });
  return count;
}

Region RegionOf(const FileView& view, FactRef fact) {
  Region region;
  region.start_line = region.end_line = 1;
  if (fact.kind == FactKind::kFile) region.end_byte = static_cast<std::uint32_t>(view.file->size);
  Visit(view, fact, [&](const auto& typed) { region = typed.region; });
  return region;
}

std::uint32_t ScopeOf(const FileView& view, FactRef fact) {
  std::uint32_t scope = kNoScope;
  Visit(view, fact, [&](const auto& typed) {
    if constexpr (requires {
                    { typed.scope } -> std::same_as<const std::uint32_t&>;
                  })
      scope = typed.scope;
  });
  return scope;
}

}  // namespace assay
