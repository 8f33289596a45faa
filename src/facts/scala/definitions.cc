// What is declared: parameters, fields, bases, and what a definition is.
#include <string>

#include "facts/scala/extractor.h"

namespace assay {

// A value of a class is a field; what follows `@Inject()` is read as if it
// were arguments of the annotation, and is parameters of the class.
Role ScalaExtractor::Refine(NodeIndex node, Role role) const {
  if (role == Role::kVariable && KindName(Parent(node)) == "template_body") return Role::kField;
  if (KindName(node) == "ascription_expression" && IsInAnnotation(Parent(node)))
    return Role::kPromoted;
  return role;
}

bool ScalaExtractor::IsInAnnotation(NodeIndex list) const {
  return R(list) == Role::kArguments && R(Parent(list)) == Role::kAnnotation &&
         At(Parent(list), Part::kArguments) != list;
}

// f(a: A)(implicit b: B), class C @Inject()(a: A)
std::vector<NodeIndex> ScalaExtractor::ParameterItemsOf(NodeIndex node) const {
  std::vector<NodeIndex> items;
  for (const NodeIndex part : ItemsOf(node)) {
    const std::string_view kind = KindName(part);
    if (kind == "parameters" || kind == "class_parameters") {
      for (const NodeIndex item : ItemsOf(part)) items.push_back(item);
    }
    if (R(part) != Role::kAnnotation || R(node) != Role::kClass) continue;
    for (const NodeIndex list : ItemsOf(part)) {
      if (!IsInAnnotation(list)) continue;
      for (const NodeIndex item : ItemsOf(list)) {
        if (R(item) == Role::kPromoted) items.push_back(item);
      }
    }
  }
  return items;
}

// class C(val a: A), case class C(a: A)
bool ScalaExtractor::IsFieldParameter(NodeIndex item) const {
  if (IsCaseClass(Parent(Parent(item)))) return true;
  for (NodeIndex i = tree().FirstChild(item); i != kNoNode; i = tree().NextSibling(i)) {
    if (TextOf(i) == "val" || TextOf(i) == "var") return true;
  }
  return false;
}

bool ScalaExtractor::IsCaseClass(NodeIndex node) const {
  for (NodeIndex i = tree().FirstChild(node); i != kNoNode; i = tree().NextSibling(i)) {
    if (TextOf(i) == "class" || R(i) == Role::kIdentifier) return false;
    if (TextOf(i) == "case") return KindName(node) == "class_definition";
  }
  return false;
}

// def this(url: String) = this(connect(url))
bool ScalaExtractor::IsConstructor(NodeIndex node) const {
  return R(node) == Role::kFunction && TextOf(At(node, Part::kName)) == "this";
}

// val (a, b) = …
std::vector<ScalaExtractor::Declared> ScalaExtractor::DeclarationsOf(NodeIndex node) {
  const NodeIndex name = At(node, Part::kName);
  if (R(node) == Role::kPromoted && KindName(node) == "ascription_expression")
    return {{name, At(node, Part::kType), kNoNode, 0}};
  if (KindName(name) != "tuple_pattern") return TypedExtractor::DeclarationsOf(node);
  std::vector<Declared> declared;
  for (const NodeIndex item : ItemsOf(name)) {
    if (R(item) == Role::kIdentifier) declared.push_back({item, kNoNode, kNoNode, 0});
  }
  return declared;
}

std::vector<NodeIndex> ScalaExtractor::BasesOf(NodeIndex node) {
  std::vector<NodeIndex> bases;
  for (const NodeIndex part : ItemsOf(node)) {
    if (R(part) != Role::kBases) continue;
    for (const NodeIndex base : ItemsOf(part)) {
      const Role role = R(base);
      if (role == Role::kType || role == Role::kGeneric || role == Role::kScopedType)
        bases.push_back(base);
    }
  }
  return bases;
}

DefinitionKind ScalaExtractor::KindOf(NodeIndex node, DefinitionKind kind) const {
  return IsCaseClass(node) ? DefinitionKind::kRecord : kind;
}

bool ScalaExtractor::IsConstant(NodeIndex declaration) {
  return KindName(declaration) == "val_definition";
}

}  // namespace assay
