// What a script does to its variables anywhere, seen before the walk: a variable
// that `read` sets in the last line holds no literal in the first.
#include <algorithm>
#include <string>

#include "base/text.h"
#include "facts/shell/extractor.h"

namespace assay {
namespace {

bool IsWord(char c) {
  return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9') || c == '_';
}

bool IsName(std::string_view text) {
  return !text.empty() && (text[0] < '0' || text[0] > '9') &&
         std::all_of(text.begin(), text.end(), IsWord);
}

// Options of read and mapfile that a value follows; -a's is a name.
constexpr std::string_view kReadOptions = "ndNptuiCcOs";

}  // namespace

ShellExtractor::Variable& ShellExtractor::VariableAt(NodeIndex function, std::string_view name) {
  if (function != kNoNode) {
    const auto own = variables_.find({function, name});
    if (own != variables_.end()) return own->second;
  }
  return variables_[{kNoNode, name}];
}

const ShellExtractor::Variable& ShellExtractor::VariableOf(std::string_view name) const {
  static const Variable kNone;
  const auto function = function_nodes_.find(EnclosingFunctionIndex());
  if (function != function_nodes_.end()) {
    const auto own = variables_.find({function->second, name});
    if (own != variables_.end()) return own->second;
  }
  const auto found = variables_.find({kNoNode, name});
  return found == variables_.end() ? kNone : found->second;
}

// Whether nothing in the node is expanded when the script runs.
bool ShellExtractor::IsLiteral(NodeIndex node) const {
  for (NodeIndex i = node; i < tree().End(node); ++i) {
    switch (K(i)) {
      case Sh::kArithmetic:
      case Sh::kExpansion:
      case Sh::kProcess:
      case Sh::kSimpleExpansion:
      case Sh::kSubstitution:
        return false;
      default:
        break;
    }
  }
  return true;
}

// The functions first: `local` may stand behind what it holds for.
void ShellExtractor::LookAhead() {
  struct Open {
    NodeIndex end;
    NodeIndex function;
  };
  const auto walk = [this](auto&& see) {
    std::vector<Open> open;
    for (NodeIndex node = 0; node < tree().size(); ++node) {
      while (!open.empty() && node >= open.back().end) open.pop_back();
      if (K(node) == Sh::kFunction) open.push_back({tree().End(node), node});
      see(node, open.empty() ? kNoNode : open.back().function);
    }
  };
  walk([this](NodeIndex node, NodeIndex function) {
    if (K(node) == Sh::kFunction) functions_[TextOf(Child(node, name_))] = node;
    if (K(node) == Sh::kDeclaration) Declare(node, function);
  });
  walk([this](NodeIndex node, NodeIndex function) { NoteSet(node, function); });
}

// local a b=1; declare -A map; readonly LIMIT=3
void ShellExtractor::Declare(NodeIndex node, NodeIndex function) {
  const std::string_view word = TextOf(tree().FirstChild(node));
  bool local = word == "local" || word == "declare" || word == "typeset";
  Variable declared;
  declared.constant = word == "readonly";
  for (NodeIndex i = tree().FirstChild(node); i != kNoNode; i = tree().NextSibling(i)) {
    const std::string_view text = TextOf(i);
    if (K(i) == Sh::kWord && text.starts_with('-')) {
      const auto has = [text](char c) { return text.find(c) != std::string_view::npos; };
      local = local && !has('g') && !has('p') && !has('f');
      declared.constant = declared.constant || has('r');
      declared.integer = declared.integer || has('i');
      declared.map = declared.map || has('A');
      continue;
    }
    const NodeIndex name = K(i) == Sh::kAssignment ? Child(i, name_) : i;
    if (K(i) != Sh::kVariable && K(i) != Sh::kAssignment && !IsLiteral(i) && word != "export")
      sets_any_ = true;  // declare "$name=…"
    if (K(name) != Sh::kVariable) continue;
    Variable& variable = local && function != kNoNode ? variables_[{function, TextOf(name)}]
                                                      : VariableAt(function, TextOf(name));
    variable.local = variable.local || (local && function != kNoNode);
    variable.constant = variable.constant || declared.constant;
    variable.integer = variable.integer || declared.integer;
    variable.map = variable.map || declared.map;
  }
}

void ShellExtractor::Set(NodeIndex function, std::string_view name, Holds holds, NodeIndex where,
                         bool sure) {
  if (!IsName(name)) return;
  Variable& variable = VariableAt(function, name);
  if (variable.set == 0) variable.function = function;
  ++variable.set;
  variable.last = std::max(variable.last, where);
  variable.mixed = variable.mixed || variable.function != function;
  const bool digits = holds == Holds::kLiteralNumber;
  variable.literal = variable.literal && (holds == Holds::kLiteral || digits);
  variable.number = variable.number && (holds == Holds::kNumber || digits);
  variable.list = holds == Holds::kLiteralList && variable.set == 1;
  variable.sure = variable.sure || (sure && !IsConditional(where));
}

void ShellExtractor::NoteSet(NodeIndex node, NodeIndex function) {
  switch (K(node)) {
    case Sh::kAssignment: {
      // Of a command alone: PGPASSWORD=… psql.
      if (K(Parent(node)) == Sh::kCommand) return;
      const NodeIndex target = Child(node, name_);
      const NodeIndex value = Child(node, value_);
      const bool element = K(target) == Sh::kSubscript;
      const std::string_view name = TextOf(element ? Child(target, name_) : target);
      Holds holds = Holds::kAny;
      if (K(Parent(node)) == Sh::kFor) {  // for ((i = n; …
        holds = Holds::kNumber;
      } else if (K(value) == Sh::kArray) {
        holds = IsLiteral(value) ? Holds::kLiteralList : Holds::kAny;
      } else if (value == kNoNode || (!element && IsLiteral(value))) {
        holds = K(value) == Sh::kNumber ? Holds::kLiteralNumber : Holds::kLiteral;
      } else if (K(value) == Sh::kArithmetic && !element) {
        holds = Holds::kNumber;
      }
      return Set(function, name, holds, node, true);
    }
    case Sh::kFor: {
      Holds holds = Holds::kLiteral;
      for (NodeIndex i = tree().FirstChild(node); i != kNoNode; i = tree().NextSibling(i)) {
        if (tree().Field(i) == value_ && !IsLiteral(i)) holds = Holds::kAny;
      }
      return Set(function, TextOf(Child(node, variable_)), holds, node, false);
    }
    case Sh::kBinary: {
      const std::string_view op = TextOf(Child(node, operator_));
      const bool compares = op == "==" || op == "<=" || op == ">=" || op == "!=";
      if (!op.ends_with('=') || compares || K(Parent(node)) == Sh::kTest) return;
      const NodeIndex left = Child(node, left_);
      if (K(left) == Sh::kSubscript)
        return Set(function, TextOf(Child(left, name_)), Holds::kAny, node, true);
      return Set(function, TextOf(left), Holds::kNumber, node, true);
    }
    case Sh::kPostfix:
    case Sh::kUnary: {  // i++, --n
      const std::string_view op = TextOf(Child(node, operator_));
      const NodeIndex of = tree().NamedChild(node, 0);
      if (op == "++" || op == "--") Set(function, TextOf(of), Holds::kNumber, node, true);
      return;
    }
    case Sh::kExpansion: {  // ${x:=5}
      const std::string_view op = TextOf(Child(node, operator_));
      if (op == ":=" || op == "=")
        Set(function, TextOf(tree().NamedChild(node, 0)), Holds::kAny, node, true);
      return;
    }
    case Sh::kUnset:
      for (NodeIndex i = tree().FirstChild(node); i != kNoNode; i = tree().NextSibling(i))
        Set(function, TextOf(i), Holds::kAny, node, true);
      return;
    case Sh::kFileRedirect:
      return NoteChannels(node);
    case Sh::kCommand:
      NoteChannels(node);
      NoteAnySet(node);
      for (const std::string_view name : NamesSetBy(node))
        Set(function, name, Holds::kAny, node, false);
      return;
    default:
      return;
  }
}

// eval "$name=…", read "$name", printf -v "$name" …: any variable may be set.
void ShellExtractor::NoteAnySet(NodeIndex command) {
  const std::string_view program = TextOf(NameOf(command));
  const bool evaluates = program == "eval";
  const bool sets =
      program == "read" || program == "printf" || program == "mapfile" || program == "readarray";
  if (!evaluates && !sets) return;
  const std::vector<NodeIndex> words = WordsOf(command);
  for (std::size_t i = 1; i < words.size(); ++i) {
    const std::string_view word = TextOf(words[i]);
    const std::size_t expands = word.find('$');
    const bool named = evaluates ? expands != std::string_view::npos &&
                                       word.find('=', expands) != std::string_view::npos
                                 : !VariableIn(words[i]).empty() &&
                                       (program != "printf" || TextOf(words[i - 1]) == "-v");
    const bool value = program == "read" && TextOf(words[i - 1]).starts_with('-');
    if (named && !value) sets_any_ = true;
  }
}

// read -r a b; mapfile -t rows; getopts "ab" option; printf -v text …; let i++
std::vector<std::string_view> ShellExtractor::NamesSetBy(NodeIndex command) const {
  std::vector<std::string_view> names;
  const std::string_view program = TextOf(NameOf(command));
  const bool reads = program == "read" || program == "mapfile" || program == "readarray";
  if (!reads && program != "getopts" && program != "printf" && program != "let") return names;
  const std::vector<NodeIndex> words = WordsOf(command);
  if (program == "getopts") {
    if (words.size() > 2) names.push_back(TextOf(words[2]));
    return names;
  }
  for (std::size_t i = 1; i < words.size(); ++i) {
    const std::string_view word = TextOf(words[i]);
    if (program == "let") {
      std::string_view text = word;
      while (!text.empty() &&
             (text[0] == '"' || text[0] == '\'' || text[0] == '+' || text[0] == '-'))
        text.remove_prefix(1);
      const auto* const end = std::find_if_not(text.begin(), text.end(), IsWord);
      names.push_back(text.substr(0, static_cast<std::size_t>(end - text.begin())));
    } else if (program == "printf") {
      if (word == "-v" && i + 1 < words.size()) names.push_back(TextOf(words[i + 1]));
      break;
    } else if (word.starts_with('-') && word.size() > 1) {
      if (word.size() == 2 && kReadOptions.find(word[1]) != std::string_view::npos) ++i;
    } else {
      names.push_back(word);
    }
  }
  if (reads && names.empty()) names.push_back(program == "read" ? "REPLY" : "MAPFILE");
  return names;
}

}  // namespace assay
