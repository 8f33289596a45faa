// Services, containers and pipeline steps with the Dockerfiles that they build
// and with what builds their images; compose services with each other.
#include <map>
#include <optional>
#include <set>

#include "base/text.h"
#include "facts/data_tree.h"
#include "facts/package_name.h"
#include "facts/relation_parts.h"

namespace assay {
namespace {

// A service that another names.
struct Reference {
  std::string to;
  std::string detail;
  Region region;
  bool elsewhere = false;  // `extends` of another file
};

struct Service {
  std::uint32_t file = 0;
  std::string name;
  Region region;  // of its first setting
  std::string image;
  Region image_region;
  bool builds = false;
  Region build_region;
  std::string context;
  std::string dockerfile;
  std::string target;
  bool inline_dockerfile = false;
  std::uint32_t replicas = 0;
  std::string healthcheck;
  std::vector<Reference> needs;
  std::optional<Reference> extends;
  std::uint32_t built = ThingsByName::kNone;  // the Dockerfile's file
};

// What makes an image here.
struct Builder {
  std::uint32_t file;
  std::uint32_t line;
  std::string name;  // "service/api", "job/publish"
  std::uint32_t dockerfile;
};

std::uint32_t Number(std::string_view text) {
  std::uint32_t number = 0;
  if (text.empty() || text.size() > 6) return 0;
  for (const char c : text) {
    if (c < '0' || c > '9') return 0;
    number = number * 10 + static_cast<std::uint32_t>(c - '0');
  }
  return number;
}

class ImageJoiner {
 public:
  explicit ImageJoiner(const RelationContext& context) : context_(context) {
    for (std::uint32_t i = 0; i < context.files.size(); ++i) {
      if (context.inputs[i]->is_dockerfile) dockerfiles_.try_emplace(context.files[i].path, i);
    }
  }

  void Run() {
    context_.EachDocument(
        "compose", [&](std::uint32_t file, const auto& document) { ReadCompose(file, document); });
    JoinBuilds();
    for (const Service& service : services_) {
      JoinNeeds(service);
      if (!service.image.empty() && !service.builds)
        JoinImage(service.file, "compose", "service/" + service.name, service.image,
                  service.image_region);
    }
    context_.EachDocument("kustomize", [&](std::uint32_t file, const auto& document) {
      ReadKustomization(file, document);
    });
    for (const auto& [folder, kustomization] : kustomizations_) JoinKustomization(kustomization);
    context_.EachDocument("kubernetes", [&](std::uint32_t file, const auto& document) {
      JoinContainers(file, document);
    });
  }

 private:
  // Images under other names than in what a kustomization is made of.
  struct Kustomization {
    std::uint32_t file = 0;
    std::vector<std::string> resources;  // paths from the root of the repository
    struct Rename {
      std::string name;
      std::string new_name;
      Region region;
    };
    std::map<std::string, Rename, std::less<>> images;  // by their number
  };

  void ReadKustomization(std::uint32_t file, const RelationInput::Document& document) {
    const std::string folder(DirName(context_.files[file].path));
    Kustomization kustomization;
    kustomization.file = file;
    for (const RelationInput::Value& value : document.values) {
      const std::vector<std::string> parts = PartsOfKey(value.key);
      if (parts.size() == 2) {
        std::string path = JoinedPath(folder, value.value);
        if (!path.empty()) kustomization.resources.push_back(std::move(path));
      } else if (parts.size() == 3 && parts[0] == "images") {
        Kustomization::Rename& rename = kustomization.images[parts[1]];
        if (parts[2] == "name") rename.name = value.value;
        if (parts[2] == "newName") rename.new_name = value.value;
        if (parts[2] == "newName" || rename.new_name.empty()) rename.region = value.region;
      }
    }
    kustomizations_.try_emplace(folder.empty() ? "." : folder, std::move(kustomization));
  }

  // Its images with what builds them, and its files with the images that it renames.
  void JoinKustomization(const Kustomization& kustomization) {
    std::map<std::string, std::string> renamed;
    for (const auto& [number, image] : kustomization.images) {
      const std::string& built = image.new_name.empty() ? image.name : image.new_name;
      if (image.name.empty() || IsTemplated(built)) continue;
      JoinImage(kustomization.file, "kustomize", "image/" + image.name, built, image.region);
      if (!image.new_name.empty()) renamed[image.name] = image.new_name;
    }
    if (renamed.empty()) return;
    std::set<std::string> seen;
    std::vector<std::string> open = kustomization.resources;
    while (!open.empty()) {
      const std::string path = std::move(open.back());
      open.pop_back();
      if (!seen.insert(path).second) continue;
      for (const auto& [name, new_name] : renamed) renames_[path][name].insert(new_name);
      const auto below = kustomizations_.find(path);
      if (below == kustomizations_.end()) continue;
      open.insert(open.end(), below->second.resources.begin(), below->second.resources.end());
    }
  }

