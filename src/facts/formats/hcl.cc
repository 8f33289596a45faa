// HCL: Terraform and OpenTofu, their variables and lock file, Nomad, Packer.
//
// An attribute is a setting `resource.aws_instance.web.ami`; what refers to
// something else (a variable, a resource, a function's value) is templated:
// its value is not in the file.
#include <optional>
#include <string>
#include <string_view>
#include <unordered_map>
#include <vector>

#include "base/text.h"
#include "facts/data_tree.h"
#include "facts/extract.h"
#include "facts/package_name.h"
#include "facts/settings.h"
#include "facts/sink.h"
#include "facts/source_extractor.h"
#include "syntax/tree.h"

namespace assay {
namespace {

enum Kind : std::uint8_t {
  kOtherKind,
  kBlock,
  kBody,
  kBlockStart,
  kIdentifier,
  kStringLit,
  kAttribute,
  kExpression,
  kCollection,
  kObject,
  kObjectElem,
  kTuple,
  kLiteral,
  kTemplate,
  kTemplateLiteral,
  kVariable,
  kCall,
};

struct Syntax {
  const Grammar* grammar = Grammar::Find("hcl");
  std::vector<std::uint8_t> kinds = grammar->KindTable({{"block", kBlock},
                                                        {"body", kBody},
                                                        {"block_start", kBlockStart},
                                                        {"identifier", kIdentifier},
                                                        {"string_lit", kStringLit},
                                                        {"attribute", kAttribute},
                                                        {"expression", kExpression},
                                                        {"collection_value", kCollection},
                                                        {"object", kObject},
                                                        {"object_elem", kObjectElem},
                                                        {"tuple", kTuple},
                                                        {"literal_value", kLiteral},
                                                        {"template_expr", kTemplate},
                                                        {"template_literal", kTemplateLiteral},
                                                        {"variable_expr", kVariable},
                                                        {"function_call", kCall}});
  std::uint16_t key = grammar->Field("key");
  std::uint16_t value = grammar->Field("val");

  static const Syntax& Get() {
    static const Syntax kSyntax;
    return kSyntax;
  }
};

struct Value {
  std::string text;
  ValueKind kind = ValueKind::kOther;
  bool known = false;  // said in the file itself
};

// What Terraform takes a module from: a registry's address, or a repository
// with its revision behind `?ref=`. A path is a module of the repository's own.
struct ModuleSource {
  std::string name;
  std::string revision;
};

std::optional<ModuleSource> ParseModuleSource(std::string_view text) {
  if (text.empty() || text.front() == '.' || text.front() == '/') return std::nullopt;
  ModuleSource source;
  const std::size_t query = text.find('?');
  if (query != std::string_view::npos) {
    const std::size_t ref = text.find("ref=", query);
    if (ref != std::string_view::npos)
      source.revision = text.substr(ref + 4, text.find('&', ref) - ref - 4);
    text = text.substr(0, query);
  }
  for (const std::string_view prefix : {"git::", "https://", "http://", "ssh://", "git@"}) {
    if (text.starts_with(prefix)) text.remove_prefix(prefix.size());
  }
  source.name = text;
  return source;
}

class HclReader {
 public:
  HclReader(const SyntaxTree& tree, Text document, FactSink& sink)
      : tree_(tree), document_(document), sink_(sink) {}

  void Run() {
    for (NodeIndex node = 0; node < tree_.size();) {
      while (!open_.empty() && open_.back().end <= node) open_.pop_back();
      node = Visit(node);
      if (full_) return;
    }
  }

 private:
  // A block, or a map or list that is a value: what lies before `end` is in it.
  struct Level {
    NodeIndex end;
    std::string path;
    bool is_list = false;
    std::size_t position = 0;  // of the next item of a list
  };

  std::uint8_t KindOf(NodeIndex node) const {
    return node == kNoNode ? std::uint8_t{kOtherKind} : syntax_.kinds[tree_.Kind(node)];
  }
  std::string_view Path() const { return open_.empty() ? std::string_view() : open_.back().path; }
  std::string KeyOf(std::string_view name) const {
    std::string key(Path());
    if (!key.empty()) key += '.';
    return key + KeyPart(Truncate(name, 120));
  }

  // The node to go on with.
  NodeIndex Visit(NodeIndex node) {
    switch (KindOf(node)) {
      case kBlock:
        return OpenBlock(node);
      case kAttribute:
        return Entry(node, NameOf(tree_.NamedChild(node, 0)), tree_.NamedChild(node, 1));
      case kObjectElem:
        return Entry(node, NameOf(tree_.ChildByField(node, syntax_.key)),
                     tree_.ChildByField(node, syntax_.value));
      case kExpression:
        if (!open_.empty() && open_.back().is_list && IsItem(node)) return Item(node);
        return node + 1;
      default:
        return node + 1;
    }
  }

