#include "facts/compose.h"

#include <algorithm>
#include <string>
#include <vector>

#include "facts/package_name.h"
#include "facts/shell/commands.h"
#include "facts/shell/words.h"

namespace assay {
namespace {

// `- NAME=value` means what `NAME: value` does: one form for the rules.
void MakeMapOfPairs(DataTree& tree, DataIndex list) {
  if (!tree.IsList(list)) return;
  for (const DataIndex item : tree.Children(list)) {
    if (!tree.IsScalar(item)) return;
  }
  for (const DataIndex item : tree.Children(list)) {
    DataNode& node = tree[item];
    const std::size_t equals = node.value.find('=');
    node.key = node.value.substr(0, equals);
    node.value = equals == std::string_view::npos ? Text() : node.value.substr(equals + 1);
    node.kind = equals == std::string_view::npos ? ValueKind::kNull : ValueKind::kString;
    // Without a value it is taken from whoever starts the service.
    node.templated = node.kind == ValueKind::kNull || IsTemplated(node.value);
  }
  tree[list].kind = ValueKind::kMap;
}

}  // namespace

std::string JoinWords(const DataTree& tree, const std::vector<DataIndex>& words) {
  std::string line;
  for (const DataIndex item : words) {
    if (!line.empty()) line += ' ';
    const Text word = tree.Value(item);
    if (!word.empty() && word.find_first_of(" \t\n'\"\\|&;()<>$`#*?~") == std::string_view::npos) {
      line += word;
      continue;
    }
    line += '\'';
    for (const char c : word) {
      if (c == '\'') {
        line += "'\\''";
      } else {
        line += c;
      }
    }
    line += '\'';
  }
  return line;
}

namespace {

Command SiteOf(std::string_view context, FactSink& sink) {
  Command site;
  site.place = CommandPlace::kCompose;
  site.context = sink.Keep(context);
  return site;
}

// The script of `sh -c script`, whose own lines the block has that it is written in; kNoData for
// any other call.
DataIndex ScriptOf(const DataTree& tree, const std::vector<DataIndex>& words) {
  if (words.empty() || !IsShell(tree.Value(words.front()))) return kNoData;
  bool script = false;
  for (std::size_t i = 1; i < words.size(); ++i) {
    const Text word = tree.Value(words[i]);
    if (!word.starts_with('-') && !word.starts_with('+')) return script ? words[i] : kNoData;
    script = script || (!word.starts_with("--") && word.find('c') != Text::npos);
    if (!word.starts_with("--") && word.ends_with('o')) ++i;  // -o pipefail
  }
  return kNoData;
}

// An exec call: one word an item.
void AddExecCall(const DataTree& tree, const std::vector<DataIndex>& words, const Region& region,
                 const Command& site, FactSink& sink) {
  const DataIndex script = ScriptOf(tree, words);
  if (script != kNoData) {
    const DataNode& node = tree[script];
    return AddCommands(node.value, site, node.value_region, node.block, sink);
  }
  const std::string line = JoinWords(tree, words);
  if (!line.empty()) AddCommands(line, site, region, false, sink);
}

void AddShellLine(const DataNode& node, const Command& site, FactSink& sink) {
  if (node.kind != ValueKind::kString) return;
  AddCommands(node.value, site, node.block ? node.value_region : node.region, node.block, sink);
}

// A line for a shell, or the items of an exec call. What begins with an option is arguments of
// the image's own program.
void AddContainerCommand(const DataTree& tree, DataIndex command, std::string_view context,
                         FactSink& sink) {
  if (command == kNoData) return;
  const DataNode& node = tree[command];
  const DataIndex first = tree.IsList(command) ? node.first_child : command;
  if (tree.Value(first).starts_with('-')) return;
  const Command site = SiteOf(context, sink);
  if (!tree.IsList(command)) return AddShellLine(node, site, sink);
  AddExecCall(tree, tree.Children(command), node.region, site, sink);
}

// `CMD program …`, `CMD-SHELL line`, `NONE`, or a line.
void AddHealthcheck(const DataTree& tree, DataIndex test, std::string_view context,
                    FactSink& sink) {
  if (test == kNoData) return;
  const Command site = SiteOf(context, sink);
  if (!tree.IsList(test)) {
    if (tree.Value(test) != "NONE") AddShellLine(tree[test], site, sink);
    return;
  }
  std::vector<DataIndex> words = tree.Children(test);
  const Text form = words.empty() ? Text() : tree.Value(words.front());
  if (form == "CMD-SHELL" && words.size() == 2) {
    const DataNode& line = tree[words[1]];
    AddCommands(line.value, site, line.value_region, line.block, sink);
  } else if (form == "CMD") {
    words.erase(words.begin());
    AddExecCall(tree, words, tree[test].region, site, sink);
  }
}

}  // namespace

void AddKubernetesCommands(const DataTree& tree, DataIndex container, FactSink& sink) {
  const std::string name(tree.ValueOf(container, "name"));
  const DataIndex command = tree.Find(container, "command");
  std::vector<DataIndex> words = tree.Children(command);
  const std::vector<DataIndex> arguments = tree.Children(tree.Find(container, "args"));
  words.insert(words.end(), arguments.begin(), arguments.end());
  // Arguments alone are the image's own program's, but for a shell and its script.
  if (command != kNoData || ScriptOf(tree, words) != kNoData) {
    const DataIndex at = command != kNoData ? command : tree.Find(container, "args");
    AddExecCall(tree, words, tree[at].region, SiteOf(name + "/command", sink), sink);
  }
  const auto exec = [&](std::string_view group, std::string_view hook) {
    const DataIndex in = group.empty() ? container : tree.Find(container, group);
    const DataIndex call = tree.FindPath(in, {hook, "exec", "command"});
    if (!tree.IsList(call)) return;
    AddExecCall(tree, tree.Children(call), tree[call].region,
                SiteOf(name + "/" + std::string(hook), sink), sink);
  };
  for (const std::string_view probe : {"livenessProbe", "readinessProbe", "startupProbe"})
    exec("", probe);
  for (const std::string_view hook : {"postStart", "preStop"}) exec("lifecycle", hook);
}

DataIndex ComposeServices(const DataTree& tree, DataIndex root) {
  const auto is_top_key = [&](DataIndex child) {
    for (const std::string_view key : {"version", "name", "services", "volumes", "networks",
                                       "secrets", "configs", "include", "models"}) {
      if (tree[child].key == key) return true;
    }
    return tree[child].key.starts_with("x-");
  };
  const std::vector<DataIndex> top = tree.Children(root);
  return !top.empty() && std::none_of(top.begin(), top.end(), is_top_key)
             ? root
             : tree.Find(root, "services");
}

void AddCompose(DataTree& tree, DataIndex root, FactSink& sink) {
  const DataIndex services = ComposeServices(tree, root);
  for (const DataIndex service : tree.Children(services)) {
    MakeMapOfPairs(tree, tree.Find(service, "environment"));
    MakeMapOfPairs(tree, tree.Find(service, "labels"));
    MakeMapOfPairs(tree, tree.FindPath(service, {"build", "args"}));
    const DataIndex image = tree.Find(service, "image");
    // With `build`, the image's name is the one that is built here.
    if (tree.IsScalar(image) && !tree.Has(service, "build")) {
      AddImage(tree.Value(image), DependencyScope::kRuntime, tree[image].region, sink);
    }
    const std::string name(tree[service].key);
    AddContainerCommand(tree, tree.Find(service, "entrypoint"), name + "/entrypoint", sink);
    AddContainerCommand(tree, tree.Find(service, "command"), name + "/command", sink);
    AddHealthcheck(tree, tree.FindPath(service, {"healthcheck", "test"}), name + "/healthcheck",
                   sink);
  }
}

}  // namespace assay
