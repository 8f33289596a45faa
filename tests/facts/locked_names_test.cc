#include "facts/locked_names.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "tests/facts/joined_manifests.h"

namespace assay {
namespace {

using ::testing::ElementsAre;

constexpr const char* kYarn = R"(# yarn lockfile v1

semver@^5.0.0:
  version "5.7.1"

semver@^6.0.0, semver@^6.1.0:
  version "6.3.0"

"mine@npm:lodash@^4":
  version "4.17.21"

jest@^29:
  version "29.0.0"
)";

TEST(LockedNamesTest, VersionThatAnswersThePackagesRangeIsDirect) {
  EXPECT_THAT(
      Joined({{"package.json", R"({"dependencies": {"semver": "^6.1.0",
  "mine": "npm:lodash@^4"}, "devDependencies": {"jest": "^29"}})"},
              {"yarn.lock", kYarn}},
             "yarn.lock"),
      ElementsAre("3: npm:semver 5.7.1 runtime locked indirect",
                  "6: npm:semver 6.3.0 runtime locked", "9: npm:lodash 4.17.21 runtime locked",
                  "12: npm:jest 29.0.0 development locked"));
}

TEST(LockedNamesTest, WorkspacesSpeakForTheRootsLockFileAndOthersDoNot) {
  const std::string member = R"({"dependencies": {"semver": "^5.0.0"}})";
  const std::string other = R"({"dependencies": {"jest": "^29"}})";
  EXPECT_THAT(Joined({{"shop/package.json", R"({"workspaces": {"packages": ["./libs/*"]}})"},
                      {"shop/libs/a/package.json", member},
                      {"shop/examples/a/package.json", other},
                      {"libs/b/package.json", other},
                      {"shop/yarn.lock", kYarn}},
                     "shop/yarn.lock"),
              ElementsAre("3: npm:semver 5.7.1 runtime locked",
                          "6: npm:semver 6.3.0 runtime locked indirect",
                          "9: npm:lodash 4.17.21 runtime locked indirect",
                          "12: npm:jest 29.0.0 runtime locked indirect"));
}

TEST(LockedNamesTest, OfNpmsFirstLockFilesOnlyTheTopIsAsked) {
  EXPECT_THAT(Joined({{"package.json", R"({"dependencies": {"a": "1", "b": "2"}})"},
                      {"package-lock.json", R"({"lockfileVersion": 1, "dependencies": {
  "a": {"version": "1.0.0", "dependencies": {
    "b": {"version": "1.0.0"}
  }},
  "b": {"version": "npm:c@2.0.0"},
  "d": {"version": "3.0.0"}
}})"}},
                     "package-lock.json"),
              ElementsAre("3: npm:b 1.0.0 runtime locked indirect", "2: npm:a 1.0.0 runtime locked",
                          "5: npm:c 2.0.0 runtime locked indirect",
                          "6: npm:d 3.0.0 runtime locked indirect"));
}

TEST(LockedNamesTest, GoModNamesTheVersionThatIsDirect) {
  EXPECT_THAT(
      Joined({{"go.mod", "module a\nrequire (\n b.c/d v1.2.0\n e.f/g v1.0.0 // indirect\n)\n"},
              {"go.sum", "b.c/d v1.1.0 h1:x=\nb.c/d v1.2.0 h1:x=\ne.f/g v1.0.0 h1:x=\n"}},
             "go.sum"),
      ElementsAre("1: go:b.c/d v1.1.0 runtime locked indirect", "2: go:b.c/d v1.2.0 runtime locked",
                  "3: go:e.f/g v1.0.0 runtime locked indirect"));
}

TEST(LockedNamesTest, ModuleInThePlaceOfADirectOneIsDirect) {
  EXPECT_THAT(
      Joined({{"go.mod",
               "module a\nrequire (\n b.c/d v1.2.0\n e.f/g v1.0.0 // indirect\n h.i/j v1.0.0\n)\n"
               "replace (\n b.c/d => my.org/d v1.3.0\n e.f/g => my.org/g v1.1.0\n"
               " h.i/j v0.9.0 => my.org/j v0.9.1\n)\n"},
              {"go.sum",
               "h.i/j v1.0.0 h1:x=\nmy.org/d v1.3.0 h1:x=\nmy.org/g v1.1.0 h1:x=\n"
               "my.org/j v0.9.1 h1:x=\n"}},
             "go.sum"),
      ElementsAre("1: go:h.i/j v1.0.0 runtime locked", "2: go:my.org/d v1.3.0 runtime locked",
                  "3: go:my.org/g v1.1.0 runtime locked indirect",
                  "4: go:my.org/j v0.9.1 runtime locked indirect"));
}

TEST(LockedNamesTest, ManifestOfTheSameFolderIsAskedAndTellsTheScope) {
  EXPECT_THAT(Joined({{"pyproject.toml",
                       "[tool.poetry.dependencies]\nDjango = \"^4\"\n"
                       "[tool.poetry.group.dev.dependencies]\npytest = \"^8\"\n"},
                      {"poetry.lock",
                       "[[package]]\nname = \"django\"\nversion = \"4.2\"\n\n"
                       "[[package]]\nname = \"asgiref\"\nversion = \"3.7\"\n\n"
                       "[[package]]\nname = \"pytest\"\nversion = \"8.0\"\n"}},
                     "poetry.lock"),
              ElementsAre("2: pypi:django 4.2 runtime locked",
                          "6: pypi:asgiref 3.7 runtime locked indirect",
                          "10: pypi:pytest 8.0 development locked"));
  EXPECT_THAT(Joined({{"composer.json", R"({"require": {"monolog/monolog": "^3"}})"},
                      {"composer.lock",
                       R"({"packages": [{"name": "monolog/monolog", "version": "3.5.0"},
                               {"name": "psr/log", "version": "3.0.0"}]})"}},
                     "composer.lock"),
              ElementsAre("1: composer:monolog/monolog 3.5.0 runtime locked",
                          "2: composer:psr/log 3.0.0 runtime locked indirect"));
  EXPECT_THAT(Joined({{"other/Pipfile", "[packages]\nflask = \"*\"\n"},
                      {"Pipfile.lock", R"({"default": {"flask": {"version": "==3.0.0"}}})"}},
                     "Pipfile.lock"),
              ElementsAre("1: pypi:flask 3.0.0 runtime locked indirect"));
}

TEST(LockedNamesTest, ApplicationsOfAnUmbrellaNameTheirPackages) {
  const std::string mix =
      "defmodule A do\n  defp deps do\n    [{:app, \"~> 1\", hex: :package}]\n"
      "  end\nend\n";
  EXPECT_THAT(Joined({{"apps/web/mix.exs", mix},
                      {"mix.lock",
                       "%{\n  \"app\": {:hex, :package, \"1.2.0\", \"x\"},\n"
                       "  \"mime\": {:hex, :mime, \"2.0.0\", \"x\"},\n}\n"}},
                     "mix.lock"),
              ElementsAre("2: hex:package 1.2.0 runtime locked",
                          "3: hex:mime 2.0.0 runtime locked indirect"));
}

TEST(LockedNamesTest, CatalogueOfAScriptNamesWhatGradleLocks) {
  EXPECT_THAT(
      Joined({{"gradle/libs.versions.toml", "[libraries]\nguava = \"com.google.guava:guava:32\"\n"},
              {"app/build.gradle", "dependencies { implementation(libs.guava) }\n"},
              {"app/gradle.lockfile",
               "com.google.guava:guava:32=compileClasspath\n"
               "com.google.guava:failureaccess:1=compileClasspath\n"}},
             "app/gradle.lockfile"),
      ElementsAre("1: maven:com.google.guava:guava 32 runtime locked",
                  "2: maven:com.google.guava:failureaccess 1 runtime locked indirect"));
}

}  // namespace
}  // namespace assay
