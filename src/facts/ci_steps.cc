#include "facts/ci_steps.h"

#include <string>
#include <string_view>
#include <vector>

#include "base/text.h"
#include "facts/package_name.h"
#include "facts/shell/commands.h"

namespace assay {
namespace {

// PowerShell goes on with the next line behind a backquote, cmd behind a caret; a shell does
// behind a backslash. A backquote that ends no line quotes something: the script is a shell's.
std::string WithShellContinuations(std::string_view script) {
  std::string text(script);
  for (const char mark : {'`', '^'}) {
    bool only = true;
    for (std::size_t at = text.find(mark); only && at != text.npos; at = text.find(mark, at + 1)) {
      const std::size_t next = text.find_first_not_of(" \r", at + 1);
      only = at > 0 && text[at - 1] == ' ' && next != text.npos && text[next] == '\n';
    }
    if (!only) continue;
    std::string joined;
    std::size_t from = 0;
    for (std::size_t at = text.find(mark); at != text.npos; at = text.find(mark, from)) {
      joined.append(text, from, at - from).append("\\");
      from = text.find('\n', at);
    }
    text = joined.append(text, from, text.npos);
  }
  return text;
}

}  // namespace

void AddCiScript(const DataTree& tree, DataIndex script, std::string_view context, bool off,
                 FactSink& sink) {
  if (script == kNoData) return;
  if (tree.IsList(script)) {
    for (const DataIndex item : tree.Children(script)) {
      if (!tree.IsList(item)) {
        AddCiScript(tree, item, context, off, sink);
        continue;
      }
      if (tree[item].templated) continue;  // `!reference [.setup, script]`
      for (const DataIndex inner : tree.Children(item)) {
        if (tree.IsScalar(inner)) AddCiScript(tree, inner, context, off, sink);
      }
    }
    return;
  }
  const DataNode& node = tree[script];
  if (node.kind != ValueKind::kString) return;
  Command site;
  site.place = CommandPlace::kCiStep;
  site.context = sink.Keep(context);
  site.conditional_off = off;
  AddCommands(WithShellContinuations(node.value), site, node.value_region, node.block, sink);
}

void AddCiImage(const DataTree& tree, DataIndex image, std::string_view key, DependencyScope scope,
                FactSink& sink) {
  const DataIndex name = tree.IsMap(image) ? tree.Find(image, key) : image;
  if (tree.IsScalar(name)) AddImage(tree.Value(name), scope, tree[name].region, sink);
}

bool IsNever(std::string_view condition) {
  std::string_view value = Trim(condition);
  if (value.starts_with("${{") && value.ends_with("}}")) {
    value = Trim(value.substr(3, value.size() - 5));
  }
  return value == "false" || value == "never()";
}

bool IsOff(const DataTree& tree, DataIndex map, std::string_view key) {
  return IsNever(tree.ValueOf(map, key));
}

std::string StepName(const DataTree& tree, DataIndex step, std::size_t number) {
  for (const std::string_view key : {"name", "displayName", "id", "title"}) {
    const Text name = tree.ValueOf(step, key);
    if (!name.empty()) return std::string(name);
  }
  return std::to_string(number);
}

}  // namespace assay
