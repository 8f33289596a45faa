#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "tests/facts/manifest_facts.h"

namespace assay {
namespace {

using ::testing::ElementsAre;
using ::testing::IsEmpty;

TEST(PackageJsonTest, SectionsTellTheScopeOfDependencies) {
  const FileFacts facts = FactsOf("package-json", R"({
  "dependencies": {"express": "^4.18.0"},
  "devDependencies": {
    "jest": "29"
  },
  "peerDependencies": {"react": "*"},
  "optionalDependencies": {"fsevents": "2"}
})");
  EXPECT_THAT(Dependencies(facts),
              ElementsAre("2: npm:express ^4.18.0 runtime", "4: npm:jest 29 development",
                          "6: npm:react * peer", "7: npm:fsevents 2 optional"));
  EXPECT_THAT(facts.settings, IsEmpty());
}

TEST(PackageJsonTest, AnAliasIsThePackageThatItNames) {
  EXPECT_THAT(
      Dependencies(FactsOf("package-json", R"({"dependencies": {"old": "npm:@scope/real@^1.2"}})")),
      ElementsAre("1: npm:@scope/real ^1.2 runtime"));
}

TEST(PackageJsonTest, ScriptsAreCommandsUnderTheirName) {
  const FileFacts facts = FactsOf("package-json", R"({"scripts": {
    "test": "jest --ci && eslint ."
  }})");
  EXPECT_THAT(Commands(facts),
              ElementsAre("2: [scripts.test] jest --ci", "2: [scripts.test] eslint ."));
  EXPECT_EQ(facts.commands.front().place, CommandPlace::kPackageScript);
}

TEST(PackageJsonTest, EverythingElseIsASetting) {
  const FileFacts facts = FactsOf("package-json", R"({
  "name": "shop",
  "engines": {"node": ">=18"},
  "jest": {"coverageThreshold": {"global": {"lines": 80}}, "a.b": true}
})");
  EXPECT_THAT(Settings(facts),
              ElementsAre("2: name = shop", "3: engines.node = >=18",
                          "4: jest.coverageThreshold.global.lines = 80", "4: jest.a\\.b = true"));
  EXPECT_EQ(DocumentOf(facts), "package-json");
}

TEST(PackageJsonTest, AMapOfTheSameNameDeeperDownDeclaresNothing) {
  EXPECT_THAT(Dependencies(FactsOf("package-json", R"({"x": {"dependencies": {"redis": "1"}}})")),
              IsEmpty());
}

TEST(PackageJsonTest, ATruncatedFileKeepsWhatWasReadAndSaysSo) {
  const FileFacts facts = FactsOf("package-json", "{\"dependencies\": {\n\"a\": \"1\",\n\"b");
  EXPECT_THAT(Dependencies(facts), ElementsAre("2: npm:a 1 runtime"));
  EXPECT_THAT(DiagnosticsOf(facts), ElementsAre("format-error:3"));
}

}  // namespace
}  // namespace assay
