#include "facts/relations.h"

#include <algorithm>
#include <set>
#include <tuple>

#include "base/text.h"
#include "facts/data_tree.h"
#include "facts/image_builds.h"
#include "facts/relation_parts.h"

namespace assay {
namespace {

bool Contains(std::string_view text, std::string_view part) {
  return text.find(part) != std::string_view::npos;
}

bool IsComposeKey(const std::vector<std::string>& parts) {
  if (parts.size() < 3) return false;
  const std::string& what = parts[2];
  return what == "build" || what == "image" || what == "depends_on" || what == "healthcheck" ||
         what == "extends" || what == "deploy" || what == "scale" || what == "links";
}

bool IsKubernetesKey(std::string_view key) {
  if (key == "kind" || key == "apiVersion") return true;
  if (key.starts_with("metadata."))
    return key == "metadata.name" || key == "metadata.namespace" ||
           key.starts_with("metadata.labels.");
  if (!key.starts_with("spec.")) return false;
  return key == "spec.replicas" || key.starts_with("spec.scaleTargetRef.") ||
         key.starts_with("spec.selector") || Contains(key, "template.metadata.labels.") ||
         Contains(key, ".backend.") || key.starts_with("spec.backend.") ||
         key.starts_with("spec.defaultBackend.") || Contains(key, ".backendRefs[") ||
         Contains(key, "ontainers[") || key.starts_with("spec.to.") ||
         (key.starts_with("spec.routes[") && Contains(key, ".services["));
}

// How many parts of a key name a thing that others may mean: a service, a job.
std::size_t NameParts(std::string_view document) {
  if (document == "compose" || document == "github-actions") return 2;
  return document == "gitlab-ci" ? 1 : 0;
}

bool IsWanted(std::string_view document, std::string_view key,
              const std::vector<std::string>& parts) {
  if (document == "compose") return parts[0] == "services" && IsComposeKey(parts);
  if (document == "kubernetes") return IsKubernetesKey(key);
  if (document == "github-actions")
    return parts[0] == "jobs" && parts.size() > 2 && (parts[2] == "needs" || parts[2] == "if");
  if (document == "gitlab-ci") {
    if (parts[0] == "include") return parts.size() <= 2 || parts.back() == "local";
    return parts.size() > 1 && (parts[1] == "needs" || parts[1] == "dependencies" ||
                                parts[1] == "extends" || parts[1] == "when");
  }
  if (document == "kustomize")
    return parts[0] == "images" || parts[0] == "resources" || parts[0] == "bases" ||
           parts[0] == "components";
  if (document == "azure-pipelines")
    return parts.back() == "job" || parts.back() == "deployment" || parts.back() == "stage" ||
           Contains(key, ".dependsOn");
  if (document == "circleci") return parts[0] == "workflows";
  if (document == "drone" || document == "woodpecker")
    return key == "name" || Contains(key, "depends_on[") || parts.back() == "name" ||
           (parts.size() == 3 && parts[0] == "steps" && parts[2] == "image");
  return false;
}

// Documents whose settings never join; what most files hold.
bool JoinsAnything(std::string_view document) {
  static const std::set<std::string_view> kJoined = {
      "compose",  "kubernetes", "github-actions", "gitlab-ci", "azure-pipelines",
      "circleci", "drone",      "woodpecker",     "kustomize"};
  return kJoined.contains(document);
}

void ReadDocuments(const FileFacts& facts, RelationInput& input) {
  std::size_t count = 0;
  std::set<std::string> named;
  for (const Setting& setting : facts.settings) {
    if (!JoinsAnything(setting.document)) continue;
    if (input.documents.empty() || input.documents.back().part != setting.part ||
        input.documents.back().kind != setting.document) {
      input.documents.push_back({std::string(setting.document), setting.part, {}});
      named.clear();
    }
    std::vector<RelationInput::Value>& values = input.documents.back().values;
    const std::vector<std::string> parts = PartsOfKey(setting.key);
    if (parts.empty()) continue;
    const std::size_t name_parts = NameParts(setting.document);
    if (name_parts > 0 && parts.size() > name_parts &&
        (name_parts == 1 || parts[0] == "services" || parts[0] == "jobs")) {
      std::string name = parts[name_parts - 1];
      if (named.insert(name).second && ++count <= kMaxRelationValues)
        values.push_back({std::move(name), {}, setting.region});
    }
    if (!IsWanted(setting.document, setting.key, parts) || ++count > kMaxRelationValues) continue;
    values.push_back({std::string(setting.key), std::string(setting.value), setting.region});
  }
  input.values_cut = count > kMaxRelationValues;
}

void ReadDockerfile(const FileFacts& facts, RelationInput& input) {
  for (const Instruction& instruction : facts.instructions) {
    if (instruction.name == "FROM") input.stages.emplace_back(instruction.stage_name);
    if (instruction.name == "HEALTHCHECK" && instruction.reachable) {
      input.healthcheck = !EqualsIgnoreCase(Trim(instruction.arguments), "none");
    }
  }
}

}  // namespace

RelationInput RelationInput::Of(const SourceFile& file, const FileFacts& facts) {
  RelationInput input;
  input.is_dockerfile = file.format == "dockerfile";
  if (input.is_dockerfile) ReadDockerfile(facts, input);
  ReadDocuments(facts, input);
  input.builds = ImageBuildsOf(file, facts, input.builds_cut);
  return input;
}

std::vector<std::string> PartsOfKey(std::string_view key) {
  std::vector<std::string> parts;
  std::string part;
  for (std::size_t i = 0; i < key.size(); ++i) {
    if (key[i] == '\\' && i + 1 < key.size() && key[i + 1] == '.') {
      part += key[++i];
    } else if (key[i] == '.') {
      if (!part.empty()) parts.push_back(std::move(part));
      part.clear();
    } else if (key[i] == '[' && !part.empty()) {
      parts.push_back(std::move(part));
      part = "[";
    } else {
      part += key[i];
    }
  }
  if (!part.empty()) parts.push_back(std::move(part));
  return parts;
}

std::string JoinedPath(std::string_view folder, std::string_view relative) {
  if (relative.starts_with('/') || relative.find("://") != std::string_view::npos ||
      IsTemplated(relative) || relative.find('\\') != std::string_view::npos) {
    return {};
  }
  const auto path = NormalPath(folder, relative);
  if (!path) return {};
  return path->empty() ? "." : *path;
}

std::string NameOfTwo(std::string_view a, std::string_view b) {
  std::string name(a);
  name += '\0';
  name += b;
  return name;
}

void RelationContext::EachDocument(
    std::string_view kind,
    const std::function<void(std::uint32_t, const RelationInput::Document&)>& visit) const {
  for (std::uint32_t i = 0; i < files.size(); ++i) {
    if (files[i].purpose == Purpose::kVendored) continue;
    for (const RelationInput::Document& document : inputs[i]->documents) {
      if (document.kind == kind) visit(i, document);
    }
  }
}

std::uint32_t ThingsByName::Find(const RelationContext& context, std::string_view name,
                                 std::uint32_t file, Within within,
                                 const std::function<bool(std::uint32_t)>& fits) const {
  const auto found = things_.find(name);
  if (found == things_.end()) return kNone;
  if (found->second.size() > kMaxCandidates) {
    context.Cut(file, "more than 64 things have a name that is said here; none is joined");
    return kNone;
  }
  const std::string_view folder = DirName(context.files[file].path);
  // What tests and examples hold is theirs alone.
  const auto is_aside = [&](std::uint32_t one) {
    const Purpose purpose = context.files[one].purpose;
    return purpose == Purpose::kTest || purpose == Purpose::kFixture ||
           purpose == Purpose::kExample || purpose == Purpose::kDocumentation;
  };
  for (const Within near : {Within::kFile, Within::kFolder, Within::kRepository}) {
    if (near > within) break;
    std::uint32_t one = kNone;
    std::size_t count = 0;
    for (const Entry& entry : found->second) {
      const bool reached = near == Within::kFile ? entry.file == file
                           : near == Within::kFolder
                               ? DirName(context.files[entry.file].path) == folder
                               : is_aside(entry.file) == is_aside(file);
      if (!reached || (fits && !fits(entry.thing))) continue;
      one = entry.thing;
      ++count;
    }
    if (count > 0) return count == 1 ? one : kNone;
  }
  return kNone;
}

std::vector<std::vector<FoundRelation>> FindRelations(
    const std::vector<SourceFile>& files, const std::vector<const RelationInput*>& inputs,
    Diagnostics& diagnostics) {
  std::vector<std::vector<FoundRelation>> found(files.size());
  const RelationContext context{files, inputs, found, diagnostics};
  for (std::uint32_t i = 0; i < files.size(); ++i) {
    if (files[i].purpose == Purpose::kVendored) continue;
    if (inputs[i]->values_cut)
      context.Cut(i, "more than 20000 values name things; the others are not joined");
    if (inputs[i]->builds_cut)
      context.Cut(i, "more than 1000 images are built; the others are not joined");
  }
  FindImageRelations(context);
  FindKubernetesRelations(context);
  FindJobRelations(context);
  for (std::vector<FoundRelation>& of_file : found) {
    const auto key = [](const FoundRelation& one) {
      return std::tie(one.region.start_byte, one.kind, one.from, one.to, one.to_file, one.detail);
    };
    std::stable_sort(
        of_file.begin(), of_file.end(),
        [&](const FoundRelation& a, const FoundRelation& b) { return key(a) < key(b); });
    of_file.erase(std::unique(of_file.begin(), of_file.end(),
                              [&](const FoundRelation& a, const FoundRelation& b) {
                                return key(a) == key(b);
                              }),
                  of_file.end());
  }
  return found;
}

}  // namespace assay
