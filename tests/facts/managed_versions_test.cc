#include "facts/managed_versions.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <string>

#include "tests/facts/joined_manifests.h"

namespace assay {
namespace {

using ::testing::Contains;
using ::testing::ElementsAre;

std::string Pom(const std::string& artifact, const std::string& body) {
  return "<project><groupId>com.shop</groupId><artifactId>" + artifact +
         "</artifactId><version>1.0</version>\n" + body + "</project>\n";
}
std::string Child(const std::string& body, const std::string& parent = "shop",
                  const std::string& place = "") {
  return "<project><artifactId>api</artifactId><parent><groupId>com.shop</groupId>"
         "<artifactId>" +
         parent + "</artifactId><version>1.0</version>" + place + "</parent>\n" + body +
         "</project>\n";
}
std::string Requires(const std::string& artifact, const std::string& version = "",
                     const std::string& scope = "") {
  return "<dependencies><dependency><groupId>org.x</groupId><artifactId>" + artifact +
         "</artifactId>" + (version.empty() ? "" : "<version>" + version + "</version>") +
         (scope.empty() ? "" : "<scope>" + scope + "</scope>") + "</dependency></dependencies>\n";
}
std::string Managed(const std::string& dependencies) {
  return "<dependencyManagement>" + dependencies + "</dependencyManagement>\n";
}
std::string Properties(const std::string& name, const std::string& value) {
  return "<properties><" + name + ">" + value + "</" + name + "></properties>\n";
}

TEST(MavenVersionsTest, ParentManagesAVersionByItsProperty) {
  EXPECT_THAT(Joined({{"pom.xml", Pom("shop", Properties("x.version", "2.5") +
                                                  Managed(Requires("core", "${x.version}")))},
                      {"api/pom.xml", Child(Requires("core"))}},
                     "api/pom.xml"),
              ElementsAre("1: maven:com.shop:shop 1.0 build", "2: maven:org.x:core 2.5 runtime"));
}

TEST(MavenVersionsTest, ChildsPropertyBeatsItsParents) {
  EXPECT_THAT(
      Joined({{"pom.xml", Pom("shop", Properties("v", "1") + Managed(Requires("core", "${v}")))},
              {"api/pom.xml", Child(Properties("v", "2") + Requires("core"))}},
             "api/pom.xml"),
      Contains("3: maven:org.x:core 2 runtime"));
}

TEST(MavenVersionsTest, PropertyOfAGrandparentIsAVersion) {
  const std::string middle =
      "<project><artifactId>mid</artifactId><parent><groupId>com.shop</groupId>"
      "<artifactId>shop</artifactId><version>1.0</version></parent></project>";
  EXPECT_THAT(Joined({{"pom.xml", Pom("shop", Properties("v", "3"))},
                      {"mid/pom.xml", middle},
                      {"mid/api/pom.xml", Child(Requires("core", "${v}"), "mid")}},
                     "mid/api/pom.xml"),
              Contains("2: maven:org.x:core 3 runtime"));
}

TEST(MavenVersionsTest, ManagedScopeIsOfWhoSaysNone) {
  EXPECT_THAT(Joined({{"pom.xml", Pom("shop", Managed(Requires("core", "1", "test")))},
                      {"api/pom.xml", Child(Requires("core"))}},
                     "api/pom.xml"),
              Contains("2: maven:org.x:core 1 test"));
}

TEST(MavenVersionsTest, ImportedBomOfTheRepositoryManages) {
  const std::string import = Managed(
      "<dependencies><dependency><groupId>com.shop</groupId><artifactId>bom</artifactId>"
      "<version>${project.version}</version><type>pom</type><scope>import</scope></dependency>"
      "</dependencies>");
  EXPECT_THAT(
      Joined({{"pom.xml", Pom("shop", import)},
              {"bom/pom.xml", Pom("bom", Properties("v", "7") + Managed(Requires("core", "${v}")))},
              {"api/pom.xml", Child(Requires("core"))}},
             "api/pom.xml"),
      Contains("2: maven:org.x:core 7 runtime"));
}

TEST(MavenVersionsTest, AnotherProjectsPomAboveIsNoParent) {
  EXPECT_THAT(Joined({{"pom.xml", Pom("other", Managed(Requires("core", "1")))},
                      {"api/pom.xml", Child(Requires("core"))}},
                     "api/pom.xml"),
              Contains("2: maven:org.x:core runtime"));
}

TEST(MavenVersionsTest, ParentIsFoundByItsPathOrItsCoordinates) {
  const std::string parent = Pom("shop", Managed(Requires("core", "4")));
  EXPECT_THAT(Joined({{"build/parent/pom.xml", parent},
                      {"api/pom.xml", Child(Requires("core"), "shop",
                                            "<relativePath>../build/parent</relativePath>")}},
                     "api/pom.xml"),
              Contains("2: maven:org.x:core 4 runtime"));
  EXPECT_THAT(Joined({{"build/parent/pom.xml", parent},
                      {"api/pom.xml", Child(Requires("core"), "shop", "<relativePath/>")}},
                     "api/pom.xml"),
              Contains("2: maven:org.x:core 4 runtime"));
}

TEST(MavenVersionsTest, ParentsThatNameEachOtherEnd) {
  EXPECT_THAT(Joined({{"a/pom.xml",
                       "<project><groupId>g</groupId><artifactId>a</artifactId>"
                       "<parent><groupId>g</groupId><artifactId>b</artifactId>"
                       "<version>1</version><relativePath>../b</relativePath></parent>" +
                           Requires("core", "${v}") + "</project>"},
                      {"b/pom.xml",
                       "<project><groupId>g</groupId><artifactId>b</artifactId>"
                       "<parent><groupId>g</groupId><artifactId>a</artifactId>"
                       "<version>1</version><relativePath>../a</relativePath></parent>"
                       "</project>"}},
                     "a/pom.xml"),
              Contains("1: maven:org.x:core ${v} runtime"));
}

TEST(MavenVersionsTest, PluginsAreManagedApartFromDependencies) {
  const std::string plugins =
      "<build><pluginManagement><plugins><plugin><artifactId>core</artifactId>"
      "<version>9</version></plugin></plugins></pluginManagement></build>";
  EXPECT_THAT(
      Joined({{"pom.xml", Pom("shop", plugins)},
              {"api/pom.xml", Child("<build><plugins><plugin><artifactId>core</artifactId></plugin>"
                                    "</plugins></build>")}},
             "api/pom.xml"),
      Contains("2: maven:org.apache.maven.plugins:core 9 build"));
}

const char* const kCatalog = R"([versions]
kotlin = "1.9.0"
spring-boot = { strictly = "3.2.0" }

[libraries]
spring-boot-web = { module = "org.springframework.boot:spring-boot-starter-web", version.ref = "spring-boot" }
junit_jupiter = { group = "org.junit.jupiter", name = "junit-jupiter", version = "5.10.0" }
guava = "com.google.guava:guava:33.0"

[bundles]
web = ["spring-boot-web", "guava"]

[plugins]
kotlin-jvm = { id = "org.jetbrains.kotlin.jvm", version.ref = "kotlin" }
)";

TEST(GradleVersionsTest, AccessorsAreTheCataloguesEntries) {
  EXPECT_THAT(Joined({{"gradle/libs.versions.toml", kCatalog}, {"api/build.gradle.kts", R"(plugins {
    alias(libs.plugins.kotlin.jvm) apply false
}
dependencies {
    implementation(libs.spring.boot.web)
    testImplementation(libs.junit.jupiter) { isTransitive = false }
    api(platform(libs.guava.get()))
    implementation("a.b:c:${libs.versions.kotlin.get()}")
    implementation(libs.unknown)
}
)"}},
                     "api/build.gradle.kts"),
              ElementsAre("2: maven:org.jetbrains.kotlin.jvm:org.jetbrains.kotlin.jvm.gradle.plugin"
                          " 1.9.0 build",
                          "5: maven:org.springframework.boot:spring-boot-starter-web 3.2.0 runtime",
                          "6: maven:org.junit.jupiter:junit-jupiter 5.10.0 test",
                          "7: maven:com.google.guava:guava 33.0 runtime",
                          "8: maven:a.b:c 1.9.0 runtime", "9: maven:<libs.unknown> runtime"));
}

TEST(GradleVersionsTest, BundleIsAllOfItsEntries) {
  EXPECT_THAT(Joined({{"gradle/libs.versions.toml", kCatalog},
                      {"build.gradle", "dependencies {\n  implementation libs.bundles.web\n}\n"}},
                     "build.gradle"),
              ElementsAre("2: maven:org.springframework.boot:spring-boot-starter-web 3.2.0 runtime",
                          "2: maven:com.google.guava:guava 33.0 runtime"));
}

TEST(GradleVersionsTest, SettingsScriptNamesFurtherCatalogues) {
  EXPECT_THAT(
      Joined(
          {{"settings.gradle.kts", R"(dependencyResolutionManagement {
    versionCatalogs {
        create("testLibs") { from(files("gradle/test.versions.toml")) }
        create("deps") {
            version("x", "2")
            library("x-core", "org.x", "core").versionRef("x")
        }
    }
}
)"},
           {"gradle/test.versions.toml", "[libraries]\nassertj = \"org.assertj:assertj-core:3\"\n"},
           {"build.gradle.kts",
            "dependencies {\n  testImplementation(testLibs.assertj)\n"
            "  implementation(deps.x.core)\n}\n"}},
          "build.gradle.kts"),
      ElementsAre("2: maven:org.assertj:assertj-core 3 test", "3: maven:org.x:core 2 runtime"));
}

