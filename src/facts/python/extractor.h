// Python: imports, resolved uses, definitions, constructs and strings.
//
// Names resolve by Python's own scoping: function scopes and the file, never
// through an enclosing class. Code of the file and of classes runs from top
// to bottom and is followed so; a function runs later and sees what the file
// has bound in the end, so that a look ahead sums that up first. `self` is
// the open class; its fields are what its methods and body assign, wherever.
// A value is known by the call or import that it came from. Where two paths
// meet with different values, the name is not known.
#pragma once

#include <map>
#include <string>
#include <string_view>
#include <unordered_map>
#include <unordered_set>
#include <utility>
#include <vector>

#include "facts/python/syntax.h"
#include "facts/source_extractor.h"

namespace assay {

class PythonExtractor final : public SourceExtractor {
 public:
  PythonExtractor(const SyntaxTree& tree, FactSink& sink)
      : SourceExtractor(tree, sink, PythonSyntax::Get().kinds),
        s_(PythonSyntax::Get()),
        spots_(Spots()) {}

 private:
  using Fields = std::map<std::string, std::string>;

  Py K(NodeIndex node) const { return static_cast<Py>(OwnKind(node)); }
  bool IsChild(NodeIndex node) const { return tree()[node].named() && K(node) != Py::kComment; }

  void Enter(NodeIndex node) override;
  bool IsComment(NodeIndex node) const override { return K(node) == Py::kComment; }
  bool IsMemoizer(std::string_view annotation) const override;
  void AddExports() override;

  // ---- names.cc: what names stand for

  std::string Resolve(NodeIndex node, int depth = 0) override;
  std::string ResolveName(std::string_view name);
  std::string ResolveAttribute(NodeIndex node, int depth);
  std::string ResolveCall(NodeIndex node, int depth);
  std::string ResolveSubscript(NodeIndex node, int depth);
  std::string ResolveEither(NodeIndex first, NodeIndex second, int depth);
  bool IsSelf(NodeIndex node);

  void ReadImport(NodeIndex node, bool ahead = false);
  void ReadImportFrom(NodeIndex node, bool ahead = false);
  void AddImport(NodeIndex node, std::string_view module, std::string_view symbol,
                 std::string_view alias, ImportForm form);
  void BindImport(NodeIndex node, std::string_view name, const std::string& value);
  bool IsAlternative(NodeIndex node) const;
  bool IsTypeOnly(NodeIndex node) const;
  static std::string ModuleName(std::string_view dotted);

  // The value that a declared type gives: R, Optional[R], R | None, "R".
  std::string ValueOfType(NodeIndex type, int depth = 0);
  std::string ValueOfGeneric(NodeIndex name, NodeIndex parameter, int depth);
  // How the type is told: its resolved name, else its text.
  std::string TypeName(NodeIndex type);
  static bool IsTypeVariable(std::string_view resolved);

  void BindValue(NodeIndex left, NodeIndex right, NodeIndex statement);
  bool SaysNothingMore(const Binding& known, NodeIndex right, NodeIndex statement) const;
  Binding ValueBinding(NodeIndex right, NodeIndex type = kNoNode);
  void BindTarget(NodeIndex target, const Binding& binding, NodeIndex from, NodeIndex statement);
  // Binds from node `from` on, and until the statement's block ends: then the
  // name is what both paths agree on.
  void BindFrom(NodeIndex from, NodeIndex statement, std::string_view name, const Binding& binding);
  void BindNow(NodeIndex statement, std::string_view name, const Binding& binding);
  void ApplyPending(NodeIndex node);
  NodeIndex ConditionalBlockOf(NodeIndex statement) const;
  bool Leaves(NodeIndex block);
  void BindComprehension(NodeIndex node);

  // ---- ahead.cc: what the file, a class, a function binds in all

  std::vector<NodeIndex> Spots() const;
  // Calls visit(node) for each spot below `root`; it returns whether to go on
  // below the spot.
  template <typename V>
  void ForEachSpot(NodeIndex root, V&& visit) const;
  void LookAheadInFile();
  void LookAheadAt(NodeIndex node);
  std::string DeclaredResult(NodeIndex function);
  std::string ReturnedValue(NodeIndex function);
  void BindDefinitionsAhead();
  void LookAheadInClass(NodeIndex node, const Definition& definition);
  void LookAheadInMethod(NodeIndex function, Fields& fields);
  void LookAheadInBody(NodeIndex function, std::vector<std::string>& returned, Fields* fields);
  static std::string ThroughSelf(const Fields& fields, const std::string& value);
  void NoteField(Fields& fields, std::string_view name, const std::string& value);
  void DeclareField(Fields& fields, std::string_view name, const std::string& value);
  std::unordered_set<std::string_view> BindLocalsAhead(NodeIndex function);
  void CollectTargets(NodeIndex target, std::vector<std::string_view>& targets);
  void NoteReturned(NodeIndex result, std::vector<std::string>& returned);
  void LookAheadAtAssignment(NodeIndex node, const std::unordered_set<std::string_view>& of_file,
                             Fields* fields);

  // ---- definitions.cc

