#include "language/classify.h"

#include <gtest/gtest.h>

namespace assay {
namespace {

SourceFile Classified(const std::string& path, std::string_view head,
                      const std::vector<AttributesFile>& attributes = {}) {
  TreeEntry entry;
  entry.path = path;
  return Classifier(attributes).Classify(entry, head.size(), head);
}

TEST(ClassifyTest, ExtensionsNameTheLanguage) {
  EXPECT_EQ(Classified("a/b.py", "x = 1\n").language, "Python");
  EXPECT_EQ(Classified("b.tsx", "export {}\n").language, "TSX");
  EXPECT_EQ(Classified("b.tsx", "export {}\n").group, "TypeScript");
  EXPECT_EQ(Classified("Gemfile", "gem 'a'\n").language, "Ruby");
}

TEST(ClassifyTest, ShebangBeatsMissingExtension) {
  const SourceFile file = Classified("bin/run", "#!/usr/bin/env python3.11\nprint(1)\n");
  EXPECT_EQ(file.language, "Python");
  EXPECT_EQ(file.language_strategy, "shebang");
}

TEST(ClassifyTest, ModelineBeatsExtension) {
  EXPECT_EQ(Classified("a.txt", "# vim: set ft=ruby :\n").language, "Ruby");
  EXPECT_EQ(Classified("a.txt", "-*- mode: python -*-\n").language, "Python");
}

TEST(ClassifyTest, HeuristicsDecideBetweenLanguagesOfOneExtension) {
  EXPECT_EQ(Classified("a.ts", "import x from 'y';\nexport const a = 1;\n").language, "TypeScript");
  EXPECT_EQ(Classified("a.ts", "<?xml version=\"1.0\"?>\n<TS version=\"2.0\"></TS>\n").language,
            "XML");
  EXPECT_EQ(Classified("a.h", "#import <Foundation/Foundation.h>\n@interface A\n@end\n").language,
            "Objective-C");
}

TEST(ClassifyTest, MainKnowsLanguagesAndRulesThatTheReleaseDoesNot) {
  TreeEntry entry;
  entry.path = "a.gleam";
  const Classifier main;
  EXPECT_EQ(main.Classify(entry, 2, "x\n").language, "Gleam");
  entry.path = "pnpm-lock.yaml";
  const Classifier release(std::vector<AttributesFile>(), LinguistData::k7221);
  EXPECT_EQ(main.Classify(entry, 2, "x\n").uncounted, "pnpm lock file");
  EXPECT_EQ(release.Classify(entry, 2, "x\n").uncounted, "data");
}

TEST(ClassifyTest, MainRestoresTheHeuristicThatItsPackageHasEdited) {
  EXPECT_EQ(Classified("a.txt", "[Adblock Plus 2.0]\n||a.example^\n").language,
            "Adblock Filter List");
  EXPECT_EQ(Classified("a.txt", "127.0.0.1 localhost\n").language, "Hosts File");
  EXPECT_EQ(Classified("a.txt", "just text\n").language, "Text");
}

TEST(ClassifyTest, TheClassifierOfMainIsThatOfTheRelease) {
  const SourceFile file = Classified("a.inc", "<?php\n$a = new B();\necho $a->c;\n");
  EXPECT_EQ(file.language, "PHP");
}

TEST(ClassifyTest, APointerOfGitLfsDoesNotCountUnderItsFilter) {
  const std::string pointer = "version https://git-lfs.github.com/spec/v1\noid sha256:00\nsize 1\n";
  EXPECT_TRUE(Classified("a.rb", pointer).counted);
  EXPECT_EQ(Classified("a.rb", pointer, {{".gitattributes", "*.rb filter=lfs\n"}}).uncounted,
            "pointer of Git LFS");
  EXPECT_TRUE(Classified("a.rb", "x\n", {{".gitattributes", "*.rb filter=lfs\n"}}).counted);
}

TEST(ClassifyTest, WhyAFileDoesNotCountIsSaid) {
  EXPECT_EQ(Classified("vendor/a.rb", "x\n").uncounted, "vendored path");
  EXPECT_EQ(Classified("docs/a.rb", "x\n").uncounted, "path of documentation");
  EXPECT_EQ(Classified("a.json", "{}\n").uncounted, "data");
  EXPECT_EQ(Classified("a.md", "# a\n").uncounted, "prose");
  EXPECT_EQ(Classified("a.rb", "").uncounted, "empty");
  EXPECT_EQ(Classified("a", "x\n").uncounted, "no language");
  EXPECT_EQ(Classified("a.rb", std::string_view("\0", 1)).uncounted, "binary");
  EXPECT_EQ(Classified("a.js", std::string(500, 'x')).uncounted, "minified");
}

TEST(ClassifyTest, ThePathAloneRulesOutWhatTheContentCannotSave) {
  TreeEntry entry;
  entry.path = "vendor/a.rb";
  EXPECT_TRUE(Classifier().CountByPath(entry).has_value());
  const std::vector<AttributesFile> taken_back = {
      {".gitattributes", "vendor/** -linguist-vendored\n"}};
  EXPECT_FALSE(Classifier(taken_back).CountByPath(entry).has_value());
  entry.path = "lib/a.rb";
  EXPECT_FALSE(Classifier().CountByPath(entry).has_value());
}

TEST(ClassifyTest, ATreeIsTooLargeByItsFilesOrInMainByItsFolders) {
  std::vector<TreeEntry> entries(99'999);
  for (std::size_t i = 0; i < entries.size(); ++i) entries[i].path = "a/" + std::to_string(i);
  EXPECT_FALSE(Classifier().IsTooLarge(entries));
  entries.push_back({"b", {}, EntryKind::kSubmodule});
  EXPECT_FALSE(Classifier().IsTooLarge(entries));  // main counts no submodules
  EXPECT_TRUE(Classifier(std::vector<AttributesFile>(), LinguistData::k7221).IsTooLarge(entries));
  entries.resize(50'000);
  for (std::size_t i = 0; i < entries.size(); ++i)
    entries[i].path = std::to_string(100'000 + i) + "/x/f";
  EXPECT_TRUE(Classifier().IsTooLarge(entries));
  EXPECT_FALSE(Classifier(std::vector<AttributesFile>(), LinguistData::k7221).IsTooLarge(entries));
}

TEST(ClassifyTest, TextThatMakesPatternsBacktrackComesToAnEnd) {
  std::string modeline = "x vim: ";
  for (int i = 0; i < 12'000; ++i) modeline += "a=b ";
  EXPECT_EQ(Classified("a.txt", modeline + "\n").language, "Text");
  std::string hosts;
  for (int i = 0; i < 2'000; ++i) hosts += "1.1.1.1/a" + std::string(20, ' ') + "a-\n";
  EXPECT_EQ(Classified("a.txt", hosts).language, "Text");
}

TEST(ClassifyTest, AttributesMayExcludeButNeverInclude) {
  const std::vector<AttributesFile> vendored = {{".gitattributes", "lib/** linguist-vendored\n"}};
  EXPECT_EQ(Classified("lib/a.py", "x=1\n", vendored).purpose, Purpose::kVendored);
  EXPECT_FALSE(Classified("lib/a.py", "x=1\n", vendored).counted);
  const std::vector<AttributesFile> included = {
      {".gitattributes", "vendor/** -linguist-vendored\n"}};
  const SourceFile file = Classified("vendor/a.js", "x=1\n", included);
  EXPECT_EQ(file.purpose, Purpose::kVendored);
  EXPECT_TRUE(file.counted);  // in the statistics, as on GitHub
}

TEST(ClassifyTest, AttributesNeverChooseTheGrammar) {
  const std::vector<AttributesFile> attributes = {
      {".gitattributes", "*.py linguist-language=Java\n"}};
  const Classifier classifier(attributes);
  TreeEntry entry;
  entry.path = "a.py";
  EXPECT_EQ(classifier.Classify(entry, 4, "x=1\n").language, "Java");
  EXPECT_EQ(classifier.Classify(entry, 4, "x=1\n").grammar_language, "Python");
}

TEST(ClassifyTest, AWorkflowInAFolderNeverRuns) {
  EXPECT_EQ(Classified(".github/workflows/ci.yml", "on: push\n").purpose, Purpose::kBuild);
  EXPECT_EQ(Classified(".github/workflows/old/ci.yml", "on: push\n").purpose, Purpose::kExample);
}

TEST(ClassifyTest, APipelineOfJenkinsIsOwnUnlessItsFolderIsVendored) {
  EXPECT_EQ(Classified("ci/Jenkinsfile", "node {}\n").purpose, Purpose::kBuild);
  EXPECT_EQ(Classified("src/test/resources/Jenkinsfile", "node {}\n").purpose, Purpose::kTest);
  EXPECT_EQ(Classified("node_modules/x/Jenkinsfile", "node {}\n").purpose, Purpose::kVendored);
}

TEST(ClassifyTest, ANulMakesAFileBinary) {
  EXPECT_TRUE(Classified("a.py", std::string_view("x\0y", 3)).binary);
}

}  // namespace
}  // namespace assay
