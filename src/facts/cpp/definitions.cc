// What is declared: names inside their declarators, members of classes, attributes.
#include <algorithm>
#include <string>

#include "facts/cpp/extractor.h"

namespace assay {
namespace {

constexpr int kMaxClimb = 6;           // parents that are asked what something stands on
constexpr std::size_t kMaxBound = 64;  // names of one structured binding

}  // namespace

// The name in a declarator: *a, &b, c[3], Node::find(…).
NodeIndex CppExtractor::NameIn(NodeIndex declarator) const {
  for (int i = 0; i < kMaxChain && declarator != kNoNode; ++i) {
    const std::uint16_t kind = Kind(declarator);
    if (kind == id_.qualified) {
      declarator = At(declarator, Part::kName);
    } else if (kind == id_.template_function || kind == id_.template_method) {
      declarator = tree().NamedChild(declarator, 0);
    } else if (kind == id_.structured_binding ||
               (kind == id_.function_declarator &&
                Kind(Declarator(declarator)) == id_.function_declarator)) {
      return kNoNode;  // several names; CALLBACK(int, name)(void), a macro that has the name
    } else if (id_.IsDeclarator(kind)) {
      const NodeIndex inner = Declarator(declarator);
      declarator = inner == kNoNode ? tree().NamedChild(declarator, 0) : inner;
    } else {
      return declarator;
    }
  }
  return declarator;
}

// The function that is declared; none of `int (*run)(void)`, which is a pointer.
NodeIndex CppExtractor::FunctionIn(NodeIndex declarator) const {
  for (int i = 0; i < kMaxChain && declarator != kNoNode; ++i) {
    const std::uint16_t kind = Kind(declarator);
    const NodeIndex inner = Declarator(declarator);
    if (kind == id_.function_declarator) {
      if (Kind(inner) == id_.function_declarator) return kNoNode;
      if (Kind(inner) != id_.parenthesized_declarator) return declarator;
      // int (name)(void) is a function, too.
      const NodeIndex held = tree().NamedChild(inner, 0);
      return id_.IsDeclarator(Kind(held)) ? kNoNode : declarator;
    }
    if (!id_.IsDeclarator(kind)) return kNoNode;
    declarator = inner == kNoNode ? tree().NamedChild(declarator, 0) : inner;
  }
  return kNoNode;
}

// char *name, int ids[3]: the type is not what the name holds.
bool CppExtractor::Refers(NodeIndex declarator) const {
  for (int i = 0; i < kMaxChain && id_.IsDeclarator(Kind(declarator)); ++i) {
    const std::uint16_t kind = Kind(declarator);
    if (kind == id_.pointer_declarator || kind == id_.array_declarator) return true;
    const NodeIndex inner = Declarator(declarator);
    declarator = inner == kNoNode ? tree().NamedChild(declarator, 0) : inner;
  }
  return false;
}

// std::lock_guard<std::mutex> lock(mutex_): reads like the prototype of a function, which hardly
// stands inside of one.
bool CppExtractor::MakesObject(NodeIndex declaration) const {
  NodeIndex around = Parent(declaration);
  for (int i = 0; i < kMaxClimb && around != kNoNode && R(around) == Role::kNone; ++i)
    around = Parent(around);
  if (R(around) != Role::kBlock && R(around) != Role::kCase) return false;
  const NodeIndex declarator = Declarator(declaration);
  const Role type = Unrefined(At(declaration, Part::kType));
  if (Kind(declarator) != id_.function_declarator ||
      (type != Role::kType && type != Role::kScopedType && type != Role::kGeneric))
    return false;
  const std::vector<NodeIndex> items = ItemsOf(tree().ChildByField(declarator, id_.parameters));
  return !items.empty() && std::all_of(items.begin(), items.end(), [this](NodeIndex item) {
    const Role given = Unrefined(tree().NamedChild(item, 0));
    return Kind(item) == id_.parameter && tree().NamedChild(item, 1) == kNoNode &&
           (given == Role::kType || given == Role::kScopedType);
  });
}

// operator bool() const is called so without what stands behind.
std::string_view CppExtractor::NameText(NodeIndex name) const {
  name = NameIn(name);
  if (Kind(name) != id_.operator_cast) return TypedExtractor::NameText(name);
  const NodeIndex type = tree().ChildByField(name, id_.type);
  if (type == kNoNode) return TextOf(name);
  return TextOf(name).substr(0, tree()[type].end_byte - tree()[name].start_byte);
}

// typedef struct { … } name_t
NodeIndex CppExtractor::NameOf(NodeIndex type) const {
  const NodeIndex name = At(type, Part::kName);
  if (name != kNoNode || Kind(Parent(type)) != id_.type_definition) return name;
  return NameIn(At(Parent(type), Part::kName));
}

NodeIndex CppExtractor::ParametersOf(NodeIndex node) const {
  if (R(node) == Role::kLambda) return tree().ChildByField(Declarator(node), id_.parameters);
  const NodeIndex declarator = Declarator(node);
  const NodeIndex function = FunctionIn(declarator);
  return tree().ChildByField(function, id_.parameters);
}

// The last of Outer::Inner::find; of shop::find none, where shop is a namespace of the file.
std::string_view CppExtractor::OwnerOf(NodeIndex node) const {
  if (R(node) != Role::kFunction) return {};
  NodeIndex name = Declarator(FunctionIn(Declarator(node)));
  if (name == kNoNode) name = Declarator(node);
  std::string_view owner;
  for (int i = 0; i < kMaxChain && Kind(name) == id_.qualified; ++i) {
    owner = TextOf(At(name, Part::kObject));
    name = At(name, Part::kName);
  }
  owner = owner.substr(0, owner.find('<'));
  return namespaces_.contains(owner) && !bodies_.contains(owner) ? std::string_view() : owner;
}

// auto& [key, value] = …
void CppExtractor::AddBound(NodeIndex declarator, std::vector<Declared>& declared) const {
  for (int i = 0; i < kMaxChain && id_.IsDeclarator(Kind(declarator)); ++i) {
    if (Kind(declarator) == id_.structured_binding) {
      for (const NodeIndex name : ItemsOf(declarator)) {
        if (declared.size() < kMaxBound) declared.push_back({name, kNoNode, kNoNode, 0});
      }
      return;
    }
    const NodeIndex inner = Declarator(declarator);
    declarator = inner == kNoNode ? tree().NamedChild(declarator, 0) : inner;
  }
}

// The `node` of struct node *next.
NodeIndex CppExtractor::Mentioned(NodeIndex type) const {
  const NodeIndex name = R(type) == Role::kType ? At(type, Part::kName) : kNoNode;
  return name == kNoNode ? type : name;
}

NodeIndex CppExtractor::ResultTypeOf(NodeIndex node) const {
  return Mentioned(At(node, Part::kType));
}

std::vector<CppExtractor::Declared> CppExtractor::DeclarationsOf(NodeIndex node) {
  const Role role = R(node);
  if (role != Role::kVariable && role != Role::kField && role != Role::kParameter)
    return TypedExtractor::DeclarationsOf(node);
  std::vector<Declared> declared;
  const NodeIndex type = Mentioned(At(node, Part::kType));
  for (NodeIndex i = tree().FirstChild(node); i != kNoNode; i = tree().NextSibling(i)) {
    if (tree()[i].field != id_.declarator || !tree()[i].named()) continue;
    const NodeIndex name = NameIn(i);
    if (name == kNoNode) {
      AddBound(i, declared);
      continue;
    }
    if (R(name) != Role::kIdentifier && Kind(name) != id_.field_identifier) continue;
    NodeIndex value = tree().ChildByField(i, id_.value);
    // std::string sql("SELECT a"): the text itself; of other types what the object is made of.
    const bool list = Kind(value) == id_.argument_list || Kind(value) == id_.initializer_list;
    if (list && IsTextType(TextOf(type)) && tree().NamedChild(value, 1) == kNoNode) {
      value = tree().NamedChild(value, 0);
    } else if (Kind(value) == id_.argument_list) {
      value = kNoNode;
    }
    if (value == kNoNode) value = tree().ChildByField(node, id_.default_value);
    declared.push_back({name, type, value, 0, Refers(i)});
  }
  return declared;
}

bool CppExtractor::DefinesItself(NodeIndex node) const {
  return Kind(node) == id_.concept_definition || At(node, Part::kBody) != kNoNode;
}

bool CppExtractor::IsConstructor(NodeIndex node) const {
  if (R(node) != Role::kFunction || At(node, Part::kType) != kNoNode) return false;
  const std::string_view name = NameText(Declarator(node));
  std::string_view owner = OwnerOf(node);
  NodeIndex around = Parent(node);
  for (int i = 0; i < kMaxClimb && owner.empty() && around != kNoNode; ++i) {
    const Role role = R(around);
    if (role == Role::kClass) owner = NameText(NameOf(around));
    if (role != Role::kNone) break;
    around = Parent(around);
  }
  return !name.empty() && name == owner;
}

// const char *a at the file's or a class's level is hardly ever given another value.
bool CppExtractor::IsConstant(NodeIndex declaration) {
  NodeIndex around = declaration;
  for (int i = 0; i < kMaxClimb && around != kNoNode; ++i, around = Parent(around)) {
    if (Kind(around) != id_.declaration && Kind(around) != id_.field_declaration) continue;
    const std::vector<NodeIndex> items = ItemsOf(around);
    return std::any_of(items.begin(), items.end(), [this](NodeIndex item) {
      return Kind(item) == id_.type_qualifier &&
             (TextOf(item) == "const" || TextOf(item) == "constexpr");
    });
  }
  return false;
}

// A friend is none of the class's functions.
bool CppExtractor::IsLocalFunction(NodeIndex node) const {
  return Kind(Parent(node)) == id_.friend_declaration;
}

bool CppExtractor::RepeatsDeclaration(NodeIndex node) const {
  const std::string_view owner = OwnerOf(node);
  return !owner.empty() && bodies_.contains(owner);
}

bool CppExtractor::IsOverloaded(std::string_view name) const { return overloaded_.contains(name); }

// virtual … override, … = 0, explicit, constexpr
void CppExtractor::AddModifiers(NodeIndex node, Definition& definition) {
  const NodeIndex function = R(node) == Role::kFunction ? FunctionIn(Declarator(node)) : kNoNode;
  for (NodeIndex i = tree().FirstChild(node); i != kNoNode; i = tree().NextSibling(i)) {
    const std::uint16_t kind = Kind(i);
    for (const NodeIndex item : GnuAttributesIn(i))
      definition.annotations.push_back(sink().Keep(AnnotationName(item)));
    if (kind == id_.type_qualifier && (TextOf(i) == "constexpr" || TextOf(i) == "consteval"))
      definition.modifiers.push_back(sink().Keep(TextOf(i)));
    if (function == kNoNode) continue;
    if (TextOf(i) == "virtual") definition.modifiers.push_back("virtual");
    if (kind == id_.explicit_specifier) definition.modifiers.push_back("explicit");
    if (kind == id_.delete_clause) definition.modifiers.push_back("delete");
    const bool pure = tree()[i].field == id_.default_value && TextOf(i) == "0";
    if (kind == id_.pure_clause || pure) definition.modifiers.push_back("abstract");
  }
  for (const NodeIndex item : ItemsOf(function)) {
    if (Kind(item) == id_.virtual_specifier) definition.modifiers.push_back(KeepBounded(item, 40));
    for (const NodeIndex attribute : GnuAttributesIn(item))
      definition.annotations.push_back(sink().Keep(AnnotationName(attribute)));
  }
}

// A member function that is declared alone.
void CppExtractor::AddMethod(NodeIndex node) {
  Definition method;
  method.region = RegionOf(tree()[node]);
  method.kind = IsConstructor(node) ? DefinitionKind::kConstructor : DefinitionKind::kMethod;
  method.name = sink().Keep(NameText(Declarator(node)));
  method.owner = sink().Keep(OwnerPath("."));
  method.type = sink().Keep(TellType(ResultTypeOf(node)));
  ReadModifiers(node, method);
  NoteDocumentation(node, method);
  for (const NodeIndex item : ItemsOf(ParametersOf(node))) {
    for (const Declared& declared : DeclarationsOf(item)) {
      Parameter parameter{sink().Keep(NameText(declared.name)),
                          sink().Keep(TellType(declared.type))};
      parameter.has_default = declared.value != kNoNode;
      method.parameters.push_back(parameter);
    }
  }
  method.lines = method.region.end_line - method.region.start_line + 1;
  method.scope = scope();
  sink().Add(std::move(method));
}

// FILE *open_log(const char *path); tells its types alone.
void CppExtractor::NotePrototype(NodeIndex node) {
  const NodeIndex function = FunctionIn(Declarator(node));
  if (function == kNoNode) return;
  NoteTypes(ResultTypeOf(node), NameText(function));
  for (const NodeIndex item : ItemsOf(tree().ChildByField(function, id_.parameters))) {
    if (R(item) == Role::kParameter) NoteTypes(ResultTypeOf(item), NameText(Declarator(item)));
  }
}

// ---- attributes

// [[nodiscard]] is of the language, [[gnu::pure]] and __attribute__((pure)) of the compiler.
std::string CppExtractor::AnnotationName(NodeIndex annotation) {
  if (Kind(annotation) == id_.attribute) {
    const NodeIndex prefix = tree().ChildByField(annotation, id_.prefix);
    std::string name = "global:#";
    if (prefix != kNoNode) name += std::string(TextOf(prefix)) + ".";
    return name + std::string(TextOf(At(annotation, Part::kName)));
  }
  // format(printf, 1, 2)
  const std::string_view text = TextOf(annotation);
  return "global:#gnu." + std::string(text.substr(0, text.find_first_of(" (")));
}

NodeIndex CppExtractor::AnnotationListOf(NodeIndex annotation) const {
  for (const NodeIndex item : ItemsOf(annotation)) {
    if (Kind(item) == id_.argument_list) return item;
  }
  return kNoNode;
}

std::vector<NodeIndex> CppExtractor::GnuAttributesIn(NodeIndex specifier) const {
  if (Kind(specifier) != id_.attribute_specifier) return {};
  return ItemsOf(tree().NamedChild(specifier, 0));
}

// The name of what the attributes stand on; empty for a statement's.
std::string_view CppExtractor::AttributedName(NodeIndex attributes) const {
  NodeIndex around = Parent(attributes);
  for (int i = 0; i < kMaxClimb && around != kNoNode; ++i, around = Parent(around)) {
    const Role role = R(around);
    if (role == Role::kClass || role == Role::kEnum || role == Role::kEnumMember)
      return NameText(NameOf(around));
    if (role == Role::kType) return {};
    const NodeIndex declarator = Declarator(around);
    if (declarator != kNoNode && !id_.IsDeclarator(Kind(around))) return NameText(declarator);
    if (role == Role::kBlock) return {};
  }
  return {};
}

void CppExtractor::ReadAttribute(NodeIndex node) {
  if (Kind(node) == id_.attribute_specifier) {
    const std::string_view target = AttributedName(node);
    for (const NodeIndex item : GnuAttributesIn(node))
      AddDecorator(item, AnnotationName(item), target, {});
    return;
  }
  // [[fallthrough]]; stands on no definition.
  if (Kind(Parent(Parent(node))) == id_.attributed_statement) return;
  AddDecorator(node, AnnotationName(node), AttributedName(Parent(node)),
               ArgumentsOf(AnnotationListOf(node)));
}

}  // namespace assay
