// What the file and its classes have in all, read before they are walked:
// Java's fields, methods and types are known above their declaration.
#include <string>

#include "facts/java/extractor.h"

namespace assay {
namespace {

bool IsClassKind(Jv kind) {
  return kind == Jv::kClass || kind == Jv::kInterface || kind == Jv::kEnum || kind == Jv::kRecord ||
         kind == Jv::kAnnotationType;
}

}  // namespace

void JavaExtractor::LookAheadInFile() {
  std::vector<NodeIndex> classes;
  std::vector<NodeIndex> imports;
  std::vector<NodeIndex> open;
  for (NodeIndex node = 0; node < tree().size(); ++node) {
    while (!open.empty() && tree().End(open.back()) <= node) open.pop_back();
    if (K(node) == Jv::kImport) imports.push_back(node);
    if (K(node) == Jv::kTypeParameter) {
      for (const NodeIndex child : ItemsOf(node)) {
        if (K(child) == Jv::kType) type_parameters_.insert(TextOf(child));
      }
    }
    if (!IsClassKind(K(node))) continue;
    classes.push_back(node);
    ClassInfo& info = classes_[std::string(TextOf(Child(node, s_.name)))];
    info.is_enum = K(node) == Jv::kEnum;
    const NodeIndex around = open.empty() ? 0 : open.back();
    info.seen.push_back({around, tree().End(around)});
    open.push_back(node);
  }
  for (const NodeIndex node : imports) BindImport(PathOf(node));
  for (const NodeIndex node : classes) {
    current_ = node;
    LookAheadInClass(node);
  }
  current_ = 0;
}

NodeIndex JavaExtractor::BodyOf(NodeIndex declaration) const { return Child(declaration, s_.body); }

std::string JavaExtractor::Arity(std::string_view name, std::size_t parameters) {
  return std::string(name) + "/" + std::to_string(parameters);
}

std::size_t JavaExtractor::CountParameters(NodeIndex method) const {
  std::size_t count = 0;
  for (const NodeIndex i : ItemsOf(Child(method, s_.parameters))) {
    if (K(i) == Jv::kParameter || K(i) == Jv::kSpread) ++count;
  }
  return count;
}

void JavaExtractor::LookAheadInClass(NodeIndex node) {
  ClassInfo& info = classes_[std::string(TextOf(Child(node, s_.name)))];
  for (const NodeIndex part : ItemsOf(Child(node, s_.parameters))) {
    if (K(part) != Jv::kParameter) continue;
    const std::string name(TextOf(Child(part, s_.name)));
    const std::string value = ValueOfType(Child(part, s_.type));
    info.fields.try_emplace(name, value);
    info.results.try_emplace(name, value);  // a record's accessor
  }
  const NodeIndex body = BodyOf(node);
  for (NodeIndex i = tree().FirstChild(body); i != kNoNode; i = tree().NextSibling(i)) {
    if (K(i) == Jv::kEnumConstant)
      info.fields.try_emplace(std::string(TextOf(Child(i, s_.name))), OwnValue(node));
    LookAheadInMember(i, info);
    // An enum's members stand behind its constants, one level deeper.
    if (K(i) != Jv::kOther || !tree()[i].named()) continue;
    for (NodeIndex j = tree().FirstChild(i); j != kNoNode; j = tree().NextSibling(j))
      LookAheadInMember(j, info);
  }
}

void JavaExtractor::LookAheadInMember(NodeIndex member, ClassInfo& info) {
  if (K(member) == Jv::kMethod) {
    const std::string name(TextOf(Child(member, s_.name)));
    const std::string value = ValueOfType(Child(member, s_.type));
    const auto [known, inserted] = info.results.try_emplace(name, value);
    if (!inserted && known->second != value) known->second.clear();
    ++info.overloads[Arity(name, CountParameters(member))];
  }
  if (K(member) != Jv::kField) return;
  const NodeIndex type = Child(member, s_.type);
  for (NodeIndex i = tree().FirstChild(member); i != kNoNode; i = tree().NextSibling(i)) {
    if (K(i) != Jv::kDeclarator) continue;
    const Binding binding = ValueBinding(type, Child(i, s_.value));
    info.fields.try_emplace(std::string(TextOf(Child(i, s_.name))), std::string(binding.value));
  }
}

std::string JavaExtractor::OwnValue(NodeIndex declaration) const {
  return "local:#" + std::string(TextOf(Child(declaration, s_.name))) + "()";
}

bool JavaExtractor::HasModifier(NodeIndex declaration, std::string_view modifier) const {
  const NodeIndex modifiers = FirstOf(declaration, Jv::kModifiers);
  for (NodeIndex i = tree().FirstChild(modifiers); i != kNoNode; i = tree().NextSibling(i)) {
    if (!tree()[i].named() && TextOf(i) == modifier) return true;
  }
  return false;
}

// Binds the fields of a class that opens, in its own scope of names.
void JavaExtractor::OpenFields(NodeIndex node) {
  for (const NodeIndex part : ItemsOf(Child(node, s_.parameters))) {
    if (K(part) != Jv::kParameter) continue;
    Binding binding;
    binding.value = sink().KeepName(ValueOfType(Child(part, s_.type)));
    names().Bind(TextOf(Child(part, s_.name)), binding, true);
  }
  const NodeIndex body = BodyOf(node);
  for (NodeIndex i = tree().FirstChild(body); i != kNoNode; i = tree().NextSibling(i)) {
    if (K(i) != Jv::kEnumConstant) continue;
    Binding binding;
    binding.value = sink().KeepName(OwnValue(node));
    binding.provenance = Provenance::kAllowList;
    names().Bind(TextOf(Child(i, s_.name)), binding, true);
  }
  BindFieldsOf(body);
}

void JavaExtractor::BindFieldsOf(NodeIndex body) {
  for (NodeIndex i = tree().FirstChild(body); i != kNoNode; i = tree().NextSibling(i)) {
    BindFieldDeclaration(i);
    if (K(i) != Jv::kOther || !tree()[i].named()) continue;
    for (NodeIndex j = tree().FirstChild(i); j != kNoNode; j = tree().NextSibling(j))
      BindFieldDeclaration(j);
  }
}

void JavaExtractor::BindFieldDeclaration(NodeIndex field) {
  if (K(field) != Jv::kField) return;
  const NodeIndex type = Child(field, s_.type);
  const bool of_interface = tree().grammar().KindName(Kind(field)) == "constant_declaration";
  const bool constant = of_interface || HasModifier(field, "final");
  for (NodeIndex i = tree().FirstChild(field); i != kNoNode; i = tree().NextSibling(i)) {
    if (K(i) != Jv::kDeclarator) continue;
    const std::string_view name = TextOf(Child(i, s_.name));
    const NodeIndex value = Child(i, s_.value);
    Binding binding = ValueBinding(type, value);
    TextValue text;
    const bool told = constant && ReadText(value, text);
    if (told && text.parts.empty()) binding.provenance = Provenance::kConstant;
    if (!constant && binding.provenance != Provenance::kNumber)
      binding.provenance = Provenance::kUnknown;
    // Texts are found in the file's scope alone, so that constants live there;
    // two of one name in a file are then known as neither.
    if (told) {
      names().BindInFile(name, binding);
      BindText(name, std::move(text));
    } else {
      names().Bind(name, binding, true);
    }
  }
}

}  // namespace assay
