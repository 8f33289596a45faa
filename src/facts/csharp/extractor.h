// What is C#'s own beside the shared engine of the typed languages: usings open whole namespaces,
// so that a type is known where a namespace that is open is known to hold it; attributes go by
// their name with or without "Attribute".
#pragma once

#include <cstddef>
#include <cstdint>
#include <string>
#include <string_view>
#include <unordered_set>
#include <vector>

#include "facts/csharp/syntax.h"
#include "facts/typed/extractor.h"

namespace assay {

class CsharpExtractor final : public TypedExtractor {
 public:
  CsharpExtractor(const SyntaxTree& tree, FactSink& sink)
      : TypedExtractor(tree, sink, CsharpSyntax(), CsharpTraits()) {}

 private:
  bool EnterOwn(NodeIndex node) override;

  // ---- names.cc: what usings bring and names stand for

  void ReadImport(NodeIndex node) override;
  std::string FullName(const std::string& dotted) const;
  std::string FreeType(std::string_view name) override;
  std::string QualifiedType(NodeIndex type) override { return FreePath(type); }
  std::string FreeCallee(std::string_view name) override;
  static bool IsInterfaceName(std::string_view resolved);
  std::string FreeName(std::string_view name) override;
  NodeIndex TransparentType(NodeIndex type) override;
  std::string KnownResult(std::string_view callee, NodeIndex call) override;
  std::string FreePath(NodeIndex node) override;
  std::string_view NameText(NodeIndex name) const override;
  std::string_view SignOf(NodeIndex name) const;

  // ---- definitions.cc

  std::vector<NodeIndex> ParameterItemsOf(NodeIndex node) const override;
  bool IsFieldParameter(NodeIndex item) const override;
  bool IsConstant(NodeIndex declaration) override;
  bool IsLocalFunction(NodeIndex node) const override;
  bool ReturnsNothing(NodeIndex node) const override;
  std::string AnnotationName(NodeIndex annotation) override;
  bool IsRequestParameter(NodeIndex parameter) override;

  // ---- constructs.cc

  void AddNested(NodeIndex node, const Argument& parent, int depth,
                 std::vector<Argument>& arguments) override;
  CatchParts CatchOf(NodeIndex node) override;
  void ReadImplicitNew(NodeIndex node);
  void ReadQuery(NodeIndex node);
  bool MatchesShapes(NodeIndex node) const;

  // ---- text.cc

  bool IsNameof(NodeIndex call) const;
  std::string_view NamedBy(NodeIndex call) const;
  bool ReadText(NodeIndex node, TextValue& text, int depth) override;
  bool BindsParts(NodeIndex literal) const;
  void ReadLiteral(NodeIndex node, TextValue& text) override;
  std::string LiteralText(NodeIndex node) override;
  void ReadCommandText(NodeIndex node);

  static constexpr std::size_t kMaxNested = 64;  // arguments inside one that are told
  std::vector<std::string> statics_;             // of `using static`
  std::unordered_set<std::string> usings_;
  const std::uint16_t type_ = CsharpSyntax().grammar().Field("type");
  const std::uint16_t name_ = CsharpSyntax().grammar().Field("name");
};

}  // namespace assay
