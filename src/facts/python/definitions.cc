// Classes, functions, fields, and what decorates them.
#include <algorithm>
#include <string>

#include "facts/python/extractor.h"

namespace assay {
namespace {

std::string_view LastMember(std::string_view name) {
  const std::size_t end = name.find_last_of("#.");
  return end == std::string_view::npos ? name : name.substr(end + 1);
}

bool IsRequestName(std::string_view name) { return name == "request" || name == "req"; }

std::string_view ModifierOf(std::string_view decorator) {
  const std::string_view last = LastMember(decorator);
  if (last == "staticmethod") return "static";
  if (last == "classmethod") return "class";
  if (last == "abstractmethod") return "abstract";
  if (last == "property" || last == "cached_property") return "property";
  if (last == "override") return "override";
  return last == "final" ? "final" : "";
}

DefinitionKind KindOfBase(std::string_view base, DefinitionKind otherwise) {
  if (base.starts_with("pypi:enum#")) return DefinitionKind::kEnum;
  if (base == "pypi:typing#NamedTuple") return DefinitionKind::kRecord;
  const bool protocol = base == "pypi:typing#Protocol" || base == "pypi:typing_extensions#Protocol";
  return protocol ? DefinitionKind::kInterface : otherwise;
}

}  // namespace

std::string PythonExtractor::DecoratorName(NodeIndex decorator) {
  const NodeIndex expression = tree().NamedChild(decorator, 0);
  if (expression == kNoNode) return {};
  const NodeIndex callee = K(expression) == Py::kCall ? Child(expression, s_.function) : expression;
  const std::string name = CalleeName(Resolve(callee));
  return name.empty() ? Unresolved(callee) : name;
}

void PythonExtractor::ReadDecorators(NodeIndex node, Definition& definition) {
  const NodeIndex around = Parent(node);
  if (K(around) != Py::kDecorated) return;
  for (NodeIndex child = tree().FirstChild(around); child != kNoNode;
       child = tree().NextSibling(child)) {
    if (K(child) != Py::kDecorator) continue;
    const Text name = sink().Keep(DecoratorName(child));
    definition.annotations.push_back(name);
    const std::string_view modifier = ModifierOf(name);
    if (!modifier.empty()) definition.modifiers.push_back(modifier);
    if (LastMember(name) == "dataclass" || name == "pypi:attr#s" || name == "pypi:attrs#define")
      definition.kind = DefinitionKind::kRecord;
  }
}

void PythonExtractor::ReadDecorator(NodeIndex node) {
  const NodeIndex expression = tree().NamedChild(node, 0);
  if (expression == kNoNode) return;
  Use use;
  use.region = RegionOf(tree()[node]);
  use.form = UseForm::kDecorator;
  use.name = sink().Keep(DecoratorName(node));
  if (K(Parent(node)) == Py::kDecorated)
    use.target_definition = sink().Keep(TextOf(Child(decorated_, s_.name)));
  std::vector<ArgumentNode> arguments;
  if (K(expression) == Py::kCall) {
    arguments = ArgumentsOf(expression);
    decorator_calls_.insert(expression);
  }
  AddUse(std::move(use), arguments);
}

void PythonExtractor::ReadBases(NodeIndex node, Definition& definition) {
  const NodeIndex list = Child(node, s_.superclasses);
  for (NodeIndex child = tree().FirstChild(list); child != kNoNode;
       child = tree().NextSibling(child)) {
    if (!IsChild(child)) continue;
    const bool keyword = K(child) == Py::kKeywordArgument;
    const NodeIndex base = keyword ? Child(child, s_.value) : child;
    if (base == kNoNode) continue;
    std::string name = Resolve(K(base) == Py::kSubscript ? Child(base, s_.value) : base);
    if (name.empty()) name = Unresolved(base);
    if (name == "pypi:abc#ABC" || name == "pypi:abc#ABCMeta")
      definition.modifiers.push_back("abstract");
    if (keyword) continue;
    definition.kind = KindOfBase(name, definition.kind);
    definition.bases.push_back(sink().Keep(name));
    Use use;
    use.region = RegionOf(tree()[base]);
    use.name = definition.bases.back();
    use.form = UseForm::kBase;
    use.target_definition = definition.name;
    AddUse(std::move(use), {});
  }
}

void PythonExtractor::ReadClass(NodeIndex node) {
  Definition definition;
  definition.kind = DefinitionKind::kClass;
  definition.name = sink().Keep(TextOf(Child(node, s_.name)));
  definition.owner = sink().Keep(OwnerPath("."));
  ReadBases(node, definition);
  ReadDecorators(node, definition);
  const Binding own{sink().KeepName(MemberOf("local:#", definition.name)), {}, {}};
  names().BindInBody(TextOf(Child(node, s_.name)), own, true);
  const Definition ahead = definition;  // for its name and bases
  const std::uint32_t index = Open(std::move(definition), node, Bindings::ScopeKind::kClass);
  if (index != kNoScope) class_index_[ValueOf(own.value)] = index;
  LookAheadInClass(node, ahead);
  ReadDocstring(Child(node, s_.body), index);
}

void PythonExtractor::ReadFunction(NodeIndex node) {
  Definition definition;
  const Definition* const owner = EnclosingClass();
  const bool method = owner != nullptr && ScopeDefinition() == owner;
  const std::string_view name = TextOf(Child(node, s_.name));
  definition.name = sink().Keep(name);
  definition.kind = !method              ? DefinitionKind::kFunction
                    : name == "__init__" ? DefinitionKind::kConstructor
                                         : DefinitionKind::kMethod;
  definition.owner = sink().Keep(OwnerPath("."));
  if (TextOf(node).starts_with("async")) definition.modifiers.push_back("async");
  if (name.starts_with("_") && !name.starts_with("__")) definition.modifiers.push_back("private");
  ReadDecorators(node, definition);
  const NodeIndex result = Child(node, s_.return_type);
  definition.type = sink().Keep(TypeName(result));
  if (!method) names().BindInBody(name, {sink().KeepName(MemberOf("local:#", name)), {}, {}}, true);
  const std::uint32_t index = Open(std::move(definition), node, Bindings::ScopeKind::kFunction);
  AddTypeUses(Child(node, s_.parameters), name);
  AddTypeUses(result, name);
  std::vector<Parameter> parameters;
  BindParameters(Child(node, s_.parameters), &parameters);
  if (index != kNoScope) sink().facts().definitions[index].parameters = std::move(parameters);
  BindLocalsAhead(node);
  ReadDocstring(Child(node, s_.body), index);
}

void PythonExtractor::BindParameters(NodeIndex list, std::vector<Parameter>* parameters) {
  for (NodeIndex child = tree().FirstChild(list); child != kNoNode;
       child = tree().NextSibling(child)) {
    if (!IsChild(child)) continue;
    NodeIndex name = Child(child, s_.name);
    for (NodeIndex i = child; name == kNoNode && i < tree()[child].next; ++i) {
      if (K(i) == Py::kIdentifier) name = i;
    }
    if (name == kNoNode) continue;
    const NodeIndex type = Child(child, s_.type);
    const std::string_view text = TextOf(name);
    // *args is a tuple of what it is annotated with.
    const bool plain = name <= child + 1 || tree().Field(name) == s_.name;
    Binding binding;
    if (plain) binding.value = sink().KeepName(ValueOfType(type));
    binding.provenance = IsRequestName(text) ? Provenance::kRequest : Provenance::kParameter;
    names().Bind(text, binding, true);
    if (parameters == nullptr) continue;
    Parameter parameter;
    parameter.name = sink().Keep(text);
    parameter.type = sink().Keep(TypeName(type));
    parameter.has_default = Child(child, s_.value) != kNoNode;
    parameters->push_back(parameter);
  }
}

void PythonExtractor::BindLambda(NodeIndex node) {
  OpenScope(node, Bindings::ScopeKind::kFunction);
  BindParameters(Child(node, s_.parameters), nullptr);
}

void PythonExtractor::ReadDocstring(NodeIndex body, std::uint32_t index) {
  const NodeIndex first = tree().NamedChild(body, 0);
  const NodeIndex text = tree().NamedChild(first, 0);
  if (K(first) != Py::kExpressionStatement || K(text) != Py::kString) return;
  AddDocumentation(text, "docstring",
                   index == kNoScope ? nullptr : &sink().facts().definitions[index]);
}

// A field of a class: assigned or annotated in its body.
void PythonExtractor::ReadField(NodeIndex assignment) {
  const std::uint32_t owner = scope();
  const NodeIndex left = Child(assignment, s_.left);
  if (owner == kNoScope || ScopeDefinition() != EnclosingClass() || K(left) != Py::kIdentifier)
    return;
  const NodeIndex type = Child(assignment, s_.type);
  Definition field;
  field.region = RegionOf(tree()[assignment]);
  field.kind = DefinitionKind::kField;
  field.name = sink().Keep(TextOf(left));
  field.owner = sink().Keep(OwnerPath("."));
  field.type = sink().Keep(TypeName(type));
  field.scope = owner;
  Definition& of = sink().facts().definitions[owner];
  if (Mentions(type, of.name)) AddSelfTyped(of, left);
  sink().Add(std::move(field));
}

// type Price = int | float
void PythonExtractor::ReadTypeAlias(NodeIndex node) {
  const NodeIndex left = tree().NamedChild(Child(node, s_.left), 0);
  const NodeIndex name = K(left) == Py::kGeneric ? tree().NamedChild(left, 0) : left;
  Definition alias;
  alias.region = RegionOf(tree()[node]);
  alias.kind = DefinitionKind::kTypeAlias;
  alias.name = sink().Keep(TextOf(name));
  alias.owner = sink().Keep(OwnerPath("."));
  alias.type = sink().Keep(TypeName(Child(node, s_.right)));
  alias.lines = tree()[node].end_line - tree()[node].start_line + 1;
  alias.scope = scope();
  sink().Add(std::move(alias));
  AddTypeUses(Child(node, s_.right), TextOf(name));
}

// self.left = Node(…), self.next: Node | None = None, self.next = next with
// next: Node; and a.next = b where both are known to be a Node.
void PythonExtractor::NoteSelfTyped(NodeIndex assignment) {
  const NodeIndex left = Child(assignment, s_.left);
  const NodeIndex object = Child(left, s_.object);
  const NodeIndex right = Child(assignment, s_.right);
  if (IsSelf(object) && EnclosingClass() != nullptr) {
    if (HoldsOwnType(assignment, *EnclosingClass()))
      AddSelfTyped(*EnclosingClass(), Child(left, s_.attribute));
    return;
  }
  const std::string value = Resolve(right);
  if (!value.starts_with("local:#") || value != Resolve(object)) return;
  const auto known = class_index_.find(value);
  if (known != class_index_.end())
    AddSelfTyped(sink().facts().definitions[known->second], Child(left, s_.attribute));
}

bool PythonExtractor::HoldsOwnType(NodeIndex assignment, const Definition& owner) {
  const NodeIndex right = Child(assignment, s_.right);
  if (K(right) == Py::kCall && TextOf(Child(right, s_.function)) == owner.name) return true;
  if (Mentions(Child(assignment, s_.type), owner.name)) return true;
  const Definition* const function = EnclosingFunction();
  if (K(right) != Py::kIdentifier || function == nullptr) return false;
  const std::string_view name = TextOf(right);
  return std::any_of(function->parameters.begin(), function->parameters.end(),
                     [&](const Parameter& parameter) {
                       return parameter.name == name && NamesType(parameter.type, owner.name);
                     });
}

void PythonExtractor::AddSelfTyped(Definition& owner, NodeIndex name) {
  constexpr std::size_t kMaxFields = 32;
  Texts& fields = owner.self_typed_fields;
  const Text field = sink().Keep(TextOf(name));
  if (fields.size() < kMaxFields && std::find(fields.begin(), fields.end(), field) == fields.end())
    fields.push_back(field);
}

// Whether a type as written names `name` as a whole word.
bool PythonExtractor::NamesType(std::string_view type, std::string_view name) {
  const auto is_word = [](char c) {
    return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9') || c == '_';
  };
  for (std::size_t at = type.find(name); !name.empty() && at != std::string_view::npos;
       at = type.find(name, at + 1)) {
    const std::size_t end = at + name.size();
    if ((at == 0 || !is_word(type[at - 1])) && (end == type.size() || !is_word(type[end])))
      return true;
  }
  return false;
}

bool PythonExtractor::Mentions(NodeIndex node, std::string_view name) const {
  for (NodeIndex i = node; i < tree().End(node); ++i) {
    if (tree()[i].next == i + 1 && TextOf(i) == name) return true;
  }
  return false;
}

// Types that are imported are used where they are named.
void PythonExtractor::AddTypeUses(NodeIndex type, std::string_view of) {
  bool in_type = K(type) == Py::kType;
  NodeIndex end = tree().End(type);
  for (NodeIndex i = type; i < tree().End(type); ++i) {
    if (!in_type || i >= end) {
      in_type = K(i) == Py::kType;
      end = tree()[i].next;
      continue;
    }
    if (K(i) != Py::kIdentifier && K(i) != Py::kAttribute) continue;
    const std::string name = Resolve(i);
    if ((name.starts_with("pypi:") && !IsTypeVariable(name)) || name.starts_with("own:")) {
      Use use;
      use.region = RegionOf(tree()[i]);
      use.name = sink().Keep(name);
      use.form = UseForm::kType;
      use.target_definition = sink().Keep(of);
      AddUse(std::move(use), {});
    }
    i = tree()[i].next - 1;
  }
}

}  // namespace assay
