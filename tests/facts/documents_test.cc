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

TEST(ComposeTest, ServicesOfVersionOneStandAtTheTop) {
  const FileFacts facts = FactsOf("yaml", R"(web:
  build: .
  command: gunicorn app
  links: [db]
db:
  image: postgres:9.6
  environment:
    - POSTGRES_DB=shop
)");
  EXPECT_EQ(DocumentOf(facts), "compose");
  EXPECT_THAT(Dependencies(facts), ElementsAre("6: image:postgres 9.6 runtime"));
  EXPECT_THAT(Commands(facts), ElementsAre("3: [web/command] gunicorn app"));
  EXPECT_THAT(Settings(facts), Contains("8: services.db.environment.POSTGRES_DB = shop"));
}

TEST(ComposeTest, ChartValuesAndJobsAreNoServicesOfVersionOne) {
  EXPECT_EQ(DocumentOf(FactsOf("yaml", "web:\n  image: {repository: a}\n  labels: {a: b}\n")), "");
  EXPECT_EQ(DocumentOf(FactsOf("yaml", "web:\n  image: a\n  replicas: 2\n  ports: [80]\n")), "");
  EXPECT_NE(DocumentOf(FactsOf("yaml", "deploy:\n  extends: .base\n  environment: {name: a}\n")),
            "compose");
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
      {"azure-pipelines", "parameters: [{name: x}]\nsteps: [{script: make}]\n"},
      {"", "steps: [{script: make}]\n"},
      {"travis", "language: python\nscript: pytest\n"},
      {"", "language: python\ntitle: x\n"},
      {"cloudbuild", "steps: [{name: gcr.io/cloud-builders/docker, args: [build]}]\n"},
      {"", "steps: [{name: a, args: [build]}]\n"},
      {"kustomize", "resources: [../base]\nimages: [{name: a, newTag: b}]\n"},
      {"", "resources: [../base]\nimages: [a]\ntitle: x\n"},
      {"compose", "services: {web: {user: root}}\n"},
      {"spring", "spring: {datasource: {url: x}}\n"},
      {"", "spring: {flowers: many}\n"},
      {"prometheus", "global: {scrape_interval: 15s}\nrule_files: [a.yml]\n"},
      {"promtail", "clients: [{url: x}]\nscrape_configs: []\n"},
      {"grafana-datasources", "apiVersion: 1\ndatasources: [{type: prometheus, url: x}]\n"},
      {"grafana-dashboards", "apiVersion: 1\nproviders: [{type: file, options: {path: x}}]\n"},
      {"grafana-alerting", "apiVersion: 1\ngroups: [{folder: f, rules: []}]\n"},
      {"grafana-dashboard", "{dashboard: {panels: [], schemaVersion: 30}}\n"},
      {"grafana-dashboard", "{rows: [{panels: []}], schemaVersion: 14}\n"},
      {"elasticsearch", "cluster.name: a\nnetwork: {host: 0.0.0.0}\n"},
      {"", "cluster: {name: a}\n"},
      {"kibana", "server.port: 5601\nelasticsearch.hosts: [x]\n"},
      {"cassandra", "cluster_name: a\npartitioner: b\n"},
      {"mongod-conf", "storage: {dbPath: /x}\nnet: {port: 27017}\n"},
      {"", "storage: {dbPath: /x}\n"},
      {"ansible-requirements", "collections: [{name: a.b}]\n"},
      {"ansible-inventory", "all: {children: {web: {hosts: {a: null}}}}\n"},
      {"ansible-tasks", "- apt: {name: x}\n  become: true\n"},
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

TEST(ComposeTest, HealthChecksAreCommandsToo) {
  EXPECT_THAT(Commands(FactsOf("yaml", R"(services:
  a: {image: a, healthcheck: {test: [CMD, pg_isready, -U, app]}}
  b: {image: b, healthcheck: {test: [CMD-SHELL, "curl x || exit 1"]}}
  c: {image: c, healthcheck: {test: redis-cli ping}}
  d: {image: d, healthcheck: {test: [NONE]}}
  e: {image: e, command: bash -c "migrate && serve"}
)")),
              ElementsAre("2: [a/healthcheck] pg_isready -U app", "3: [b/healthcheck] curl x",
                          "3: [b/healthcheck] exit 1", "4: [c/healthcheck] redis-cli ping",
                          "6: [e/command] migrate", "6: [e/command] serve"));
}

TEST(KubernetesTest, ArgumentsProbesAndHooksAreToldWithTheirCommands) {
  EXPECT_THAT(
      Commands(FactsOf("yaml", R"(apiVersion: v1
kind: Pod
spec:
  containers:
    - name: a
      command: [gunicorn]
      args: [app, --workers, "3"]
      readinessProbe: {exec: {command: [pg_isready]}}
      lifecycle: {preStop: {exec: {command: [sh, -c, "sleep 5"]}}}
    - name: b
      command: ["/bin/bash", "-o", "pipefail", "-c"]
      args:
        - |
          migrate
          serve
    - {name: c, args: [--port, "80"]}
    - {name: d, args: [sh, -c, make]}
    - {name: e, livenessProbe: {httpGet: {path: /}}}
)")),
      ElementsAre("6: [a/command] gunicorn app --workers 3", "8: [a/readinessProbe] pg_isready",
                  "9: [a/preStop] sleep 5", "14: [b/command] migrate", "15: [b/command] serve",
                  "17: [d/command] make"));
}

TEST(KustomizeTest, ARenamedOrTaggedImageIsRun) {
  EXPECT_THAT(Dependencies(FactsOf("kustomize", R"(images:
  - name: app
    newName: ghcr.io/acme/app
    newTag: "2"
  - name: db
    newTag: "16"
  - name: same
)")),
              ElementsAre("3: image:ghcr.io/acme/app 2 runtime", "6: image:db 16 runtime"));
}

TEST(KubernetesTest, VersionsAndKindsOfOthersAreNoObjects) {
  for (const std::string_view text :
       {"apiVersion: v1\nkind: Plugin\n", "apiVersion: v1alpha1\nkind: Role\n",
        "apiVersion: 1\nkind: Service\n", "apiVersion: v1\nkind: Config\nclusters: []\n"}) {
    EXPECT_EQ(DocumentOf(FactsOf("yaml", text)), "") << text;
  }
  for (const std::string_view text :
       {"apiVersion: v1\nkind: Secret\n", "apiVersion: v1\nkind: ConfigMapList\n",
        "apiVersion: example.org/v1alpha1\nkind: Role\n",
        "apiVersion: {{ .Values.api }}\nkind: Ingress\n"}) {
    EXPECT_EQ(DocumentOf(FactsOf("yaml", text)), "kubernetes") << text;
  }
}

TEST(AnsibleTest, ListsOfNamedThingsAreNoTasks) {
  for (const std::string_view text :
       {"- name: Guide\n  file: guide.md\n", "- name: ada\n  group: admins\n",
        "- name: lint\n  command: npm run lint\n", "- name: a\n  service: b\n"}) {
    EXPECT_EQ(DocumentOf(FactsOf("yaml", text)), "") << text;
  }
  for (const std::string_view text :
       {"- name: a\n  dnf: name=npm state=present\n- name: b\n  npm: name=forever global=yes\n",
        "- name: a\n  command: make\n  args: {chdir: /x}\n- name: b\n  command: ls\n",
        "- name: a\n  service: {name: b, state: started}\n", "- name: a\n  setup:\n"}) {
    EXPECT_EQ(DocumentOf(FactsOf("yaml", text)), "ansible-tasks") << text;
  }
}

TEST(AzurePipelinesTest, ContainersMayBeNamesOfResources) {
  EXPECT_THAT(
      Dependencies(FactsOf("azure-pipelines", R"(resources:
  containers:
    - container: linux
      image: ubuntu:22.04
jobs:
  - job: a
    container: linux
    steps: []
  - job: b
    container: mcr.microsoft.com/dotnet/sdk:8.0
    steps: []
  - job: c
    container: {image: node}
    steps: []
)")),
      ElementsAre("4: image:ubuntu 22.04 build", "10: image:mcr.microsoft.com/dotnet/sdk 8.0 build",
                  "13: image:node build"));
}

TEST(BitbucketTest, ScriptsRunBeforeAndAfter) {
  EXPECT_THAT(Commands(FactsOf("bitbucket-pipelines", R"(pipelines:
  default:
    - step:
        name: Test
        script: [npm test]
        after-script: [npm run report]
)")),
              ElementsAre("5: [Test] npm test", "6: [Test] npm run report"));
}

TEST(CodeBuildTest, FinallyRunsToo) {
  EXPECT_THAT(Commands(FactsOf("yaml", R"(version: 0.2
phases:
  build:
    commands: [make test]
    finally: [make report]
)")),
              ElementsAre("4: [build] make test", "5: [build] make report"));
}

TEST(GithubActionsTest, CommandsOfWindowsGoOnOverLines) {
  EXPECT_THAT(Commands(FactsOf("yaml", R"(on: push
jobs:
  a:
    steps:
      - shell: pwsh
        run: |
          dotnet nuget push x.nupkg `
            --source y
          docker ps
      - shell: cmd
        run: |
          nmake all ^
            TEST=1
      - run: |
          echo `date` `
            id`
          git show a^
)")),
              ElementsAre("7: [a/0] dotnet nuget push x.nupkg --source y", "9: [a/0] docker ps",
                          "12: [a/1] nmake all TEST=1", "15: [a/2] date", "16: [a/2] id",
                          "15: [a/2] echo `date` `\n  id`", "17: [a/2] git show a^"));
}

TEST(GithubActionsTest, OnlyAShellsScriptsAreCommands) {
  EXPECT_THAT(Commands(FactsOf("yaml", R"(on: push
defaults: {run: {shell: "bash -l {0}"}}
jobs:
  a:
    defaults: {run: {shell: python}}
    steps:
      - run: import os
      - {run: make, shell: sh}
  b:
    steps:
      - run: pytest
      - {run: print(1), shell: "perl {0}"}
)")),
              ElementsAre("8: [a/1] make", "11: [b/0] pytest"));
}

TEST(PipelinesTest, StepsBehindConditionsAreSteps) {
  EXPECT_THAT(Commands(FactsOf("circleci", R"(jobs:
  a:
    steps:
      - when: {condition: x, steps: [{run: make}]}
      - run: pytest
)")),
              ElementsAre("4: [a/0] make", "5: [a/1] pytest"));
  EXPECT_THAT(Commands(FactsOf("azure-pipelines", R"(steps:
  - ${{ if eq(a, b) }}:
      - script: make
  - {task: Bash@3, inputs: {targetType: inline, script: pytest -q}}
  - {task: DotNetCoreCLI@2, inputs: {command: test}}
  - {task: Maven@4, inputs: {goals: clean verify}}
  - {task: Npm@1, inputs: {command: custom, customCommand: run lint}}
jobs:
  - deployment: d
    strategy: {canary: {deploy: {steps: [{script: deploy}]}, on: {failure: {steps: [{bash: undo}]}}}}
)")),
              ElementsAre("3: [steps/0] make", "4: [steps/1] pytest -q", "5: [steps/2] dotnet test",
                          "6: [steps/3] mvn clean verify", "7: [steps/4] npm run lint",
                          "10: [d/0] deploy", "10: [d/0] undo"));
}

TEST(GitlabTest, AReferenceIsNoScript) {
  EXPECT_THAT(Commands(FactsOf("gitlab-ci",
                               "a:\n  script:\n    - !reference [.setup, script]\n"
                               "    - [make, pytest]\n")),
              ElementsAre("4: [a] make", "4: [a] pytest"));
}

TEST(CloudBuildTest, AnImageRunsItsOwnProgram) {
  EXPECT_THAT(
      Commands(FactsOf("cloudbuild",
                       "steps:\n  - {name: 'gcr.io/cloud-builders/docker', args: [build, .]}\n"
                       "  - {name: 'golang:1.20', args: [test, 'a b']}\n")),
      ElementsAre("2: [0] docker build .", "3: [1] golang test a b"));
}

}  // namespace
}  // namespace assay
