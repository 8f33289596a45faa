// What Rust declares: patterns, functions, implementations, attributes and derives.
#include <algorithm>
#include <array>
#include <string>

#include "facts/rust/extractor.h"
#include "facts/rust/paths.h"

namespace assay {

// `-> Self` is the type around it, which the look ahead has not opened.
std::vector<std::string> RustExtractor::ResultsOf(NodeIndex function) {
  const NodeIndex around = Parent(Parent(function));
  if (R(around) == Role::kExtension) owner_ = OwnerOf(around);
  if (R(around) == Role::kInterface) owner_ = NameText(NameOf(around));
  return TypedExtractor::ResultsOf(function);
}

std::string_view RustExtractor::OwnerOf(NodeIndex node) const {
  if (R(node) != Role::kExtension) return {};
  NodeIndex type = At(node, Part::kType);
  if (R(type) == Role::kGeneric) type = At(type, Part::kType);
  return R(type) == Role::kType ? TextOf(type) : std::string_view();
}

// let (a, b) = f(); let Foo { x, .. } = y: names of a pattern.
std::vector<RustExtractor::Declared> RustExtractor::DeclarationsOf(NodeIndex node) {
  const NodeIndex pattern = At(node, Part::kName);
  const bool patterned = R(node) == Role::kVariable || R(node) == Role::kParameter;
  if (!patterned || R(pattern) == Role::kIdentifier || pattern == kNoNode) {
    std::vector<Declared> plain = TypedExtractor::DeclarationsOf(node);
    // What is None at first is not told by it.
    for (Declared& one : plain) {
      if (TextOf(one.value) == "None") one.value = kNoNode;
    }
    return plain;
  }
  std::vector<Declared> declared;
  if (KindName(pattern) == "tuple_pattern") {
    std::size_t index = 0;
    for (NodeIndex item : ItemsOf(pattern)) {
      if (KindName(item) == "mut_pattern") item = tree().NamedChild(item, 1);
      declared.push_back({item, kNoNode, At(node, Part::kValue), index++});
    }
    return declared;
  }
  // Data(pool): web::Data<PgPool>, the extractor's own pattern.
  const std::vector<NodeIndex> names = NamesOf(pattern);
  const bool one = KindName(pattern) == "tuple_struct_pattern" && names.size() == 1;
  for (const NodeIndex name : names)
    declared.push_back({name, one ? At(node, Part::kType) : kNoNode, kNoNode, 0});
  return declared;
}

// The identifiers that a pattern binds.
std::vector<NodeIndex> RustExtractor::NamesOf(NodeIndex pattern) const {
  std::vector<NodeIndex> names;
  const NodeIndex end = tree().End(pattern);
  for (NodeIndex i = pattern; i < end && names.size() < 32; ++i) {
    if (Kind(i) == id_.field_identifier) names.push_back(i);
    if (R(i) != Role::kIdentifier || StartsUpper(TextOf(i))) continue;
    if (R(Parent(i)) != Role::kMember && R(Parent(i)) != Role::kScopedType) names.push_back(i);
  }
  return names;
}

bool RustExtractor::IsLocalFunction(NodeIndex node) const {
  return KindName(node) == "function_item" && R(Parent(node)) == Role::kBlock;
}

// Query(search): Query<Search>, path: web::Path<String>
bool RustExtractor::IsRequestParameter(NodeIndex parameter) {
  const NodeIndex type = At(parameter, Part::kType);
  if (R(type) != Role::kGeneric) return false;
  std::string_view name = TextOf(At(type, Part::kType));
  name = name.substr(name.rfind(':') + 1);
  return (name == "Query" || name == "Path" || name == "Json" || name == "Form") &&
         !IsNumberType(tree().NamedChild(At(type, Part::kArguments), 0));
}

// What the language and usual crates say by an attribute; the crates' only in a file that
// names them.
std::string RustExtractor::AnnotationName(NodeIndex annotation) {
  static constexpr std::array kBuiltin = std::to_array<std::string_view>({"allow",
                                                                          "cfg",
                                                                          "cfg_attr",
                                                                          "default",
                                                                          "deny",
                                                                          "deprecated",
                                                                          "doc",
                                                                          "expect",
                                                                          "feature",
                                                                          "global_allocator",
                                                                          "ignore",
                                                                          "inline",
                                                                          "macro_export",
                                                                          "macro_use",
                                                                          "must_use",
                                                                          "no_mangle",
                                                                          "non_exhaustive",
                                                                          "path",
                                                                          "repr",
                                                                          "should_panic",
                                                                          "test",
                                                                          "warn"});
  static constexpr std::array kHelpers =
      std::to_array<std::array<std::string_view, 2>>({{"serde", "serde"},
                                                      {"error", "thiserror"},
                                                      {"from", "thiserror"},
                                                      {"source", "thiserror"},
                                                      {"validate", "validator"},
                                                      {"diesel", "diesel"},
                                                      {"sqlx", "sqlx"},
                                                      {"arg", "clap"},
                                                      {"command", "clap"},
                                                      {"sea_orm", "sea_orm"},
                                                      {"get", "rocket"},
                                                      {"post", "rocket"},
                                                      {"put", "rocket"},
                                                      {"patch", "rocket"},
                                                      {"delete", "rocket"},
                                                      {"catch", "rocket"},
                                                      {"launch", "rocket"}});
  const NodeIndex named = At(annotation, Part::kName);
  const std::string_view name = TextOf(named);
  if (R(named) != Role::kIdentifier || imports().contains(std::string(name)))
    return TypedExtractor::AnnotationName(annotation);
  if (std::find(kBuiltin.begin(), kBuiltin.end(), name) != kBuiltin.end())
    return "global:#" + std::string(name);
  for (const auto& [helper, crate] : kHelpers) {
    if (helper == name && tree().text().find(crate) != std::string_view::npos)
      return EcosystemName(crate) + "#" + std::string(name);
  }
  const std::string logs = FreeCallee(name);
  return logs.starts_with(traits().ecosystem) ? logs : TypedExtractor::AnnotationName(annotation);
}

// impl Display for Order
void RustExtractor::ReadTrait(NodeIndex node) {
  const NodeIndex trait = tree().ChildByField(node, id_.trait);
  if (trait == kNoNode || owner_.empty()) return;
  std::string name = ResolveType(trait);
  if (name.empty()) name = Unresolved(trait);
  Use use;
  use.region = RegionOf(tree()[trait]);
  use.name = sink().Keep(name);
  use.form = UseForm::kBase;
  use.target_definition = sink().Keep(owner_);
  AddUse(std::move(use), {});
  std::vector<Definition>& definitions = sink().facts().definitions;
  for (; looked_at_ < definitions.size(); ++looked_at_) {
    const Definition& definition = definitions[looked_at_];
    if (IsClassLike(definition.kind) && definition.kind != DefinitionKind::kModule)
      types_told_.try_emplace(definition.name, looked_at_);
  }
  const auto type = types_told_.find(owner_);
  if (type != types_told_.end() && definitions[type->second].bases.size() < 16)
    definitions[type->second].bases.push_back(sink().Keep(name));
}

// #[derive(Serialize, Debug)]: one decorator each.
bool RustExtractor::ReadDerive(NodeIndex node) {
  if (TextOf(At(node, Part::kName)) != "derive") return false;
  const NodeIndex item = Parent(node);
  std::string_view target;
  for (NodeIndex next = tree().NextSibling(item); next != kNoNode;
       next = tree().NextSibling(next)) {
    if (R(next) == Role::kComment || KindName(next) == "attribute_item") continue;
    target = TextOf(At(next, Part::kName));
    break;
  }
  std::string path;
  for (NodeIndex i = tree().FirstChild(At(node, Part::kArguments)); i != kNoNode;
       i = tree().NextSibling(i)) {
    const std::string_view text = TextOf(i);
    const bool named = tree()[i].named();
    if (named) path += text;
    if (text == "::") path += '.';
    if (named || text == "::" || path.empty()) continue;
    AddDecorator(node, DerivedName(path), target, {});
    path.clear();
  }
  return true;
}

// #![allow(dead_code)]: of what it stands in.
bool RustExtractor::ReadInner(NodeIndex node) {
  const NodeIndex item = Parent(node);
  if (KindName(item) != "inner_attribute_item") return false;
  const NodeIndex around = Parent(Parent(item));
  const std::string_view target =
      around == kNoNode ? std::string_view() : TextOf(At(around, Part::kName));
  AddDecorator(node, AnnotationName(node), target, ArgumentsOf(AnnotationListOf(node)));
  return true;
}

std::string RustExtractor::DerivedName(const std::string& path) {
  const std::size_t dot = path.rfind('.');
  if (dot == std::string::npos) return TypeName(path);
  const auto imported = imports().find(std::string(RootOf(path)));
  if (imported != imports().end())
    return Member(imported->second, std::string_view(path).substr(RootOf(path).size() + 1));
  return Module(path.substr(0, dot)) + "#" + path.substr(dot + 1);
}

}  // namespace assay
