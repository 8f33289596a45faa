// The grammars as npm delivers them: that the core accepts each, and that each still parses its
// language. A new grammar needs a sample of its own in samples/<grammar>.<extension>.
#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <filesystem>
#include <fstream>
#include <iterator>
#include <memory>
#include <ostream>
#include <set>
#include <string>

#include "syntax/grammar_table.h"

namespace assay {
namespace {

struct Grammar {
  const char* name;
  const TSLanguage* (*language)();
};

void PrintTo(const Grammar& grammar, std::ostream* out) { *out << grammar.name; }

constexpr Grammar kGrammars[] = {
#include "syntax/grammar_table.inc"
};

const std::filesystem::path kSamples = ASSAY_SOURCE_DIR "/tests/syntax/samples";

std::string Sample(const std::string& grammar) {
  for (const auto& entry : std::filesystem::directory_iterator(kSamples)) {
    if (entry.path().stem() != grammar) continue;
    std::ifstream file(entry.path(), std::ios::binary);
    return {std::istreambuf_iterator<char>(file), {}};
  }
  return "";
}

// The first node that is an error or missing, as an S-expression with its line; empty without one.
std::string FirstError(TSNode root) {
  if (!ts_node_has_error(root)) return "";
  TSTreeCursor cursor = ts_tree_cursor_new(root);
  TSNode node = root;
  do {
    do {
      node = ts_tree_cursor_current_node(&cursor);
      if (ts_node_is_error(node) || ts_node_is_missing(node)) break;
    } while (ts_node_has_error(node) && ts_tree_cursor_goto_first_child(&cursor));
    if (ts_node_is_error(node) || ts_node_is_missing(node)) break;
  } while (ts_tree_cursor_goto_next_sibling(&cursor));
  ts_tree_cursor_delete(&cursor);
  const std::unique_ptr<char, decltype(&free)> text(ts_node_string(node), &free);
  return "line " + std::to_string(ts_node_start_point(node).row + 1) + ": " + text.get();
}

class GrammarTest : public ::testing::TestWithParam<Grammar> {};

TEST_P(GrammarTest, AbiIsOneThatTheCoreReads) {
  const uint32_t abi = ts_language_abi_version(GetParam().language());
  EXPECT_GE(abi, 13U);
  EXPECT_LE(abi, 15U);
}

TEST_P(GrammarTest, SampleParsesWithoutError) {
  const std::string sample = Sample(GetParam().name);
  ASSERT_FALSE(sample.empty()) << "no sample " << GetParam().name << ".* in " << kSamples;
  const std::unique_ptr<TSParser, decltype(&ts_parser_delete)> parser(ts_parser_new(),
                                                                      &ts_parser_delete);
  ASSERT_TRUE(ts_parser_set_language(parser.get(), GetParam().language()));
  const std::unique_ptr<TSTree, decltype(&ts_tree_delete)> tree(
      ts_parser_parse_string(parser.get(), nullptr, sample.data(),
                             static_cast<uint32_t>(sample.size())),
      &ts_tree_delete);
  const TSNode root = ts_tree_root_node(tree.get());
  EXPECT_GT(ts_node_named_child_count(root), 0U);
  EXPECT_EQ(FirstError(root), "");
}

INSTANTIATE_TEST_SUITE_P(Every, GrammarTest, ::testing::ValuesIn(kGrammars),
                         [](const auto& param) { return std::string(param.param.name); });

TEST(GrammarTableTest, EachSampleBelongsToAGrammar) {
  std::set<std::string> names;
  for (const Grammar& grammar : kGrammars) names.insert(grammar.name);
  for (const auto& entry : std::filesystem::directory_iterator(kSamples)) {
    EXPECT_THAT(names, ::testing::Contains(entry.path().stem().string())) << entry.path();
  }
}

}  // namespace
}  // namespace assay
