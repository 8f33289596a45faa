// Objects of a cluster with each other: autoscalers with their workloads,
// Services with the workloads whose pods they select, routes with Services.
#include <algorithm>
#include <array>
#include <map>
#include <utility>

#include "base/text.h"
#include "facts/data_tree.h"
#include "facts/relation_parts.h"

namespace assay {
namespace {

constexpr std::array kWorkloads = std::to_array<std::string_view>(
    {"Deployment", "StatefulSet", "DaemonSet", "ReplicaSet", "ReplicationController", "Rollout",
     "DeploymentConfig", "Pod"});

using Labels = std::map<std::string, std::string, std::less<>>;

struct Object {
  std::uint32_t file = 0;
  std::string kind;
  std::string name;
  std::string space;
  Region region;      // of its kind
  bool clear = true;  // false where it says its name twice
  Labels labels;      // of its pods
  Labels selector;
  // `{key: app, operator: In, values: [a, b]}`, by their number.
  struct Expression {
    std::string key;
    std::string op;
    std::vector<std::string> values;
  };
  std::map<std::string, Expression, std::less<>> expressions;
  bool clear_selector = true;
  std::uint32_t replicas = 0;
  bool told_replicas = false;
  bool probed = false;  // a readinessProbe
  Region selector_region;
  std::string scaled_kind;
  std::string scaled_name;
  Region scaled_region;
  struct Backend {
    std::string name;
    Region region;
  };
  std::vector<Backend> backends;
};

bool IsWorkload(std::string_view kind) {
  return std::find(kWorkloads.begin(), kWorkloads.end(), kind) != kWorkloads.end();
}

bool IsAutoscaler(std::string_view kind) {
  return kind == "HorizontalPodAutoscaler" || kind == "ScaledObject" ||
         kind == "VerticalPodAutoscaler";
}

bool HasBackends(std::string_view kind) {
  return kind == "Ingress" || kind == "IngressRoute" || kind == "HTTPRoute" ||
         kind == "GRPCRoute" || kind == "Route";
}

// Behind `prefix` in `key`; empty if it does not begin so.
std::string_view Behind(std::string_view key, std::string_view prefix) {
  return key.starts_with(prefix) ? key.substr(prefix.size()) : std::string_view();
}

void Set(std::string& field, const std::string& value, bool& clear) {
  if (!field.empty() && field != value) clear = false;
  field = value;
}

// The replicas that a file states; a number that a template makes is not told.
void ReadReplicas(const std::string& value, Object& object) {
  if (value.empty() || value.size() > 6 ||
      value.find_first_not_of("0123456789") != std::string::npos)
    return;
  object.replicas = static_cast<std::uint32_t>(std::stoul(value));
  object.told_replicas = true;
}

void ReadLabel(std::string_view name, const std::string& value, Labels& labels) {
  if (!name.empty()) labels[std::string(name)] = value;
}

bool IsBackendName(std::string_view kind, std::string_view key) {
  if (kind == "Ingress")
    return key.ends_with(".backend.service.name") || key.ends_with(".backend.serviceName") ||
           key == "spec.defaultBackend.service.name" || key == "spec.backend.serviceName";
  if (kind == "IngressRoute") return key.find(".services[") != key.npos && key.ends_with("].name");
  if (kind == "Route") return key == "spec.to.name";
  return key.find(".backendRefs[") != key.npos && key.ends_with("].name");
}

// `0].operator`, `0].values[1]`
void ReadExpression(std::string_view key, const std::string& value, Object& object) {
  const std::size_t close = key.find("].");
  if (close == std::string_view::npos) {
    object.clear_selector = false;
    return;
  }
  Object::Expression& expression = object.expressions[std::string(key.substr(0, close))];
  const std::string_view field = key.substr(close + 2);
  if (field == "key") expression.key = value;
  if (field == "operator") expression.op = value;
  if (field.starts_with("values[")) expression.values.push_back(value);
}

void ReadValue(const RelationInput::Value& value, Object& object) {
  const std::string_view key = value.key;
  const bool pod = object.kind == "Pod";
  if (key == "metadata.name") {
    Set(object.name, value.value, object.clear);
  } else if (key == "metadata.namespace") {
    Set(object.space, value.value, object.clear);
  } else if (key == "spec.replicas") {
    ReadReplicas(value.value, object);
  } else if (key == "spec.scaleTargetRef.kind") {
    object.scaled_kind = value.value;
  } else if (key == "spec.scaleTargetRef.name") {
    object.scaled_name = value.value;
    object.scaled_region = value.region;
  } else if (key.find(".readinessProbe.") != key.npos) {
    object.probed = true;
  } else if (HasBackends(object.kind) && IsBackendName(object.kind, key)) {
    object.backends.push_back({value.value, value.region});
  } else if (key.starts_with("spec.selector.")) {
    if (object.selector.empty()) object.selector_region = value.region;
    if (object.kind == "Service")
      return ReadLabel(Behind(key, "spec.selector."), value.value, object.selector);
    const std::string_view expression = Behind(key, "spec.selector.matchExpressions[");
    if (!expression.empty()) return ReadExpression(expression, value.value, object);
    const std::string_view label = Behind(key, "spec.selector.matchLabels.");
    if (label.empty()) object.clear_selector = false;
    ReadLabel(label, value.value, object.selector);
  } else {
    ReadLabel(Behind(key, pod ? "metadata.labels." : "spec.template.metadata.labels."), value.value,
              object.labels);
  }
}

bool IsWithin(const Labels& selector, const Labels& labels) {
  return std::all_of(selector.begin(), selector.end(), [&](const auto& wanted) {
    const auto found = labels.find(wanted.first);
    return found != labels.end() && found->second == wanted.second;
  });
}

bool Fits(const Object::Expression& expression, const Labels& labels) {
  const auto found = labels.find(expression.key);
  const bool listed =
      found != labels.end() && std::find(expression.values.begin(), expression.values.end(),
                                         found->second) != expression.values.end();
  if (expression.op == "In") return listed;
  if (expression.op == "NotIn") return !listed;
  if (expression.op == "Exists") return found != labels.end();
  return expression.op == "DoesNotExist" && found == labels.end();
}

bool IsSelected(const Object& selecting, const Labels& labels) {
  return IsWithin(selecting.selector, labels) &&
         std::all_of(selecting.expressions.begin(), selecting.expressions.end(),
                     [&](const auto& one) { return Fits(one.second, labels); });
}

// Whether what selects is known only once something fills it in.
bool IsSelectorTemplated(const Object& object) {
  return std::any_of(object.selector.begin(), object.selector.end(),
                     [](const auto& label) { return IsTemplated(label.second); }) ||
         std::any_of(object.expressions.begin(), object.expressions.end(), [](const auto& one) {
           return std::any_of(one.second.values.begin(), one.second.values.end(),
                              [](const std::string& value) { return IsTemplated(value); });
         });
}

class ClusterJoiner {
 public:
  explicit ClusterJoiner(const RelationContext& context) : context_(context) {}

