// What the kinds of the grammar of C++, which reads C as well, are to the shared engine of the
// typed languages, and what the standard library and usual libraries are known for.
#pragma once

#include <cstdint>
#include <string_view>
#include <vector>

#include "facts/typed/extractor.h"
#include "facts/typed/syntax_map.h"

namespace assay {

const SyntaxMap& CppSyntax();
const LanguageTraits& CppTraits();

// Fields and kinds of the grammar that the reader asks for by their numbers.
struct CppIds {
  static const CppIds& Get();
  // `int (*run)(void)`, `&b`, `c[3]`: what a name stands in.
  bool IsDeclarator(std::uint16_t kind) const { return declarators[kind]; }

  // Fields.
  std::uint16_t arguments, declarator, default_value, name, parameters, prefix, type, value;
  // Kinds.
  std::uint16_t argument_list;
  std::uint16_t array_declarator;
  std::uint16_t attribute;
  std::uint16_t attribute_declaration;
  std::uint16_t attribute_specifier;
  std::uint16_t attributed_statement;
  std::uint16_t call;
  std::uint16_t case_statement;
  std::uint16_t concatenated_string;
  std::uint16_t concept_definition;
  std::uint16_t declaration;
  std::uint16_t decltype_type;
  std::uint16_t delete_clause;
  std::uint16_t explicit_specifier;
  std::uint16_t field_declaration;
  std::uint16_t field_identifier;
  std::uint16_t field_initializer;
  std::uint16_t field_list;
  std::uint16_t friend_declaration;
  std::uint16_t function_declarator;
  std::uint16_t function_definition;
  std::uint16_t initializer_list;
  std::uint16_t labeled_statement;
  std::uint16_t namespace_alias;
  std::uint16_t namespace_definition;
  std::uint16_t operator_cast;
  std::uint16_t parameter;
  std::uint16_t parenthesized_declarator;
  std::uint16_t pointer_declarator;
  std::uint16_t preproc_arg;
  std::uint16_t preproc_call;
  std::uint16_t preproc_def;
  std::uint16_t pure_clause;
  std::uint16_t qualified;
  std::uint16_t reference_declarator;
  std::uint16_t requires_expression;
  std::uint16_t structured_binding;
  std::uint16_t template_declaration;
  std::uint16_t template_function;
  std::uint16_t template_method;
  std::uint16_t template_type;
  std::uint16_t type_definition;
  std::uint16_t type_qualifier;
  std::uint16_t using_declaration;
  std::uint16_t virtual_specifier;

  std::vector<bool> declarators;
  std::vector<std::uint16_t> kinds;  // the first kind of each one's name: some names have several
};

}  // namespace assay
