// Each rule of purposes with a path that it fits and one that it narrowly does not.
#include "language/purpose.h"

#include <gtest/gtest.h>

#include "language/classify.h"

namespace assay {
namespace {

SourceFile Of(const std::string& path, std::string_view content = "x = 1\n") {
  TreeEntry entry;
  entry.path = path;
  return Classifier().Classify(entry, content.size(), content);
}

struct Case {
  const char* fits;
  const char* near_miss;
};

void ExpectOnlyFirst(Purpose purpose, const std::vector<Case>& cases) {
  for (const Case& row : cases) {
    const SourceFile fits = Of(row.fits);
    EXPECT_EQ(fits.purpose, purpose) << row.fits << ": " << fits.purpose_reason;
    EXPECT_FALSE(fits.purpose_reason.empty());
    const SourceFile miss = Of(row.near_miss);
    EXPECT_NE(miss.purpose, purpose) << row.near_miss << ": " << miss.purpose_reason;
  }
}

TEST(PurposeTest, Tests) {
  ExpectOnlyFirst(Purpose::kTest, {{"a/test_models.py", "a/testing_models.py"},
                                   {"a/models_test.py", "a/models_tester.py"},
                                   {"conftest.py", "contest.py"},
                                   {"a/tests.py", "a/mytests.py"},
                                   {"a/b_test.go", "a/btest.go"},
                                   {"a/b_spec.rb", "a/b_specs.rb"},
                                   {"a/b.test.ts", "a/b.tests.ts"},
                                   {"a/b.spec.js", "a/bspec.js"},
                                   {"a/OrderTest.java", "a/OrderTester.java"},
                                   {"a/OrderIT.java", "a/OrderIt.java"},
                                   {"a/OrderTests.cs", "a/Orders.cs"},
                                   {"tests/a.py", "latests/a.py"},
                                   {"src/test/java/A.java", "src/contest/A.java"},
                                   {"spec/a.rb", "specification/a.rb"},
                                   {"a/__tests__/b.js", "a/__testing/b.js"},
                                   {"e2e/a.ts", "e2e-ui.ts"},
                                   {"cypress/a.ts", "cypress.ts"}});
}

TEST(PurposeTest, FixturesAndExamples) {
  ExpectOnlyFirst(Purpose::kFixture, {{"tests/fixtures/a.py", "tests/fixtures.py"},
                                      {"a/testdata/b.go", "a/testdata.go"},
                                      {"a/__snapshots__/b.js", "a/snapshots/b.js"},
                                      {"a/golden/b.py", "a/goldens.py"},
                                      {"a/__mocks__/b.js", "a/mocks/b.js"}});
  ExpectOnlyFirst(Purpose::kExample, {{"a/examples/b.py", "a/exampleless/b.py"},
                                      {"a/demo/b.py", "a/democracy/b.py"},
                                      {"a/sample/b.py", "a/sampler/b.py"}});
}

TEST(PurposeTest, Migrations) {
  ExpectOnlyFirst(Purpose::kMigration,
                  {{"a/migrations/0002_x.py", "a/immigrations/0002_x.py"},
                   {"db/migrate/1_x.rb", "db/migrated/1_x.rb"},
                   {"a/alembic/versions/1_x.py", "a/versions/new_x.py"},
                   {"migrations/versions/1_x.py", "api/versions/v_1.py"},
                   {"a/db/migration/V1__x.sql", "a/db/migrations.sql"},
                   {"a/migrations/1.sql", "a/emigrations/1.sql"},
                   {"prisma/migrations/1/migration.sql", "prisma/migration.sql"},
                   {"a/db/changelog/1.xml", "a/changelog/1.xml"},
                   {"src/liquibase/a.sql", "src/liquibase.sql"}});
}

TEST(PurposeTest, Builds) {
  ExpectOnlyFirst(Purpose::kBuild, {{"Dockerfile", "dockerfiles.py"},
                                    {"a/Dockerfile.prod", "a/docker.prod"},
                                    {"Makefile", "Makefiles.py"},
                                    {"a/docker-compose.dev.yml", "a/compositor.py"},
                                    {"Jenkinsfile", "jenkins.py"},
                                    {".gitlab-ci.yml", "gitlab-ci.py"},
                                    {".circleci/config.yml", "circleci/config.py"},
                                    {".github/workflows/a.yml", "github/workflows/a.py"},
                                    {"pom.xml", "pom.py"},
                                    {"package.json", "packages.py"},
                                    {"setup.py", "setups.py"},
                                    {"Rakefile", "rake.rb"},
                                    {"webpack.config.js", "web.config.js"},
                                    {"CMakeLists.txt", "CMake.py"},
                                    {"go.mod", "go.py"},
                                    {"yarn.lock", "yarn.py"},
                                    {"package-lock.json", "package-locks.py"}});
}

TEST(PurposeTest, GeneratedByName) {
  ExpectOnlyFirst(Purpose::kGenerated, {{"a_pb2.py", "a_pb.py"},
                                        {"a.pb.go", "pb.go"},
                                        {"a.designer.cs", "designer.cs"},
                                        {"a/__generated__/b.ts", "a/generated/b.ts"},
                                        {"a.js.map", "a.map.js"}});
}

TEST(PurposeTest, GeneratedByContent) {
  EXPECT_EQ(Of("a.go", "// Code generated by tool. DO NOT EDIT.\npackage a\n").purpose,
            Purpose::kGenerated);
  EXPECT_EQ(Of("a.py", "# @generated\nx = 1\n").purpose, Purpose::kGenerated);
  EXPECT_EQ(Of("db/schema.rb", "# This file is auto-generated from the database\n").purpose,
            Purpose::kGenerated);
  EXPECT_EQ(Of("a.py", "# Runs code generated by users\nx = 1\n").purpose, Purpose::kProduct);
  EXPECT_EQ(Of("a.py", "mark = '@generated'\n").purpose, Purpose::kProduct);
  EXPECT_EQ(Of("a.js", std::string(5'001, 'x') + "\n").purpose, Purpose::kGenerated);
  EXPECT_EQ(Of("a.js", "var x;\n" + std::string(100, 'x') + "\n").purpose, Purpose::kProduct);
  EXPECT_EQ(Of("a.py", std::string(5'001, 'x') + "\n").purpose, Purpose::kProduct);
  EXPECT_EQ(
      Of("a.js", "/******/ // The require scope\n/******/ var __webpack_require__ = {};\n").purpose,
      Purpose::kGenerated);
  EXPECT_EQ(Of("a.js", "/******/\nconst name = '__webpack_require__';\n").purpose,
            Purpose::kProduct);
}

TEST(PurposeTest, AnExamplesTestsAndATestsSamplesAreExamples) {
  ExpectOnlyFirst(Purpose::kExample,
                  {{"examples/shop/tests/test_cart.py", "shop/tests/test_cart.py"},
                   {"tests/syntax/samples/go.go", "tests/syntax/sampling/go.go"}});
}

TEST(PurposeTest, VendoredAndDocumentation) {
  ExpectOnlyFirst(Purpose::kVendored, {{"a/node_modules/b.js", "a/node_module/b.js"},
                                       {"vendor/a.rb", "vendoring/a.rb"},
                                       {"third_party/a.c", "third_party.c"},
                                       {"vendor/cache/a.rb", "a/cache/b.rb"},
                                       {"a/jquery-3.1.js", "a/myjquery.js"}});
  ExpectOnlyFirst(Purpose::kDocumentation, {{"docs/a.py", "docsearch/a.py"},
                                            {"README.py", "READMES.py"},
                                            {"a/documentation/b.py", "a/documentations/b.py"},
                                            {"CHANGELOG.py", "CHANGELOGS.py"},
                                            {"a.md", "a.mdx.py"}});
}

TEST(PurposeTest, DataIsConfigurationAndTheRestIsTheProduct) {
  ExpectOnlyFirst(Purpose::kConfiguration,
                  {{"config/a.yml", "config/a.py"}, {"a.json", "json.py"}});
  EXPECT_EQ(Of("app/models.py").purpose, Purpose::kProduct);
}

TEST(PurposeTest, APipelineOfJenkinsIsNotVendoredThoughLinguistSaysSo) {
  EXPECT_EQ(Of("Jenkinsfile").purpose, Purpose::kBuild);
  EXPECT_FALSE(Of("Jenkinsfile").counted);
  EXPECT_EQ(Of("vendor/a/Jenkinsfile").purpose, Purpose::kVendored);
}

TEST(PurposeTest, EnvironmentsAreWordsOfThePath) {
  EXPECT_EQ(EnvironmentOf("settings/dev.py"), Environment::kDevelopment);
  EXPECT_EQ(EnvironmentOf("config/environments/production.rb"), Environment::kProduction);
  EXPECT_EQ(EnvironmentOf("src/device/settings.py"), Environment::kUnspecified);
}

}  // namespace
}  // namespace assay
