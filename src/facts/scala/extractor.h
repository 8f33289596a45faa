// Scala: what its grammar's kinds are to the shared engine of the typed
// languages, and what is its own: selectors of imports, parameters of a class
// as its fields, elements that are read like calls, interpolators that bind
// what they are given, and wildcards that open packages and objects, of which
// it is known for some what they hold.
#pragma once

#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

#include "facts/scala/syntax.h"
#include "facts/typed/extractor.h"

namespace assay {

class ScalaExtractor final : public TypedExtractor {
 public:
  ScalaExtractor(const SyntaxTree& tree, FactSink& sink)
      : TypedExtractor(tree, sink, ScalaSyntax(), ScalaTraits()) {}

 private:
  // ---- names.cc: what imports bring and names stand for

  void ReadImport(NodeIndex node) override;
  void ReadClause(NodeIndex node, const std::string& path, NodeIndex selectors, bool wildcard);
  void ReadExport(NodeIndex node, std::string path, NodeIndex selectors, bool wildcard);
  std::string Exported(const std::string& path) const;
  void BindMember(NodeIndex node, std::string_view module, std::string_view symbol,
                  std::string_view alias);
  std::string Opened(std::string_view name) const;
  std::string FreeName(std::string_view name) override { return FreeType(name); }
  std::string FreeType(std::string_view name) override;
  std::string FreeCallee(std::string_view name) override;
  std::string FreePath(NodeIndex node) override;
  std::string FullPath(std::string_view path) const;
  std::string QualifiedType(NodeIndex type) override;
  NodeIndex TransparentType(NodeIndex generic) override;
  bool IsCollectionType(NodeIndex generic) override;

  // ---- definitions.cc

  Role Refine(NodeIndex node, Role role) const override;
  bool IsInAnnotation(NodeIndex list) const;
  std::vector<NodeIndex> ParameterItemsOf(NodeIndex node) const override;
  bool IsFieldParameter(NodeIndex item) const override;
  bool IsCaseClass(NodeIndex node) const;
  bool IsConstructor(NodeIndex node) const override;
  std::vector<Declared> DeclarationsOf(NodeIndex node) override;
  std::vector<NodeIndex> BasesOf(NodeIndex node) override;
  DefinitionKind KindOf(NodeIndex node, DefinitionKind kind) const override;
  bool IsConstant(NodeIndex declaration) override;

  // ---- uses.cc: calls, elements and their arguments

  std::string KnownResult(std::string_view callee, NodeIndex call) override;
  std::string Written(NodeIndex value) override;
  Element ElementOf(NodeIndex node) override;
  bool IsTable(NodeIndex target);
  std::vector<ArgumentNode> ArgumentsOf(NodeIndex list) override;
  void ReadInterpolator(NodeIndex node);
  bool EnterCall(NodeIndex node);

  // ---- constructs.cc

  struct Pattern {
    NodeIndex node;                 // without the name that stands before it
    std::string_view name;          // of the value; empty where it has none
    std::vector<NodeIndex> types;   // that the value may have
    NodeIndex extractor = kNoNode;  // NonFatal of NonFatal(e)
  };
  bool EnterOwn(NodeIndex node) override;
  void ReadCase(NodeIndex clause);
  Pattern PatternOf(NodeIndex clause) const;
  void BindPattern(const Pattern& pattern);
  std::vector<NodeIndex> BodyOf(NodeIndex clause) const;
  bool HandlesErrors(NodeIndex clause) const;
  void AddHandlers(NodeIndex clause, const Pattern& pattern);
  void ReadFor(NodeIndex node);
  void ReadSend(NodeIndex node);
  void NoteConcurrent(NodeIndex call);

  // ---- text.cc

  static bool IsPlain(std::string_view interpolator);
  std::string LiteralText(NodeIndex node) override;
  bool ReadText(NodeIndex node, TextValue& text, int depth) override;
  void ReadLiteral(NodeIndex node, TextValue& text) override;

  std::vector<std::string> wildcards_;
  const std::uint16_t path_ = ScalaSyntax().grammar().Field("path");
  const std::uint16_t pattern_ = ScalaSyntax().grammar().Field("pattern");
};

}  // namespace assay