  void Run() {
    context_.EachDocument("kubernetes",
                          [&](std::uint32_t file, const auto& document) { Read(file, document); });
    for (const Object& object : objects_) {
      if (IsAutoscaler(object.kind)) JoinScaled(object);
      if (object.kind == "Service" || object.kind == "PodDisruptionBudget") JoinSelected(object);
      for (const Object::Backend& backend : object.backends) JoinBackend(object, backend);
    }
  }

 private:
  void Read(std::uint32_t file, const RelationInput::Document& document) {
    Object object;
    object.file = file;
    for (const RelationInput::Value& value : document.values) {
      if (value.key != "kind") continue;
      Set(object.kind, value.value, object.clear);
      object.region = value.region;
    }
    for (const RelationInput::Value& value : document.values) ReadValue(value, object);
    // What only changes a workload (a patch) has no pods of its own.
    if (object.kind.empty() || object.name.empty() || !object.clear ||
        (IsWorkload(object.kind) && object.labels.empty()))
      return;
    if (IsWorkload(object.kind) && !object.told_replicas && object.kind != "DaemonSet")
      object.replicas = 1;
    const auto number = static_cast<std::uint32_t>(objects_.size());
    named_.Add(Key(object.kind, object.space, object.name), file, number);
    if (IsWorkload(object.kind)) {
      for (const auto& [label, value] : object.labels) {
        labelled_.Add(Key(object.space, label, value), file, number);
        with_label_.Add(Key(object.space, label, ""), file, number);
      }
    }
    objects_.push_back(std::move(object));
  }

