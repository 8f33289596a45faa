// Names that patterns bind, and where their values come from.
#include <string>

#include "facts/elixir/extractor.h"
#include "facts/elixir/known_names.h"

namespace assay {
namespace {

constexpr std::size_t kMaxNames = 64;  // of one pattern

}  // namespace

// name = value, {a, b} = value
void ElixirExtractor::ReadMatch(NodeIndex node) {
  const NodeIndex left = At(node, Part::kLeft);
  const NodeIndex right = At(node, Part::kRight);
  if (KindName(left) != "identifier")
    return BindPattern(left, IsRequest(right) ? Provenance::kRequest : Provenance::kUnknown);
  Declare({left, kNoNode, right, 0}, Evaluate(right));
  const Provenance source = SourceOf(right);
  const Binding* const bound = names().Find(TextOf(left));
  if (bound == nullptr || bound->provenance != Provenance::kUnknown ||
      source == Provenance::kUnknown)
    return;
  Binding binding = *bound;
  binding.provenance = source;
  names().Bind(TextOf(left), binding, true);
}

// The names of a pattern hide what they stood for.
void ElixirExtractor::BindPattern(NodeIndex pattern, Provenance provenance) {
  std::size_t count = 0;
  for (NodeIndex i = pattern; i < tree().End(pattern) && count < kMaxNames; ++i) {
    if (KindName(i) != "identifier" || IsCall(Parent(i))) continue;
    names().Bind(TextOf(i), {{}, {}, provenance}, true);
    ++count;
  }
}

// when order in ["asc", "desc"]
void ElixirExtractor::BindGuarded(NodeIndex head) {
  if (OperatorOf(head) != "when") return;
  const NodeIndex guard = At(head, Part::kRight);
  if (TextOf(guard).find(" or ") != std::string_view::npos) return;
  for (NodeIndex i = guard; i < tree().End(guard); ++i) {
    const NodeIndex left = At(i, Part::kLeft);
    if (OperatorOf(i) == "in" && KindName(left) == "identifier" && IsLiterals(At(i, Part::kRight)))
      names().Bind(TextOf(left), {{}, {}, Provenance::kAllowList}, true);
  }
}

bool ElixirExtractor::IsPattern(NodeIndex node) const {
  for (int i = 0; i < kMaxChain; ++i) {
    const NodeIndex parent = Parent(node);
    if (parent == kNoNode) return false;
    if (KindName(parent) == "stab_clause") return At(parent, Part::kLeft) == node;
    if (KindName(parent) == "binary_operator") {
      const std::string_view op = TextOf(At(parent, Part::kOperator));
      if (op == "=" || op == "<-") return At(parent, Part::kLeft) == node;
    }
    if (IsCall(parent)) return false;
    node = parent;
  }
  return false;
}

// for table <- ["a", "b"]
void ElixirExtractor::BindGenerators(NodeIndex node) {
  OpenScope(node, Bindings::ScopeKind::kBlock);
  for (const NodeIndex item : ItemsOf(At(node, Part::kArguments))) {
    if (OperatorOf(item) != "<-") continue;
    const Provenance source = ElementSource(At(item, Part::kRight));
    BindPattern(At(item, Part::kLeft), source);
  }
}

// Enum.each(["a", "b"], fn table -> … end): the function is given each element.
Provenance ElixirExtractor::GivenTo(NodeIndex function) {
  const NodeIndex list = Parent(function);
  const NodeIndex call = Parent(list);
  if (KindName(list) != "arguments" || !IsCall(call)) return Provenance::kUnknown;
  const std::string callee = CalleeOf(call);
  if (!CallsForEach(callee) || callee.find("reduce") != std::string::npos)
    return Provenance::kUnknown;
  const std::vector<ArgumentNode> arguments = ArgumentsOf(list);
  if (arguments.size() != 2 || arguments[1].node != function) return Provenance::kUnknown;
  return ElementSource(arguments[0].node);
}

}  // namespace assay
