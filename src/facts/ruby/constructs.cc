// Variables, control flow, and the events that algorithms are told by.
#include <algorithm>
#include <array>
#include <iterator>
#include <string>
#include <vector>

#include "base/text.h"
#include "facts/ruby/extractor.h"
#include "facts/settings.h"

namespace assay {
namespace {

constexpr std::size_t kWrittenText = 160;  // of a value that is stored in a table

// Methods that run their block again and again.
constexpr std::array kIterators = std::to_array<std::string_view>({"each",
                                                                   "each_with_index",
                                                                   "each_with_object",
                                                                   "each_pair",
                                                                   "each_key",
                                                                   "each_value",
                                                                   "each_char",
                                                                   "each_line",
                                                                   "each_slice",
                                                                   "each_cons",
                                                                   "each_index",
                                                                   "each_entry",
                                                                   "reverse_each",
                                                                   "times",
                                                                   "upto",
                                                                   "downto",
                                                                   "step",
                                                                   "loop",
                                                                   "map",
                                                                   "flat_map",
                                                                   "collect",
                                                                   "select",
                                                                   "filter",
                                                                   "filter_map",
                                                                   "reject",
                                                                   "find_each",
                                                                   "find_in_batches",
                                                                   "in_batches",
                                                                   "inject",
                                                                   "reduce",
                                                                   "cycle",
                                                                   "group_by",
                                                                   "partition",
                                                                   "sum",
                                                                   "any?",
                                                                   "all?",
                                                                   "each_byte",
                                                                   "map!",
                                                                   "select!",
                                                                   "reject!",
                                                                   "each_with_hash"});
constexpr std::array kCounters =
    std::to_array<std::string_view>({"times", "upto", "downto", "step", "each_index"});

template <std::size_t kSize>
bool IsAnyOf(const std::array<std::string_view, kSize>& names, std::string_view name) {
  return std::find(names.begin(), names.end(), name) != names.end();
}

}  // namespace

// ---- assignments

NodeIndex RubyExtractor::IndexOf(NodeIndex element) const {
  return K(element) == Rb::kElement ? tree().NamedChild(element, 1) : kNoNode;
}

void RubyExtractor::ReadAssignment(NodeIndex node) {
  const NodeIndex left = Child(node, s_.left);
  const NodeIndex right = Child(node, s_.right);
  if (right == kNoNode) return;
  switch (K(left)) {
    case Rb::kIdentifier:
      shapes().Assign(TextOf(left), Bounded(right));
      AddNamedText(right, TextOf(left));
      BindList(left, right);
      return BindLater(node, left, right);
    case Rb::kElement:
      shapes().WriteElement(Bounded(Child(left, s_.object)), Bounded(IndexOf(left)),
                            Bounded(right, kWrittenText));
      return AddNamedText(right, KeyText(IndexOf(left)));
    case Rb::kLeftList:
      return ReadLists(node, left, right);
    case Rb::kConstant:
    case Rb::kScope:
      ReadRecord(node);
      return AddNamedText(right, TextOf(left));
    case Rb::kCall:
      NoteSelfTyped(node);
      ReadSetting(left, right);
      return AddNamedText(right, Bounded(left));
    case Rb::kInstanceVariable:
      NoteSelfTyped(node);
      return AddNamedText(right, Bounded(left));
    default:
      return AddNamedText(right, Bounded(left));
  }
}

// `config.force_ssl = true` of a Rails application.
void RubyExtractor::ReadSetting(NodeIndex left, NodeIndex right) {
  constexpr std::string_view kApplication = "Rails.application.";
  std::string key = Bounded(left);
  if (key.starts_with(kApplication)) key.erase(0, kApplication.size());
  if (!key.starts_with("config.") || key.find_first_of("([{ \n") != std::string::npos) return;
  // An entry of a list or hash is a setting of its own: `cache_store[0]`, `cache_store[1].url`.
  struct Entry {
    NodeIndex value;
    std::string key;
  };
  std::vector<Entry> open = {{right, std::move(key)}};
  for (std::size_t told = 0; !open.empty() && told < kMaxSettings;) {
    const Entry entry = std::move(open.back());
    open.pop_back();
    const std::vector<NodeIndex> items = K(entry.value) == Rb::kArray || K(entry.value) == Rb::kHash
                                             ? ItemsOf(entry.value)
                                             : std::vector<NodeIndex>();
    if (items.empty() || entry.key.size() > kMaxSettingKey) {
      ++told;
      AddSetting(entry.value, entry.key, "rails-settings");
      continue;
    }
    std::vector<Entry> entries;
    std::size_t index = 0;
    for (const NodeIndex item : items) {
      if (K(item) != Rb::kPair) {
        entries.push_back({item, entry.key + '[' + std::to_string(index++) + ']'});
      } else if (Child(item, s_.value) != kNoNode) {
        entries.push_back(
            {Child(item, s_.value), entry.key + '.' + KeyPart(KeyText(Child(item, s_.key)))});
      }
    }
    std::move(entries.rbegin(), entries.rend(), std::back_inserter(open));
  }
}

// a[i], a[j] = a[j], a[i]; lo, hi = 0, n.
void RubyExtractor::ReadLists(NodeIndex node, NodeIndex left, NodeIndex right) {
  const std::vector<NodeIndex> targets = ItemsOf(left);
  const std::vector<NodeIndex> values =
      K(right) == Rb::kArray ? ItemsOf(right) : std::vector<NodeIndex>();
  const bool paired = targets.size() == values.size();
  if (paired && targets.size() == 2 && K(targets[0]) == Rb::kElement &&
      K(targets[1]) == Rb::kElement && TextOf(targets[0]) == TextOf(values[1]) &&
      TextOf(targets[1]) == TextOf(values[0]))
    AddConstruct(node, ConstructKind::kSwap);
  for (std::size_t i = 0; i < targets.size(); ++i) {
    if (K(targets[i]) == Rb::kIdentifier) {
      if (paired) shapes().Assign(TextOf(targets[i]), Bounded(values[i]));
      BindLater(node, targets[i], paired ? values[i] : kNoNode);
    } else if (K(targets[i]) == Rb::kLeftList) {
      BindNames(targets[i], {});
    }
  }
}

void RubyExtractor::ReadOperatorAssignment(NodeIndex node) {
  const NodeIndex left = Child(node, s_.left);
  const NodeIndex right = Child(node, s_.right);
  const std::string_view op = TextOf(Child(node, s_.op));
  if (op == "||=" || op == "&&=") Branch();
  if (K(left) == Rb::kElement) {
    const std::string table = Bounded(Child(left, s_.object));
    const std::string key = Bounded(IndexOf(left));
    const bool memo = op == "||=";
    if (memo) shapes().TestMember(table, key);
    shapes().WriteElement(
        table, key, memo ? Bounded(right, kWrittenText) : Bounded(left) + " + " + Bounded(right));
    return;
  }
  if (op == "||=") {
    AddNamedText(right, Bounded(left));
    NoteSelfTyped(node);
    if (K(left) == Rb::kIdentifier && FindLocal(TextOf(left)) == nullptr)
      BindLater(node, left, right);
    return;
  }
  if (K(left) != Rb::kIdentifier) return;
  shapes().Assign(TextOf(left), Bounded(left) + " + " + Bounded(right));
  if (op != "+=" || FindLocal(TextOf(left)) == nullptr) return;
  TextValue text;
  if (!ReadText(right, text)) AddPart(right, text);
  AppendText(TextOf(left), text);
}

// ---- loops

// A block: its first parameter holds what the call gives it.
void RubyExtractor::ReadBlock(NodeIndex node) {
  const NodeIndex call = Parent(node);
  const bool of_call = K(call) == Rb::kCall;
  const std::string_view method = of_call ? MethodOf(call) : std::string_view();
  if (IsAnyOf(kIterators, method)) OpenLoop(node, method == "loop" ? "while" : "each");
  OpenScope(node, Bindings::ScopeKind::kBlock);
  const std::vector<NodeIndex> parameters = ItemsOf(Child(node, s_.parameters));
  const NodeIndex receiver = Child(call, s_.receiver);
  Binding given;
  if (of_call) given.value = sink().KeepName(ValueOf(CalleeOf(call)));
  if (IsAnyOf(kCounters, method)) given.provenance = Provenance::kNumber;
  const Provenance source = ProvenanceOf(receiver);
  if (given.provenance == Provenance::kUnknown &&
      (source == Provenance::kAllowList || source == Provenance::kRequest ||
       source == Provenance::kParameter))
    given.provenance = source;
  for (std::size_t i = 0; i < parameters.size(); ++i) {
    const bool plain = K(parameters[i]) == Rb::kIdentifier;
    Binding binding = i == 0 && plain ? given : Binding{};
    if (i == 1 && method == "each_with_index") binding.provenance = Provenance::kNumber;
    BindNames(parameters[i], binding);
  }
}

void RubyExtractor::ReadFor(NodeIndex node) {
  Branch();
  OpenLoop(node, "for");
  Binding binding;
  const NodeIndex over = tree().NamedChild(Child(node, s_.value), 0);
  if (K(over) == Rb::kRange) binding.provenance = Provenance::kNumber;
  if (ProvenanceOf(over) == Provenance::kAllowList) binding.provenance = Provenance::kAllowList;
  BindNames(Child(node, s_.pattern), binding);
}

// ---- errors

void RubyExtractor::ReadRescue(NodeIndex node) {
  Branch();
  const NodeIndex variable = tree().NamedChild(Child(node, s_.variable), 0);
  const std::string_view detail = HandlerDetail(Child(node, s_.body), TextOf(variable));
  const std::vector<NodeIndex> types = ItemsOf(Child(node, s_.exceptions));
  std::string resolved;
  for (const NodeIndex type : types) {
    resolved = IsConstant(type) ? Resolve(type) : std::string();
    AddConstruct(node, ConstructKind::kHandler, resolved.empty() ? Bounded(type) : resolved,
                 detail);
  }
  if (types.empty()) AddConstruct(node, ConstructKind::kHandler, {}, detail);
  if (K(variable) != Rb::kIdentifier) return;
  const std::string value = types.size() == 1 ? ValueOf(MemberOf(resolved, "new")) : std::string();
  names().Bind(TextOf(variable), {sink().KeepName(value), {}, {}}, true);
  caught_.push_back({tree().End(node), TextOf(variable)});
}

// value rescue nil
void RubyExtractor::ReadRescueModifier(NodeIndex node) {
  Branch();
  const NodeIndex handler = Child(node, s_.handler);
  AddConstruct(node, ConstructKind::kHandler, {}, K(handler) == Rb::kNil ? "pass" : "handle");
}

// A raise in a rescue has the caught error as its cause by itself.
std::string_view RubyExtractor::HandlerDetail(NodeIndex body, std::string_view caught) const {
  std::size_t statements = 0;
  std::size_t logs = 0;
  bool only_pass = true;
  for (const NodeIndex i : ItemsOf(body)) {
    ++statements;
    only_pass = only_pass && (K(i) == Rb::kNil || K(i) == Rb::kLeave);
    if (IsLogCall(i)) ++logs;
    if (K(i) == Rb::kIdentifier && TextOf(i) == "raise") return "rethrow";
    if (K(i) != Rb::kCall || MethodOf(i) != "raise") continue;
    const std::vector<NodeIndex> arguments = ItemsOf(Child(i, s_.arguments));
    if (arguments.size() == 1 && TextOf(arguments[0]) == caught) return "rethrow";
    for (const NodeIndex argument : arguments) {
      if (K(argument) == Rb::kPair && KeyText(Child(argument, s_.key)) == "cause" &&
          K(Child(argument, s_.value)) == Rb::kNil)
        return "handle";
    }
    return "wrap";
  }
  if (statements == 0) return "empty";
  if (only_pass) return "pass";
  return logs == statements ? "log" : "handle";
}

// logger.error …, Rails.logger.warn …, puts …, warn ….
bool RubyExtractor::IsLogCall(NodeIndex statement) const {
  static constexpr std::array kLevels = std::to_array<std::string_view>(
      {"debug", "info", "warn", "error", "fatal", "unknown", "log"});
  if (K(statement) != Rb::kCall) return false;
  const std::string_view method = MethodOf(statement);
  const NodeIndex receiver = Child(statement, s_.receiver);
  if (receiver == kNoNode) return method == "puts" || method == "warn" || method == "p";
  const std::string_view object = TextOf(receiver);
  if (object == "$stderr" || object == "STDERR") return true;
  const std::string_view last = object.substr(object.find_last_of('.') + 1).substr(0, 40);
  return IsAnyOf(kLevels, method) && ToLowerAscii(last).find("log") != std::string::npos;
}

void RubyExtractor::ReadRaise(NodeIndex node) {
  std::string type;
  bool cause = false;
  const std::vector<NodeIndex> arguments =
      K(node) == Rb::kCall ? ItemsOf(Child(node, s_.arguments)) : std::vector<NodeIndex>();
  const auto is_caught = [this](NodeIndex argument) {
    return std::any_of(caught_.begin(), caught_.end(), [&](const Caught& caught) {
      return K(argument) == Rb::kIdentifier && TextOf(argument) == caught.name;
    });
  };
  if (!arguments.empty()) {
    NodeIndex raised = arguments[0];
    if (K(raised) == Rb::kCall && MethodOf(raised) == "new") {
      for (const NodeIndex argument : ItemsOf(Child(raised, s_.arguments)))
        cause = cause || is_caught(argument);
      raised = Child(raised, s_.receiver);
    }
    if (IsConstant(raised)) type = Resolve(raised);
    if (K(raised) == Rb::kString) type = "gem:#RuntimeError";
    if (type.empty()) type = Bounded(raised);
  }
  for (std::size_t i = 1; i < arguments.size(); ++i) {
    const bool named = K(arguments[i]) == Rb::kPair &&
                       KeyText(Child(arguments[i], s_.key)) == "cause" &&
                       K(Child(arguments[i], s_.value)) != Rb::kNil;
    cause = cause || named || is_caught(arguments[i]);
  }
  AddConstruct(node, ConstructKind::kThrow, type, cause ? "cause" : "");
}

// in {name: String => n} if n: the names that the pattern binds.
void RubyExtractor::ReadInClause(NodeIndex node) {
  Branch();
  const NodeIndex pattern = Child(node, s_.pattern);
  for (NodeIndex i = pattern; i < tree().End(pattern); ++i) {
    const bool shorthand = K(i) == Rb::kHashKey && K(Parent(i)) == Rb::kKeywordPattern &&
                           Child(Parent(i), s_.value) == kNoNode;
    if (K(i) == Rb::kIdentifier || shorthand) names().Bind(TextOf(i), {}, true);
  }
}

// ---- operators

void RubyExtractor::ReadBinary(NodeIndex node) {
  const std::string_view op = TextOf(Child(node, s_.op));
  if (op == "&&" || op == "||" || op == "and" || op == "or") Branch();
  if (op == "<<") ReadShovel(node);
  if (op == "<" || op == ">" || op == "<=" || op == ">=" || op == "==" || op == "!=" || op == "<=>")
    CompareElements(node, op);
  if (K(Parent(node)) != Rb::kBinary) AddPlainText(node);
}

// queue << x; sql << " WHERE …" << name, told from its outermost on.
void RubyExtractor::ReadShovel(NodeIndex node) {
  constexpr std::size_t kMaxShovels = 64;
  const auto is_shovel = [this](NodeIndex one) {
    return K(one) == Rb::kBinary && TextOf(Child(one, s_.op)) == "<<";
  };
  if (is_shovel(Parent(node)) && tree()[node].field == s_.left) return;
  std::vector<NodeIndex> added;
  NodeIndex left = node;
  for (; is_shovel(left) && added.size() < kMaxShovels; left = Child(left, s_.left))
    added.push_back(Child(left, s_.right));
  shapes().Put(Bounded(left));
  const std::string value = Resolve(left);
  if (value == "gem:#Queue.new()" || value == "gem:#Thread::Queue.new()" ||
      value == "gem:#SizedQueue.new()")
    AddConstruct(node, ConstructKind::kChannel, value, "<<");
  if (K(left) != Rb::kIdentifier || FindLocal(TextOf(left)) == nullptr) return;
  for (auto right = added.rbegin(); right != added.rend(); ++right) {
    TextValue text;
    if (!ReadText(*right, text)) AddPart(*right, text);
    AppendText(TextOf(left), text);
    AppendItem(TextOf(left), *right);
  }
}

void RubyExtractor::CompareElements(NodeIndex node, std::string_view op) {
  bool told = false;
  for (const NodeIndex side : {Child(node, s_.left), Child(node, s_.right)}) {
    if (K(side) == Rb::kIdentifier) shapes().CompareName(TextOf(side));
    const NodeIndex key = IndexOf(side);
    if (key == kNoNode || K(key) == Rb::kString || K(key) == Rb::kSymbol || K(key) == Rb::kRange)
      continue;
    const std::string table = Bounded(Child(side, s_.object));
    shapes().CompareElement(table, Bounded(key));
    // memo[n] != nil: whether something is there.
    if (op == "==" || op == "!=") shapes().TestMember(table, Bounded(key));
    if (!told) AddConstruct(node, ConstructKind::kIndexComparison);
    told = true;
  }
}

}  // namespace assay
