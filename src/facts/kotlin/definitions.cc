// What is declared: its name, type and value, and what a definition is.
#include <algorithm>
#include <array>
#include <string>

#include "facts/kotlin/extractor.h"

namespace assay {

// A call with its lambda behind it is the call; a property of a class a field.
Role KotlinExtractor::Refine(NodeIndex node, Role role) const {
  switch (role) {
    case Role::kIdentifier: {
      const std::string_view text = TextOf(node);
      if (text == "true" || text == "false") return Role::kBoolean;
      return text == "null" ? Role::kNull : role;
    }
    case Role::kVariable: {
      const std::string_view around = KindName(Parent(node));
      return around == "class_body" || around == "enum_class_body" ? Role::kField : role;
    }
    case Role::kCall: {
      if (KindName(tree().FirstChild(node)) != "call_expression") return role;
      const NodeIndex second = tree().NamedChild(node, 1);
      return KindName(second) == "annotated_lambda" ? Role::kPass : role;
    }
    case Role::kPromoted:
      // Without val or var it is a parameter alone, which its class sees too.
      return role;
    default:
      return role;
  }
}

NodeIndex KotlinExtractor::ParametersOf(NodeIndex node) const {
  if (R(node) != Role::kClass) return TypedExtractor::ParametersOf(node);
  for (const NodeIndex item : ItemsOf(node)) {
    if (KindName(item) == "primary_constructor") return At(item, Part::kParameters);
  }
  return kNoNode;
}

bool KotlinExtractor::IsTypeKind(std::string_view kind) {
  return kind == "user_type" || kind == "nullable_type" || kind == "function_type" ||
         kind == "parenthesized_type" || kind == "non_nullable_type";
}

// Behind the parameters; before the name stands what is extended.
NodeIndex KotlinExtractor::ResultTypeOf(NodeIndex node) const {
  bool behind = false;
  for (const NodeIndex item : ItemsOf(node)) {
    if (KindName(item) == "function_value_parameters") behind = true;
    if (behind && IsTypeKind(KindName(item))) return item;
  }
  return kNoNode;
}

std::vector<KotlinExtractor::Declared> KotlinExtractor::DeclarationsOf(NodeIndex node) {
  const std::string_view kind = KindName(node);
  if (kind == "property_declaration") {
    std::vector<Declared> declared;
    NodeIndex value = kNoNode;
    for (const NodeIndex item : ItemsOf(node)) {
      if (R(item) == Role::kDeclarator) declared.push_back(One(item));
      if (KindName(item) == "multi_variable_declaration") {
        for (const NodeIndex one : ItemsOf(item)) {
          declared.push_back(One(one));
          declared.back().index = declared.size() - 1;
        }
      }
      const bool after = !declared.empty() && R(item) != Role::kDeclarator &&
                         KindName(item) != "multi_variable_declaration" &&
                         KindName(item) != "getter" && KindName(item) != "setter" &&
                         KindName(item) != "type_constraints";
      if (after && value == kNoNode) value = KindName(item) == "property_delegate" ? kNoNode : item;
    }
    for (Declared& one : declared) one.value = value;
    return declared;
  }
  // A default stands behind the parameter.
  if (kind == "parameter" && TextOf(tree().NextSibling(node)) == "=") {
    Declared declared = One(node);
    declared.value = tree().NextSibling(tree().NextSibling(node));
    return {declared};
  }
  if (kind == "parameter" || kind == "class_parameter" || kind == "variable_declaration")
    return {One(node)};
  return TypedExtractor::DeclarationsOf(node);
}

KotlinExtractor::Declared KotlinExtractor::One(NodeIndex node) const {
  Declared declared{kNoNode, kNoNode, kNoNode, 0};
  for (const NodeIndex item : ItemsOf(node)) {
    if (IsTypeKind(KindName(item))) {
      if (declared.type == kNoNode) declared.type = item;
    } else if (declared.name == kNoNode && R(item) == Role::kIdentifier) {
      declared.name = item;
    } else if (declared.type != kNoNode) {
      declared.value = item;
    }
  }
  return declared;
}

DefinitionKind KotlinExtractor::KindOf(NodeIndex node, DefinitionKind kind) const {
  for (NodeIndex i = tree().FirstChild(node); i != kNoNode; i = tree().NextSibling(i)) {
    if (TextOf(i) == "interface") return DefinitionKind::kInterface;
    if (KindName(i) == "enum_class_body") return DefinitionKind::kEnum;
  }
  return kind;
}

// val id: Int in the head of a class.
bool KotlinExtractor::IsFieldParameter(NodeIndex item) const {
  for (NodeIndex i = tree().FirstChild(item); i != kNoNode; i = tree().NextSibling(i)) {
    if (TextOf(i) == "val" || TextOf(i) == "var") return true;
  }
  return false;
}

bool KotlinExtractor::IsLocalFunction(NodeIndex node) const {
  const Role around = R(Parent(node));
  return KindName(node) == "function_declaration" &&
         (around == Role::kBlock || around == Role::kLambda);
}

bool KotlinExtractor::BlockGives(NodeIndex block) const {
  const std::string_view around = KindName(Parent(block));
  return around == "if_expression" || around == "try_expression" || around == "catch_block" ||
         around == "when_entry";
}

bool KotlinExtractor::IsRequestParameter(NodeIndex parameter) {
  static constexpr std::array kOfRequest = std::to_array<std::string_view>(
      {"PathVariable", "RequestParam", "RequestBody", "RequestHeader", "CookieValue",
       "ModelAttribute", "MatrixVariable", "QueryParam", "PathParam", "HeaderParam", "FormParam"});
  NodeIndex before = kNoNode;
  for (NodeIndex i = tree().FirstChild(Parent(parameter)); i != kNoNode && i != parameter;
       i = tree().NextSibling(i))
    before = i;
  if (KindName(before) != "parameter_modifiers") return false;
  for (const NodeIndex item : ItemsOf(before)) {
    const std::string_view name = NameText(At(item, Part::kName));
    if (R(item) == Role::kAnnotation &&
        std::find(kOfRequest.begin(), kOfRequest.end(), name) != kOfRequest.end())
      return true;
  }
  return false;
}

// A property without var never changes; asked of it, or of what it declares.
bool KotlinExtractor::IsConstant(NodeIndex declaration) {
  const bool whole = KindName(declaration) == "property_declaration";
  const NodeIndex around = whole ? declaration : Parent(declaration);
  for (NodeIndex i = tree().FirstChild(around); i != kNoNode; i = tree().NextSibling(i)) {
    if (TextOf(i) == "val") return true;
  }
  return false;
}

}  // namespace assay
