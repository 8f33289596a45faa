#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "tests/facts/manifest_facts.h"

namespace assay {
namespace {

using ::testing::Contains;
using ::testing::ElementsAre;
using ::testing::IsEmpty;

TEST(LockedLinesTest, CargosOwnPackagesTellTheDirectOnes) {
  EXPECT_THAT(
      Dependencies(FactsOf("cargo-lock", R"lock([[package]]
name = "rand"
version = "0.7.3"
source = "registry+https://github.com/rust-lang/crates.io-index"

[[package]]
name = "rand"
version = "0.8.5"
source = "registry+https://github.com/rust-lang/crates.io-index"
dependencies = [
 "libc",
]

[[package]]
name = "shop"
version = "0.1.0"
dependencies = [
 "rand 0.8.5 (registry+https://github.com/rust-lang/crates.io-index)",
 "serde",
]

[[package]]
name = "serde"
version = "1.0.1"
source = "registry+https://github.com/rust-lang/crates.io-index"

[[package]]
name = "libc"
version = "0.2.1"
source = "registry+https://github.com/rust-lang/crates.io-index"
)lock")),
      ElementsAre("2: cargo:rand 0.7.3 runtime locked indirect",
                  "7: cargo:rand 0.8.5 runtime locked", "23: cargo:serde 1.0.1 runtime locked",
                  "28: cargo:libc 0.2.1 runtime locked indirect"));
}

TEST(LockedLinesTest, GoSumNamesAModuleOnce) {
  EXPECT_THAT(Dependencies(FactsOf("go-sum",
                                   "github.com/gin-gonic/gin v1.9.1 h1:x=\n"
                                   "github.com/gin-gonic/gin v1.9.1/go.mod h1:y=\n")),
              ElementsAre("1: go:github.com/gin-gonic/gin v1.9.1 runtime locked indirect"));
}

TEST(LockedLinesTest, MixPubAndGradle) {
  EXPECT_THAT(
      Dependencies(FactsOf("mix-lock", "%{\n  \"plug\": {:hex, :plug, \"1.15.0\", \"h\"},\n}\n")),
      ElementsAre("2: hex:plug 1.15.0 runtime locked indirect"));
  EXPECT_THAT(
      Dependencies(FactsOf("pubspec-lock",
                           "packages:\n  http:\n    dependency: \"direct main\"\n"
                           "    description:\n      name: http\n    version: \"1.1.0\"\n"
                           "  meta:\n    dependency: transitive\n    version: \"1.9.0\"\n"
                           "sdks:\n  dart: x\n")),
      ElementsAre("2: pub:http 1.1.0 runtime locked", "7: pub:meta 1.9.0 runtime locked indirect"));
  EXPECT_THAT(Dependencies(FactsOf("gradle-lock", "# x\ncom.a:b:1.0=compileClasspath\nempty=\n")),
              ElementsAre("2: maven:com.a:b 1.0 runtime locked indirect"));
}

TEST(LockedJsonTest, ComposerBunNugetAndSwift) {
  EXPECT_THAT(Dependencies(FactsOf("composer-lock", R"({"packages": [
 {"name": "monolog/monolog", "version": "3.5.0"}],
 "packages-dev": [{"name": "phpunit/phpunit", "version": "10.0"}]})")),
              ElementsAre("2: composer:monolog/monolog 3.5.0 runtime locked indirect",
                          "3: composer:phpunit/phpunit 10.0 development locked indirect"));
  EXPECT_THAT(
      Dependencies(FactsOf("bun-lock", R"({"lockfileVersion": 1,
 "workspaces": {"": {"dependencies": {"hono": "^4"}, "devDependencies": {"@types/bun": "1"}}},
 "packages": {
  "hono": ["hono@4.1.0", "", {}],
  "@types/bun": ["@types/bun@1.1.0", "", {}],
  "bun-types": ["bun-types@1.1.0", "", {}],
 }})")),
      ElementsAre("4: npm:hono 4.1.0 runtime locked", "5: npm:@types/bun 1.1.0 development locked",
                  "6: npm:bun-types 1.1.0 runtime locked indirect"));
  EXPECT_THAT(Dependencies(FactsOf("nuget-lock", R"({"dependencies": {"net8.0": {
 "Dapper": {"type": "Direct", "resolved": "2.1.0"},
 "System.X": {"type": "Transitive", "resolved": "1.0.0"},
 "own": {"type": "Project"}}}})")),
              ElementsAre("2: nuget:Dapper 2.1.0 runtime locked",
                          "3: nuget:System.X 1.0.0 runtime locked indirect"));
  EXPECT_THAT(Dependencies(FactsOf("swift-lock", R"({"pins": [
 {"identity": "vapor", "location": "https://github.com/vapor/vapor.git", "state": {"version": "4.0.0"}}]})")),
              ElementsAre("2: swift:vapor/vapor 4.0.0 runtime locked indirect"));
}

