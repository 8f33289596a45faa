// What the tests of trees share: the nodes of a walk, and a sample of every grammar.
#pragma once

#include <flat_walk.h>

#include <filesystem>
#include <fstream>
#include <iterator>
#include <string>
#include <tuple>
#include <vector>

#include "syntax/tree.h"

namespace assay {

inline auto FieldsOf(const FlatNode& node) {
  return std::tie(node.kind, node.field, node.flags, node.start_byte, node.end_byte,
                  node.start_line, node.start_column, node.end_line, node.parent, node.next);
}

struct GrammarSample {
  const Grammar* grammar;  // null where the file is named like none
  std::string text;
};

inline std::vector<GrammarSample> GrammarSamples() {
  std::vector<GrammarSample> samples;
  for (const auto& entry :
       std::filesystem::directory_iterator(ASSAY_SOURCE_DIR "/tests/syntax/samples")) {
    std::ifstream file(entry.path(), std::ios::binary);
    samples.push_back(
        {Grammar::Find(entry.path().stem().string()), {std::istreambuf_iterator<char>(file), {}}});
  }
  return samples;
}

}  // namespace assay
