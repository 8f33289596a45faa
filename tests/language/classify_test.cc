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

TEST(ClassifyTest, PurposesHaveTheirReason) {
  EXPECT_EQ(Classified("app/models.py", "x=1\n").purpose, Purpose::kProduct);
  EXPECT_EQ(Classified("app/tests/test_models.py", "x=1\n").purpose, Purpose::kTest);
  EXPECT_EQ(Classified("src/test/java/A.java", "class A {}\n").purpose, Purpose::kTest);
  EXPECT_EQ(Classified("src/contest/A.java", "class A {}\n").purpose, Purpose::kProduct);
  EXPECT_EQ(Classified("a/migrations/0002_x.py", "x=1\n").purpose, Purpose::kMigration);
  EXPECT_EQ(Classified("examples/a.py", "x=1\n").purpose, Purpose::kExample);
  EXPECT_EQ(Classified("node_modules/x/index.js", "x=1\n").purpose, Purpose::kVendored);
  EXPECT_EQ(Classified("README.md", "# a\n").purpose, Purpose::kDocumentation);
  EXPECT_EQ(Classified("Dockerfile", "FROM a\n").purpose, Purpose::kBuild);
  EXPECT_EQ(Classified("a.pb.go", "package a\n").purpose, Purpose::kGenerated);
  EXPECT_EQ(Classified("package-lock.json", "{}\n").purpose, Purpose::kBuild);
  EXPECT_EQ(Classified("a/db.js", std::string(5'000, 'x') + "\n").purpose, Purpose::kGenerated);
}

TEST(ClassifyTest, EnvironmentsAreWordsOfThePath) {
  EXPECT_EQ(Classified("settings/dev.py", "x\n").environment, Environment::kDevelopment);
  EXPECT_EQ(Classified("config/environments/production.rb", "x\n").environment,
            Environment::kProduction);
  EXPECT_EQ(Classified("src/device/settings.py", "x\n").environment, Environment::kUnspecified);
}

TEST(ClassifyTest, AttributesMayExcludeButNeverInclude) {
  const std::vector<AttributesFile> vendored = {{".gitattributes", "lib/** linguist-vendored\n"}};
  EXPECT_EQ(Classified("lib/a.py", "x=1\n", vendored).purpose, Purpose::kVendored);
  EXPECT_FALSE(Classified("lib/a.py", "x=1\n", vendored).counted);
  const std::vector<AttributesFile> included = {
      {".gitattributes", "node_modules/** -linguist-vendored\n"}};
  const SourceFile file = Classified("node_modules/a.js", "x=1\n", included);
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
