// Arrays and maps as algorithms use them: elements that are compared, exchanged
// and stored, lists that are taken from and added to, sets that are asked.
#include <algorithm>
#include <string>

#include "base/text.h"
#include "facts/shell/extractor.h"

namespace assay {
namespace {

// Arrays that the shell itself fills: their elements say nothing of an algorithm.
constexpr std::string_view kOfShell =
    "BASH_ARGV BASH_LINENO BASH_REMATCH BASH_SOURCE BASH_VERSINFO COMP_WORDS COPROC DIRSTACK "
    "FUNCNAME GROUPS PIPESTATUS";
constexpr std::string_view kComparisons = "-eq -ne -lt -le -gt -ge < > <= >= == != =";
constexpr std::string_view kEqualities = "-eq -ne == != =";

bool IsBlank(char c) { return c == ' ' || c == '\t' || c == '\n'; }

std::string WithoutBlanks(std::string_view text) {
  std::string tight(text);
  tight.erase(std::remove_if(tight.begin(), tight.end(), IsBlank), tight.end());
  return tight;
}

}  // namespace

// a[i], ${a[i]}, "${a[$i]}": the element alone; kNoNode for others and for all of an array.
NodeIndex ShellExtractor::ElementOf(NodeIndex node) const {
  if (K(node) == Sh::kString && IsExpansion(node)) node = tree().NamedChild(node, 0);
  if (K(node) == Sh::kExpansion) {
    const NodeIndex inner = tree().NamedChild(node, 0);
    const std::string_view written = Written(node);
    // ${a[i]:-0} is the element, too.
    const std::string_view behind =
        written.substr(std::min(written.size(), TextOf(inner).size() + 2));
    if (behind != "}" && !behind.starts_with(":-") && !behind.starts_with("-") &&
        !behind.starts_with("+") && !behind.starts_with(":+"))
      return kNoNode;
    if (inner == kNoNode || tree()[inner].start_byte + written.size() != tree()[node].end_byte + 2)
      return kNoNode;
    node = inner;
  }
  if (K(node) != Sh::kSubscript) return kNoNode;
  const std::string key = KeyOf(node);
  return key.empty() || key == "@" || key == "*" ? kNoNode : node;
}

std::string ShellExtractor::KeyOf(NodeIndex element) const {
  return WithoutMarks(Bounded(tree().NamedChild(element, 1)));
}

// $i, ${i}, "$i" → i; $1 keeps its mark, which tells it from the number.
std::string ShellExtractor::WithoutMarks(std::string_view text) {
  std::string plain;
  for (std::size_t i = 0; i < text.size(); ++i) {
    const char c = text[i];
    if (c == '$') {
      const std::size_t next = i + 1 + (text.substr(i + 1).starts_with('{') ? 1 : 0);
      if (next < text.size() && text[next] >= '1' && text[next] <= '9') plain += c;
    } else if (c != '{' && c != '}' && c != '"') {
      plain += c;
    }
  }
  return plain;
}

// $((f[i-1] + 1)) as it is computed: f[i-1] + 1.
std::string ShellExtractor::Computed(NodeIndex value) const {
  const std::string folded = Bounded(value, kMaxComputed);
  std::string_view text = folded;
  if (K(value) == Sh::kArithmetic && text.starts_with("$((") && text.ends_with("))"))
    text = text.substr(3, text.size() - 5);
  return WithoutMarks(text);
}

// An element that an algorithm may compare: not of a map under a name, nor of the shell's own
// arrays.
bool ShellExtractor::IsIndexed(NodeIndex element) const {
  const std::string_view table = TextOf(Child(element, name_));
  if (HasWord(kOfShell, table)) return false;
  return !VariableOf(table).map || !IsLiteral(tree().NamedChild(element, 1));
}

void ShellExtractor::NoteAssigned(NodeIndex target, NodeIndex value, std::string_view op) {
  const NodeIndex element = ElementOf(target);
  std::string computed = Computed(value);
  // a += b is a = a + b.
  if (op.size() == 2 && op != "==") {
    const std::string own = element == kNoNode ? std::string(TextOf(target))
                                               : TableOf(element) + "[" + KeyOf(element) + "]";
    computed = own + " " + op[0] + " " + computed;
  }
  if (element == kNoNode) return shapes().Assign(Bounded(target), computed);
  shapes().WriteElement(TableOf(element), KeyOf(element), computed);
}

// (( a[i] > a[j] )), [[ ${a[i]} -gt $x ]], (( low = middle + 1 ))
void ShellExtractor::ReadBinary(NodeIndex node) {
  const NodeIndex left = Child(node, left_);
  const NodeIndex right = Child(node, right_);
  const std::string_view op = TextOf(Child(node, operator_));
  if (op == "&&" || op == "||") return Branch();
  const bool tested = K(Parent(node)) == Sh::kTest;
  const bool assigns = !tested && op.ends_with('=') && !HasWord("== <= >= !=", op);
  if (assigns && left != kNoNode && !IsExpansion(left)) {
    NoteAssigned(left, right, op);
    return NoteSwap(node);
  }
  if (op == "=~" || op == "==" || op == "!=") NoteMember(left, right);
  if (!HasWord(kComparisons, op)) return;
  bool told = false;
  for (const NodeIndex side : {left, right}) {
    const NodeIndex element = ElementOf(side);
    if (element == kNoNode) {
      if (side != kNoNode) shapes().CompareName(Computed(side));
      continue;
    }
    if (!IsIndexed(element)) continue;
    shapes().CompareElement(TableOf(element), KeyOf(element));
    // memo[n] != 0: whether something is there.
    const bool equality = HasWord(kEqualities, op);
    if (equality) shapes().TestMember(TableOf(element), KeyOf(element));
    // ${fields[1]} == x looks at one field.
    const bool field = KeyOf(element).find_first_not_of("-0123456789") == std::string::npos;
    if (field && equality) continue;
    if (!told) AddConstruct(node, ConstructKind::kIndexComparison);
    told = true;
  }
}

// [[ " ${seen[*]} " == *" $n "* ]], case " $seen " in *" $n "*): is it among them?
void ShellExtractor::NoteMember(NodeIndex set, NodeIndex pattern) {
  const auto inner = [this](NodeIndex node) {
    NodeIndex only = kNoNode;
    for (NodeIndex i = node; i < tree().End(node); ++i) {
      if (K(i) == Sh::kSubstitution || K(i) == Sh::kProcess) return kNoNode;
      if (K(i) != Sh::kSimpleExpansion && K(i) != Sh::kExpansion) continue;
      if (only != kNoNode) return kNoNode;
      only = i;
      i = tree().End(i) - 1;
    }
    return only;
  };
  if (K(set) != Sh::kString || !TextOf(set).starts_with("\" ")) return;
  const NodeIndex all = inner(set);
  NodeIndex key = inner(pattern);
  // The grammar tells a pattern in pieces: *, " $n ", *.
  const NodeIndex next = tree().NextSibling(pattern);
  if (key == kNoNode && tree().Field(next) == tree().Field(pattern)) key = inner(next);
  if (all == kNoNode || key == kNoNode) return;
  const NodeIndex list = tree().NamedChild(all, 0);
  const std::string name(TextOf(K(list) == Sh::kSubscript ? Child(list, name_) : list));
  shapes().TestMember(name, WithoutMarks(Written(key)));
}

// [[ ${seen[$n]} ]], [[ -n ${seen[$n]} ]], [[ -v seen[$n] ]], (( seen[$n] ))
void ShellExtractor::NoteTested(NodeIndex node) {
  if (K(node) == Sh::kUnary) {
    const std::string_view op = TextOf(tree().FirstChild(node));
    if (op != "-n" && op != "-z" && op != "-v" && op != "!") return;
    NodeIndex of = tree().NamedChild(node, 0);
    if (TextOf(of) == op) of = tree().NamedChild(node, 1);
    if (op == "-v") {
      const std::string text = WithoutMarks(Bounded(of));
      const std::size_t open = text.find('[');
      if (open != std::string::npos && text.ends_with(']'))
        shapes().TestMember(text.substr(0, open), text.substr(open + 1, text.size() - open - 2));
      return;
    }
    node = of;
  }
  const NodeIndex element = ElementOf(node);
  if (element != kNoNode && IsIndexed(element))
    shapes().TestMember(TableOf(element), KeyOf(element));
}

// What is only read: echo "${memo[$n]}".
void ShellExtractor::NoteElement(NodeIndex element) {
  const NodeIndex around = Parent(element);
  if (K(around) != Sh::kExpansion && K(around) != Sh::kArithmetic) return;
  if (ElementOf(element) != kNoNode && IsIndexed(element))
    shapes().ReadElement(TableOf(element), KeyOf(element));
}

// queue+=("$n"), queue=("${queue[@]:1}"), todo="$todo $n", todo=${todo#* }
void ShellExtractor::NoteList(NodeIndex assignment) {
  const NodeIndex target = Child(assignment, name_);
  const NodeIndex value = Child(assignment, value_);
  const std::string name(TextOf(target));
  if (K(target) != Sh::kVariable || value == kNoNode) return;
  const std::string_view written = TextOf(value).substr(0, kMaxComputed);
  if (TextOf(tree().NextSibling(target)) == "+=") return shapes().Put(name);
  const std::string tight = WithoutBlanks(written);
  if (tight.starts_with("(\"${" + name + "[@]:") || tight.starts_with("(${" + name + "[@]:"))
    return shapes().Take(name);
  if (tight.starts_with("(\"${" + name + "[@]}\"") || tight.ends_with("\"${" + name + "[@]}\")"))
    return shapes().Put(name);
  if (written.starts_with("${" + name + "#") || written.starts_with("\"${" + name + "#"))
    return shapes().Take(name);
  for (const std::string& own : {"\"$" + name, "\"${" + name + "}"}) {
    if (written.starts_with(own + " ")) return shapes().Put(name);
  }
}

// unset 'queue[0]', unset "stack[-1]": an element leaves.
void ShellExtractor::ReadUnset(NodeIndex node) {
  for (NodeIndex i = tree().FirstChild(node); i != kNoNode; i = tree().NextSibling(i)) {
    std::string_view text = TextOf(i);
    while (!text.empty() && (text[0] == '\'' || text[0] == '"')) text.remove_prefix(1);
    const std::size_t open = text.find('[');
    if (open == std::string_view::npos) continue;
    const std::string name(text.substr(0, open));
    const std::string_view key = text.substr(open + 1);
    const bool end = key.starts_with("0]") || key.starts_with("-1]") ||
                     key.starts_with("${#" + name + "[@]}") ||
                     key.starts_with("${#" + name + "[*]}");
    if (end && !VariableOf(name).map) shapes().Take(name);
  }
}

// let "a[i] > a[j]", let i=a+1: arithmetic that the grammar takes for words.
void ShellExtractor::ReadLet(NodeIndex node, const std::vector<NodeIndex>& words) {
  for (std::size_t i = 1; i < words.size(); ++i) {
    const std::string text = WithoutMarks(Plain(words[i]).substr(0, kMaxComputed));
    const std::size_t at = text.find_first_of("=<>!");
    if (at == std::string::npos || at == 0) continue;
    const bool two = at + 1 < text.size() && text[at + 1] == '=';
    const bool assigns = text[at] == '=' && !two;
    const std::string left = WithoutBlanks(text.substr(0, at));
    const std::string right = WithoutBlanks(text.substr(at + (two ? 2 : 1)));
    if (assigns && left.find_first_of("+-*/%&|^") != std::string::npos) continue;
    const auto element = [this](const std::string& side, std::string& table, std::string& key) {
      const std::size_t open = side.find('[');
      if (open == std::string::npos || open == 0 || !side.ends_with(']')) return false;
      table = side.substr(0, open);
      key = side.substr(open + 1, side.size() - open - 2);
      return !VariableOf(table).map && !HasWord(kOfShell, table);
    };
    std::string table;
    std::string key;
    if (assigns) {
      if (element(left, table, key)) {
        shapes().WriteElement(table, key, right);
      } else {
        shapes().Assign(left, right);
      }
      continue;
    }
    bool told = false;
    for (const std::string& side : {left, right}) {
      if (!element(side, table, key)) {
        shapes().CompareName(side);
        continue;
      }
      shapes().CompareElement(table, key);
      if (!told) AddConstruct(node, ConstructKind::kIndexComparison);
      told = true;
    }
  }
}

// The assignment that a statement is: kept=…, local kept=…, (( kept = … )).
NodeIndex ShellExtractor::AssignmentIn(NodeIndex statement) const {
  if (K(statement) == Sh::kDeclaration || K(statement) == Sh::kCompound) {
    NodeIndex inner = tree().FirstChild(statement);
    while (inner != kNoNode && K(inner) != Sh::kAssignment && K(inner) != Sh::kBinary)
      inner = tree().NextSibling(inner);
    statement = inner;
  }
  return K(statement) == Sh::kAssignment || K(statement) == Sh::kBinary ? statement : kNoNode;
}

NodeIndex ShellExtractor::AssignmentBehind(NodeIndex assignment) const {
  for (int up = 0; up < 2; ++up) {
    NodeIndex next = tree().NextSibling(assignment);
    while (next != kNoNode && !tree()[next].named()) next = tree().NextSibling(next);
    if (next != kNoNode) return AssignmentIn(next);
    const NodeIndex parent = Parent(assignment);
    const bool around = K(parent) == Sh::kDeclaration ||
                        (K(parent) == Sh::kCompound && TextOf(parent).starts_with("(("));
    if (!around) return kNoNode;
    assignment = parent;
  }
  return kNoNode;
}

// kept=${a[i]}; a[i]=${a[j]}; a[j]=$kept
void ShellExtractor::NoteSwap(NodeIndex first) {
  NodeIndex items[3] = {first, kNoNode, kNoNode};
  for (std::size_t at = 1; at < 3; ++at) {
    items[at] = AssignmentBehind(items[at - 1]);
    if (items[at] == kNoNode) return;
  }
  const auto part = [this](NodeIndex item, std::uint16_t of, std::uint16_t in_arithmetic) {
    return Child(item, K(item) == Sh::kBinary ? in_arithmetic : of);
  };
  const auto to = [&](std::size_t at) { return part(items[at], name_, left_); };
  const auto from = [&](std::size_t at) { return part(items[at], value_, right_); };
  if (ElementOf(to(1)) == kNoNode || ElementOf(to(2)) == kNoNode) return;
  if (Computed(from(0)) == Computed(to(1)) && Computed(from(1)) == Computed(to(2)) &&
      Computed(from(2)) == Computed(to(0)))
    AddConstruct(items[2], ConstructKind::kSwap);
}

}  // namespace assay
