// The kinds of Bash's grammar that are read.
#pragma once

#include <cstdint>
#include <vector>

#include "syntax/tree.h"

namespace assay {

enum class Sh : std::uint8_t {
  kOther,
  kArithmetic,
  kAnsiString,
  kArray,
  kBinary,
  kCaseItem,
  kCommand,
  kCommandName,
  kComment,
  kCompound,
  kConcatenation,
  kElif,
  kExpansion,
  kFor,
  kFunction,
  kHereBody,
  kHereRedirect,
  kHereString,
  kIf,
  kList,
  kNumber,
  kPipeline,
  kProcess,
  kRawString,
  kRedirected,
  kSimpleExpansion,
  kString,
  kSubscript,
  kSubshell,
  kSubstitution,
  kAssignment,
  kWhile,
  kWord,
};

const Grammar& BashGrammar();
// By a kind of the grammar, an Sh.
const std::vector<std::uint8_t>& BashKinds();

}  // namespace assay
