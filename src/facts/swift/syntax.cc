#include "facts/swift/syntax.h"

#include <algorithm>
#include <array>

#include "base/check.h"

namespace assay {

const SyntaxMap& SwiftSyntax() {
  static const SyntaxMap kMap(
      "swift",
      {
          {"'?\?'", Role::kNone},
          {"'nil'", Role::kNull},
          {"additive_expression", Role::kBinary, "left:lhs right:rhs operator:op"},
          {"array_literal", Role::kList},
          {"array_type", Role::kCollectionType, "type:name"},
          {"as_expression", Role::kCast, "value:expr type:name"},
          {"assignment", Role::kAssign, "left:target right:result operator:operator"},
          {"attribute", Role::kAnnotation, "name:0"},
          {"await_expression", Role::kAwait, "value:expr"},
          {"bitwise_operation", Role::kBinary, "left:lhs right:rhs operator:op"},
          {"boolean_literal", Role::kBoolean},
          {"call_expression", Role::kCall, "target:0"},
          {"catch_block", Role::kCatch},
          {"class_declaration", Role::kClass, "name:name body:body"},
          {"comment", Role::kComment},
          {"comparison_expression", Role::kBinary, "left:lhs right:rhs operator:op"},
          {"conjunction_expression", Role::kBinary, "left:lhs right:rhs operator:op"},
          {"constructor_expression", Role::kCall, "target:constructed_type"},
          {"deinit_declaration", Role::kFunction, "body:body"},
          {"dictionary_literal", Role::kMap},
          {"directly_assignable_expression", Role::kPass},
          {"disjunction_expression", Role::kBinary, "left:lhs right:rhs operator:op"},
          {"enum_entry", Role::kEnumMember, "name:name"},
          {"equality_expression", Role::kBinary, "left:lhs right:rhs operator:op"},
          {"existential_type", Role::kWrappedType},
          {"for_statement", Role::kForEach, "left:item right:collection"},
          {"function_declaration", Role::kFunction, "name:name body:body"},
          {"function_modifier", Role::kModifier},
          {"guard_statement", Role::kIf, "condition:condition"},
          {"hex_literal", Role::kNumber},
          {"if_statement", Role::kIf, "condition:condition"},
          {"import_declaration", Role::kImport},
          {"inheritance_modifier", Role::kModifier},
          {"inheritance_specifier", Role::kWrappedType, "type:inherits_from"},
          {"init_declaration", Role::kConstructor, "body:body"},
          {"integer_literal", Role::kNumber},
          {"interpolated_expression", Role::kInterpolation, "value:value"},
          {"lambda_literal", Role::kLambda},
          {"lambda_parameter", Role::kParameter},
          {"line_str_text", Role::kFragment},
          {"line_string_literal", Role::kString},
          {"member_modifier", Role::kModifier},
          {"modifiers", Role::kModifiers},
          {"multi_line_str_text", Role::kFragment},
          {"multi_line_string_literal", Role::kString},
          {"multiline_comment", Role::kComment},
          {"multiplicative_expression", Role::kBinary, "left:lhs right:rhs operator:op"},
          {"mutation_modifier", Role::kModifier},
          {"navigation_expression", Role::kMember, "object:target name:suffix"},
          {"nil_coalescing_expression", Role::kBinary, "left:value right:if_nil operator:@'?\?'"},
          {"opaque_type", Role::kWrappedType},
          {"optional_type", Role::kWrappedType, "type:wrapped"},
          {"ownership_modifier", Role::kModifier},
          {"parameter", Role::kParameter},
          {"postfix_expression", Role::kPass, "value:target"},
          {"prefix_expression", Role::kUnary, "operator:operation value:target"},
          {"property_behavior_modifier", Role::kModifier},
          {"property_declaration", Role::kVariable, "value:value"},
          {"property_modifier", Role::kModifier},
          {"protocol_declaration", Role::kInterface, "name:name body:body"},
          {"protocol_function_declaration", Role::kFunction, "name:name"},
          {"protocol_property_declaration", Role::kField},
          {"raw_str_end_part", Role::kFragment},
          {"raw_str_interpolation", Role::kInterpolation, "value:interpolation"},
          {"raw_str_part", Role::kFragment},
          {"raw_string_literal", Role::kString},
          {"real_literal", Role::kNumber},
          {"repeat_while_statement", Role::kWhile, "condition:condition"},
          {"self_expression", Role::kThis},
          {"simple_identifier", Role::kIdentifier},
          {"statements", Role::kBlock},
          {"str_escaped_char", Role::kEscape},
          {"subscript_declaration", Role::kFunction},
          {"super_expression", Role::kSuper},
          {"switch_entry", Role::kCase},
          {"switch_statement", Role::kSwitch, "condition:expr"},
          {"ternary_expression", Role::kTernary, "condition:condition value:if_true else:if_false"},
          {"try_expression", Role::kPass, "value:expr"},
          {"tuple_expression", Role::kPass, "value:value"},
          {"type_identifier", Role::kType},
          {"type_parameter", Role::kTypeParameter},
          {"typealias_declaration", Role::kTypeAlias, "name:name type:-1"},
          {"user_type", Role::kType},
          {"value_argument", Role::kArgument, "name:name value:value"},
          {"value_arguments", Role::kArguments},
          {"visibility_modifier", Role::kModifier},
          {"while_statement", Role::kWhile, "condition:condition"},
      });
  return kMap;
}

const OperatorTable& SwiftOperators() {
  struct Row {
    std::string_view kind;
    Operator how;
  };
  static constexpr std::array kRows = std::to_array<Row>({
      {"call_expression", {100, true, false}},
      {"navigation_expression", {100, true, false}},
      {"postfix_expression", {100, true, false}},
      {"prefix_expression", {90, false, true}},
      {"multiplicative_expression", {80, true, true}},
      {"bitwise_operation", {80, true, true}},
      {"additive_expression", {70, true, true}},
      {"range_expression", {65, true, true}},
      {"as_expression", {62, true, false}},
      {"check_expression", {62, true, false}},
      {"nil_coalescing_expression", {60, true, true}},
      {"infix_expression", {55, true, true}},
      {"comparison_expression", {50, true, true}},
      {"equality_expression", {50, true, true}},
      {"conjunction_expression", {40, true, true}},
      {"disjunction_expression", {30, true, true}},
      {"ternary_expression", {20, true, true}},
      {"assignment", {10, false, true}},
      {"await_expression", {5, false, true}},
      {"try_expression", {5, false, true}},
      {"control_transfer_statement", {1, false, true}},
  });
  static const OperatorTable kTable = [] {
    const Grammar& grammar = SwiftSyntax().grammar();
    OperatorTable table(grammar.kind_count());
    for (std::uint16_t kind = 0; kind < grammar.kind_count(); ++kind) {
      const auto* const row = std::find_if(kRows.begin(), kRows.end(), [&](const Row& one) {
        return one.kind == grammar.KindName(kind);
      });
      if (row != kRows.end()) table[kind] = row->how;
    }
    return table;
  }();
  return kTable;
}

std::uint16_t SwiftKind(std::string_view name) {
  const Grammar& grammar = SwiftSyntax().grammar();
  std::uint16_t kind = 0;
  while (kind < grammar.kind_count() && grammar.KindName(kind) != name) ++kind;
  ASSAY_CHECK(kind < grammar.kind_count());
  return kind;
}

}  // namespace assay
