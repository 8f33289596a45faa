#include "facts/shell/syntax.h"

#include <string_view>

#include "base/check.h"

namespace assay {

const Grammar& BashGrammar() {
  static const Grammar* const kGrammar = Grammar::Find("bash");
  ASSAY_CHECK(kGrammar != nullptr);
  return *kGrammar;
}

const std::vector<std::uint8_t>& BashKinds() {
  static const std::vector<std::uint8_t> kKinds = [] {
    std::vector<Grammar::KindEntry> entries;
    const auto add = [&entries](std::string_view name, Sh kind) {
      entries.push_back({name, static_cast<std::uint8_t>(kind)});
    };
    add("ansi_c_string", Sh::kAnsiString);
    add("arithmetic_expansion", Sh::kArithmetic);
    add("array", Sh::kArray);
    add("binary_expression", Sh::kBinary);
    add("brace_expression", Sh::kBrace);
    add("c_style_for_statement", Sh::kFor);
    add("case_item", Sh::kCaseItem);
    add("case_statement", Sh::kCase);
    add("command", Sh::kCommand);
    add("command_name", Sh::kCommandName);
    add("command_substitution", Sh::kSubstitution);
    add("comment", Sh::kComment);
    add("compound_statement", Sh::kCompound);
    add("concatenation", Sh::kConcatenation);
    add("declaration_command", Sh::kDeclaration);
    add("do_group", Sh::kDo);
    add("elif_clause", Sh::kElif);
    add("else_clause", Sh::kElse);
    add("expansion", Sh::kExpansion);
    add("extglob_pattern", Sh::kExtglob);
    add("file_redirect", Sh::kFileRedirect);
    add("for_statement", Sh::kFor);
    add("function_definition", Sh::kFunction);
    add("heredoc_body", Sh::kHereBody);
    add("heredoc_redirect", Sh::kHereRedirect);
    add("herestring_redirect", Sh::kHereString);
    add("if_statement", Sh::kIf);
    add("list", Sh::kList);
    add("negated_command", Sh::kNegated);
    add("number", Sh::kNumber);
    add("pipeline", Sh::kPipeline);
    add("postfix_expression", Sh::kPostfix);
    add("process_substitution", Sh::kProcess);
    add("raw_string", Sh::kRawString);
    add("redirected_statement", Sh::kRedirected);
    add("regex", Sh::kRegex);
    add("simple_expansion", Sh::kSimpleExpansion);
    add("string", Sh::kString);
    add("subscript", Sh::kSubscript);
    add("subshell", Sh::kSubshell);
    add("ternary_expression", Sh::kTernary);
    add("test_command", Sh::kTest);
    add("unary_expression", Sh::kUnary);
    add("unset_command", Sh::kUnset);
    add("variable_assignment", Sh::kAssignment);
    add("variable_name", Sh::kVariable);
    add("while_statement", Sh::kWhile);
    add("word", Sh::kWord);
    return BashGrammar().KindTable(entries);
  }();
  return kKinds;
}

}  // namespace assay
