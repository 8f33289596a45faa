// Elixir: what its grammar's kinds are to the shared engine, and what is its
// own: everything is a call, so that modules, functions and imports are told
// by what is called.
//
// A module is named in full: hex:Ecto.Query#from, hex:Phoenix.Controller#render;
// Erlang's by its atom: hex:crypto#hash. What `import` or `use` brings is known
// where it names its functions.
//
// Loops are functions that call themselves, so that bisections and work lists
// are told by what such a function gives itself for its parameters.
#pragma once

#include <cstddef>
#include <string>
#include <string_view>
#include <unordered_map>
#include <unordered_set>
#include <vector>

#include "facts/algorithm_shapes.h"
#include "facts/elixir/syntax.h"
#include "facts/typed/extractor.h"

namespace assay {

class ElixirExtractor final : public TypedExtractor {
 public:
  ElixirExtractor(const SyntaxTree& tree, FactSink& sink);

 private:
  static constexpr std::size_t kMaxWritten = 160;  // bytes of a value that a table keeps

  bool IsCall(NodeIndex node) const { return KindName(node) == "call"; }
  // The word that is called; empty for others than a bare one.
  std::string_view TargetOf(NodeIndex call) const {
    const NodeIndex target = At(call, Part::kTarget);
    return KindName(target) == "identifier" ? TextOf(target) : std::string_view();
  }
  NodeIndex First(NodeIndex call) const { return tree().NamedChild(At(call, Part::kArguments), 0); }
  std::string_view OperatorOf(NodeIndex node) const {
    return KindName(node) == "binary_operator" ? TextOf(At(node, Part::kOperator))
                                               : std::string_view();
  }

  void LookAhead();
  bool EnterOwn(NodeIndex node) override;
  bool EnterCall(NodeIndex node);

  // ---- names.cc: what directives bring and names stand for

  struct Directive {  // alias, import, require or use
    NodeIndex node;
    std::string_view word;
    std::vector<std::string> modules;
    std::string_view alias;
    bool names_all;  // that it brings
    std::vector<std::string_view> members;
  };
  void ReadImport(NodeIndex) override {}  // Imports are calls.
  void ReadDirective(NodeIndex node, std::string_view word);
  Directive DirectiveOf(NodeIndex node, std::string_view word) const;
  void AddImports(const Directive& directive, const std::string& module);
  void ReadUse(NodeIndex node, const std::string& module);
  void ReadDelegate(NodeIndex node);
  std::string FullName(std::string_view module) const;
  std::string ModuleName(NodeIndex alias);
  std::string SimpleType(NodeIndex type) override;
  std::string FreePath(NodeIndex node) override;
  std::string FreeCallee(std::string_view name) override;
  std::string FreeName(std::string_view name) override;

  // ---- definitions.cc

  Role Refine(NodeIndex node, Role role) const override;
  NodeIndex HeadOf(NodeIndex call) const;
  std::string_view DefinedName(NodeIndex call) const;
  void OpenModule(NodeIndex node, std::string_view word);
  void CloseModules(NodeIndex node);
  void AddBase(NodeIndex at, const std::string& name);
  void OpenFunction(NodeIndex node, std::string_view word);
  std::string_view ParameterName(NodeIndex item, bool& has_default) const;
  NodeIndex SentTo(std::string_view name, const std::vector<NodeIndex>& items) const;
  bool HasTextKeys(NodeIndex pattern) const;
  bool IsRecord(NodeIndex call) const;
  void ReadRecord(NodeIndex node);
  void ReadStruct(NodeIndex node) { AddFields(node, true, OwnerPath(".")); }
  void AddFields(NodeIndex node, bool atoms, const std::string& owner);
  void Define(NodeIndex node, DefinitionKind kind, NodeIndex named, NodeIndex type);

  // ---- attributes.cc: of modules, and the types that they tell

