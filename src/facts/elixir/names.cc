// What directives bring, and what names stand for.
#include <algorithm>
#include <string>

#include "base/text.h"
#include "facts/elixir/extractor.h"
#include "facts/elixir/known_names.h"

namespace assay {

// alias A.{B, C}, import A, only: [f: 1], use A, option: 1
void ElixirExtractor::ReadDirective(NodeIndex node, std::string_view word) {
  const Directive directive = DirectiveOf(node, word);
  for (const std::string& module : directive.modules) {
    if (module.size() > kMaxResolvedName) continue;
    AddImports(directive, module);
    if (word == "alias") {
      const std::string last = module.substr(module.rfind('.') + 1);
      aliases_[directive.alias.empty() ? last : std::string(directive.alias)] = module;
    }
    if (word == "use") ReadUse(node, module);
    if (word == "use" || (word == "import" && !directive.names_all)) opened_.insert(module);
    if (word != "import") continue;
    for (const std::string_view member : directive.members)
      functions_.try_emplace(std::string(member),
                             EcosystemName(module) + "#" + std::string(member));
  }
}

ElixirExtractor::Directive ElixirExtractor::DirectiveOf(NodeIndex node,
                                                        std::string_view word) const {
  Directive directive{node, word, {}, {}, false, {}};
  const NodeIndex named = First(node);
  if (R(named) == Role::kType) directive.modules.push_back(FullName(TextOf(named)));
  if (R(named) == Role::kMember) {
    const std::string root = FullName(TextOf(At(named, Part::kObject)));
    for (const NodeIndex item : ItemsOf(At(named, Part::kName))) {
      if (R(item) == Role::kType)
        directive.modules.push_back(root + "." + std::string(TextOf(item)));
    }
  }
  NodeIndex only = kNoNode;
  for (const NodeIndex pair : ItemsOf(tree().NamedChild(At(node, Part::kArguments), 1))) {
    const std::string_view key = Trim(TextOf(At(pair, Part::kKey)));
    if (key == "as:") directive.alias = TextOf(At(pair, Part::kValue));
    if (key == "only:") only = At(pair, Part::kValue);
  }
  // only: :macros is no list of names.
  directive.names_all = KindName(only) == "list";
  if (!directive.names_all) return directive;
  std::vector<std::string_view>& members = directive.members;
  for (const NodeIndex pair : ItemsOf(tree().NamedChild(only, 0))) {
    const std::string_view key = KeyText(pair);
    if (std::find(members.begin(), members.end(), key) == members.end()) members.push_back(key);
  }
  return directive;
}

void ElixirExtractor::AddImports(const Directive& directive, const std::string& module) {
  const auto& [node, word, modules, alias, names_all, members] = directive;
  if (word == "import" && !names_all) {
    AddImport(node, EcosystemName(module), "*", alias, ImportForm::kWildcard);
  } else if (word == "import" && !members.empty()) {
    for (const std::string_view member : members)
      AddImport(node, EcosystemName(module), member, alias, ImportForm::kMember);
  } else {
    AddImport(node, EcosystemName(module), {}, alias,
              word == "use" ? ImportForm::kEffect : ImportForm::kModule);
  }
}

// use GenServer, restart: :transient calls a macro of the module with the options.
void ElixirExtractor::ReadUse(NodeIndex node, const std::string& module) {
  std::vector<ArgumentNode> options = ArgumentsOf(At(node, Part::kArguments));
  if (!options.empty()) options.erase(options.begin());
  AddDecorator(node, EcosystemName(module) + "#__using__", module_, options);
  if (IsElixirBehaviour(module)) AddBase(node, EcosystemName(module) + "#");
  for (const std::string_view brought : BroughtByUse(module)) opened_.insert(std::string(brought));
}

// defdelegate size(list), to: Enum, as: :count
void ElixirExtractor::ReadDelegate(NodeIndex node) {
  const std::string_view name = DefinedName(node);
  std::string module;
  std::string_view symbol = name;
  for (const NodeIndex pair : ItemsOf(tree().NamedChild(At(node, Part::kArguments), 1))) {
    const NodeIndex value = At(pair, Part::kValue);
    const bool atom = KindName(value) == "atom";
    if (KeyText(pair) == "to" && KindName(value) == "alias") module = FullName(TextOf(value));
    if (KeyText(pair) == "to" && atom) module = TextOf(value).substr(1);
    if (KeyText(pair) == "as" && atom) symbol = TextOf(value).substr(1);
  }
  if (name.empty() || module.empty() || module.size() > kMaxResolvedName) return;
  AddImport(node, EcosystemName(module), symbol, symbol == name ? std::string_view() : name,
            ImportForm::kExport);
}

std::string ElixirExtractor::FullName(std::string_view module) const {
  const std::string_view root = module.substr(0, module.find('.'));
  if (root == "__MODULE__") return full_ + std::string(module.substr(root.size()));
  const auto alias = aliases_.find(std::string(root));
  return alias == aliases_.end() ? std::string(module)
                                 : alias->second + std::string(module.substr(root.size()));
}

// The module itself, as what is raised, used or implemented.
std::string ElixirExtractor::ModuleName(NodeIndex alias) {
  if (KindName(alias) == "identifier" && TextOf(alias) == "__MODULE__") return "local:#" + full_;
  const std::string name = FullName(TextOf(alias));
  return KindName(alias) == "alias" && name.size() < kMaxResolvedName ? EcosystemName(name) + "#"
                                                                      : std::string();
}

std::string ElixirExtractor::SimpleType(NodeIndex type) {
  return TextOf(type).size() < kMaxResolvedName ? EcosystemName(FullName(TextOf(type))) + "#"
                                                : std::string();
}

// :crypto.hash(…)
std::string ElixirExtractor::FreePath(NodeIndex node) {
  const NodeIndex object = At(node, Part::kObject);
  const std::string_view text = TextOf(object);
  if (KindName(object) != "atom" || text.size() < 2 || text.size() > 80) return {};
  return EcosystemName(text.substr(1)) + "#" + std::string(NameText(At(node, Part::kName)));
}

std::string ElixirExtractor::FreeCallee(std::string_view name) {
  if (defined_.contains(std::string(name))) return "local:#" + std::string(name);
  const auto imported = functions_.find(std::string(name));
  if (imported != functions_.end()) return imported->second;
  std::string opened;
  for (const std::string& module : opened_) {
    if (!ElixirModuleHolds(module, name)) continue;
    if (!opened.empty()) return {};
    opened = EcosystemName(module) + "#" + std::string(name);
  }
  if (!opened.empty()) return opened;
  return IsKernelFunction(name) ? "global:#" + std::string(name) : std::string();
}

// __MODULE__.find(1) is a call of the module's own.
std::string ElixirExtractor::FreeName(std::string_view name) {
  return name == "__MODULE__" ? "local:#" : std::string();
}

}  // namespace assay
