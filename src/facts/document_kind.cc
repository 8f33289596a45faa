#include "facts/document_kind.h"

#include <algorithm>
#include <array>
#include <string_view>

namespace assay {
namespace {

// Entries of a map or list that are looked at to tell what it is.
constexpr int kLookedAt = 64;

template <typename Test>
bool AnyChild(const DataTree& tree, DataIndex index, Test test) {
  if (index == kNoData) return false;
  int seen = 0;
  for (DataIndex child = tree[index].first_child; child != kNoData && seen < kLookedAt;
       child = tree[child].next, ++seen) {
    if (test(child)) return true;
  }
  return false;
}

template <typename Test>
bool AllChildren(const DataTree& tree, DataIndex index, Test test) {
  return index != kNoData && tree[index].first_child != kNoData &&
         !AnyChild(tree, index, [&](DataIndex child) { return !test(child); });
}

bool HasAny(const DataTree& tree, DataIndex map, std::initializer_list<std::string_view> keys) {
  return std::any_of(keys.begin(), keys.end(),
                     [&](std::string_view key) { return tree.Has(map, key); });
}

bool IsOneOf(std::string_view word, std::initializer_list<std::string_view> words) {
  return std::find(words.begin(), words.end(), word) != words.end();
}

bool IsCompose(const DataTree& tree, DataIndex root) {
  const DataIndex services = tree.Find(root, "services");
  if (!tree.IsMap(services)) return false;
  const bool own_keys = AllChildren(tree, root, [&](DataIndex child) {
    const Text key = tree[child].key;
    return key.starts_with("x-") ||
           IsOneOf(key, {"version", "name", "services", "volumes", "networks", "secrets", "configs",
                         "include", "models"});
  });
  return own_keys && AllChildren(tree, services, [&](DataIndex service) {
           return HasAny(
               tree, service,
               {"image",          "build",        "extends",     "ports",      "environment",
                "env_file",       "depends_on",   "command",     "entrypoint", "restart",
                "container_name", "volumes",      "networks",    "deploy",     "healthcheck",
                "labels",         "profiles",     "provider",    "develop",    "user",
                "working_dir",    "expose",       "logging",     "cap_add",    "cap_drop",
                "security_opt",   "read_only",    "tmpfs",       "ulimits",    "stdin_open",
                "privileged",     "network_mode", "extra_hosts", "mem_limit",  "scale"});
         });
}

// Version 1 has its services at the top: each is of an image or a build, knows only that version's
// keys, and one says what hardly anything but a container has.
bool IsComposeOfVersion1(const DataTree& tree, DataIndex root) {
  bool containers = false;
  bool images = false;
  const bool services = AllChildren(tree, root, [&](DataIndex service) {
    // `environment` is a word of GitLab's jobs, too, but no list there.
    containers = containers || tree.IsList(tree.Find(service, "environment")) ||
                 HasAny(tree, service,
                        {"ports", "links", "volumes", "volumes_from", "env_file", "expose",
                         "container_name"});
    images = images || tree.IsScalar(tree.Find(service, "image")) || tree.Has(service, "build");
    return tree.IsMap(service) && HasAny(tree, service, {"image", "build", "extends"}) &&
           AllChildren(tree, service, [&](DataIndex one) {
             return IsOneOf(tree[one].key, {"image",
                                            "build",
                                            "extends",
                                            "ports",
                                            "links",
                                            "volumes",
                                            "volumes_from",
                                            "environment",
                                            "env_file",
                                            "expose",
                                            "command",
                                            "entrypoint",
                                            "dockerfile",
                                            "external_links",
                                            "extra_hosts",
                                            "net",
                                            "pid",
                                            "ipc",
                                            "dns",
                                            "dns_search",
                                            "cap_add",
                                            "cap_drop",
                                            "working_dir",
                                            "user",
                                            "hostname",
                                            "domainname",
                                            "mem_limit",
                                            "privileged",
                                            "restart",
                                            "stdin_open",
                                            "tty",
                                            "labels",
                                            "log_driver",
                                            "log_opt",
                                            "container_name",
                                            "security_opt",
                                            "devices",
                                            "read_only",
                                            "volume_driver",
                                            "mac_address",
                                            "cpu_shares",
                                            "cpuset",
                                            "ulimits",
                                            "memswap_limit",
                                            "cgroup_parent"});
           });
  });
  return services && containers && images;
}

bool IsWorkflow(const DataTree& tree, DataIndex root) {
  if (!HasAny(tree, root, {"on", "true"})) return false;
  return AnyChild(tree, tree.Find(root, "jobs"), [&](DataIndex job) {
    return HasAny(tree, job, {"runs-on", "steps", "uses"});
  });
}

bool IsGitlabCi(const DataTree& tree, DataIndex root) {
  const bool pipeline = HasAny(tree, root, {"stages", "workflow", "default", "before_script"});
  return AnyChild(tree, root, [&](DataIndex job) {
    return (tree.Has(job, "script") &&
            (pipeline || HasAny(tree, job, {"stage", "rules", "only", "except"}))) ||
           (tree.Has(job, "stage") && tree.Has(job, "extends"));
  });
}

bool IsCircleCi(const DataTree& tree, DataIndex root) {
  if (!tree.Has(root, "version") || !HasAny(tree, root, {"workflows", "jobs", "orbs"})) {
    return false;
  }
  return tree.Has(root, "orbs") || AnyChild(tree, tree.Find(root, "jobs"), [&](DataIndex job) {
           return tree.Has(job, "steps") &&
                  HasAny(tree, job, {"docker", "machine", "executor", "macos"});
         });
}

bool IsAzurePipeline(const DataTree& tree, DataIndex root) {
  const auto is_step = [&](DataIndex step) {
    return HasAny(tree, step, {"task", "bash", "script", "checkout", "pwsh", "template"});
  };
  const bool own_key = HasAny(tree, root, {"trigger", "pool", "pr"}) ||
                       // A template of steps has parameters with types.
                       AnyChild(tree, tree.Find(root, "parameters"), [&](DataIndex parameter) {
                         return HasAny(tree, parameter, {"default", "type", "name"});
                       });
  if (tree.IsList(tree.Find(root, "steps")) && own_key) {
    return AnyChild(tree, tree.Find(root, "steps"), is_step);
  }
  const auto is_job = [&](DataIndex job) {
    return HasAny(tree, job, {"job", "deployment"}) &&
           HasAny(tree, job, {"steps", "pool", "strategy"});
  };
  return AnyChild(tree, tree.Find(root, "jobs"), is_job) ||
         AnyChild(tree, tree.Find(root, "stages"), [&](DataIndex stage) {
           return tree.Has(stage, "stage") && AnyChild(tree, tree.Find(stage, "jobs"), is_job);
         });
}

bool IsPlaybook(const DataTree& tree, DataIndex root) {
  return AllChildren(tree, root, [&](DataIndex play) {
    return (tree.Has(play, "hosts") && HasAny(tree, play,
                                              {"tasks", "roles", "become", "vars", "pre_tasks",
                                               "gather_facts", "remote_user", "handlers"})) ||
           HasAny(tree, play, {"import_playbook", "ansible.builtin.import_playbook"});
  });
}

bool IsTravis(const DataTree& tree, DataIndex root) {
  return tree.Has(root, "language") &&
         HasAny(tree, root,
                {"script", "install", "before_install", "before_script", "jobs", "matrix",
                 "after_success", "python", "rvm", "node_js", "php", "go", "jdk", "scala", "rust",
                 "elixir", "dotnet", "perl"});
}

bool IsAnsibleModule(std::string_view key) {
  if (key.starts_with("ansible.") || key.starts_with("community.")) return true;
  return IsOneOf(key, {"apt",
                       "yum",
                       "dnf",
                       "package",
                       "copy",
                       "template",
                       "service",
                       "systemd",
                       "file",
                       "shell",
                       "command",
                       "docker_container",
                       "docker_image",
                       "user",
                       "git",
                       "pip",
                       "lineinfile",
                       "blockinfile",
                       "include_tasks",
                       "import_tasks",
                       "set_fact",
                       "get_url",
                       "uri",
                       "unarchive",
                       "stat",
                       "debug",
                       "cron",
                       "postgresql_db",
                       "postgresql_user",
                       "mysql_db",
                       "mysql_user",
                       "ufw",
                       "include_role",
                       "import_role",
                       "assert",
                       "wait_for",
                       "apt_repository",
                       "apt_key",
                       "authorized_key",
                       "docker_compose",
                       "fail",
                       "firewalld",
                       "group",
                       "include_vars",
                       "iptables",
                       "meta",
                       "mount",
                       "pause",
                       "raw",
                       "replace",
                       "script",
                       "setup",
                       "synchronize",
                       "sysctl",
                       "systemd_service",
                       "yum_repository",
                       "npm",
                       "gem",
                       "composer",
                       "snap",
                       "apk",
                       "pacman",
                       "zypper",
                       "rpm_key",
                       "hostname",
                       "timezone",
                       "modprobe",
                       "htpasswd",
                       "slurp",
                       "ini_file",
                       "docker_network",
                       "docker_volume",
                       "seboolean",
                       "add_host",
                       "supervisorctl",
                       "django_manage",
                       "block"});
}

// A module is given a map, or a line of `name=value`; but for those whose line is free, plain words
// (`- {name: a, file: b.md}`) are no tasks of Ansible's.
bool IsAnsibleModuleCall(const DataTree& tree, DataIndex entry) {
  const Text key = tree[entry].key;
  if (!IsAnsibleModule(key)) return false;
  const bool common =
      IsOneOf(key, {"package", "copy",  "template", "service", "systemd", "file",    "user",
                    "git",     "group", "mount",    "replace", "fail",    "debug",   "setup",
                    "assert",  "stat",  "cron",     "npm",     "gem",     "composer"});
  return !common || !tree.IsScalar(entry) || tree.Value(entry).find('=') != Text::npos ||
         tree[entry].kind == ValueKind::kNull;
}

// `- {name: a, command: b}` may be of anything that runs commands.
bool IsEvidentTask(const DataTree& tree, DataIndex task) {
  return AnyChild(tree, task, [&](DataIndex entry) {
    const Text key = tree[entry].key;
    return IsOneOf(key, {"when", "become", "register", "notify", "changed_when", "failed_when",
                         "args", "tags", "loop", "delegate_to", "ignore_errors"}) ||
           key.starts_with("with_") ||
           (!IsOneOf(key, {"command", "shell", "script", "raw", "meta"}) &&
            IsAnsibleModuleCall(tree, entry));
  });
}

bool IsAnsibleTasks(const DataTree& tree, DataIndex root) {
  return AnyChild(tree, root, [&](DataIndex task) { return IsEvidentTask(tree, task); }) &&
         AllChildren(tree, root, [&](DataIndex task) {
           return HasAny(tree, task,
                         {"name", "include_tasks", "import_tasks", "when", "become", "register",
                          "notify", "tags", "loop", "with_items"}) &&
                  AnyChild(tree, task,
                           [&](DataIndex key) { return IsAnsibleModuleCall(tree, key); });
         });
}

bool IsCloudFormation(const DataTree& tree, DataIndex root) {
  if (tree.Has(root, "AWSTemplateFormatVersion")) return true;
  return AnyChild(tree, tree.Find(root, "Resources"), [&](DataIndex resource) {
    return tree.ValueOf(resource, "Type").starts_with("AWS::");
  });
}

// The keys of a kustomization, where neither apiVersion nor kind says what it is.
bool IsKustomization(const DataTree& tree, DataIndex root) {
  return tree.IsList(tree.Find(root, "resources")) &&
         HasAny(tree, root,
                {"images", "patches", "patchesStrategicMerge", "patchesJson6902", "namePrefix",
                 "nameSuffix", "commonLabels", "configMapGenerator", "secretGenerator",
                 "generatorOptions", "components"}) &&
         AllChildren(tree, root, [&](DataIndex child) {
           return IsOneOf(tree[child].key, {"resources",
                                            "images",
                                            "patches",
                                            "patchesStrategicMerge",
                                            "patchesJson6902",
                                            "namePrefix",
                                            "nameSuffix",
                                            "namespace",
                                            "commonLabels",
                                            "commonAnnotations",
                                            "labels",
                                            "configMapGenerator",
                                            "secretGenerator",
                                            "generatorOptions",
                                            "components",
                                            "bases",
                                            "replicas",
                                            "replacements",
                                            "vars",
                                            "helmCharts",
                                            "helmGlobals",
                                            "configurations",
                                            "crds",
                                            "transformers",
                                            "generators",
                                            "buildMetadata"});
         });
}

// Grafana's provisioning files have an `apiVersion` as Kubernetes' objects have, but no `kind`.
Text GrafanaProvisioning(const DataTree& tree, DataIndex root) {
  const auto any = [&](std::string_view list, std::initializer_list<std::string_view> keys) {
    return AnyChild(tree, tree.Find(root, list),
                    [&](DataIndex one) { return HasAny(tree, one, keys); });
  };
  const auto typed = [&](std::string_view list, std::initializer_list<std::string_view> keys) {
    return AnyChild(tree, tree.Find(root, list), [&](DataIndex one) {
      return tree.Has(one, "type") && HasAny(tree, one, keys);
    });
  };
  if (typed("datasources", {"url", "access", "uid"})) return "grafana-datasources";
  if (typed("providers", {"folder", "options", "folderUid"})) return "grafana-dashboards";
  if (!tree.Has(root, "apiVersion")) return {};
  const bool rules = AnyChild(tree, tree.Find(root, "groups"), [&](DataIndex group) {
    return HasAny(tree, group, {"folder", "orgId"}) && tree.Has(group, "rules");
  });
  if (rules || any("contactPoints", {"receivers"}) || any("policies", {"receiver"}) ||
      any("muteTimes", {"time_intervals"}) || any("notifiers", {"type"})) {
    return "grafana-alerting";
  }
  return {};
}

bool IsGrafanaDashboard(const DataTree& tree, DataIndex root) {
  const bool old = AnyChild(tree, tree.Find(root, "rows"),
                            [&](DataIndex row) { return tree.IsList(tree.Find(row, "panels")); });
  return (tree.IsList(tree.Find(root, "panels")) || old) && tree.Has(root, "schemaVersion");
}

// Of several names each, all of which one program alone has: how many are there.
int CountKeys(const DataTree& tree, DataIndex root, std::initializer_list<std::string_view> keys) {
  int count = 0;
  for (const std::string_view key : keys) {
    const std::size_t dot = key.find('.');
    // `cluster.name: a` and `cluster: {name: a}` mean the same to some.
    const bool nested = dot != std::string_view::npos &&
                        tree.FindPath(root, {key.substr(0, dot), key.substr(dot + 1)}) != kNoData;
    if (nested || tree.Has(root, key)) ++count;
  }
  return count;
}

// The configuration of database servers and of what stands around them.
Text ServerKind(const DataTree& tree, DataIndex root) {
  if (tree.Has(root, "elasticsearch.hosts")) return "kibana";
  if (CountKeys(tree, root,
                {"cluster.name", "node.name", "network.host", "discovery.type",
                 "discovery.seed_hosts", "cluster.initial_master_nodes", "path.data", "path.logs",
                 "bootstrap.memory_lock", "xpack.security.enabled", "http.port"}) >= 2) {
    return "elasticsearch";
  }
  if (tree.Has(root, "partitioner") &&
      HasAny(tree, root, {"cluster_name", "seed_provider", "endpoint_snitch"})) {
    return "cassandra";
  }
  if (CountKeys(tree, root,
                {"storage.dbPath", "systemLog.destination", "systemLog.path", "net.bindIp",
                 "net.port", "security.authorization", "replication.replSetName",
                 "sharding.clusterRole", "processManagement.fork", "storage.wiredTiger"}) >= 2) {
    return "mongod-conf";
  }
  return {};
}

bool IsSpring(const DataTree& tree, DataIndex root) {
  const bool nested = HasAny(
      tree, tree.Find(root, "spring"),
      {"datasource", "jpa",     "profiles",  "config",   "application", "data",    "security",
       "cloud",      "kafka",   "rabbitmq",  "main",     "mvc",         "jackson", "flyway",
       "liquibase",  "servlet", "cache",     "mail",     "redis",       "r2dbc",   "jmx",
       "web",        "sql",     "thymeleaf", "messages", "session"});
  return nested || AnyChild(tree, root, [&](DataIndex child) {
           const Text key = tree[child].key;
           return key.starts_with("spring.datasource.") || key.starts_with("spring.jpa.") ||
                  key.starts_with("spring.application.") || key.starts_with("spring.config.") ||
                  key.starts_with("spring.profiles.") || key.starts_with("spring.cloud.");
         });
}

// Collections and roles that ansible-galaxy installs.
bool IsAnsibleRequirements(const DataTree& tree, DataIndex root) {
  const auto named = [&](std::string_view list) {
    return AllChildren(tree, tree.Find(root, list), [&](DataIndex one) {
      return tree.IsScalar(one) || HasAny(tree, one, {"src", "name"});
    });
  };
  return AllChildren(tree, root,
                     [&](DataIndex child) {
                       return IsOneOf(tree[child].key, {"roles", "collections"});
                     }) &&
         (named("roles") || named("collections"));
}

// `all: {hosts: …, children: …}`
bool IsAnsibleInventory(const DataTree& tree, DataIndex root) {
  const DataIndex all = tree.Find(root, "all");
  return tree.IsMap(all) && (tree.IsMap(tree.Find(all, "hosts")) ||
                             AnyChild(tree, tree.Find(all, "children"), [&](DataIndex group) {
                               return HasAny(tree, group, {"hosts", "children", "vars"});
                             }));
}

// Objects of a group say so ("apps/v1"). The core's are known, as are those that OpenShift once
// had there; others may name versions and kinds of their own.
bool IsKubernetesObject(Text api, Text kind) {
  if (api.find('/') != Text::npos || IsTemplated(api) || IsTemplated(kind)) return true;
  if (api != "v1") return false;
  if (kind.ends_with("List")) kind.remove_suffix(4);
  return kind.empty() || IsOneOf(kind, {"Pod",
                                        "Service",
                                        "ConfigMap",
                                        "Secret",
                                        "Namespace",
                                        "Node",
                                        "PersistentVolume",
                                        "PersistentVolumeClaim",
                                        "ServiceAccount",
                                        "ReplicationController",
                                        "Endpoints",
                                        "Event",
                                        "LimitRange",
                                        "ResourceQuota",
                                        "PodTemplate",
                                        "Binding",
                                        "DeploymentConfig",
                                        "BuildConfig",
                                        "ImageStream",
                                        "Route",
                                        "Project",
                                        "Role",
                                        "RoleBinding",
                                        "SecurityContextConstraints"});
}

Text KubernetesKind(const DataTree& tree, DataIndex root) {
  const Text api = tree.ValueOf(root, "apiVersion");
  const Text kind = tree.ValueOf(root, "kind");
  if (api.starts_with("kustomize.config.k8s.io") || kind == "Kustomization") return "kustomize";
  if (kind.empty()) {
    return tree.Has(root, "name") && tree.Has(root, "version") ? "helm-chart" : "";
  }
  if (kind == "Template" && tree.IsList(tree.Find(root, "objects"))) return "openshift-template";
  if (api.starts_with("skaffold/")) return "skaffold";
  if (api.starts_with("backstage.io/")) return "backstage";
  return IsKubernetesObject(api, kind) ? "kubernetes" : "";
}

bool IsPreCommit(const DataTree& tree, DataIndex root) {
  return AllChildren(tree, tree.Find(root, "repos"), [&](DataIndex repo) {
    return tree.Has(repo, "repo") && tree.Has(repo, "hooks");
  });
}

bool IsPrometheusRules(const DataTree& tree, DataIndex root) {
  return AnyChild(tree, tree.Find(root, "groups"), [&](DataIndex group) {
    return AnyChild(tree, tree.Find(group, "rules"), [&](DataIndex rule) {
      return tree.Has(rule, "expr") && HasAny(tree, rule, {"alert", "record"});
    });
  });
}

bool IsDrone(const DataTree& tree, DataIndex root) {
  return tree.ValueOf(root, "kind") == "pipeline" &&
         AnyChild(tree, tree.Find(root, "steps"), [&](DataIndex step) {
           return HasAny(tree, step, {"image", "commands"});
         });
}

bool IsCloudBuild(const DataTree& tree, DataIndex root) {
  const auto is_builder = [&](DataIndex step) {
    return tree.ValueOf(step, "name").starts_with("gcr.io/cloud-builders/");
  };
  return (HasAny(tree, root, {"substitutions", "images", "timeout", "options", "artifacts"}) ||
          AnyChild(tree, tree.Find(root, "steps"), is_builder)) &&
         AllChildren(tree, tree.Find(root, "steps"), [&](DataIndex step) {
           return tree.Has(step, "name") && HasAny(tree, step, {"args", "entrypoint", "script"});
         });
}

bool IsCondaEnvironment(const DataTree& tree, DataIndex root) {
  const DataIndex list = tree.Find(root, "dependencies");
  if (!tree.IsList(list)) return false;
  // Without channels, only Python itself or a list for pip tells it.
  return tree.IsList(tree.Find(root, "channels")) || AnyChild(tree, list, [&](DataIndex one) {
           const Text name = tree.Value(one);
           return tree.IsList(tree.Find(one, "pip")) || name == "python" ||
                  name.starts_with("python=") || name.starts_with("python>") ||
                  name.starts_with("python ");
         });
}

// Helm's requirements.yaml and, with a digest, its lock.
Text HelmDependenciesKind(const DataTree& tree, DataIndex root) {
  const bool charts = AllChildren(tree, tree.Find(root, "dependencies"), [&](DataIndex chart) {
    return tree.Has(chart, "name") && tree.Has(chart, "version") &&
           HasAny(tree, chart, {"repository", "condition", "alias", "tags"});
  });
  if (!charts) return {};
  return tree.Has(root, "digest") && tree.Has(root, "generated") ? "helm-lock"
                                                                 : "helm-requirements";
}

Text MapKind(const DataTree& tree, DataIndex root) {
  const auto has = [&](std::initializer_list<std::string_view> keys) {
    return std::all_of(keys.begin(), keys.end(),
                       [&](std::string_view key) { return tree.Has(root, key); });
  };
  if (HasAny(tree, root, {"openapi", "swagger"}) && tree.IsMap(tree.Find(root, "info")) &&
      HasAny(tree, root, {"paths", "components", "webhooks"})) {
    return "openapi";
  }
  if (has({"asyncapi", "info"})) return "asyncapi";
  if (!has({"kind"})) {
    if (const Text grafana = GrafanaProvisioning(tree, root); !grafana.empty()) return grafana;
  }
  if (has({"apiVersion"})) return KubernetesKind(tree, root);
  if (IsDrone(tree, root)) return "drone";
  if (IsCompose(tree, root) || IsComposeOfVersion1(tree, root)) return "compose";
  if (IsWorkflow(tree, root)) return "github-actions";
  if (tree.IsMap(tree.Find(root, "runs")) &&
      !tree.Value(tree.FindPath(root, {"runs", "using"})).empty()) {
    return "github-action";
  }
  if (IsPreCommit(tree, root)) return "pre-commit";
  if (has({"version", "updates"}) && AnyChild(tree, tree.Find(root, "updates"), [&](DataIndex one) {
        return tree.Has(one, "package-ecosystem");
      })) {
    return "dependabot";
  }
  if (IsCloudFormation(tree, root)) return "cloudformation";
  if (has({"service", "provider", "functions"})) return "serverless";
  if (has({"scrape_configs"})) {
    return HasAny(tree, root, {"clients", "positions"}) ? "promtail" : "prometheus";
  }
  if (has({"rule_files"}) && HasAny(tree, root, {"global", "alerting"})) return "prometheus";
  if (has({"schema_config"}) &&
      HasAny(tree, root,
             {"storage_config", "common", "ingester", "auth_enabled", "limits_config"})) {
    return "loki";
  }
  if (IsPrometheusRules(tree, root)) return "prometheus-rules";
  if (has({"route", "receivers"})) return "alertmanager";
  if (has({"receivers", "exporters", "service"})) return "otel-collector";
  if (has({"databaseChangeLog"})) return "liquibase";
  if (IsCircleCi(tree, root)) return "circleci";
  if (IsAzurePipeline(tree, root)) return "azure-pipelines";
  if (IsGitlabCi(tree, root)) return "gitlab-ci";
  if (IsTravis(tree, root)) return "travis";
  if (has({"pipelines"}) && tree.IsMap(tree.Find(root, "pipelines")) &&
      HasAny(tree, tree.Find(root, "pipelines"),
             {"default", "branches", "pull-requests", "custom", "tags"})) {
    return "bitbucket-pipelines";
  }
  if (tree.ValueOf(root, "$schema").find("renovate") != std::string_view::npos) return "renovate";
  if (tree.ValueOf(root, "$schema").find("deploymentTemplate.json") != std::string_view::npos) {
    return "arm-template";
  }
  if (IsGrafanaDashboard(tree, root) || IsGrafanaDashboard(tree, tree.Find(root, "dashboard"))) {
    return "grafana-dashboard";
  }
  if (IsCloudBuild(tree, root)) return "cloudbuild";
  if (has({"version", "phases"}) &&
      HasAny(tree, tree.Find(root, "phases"), {"install", "pre_build", "build", "post_build"})) {
    return "codebuild";
  }
  if (has({"config", "scenarios"}) && tree.Has(tree.Find(root, "config"), "target")) {
    return "artillery";
  }
  if (IsCondaEnvironment(tree, root)) return "conda";
  if (IsKustomization(tree, root)) return "kustomize";
  if (IsSpring(tree, root)) return "spring";
  if (IsAnsibleRequirements(tree, root)) return "ansible-requirements";
  if (IsAnsibleInventory(tree, root)) return "ansible-inventory";
  if (const Text server = ServerKind(tree, root); !server.empty()) return server;
  return HelmDependenciesKind(tree, root);
}

}  // namespace

Text DocumentKind(const DataTree& tree, DataIndex root) {
  if (tree.IsMap(root)) return MapKind(tree, root);
  if (!tree.IsList(root)) return {};
  if (IsPlaybook(tree, root)) return "ansible-playbook";
  if (IsAnsibleTasks(tree, root)) return "ansible-tasks";
  return {};
}

}  // namespace assay