TEST(GradleVersionsTest, VersionsOfPropertiesAndOfScriptsAbove) {
  EXPECT_THAT(
      Joined({{"gradle.properties", "ktorVersion=2.3.0\n"},
              {"build.gradle",
               "ext {\n  set('jacksonVersion', \"2.15.0\")\n}\next.slf4j = '2.0'\n"
               "apply from: \"$rootDir/gradle/more.gradle\"\n"},
              {"gradle/more.gradle", "ext {\n  versions = [ guava: '33.0' ]\n}\n"},
              {"api/build.gradle",
               "dependencies {\n"
               "  implementation \"io.ktor:ktor:$ktorVersion\"\n"
               "  implementation \"com.f:jackson:${rootProject.ext.jacksonVersion}\"\n"
               "  implementation group: 'org.slf4j', name: 'slf4j-api', version: slf4j\n"
               "  implementation \"com.g:guava:${versions.guava}\"\n"
               "  implementation \"com.h:unknown:$nobody\"\n"
               "}\n"}},
             "api/build.gradle"),
      ElementsAre("2: maven:io.ktor:ktor 2.3.0 runtime", "3: maven:com.f:jackson 2.15.0 runtime",
                  "4: maven:org.slf4j:slf4j-api 2.0 runtime", "5: maven:com.g:guava 33.0 runtime",
                  "6: maven:com.h:unknown $nobody runtime"));
}

