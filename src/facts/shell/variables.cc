// What is assigned to variables.
#include <algorithm>
#include <optional>
#include <string>
#include <utility>

#include "facts/shell/extractor.h"

namespace assay {

bool ShellExtractor::IsConditional(NodeIndex node) const {
  for (int i = 0; i < kMaxClimb && node != kNoNode; ++i, node = Parent(node)) {
    switch (K(node)) {
      case Sh::kIf:
      case Sh::kElif:
      case Sh::kCaseItem:
      case Sh::kFor:
      case Sh::kWhile:
      case Sh::kList:
      case Sh::kSubshell:
        return true;
      case Sh::kFunction:
        return false;
      default:
        break;
    }
  }
  return false;
}

void ShellExtractor::ReadAssignment(NodeIndex node) {
  const NodeIndex target = Child(node, name_);
  const NodeIndex value = Child(node, value_);
  NoteList(node);
  if (value != kNoNode && K(value) != Sh::kArray) {
    NoteAssigned(target, value, TextOf(tree().NextSibling(target)));
    NoteSwap(node);
  }
  const std::string_view name = TextOf(target);
  if (value == kNoNode || name.empty()) return;
  const Variable& variable = VariableOf(name);
  if (variable.set == 1) {
    if (std::optional<std::string> folder = FolderOf(TextOf(value)))
      folders_.insert_or_assign(std::string(name), *std::move(folder));
  }
  if (K(Parent(node)) == Sh::kFor) return Hold(name, nullptr, false);  // for ((i = n; …
  TextValue text;
  const bool told = ReadWord(value, text);
  if (told && !text.value.empty() && !IsExpansion(value) && K(value) != Sh::kNumber)
    AddNamedText(value, Bounded(target, 80));
  // Of a command alone: PGPASSWORD=… psql. The script does not keep it.
  if (K(Parent(node)) == Sh::kCommand || K(target) != Sh::kVariable) return;
  NameParameter(name, value);
  Hold(name, told ? &text : nullptr, IsConditional(node));
}

// What the variable holds from here on; null where that is not told.
void ShellExtractor::Hold(std::string_view name, TextValue* text, bool conditional) {
  Binding binding;
  if (text != nullptr && text->parts.empty()) {
    binding.provenance = Provenance::kLiteral;
  } else if (text != nullptr) {
    binding.provenance = text->parts[0].provenance;
    for (const DynamicPart& part : text->parts) {
      if (part.provenance == Provenance::kParameter) binding.provenance = part.provenance;
      if (part.provenance != binding.provenance && binding.provenance != Provenance::kParameter)
        binding.provenance = Provenance::kUnknown;
    }
  }
  // What the script may leave as it is comes from around it, where names are in upper case.
  const Variable& variable = VariableOf(name);
  if (conditional && binding.provenance == Provenance::kLiteral && !IsOwn(name)) binding = {};
  // What is set in several places may be any of them.
  const bool once = variable.set == 1;
  if (!once && binding.provenance != Provenance::kParameter) binding.provenance = {};
  names().BindInFunction(name, binding, true);
  if (text != nullptr && once && !conditional && text->value != "{}") {
    BindText(name, std::move(*text));
  } else {
    ForgetText(name);
  }
}

// Whether the variable is surely the script's, not one of the environment that it may leave as it
// is.
bool ShellExtractor::IsOwn(std::string_view name) const {
  const Variable& variable = VariableOf(name);
  return variable.local || variable.sure ||
         std::any_of(name.begin(), name.end(), [](char c) { return c >= 'a' && c <= 'z'; });
}

// read -r name; printf -v sql 'SELECT … %d' "$1"
void ShellExtractor::NoteRead(NodeIndex command, const std::vector<NodeIndex>& words) {
  TextValue text;
  const bool prints = TextOf(words[0]) == "printf" && ReadPrintf(words, 3, text, 0);
  for (const std::string_view name : NamesSetBy(command)) {
    if (names().Find(name) == nullptr && FindText(name) == nullptr && !prints) continue;
    Hold(sink().KeepName(name), prints ? &text : nullptr, IsConditional(command));
  }
}

}  // namespace assay
