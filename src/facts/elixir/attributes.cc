// Attributes of modules, and the types that they tell.
#include <string>

#include "facts/elixir/extractor.h"

namespace assay {
namespace {

constexpr std::size_t kMaxTypeNodes = 256;  // of one type that are looked at

}  // namespace

// @doc "…", @behaviour Plug, @impl true, @type t :: …, @timeout 5_000
bool ElixirExtractor::ReadAttribute(NodeIndex node) {
  const NodeIndex call = At(node, Part::kValue);
  if (!TextOf(node).starts_with('@') || !IsCall(call)) return false;
  const std::string_view name = TargetOf(call);
  const NodeIndex value = First(call);
  skip_end_ = tree().End(node);
  if (name == "doc" || name == "moduledoc" || name == "typedoc") {
    if (R(value) != Role::kString) return true;
    if (name == "moduledoc" && EnclosingClass() != nullptr) EnclosingClass()->documentation = "doc";
    if (name == "doc") documented_ = true;
    Consume(value);
  } else if (name == "impl") {
    implements_ = TextOf(value) != "false";
  } else if (name == "behaviour") {
    AddBase(value, ModuleName(value));
  } else if (name == "type" || name == "typep" || name == "opaque") {
    UseTypes(At(value, Part::kRight), DefinedName(call));
    Define(node, DefinitionKind::kTypeAlias, At(value, Part::kLeft), At(value, Part::kRight));
  } else if (name == "callback" || name == "macrocallback") {
    ReadSpec(value);
    Define(node, DefinitionKind::kFunction, At(value, Part::kLeft), At(value, Part::kRight));
  } else if (name == "spec") {
    ReadSpec(value);
  } else if (value != kNoNode && EnclosingFunctionIndex() == kNoScope) {
    Define(node, DefinitionKind::kField, At(call, Part::kTarget), kNoNode);
    const std::string_view told = TextOf(node).substr(0, name.size() + 1);
    TextValue text;
    if (TextOf(node).starts_with("@" + std::string(name)) && ReadText(value, text))
      BindText(told, std::move(text));
    AddNamedText(value, name);
    const bool constant = KindName(value) == "atom" || R(value) == Role::kBoolean;
    const Provenance source = IsLiterals(value)           ? Provenance::kAllowList
                              : constant                  ? Provenance::kConstant
                              : R(value) == Role::kNumber ? Provenance::kNumber
                                                          : Provenance::kUnknown;
    const auto [known, fresh] = attributes_.try_emplace(AttributeKey(name), source);
    if (!fresh) known->second = Provenance::kUnknown;  // It is several things.
    skip_end_ = 0;                                     // What it is set to is code.
    value_of_ = call;
  } else {
    skip_end_ = 0;
    value_of_ = call;
  }
  return true;
}

// find(Repo.t(), id :: integer) :: User.t() | nil when …
void ElixirExtractor::ReadSpec(NodeIndex value) {
  if (OperatorOf(value) == "when") value = At(value, Part::kLeft);
  if (OperatorOf(value) != "::") return;
  const NodeIndex head = At(value, Part::kLeft);
  spec_ = {};
  spec_.name = IsCall(head) ? TargetOf(head) : TextOf(head);
  spec_.result = At(value, Part::kRight);
  for (const NodeIndex item : ItemsOf(IsCall(head) ? At(head, Part::kArguments) : kNoNode)) {
    const bool named = OperatorOf(item) == "::";
    spec_.parameters.push_back(named ? At(item, Part::kRight) : item);
  }
  UseTypes(value, spec_.name);
}

// User.t() of a module, %User{} that it makes; empty for others.
std::string ElixirExtractor::RemoteType(NodeIndex type) {
  if (KindName(type) == "struct") {
    const NodeIndex of = tree().NamedChild(type, 0);
    return KindName(of) == "alias" ? ModuleName(of) : std::string();
  }
  const NodeIndex target = At(type, Part::kTarget);
  const NodeIndex object = At(target, Part::kObject);
  if (!IsCall(type) || KindName(target) != "dot" || KindName(object) != "alias") return {};
  const std::string name = ModuleName(object);
  return name.empty() ? name : name + std::string(NameText(At(target, Part::kName)));
}

std::string ElixirExtractor::TypeText(NodeIndex type) {
  const NodeIndex made = KindName(type) == "map" ? tree().NamedChild(type, 0) : kNoNode;
  const std::string name = RemoteType(KindName(made) == "struct" ? made : type);
  return name.empty() ? Bounded(type) : name;
}

void ElixirExtractor::UseTypes(NodeIndex type, std::string_view target) {
  if (type == kNoNode) return;
  std::size_t seen = 0;
  for (NodeIndex i = type; i < tree().End(type) && seen < kMaxTypeNodes; ++i, ++seen) {
    const std::string name = RemoteType(i);
    if (name.empty() || name.size() > kMaxResolvedName) continue;
    Use use;
    use.region = RegionOf(tree()[i]);
    use.name = sink().Keep(name);
    use.form = UseForm::kType;
    use.target_definition = sink().Keep(target);
    AddUse(std::move(use), {});
  }
}

std::string ElixirExtractor::AttributeKey(std::string_view name) const {
  return full_ + "@" + std::string(name.substr(0, kMaxResolvedName));
}

}  // namespace assay
