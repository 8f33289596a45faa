// Jobs of a pipeline with those that must be done before, and with those that
// they extend: names of one file, and for stages and workflows of one of its
// documents, mean nothing outside of it.
#include <map>
#include <set>
#include <string>
#include <vector>

#include "base/text.h"
#include "facts/ci_steps.h"
#include "facts/data_tree.h"
#include "facts/relation_parts.h"

namespace assay {
namespace {

struct Mention {
  std::uint32_t file;
  std::string from;
  std::string to;
  Region region;
  RelationKind kind;
};

// The jobs of one scope (a workflow, a document, files that include each other) and what they say
// of each other.
class Jobs {
 public:
  Jobs(const RelationContext& context, std::uint32_t file, std::string document,
       std::string word = "job")
      : context_(context), file_(file), document_(std::move(document)), word_(std::move(word)) {}

  // What is named and said next is of this file.
  void Enter(std::uint32_t file) { file_ = file; }

  void Name(const std::string& name, const Region& region) {
    places_[name].push_back({file_, region.start_line});
  }
  void Say(RelationKind kind, const std::string& from, const std::string& to,
           const Region& region) {
    if (!to.empty() && from != to) mentions_.push_back({file_, from, to, region, kind});
  }

  // A job that never runs neither waits nor is waited for.
  void TurnOff(const std::string& name) { off_.insert(name); }

  void Join() const {
    for (const Mention& mention : mentions_) {
      if (off_.contains(mention.from) || off_.contains(mention.to)) continue;
      const Place* const place = Find(mention);
      if (place == nullptr) continue;
      FoundRelation relation;
      relation.region = mention.region;
      relation.kind = mention.kind;
      relation.document = document_;
      relation.from = word_ + "/" + mention.from;
      relation.to = word_ + "/" + mention.to;
      relation.to_file = place->file;
      relation.to_line = place->line;
      context_.Add(mention.file, std::move(relation));
    }
  }

 private:
  struct Place {
    std::uint32_t file;
    std::uint32_t line;
  };

  // The one of this name in the mention's file, else in all; null for none or several.
  const Place* Find(const Mention& mention) const {
    const auto found = places_.find(mention.to);
    if (found == places_.end()) return nullptr;
    const Place* one = nullptr;
    std::size_t here = 0;
    for (const Place& place : found->second) {
      if (place.file != mention.file) continue;
      one = &place;
      ++here;
    }
    if (here > 0) return here == 1 ? one : nullptr;
    return found->second.size() == 1 ? &found->second.front() : nullptr;
  }

