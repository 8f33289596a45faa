// Repositories that Linguist itself dies of, or that are made to be slow.
#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "tests/linguist/tree.h"

namespace assay {
namespace {

using ::testing::HasSubstr;

TEST(LinguistHostileTest, AMissingBlobIsADiagnosticAndTheRestCounts) {
  const ScratchFolder folder;
  const ProgramRun made =
      RunProgram({"sh", "-c",
                  "git init --quiet --bare r.git && cd r.git && "
                  "printf '100644 blob 1111111111111111111111111111111111111111\\ta.rb\\n"
                  "100644 blob %s\\tb.rb\\n' $(echo 'puts 1' | git hash-object -w --stdin) | "
                  "git mktree --missing | "
                  "xargs git -c user.name=a -c user.email=a@example.com commit-tree -m x | "
                  "xargs git update-ref HEAD"},
                 folder.path());
  ASSERT_EQ(made.exit_code, 0) << made.err;
  const ProgramRun outcome =
      RunProgram({ASSAY_BINARY, "languages", "--json", "r.git"}, folder.path());
  EXPECT_EQ(outcome.exit_code, 0);
  EXPECT_EQ(outcome.out, "{\"Ruby\":{\"size\":7,\"percentage\":\"100.00\"}}\n");
  EXPECT_THAT(outcome.err, HasSubstr("a.rb: missing-object"));
}

TEST(LinguistHostileTest, AttributesOfMoreThanAMebibyteAreADiagnostic) {
  TreeRepository tree;
  tree.Add(".gitattributes", "* linguist-vendored\n" + std::string(std::size_t{2} << 20, '\n'));
  tree.Add("a.rb", "puts 1\n");
  const ProgramRun outcome = tree.Assay({"--json"});
  EXPECT_THAT(outcome.out, HasSubstr("Ruby"));
  EXPECT_THAT(outcome.err, HasSubstr(".gitattributes: file-too-large"));
}

TEST(LinguistHostileTest, APathOfFourKibibytesCountsAndALongerOneIsADiagnostic) {
  std::string path;
  while (path.size() < 4000) path += std::string(199, 'd') + "/";
  TreeRepository tree;
  tree.Add(path + std::string(4096 - path.size() - 3, 'a') + ".rb", "puts 1\n");
  EXPECT_EQ(tree.Assay({"--json"}).out, "{\"Ruby\":{\"size\":7,\"percentage\":\"100.00\"}}\n");
  TreeRepository longer;
  longer.Add(path + std::string(4097 - path.size() - 3, 'a') + ".rb", "puts 1\n");
  EXPECT_THAT(longer.Assay({}).err, HasSubstr("path-too-long"));
}

TEST(LinguistHostileTest, APatternThatGivesUpIsADiagnostic) {
  TreeRepository tree;
  std::string attributes;
  for (int i = 0; i < 9'000; ++i) attributes += "*a*a*a*a*a*a*b linguist-vendored\n";
  tree.Add(".gitattributes", attributes);
  tree.Add(std::string(200, 'a') + ".rb", "puts 1\n");
  const ProgramRun outcome = tree.Assay({"--json"});
  EXPECT_THAT(outcome.out, HasSubstr("Ruby"));
  EXPECT_THAT(outcome.err, HasSubstr(".rb: pattern-budget"));
}

}  // namespace
}  // namespace assay