TEST(MixTest, TuplesOfDepsAreDependencies) {
  EXPECT_THAT(Dependencies(FactsOf("mix", R"(defmodule Shop.MixProject do
  def application do
    [extra: {:not, "a"}]
  end
  defp deps do
    [
      {:phoenix, "~> 1.7"},
      # {:hidden, "1"},
      {:credo, "~> 1.7", only: [:dev, :test], runtime: false},
      {:own, path: "../own"}
    ]
  end
end
)")),
              ElementsAre("7: hex:phoenix ~> 1.7 runtime", "9: hex:credo ~> 1.7 development",
                          "10: hex:own runtime"));
}

TEST(SbtTest, ModulesAreDependencies) {
  EXPECT_THAT(Dependencies(FactsOf("sbt", R"(libraryDependencies ++= Seq(
  "org.typelevel" %% "cats-core" % "2.9.0",
  // "org.hidden" % "x" % "1",
  "org.scalatest" %% "scalatest" % scalatestVersion % Test
)
addSbtPlugin("com.typesafe.play" % "sbt-plugin" % "2.9.0")
scalaVersion := "3.3.1"
)")),
              ElementsAre("2: maven:org.typelevel:cats-core 2.9.0 runtime",
                          "4: maven:org.scalatest:scalatest test",
                          "6: maven:com.typesafe.play:sbt-plugin 2.9.0 build"));
}

TEST(SwiftPackageTest, PackagesByAddressAreDependencies) {
  EXPECT_THAT(Dependencies(FactsOf("swift-package", R"(let package = Package(
  name: "shop",
  dependencies: [
    .package(url: "https://github.com/vapor/vapor.git", from: "4.0.0"),
    .package(path: "../own"),
  ],
  targets: [.target(name: "App", dependencies: [.product(name: "Vapor", package: "vapor")])]
)
)")),
              ElementsAre("4: swift:vapor/vapor 4.0.0 runtime"));
}

TEST(CmakeTest, PackagesAndFetchedContentAreDependencies) {
  const FileFacts facts = FactsOf("cmake", R"(cmake_minimum_required(VERSION 3.20)
# find_package(Hidden REQUIRED)
find_package(Boost 1.74 REQUIRED COMPONENTS system)
find_package(OpenSSL)
FetchContent_Declare(
  fmt
  GIT_REPOSITORY "https://github.com/fmtlib/fmt.git"
  GIT_TAG 10.1.0)
set(CMAKE_CXX_STANDARD 20)
if(NOT (A OR B))
endif()
)");
  EXPECT_THAT(Dependencies(facts),
              ElementsAre("3: cmake:Boost 1.74 runtime", "4: cmake:OpenSSL optional",
                          "5: cmake:fmt 10.1.0 runtime"));
  EXPECT_THAT(Settings(facts),
              ElementsAre("1: cmake_minimum_required = 3.20", "9: set.CMAKE_CXX_STANDARD = 20"));
}

TEST(CmakeTest, VcpkgAndConan) {
  EXPECT_THAT(Dependencies(FactsOf("vcpkg", R"({"dependencies": ["fmt",
 {"name": "protobuf", "version>=": "3.21", "host": true}]})")),
              ElementsAre("1: vcpkg:fmt runtime", "2: vcpkg:protobuf 3.21 build"));
  EXPECT_THAT(Dependencies(FactsOf("conan", "[requires]\nfmt/9.1.0\n[generators]\ncmake/x\n")),
              ElementsAre("2: conan:fmt 9.1.0 runtime"));
}

