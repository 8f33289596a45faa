// Definitions, loops, branches, and what is done where a command fails.
#include <algorithm>
#include <array>
#include <string>
#include <utility>

#include "base/text.h"
#include "facts/shell/extractor.h"
#include "facts/shell/words.h"
#include "facts/text_line.h"

namespace assay {

namespace {

// Programs that only speak of what happens.
constexpr std::string_view kSaying = "echo printf log warn info error err debug cat tee logger";

// SIGINT, 2 → INT; EXIT, 0 → EXIT.
std::string_view SignalOf(std::string_view written) {
  if (written.starts_with("SIG")) written.remove_prefix(3);
  constexpr std::array<std::pair<std::string_view, std::string_view>, 5> kNumbers = {
      {{"0", "EXIT"}, {"1", "HUP"}, {"2", "INT"}, {"3", "QUIT"}, {"15", "TERM"}}};
  for (const auto& [number, name] : kNumbers) {
    if (written == number) return name;
  }
  return written;
}

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

void ShellExtractor::ReadFor(NodeIndex node) {
  Branch();
  OpenLoop(node, "for");
  const std::string_view name = TextOf(Child(node, variable_));
  if (name.empty()) return;
  bool any = false;
  bool literals = true;
  bool numbers = true;
  for (NodeIndex i = tree().FirstChild(node); i != kNoNode; i = tree().NextSibling(i)) {
    if (tree().Field(i) != value_) continue;
    any = true;
    const NodeIndex command = K(i) == Sh::kSubstitution ? tree().NamedChild(i, 0) : kNoNode;
    const bool range = K(i) == Sh::kBrace && TextOf(i).find("..") != std::string_view::npos;
    if (range || (K(command) == Sh::kCommand && TextOf(NameOf(command)) == "seq")) continue;
    numbers = numbers && K(i) == Sh::kNumber;
    TextValue text;
    literals = literals && (IsListed(i) || (ReadWord(i, text) && text.parts.empty()));
  }
  Binding binding;
  if (any && numbers) {
    binding.provenance = Provenance::kNumber;
  } else if (any && literals) {
    binding.provenance = Provenance::kAllowList;
  }
  names().BindInFunction(name, binding, true);
  ForgetText(name);
}

// "${TABLES[@]}", where the script fills the array once, with literals.
bool ShellExtractor::IsListed(NodeIndex word) const {
  if (K(word) == Sh::kString && IsExpansion(word)) word = tree().NamedChild(word, 0);
  const NodeIndex list = K(word) == Sh::kExpansion ? tree().NamedChild(word, 0) : kNoNode;
  if (K(list) != Sh::kSubscript || Written(word).size() != TextOf(list).size() + 3) return false;
  const Variable& variable = VariableOf(TextOf(Child(list, name_)));
  return variable.list && variable.set == 1;
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
  NoteGuard(node);
}

std::string_view ShellExtractor::HandlerDetail(NodeIndex group) {
  constexpr std::size_t kMaxHandled = 200;  // statements that are looked at
  Handling handling;
  for (NodeIndex i = tree().FirstChild(group); i != kNoNode; i = tree().NextSibling(i)) {
    if (!IsStatement(i) && K(i) != Sh::kAssignment) continue;
    handling.Add(ProgramOf(i), TextOf(i));
    if (handling.statements >= kMaxHandled) return "handle";
  }
  return handling.Detail();
}

void ShellExtractor::Handling::Add(std::string_view program, std::string_view text) {
  if (program == "true" || program == ":") return;
  ++statements;
  const bool leaves = program == "exit" || program == "return";
  if (leaves || (!program.empty() && HasWord(kSaying, program))) ++said;
  if (leaves) left = text != "exit 0" && text != "return 0";
}

std::string_view ShellExtractor::Handling::Detail() const {
  if (statements == 0) return "pass";
  if (said < statements) return "handle";
  return left ? "rethrow" : "log";
}

// What a trap does: a function of the file, or the commands of its text.
std::string_view ShellExtractor::TrapDetail(std::string_view action) {
  constexpr std::size_t kMaxActions = 20;  // of one trap's commands
  const auto function = functions_.find(action);
  if (function != functions_.end()) return HandlerDetail(Child(function->second, body_));
  Handling handling;
  for (const ShellCommand& command : SplitShell(action, kMaxActions)) {
    if (command.words.empty()) continue;
    std::string text = command.words[0];
    if (command.words.size() == 2) text += " " + command.words[1];
    // A function of the file may do anything.
    const bool known = functions_.contains(command.words[0]);
    handling.Add(known ? std::string_view("?") : command.words[0], text);
  }
  return handling.Detail();
}

// trap cleanup EXIT; trap 'echo failed; exit 1' ERR
void ShellExtractor::ReadTrap(NodeIndex node, const std::vector<NodeIndex>& words) {
  if (words.size() < 3) return;
  std::size_t first = 1;
  if (TextOf(words[first]) == "--") ++first;
  const std::string action = Plain(words[first]);
  if (action.empty() || action == "-" || action == "-p" || action == "-l") return;
  const std::string_view detail = TrapDetail(action);
  for (std::size_t i = first + 1; i < words.size(); ++i) {
    TextValue text;
    const bool told = ReadWord(words[i], text) && text.parts.empty();
    const std::string written = told ? text.value : std::string(Unquoted(TextOf(words[i])));
    const std::string_view signal = SignalOf(written);
    if (signal == "DEBUG") continue;
    const bool always = signal == "EXIT" || signal == "RETURN";
    AddConstruct(node, always ? ConstructKind::kCleanup : ConstructKind::kHandler, signal,
                 always ? "trap" : detail);
  }
  if (!functions_.contains(action)) return;
  Use use;
  use.region = RegionOf(tree()[node]);
  use.name = sink().Keep("local:#" + action);
  use.form = UseForm::kAttribute;
  use.result = ResultUse::kArgument;
  use.result_target = sink().KeepName("trap");
  AddUse(std::move(use), {});
}

// exit 2. What `return 1` says may be an answer as well as a failure.
void ShellExtractor::ReadExit(NodeIndex node, const std::vector<NodeIndex>& words) {
  if (words.size() < 2) return;
  const std::string status = Plain(words[1]);
  const bool number = status.find_first_not_of("0123456789") == std::string::npos;
  if (number && status.find_first_not_of('0') != std::string::npos)
    AddConstruct(node, ConstructKind::kThrow, "exit", status);
}

}  // namespace assay
