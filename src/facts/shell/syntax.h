// The kinds of Bash's grammar that are read.
#pragma once

#include <cstdint>
#include <vector>

#include "syntax/tree.h"

namespace assay {

enum class Sh : std::uint8_t {
  kOther,
  kAnsiString,
  kArithmetic,
  kArray,
  kAssignment,
  kBinary,
  kBrace,
  kCase,
  kCaseItem,
  kCommand,
  kCommandName,
  kComment,
  kCompound,
  kConcatenation,
  kDeclaration,
  kDo,
  kElif,
  kElse,
  kExpansion,
  kExtglob,
  kFileRedirect,
  kFor,
  kFunction,
  kHereBody,
  kHereRedirect,
  kHereString,
  kIf,
  kList,
  kNegated,
  kNumber,
  kPipeline,
  kPostfix,
  kProcess,
  kRawString,
  kRedirected,
  kRegex,
  kSimpleExpansion,
  kString,
  kSubscript,
  kSubshell,
  kSubstitution,
  kTernary,
  kTest,
  kUnary,
  kUnset,
  kVariable,
  kWhile,
  kWord,
};

const Grammar& BashGrammar();
// By a kind of the grammar, an Sh.
const std::vector<std::uint8_t>& BashKinds();

}  // namespace assay
