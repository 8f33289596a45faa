// What the kinds and fields of Python's grammar are to the extractor.
#pragma once

#include <cstdint>
#include <vector>

#include "syntax/tree.h"

namespace assay {

enum class Py : std::uint8_t {
  kOther = 0,
  kAliased,
  kArgumentList,
  kAsPattern,
  kAssignment,
  kAttribute,
  kAugmented,
  kAwait,
  kBinary,
  kBlock,
  kBoolean,
  kCall,
  kCase,
  kClass,
  kComment,
  kComparison,
  kComprehension,
  kConcatenated,
  kConditional,
  kDecorated,
  kDecorator,
  kDictionary,
  kDictionarySplat,
  kElif,
  kElse,
  kEscape,
  kExcept,
  kExpressionList,
  kExpressionStatement,
  kFalse,
  kFinally,
  kFloat,
  kFor,
  kForIn,
  kFunction,
  kGeneric,
  kGlobal,
  kIdentifier,
  kIf,
  kImport,
  kImportFrom,
  kInteger,
  kInterpolation,
  kKeywordArgument,
  kLambda,
  kLeave,  // return aside: raise has its own kind; break, continue
  kList,
  kListSplat,
  kMatch,
  kNamedExpression,
  kNone,
  kNot,
  kPair,
  kParenthesized,
  kPattern,  // match/case's captures
  kRaise,
  kReturn,
  kSet,
  kSlice,
  kString,
  kStringContent,
  kSubscript,
  kTrue,
  kTry,
  kTuple,
  kType,
  kTypeAlias,
  kUnary,
  kWhile,
  kWildcard,
  kWith,
  kWithItem,
  kYield,
};

struct PythonSyntax {
  const Grammar* grammar;
  std::vector<std::uint8_t> kinds;
  std::uint16_t alias, alternative, arguments, attribute, body, cause, condition, definition,
      expression, function, key, left, module_name, name, object, op, operators, parameters,
      return_type, right, subscript, superclasses, type, value;

  static const PythonSyntax& Get();
};

}  // namespace assay