  bool ReadAttribute(NodeIndex node);
  void ReadSpec(NodeIndex value);
  std::string RemoteType(NodeIndex type);
  std::string TypeText(NodeIndex type);
  void UseTypes(NodeIndex type, std::string_view target);
  std::string AttributeKey(std::string_view name) const;

  // ---- patterns.cc

  void ReadMatch(NodeIndex node);
  void BindPattern(NodeIndex pattern, Provenance provenance);
  void BindGuarded(NodeIndex head);
  bool IsPattern(NodeIndex node) const;
  void BindGenerators(NodeIndex node);
  Provenance GivenTo(NodeIndex function);

  // ---- uses.cc: calls, values and their arguments

  std::vector<ArgumentNode> ArgumentsOf(NodeIndex list) override;
  bool IsPipe(NodeIndex node) const;
  std::string_view KeyText(NodeIndex pair) const;
  Value ReadValue(NodeIndex node) override;
  NodeIndex CapturedOf(NodeIndex capture) const;
  std::string CapturedName(NodeIndex capture);
  bool NamesCallee(NodeIndex call) const override;
  void ReadCapture(NodeIndex node);
  void ReadMade(NodeIndex node);
  bool ReadsField(NodeIndex call) const;
  void NoteOwnCall(NodeIndex node, std::string_view word);

  // ---- tables.cc

  Element ElementOf(NodeIndex node) override;
  std::string Written(NodeIndex value) override;
  void NoteTable(NodeIndex node);

  // ---- recursion.cc

  struct Recursion {
    std::string_view function;
    std::vector<std::string_view> parameters;
    std::vector<std::string_view> rests;  // [first | rest]
    AlgorithmShapes found;
    bool again = false;  // it does call itself
  };
  void ReadRecursion(NodeIndex node, const std::string& name, const std::vector<NodeIndex>& items);
  void NoteCallOfLoop(NodeIndex call, Recursion& loop);
  void NoteOperatorOfLoop(NodeIndex node, Recursion& loop);
  void NoteCompared(NodeIndex value, Recursion& loop);

  // ---- constructs.cc

  void ReadClause(NodeIndex clause);
  void AddHandler(NodeIndex clause, NodeIndex type, std::string_view detail);
  std::string_view DetailOfClause(NodeIndex clause, std::string_view caught);
  bool Mentions(NodeIndex node, std::string_view name) const;
  void ReadRaise(NodeIndex node, std::string_view word);
  void ReadCallConstructs(NodeIndex node, std::string_view word);

  // ---- text.cc: texts, and where values come from

  bool ReadText(NodeIndex node, TextValue& text, int depth = 0) override;
  void AddPart(NodeIndex node, TextValue& text) override;
  Provenance SourceOf(NodeIndex value);
  bool IsRequest(NodeIndex node);
  bool GivesLiterals(NodeIndex call);
  bool IsLiterals(NodeIndex node) const;
  Provenance ElementSource(NodeIndex list);

  struct OpenModuleName {
    NodeIndex end;
    std::string_view name;
    std::string full;
  };
  struct Spec {  // of the function that follows
    std::string_view name;
    std::vector<NodeIndex> parameters;
    NodeIndex result = kNoNode;
  };
  struct CaughtName {
    NodeIndex end;
    std::string_view name;
  };
  std::unordered_map<std::string, std::string> aliases_;    // short → full
  std::unordered_map<std::string, std::string> functions_;  // imported by name
  std::unordered_set<std::string> defined_;
  std::unordered_set<std::string> opened_;                  // imported or used as a whole
  std::unordered_map<std::string, Provenance> attributes_;  // what they were set to
  Spec spec_;
  std::vector<OpenModuleName> modules_;
  std::vector<CaughtName> caught_names_;
  std::string_view module_;  // the innermost one, as it is written
  std::string full_;         // and in full
  NodeIndex head_end_ = 0;   // of the function that was opened last
  NodeIndex skip_end_ = 0;   // what the language has read itself
  NodeIndex value_of_ = kNoNode;
  bool documented_ = false;
  bool implements_ = false;
};

}  // namespace assay
