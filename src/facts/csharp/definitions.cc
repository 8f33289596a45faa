// What C# declares: parameters, functions, attributes.
#include <string>

#include "facts/csharp/extractor.h"
#include "facts/open_names.h"

namespace assay {

std::vector<NodeIndex> CsharpExtractor::ParameterItemsOf(NodeIndex node) const {
  const NodeIndex list = ParametersOf(node);
  std::vector<NodeIndex> items = ItemsOf(list);
  if (R(list) == Role::kDeclarator && At(list, Part::kName) != kNoNode) items.push_back(list);
  return items;
}

// What a record is made of are properties of it.
bool CsharpExtractor::IsFieldParameter(NodeIndex item) const {
  return R(Parent(Parent(item))) == Role::kRecord;
}

// const, readonly: of a field, or of what it declares.
bool CsharpExtractor::IsConstant(NodeIndex declaration) {
  for (int i = 0; i < 3 && declaration != kNoNode; ++i, declaration = Parent(declaration)) {
    for (const NodeIndex item : ItemsOf(declaration)) {
      const std::string_view word = R(item) == Role::kModifier ? TextOf(item) : "";
      if (word == "const" || word == "readonly") return true;
    }
  }
  return false;
}

bool CsharpExtractor::IsLocalFunction(NodeIndex node) const {
  return KindName(node) == "local_function_statement";
}

bool CsharpExtractor::ReturnsNothing(NodeIndex node) const {
  if (KindName(node) != "arrow_expression_clause") return false;
  const NodeIndex around = Parent(node);
  const std::string_view kind = KindName(around);
  if (kind == "accessor_declaration") return !TextOf(around).starts_with("get");
  return R(around) == Role::kConstructor || kind == "destructor_declaration" ||
         TextOf(ResultTypeOf(around)) == "void";
}

std::string CsharpExtractor::AnnotationName(NodeIndex annotation) {
  const NodeIndex name = At(annotation, Part::kName);
  std::string_view simple = NameText(name);
  if (R(name) == Role::kIdentifier && simple.ends_with("Attribute") && simple.size() > 9) {
    const std::string known = FreeType(simple.substr(0, simple.size() - 9));
    if (!known.empty() && !IsOpenName(known)) return known;
  }
  return TypedExtractor::AnnotationName(annotation);
}

bool CsharpExtractor::IsRequestParameter(NodeIndex parameter) {
  for (const NodeIndex list : ItemsOf(parameter)) {
    if (R(list) != Role::kModifiers) continue;
    for (const NodeIndex item : ItemsOf(list)) {
      const std::string_view name = TextOf(At(item, Part::kName));
      if (name == "FromQuery" || name == "FromRoute" || name == "FromBody" || name == "FromForm" ||
          name == "FromHeader")
        return true;
    }
  }
  return false;
}

}  // namespace assay
