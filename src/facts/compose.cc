#include "facts/compose.h"

#include <string>
#include <vector>

#include "facts/package_name.h"
#include "facts/shell.h"

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

std::string JoinWords(const DataTree& tree, DataIndex list) {
  std::string line;
  for (const DataIndex item : tree.Children(list)) {
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

void AddContainerCommand(const DataTree& tree, DataIndex command, std::string_view context,
                         FactSink& sink) {
  if (command == kNoData) return;
  Command site;
  site.place = CommandPlace::kCompose;
  site.context = sink.Keep(context);
  const DataNode& node = tree[command];
  // What begins with an option is arguments of the image's own program.
  const DataIndex first = tree.IsList(command) ? node.first_child : command;
  if (tree.Value(first).starts_with('-')) return;
  if (tree.IsList(command)) {
    // `sh -c script` is the script.
    const std::vector<DataIndex> words = tree.Children(command);
    if (words.size() == 3 && tree.Value(words[1]).starts_with('-') &&
        tree.Value(words[1]).ends_with('c') && tree.Value(words[0]).ends_with("sh")) {
      const DataNode& script = tree[words[2]];
      AddCommands(script.value, site, script.value_region, script.block, sink);
      return;
    }
    const std::string line = JoinWords(tree, command);
    if (!line.empty()) AddCommands(line, site, node.region, false, sink);
  } else if (node.kind == ValueKind::kString) {
    AddCommands(node.value, site, node.block ? node.value_region : node.region, node.block, sink);
  }
}

void AddCompose(DataTree& tree, DataIndex root, FactSink& sink) {
  for (const DataIndex service : tree.Children(tree.Find(root, "services"))) {
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
  }
}

}  // namespace assay
