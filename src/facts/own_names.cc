#include "facts/own_names.h"

#include <algorithm>
#include <deque>
#include <unordered_set>

#include "base/text.h"
#include "facts/bindings.h"
#include "facts/link.h"
#include "facts/open_names.h"

namespace assay {
namespace {

constexpr int kMaxSteps = 64;  // modules, exports and bases that one name is followed through
constexpr std::size_t kMaxWildcards = 1000;  // that one name is looked for through
constexpr std::string_view kRuby = "gem:#";
constexpr std::string_view kLocal = "local:#";
constexpr std::string_view kNuget = "nuget:";

// "Order().save" → "Order"; of Ruby "Admin::User.find" → "Admin::User".
std::string_view HeadOf(std::string_view path) { return path.substr(0, path.find_first_of(".([")); }

// The member behind a class: ".objects.filter" → "objects", "().save" → "save";
// `instance` tells which. Empty if there is none.
std::string_view MemberBehind(std::string_view rest, bool& instance) {
  instance = rest.starts_with("()");
  if (instance) rest.remove_prefix(2);
  if (rest.starts_with(".new()")) {
    instance = true;
    rest.remove_prefix(6);
  }
  return rest.starts_with(".") ? HeadOf(rest.substr(1)) : std::string_view();
}

// A value with what is behind it: "npm:ioredis#" + "()" → "npm:ioredis#default()".
std::string Behind(std::string_view value, std::string_view rest) {
  if (value.size() + rest.size() > kMaxResolvedName) return {};
  if (!value.ends_with('#')) return std::string(value) + std::string(rest);
  if (rest.starts_with(".")) return std::string(value) + std::string(rest.substr(1));
  return rest.empty() ? std::string(value) : CalleeName(value) + std::string(rest);
}

}  // namespace

OwnNames::OwnNames(const std::vector<SourceFile>& files, const std::vector<LinkInput>& inputs) {
  files_.resize(files.size());
  for (std::uint32_t i = 0; i < files.size(); ++i) {
    if (files[i].purpose == Purpose::kVendored) continue;
    File& file = files_[i];
    file.path = files[i].path;
    file.format = files[i].format;
    file.package = inputs[i].package;
    if (file.format == "csharp") {
      for (const std::string& module : inputs[i].modules) {
        if (module.starts_with(kNuget)) file.opened.push_back(module.substr(kNuget.size()));
      }
    }
    for (const LinkInput::Exported& item : inputs[i].exports) {
      if (item.name == "*") {
        file.wildcards.push_back(item.value);
      } else {
        file.exports.insert_or_assign(item.name, item.value);
      }
    }
    const bool ruby = files[i].language == "Ruby";
    for (const LinkInput::Class& type : inputs[i].classes) {
      const Class copy{i, type.bases, type.members, type.methods, type.is_interface};
      // A class that is opened again and again is what its first base says.
      if (ruby && !type.bases.empty()) constants_.try_emplace(type.name, copy);
      file.classes.try_emplace(type.name, copy);
    }
  }
}

void OwnNames::ResolveWildcards(const ModuleIndex& modules) {
  for (std::uint32_t i = 0; i < files_.size(); ++i) {
    for (const std::string& module : files_[i].wildcards) {
      if (!modules.IsOwn(files_[i].path, module)) continue;
      const std::size_t bare = module.find(':') + 1;
      const std::uint32_t found = modules.Find(files_[i].path, module.substr(bare));
      if (found == ModuleIndex::kNone || found == i) continue;
      files_[i].has_wildcards = true;
      files_[found].wildcard_of.push_back(i);
    }
    files_[i].wildcards = {};
  }
  for (std::uint32_t i = 0; i < files_.size(); ++i) {
    if (files_[i].wildcard_of.empty()) continue;
    const auto add = [&](std::string_view name) {
      std::vector<std::uint32_t>& of = behind_wildcards_[std::string(HeadOf(name))];
      if (of.empty() || of.back() != i) of.push_back(i);
    };
    // "Order.objects" is there where "Order" is; an `export *` leaves the default out.
    for (const auto& [name, value] : files_[i].exports) {
      if (name.find('.') == std::string::npos && name != "default") add(name);
    }
    for (const auto& [name, type] : files_[i].classes) add(name);
  }
}

const OwnNames::File* OwnNames::FileAt(std::uint32_t file) const {
  return file < files_.size() ? &files_[file] : nullptr;
}

OwnNames::Target OwnNames::Resolve(std::uint32_t file, std::string_view name, Walk& walk) const {
  if (--walk.steps < 0 || name.empty()) return {};
  if (name.starts_with("?:") || name.starts_with("self:") || name.starts_with("global:")) return {};
  if (name.starts_with(kLocal)) return ResolveIn(file, name.substr(kLocal.size()), walk);
  if (name.starts_with(kRuby)) {
    const std::string_view path = name.substr(kRuby.size());
    const std::string_view head = HeadOf(path);
    const auto constant = constants_.find(head);
    if (constant == constants_.end()) return {std::string(name), {}, nullptr, {}};
    return {{}, std::string(head), &constant->second, std::string(path.substr(head.size()))};
  }
  const std::size_t hash = name.find('#');
  const std::string_view module = name.substr(0, hash);
  const File& importer = files_[file];
  if (!walk.modules.IsOwn(importer.path, module)) return {std::string(name), {}, nullptr, {}};
  if (hash == std::string_view::npos) return {};
  const std::string_view path = name.substr(hash + 1);
  const std::string_view bare = module.substr(module.find(':') + 1);
  const std::string_view head = HeadOf(path);
  std::uint32_t found = walk.modules.FindClass(bare, head);
  if (found == ModuleIndex::kNone) found = walk.modules.Find(importer.path, bare);
  if (found != ModuleIndex::kNone) return ResolveImported(found, path, walk);
  // from . import models, in a folder that is no package.
  std::string below(bare);
  if (!below.ends_with('.')) below += '.';
  below += head;
  const std::string_view rest = path.substr(head.size());
  if (!rest.starts_with('.')) return {};
  return ResolveImported(walk.modules.Find(importer.path, below), rest.substr(1), walk);
}

OwnNames::Target OwnNames::ResolveImported(std::uint32_t file, std::string_view path,
                                           Walk& walk) const {
  Target target = ResolveIn(file, path, walk);
  if (!target.library.empty() || target.type != nullptr) return target;
  // import x from "./x"; x.get(): a member of what the module itself is.
  const File* const found = FileAt(file);
  if (found == nullptr || found->exports.contains(HeadOf(path))) return {};
  const auto whole = found->exports.find("default");
  if (whole == found->exports.end()) return {};
  return Resolve(file, Behind(whole->second, "." + std::string(path)), walk);
}

OwnNames::Target OwnNames::ResolveIn(std::uint32_t file, std::string_view path, Walk& walk) const {
  const Asked asked{file, path};
  if (std::find(walk.open.begin(), walk.open.end(), asked) != walk.open.end()) return {};
  walk.open.push_back(asked);
  Target target = FindIn(file, path, walk);
  walk.open.pop_back();
  return target;
}

OwnNames::Target OwnNames::FindIn(std::uint32_t file, std::string_view path, Walk& walk) const {
  const File* const found = FileAt(file);
  if (found == nullptr || path.empty()) return {};
  const std::string_view head = HeadOf(path);
  const std::string_view rest = path.substr(head.size());
  const auto exported = [&](std::string_view name) -> std::string_view {
    const auto item = found->exports.find(name);
    return item == found->exports.end() ? std::string_view() : std::string_view(item->second);
  };
  if (rest.starts_with("()")) {
    const std::string_view result = exported(std::string(head) + "()");
    if (!result.empty()) return Resolve(file, Behind(result, rest.substr(2)), walk);
  }
  // from . import settings, in the package itself: the module, not a name of it.
  const std::string_view value = exported(head);
  const bool itself = value.size() > head.size() && value.ends_with(head) &&
                      value[value.size() - head.size() - 1] == '#';
  const auto type = found->classes.find(head);
  // struct Order Order;  a variable and its type have one name.
  const bool of_its_type = value.starts_with(kLocal) && HeadOf(value.substr(kLocal.size())) == head;
  if (of_its_type) {
    if (type == found->classes.end()) return {};
    const std::string_view held = value.substr(kLocal.size() + head.size());
    return {{}, std::string(head), &type->second, std::string(held) + std::string(rest)};
  }
  if (!value.empty() && !itself) return Resolve(file, Behind(value, rest), walk);
  if (BaseName(found->path) == "__init__.py" && rest.starts_with(".")) {
    const std::uint32_t below = walk.modules.Find(found->path, "." + std::string(head));
    if (below != ModuleIndex::kNone && --walk.steps > 0)
      return ResolveIn(below, rest.substr(1), walk);
  }
  if (!value.empty()) return Resolve(file, Behind(value, rest), walk);
  if (type != found->classes.end())
    return {{}, std::string(head), &type->second, std::string(rest)};
  // A function of its own hides what others have under its name.
  if (!found->has_wildcards || !exported(std::string(head) + "()").empty()) return {};
  return ResolveWildcard(file, path, walk);
}

std::vector<std::uint32_t> OwnNames::FilesBehind(std::uint32_t file, std::string_view name,
                                                 Walk& walk) const {
  std::vector<std::uint32_t> behind;
  const auto found = behind_wildcards_.find(name);
  if (found == behind_wildcards_.end()) return behind;
  // From each file that has the name to those that have it from there, up to one
  // that has a name of its own in its place.
  const std::vector<std::uint32_t>& owners = found->second;
  std::size_t steps = 0;
  for (const std::uint32_t owner : owners) {
    std::vector<std::uint32_t> open{owner};
    std::unordered_set<std::uint32_t> known{owner};
    bool reached = false;
    while (!open.empty() && !reached) {
      const std::uint32_t from = open.back();
      open.pop_back();
      for (const std::uint32_t to : files_[from].wildcard_of) {
        if (++steps > kMaxWildcards) {
          walk.steps = -1;
          return {};
        }
        reached = reached || to == file;
        const bool hidden = std::binary_search(owners.begin(), owners.end(), to);
        if (!hidden && known.insert(to).second) open.push_back(to);
      }
    }
    if (reached) behind.push_back(owner);
  }
  return behind;
}

OwnNames::Target OwnNames::ResolveWildcard(std::uint32_t file, std::string_view path,
                                           Walk& walk) const {
  Target target;
  for (const std::uint32_t owner : FilesBehind(file, HeadOf(path), walk)) {
    if (--walk.steps < 0) return {};
    Target one = ResolveIn(owner, path, walk);
    if (one.library.empty() && one.type == nullptr) continue;
    const bool first = target.library.empty() && target.type == nullptr;
    if (!first && (one.library != target.library || one.type != target.type)) return {};
    target = std::move(one);
  }
  return target;
}

std::string OwnNames::Follow(std::uint32_t file, std::string_view name, Walk& walk) const {
  Target target = Resolve(file, name, walk);
  if (target.type == nullptr) return std::move(target.library);
  bool instance = false;
  const std::string_view rest = target.rest;
  const std::string_view member = MemberBehind(rest, instance);
  if (member.empty()) return {};
  const Class& type = *target.type;
  const File* const home = FileAt(type.file);
  // What the class itself holds, of its own or of its instances.
  const std::string_view behind = rest.substr(rest.find(member) + member.size());
  const std::string call = behind.starts_with("()") ? "()" : "";
  for (const std::string& suffix : {call, std::string()}) {
    for (const std::string_view between : {instance ? "()." : ".", "."}) {
      const auto held = home->exports.find(target.class_name + std::string(between) +
                                           std::string(member) + suffix);
      if (held != home->exports.end())
        return Follow(type.file, Behind(held->second, behind.substr(suffix.size())), walk);
    }
  }
  if (std::binary_search(type.members.begin(), type.members.end(), member)) return {};
  Tried tried{&type, target.rest};
  if (std::find(walk.tried.begin(), walk.tried.end(), tried) != walk.tried.end()) return {};
  walk.tried.push_back(std::move(tried));
  for (const std::string& base : type.bases) {
    std::string found;
    if (base.starts_with("?:")) {
      const Target of = ResolveBase(type.file, base, walk);
      if (of.type != nullptr) {
        found = Follow(of.type->file, Behind(std::string(kLocal) + of.class_name, rest), walk);
      } else if (!of.library.empty()) {
        found = Behind(of.library, rest);
      }
    } else {
      found = Follow(type.file, Behind(base, rest), walk);
    }
    if (!found.empty()) return found;
  }
  return {};
}

// The file of the type that is called so without an import: of the file's own
// package, of the namespaces around it, else of the one that is open and has it.
std::uint32_t OwnNames::FileOfType(const File& from, std::string_view name,
                                   const ModuleIndex& modules) const {
  const bool csharp = from.format == "csharp";
  if (!csharp && from.format != "java" && from.format != "kotlin" && from.format != "scala")
    return ModuleIndex::kNone;
  for (std::string_view space = from.package; !space.empty();) {
    const std::uint32_t found = modules.FindOnlyClass(space, name);
    if (found != ModuleIndex::kNone) return found;
    const std::size_t dot = space.rfind('.');
    if (!csharp || dot == std::string_view::npos) break;
    space = space.substr(0, dot);
  }
  if (!csharp) return ModuleIndex::kNone;
  std::uint32_t only = ModuleIndex::kNone;
  for (const std::vector<std::string>* const opened :
       {&from.opened, &modules.usings().NamespacesAt(from.path)}) {
    for (const std::string& space : *opened) {
      const std::uint32_t found = modules.FindOnlyClass(space, name);
      if (found == ModuleIndex::kNone || found == only) continue;
      if (only != ModuleIndex::kNone) return ModuleIndex::kNone;
      only = found;
    }
  }
  return only;
}

OwnNames::Target OwnNames::ResolveBase(std::uint32_t file, std::string_view base,
                                       Walk& walk) const {
  if (!base.starts_with("?:")) return Resolve(file, base, walk);
  if (--walk.steps < 0) return {};
  const File* const from = FileAt(file);
  const std::string_view name = base.substr(std::min(base.find('#'), base.size() - 1) + 1);
  if (from == nullptr || name.empty() || name != HeadOf(name)) return {};
  const std::uint32_t home = FileOfType(*from, name, walk.modules);
  if (home != ModuleIndex::kNone) {
    const auto type = files_[home].classes.find(name);
    if (type != files_[home].classes.end()) return {{}, std::string(name), &type->second, {}};
  }
  if (!IsOpenName(base)) return {};
  return {walk.modules.usings().Settled(from->path, base), {}, nullptr, {}};
}

std::string OwnNames::Follow(const ModuleIndex& modules, std::uint32_t file, std::string_view name,
                             bool& cut) const {
  Walk walk{modules, kMaxSteps};
  std::string found = Follow(file, name, walk);
  cut = cut || walk.steps < 0;
  return found;
}

std::vector<std::string> OwnNames::LibraryBases(const ModuleIndex& modules, std::uint32_t file,
                                                std::string_view name, bool& cut) const {
  Walk walk{modules, kMaxSteps};
  std::vector<std::string> bases;
  Target first = ResolveBase(file, name, walk);
  if (first.type == nullptr || !first.rest.empty()) return bases;
  std::deque<const Class*> open{first.type};
  std::unordered_set<const Class*> known{first.type};
  while (!open.empty()) {
    const Class& type = *open.front();
    open.pop_front();
    for (const std::string& base : type.bases) {
      const Target target = ResolveBase(type.file, base, walk);
      if (target.type != nullptr && target.rest.empty()) {
        if (known.insert(target.type).second) open.push_back(target.type);
      } else if (!target.library.empty() &&
                 std::find(bases.begin(), bases.end(), target.library) == bases.end()) {
        bases.push_back(target.library);
      }
    }
  }
  cut = cut || walk.steps < 0;
  return bases;
}

std::vector<const std::vector<std::string>*> OwnNames::OwnMethods(const ModuleIndex& modules,
                                                                  std::uint32_t file,
                                                                  std::string_view class_name,
                                                                  bool only_of_interfaces,
                                                                  bool& cut) const {
  std::vector<const std::vector<std::string>*> methods;
  const File* const home = FileAt(file);
  if (home == nullptr) return methods;
  const auto own = home->classes.find(class_name);
  if (own == home->classes.end()) return methods;
  Walk walk{modules, kMaxSteps};
  std::vector<const Class*> known{&own->second};
  for (std::size_t i = 0; i < known.size(); ++i) {
    for (const std::string& base : known[i]->bases) {
      const Target target = ResolveBase(known[i]->file, base, walk);
      if (target.type == nullptr || !target.rest.empty()) continue;
      if (std::find(known.begin(), known.end(), target.type) != known.end()) continue;
      known.push_back(target.type);
      if (target.type->is_interface || !only_of_interfaces)
        methods.push_back(&target.type->methods);
    }
  }
  cut = cut || walk.steps < 0;
  return methods;
}

}  // namespace assay
