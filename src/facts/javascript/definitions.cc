// Classes, functions, fields and their annotations.
#include "facts/javascript/extractor.h"

namespace assay {

void ScriptExtractor::AddModifiers(NodeIndex node, Definition& definition) {
  for (NodeIndex i = tree().FirstChild(node); i != kNoNode; i = tree().NextSibling(i)) {
    if (K(i) == Js::kAccessibility) definition.modifiers.push_back(sink().Keep(TextOf(i)));
    if (K(i) == Js::kOverride) definition.modifiers.push_back("override");
    if (tree()[i].named()) continue;
    const std::string_view word = TextOf(i);
    for (const std::string_view modifier :
         {"static", "readonly", "async", "abstract", "override", "get", "set"}) {
      if (word == modifier) definition.modifiers.push_back(sink().Keep(word));
    }
  }
  if (definition.name.starts_with("#")) definition.modifiers.push_back("private");
  if (K(Parent(node)) == Js::kExport) definition.modifiers.push_back("export");
}

void ScriptExtractor::AddDocumentationBefore(NodeIndex node, Definition& definition) {
  NodeIndex outer = K(Parent(node)) == Js::kExport ? Parent(node) : node;
  if (outer == 0) return;
  // The comment is the sibling before.
  NodeIndex before = kNoNode;
  for (NodeIndex i = tree().FirstChild(Parent(outer)); i != kNoNode && i != outer;
       i = tree().NextSibling(i))
    before = i;
  if (before != kNoNode && K(before) == Js::kComment && TextOf(before).starts_with("/**"))
    definition.documentation = "jsdoc";
}

void ScriptExtractor::AddAnnotations(NodeIndex node, Definition& definition) {
  const auto add_children = [&](NodeIndex parent, bool stop_at_node) {
    std::vector<NodeIndex> run;
    for (NodeIndex i = tree().FirstChild(parent); i != kNoNode; i = tree().NextSibling(i)) {
      if (stop_at_node && i == node) break;
      if (K(i) == Js::kDecorator) {
        run.push_back(i);
      } else if (stop_at_node && K(i) != Js::kComment && tree()[i].named()) {
        run.clear();
      }
    }
    for (const NodeIndex i : run) definition.annotations.push_back(sink().Keep(DecoratorName(i)));
  };
  add_children(node, false);
  add_children(Parent(node), true);
}

void ScriptExtractor::AddBase(NodeIndex node, Definition& definition) {
  std::string name = CalleeName(Resolve(node));
  if (name.empty()) name = Unresolved(node);
  definition.bases.push_back(sink().Keep(name));
  Use use;
  use.region = RegionOf(tree()[node]);
  use.name = sink().Keep(name);
  use.form = UseForm::kBase;
  use.target_definition = definition.name;
  AddUse(std::move(use), {});
}

void ScriptExtractor::AddBases(NodeIndex node, Definition& definition) {
  for (NodeIndex i = tree().FirstChild(node); i != kNoNode; i = tree().NextSibling(i)) {
    if (K(i) == Js::kHeritage || K(i) == Js::kExtends || K(i) == Js::kImplements ||
        K(i) == Js::kExtendsType) {
      AddBases(i, definition);
    } else if (K(node) == Js::kHeritage || K(node) == Js::kExtends || K(node) == Js::kImplements ||
               K(node) == Js::kExtendsType) {
      if (K(i) == Js::kIdentifier || K(i) == Js::kTypeIdentifier || K(i) == Js::kMember ||
          K(i) == Js::kCall)
        AddBase(i, definition);
      // Base<T>: the name inside.
      if (tree().grammar().KindName(Kind(i)) == "generic_type")
        AddBase(tree().NamedChild(i, 0), definition);
    }
  }
}

void ScriptExtractor::ReadClass(NodeIndex node) {
  const NodeIndex name = Child(node, s_.name);
  if (name == kNoNode && K(Parent(node)) != Js::kDeclarator && K(Parent(node)) != Js::kAssignment &&
      K(Parent(node)) != Js::kExport)
    return;
  Definition definition;
  definition.kind = DefinitionKind::kClass;
  definition.name = sink().Keep(name == kNoNode ? std::string_view("default") : TextOf(name));
  definition.owner = sink().Keep(OwnerPath("."));
  AddModifiers(node, definition);
  AddAnnotations(node, definition);
  AddDocumentationBefore(node, definition);
  AddBases(node, definition);
  if (name != kNoNode)
    names().BindInFunction(
        definition.name,
        {sink().KeepName("local:#" + std::string(definition.name)), {}, Provenance::kUnknown},
        true);
  Open(std::move(definition), node, Bindings::ScopeKind::kClass);
  BindFieldsAhead(node);
}

void ScriptExtractor::ReadInterface(NodeIndex node) {
  OpenNamed(node, DefinitionKind::kInterface);
  Definition* const definition = ScopeDefinition();
  const NodeIndex body = Child(node, s_.body);
  if (definition == nullptr || body == kNoNode) return;
  for (NodeIndex i = tree().FirstChild(body); i != kNoNode; i = tree().NextSibling(i)) {
    if (K(i) != Js::kPropertySignature) continue;
    NoteSelfTyped(Child(i, s_.name), Child(i, s_.type), *definition);
  }
}

void ScriptExtractor::OpenNamed(NodeIndex node, DefinitionKind kind) {
  Definition definition;
  definition.kind = kind;
  definition.name = sink().Keep(TextOf(Child(node, s_.name)));
  definition.owner = sink().Keep(OwnerPath("."));
  AddModifiers(node, definition);
  AddDocumentationBefore(node, definition);
  if (kind == DefinitionKind::kInterface) AddBases(node, definition);
  if (kind == DefinitionKind::kTypeAlias) definition.type = KeepBounded(Child(node, s_.value));
  Open(std::move(definition), node, Bindings::ScopeKind::kBlock);
}

// A member without a body: of an interface, or an abstract method.
void ScriptExtractor::ReadSignature(NodeIndex node) {
  const NodeIndex name = Child(node, s_.name);
  const Definition* const owner = ScopeDefinition();
  const bool member =
      owner != nullptr && owner == EnclosingClass() &&
      (owner->kind == DefinitionKind::kInterface || owner->kind == DefinitionKind::kClass);
  // { a: string } as a type has signatures, too.
  const NodeIndex around = Parent(Parent(node));
  if (name == kNoNode || !member ||
      (K(around) != Js::kInterface && K(around) != Js::kClass && K(around) != Js::kAbstractClass))
    return;
  const bool method = K(node) == Js::kMethodSignature;
  Definition definition;
  definition.region = RegionOf(tree()[node]);
  definition.kind = method ? DefinitionKind::kMethod : DefinitionKind::kField;
  definition.name = sink().Keep(TextOf(name));
  definition.owner = sink().Keep(OwnerPath("."));
  definition.type = sink().Keep(TypeText(Child(node, method ? s_.return_type : s_.type)));
  definition.lines = tree()[node].end_line - tree()[node].start_line + 1;
  definition.scope = scope();
  AddModifiers(node, definition);
  AddDocumentationBefore(node, definition);
  const NodeIndex list = Child(node, s_.parameters);
  for (NodeIndex i = tree().FirstChild(list); i != kNoNode; i = tree().NextSibling(i)) {
    const NodeIndex pattern = Child(i, s_.pattern);
    if (pattern == kNoNode) continue;
    definition.parameters.push_back({KeepBounded(pattern), sink().Keep(TypeText(Child(i, s_.type))),
                                     K(i) == Js::kOptionalParameter});
  }
  sink().Add(std::move(definition));
}

// constructor(private readonly books: Books): a field, too.
void ScriptExtractor::AddParameterProperties(NodeIndex constructor) {
  const NodeIndex list = Child(constructor, s_.parameters);
  for (NodeIndex i = tree().FirstChild(list); i != kNoNode; i = tree().NextSibling(i)) {
    const NodeIndex pattern = Child(i, s_.pattern);
    if (!IsParameterProperty(i) || K(pattern) != Js::kIdentifier) continue;
    Definition field;
    field.region = RegionOf(tree()[i]);
    field.kind = DefinitionKind::kField;
    field.name = sink().Keep(TextOf(pattern));
    field.owner = sink().Keep(OwnerPath("."));
    field.type = sink().Keep(TypeText(Child(i, s_.type)));
    field.scope = scope();
    AddModifiers(i, field);
    for (NodeIndex j = tree().FirstChild(i); j != kNoNode; j = tree().NextSibling(j)) {
      if (K(j) == Js::kDecorator) field.annotations.push_back(sink().Keep(DecoratorName(j)));
    }
    sink().Add(std::move(field));
  }
}

void ScriptExtractor::NoteSelfTyped(NodeIndex name, NodeIndex type, Definition& owner) {
  if (name == kNoNode || type == kNoNode) return;
  for (NodeIndex i = type; i < tree()[type].next; ++i) {
    if (K(i) == Js::kTypeIdentifier && TextOf(i) == owner.name) {
      owner.self_typed_fields.push_back(sink().Keep(TextOf(name)));
      return;
    }
  }
}

void ScriptExtractor::ReadField(NodeIndex node) {
  const NodeIndex name = FieldName(node);
  if (name == kNoNode) return;
  const NodeIndex value = Child(node, s_.value);
  if (K(value) == Js::kArrow || K(value) == Js::kFunctionExpression) return;  // told as a method
  Definition definition;
  definition.region = RegionOf(tree()[node]);
  definition.kind = DefinitionKind::kField;
  definition.name = sink().Keep(TextOf(name));
  definition.owner = sink().Keep(OwnerPath("."));
  definition.type = sink().Keep(TypeText(Child(node, s_.type)));
  definition.scope = scope();
  AddModifiers(node, definition);
  AddAnnotations(node, definition);
  if (Definition* const owner = EnclosingClass()) NoteSelfTyped(name, Child(node, s_.type), *owner);
  sink().Add(std::move(definition));
  if (value != kNoNode) AddNamedText(value, TextOf(name));
}

void ScriptExtractor::ReadMethod(NodeIndex node) {
  const std::string_view name = TextOf(Child(node, s_.name));
  if (name == "constructor") AddParameterProperties(node);
  ReadFunction(node, name,
               name == "constructor" ? DefinitionKind::kConstructor : DefinitionKind::kMethod);
}

void ScriptExtractor::ReadFunction(NodeIndex node, std::string_view name, DefinitionKind kind) {
  Definition definition;
  definition.kind = kind;
  definition.name = sink().Keep(name);
  definition.owner = sink().Keep(OwnerPath("."));
  definition.type = sink().Keep(TypeText(Child(node, s_.return_type)));
  AddModifiers(node, definition);
  AddAnnotations(node, definition);
  AddDocumentationBefore(node, definition);
  const std::uint32_t index = Open(std::move(definition), node, Bindings::ScopeKind::kFunction);
  Definition scratch;
  BindParameters(node, &scratch);
  LookAheadInFunction(node);
  if (index != kNoScope)
    sink().facts().definitions[index].parameters = std::move(scratch.parameters);
}

void ScriptExtractor::ReadFunctionValue(NodeIndex node) {
  const NodeIndex parent = Parent(node);
  if (K(parent) == Js::kDeclarator && K(Child(parent, s_.name)) == Js::kIdentifier) {
    return ReadFunction(node, TextOf(Child(parent, s_.name)), DefinitionKind::kFunction);
  }
  if (K(parent) == Js::kField)
    return ReadFunction(node, TextOf(FieldName(parent)), DefinitionKind::kMethod);
  if (K(parent) == Js::kAssignment && K(Child(parent, s_.left)) == Js::kMember) {
    return ReadFunction(node, TextOf(Child(Child(parent, s_.left), s_.property)),
                        DefinitionKind::kFunction);
  }
  if (K(parent) == Js::kPair)
    return ReadFunction(node, TextOf(Child(parent, s_.key)), DefinitionKind::kMethod);
  OpenScope(node, Bindings::ScopeKind::kFunction);
  BindParameters(node, nullptr);
  LookAheadInFunction(node);
}

}  // namespace assay
