#include "facts/javascript/syntax.h"

#include <initializer_list>
#include <utility>

namespace assay {

ScriptSyntax::ScriptSyntax(std::string_view grammar_name, bool types)
    : grammar(Grammar::Find(grammar_name)) {
  std::vector<Grammar::KindEntry> entries = {
      {"import_statement", Js::kImport},
      {"export_statement", Js::kExport},
      {"import_clause", Js::kImportClause},
      {"named_imports", Js::kNamedImports},
      {"import_specifier", Js::kImportSpecifier},
      {"namespace_import", Js::kNamespaceImport},
      {"export_clause", Js::kExportClause},
      {"export_specifier", Js::kExportSpecifier},
      {"variable_declarator", Js::kDeclarator},
      {"call_expression", Js::kCall},
      {"new_expression", Js::kNew},
      {"member_expression", Js::kMember},
      {"subscript_expression", Js::kSubscript},
      {"identifier", Js::kIdentifier},
      {"this", Js::kThis},
      {"class_declaration", Js::kClass},
      {"class", Js::kClass},
      {"method_definition", Js::kMethod},
      {"function_declaration", Js::kFunction},
      {"generator_function_declaration", Js::kFunction},
      {"arrow_function", Js::kArrow},
      {"function_expression", Js::kFunctionExpression},
      {"decorator", Js::kDecorator},
      {"assignment_expression", Js::kAssignment},
      {"augmented_assignment_expression", Js::kAugmented},
      {"for_statement", Js::kFor},
      {"for_in_statement", Js::kForIn},
      {"while_statement", Js::kWhile},
      {"do_statement", Js::kDo},
      {"catch_clause", Js::kCatch},
      {"finally_clause", Js::kFinally},
      {"throw_statement", Js::kThrow},
      {"return_statement", Js::kReturn},
      {"await_expression", Js::kAwait},
      {"yield_expression", Js::kYield},
      {"if_statement", Js::kIf},
      {"ternary_expression", Js::kTernary},
      {"binary_expression", Js::kBinary},
      {"switch_case", Js::kSwitchCase},
      {"string", Js::kString},
      {"template_string", Js::kTemplate},
      {"template_substitution", Js::kSubstitution},
      {"string_fragment", Js::kFragment},
      {"number", Js::kNumber},
      {"true", Js::kTrue},
      {"false", Js::kFalse},
      {"null", Js::kNull},
      {"undefined", Js::kUndefined},
      {"object", Js::kObject},
      {"array", Js::kArray},
      {"parenthesized_expression", Js::kParenthesized},
      {"pair", Js::kPair},
      {"shorthand_property_identifier", Js::kShorthand},
      {"spread_element", Js::kSpread},
      {"comment", Js::kComment},
      {"expression_statement", Js::kExpressionStatement},
      {"arguments", Js::kArguments},
      {"jsx_attribute", Js::kJsxAttribute},
      {"object_pattern", Js::kObjectPattern},
      {"pair_pattern", Js::kPairPattern},
      {"shorthand_property_identifier_pattern", Js::kShorthandPattern},
      {"array_pattern", Js::kArrayPattern},
      {"unary_expression", Js::kUnary},
      {"class_heritage", Js::kHeritage},
      {"statement_block", Js::kBlock},
      {"assignment_pattern", Js::kAssignmentPattern},
      {"object_assignment_pattern", Js::kAssignmentPattern},
      {"rest_pattern", Js::kRest},
      {"escape_sequence", Js::kEscape}};
  if (grammar_name != "typescript") {
    entries.insert(entries.end(), {{"jsx_opening_element", Js::kJsxOpening},
                                   {"jsx_self_closing_element", Js::kJsxSelfClosing}});
  } else {
    std::erase_if(entries,
                  [](const Grammar::KindEntry& entry) { return entry.value == Js::kJsxAttribute; });
  }
  if (types) {
    entries.insert(entries.end(), {{"public_field_definition", Js::kField},
                                   {"abstract_class_declaration", Js::kAbstractClass},
                                   {"enum_declaration", Js::kEnum},
                                   {"interface_declaration", Js::kInterface},
                                   {"type_alias_declaration", Js::kTypeAlias},
                                   {"type_annotation", Js::kTypeAnnotation},
                                   {"type_identifier", Js::kTypeIdentifier},
                                   {"generic_type", Js::kGenericType},
                                   {"nested_type_identifier", Js::kNestedType},
                                   {"union_type", Js::kUnionType},
                                   {"parenthesized_type", Js::kParenthesizedType},
                                   {"as_expression", Js::kAsExpression},
                                   {"satisfies_expression", Js::kSatisfies},
                                   {"non_null_expression", Js::kNonNull},
                                   {"property_signature", Js::kPropertySignature},
                                   {"method_signature", Js::kMethodSignature},
                                   {"abstract_method_signature", Js::kMethodSignature},
                                   {"internal_module", Js::kNamespace},
                                   {"import_require_clause", Js::kRequireClause},
                                   {"override_modifier", Js::kOverride},
                                   {"required_parameter", Js::kRequiredParameter},
                                   {"optional_parameter", Js::kOptionalParameter},
                                   {"extends_clause", Js::kExtends},
                                   {"implements_clause", Js::kImplements},
                                   {"accessibility_modifier", Js::kAccessibility},
                                   {"extends_type_clause", Js::kExtendsType}});
  } else {
    entries.push_back({"field_definition", Js::kField});
  }
  kinds = grammar->KindTable(entries);
  for (const auto& [field, text] :
       std::initializer_list<std::pair<std::uint16_t*, std::string_view>>{
           {&source, "source"},
           {&name, "name"},
           {&alias, "alias"},
           {&value, "value"},
           {&function, "function"},
           {&arguments, "arguments"},
           {&constructor, "constructor"},
           {&object, "object"},
           {&property, "property"},
           {&index, "index"},
           {&left, "left"},
           {&right, "right"},
           {&key, "key"},
           {&body, "body"},
           {&parameters, "parameters"},
           {&parameter, "parameter"},
           {&type, "type"},
           {&pattern, "pattern"},
           {&return_type, "return_type"},
           {&op, "operator"},
           {&condition, "condition"},
           {&declaration, "declaration"},
           {&decorator, "decorator"},
           {&argument, "argument"}}) {
    *field = grammar->Field(text);
  }
}

const ScriptSyntax& ScriptSyntax::Of(std::string_view format) {
  static const ScriptSyntax kJavaScript("javascript", false);
  static const ScriptSyntax kTypeScript("typescript", true);
  static const ScriptSyntax kTsx("tsx", true);
  return format == "javascript" ? kJavaScript : format == "typescript" ? kTypeScript : kTsx;
}

}  // namespace assay