TEST(PubspecTest, SectionsTellTheScope) {
  EXPECT_THAT(Dependencies(FactsOf("pubspec", R"(dependencies:
  flutter: {sdk: flutter}
  http: ^1.1.0
dev_dependencies:
  test: any
)")),
              ElementsAre("3: pub:http ^1.1.0 runtime", "5: pub:test any development"));
}

TEST(CondaTest, IsToldByItsChannels) {
  const FileFacts facts = FactsOf("yaml", R"(name: shop
channels: [conda-forge]
dependencies:
  - python=3.11
  - conda-forge::numpy>=1.26
  - pip:
      - Django==4.2
)");
  EXPECT_EQ(DocumentOf(facts), "conda");
  EXPECT_THAT(Dependencies(facts),
              ElementsAre("4: conda:python =3.11 runtime", "5: conda:numpy >=1.26 runtime",
                          "7: pypi:django ==4.2 runtime"));
}

TEST(SetupPyTest, LiteralRequirementsAreDependencies) {
  EXPECT_THAT(Dependencies(FactsOf("python", R"(from setuptools import setup
setup(
    name="shop",
    install_requires=["Django>=4", extra],
    extras_require={"test": ["pytest"], "s3": ["boto3"]},
    tests_require=["tox"],
)
)")),
              ElementsAre("4: pypi:django >=4 runtime", "5: pypi:pytest test",
                          "5: pypi:boto3 optional", "6: pypi:tox test"));
  EXPECT_THAT(
      Dependencies(FactsOf("python", "def setup(**k): ...\nsetup(install_requires=['a'])\n")),
      IsEmpty());
}

TEST(SetupPyTest, AListThatTheModuleNamesOnceIsRead) {
  EXPECT_THAT(Dependencies(FactsOf("python", R"(import setuptools
install_requires = [
    "requests[socks]>=2",
    "x" if old else "y",
]
EXTRAS = {"dev": ("black",)}
setuptools.setup(
    classifiers=["a"],
    install_requires=install_requires, extras_require=EXTRAS,
    setup_requires=["pytest-runner"],
    tests_require=["pytest"],
)
)")),
              ElementsAre("3: pypi:requests >=2 runtime", "6: pypi:black development",
                          "10: pypi:pytest-runner build", "11: pypi:pytest test"));
}

TEST(SetupPyTest, AListThatIsChangedIsNotKnown) {
  EXPECT_THAT(Dependencies(FactsOf("python", R"(from setuptools import setup
requires = ["requests"]
requires.append("six")
setup(install_requires=requires)
)")),
              IsEmpty());
}

TEST(SetupPyTest, RequirementsBehindManyArgumentsAreRead) {
  std::string text = "from setuptools import setup\nsetup(classifiers=[\n";
  for (int i = 0; i < 100; ++i) text += "'a',\n";
  EXPECT_THAT(Dependencies(FactsOf("python", text + "], install_requires=['b'])\n")),
              ElementsAre("103: pypi:b runtime"));
}

TEST(GoWorkTest, UsedModulesAreSettings) {
  EXPECT_THAT(Settings(FactsOf("go-work", "go 1.22\nuse (\n\t./api\n\t./worker\n)\n")),
              ElementsAre("1: go = 1.22", "3: use = ./api", "4: use = ./worker"));
}

TEST(PipelinesTest, DroneCloudBuildCodeBuildAndAppVeyorRunScripts) {
  const FileFacts drone = FactsOf("yaml", R"(kind: pipeline
type: docker
services:
  - {name: db, image: "postgres:15"}
steps:
  - name: test
    image: golang:1.22
    commands: [go test ./...]
)");
  EXPECT_EQ(DocumentOf(drone), "drone");
  EXPECT_THAT(Dependencies(drone),
              ElementsAre("4: image:postgres 15 test", "7: image:golang 1.22 build"));
  EXPECT_THAT(Commands(drone), ElementsAre("8: [test] go test ./..."));
  const FileFacts woodpecker = FactsOf("woodpecker", R"(variables:
  - &go golang:1.22
steps:
  test:
    image: *go
    commands:
      - go vet ./...
      - go test ./...
services:
  db: {image: "postgres:15"}
)");
  EXPECT_EQ(DocumentOf(woodpecker), "woodpecker");
  EXPECT_THAT(Dependencies(woodpecker),
              ElementsAre("10: image:postgres 15 test", "2: image:golang 1.22 build"));
  EXPECT_THAT(Commands(woodpecker),
              ElementsAre("7: [test] go vet ./...", "8: [test] go test ./..."));
  EXPECT_THAT(Commands(FactsOf("drone", R"(pipeline:
  build:
    image: golang:1.8
    commands: [go build]
)")),
              ElementsAre("4: [build] go build"));
  EXPECT_THAT(Commands(FactsOf("cloudbuild", R"(steps:
  - name: gcr.io/cloud-builders/docker
    args: [build, -t, shop, .]
  - name: gcr.io/google.com/cloudsdktool/cloud-sdk
    entrypoint: bash
    args: [-c, gcloud run deploy shop]
)")),
              ElementsAre("3: [0] docker build -t shop .", "6: [1] gcloud run deploy shop"));
  EXPECT_THAT(
      Commands(FactsOf("yaml", "version: 0.2\nphases:\n  build:\n    commands: [make test]\n")),
      ElementsAre("4: [build] make test"));
  EXPECT_THAT(Commands(FactsOf("appveyor", "test_script:\n  - dotnet test\n  - ps: ./x.ps1\n")),
              ElementsAre("2: [test_script] dotnet test", "3: [test_script] x.ps1"));
}

TEST(KubernetesTest, AListsObjectsAreDocumentsOfTheirOwn) {
  const FileFacts facts = FactsOf("yaml", R"(apiVersion: v1
kind: List
items:
  - apiVersion: v1
    kind: Service
  - apiVersion: apps/v1
    kind: Deployment
    spec: {template: {spec: {containers: [{image: "shop:1"}]}}}
)");
  EXPECT_THAT(Settings(facts), Contains("7: kind = Deployment"));
  EXPECT_EQ(facts.settings.back().part, 1U);
  EXPECT_THAT(Dependencies(facts), ElementsAre("8: image:shop 1 runtime"));
}

TEST(DocumentsTest, AreToldByContent) {
  EXPECT_EQ(DocumentOf(FactsOf(
                "json", R"({"$schema": "https://x/deploymentTemplate.json#", "resources": []})")),
            "arm-template");
  EXPECT_EQ(DocumentOf(FactsOf("json", R"({"panels": [], "schemaVersion": 39})")),
            "grafana-dashboard");
  EXPECT_EQ(DocumentOf(FactsOf("yaml", "apiVersion: 1\ndatasources:\n  - {type: loki, url: x}\n")),
            "grafana-datasources");
}

TEST(CqlTest, EveryStatementIsOfItsDialect) {
  const FileFacts facts = FactsOf("cql", "CREATE TABLE a (b uuid PRIMARY KEY);\n");
  ASSERT_EQ(facts.statements.size(), 1U);
  EXPECT_THAT(facts.statements[0].dialects, ElementsAre("cql"));
}

TEST(LockedJsonTest, BunsWorkspacesAndNestedPackagesAreNotDirect) {
  EXPECT_THAT(Dependencies(FactsOf("bun-lock", R"({"workspaces": {
 "": {"devDependencies": {"zod": "1"}},
 "apps/api": {"dependencies": {"zod": "1"}, "optionalDependencies": {"sharp": "1"}}},
 "packages": {
  "@shop/api": ["@shop/api@workspace:apps/api"],
  "zod": ["zod@3.0.0", "", {}],
  "sharp": ["sharp@0.33.0", "", {}],
  "sharp/zod": ["zod@2.0.0", "", {}],
 }})")),
              ElementsAre("6: npm:zod 3.0.0 runtime locked", "7: npm:sharp 0.33.0 optional locked",
                          "8: npm:zod 2.0.0 runtime locked indirect"));
}

TEST(LockedJsonTest, SwiftPinsOfBranchesAndOtherHosts) {
  EXPECT_THAT(Dependencies(FactsOf("swift-lock", R"({"pins": [{
 "identity": "a",
 "location": "https://gitlab.com/team/a.git",
 "state": {"branch": "main", "revision": "f00"}
}]})")),
              ElementsAre("3: swift:gitlab.com/team/a main runtime locked indirect"));
}

TEST(LockedJsonTest, FeaturesOfVcpkgAreOptional) {
  EXPECT_THAT(Dependencies(FactsOf("vcpkg", R"({"dependencies": [
 "fmt",
 {
  "name": "protobuf", "host": true, "version>=": "3.21"}],
 "features": {
  "tests": {"dependencies": ["gtest"]},
  "tls": {"dependencies": ["openssl"]}}})")),
              ElementsAre("2: vcpkg:fmt runtime", "4: vcpkg:protobuf 3.21 build",
                          "6: vcpkg:gtest test", "7: vcpkg:openssl optional"));
}

TEST(LockedLinesTest, PubTellsDevelopmentAndLeavesOutSdks) {
  EXPECT_THAT(Dependencies(FactsOf("pubspec-lock",
                                   "packages:\n  flutter:\n    dependency: \"direct main\"\n"
                                   "    source: sdk\n    version: \"0.0.0\"\n"
                                   "  mocktail:\n    dependency: \"direct dev\"\n"
                                   "    source: hosted\n    version: \"1.0.0\"\n")),
              ElementsAre("6: pub:mocktail 1.0.0 development locked"));
}

TEST(LockedLinesTest, GradlesConfigurationsTellTheScope) {
  EXPECT_THAT(
      Dependencies(FactsOf("gradle-lock",
                           "a:b:1=compileClasspath,testCompileClasspath\n"
                           "a:c:1=testCompileClasspath,testRuntimeClasspath\n"
                           "a:d:1=annotationProcessor\n")),
      ElementsAre("1: maven:a:b 1 runtime locked indirect", "2: maven:a:c 1 test locked indirect",
                  "3: maven:a:d 1 build locked indirect"));
}

TEST(MixTest, TuplesGoOverLines) {
  EXPECT_THAT(Dependencies(FactsOf("mix", R"(defp deps do
  [
    {:phoenix_live_dashboard,
     "~> 0.8", only: [:dev, :test]},
    {:jason, "~> 1.0", optional: true},
    {:core, in_umbrella: true},
    {:mailer, "~> 1.1", hex: :swoosh}, # {:old, "1"}
    # {:older, "1"},
    {:credo, "~> 1.7", only: :test, runtime: false}
  ]
end
)")),
              ElementsAre("3: hex:phoenix_live_dashboard ~> 0.8 development",
                          "5: hex:jason ~> 1.0 optional", "7: hex:swoosh ~> 1.1 runtime",
                          "9: hex:credo ~> 1.7 test"));
}

TEST(SbtTest, VersionsOfValuesAndScopesOfConfigurations) {
  EXPECT_THAT(Dependencies(FactsOf("sbt", R"(val akkaVersion = "2.6.20"
lazy val V = new { val circe = "0.14" }
libraryDependencies ++= Seq(
  "com.typesafe.akka" %% "akka-actor" % akkaVersion,
  "io.circe" %%% "circe-core" % V.circe % Test,
  "a" % "b" % "1" % "test->test",
  "a" % s"c_$x" % "1"
)
addCompilerPlugin("org.typelevel" % "kind-projector" % "0.13.2")
)")),
              ElementsAre("4: maven:com.typesafe.akka:akka-actor 2.6.20 runtime",
                          "5: maven:io.circe:circe-core 0.14 test", "6: maven:a:b 1 test",
                          "9: maven:org.typelevel:kind-projector 0.13.2 build"));
}

TEST(CmakeTest, PackagesOfCpmGoByTheirNames) {
  EXPECT_THAT(Dependencies(FactsOf("cmake",
                                   "CPMAddPackage(\"gh:fmtlib/fmt#10.1.0\")\n"
                                   "CPMAddPackage(NAME spdlog VERSION 1.12 "
                                   "GITHUB_REPOSITORY gabime/spdlog)\n"
                                   "CPMAddPackage(\"https://x.org/a/b.git@2.0\")\n")),
              ElementsAre("1: cmake:fmt 10.1.0 runtime", "2: cmake:spdlog 1.12 runtime",
                          "3: cmake:b 2.0 runtime"));
}

TEST(ConanTest, RangesAndTestRequirements) {
  EXPECT_THAT(
      Dependencies(FactsOf("conan",
                           "[requires]\nzlib/[>=1.2 <2]\nfmt/10.1.0@team/stable#abc\n"
                           "[test_requires]\ngtest/1.14.0\n[options]\nfmt/*:shared=True\n")),
      ElementsAre("2: conan:zlib [>=1.2 <2] runtime", "3: conan:fmt 10.1.0 runtime",
                  "5: conan:gtest 1.14.0 test"));
}

TEST(HelmTest, RequirementsAndLocks) {
  const std::string requirements =
      "dependencies:\n- repository: https://x.org\n  name: redis\n  version: 17.x\n";
  EXPECT_THAT(Dependencies(FactsOf("yaml", requirements)),
              ElementsAre("3: helm:redis 17.x runtime"));
  EXPECT_THAT(Dependencies(FactsOf("helm-lock", requirements + "digest: sha256:0\ngenerated: x\n")),
              ElementsAre("3: helm:redis 17.x runtime locked"));
}

TEST(CondaTest, EnvironmentWithoutChannels) {
  EXPECT_THAT(Dependencies(FactsOf("yaml",
                                   "name: shop\ndependencies:\n  - python=3.11\n"
                                   "  - conda-forge::NumPy>=1.26\n  - pip:\n"
                                   "    - -r requirements.txt\n    - Flask_Login==0.6\n")),
              ElementsAre("3: conda:python =3.11 runtime", "4: conda:numpy >=1.26 runtime",
                          "7: pypi:flask-login ==0.6 runtime"));
}

TEST(PipfileTest, CategoriesAreScopes) {
  EXPECT_THAT(Dependencies(FactsOf("pipfile",
                                   "[packages]\nflask = \"*\"\n[docs]\nsphinx = \"*\"\n"
                                   "[ml]\ntorch = \"*\"\n[requires]\npython_version = \"3.11\"\n")),
              ElementsAre("2: pypi:flask * runtime", "4: pypi:sphinx * development",
                          "6: pypi:torch * optional"));
}

TEST(GoModTest, ReplacementsExclusionsAndTools) {
  EXPECT_THAT(Settings(FactsOf("go-mod",
                               "module shop.com/api\nreplace shop.com/lib => ../lib\n"
                               "exclude (\n\ta.org/b v1.0.0 // broken\n)\n"
                               "tool a.org/cmd/gen\n")),
              ElementsAre("1: module = shop.com/api", "2: replace.shop\\.com/lib = ../lib",
                          "4: exclude = a.org/b v1.0.0", "6: tool = a.org/cmd/gen"));
}

TEST(YarnLockTest, AliasIsThePackageThatItStandsFor) {
  EXPECT_THAT(Dependencies(FactsOf("yarn-lock",
                                   "old-react@npm:react@^17.0.0:\n  version \"17.0.2\"\n\n"
                                   "\"@a/b@npm:^1\":\n  version: 1.0.0\n")),
              ElementsAre("1: npm:react 17.0.2 runtime locked indirect",
                          "4: npm:@a/b 1.0.0 runtime locked indirect"));
}

TEST(PackageLockTest, WhatAWorkspaceInstallsForItselfIsDirect) {
  EXPECT_THAT(
      Dependencies(FactsOf("package-lock", R"({"lockfileVersion": 3, "packages": {
 "": {"workspaces": ["apps/api"]},
 "apps/api": {"dependencies": {"zod": "^3"}},
 "apps/api/node_modules/zod": {"version": "3.0.0"},
 "apps/api/node_modules/zod/node_modules/zod": {"version": "2.0.0"}}})")),
      ElementsAre("4: npm:zod 3.0.0 runtime locked", "5: npm:zod 2.0.0 runtime locked indirect"));
}

TEST(MsbuildTest, PropertiesImportsAndUpdates) {
  const FileFacts facts = FactsOf("msbuild", R"xml(<Project Sdk="Microsoft.NET.Sdk">
  <Import Project="..\eng\Versions.props" />
  <PropertyGroup><TargetFramework>net8.0</TargetFramework><V>1.2</V></PropertyGroup>
  <ItemGroup Condition="'$(TargetFramework)' == 'net8.0'">
    <PackageReference Include="A;B" Version="$(V)" />
    <PackageReference Update="C" Version="2" />
    <PackageReference Include="D"><PrivateAssets>All</PrivateAssets></PackageReference>
    <DotNetCliToolReference Include="E" Version="1" />
  </ItemGroup>
</Project>)xml");
  EXPECT_THAT(Dependencies(facts), ElementsAre("5: nuget:A 1.2 runtime", "5: nuget:B 1.2 runtime",
                                               "6: nuget:C 2 runtime managed", "7: nuget:D build",
                                               "8: nuget:E 1 build"));
  EXPECT_THAT(Settings(facts),
              ElementsAre("3: properties.TargetFramework = net8.0", "3: properties.V = 1.2",
                          "2: imports[0] = ..\\eng\\Versions.props"));
}

TEST(SwiftPackageTest, RegistryIdentitiesAndTheLineOfTheUrl) {
  EXPECT_THAT(
      Dependencies(FactsOf("swift-package", R"(let package = Package(dependencies: [
    .package(
        url: "https://github.com/vapor/vapor.git",
        from: "4.0.0"),
    .package(id: "mona.LinkedList", exact: "1.2.3"),
    .package(path: "../Own"),
]))")),
      ElementsAre("3: swift:vapor/vapor 4.0.0 runtime", "5: swift:mona.LinkedList 1.2.3 runtime"));
}

TEST(GemspecTest, StringsAsRubygemsWritesThem) {
  EXPECT_THAT(Dependencies(FactsOf("gemspec",
                                   "Gem::Specification.new do |s|\n"
                                   "  s.add_runtime_dependency(%q<json>.freeze, [\"~> 2.0\"])\n"
                                   "end\n")),
              ElementsAre("2: gem:json ~> 2.0 runtime"));
}

TEST(TerraformTest, ModuleOfARepositoryGoesWithoutItsEnding) {
  EXPECT_THAT(Dependencies(FactsOf("terraform", R"(module "a" {
  source = "git::https://github.com/a/b.git//modules/x?ref=v1"
})")),
              ElementsAre("1: terraform:github.com/a/b//modules/x v1 runtime"));
}

TEST(DockerfileImagesTest, CopiedFromAnImageAndPinnedByDigest) {
  EXPECT_THAT(Dependencies(FactsOf("dockerfile",
                                   "FROM node@sha256:abc AS build\n"
                                   "FROM build\n"
                                   "COPY --from=nginx:1.25 /a /a\n"
                                   "COPY --from=build /b /b\n"
                                   "COPY --from=context /c /c\n")),
              ElementsAre("1: image:node sha256:abc build", "3: image:nginx 1.25 build"));
}

TEST(DockerfileImagesTest, OnlyTheTagMayBeAVariables) {
  EXPECT_THAT(Dependencies(FactsOf("dockerfile",
                                   "ARG VERSION\n"
                                   "FROM python:$VERSION-slim AS a\n"
                                   "FROM ${REGISTRY}/shop:1 AS b\n"
                                   "FROM ${IMAGE:-x}\n")),
              ElementsAre("2: image:python $VERSION-slim build", "4: image:x build"));
}

TEST(DockerfileImagesTest, NamesThatEndLikeItAreDockerfilesWhereNoLanguageIsKnown) {
  EXPECT_EQ(FormatOf("docker/Dockerfile-alpine", ""), "dockerfile");
  EXPECT_EQ(FormatOf("deploy/WebDockerfile", ""), "dockerfile");
  EXPECT_NE(FormatOf("docs/Dockerfile-notes.md", "Markdown"), "dockerfile");
}

TEST(DockerfileCommandsTest, FlagsOfRunMayStandOnLinesOfTheirOwn) {
  EXPECT_THAT(Commands(FactsOf("dockerfile",
                               "FROM a\n"
                               "RUN --mount=type=cache,target=/c \\\n"
                               "    --mount=type=bind,source=b,target=b\\\n"
                               "    uv sync && \\\n"
                               "    uv pip list\n")),
              ElementsAre("4: [] uv sync", "5: [] uv pip list"));
}

TEST(SbtTest, NameOfADependencyIsNoVersion) {
  EXPECT_THAT(Dependencies(FactsOf("sbt",
                                   "object V { val cats = \"2.9\" }\n"
                                   "val cats = \"org.typelevel\" %% \"cats-core\" % V.cats\n")),
              ElementsAre("2: maven:org.typelevel:cats-core 2.9 runtime"));
}

}  // namespace
}  // namespace assay
