#include "facts/elixir/syntax.h"

namespace assay {

const SyntaxMap& ElixirSyntax() {
  static const SyntaxMap kMap(
      "elixir", {
                    {"access_call", Role::kIndex, "object:target key:key"},
                    {"alias", Role::kType},
                    {"after_block", Role::kFinally},
                    {"anonymous_function", Role::kLambda},
                    {"arguments", Role::kArguments},
                    {"atom", Role::kNone},
                    {"binary_operator", Role::kBinary, "left:left right:right operator:operator"},
                    {"boolean", Role::kBoolean},
                    {"call", Role::kCall, "target:target arguments:@arguments"},
                    {"comment", Role::kComment},
                    {"do_block", Role::kBlock},
                    {"dot", Role::kMember, "object:left name:right"},
                    {"escape_sequence", Role::kEscape},
                    {"float", Role::kNumber},
                    {"identifier", Role::kIdentifier},
                    {"integer", Role::kNumber},
                    {"interpolation", Role::kInterpolation},
                    {"list", Role::kList},
                    {"nil", Role::kNull},
                    {"pair", Role::kPair, "key:key value:value"},
                    {"quoted_content", Role::kFragment},
                    {"stab_clause", Role::kCase, "left:left body:right"},
                    {"string", Role::kString},
                    {"tuple", Role::kList},
                    {"unary_operator", Role::kUnary, "value:operand"},
                });
  return kMap;
}

}  // namespace assay
