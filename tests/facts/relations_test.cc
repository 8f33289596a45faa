#include "facts/relations.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <map>
#include <string>

#include "base/text.h"
#include "facts/link.h"
#include "tests/facts/facts_of.h"

namespace assay {
namespace {

using testing::Contains;
using testing::ElementsAre;
using testing::IsEmpty;

// The facts of each file of a repository of literal files, linked.
std::map<std::string, FileFacts> Linked(const std::map<std::string, std::string>& texts,
                                        Purpose purpose_of_samples = Purpose::kExample) {
  std::vector<SourceFile> files;
  std::vector<FileFacts> facts;
  std::vector<LinkInput> inputs;
  for (const auto& [path, text] : texts) {
    SourceFile file;
    file.path = path;
    file.language = path.ends_with(".vue") ? "Vue" : path.ends_with(".js") ? "JavaScript" : "";
    file.format = FormatOf(path, path.ends_with(".py")   ? "Python"
                                 : path.ends_with(".js") ? "JavaScript"
                                 : path.ends_with(".rb") ? "Ruby"
                                 : path.ends_with(".go") ? "Go"
                                                         : "");
    if (path.starts_with("samples/")) file.purpose = purpose_of_samples;
    facts.push_back(FactsOf(file.format, text));
    inputs.push_back(LinkInput::Of(file, facts.back()));
    files.push_back(std::move(file));
  }
  const Links links = Links::Build(files, inputs);
  std::map<std::string, FileFacts> linked;
  for (std::uint32_t i = 0; i < files.size(); ++i) {
    links.Apply(i, facts[i]);
    linked[files[i].path] = std::move(facts[i]);
  }
  return linked;
}

// "3: service/web builds dockerfile/api/Dockerfile", with "(detail)", "x3" for
// replicas and "+" where the target is checked.
std::vector<std::string> RelationsOf(const FileFacts& facts) {
  std::vector<std::string> lines;
  for (const Relation& relation : facts.relations) {
    std::string line = std::to_string(relation.region.start_line) + ": " +
                       std::string(relation.from) + " " + std::string(Name(relation.kind)) + " " +
                       std::string(relation.to);
    if (!relation.detail.empty()) line += " (" + std::string(relation.detail) + ")";
    if (relation.replicas > 0) line += " x" + std::to_string(relation.replicas);
    if (relation.checked) line += " +";
    lines.push_back(line);
  }
  return lines;
}

std::vector<std::string> RelationsIn(const std::map<std::string, std::string>& texts,
                                     const std::string& path) {
  return RelationsOf(Linked(texts).at(path));
}

constexpr const char* kDockerfile =
    "FROM node:20 AS deps\nFROM node:20\nHEALTHCHECK CMD curl -f http://localhost/\n";

TEST(ImageRelationsTest, AServiceBuildsTheDockerfileOfItsContext) {
  EXPECT_THAT(RelationsIn({{"deploy/compose.yml",
                            "services:\n  web:\n    build: ../api\n"
                            "  job:\n    build:\n      context: ..\n"
                            "      dockerfile: api/Dockerfile\n      target: deps\n"},
                           {"api/Dockerfile", kDockerfile}},
                          "deploy/compose.yml"),
              ElementsAre("3: service/web builds dockerfile/api/Dockerfile +",
                          "6: service/job builds dockerfile/api/Dockerfile (deps) +"));
}

TEST(ImageRelationsTest, WhatABuildDoesNotSurelyMeanIsNoJoin) {
  EXPECT_THAT(RelationsIn({{"compose.yml",
                            "services:\n"
                            "  a:\n    build: {context: ./api, target: missing}\n"
                            "  b:\n    build: ${API:-./api}\n"
                            "  c:\n    build: https://github.com/shop/api.git\n"
                            "  d:\n    build: ../../api\n"
                            "  e:\n    build: {context: api, dockerfile_inline: FROM scratch}\n"},
                           {"api/Dockerfile", kDockerfile}},
                          "compose.yml"),
              IsEmpty());
}

TEST(ImageRelationsTest, AnImageRunsWhatBuildsItHere) {
  const std::map<std::string, std::string> files = {
      {"compose.yml",
       "services:\n  web:\n    image: shop/web:1\n    build: .\n"
       "  worker:\n    image: shop/web:2\n  db:\n    image: postgres\n"},
      {"Dockerfile", "FROM node:20\n"},
      {"k8s/web.yaml",
       "apiVersion: apps/v1\nkind: Deployment\nmetadata: {name: web}\nspec:\n  template:\n"
       "    metadata: {labels: {app: web}}\n    spec:\n      containers:\n"
       "        - name: web\n          image: shop/web:3\n"}};
  EXPECT_THAT(RelationsIn(files, "compose.yml"),
              ElementsAre("4: service/web builds dockerfile/Dockerfile",
                          "6: service/worker runs service/web (Dockerfile)"));
  EXPECT_THAT(RelationsIn(files, "k8s/web.yaml"),
              ElementsAre("10: Deployment/web runs service/web (Dockerfile)"));
}

TEST(ImageRelationsTest, AnImageThatTwoDockerfilesMakeIsNoJoin) {
  EXPECT_THAT(RelationsIn({{"compose.yml",
                            "services:\n  a:\n    image: shop\n    build: a\n"
                            "  b:\n    image: shop\n    build: b\n  c:\n    image: shop\n"},
                           {"a/Dockerfile", "FROM node:20\n"},
                           {"b/Dockerfile", "FROM node:20\n"}},
                          "compose.yml"),
              ElementsAre("4: service/a builds dockerfile/a/Dockerfile",
                          "7: service/b builds dockerfile/b/Dockerfile"));
}

TEST(ImageRelationsTest, StepsOfAPipelineBuildDockerfiles) {
  const std::map<std::string, std::string> files = {
      {".github/workflows/ci.yml",
       "on: push\njobs:\n  image:\n    runs-on: ubuntu-latest\n    steps:\n"
       "      - run: docker build -t ghcr.io/shop/api:$SHA -f api/Dockerfile --target deps .\n"
       "      - uses: docker/build-push-action@v6\n        with:\n          context: api\n"
       "          tags: |\n            ghcr.io/shop/web:latest\n"},
      {"api/Dockerfile", kDockerfile},
      {"compose.yml",
       "services:\n  api:\n    image: ghcr.io/shop/api\n"
       "  web:\n    image: ghcr.io/shop/web\n"}};
  EXPECT_THAT(RelationsIn(files, ".github/workflows/ci.yml"),
              ElementsAre("6: job/image builds dockerfile/api/Dockerfile (deps) +",
                          "7: job/image builds dockerfile/api/Dockerfile +"));
  EXPECT_THAT(RelationsIn(files, "compose.yml"),
              ElementsAre("3: service/api runs job/image (api/Dockerfile) +",
                          "5: service/web runs job/image (api/Dockerfile) +"));
}

TEST(ImageRelationsTest, AStepThatHasLeftItsFolderBuildsNothingThatIsCertain) {
  EXPECT_THAT(RelationsIn({{".github/workflows/ci.yml",
                            "on: push\njobs:\n  image:\n    runs-on: ubuntu-latest\n    steps:\n"
                            "      - name: a\n        run: cd api && docker build -t shop .\n"},
                           {"Dockerfile", kDockerfile}},
                          ".github/workflows/ci.yml"),
              IsEmpty());
  EXPECT_THAT(RelationsIn({{"build.sh", "docker build -t shop .\n"}, {"Dockerfile", kDockerfile}},
                          "build.sh"),
              IsEmpty());
}

TEST(ImageRelationsTest, AServiceNeedsAnotherOfItsProject) {
  const std::map<std::string, std::string> files = {
      {"compose.yml",
       "services:\n  db:\n    image: postgres\n    healthcheck: {test: [CMD, pg_isready]}\n"
       "  cache:\n    image: redis\n    healthcheck: {disable: true}\n"},
      {"compose.override.yml",
       "services:\n  web:\n    image: shop\n    depends_on:\n"
       "      db: {condition: service_healthy}\n      cache: {condition: service_healthy}\n"
       "      elsewhere: {condition: service_healthy}\n"
       "  job:\n    image: shop\n    depends_on: [web]\n"}};
  EXPECT_THAT(RelationsIn(files, "compose.override.yml"),
              ElementsAre("5: service/web needs service/db (service_healthy) +",
                          "6: service/web needs service/cache (service_healthy)",
                          "10: service/job needs service/web (service_started)"));
}

TEST(ImageRelationsTest, AServiceOfAnotherFolderIsAnotherProjects) {
  EXPECT_THAT(
      RelationsIn({{"a/compose.yml", "services:\n  db:\n    image: postgres\n"},
                   {"b/compose.yml", "services:\n  web:\n    image: shop\n    depends_on: [db]\n"}},
                  "b/compose.yml"),
      IsEmpty());
}

TEST(ImageRelationsTest, AKustomizationNamesTheImagesOfItsFiles) {
  const std::string pod =
      "apiVersion: v1\nkind: Pod\nmetadata: {name: web}\nspec:\n"
      "  containers: [{name: a, image: app}]\n";
  std::map<std::string, std::string> files = {
      {"Dockerfile", kDockerfile},
      {"compose.yml", "services:\n  web:\n    build: .\n    image: ghcr.io/acme/app:1\n"},
      {"k8s/base/kustomization.yaml", "resources: [pod.yaml]\n"},
      {"k8s/base/pod.yaml", pod},
      {"k8s/prod/kustomization.yaml",
       "resources: [../base]\nimages:\n  - name: app\n    newName: ghcr.io/acme/app\n"},
      {"other/pod.yaml", pod}};
  EXPECT_THAT(RelationsIn(files, "k8s/prod/kustomization.yaml"),
              ElementsAre("4: image/app runs service/web (Dockerfile) +"));
  EXPECT_THAT(RelationsIn(files, "k8s/base/pod.yaml"),
              ElementsAre("5: Pod/web runs service/web (Dockerfile) +"));
  EXPECT_THAT(RelationsIn(files, "other/pod.yaml"), IsEmpty());
  // Two environments that disagree say nothing of the base.
  files["k8s/test/kustomization.yaml"] =
      "resources: [../base]\nimages: [{name: app, newName: registry.test/app}]\n";
  EXPECT_THAT(RelationsIn(files, "k8s/base/pod.yaml"), IsEmpty());
}

constexpr const char* kDeployment =
    "apiVersion: apps/v1\nkind: Deployment\nmetadata: {name: web}\nspec:\n  replicas: 3\n"
    "  template:\n    metadata:\n      labels: {app: shop, tier: web}\n    spec:\n"
    "      containers:\n        - name: web\n          image: shop\n"
    "          readinessProbe: {httpGet: {path: /up, port: 80}}\n";

TEST(ClusterRelationsTest, AnAutoscalerScalesTheWorkloadThatItNames) {
  EXPECT_THAT(RelationsIn({{"k8s/web.yaml", kDeployment},
                           {"k8s/hpa.yaml",
                            "apiVersion: autoscaling/v2\nkind: HorizontalPodAutoscaler\n"
                            "metadata: {name: web}\nspec:\n  scaleTargetRef:\n"
                            "    kind: Deployment\n    name: web\n"}},
                          "k8s/hpa.yaml"),
              ElementsAre("7: HorizontalPodAutoscaler/web scales Deployment/web x3 +"));
}

TEST(ClusterRelationsTest, AnAutoscalerOfNothingIsNoJoin) {
  const std::string hpa =
      "apiVersion: autoscaling/v2\nkind: HorizontalPodAutoscaler\n"
      "metadata: {name: web, namespace: shop}\nspec:\n  scaleTargetRef:\n"
      "    kind: Deployment\n    name: web\n";
  // Another namespace, another kind, a patch, and two of one name.
  EXPECT_THAT(RelationsIn({{"web.yaml", kDeployment}, {"hpa.yaml", hpa}}, "hpa.yaml"), IsEmpty());
  EXPECT_THAT(RelationsIn({{"web.yaml",
                            "apiVersion: apps/v1\nkind: Deployment\n"
                            "metadata: {name: web, namespace: shop}\nspec: {replicas: 2}\n"},
                           {"hpa.yaml", hpa}},
                          "hpa.yaml"),
              IsEmpty());
  const std::string two =
      "apiVersion: apps/v1\nkind: Deployment\nmetadata: {name: web}\nspec:\n"
      "  template: {metadata: {labels: {app: a}}}\n";
  const std::string scaler =
      "apiVersion: autoscaling/v2\nkind: HorizontalPodAutoscaler\nmetadata: {name: web}\n"
      "spec: {scaleTargetRef: {kind: Deployment, name: web}}\n";
  EXPECT_THAT(
      RelationsIn({{"a/web.yaml", two}, {"b/web.yaml", two}, {"hpa.yaml", scaler}}, "hpa.yaml"),
      IsEmpty());
}

TEST(ClusterRelationsTest, AServiceSelectsTheWorkloadThatHasAllItsLabels) {
  const std::string service =
      "apiVersion: v1\nkind: Service\nmetadata: {name: web}\nspec:\n"
      "  selector: {app: shop, tier: web}\n---\n"
      "apiVersion: networking.k8s.io/v1\nkind: Ingress\nmetadata: {name: shop}\nspec:\n"
      "  rules:\n    - http:\n        paths:\n          - path: /\n            backend:\n"
      "              service: {name: web, port: {number: 80}}\n";
  EXPECT_THAT(RelationsIn({{"web.yaml", kDeployment}, {"service.yaml", service}}, "service.yaml"),
              ElementsAre("5: Service/web selects Deployment/web x3 +",
                          "16: Ingress/shop routes Service/web (Deployment/web) x3 +"));
}

TEST(ClusterRelationsTest, ExpressionsSelectAsLabelsDo) {
  const auto budget = [](const std::string& expressions) {
    return RelationsIn({{"web.yaml", kDeployment},
                        {"pdb.yaml",
                         "apiVersion: policy/v1\nkind: PodDisruptionBudget\n"
                         "metadata: {name: a}\nspec:\n  selector:\n    matchExpressions: " +
                             expressions}},
                       "pdb.yaml");
  };
  const auto selects = ElementsAre("6: PodDisruptionBudget/a selects Deployment/web x3 +");
  EXPECT_THAT(budget("[{key: app, operator: In, values: [shop, other]}]\n"), selects);
  EXPECT_THAT(budget("[{key: app, operator: In, values: [shop]},"
                     " {key: x, operator: DoesNotExist}]\n"),
              selects);
  EXPECT_THAT(budget("[{key: tier, operator: Exists},"
                     " {key: app, operator: NotIn, values: [other]}]\n"),
              selects);
  EXPECT_THAT(budget("[{key: app, operator: In, values: [other]}]\n"), IsEmpty());
  EXPECT_THAT(budget("[{key: app, operator: Exists}, {key: tier, operator: DoesNotExist}]\n"),
              IsEmpty());
  // What only lacks a label could be anything.
  EXPECT_THAT(budget("[{key: x, operator: DoesNotExist}]\n"), IsEmpty());
}

TEST(ClusterRelationsTest, AServiceWithAnotherLabelSelectsNothing) {
  EXPECT_THAT(RelationsIn({{"web.yaml", kDeployment},
                           {"service.yaml",
                            "apiVersion: v1\nkind: Service\nmetadata: {name: web}\nspec:\n"
                            "  selector: {app: shop, tier: api}\n"}},
                          "service.yaml"),
              IsEmpty());
}

TEST(ClusterRelationsTest, AnExamplesWorkloadIsNotTheProducts) {
  const std::string service =
      "apiVersion: v1\nkind: Service\nmetadata: {name: web}\nspec:\n  selector: {app: shop}\n";
  const auto linked = Linked({{"samples/web.yaml", kDeployment},
                              {"service.yaml", service},
                              {"samples/service.yaml", service}});
  EXPECT_THAT(RelationsOf(linked.at("service.yaml")), IsEmpty());
  EXPECT_THAT(RelationsOf(linked.at("samples/service.yaml")),
              ElementsAre("5: Service/web selects Deployment/web x3 +"));
}

TEST(ClusterRelationsTest, TemplatesNameAlikeInTheirChartOnly) {
  const std::string deployment =
      "apiVersion: apps/v1\nkind: Deployment\nmetadata:\n  name: {{ .Release.Name }}-web\nspec:\n"
      "  template:\n    metadata:\n      labels:\n        app: {{ .Release.Name }}\n";
  const std::string scaler =
      "apiVersion: autoscaling/v2\nkind: HorizontalPodAutoscaler\nmetadata:\n"
      "  name: {{ .Release.Name }}-web\nspec:\n  scaleTargetRef:\n    kind: Deployment\n"
      "    name: {{ .Release.Name }}-web\n";
  EXPECT_THAT(RelationsIn({{"a/templates/web.yaml", deployment}, {"a/templates/hpa.yaml", scaler}},
                          "a/templates/hpa.yaml"),
              ElementsAre("8: HorizontalPodAutoscaler/{{ .Release.Name }}-web scales "
                          "Deployment/{{ .Release.Name }}-web x1"));
  EXPECT_THAT(RelationsIn({{"a/templates/web.yaml", deployment}, {"b/templates/hpa.yaml", scaler}},
                          "b/templates/hpa.yaml"),
              IsEmpty());
}

TEST(JobRelationsTest, JobsNeedJobsOfTheirWorkflow) {
  EXPECT_THAT(
      RelationsIn({{".github/workflows/ci.yml",
                    "on: push\njobs:\n  test:\n    runs-on: ubuntu-latest\n    steps: []\n"
                    "  lint:\n    runs-on: ubuntu-latest\n    steps: []\n"
                    "  deploy:\n    runs-on: ubuntu-latest\n    needs: [test, build]\n"
                    "    steps: []\n  notify:\n    runs-on: ubuntu-latest\n    needs: deploy\n"},
                   {".github/workflows/b.yml",
                    "on: push\njobs:\n  build:\n    runs-on: ubuntu-latest\n    steps: []\n"}},
                  ".github/workflows/ci.yml"),
      ElementsAre("11: job/deploy needs job/test", "15: job/notify needs job/deploy"));
}

TEST(JobRelationsTest, AJobThatNeverRunsNeedsNothing) {
  EXPECT_THAT(
      RelationsIn({{".github/workflows/ci.yml",
                    "on: push\njobs:\n  test:\n    runs-on: ubuntu-latest\n    steps: []\n"
                    "  deploy:\n    if: false\n    runs-on: ubuntu-latest\n    needs: test\n"
                    "  publish:\n    if: github.ref == 'refs/heads/main'\n    needs: test\n"
                    "    runs-on: ubuntu-latest\n    steps: []\n"}},
                  ".github/workflows/ci.yml"),
      ElementsAre("12: job/publish needs job/test"));
}

TEST(JobRelationsTest, GitlabsJobsNeedAndExtend) {
  EXPECT_THAT(RelationsIn({{".gitlab-ci.yml",
                            "stages: [test, deploy]\n"
                            ".base:\n  image: node\n"
                            "test:\n  extends: .base\n  stage: test\n  script: npm test\n"
                            "deploy:\n  stage: deploy\n  script: ./deploy\n  needs:\n"
                            "    - test\n    - job: build\n"
                            "    - {project: other/shop, job: test}\n"
                            "pack:\n  stage: deploy\n  script: ./pack\n  dependencies: [test]\n"}},
                          ".gitlab-ci.yml"),
              ElementsAre("5: job/test extends job/.base", "12: job/deploy needs job/test",
                          "18: job/pack needs job/test"));
}

TEST(JobRelationsTest, FilesThatGitlabIncludesAreOnePipeline) {
  const std::map<std::string, std::string> files = {
      {".gitlab-ci.yml",
       "include:\n  - local: /ci/build.yml\n  - ci/base.yml\nstages: [build, test]\n"
       "test:\n  stage: test\n  extends: .base\n  needs: [build]\n"},
      {"ci/build.yml", "build:\n  stage: build\n  extends: .base\n  script: make\n"},
      {"ci/base.yml", ".base:\n  stage: build\n  script: a\n"},
      {"ci/alone.yml", "lint:\n  stage: test\n  extends: .base\n  needs: [build]\n"}};
  EXPECT_THAT(RelationsIn(files, ".gitlab-ci.yml"),
              ElementsAre("7: job/test extends job/.base", "8: job/test needs job/build"));
  EXPECT_THAT(RelationsIn(files, "ci/build.yml"), ElementsAre("3: job/build extends job/.base"));
  EXPECT_THAT(RelationsIn(files, "ci/alone.yml"), IsEmpty());
}

TEST(JobRelationsTest, StagesAndJobsOfAzureAreApart) {
  EXPECT_THAT(
      RelationsIn({{"azure-pipelines.yml",
                    "trigger: [main]\nstages:\n  - stage: Build\n    jobs:\n"
                    "      - job: Test\n        steps: [{script: make}]\n"
                    "      - job: Pack\n        dependsOn: Test\n        steps: [{script: make}]\n"
                    "  - stage: Deploy\n    dependsOn: [Build, Test]\n    jobs:\n"
                    "      - job: Push\n        steps: [{script: make}]\n"}},
                  "azure-pipelines.yml"),
      ElementsAre("8: job/Pack needs job/Test", "11: stage/Deploy needs stage/Build"));
}

TEST(JobRelationsTest, CircleAndDroneNeed) {
  EXPECT_THAT(RelationsIn({{".circleci/config.yml",
                            "version: 2.1\njobs:\n  test: {docker: [{image: a}], steps: []}\n"
                            "workflows:\n  main:\n    jobs:\n      - test\n      - deploy:\n"
                            "          requires: [test, build]\n"}},
                          ".circleci/config.yml"),
              ElementsAre("9: job/deploy needs job/test"));
  EXPECT_THAT(RelationsIn({{".drone.yml",
                            "kind: pipeline\nname: main\nsteps:\n  - name: test\n    image: a\n"
                            "  - name: deploy\n    image: a\n    depends_on: [test, other]\n"}},
                          ".drone.yml"),
              ElementsAre("8: step/deploy needs step/test"));
  EXPECT_THAT(RelationsIn({{".woodpecker/ci.yml",
                            "steps:\n  test:\n    image: a\n  deploy:\n    image: a\n"
                            "    depends_on: [test, other]\n"}},
                          ".woodpecker/ci.yml"),
              ElementsAre("6: step/deploy needs step/test"));
}

// "key = value @profile"
std::vector<std::string> Profiles(const FileFacts& facts) {
  std::vector<std::string> lines;
  for (const Setting& setting : facts.settings)
    lines.push_back(std::string(setting.key) + "@" + std::string(setting.profile));
  return lines;
}

std::vector<std::string> ProfilesOf(const std::string& path, const std::string& text) {
  return Profiles(Linked({{path, text}}).at(path));
}

TEST(ProfilesTest, AFilesNameTellsItsProfile) {
  EXPECT_THAT(ProfilesOf("src/main/resources/application-prod.yml", "a: 1\n"),
              ElementsAre("a@prod"));
  EXPECT_THAT(ProfilesOf("src/main/resources/application.yml", "a: 1\n"), ElementsAre("a@"));
  EXPECT_THAT(ProfilesOf(".env.production", "A=1\n"), ElementsAre("A@production"));
  EXPECT_THAT(ProfilesOf(".env.example", "A=1\n"), ElementsAre("A@"));
  EXPECT_THAT(ProfilesOf("appsettings.Production.json", "{\"A\": 1}"), ElementsAre("A@Production"));
  EXPECT_THAT(ProfilesOf("compose.override.yml", "services:\n  a:\n    image: b\n"),
              ElementsAre("services.a.image@override"));
  EXPECT_THAT(ProfilesOf("chart/values-staging.yaml", "a: 1\n"), ElementsAre("a@staging"));
  EXPECT_THAT(ProfilesOf("config/environments/production.rb",
                         "Rails.application.configure do\n  config.force_ssl = true\nend\n"),
              Contains("config.force_ssl@production"));
  EXPECT_THAT(ProfilesOf("shop/settings/production.py",
                         "DEBUG = False\nINSTALLED_APPS = []\nROOT_URLCONF = 'a'\n"),
              Contains("DEBUG@production"));
  EXPECT_THAT(ProfilesOf("shop/settings/base.py",
                         "DEBUG = False\nINSTALLED_APPS = []\nROOT_URLCONF = 'a'\n"),
              Contains("DEBUG@"));
}

TEST(ProfilesTest, ADocumentOrAKeyTellsItsProfile) {
  EXPECT_THAT(ProfilesOf("src/main/resources/application.yml",
                         "a: 1\n---\nspring.config.activate.on-profile: test\na: 2\n---\n"
                         "spring:\n  config:\n    activate:\n      on-profile: '!prod'\na: 3\n"),
              ElementsAre("a@", "spring.config.activate.on-profile@test", "a@test",
                          "spring.config.activate.on-profile@", "a@"));
  EXPECT_THAT(ProfilesOf("src/main/resources/application.properties",
                         "a=1\n#---\nspring.config.activate.on-profile=test\na=2\n"),
              ElementsAre("a@", "spring.config.activate.on-profile@test", "a@test"));
  EXPECT_THAT(ProfilesOf("config/database.yml",
                         "default: &d\n  a: 1\ntest:\n  b: 1\nproduction:\n  c: 1\n"),
              ElementsAre("default.a@", "test.b@test", "production.c@production"));
}

std::string ImportedOf(const std::map<std::string, std::string>& texts, const std::string& path,
                       std::string_view package) {
  const auto linked = Linked(texts);
  for (const Dependency& dependency : linked.at(path).dependencies) {
    if (dependency.name == package) return std::string(dependency.imported);
  }
  return "no such dependency";
}

TEST(PackageImportsTest, APackageIsImportedWhereAFileNamesIt) {
  const std::map<std::string, std::string> files = {
      {"package.json",
       "{\"dependencies\": {\"@nestjs/core\": \"1\", \"left-pad\": \"1\", \"@types/a\": \"1\"}}"},
      {"a.js", "import { NestFactory } from '@nestjs/core/x';\n"}};
  EXPECT_EQ(ImportedOf(files, "package.json", "@nestjs/core"), "yes");
  EXPECT_EQ(ImportedOf(files, "package.json", "left-pad"), "no");
  EXPECT_EQ(ImportedOf(files, "package.json", "@types/a"), "");
}

TEST(PackageImportsTest, AFileThatNothingReadsMayImportAnything) {
  const std::map<std::string, std::string> files = {
      {"package.json", "{\"dependencies\": {\"left-pad\": \"1\"}}"}, {"a.vue", "<script>"}};
  EXPECT_EQ(ImportedOf(files, "package.json", "left-pad"), "");
}

TEST(PackageImportsTest, PypisPackagesHaveModulesOfOtherNames) {
  const std::map<std::string, std::string> files = {
      {"requirements.txt", "PyYAML\nPillow\ngoogle-cloud-storage\nsome-tool\n"},
      {"a.py", "import yaml\nfrom google.cloud.storage import Client\n"}};
  EXPECT_EQ(ImportedOf(files, "requirements.txt", "pyyaml"), "yes");
  EXPECT_EQ(ImportedOf(files, "requirements.txt", "pillow"), "no");
  EXPECT_EQ(ImportedOf(files, "requirements.txt", "google-cloud-storage"), "yes");
  EXPECT_EQ(ImportedOf(files, "requirements.txt", "some-tool"), "");
}

}  // namespace
}  // namespace assay
