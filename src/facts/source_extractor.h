// What the extractors of all programming languages share: one pass over the
// flat syntax tree in pre-order, with the definitions, loops and names that
// are open at each node.
//
// An extractor of a language derives from this and says what its node kinds
// mean. Nothing here recurses on the tree; where an expression is resolved,
// the depth that is followed is bounded by kMaxChain.
#pragma once

#include <cstdint>
#include <map>
#include <string>
#include <string_view>
#include <vector>

#include "facts/algorithm_shapes.h"
#include "facts/bindings.h"
#include "facts/extract.h"
#include "facts/sink.h"
#include "facts/sql.h"
#include "model/facts.h"
#include "syntax/tree.h"

namespace assay {

// Links of a chain (a.b().c()) and nested operands that are followed.
inline constexpr int kMaxChain = 48;
// Scopes of names inside each other; what is deeper binds in the last one.
inline constexpr std::size_t kMaxScopes = 200;
// Bytes of texts that variables hold, set and used again, in one file. Enough
// for any real file; a text that doubles itself line by line ends here.
inline constexpr std::size_t kVariableTextBytes = std::size_t{8} << 20;

// A text as far as the file tells: its literal parts, {} for each dynamic one.
struct TextValue {
  std::string value;
  std::vector<DynamicPart> parts;
  bool binds = false;  // its parts are values that the library binds; each is a ? in `value`
};

void Append(TextValue& text, const TextValue& more);

// One argument's kind and text.
struct Value {
  ValueKind kind = ValueKind::kOther;
  std::string text;
};

class SourceExtractor {
 public:
  // `table` gives each kind of the grammar a number of the language's own
  // (Grammar::KindTable), which OwnKind() then tells of a node.
  SourceExtractor(const SyntaxTree& tree, FactSink& sink, const std::vector<std::uint8_t>& table);
  virtual ~SourceExtractor() = default;
  SourceExtractor(const SourceExtractor&) = delete;
  SourceExtractor& operator=(const SourceExtractor&) = delete;

  // Visits every node once, then counts lines and reads the comments' marks.
  void Run();

 protected:
  // What the language makes of a node, on the way down.
  virtual void Enter(NodeIndex node) = 0;
  // The resolved name of an expression's value; empty if it cannot be told.
  virtual std::string Resolve(NodeIndex node, int depth = 0) = 0;
  virtual Value ReadValue(NodeIndex node) = 0;
  virtual bool IsComment(NodeIndex node) const = 0;
  // The text that an expression gives, if it is a string or built from strings.
  virtual bool ReadText(NodeIndex node, TextValue& text, int depth = 0) = 0;
  // Whether a function so annotated keeps its results (functools.cache).
  virtual bool IsMemoizer(std::string_view) const { return false; }

  const SyntaxTree& tree() const { return tree_; }
  FactSink& sink() { return sink_; }
  Bindings& names() { return names_; }
  AlgorithmShapes& shapes() { return shapes_; }
  std::string_view TextOf(NodeIndex node) const { return tree_.Text(node); }
  std::uint16_t Kind(NodeIndex node) const { return tree_.Kind(node); }
  // 0 for a kind that the table does not name, and for kNoNode.
  std::uint8_t OwnKind(NodeIndex node) const { return node == kNoNode ? 0 : own_kinds_[node]; }
  void SetOwnKind(NodeIndex node, std::uint8_t kind) { own_kinds_[node] = kind; }
  NodeIndex Child(NodeIndex node, std::uint16_t field) const {
    return tree_.ChildByField(node, field);
  }
  NodeIndex Parent(NodeIndex node) const { return tree_.Parent(node); }

  // Definitions. What lies in `node` then belongs to it; `scope` opens names.
  std::uint32_t Open(Definition definition, NodeIndex node, Bindings::ScopeKind scope);
  // A scope of names without a definition (a block, an anonymous function).
  void OpenScope(NodeIndex node, Bindings::ScopeKind scope);
  std::uint32_t scope() const { return open_.empty() ? kNoScope : open_.back().definition; }
  Definition* ScopeDefinition();  // null outside all definitions
  Definition* EnclosingClass();   // the innermost class-like one; null if none
  Definition* EnclosingFunction();
  std::uint32_t EnclosingFunctionIndex() const;  // kNoScope if a class stands between
  std::uint32_t loop_depth() const { return loop_depth_; }
  std::string OwnerPath(std::string_view separator) const;  // names of enclosing classes
  void Branch();  // a branch point of the innermost function

  void OpenLoop(NodeIndex node, std::string_view detail);
  void AddConstruct(NodeIndex node, ConstructKind kind, std::string_view type = {},
                    std::string_view detail = {});

  // What other files can reach in this one: the names of the file and of its
  // classes, once they are all bound. A language adds what it exports otherwise.
  virtual void AddExports();
  // Does nothing where the value says nothing to others.
  void AddExport(std::string_view name, std::string_view value);

  // Fields of the class that is open, by name without self/this.
  void BindField(std::string_view field, std::string_view value);
  std::string FieldValue(std::string_view field) const;

