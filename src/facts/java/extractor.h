// Java: imports, resolved uses, definitions, constructs and strings.
//
// Types and variables have names of their own. A type is one of the file, an
// imported one, one of java.lang, or one that a wildcard import can only mean;
// else it is not resolved, and is told as `?:#Type`. Variables, fields and
// parameters hold a value of their declared type; `var` holds what it is
// assigned. Fields and methods are known in their whole class, so that a look
// ahead reads each class before it is walked.
#pragma once

#include <string>
#include <string_view>
#include <unordered_map>
#include <unordered_set>
#include <vector>

#include "facts/java/syntax.h"
#include "facts/source_extractor.h"

namespace assay {

class JavaExtractor final : public SourceExtractor {
 public:
  JavaExtractor(const SyntaxTree& tree, FactSink& sink)
      : SourceExtractor(tree, sink, JavaSyntax::Get().kinds), s_(JavaSyntax::Get()) {}

 private:
  using Names = std::unordered_map<std::string, std::string>;

  struct Span {
    NodeIndex begin;
    NodeIndex end;
  };
  // What a class of the file has in all.
  struct ClassInfo {
    Names fields;                                    // the value that each holds
    Names results;                                   // the value that each method gives
    std::unordered_map<std::string, int> overloads;  // "name/2": with two parameters
    std::vector<Span> seen;                          // where the simple name means it
    bool is_enum = false;
  };
  struct OpenClass {
    NodeIndex end;
    const ClassInfo* info;
  };
  struct Caught {
    NodeIndex end;
    std::string_view name;
  };

  struct ImportPath {
    std::string module;  // a package, or of a static import the class in its package
    std::string symbol;
    bool of_class = false;
  };

  Jv K(NodeIndex node) const { return static_cast<Jv>(OwnKind(node)); }
  bool IsChild(NodeIndex node) const { return tree()[node].named() && K(node) != Jv::kComment; }
  std::vector<NodeIndex> ItemsOf(NodeIndex node) const;
  NodeIndex FirstOf(NodeIndex node, Jv kind) const;

  void Enter(NodeIndex node) override;
  void EnterDeclaration(NodeIndex node);
  void EnterStatement(NodeIndex node);
  void EnterExpression(NodeIndex node);
  bool IsComment(NodeIndex node) const override { return K(node) == Jv::kComment; }
  bool IsMemoizer(std::string_view annotation) const override;

  // ---- names.cc: what names stand for

  ImportPath PathOf(NodeIndex import) const;
  void ReadImport(NodeIndex node);
  void BindImport(const ImportPath& path);
  // "maven:java.util#List", "local:#Node", "?:#Order"; empty for a type parameter.
  std::string TypeName(std::string_view simple, bool annotation = false);
  bool IsSeen(const ClassInfo& info) const;
  std::string QualifiedType(std::string_view dotted, bool annotation = false);
  std::string WildcardType(std::string_view simple, bool annotation) const;
  std::string ResolveType(NodeIndex type);
  std::string ValueOfType(NodeIndex type);
  // How the type is told: its resolved name, else its text.
  std::string TellType(NodeIndex type);
  bool IsNumberType(NodeIndex type) const;

  std::string Resolve(NodeIndex node, int depth = 0) override;
  std::string ResolveName(std::string_view name);
  std::string ResolveField(NodeIndex node, int depth);
  std::string ResolveCall(NodeIndex node, int depth);
  std::string CalleeOf(NodeIndex call, int depth = 0);
  std::string BareCallee(std::string_view name);
  std::string MemberOfThis(std::string_view name) const;
  const ClassInfo* InfoOf(std::string_view value) const;
  bool InAnonymous() const { return current_ < anonymous_end_; }

  // ---- ahead.cc: what the file and its classes have in all

  void LookAheadInFile();
  void LookAheadInClass(NodeIndex node);
  void LookAheadInMember(NodeIndex member, ClassInfo& info);
  void OpenFields(NodeIndex node);
  void BindFieldsOf(NodeIndex body);
  void BindFieldDeclaration(NodeIndex field);
  bool HasModifier(NodeIndex declaration, std::string_view modifier) const;
  NodeIndex BodyOf(NodeIndex declaration) const;
  std::string OwnValue(NodeIndex declaration) const;  // of an instance of the class
  static std::string Arity(std::string_view name, std::size_t parameters);
  std::size_t CountParameters(NodeIndex method) const;

  // ---- definitions.cc