  bool IsItem(NodeIndex node) const { return KindOf(tree_.Parent(node)) == kTuple; }

  NodeIndex Item(NodeIndex node) {
    Level& list = open_.back();
    const std::string key = list.path + "[" + std::to_string(list.position++) + "]";
    return Place(node, node, key);
  }

  NodeIndex Entry(NodeIndex node, const std::string& name, NodeIndex value) {
    return Place(node, value, KeyOf(name));
  }

  // A scalar is a setting; into a map or list the walk goes on.
  NodeIndex Place(NodeIndex node, NodeIndex value, const std::string& key) {
    NodeIndex inner = value;
    if (KindOf(inner) == kExpression) inner = tree_.NamedChild(inner, 0);
    if (KindOf(inner) == kCollection) {
      const NodeIndex collection = tree_.NamedChild(inner, 0);
      if (HasEntries(collection)) {
        if (!Open(tree_.End(inner), key, KindOf(collection) == kTuple)) return tree_.End(node);
        AddProvider(node, collection, key);
        return collection + 1;
      }
    }
    // `aws_kms_key.main.arn` is a variable with its members behind it.
    const bool chain = KindOf(value) == kExpression && tree_.NamedChild(value, 1) != kNoNode;
    AddLeaf(node, chain ? value : inner, key);
    return tree_.End(node);
  }

  bool HasEntries(NodeIndex collection) const {
    for (NodeIndex child = tree_.FirstChild(collection); child != kNoNode;
         child = tree_.NextSibling(child)) {
      if (KindOf(child) == kObjectElem || KindOf(child) == kExpression) return true;
    }
    return false;
  }

  bool Open(NodeIndex end, std::string path, bool is_list) {
    if (open_.size() >= sink_.limits().data_depth) {
      if (!told_depth_) sink_.Diagnose("nested-too-deep", 0, "what lies deeper is not read");
      told_depth_ = true;
      return false;
    }
    // A path that is already longer than what is kept need not grow.
    open_.push_back({end, std::string(Truncate(path, sink_.limits().text_bytes)), is_list, 0});
    return true;
  }

  NodeIndex OpenBlock(NodeIndex node) {
    std::string path(Path());
    NodeIndex body = kNoNode;
    for (NodeIndex child = tree_.FirstChild(node); child != kNoNode;
         child = tree_.NextSibling(child)) {
      if (KindOf(child) == kIdentifier || KindOf(child) == kStringLit) {
        if (!path.empty()) path += '.';
        path += KeyPart(Truncate(NameOf(child), 120));
      } else if (KindOf(child) == kBody) {
        body = child;
      }
    }
    const std::size_t number = seen_[path]++;
    if (number > 0) path += "[" + std::to_string(number) + "]";
    if (body == kNoNode) {
      AddSetting(node, path, {"", ValueKind::kMap, true});
      return tree_.End(node);
    }
    AddModule(body, path);
    if (document_ == "terraform-lock") AddLocked(node, body);
    return Open(tree_.End(node), std::move(path), false) ? body + 1 : tree_.End(node);
  }

  // The name of a block's label, an attribute or an entry of a map.
  std::string NameOf(NodeIndex node) const {
    if (KindOf(node) == kExpression) node = tree_.NamedChild(node, 0);
    const std::string_view text = tree_.Text(node);
    if (text.size() >= 2 && text.front() == '"' && text.back() == '"') {
      return std::string(text.substr(1, text.size() - 2));
    }
    return std::string(text);
  }

  Value ValueOf(NodeIndex node) const {
    const std::string_view text = tree_.Text(node);
    switch (KindOf(node)) {
      case kLiteral:
        if (text.starts_with('"')) {
          return {std::string(text.substr(1, text.size() >= 2 ? text.size() - 2 : 0)),
                  ValueKind::kString, true};
        }
        return {std::string(text), PlainScalarKind(text), true};
      case kTemplate:
        return {
            NameOf(node), ValueKind::kInterpolated,
            text.find("${") == std::string_view::npos && text.find("%{") == std::string_view::npos};
      case kCollection: {
        const bool is_list = KindOf(tree_.NamedChild(node, 0)) == kTuple;
        return {"", is_list ? ValueKind::kList : ValueKind::kMap, true};
      }
      case kExpression:
      case kVariable:
        return {std::string(text), ValueKind::kName, false};
      case kCall:
        return {std::string(text), ValueKind::kCall, false};
      default:
        return {std::string(text), ValueKind::kOther, false};
    }
  }