  // An image's name as what deploys the file says it; the one that is written where nothing or
  // several kustomizations disagree.
  std::string DeployedName(std::uint32_t file, std::string_view image) const {
    const auto names = renames_.find(context_.files[file].path);
    if (names == renames_.end()) return std::string(image);
    const auto renamed = names->second.find(ParseImage(image).name);
    const bool one = renamed != names->second.end() && renamed->second.size() == 1;
    return one ? *renamed->second.begin() : std::string(image);
  }

  void ReadCompose(std::uint32_t file, const RelationInput::Document& document) {
    std::map<std::string, std::uint32_t, std::less<>> own;
    for (const RelationInput::Value& value : document.values) {
      const std::vector<std::string> parts = PartsOfKey(value.key);
      if (value.value.empty() && !value.key.starts_with("services.")) {
        own[value.key] = static_cast<std::uint32_t>(services_.size());
        names_.Add(value.key, file, static_cast<std::uint32_t>(services_.size()));
        services_.push_back({});
        services_.back().file = file;
        services_.back().name = value.key;
        services_.back().region = value.region;
        continue;
      }
      const auto found = parts.size() > 2 ? own.find(parts[1]) : own.end();
      if (found != own.end()) ReadService(parts, value, services_[found->second]);
    }
  }

  static void ReadService(const std::vector<std::string>& parts, const RelationInput::Value& value,
                          Service& service) {
    const std::string& what = parts[2];
    const std::string_view last = parts.back();
    if (what == "image") {
      service.image = value.value;
      service.image_region = value.region;
    } else if (what == "build") {
      if (!service.builds) service.build_region = value.region;
      service.builds = true;
      if (parts.size() == 3 || last == "context") service.context = value.value;
      if (parts.size() != 4) return;
      if (last == "dockerfile") service.dockerfile = value.value;
      if (last == "target") service.target = value.value;
      if (last == "dockerfile_inline") service.inline_dockerfile = true;
    } else if (what == "depends_on" && parts.size() == 4 && last.starts_with('[')) {
      service.needs.push_back({value.value, "service_started", value.region});
    } else if (what == "depends_on" && parts.size() == 5 && last == "condition") {
      service.needs.push_back({parts[3], value.value, value.region});
    } else if (what == "extends") {
      if (!service.extends) service.extends.emplace();
      if (last == "file") {
        service.extends->elsewhere = true;
      } else {
        service.extends->to = value.value;
        service.extends->region = value.region;
      }
    } else if (what == "healthcheck") {
      if (last == "disable" && value.value == "true") service.healthcheck = "NONE";
      if (parts.size() > 3 && parts[3] == "test" && service.healthcheck.empty())
        service.healthcheck = value.value;
    } else if (value.key.ends_with(".deploy.replicas") || what == "scale") {
      service.replicas = Number(value.value);
    }
  }

  // The Dockerfile at a path that is certain, where it has the stage.
  std::uint32_t DockerfileAt(const std::string& path, std::string_view target) const {
    const auto found = dockerfiles_.find(path);
    if (path.empty() || found == dockerfiles_.end()) return ThingsByName::kNone;
    if (target.empty()) return found->second;
    const std::vector<std::string>& stages = context_.inputs[found->second]->stages;
    for (std::size_t i = 0; i < stages.size(); ++i) {
      if (EqualsIgnoreCase(stages[i], target) || std::to_string(i) == target) return found->second;
    }
    return ThingsByName::kNone;
  }

  void AddBuild(std::uint32_t file, std::string document, const Region& region, std::string from,
                std::uint32_t dockerfile, std::string target) {
    FoundRelation relation;
    relation.region = region;
    relation.kind = RelationKind::kBuilds;
    relation.document = std::move(document);
    relation.from = std::move(from);
    relation.to = "dockerfile/" + context_.files[dockerfile].path;
    relation.detail = std::move(target);
    relation.to_file = dockerfile;
    relation.to_line = 1;
    relation.checked = context_.inputs[dockerfile]->healthcheck;
    context_.Add(file, std::move(relation));
  }

