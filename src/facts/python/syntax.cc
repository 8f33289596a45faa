#include "facts/python/syntax.h"

#include <string_view>

namespace assay {
namespace {

struct Row {
  std::string_view kind;
  Py meaning;
};

constexpr Row kRows[] = {
    {"aliased_import", Py::kAliased},
    {"argument_list", Py::kArgumentList},
    {"as_pattern", Py::kAsPattern},
    {"assignment", Py::kAssignment},
    {"attribute", Py::kAttribute},
    {"augmented_assignment", Py::kAugmented},
    {"await", Py::kAwait},
    {"binary_operator", Py::kBinary},
    {"block", Py::kBlock},
    {"boolean_operator", Py::kBoolean},
    {"break_statement", Py::kLeave},
    {"call", Py::kCall},
    {"case_clause", Py::kCase},
    {"case_pattern", Py::kPattern},
    {"class_definition", Py::kClass},
    {"comment", Py::kComment},
    {"comparison_operator", Py::kComparison},
    {"concatenated_string", Py::kConcatenated},
    {"conditional_expression", Py::kConditional},
    {"continue_statement", Py::kLeave},
    {"decorated_definition", Py::kDecorated},
    {"decorator", Py::kDecorator},
    {"dictionary", Py::kDictionary},
    {"dictionary_comprehension", Py::kComprehension},
    {"dictionary_splat", Py::kDictionarySplat},
    {"elif_clause", Py::kElif},
    {"else_clause", Py::kElse},
    {"escape_interpolation", Py::kEscape},
    {"escape_sequence", Py::kEscape},
    {"except_clause", Py::kExcept},
    {"expression_list", Py::kExpressionList},
    {"expression_statement", Py::kExpressionStatement},
    {"false", Py::kFalse},
    {"finally_clause", Py::kFinally},
    {"float", Py::kFloat},
    {"for_in_clause", Py::kForIn},
    {"for_statement", Py::kFor},
    {"function_definition", Py::kFunction},
    {"generator_expression", Py::kComprehension},
    {"generic_type", Py::kGeneric},
    {"global_statement", Py::kGlobal},
    {"identifier", Py::kIdentifier},
    {"if_statement", Py::kIf},
    {"future_import_statement", Py::kImportFrom},
    {"import_from_statement", Py::kImportFrom},
    {"import_statement", Py::kImport},
    {"integer", Py::kInteger},
    {"interpolation", Py::kInterpolation},
    {"keyword_argument", Py::kKeywordArgument},
    {"lambda", Py::kLambda},
    {"list", Py::kList},
    {"list_comprehension", Py::kComprehension},
    {"list_splat", Py::kListSplat},
    {"match_statement", Py::kMatch},
    {"named_expression", Py::kNamedExpression},
    {"none", Py::kNone},
    {"nonlocal_statement", Py::kGlobal},
    {"not_operator", Py::kNot},
    {"pair", Py::kPair},
    {"parenthesized_expression", Py::kParenthesized},
    {"raise_statement", Py::kRaise},
    {"return_statement", Py::kReturn},
    {"set", Py::kSet},
    {"set_comprehension", Py::kComprehension},
    {"slice", Py::kSlice},
    {"string", Py::kString},
    {"string_content", Py::kStringContent},
    {"subscript", Py::kSubscript},
    {"true", Py::kTrue},
    {"try_statement", Py::kTry},
    {"tuple", Py::kTuple},
    {"type", Py::kType},
    {"type_alias_statement", Py::kTypeAlias},
    {"unary_operator", Py::kUnary},
    {"while_statement", Py::kWhile},
    {"wildcard_import", Py::kWildcard},
    {"with_item", Py::kWithItem},
    {"with_statement", Py::kWith},
    {"yield", Py::kYield},
};

std::vector<std::uint8_t> Kinds(const Grammar& grammar) {
  std::vector<Grammar::KindEntry> entries;
  for (const Row& row : kRows)
    entries.push_back({row.kind, static_cast<std::uint8_t>(row.meaning)});
  return grammar.KindTable(entries);
}

PythonSyntax Make() {
  PythonSyntax s{};
  s.grammar = Grammar::Find("python");
  const Grammar& grammar = *s.grammar;
  s.kinds = Kinds(grammar);
  s.alias = grammar.Field("alias");
  s.alternative = grammar.Field("alternative");
  s.arguments = grammar.Field("arguments");
  s.attribute = grammar.Field("attribute");
  s.body = grammar.Field("body");
  s.cause = grammar.Field("cause");
  s.condition = grammar.Field("condition");
  s.definition = grammar.Field("definition");
  s.expression = grammar.Field("expression");
  s.function = grammar.Field("function");
  s.key = grammar.Field("key");
  s.left = grammar.Field("left");
  s.module_name = grammar.Field("module_name");
  s.name = grammar.Field("name");
  s.object = grammar.Field("object");
  s.op = grammar.Field("operator");
  s.operators = grammar.Field("operators");
  s.parameters = grammar.Field("parameters");
  s.return_type = grammar.Field("return_type");
  s.right = grammar.Field("right");
  s.subscript = grammar.Field("subscript");
  s.superclasses = grammar.Field("superclasses");
  s.type = grammar.Field("type");
  s.value = grammar.Field("value");
  return s;
}

}  // namespace

const PythonSyntax& PythonSyntax::Get() {
  static const PythonSyntax kSyntax = Make();
  return kSyntax;
}

}  // namespace assay