TEST(GradleVersionsTest, PlatformOfTheBuildDecidesVersions) {
  EXPECT_THAT(
      Joined({{"settings.gradle", "include 'platform', 'api'\n"},
              {"gradle/libs.versions.toml", kCatalog},
              {"build.gradle",
               "subprojects {\n  dependencies {\n    api platform(project(':platform'))\n  }\n}\n"},
              {"platform/build.gradle",
               "dependencies {\n  constraints {\n    api 'org.x:core:2'\n    api libs.guava\n  "
               "}\n}\n"},
              {"api/build.gradle",
               "dependencies {\n  api 'org.x:core'\n  api 'com.google.guava:guava'\n"
               "  api 'org.y:z'\n}\n"}},
             "api/build.gradle"),
      ElementsAre("2: maven:org.x:core 2 runtime", "3: maven:com.google.guava:guava 33.0 runtime",
                  "4: maven:org.y:z runtime"));
}

TEST(NugetVersionsTest, CentralVersionIsTheProjects) {
  const std::string central = R"xml(<Project>
  <PropertyGroup><EfVersion>8.0.1</EfVersion></PropertyGroup>
  <ItemGroup>
    <PackageVersion Include="Dapper" Version="2.1.0" />
    <PackageVersion Include="Microsoft.EntityFrameworkCore" Version="$(EfVersion)" />
    <PackageVersion Include="Serilog" Version="$(SerilogVersion)" />
  </ItemGroup>
</Project>)xml";
  const std::string project = R"(<Project Sdk="Microsoft.NET.Sdk">
  <ItemGroup>
    <PackageReference Include="dapper" />
    <PackageReference Include="Microsoft.EntityFrameworkCore" />
    <PackageReference Include="Serilog" />
    <PackageReference Include="Own" VersionOverride="1.0" />
  </ItemGroup>
</Project>)";
  EXPECT_THAT(Joined({{"Directory.Packages.props", central},
                      {"Directory.Build.props",
                       "<Project><PropertyGroup><SerilogVersion>3.1</SerilogVersion>"
                       "</PropertyGroup></Project>"},
                      {"src/Api/Api.csproj", project}},
                     "src/Api/Api.csproj"),
              ElementsAre("3: nuget:dapper 2.1.0 runtime",
                          "4: nuget:Microsoft.EntityFrameworkCore 8.0.1 runtime",
                          "5: nuget:Serilog 3.1 runtime", "6: nuget:Own 1.0 runtime"));
}

