// Puts operators of a parsed tree in the order in which the language binds
// them, where its grammar does not.
//
// Swift's grammar reads `a(1) + b(2)` as a call of `a(1) + b`, `await x.y()`
// as a member of `await x`, and `a == b && c` as `a == (b && c)`: which one
// depends on the words around. The tokens are right and in order; only what
// hangs on what is not. Where the weaker of two operators lies directly below
// the stronger, the two are turned round, until no such pair is left.
#pragma once

#include <cstdint>
#include <vector>

namespace assay {

// How a kind of node binds: `a.b` has an operand at its left end, `!a` at its
// right end, `a + b` at both.
struct Operator {
  std::uint8_t strength = 0;  // what binds stronger has more
  bool left = false;
  bool right = false;
};

// By kind of the grammar; kinds that are no operators have neither side.
using OperatorTable = std::vector<Operator>;

// Turns that one tree may take for each of its nodes: a tree of any real file
// takes less than one. What is left then stays as the grammar had it.
inline constexpr std::size_t kTurnsPerNode = 4;

}  // namespace assay
