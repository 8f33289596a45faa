// PHP: what its grammar's kinds are to the shared engine of the typed
// languages, and what is its own: namespaces, whose parts resolved names
// separate by dots, use declarations of classes, functions and constants,
// variables that live in their function, superglobals, traits.
//
// A function without a namespace, and a class that PHP itself has, is told as
// `global:#strlen`, `global:#PDO`.
#pragma once

#include <cstdint>
#include <string>
#include <string_view>
#include <unordered_map>
#include <vector>

#include "facts/php/syntax.h"
#include "facts/typed/extractor.h"

namespace assay {

class PhpExtractor final : public TypedExtractor {
 public:
  PhpExtractor(const SyntaxTree& tree, FactSink& sink)
      : TypedExtractor(tree, sink, PhpSyntax(), PhpTraits()) {
    ReadNamespace();
  }

 private:
  // ---- names.cc: what use declarations bring and names stand for

  void ReadNamespace();
  void ReadImport(NodeIndex node) override;
  void ReadClause(NodeIndex clause, const std::string& group, bool function);
  std::string OfPath(const std::string& path) const;
  std::string QualifiedType(NodeIndex type) override;
  std::string FreeType(std::string_view name) override;
  std::string_view EnclosingName();
  std::string FreeName(std::string_view name) override;
  std::string FreeCallee(std::string_view name) override;
  std::string_view FieldName(NodeIndex name) const override;

  // ---- definitions.cc

  Role Refine(NodeIndex node, Role role) const override;
  bool IsConstructor(NodeIndex node) const override;
  std::vector<NodeIndex> BasesOf(NodeIndex node) override;

  // ---- uses.cc: calls, what they give, and files that are included

  bool NamesCallee(NodeIndex call) const override;
  std::string KnownResult(std::string_view callee, NodeIndex call) override;
  std::string ClassAskedFor(NodeIndex call);
  void ReadEcho(NodeIndex node);
  void ReadInclude(NodeIndex node);

  // ---- constructs.cc

  bool EnterOwn(NodeIndex node) override;
  bool ReadForeach(NodeIndex node);
  NodeIndex VariableOf(NodeIndex node) const;
  void NoteFileLock(NodeIndex call);

  // ---- settings.cc: Laravel's

  void ReadSettings(NodeIndex list);
  std::string SettingName(NodeIndex key);
  bool IsLaravelConfig(NodeIndex list);

  // ---- text.cc

  void ReadLiteral(NodeIndex node, TextValue& text) override;

  std::string namespace_;
  std::unordered_map<std::string, std::string> paths_;             // of imported names
  std::unordered_map<std::string, std::string> in_small_letters_;  // imported classes
  const std::uint16_t name_ = PhpSyntax().grammar().Field("name");
  const std::uint16_t alias_ = PhpSyntax().grammar().Field("alias");
  const std::uint16_t type_ = PhpSyntax().grammar().Field("type");
  const std::uint16_t scope_ = PhpSyntax().grammar().Field("scope");
};

}  // namespace assay
