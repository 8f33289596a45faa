// C and C++, read with one grammar: what is their own beside the shared engine of the typed
// languages: includes instead of imports, names inside declarators, members declared in their class
// and defined outside of it, objects that are made by their declaration, macros.
//
// An include does not say what it brings. A name is known where its namespace is std or one that an
// included header of that folder names (boost::asio with <boost/asio.hpp>), where a header that is
// known to declare it is included, or where it begins with the name of its library's header
// (curl_easy_init with <curl/curl.h>). `using namespace std` makes known what included headers
// declare there.
//
// What a node is beside its kind is told once, when the tree is looked through at first: a
// declaration may be a variable, a member function, a prototype or an import.
#pragma once

#include <cstddef>
#include <map>
#include <string>
#include <string_view>
#include <unordered_map>
#include <unordered_set>
#include <vector>

#include "facts/cpp/known_names.h"
#include "facts/cpp/syntax.h"
#include "facts/typed/extractor.h"

namespace assay {

class CppExtractor final : public TypedExtractor {
 public:
  CppExtractor(const SyntaxTree& tree, FactSink& sink);

 private:
  std::uint16_t Kind(NodeIndex node) const { return id_.kinds[SourceExtractor::Kind(node)]; }
  bool EnterOwn(NodeIndex node) override;
  bool EnterDeclaration(NodeIndex node);

  // ---- extractor.cc: what each node is

  void Look(NodeIndex node);
  void LookAtDeclaration(NodeIndex node);
  void LookAtFunction(NodeIndex node);
  bool IsMarkedClass(NodeIndex node) const;
  void LookAtMarkedClass(NodeIndex node);
  std::vector<NodeIndex> BasesOf(NodeIndex node) override;
  void LookAtDefine(NodeIndex node);
  void LookAtList(NodeIndex type);
  void Hide(NodeIndex node);
  void Become(NodeIndex node, Role role) { SetOwnKind(node, static_cast<std::uint8_t>(role)); }
  void BindDefines();

  // ---- names.cc: what includes bring and names stand for

  void ReadImport(NodeIndex node) override;
  void ReadInclude(NodeIndex node, std::string_view header);
  void ReadNamespaceImport(NodeIndex node);
  void ReadModuleImport(NodeIndex node);
  void NoteUsing(NodeIndex node);
  bool IsKnownRoot(std::string_view root) const;
  std::string Unaliased(std::string path) const;
  std::string OfNamespace(std::string path) const;
  std::string OfOwnNamespace(std::string_view path) const;
  std::string SimpleType(NodeIndex type) override;
  std::string QualifiedType(NodeIndex type) override;
  std::string FreePath(NodeIndex node) override;
  std::string FreeType(std::string_view name) override;
  std::string FreeCallee(std::string_view name) override;
  NodeIndex TransparentType(NodeIndex generic) override;
  std::string KnownResult(std::string_view callee, NodeIndex call) override;
  NodeIndex TemplateArgument(NodeIndex callee) const;

  // ---- definitions.cc: what is declared

  NodeIndex NameIn(NodeIndex declarator) const;
  NodeIndex FunctionIn(NodeIndex declarator) const;
  bool Refers(NodeIndex declarator) const;
  NodeIndex Declarator(NodeIndex node) const { return tree().ChildByField(node, id_.declarator); }
  bool MakesObject(NodeIndex declaration) const;
  void AddBound(NodeIndex declarator, std::vector<Declared>& declared) const;
  std::string_view NameText(NodeIndex name) const override;
  NodeIndex NameOf(NodeIndex type) const override;
  NodeIndex ParametersOf(NodeIndex node) const override;
  std::string_view OwnerOf(NodeIndex node) const override;
  std::vector<Declared> DeclarationsOf(NodeIndex node) override;
  NodeIndex Mentioned(NodeIndex type) const;
  NodeIndex ResultTypeOf(NodeIndex node) const override;
  bool DefinesItself(NodeIndex node) const override;
  bool IsConstructor(NodeIndex node) const override;
  bool IsConstant(NodeIndex declaration) override;
  bool IsLocalFunction(NodeIndex node) const override;
  bool RepeatsDeclaration(NodeIndex node) const override;
  bool IsOverloaded(std::string_view name) const override;
  void AddModifiers(NodeIndex node, Definition& definition) override;
  void AddMethod(NodeIndex node);
  void NotePrototype(NodeIndex node);
  std::string AnnotationName(NodeIndex annotation) override;
  NodeIndex AnnotationListOf(NodeIndex annotation) const override;
  std::string_view AttributedName(NodeIndex attributes) const;
  std::vector<NodeIndex> GnuAttributesIn(NodeIndex specifier) const;
  void ReadAttribute(NodeIndex node);

  // ---- constructs.cc

  CatchParts CatchOf(NodeIndex node) override;
  std::string_view HandlerDetail(NodeIndex body, std::string_view caught) override;
  bool IsLogStream(NodeIndex statement) const;
  bool ReadForEachBound(NodeIndex node);
  void ReadOwnCall(NodeIndex node);
  void NoteCollections(NodeIndex node, std::string_view callee, const CallParts& parts,
                       const std::vector<ArgumentNode>& arguments);
  void NoteConcurrent(NodeIndex node, std::string_view callee,
                      const std::vector<ArgumentNode>& arguments);
  void NoteThrow(NodeIndex node, std::string_view callee,
                 const std::vector<ArgumentNode>& arguments);
  Element ElementOf(NodeIndex node) override;
  void NoteSlot(NodeIndex node);
  void ReadMade(NodeIndex node);
  void ReadInitializer(NodeIndex node);
  std::vector<ArgumentNode> ArgumentsOfMade(NodeIndex declarator);

  // ---- text.cc

  bool ReadText(NodeIndex node, TextValue& text, int depth) override;
  void ReadLiteral(NodeIndex node, TextValue& text) override;
  bool ReadDefine(std::string_view value, TextValue& text) const;
  static void SimplifyFormat(TextValue& format, std::vector<ArgumentNode>& arguments,
                             std::size_t first);
  Provenance ProvenanceOf(NodeIndex node, int depth) override;
  bool IsTextType(std::string_view type) const;
  void NoteBuffer(std::string_view callee, const std::vector<ArgumentNode>& arguments);
  void NoteStream(NodeIndex statement);

  KnownNames known_;
  std::unordered_set<std::string_view> roots_;       // namespaces that included headers name
  std::unordered_set<std::string_view> namespaces_;  // that the file opens
  std::unordered_map<std::string_view, std::string> usings_;
  std::unordered_map<std::string_view, std::string> aliases_;
  std::unordered_set<std::string_view> bodies_;  // types whose members the file declares
  std::unordered_map<std::string_view, std::string_view> parameters_;  // as written, by function
  std::unordered_set<std::string_view> overloaded_;
  std::map<std::string_view, NodeIndex> defines_;  // kNoNode: of several values
  std::unordered_set<std::string_view> thread_lists_;
  NodeIndex looked_until_ = 0;  // ahead, where what is below a node is hidden
  std::string_view module_;     // of C++20
  bool standard_open_ = false;
  int moved_ = 0;  // std::move(std::move(…)) that is being read
  const CppIds& id_ = CppIds::Get();
};

}  // namespace assay
