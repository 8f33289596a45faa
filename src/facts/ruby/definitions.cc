// Classes, modules, methods, attributes, and who may call them.
#include <algorithm>
#include <string>

#include "facts/ruby/extractor.h"

namespace assay {
namespace {

bool IsVisibility(std::string_view name) {
  return name == "private" || name == "protected" || name == "public";
}

}  // namespace

void RubyExtractor::AddBase(NodeIndex node, std::string_view name, Definition& definition) {
  definition.bases.push_back(sink().Keep(name));
  Use use;
  use.region = RegionOf(tree()[node]);
  use.name = definition.bases.back();
  use.form = UseForm::kBase;
  use.target_definition = definition.name;
  AddUse(std::move(use), {});
}

// < Base, < ActiveRecord::Migration[7.0], < Struct.new(:a).
void RubyExtractor::ReadSuperclass(NodeIndex node, Definition& definition) {
  NodeIndex base = tree().NamedChild(Child(node, s_.superclass), 0);
  if (base == kNoNode) return;
  if (K(base) == Rb::kElement) base = Child(base, s_.object);
  std::string name = K(base) == Rb::kCall ? Callee(base) : Resolve(base);
  if (name.empty()) name = Unresolved(base);
  if (name == "gem:#Struct.new" || name == "gem:#Data.define")
    definition.kind = DefinitionKind::kRecord;
  AddBase(base, name, definition);
}

void RubyExtractor::ReadMixins(NodeIndex node, Definition& definition) {
  for (const NodeIndex call : ItemsOf(Child(node, s_.body))) {
    if (K(call) != Rb::kCall || Child(call, s_.receiver) != kNoNode) continue;
    const std::string_view method = MethodOf(call);
    if (method != "include" && method != "extend" && method != "prepend") continue;
    for (const NodeIndex mixin : ItemsOf(Child(call, s_.arguments))) {
      const std::string name = IsConstant(mixin) ? Resolve(mixin) : std::string();
      if (!name.empty()) AddBase(mixin, name, definition);
    }
  }
}

void RubyExtractor::ReadModule(NodeIndex node, DefinitionKind kind) {
  Definition definition;
  definition.kind = kind;
  definition.name = sink().Keep(TextOf(Child(node, s_.name)));
  definition.owner = sink().Keep(OwnerPath("::"));
  ReadSuperclass(node, definition);
  EnterModule(node);
  ReadMixins(node, definition);
  ModuleInfo& info = infos_[std::string(OpenPath())];
  info.definition = Open(std::move(definition), node, Bindings::ScopeKind::kClass);
  barriers_.push_back({tree().End(node), names().depth() - 1});
}

void RubyExtractor::ReadMethod(NodeIndex node) {
  Definition definition;
  const std::string_view name = TextOf(Child(node, s_.name));
  const Definition* const owner = EnclosingClass();
  const bool member = owner != nullptr;
  const bool singleton =
      K(node) == Rb::kSingletonMethod || (!modules_.empty() && modules_.back().singleton);
  definition.name = sink().Keep(name);
  definition.kind = !member                              ? DefinitionKind::kFunction
                    : name == "initialize" && !singleton ? DefinitionKind::kConstructor
                                                         : DefinitionKind::kMethod;
  definition.owner = sink().Keep(OwnerPath("::"));
  if (singleton) definition.modifiers.push_back("static");
  if (!modules_.empty() && !modules_.back().visibility.empty() && K(node) == Rb::kMethod)
    definition.modifiers.push_back(modules_.back().visibility);
  // private def x
  const NodeIndex call = Parent(Parent(node));
  if (K(Parent(node)) == Rb::kArgumentList && K(call) == Rb::kCall) {
    const std::string_view word = MethodOf(call);
    if (word == "private" || word == "protected") definition.modifiers.push_back(word);
    if (word == "private_class_method") definition.modifiers.push_back("private");
  }
  const std::uint32_t index = Open(std::move(definition), node, Bindings::ScopeKind::kFunction);
  barriers_.push_back({tree().End(node), names().depth() - 1});
  std::vector<Parameter> parameters;
  BindParameters(Child(node, s_.parameters), &parameters);
  if (index != kNoScope) sink().facts().definitions[index].parameters = std::move(parameters);
}

void RubyExtractor::BindParameters(NodeIndex list, std::vector<Parameter>* parameters) {
  for (const NodeIndex i : ItemsOf(list)) BindParameter(i, parameters);
}

void RubyExtractor::BindParameter(NodeIndex node, std::vector<Parameter>* parameters) {
  if (K(node) == Rb::kParameters) return BindNames(node, {});  // (a, b)
  const bool plain = K(node) == Rb::kIdentifier;
  const NodeIndex name = plain ? node : Child(node, s_.name);
  if (name == kNoNode) return;
  const NodeIndex value = plain ? kNoNode : Child(node, s_.value);
  Binding binding;
  binding.provenance = Provenance::kParameter;
  // What is not given is its default.
  if (value != kNoNode) binding.value = sink().KeepName(Resolve(value));
  names().Bind(TextOf(name), binding, true);
  if (parameters == nullptr) return;
  Parameter parameter;
  parameter.name = sink().Keep(TextOf(name));
  parameter.has_default = value != kNoNode;
  parameters->push_back(parameter);
}

// `private` for what follows; `private :a, :b` for those.
void RubyExtractor::ReadVisibility(NodeIndex node, std::string_view method) {
  if (!IsVisibility(method) || modules_.empty()) return;
  const std::vector<NodeIndex> arguments = ItemsOf(Child(node, s_.arguments));
  const std::string_view word = method == "private" ? "private" : "protected";
  if (arguments.empty()) {
    modules_.back().visibility = method == "public" ? std::string_view() : word;
    return;
  }
  const Definition* const owner = EnclosingClass();
  if (owner == nullptr || method == "public") return;
  const std::uint32_t own = scope();
  for (const NodeIndex argument : arguments) {
    if (K(argument) != Rb::kSymbol) continue;
    std::vector<Definition>& all = sink().facts().definitions;
    constexpr std::size_t kLookBack = 200;
    for (std::size_t i = all.size(); i-- > 0 && all.size() - i < kLookBack;) {
      if (all[i].scope == own && all[i].name == TextOf(argument).substr(1))
        all[i].modifiers.push_back(word);
    }
  }
}

void RubyExtractor::AddField(NodeIndex node, std::string_view name) {
  Definition field;
  field.region = RegionOf(tree()[node]);
  field.kind = DefinitionKind::kField;
  field.name = sink().Keep(name);
  field.owner = sink().Keep(OwnerPath("::"));
  field.lines = field.region.end_line - field.region.start_line + 1;
  field.scope = scope();
  sink().Add(std::move(field));
}

void RubyExtractor::ReadAttributes(NodeIndex call) {
  if (EnclosingClass() == nullptr || EnclosingFunctionIndex() != kNoScope) return;
  for (const NodeIndex name : ItemsOf(Child(call, s_.arguments))) {
    if (K(name) == Rb::kSymbol) AddField(name, TextOf(name).substr(1));
  }
}

// Point = Struct.new(:x, :y), Point = Data.define(:x).
void RubyExtractor::ReadRecord(NodeIndex assignment) {
  const NodeIndex right = Child(assignment, s_.right);
  if (K(right) != Rb::kCall) return;
  const std::string callee = CalleeOf(right);
  if (callee != "gem:#Struct.new" && callee != "gem:#Data.define") return;
  Definition record;
  record.region = RegionOf(tree()[assignment]);
  record.kind = DefinitionKind::kRecord;
  record.name = sink().Keep(TextOf(Child(assignment, s_.left)));
  record.owner = sink().Keep(OwnerPath("::"));
  record.lines = record.region.end_line - record.region.start_line + 1;
  record.scope = scope();
  record.bases.push_back(sink().Keep(callee));
  for (const NodeIndex name : ItemsOf(Child(right, s_.arguments))) {
    if (K(name) != Rb::kSymbol) continue;
    Parameter parameter;
    parameter.name = sink().Keep(TextOf(name).substr(1));
    record.parameters.push_back(parameter);
  }
  sink().Add(std::move(record));
}

// @left = Node.new in Node; a.next = b where both are known to be a Node.
void RubyExtractor::NoteSelfTyped(NodeIndex assignment) {
  const NodeIndex left = Child(assignment, s_.left);
  const std::string value = Resolve(Child(assignment, s_.right));
  if (!value.starts_with("local:#") || !value.ends_with(".new()")) return;
  const auto found = infos_.find(value.substr(7, value.size() - 13));
  if (found == infos_.end() || found->second.definition == kNoScope) return;
  Definition& owner = sink().facts().definitions[found->second.definition];
  // A class that keeps one of its own is no structure.
  const Definition* const function = EnclosingFunction();
  const bool of_class =
      function == nullptr || std::find(function->modifiers.begin(), function->modifiers.end(),
                                       "static") != function->modifiers.end();
  if (K(left) == Rb::kInstanceVariable && found->first == OpenPath() && !of_class)
    return AddSelfTyped(owner, TextOf(left).substr(1));
  if (K(left) == Rb::kCall && Resolve(Child(left, s_.receiver)) == value)
    AddSelfTyped(owner, MethodOf(left));
}

void RubyExtractor::AddSelfTyped(Definition& owner, std::string_view name) {
  constexpr std::size_t kMaxFields = 32;
  Texts& fields = owner.self_typed_fields;
  const Text field = sink().Keep(name);
  if (fields.size() < kMaxFields && std::find(fields.begin(), fields.end(), field) == fields.end())
    fields.push_back(field);
}

}  // namespace assay
