// Ruby: requires, resolved uses, definitions, constructs and strings.
//
// A constant of the file is `local:#A::B`; any other is `gem:#A::B`, since a
// constant does not say which gem it is of. A name without a receiver is a
// local variable from its assignment on, within its method, and else a call on
// self. Instance variables and what methods give are known in their whole
// class, so that a look ahead reads each class before it is walked. Local
// variables begin behind their assignment: its right side still means the old.
#pragma once

#include <string>
#include <string_view>
#include <unordered_map>
#include <unordered_set>
#include <vector>

#include "facts/ruby/syntax.h"
#include "facts/source_extractor.h"

namespace assay {

class RubyExtractor final : public SourceExtractor {
 public:
  RubyExtractor(const SyntaxTree& tree, FactSink& sink)
      : SourceExtractor(tree, sink, RubySyntax::Get().kinds), s_(RubySyntax::Get()) {}

 private:
  using Names = std::unordered_map<std::string, std::string>;

  // What a class or module of the file has in all; of the file itself under "".
  struct ModuleInfo {
    Names fields;   // instance variables, by "@name": the value that each holds
    Names results;  // by method, "self.name" of a singleton: the value that it gives
    std::uint32_t definition = kNoScope;
  };
  struct Constant {
    std::string value;  // what it holds, where it is no class or module
    Provenance provenance = Provenance::kUnknown;
    bool is_module = false;
  };
  struct OpenModule {
    NodeIndex end;
    std::string path;
    std::string_view visibility;  // of the methods that follow
    bool singleton = false;       // class << self
  };
  // A class that names its base, with the modules around it.
  struct Derived {
    std::string path;
    std::string_view base;
    std::vector<OpenModule> around;
  };
  // Local variables of outer scopes are not seen from a method, class or module.
  struct Barrier {
    NodeIndex end;
    std::size_t scope;
  };
  // A local variable that begins at a node to come.
  struct Pending {
    NodeIndex at;
    std::size_t depth;
    std::string_view name;
    Binding binding;
    bool replace;
    bool has_text;
    TextValue text;
  };
  struct Caught {
    NodeIndex end;
    std::string_view name;
  };

  Rb K(NodeIndex node) const { return static_cast<Rb>(OwnKind(node)); }
  bool IsChild(NodeIndex node) const { return tree()[node].named() && K(node) != Rb::kComment; }
  std::vector<NodeIndex> ItemsOf(NodeIndex node) const;
  NodeIndex FirstOf(NodeIndex node, Rb kind) const;
  bool IsConstant(NodeIndex node) const {
    return K(node) == Rb::kConstant || K(node) == Rb::kScope;
  }

  void Enter(NodeIndex node) override;
  void EnterDefinition(NodeIndex node);
  void EnterStatement(NodeIndex node);
  void EnterExpression(NodeIndex node);
  bool IsComment(NodeIndex node) const override { return K(node) == Rb::kComment; }

  // ---- names.cc: what names stand for

  std::string Resolve(NodeIndex node, int depth = 0) override;
  std::string ResolveConstant(NodeIndex node);
  std::string ConstantName(std::string_view written) const;
  std::string InheritedConstant(std::string path, std::string_view name) const;
  std::string ResolveIdentifier(NodeIndex node);
  std::string ResolveCall(NodeIndex node, int depth);
  std::string ResolveEither(NodeIndex first, NodeIndex second, int depth);
  std::string CalleeOf(NodeIndex call, int depth = 0);
  std::string SelfMember(std::string_view name) const;
  std::string ResultOf(std::string_view callee) const;
  const Binding* FindLocal(std::string_view name);
  const Constant* FindConstant(NodeIndex node) const;
  const ModuleInfo* OpenInfo() const;
  std::string_view OpenPath() const;
  static std::string Join(std::string_view path, std::string_view name);

  void BindLater(NodeIndex statement, NodeIndex name, NodeIndex value);
  Binding ValueBinding(NodeIndex value);
  void ApplyPending(NodeIndex node);
  bool IsConditional(NodeIndex statement) const;
  void BindNames(NodeIndex node, const Binding& binding);

  // ---- ahead.cc: what the file and its classes have in all

  void LookAheadInFile();
  void NoteModule(NodeIndex node);
  void ReadBasesOfFile();
  void NoteConstant(NodeIndex assignment);
  void PairHeredocs();
  void LookAheadInMethod(NodeIndex method);
  void LookAheadAtAssignment(NodeIndex node);
  void ReadConstantValues(const std::vector<NodeIndex>& assignments);
  std::string MethodKey(NodeIndex method) const;
  bool EnterModule(NodeIndex node);
  void LeaveModules(NodeIndex node);

