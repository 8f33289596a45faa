#include "facts/rust/syntax.h"

#include "base/check.h"

namespace assay {

const SyntaxMap& RustSyntax() {
  static const SyntaxMap kMap(
      "rust",
      {
          {"abstract_type", Role::kWrappedType, "type:trait"},
          {"arguments", Role::kArguments},
          {"array_expression", Role::kList},
          {"array_type", Role::kCollectionType, "type:element"},
          {"assignment_expression", Role::kAssign, "left:left right:right"},
          {"async_block", Role::kLambda},
          {"attribute", Role::kAnnotation, "name:0 arguments:arguments"},
          {"attribute_item", Role::kModifiers},
          {"await_expression", Role::kAwait},
          {"binary_expression", Role::kBinary, "left:left right:right operator:operator"},
          {"block", Role::kBlock},
          {"block_comment", Role::kComment},
          {"boolean_literal", Role::kBoolean},
          {"bounded_type", Role::kWrappedType, "type:0"},
          {"call_expression", Role::kCall, "target:function arguments:arguments"},
          {"closure_expression", Role::kLambda, "parameters:parameters body:body"},
          {"compound_assignment_expr", Role::kAssign, "left:left right:right operator:operator"},
          {"const_item", Role::kVariable, "name:name type:type value:value"},
          {"continue_expression", Role::kContinue},
          {"dynamic_type", Role::kWrappedType, "type:trait"},
          {"enum_item", Role::kEnum, "name:name body:body"},
          {"enum_variant", Role::kEnumMember, "name:name"},
          {"escape_sequence", Role::kEscape},
          {"expression_statement", Role::kStatement},
          {"extern_crate_declaration", Role::kImport, "name:name"},
          {"field_declaration", Role::kField, "name:name type:type"},
          {"field_expression", Role::kMember, "object:value name:field"},
          {"field_initializer", Role::kPair, "key:field value:value"},
          {"float_literal", Role::kNumber},
          {"for_expression", Role::kForEach, "left:pattern right:value body:body"},
          {"function_item", Role::kFunction,
           "name:name parameters:parameters type:return_type body:body"},
          {"function_modifiers", Role::kModifier},
          {"function_signature_item", Role::kFunction,
           "name:name parameters:parameters type:return_type"},
          {"generic_function", Role::kGeneric, "type:function"},
          {"generic_type", Role::kGeneric, "type:type arguments:type_arguments"},
          {"generic_type_with_turbofish", Role::kGeneric, "type:type"},
          {"identifier", Role::kIdentifier},
          {"if_expression", Role::kIf, "condition:condition body:consequence"},
          {"impl_item", Role::kExtension, "type:type body:body"},
          {"index_expression", Role::kIndex, "object:0 key:1"},
          {"integer_literal", Role::kNumber},
          {"let_declaration", Role::kVariable, "name:pattern type:type value:value"},
          {"line_comment", Role::kComment},
          {"loop_expression", Role::kWhile, "body:body"},
          {"macro_invocation", Role::kCall, "target:macro arguments:@token_tree"},
          {"match_arm", Role::kCase, "body:value"},
          {"match_expression", Role::kMatch, "condition:value"},
          {"mod_item", Role::kModule, "name:name body:body"},
          {"parameter", Role::kParameter, "name:pattern type:type"},
          {"parenthesized_expression", Role::kPass},
          {"pointer_type", Role::kWrappedType, "type:type"},
          {"primitive_type", Role::kPrimitive},
          {"raw_string_literal", Role::kString},
          {"reference_expression", Role::kPass, "value:value"},
          {"reference_type", Role::kWrappedType, "type:type"},
          {"return_expression", Role::kReturn},
          {"scoped_identifier", Role::kMember, "object:path name:name"},
          {"scoped_type_identifier", Role::kScopedType, "object:path name:name"},
          {"self", Role::kThis},
          {"shorthand_field_initializer", Role::kPair, "key:0 value:0"},
          {"static_item", Role::kVariable, "name:name type:type value:value"},
          {"string_content", Role::kFragment},
          {"string_literal", Role::kString},
          {"struct_expression", Role::kNew, "type:name body:body"},
          {"struct_item", Role::kClass, "name:name body:body"},
          {"token_tree", Role::kArguments},
          {"trait_item", Role::kInterface, "name:name body:body"},
          {"try_expression", Role::kPass},
          {"type_cast_expression", Role::kCast, "type:type value:value"},
          {"type_identifier", Role::kType},
          {"type_item", Role::kTypeAlias, "name:name type:type"},
          {"type_parameter", Role::kTypeParameter, "name:name"},
          {"unary_expression", Role::kUnary, "value:0"},
          {"union_item", Role::kClass, "name:name body:body"},
          {"use_declaration", Role::kImport},
          {"visibility_modifier", Role::kModifier},
          {"while_expression", Role::kWhile, "condition:condition body:body"},
          {"yield_expression", Role::kYield},
      });
  return kMap;
}

const RustIds& RustIds::Get() {
  static const RustIds kIds = [] {
    const Grammar& grammar = RustSyntax().grammar();
    const auto kind = [&grammar](std::string_view name) {
      std::uint16_t id = 0;
      while (id < grammar.kind_count() && grammar.KindName(id) != name) ++id;
      ASSAY_CHECK(id < grammar.kind_count());
      return id;
    };
    RustIds ids{};
    ids.alias = grammar.Field("alias");
    ids.argument = grammar.Field("argument");
    ids.list = grammar.Field("list");
    ids.path = grammar.Field("path");
    ids.trait = grammar.Field("trait");
    ids.pattern = grammar.Field("pattern");
    ids.value = grammar.Field("value");
    ids.field_expression = kind("field_expression");
    ids.field_identifier = kind("shorthand_field_identifier");
    ids.let_condition = kind("let_condition");
    ids.macro = kind("macro_invocation");
    ids.tokens = kind("token_tree");
    return ids;
  }();
  return kIds;
}

}  // namespace assay
