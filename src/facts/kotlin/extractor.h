// Kotlin: what its grammar's kinds are to the shared engine of the typed
// languages, and what is its own: calls with a lambda behind their brackets,
// constructors in the head of a class, and packages that an import opens as a
// whole, of which it is known what they hold.
#pragma once

#include <string>
#include <string_view>
#include <unordered_map>
#include <vector>

#include "facts/kotlin/syntax.h"
#include "facts/typed/extractor.h"

namespace assay {

class KotlinExtractor final : public TypedExtractor {
 public:
  KotlinExtractor(const SyntaxTree& tree, FactSink& sink)
      : TypedExtractor(tree, sink, KotlinSyntax(), KotlinTraits()) {}

 private:
  // ---- names.cc

  void ReadImport(NodeIndex node) override;
  static std::string FullName(const std::string& path);
  std::string OfWildcard(std::string_view name) const;
  std::string FreeType(std::string_view name) override;
  std::string FreeName(std::string_view name) override;
  std::string FreeCallee(std::string_view name) override;
  std::string FreePath(NodeIndex node) override;
  std::string_view NameText(NodeIndex name) const override;
  std::string QualifiedType(NodeIndex type) override;
  std::string SimpleType(NodeIndex type) override;
  std::string KnownResult(std::string_view callee, NodeIndex call) override;

  // ---- definitions.cc

  Role Refine(NodeIndex node, Role role) const override;
  NodeIndex ParametersOf(NodeIndex node) const override;
  static bool IsTypeKind(std::string_view kind);
  NodeIndex ResultTypeOf(NodeIndex node) const override;
  std::vector<Declared> DeclarationsOf(NodeIndex node) override;
  Declared One(NodeIndex node) const;
  DefinitionKind KindOf(NodeIndex node, DefinitionKind kind) const override;
  bool IsFieldParameter(NodeIndex item) const override;
  bool IsLocalFunction(NodeIndex node) const override;
  bool BlockGives(NodeIndex block) const override;
  bool IsRequestParameter(NodeIndex parameter) override;
  bool IsConstant(NodeIndex declaration) override;

  // ---- constructs.cc

  NodeIndex LambdaOf(NodeIndex call) const;
  NodeIndex ArgumentListOf(NodeIndex call) const override;
  std::vector<ArgumentNode> ArgumentsOf(NodeIndex list) override;
  void ReadGenericCall(NodeIndex node);
  void NoteYield(NodeIndex call);
  CatchParts CatchOf(NodeIndex node) override;
  bool EnterOwn(NodeIndex node) override;

  // ---- text.cc

  bool ReadText(NodeIndex node, TextValue& text, int depth) override;
  bool ReadBuildString(NodeIndex call, TextValue& text, int depth);
  void ReadLiteral(NodeIndex node, TextValue& text) override;

  std::vector<std::string> wildcards_;
  std::unordered_map<std::string_view, Text> aliases_;  // of imports: what they stand for
};

}  // namespace assay
