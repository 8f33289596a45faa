// Composer's composer.json: packages by section, scripts as commands, the rest
// as settings. `php` and `ext-…` are the platform, not packages.
#include <string>
#include <string_view>

#include "base/text.h"
#include "facts/data_tree.h"
#include "facts/extract.h"
#include "facts/json_tree.h"
#include "facts/package_name.h"
#include "facts/settings.h"
#include "facts/shell/commands.h"
#include "facts/sink.h"

namespace assay {
namespace {

void AddPackages(const DataTree& tree, DataIndex section, DependencyScope scope, FactSink& sink) {
  for (const DataIndex index : tree.Children(section)) {
    const DataNode& entry = tree[index];
    if (entry.key.find('/') == Text::npos) continue;
    AddDependency("composer", ToLowerAscii(entry.key), entry.value, scope, entry.region, sink);
  }
}

// A script is a command, or a list of them; `@php …` names an interpreter and
// `Class::method` is a callback.
void AddScripts(const DataTree& tree, DataIndex scripts, FactSink& sink) {
  for (const DataIndex script : tree.Children(scripts)) {
    std::vector<DataIndex> commands = tree.Children(script);
    if (tree.IsScalar(script)) commands = {script};
    for (const DataIndex command : commands) {
      std::string_view text = tree.Value(command);
      if (text.starts_with('@')) text.remove_prefix(1);
      if (text.empty() || text.find("::") != std::string_view::npos) continue;
      Command site;
      site.place = CommandPlace::kPackageScript;
      site.context = sink.Keep("scripts." + std::string(tree[script].key));
      AddCommands(text, site, tree[command].region, false, sink);
    }
  }
}

void ReadComposerJson(const Source& source, FileFacts& facts) {
  FactSink sink(facts, source.limits);
  DataTree tree;
  ReadJsonTree(source.text, tree, sink);
  if (tree.roots().empty() || !tree.IsMap(tree.roots().front())) return;
  for (const DataIndex index : tree.Children(tree.roots().front())) {
    const Text key = tree[index].key;
    if (key == "require") {
      AddPackages(tree, index, DependencyScope::kRuntime, sink);
    } else if (key == "require-dev") {
      AddPackages(tree, index, DependencyScope::kDevelopment, sink);
    } else if (key == "scripts") {
      AddScripts(tree, index, sink);
    } else {
      AddSettings(tree, index, KeyPart(key), {"composer-json"}, sink);
    }
  }
}

}  // namespace

extern const FormatReader kFormatReader_composer_json = {
    {{"composer-json", {}, {"composer.json"}, {}, true}},
    ReadComposerJson,
    3,
};

}  // namespace assay
