// Variables, control flow, and the events that algorithms are told by.
#include <algorithm>
#include <array>
#include <string>

#include "base/text.h"
#include "facts/java/extractor.h"
#include "facts/java/known_types.h"

namespace assay {
namespace {

constexpr std::size_t kMaxItems = 512;     // children of a node that are looked at
constexpr std::size_t kWrittenText = 160;  // of a value that is stored in a table

bool IsOrder(std::string_view op) { return op == "<" || op == ">" || op == "<=" || op == ">="; }

Provenance Either(Provenance a, Provenance b) {
  if (a == b) return a;
  for (const Provenance told : {Provenance::kRequest, Provenance::kParameter}) {
    if (a == told || b == told) return told;
  }
  if (a == Provenance::kUnknown || b == Provenance::kUnknown) return Provenance::kUnknown;
  return Provenance::kAllowList;
}

}  // namespace

std::vector<NodeIndex> JavaExtractor::ItemsOf(NodeIndex node) const {
  std::vector<NodeIndex> items;
  for (NodeIndex i = tree().FirstChild(node); i != kNoNode && items.size() < kMaxItems;
       i = tree().NextSibling(i)) {
    if (IsChild(i)) items.push_back(i);
  }
  return items;
}

NodeIndex JavaExtractor::FirstOf(NodeIndex node, Jv kind) const {
  for (NodeIndex i = tree().FirstChild(node); i != kNoNode; i = tree().NextSibling(i)) {
    if (K(i) == kind) return i;
  }
  return kNoNode;
}

// ---- variables

// `List<X> a = new ArrayList<>()` holds an ArrayList: what it is made as says
// more than a collection's interface. `var` holds what it is assigned.
Binding JavaExtractor::ValueBinding(NodeIndex type, NodeIndex value) {
  Binding binding;
  const std::string declared = ResolveType(type);
  const bool inferred = K(type) == Jv::kType && TextOf(type) == "var";
  const bool made = IsCollectionInterface(declared) && K(value) == Jv::kNew;
  if (inferred || made) {
    binding.value = sink().KeepName(Resolve(value));
  } else if (!declared.empty()) {
    binding.value = sink().KeepName(ValueOf(declared));
  }
  const NodeIndex declarator = Parent(value);
  if (value != kNoNode && Child(declarator, s_.dimensions) != kNoNode) binding.value = {};
  binding.provenance = IsNumberType(type) ? Provenance::kNumber : ProvenanceOf(value);
  if (IsAllowList(value, 0)) binding.provenance = Provenance::kAllowList;
  const ClassInfo* const own = InfoOf(binding.value);
  if (own != nullptr && own->is_enum) binding.provenance = Provenance::kAllowList;
  return binding;
}

void JavaExtractor::ReadLocal(NodeIndex node) {
  const NodeIndex type = Child(node, s_.type);
  for (NodeIndex i = tree().FirstChild(node); i != kNoNode; i = tree().NextSibling(i)) {
    if (K(i) == Jv::kDeclarator) BindDeclarator(i, type);
  }
}

void JavaExtractor::BindDeclarator(NodeIndex declarator, NodeIndex type) {
  const std::string_view name = TextOf(Child(declarator, s_.name));
  const NodeIndex value = Child(declarator, s_.value);
  const Binding binding = ValueBinding(type, value);
  TextValue text;
  const bool told = ReadText(value, text);
  if (value != kNoNode) {
    shapes().Assign(name, Written(value));
    if (K(value) != Jv::kNew) AddNamedText(value, name);
  }
  names().Bind(name, binding, true);
  if (told) {
    BindText(name, std::move(text));
  } else {
    ForgetText(name);
  }
}

void JavaExtractor::ReadAssignment(NodeIndex node) {
  const NodeIndex left = Child(node, s_.left);
  const NodeIndex right = Child(node, s_.right);
  if (right == kNoNode) return;
  const bool plain = TextOf(Child(node, s_.op)) == "=";
  switch (K(left)) {
    case Jv::kIdentifier:
      return ReadNameAssignment(node, left, right);
    case Jv::kArrayAccess: {
      const std::string value = plain ? Written(right) : Bounded(left) + " + " + Written(right);
      shapes().WriteElement(Bounded(Child(left, s_.array)), Bounded(Child(left, s_.index)),
                            value.substr(0, kWrittenText));
      if (plain) NoteSwap(node);
      return AddNamedText(right, Bounded(left));
    }
    case Jv::kFieldAccess:
      return AddNamedText(right, Bounded(left));
    default:
      return;
  }
}

void JavaExtractor::ReadNameAssignment(NodeIndex node, NodeIndex left, NodeIndex right) {
  const std::string_view name = TextOf(left);
  const std::string_view op = TextOf(Child(node, s_.op));
  TextValue text;
  const bool told = ReadText(right, text);
  if (op != "=") {
    shapes().Assign(name,
                    std::string(name) + " " + std::string(op.substr(0, 1)) + " " + Bounded(right));
    if (op != "+=") return;
    if (!told) AddPart(right, text);
    return AppendText(name, text);
  }
  shapes().Assign(name, Written(right));
  AddNamedText(right, name);
  // The declared type stays; where the value comes from may change.
  if (const Binding* const known = names().Find(name)) {
    Binding binding = *known;
    binding.provenance = Either(known->provenance, ProvenanceOf(right));
    const std::string value = Resolve(right);
    if (K(right) != Jv::kNull && value != binding.value && K(right) == Jv::kNew)
      binding.value = IsCollectionInterface(std::string(binding.value.substr(
                          0, binding.value.size() - (binding.value.ends_with("()") ? 2 : 0))))
                          ? sink().KeepName(value)
                          : binding.value;
    // In an initializer's block, too.
    if (EnclosingFunctionIndex() != kNoScope || names().innermost() == Bindings::ScopeKind::kBlock)
      names().Bind(name, binding, true);
  }
  if (told) {
    BindText(name, std::move(text));
  } else {
    ForgetText(name);
  }
}

// t = a[i]; a[i] = a[j]; a[j] = t: the last of three statements in a row.
void JavaExtractor::NoteSwap(NodeIndex node) {
  const NodeIndex last = Parent(node);
  const NodeIndex block = Parent(last);
  if (K(last) != Jv::kExpressionStatement || K(block) != Jv::kBlock) return;
  // The two statements before this one: only neighbours are looked at.
  NodeIndex before = kNoNode;
  NodeIndex first = kNoNode;
  std::size_t seen = 0;
  for (NodeIndex i = tree().FirstChild(block); i != last && i != kNoNode && seen < kMaxItems;
       i = tree().NextSibling(i), ++seen) {
    if (!IsChild(i)) continue;
    first = before;
    before = i;
  }
  if (first == kNoNode || K(before) != Jv::kExpressionStatement) return;
  const NodeIndex move = tree().NamedChild(before, 0);
  NodeIndex kept_name = kNoNode;
  NodeIndex kept_value = kNoNode;
  if (K(first) == Jv::kLocal) {
    const NodeIndex declarator = FirstOf(first, Jv::kDeclarator);
    kept_name = Child(declarator, s_.name);
    kept_value = Child(declarator, s_.value);
  } else if (K(tree().NamedChild(first, 0)) == Jv::kAssignment) {
    kept_name = Child(tree().NamedChild(first, 0), s_.left);
    kept_value = Child(tree().NamedChild(first, 0), s_.right);
  }
  if (K(move) != Jv::kAssignment || kept_name == kNoNode) return;
  const std::string_view a = TextOf(Child(move, s_.left));
  const std::string_view b = TextOf(Child(move, s_.right));
  if (a == TextOf(kept_value) && b == TextOf(Child(node, s_.left)) &&
      TextOf(Child(node, s_.right)) == TextOf(kept_name))
    AddConstruct(node, ConstructKind::kSwap);
}

void JavaExtractor::ReadForEach(NodeIndex node) {
  Branch();
  OpenLoop(node, "for");
  OpenScope(node, Bindings::ScopeKind::kBlock);
  const NodeIndex type = Child(node, s_.type);
  const NodeIndex over = Child(node, s_.value);
  Binding binding;
  const bool inferred = TextOf(type) == "var";
  if (!inferred) binding.value = sink().KeepName(ValueOfType(type));
  binding.provenance = IsNumberType(type) ? Provenance::kNumber : Provenance::kUnknown;
  const Provenance source = ProvenanceOf(over);
  if (binding.provenance == Provenance::kUnknown &&
      (source == Provenance::kAllowList || source == Provenance::kParameter ||
       source == Provenance::kRequest))
    binding.provenance = source;
  names().Bind(TextOf(Child(node, s_.name)), binding, true);
  ForgetText(TextOf(Child(node, s_.name)));
}

// ---- errors

void JavaExtractor::ReadCatch(NodeIndex node) {
  Branch();
  OpenScope(node, Bindings::ScopeKind::kBlock);
  const NodeIndex parameter = FirstOf(node, Jv::kCatchParameter);
  const std::string_view name = TextOf(Child(parameter, s_.name));
  const std::string_view detail = HandlerDetail(Child(node, s_.body), name);
  const std::vector<NodeIndex> types = ItemsOf(FirstOf(parameter, Jv::kCatchType));
  for (const NodeIndex type : types) {
    const std::string resolved = ResolveType(type);
    AddConstruct(node, ConstructKind::kHandler,
                 resolved.empty() || resolved.starts_with("?:") ? Bounded(type) : resolved, detail);
  }
  if (name.empty()) return;
  const std::string value = types.size() == 1 ? ValueOfType(types[0]) : std::string();
  names().Bind(name, {sink().KeepName(value), {}, {}}, true);
  caught_.push_back({tree().End(node), name});
}

// Whether what is thrown is made of the caught one: new X(…, e), X.of(e).
bool JavaExtractor::Passes(NodeIndex thrown, std::string_view caught) const {
  if (caught.empty() || (K(thrown) != Jv::kNew && K(thrown) != Jv::kCall)) return false;
  for (const NodeIndex argument : ItemsOf(Child(thrown, s_.arguments))) {
    if (K(argument) == Jv::kIdentifier && TextOf(argument) == caught) return true;
  }
  // new X("…").initCause(e) is a call; so is its receiver's.
  return K(thrown) == Jv::kCall && Passes(Child(thrown, s_.object), {});
}

std::string_view JavaExtractor::HandlerDetail(NodeIndex body, std::string_view caught) {
  std::size_t statements = 0;
  std::size_t logs = 0;
  bool only_pass = true;
  for (const NodeIndex i : ItemsOf(body)) {
    ++statements;
    only_pass = only_pass && K(i) == Jv::kContinue;
    if (IsLogCall(i)) ++logs;
    if (K(i) != Jv::kThrow) continue;
    const NodeIndex thrown = tree().NamedChild(i, 0);
    if (TextOf(thrown) == caught) return "rethrow";
    return Passes(thrown, caught) ? "wrap" : "handle";
  }
  if (statements == 0) return "empty";
  if (only_pass) return "pass";
  return logs == statements ? "log" : "handle";
}

// log.error(…), LOGGER.warn(…), e.printStackTrace(), System.out.println(…).
bool JavaExtractor::IsLogCall(NodeIndex statement) const {
  static constexpr std::array kLevels = std::to_array<std::string_view>(
      {"trace", "debug", "info", "warn", "warning", "error", "severe", "fatal", "log", "fine"});
  const NodeIndex call = tree().NamedChild(statement, 0);
  if (K(statement) != Jv::kExpressionStatement || K(call) != Jv::kCall) return false;
  const std::string_view member = TextOf(Child(call, s_.name));
  const std::string_view object = TextOf(Child(call, s_.object));
  if (member == "printStackTrace") return true;
  if (object == "System.out" || object == "System.err") return true;
  const std::string_view receiver = object.substr(object.find_last_of('.') + 1).substr(0, 40);
  return std::find(kLevels.begin(), kLevels.end(), member) != kLevels.end() &&
         ToLowerAscii(receiver).find("log") != std::string::npos;
}

void JavaExtractor::ReadThrow(NodeIndex node) {
  const NodeIndex thrown = tree().NamedChild(node, 0);
  std::string type;
  if (K(thrown) == Jv::kNew) {
    const NodeIndex named = Child(thrown, s_.type);
    type = ResolveType(named);
    if (type.empty() || type.starts_with("?:")) type = Bounded(named);
  } else {
    type = Resolve(thrown);
    if (type.ends_with("()")) type.resize(type.size() - 2);
    if (type.empty()) type = Bounded(thrown);
  }
  bool cause = false;
  for (const Caught& caught : caught_) cause |= Passes(thrown, caught.name);
  AddConstruct(node, ConstructKind::kThrow, type, cause ? "cause" : "");
}

void JavaExtractor::ReadResource(NodeIndex node) {
  AddConstruct(node, ConstructKind::kCleanup, {}, "try-with-resources");
  const NodeIndex name = Child(node, s_.name);
  if (name == kNoNode) return;
  names().Bind(TextOf(name), ValueBinding(Child(node, s_.type), Child(node, s_.value)), true);
}

void JavaExtractor::ReadSwitch(NodeIndex node) {
  for (const NodeIndex group : ItemsOf(Child(node, s_.body))) {
    if (FirstOf(FirstOf(group, Jv::kCaseLabel), Jv::kPattern) == kNoNode) continue;
    return AddConstruct(node, ConstructKind::kPatternMatch);
  }
}

// ---- comparisons

// a[i], list.get(i), and what compareTo asks of them.
NodeIndex JavaExtractor::ElementOf(NodeIndex node) const {
  for (int i = 0; i < kMaxChain; ++i) {
    if (K(node) == Jv::kParenthesized) {
      node = tree().NamedChild(node, 0);
    } else if (K(node) == Jv::kArrayAccess) {
      return node;
    } else if (K(node) == Jv::kCall) {
      const std::string_view member = TextOf(Child(node, s_.name));
      const NodeIndex object = Child(node, s_.object);
      const std::vector<NodeIndex> arguments = ItemsOf(Child(node, s_.arguments));
      if (object == kNoNode || arguments.size() != 1) return kNoNode;
      if (member == "compareTo") {
        const NodeIndex asked = ElementOf(arguments[0]);
        if (asked != kNoNode) return asked;
        node = object;
        continue;
      }
      const bool element = member == "get" || member == "charAt" || member == "getInt";
      return element && K(arguments[0]) != Jv::kString ? node : kNoNode;
    } else {
      return kNoNode;
    }
  }
  return kNoNode;
}

void JavaExtractor::TableOf(NodeIndex element, std::string& table, std::string& key) const {
  if (K(element) == Jv::kArrayAccess) {
    table = Bounded(Child(element, s_.array));
    key = Bounded(Child(element, s_.index));
  } else {
    table = Bounded(Child(element, s_.object));
    key = Bounded(tree().NamedChild(Child(element, s_.arguments), 0));
  }
}

// A value as the shapes of algorithms read it: list.get(i) as list[i].
std::string JavaExtractor::Written(NodeIndex value) const {
  const NodeIndex element = K(value) == Jv::kCall ? ElementOf(value) : kNoNode;
  if (element == kNoNode) return Bounded(value, kWrittenText);
  std::string table;
  std::string key;
  TableOf(element, table, key);
  return table + "[" + key + "]";
}

void JavaExtractor::ReadComparison(NodeIndex node) {
  const std::string_view op = TextOf(Child(node, s_.op));
  if (op == "&&" || op == "||") return Branch();
  const bool equality = op == "==" || op == "!=";
  if (!equality && !IsOrder(op)) return;
  bool told = false;
  for (const NodeIndex side : {Child(node, s_.left), Child(node, s_.right)}) {
    if (K(side) == Jv::kIdentifier) shapes().CompareName(TextOf(side));
    const NodeIndex element = ElementOf(side);
    if (element == kNoNode) continue;
    std::string table;
    std::string key;
    TableOf(element, table, key);
    shapes().CompareElement(table, key);
    // memo[n] != 0, seen.get(x) == null: whether something is there.
    if (equality) shapes().TestMember(table, key);
    if (!told) AddConstruct(node, ConstructKind::kIndexComparison);
    told = true;
  }
}

}  // namespace assay
