// Strings: what they say as far as the method tells, and where the dynamic
// parts come from.
#include <algorithm>
#include <array>
#include <string>

#include "facts/ruby/extractor.h"

namespace assay {
namespace {

constexpr std::size_t kMaxOperands = 512;  // of one sum

// "\n" as the line end that it stands for; what SQL never needs stays as it is.
std::string_view Unescaped(std::string_view escape) {
  if (escape.size() != 2) return escape;
  switch (escape[1]) {
    case 'n':
    case 'r':
      return "\n";
    case 't':
      return "\t";
    case 's':
      return " ";
    case '\n':
      return "";
    default:
      return escape.substr(1);
  }
}

template <std::size_t kSize>
bool IsAnyOf(const std::array<std::string_view, kSize>& names, std::string_view name) {
  return std::find(names.begin(), names.end(), name) != names.end();
}

// Methods of a string that give the same text, but for white space.
constexpr std::array kSameText =
    std::to_array<std::string_view>({"freeze", "strip", "squish", "to_s", "html_safe", "chomp",
                                     "dup", "strip_heredoc", "lstrip", "rstrip", "+@"});
// … or one that comes from where the string came from.
constexpr std::array kSameSource = std::to_array<std::string_view>(
    {"downcase", "upcase",   "capitalize", "to_sym",  "gsub",           "sub",        "tr",
     "split",    "presence", "fetch",      "dig",     "first",          "last",       "permit",
     "require",  "slice",    "to_h",       "compact", "symbolize_keys", "underscore", "camelize",
     "reverse"});
constexpr std::array kNumbers = std::to_array<std::string_view>(
    {"to_i", "to_f", "to_d", "to_r", "size", "length", "count", "abs", "round", "floor", "ceil"});
constexpr std::array kIdentifiers = std::to_array<std::string_view>(
    {"quote", "quote_column_name", "quote_table_name", "quote_string", "quote_ident",
     "quoted_table_name", "escape_identifier", "escape_literal", "sanitize_sql",
     "sanitize_sql_array", "sanitize_sql_for_conditions", "sanitize_sql_for_order",
     "sanitize_sql_like", "quoted_primary_key"});

bool IsRequestValue(std::string_view value) {
  for (const std::string_view name : {"self:#params()", "self:#request()", "self:#cookies()"}) {
    if (value.starts_with(name)) return true;
  }
  return value.starts_with("gem:#Rack::Request.new()") ||
         value.starts_with("gem:#ActionDispatch::Request.new()");
}

}  // namespace

void RubyExtractor::AddPart(NodeIndex node, TextValue& text) {
  text.value += "{}";
  text.parts.push_back({KeepBounded(node), ProvenanceOf(node)});
}

bool RubyExtractor::ReadText(NodeIndex node, TextValue& text, int depth) {
  if (node == kNoNode || depth > kMaxChain || text.value.size() > sink().limits().sql_bytes)
    return false;
  switch (K(node)) {
    case Rb::kString:
    case Rb::kDelimitedSymbol:
      ReadLiteral(node, text);
      return true;
    case Rb::kChainedString:
      for (const NodeIndex part : ItemsOf(node)) ReadLiteral(part, text);
      return true;
    case Rb::kHeredoc: {
      const auto body = heredocs_.find(node);
      if (body == heredocs_.end()) return false;
      ReadLiteral(body->second, text);
      return true;
    }
    case Rb::kParenthesized:
      return tree().NamedChild(node, 1) == kNoNode &&
             ReadText(tree().NamedChild(node, 0), text, depth + 1);
    case Rb::kIdentifier: {
      if (FindLocal(TextOf(node)) == nullptr) return false;
      const TextValue* const known = FindText(TextOf(node));
      if (known == nullptr) return false;
      Append(text, *known);
      return true;
    }
    case Rb::kConstant:
    case Rb::kScope: {
      const Constant* const constant = FindConstant(node);
      if (constant == nullptr || constant->is_module) return false;
      const TextValue* const known = FindText(ConstantName(TextOf(node)).substr(7));
      if (known == nullptr) return false;
      Append(text, *known);
      return true;
    }
    case Rb::kBinary:
      return ReadSum(node, text, depth);
    case Rb::kCall:
      return ReadTextCall(node, text, depth);
    default:
      return false;
  }
}

void RubyExtractor::ReadLiteral(NodeIndex node, TextValue& text) {
  for (NodeIndex i = tree().FirstChild(node); i != kNoNode; i = tree().NextSibling(i)) {
    if (K(i) == Rb::kContent) text.value += TextOf(i);
    if (K(i) == Rb::kEscape) text.value += Unescaped(TextOf(i));
    if (K(i) != Rb::kInterpolation) continue;
    const NodeIndex expression = tree().NamedChild(i, 0);
    TextValue known;
    // "#{FIND} WHERE a = 1": a statement that goes on.
    TextValue begun;
    if (text.value.empty() && expression != kNoNode &&
        (IsConstant(expression) || K(expression) == Rb::kIdentifier) &&
        ReadText(expression, begun) && LooksLikeSql(begun.value)) {
      Append(text, begun);
      continue;
    }
    // A constant of a literal is what it says.
    if (expression != kNoNode && IsConstant(expression) && ReadText(expression, known) &&
        known.parts.empty() && known.value.size() < sink().limits().text_bytes) {
      text.value += "{}";
      text.parts.push_back({KeepBounded(expression), Provenance::kConstant});
    } else {
      AddPart(expression == kNoNode ? i : expression, text);
    }
  }
}

// a + b + c leans to the left, as deep as there are operands: they are
// gathered first, then read in their order.
bool RubyExtractor::ReadSum(NodeIndex node, TextValue& text, int depth) {
  if (TextOf(Child(node, s_.op)) == "%") {
    TextValue format;
    if (!ReadText(Child(node, s_.left), format, depth + 1)) return false;
    const NodeIndex right = Child(node, s_.right);
    ReadFormat(format, K(right) == Rb::kArray ? ItemsOf(right) : std::vector<NodeIndex>{right},
               text);
    return true;
  }
  std::vector<NodeIndex> operands;
  NodeIndex left = node;
  while (K(left) == Rb::kBinary && operands.size() < kMaxOperands) {
    if (TextOf(Child(left, s_.op)) != "+") break;
    operands.push_back(Child(left, s_.right));
    left = Child(left, s_.left);
  }
  if (operands.empty()) return false;
  operands.push_back(left);
  bool any = false;
  TextValue whole;
  for (auto operand = operands.rbegin(); operand != operands.rend(); ++operand) {
    TextValue part;
    if (ReadText(*operand, part, depth + 1)) {
      any = true;
    } else {
      part = {};
      AddPart(*operand, part);
    }
    Append(whole, part);
  }
  if (any) Append(text, whole);
  return any;
}

// <<~SQL.squish, "…".freeze, format("…", x), Arel.sql("…").
bool RubyExtractor::ReadTextCall(NodeIndex node, TextValue& text, int depth) {
  const NodeIndex receiver = Child(node, s_.receiver);
  const std::string_view method = MethodOf(node);
  if (receiver != kNoNode && IsAnyOf(kSameText, method)) return ReadText(receiver, text, depth + 1);
  const std::vector<NodeIndex> arguments = ItemsOf(Child(node, s_.arguments));
  if (method == "join" && arguments.size() == 1 && K(arguments[0]) == Rb::kString)
    return ReadJoin(receiver, arguments[0], text, depth);
  if (arguments.empty()) return false;
  if (method == "sql" && TextOf(receiver) == "Arel") return ReadText(arguments[0], text, depth + 1);
  if (receiver != kNoNode || (method != "format" && method != "sprintf")) return false;
  TextValue format;
  if (!ReadText(arguments[0], format, depth + 1)) return false;
  ReadFormat(format, {arguments.begin() + 1, arguments.end()}, text);
  return true;
}

// ["SELECT a", …].join(" ") and lines.join(" ").
bool RubyExtractor::ReadJoin(NodeIndex list, NodeIndex given, TextValue& text, int depth) {
  TextValue separator;
  ReadLiteral(given, separator);
  if (!separator.parts.empty()) return false;
  if (K(list) == Rb::kIdentifier) {
    if (FindLocal(TextOf(list)) == nullptr) return false;
    const TextValue* const known = FindItems(TextOf(list));
    return known != nullptr && JoinItems(*known, separator.value, text);
  }
  TextValue items;
  return K(list) == Rb::kArray && ReadItems(ItemsOf(list), items, depth) &&
         JoinItems(items, separator.value, text);
}

// lines = ["SELECT a"], of texts as far as its first item tells.
void RubyExtractor::BindList(NodeIndex name, NodeIndex list) {
  const NodeIndex first = tree().NamedChild(list, 0);
  const bool texts = first == kNoNode || K(first) == Rb::kString;
  if (K(list) != Rb::kArray || !texts) return ForgetItems(TextOf(name));
  BindItems(TextOf(name), ItemsOf(list));
}

// %s and %<name>s take a value, %d can only take a number, %% takes none.
void RubyExtractor::ReadFormat(const TextValue& format, const std::vector<NodeIndex>& values,
                               TextValue& text) {
  const std::string& value = format.value;
  std::size_t next = 0;
  std::size_t known = 0;  // parts that the format had before
  for (std::size_t i = 0; i < value.size(); ++i) {
    if (value.compare(i, 2, "{}") == 0 && known < format.parts.size())
      text.parts.push_back(format.parts[known++]);
    if (value[i] != '%' || i + 1 == value.size()) {
      text.value += value[i];
      continue;
    }
    if (value[i + 1] == '%') {
      text.value += value[++i];
      continue;
    }
    const bool braces = value[i + 1] == '{';
    std::string_view name;
    std::size_t end = i + 1;
    if (braces || value[i + 1] == '<') {
      end = value.find(braces ? '}' : '>', i);
      if (end == std::string::npos) return;
      name = std::string_view(value).substr(i + 2, end - i - 2);
      if (!braces) ++end;
    } else {
      end = value.find_first_not_of("0123456789.-+# ", i + 1);
    }
    if (end == std::string::npos || end >= value.size()) return;
    NodeIndex operand = name.empty() && next < values.size() ? values[next++] : kNoNode;
    const std::vector<NodeIndex> named =
        values.size() == 1 && K(values[0]) == Rb::kHash ? ItemsOf(values[0]) : values;
    for (const NodeIndex pair : named) {
      if (!name.empty() && K(pair) == Rb::kPair && KeyText(Child(pair, s_.key)) == name)
        operand = Child(pair, s_.value);
    }
    const bool number = !braces && (value[end] == 'd' || value[end] == 'i' || value[end] == 'f');
    text.value += "{}";
    text.parts.push_back({sink().Keep(operand == kNoNode ? std::string(name) : Bounded(operand)),
                          number ? Provenance::kNumber : ProvenanceOf(operand)});
    i = end;
  }
}

// ---- where a value comes from

Provenance RubyExtractor::ProvenanceOf(NodeIndex node, int depth) {
  if (node == kNoNode || depth > kMaxChain) return Provenance::kUnknown;
  switch (K(node)) {
    case Rb::kNumber:
    case Rb::kTrue:
    case Rb::kFalse:
      return Provenance::kNumber;
    case Rb::kSymbol:
      return Provenance::kLiteral;
    case Rb::kString:
      return FirstOf(node, Rb::kInterpolation) == kNoNode ? Provenance::kLiteral
                                                          : Provenance::kUnknown;
    case Rb::kParenthesized:
      return ProvenanceOf(tree().NamedChild(node, 0), depth + 1);
    case Rb::kIdentifier: {
      const Binding* const local = FindLocal(TextOf(node));
      if (local == nullptr)
        return IsRequestValue(ResolveIdentifier(node)) ? Provenance::kRequest
                                                       : Provenance::kUnknown;
      return IsRequestValue(local->value) ? Provenance::kRequest : local->provenance;
    }
    case Rb::kInstanceVariable:
      return IsRequestValue(Resolve(node)) ? Provenance::kRequest : Provenance::kUnknown;
    case Rb::kConstant:
    case Rb::kScope: {
      const Constant* const constant = FindConstant(node);
      return constant == nullptr ? Provenance::kUnknown : constant->provenance;
    }
    case Rb::kElement: {
      const Provenance base = ProvenanceOf(Child(node, s_.object), depth + 1);
      const bool kept = base == Provenance::kAllowList || base == Provenance::kRequest;
      return kept ? base : Provenance::kUnknown;
    }
    case Rb::kBinary:
    case Rb::kConditional: {
      const bool conditional = K(node) == Rb::kConditional;
      const Provenance a =
          ProvenanceOf(Child(node, conditional ? s_.consequence : s_.left), depth + 1);
      const Provenance b =
          ProvenanceOf(Child(node, conditional ? s_.alternative : s_.right), depth + 1);
      if (a == b) return a;
      return a == Provenance::kRequest || b == Provenance::kRequest ? Provenance::kRequest
                                                                    : Provenance::kUnknown;
    }
    case Rb::kCall:
      return ProvenanceOfCall(node, depth);
    default:
      return Provenance::kUnknown;
  }
}

Provenance RubyExtractor::ProvenanceOfCall(NodeIndex node, int depth) {
  const NodeIndex receiver = Child(node, s_.receiver);
  const std::string_view method = MethodOf(node);
  if (IsAnyOf(kNumbers, method) ||
      (receiver == kNoNode && (method == "Integer" || method == "Float")))
    return Provenance::kNumber;
  if (IsAnyOf(kIdentifiers, method)) return Provenance::kIdentifier;
  if (method == "table_name" || method == "primary_key") return Provenance::kConstant;
  if (receiver == kNoNode)
    return IsRequestValue(ValueOf(CalleeOf(node, depth))) ? Provenance::kRequest
                                                          : Provenance::kUnknown;
  const Provenance base = ProvenanceOf(receiver, depth + 1);
  if (base == Provenance::kRequest) return base;
  if (base == Provenance::kAllowList) {
    // ALLOWED.fetch(x) is of the list only without a default of its own.
    const bool one = tree().NamedChild(Child(node, s_.arguments), 1) == kNoNode &&
                     Child(node, s_.block) == kNoNode;
    const bool kept =
        method == "freeze" || method == "first" || method == "find" || (method == "fetch" && one);
    return kept ? base : Provenance::kUnknown;
  }
  return IsAnyOf(kSameText, method) || IsAnyOf(kSameSource, method) ? base : Provenance::kUnknown;
}

// %w[a b].freeze, {"a" => "b"}: a collection of literals alone.
bool RubyExtractor::IsLiteralList(NodeIndex node) {
  if (K(node) == Rb::kCall && MethodOf(node) == "freeze") node = Child(node, s_.receiver);
  if (K(node) != Rb::kArray && K(node) != Rb::kHash) return false;
  const std::vector<NodeIndex> items = ItemsOf(node);
  return !items.empty() && std::all_of(items.begin(), items.end(), [this](NodeIndex item) {
    const NodeIndex told = K(item) == Rb::kPair ? Child(item, s_.value) : item;
    const Provenance provenance = ProvenanceOf(told);
    return provenance == Provenance::kLiteral || provenance == Provenance::kConstant ||
           provenance == Provenance::kNumber || K(told) == Rb::kDelimitedSymbol;
  });
}

// `raise unless ALLOWED.include?(order)`: the name is then one of the list.
void RubyExtractor::NoteAllowListCheck(NodeIndex call, std::string_view method,
                                       const std::vector<ArgumentNode>& arguments) {
  if ((method != "include?" && method != "key?") || arguments.size() != 1 || !IsTested(call))
    return;
  const NodeIndex checked = arguments[0].node;
  const NodeIndex list = Child(call, s_.receiver);
  if (K(checked) != Rb::kIdentifier ||
      (ProvenanceOf(list) != Provenance::kAllowList && !IsLiteralList(list)))
    return;
  const Binding* const known = FindLocal(TextOf(checked));
  if (known == nullptr) return;
  Binding binding = *known;
  binding.provenance = Provenance::kAllowList;
  names().Bind(TextOf(checked), binding, true);
}

}  // namespace assay
