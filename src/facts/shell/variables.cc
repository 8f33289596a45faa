// What is assigned to variables.
#include <string>

#include "facts/shell/extractor.h"

namespace assay {

namespace {

constexpr std::size_t kMaxFolderText = 256;  // of a value that may be the script's folder

}  // namespace

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
  if (value != kNoNode && K(value) != Sh::kArray) {
    NoteAssigned(target, value);
    NoteSwap(node);
  }
  const std::string_view name = TextOf(target);
  if (value == kNoNode || name.empty()) return;
  const std::string_view written = TextOf(value).substr(0, kMaxFolderText);
  const bool own_folder =
      IsOwnFolder(written) || (written.find("dirname") != std::string_view::npos &&
                               (written.find("$0") != std::string_view::npos ||
                                written.find("BASH_SOURCE") != std::string_view::npos));
  const bool parent = written.find("..") != std::string_view::npos;
  if (own_folder && !parent && assignments_[name] == 1) own_folders_.insert(std::string(name));
  TextValue text;
  const bool told = ReadWord(value, text);
  // Of a command alone: PGPASSWORD=… psql. The script does not keep it.
  const bool kept = K(Parent(node)) != Sh::kCommand;
  if (told && !text.value.empty() && !IsExpansion(value) && K(value) != Sh::kNumber)
    AddNamedText(value, Bounded(target, 80));
  if (!kept) return;
  Binding binding;
  if (told && text.parts.empty()) {
    binding.provenance = Provenance::kLiteral;
  } else if (told) {
    binding.provenance = text.parts[0].provenance;
    for (const DynamicPart& part : text.parts) {
      if (part.provenance == Provenance::kParameter) binding.provenance = part.provenance;
      if (part.provenance != binding.provenance && binding.provenance != Provenance::kParameter)
        binding.provenance = Provenance::kUnknown;
    }
  }
  // What is set in several places may be any of them.
  const bool once = assignments_[name] == 1;
  if (!once && binding.provenance != Provenance::kParameter) binding.provenance = {};
  names().BindInFunction(name, binding, true);
  if (told && once && !IsConditional(node) && text.value != "{}") {
    BindText(name, std::move(text));
  } else {
    ForgetText(name);
  }
}

}  // namespace assay
