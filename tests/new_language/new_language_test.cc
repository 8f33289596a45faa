// That a language is one file: this program is the product and one more reader,
// in languages/ beside this, which nothing but its folder tells the build of.
#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <algorithm>
#include <filesystem>
#include <fstream>
#include <iterator>
#include <string>

#include "analyze/analysis.h"
#include "facts/extract.h"
#include "store/fact_codec.h"

namespace assay {
namespace {

TEST(NewLanguageTest, ItsFileIsReadByTheWholeProgram) {
  const Limits limits;
  const FactTable table =
      ReadTexts({{"shop/page.css", "@import 'base.css';\n\n.price { color: red; }\n"}}, limits);
  ASSERT_EQ(table.files.size(), 1U);
  EXPECT_EQ(table.files[0].language, "CSS");
  EXPECT_EQ(table.files[0].format, "stylesheet");
  const auto facts = DecodeFacts(table.facts[0]);
  ASSERT_TRUE(facts);
  ASSERT_EQ(facts->imports.size(), 1U);
  EXPECT_EQ(facts->imports[0].module, "own:'base.css'");
  ASSERT_EQ(facts->definitions.size(), 1U);
  EXPECT_EQ(facts->definitions[0].name, ".price");
  EXPECT_EQ(facts->definitions[0].region.start_line, 3U);
  EXPECT_EQ(facts->lines, 3U);
}

TEST(NewLanguageTest, TheOtherLanguagesAreReadAsBefore) {
  EXPECT_EQ(FormatOf("a.py", "Python"), "python");
  EXPECT_EQ(FormatOf("package.json", "JSON"), "package-json");
}

// Its grammar is there because package.json pins it.
TEST(NewLanguageTest, NoFileOfTheProductSpeaksOfItsGrammar) {
  namespace fs = std::filesystem;
  std::size_t files = 0;
  for (const char* const folder : {"src", "cmake"}) {
    for (const auto& entry :
         fs::recursive_directory_iterator(fs::path(ASSAY_SOURCE_DIR) / folder)) {
      if (!entry.is_regular_file()) continue;
      std::ifstream file(entry.path(), std::ios::binary);
      const std::string text{std::istreambuf_iterator<char>(file), {}};
      EXPECT_EQ(text.find("tree_sitter_css"), std::string::npos) << entry.path();
      EXPECT_EQ(text.find("tree-sitter-css"), std::string::npos) << entry.path();
      ++files;
    }
  }
  EXPECT_GT(files, 100U);
}

}  // namespace
}  // namespace assay
