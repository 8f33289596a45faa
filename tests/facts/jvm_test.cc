#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "tests/facts/manifest_facts.h"

namespace assay {
namespace {

using ::testing::Contains;
using ::testing::ElementsAre;
using ::testing::SizeIs;

TEST(PomTest, DependenciesHaveScopesAndResolvedVersions) {
  EXPECT_THAT(
      Dependencies(FactsOf("pom", R"(<?xml version="1.0"?>
<project>
  <parent>
    <groupId>org.springframework.boot</groupId>
    <artifactId>spring-boot-starter-parent</artifactId>
    <version>3.2.0</version>
  </parent>
  <groupId>com.acme</groupId>
  <properties>
    <jwt.version>0.12.3</jwt.version>
  </properties>
  <dependencyManagement><dependencies><dependency>
    <groupId>io.grpc</groupId><artifactId>grpc-bom</artifactId>
  </dependency></dependencies></dependencyManagement>
  <dependencies>
    <dependency>
      <groupId>io.jsonwebtoken</groupId>
      <artifactId>jjwt-api</artifactId>
      <version>${jwt.version}</version>
    </dependency>
    <!-- <dependency><groupId>x</groupId><artifactId>y</artifactId></dependency> -->
    <dependency>
      <groupId>${project.groupId}</groupId>
      <artifactId>core</artifactId>
      <scope>test</scope>
    </dependency>
    <dependency>
      <groupId>a</groupId>
      <artifactId>b</artifactId>
      <optional>true</optional>
      <version>${unknown}</version>
    </dependency>
  </dependencies>
  <build><plugins><plugin>
    <artifactId>maven-surefire-plugin</artifactId>
  </plugin></plugins></build>
</project>
)")),
      ElementsAre("5: maven:org.springframework.boot:spring-boot-starter-parent 3.2.0 build",
                  "18: maven:io.jsonwebtoken:jjwt-api 0.12.3 runtime",
                  "24: maven:com.acme:core test", "29: maven:a:b ${unknown} optional",
                  "35: maven:org.apache.maven.plugins:maven-surefire-plugin build",
                  "13: maven:io.grpc:grpc-bom runtime managed"));
}

TEST(PomTest, PropertiesAreSettings) {
  EXPECT_THAT(Settings(FactsOf("pom",
                               "<project>\n<properties>\n<java.version>17</java.version>\n"
                               "</properties>\n<packaging>jar</packaging></project>")),
              ElementsAre("3: properties.java\\.version = 17", "5: packaging = jar"));
}

TEST(PomTest, OfPropertiesOfOneNameTheLastHolds) {
  EXPECT_THAT(Dependencies(FactsOf("pom", R"(<project>
<properties><v>1</v><v>2</v><other>3</other></properties>
<dependencies><dependency>
<groupId>g</groupId><artifactId>a</artifactId><version>${v}</version>
</dependency></dependencies></project>)")),
              ElementsAre("4: maven:g:a 2 runtime"));
}

TEST(PomTest, PropertiesThatNameEachOtherEnd) {
  EXPECT_THAT(Dependencies(FactsOf("pom",
                                   "<project><properties><a>${b}x</a><b>${a}y</b></properties>"
                                   "<dependencies><dependency><groupId>g</groupId>"
                                   "<artifactId>i</artifactId><version>${a}</version>"
                                   "</dependency></dependencies></project>")),
              SizeIs(1));
}

TEST(PomTest, BrokenXmlIsADiagnostic) {
  EXPECT_THAT(DiagnosticsOf(FactsOf("pom", "<project>\n<dependencies>\n<dep")),
              ElementsAre(testing::StartsWith("format-error:")));
  FactsOf("pom", Repeat("<a>", 100'000));
  FactsOf("pom", "");
}

TEST(GradleTest, GroovyDeclaresInBothNotations) {
  EXPECT_THAT(
      Dependencies(FactsOf("gradle", R"(buildscript {
    ext.kotlinVersion = '1.9'
    dependencies { classpath "org.jetbrains.kotlin:kotlin-gradle-plugin:$kotlinVersion" }
}
apply plugin: 'io.spring.dependency-management'
dependencies {
    implementation 'a:b:1', 'c:d:2'
    testImplementation group: 'junit', name: 'junit', version: '4.13'
    runtimeOnly('org.postgresql:postgresql') { exclude group: 'x', module: 'y' }
    annotationProcessor 'org.mapstruct:mapstruct-processor:1.5'
    implementation project(':core')
    implementation libs.spring.web
    // implementation 'no:no:1'
    constraints { implementation 'e:f:1' }
}
)")),
      ElementsAre("3: maven:org.jetbrains.kotlin:kotlin-gradle-plugin 1.9 build",
                  "5: maven:io.spring.dependency-management:"
                  "io.spring.dependency-management.gradle.plugin build",
                  "7: maven:a:b 1 runtime", "7: maven:c:d 2 runtime",
                  "8: maven:junit:junit 4.13 test", "9: maven:org.postgresql:postgresql runtime",
                  "10: maven:org.mapstruct:mapstruct-processor 1.5 build",
                  "12: maven:<libs.spring.web> runtime", "14: maven:e:f 1 runtime managed"));
}

TEST(GradleTest, KotlinDeclaresPluginsAndPlatforms) {
  const FileFacts facts = FactsOf("gradle", R"kts(plugins {
    `java-library`
    id("org.springframework.boot") version "3.2.0" apply false
    kotlin("jvm") version "1.9"
    alias(libs.plugins.foo)
}
val jwt = "0.12"
dependencies {
    implementation(platform("a.b:bom:1"))
    api(
        "io.jsonwebtoken:jjwt:$jwt",
    )
    "kapt"("x:y:${z}")
    add("testImplementation", "q.w:e:1@aar")
}
)kts");
  EXPECT_THAT(Dependencies(facts),
              ElementsAre("3: maven:org.springframework.boot:"
                          "org.springframework.boot.gradle.plugin 3.2.0 build",
                          "4: maven:org.jetbrains.kotlin.jvm:"
                          "org.jetbrains.kotlin.jvm.gradle.plugin 1.9 build",
                          "5: maven:<libs.plugins.foo> build", "9: maven:a.b:bom 1 runtime",
                          "11: maven:io.jsonwebtoken:jjwt 0.12 runtime", "13: maven:x:y ${z} build",
                          "14: maven:q.w:e 1 test"));
  EXPECT_THAT(Settings(facts), Contains("2: plugins.java-library = "));
}

TEST(GradleTest, CasesHoldWhatTheirBlockHolds) {
  EXPECT_THAT(Dependencies(FactsOf("gradle", R"(dependencies {
  switch (provider) {
    case "consul": {
      implementation 'a.b:consul:1'
      break;
    }
    default: {
      testImplementation 'a.b:none'
    }
  }
}
x: { api 'not:this' }
)")),
              ElementsAre("4: maven:a.b:consul 1 runtime", "8: maven:a.b:none test"));
}

TEST(GradleTest, PlatformOfAProjectsDependenciesIsNoProject) {
  EXPECT_THAT(Dependencies(FactsOf("gradle", R"(dependencies {
  implementation(project.dependencies.platform("a.b:bom:1"))
  implementation(project(":own"))
})")),
              ElementsAre("2: maven:a.b:bom 1 runtime"));
}

TEST(GradleTest, BrokenInputEnds) {
  for (const std::string_view text :
       {"dependencies {", "dependencies { x(", "plugins { id(\"", "'''", "/*", "}}}",
        "dependencies { a 'b:c:d", "apply plugin:", "dependencies { }\n) ] {", "`"}) {
    FactsOf("gradle", text);
  }
  FactsOf("gradle", Repeat("dependencies { implementation(", 20'000));
}

TEST(VersionCatalogTest, AliasesNameArtifacts) {
  EXPECT_THAT(Dependencies(FactsOf("version-catalog", R"([versions]
spring = "3.2"
[libraries]
web = { module = "org.springframework:spring-web", version.ref = "spring" }
gson = "com.google.code.gson:gson:2.10"
pg = { group = "org.postgresql", name = "postgresql" }
[plugins]
boot = { id = "org.springframework.boot", version = "3.2" }
)")),
              ElementsAre("4: maven:org.springframework:spring-web 3.2 runtime managed",
                          "5: maven:com.google.code.gson:gson 2.10 runtime managed",
                          "6: maven:org.postgresql:postgresql runtime managed",
                          "8: maven:org.springframework.boot:"
                          "org.springframework.boot.gradle.plugin 3.2 build managed"));
}

}  // namespace
}  // namespace assay
