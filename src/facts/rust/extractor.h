// What is Rust's own beside the shared engine of the typed languages: use trees, crates that a path
// names without an import, impl blocks, attributes and derives before what they stand on, macros,
// whose arguments are tokens, and errors in Result.
//
// The parts of a path are separated by dots: cargo:tokio.sync#Mutex. What
// begins with crate, self or super, or with a module that the file declares,
// is the repository's own.
#pragma once

#include <cstddef>
#include <string>
#include <string_view>
#include <unordered_map>
#include <unordered_set>
#include <vector>

#include "facts/rust/syntax.h"
#include "facts/typed/extractor.h"

namespace assay {

class RustExtractor final : public TypedExtractor {
 public:
  RustExtractor(const SyntaxTree& tree, FactSink& sink);

 private:
  bool EnterOwn(NodeIndex node) override;

  // ---- names.cc: what imports bring and names stand for

  bool IsOwnRoot(std::string_view root) const;
  std::string Module(const std::string& path) const;
  void ReadImport(NodeIndex node) override;
  void BindCrate(NodeIndex node, const std::string& name, std::string_view alias, bool exports);
  void BindPath(NodeIndex node, const std::string& path, std::string_view alias, bool exports);
  static bool OpensKnown(const std::string& path);
  std::string FreeType(std::string_view name) override;
  std::string FreeName(std::string_view name) override;
  std::string FreeCallee(std::string_view name) override;
  std::string FreePath(NodeIndex node) override;
  std::string QualifiedType(NodeIndex type) override;
  std::string KnownResult(std::string_view callee, NodeIndex call) override;
  std::vector<std::string> KnownResults(std::string_view callee) override;
  NodeIndex TransparentType(NodeIndex generic) override;
  bool IsCollectionType(NodeIndex generic) override;

  // ---- definitions.cc

  std::vector<std::string> ResultsOf(NodeIndex function) override;
  std::string_view OwnerOf(NodeIndex node) const override;
  std::vector<Declared> DeclarationsOf(NodeIndex node) override;
  std::vector<NodeIndex> NamesOf(NodeIndex pattern) const;
  bool IsLocalFunction(NodeIndex node) const override;
  bool IsRequestParameter(NodeIndex parameter) override;
  std::string AnnotationName(NodeIndex annotation) override;
  void ReadTrait(NodeIndex node);
  bool ReadDerive(NodeIndex node);
  bool ReadInner(NodeIndex node);
  std::string DerivedName(const std::string& path);

  // ---- macros.cc, whose arguments are tokens

  bool IsMacro(NodeIndex call) const override { return call != kNoNode && Kind(call) == id_.macro; }
  static bool IsWord(std::string_view token);
  std::string_view TokensFrom(NodeIndex node) const;
  static std::string Folded(std::string_view tokens);
  std::string PartText(NodeIndex node) const override;
  Provenance ProvenanceOfPart(NodeIndex node) override;
  Value ReadValue(NodeIndex node) override;
  std::vector<ArgumentNode> ArgumentsOf(NodeIndex list) override;
  void NoteStream(NodeIndex node);

  // ---- constructs.cc

  void NoteReceived(NodeIndex node);
  void BindPattern(NodeIndex pattern, NodeIndex value);
  void ReadArm(NodeIndex node);
  void NoteCondition(NodeIndex node);
  void AddHandler(NodeIndex node, NodeIndex pattern, NodeIndex body);
  std::string_view HandlerDetail(NodeIndex body, std::string_view caught) override;
  NodeIndex WithContext(NodeIndex call) const;
  void NoteCall(NodeIndex node);

  std::unordered_set<std::string> modules_;  // that the file declares
  std::size_t wildcards_ = 0;                // that may bring any name
  std::string log_crate_;                    // whose macros are open
  std::string_view owner_;
  std::unordered_map<std::string_view, std::size_t> types_told_;  // definitions by name
  std::size_t looked_at_ = 0;
  const RustIds& id_ = RustIds::Get();
};

}  // namespace assay
