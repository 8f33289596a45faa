// Elixir: what its grammar's kinds are to the shared engine, and what is its
// own: everything is a call, so that modules, functions and imports are told
// by what is called.
//
// A module is named in full: hex:Ecto.Query#from, hex:Phoenix.Controller#render;
// Erlang's by its atom: hex:crypto#hash. What `import` or `use` brings is known
// where it names its functions.
#include <algorithm>
#include <array>
#include <string>

#include "base/text.h"
#include "facts/extract.h"
#include "facts/typed/extractor.h"

namespace assay {
namespace {

const SyntaxMap& ElixirSyntax() {
  static const SyntaxMap kMap(
      "elixir", {
                    {"access_call", Role::kIndex, "object:target key:key"},
                    {"alias", Role::kType},
                    {"anonymous_function", Role::kLambda},
                    {"arguments", Role::kArguments},
                    {"atom", Role::kNone},
                    {"binary_operator", Role::kBinary, "left:left right:right operator:operator"},
                    {"boolean", Role::kBoolean},
                    {"call", Role::kCall, "target:target arguments:@arguments"},
                    {"comment", Role::kComment},
                    {"do_block", Role::kNone},
                    {"dot", Role::kMember, "object:left name:right"},
                    {"escape_sequence", Role::kEscape},
                    {"float", Role::kNumber},
                    {"identifier", Role::kIdentifier},
                    {"integer", Role::kNumber},
                    {"interpolation", Role::kInterpolation},
                    {"list", Role::kList},
                    {"nil", Role::kNull},
                    {"pair", Role::kPair, "key:key value:value"},
                    {"quoted_content", Role::kFragment},
                    {"stab_clause", Role::kCase},
                    {"string", Role::kString},
                    {"unary_operator", Role::kUnary, "value:operand"},
                });
  return kMap;
}

const LanguageTraits& ElixirTraits() {
  static const LanguageTraits kTraits = [] {
    LanguageTraits t;
    t.ecosystem = "hex:";
    t.documentation = "doc";
    t.documentation_mark = "@doc";
    t.concatenation = "<>";
    t.numbers = {"length", "hex:String#to_integer", "hex:Integer#parse"};
    t.log_members = {"error", "info", "warning", "debug", "warn"};
    return t;
  }();
  return kTraits;
}

bool IsDefinition(std::string_view word) {
  return word == "def" || word == "defp" || word == "defmacro" || word == "defmacrop";
}

constexpr std::array kForms = std::to_array<std::string_view>(
    {"alias",   "case",     "cond",      "def",       "defdelegate", "defexception", "defguard",
     "defimpl", "defmacro", "defmacrop", "defmodule", "defp",        "defprotocol",  "defstruct",
     "fn",      "for",      "if",        "import",    "quote",       "receive",      "require",
     "try",     "unless",   "unquote",   "use",       "with"});

class ElixirExtractor final : public TypedExtractor {
 public:
  ElixirExtractor(const SyntaxTree& tree, FactSink& sink)
      : TypedExtractor(tree, sink, ElixirSyntax(), ElixirTraits()) {
    for (NodeIndex node = 0; node < tree.size(); ++node) {
      if (R(node) != Role::kCall) continue;
      const std::string_view word = TargetOf(node);
      if (word == "defmodule" && sink.facts().package.empty())
        sink.facts().package = sink.Keep(TextOf(First(node)));
      if (!IsDefinition(word)) continue;
      const std::string_view name = DefinedName(node);
      if (!name.empty()) defined_.insert(std::string(name));
    }
  }

 private:
  std::string_view TargetOf(NodeIndex call) const {
    const NodeIndex target = At(call, Part::kTarget);
    return R(target) == Role::kIdentifier ? TextOf(target) : std::string_view();
  }
  NodeIndex First(NodeIndex call) const { return tree().NamedChild(At(call, Part::kArguments), 0); }

  // def index(conn, params) when …: the head of a function.
  NodeIndex HeadOf(NodeIndex call) const {
    NodeIndex head = First(call);
    if (R(head) == Role::kBinary) head = At(head, Part::kLeft);
    return head;
  }
  std::string_view DefinedName(NodeIndex call) const {
    const NodeIndex head = HeadOf(call);
    return R(head) == Role::kCall         ? TargetOf(head)
           : R(head) == Role::kIdentifier ? TextOf(head)
                                          : std::string_view();
  }

