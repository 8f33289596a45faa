// What a script checks before it goes on: a value that is one of some literals,
// or a number, where what is neither has left.
//
//   case "$table" in book | author) ;; *) exit 1 ;; esac
//   [[ $id =~ ^[0-9]+$ ]] || exit 1
#include <algorithm>
#include <string>

#include "base/text.h"
#include "facts/shell/extractor.h"

namespace assay {
namespace {

bool IsOneOf(std::string_view word, std::initializer_list<std::string_view> words) {
  return std::find(words.begin(), words.end(), word) != words.end();
}

// ^[0-9]+$, ^-?[0-9]{1,9}$, ^[[:digit:]]+$
bool IsNumberPattern(std::string_view pattern) {
  if (!pattern.starts_with('^') || !pattern.ends_with('$')) return false;
  pattern = pattern.substr(1, pattern.size() - 2);
  for (const std::string_view sign : {"-?", "[-+]?", "[+-]?"}) {
    if (pattern.starts_with(sign)) pattern.remove_prefix(sign.size());
  }
  for (const std::string_view digits : {"[0-9]", "[[:digit:]]"}) {
    if (!pattern.starts_with(digits)) continue;
    pattern.remove_prefix(digits.size());
    if (IsOneOf(pattern, {"", "+", "*"})) return true;
    return pattern.starts_with('{') && pattern.find('}') == pattern.size() - 1;
  }
  return false;
}

// ^(book|author)$
bool IsListPattern(std::string_view pattern) {
  return pattern.starts_with("^(") && pattern.ends_with(")$") &&
         pattern.substr(2, pattern.size() - 4).find_first_of("()[].*+?{}\\^$") ==
             std::string_view::npos;
}

}  // namespace

// $x, ${x}, "$x", "${x:-}": x; empty for anything else.
std::string_view ShellExtractor::VariableIn(NodeIndex node) const {
  if (K(node) == Sh::kString) {
    if (!IsExpansion(node)) return {};
    node = tree().NamedChild(node, 0);
  }
  if (K(node) != Sh::kSimpleExpansion && K(node) != Sh::kExpansion) return {};
  const std::string_view written = Written(node);
  const std::string_view name = TextOf(tree().NamedChild(node, 0));
  constexpr std::size_t kMaxName = 256;
  if (name.empty() || name.size() > kMaxName ||
      !(written.starts_with("$" + std::string(name)) ||
        written.starts_with("${" + std::string(name))))
    return {};
  const bool plain = written.size() == name.size() + (written.starts_with("${") ? 3 : 1);
  return plain || written.substr(name.size() + 2) == ":-}" ? name : std::string_view();
}

std::optional<Provenance> ShellExtractor::CheckedAs(std::string_view name) {
  const auto found = checked_.find(name);
  if (found == checked_.end()) return std::nullopt;
  std::vector<Checked>& all = found->second;
  while (!all.empty() && all.back().end <= at_) all.pop_back();
  for (auto one = all.rbegin(); one != all.rend(); ++one) {
    if (one->begin <= at_ && at_ < one->end && one->function == EnclosingFunctionIndex())
      return one->provenance;
  }
  return std::nullopt;
}

void ShellExtractor::AddCheck(std::string_view name, Provenance provenance, NodeIndex begin,
                              NodeIndex end) {
  constexpr std::size_t kMaxChecks = 32;  // of one variable, inside each other
  if (name.empty() || begin >= end) return;
  const Variable& variable = VariableOf(name);
  // What is set behind the check, or by functions, may be anything again.
  if (variable.set > 0 && (variable.mixed || variable.last >= begin)) return;
  std::vector<Checked>& all = checked_[name];
  while (!all.empty() && all.back().end <= at_) all.pop_back();
  if (all.size() < kMaxChecks) all.push_back({begin, end, EnclosingFunctionIndex(), provenance});
}

// What follows the statement in its block; nothing in the branches of an `if`,
// whose others follow it, too.
NodeIndex ShellExtractor::EndOfBlock(NodeIndex statement) const {
  const NodeIndex block = Parent(statement);
  const bool plain = block == 0 || K(block) == Sh::kCompound || K(block) == Sh::kDo ||
                     K(block) == Sh::kSubshell || K(block) == Sh::kCaseItem;
  return plain ? tree().End(block) : 0;
}

// Whether nothing behind the statement runs after it: exit, return, continue,
// and a group or a function of the file that ends so.
bool ShellExtractor::Leaves(NodeIndex statement, int depth) {
  if (K(statement) == Sh::kRedirected) statement = tree().NamedChild(statement, 0);
  if (K(statement) == Sh::kCommand) {
    const std::string_view program = TextOf(NameOf(statement));
    if (IsOneOf(program, {"exit", "return", "continue", "break"})) return true;
    const auto function = functions_.find(program);
    return depth <= 1 && function != functions_.end() && EndsInExit(function->second);
  }
  if (K(statement) != Sh::kCompound && K(statement) != Sh::kCaseItem) return false;
  const NodeIndex last = LastStatement(statement);
  return last != kNoNode && (K(last) == Sh::kCommand || K(last) == Sh::kRedirected) &&
         Leaves(last, depth + 1);
}

bool ShellExtractor::EndsInExit(NodeIndex function) {
  const auto [known, is_new] = ends_in_exit_.try_emplace(function, false);
  if (is_new) {
    const NodeIndex body = Child(function, body_);
    const NodeIndex last = K(body) == Sh::kCompound ? LastStatement(body) : kNoNode;
    known->second = K(last) == Sh::kCommand && TextOf(NameOf(last)) == "exit";
  }
  return known->second;
}

NodeIndex ShellExtractor::LastStatement(NodeIndex group) const {
  NodeIndex last = kNoNode;
  for (NodeIndex i = tree().FirstChild(group); i != kNoNode; i = tree().NextSibling(i)) {
    if (IsStatement(i) || K(i) == Sh::kCase || K(i) == Sh::kAssignment) last = i;
  }
  return last;
}

ShellExtractor::Patterns ShellExtractor::PatternsOf(NodeIndex item) const {
  Patterns patterns;
  for (NodeIndex i = tree().FirstChild(item); i != kNoNode; i = tree().NextSibling(i)) {
    if (TextOf(i) == ")") break;
    if (tree().Field(i) != value_) continue;
    const std::string_view text = TextOf(i);
    const bool quoted = K(i) == Sh::kRawString || (K(i) == Sh::kString && IsLiteral(i));
    const bool glob = !quoted && text.find_first_of("*?[(") != std::string_view::npos;
    if (text == "*") {
      patterns.all = true;
    } else if (IsOneOf(text, {"*[!0-9]*", "*[^0-9]*"})) {
      patterns.no_number = true;
    } else if (glob) {
      patterns.shapes = true;
    }
    if (glob || !IsLiteral(i)) patterns.literal = false;
    patterns.any = true;
  }
  patterns.literal = patterns.literal && patterns.any;
  return patterns;
}

void ShellExtractor::ReadCase(NodeIndex node) {
  bool shapes = false;
  bool others_leave = false;
  bool listed = true;
  bool number = false;
  for (NodeIndex item = tree().FirstChild(node); item != kNoNode; item = tree().NextSibling(item)) {
    if (K(item) != Sh::kCaseItem) continue;
    const Patterns patterns = PatternsOf(item);
    const bool leaves = Leaves(item);
    shapes = shapes || patterns.shapes || patterns.no_number;
    if (patterns.all) others_leave = others_leave || leaves;
    if (patterns.no_number && leaves) number = true;
    if (!patterns.literal && !leaves) listed = false;
  }
  if (shapes) AddConstruct(node, ConstructKind::kPatternMatch);
  const std::string_view name = VariableIn(Child(node, value_));
  if (number) {
    AddCheck(name, Provenance::kNumber, tree().End(node), EndOfBlock(node));
  } else if (listed && others_leave) {
    AddCheck(name, Provenance::kAllowList, tree().End(node), EndOfBlock(node));
  }
}

void ShellExtractor::ReadCaseItem(NodeIndex node) {
  const Patterns patterns = PatternsOf(node);
  if (!patterns.all) Branch();
  NodeIndex last = kNoNode;
  for (NodeIndex i = tree().FirstChild(node); i != kNoNode; i = tree().NextSibling(i)) last = i;
  const bool fallen_into = falls_into_ == node;
  if (TextOf(last) == ";&") falls_into_ = tree().End(node);
  if (patterns.literal && !fallen_into)
    AddCheck(VariableIn(Child(Parent(node), value_)), Provenance::kAllowList, node,
             tree().End(node));
  // case " $seen " in *" $n "*)
  NoteMember(Child(Parent(node), value_), Child(node, value_));
}

// [[ $id =~ ^[0-9]+$ ]] || exit 1; [[ ! $id =~ ^[0-9]+$ ]] && exit 1
void ShellExtractor::NoteGuard(NodeIndex list) {
  const NodeIndex test = tree().NamedChild(list, 0);
  const NodeIndex otherwise = tree().NamedChild(list, 1);
  if (K(test) != Sh::kTest || tree().NamedChild(list, 2) != kNoNode || !Leaves(otherwise)) return;
  AddGuard(test, TextOf(tree().NextSibling(test)) == "&&", list);
}

// if ! [[ $id =~ ^[0-9]+$ ]]; then exit 1; fi
void ShellExtractor::NoteGuardOfIf(NodeIndex node) {
  const NodeIndex condition = Child(node, condition_);
  const bool negated = K(condition) == Sh::kNegated;
  const NodeIndex test = negated ? tree().NamedChild(condition, 0) : condition;
  if (K(test) != Sh::kTest) return;
  NodeIndex last = kNoNode;
  for (NodeIndex i = tree().NextSibling(condition); i != kNoNode; i = tree().NextSibling(i)) {
    if (K(i) == Sh::kElif || K(i) == Sh::kElse) return;
    if (IsStatement(i)) last = i;
  }
  if (Leaves(last)) AddGuard(test, !negated, node);
}

// `inverted`: the test holds for what must not go on.
void ShellExtractor::AddGuard(NodeIndex test, bool inverted, NodeIndex statement) {
  const NodeIndex condition = tree().NamedChild(test, 0);
  if (K(condition) != Sh::kBinary || TextOf(Child(condition, operator_)) != "=~") return;
  NodeIndex value = Child(condition, left_);
  const bool inverts = K(value) == Sh::kUnary && TextOf(tree().FirstChild(value)) == "!";
  if (inverts != inverted) return;
  if (inverts) value = tree().NamedChild(value, 0);
  const std::string_view pattern = Trim(TextOf(Child(condition, right_)));
  const bool number = IsNumberPattern(pattern);
  if (!number && !IsListPattern(pattern)) return;
  AddCheck(VariableIn(value), number ? Provenance::kNumber : Provenance::kAllowList,
           tree().End(statement), EndOfBlock(statement));
}

}  // namespace assay