  void ReadClass(NodeIndex node);
  void ReadBases(NodeIndex node, Definition& definition);
  void ReadFunction(NodeIndex node);
  void ReadDecorators(NodeIndex node, Definition& definition);
  void ReadDecorator(NodeIndex node);
  std::string DecoratorName(NodeIndex decorator);
  void BindParameters(NodeIndex list, std::vector<Parameter>* parameters);
  void BindLambda(NodeIndex node);
  void ReadDocstring(NodeIndex body, std::uint32_t index);
  void ReadField(NodeIndex assignment);
  void ReadTypeAlias(NodeIndex node);
  void NoteSelfTyped(NodeIndex assignment);
  bool HoldsOwnType(NodeIndex assignment, const Definition& owner);
  void AddSelfTyped(Definition& owner, NodeIndex name);
  void AddTypeUses(NodeIndex type, std::string_view of);
  bool Mentions(NodeIndex node, std::string_view name) const;
  static bool NamesType(std::string_view type, std::string_view name);

  // ---- uses.cc

  void ReadCall(NodeIndex node);
  void NoteSelfCall(NodeIndex callee);
  void NoteSpecialCall(NodeIndex node, std::string_view name,
                       const std::vector<ArgumentNode>& arguments);
  void ReadCollectionCall(NodeIndex callee, std::string_view name,
                          const std::vector<ArgumentNode>& arguments);
  void ReadAttribute(NodeIndex node);
  void ReadSubscript(NodeIndex node);
  void AddAttributeUse(NodeIndex node, NodeIndex expression,
                       const std::vector<ArgumentNode>& arguments);
  bool InTypeOrBases(NodeIndex node) const;
  static bool IsLock(std::string_view value);
  static bool IsQueue(std::string_view value);
  void ReadResult(NodeIndex node, Use& use);
  void ReadArgumentResult(NodeIndex parent, Use& use);
  std::vector<ArgumentNode> ArgumentsOf(NodeIndex call) const;
  Value ReadValue(NodeIndex node) override;
  void AddNested(NodeIndex node, const Argument& parent, int depth,
                 std::vector<Argument>& arguments) override;
  std::string KeyText(NodeIndex key);

  // ---- constructs.cc

  void ReadAssignment(NodeIndex node);
  void ReadTupleAssignment(NodeIndex node, NodeIndex left, NodeIndex right);
  void ReadAugmented(NodeIndex node);
  void ReadFor(NodeIndex node);
  void ReadHandler(NodeIndex node);
  std::string_view HandlerDetail(NodeIndex body, std::string_view caught);
  bool IsLogCall(NodeIndex statement) const;
  void ReadRaise(NodeIndex node);
  void ReadWithItem(NodeIndex node);
  void ReadComparison(NodeIndex node);
  void CompareElements(NodeIndex node, NodeIndex left, NodeIndex right, std::string_view op);
  void NoteAllowListCheck(NodeIndex left, NodeIndex right);
  std::vector<NodeIndex> ItemsOf(NodeIndex list) const;

  // ---- settings.cc

  void NoteSettingName(std::string_view name);
  bool IsSetting(NodeIndex name) const;
  void AddSettings(NodeIndex name, NodeIndex value);

  // ---- text.cc

  bool ReadText(NodeIndex node, TextValue& text, int depth = 0) override;
  bool ReadLiteral(NodeIndex node, TextValue& text);
  void ReadContent(NodeIndex content, TextValue& text) const;
  bool ReadBinary(NodeIndex node, TextValue& text, int depth);
  bool ReadPercent(const TextValue& format, NodeIndex right, TextValue& text);
  NodeIndex ValueOfKey(NodeIndex map, std::string_view key);
  bool ReadTextCall(NodeIndex node, TextValue& text, int depth);
  bool ReadFormat(const TextValue& format, NodeIndex call, TextValue& text);
  void BindList(NodeIndex name, NodeIndex list);
  bool ReadJoin(const TextValue& separator, NodeIndex call, TextValue& text, int depth);
  void AddPart(NodeIndex node, TextValue& text) override;
  void ReadString(NodeIndex node);
  void ReadPair(NodeIndex node);
  Provenance ProvenanceOf(NodeIndex node, int depth = 0);
  Provenance ProvenanceOfCall(NodeIndex node, int depth);
  Provenance ProvenanceOfAttribute(NodeIndex node, int depth);

  // A binding that begins, or a path that ends, at a node to come.
  struct Pending {
    NodeIndex at;
    std::size_t depth;  // of scopes; the binding is void once the scope is gone
    NodeIndex statement;
    std::string_view name;
    Binding binding;
    bool merge;   // of the value before the block; else of a value that begins
    bool leaves;  // the block does not go on behind its end
  };

  const PythonSyntax& s_;
  std::vector<NodeIndex> spots_;                // what a look ahead looks at: few of all nodes
  std::vector<Pending> pending_;                // the nearest last
  Bindings file_;                               // what the file binds in all
  std::map<std::string, std::string> returns_;  // by function of the file
  std::unordered_map<std::string, Fields> class_fields_;        // by class of the file
  std::unordered_map<std::string, std::uint32_t> class_index_;  // by value: "local:#Node()"
  std::unordered_set<std::string_view> declared_fields_;        // of the class that is looked at
  std::unordered_set<NodeIndex> decorator_calls_;
  NodeIndex decorated_ = kNoNode;  // the definition that the decorators around stand for
  std::unordered_map<std::string_view, NodeIndex> last_block_;  // where a name was bound last
  int settings_known_ = 0;  // names of Django's settings that the file assigns
  std::size_t settings_told_ = 0;
  NodeIndex leaves_block_ = kNoNode;  // the block that Leaves looked at last
  bool leaves_ = false;
};

}  // namespace assay