  void JoinBuilds() {
    for (Service& service : services_) {
      if (!service.builds) continue;
      std::string path;
      const std::string folder =
          JoinedPath(DirName(context_.files[service.file].path), service.context);
      if (!service.inline_dockerfile && !folder.empty() && !IsTemplated(service.target)) {
        path = JoinedPath(folder == "." ? "" : folder,
                          service.dockerfile.empty() ? "Dockerfile" : service.dockerfile);
      }
      service.built = DockerfileAt(path, service.target);
      if (service.built != ThingsByName::kNone)
        AddBuild(service.file, "compose", service.build_region, "service/" + service.name,
                 service.built, service.target);
      const std::string image = ParseImage(service.image).name;
      if (!image.empty()) {
        builders_[image].push_back(
            {service.file, service.region.start_line, "service/" + service.name, service.built});
      }
    }
    for (std::uint32_t i = 0; i < context_.files.size(); ++i) {
      if (context_.files[i].purpose == Purpose::kVendored) continue;
      for (const RelationInput::ImageBuild& build : context_.inputs[i]->builds) {
        const std::uint32_t dockerfile = DockerfileAt(build.dockerfile, build.target);
        if (dockerfile != ThingsByName::kNone)
          AddBuild(i, build.document, build.region, build.from, dockerfile, build.target);
        for (const std::string& name : build.names)
          builders_[name].push_back({i, build.region.start_line, build.from, dockerfile});
      }
    }
  }

  // The one that builds the image, or the first of several that build the same Dockerfile.
  const Builder* BuilderOf(const std::string& image) const {
    const auto found = builders_.find(image);
    if (found == builders_.end()) return nullptr;
    const std::vector<Builder>& builders = found->second;
    for (const Builder& other : builders) {
      if (builders.size() > 1 && (other.dockerfile == ThingsByName::kNone ||
                                  other.dockerfile != builders.front().dockerfile))
        return nullptr;
    }
    return &builders.front();
  }

  void JoinImage(std::uint32_t file, std::string document, std::string from, std::string_view image,
                 const Region& region) {
    const std::string name = ParseImage(image).name;
    const Builder* const builder = name.empty() ? nullptr : BuilderOf(name);
    if (builder == nullptr) return;
    FoundRelation relation;
    relation.region = region;
    relation.kind = RelationKind::kRuns;
    relation.document = std::move(document);
    relation.from = std::move(from);
    relation.to = builder->name;
    relation.to_file = builder->file;
    relation.to_line = builder->line;
    if (builder->dockerfile != ThingsByName::kNone) {
      relation.detail = context_.files[builder->dockerfile].path;
      relation.checked = context_.inputs[builder->dockerfile]->healthcheck;
    }
    context_.Add(file, std::move(relation));
  }

  bool IsChecked(const Service& service) const {
    if (!service.healthcheck.empty()) return !EqualsIgnoreCase(service.healthcheck, "none");
    return service.built != ThingsByName::kNone && context_.inputs[service.built]->healthcheck;
  }

  void JoinService(const Service& service, RelationKind kind, const Reference& reference) {
    const std::uint32_t target = names_.Find(context_, reference.to, service.file, Within::kFolder);
    if (target == ThingsByName::kNone || reference.elsewhere) return;
    const Service& to = services_[target];
    FoundRelation relation;
    relation.region = reference.region;
    relation.kind = kind;
    relation.document = "compose";
    relation.from = "service/" + service.name;
    relation.to = "service/" + to.name;
    relation.detail = reference.detail;
    relation.to_file = to.file;
    relation.to_line = to.region.start_line;
    relation.replicas = to.replicas;
    relation.checked = IsChecked(to);
    context_.Add(service.file, std::move(relation));
  }

  void JoinNeeds(const Service& service) {
    for (const Reference& reference : service.needs)
      JoinService(service, RelationKind::kNeeds, reference);
    if (service.extends) JoinService(service, RelationKind::kExtends, *service.extends);
  }

  void JoinContainers(std::uint32_t file, const RelationInput::Document& document) {
    std::string kind;
    std::string name;
    for (const RelationInput::Value& value : document.values) {
      if (value.key == "kind") kind = value.value;
      if (value.key == "metadata.name") name = value.value;
    }
    if (kind.empty() || name.empty()) return;
    for (const RelationInput::Value& value : document.values) {
      if (value.key.ends_with("].image") && value.key.find("ontainers[") != std::string::npos)
        JoinImage(file, "kubernetes", kind + "/" + name, DeployedName(file, value.value),
                  value.region);
    }
  }

  const RelationContext& context_;
  std::map<std::string, std::uint32_t, std::less<>> dockerfiles_;
  std::vector<Service> services_;
  ThingsByName names_;
  std::map<std::string, std::vector<Builder>, std::less<>> builders_;
  std::map<std::string, Kustomization, std::less<>> kustomizations_;  // by folder
  // Of a file: images by the names that they have in it, with all those that they are given.
  std::map<std::string, std::map<std::string, std::set<std::string>, std::less<>>, std::less<>>
      renames_;
};

}  // namespace

void FindImageRelations(const RelationContext& context) { ImageJoiner(context).Run(); }

}  // namespace assay
