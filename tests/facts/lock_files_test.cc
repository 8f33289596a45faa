#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "tests/facts/manifest_facts.h"

namespace assay {
namespace {

using ::testing::ElementsAre;
using ::testing::IsEmpty;

TEST(PackageLockTest, TheRootEntryTellsTheDirectOnes) {
  const FileFacts facts = FactsOf("package-lock", R"({
  "name": "shop", "lockfileVersion": 3,
  "packages": {
    "": {"dependencies": {"express": "^4"}, "devDependencies": {"jest": "^29"}},
    "node_modules/express": {"version": "4.18.2", "dependencies": {"debug": "2"}},
    "node_modules/express/node_modules/jest": {"version": "1.0.0"},
    "node_modules/debug": {
      "version": "2.6.9", "engines": {"node": ">=6"}
    },
    "node_modules/jest": {"version": "29.0.0", "dev": true},
    "node_modules/@acme/ui": {"resolved": "packages/ui", "link": true},
    "packages/ui": {"name": "@acme/ui", "dependencies": {"debug": "2"}}
  }
})");
  EXPECT_THAT(Dependencies(facts), ElementsAre("5: npm:express 4.18.2 runtime locked",
                                               "6: npm:jest 1.0.0 runtime locked indirect",
                                               "7: npm:debug 2.6.9 runtime locked",
                                               "10: npm:jest 29.0.0 development locked"));
}

TEST(PackageLockTest, VersionOneIsATreeThatTellsNoDirectOnes) {
  const FileFacts facts = FactsOf("package-lock", R"({
  "lockfileVersion": 1, "requires": true,
  "dependencies": {
    "a": {"version": "1.0.0", "requires": {"b": "^2"},
      "dependencies": {
        "b": {"version": "2.0.0", "optional": true}
      }
    },
    "c": {"version": "3.0.0", "dev": true}
  }
})");
  EXPECT_THAT(Dependencies(facts), ElementsAre("6: npm:b 2.0.0 optional locked indirect",
                                               "4: npm:a 1.0.0 runtime locked indirect",
                                               "9: npm:c 3.0.0 development locked indirect"));
}

TEST(PackageLockTest, OddShapesGiveNoFactsAndNoCrash) {
  for (const std::string_view text :
       {"", "[]", "{\"packages\": []}", "{\"packages\": {\"node_modules/a\": 1}}",
        "{\"dependencies\": {\"a\": []}}", "{\"dependencies\": {\"a\": {\"dependencies\": []}}}",
        "{\"dependencies\": {\"a\": {\"dependencies\": {\"b\": 1}", "{\"packages\": {\"\": {"}) {
    EXPECT_THAT(Dependencies(FactsOf("package-lock", text)).size(), testing::Le(1U)) << text;
  }
}

