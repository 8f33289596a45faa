// Each limit of a join that a small repository can reach is told.
#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <map>
#include <string>
#include <vector>

#include "facts/extract.h"
#include "facts/link.h"
#include "tests/facts/facts_of.h"

namespace assay {
namespace {

using ::testing::ElementsAre;
using ::testing::IsEmpty;

constexpr const char* kChain =
    ": more than 32 manifests decide for this one; the others are not asked";
constexpr const char* kText =
    ": a name or version needs more than 32 replacements or 512 bytes; the rest is left as written";

// "path: message" of what Link tells of a repository of literal files.
std::vector<std::string> Told(const std::map<std::string, std::string>& texts,
                              Purpose purpose = Purpose::kProduct, unsigned threads = 1,
                              const Limits& limits = {}) {
  std::vector<SourceFile> files;
  std::vector<LinkInput> inputs;
  for (const auto& [path, text] : texts) {
    SourceFile file;
    file.path = path;
    file.format = path.ends_with(".sh") ? "shell" : FormatOf(path, "");
    file.purpose = purpose;
    inputs.push_back(LinkInput::Of(file, FactsOf(file.format, text)));
    files.push_back(std::move(file));
  }
  std::vector<std::string> told;
  const Links links = Links::Build(files, inputs, threads, limits);
  for (const Diagnostic& one : links.diagnostics()) {
    EXPECT_EQ(one.code, "join-limit");
    told.push_back(one.path + ": " + one.message);
  }
  return told;
}

std::string Repeated(int count, const std::string& text) {
  std::string all;
  for (int i = 0; i < count; ++i) all += text;
  return all;
}

// A pom that inherits from the one in the folder above, but for the first.
std::string Pom(int number, const std::string& body = "") {
  const std::string parent = number == 0 ? ""
                                         : "<parent><groupId>g</groupId><artifactId>a" +
                                               std::to_string(number - 1) +
                                               "</artifactId><version>1</version></parent>";
  return "<project>" + parent + "<groupId>g</groupId><artifactId>a" + std::to_string(number) +
         "</artifactId><version>1</version>" + body + "</project>";
}

std::string Uses(const std::string& version) {
  return "<dependencies><dependency><groupId>o</groupId><artifactId>x</artifactId>" +
         (version.empty() ? "" : "<version>" + version + "</version>") +
         "</dependency></dependencies>";
}

// As many poms, each the parent of the next; the last uses what one of them may manage.
std::map<std::string, std::string> Poms(int count) {
  std::map<std::string, std::string> poms;
  for (int i = 0; i < count; ++i)
    poms[Repeated(i, "p/") + "pom.xml"] = Pom(i, i + 1 == count ? Uses("") : "");
  return poms;
}

TEST(JoinLimitsTest, ParentsOfMavenAreTold) {
  EXPECT_THAT(Told(Poms(32)), IsEmpty());
  EXPECT_THAT(Told(Poms(33)), ElementsAre(Repeated(32, "p/") + "pom.xml" + kChain));
}

TEST(JoinLimitsTest, PropertiesOfMavenAreTold) {
  const auto with = [](const std::string& value) {
    return Told({{"pom.xml", Pom(0, "<properties><v>" + value + "</v><w>" + std::string(200, '1') +
                                        "</w></properties>")},
                 {"p/pom.xml", Pom(1, Uses("${v}"))}});
  };
  EXPECT_THAT(with("${w}${w}"), IsEmpty());
  EXPECT_THAT(with("${w}${w}${w}"), ElementsAre(std::string("p/pom.xml") + kText));
  EXPECT_THAT(with("${v}"), ElementsAre(std::string("p/pom.xml") + kText));
}

// A pom that imports as many others of the repository.
std::map<std::string, std::string> Boms(int count) {
  std::map<std::string, std::string> poms;
  std::string imports;
  for (int i = 0; i < count; ++i) {
    const std::string name = "b" + std::to_string(i);
    poms[name + "/pom.xml"] = "<project><groupId>g</groupId><artifactId>" + name +
                              "</artifactId><version>1</version></project>";
    // Twice: what is imported again is no other.
    imports += Repeated(2, "<dependency><groupId>g</groupId><artifactId>" + name +
                               "</artifactId><version>1</version><type>pom</type>"
                               "<scope>import</scope></dependency>");
  }
  poms["pom.xml"] = Pom(0, "<dependencyManagement><dependencies>" + imports +
                               "</dependencies></dependencyManagement>" + Uses(""));
  return poms;
}

TEST(JoinLimitsTest, BomsAreTold) {
  EXPECT_THAT(Told(Boms(63)), IsEmpty());
  EXPECT_THAT(Told(Boms(64)),
              ElementsAre("pom.xml: more than 63 BOMs are imported; the others are not asked"));
}

// Files of settings, each in a folder of the one before; the last is that of a script too.
std::map<std::string, std::string> Builds(int count) {
  std::map<std::string, std::string> files;
  for (int i = 0; i < count; ++i) files[Repeated(i, "p/") + "gradle.properties"] = "a=1\n";
  files[Repeated(count - 1, "p/") + "build.gradle"] = "dependencies { api \"d:e:$v\" }\n";
  return files;
}

TEST(JoinLimitsTest, FoldersAboveAGradleScriptAreTold) {
  EXPECT_THAT(Told(Builds(32)), IsEmpty());
  EXPECT_THAT(Told(Builds(33)), ElementsAre(Repeated(32, "p/") + "build.gradle" + kChain));
}

TEST(JoinLimitsTest, BundlesAreTold) {
  const auto with = [](int count) {
    return Told({{"gradle/libs.versions.toml", "[libraries]\na = \"b:c:1\"\n[bundles]\nx = [" +
                                                   Repeated(count, "\"a\",") + "]\n"},
                 {"build.gradle", "dependencies { implementation(libs.bundles.x) }\n"}});
  };
  EXPECT_THAT(with(256), IsEmpty());
  EXPECT_THAT(with(257),
              ElementsAre("gradle/libs.versions.toml: a bundle has more than 256 entries; the "
                          "others are not told"));
}

// A project that imports a file, which imports the next.
std::map<std::string, std::string> Imports(int count) {
  std::map<std::string, std::string> files;
  for (int i = 0; i < count; ++i) {
    files[i == 0 ? "a.csproj" : "i" + std::to_string(i) + ".props"] =
        "<Project><Import Project=\"i" + std::to_string(i + 1) + ".props\"/>" +
        (i == 0 ? "<ItemGroup><PackageReference Include=\"A\"/></ItemGroup>" : "") + "</Project>";
  }
  return files;
}

TEST(JoinLimitsTest, ImportsOfAProjectAreTold) {
  EXPECT_THAT(Told(Imports(32)), IsEmpty());
  EXPECT_THAT(Told(Imports(33)), ElementsAre(std::string("a.csproj") + kChain));
}

TEST(JoinLimitsTest, EntriesOfAManifestAreTold) {
  EXPECT_THAT(Told({{"gradle.properties", Repeated(20'000, "a=1\n")}}), IsEmpty());
  EXPECT_THAT(Told({{"gradle.properties", Repeated(20'001, "a=1\n")}}),
              ElementsAre("gradle.properties: more than 20000 dependencies or properties; the "
                          "others are not joined"));
}

TEST(JoinLimitsTest, WorkspacesAreTold) {
  const auto with = [](int count) {
    return Told({{"package.json", "{\"workspaces\": [" + Repeated(count, "\"a\", ") + "\"b\"]}"}});
  };
  EXPECT_THAT(with(255), IsEmpty());
  EXPECT_THAT(with(256),
              ElementsAre("package.json: more than 256 workspaces; the others name no locked "
                          "package"));
}

std::vector<std::string> ToldWithin(std::size_t steps,
                                    const std::map<std::string, std::string>& texts) {
  Limits limits;
  limits.join_steps = steps;
  return Told(texts, Purpose::kProduct, 1, limits);
}

TEST(JoinLimitsTest, ManagedEntriesThatAreLookedAtAreTold) {
  const auto managed = [](const std::string& artifact) {
    return "<dependency><groupId>o</groupId><artifactId>" + artifact +
           "</artifactId><version>1</version></dependency>";
  };
  const std::map<std::string, std::string> poms = {
      {"pom.xml", Pom(0, "<dependencyManagement><dependencies>" + managed("w") + managed("x") +
                             "</dependencies></dependencyManagement>")},
      {"p/pom.xml", Pom(1, Uses(""))}};
  EXPECT_THAT(ToldWithin(2, poms), IsEmpty());
  EXPECT_THAT(ToldWithin(1, poms),
              ElementsAre("p/pom.xml: more than 1 managed entries are looked at; the others are "
                          "not"));
}

TEST(JoinLimitsTest, FoldersThatAreComparedWithWorkspacesAreTold) {
  const std::map<std::string, std::string> files = {
      {"package.json", R"({"workspaces": ["libs/*"]})"},
      {"libs/a/package.json", "{}"},
      {"yarn.lock", ""}};
  EXPECT_THAT(ToldWithin(2, files), IsEmpty());
  EXPECT_THAT(ToldWithin(1, files),
              ElementsAre("yarn.lock: more than 1 folders are compared with workspaces; which "
                          "packages those name is not told"));
}

TEST(JoinLimitsTest, ApplicationsThatAreComparedWithAnUmbrellaAreTold) {
  const std::map<std::string, std::string> files = {
      {"mix.exs", ""}, {"apps/a/mix.exs", ""}, {"mix.lock", ""}};
  EXPECT_THAT(ToldWithin(2, files), IsEmpty());
  EXPECT_EQ(ToldWithin(1, files).size(), 1U);
}

TEST(JoinLimitsTest, NamesOfTooManyThingsAreTold) {
  const std::string workload =
      "apiVersion: apps/v1\nkind: Deployment\nmetadata: {name: web}\nspec: {template: {"
      "metadata: {labels: {app: web}}, spec: {containers: [{name: web, image: shop}]}}}\n---\n";
  const std::string scaler =
      "apiVersion: autoscaling/v2\nkind: HorizontalPodAutoscaler\nmetadata: {name: web}\n"
      "spec: {scaleTargetRef: {apiVersion: apps/v1, kind: Deployment, name: web}}\n";
  EXPECT_THAT(Told({{"a.yaml", Repeated(64, workload) + scaler}}), IsEmpty());
  EXPECT_THAT(Told({{"a.yaml", Repeated(65, workload) + scaler}}),
              ElementsAre("a.yaml: more than 64 things have a name that is said here; none is "
                          "joined"));
}

// The job's name and its script are two of the values.
std::map<std::string, std::string> Needs(int count) {
  return {{".gitlab-ci.yml", "a:\n  script: [make]\n  needs: [" + Repeated(count, "b,") + "]\n"}};
}

TEST(JoinLimitsTest, ValuesThatNameThingsAreTold) {
  EXPECT_THAT(Told(Needs(19'999)), IsEmpty());
  EXPECT_THAT(Told(Needs(20'000)), ElementsAre(".gitlab-ci.yml: more than 20000 values name "
                                               "things; the others are not joined"));
}

TEST(JoinLimitsTest, ImagesThatAreBuiltAreTold) {
  const auto make = [](int count) {
    return Told({{"Makefile", "all:\n" + Repeated(count, "\tdocker build .\n")}});
  };
  EXPECT_THAT(make(1'000), IsEmpty());
  EXPECT_THAT(make(1'001), ElementsAre("Makefile: more than 1000 images are built; the others are "
                                       "not joined"));
  const auto steps = [](int count) {
    return Told(
        {{".github/workflows/ci.yml",
          "on: push\njobs:\n  a:\n    runs-on: x\n    steps:\n" +
              Repeated(count,
                       "      - {uses: docker/build-push-action@v6, with: {context: .}}\n")}});
  };
  EXPECT_THAT(steps(1'000), IsEmpty());
  EXPECT_THAT(steps(1'001), ElementsAre(".github/workflows/ci.yml: more than 1000 images are "
                                        "built; the others are not joined"));
}

TEST(JoinLimitsTest, UsingsOfAProjectAreTold) {
  const auto project = [](int usings) {
    return Told(
        {{"api/Api.csproj", "<Project><ItemGroup>" + Repeated(usings, "<Using Include=\"A.B\" />") +
                                "</ItemGroup></Project>"}});
  };
  EXPECT_THAT(project(4'000), IsEmpty());
  EXPECT_THAT(project(4'001), ElementsAre("api/Api.csproj: more than 4000 usings; the others open "
                                          "nothing in other files"));
}

// A script that sources one that sources the next.
std::map<std::string, std::string> Sources(int count) {
  std::map<std::string, std::string> scripts{{"a.sh", "source ./s1.sh\n"}};
  for (int i = 1; i < count; ++i)
    scripts["s" + std::to_string(i) + ".sh"] = "source ./s" + std::to_string(i + 1) + ".sh\n";
  return scripts;
}

TEST(JoinLimitsTest, ScriptsThatAreSourcedAreTold) {
  EXPECT_THAT(Told(Sources(64)), IsEmpty());
  EXPECT_THAT(Told(Sources(65)),
              ElementsAre("a.sh: more than 63 scripts are sourced; functions of the others are "
                          "taken for programs"));
}

// Modules of which each has its name from the next, the last from a library.
std::vector<std::string> ToldOfName(int modules) {
  std::vector<SourceFile> files;
  std::vector<LinkInput> inputs;
  std::vector<FileFacts> facts;
  for (int i = 0; i <= modules; ++i) {
    SourceFile file;
    file.path = "shop/m" + std::to_string(i) + ".py";
    file.format = "python";
    const std::string from = i == modules ? "redis" : ".m" + std::to_string(i + 1);
    facts.push_back(FactsOf("python", "from " + from + " import Redis\nRedis()\n"));
    inputs.push_back(LinkInput::Of(file, facts.back()));
    files.push_back(std::move(file));
  }
  const Links links = Links::Build(files, inputs);
  links.Apply(0, facts[0]);
  std::vector<std::string> told;
  for (const Diagnostic& one : facts[0].diagnostics)
    told.push_back(one.code + " " + one.path + ": " + one.message);
  return told;
}

TEST(JoinLimitsTest, NamesThatAreFollowedTooFarAreTold) {
  EXPECT_THAT(ToldOfName(30), IsEmpty());
  EXPECT_THAT(ToldOfName(70), ElementsAre("join-limit shop/m0.py: a name is followed through more "
                                          "than 64 steps or 1000 wildcards; it is left as it is"));
}

TEST(JoinLimitsTest, VendoredFilesTellNothing) {
  EXPECT_THAT(Told(Poms(33), Purpose::kVendored), IsEmpty());
  EXPECT_THAT(Told(Needs(20'000), Purpose::kVendored), IsEmpty());
}

TEST(JoinLimitsTest, OrderIsThatOfPathsWhateverTheThreads) {
  std::map<std::string, std::string> files = Poms(33);
  files.merge(Imports(33));
  files.merge(Needs(20'000));
  const std::vector<std::string> told = Told(files);
  EXPECT_THAT(
      told, ElementsAre(".gitlab-ci.yml: more than 20000 values name things; the others "
                        "are not joined",
                        std::string("a.csproj") + kChain, Repeated(32, "p/") + "pom.xml" + kChain));
  EXPECT_EQ(Told(files, Purpose::kProduct, 2), told);
}

}  // namespace
}  // namespace assay
