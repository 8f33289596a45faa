// YAML of every kind. Where a file's name says what it holds, that is its
// format; all other YAML is told apart by content.
#include "facts/data_tree.h"
#include "facts/documents.h"
#include "facts/extract.h"
#include "facts/sink.h"
#include "facts/yaml_tree.h"

namespace assay {
namespace {

// Translations are data: nothing is said about how the software is built.
constexpr std::string_view kLocale = "locale-yaml";

void ReadYaml(const Source& source, FileFacts& facts) {
  if (source.format == kLocale) return;
  FactSink sink(facts, source.limits);
  DataTree tree;
  ReadYamlTree(source.text, tree, sink);
  // The facts outlive the source's format name, so it is kept with them.
  AddDocuments(tree, source.format == "yaml" ? Text() : sink.Keep(source.format), sink);
}

}  // namespace

extern const FormatReader kFormatReader_yaml = {
    {
        {"gitlab-ci", {}, {".gitlab-ci.yml", ".gitlab-ci.yaml"}, {}, true},
        {"travis", {}, {".travis.yml"}, {}, true},
        {"circleci", {}, {}, {".circleci/config.yml", "**/.circleci/config.yml"}, true},
        {"azure-pipelines",
         {},
         {},
         {"azure-pipelines*.yml", "**/azure-pipelines*.yml", "azure-pipelines*.yaml"},
         true},
        {"bitbucket-pipelines", {}, {"bitbucket-pipelines.yml"}, {}, true},
        {"appveyor", {}, {"appveyor.yml", ".appveyor.yml"}, {}, true},
        {"drone", {}, {".drone.yml", ".drone.yaml"}, {}, true},
        {"woodpecker",
         {},
         {".woodpecker.yml", ".woodpecker.yaml"},
         {".woodpecker/*.yml", ".woodpecker/*.yaml"},
         true},
        {"cloudbuild", {}, {"cloudbuild.yaml", "cloudbuild.yml"}, {}, true},
        {"pubspec", {}, {"pubspec.yaml"}, {}, true},
        {"kustomize", {}, {"kustomization.yaml", "kustomization.yml"}, {}, true},
        {"codecov", {}, {"codecov.yml", ".codecov.yml", "codecov.yaml"}, {}, true},
        {"spring",
         {},
         {},
         {"**resources/**application.y*ml", "**resources/**application-*.y*ml",
          "**resources/**bootstrap.y*ml", "**resources/**bootstrap-*.y*ml"},
         true},
        {"rails-database", {}, {}, {"**config/database*.yml", "**config/database*.yml.*"}, true},
        {"rails-cable", {}, {}, {"**config/cable.yml"}, true},
        {"rails-storage", {}, {}, {"**config/storage.yml"}, true},
        {"mongod-conf", {}, {"mongod.conf"}, {}, true},
        {"mongoid", {}, {"mongoid.yml"}, {}, true},
        {"sidekiq", {}, {"sidekiq.yml"}, {}, true},
        {"kamal", {}, {}, {"**config/deploy.yml"}, true},
        {"helm-values", {}, {"values.yaml"}, {"**values-*.yaml", "**values.*.yaml"}, true},
        {"rubocop", {}, {".rubocop.yml", ".rubocop_todo.yml"}, {}, true},
        {"golangci", {}, {".golangci.yml", ".golangci.yaml"}, {}, true},
        {"lefthook", {}, {"lefthook.yml", ".lefthook.yml"}, {}, true},
        {"taskfile", {}, {"Taskfile.yml", "Taskfile.yaml"}, {}, true},
        {"pnpm-workspace", {}, {"pnpm-workspace.yaml"}, {}, true},
        {"helm-lock", {}, {"Chart.lock"}, {}, true},
        {"yarnrc", {}, {".yarnrc.yml"}, {}, true},
        {"eslint", {}, {".eslintrc.yml", ".eslintrc.yaml"}, {}, true},
        {"prettier", {}, {".prettierrc.yml", ".prettierrc.yaml"}, {}, true},
        {"mkdocs", {}, {"mkdocs.yml"}, {}, true},
        {kLocale, {}, {}, {"**config/locales/**.yml", "**/locales/**.yml"}, true},
        {"yaml", {"YAML"}, {}, {"**.yml", "**.yaml"}, true},
    },
    ReadYaml,
    7,
};

}  // namespace assay
