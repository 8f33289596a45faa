// Definitions, loops, branches, and what is done where a command fails.
#include <string>

#include "base/text.h"
#include "facts/shell/extractor.h"
#include "facts/text_line.h"

namespace assay {

namespace {

constexpr std::string_view kSaying = "echo printf log warn info error err debug cat tee logger";

}  // namespace

bool ShellExtractor::IsStatement(NodeIndex node) const {
  switch (K(node)) {
    case Sh::kCommand:
    case Sh::kCompound:
    case Sh::kFor:
    case Sh::kIf:
    case Sh::kList:
    case Sh::kPipeline:
    case Sh::kRedirected:
    case Sh::kSubshell:
    case Sh::kWhile:
      return true;
    default:
      return false;
  }
}

void ShellExtractor::ReadFunction(NodeIndex node) {
  Definition definition;
  definition.kind = DefinitionKind::kFunction;
  definition.name = sink().Keep(TextOf(Child(node, name_)));
  Open(std::move(definition), node, Bindings::ScopeKind::kFunction);
}

void ShellExtractor::ReadFor(NodeIndex node) {
  Branch();
  OpenLoop(node, "for");
  const std::string_view name = TextOf(Child(node, variable_));
  if (name.empty()) return;
  bool any = false;
  bool literals = true;
  for (NodeIndex i = tree().FirstChild(node); i != kNoNode; i = tree().NextSibling(i)) {
    if (tree().Field(i) != value_) continue;
    any = true;
    TextValue text;
    literals = literals && ReadWord(i, text) && text.parts.empty();
  }
  names().BindInFunction(
      name, {{}, {}, any && literals ? Provenance::kAllowList : Provenance::kUnknown}, true);
  ForgetText(name);
}

// a && b, a || b; what follows || in braces handles a failure.
void ShellExtractor::ReadList(NodeIndex node) {
  bool alternative = false;
  for (NodeIndex i = tree().FirstChild(node); i != kNoNode; i = tree().NextSibling(i)) {
    const std::string_view text = TextOf(i);
    if (text == "&&" || text == "||") {
      Branch();
      alternative = text == "||";
      continue;
    }
    const bool group = K(i) == Sh::kCompound || K(i) == Sh::kSubshell;
    if (alternative && group) AddConstruct(i, ConstructKind::kHandler, {}, HandlerDetail(i));
  }
}

std::string_view ShellExtractor::HandlerDetail(NodeIndex group) {
  std::size_t statements = 0;
  std::size_t said = 0;
  bool left = false;
  for (NodeIndex i = tree().FirstChild(group); i != kNoNode; i = tree().NextSibling(i)) {
    if (!IsStatement(i) && K(i) != Sh::kAssignment) continue;
    const std::string program = ProgramOf(i);
    if (program == "true" || program == ":") continue;
    ++statements;
    if (!program.empty() && HasWord(kSaying, program)) ++said;
    if (program == "exit" || program == "return")
      left = TextOf(i) != "exit 0" && TextOf(i) != "return 0";
    if (program == "exit" || program == "return") ++said;
  }
  if (statements == 0) return "pass";
  if (said < statements) return "handle";
  return left ? "rethrow" : "log";
}

// trap cleanup EXIT
void ShellExtractor::ReadTrap(NodeIndex node, const std::vector<NodeIndex>& words) {
  if (words.size() < 3) return;
  const std::string action = Plain(words[1]);
  if (action.empty() || action == "-" || action == "-p" || action == "-l") return;
  std::string signals;
  for (std::size_t i = 2; i < words.size(); ++i) {
    if (!signals.empty()) signals += ' ';
    TextValue text;
    const bool told = ReadWord(words[i], text) && text.parts.empty();
    signals += told ? text.value : std::string(Unquoted(TextOf(words[i])));
  }
  AddConstruct(node, ConstructKind::kCleanup, signals, "trap");
  if (!functions_.contains(action)) return;
  Use use;
  use.region = RegionOf(tree()[node]);
  use.name = sink().Keep("local:#" + action);
  use.form = UseForm::kAttribute;
  use.result = ResultUse::kArgument;
  use.result_target = sink().KeepName("trap");
  AddUse(std::move(use), {});
}

}  // namespace assay
