// What is Swift's own beside the shared engine of the typed languages: operators that the grammar
// groups wrongly, imports of whole modules, of which nothing says what they hold, conditions that
// bind names, closures whose parameters a library declares, and SQL whose interpolations are bound
// values.
//
// A name is of a library where its module is written before it
// (Foundation.Date), was imported by itself (import struct Foundation.Date), or
// is one that exactly one of the imported modules is known to hold.
#pragma once

#include <cstdint>
#include <string>
#include <string_view>
#include <unordered_set>
#include <vector>

#include "facts/swift/syntax.h"
#include "facts/typed/extractor.h"

namespace assay {

class SwiftExtractor final : public TypedExtractor {
 public:
  SwiftExtractor(const SyntaxTree& tree, FactSink& sink);

 private:
  Role Refine(NodeIndex node, Role role) const override;
  std::string_view DeclarationKind(NodeIndex node) const;
  NodeIndex FirstKind(NodeIndex node, std::string_view kind) const;
  bool EnterOwn(NodeIndex node) override;

  // ---- names.cc: what imports bring and names stand for

  void ReadImport(NodeIndex node) override;
  std::string SimpleType(NodeIndex type) override;
  std::string PathName(std::string_view path);
  std::string FreeType(std::string_view name) override;
  std::string FreeCallee(std::string_view name) override;
  std::string FreeName(std::string_view name) override;
  std::string_view NameText(NodeIndex name) const override;

  // ---- definitions.cc

  std::vector<ArgumentNode> AttributeArguments(NodeIndex attribute);
  NodeIndex AnnotationListOf(NodeIndex annotation) const override { return annotation; }
  std::vector<Declared> DeclarationsOf(NodeIndex node) override;
  std::vector<Declared> PropertiesOf(NodeIndex node) const;
  std::vector<NodeIndex> NamesIn(NodeIndex pattern) const;
  bool IsConstant(NodeIndex declaration) override;
  NodeIndex ParametersOf(NodeIndex node) const override;
  NodeIndex ResultTypeOf(NodeIndex node) const override;
  bool DefinesItself(NodeIndex node) const override { return R(node) != Role::kExtension; }
  std::string_view OwnerOf(NodeIndex node) const override;
  std::vector<NodeIndex> BasesOf(NodeIndex node) override;
  DefinitionKind KindOf(NodeIndex node, DefinitionKind kind) const override;
  void AddModifiers(NodeIndex node, Definition& definition) override;
  void ReadEnumEntry(NodeIndex node);
  void ReadExtension(NodeIndex node);
  void ReadClosure(NodeIndex node);

  // ---- uses.cc: calls, elements and their arguments

  Element ElementOf(NodeIndex node) override;
  std::string KnownResult(std::string_view callee, NodeIndex call) override;
  std::vector<std::string> KnownResults(std::string_view callee) override;
  NodeIndex SuffixOf(NodeIndex call) const;
  NodeIndex ArgumentListOf(NodeIndex call) const override;
  std::vector<ArgumentNode> ArgumentsOf(NodeIndex list) override;
  void AddNested(NodeIndex node, const Argument& parent, int depth,
                 std::vector<Argument>& arguments) override;
  ResultUse ResultInBlock(NodeIndex, NodeIndex block) const override;
  std::string HandedTo(NodeIndex closure);
  bool IsGenericCall(NodeIndex node) const;
  void ReadGenericCall(NodeIndex node);
  bool IsDefer(NodeIndex call) const;
  void NoteSwapCall(NodeIndex node);
  void NoteTupleSwap(NodeIndex node);
  void ReadElement(NodeIndex node, const Element& element);
  bool EnterCall(NodeIndex node);

  // ---- constructs.cc

  void ReadConditions(NodeIndex node);
  void ReadIf(NodeIndex node);
  void ReadWhile(NodeIndex node);
  void ReadFor(NodeIndex node);
  bool Awaits(NodeIndex node) const;
  void ReadCase(NodeIndex node);
  bool MatchesShapes(NodeIndex node) const;
  void ReadHandler(NodeIndex node);
  std::string_view DetailOfHandler(const std::vector<NodeIndex>& items, std::string_view name);
  bool IsThrow(NodeIndex node) const;
  void ReadThrown(NodeIndex node);
  void NoteConcurrent(NodeIndex node);
  void ReadAsyncLet(NodeIndex node);
  bool AwaitsActor(NodeIndex node);

  // ---- text.cc

  void ReadLiteral(NodeIndex node, TextValue& text) override;
  void ReadParts(NodeIndex node, TextValue& text);
  void ReadRaw(NodeIndex node, TextValue& text);
  static void WithoutMargin(std::string& value);
  void AddInterpolation(NodeIndex literal, NodeIndex node, TextValue& text);
  bool SendsValues(NodeIndex literal);
  bool IsQueryType(std::string_view name) const;

  std::unordered_set<std::string> modules_;
  std::unordered_set<std::string> actors_;
  const std::uint16_t kind_ = SwiftSyntax().grammar().Field("declaration_kind");
  const std::uint16_t bound_ = SwiftSyntax().grammar().Field("bound_identifier");
  const std::uint16_t name_ = SwiftSyntax().grammar().Field("name");
  const std::uint16_t value_ = SwiftSyntax().grammar().Field("value");
  const std::uint16_t condition_ = SwiftSyntax().grammar().Field("condition");
  const std::uint16_t transfer_ = SwiftKind("control_transfer_statement");
  const std::uint16_t tuple_ = SwiftKind("tuple_expression");
  const std::uint16_t type_name_ = SwiftKind("type_identifier");
  const std::uint16_t type_path_ = SwiftKind("user_type");
};

}  // namespace assay
