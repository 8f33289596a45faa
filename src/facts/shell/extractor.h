// A shell script as source: its functions, loops, handlers and traps, what it
// sources, the texts of its variables, and the SQL that it hands to a
// database's client.
//
// What a command only runs is told by commands.h; a use is a call of a function
// of the file. A variable is known where the file sets it once.
#pragma once

#include <cstdint>
#include <functional>
#include <map>
#include <optional>
#include <string>
#include <string_view>
#include <unordered_map>
#include <unordered_set>
#include <utility>
#include <vector>

#include "facts/shell/syntax.h"
#include "facts/source_extractor.h"

namespace assay {

struct SqlClient;  // queries.cc

class ShellExtractor final : public SourceExtractor {
 public:
  ShellExtractor(const SyntaxTree& tree, FactSink& sink);

 private:
  static constexpr int kMaxClimb = 24;              // parents that are asked about a node
  static constexpr std::size_t kMaxComputed = 200;  // of what an algorithm computes

  // What the whole script does to a variable.
  struct Variable {
    int set = 0;                   // how often it is set
    NodeIndex last = 0;            // where it is set last
    NodeIndex function = kNoNode;  // where it is set
    bool mixed = false;            // it is set in several functions
    bool literal = true;           // it is only set to literals
    bool number = true;            // it is only set to numbers
    bool list = false;             // it is set to an array of literals
    bool sure = false;             // it is set outside of conditions
    bool local = false;
    bool constant = false;
    bool integer = false;  // declare -i
    bool map = false;      // declare -A
  };
  enum class Holds : std::uint8_t { kAny, kLiteral, kLiteralList, kLiteralNumber, kNumber };
  // What is known of a variable's value between two nodes.
  struct Checked {
    NodeIndex begin;
    NodeIndex end;
    std::uint32_t function;
    Provenance provenance;
  };
  struct Patterns {
    bool any = false;
    bool literal = true;     // all are literals
    bool all = false;        // *
    bool shapes = false;     // *.gz
    bool no_number = false;  // *[!0-9]*
  };
  struct Handling {
    std::size_t statements = 0;
    std::size_t said = 0;
    bool left = false;
    void Add(std::string_view program, std::string_view text);
    std::string_view Detail() const;
  };
  struct Wrapper {
    std::string_view program;
    std::size_t position;
  };

  Sh K(NodeIndex node) const { return node == kNoNode ? Sh::kOther : Sh{OwnKind(node)}; }
  bool IsComment(NodeIndex node) const override { return K(node) == Sh::kComment; }
  void AddNested(NodeIndex, const Argument&, int, std::vector<Argument>&) override {}
  // What only runs is never resolved; a function of the file is.
  std::string Resolve(NodeIndex, int) override { return {}; }
  void Enter(NodeIndex node) override;

  // ---- ahead.cc

  void LookAhead();
  void Declare(NodeIndex node, NodeIndex function);
  void NoteSet(NodeIndex node, NodeIndex function);
  void Set(NodeIndex function, std::string_view name, Holds holds, NodeIndex where, bool sure);
  void NoteAnySet(NodeIndex command);
  std::vector<std::string_view> NamesSetBy(NodeIndex command) const;
  Variable& VariableAt(NodeIndex function, std::string_view name);
  const Variable& VariableOf(std::string_view name) const;
  bool IsLiteral(NodeIndex node) const;

  // ---- text.cc

  Value ReadValue(NodeIndex node) override;
  bool ReadText(NodeIndex node, TextValue& text, int depth = 0) override;
  bool IsExpansion(NodeIndex node) const;
  std::string_view Written(NodeIndex expansion) const;
  bool ReadWord(NodeIndex node, TextValue& text, int depth = 0);
  void ReadBetween(NodeIndex node, std::uint32_t head, std::uint32_t tail,
                   std::string_view escapable, TextValue& text);
  static void AddUnescaped(std::string_view written, std::string_view escapable, TextValue& text);
  static void AddAnsi(std::string_view written, TextValue& text);
  void AddExpansion(NodeIndex node, Provenance provenance, TextValue& text);
  void ReadExpansion(NodeIndex node, TextValue& text);
  void ReadSubstitution(NodeIndex node, TextValue& text, int depth);
  bool ReadPrintf(const std::vector<NodeIndex>& words, std::size_t format, TextValue& text,
                  int depth);
  Provenance ProvenanceOf(std::string_view name);
  std::string Plain(NodeIndex node);

  // ---- checks.cc

  std::string_view VariableIn(NodeIndex node) const;
  std::optional<Provenance> CheckedAs(std::string_view name);
  void AddCheck(std::string_view name, Provenance provenance, NodeIndex begin, NodeIndex end);
  NodeIndex EndOfBlock(NodeIndex statement) const;
  bool Leaves(NodeIndex statement, int depth = 0);
  bool EndsInExit(NodeIndex function);
  NodeIndex LastStatement(NodeIndex group) const;
  Patterns PatternsOf(NodeIndex item) const;
  void ReadCase(NodeIndex node);
  void ReadCaseItem(NodeIndex node);
  void NoteGuard(NodeIndex list);
  void NoteGuardOfIf(NodeIndex node);
  void AddGuard(NodeIndex test, bool inverted, NodeIndex statement);

  // ---- definitions.cc

  void ReadFunction(NodeIndex node);
  void NoteParameter(NodeIndex expansion);
  Parameter* ParameterAt(Definition& function, std::size_t position);
  void NameParameter(std::string_view name, NodeIndex value);

  // ---- constructs.cc

