// What Swift declares: properties, functions, types and their extensions, closures.
#include <string>

#include "facts/swift/extractor.h"

namespace assay {

// @Field(key: "title"): names, colons and values stand in one row.
std::vector<SwiftExtractor::ArgumentNode> SwiftExtractor::AttributeArguments(NodeIndex attribute) {
  std::vector<ArgumentNode> arguments;
  NodeIndex name = kNoNode;
  for (NodeIndex i = tree().NextSibling(tree().FirstChild(attribute)); i != kNoNode;
       i = tree().NextSibling(i)) {
    if (TextOf(i) == ":" || !tree()[i].named() || R(i) == Role::kType) continue;
    const NodeIndex next = tree().NextSibling(i);
    if (R(i) == Role::kIdentifier && TextOf(next) == ":") {
      name = i;
      continue;
    }
    arguments.push_back({i, name == kNoNode ? std::string() : Bounded(name, 80)});
    name = kNoNode;
  }
  return arguments;
}

std::vector<SwiftExtractor::Declared> SwiftExtractor::DeclarationsOf(NodeIndex node) {
  const std::string_view kind = KindName(node);
  if (kind == "property_declaration" || kind == "protocol_property_declaration")
    return PropertiesOf(node);
  if (kind != "parameter" && kind != "lambda_parameter")
    return TypedExtractor::DeclarationsOf(node);
  Declared declared{kNoNode, kNoNode, kNoNode, 0};
  for (NodeIndex i = tree().FirstChild(node); i != kNoNode; i = tree().NextSibling(i)) {
    if (tree().Field(i) != name_ || !tree()[i].named()) continue;
    (declared.name == kNoNode ? declared.name : declared.type) = i;
  }
  // The default stands behind the parameter.
  const NodeIndex equals = kind == "parameter" ? tree().NextSibling(node) : kNoNode;
  if (TextOf(equals) == "=") declared.value = tree().NextSibling(equals);
  return {declared};
}

// let a = 1, b: Int; let (c, d) = f()
std::vector<SwiftExtractor::Declared> SwiftExtractor::PropertiesOf(NodeIndex node) const {
  std::vector<Declared> all;
  std::size_t begin = 0;  // of those that the last pattern names
  for (const NodeIndex item : ItemsOf(node)) {
    if (KindName(item) == "pattern") {
      begin = all.size();
      for (const NodeIndex name : NamesIn(item))
        all.push_back({name, kNoNode, kNoNode, all.size() - begin});
      continue;
    }
    const bool value = tree().Field(item) == value_;
    const NodeIndex type =
        KindName(item) == "type_annotation" ? tree().ChildByField(item, name_) : kNoNode;
    for (std::size_t i = begin; i < all.size(); ++i) {
      if (value) all[i].value = item;
      if (type != kNoNode && all.size() == begin + 1) all[i].type = type;
    }
  }
  return all;
}

// The names that a pattern binds: let x, (a, b), .some(let x), let x as T.
std::vector<NodeIndex> SwiftExtractor::NamesIn(NodeIndex pattern) const {
  constexpr std::size_t kMaxNames = 64;
  std::vector<NodeIndex> found;
  for (NodeIndex i = pattern; i < tree().End(pattern) && found.size() < kMaxNames; ++i) {
    if (Kind(i) == type_path_) i = tree().End(i) - 1;
    if (R(i) != Role::kIdentifier) continue;
    const bool bound = tree().Field(i) == bound_;
    const NodeIndex around = Parent(i);
    // `pattern a` alone in a pattern that binds all of its names.
    const bool whole = KindName(around) == "pattern" && TextOf(around) == TextOf(i);
    if (bound || whole) found.push_back(i);
  }
  return found;
}

bool SwiftExtractor::IsConstant(NodeIndex declaration) {
  for (int i = 0; i < 4 && declaration != kNoNode; ++i, declaration = Parent(declaration)) {
    const NodeIndex word = FirstKind(declaration, "value_binding_pattern");
    if (word != kNoNode) return TextOf(word) == "let";
  }
  return false;
}

// Parameters stand beside the body.
NodeIndex SwiftExtractor::ParametersOf(NodeIndex node) const {
  return R(node) == Role::kFunction || R(node) == Role::kConstructor ? node : kNoNode;
}

// Behind the arrow.
NodeIndex SwiftExtractor::ResultTypeOf(NodeIndex node) const {
  bool arrow = false;
  for (NodeIndex i = tree().FirstChild(node); i != kNoNode; i = tree().NextSibling(i)) {
    if (arrow && tree()[i].named()) return i;
    if (TextOf(i) == "->") arrow = true;
  }
  return kNoNode;
}

std::string_view SwiftExtractor::OwnerOf(NodeIndex node) const {
  if (R(node) != Role::kExtension) return {};
  const std::string_view name = TextOf(At(node, Part::kName));
  const std::string_view path = name.substr(0, name.find('<'));
  return path.substr(path.rfind('.') + 1);
}

std::vector<NodeIndex> SwiftExtractor::BasesOf(NodeIndex node) {
  std::vector<NodeIndex> bases;
  for (const NodeIndex item : ItemsOf(node)) {
    if (KindName(item) == "inheritance_specifier") bases.push_back(item);
  }
  return bases;
}

DefinitionKind SwiftExtractor::KindOf(NodeIndex node, DefinitionKind kind) const {
  return DeclarationKind(node) == "enum" ? DefinitionKind::kEnum : kind;
}

void SwiftExtractor::AddModifiers(NodeIndex node, Definition& definition) {
  const std::string_view kind = DeclarationKind(node);
  if (kind == "struct" || kind == "actor") definition.modifiers.push_back(sink().KeepName(kind));
  for (NodeIndex i = tree().FirstChild(node); i != kNoNode; i = tree().NextSibling(i)) {
    const std::string_view text = TextOf(i).substr(0, 10);
    if (text == "async" || text == "indirect") definition.modifiers.push_back(sink().Keep(text));
    if (KindName(i) == "throws") definition.modifiers.push_back(sink().KeepName("throws"));
  }
  // What the language calls by a word of its own.
  if (KindName(node) == "deinit_declaration") definition.name = sink().KeepName("deinit");
  if (KindName(node) == "subscript_declaration") definition.name = sink().KeepName("subscript");
}

// case node(left: Tree, right: Tree): what an enum holds.
void SwiftExtractor::ReadEnumEntry(NodeIndex node) {
  NodeIndex name = kNoNode;
  for (const NodeIndex item : ItemsOf(node)) {
    if (R(item) == Role::kIdentifier) name = item;
    if (KindName(item) == "enum_type_parameters") AddField(node, {name, item, kNoNode, 0});
  }
}

// What an extension makes its type conform to.
void SwiftExtractor::ReadExtension(NodeIndex node) {
  for (const NodeIndex base : BasesOf(node)) {
    const std::string resolved = ResolveType(base);
    Use use;
    use.region = RegionOf(tree()[base]);
    use.name = sink().Keep(resolved.empty() ? Unresolved(base) : resolved);
    use.form = UseForm::kBase;
    use.target_definition = sink().Keep(OwnerOf(node));
    AddUse(std::move(use), {});
  }
}

// { [weak self] (a: Int, b) -> Int in … }
void SwiftExtractor::ReadClosure(NodeIndex node) {
  OpenScope(node, Bindings::ScopeKind::kBlock);
  const NodeIndex list =
      FirstKind(FirstKind(node, "lambda_function_type"), "lambda_function_type_parameters");
  bool first = true;
  for (const NodeIndex item : ItemsOf(list)) {
    if (R(item) != Role::kParameter) continue;
    const Declared declared = DeclarationsOf(item)[0];
    std::string value = ValueOfType(declared.type);
    if (first && value.empty()) value = HandedTo(node);
    first = false;
    Declare(declared, value, true);
    NoteTypes(declared.type, NameText(declared.name));
    // What it is called by says nothing of where its value comes from.
    if (const Binding* const known = names().Find(NameText(declared.name))) {
      Binding binding = *known;
      if (binding.provenance == Provenance::kParameter) binding.provenance = {};
      names().Bind(NameText(declared.name), binding, true);
    }
  }
}

}  // namespace assay
