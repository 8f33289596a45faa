// The memory of one parse: tree-sitter allocates a node at a time and frees a
// tree node by node, which costs a tenth of the parse with malloc. Here a
// thread's allocations come from a chain of blocks that is reset as a whole.
#pragma once

#include <cstddef>

namespace assay {

// While it lives, this thread's allocations by tree-sitter come from the
// thread's arena; afterwards all of them are gone. Not nested. Whatever the
// library allocates for longer (it does not, while parsing) must be made outside.
class ParseArena {
 public:
  ParseArena();
  ~ParseArena();
  ParseArena(const ParseArena&) = delete;
  ParseArena& operator=(const ParseArena&) = delete;

  // Bytes that were handed out. Nothing is given back before the end, so this
  // is what the parse has worked on, and the same on every machine.
  std::size_t used() const;
};

}  // namespace assay
