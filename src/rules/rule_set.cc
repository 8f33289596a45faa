#include "rules/rule_set.h"

#include <algorithm>
#include <array>

#include "base/check.h"

namespace assay {
namespace {

template <typename T>
const T* FindById(const std::vector<T>& sorted, std::string_view id) {
  const auto found =
      std::lower_bound(sorted.begin(), sorted.end(), id,
                       [](const T& item, std::string_view key) { return item.id < key; });
  return found != sorted.end() && found->id == id ? &*found : nullptr;
}

template <typename Fact>
std::vector<std::string_view> NamesOf(std::initializer_list<std::string_view> more = {}) {
  std::vector<std::string_view> names;
  Fact fact;
  Fields(fact, [&](std::string_view name, auto&) { names.push_back(name); });
  names.insert(names.end(), more);
  return names;
}

std::array<std::vector<std::string_view>, kFactKinds> AllFieldNames() {
  std::array<std::vector<std::string_view>, kFactKinds> names;
  const auto at = [&](FactKind kind) -> auto& { return names[static_cast<std::size_t>(kind)]; };
  at(FactKind::kImport) = NamesOf<Import>();
  at(FactKind::kUse) = NamesOf<Use>({"argument_count"});
  at(FactKind::kDefinition) = NamesOf<Definition>({"typed_parameters", "parameter_count"});
  at(FactKind::kConstruct) = NamesOf<Construct>();
  at(FactKind::kString) = NamesOf<String>({"dynamic", "provenance"});
  at(FactKind::kDependency) = NamesOf<Dependency>();
  at(FactKind::kSetting) = NamesOf<Setting>();
  at(FactKind::kInstruction) = NamesOf<Instruction>();
  at(FactKind::kCommand) = NamesOf<Command>({"line"});
  at(FactKind::kStatement) = NamesOf<Statement>({"dynamic", "provenance"});
  at(FactKind::kRelation) = NamesOf<Relation>();
  at(FactKind::kFile) = {"path",        "name",  "purpose",    "language", "format",
                         "environment", "lines", "code_lines", "size",     "documents"};
  at(FactKind::kCommit) = NamesOf<CommitFact>();
  at(FactKind::kTag) = NamesOf<TagFact>();
  return names;
}

}  // namespace

const Skill* RuleSet::FindSkill(std::string_view id) const {
  const auto found = std::find_if(skills.begin(), skills.end(),
                                  [&](const Skill& skill) { return skill.id == id; });
  return found == skills.end() ? nullptr : &*found;
}

const Technology* RuleSet::FindTechnology(std::string_view id) const {
  return FindById(technologies, id);
}

const Signal* RuleSet::FindSignal(std::string_view id) const { return FindById(signals, id); }

const std::vector<std::string_view>& FieldNames(FactKind kind) {
  static const auto kNames = AllFieldNames();
  return kNames[static_cast<std::size_t>(kind)];
}

std::string_view PrimaryField(FactKind kind) {
  switch (kind) {
    case FactKind::kImport:
      return "module";
    case FactKind::kUse:
      return "name";
    case FactKind::kDefinition:
      return "kind";
    case FactKind::kConstruct:
      return "kind";
    case FactKind::kString:
      return "value";
    case FactKind::kDependency:
      return "name";
    case FactKind::kSetting:
      return "key";
    case FactKind::kInstruction:
      return "name";
    case FactKind::kCommand:
      return "program";
    case FactKind::kStatement:
      return "verb";
    case FactKind::kRelation:
      return "kind";
    case FactKind::kFile:
      return "path";
    case FactKind::kCommit:
      return "subject";
    case FactKind::kTag:
      return "name";
  }
  ASSAY_CHECK(false);
}

}  // namespace assay
