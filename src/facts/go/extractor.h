// Go: what its grammar's kinds are to the shared engine of the typed
// languages, and what is its own: packages under the last element of their
// path, methods outside their type, embedding, several results, errors as
// values, goroutines and channels, and the tags of fields.
#pragma once

#include <cstdint>
#include <string>
#include <string_view>
#include <unordered_map>
#include <unordered_set>
#include <vector>

#include "facts/go/syntax.h"
#include "facts/typed/extractor.h"

namespace assay {

class GoExtractor final : public TypedExtractor {
 public:
  GoExtractor(const SyntaxTree& tree, FactSink& sink)
      : TypedExtractor(tree, sink, GoSyntax(), GoTraits()) {}

 private:
  // ---- names.cc

  void ReadImport(NodeIndex node) override;
  std::string FreeType(std::string_view name) override;
  std::string FreeCallee(std::string_view name) override;
  std::string FreePath(NodeIndex node) override;
  // Other files of the package may define what this one does not.
  bool OwnPackageHasMore() const { return !package_.ends_with("_test"); }
  std::string KnownResult(std::string_view callee, NodeIndex call) override;
  std::vector<std::string> KnownResults(std::string_view callee) override;

  // ---- definitions.cc

  std::vector<std::string> ResultsOf(NodeIndex function) override;
  std::vector<Declared> DeclarationsOf(NodeIndex node) override;
  bool IsConstant(NodeIndex declaration) override;
  DefinitionKind KindOf(NodeIndex node, DefinitionKind kind) const override;
  std::string_view OwnerOf(NodeIndex node) const override;
  std::vector<NodeIndex> BasesOf(NodeIndex node) override;
  void BindResults(NodeIndex list);
  void ReadTag(NodeIndex field);

  // ---- constructs.cc

  bool EnterOwn(NodeIndex node) override;
  void ReadConversion(NodeIndex node);
  bool ReadRange(NodeIndex node);
  void NoteChannel(NodeIndex node);
  bool IsChannel(NodeIndex node) const;
  bool ReadAssignment(NodeIndex node);
  void NoteQueue(NodeIndex left, NodeIndex right);
  void BindTypeCase(NodeIndex node);
  void NoteAllowedKey(NodeIndex node);

  // ---- errors.cc: errors, which are values, and panics

  void NoteErrorCheck(NodeIndex node);
  std::string_view HandlerDetail(NodeIndex body, std::string_view caught) override;
  void NoteReturnedError(NodeIndex node);
  void NotePanic(NodeIndex node);
  void NoteRecover(NodeIndex node);
  bool IsInside(NodeIndex node, NodeIndex around) const;

  // The functions that declare a channel of the name; kNoScope: a field.
  std::unordered_map<std::string_view, std::unordered_set<std::uint32_t>> channels_;
  std::vector<std::string> dotted_;  // packages whose names are open
  std::string_view package_;
  const std::uint16_t left_ = GoSyntax().grammar().Field("left");
  const std::uint16_t right_ = GoSyntax().grammar().Field("right");
  const std::uint16_t result_ = GoSyntax().grammar().Field("result");
  const std::uint16_t tag_ = GoSyntax().grammar().Field("tag");
  const std::uint16_t alias_ = GoSyntax().grammar().Field("alias");
  const std::uint16_t type_ = GoSyntax().grammar().Field("type");
  const std::uint16_t initializer_ = GoSyntax().grammar().Field("initializer");
};

}  // namespace assay
