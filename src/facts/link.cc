#include "facts/link.h"

#include <algorithm>
#include <array>
#include <future>
#include <map>
#include <set>

#include "base/text.h"
#include "facts/bindings.h"
#include "facts/fact_names.h"
#include "facts/open_names.h"
#include "facts/profiles.h"
#include "model/fact_fields.h"

namespace assay {
namespace {

constexpr std::string_view kPython = "pypi:";
constexpr std::string_view kNpm = "npm:";
constexpr std::string_view kMaven = "maven:";
constexpr std::string_view kGo = "go:";
constexpr std::string_view kComposer = "composer:";
constexpr std::string_view kNuget = "nuget:";
constexpr std::string_view kCargo = "cargo:";
constexpr std::string_view kOwn = "own:";
constexpr std::string_view kLocal = "local:#";

// Ruby's own libraries: `require`d without a gem. "ruby" stands for the core.
constexpr std::array kRubyOwn = std::to_array<std::string_view>(
    {"ruby",      "benchmark", "bigdecimal", "csv",          "date",        "digest",
     "erb",       "etc",       "fiber",      "fileutils",    "forwardable", "json",
     "logger",    "monitor",   "net/http",   "observer",     "open3",       "openssl",
     "ostruct",   "pathname",  "pstore",     "securerandom", "set",         "shellwords",
     "singleton", "socket",    "stringio",   "tempfile",     "thread",      "time",
     "timeout",   "tmpdir",    "tsort",      "uri",          "yaml",        "zlib"});

// Gems that another gem stands for in a Gemfile without a lock file beside it.
constexpr std::array kRails = std::to_array<std::string_view>(
    {"actioncable", "actionmailbox", "actionmailer", "actionpack", "actiontext", "actionview",
     "activejob", "activemodel", "activerecord", "activestorage", "activesupport", "railties"});

std::string Replaced(std::string_view name, std::string_view ecosystem) {
  return std::string(kOwn) + std::string(name.substr(ecosystem.size()));
}

// The module of a resolved name: "pypi:redis#Redis().get" → "pypi:redis".
std::string_view ModuleOf(std::string_view name) { return name.substr(0, name.find('#')); }

std::string_view EcosystemOf(std::string_view name) {
  for (const std::string_view ecosystem : {kPython, kNpm, kMaven, kGo, kComposer, kNuget, kCargo}) {
    if (name.starts_with(ecosystem)) return ecosystem;
  }
  return {};
}

bool CanBeABase(DefinitionKind kind) {
  return kind == DefinitionKind::kClass || kind == DefinitionKind::kInterface ||
         kind == DefinitionKind::kRecord || kind == DefinitionKind::kModule;
}

bool Has(const Definition& definition, std::string_view modifier) {
  return std::find(definition.modifiers.begin(), definition.modifiers.end(), modifier) !=
         definition.modifiers.end();
}

// Whether classes below can have the method as their own.
bool IsOverridable(const Definition& method) {
  const bool mangled = method.name.starts_with("__") && !method.name.ends_with("__");
  return method.kind == DefinitionKind::kMethod && !Has(method, "static") &&
         !Has(method, "private") && !mangled;
}

// Bases that wait for a namespace (open_names.h), by their place in the facts.
std::map<const Text*, Text> OpenBases(const FileFacts& facts) {
  std::map<const Text*, Text> bases;
  auto open = facts.open_names.begin();
  if (open == facts.open_names.end()) return bases;
  std::uint32_t place = 0;
  TextsOfNames(facts, [&](const Text& text) {
    if (open == facts.open_names.end() || open->place != place++) return;
    bases[&text] = open->name;
    ++open;
  });
  return bases;
}

void ReadClasses(const SourceFile& file, const FileFacts& facts, LinkInput& input) {
  const std::string_view separator = file.language == "Ruby" ? "::" : ".";
  const std::map<const Text*, Text> open = OpenBases(facts);
  struct Members {
    std::vector<std::string> all;
    std::vector<std::string> methods;
  };
  std::map<std::string, Members, std::less<>> members;
  for (const Definition& definition : facts.definitions) {
    if (definition.owner.empty() || CanBeABase(definition.kind)) continue;
    Members& of = members[std::string(definition.owner)];
    of.all.emplace_back(definition.name);
    if (IsOverridable(definition)) of.methods.push_back(MethodKey(file.format, definition));
  }
  for (const Definition& definition : facts.definitions) {
    if (!CanBeABase(definition.kind)) continue;
    LinkInput::Class type;
    type.name = definition.owner;
    if (!type.name.empty()) type.name += separator;
    type.name += definition.name;
    type.is_interface = definition.kind == DefinitionKind::kInterface;
    for (const Text& base : definition.bases) {
      const auto waits = open.find(&base);
      type.bases.emplace_back(waits == open.end() ? base : waits->second);
    }
    const auto own = members.find(type.name);
    if (own != members.end()) {
      type.members = own->second.all;
      type.methods = own->second.methods;
    }
    std::sort(type.members.begin(), type.members.end());
    std::sort(type.methods.begin(), type.methods.end());
    input.classes.push_back(std::move(type));
  }
}

// <Using Include="A.B" Alias="C" />, whose alias follows it.
void ReadUsing(const Setting& setting, LinkInput& input) {
  if (!setting.key.ends_with(".Alias")) {
    input.usings.push_back({{}, std::string(setting.value)});
    return;
  }
  if (input.usings.empty()) return;
  LinkInput::Using& of = input.usings.back();
  const std::size_t dot = of.name.rfind('.');
  if (dot == std::string::npos) return;
  of.alias = setting.value;
  of.name = std::string(kNuget) + of.name.substr(0, dot) + "#" + of.name.substr(dot + 1);
}

void ReadSettings(const FileFacts& facts, LinkInput& input) {
  constexpr std::string_view kPaths = "compilerOptions.paths.";
  for (const Setting& setting : facts.settings) {
    if (setting.document == "package-json" && setting.key == "name") {
      input.package_name = setting.value;
    } else if (setting.document == "package-json" && setting.key.starts_with("workspaces")) {
      if (input.workspaces.size() < kMaxWorkspacePatterns) {
        input.workspaces.emplace_back(setting.value);
      } else {
        input.workspaces_cut = true;
      }
    } else if (setting.document == "go-mod" && setting.key == "module") {
      input.root = std::string(kGo) + std::string(setting.value);
    } else if (setting.document == "cargo" && setting.key == "package.name") {
      input.root = std::string(kCargo) + std::string(setting.value);
      std::replace(input.root.begin(), input.root.end(), '-', '_');
    } else if (setting.document == "tsconfig" && setting.key == "compilerOptions.baseUrl") {
      input.base_url = setting.value;
    } else if (setting.document == "msbuild" && setting.key.starts_with("usings[")) {
      ReadUsing(setting, input);
    } else if (setting.document == "tsconfig" && setting.key.starts_with(kPaths)) {
      const std::string_view alias = setting.key.substr(kPaths.size());
      if (alias.ends_with("[0]"))
        input.path_aliases.emplace_back(alias.substr(0, alias.size() - 3), setting.value);
    }
  }
}

}  // namespace

std::string MethodKey(std::string_view format, const Definition& method) {
  std::string key(method.name);
  if (format == "java" || format == "csharp" || format == "scala")
    key += "/" + std::to_string(method.parameters.size());
  return key;
}

LinkInput LinkInput::Of(const SourceFile& file, const FileFacts& facts) {
  LinkInput input;
  std::set<std::string_view> modules;
  for (const Import& import : facts.imports) modules.insert(import.module);
  input.modules.assign(modules.begin(), modules.end());
  input.package = facts.package;
  constexpr std::string_view kUsing = "global using ";
  for (const Export& item : facts.exports) {
    if (!item.name.starts_with(kUsing)) {
      input.exports.push_back({std::string(item.name), std::string(item.value)});
      continue;
    }
    const bool alias = item.value.find('#') != Text::npos;
    input.usings.push_back({std::string(alias ? item.name.substr(kUsing.size()) : Text()),
                            std::string(item.value.substr(alias ? 0 : kNuget.size()))});
  }
  ReadClasses(file, facts, input);
  if (file.format == "shell") {
    for (const Definition& definition : facts.definitions)
      input.functions.emplace_back(definition.name);
    std::sort(input.functions.begin(), input.functions.end());
  }
  for (const Dependency& dependency : facts.dependencies) {
    if (dependency.managed || dependency.name.empty()) continue;
    input.dependencies.push_back(
        {std::string(dependency.ecosystem) + ":" + std::string(dependency.name),
         std::string(dependency.locked ? Text() : dependency.constraint), dependency.scope,
         dependency.locked, dependency.direct,
         std::string(file.format == "go-mod" ? dependency.reference : Text())});
  }
  ReadSettings(facts, input);
  input.manifest = ManifestInput::Of(file, facts);
  input.relations = RelationInput::Of(file, facts);
  return input;
}

Links Links::Build(const std::vector<SourceFile>& files, const std::vector<LinkInput>& inputs,
                   unsigned threads, const Limits& limits) {
  Links links;
  std::future<OwnNames> names = std::async(threads > 1 ? std::launch::async : std::launch::deferred,
                                           [&] { return OwnNames(files, inputs); });
  std::vector<const ManifestInput*> manifests;
  for (const LinkInput& input : inputs) manifests.push_back(&input.manifest);
  links.joined_ = JoinDependencies(files, manifests, limits, links.diagnostics_);
  const auto declare = [&](const LinkInput::Declared& dependency) {
    links.named_.insert(dependency.package);
    const bool development = dependency.scope == DependencyScope::kDevelopment ||
                             dependency.scope == DependencyScope::kTest;
    if (!development && !dependency.locked) links.declared_.insert(dependency.package);
  };
  for (std::uint32_t i = 0; i < files.size(); ++i) {
    links.paths_.push_back(files[i].path);
    links.formats_.push_back(files[i].format);
    links.modules_.Add(i, files[i], inputs[i]);
    if (files[i].purpose == Purpose::kVendored) continue;
    if (files[i].format == "shell") {
      Script& script = links.scripts_[i];
      script.functions = inputs[i].functions;
      for (const std::string& module : inputs[i].modules) {
        if (module.starts_with(kOwn)) script.sources.push_back(module.substr(kOwn.size()));
      }
    }
    for (const LinkInput::Declared& dependency : inputs[i].dependencies) declare(dependency);
    for (const JoinedDependency& joined : links.joined_[i]) {
      if (joined.managed) continue;
      declare({joined.ecosystem + ":" + joined.name, {}, joined.scope, false, true, {}});
    }
  }
  links.locked_names_ = LockedNames(files, inputs, links.joined_, limits, links.diagnostics_);
  links.modules_.Finish();
  links.FollowSources();
  for (const std::string& project : links.modules_.usings().cut()) {
    links.diagnostics_.push_back({"join-limit", project, 0,
                                  "more than 4000 usings; the others open nothing in other files"});
  }
  for (TextSet* const set : {&links.declared_, &links.named_}) {
    if (!set->contains("gem:rails")) continue;
    for (const std::string_view gem : kRails) set->insert("gem:" + std::string(gem));
  }
  std::vector<const RelationInput*> relations;
  for (std::size_t i = 0; i < files.size(); ++i) {
    relations.push_back(&inputs[i].relations);
    links.packages_.AddFile(files[i]);
    const bool product =
        files[i].purpose == Purpose::kProduct || files[i].purpose == Purpose::kConfiguration;
    for (const std::string& module : inputs[i].modules) {
      if (links.modules_.IsOwn(files[i].path, module)) continue;
      links.packages_.AddModule(module);
      if (product) links.imported_.insert(module);
    }
  }
  links.relations_ = FindRelations(files, relations, links.diagnostics_);
  for (std::size_t i = 0; i < files.size(); ++i) {
    if (inputs[i].workspaces_cut && files[i].purpose != Purpose::kVendored)
      links.diagnostics_.push_back({"join-limit", files[i].path, 0,
                                    "more than 256 workspaces; the others name no locked package"});
  }
  std::sort(links.diagnostics_.begin(), links.diagnostics_.end());
  links.diagnostics_.erase(std::unique(links.diagnostics_.begin(), links.diagnostics_.end()),
                           links.diagnostics_.end());
  links.names_ = names.get();
  links.names_.ResolveWildcards(links.modules_);
  return links;
}

void Links::AddLibraryBases(std::uint32_t file, FileFacts& facts, bool& cut) const {
  std::vector<Use> more;
  for (const Use& use : facts.uses) {
    if (use.form != UseForm::kBase) continue;
    for (const std::string& base : names_.LibraryBases(modules_, file, use.name, cut)) {
      more.push_back(use);
      more.back().name = facts.arena.Keep(base);
    }
  }
  facts.uses.insert(facts.uses.end(), more.begin(), more.end());
}

// The scripts that each script sources, through others, the nearest first.
void Links::FollowSources() {
  constexpr std::size_t kMaxSourced = 64;  // scripts, with the one that sources
  for (auto& [file, script] : scripts_) {
    std::vector<Script::Origin>& open = script.origins;
    std::set<std::uint32_t> known{file};
    open.push_back({file, ""});
    bool cut = false;
    for (std::size_t i = 0; i < open.size(); ++i) {
      const auto one = scripts_.find(open[i].file);
      if (one == scripts_.end()) continue;
      for (const std::string& source : one->second.sources) {
        const std::uint32_t found = modules_.Find(paths_[open[i].file], source);
        if (found == ModuleIndex::kNone || known.contains(found)) continue;
        if (open.size() >= kMaxSourced) {
          cut = true;
          continue;
        }
        known.insert(found);
        open.push_back({found, i == 0 ? source : open[i].module});
      }
    }
    if (cut) {
      diagnostics_.push_back({"join-limit", paths_[file], 0,
                              "more than 63 scripts are sourced; functions of the others are taken "
                              "for programs"});
    }
  }
}

// What a script calls by the name of a function of its own, or of a script that
// it sources, is no program. By a path, or through another program, it is one.
void Links::SettleScript(std::uint32_t file, FileFacts& facts) const {
  const auto script = scripts_.find(file);
  if (script == scripts_.end()) return;
  std::map<std::string_view, std::string_view> functions;  // → module
  for (const Script::Origin& of : script->second.origins) {
    const auto one = scripts_.find(of.file);
    if (one == scripts_.end()) continue;
    for (const std::string& name : one->second.functions) functions.try_emplace(name, of.module);
  }
  if (functions.empty()) return;
  // A function that wraps the program of its name calls that.
  std::multimap<std::string_view, const Region*> own_regions;
  for (const Definition& one : facts.definitions) own_regions.emplace(one.name, &one.region);
  const auto wraps = [&](const Command& command) {
    const auto [begin, end] = own_regions.equal_range(command.program);
    return std::any_of(begin, end, [&](const auto& one) {
      return one.second->start_line <= command.region.start_line &&
             command.region.start_line <= one.second->end_line;
    });
  };
  // Calls of the script's own functions, which the reader tells.
  std::set<std::pair<std::uint32_t, std::string_view>> calls;
  for (const Use& use : facts.uses) {
    if (use.name.starts_with(kLocal))
      calls.emplace(use.region.start_line, use.name.substr(kLocal.size()));
  }
  std::vector<bool> may_call(facts.commands.size());
  for (const OpenName& open : facts.open_names) {
    if (open.place < may_call.size()) may_call[open.place] = true;
  }
  std::vector<Command> programs;
  for (std::size_t i = 0; i < facts.commands.size(); ++i) {
    Command& command = facts.commands[i];
    const auto function = functions.find(command.program);
    const bool own = function != functions.end() && function->second.empty();
    const bool called =
        may_call[i] && (!own || calls.contains({command.region.start_line, command.program}));
    if (function == functions.end() || !called || wraps(command)) {
      programs.push_back(std::move(command));
      continue;
    }
    if (own) continue;
    Use use;
    use.region = command.region;
    use.name = facts.arena.Keep(std::string(kOwn) + std::string(function->second) + "#" +
                                std::string(command.program));
    use.result = ResultUse::kOther;
    facts.uses.push_back(std::move(use));
  }
  facts.commands = std::move(programs);
}

// A method that a base in another file has, too. Kotlin's and Swift's always say
// so; C#'s do of a class, where one that does not hides the base's.
void Links::NoteOverrides(std::uint32_t file, FileFacts& facts, bool& cut) const {
  const std::string_view format = formats_[file];
  if (format == "kotlin" || format == "swift" || format == "cpp") return;
  const std::string_view separator = format == "ruby" ? "::" : ".";
  std::map<std::uint32_t, std::vector<const std::vector<std::string>*>> bases;
  for (Definition& method : facts.definitions) {
    if (!IsOverridable(method) || Has(method, "override")) continue;
    if (method.scope >= facts.definitions.size()) continue;
    const Definition& type = facts.definitions[method.scope];
    if (!CanBeABase(type.kind) || type.bases.empty()) continue;
    const auto [entry, is_new] = bases.try_emplace(method.scope);
    if (is_new) {
      std::string name(type.owner);
      if (!name.empty()) name += separator;
      name += type.name;
      entry->second = names_.OwnMethods(modules_, file, name, format == "csharp", cut);
    }
    const std::string key = MethodKey(format, method);
    const bool found = std::any_of(entry->second.begin(), entry->second.end(), [&](const auto* of) {
      return std::binary_search(of->begin(), of->end(), key);
    });
    if (found) method.modifiers.push_back("override");
  }
}

void Links::AddRelations(std::uint32_t file, FileFacts& facts) const {
  for (const FoundRelation& found : relations_[file]) {
    Relation relation;
    relation.region = found.region;
    relation.kind = found.kind;
    relation.document = facts.arena.Keep(found.document);
    relation.from = facts.arena.Keep(found.from);
    relation.to = facts.arena.Keep(found.to);
    relation.to_path = facts.arena.Keep(paths_[found.to_file]);
    relation.to_line = found.to_line;
    relation.detail = facts.arena.Keep(found.detail);
    relation.replicas = found.replicas;
    relation.checked = found.checked;
    facts.relations.push_back(relation);
  }
}

// A reference to several (a bundle) becomes a fact for each.
void Links::JoinVersions(std::uint32_t file, FileFacts& facts) const {
  std::vector<Dependency> more;
  std::uint32_t last = ManifestInput::kNone;
  for (const JoinedDependency& joined : joined_[file]) {
    if (joined.index >= facts.dependencies.size()) continue;
    Dependency dependency = facts.dependencies[joined.index];
    dependency.name = facts.arena.Keep(Truncate(joined.name, kMaxJoinedText));
    dependency.constraint = facts.arena.Keep(Truncate(joined.constraint, kMaxJoinedText));
    dependency.scope = joined.scope;
    if (joined.index == last) {
      more.push_back(dependency);
    } else {
      facts.dependencies[joined.index] = dependency;
    }
    last = joined.index;
  }
  facts.dependencies.insert(facts.dependencies.end(), more.begin(), more.end());
  if (more.empty()) return;
  std::stable_sort(facts.dependencies.begin(), facts.dependencies.end(),
                   [](const Dependency& a, const Dependency& b) {
                     return a.region.start_byte < b.region.start_byte;
                   });
}

void Links::Apply(std::uint32_t file, FileFacts& facts) const {
  if (formats_[file] == "csharp") modules_.usings().Settle(paths_[file], modules_, facts);
  SettleScript(file, facts);
  bool cut = false;
  AddLibraryBases(file, facts, cut);
  NoteOverrides(file, facts, cut);
  AddRelations(file, facts);
  JoinVersions(file, facts);
  locked_names_.Apply(file, facts);
  AddProfiles(paths_[file], formats_[file], facts);
  for (Dependency& dependency : facts.dependencies) {
    if (!dependency.locked) dependency.imported = packages_.Of(dependency);
  }
  TextViewMap<bool> own;
  TextViewMap<Text> known;
  const auto is_own = [&](std::string_view module) {
    const auto entry = own.find(module);
    if (entry != own.end()) return entry->second;
    return own.emplace(module, modules_.IsOwn(paths_[file], module)).first->second;
  };
  const auto followed = [&](Text name) -> Text {
    const std::string_view ecosystem = EcosystemOf(name);
    const bool ours = ecosystem.empty() ? name.starts_with(kOwn) || name.starts_with(kLocal) ||
                                              name.starts_with("gem:#")
                                        : is_own(ModuleOf(name));
    if (!ours) return name;
    const std::string target = names_.Follow(modules_, file, name, cut);
    if (!target.empty()) return facts.arena.Keep(target);
    return ecosystem.empty() ? name : facts.arena.Keep(Replaced(name, ecosystem));
  };
  const auto rewrite = [&](Text& name) {
    if (name.empty()) return;
    const auto entry = known.find(name);
    name = entry != known.end() ? entry->second : known.emplace(name, followed(name)).first->second;
  };
  for (Import& import : facts.imports) {
    const std::string_view ecosystem = EcosystemOf(import.module);
    if (!ecosystem.empty() && is_own(import.module))
      import.module = facts.arena.Keep(Replaced(import.module, ecosystem));
  }
  TextsOfNames(facts, rewrite);
  for (Use& use : facts.uses) {
    // What a module itself is, called: export { default } from "koa".
    if (use.name.starts_with(kNpm) && use.name.ends_with('#'))
      use.name = facts.arena.Keep(CalleeName(use.name));
  }
  if (cut) {
    facts.diagnostics.push_back(
        {"join-limit", paths_[file], 0,
         "a name is followed through more than 64 steps or 1000 wildcards; it "
         "is left as it is"});
  }
}

bool Links::HasGem(std::string_view name) const {
  if (std::find(kRubyOwn.begin(), kRubyOwn.end(), name) != kRubyOwn.end()) return true;
  return named_.contains("gem:" + std::string(name));
}

}  // namespace assay
