#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "tests/facts/manifest_facts.h"

namespace assay {
namespace {

using ::testing::AllOf;
using ::testing::Contains;
using ::testing::ElementsAre;

TEST(ComposeTest, ServicesRunImagesAndCommands) {
  const FileFacts facts = FactsOf("yaml", R"(services:
  db:
    image: docker.io/library/postgres:15-alpine
    environment:
      - POSTGRES_PASSWORD=${DB_PASSWORD}
      - POSTGRES_USER=app
  web:
    build: .
    image: acme/web:dev
    command: gunicorn app:app
  worker:
    image: "ghcr.io/acme/worker@sha256:abc"
    command: ["celery", "-A", "app", "worker one"]
  cache:
    image: ${CACHE_IMAGE:-redis:7}
  other:
    image: ${REGISTRY}/x:1
    command: --no-program
)");
  EXPECT_EQ(DocumentOf(facts), "compose");
  EXPECT_THAT(Dependencies(facts), ElementsAre("3: image:postgres 15-alpine runtime",
                                               "12: image:ghcr.io/acme/worker sha256:abc runtime",
                                               "15: image:redis 7 runtime"));
  EXPECT_THAT(Commands(facts), ElementsAre("10: [web/command] gunicorn app:app",
                                           "13: [worker/command] celery -A app worker one"));
  EXPECT_THAT(Settings(facts),
              AllOf(Contains("5: services.db.environment.POSTGRES_PASSWORD = ~${DB_PASSWORD}"),
                    Contains("6: services.db.environment.POSTGRES_USER = app")));
}

TEST(ComposeTest, OtherFilesWithServicesAreNone) {
  EXPECT_EQ(DocumentOf(FactsOf("yaml", "services:\n  App\\Mailer:\n    arguments: [x]\n")), "");
  EXPECT_EQ(DocumentOf(FactsOf("yaml", "services: [postgres]\n")), "");
  EXPECT_EQ(DocumentOf(FactsOf("yaml", "services:\n  a: {image: b}\ntitle: x\n")), "");
}

TEST(GithubActionsTest, StepsRunCommandsAndUseActions) {
  const FileFacts facts = FactsOf("yaml", R"(name: CI
on: [push]
jobs:
  test:
    runs-on: ubuntu-latest
    services:
      db:
        image: postgres:16
    steps:
      - uses: actions/checkout@v4
      - name: Run tests
        run: |
          npm ci

          npx jest --ci
      - uses: ./.github/actions/own
      - uses: docker://alpine:3.20
      - run: make lint
        if: ${{ false }}
  deploy:
    if: false
    steps:
      - uses: acme/deploy/sub@main
      - run: ./deploy.sh
  call:
    uses: acme/flows/.github/workflows/x.yml@v1
)");
  EXPECT_EQ(DocumentOf(facts), "github-actions");
  EXPECT_THAT(
      Dependencies(facts),
      ElementsAre("8: image:postgres 16 test", "10: github-action:actions/checkout v4 build",
                  "17: image:alpine 3.20 build",
                  "26: github-action:acme/flows/.github/workflows/x.yml v1 build"));
  EXPECT_THAT(Commands(facts),
              ElementsAre("13: [test/Run tests] npm ci", "15: [test/Run tests] jest --ci",
                          "18: [test/4] make lint (off)", "24: [deploy/1] deploy.sh (off)"));
  EXPECT_EQ(facts.commands.front().place, CommandPlace::kCiStep);
}

TEST(GithubActionsTest, ACompositeActionHasStepsToo) {
  const FileFacts facts = FactsOf(
      "yaml", "name: x\nruns:\n  using: composite\n  steps:\n    - run: make\n      shell: bash\n");
  EXPECT_EQ(DocumentOf(facts), "github-action");
  EXPECT_THAT(Commands(facts), ElementsAre("5: [action/0] make"));
}

TEST(GitlabTest, JobsRunScriptsOnImages) {
  const FileFacts facts = FactsOf("gitlab-ci", R"(image: node:20
test:
  services: [postgres:15, {name: redis:7}]
  script:
    - npm ci
    - - npm test
    - |
      npm run a
      npm run b
)");
  EXPECT_THAT(
      Dependencies(facts),
      ElementsAre("1: image:node 20 build", "3: image:postgres 15 test", "3: image:redis 7 test"));
  EXPECT_THAT(Commands(facts), ElementsAre("5: [test] npm ci", "6: [test] npm test",
                                           "8: [test] npm run a", "9: [test] npm run b"));
}

TEST(GitlabTest, IsToldByItsJobs) {
  EXPECT_EQ(DocumentOf(FactsOf("yaml", "build:\n  stage: x\n  script: make\n")), "gitlab-ci");
  EXPECT_EQ(DocumentOf(FactsOf("yaml", "build:\n  script: make\n")), "");
}

TEST(PipelinesTest, CircleTravisAzureAndBitbucketRunScripts) {
  EXPECT_THAT(Commands(FactsOf("circleci", R"(version: 2.1
jobs:
  test:
    docker: [{image: "cimg/node:20"}, {image: "mysql:8"}]
    steps:
      - checkout
      - run: npm test
      - run: {name: Lint, command: npm run lint}
)")),
              ElementsAre("7: [test/1] npm test", "8: [test/Lint] npm run lint"));
  EXPECT_THAT(Commands(FactsOf("travis", "language: ruby\nscript:\n  - bundle exec rspec\n")),
              ElementsAre("3: [travis/script] rspec"));
  EXPECT_THAT(Commands(FactsOf("azure-pipelines", R"(trigger: [main]
steps:
  - script: dotnet test
    displayName: Test
  - bash: echo x
    condition: false
)")),
              ElementsAre("3: [steps/Test] dotnet test", "5: [steps/1] echo x (off)"));
  EXPECT_THAT(Commands(FactsOf("bitbucket-pipelines", R"(pipelines:
  default:
    - step:
        name: Test
        script: [npm test]
)")),
              ElementsAre("5: [Test] npm test"));
}

TEST(KubernetesTest, ContainersRunImages) {
  const FileFacts facts = FactsOf("yaml", R"(apiVersion: v1
kind: Service
---
apiVersion: apps/v1
kind: Deployment
spec:
  template:
    spec:
      initContainers:
        - {name: wait, image: "busybox:1", command: [sh, -c, "sleep 1 && true"]}
      containers:
        - name: web
          image: registry.local:5000/web:2
)");
  EXPECT_EQ(DocumentOf(facts), "kubernetes");
  EXPECT_EQ(facts.settings.back().part, 1U);
  EXPECT_THAT(Dependencies(facts), ElementsAre("10: image:busybox 1 runtime",
                                               "13: image:registry.local:5000/web 2 runtime"));
  EXPECT_THAT(Commands(facts),
              ElementsAre("10: [wait/command] sleep 1", "10: [wait/command] true"));
}

TEST(DocumentsTest, PreCommitAndHelmNameWhatTheyUse) {
  EXPECT_THAT(Dependencies(FactsOf("yaml", R"(repos:
  - repo: https://github.com/psf/black.git
    rev: 24.1.0
    hooks: [{id: black}]
  - repo: local
    hooks: [{id: x}]
)")),
              ElementsAre("2: pre-commit:psf/black 24.1.0 development"));
  const FileFacts chart = FactsOf("yaml",
                                  "apiVersion: v2\nname: app\nversion: 1.0.0\ndependencies:\n"
                                  "  - name: redis\n    version: 18.x\n");
  EXPECT_EQ(DocumentOf(chart), "helm-chart");
  EXPECT_THAT(Dependencies(chart), ElementsAre("5: helm:redis 18.x runtime"));
}

struct KindCase {
  std::string_view kind;
  std::string_view text;
};

TEST(DocumentsTest, ContentTellsTheKind) {
  static constexpr KindCase kCases[] = {
      {"openapi", "openapi: 3.0.0\ninfo: {title: x}\npaths: {}\n"},
      {"openapi", "swagger: '2.0'\ninfo: {title: x}\npaths: {}\n"},
      {"", "openapi: 3.0.0\n"},
      {"asyncapi", "asyncapi: 2.0.0\ninfo: {title: x}\n"},
      {"kubernetes", "apiVersion: argoproj.io/v1\nkind: Application\n"},
      {"kustomize", "apiVersion: kustomize.config.k8s.io/v1\nkind: Kustomization\n"},
      {"", "kind: Deployment\n"},
      {"ansible-playbook", "- hosts: all\n  tasks: []\n"},
      {"ansible-tasks", "- name: x\n  ansible.builtin.apt: {name: y}\n"},
      {"", "- name: x\n  value: y\n"},
      {"cloudformation", "Resources:\n  A: {Type: 'AWS::S3::Bucket'}\n"},
      {"dependabot", "version: 2\nupdates: [{package-ecosystem: npm}]\n"},
      {"serverless", "service: x\nprovider: {name: aws}\nfunctions: {}\n"},
      {"prometheus", "scrape_configs: []\n"},
      {"prometheus-rules", "groups: [{rules: [{alert: A, expr: up}]}]\n"},
      {"circleci", "version: 2.1\norbs: {node: circleci/node@5}\njobs: {}\n"},
      {"azure-pipelines", "trigger: [main]\nsteps: [{task: X@1}]\n"},
      {"", "title: x\non: push\n"},
  };
  for (const KindCase& one : kCases) {
    EXPECT_EQ(DocumentOf(FactsOf("yaml", one.text)), one.kind) << one.text;
  }
}

TEST(DocumentsTest, JsonIsToldTheSameWay) {
  EXPECT_EQ(
      DocumentOf(FactsOf("json", R"({"openapi": "3.1.0", "info": {"title": "x"}, "paths": {}})")),
      "openapi");
}

TEST(DocumentsTest, NamesTellWhereContentCannot) {
  EXPECT_EQ(FormatOf("config/database.yml", "YAML"), "rails-database");
  EXPECT_EQ(FormatOf("src/main/resources/application-prod.yml", "YAML"), "spring");
  EXPECT_EQ(FormatOf(".gitlab-ci.yml", "YAML"), "gitlab-ci");
  EXPECT_EQ(FormatOf(".circleci/config.yml", "YAML"), "circleci");
  EXPECT_EQ(FormatOf("config/locales/de.yml", "YAML"), "locale-yaml");
  EXPECT_EQ(FormatOf("docker-compose.yml", "YAML"), "yaml");
}

}  // namespace
}  // namespace assay