TEST(PackageLockTest, NestingIsBounded) {
  EXPECT_THAT(
      DiagnosticsOf(FactsOf("package-lock",
                            "{\"dependencies\":" + Repeat("{\"a\":{\"dependencies\":", 10'000))),
      ElementsAre("nested-too-deep:1"));
}

TEST(PackageLockTest, AnEnormousLockIsBounded) {
  std::string text = "{\"lockfileVersion\": 3, \"packages\": {\"\": {}";
  for (int i = 0; text.size() < 15'000'000; ++i) {
    text += ",\n\"node_modules/package-" + std::to_string(i) + "\": {\"version\": \"1.0." +
            std::to_string(i) + "\", \"integrity\": \"" + std::string(80, 'x') + "\"}";
  }
  const FileFacts facts = FactsOf("package-lock", text + "}}");
  EXPECT_THAT(facts.diagnostics, IsEmpty());
  EXPECT_GT(facts.dependencies.size(), 90'000U);
  EXPECT_EQ(facts.dependencies.back().region.start_line, facts.dependencies.size() + 1);
}

TEST(YarnLockTest, VersionOneTellsNamesAndVersions) {
  EXPECT_THAT(Dependencies(FactsOf("yarn-lock", R"(# yarn lockfile v1


"@babel/core@^7.0.0", "@babel/core@^7.1.0":
  version "7.21.3"
  resolved "https://registry.yarnpkg.com/x.tgz#abc"
  dependencies:
    semver "^6"
    version "1"

semver@^6.0.0:
  version "6.3.0"
)")),
              ElementsAre("4: npm:@babel/core 7.21.3 runtime locked indirect",
                          "11: npm:semver 6.3.0 runtime locked indirect"));
}

TEST(YarnLockTest, BerrysWorkspacesTellTheDirectOnes) {
  EXPECT_THAT(Dependencies(FactsOf("yarn-lock", R"(__metadata:
  version: 6

"express@npm:^4.0.0, express@npm:^4.1.0":
  version: 4.18.2
  resolution: "express@npm:4.18.2"
  dependencies:
    debug: 2

"debug@npm:2":
  version: 2.6.9
  resolution: "debug@npm:2.6.9"

"shop@workspace:.":
  version: 0.0.0-use.local
  resolution: "shop@workspace:."
  dependencies:
    express: ^4.0.0
  languageName: unknown
)")),
              ElementsAre("4: npm:express 4.18.2 runtime locked",
                          "10: npm:debug 2.6.9 runtime locked indirect"));
}

TEST(PodfileLockTest, DependenciesAreTheDirectOnesAndPathsTheRepositorysOwn) {
  EXPECT_THAT(
      Dependencies(FactsOf("podfile-lock", R"x(PODS:
  - Alamofire (5.8.1)
  - Firebase/Core (10.1.0):
    - FirebaseCore (~> 10.0)
  - FirebaseCore (10.1.0)
  - "GoogleUtilities/NSData+zlib (7.1.0)":
    - GoogleUtilities/Logger
  - Own (0.1.0)
  - Own/UI (0.1.0):
    - Own

DEPENDENCIES:
  - Alamofire (~> 5.8)
  - Firebase/Core
  - Own (from `../Own`)

SPEC REPOS:
  trunk:
    - Alamofire

EXTERNAL SOURCES:
  Own:
    :path: "../Own"

SPEC CHECKSUMS:
  Alamofire: 3ca42e259043ee0dc5c0cdd76c4bc568b8e42af7

COCOAPODS: 1.14.3
)x")),
      ElementsAre("2: cocoapods:Alamofire 5.8.1 runtime locked",
                  "3: cocoapods:Firebase/Core 10.1.0 runtime locked",
                  "5: cocoapods:FirebaseCore 10.1.0 runtime locked indirect",
                  "6: cocoapods:GoogleUtilities/NSData+zlib 7.1.0 runtime locked indirect"));
}

TEST(PnpmLockTest, ImportersTellTheDirectOnes) {
  EXPECT_THAT(Dependencies(FactsOf("pnpm-lock", R"(lockfileVersion: '9.0'

importers:

  .:
    dependencies:
      express:
        specifier: ^4
        version: 4.18.2
    devDependencies:
      '@types/node':
        specifier: ^20
        version: 20.1.0

packages:

  '@types/node@20.1.0':
    resolution: {integrity: sha512-x}

  debug@2.6.9(supports-color@5):
    resolution: {integrity: sha512-x}

  express@4.18.2:
    resolution: {integrity: sha512-x}

snapshots:

  express@4.18.2: {}
)")),
              ElementsAre("17: npm:@types/node 20.1.0 development locked",
                          "20: npm:debug 2.6.9 runtime locked indirect",
                          "23: npm:express 4.18.2 runtime locked"));
}

TEST(PnpmLockTest, OlderFormatsWriteIdsAsPaths) {
  EXPECT_THAT(
      Dependencies(FactsOf("pnpm-lock", R"(lockfileVersion: 5.4
dependencies:
  koa: 2.14.0
packages:
  /@babel/core/7.1.0_x@2:
    dev: true
  /koa/2.14.0:
    dev: false
  /ms@2.0.0:
    optional: true
)")),
      ElementsAre("5: npm:@babel/core 7.1.0 development locked indirect",
                  "7: npm:koa 2.14.0 runtime locked", "9: npm:ms 2.0.0 optional locked indirect"));
}

TEST(PnpmLockTest, OnlyTheVersionThatAnImporterGotIsDirect) {
  EXPECT_THAT(
      Dependencies(FactsOf("pnpm-lock", R"(lockfileVersion: '9.0'
importers:
  .:
    dependencies:
      chalk:
        specifier: ^5
        version: 5.3.0(node@20.0.0)
      mine:
        specifier: npm:lodash@^4
        version: lodash@4.17.21
      plugin:
        specifier: https://x.org/p.tgz
        version: https://x.org/p_1.tgz
  libs/a:
    devDependencies:
      chalk:
        specifier: ^4
        version: 4.1.2
packages:
  chalk@2.4.2: {}
  chalk@4.1.2: {}
  chalk@5.3.0: {}
  lodash@3.0.0: {}
  lodash@4.17.21: {}
  plugin@https://x.org/p_1.tgz: {}
)")),
      ElementsAre("20: npm:chalk 2.4.2 runtime locked indirect",
                  "21: npm:chalk 4.1.2 development locked", "22: npm:chalk 5.3.0 runtime locked",
                  "23: npm:lodash 3.0.0 runtime locked indirect",
                  "24: npm:lodash 4.17.21 runtime locked",
                  "25: npm:plugin https://x.org/p_1.tgz runtime locked"));
}

TEST(PnpmLockTest, OlderFormatsNameTheVersionBesideThePackage) {
  EXPECT_THAT(
      Dependencies(FactsOf("pnpm-lock", R"(lockfileVersion: 5.4
dependencies:
  koa: 2.14.0_debug@4.0.0
  mine: /lodash/4.17.21
packages:
  /koa/1.0.0:
    dev: false
  /koa/2.14.0_debug@4.0.0:
    dev: false
  /lodash/4.17.21:
    dev: false
)")),
      ElementsAre("6: npm:koa 1.0.0 runtime locked indirect", "8: npm:koa 2.14.0 runtime locked",
                  "10: npm:lodash 4.17.21 runtime locked"));
}

TEST(PythonLockTest, PoetryTellsPackagesAndCategories) {
  EXPECT_THAT(Dependencies(FactsOf("python-lock", R"([[package]]
name = "Django"
version = "4.2"

[package.dependencies]
name = ">=1"

[[package]]
name = "pytest"
version = "8.0"
groups = ["dev"]

[metadata]
name = "x"
)")),
              ElementsAre("2: pypi:django 4.2 runtime locked indirect",
                          "9: pypi:pytest 8.0 development locked indirect"));
}

TEST(PythonLockTest, UvsOwnPackageTellsTheDirectOnes) {
  EXPECT_THAT(
      Dependencies(FactsOf("python-lock", R"(version = 1

[[package]]
name = "app"
version = "0.1.0"
source = { virtual = "." }
dependencies = [
    { name = "fastapi" },
]

[package.dev-dependencies]
dev = [
    { name = "ruff" },
]

[[package]]
name = "fastapi"
version = "0.115.0"
source = { registry = "https://pypi.org/simple" }
dependencies = [
    { name = "starlette" },
]

[[package]]
name = "ruff"
version = "0.7"

[[package]]
name = "starlette"
version = "0.41"
)")),
      ElementsAre("17: pypi:fastapi 0.115.0 runtime locked", "25: pypi:ruff 0.7 development locked",
                  "29: pypi:starlette 0.41 runtime locked indirect"));
}

TEST(GemfileLockTest, DependenciesNameTheDirectOnes) {
  EXPECT_THAT(Dependencies(FactsOf("gemfile-lock", R"(PATH
  remote: .
  specs:
    own (0.1)

GEM
  remote: https://rubygems.org/
  specs:
    rails (7.1.0)
      actionpack (= 7.1.0)
    actionpack (7.1.0)
    nokogiri (1.15-x86_64-linux)

PLATFORMS
  ruby

DEPENDENCIES
  own!
  nokogiri
  rails (~> 7.1)

BUNDLED WITH
   2.4
)")),
              ElementsAre("9: gem:rails 7.1.0 runtime locked",
                          "11: gem:actionpack 7.1.0 runtime locked indirect",
                          "12: gem:nokogiri 1.15-x86_64-linux runtime locked"));
}

}  // namespace
}  // namespace assay
