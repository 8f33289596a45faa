// Classes, methods, fields, and what annotates them.
#include <algorithm>
#include <array>
#include <string>

#include "facts/java/extractor.h"

namespace assay {
namespace {

constexpr int kMaxClimb = 16;  // parents that are asked what a type or annotation belongs to

std::string_view LastMember(std::string_view name) {
  const std::size_t end = name.find_last_of("#.");
  return end == std::string_view::npos ? name : name.substr(end + 1);
}

// What a web framework fills from the request.
constexpr std::array kRequestAnnotations = std::to_array<std::string_view>(
    {"RequestParam", "PathVariable", "RequestBody", "RequestHeader", "CookieValue",
     "ModelAttribute", "QueryParam", "PathParam", "FormParam", "HeaderParam", "CookieParam",
     "MatrixParam", "BeanParam"});

// What an annotation gives the database as it is.
constexpr std::array kQueryAnnotations = std::to_array<std::string_view>(
    {"Query", "NativeQuery", "SqlQuery", "SqlUpdate", "SqlBatch", "Select", "Insert", "Update",
     "Delete", "NamedQuery", "NamedNativeQuery", "SQLInsert", "SQLUpdate", "SQLDelete", "Formula",
     "Subselect"});

}  // namespace

void JavaExtractor::ReadModifiers(NodeIndex node, Definition& definition) {
  const NodeIndex modifiers = FirstOf(node, Jv::kModifiers);
  for (NodeIndex i = tree().FirstChild(modifiers); i != kNoNode; i = tree().NextSibling(i)) {
    if (K(i) == Jv::kAnnotation) {
      definition.annotations.push_back(sink().Keep(AnnotationName(i)));
      if (definition.annotations.back() == "maven:java.lang#Override")
        definition.modifiers.push_back("override");
    } else if (!tree()[i].named()) {
      definition.modifiers.push_back(sink().Keep(TextOf(i)));
    }
  }
}

void JavaExtractor::NoteDocumentation(NodeIndex node, Definition& definition) const {
  if (javadoc_end_ == node) definition.documentation = "javadoc";
}

void JavaExtractor::AddBase(NodeIndex type, Definition& definition) {
  std::string name = ResolveType(type);
  if (name.empty()) name = Unresolved(type);
  definition.bases.push_back(sink().Keep(name));
  Use use;
  use.region = RegionOf(tree()[type]);
  use.name = definition.bases.back();
  use.form = UseForm::kBase;
  use.target_definition = definition.name;
  AddUse(std::move(use), {});
}

void JavaExtractor::ReadBases(NodeIndex node, Definition& definition) {
  for (const NodeIndex part : ItemsOf(node)) {
    if (K(part) == Jv::kSuperclass) {
      for (const NodeIndex type : ItemsOf(part)) AddBase(type, definition);
    } else if (K(part) == Jv::kInterfaces) {
      for (const NodeIndex type : ItemsOf(FirstOf(part, Jv::kTypeList))) AddBase(type, definition);
    }
  }
}

void JavaExtractor::ReadClass(NodeIndex node, DefinitionKind kind) {
  const NodeIndex name = Child(node, s_.name);
  Definition definition;
  definition.kind = kind;
  definition.name = sink().Keep(TextOf(name));
  definition.owner = sink().Keep(OwnerPath("."));
  ReadModifiers(node, definition);
  NoteDocumentation(node, definition);
  ReadBases(node, definition);
  const bool logs =
      std::any_of(definition.annotations.begin(), definition.annotations.end(),
                  [](Text annotation) { return annotation == "maven:lombok.extern.slf4j#Slf4j"; });
  const std::uint32_t index = Open(std::move(definition), node, Bindings::ScopeKind::kClass);
  open_classes_.push_back({tree().End(node), &classes_[std::string(TextOf(name))]});
  if (logs) names().Bind("log", {"maven:org.slf4j#Logger()", {}, {}}, true);
  OpenFields(node);
  const NodeIndex components = Child(node, s_.parameters);
  if (components == kNoNode || index == kNoScope) return;
  std::vector<Parameter> parameters;
  for (const NodeIndex part : ItemsOf(components)) {
    if (K(part) != Jv::kParameter) continue;
    const NodeIndex type = Child(part, s_.type);
    parameters.push_back({sink().Keep(TextOf(Child(part, s_.name))), sink().Keep(TellType(type))});
    AddField(part, Child(part, s_.name), type);
  }
  sink().facts().definitions[index].parameters = std::move(parameters);
}

void JavaExtractor::ReadMethod(NodeIndex node, DefinitionKind kind) {
  Definition definition;
  definition.kind = kind;
  definition.name = sink().Keep(TextOf(Child(node, s_.name)));
  definition.owner = sink().Keep(OwnerPath("."));
  ReadModifiers(node, definition);
  NoteDocumentation(node, definition);
  definition.type = sink().Keep(TellType(Child(node, s_.type)));
  const bool guarded = HasModifier(node, "synchronized");
  const std::uint32_t index = Open(std::move(definition), node, Bindings::ScopeKind::kFunction);
  std::vector<Parameter> parameters = BindParameters(Child(node, s_.parameters));
  if (index != kNoScope) sink().facts().definitions[index].parameters = std::move(parameters);
  if (guarded) AddConstruct(node, ConstructKind::kLock, {}, "synchronized");
}

std::vector<Parameter> JavaExtractor::BindParameters(NodeIndex list) {
  std::vector<Parameter> parameters;
  for (const NodeIndex i : ItemsOf(list)) {
    if (K(i) == Jv::kParameter || K(i) == Jv::kSpread) BindParameter(i, parameters);
    if (K(i) == Jv::kIdentifier) names().Bind(TextOf(i), {}, true);  // of a lambda
  }
  return parameters;
}

void JavaExtractor::BindParameter(NodeIndex parameter, std::vector<Parameter>& parameters) {
  const bool spread = K(parameter) == Jv::kSpread;
  NodeIndex name = Child(parameter, s_.name);
  NodeIndex type = Child(parameter, s_.type);
  if (spread) {
    for (const NodeIndex i : ItemsOf(parameter)) {
      if (K(i) == Jv::kDeclarator) name = Child(i, s_.name);
      if (K(i) != Jv::kDeclarator && K(i) != Jv::kModifiers) type = i;
    }
  }
  if (name == kNoNode) return;
  Binding binding;
  const bool dimensions = Child(parameter, s_.dimensions) != kNoNode;
  if (!spread && !dimensions) binding.value = sink().KeepName(ValueOfType(type));
  binding.provenance = Provenance::kParameter;
  const ClassInfo* const own = InfoOf(binding.value);
  if (own != nullptr && own->is_enum) binding.provenance = Provenance::kAllowList;
  if (IsRequestParameter(parameter)) binding.provenance = Provenance::kRequest;
  if (IsNumberType(type)) binding.provenance = Provenance::kNumber;
  names().Bind(TextOf(name), binding, true);
  parameters.push_back({sink().Keep(TextOf(name)), sink().Keep(TellType(type))});
}

bool JavaExtractor::IsRequestParameter(NodeIndex parameter) {
  for (const NodeIndex i : ItemsOf(FirstOf(parameter, Jv::kModifiers))) {
    if (K(i) != Jv::kAnnotation) continue;
    const std::string name = AnnotationName(i);
    if (std::find(kRequestAnnotations.begin(), kRequestAnnotations.end(), LastMember(name)) !=
        kRequestAnnotations.end())
      return true;
  }
  return false;
}

void JavaExtractor::BindLambda(NodeIndex node) {
  OpenScope(node, Bindings::ScopeKind::kBlock);
  const NodeIndex parameters = Child(node, s_.parameters);
  if (K(parameters) == Jv::kIdentifier) {
    names().Bind(TextOf(parameters), {}, true);
  } else {
    BindParameters(parameters);
  }
}

// new Runnable() { … }: a class without a name, whose `this` is its own.
void JavaExtractor::ReadAnonymous(NodeIndex node) {
  OpenScope(node, Bindings::ScopeKind::kClass);
  anonymous_end_ = std::max(anonymous_end_, tree().End(node));
  for (const NodeIndex field : ItemsOf(node)) {
    if (K(field) != Jv::kField) continue;
    const NodeIndex type = Child(field, s_.type);
    for (const NodeIndex i : ItemsOf(field)) {
      if (K(i) != Jv::kDeclarator) continue;
      Binding binding = ValueBinding(type, Child(i, s_.value));
      binding.provenance = Provenance::kUnknown;
      names().Bind(TextOf(Child(i, s_.name)), binding, true);
    }
  }
}

// ---- fields

void JavaExtractor::ReadField(NodeIndex node) {
  const NodeIndex type = Child(node, s_.type);
  for (const NodeIndex i : ItemsOf(node)) {
    if (K(i) != Jv::kDeclarator) continue;
    const NodeIndex name = Child(i, s_.name);
    AddField(node, name, type);
    AddNamedText(Child(i, s_.value), TextOf(name));
  }
}

void JavaExtractor::AddField(NodeIndex node, NodeIndex name, NodeIndex type) {
  if (InAnonymous()) return;
  Definition field;
  field.region = RegionOf(tree()[node]);
  field.kind = DefinitionKind::kField;
  field.name = sink().Keep(TextOf(name));
  field.owner = sink().Keep(OwnerPath("."));
  field.type = sink().Keep(TellType(type));
  field.lines = field.region.end_line - field.region.start_line + 1;
  field.scope = scope();
  ReadModifiers(node, field);
  NoteDocumentation(node, field);
  NoteSelfTyped(node, type, name);
  sink().Add(std::move(field));
}

// Node next; Node[] kids; Map<Character, Node> kids. A static one is the
// class's own instance, not a link of a structure.
void JavaExtractor::NoteSelfTyped(NodeIndex field, NodeIndex type, NodeIndex name) {
  constexpr std::size_t kMaxFields = 32;
  Definition* const owner = EnclosingClass();
  if (owner == nullptr || HasModifier(field, "static")) return;
  for (NodeIndex i = type; i < tree().End(type); ++i) {
    if (K(i) != Jv::kType || TextOf(i) != owner->name) continue;
    if (owner->self_typed_fields.size() < kMaxFields)
      owner->self_typed_fields.push_back(sink().Keep(TextOf(name)));
    return;
  }
}

// ---- annotations

std::string JavaExtractor::AnnotationName(NodeIndex annotation) {
  const NodeIndex name = Child(annotation, s_.name);
  // `String @Nullable ... names` is read as one long name.
  const std::string_view text = TextOf(name);
  const std::string resolved = QualifiedType(text.substr(0, text.find("..")), true);
  return resolved.empty() ? Unresolved(name) : resolved;
}

// Remembered, as in broken text thousands of annotations stand on one node.
std::string_view JavaExtractor::DeclaredName(NodeIndex declaration) {
  if (declaration != named_declaration_) {
    NodeIndex name = Child(declaration, s_.name);
    if (name == kNoNode) name = Child(FirstOf(declaration, Jv::kDeclarator), s_.name);
    named_declaration_ = declaration;
    declared_name_ = TextOf(name);
  }
  return declared_name_;
}

// The name of what the annotation, or the one around it, stands on.
std::string_view JavaExtractor::AnnotatedName(NodeIndex annotation) {
  NodeIndex up = Parent(annotation);
  for (int i = 0; i < kMaxClimb && up != kNoNode; ++i, up = Parent(up)) {
    if (K(up) == Jv::kModifiers) return DeclaredName(Parent(up));
  }
  return {};
}

void JavaExtractor::ReadAnnotation(NodeIndex node) {
  if (Child(node, s_.name) == kNoNode) return;
  Use use;
  use.region = RegionOf(tree()[node]);
  use.form = UseForm::kDecorator;
  use.name = sink().Keep(AnnotationName(node));
  use.target_definition = sink().Keep(AnnotatedName(node));
  const std::vector<ArgumentNode> arguments = ArgumentsOf(Child(node, s_.arguments));
  ReadQueryAnnotation(use, arguments);
  AddUse(std::move(use), arguments);
}

void JavaExtractor::ReadQueryAnnotation(const Use& use,
                                        const std::vector<ArgumentNode>& arguments) {
  if (std::find(kQueryAnnotations.begin(), kQueryAnnotations.end(), LastMember(use.name)) ==
      kQueryAnnotations.end())
    return;
  for (const ArgumentNode& argument : arguments) {
    TextValue text;
    if (!ReadText(argument.node, text) || !LooksLikeSql(text.value)) continue;
    Consume(argument.node);
    Statement statement;
    statement.region = RegionOf(tree()[argument.node]);
    statement.source = StatementSource::kQuery;
    statement.callee = use.name;
    statement.parts = text.parts;
    statement.bound = true;  // the method's parameters are its values
    statement.scope = scope();
    AddStatements(text.value, statement, false, sink());
  }
}

// ---- types

// Imported types are used where they are the type of a parameter, field or
// result, or a type's argument anywhere.
void JavaExtractor::ReadTypeUse(NodeIndex node) {
  NodeIndex up = Parent(node);
  bool argument = false;
  bool declared = false;
  for (int i = 0; i < kMaxClimb && up != kNoNode; ++i, up = Parent(up)) {
    const Jv kind = K(up);
    if (kind == Jv::kScopedType) return;
    if (kind == Jv::kTypeArguments) argument = true;
    if (kind == Jv::kGeneric || kind == Jv::kTypeArguments || kind == Jv::kArrayType ||
        kind == Jv::kTypeWildcard || kind == Jv::kAnnotatedType || kind == Jv::kDeclarator ||
        kind == Jv::kTypeList || kind == Jv::kSuperclass || kind == Jv::kInterfaces)
      continue;
    declared =
        kind == Jv::kMethod || kind == Jv::kParameter || kind == Jv::kSpread || kind == Jv::kField;
    break;
  }
  if (!argument && !declared) return;
  const std::string name = ResolveType(node);
  if (!name.starts_with("maven:") || name.starts_with("maven:java.lang#")) return;
  Use use;
  use.region = RegionOf(tree()[node]);
  use.name = sink().Keep(name);
  use.form = UseForm::kType;
  use.target_definition = sink().Keep(DeclaredName(up));
  AddUse(std::move(use), {});
}

}  // namespace assay
