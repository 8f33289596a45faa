// What a configuration document is, told by what it holds: a compose file is
// one under any name, and a file named like one need not be.
#pragma once

#include "facts/data_tree.h"

namespace assay {

// compose, github-actions, github-action, gitlab-ci, circleci, travis,
// azure-pipelines, bitbucket-pipelines, kubernetes, kustomize, helm-chart,
// openapi, asyncapi, ansible-playbook, ansible-tasks, cloudformation,
// dependabot, renovate, pre-commit, serverless, prometheus, prometheus-rules,
// alertmanager, otel-collector, liquibase, drone, woodpecker, cloudbuild, codebuild, conda,
// arm-template, grafana-dashboard, grafana-datasources, grafana-alerting, openshift-template,
// spring, elasticsearch, cassandra, mongod-conf, … ; empty if it cannot be told.
Text DocumentKind(const DataTree& tree, DataIndex root);

}  // namespace assay
