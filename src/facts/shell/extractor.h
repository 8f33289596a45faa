// A shell script as source: its functions, loops, handlers and traps, what it
// sources, the texts of its variables, and the SQL that it hands to a
// database's client.
//
// What a command only runs is told by commands.h; a use is a call of a function
// of the file. A variable is known where the file sets it once.
#pragma once

#include <cstdint>
#include <string>
#include <string_view>
#include <unordered_map>
#include <unordered_set>
#include <vector>

#include "facts/shell/syntax.h"
#include "facts/source_extractor.h"

namespace assay {

struct SqlClient;  // queries.cc

class ShellExtractor final : public SourceExtractor {
 public:
  ShellExtractor(const SyntaxTree& tree, FactSink& sink);

 private:
  static constexpr int kMaxClimb = 24;  // parents that are asked what becomes of a value

  Sh K(NodeIndex node) const { return node == kNoNode ? Sh::kOther : Sh{OwnKind(node)}; }
  bool IsComment(NodeIndex node) const override { return K(node) == Sh::kComment; }
  void AddNested(NodeIndex, const Argument&, int, std::vector<Argument>&) override {}
  // What only runs is never resolved; a function of the file is.
  std::string Resolve(NodeIndex, int) override { return {}; }
  void Enter(NodeIndex node) override;

  // ---- text.cc

  Value ReadValue(NodeIndex node) override;
  bool ReadText(NodeIndex node, TextValue& text, int depth = 0) override;
  bool IsExpansion(NodeIndex node) const;
  bool ReadWord(NodeIndex node, TextValue& text, int depth = 0);
  void ReadBetween(NodeIndex node, std::uint32_t head, std::uint32_t tail,
                   std::string_view escapable, TextValue& text);
  static void AddUnescaped(std::string_view written, std::string_view escapable, TextValue& text);
  static void AddAnsi(std::string_view written, TextValue& text);
  void AddExpansion(NodeIndex node, Provenance provenance, TextValue& text);
  void ReadExpansion(NodeIndex node, TextValue& text);
  Provenance ProvenanceOf(std::string_view name);
  std::string Plain(NodeIndex node);

  // ---- constructs.cc

  bool IsStatement(NodeIndex node) const;
  void ReadFunction(NodeIndex node);
  void ReadFor(NodeIndex node);
  void ReadList(NodeIndex node);
  std::string_view HandlerDetail(NodeIndex group);
  void ReadTrap(NodeIndex node, const std::vector<NodeIndex>& words);

  // ---- uses.cc

  std::string ProgramOf(NodeIndex node);
  NodeIndex NameOf(NodeIndex command) const { return tree().NamedChild(Child(command, name_), 0); }
  std::vector<NodeIndex> WordsOf(NodeIndex command) const;
  void ReadCommand(NodeIndex node);
  void ReadCall(NodeIndex node, const std::vector<NodeIndex>& words);
  void ReadResult(NodeIndex node, Use& use);
  void ReadSource(NodeIndex node, const std::vector<NodeIndex>& words);
  bool IsOwnFolder(std::string_view part);

  // ---- variables.cc

  bool IsConditional(NodeIndex node) const;
  void ReadAssignment(NodeIndex node);

  // ---- elements.cc

  NodeIndex ElementOf(NodeIndex node) const;
  std::string TableOf(NodeIndex element) const { return Bounded(Child(element, name_)); }
  std::string KeyOf(NodeIndex element) const;
  static std::string WithoutMarks(std::string text);
  std::string Computed(NodeIndex value) const;
  void NoteAssigned(NodeIndex target, NodeIndex value);
  void ReadBinary(NodeIndex node);
  void NoteSwap(NodeIndex first);

  // ---- queries.cc

  const SqlClient* ClientOf(const std::vector<NodeIndex>& words, std::size_t& at);
  void ReadQuery(NodeIndex node, const std::vector<NodeIndex>& words);
  static bool TakesSql(const SqlClient& client, std::string_view word);
  void AddQuery(NodeIndex node, std::string_view program, std::size_t skip = 0);
  void ReadRedirected(NodeIndex node);
  const SqlClient* ClientIn(NodeIndex statement);
  void AddScript(NodeIndex body, NodeIndex redirect, std::string_view program);

  std::unordered_set<std::string_view> functions_;
  std::unordered_map<std::string_view, int> assignments_;  // how often each name is set
  std::unordered_set<std::string> own_folders_;            // variables that hold the script's
  const std::uint16_t name_ = BashGrammar().Field("name");
  const std::uint16_t value_ = BashGrammar().Field("value");
  const std::uint16_t argument_ = BashGrammar().Field("argument");
  const std::uint16_t variable_ = BashGrammar().Field("variable");
  const std::uint16_t left_ = BashGrammar().Field("left");
  const std::uint16_t right_ = BashGrammar().Field("right");
  const std::uint16_t operator_ = BashGrammar().Field("operator");
  const std::uint16_t condition_ = BashGrammar().Field("condition");
};

}  // namespace assay
