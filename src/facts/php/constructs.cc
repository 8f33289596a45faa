// Statements, and calls that lock or wait.
#include <string>

#include "base/text.h"
#include "facts/php/extractor.h"

namespace assay {
namespace {

// Callees that wait for what was begun beside their caller.
constexpr std::string_view kAwaits =
    "global:#pcntl_wait global:#pcntl_waitpid composer:Amp#Future().await "
    "composer:Amp.Future#await "
    "composer:Amp.Future#awaitAll composer:React.Async#await composer:parallel#Future().value "
    "composer:Symfony.Component.Process#Process().wait";

}  // namespace

bool PhpExtractor::EnterOwn(NodeIndex node) {
  if (R(node) == Role::kForEach) return ReadForeach(node);
  if (R(node) == Role::kReturn && KindName(Parent(node)) == "program")
    ReadSettings(Inner(tree().NamedChild(node, 0)));
  if (R(node) == Role::kCall) {
    NoteFileLock(node);
    const std::string callee = CalleeOf(node);
    if (HasWord(kAwaits, callee)) AddConstruct(node, ConstructKind::kAwait, callee);
  }
  if (R(node) == Role::kAssign && KindName(At(node, Part::kLeft)) == "list_literal")
    NoteExchange(node, At(node, Part::kLeft), At(node, Part::kRight));
  const std::string_view kind = KindName(node);
  if (kind == "echo_statement") ReadEcho(node);
  if (kind == "require_expression" || kind == "require_once_expression" ||
      kind == "include_expression" || kind == "include_once_expression")
    ReadInclude(node);
  return false;
}

// foreach ($items as $key => $item)
bool PhpExtractor::ReadForeach(NodeIndex node) {
  const NodeIndex over = tree().NamedChild(node, 0);
  const NodeIndex as = tree().NamedChild(node, 1);
  std::vector<NodeIndex> names;
  if (KindName(as) == "pair") {
    for (const NodeIndex item : ItemsOf(as)) names.push_back(VariableOf(item));
  } else {
    names.push_back(VariableOf(as));
  }
  OpenForEach(node, over, names, names.size() - 1);
  return true;
}

NodeIndex PhpExtractor::VariableOf(NodeIndex node) const {
  return KindName(node) == "by_ref" ? tree().NamedChild(node, 0) : node;
}

// flock($file, LOCK_EX)
void PhpExtractor::NoteFileLock(NodeIndex call) {
  if (TextOf(At(call, Part::kTarget)) != "flock" || DefinesFunction("flock")) return;
  const std::vector<ArgumentNode> arguments = ArgumentsOf(ArgumentListOf(call));
  const bool locks =
      arguments.size() > 1 && TextOf(arguments[1].node).find("LOCK_UN") == std::string_view::npos;
  if (locks) AddConstruct(call, ConstructKind::kLock, "global:#flock", "flock");
}

}  // namespace assay