  // Adds the use, and what its texts say: a statement if it is a query, a
  // string fact if it is dynamic. `arguments` are the nodes of its arguments
  // in order, with their keywords.
  struct ArgumentNode {
    NodeIndex node;
    std::string keyword;
  };
  void AddUse(Use use, const std::vector<ArgumentNode>& arguments);
  // Where a call is: all of it, told at the line of the called name, which a
  // chain over several lines has far from its beginning.
  Region RegionOfCall(NodeIndex call, NodeIndex name) const;
  // A string that has a name; adds a fact unless an earlier use consumed it.
  void AddNamedText(NodeIndex node, std::string_view assigned_to);
  // A setting of an application whose settings are code. A value that is
  // computed is templated. `document` says whose settings they are.
  void AddSetting(NodeIndex value, std::string_view key, std::string_view document);
  // A string literal that nothing has consumed: a fact if it reads like SQL.
  void AddPlainText(NodeIndex node);
  void AddDocumentation(NodeIndex node, std::string_view kind, Definition* of);
  bool IsConsumed(NodeIndex node) const { return node != kNoNode && consumed_[node]; }
  void Consume(NodeIndex node) {
    if (node != kNoNode) consumed_[node] = true;
  }

  // A line whose finding is known and accepted; comments are read by Run.
  void Acknowledge(std::uint32_t line, std::string_view mark);

  // Texts of variables of the innermost function or the file. A parameter has
  // none, whatever the file calls by its name.
  void BindText(std::string_view name, TextValue text);
  void AppendText(std::string_view name, const TextValue& more);
  void ForgetText(std::string_view name);
  // With `given` also where what is known of the name is that a caller or client gave it.
  const TextValue* FindText(std::string_view name, bool given = false) const;
  // False once the texts that a file's variables gave exceed what one file may.
  bool SpendText(const TextValue& text) const;
  // A part of a text that only running tells.
  virtual void AddPart(NodeIndex node, TextValue& text);

  // item_texts.cc: lines = ["SELECT a"]; lines.append("FROM t"); " ".join(lines).
  // The texts of a list's items, each as far as it is known. A list that changes
  // in another way than by one item at its end is forgotten.
  bool ReadItems(const std::vector<NodeIndex>& items, TextValue& text, int depth);
  void BindItems(std::string_view name, const std::vector<NodeIndex>& items);
  void ForgetItems(std::string_view name);
  void AppendItem(std::string_view name, NodeIndex item);
  // Null for a parameter, and for a list of which nothing is known.
  const TextValue* FindItems(std::string_view name) const;
  // False where there are none.
  static bool JoinItems(const TextValue& items, std::string_view separator, TextValue& text);

  // Entries of a map or list that is an argument; the language reads them.
  virtual void AddNested(NodeIndex node, const Argument& parent, int depth,
                         std::vector<Argument>& arguments) = 0;
  Argument MakeArgument(NodeIndex node, int position, std::string_view keyword,
                        std::string_view path);

  // "?:#" and the source text of a callee that does not resolve, bounded.
  std::string Unresolved(NodeIndex node) const;
  std::string Bounded(NodeIndex node, std::size_t limit = 80) const;
  Text KeepBounded(NodeIndex node, std::size_t limit = 80);

 private:
  struct OpenNode {
    NodeIndex node;
    NodeIndex end;
    std::uint32_t definition;  // innermost definition while it is open
    std::uint32_t enclosing_class;
    std::uint32_t enclosing_function;  // kNoScope where a class stands between
    bool has_names;
    bool is_loop;
    bool is_class;
    bool is_function;
    std::size_t shape_mark;
  };
  struct VariableText {
    std::uint32_t function;
    TextValue text;
  };
  OpenNode& Push(NodeIndex node);
  void PushNames(OpenNode& open, Bindings::ScopeKind kind);
  void CloseUpTo(NodeIndex node);
  void CloseClass();
  void CloseLoop(const OpenNode& loop);
  void CloseFunction(const OpenNode& function);
  void AddFound(const std::vector<AlgorithmShapes::Found>& found, const Region& region,
                std::uint32_t scope);
  void AddTextFact(NodeIndex node, const TextValue& text, std::string_view callee,
                   std::string_view argument, std::string_view assigned_to);
  void AddArgumentText(NodeIndex node, const Use& use, std::string_view where,
                       std::string_view keyword, bool followed);
  void ReadComments();
  void ReadComment(NodeIndex node);

  const SyntaxTree& tree_;
  FactSink& sink_;
  std::vector<std::uint8_t> own_kinds_;  // by node: dense, where nodes are forty bytes each
  Bindings names_;
  AlgorithmShapes shapes_;
  std::vector<OpenNode> open_;
  std::vector<Text> class_path_;
  std::uint32_t loop_depth_ = 0;
  std::vector<std::map<std::string, std::string, std::less<>>> fields_;
  std::vector<bool> consumed_;
  TextViewMap<std::vector<VariableText>> texts_;
  bool knows_items_ = false;
  mutable std::size_t text_bytes_left_ = kVariableTextBytes;
};

// The diagnostic of a failed parse: "code: message".
void AddParseDiagnostic(std::string_view error, FactSink& sink);

// The reader of a language: parses a file and reads its facts with an Extractor
// of its tree, the sink and `more`. What cannot be parsed has that diagnostic alone.
template <typename Extractor, typename... More>
void ReadParsed(const Grammar& grammar, const Source& source, FileFacts& facts,
                const More&... more) {
  FactSink sink(facts, source.limits);
  const Result<SyntaxTree> tree = SyntaxTree::Parse(grammar, source.text, source.limits);
  if (!tree) return AddParseDiagnostic(tree.error().message, sink);
  Extractor(*tree, sink, more...).Run();
}

std::uint32_t CountLines(std::string_view text);

}  // namespace assay