  void ReadClass(NodeIndex node, DefinitionKind kind);
  void ReadBases(NodeIndex node, Definition& definition);
  void AddBase(NodeIndex type, Definition& definition);
  void ReadMethod(NodeIndex node, DefinitionKind kind);
  void ReadField(NodeIndex node);
  void AddField(NodeIndex node, NodeIndex name, NodeIndex type);
  void NoteSelfTyped(NodeIndex field, NodeIndex type, NodeIndex name);
  void ReadModifiers(NodeIndex node, Definition& definition);
  void NoteDocumentation(NodeIndex node, Definition& definition) const;
  std::vector<Parameter> BindParameters(NodeIndex list);
  void BindParameter(NodeIndex parameter, std::vector<Parameter>& parameters);
  bool IsRequestParameter(NodeIndex parameter);
  void BindLambda(NodeIndex node);
  void ReadAnonymous(NodeIndex node);
  void ReadAnnotation(NodeIndex node);
  void ReadQueryAnnotation(const Use& use, const std::vector<ArgumentNode>& arguments);
  std::string AnnotationName(NodeIndex annotation);
  std::string_view AnnotatedName(NodeIndex annotation);
  std::string_view DeclaredName(NodeIndex declaration);
  void ReadTypeUse(NodeIndex node);

  // ---- uses.cc

  void ReadCall(NodeIndex node);
  void ReadNew(NodeIndex node);
  void ReadMethodReference(NodeIndex node);
  void ReadFieldAccess(NodeIndex node);
  void NoteSelfCall(NodeIndex node, std::size_t arguments);
  void NoteConcurrency(NodeIndex node, std::string_view name);
  void NoteCollectionCall(NodeIndex node, const std::vector<ArgumentNode>& arguments);
  bool IsTested(NodeIndex node) const;
  void ReadResult(NodeIndex node, Use& use);
  std::vector<ArgumentNode> ArgumentsOf(NodeIndex list) const;
  std::string Callee(NodeIndex call);
  Value ReadValue(NodeIndex node) override;
  void AddNested(NodeIndex node, const Argument& parent, int depth,
                 std::vector<Argument>& arguments) override;

  // ---- constructs.cc

  void ReadLocal(NodeIndex node);
  void BindDeclarator(NodeIndex declarator, NodeIndex type);
  Binding ValueBinding(NodeIndex type, NodeIndex value);
  void ReadAssignment(NodeIndex node);
  void ReadNameAssignment(NodeIndex node, NodeIndex left, NodeIndex right);
  void NoteSwap(NodeIndex node);
  void ReadForEach(NodeIndex node);
  void ReadCatch(NodeIndex node);
  std::string_view HandlerDetail(NodeIndex body, std::string_view caught);
  bool IsLogCall(NodeIndex statement) const;
  bool Passes(NodeIndex thrown, std::string_view caught) const;
  void ReadThrow(NodeIndex node);
  void ReadResource(NodeIndex node);
  void ReadSwitch(NodeIndex node);
  void ReadComparison(NodeIndex node);
  NodeIndex ElementOf(NodeIndex node) const;
  void TableOf(NodeIndex element, std::string& table, std::string& key) const;
  std::string Written(NodeIndex value) const;

  // ---- text.cc

  bool ReadText(NodeIndex node, TextValue& text, int depth = 0) override;
  void ReadLiteral(NodeIndex node, TextValue& text);
  bool ReadConcatenation(NodeIndex node, TextValue& text, int depth);
  bool ReadJoin(const std::vector<ArgumentNode>& arguments, TextValue& text, int depth);
  bool ReadTextCall(NodeIndex node, TextValue& text, int depth);
  void ReadFormat(const TextValue& format, const std::vector<ArgumentNode>& arguments,
                  std::size_t first, TextValue& text);
  void ReadAppend(NodeIndex call);
  bool IsBuilder(NodeIndex name);
  void AddPart(NodeIndex node, TextValue& text) override;
  Provenance ProvenanceOf(NodeIndex node, int depth = 0);
  Provenance ProvenanceOfCall(NodeIndex node, int depth);
  bool IsAllowList(NodeIndex value, int depth);
  void NoteAllowListCheck(NodeIndex call, const std::vector<ArgumentNode>& arguments);

  const JavaSyntax& s_;
  Names imports_;                              // by simple name
  Names static_imports_;                       // by member
  std::vector<std::string> wildcards_;         // packages
  std::vector<std::string> static_wildcards_;  // classes
  std::unordered_set<std::string_view> type_parameters_;
  std::unordered_map<std::string, ClassInfo> classes_;  // of the file, by simple name
  std::vector<OpenClass> open_classes_;
  std::vector<Caught> caught_;
  NodeIndex current_ = 0;
  NodeIndex anonymous_end_ = 0;  // behind the outermost anonymous class that is open
  NodeIndex javadoc_end_ = kNoNode;
  NodeIndex named_declaration_ = kNoNode;  // the last one that was asked for its name
  std::string_view declared_name_;
};

}  // namespace assay