  bool IsStatement(NodeIndex node) const;
  void ReadFor(NodeIndex node);
  bool IsListed(NodeIndex word) const;
  void ReadList(NodeIndex node);
  std::string_view HandlerDetail(NodeIndex group);
  std::string_view TrapDetail(std::string_view action);
  void ReadTrap(NodeIndex node, const std::vector<NodeIndex>& words);
  void ReadExit(NodeIndex node, const std::vector<NodeIndex>& words);

  // ---- concurrency.cc

  void ReadFlock(NodeIndex node, const std::vector<NodeIndex>& words);
  void ReadMkdir(NodeIndex node, const std::vector<NodeIndex>& words);
  bool IsCondition(NodeIndex node) const;
  void NoteChannels(NodeIndex node);
  bool IsOfCoproc(NodeIndex word) const;
  void ReadRedirect(NodeIndex node);
  void ReadChannel(NodeIndex node, const std::vector<NodeIndex>& words);

  // ---- uses.cc

  std::string ProgramOf(NodeIndex node);
  std::string SpawnedBy(NodeIndex statement);
  NodeIndex NameOf(NodeIndex command) const { return tree().NamedChild(Child(command, name_), 0); }
  std::vector<NodeIndex> WordsOf(NodeIndex command) const;
  void ReadCommand(NodeIndex node);
  void ReadCall(NodeIndex node, const std::vector<NodeIndex>& words);
  void ReadResult(NodeIndex node, Use& use);
  void ReadShift(const std::vector<NodeIndex>& words);
  void ReadSource(NodeIndex node, const std::vector<NodeIndex>& words);

  // ---- own_folder.cc

  std::optional<std::string> FolderOf(std::string_view written) const;
  void AddKnown(std::string& text) const;

  // ---- variables.cc

  bool IsConditional(NodeIndex node) const;
  void ReadAssignment(NodeIndex node);
  void Hold(std::string_view name, TextValue* text, bool conditional);
  bool IsOwn(std::string_view name) const;
  void NoteRead(NodeIndex command, const std::vector<NodeIndex>& words);

  // ---- elements.cc

  NodeIndex ElementOf(NodeIndex node) const;
  std::string TableOf(NodeIndex element) const { return Bounded(Child(element, name_)); }
  std::string KeyOf(NodeIndex element) const;
  static std::string WithoutMarks(std::string_view text);
  std::string Computed(NodeIndex value) const;
  bool IsIndexed(NodeIndex element) const;
  void NoteAssigned(NodeIndex target, NodeIndex value, std::string_view op);
  void ReadBinary(NodeIndex node);
  void NoteMember(NodeIndex set, NodeIndex pattern);
  void NoteTested(NodeIndex node);
  void NoteElement(NodeIndex element);
  void NoteList(NodeIndex assignment);
  void ReadUnset(NodeIndex node);
  void ReadLet(NodeIndex node, const std::vector<NodeIndex>& words);
  NodeIndex AssignmentIn(NodeIndex statement) const;
  NodeIndex AssignmentBehind(NodeIndex assignment) const;
  void NoteSwap(NodeIndex first);

  // ---- queries.cc

  const SqlClient* ClientOf(const std::vector<NodeIndex>& words, std::size_t& at);
  void ReadQuery(NodeIndex node, const std::vector<NodeIndex>& words);
  void NoteWrapper(NodeIndex word, std::string_view program);
  void ReadWrapped(const std::vector<NodeIndex>& words);
  void ReadPipeline(NodeIndex node);
  static bool TakesSql(const SqlClient& client, std::string_view word);
  void AddQuery(NodeIndex node, std::string_view program, std::size_t skip = 0);
  void AddQueryText(NodeIndex node, const TextValue& text, std::string_view program,
                    std::size_t skip);
  static std::vector<DynamicPart> PartsOfSql(const TextValue& text);
  void ReadRedirected(NodeIndex node);
  const SqlClient* ClientIn(NodeIndex statement);
  void AddScript(NodeIndex body, NodeIndex redirect, std::string_view program);

  std::unordered_map<std::string_view, NodeIndex> functions_;
  std::unordered_map<std::uint32_t, NodeIndex> function_nodes_;  // by definition
  std::unordered_map<NodeIndex, bool> ends_in_exit_;             // by function
  // By the function that declares it as its own; kNoNode for the script's.
  std::map<std::pair<NodeIndex, std::string_view>, Variable> variables_;
  std::map<std::string, std::string, std::less<>> folders_;  // variables that hold one: "./lib"
  std::unordered_map<std::string_view, std::vector<Checked>> checked_;
  std::unordered_map<std::string_view, Wrapper> wrappers_;  // functions that send SQL
  std::unordered_set<std::string_view> pipes_;              // as they are written
  std::unordered_set<std::string_view> ends_;               // numbers of open files that are pipes
  std::unordered_set<std::string_view> coprocs_;
  bool sets_any_ = false;                 // by names that only running tells
  std::uint32_t shifted_ = kNoScope - 1;  // the function whose words have moved
  NodeIndex falls_into_ = kNoNode;        // the item of a case that the one before goes on into
  NodeIndex at_ = 0;                      // the node that is read
  const std::uint16_t name_ = BashGrammar().Field("name");
  const std::uint16_t value_ = BashGrammar().Field("value");
  const std::uint16_t body_ = BashGrammar().Field("body");
  const std::uint16_t argument_ = BashGrammar().Field("argument");
  const std::uint16_t variable_ = BashGrammar().Field("variable");
  const std::uint16_t left_ = BashGrammar().Field("left");
  const std::uint16_t right_ = BashGrammar().Field("right");
  const std::uint16_t operator_ = BashGrammar().Field("operator");
  const std::uint16_t condition_ = BashGrammar().Field("condition");
  const std::uint16_t destination_ = BashGrammar().Field("destination");
  const std::uint16_t descriptor_ = BashGrammar().Field("descriptor");
};

}  // namespace assay