  void ReadImport(NodeIndex) override {}

  std::string FullName(std::string_view module) const {
    const std::string_view root = module.substr(0, module.find('.'));
    const auto alias = aliases_.find(std::string(root));
    return alias == aliases_.end() ? std::string(module)
                                   : alias->second + std::string(module.substr(root.size()));
  }

  std::string SimpleType(NodeIndex type) override {
    return TextOf(type).size() < kMaxResolvedName ? EcosystemName(FullName(TextOf(type))) + "#"
                                                  : std::string();
  }

  // :crypto.hash(…)
  std::string FreePath(NodeIndex node) override {
    const NodeIndex object = At(node, Part::kObject);
    const std::string_view text = TextOf(object);
    if (KindName(object) != "atom" || text.size() < 2 || text.size() > 80) return {};
    return EcosystemName(text.substr(1)) + "#" + std::string(NameText(At(node, Part::kName)));
  }

  std::string FreeCallee(std::string_view name) override {
    if (defined_.contains(std::string(name))) return "local:#" + std::string(name);
    const auto imported = functions_.find(std::string(name));
    return imported == functions_.end() ? std::string() : imported->second;
  }

  // f(a, b: 1)
  std::vector<ArgumentNode> ArgumentsOf(NodeIndex list) override {
    std::vector<ArgumentNode> arguments;
    for (const NodeIndex item : ItemsOf(list)) {
      if (KindName(item) != "keywords") {
        arguments.push_back({item, ""});
        continue;
      }
      for (const NodeIndex pair : ItemsOf(item)) {
        std::string_view key = Trim(TextOf(At(pair, Part::kKey)));
        if (key.ends_with(':')) key.remove_suffix(1);
        const NodeIndex value = At(pair, Part::kValue);
        if (value != kNoNode) arguments.push_back({value, std::string(key.substr(0, 80))});
      }
    }
    return arguments;
  }

  void ReadDirective(NodeIndex node, std::string_view word) {
    const NodeIndex named = First(node);
    const NodeIndex keywords = tree().NamedChild(At(node, Part::kArguments), 1);
    std::vector<std::string> modules;
    if (R(named) == Role::kType) modules.push_back(FullName(TextOf(named)));
    if (R(named) == Role::kMember) {
      const std::string root = FullName(TextOf(At(named, Part::kObject)));
      for (const NodeIndex item : ItemsOf(At(named, Part::kName))) {
        if (R(item) == Role::kType) modules.push_back(root + "." + std::string(TextOf(item)));
      }
    }
    std::string_view alias;
    NodeIndex only = kNoNode;
    for (const NodeIndex pair : ItemsOf(keywords)) {
      const std::string_view key = Trim(TextOf(At(pair, Part::kKey)));
      if (key == "as:") alias = TextOf(At(pair, Part::kValue));
      if (key == "only:") only = At(pair, Part::kValue);
    }
    for (const std::string& module : modules) {
      if (module.size() > kMaxResolvedName) continue;
      AddImport(node, EcosystemName(module), {}, alias,
                word == "use" ? ImportForm::kEffect : ImportForm::kModule);
      if (word == "alias") {
        const std::string last = module.substr(module.rfind('.') + 1);
        aliases_[alias.empty() ? last : std::string(alias)] = module;
      }
      if (word == "use") {
        AddDecorator(node, EcosystemName(module) + "#__using__", module_, {});
      }
      if (word != "import" || only == kNoNode) continue;
      for (const NodeIndex pair : ItemsOf(tree().NamedChild(only, 0))) {
        std::string_view key = Trim(TextOf(At(pair, Part::kKey)));
        if (key.ends_with(':')) key.remove_suffix(1);
        functions_.try_emplace(std::string(key), EcosystemName(module) + "#" + std::string(key));
      }
    }
  }

  void OpenModule(NodeIndex node) {
    Definition module;
    module.kind = DefinitionKind::kModule;
    module_ = TextOf(First(node));
    module.name = sink().Keep(module_);
    module.owner = sink().Keep(OwnerPath("."));
    Open(std::move(module), node, Bindings::ScopeKind::kClass);
  }