  // ---- definitions.cc

  void ReadModule(NodeIndex node, DefinitionKind kind);
  void ReadSuperclass(NodeIndex node, Definition& definition);
  void ReadMixins(NodeIndex node, Definition& definition);
  void AddBase(NodeIndex node, std::string_view name, Definition& definition);
  void ReadMethod(NodeIndex node);
  void BindParameters(NodeIndex list, std::vector<Parameter>* parameters);
  void BindParameter(NodeIndex node, std::vector<Parameter>* parameters);
  void ReadVisibility(NodeIndex node, std::string_view method);
  void ReadAttributes(NodeIndex call);
  void ReadRecord(NodeIndex assignment);
  void AddField(NodeIndex node, std::string_view name);
  void NoteSelfTyped(NodeIndex assignment);
  void AddSelfTyped(Definition& owner, std::string_view name);

  // ---- uses.cc

  void ReadCall(NodeIndex node);
  void ReadIdentifier(NodeIndex node);
  bool ReadSpecialCall(NodeIndex node, std::string_view method);
  void ReadRequire(NodeIndex node, bool relative);
  bool IsName(NodeIndex identifier) const;
  std::string Callee(NodeIndex call);
  std::string_view MethodOf(NodeIndex call) const;
  void NoteSelfCall(NodeIndex call, std::string_view method);
  void NoteConcurrency(NodeIndex node, std::string_view name, std::string_view method);
  void NoteCollectionCall(NodeIndex node, std::string_view method,
                          const std::vector<ArgumentNode>& arguments);
  void ReadQueryList(const Use& use, const std::vector<ArgumentNode>& arguments);
  void ReadElement(NodeIndex node);
  void ReadScope(NodeIndex node);
  bool IsTested(NodeIndex node) const;
  void ReadResult(NodeIndex node, Use& use);
  std::vector<ArgumentNode> ArgumentsOf(NodeIndex call) const;
  std::string KeyText(NodeIndex key) const;
  Value ReadValue(NodeIndex node) override;
  void AddNested(NodeIndex node, const Argument& parent, int depth,
                 std::vector<Argument>& arguments) override;

  // ---- constructs.cc

  void ReadAssignment(NodeIndex node);
  void ReadLists(NodeIndex node, NodeIndex left, NodeIndex right);
  void ReadSetting(NodeIndex left, NodeIndex right);
  void ReadOperatorAssignment(NodeIndex node);
  void ReadBlock(NodeIndex node);
  void ReadFor(NodeIndex node);
  void ReadRescue(NodeIndex node);
  void ReadRescueModifier(NodeIndex node);
  std::string_view HandlerDetail(NodeIndex body, std::string_view caught) const;
  bool IsLogCall(NodeIndex statement) const;
  void ReadRaise(NodeIndex node);
  void ReadInClause(NodeIndex node);
  void ReadBinary(NodeIndex node);
  void ReadShovel(NodeIndex node);
  void CompareElements(NodeIndex node, std::string_view op);
  NodeIndex IndexOf(NodeIndex element) const;

  // ---- text.cc

  bool ReadText(NodeIndex node, TextValue& text, int depth = 0) override;
  void ReadLiteral(NodeIndex node, TextValue& text);
  bool ReadSum(NodeIndex node, TextValue& text, int depth);
  bool ReadJoin(NodeIndex list, NodeIndex given, TextValue& text, int depth);
  void BindList(NodeIndex name, NodeIndex list);
  bool ReadTextCall(NodeIndex node, TextValue& text, int depth);
  void ReadFormat(const TextValue& format, const std::vector<NodeIndex>& values, TextValue& text);
  void AddPart(NodeIndex node, TextValue& text) override;
  Provenance ProvenanceOf(NodeIndex node, int depth = 0);
  Provenance ProvenanceOfCall(NodeIndex node, int depth);
  bool IsLiteralList(NodeIndex node);
  void NoteAllowListCheck(NodeIndex call, std::string_view method,
                          const std::vector<ArgumentNode>& arguments);

  const RubySyntax& s_;
  std::unordered_map<std::string, Constant> constants_;  // of the file, by path
  std::unordered_map<std::string, ModuleInfo> infos_;    // by path
  std::vector<Derived> derived_;
  Names bases_;  // by path of a class: the path of its base, where that is of the file
  std::unordered_map<NodeIndex, NodeIndex> heredocs_;  // the body of each beginning
  std::vector<OpenModule> modules_;
  std::vector<Barrier> barriers_;
  std::vector<Pending> pending_;  // the nearest last
  std::vector<Caught> caught_;
};

}  // namespace assay
