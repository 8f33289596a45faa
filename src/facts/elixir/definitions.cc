// Modules, functions, records, and what they are made of.
#include <string>

#include "facts/elixir/extractor.h"
#include "facts/elixir/known_names.h"

namespace assay {

// What a definition gives is the last value of its block.
Role ElixirExtractor::Refine(NodeIndex node, Role role) const {
  if (role == Role::kPair) {
    // do: and else: are code, no entries.
    const std::string_view key = TextOf(tree().FirstChild(node));
    return key.starts_with("do:") || key.starts_with("else:") ? Role::kNone : role;
  }
  return role == Role::kCall && DefinesElixirFunction(TargetOf(node)) ? Role::kFunction : role;
}

// def index(conn, params) when …: the head of a function.
NodeIndex ElixirExtractor::HeadOf(NodeIndex call) const {
  NodeIndex head = First(call);
  if (R(head) == Role::kBinary) head = At(head, Part::kLeft);
  return head;
}

std::string_view ElixirExtractor::DefinedName(NodeIndex call) const {
  const NodeIndex head = HeadOf(call);
  return IsCall(head)                   ? TargetOf(head)
         : R(head) == Role::kIdentifier ? TextOf(head)
                                        : std::string_view();
}

void ElixirExtractor::OpenModule(NodeIndex node, std::string_view word) {
  Definition module;
  module.kind = word == "defprotocol" ? DefinitionKind::kInterface : DefinitionKind::kModule;
  module_ = TextOf(First(node));
  module.name = sink().Keep(module_);
  module.owner = sink().Keep(OwnerPath("."));
  std::string full(module_.substr(0, kMaxResolvedName));
  if (!modules_.empty() && modules_.back().full.size() + full.size() < kMaxResolvedName)
    full = modules_.back().full + "." + full;
  modules_.push_back({tree().End(node), module_, full});
  full_ = std::move(full);
  if (documented_) module.documentation = "doc";
  documented_ = false;
  Open(std::move(module), node, Bindings::ScopeKind::kClass);
  // defimpl Priced, for: Order
  if (word == "defimpl") AddBase(First(node), ModuleName(First(node)));
}

void ElixirExtractor::CloseModules(NodeIndex node) {
  if (modules_.empty() || modules_.back().end > node) return;
  while (!modules_.empty() && modules_.back().end <= node) modules_.pop_back();
  module_ = modules_.empty() ? std::string_view() : modules_.back().name;
  full_ = modules_.empty() ? std::string() : modules_.back().full;
}

void ElixirExtractor::AddBase(NodeIndex at, const std::string& name) {
  Definition* const module = EnclosingClass();
  // What a macro quotes is of the module that uses it.
  if (module == nullptr || name.empty() || EnclosingFunctionIndex() != kNoScope) return;
  module->bases.push_back(sink().Keep(name));
  Use use;
  use.region = RegionOf(tree()[at]);
  use.name = module->bases.back();
  use.form = UseForm::kBase;
  use.target_definition = module->name;
  AddUse(std::move(use), {});
}

void ElixirExtractor::OpenFunction(NodeIndex node, std::string_view word) {
  const NodeIndex head = HeadOf(node);
  Definition function;
  function.kind = DefinitionKind::kFunction;
  function.name = sink().Keep(DefinedName(node));
  function.owner = sink().Keep(OwnerPath("."));
  if (word.ends_with('p')) function.modifiers.push_back("private");
  if (word.starts_with("defmacro")) function.modifiers.push_back("macro");
  if (implements_) function.modifiers.push_back("override");
  if (documented_) function.documentation = "doc";
  implements_ = documented_ = false;
  const NodeIndex list = IsCall(head) ? At(head, Part::kArguments) : kNoNode;
  for (const NodeIndex item : ItemsOf(list)) {
    bool has_default = false;
    const std::string_view name = ParameterName(item, has_default);
    Parameter parameter{name.empty() ? KeepBounded(item, 60) : sink().Keep(name), {}};
    parameter.has_default = has_default;
    function.parameters.push_back(parameter);
  }
  if (spec_.name == function.name && spec_.parameters.size() == function.parameters.size()) {
    function.type = sink().Keep(TypeText(spec_.result));
    for (std::size_t i = 0; i < spec_.parameters.size(); ++i)
      function.parameters[i].type = sink().Keep(TypeText(spec_.parameters[i]));
  }
  head_end_ = tree().End(First(node));
  const std::string name(function.name);
  Open(std::move(function), node, Bindings::ScopeKind::kFunction);
  BindPattern(list, Provenance::kParameter);
  const NodeIndex sent = SentTo(name, ItemsOf(list));
  if (sent != kNoNode && !word.ends_with('p')) BindPattern(sent, Provenance::kRequest);
  BindGuarded(First(node));
  ReadRecursion(node, name, ItemsOf(list));
}

// n, n \\ 1, %{a: a} = n: the name of a parameter, or its pattern.
std::string_view ElixirExtractor::ParameterName(NodeIndex item, bool& has_default) const {
  for (int i = 0; i < kMaxChain && KindName(item) == "binary_operator"; ++i) {
    const std::string_view op = TextOf(At(item, Part::kOperator));
    const NodeIndex left = At(item, Part::kLeft);
    if (op == "\\\\") has_default = true;
    if (op == "=" && KindName(left) != "identifier") {
      item = At(item, Part::kRight);
    } else {
      item = left;
    }
  }
  return KindName(item) == "identifier" ? TextOf(item) : std::string_view();
}

// The parameter that holds what a client sent: of an action of Phoenix, a
// callback of a live view or a channel.
NodeIndex ElixirExtractor::SentTo(std::string_view name,
                                  const std::vector<NodeIndex>& items) const {
  const auto named = [this](NodeIndex item, std::string_view as) {
    bool has_default = false;
    std::string_view told = ParameterName(item, has_default);
    if (told.starts_with('_')) told.remove_prefix(1);
    return told == as;
  };
  if (items.size() == 2 && named(items[0], "conn"))
    return named(items[1], "params") || HasTextKeys(items[1]) ? items[1] : kNoNode;
  if (items.size() != 3 || !named(items[2], "socket")) return kNoNode;
  if (name == "handle_event" || name == "handle_in" || name == "join") return items[1];
  return name == "handle_params" || name == "mount" ? items[0] : kNoNode;
}

// %{"id" => id}
bool ElixirExtractor::HasTextKeys(NodeIndex pattern) const {
  for (NodeIndex i = pattern; i < tree().End(pattern); ++i) {
    if (OperatorOf(i) == "=>" && R(At(i, Part::kLeft)) == Role::kString) return true;
  }
  return false;
}

// defrecord(:user, name: ""), also of Record
bool ElixirExtractor::IsRecord(NodeIndex call) const {
  const NodeIndex target = At(call, Part::kTarget);
  std::string_view name = TargetOf(call);
  if (KindName(target) == "dot" && TextOf(At(target, Part::kObject)) == "Record")
    name = NameText(At(target, Part::kName));
  return (name == "defrecord" || name == "defrecordp") && KindName(First(call)) == "atom";
}

// defrecord :user, name: "", age: nil
void ElixirExtractor::ReadRecord(NodeIndex node) {
  Definition record;
  record.region = RegionOf(tree()[node]);
  record.kind = DefinitionKind::kRecord;
  record.name = sink().Keep(TextOf(First(node)).substr(1, 80));
  record.owner = sink().Keep(OwnerPath("."));
  record.lines = record.region.end_line - record.region.start_line + 1;
  record.scope = scope();
  const NodeIndex target = At(node, Part::kTarget);
  if (TextOf(target).ends_with('p')) record.modifiers.push_back("private");
  const std::string owner = MemberOf(record.owner, record.name);
  sink().Add(std::move(record));
  AddFields(At(node, Part::kArguments), false, owner);
}

void ElixirExtractor::AddFields(NodeIndex node, bool atoms, const std::string& owner) {
  for (NodeIndex i = node; i < tree().End(node); ++i) {
    const bool atom = atoms && KindName(i) == "atom" && R(Parent(i)) != Role::kPair;
    const bool key = R(i) == Role::kPair;
    if (!atom && !key) continue;
    Definition field;
    field.region = RegionOf(tree()[i]);
    field.kind = DefinitionKind::kField;
    field.name = sink().Keep(key ? KeyText(i) : TextOf(i).substr(1, 80));
    field.owner = sink().Keep(owner);
    field.lines = field.region.end_line - field.region.start_line + 1;
    field.scope = scope();
    sink().Add(std::move(field));
    i = tree().End(i) - 1;
  }
}

void ElixirExtractor::Define(NodeIndex node, DefinitionKind kind, NodeIndex named, NodeIndex type) {
  if (IsCall(named)) named = At(named, Part::kTarget);
  if (KindName(named) != "identifier") return;
  Definition definition;
  definition.region = RegionOf(tree()[node]);
  definition.kind = kind;
  definition.name = sink().Keep(TextOf(named));
  definition.owner = sink().Keep(OwnerPath("."));
  definition.type = KeepBounded(type);
  definition.lines = definition.region.end_line - definition.region.start_line + 1;
  definition.scope = scope();
  if (kind == DefinitionKind::kFunction) definition.modifiers.push_back("abstract");
  sink().Add(std::move(definition));
}

}  // namespace assay
