#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "tests/facts/manifest_facts.h"

namespace assay {
namespace {

using ::testing::ElementsAre;

TEST(DotenvTest, OnlyTheShapeOfAValueIsKept) {
  const FileFacts facts = FactsOf("dotenv", R"(# settings
SECRET_KEY=8f2kd93kdk2
export DEBUG = false
EMPTY=
URL="postgres://${USER}@db"
API_KEY=<your key>
TOKEN=changeme # for now
KEY="-----BEGIN
SECRET=inside
-----END"
not a line
LAST='abc'
)");
  EXPECT_THAT(Settings(facts),
              ElementsAre("2: SECRET_KEY = literal", "3: DEBUG = literal", "4: EMPTY = empty",
                          "5: URL = ~reference", "6: API_KEY = placeholder",
                          "7: TOKEN = placeholder", "8: KEY = literal", "12: LAST = literal"));
  EXPECT_EQ(facts.settings[1].kind, ValueKind::kBoolean);
  EXPECT_EQ(DocumentOf(facts), "dotenv");
}

TEST(DotenvTest, ItsFilesHaveManyNames) {
  for (const std::string_view path : {".env", "web/.env.example", ".env.production", "prod.env"}) {
    EXPECT_EQ(FormatOf(path, ""), "dotenv") << path;
  }
}

TEST(PropertiesTest, KeysAndValuesAreSeparatedAsJavaDoes) {
  const FileFacts facts = FactsOf("spring-properties", R"(# c
! c
spring.datasource.url=jdbc:postgresql://db/app
server.port: 8080
a\ b value
long = one, \
    two
password=${DB_PASSWORD}
)");
  EXPECT_THAT(Settings(facts), ElementsAre("3: spring.datasource.url = jdbc:postgresql://db/app",
                                           "4: server.port = 8080", "5: a b = value",
                                           "6: long = one, two", "8: password = ~${DB_PASSWORD}"));
  EXPECT_EQ(DocumentOf(facts), "spring");
}

TEST(IniTest, SectionsAndFurtherLines) {
  EXPECT_THAT(Settings(FactsOf("tox", R"([tox]
envlist = py311, lint
[testenv]
commands =
    pytest -q  ; run
    mypy .
)")),
              ElementsAre("2: tox.envlist = py311, lint", "4: testenv.commands = ",
                          "5: testenv.commands[0] = pytest -q", "6: testenv.commands[1] = mypy ."));
}

TEST(IniTest, RequirementsOnTheKeysOwnLineHaveSemicolonsBetween) {
  EXPECT_THAT(Dependencies(FactsOf("setup-cfg",
                                   "[options]\n"
                                   "setup_requires = wheel; setuptools_scm>=7\n"
                                   "install_requires = tomli; python_version < '3.11'\n"
                                   "tests_require =\n"
                                   "    pytest; os_name == 'nt'\n")),
              ElementsAre("2: pypi:wheel build", "2: pypi:setuptools-scm >=7 build",
                          "3: pypi:tomli runtime", "5: pypi:pytest test"));
}

TEST(IniTest, ARequirementGoesOnBehindABackslash) {
  EXPECT_THAT(Dependencies(FactsOf("setup-cfg",
                                   "[options.extras_require]\n"
                                   "test =\n"
                                   "    pytest-black >= 0.3.7; \\\n"
                                   "        # not with PyPy\n"
                                   "        python_implementation != \"PyPy\"\n"
                                   "    mypy \\\n"
                                   "docs = sphinx\n")),
              ElementsAre("3: pypi:pytest-black >= 0.3.7 test", "6: pypi:mypy test",
                          "7: pypi:sphinx development"));
}

TEST(IniTest, SetupCfgDeclaresRequirements) {
  const FileFacts facts = FactsOf("setup-cfg", R"([metadata]
name = app
[options]
install_requires =
    Flask>=2
    importlib-metadata; python_version < "3.8"
[options.extras_require]
test = pytest
postgres =
    psycopg2
)");
  EXPECT_THAT(Dependencies(facts),
              ElementsAre("5: pypi:flask >=2 runtime", "6: pypi:importlib-metadata runtime",
                          "8: pypi:pytest test", "10: pypi:psycopg2 optional"));
  EXPECT_THAT(Settings(facts), ElementsAre("2: metadata.name = app"));
}

TEST(ProcfileTest, ProcessesAreCommands) {
  EXPECT_THAT(Commands(FactsOf("procfile", "# c\nweb: gunicorn app:app\nworker: celery -A app\n")),
              ElementsAre("2: [web] gunicorn app:app", "3: [worker] celery -A app"));
}

TEST(GoModTest, OnlyTheMarkItselfSaysIndirect) {
  EXPECT_THAT(Dependencies(FactsOf("go-mod",
                                   "require a.org/x v1.0.0 // indirect; for a fix\n"
                                   "require a.org/y v1.0.0 // indirect - for a fix\n"
                                   "require a.org/z v1.0.0 // not indirect\n")),
              ElementsAre("1: go:a.org/x v1.0.0 runtime indirect", "2: go:a.org/y v1.0.0 runtime",
                          "3: go:a.org/z v1.0.0 runtime"));
}

TEST(GoModTest, IndirectModulesAreToldApart) {
  const FileFacts facts = FactsOf("go-mod", R"(module example.org/app

go 1.22

require github.com/gin-gonic/gin v1.9.1

require (
	github.com/lib/pq v1.10.9
	golang.org/x/text v0.14.0 // indirect
)
replace x => ../x
)");
  EXPECT_THAT(Dependencies(facts), ElementsAre("5: go:github.com/gin-gonic/gin v1.9.1 runtime",
                                               "8: go:github.com/lib/pq v1.10.9 runtime",
                                               "9: go:golang.org/x/text v0.14.0 runtime indirect"));
  EXPECT_THAT(Settings(facts),
              ElementsAre("1: module = example.org/app", "3: go = 1.22", "11: replace.x = ../x"));
}

TEST(ComposerTest, ThePlatformIsNoPackage) {
  const FileFacts facts = FactsOf("composer-json", R"({
  "require": {"php": ">=8.2", "ext-pdo": "*", "laravel/framework": "^11"},
  "require-dev": {"phpunit/phpunit": "^11"},
  "scripts": {"test": ["@php artisan test", "App\\Hook::run"]}
})");
  EXPECT_THAT(Dependencies(facts), ElementsAre("2: composer:laravel/framework ^11 runtime",
                                               "3: composer:phpunit/phpunit ^11 development"));
  EXPECT_THAT(Commands(facts), ElementsAre("4: [scripts.test] php artisan test"));
}

TEST(CargoTest, SectionsTellTheScope) {
  EXPECT_THAT(Dependencies(FactsOf("cargo", R"([dependencies]
tokio = { version = "1", features = ["full"] }
pg = { package = "tokio-postgres", version = "0.7", optional = true }
[dev-dependencies]
criterion = "0.5"
[target.'cfg(unix)'.build-dependencies]
cc = "1"
)")),
              ElementsAre("2: cargo:tokio 1 runtime", "3: cargo:tokio-postgres 0.7 optional",
                          "5: cargo:criterion 0.5 development", "7: cargo:cc 1 build"));
}

TEST(MsbuildTest, PackageReferencesAreNugetPackages) {
  EXPECT_THAT(Dependencies(FactsOf("msbuild", R"(<Project Sdk="Microsoft.NET.Sdk">
  <ItemGroup>
    <PackageReference Include="Npgsql" Version="8.0" />
    <PackageReference Include="Analyzers" PrivateAssets="all"><Version>1</Version></PackageReference>
    <ProjectReference Include="../x.csproj" />
    <GlobalPackageReference Include="Versions" Version="3" />
  </ItemGroup>
</Project>
)")),
              ElementsAre("3: nuget:Npgsql 8.0 runtime", "4: nuget:Analyzers 1 build",
                          "6: nuget:Versions 3 build"));
}

TEST(PropertiesTest, EscapesNameCharacters) {
  EXPECT_THAT(Settings(FactsOf("properties", "a=caf\\u00e9\nb=C:\\\\x \\u12\n")),
              ElementsAre("1: a = caf\xc3\xa9", "2: b = C:\\x u12"));
}

TEST(PropertiesTest, WhatSpringNamesAreSpringsAndItsDocumentsAreParts) {
  const FileFacts facts = FactsOf("properties",
                                  "spring.datasource.url=a\n"
                                  "#---\n"
                                  "spring.config.activate.on-profile=prod\n");
  EXPECT_EQ(DocumentOf(facts), "spring");
  EXPECT_EQ(facts.settings.at(0).part, 0U);
  EXPECT_EQ(facts.settings.at(1).part, 1U);
  EXPECT_EQ(FactsOf("properties", "a=1\n#---\nb=2\n").settings.at(1).part, 0U);
}

}  // namespace
}  // namespace assay