  void AddLeaf(NodeIndex node, NodeIndex value, const std::string& key) {
    const Value read = ValueOf(value);
    AddSetting(node, key, read);
    // `aws = "~> 4.0"`, the form before sources were named.
    if (Path() == "terraform.required_providers" && read.known) {
      AddDependency("terraform", "hashicorp/" + key.substr(Path().size() + 1), read.text,
                    DependencyScope::kRuntime, RegionOf(tree_[node]), sink_);
    }
  }

  void AddSetting(NodeIndex node, const std::string& key, const Value& value) {
    Setting setting;
    setting.region = RegionOf(tree_[node]);
    setting.key = sink_.Keep(key);
    setting.value = sink_.Keep(value.text);
    setting.kind = value.kind;
    setting.templated = !value.known;
    setting.document = document_;
    full_ = !sink_.Add(setting);
  }

  // The scalar that a map gives the name.
  std::string EntryOf(NodeIndex object, std::string_view name) const {
    for (NodeIndex child = tree_.FirstChild(object); child != kNoNode;
         child = tree_.NextSibling(child)) {
      const bool element = KindOf(child) == kObjectElem;
      if (!element && KindOf(child) != kAttribute) continue;
      const NodeIndex key =
          element ? tree_.ChildByField(child, syntax_.key) : tree_.NamedChild(child, 0);
      if (NameOf(key) != name) continue;
      NodeIndex value =
          element ? tree_.ChildByField(child, syntax_.value) : tree_.NamedChild(child, 1);
      if (KindOf(value) == kExpression) value = tree_.NamedChild(value, 0);
      const Value read = ValueOf(value);
      return read.known ? read.text : std::string();
    }
    return {};
  }

  // `aws = { source = "hashicorp/aws", version = "~> 5.0" }`
  void AddProvider(NodeIndex node, NodeIndex object, std::string_view key) {
    constexpr std::string_view kPlace = "terraform.required_providers.";
    if (!key.starts_with(kPlace) || KindOf(object) != kObject) return;
    std::string source = EntryOf(object, "source");
    if (source.empty()) source = "hashicorp/" + std::string(key.substr(kPlace.size()));
    AddDependency("terraform", source, EntryOf(object, "version"), DependencyScope::kRuntime,
                  RegionOf(tree_[node]), sink_);
  }

  void AddModule(NodeIndex body, std::string_view path) {
    if (document_ != "terraform" || !path.starts_with("module.")) return;
    const auto source = ParseModuleSource(EntryOf(body, "source"));
    if (!source) return;
    std::string version = EntryOf(body, "version");
    if (version.empty()) version = source->revision;
    AddDependency("terraform", source->name, version, DependencyScope::kRuntime,
                  RegionOf(tree_[tree_.Parent(body)]), sink_);
  }

  // provider "registry.terraform.io/hashicorp/aws" { version = "5.1.0" }
  void AddLocked(NodeIndex node, NodeIndex body) {
    std::string name = NameOf(tree_.NamedChild(node, 1));
    const std::size_t host = name.find('/');
    if (host != std::string::npos && name.find('/', host + 1) != std::string::npos) {
      name = name.substr(host + 1);
    }
    Dependency dependency;
    dependency.region = RegionOf(tree_[node]);
    dependency.ecosystem = "terraform";
    dependency.name = sink_.Keep(name);
    dependency.constraint = sink_.Keep(EntryOf(body, "version"));
    dependency.locked = true;
    sink_.Add(dependency);
  }

  const Syntax& syntax_ = Syntax::Get();
  const SyntaxTree& tree_;
  Text document_;
  FactSink& sink_;
  std::vector<Level> open_;
  std::unordered_map<std::string, std::size_t> seen_;
  bool told_depth_ = false;
  bool full_ = false;
};

void ReadHcl(const Source& source, FileFacts& facts) {
  FactSink sink(facts, source.limits);
  const Result<SyntaxTree> tree =
      SyntaxTree::Parse(*Syntax::Get().grammar, source.text, source.limits);
  if (!tree) {
    AddParseDiagnostic(tree.error().message, sink);
    return;
  }
  if (tree->has_error()) {
    sink.Diagnose("syntax-error", 0, "parts of the file are not read as the grammar expects");
  }
  HclReader(*tree, sink.Keep(source.format), sink).Run();
}

}  // namespace

extern const FormatReader kFormatReader_hcl = {
    {
        {"terraform-lock", {}, {".terraform.lock.hcl"}, {}},
        {"terraform", {}, {}, {"**.tf", "**.tofu"}},
        {"tfvars", {}, {}, {"**.tfvars"}},
        {"terragrunt", {}, {"terragrunt.hcl"}, {}},
        {"packer", {}, {}, {"**.pkr.hcl"}},
        {"nomad", {}, {}, {"**.nomad", "**.nomad.hcl"}},
        {"hcl", {"HCL"}, {}, {"**.hcl"}},
    },
    ReadHcl,
    1,
};

}  // namespace assay