TEST(NugetVersionsTest, NearestFileHoldsUnlessItImportsTheOneAbove) {
  const std::string above =
      "<Project><ItemGroup><PackageVersion Include=\"A\" Version=\"1\"/></ItemGroup></Project>";
  const std::string project =
      "<Project><ItemGroup><PackageReference Include=\"A\"/></ItemGroup></Project>";
  EXPECT_THAT(Joined({{"Directory.Packages.props", above},
                      {"tests/Directory.Packages.props", "<Project></Project>"},
                      {"tests/T.csproj", project}},
                     "tests/T.csproj"),
              ElementsAre("1: nuget:A runtime"));
  EXPECT_THAT(Joined({{"Directory.Packages.props", above},
                      {"tests/Directory.Packages.props",
                       "<Project><Import Project=\"$([MSBuild]::GetPathOfFileAbove("
                       "Directory.Packages.props, $(MSBuildThisFileDirectory)..))\"/></Project>"},
                      {"tests/T.csproj", project}},
                     "tests/T.csproj"),
              ElementsAre("1: nuget:A 1 runtime"));
}

TEST(CargoVersionsTest, MembersTakeTheWorkspacesVersionAndName) {
  EXPECT_THAT(Joined({{"Cargo.toml", R"([workspace]
members = ["crates/*"]
[workspace.dependencies]
serde = { version = "1.0", features = ["derive"] }
old-rand = { package = "rand", version = "0.7" }
)"},
                      {"crates/api/Cargo.toml", R"([package]
name = "api"
[dependencies]
serde.workspace = true
old-rand = { workspace = true, optional = true }
[dev-dependencies]
tokio = { workspace = true }
)"}},
                     "crates/api/Cargo.toml"),
              ElementsAre("4: cargo:serde 1.0 runtime", "5: cargo:rand 0.7 optional",
                          "7: cargo:tokio development"));
}

TEST(NpmVersionsTest, CatalogsOfPnpmYarnAndBun) {
  const std::string package = R"({"dependencies": {
 "react": "catalog:",
 "zod": "catalog:next"},
 "devDependencies": {
 "vitest": "catalog:default"}})";
  const std::vector<std::string> expected = {"2: npm:react ^18.2.0 runtime",
                                             "3: npm:zod ^4.0.0 runtime",
                                             "5: npm:vitest ^1.0.0 development"};
  const std::string yaml =
      "catalog:\n  react: ^18.2.0\n  vitest: ^1.0.0\n  zod: ^3.0.0\ncatalogs:\n  next:\n"
      "    zod: ^4.0.0\n";
  EXPECT_EQ(Joined({{"pnpm-workspace.yaml", "packages: [apps/*]\n" + yaml},
                    {"apps/web/package.json", package}},
                   "apps/web/package.json"),
            expected);
  EXPECT_EQ(
      Joined({{".yarnrc.yml", yaml}, {"apps/web/package.json", package}}, "apps/web/package.json"),
      expected);
  EXPECT_EQ(Joined({{"package.json", R"({"workspaces": {"packages": ["apps/*"],
 "catalog": {"react": "^18.2.0", "vitest": "^1.0.0", "zod": "^3.0.0"},
 "catalogs": {"next": {"zod": "^4.0.0"}}}})"},
                    {"apps/web/package.json", package}},
                   "apps/web/package.json"),
            expected);
}

TEST(NpmVersionsTest, AliasInACatalogIsNamedByTheAlias) {
  EXPECT_THAT(Joined({{"pnpm-workspace.yaml",
                       "catalog:\n  native: npm:typescript@7\n  typescript: npm:ts6@6\n"},
                      {"package.json",
                       R"({"dependencies": {"native": "catalog:", "typescript": "catalog:"}})"}},
                     "package.json"),
              ElementsAre("1: npm:typescript 7 runtime", "1: npm:ts6 6 runtime"));
}

TEST(ManagedVersionsTest, EntryOfACatalogueDeclaresNothing) {
  SourceFile file;
  file.path = "gradle/libs.versions.toml";
  file.format = "version-catalog";
  const LinkInput input = LinkInput::Of(file, FactsOf(file.format, kCatalog));
  EXPECT_FALSE(Links::Build({file}, {input}).declared().contains("maven:com.google.guava:guava"));

  SourceFile script;
  script.path = "build.gradle";
  script.format = "gradle";
  const LinkInput naming = LinkInput::Of(
      script, FactsOf(script.format, "dependencies {\n  implementation libs.guava\n}\n"));
  EXPECT_TRUE(Links::Build({script, file}, {naming, input})
                  .declared()
                  .contains("maven:com.google.guava:guava"));
}

}  // namespace
}  // namespace assay
