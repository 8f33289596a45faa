#include "facts/java/syntax.h"

#include <string_view>

namespace assay {
namespace {

struct Row {
  std::string_view kind;
  Jv meaning;
};

constexpr Row kRows[] = {
    {"annotated_type", Jv::kAnnotatedType},
    {"annotation", Jv::kAnnotation},
    {"annotation_argument_list", Jv::kAnnotationArguments},
    {"annotation_type_declaration", Jv::kAnnotationType},
    {"annotation_type_element_declaration", Jv::kMethod},
    {"argument_list", Jv::kArgumentList},
    {"array_access", Jv::kArrayAccess},
    {"array_creation_expression", Jv::kArrayCreation},
    {"array_initializer", Jv::kArrayInitializer},
    {"array_type", Jv::kArrayType},
    {"assert_statement", Jv::kAssert},
    {"assignment_expression", Jv::kAssignment},
    {"asterisk", Jv::kAsterisk},
    {"binary_expression", Jv::kBinary},
    {"binary_integer_literal", Jv::kNumber},
    {"block", Jv::kBlock},
    {"block_comment", Jv::kComment},
    {"boolean_type", Jv::kPrimitive},
    {"cast_expression", Jv::kCast},
    {"catch_clause", Jv::kCatch},
    {"catch_formal_parameter", Jv::kCatchParameter},
    {"catch_type", Jv::kCatchType},
    {"character_literal", Jv::kCharacter},
    {"class_body", Jv::kClassBody},
    {"class_declaration", Jv::kClass},
    {"class_literal", Jv::kClassLiteral},
    {"compact_constructor_declaration", Jv::kCompactConstructor},
    {"constant_declaration", Jv::kField},
    {"constructor_body", Jv::kBlock},
    {"constructor_declaration", Jv::kConstructor},
    {"continue_statement", Jv::kContinue},
    {"decimal_floating_point_literal", Jv::kNumber},
    {"decimal_integer_literal", Jv::kNumber},
    {"do_statement", Jv::kDo},
    {"element_value_array_initializer", Jv::kArrayInitializer},
    {"element_value_pair", Jv::kPair},
    {"enhanced_for_statement", Jv::kForEach},
    {"enum_constant", Jv::kEnumConstant},
    {"enum_declaration", Jv::kEnum},
    {"escape_sequence", Jv::kEscape},
    {"explicit_constructor_invocation", Jv::kConstructorCall},
    {"expression_statement", Jv::kExpressionStatement},
    {"extends_interfaces", Jv::kInterfaces},
    {"false", Jv::kFalse},
    {"field_access", Jv::kFieldAccess},
    {"field_declaration", Jv::kField},
    {"finally_clause", Jv::kFinally},
    {"floating_point_type", Jv::kPrimitive},
    {"for_statement", Jv::kFor},
    {"formal_parameter", Jv::kParameter},
    {"formal_parameters", Jv::kParameters},
    {"generic_type", Jv::kGeneric},
    {"hex_floating_point_literal", Jv::kNumber},
    {"hex_integer_literal", Jv::kNumber},
    {"identifier", Jv::kIdentifier},
    {"if_statement", Jv::kIf},
    {"import_declaration", Jv::kImport},
    {"inferred_parameters", Jv::kInferred},
    {"instanceof_expression", Jv::kInstanceof},
    {"integral_type", Jv::kPrimitive},
    {"interface_declaration", Jv::kInterface},
    {"lambda_expression", Jv::kLambda},
    {"line_comment", Jv::kComment},
    {"local_variable_declaration", Jv::kLocal},
    {"marker_annotation", Jv::kAnnotation},
    {"method_declaration", Jv::kMethod},
    {"method_invocation", Jv::kCall},
    {"method_reference", Jv::kMethodReference},
    {"modifiers", Jv::kModifiers},
    {"multiline_string_fragment", Jv::kFragment},
    {"null_literal", Jv::kNull},
    {"object_creation_expression", Jv::kNew},
    {"octal_integer_literal", Jv::kNumber},
    {"package_declaration", Jv::kPackage},
    {"parenthesized_expression", Jv::kParenthesized},
    {"pattern", Jv::kPattern},
    {"record_declaration", Jv::kRecord},
    {"record_pattern_component", Jv::kTypePattern},
    {"resource", Jv::kResource},
    {"return_statement", Jv::kReturn},
    {"scoped_identifier", Jv::kScopedIdentifier},
    {"scoped_type_identifier", Jv::kScopedType},
    {"spread_parameter", Jv::kSpread},
    {"string_fragment", Jv::kFragment},
    {"string_interpolation", Jv::kInterpolation},
    {"string_literal", Jv::kString},
    {"super", Jv::kSuper},
    {"super_interfaces", Jv::kInterfaces},
    {"superclass", Jv::kSuperclass},
    {"switch_block_statement_group", Jv::kCaseGroup},
    {"switch_expression", Jv::kSwitch},
    {"switch_label", Jv::kCaseLabel},
    {"switch_rule", Jv::kCaseGroup},
    {"synchronized_statement", Jv::kSynchronized},
    {"ternary_expression", Jv::kTernary},
    {"this", Jv::kThis},
    {"throw_statement", Jv::kThrow},
    {"true", Jv::kTrue},
    {"type_arguments", Jv::kTypeArguments},
    {"type_identifier", Jv::kType},
    {"type_list", Jv::kTypeList},
    {"type_parameter", Jv::kTypeParameter},
    {"type_pattern", Jv::kTypePattern},
    {"unary_expression", Jv::kUnary},
    {"update_expression", Jv::kUpdate},
    {"variable_declarator", Jv::kDeclarator},
    {"void_type", Jv::kVoid},
    {"while_statement", Jv::kWhile},
    {"wildcard", Jv::kTypeWildcard},
};

std::vector<std::uint8_t> Kinds(const Grammar& grammar) {
  std::vector<Grammar::KindEntry> entries;
  for (const Row& row : kRows)
    entries.push_back({row.kind, static_cast<std::uint8_t>(row.meaning)});
  return grammar.KindTable(entries);
}

JavaSyntax Make() {
  JavaSyntax s{};
  s.grammar = Grammar::Find("java");
  const Grammar& grammar = *s.grammar;
  s.kinds = Kinds(grammar);
  s.alternative = grammar.Field("alternative");
  s.arguments = grammar.Field("arguments");
  s.array = grammar.Field("array");
  s.body = grammar.Field("body");
  s.condition = grammar.Field("condition");
  s.consequence = grammar.Field("consequence");
  s.declarator = grammar.Field("declarator");
  s.dimensions = grammar.Field("dimensions");
  s.element = grammar.Field("element");
  s.field = grammar.Field("field");
  s.index = grammar.Field("index");
  s.init = grammar.Field("init");
  s.interfaces = grammar.Field("interfaces");
  s.key = grammar.Field("key");
  s.left = grammar.Field("left");
  s.name = grammar.Field("name");
  s.object = grammar.Field("object");
  s.op = grammar.Field("operator");
  s.operand = grammar.Field("operand");
  s.parameters = grammar.Field("parameters");
  s.right = grammar.Field("right");
  s.scope = grammar.Field("scope");
  s.superclass = grammar.Field("superclass");
  s.type = grammar.Field("type");
  s.value = grammar.Field("value");
  return s;
}

}  // namespace

const JavaSyntax& JavaSyntax::Get() {
  static const JavaSyntax kSyntax = Make();
  return kSyntax;
}

}  // namespace assay