  void OpenFunction(NodeIndex node, std::string_view word) {
    const NodeIndex head = HeadOf(node);
    Definition function;
    function.kind = DefinitionKind::kFunction;
    function.name = sink().Keep(DefinedName(node));
    function.owner = sink().Keep(OwnerPath("."));
    if (word.ends_with('p')) function.modifiers.push_back("private");
    std::vector<NodeIndex> names_of;
    for (const NodeIndex item : ItemsOf(At(head, Part::kArguments))) {
      names_of.push_back(item);
      function.parameters.push_back({sink().Keep(Bounded(item, 60)), {}});
    }
    heads_.push_back(head);
    Open(std::move(function), node, Bindings::ScopeKind::kFunction);
    for (const NodeIndex item : names_of) {
      for (NodeIndex i = item; i < tree().End(item); ++i) {
        if (R(i) == Role::kIdentifier)
          names().Bind(TextOf(i), {{}, {}, Provenance::kParameter}, true);
      }
    }
  }

  bool EnterOwn(NodeIndex node) override {
    if (R(node) == Role::kBinary && TextOf(At(node, Part::kOperator)) == "=") {
      const NodeIndex left = At(node, Part::kLeft);
      const NodeIndex right = At(node, Part::kRight);
      if (R(left) == Role::kIdentifier) Declare({left, kNoNode, right, 0}, Evaluate(right));
      return false;
    }
    if (KindName(node) == "rescue_block") {
      for (const NodeIndex clause : ItemsOf(node)) ReadRescue(clause);
      return false;
    }
    if (R(node) != Role::kCall) return false;
    const std::string_view word = TargetOf(node);
    if (word == "alias" || word == "import" || word == "require" || word == "use") {
      ReadDirective(node, word);
      return true;
    }
    if (word == "defmodule") {
      OpenModule(node);
      return true;
    }
    if (IsDefinition(word)) {
      OpenFunction(node, word);
      return true;
    }
    if (!heads_.empty() && heads_.back() == node) return true;  // the head of a function
    if (word == "raise") AddConstruct(node, ConstructKind::kThrow, Bounded(First(node), 80));
    if (word == "for") AddConstruct(node, ConstructKind::kLoop, {}, "for");
    if (word == "case" || word == "with") AddConstruct(node, ConstructKind::kPatternMatch);
    if (word == "receive") AddConstruct(node, ConstructKind::kChannel, {}, "get");
    if (word == "send") AddConstruct(node, ConstructKind::kChannel, {}, "put");
    if (word == "if" || word == "unless") Branch();
    const std::string callee = CalleeOf(node);
    if (word == "spawn" || callee == "hex:Task#async" || callee == "hex:Task#start")
      AddConstruct(node, ConstructKind::kSpawn, callee);
    return std::find(kForms.begin(), kForms.end(), word) != kForms.end();
  }

  // e in RuntimeError -> …
  void ReadRescue(NodeIndex clause) {
    if (R(clause) != Role::kCase) return;
    const NodeIndex pattern = tree().NamedChild(tree().NamedChild(clause, 0), 0);
    const bool typed = R(pattern) == Role::kBinary;
    const NodeIndex type = typed ? At(pattern, Part::kRight) : pattern;
    AddConstruct(clause, ConstructKind::kHandler,
                 R(type) == Role::kType ? std::string(TextOf(type)) : std::string(), "handle");
  }

  std::unordered_map<std::string, std::string> aliases_;    // short → full
  std::unordered_map<std::string, std::string> functions_;  // imported by name
  std::unordered_set<std::string> defined_;
  std::vector<NodeIndex> heads_;
  std::string_view module_;
};

void ReadElixir(const Source& source, FileFacts& facts) {
  FactSink sink(facts, source.limits);
  const Result<SyntaxTree> tree =
      SyntaxTree::Parse(ElixirSyntax().grammar(), source.text, source.limits);
  if (!tree) {
    AddParseDiagnostic(tree.error().message, sink);
    return;
  }
  ElixirExtractor(*tree, sink).Run();
}

}  // namespace

extern const FormatReader kFormatReader_elixir = {
    {{"elixir", {"Elixir"}, {}, {}}},
    ReadElixir,
    1,
};

}  // namespace assay
