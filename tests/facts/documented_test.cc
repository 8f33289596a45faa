// The examples of docs/facts.md are true: what their annotations say is what the readers tell.
#include <gtest/gtest.h>

#include <algorithm>
#include <fstream>
#include <iterator>
#include <map>
#include <set>

#include "base/text.h"
#include "tests/facts/fact_annotations.h"
#include "tests/facts/facts_of.h"

namespace assay {
namespace {

using ::testing::Values;

struct Example {
  std::string format;  // the word behind the fence
  std::uint32_t line = 0;
  std::string code;
};

void PrintTo(const Example& example, std::ostream* out) {
  *out << "block at line " << example.line;
}

// The fenced blocks of a language that stand under "Facts of source code".
std::vector<Example> Examples() {
  std::ifstream file(ASSAY_SOURCE_DIR "/docs/facts.md");
  const std::string page{std::istreambuf_iterator<char>(file), {}};
  std::vector<Example> examples;
  bool section = false;
  bool inside = false;
  std::uint32_t number = 0;
  for (const std::string_view line : Lines(page)) {
    ++number;
    if (line.starts_with("```")) {
      inside = !inside;
      if (inside) examples.push_back({std::string(Trim(line.substr(3))), number, ""});
      if (inside && (!section || examples.back().format.empty())) examples.back().format = "none";
    } else if (inside) {
      examples.back().code.append(line).append("\n");
    } else if (line.starts_with("## ")) {
      section = line == "## Facts of source code";
    }
  }
  const auto other = [](const Example& example) { return example.format == "none"; };
  examples.erase(std::remove_if(examples.begin(), examples.end(), other), examples.end());
  return examples;
}

class DocumentedExampleTest : public ::testing::TestWithParam<Example> {};

TEST_P(DocumentedExampleTest, SaysWhatIsRead) {
  const std::vector<Annotation> annotations = AnnotationsOf(GetParam().code);
  EXPECT_FALSE(annotations.empty());
  for (const std::string& untrue :
       Untrue(annotations, FactsOf(GetParam().format, GetParam().code))) {
    ADD_FAILURE() << "docs/facts.md, block at line " << GetParam().line << ", line " << untrue;
  }
}

INSTANTIATE_TEST_SUITE_P(All, DocumentedExampleTest, ::testing::ValuesIn(Examples()),
                         [](const auto& test) {
                           return test.param.format + "_" + std::to_string(test.index);
                         });

// Languages whose examples are complete.
class DocumentedLanguageTest : public ::testing::TestWithParam<std::string> {};

TEST_P(DocumentedLanguageTest, HasAnExampleOfEachKind) {
  std::set<std::string_view> missing = {"import",    "use",    "definition",
                                        "construct", "string", "statement"};
  if (GetParam() == "sql") missing = {"statement"};
  for (const Example& example : Examples()) {
    if (example.format != GetParam()) continue;
    for (const Annotation& annotation : AnnotationsOf(example.code)) missing.erase(annotation.kind);
  }
  EXPECT_TRUE(missing.empty()) << *missing.begin();
}

INSTANTIATE_TEST_SUITE_P(All, DocumentedLanguageTest,
                         Values("python", "typescript", "java", "ruby", "sql"));

const std::string kCode =
    "from redis import Redis\n"
    "def load(name):\n"
    "    return Redis(host=\"h\").get(name)";

std::vector<std::string> UntrueOf(const std::string& comment) {
  const std::string code = kCode + "  # " + comment + "\n";
  return Untrue(AnnotationsOf(code), FactsOf("python", code));
}

TEST(AnnotationTest, IsTrueWhereAFactOfItsLineHasAllTerms) {
  EXPECT_TRUE(UntrueOf("use: pypi:redis#Redis, call, {host: \"h\"}, result receiver").empty());
  EXPECT_TRUE(UntrueOf("use: …Redis().get, {0: name}, returned").empty());
}

TEST(AnnotationTest, IsUntrueByAnyOneTerm) {
  EXPECT_EQ(UntrueOf("use: pypi:redis#Redi, call").size(), 1u);
  EXPECT_EQ(UntrueOf("use: pypi:redis#Redis, attribute").size(), 1u);
  EXPECT_EQ(UntrueOf("use: pypi:redis#Redis, {host: \"i\"}").size(), 1u);
  EXPECT_EQ(UntrueOf("use: pypi:redis#Redis, {port}").size(), 1u);
  EXPECT_EQ(UntrueOf("use: pypi:redis#Redis, form receiver").size(), 1u);
  EXPECT_EQ(UntrueOf("use: call, {host: \"h\"}, returned").size(), 1u) << "two facts together";
}

TEST(AnnotationTest, IsUntrueByItsKindOrLine) {
  EXPECT_EQ(UntrueOf("definition: pypi:redis#Redis").size(), 1u);
  EXPECT_EQ(UntrueOf("import: pypi:redis").size(), 1u);
}

TEST(AnnotationTest, OfALineOfItsOwnBelongsToTheCodeAbove) {
  EXPECT_TRUE(UntrueOf("plain words\n\n   # use: pypi:redis#Redis; use: …#Redis().get").empty());
  EXPECT_EQ(UntrueOf("plain words\n   # use: …Redis; use: …().set").size(), 1u);
}

}  // namespace
}  // namespace assay
