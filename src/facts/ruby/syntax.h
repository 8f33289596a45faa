// What the kinds and fields of Ruby's grammar are to the extractor.
#pragma once

#include <cstdint>
#include <vector>

#include "syntax/tree.h"

namespace assay {

enum class Rb : std::uint8_t {
  kOther = 0,
  kAlias,
  kArgumentList,
  kArray,
  kAssignment,
  kBegin,
  kBinary,
  kBlock,
  kBlockArgument,
  kBody,
  kCall,
  kCase,
  kCaseMatch,
  kChainedString,
  kClass,
  kClassVariable,
  kComment,
  kConditional,
  kConstant,
  kContent,
  kDelimitedSymbol,
  kElement,
  kElse,
  kEnsure,
  kEscape,
  kExceptionVariable,
  kExceptions,
  kFalse,
  kFor,
  kGlobalVariable,
  kHash,
  kHashKey,
  kHeredoc,
  kHeredocBody,
  kHeredocEnd,
  kIdentifier,
  kIf,
  kInClause,
  kInstanceVariable,
  kInterpolation,
  kKeywordPattern,
  kLambda,
  kLeave,
  kLeftList,
  kMethod,
  kModule,
  kNil,
  kNumber,
  kOperatorAssignment,
  kPair,
  kParameter,
  kParameters,
  kParenthesized,
  kPattern,
  kRange,
  kRegex,
  kRescue,
  kRescueModifier,
  kRetry,
  kReturn,
  kScope,
  kSelf,
  kSetter,
  kSingletonClass,
  kSingletonMethod,
  kString,
  kSubshell,
  kSuper,
  kSuperclass,
  kSymbol,
  kTrue,
  kUnary,
  kWhen,
  kWhenPattern,
  kWhile,
  kYield,
};

struct RubySyntax {
  const Grammar* grammar;
  std::vector<std::uint8_t> kinds;
  std::uint16_t alternative, arguments, block, body, clauses, condition, consequence, exceptions,
      handler, key, left, method, name, object, op, operand, parameters, pattern, receiver, right,
      scope, superclass, value, variable;

  static const RubySyntax& Get();
};

}  // namespace assay