  static std::string Key(std::string_view a, std::string_view b, std::string_view c) {
    return NameOfTwo(NameOfTwo(a, b), c);
  }

  // Names that a template makes are made alike in one chart only.
  static Within ReachOf(bool templated) {
    return templated ? Within::kFolder : Within::kRepository;
  }

  void Add(const Object& from, RelationKind kind, const Region& region, std::uint32_t target) {
    if (target == ThingsByName::kNone) return;
    const Object& to = objects_[target];
    FoundRelation relation;
    relation.region = region;
    relation.kind = kind;
    relation.document = "kubernetes";
    relation.from = from.kind + "/" + from.name;
    relation.to = to.kind + "/" + to.name;
    relation.to_file = to.file;
    relation.to_line = to.region.start_line;
    relation.replicas = to.replicas;
    relation.checked = to.probed;
    // A route leads on to the workload of its Service.
    const std::uint32_t behind = kind == RelationKind::kRoutes ? Selected(to) : ThingsByName::kNone;
    if (behind != ThingsByName::kNone) {
      relation.replicas = objects_[behind].replicas;
      relation.checked = objects_[behind].probed;
      relation.detail = objects_[behind].kind + "/" + objects_[behind].name;
    }
    context_.Add(from.file, std::move(relation));
  }

  void JoinScaled(const Object& object) {
    if (object.scaled_name.empty()) return;
    // KEDA's target is a Deployment unless it says otherwise.
    const std::string kind = !object.scaled_kind.empty()     ? object.scaled_kind
                             : object.kind == "ScaledObject" ? "Deployment"
                                                             : "";
    const bool templated = IsTemplated(object.scaled_name) || IsTemplated(object.space);
    Add(object, RelationKind::kScales, object.scaled_region,
        named_.Find(context_, Key(kind, object.space, object.scaled_name), object.file,
                    ReachOf(templated), IsWorkloadAt()));
  }

  std::function<bool(std::uint32_t)> IsWorkloadAt() const {
    return [this](std::uint32_t one) { return IsWorkload(objects_[one].kind); };
  }

  // The workload that a selector's labels and expressions fit. One of them must name a label that
  // the workload has, since what lacks a label is no thing to be found by.
  std::uint32_t Selected(const Object& object) const {
    if (!object.clear_selector) return ThingsByName::kNone;
    const bool templated = IsSelectorTemplated(object) || IsTemplated(object.space);
    const auto find = [&](const ThingsByName& things, const std::string& key) {
      return things.Find(context_, key, object.file, ReachOf(templated), [&](std::uint32_t one) {
        return IsSelected(object, objects_[one].labels);
      });
    };
    if (!object.selector.empty()) {
      const auto& [label, value] = *object.selector.begin();
      return find(labelled_, Key(object.space, label, value));
    }
    for (const auto& [number, one] : object.expressions) {
      if (one.op == "In" && one.values.size() == 1)
        return find(labelled_, Key(object.space, one.key, one.values.front()));
    }
    for (const auto& [number, one] : object.expressions) {
      if (one.op == "In" || one.op == "Exists")
        return find(with_label_, Key(object.space, one.key, ""));
    }
    return ThingsByName::kNone;
  }

  void JoinSelected(const Object& object) {
    Add(object, RelationKind::kSelects, object.selector_region, Selected(object));
  }

  void JoinBackend(const Object& object, const Object::Backend& backend) {
    const bool templated = IsTemplated(backend.name) || IsTemplated(object.space);
    Add(object, RelationKind::kRoutes, backend.region,
        named_.Find(context_, Key("Service", object.space, backend.name), object.file,
                    ReachOf(templated)));
  }

  const RelationContext& context_;
  std::vector<Object> objects_;
  ThingsByName named_;       // kind, namespace, name
  ThingsByName labelled_;    // namespace, label, value
  ThingsByName with_label_;  // namespace, label
};

}  // namespace

void FindKubernetesRelations(const RelationContext& context) { ClusterJoiner(context).Run(); }

}  // namespace assay