  const RelationContext& context_;
  std::uint32_t file_;
  std::string document_;
  std::string word_;
  std::map<std::string, std::vector<Place>, std::less<>> places_;
  std::set<std::string, std::less<>> off_;
  std::vector<Mention> mentions_;
};

void JoinGithub(const RelationContext& context, std::uint32_t file,
                const RelationInput::Document& document) {
  Jobs jobs(context, file, document.kind);
  for (const RelationInput::Value& value : document.values) {
    const std::vector<std::string> parts = PartsOfKey(value.key);
    if (parts.size() > 2 && parts[0] == "jobs" && parts[2] == "needs") {
      jobs.Say(RelationKind::kNeeds, parts[1], value.value, value.region);
    } else if (parts.size() == 3 && parts[0] == "jobs" && parts[2] == "if") {
      if (IsNever(value.value)) jobs.TurnOff(parts[1]);
    } else if (value.value.empty()) {
      jobs.Name(value.key, value.region);
    }
  }
  jobs.Join();
}

void ReadGitlab(const RelationInput::Document& document, Jobs& jobs) {
  static const std::set<std::string_view> kNoJobs = {
      "stages", "variables", "workflow", "default", "include",       "image",
      "cache",  "services",  "pages",    "spec",    "before_script", "after_script"};
  // What `needs` takes of another project or pipeline is no job of this one.
  std::set<std::string> foreign;
  for (const RelationInput::Value& value : document.values) {
    for (const std::string_view key : {".project", ".pipeline"}) {
      if (value.key.ends_with(key))
        foreign.insert(value.key.substr(0, value.key.size() - key.size()));
    }
  }
  for (const RelationInput::Value& value : document.values) {
    const std::vector<std::string> parts = PartsOfKey(value.key);
    const bool told = parts.size() > 1 && !value.value.empty();
    if (!told) {
      if (value.value.empty() && !kNoJobs.contains(value.key)) jobs.Name(value.key, value.region);
    } else if (parts[1] == "when") {
      if (value.value == "never") jobs.TurnOff(parts[0]);
    } else if (parts[1] == "extends") {
      jobs.Say(RelationKind::kExtends, parts[0], value.value, value.region);
    } else if (parts[1] == "dependencies" || (parts[1] == "needs" && parts.size() <= 3)) {
      jobs.Say(RelationKind::kNeeds, parts[0], value.value, value.region);
    } else if (parts[1] == "needs" && parts.back() == "job" &&
               !foreign.contains(value.key.substr(0, value.key.size() - 4))) {
      jobs.Say(RelationKind::kNeeds, parts[0], value.value, value.region);
    }
  }
}

// `include: /ci/a.yml`, `include: [{local: ci/a.yml}]`: a path from the root of the repository;
// empty for what is elsewhere or of a pattern.
std::string IncludedPath(const RelationInput::Value& value) {
  const std::string& key = value.key;
  if (key != "include" && !key.starts_with("include[") && key != "include.local") return {};
  std::string_view path = value.value;
  if (path.find('*') != std::string_view::npos) return {};
  while (path.starts_with('/')) path.remove_prefix(1);
  return path.empty() ? std::string() : JoinedPath("", path);
}

// Files that include each other make one pipeline.
void JoinGitlab(const RelationContext& context) {
  std::map<std::string, std::uint32_t, std::less<>> files;
  std::map<std::uint32_t, std::vector<const RelationInput::Document*>> documents;
  context.EachDocument("gitlab-ci", [&](std::uint32_t file, const auto& document) {
    files.emplace(context.files[file].path, file);
    documents[file].push_back(&document);
  });
  std::map<std::uint32_t, std::set<std::uint32_t>> joined;
  for (const auto& [file, own] : documents) {
    for (const RelationInput::Document* const document : own) {
      for (const RelationInput::Value& value : document->values) {
        const auto included = files.find(IncludedPath(value));
        if (included == files.end()) continue;
        joined[file].insert(included->second);
        joined[included->second].insert(file);
      }
    }
  }
  std::set<std::uint32_t> done;
  for (const auto& [file, own] : documents) {
    if (!done.insert(file).second) continue;
    Jobs jobs(context, file, "gitlab-ci");
    std::vector<std::uint32_t> open = {file};
    while (!open.empty()) {
      const std::uint32_t next = open.back();
      open.pop_back();
      jobs.Enter(next);
      for (const RelationInput::Document* const document : documents[next])
        ReadGitlab(*document, jobs);
      for (const std::uint32_t other : joined[next]) {
        if (done.insert(other).second) open.push_back(other);
      }
    }
    jobs.Join();
  }
}

// `stages[1].jobs[0].job` names what `stages[1].jobs[0].dependsOn` is said of.
void JoinAzure(const RelationContext& context, std::uint32_t file,
               const RelationInput::Document& document) {
  std::map<std::string, std::string, std::less<>> names;  // by the mapping's key
  std::map<std::string, Jobs> scopes;                     // by the list's key
  const auto list_of = [](std::string_view mapping) {
    return std::string(mapping.substr(0, mapping.rfind('[')));
  };
  for (const RelationInput::Value& value : document.values) {
    for (const std::string_view key : {".job", ".deployment", ".stage"}) {
      if (!value.key.ends_with("]" + std::string(key))) continue;
      const std::string mapping = value.key.substr(0, value.key.size() - key.size());
      names[mapping] = value.value;
      scopes
          .try_emplace(list_of(mapping), context, file, document.kind,
                       key == ".stage" ? "stage" : "job")
          .first->second.Name(value.value, value.region);
    }
  }
  for (const RelationInput::Value& value : document.values) {
    const std::size_t at = value.key.find("].dependsOn");
    if (at == std::string::npos || IsTemplated(value.value)) continue;
    const std::string mapping = value.key.substr(0, at + 1);
    const auto name = names.find(mapping);
    const auto scope = scopes.find(list_of(mapping));
    if (name == names.end() || scope == scopes.end()) continue;
    scope->second.Say(RelationKind::kNeeds, name->second, value.value, value.region);
  }
  for (const auto& [list, scope] : scopes) scope.Join();
}

// `workflows.W.jobs[0]` is a name, or `workflows.W.jobs[1].NAME.requires[0]`.
void JoinCircle(const RelationContext& context, std::uint32_t file,
                const RelationInput::Document& document) {
  std::map<std::string, Jobs> workflows;
  std::map<std::string, std::string> renamed;  // the entry's key → its own name
  const auto entry_of = [](const std::vector<std::string>& parts) {
    return parts[1] + "/" + parts[3];
  };
  for (const RelationInput::Value& value : document.values) {
    const std::vector<std::string> parts = PartsOfKey(value.key);
    if (parts.size() == 6 && parts[2] == "jobs" && parts[5] == "name")
      renamed[entry_of(parts)] = value.value;
  }
  std::set<std::string> named;
  for (const RelationInput::Value& value : document.values) {
    const std::vector<std::string> parts = PartsOfKey(value.key);
    if (parts.size() < 4 || parts[0] != "workflows" || parts[2] != "jobs") continue;
    Jobs& jobs = workflows.try_emplace(parts[1], context, file, document.kind).first->second;
    const auto known = renamed.find(entry_of(parts));
    const std::string name = known != renamed.end() ? known->second
                             : parts.size() == 4    ? value.value
                                                    : parts[4];
    if (named.insert(entry_of(parts)).second) jobs.Name(name, value.region);
    if (parts.size() == 7 && parts[5] == "requires")
      jobs.Say(RelationKind::kNeeds, name, value.value, value.region);
  }
  for (const auto& [name, jobs] : workflows) jobs.Join();
}

// Steps of one pipeline.
void JoinDrone(const RelationContext& context, std::uint32_t file,
               const RelationInput::Document& document) {
  Jobs steps(context, file, document.kind, "step");
  std::map<std::string, std::string> names;
  for (const RelationInput::Value& value : document.values) {
    const std::vector<std::string> parts = PartsOfKey(value.key);
    if (parts.size() != 3 || parts[0] != "steps" || parts[2] != "name") continue;
    names[parts[1]] = value.value;
    steps.Name(value.value, value.region);
  }
  // Without a name, the steps are a map by their names.
  for (const RelationInput::Value& value : document.values) {
    const std::vector<std::string> parts = PartsOfKey(value.key);
    if (parts.size() != 3 || parts[0] != "steps" || parts[2] != "image") continue;
    if (names.try_emplace(parts[1], parts[1]).second) steps.Name(parts[1], value.region);
  }
  for (const RelationInput::Value& value : document.values) {
    const std::vector<std::string> parts = PartsOfKey(value.key);
    if (parts.size() == 4 && parts[0] == "steps" && parts[2] == "depends_on")
      steps.Say(RelationKind::kNeeds, names[parts[1]], value.value, value.region);
  }
  steps.Join();
}

}  // namespace

void FindJobRelations(const RelationContext& context) {
  const auto each = [&](std::string_view kind, auto join) {
    context.EachDocument(
        kind, [&](std::uint32_t file, const auto& document) { join(context, file, document); });
  };
  each("github-actions", JoinGithub);
  JoinGitlab(context);
  each("azure-pipelines", JoinAzure);
  each("circleci", JoinCircle);
  each("drone", JoinDrone);
  each("woodpecker", JoinDrone);
}

}  // namespace assay
