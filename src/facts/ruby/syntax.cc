#include "facts/ruby/syntax.h"

#include <string_view>

namespace assay {
namespace {

struct Row {
  std::string_view kind;
  Rb meaning;
};

constexpr Row kRows[] = {
    {"alias", Rb::kAlias},
    {"argument_list", Rb::kArgumentList},
    {"array", Rb::kArray},
    {"array_pattern", Rb::kPattern},
    {"as_pattern", Rb::kPattern},
    {"assignment", Rb::kAssignment},
    {"bare_string", Rb::kString},
    {"bare_symbol", Rb::kDelimitedSymbol},
    {"begin", Rb::kBegin},
    {"binary", Rb::kBinary},
    {"block", Rb::kBlock},
    {"block_argument", Rb::kBlockArgument},
    {"block_body", Rb::kBody},
    {"block_parameter", Rb::kParameter},
    {"block_parameters", Rb::kParameters},
    {"body_statement", Rb::kBody},
    {"break", Rb::kLeave},
    {"call", Rb::kCall},
    {"case", Rb::kCase},
    {"case_match", Rb::kCaseMatch},
    {"chained_string", Rb::kChainedString},
    {"class", Rb::kClass},
    {"class_variable", Rb::kClassVariable},
    {"comment", Rb::kComment},
    {"complex", Rb::kNumber},
    {"conditional", Rb::kConditional},
    {"constant", Rb::kConstant},
    {"delimited_symbol", Rb::kDelimitedSymbol},
    {"destructured_left_assignment", Rb::kLeftList},
    {"destructured_parameter", Rb::kParameters},
    {"do", Rb::kBody},
    {"do_block", Rb::kBlock},
    {"element_reference", Rb::kElement},
    {"else", Rb::kElse},
    {"elsif", Rb::kIf},
    {"ensure", Rb::kEnsure},
    {"escape_sequence", Rb::kEscape},
    {"exception_variable", Rb::kExceptionVariable},
    {"exceptions", Rb::kExceptions},
    {"false", Rb::kFalse},
    {"find_pattern", Rb::kPattern},
    {"float", Rb::kNumber},
    {"for", Rb::kFor},
    {"global_variable", Rb::kGlobalVariable},
    {"hash", Rb::kHash},
    {"hash_key_symbol", Rb::kHashKey},
    {"hash_pattern", Rb::kPattern},
    {"hash_splat_parameter", Rb::kParameter},
    {"heredoc_beginning", Rb::kHeredoc},
    {"heredoc_body", Rb::kHeredocBody},
    {"heredoc_content", Rb::kContent},
    {"heredoc_end", Rb::kHeredocEnd},
    {"identifier", Rb::kIdentifier},
    {"if", Rb::kIf},
    {"if_modifier", Rb::kIf},
    {"in_clause", Rb::kInClause},
    {"instance_variable", Rb::kInstanceVariable},
    {"integer", Rb::kNumber},
    {"interpolation", Rb::kInterpolation},
    {"keyword_parameter", Rb::kParameter},
    {"keyword_pattern", Rb::kKeywordPattern},
    {"lambda", Rb::kLambda},
    {"lambda_parameters", Rb::kParameters},
    {"left_assignment_list", Rb::kLeftList},
    {"method", Rb::kMethod},
    {"method_parameters", Rb::kParameters},
    {"module", Rb::kModule},
    {"next", Rb::kLeave},
    {"nil", Rb::kNil},
    {"operator_assignment", Rb::kOperatorAssignment},
    {"optional_parameter", Rb::kParameter},
    {"pair", Rb::kPair},
    {"parenthesized_statements", Rb::kParenthesized},
    {"pattern", Rb::kWhenPattern},
    {"program", Rb::kBody},
    {"range", Rb::kRange},
    {"rational", Rb::kNumber},
    {"redo", Rb::kLeave},
    {"regex", Rb::kRegex},
    {"rescue", Rb::kRescue},
    {"rescue_modifier", Rb::kRescueModifier},
    {"rest_assignment", Rb::kLeftList},
    {"retry", Rb::kRetry},
    {"return", Rb::kReturn},
    {"right_assignment_list", Rb::kArray},
    {"scope_resolution", Rb::kScope},
    {"self", Rb::kSelf},
    {"setter", Rb::kSetter},
    {"simple_symbol", Rb::kSymbol},
    {"singleton_class", Rb::kSingletonClass},
    {"singleton_method", Rb::kSingletonMethod},
    {"splat_parameter", Rb::kParameter},
    {"string", Rb::kString},
    {"string_array", Rb::kArray},
    {"string_content", Rb::kContent},
    {"subshell", Rb::kSubshell},
    {"super", Rb::kSuper},
    {"superclass", Rb::kSuperclass},
    {"symbol_array", Rb::kArray},
    {"then", Rb::kBody},
    {"true", Rb::kTrue},
    {"unary", Rb::kUnary},
    {"undef", Rb::kAlias},
    {"unless", Rb::kIf},
    {"unless_modifier", Rb::kIf},
    {"until", Rb::kWhile},
    {"until_modifier", Rb::kWhile},
    {"when", Rb::kWhen},
    {"while", Rb::kWhile},
    {"while_modifier", Rb::kWhile},
    {"yield", Rb::kYield},
};

std::vector<std::uint8_t> Kinds(const Grammar& grammar) {
  std::vector<Grammar::KindEntry> entries;
  for (const Row& row : kRows)
    entries.push_back({row.kind, static_cast<std::uint8_t>(row.meaning)});
  return grammar.KindTable(entries);
}

RubySyntax Make() {
  RubySyntax s{};
  s.grammar = Grammar::Find("ruby");
  const Grammar& grammar = *s.grammar;
  s.kinds = Kinds(grammar);
  s.alternative = grammar.Field("alternative");
  s.arguments = grammar.Field("arguments");
  s.block = grammar.Field("block");
  s.body = grammar.Field("body");
  s.clauses = grammar.Field("clauses");
  s.condition = grammar.Field("condition");
  s.consequence = grammar.Field("consequence");
  s.exceptions = grammar.Field("exceptions");
  s.handler = grammar.Field("handler");
  s.key = grammar.Field("key");
  s.left = grammar.Field("left");
  s.method = grammar.Field("method");
  s.name = grammar.Field("name");
  s.object = grammar.Field("object");
  s.op = grammar.Field("operator");
  s.operand = grammar.Field("operand");
  s.parameters = grammar.Field("parameters");
  s.pattern = grammar.Field("pattern");
  s.receiver = grammar.Field("receiver");
  s.right = grammar.Field("right");
  s.scope = grammar.Field("scope");
  s.superclass = grammar.Field("superclass");
  s.value = grammar.Field("value");
  s.variable = grammar.Field("variable");
  return s;
}

}  // namespace

const RubySyntax& RubySyntax::Get() {
  static const RubySyntax kSyntax = Make();
  return kSyntax;
}

}  // namespace assay
