#include "facts/cpp/syntax.h"

#include "base/check.h"

namespace assay {

const SyntaxMap& CppSyntax() {
  static const SyntaxMap kMap(
      "cpp",
      {
          {"alias_declaration", Role::kTypeAlias, "name:name type:type"},
          {"argument_list", Role::kArguments},
          {"assignment_expression", Role::kAssign, "left:left right:right operator:operator"},
          {"attribute", Role::kAnnotation, "name:name"},
          {"attribute_declaration", Role::kModifiers},
          {"base_class_clause", Role::kBases},
          {"binary_expression", Role::kBinary, "left:left right:right operator:operator"},
          {"call_expression", Role::kCall, "target:function arguments:arguments"},
          {"case_statement", Role::kCase},
          {"cast_expression", Role::kCast, "type:type value:value"},
          {"catch_clause", Role::kCatch, "body:body"},
          {"class_specifier", Role::kClass, "name:name body:body"},
          {"co_await_expression", Role::kAwait},
          {"co_return_statement", Role::kReturn},
          {"co_yield_statement", Role::kYield},
          {"comment", Role::kComment},
          {"compound_literal_expression", Role::kNew, "type:type body:value"},
          {"compound_statement", Role::kBlock},
          {"concatenated_string", Role::kString},
          {"concept_definition", Role::kInterface, "name:name"},
          {"condition_clause", Role::kPass, "value:value"},
          {"conditional_expression", Role::kTernary,
           "condition:condition value:consequence else:alternative"},
          {"continue_statement", Role::kContinue},
          {"declaration", Role::kVariable, "name:declarator type:type"},
          {"do_statement", Role::kWhile, "condition:condition"},
          {"enum_specifier", Role::kEnum, "name:name body:body"},
          {"enumerator", Role::kEnumMember, "name:name"},
          {"escape_sequence", Role::kEscape},
          {"expression_statement", Role::kStatement},
          {"false", Role::kBoolean},
          {"field_declaration", Role::kField, "name:declarator type:type value:default_value"},
          {"field_designator", Role::kPass},
          {"field_expression", Role::kMember, "object:argument name:field"},
          {"field_initializer", Role::kDeclarator, "name:0"},
          {"for_range_loop", Role::kForEach, "type:type left:declarator right:right body:body"},
          {"for_statement", Role::kFor, "condition:condition body:body"},
          {"function_definition", Role::kFunction, "name:declarator type:type body:body"},
          {"identifier", Role::kIdentifier},
          {"if_statement", Role::kIf, "condition:condition body:consequence"},
          {"init_declarator", Role::kDeclarator, "name:declarator value:value"},
          {"initializer_list", Role::kList},
          {"initializer_pair", Role::kPair, "key:designator value:value"},
          {"lambda_expression", Role::kLambda, "body:body"},
          {"namespace_alias_definition", Role::kImport, "name:name"},
          {"new_expression", Role::kNew, "type:type arguments:arguments"},
          {"null", Role::kNull},
          {"number_literal", Role::kNumber},
          {"optional_parameter_declaration", Role::kParameter,
           "name:declarator type:type value:default_value"},
          {"optional_type_parameter_declaration", Role::kTypeParameter, "name:name"},
          {"parameter_declaration", Role::kParameter, "name:declarator type:type"},
          {"parenthesized_expression", Role::kPass},
          {"pointer_expression", Role::kPass, "value:argument"},
          {"preproc_include", Role::kImport, "value:path"},
          {"primitive_type", Role::kPrimitive},
          {"qualified_identifier", Role::kScopedType, "object:scope name:name"},
          {"raw_string_content", Role::kFragment},
          {"raw_string_literal", Role::kString},
          {"return_statement", Role::kReturn},
          {"storage_class_specifier", Role::kModifier},
          {"string_content", Role::kFragment},
          {"string_literal", Role::kString},
          {"struct_specifier", Role::kClass, "name:name body:body"},
          {"subscript_argument_list", Role::kPass},
          {"subscript_expression", Role::kIndex, "object:argument key:indices"},
          {"switch_statement", Role::kSwitch, "condition:condition"},
          {"template_function", Role::kGeneric, "type:name"},
          {"template_type", Role::kGeneric, "type:name arguments:arguments"},
          {"this", Role::kThis},
          {"throw_statement", Role::kThrow},
          {"true", Role::kBoolean},
          {"type_definition", Role::kTypeAlias, "name:declarator type:type"},
          {"type_descriptor", Role::kWrappedType, "type:type"},
          {"type_identifier", Role::kType},
          {"type_parameter_declaration", Role::kTypeParameter, "name:0"},
          {"unary_expression", Role::kUnary, "value:argument"},
          {"union_specifier", Role::kClass, "name:name body:body"},
          {"update_expression", Role::kUpdate},
          {"user_defined_literal", Role::kPass, "value:0"},
          {"using_declaration", Role::kImport},
          {"variadic_type_parameter_declaration", Role::kTypeParameter, "name:0"},
          {"virtual_specifier", Role::kModifier},
          {"while_statement", Role::kWhile, "condition:condition body:body"},
      });
  return kMap;
}

const CppIds& CppIds::Get() {
  static const CppIds kIds = [] {
    const Grammar& grammar = CppSyntax().grammar();
    const auto kind = [&grammar](std::string_view of) {
      std::uint16_t id = 0;
      while (id < grammar.kind_count() && (grammar.KindName(id) != of || !grammar.IsNamed(id)))
        ++id;
      ASSAY_CHECK(id < grammar.kind_count());
      return id;
    };
    CppIds ids{};
    ids.arguments = grammar.Field("arguments");
    ids.declarator = grammar.Field("declarator");
    ids.default_value = grammar.Field("default_value");
    ids.name = grammar.Field("name");
    ids.parameters = grammar.Field("parameters");
    ids.prefix = grammar.Field("prefix");
    ids.type = grammar.Field("type");
    ids.value = grammar.Field("value");
    ids.array_declarator = kind("array_declarator");
    ids.delete_clause = kind("delete_method_clause");
    ids.explicit_specifier = kind("explicit_function_specifier");
    ids.pointer_declarator = kind("pointer_declarator");
    ids.pure_clause = kind("pure_virtual_clause");
    ids.argument_list = kind("argument_list");
    ids.attribute = kind("attribute");
    ids.attribute_declaration = kind("attribute_declaration");
    ids.attribute_specifier = kind("attribute_specifier");
    ids.attributed_statement = kind("attributed_statement");
    ids.call = kind("call_expression");
    ids.case_statement = kind("case_statement");
    ids.concatenated_string = kind("concatenated_string");
    ids.concept_definition = kind("concept_definition");
    ids.declaration = kind("declaration");
    ids.decltype_type = kind("decltype");
    ids.field_declaration = kind("field_declaration");
    ids.field_identifier = kind("field_identifier");
    ids.field_initializer = kind("field_initializer");
    ids.field_list = kind("field_declaration_list");
    ids.friend_declaration = kind("friend_declaration");
    ids.function_declarator = kind("function_declarator");
    ids.function_definition = kind("function_definition");
    ids.initializer_list = kind("initializer_list");
    ids.labeled_statement = kind("labeled_statement");
    ids.namespace_alias = kind("namespace_alias_definition");
    ids.namespace_definition = kind("namespace_definition");
    ids.operator_cast = kind("operator_cast");
    ids.parameter = kind("parameter_declaration");
    ids.parenthesized_declarator = kind("parenthesized_declarator");
    ids.preproc_arg = kind("preproc_arg");
    ids.preproc_call = kind("preproc_call");
    ids.preproc_def = kind("preproc_def");
    ids.qualified = kind("qualified_identifier");
    ids.reference_declarator = kind("reference_declarator");
    ids.requires_expression = kind("requires_expression");
    ids.structured_binding = kind("structured_binding_declarator");
    ids.template_declaration = kind("template_declaration");
    ids.template_function = kind("template_function");
    ids.template_method = kind("template_method");
    ids.template_type = kind("template_type");
    ids.type_definition = kind("type_definition");
    ids.type_qualifier = kind("type_qualifier");
    ids.using_declaration = kind("using_declaration");
    ids.virtual_specifier = kind("virtual_specifier");
    ids.declarators.resize(grammar.kind_count());
    for (std::uint16_t id = 0; id < grammar.kind_count(); ++id)
      ids.kinds.push_back(grammar.IsNamed(id) ? kind(grammar.KindName(id)) : id);
    for (std::uint16_t id = 0; id < grammar.kind_count(); ++id)
      ids.declarators[id] = grammar.IsNamed(id) && grammar.KindName(id).ends_with("_declarator");
    return ids;
  }();
  return kIds;
}

}  // namespace assay
