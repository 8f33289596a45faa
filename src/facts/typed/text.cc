// Strings: what they say as far as the function tells, and where the dynamic
// parts come from.
#include "base/text.h"

#include <algorithm>
#include <array>
#include <string>

#include "base/text_map.h"
#include "facts/typed/extractor.h"

namespace assay {
namespace {

constexpr std::size_t kMaxOperands = 512;  // of one concatenation
constexpr std::size_t kMaxItems = 256;     // of a literal list
constexpr int kMaxNestedParts = 8;         // "…${"…${…}…"}…"

// What makes a builder of its type.
constexpr std::array kMakers = std::to_array<std::string_view>({"from", "new", "with_capacity"});

// Methods of a string that keep what it says and where it came from.
constexpr std::array kKeepers = std::to_array<std::string_view>(
    {"trim",         "trimspace",  "strip",      "tostring", "to_string", "tolower",
     "toupper",      "lowercase",  "uppercase",  "clone",    "as_str",    "to_owned",
     "into",         "trimindent", "trimmargin", "unwrap",   "c_str",     "string",
     "to_lowercase", "strtolower", "strtoupper", "replace"});

bool KeepsText(std::string_view member) {
  static const TextViewSet kAll(kKeepers.begin(), kKeepers.end());
  constexpr std::size_t kLongest =
      std::max_element(kKeepers.begin(), kKeepers.end(), [](auto a, auto b) {
        return a.size() < b.size();
      })->size();
  return member.size() <= kLongest && kAll.contains(ToLowerAscii(member));
}

bool IsAppend(std::string_view member) {
  return member == "append" || member == "Append" || member == "AppendLine" ||
         member == "AppendFormat" || member == "WriteString" || member == "push_str";
}

bool IsBuilt(std::string_view member) {
  return member == "toString" || member == "ToString" || member == "String";
}

}  // namespace

std::string_view TypedExtractor::Unescaped(std::string_view escape) {
  if (escape.size() != 2) return escape;
  switch (escape[1]) {
    case 'n':
    case 'r':
      return "\n";
    case 't':
      return "\t";
    case '\n':
      return "";
    default:
      return escape.substr(1);
  }
}

void TypedExtractor::AddPart(NodeIndex node, TextValue& text) {
  text.value += "{}";
  // A part may be a text with parts, and so on.
  ++nested_parts_;
  const Provenance provenance =
      nested_parts_ > kMaxNestedParts ? Provenance::kUnknown : ProvenanceOfPart(node);
  --nested_parts_;
  text.parts.push_back({sink().Keep(PartText(node)), provenance});
}

std::string TypedExtractor::LiteralText(NodeIndex node) {
  std::string_view text = TextOf(node);
  const std::size_t begin = text.find_first_of("\"'`");
  if (begin == std::string_view::npos) return std::string(text);
  const std::size_t end = text.find_last_of(text[begin]);
  if (end <= begin) return std::string(text.substr(begin + 1));
  return std::string(text.substr(begin + 1, end - begin - 1));
}

void TypedExtractor::ReadLiteral(NodeIndex node, TextValue& text) {
  bool any = false;
  for (NodeIndex i = tree().FirstChild(node); i != kNoNode; i = tree().NextSibling(i)) {
    if (text.value.size() > sink().limits().sql_bytes) return;
    if (!tree()[i].named()) continue;
    any = true;
    switch (R(i)) {
      case Role::kFragment:
        text.value += TextOf(i);
        break;
      case Role::kEscape:
        text.value += Unescaped(TextOf(i));
        break;
      case Role::kInterpolation: {
        const NodeIndex value = At(i, Part::kValue);
        AddPart(value == kNoNode ? tree().NamedChild(i, 0) : value, text);
        break;
      }
      case Role::kNone:
      case Role::kComment:
        break;
      default:
        AddPart(i, text);  // "… $name …" without a wrapper
    }
  }
  if (!any) text.value += LiteralText(node);
}

bool TypedExtractor::ReadText(NodeIndex node, TextValue& text, int depth) {
  if (node == kNoNode || depth > kMaxChain || text.value.size() > sink().limits().sql_bytes)
    return false;
  switch (R(node)) {
    case Role::kString: {
      // A heredoc's text is in its body.
      const NodeIndex body = At(node, Part::kValue);
      ReadLiteral(body == kNoNode ? node : body, text);
      return true;
    }
    case Role::kPass:
    case Role::kArgument:
      return ReadText(Held(node), text, depth + 1);
    case Role::kIdentifier: {
      const TextValue* const known = FindText(TextOf(node));
      if (known == nullptr) return false;
      Append(text, *known);
      return true;
    }
    case Role::kMember: {
      const NodeIndex object = At(node, Part::kObject);
      const TypeInfo* const of = R(object) == Role::kThis ? OpenInfo() : InfoOf(Resolve(object));
      const Constant* const known = FindConstant(of, std::string(NameText(At(node, Part::kName))));
      if (known == nullptr || known->provenance != Provenance::kConstant || !SpendText(known->text))
        return false;
      Append(text, known->text);
      return true;
    }
    case Role::kBinary:
      return ReadConcatenation(node, text, depth);
    case Role::kCall:
      return ReadTextCall(node, text, depth);
    case Role::kNew:
      return traits_.builders.contains(ValueOfType(At(node, Part::kType))) &&
             ReadBuilder(node, text, depth);
    default:
      return false;
  }
}

// StringBuilder(…), String::from(…), String::new()
bool TypedExtractor::MakesBuilder(std::string_view callee) const {
  for (const std::string_view maker : kMakers) {
    if (callee.size() > maker.size() && callee.ends_with(maker) &&
        callee[callee.size() - maker.size() - 1] == '.')
      callee.remove_suffix(maker.size() + 1);
  }
  return !callee.empty() && traits_.builders.contains(ValueOf(callee));
}

// new StringBuilder("SELECT …"), appended to later.
bool TypedExtractor::ReadBuilder(NodeIndex node, TextValue& text, int depth) {
  const std::vector<ArgumentNode> arguments = ArgumentsOf(ArgumentListOf(node));
  const bool sized = NameText(PartsOf(node).name) == "with_capacity" ||
                     (arguments.size() == 1 && R(Inner(arguments[0].node)) == Role::kNumber);
  if (arguments.size() != 1 || sized) return arguments.empty() || sized;
  if (!ReadText(arguments[0].node, text, depth + 1)) AddPart(arguments[0].node, text);
  return true;
}

// a + b + c leans to the left, as deep as there are operands: they are
// gathered first, then read in their order.
bool TypedExtractor::ReadConcatenation(NodeIndex node, TextValue& text, int depth) {
  std::vector<NodeIndex> operands;
  NodeIndex left = node;
  while (R(left) == Role::kBinary && operands.size() < kMaxOperands) {
    if (TextOf(At(left, Part::kOperator)) != traits_.concatenation) break;
    operands.push_back(At(left, Part::kRight));
    left = At(left, Part::kLeft);
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

// Whether a member of this name can be one of those that texts are made by: what it is
// a member of is dearer to tell.
bool TypedExtractor::MayMakeText(std::string_view member) const {
  const auto ends = [member](const auto& format) { return format.first.ends_with(member); };
  return std::find(kMakers.begin(), kMakers.end(), member) != kMakers.end() ||
         std::any_of(traits_.formats.begin(), traits_.formats.end(), ends) ||
         std::any_of(
             traits_.builders.begin(), traits_.builders.end(), [member](std::string_view made) {
               return made.ends_with("()") && made.substr(0, made.size() - 2).ends_with(member);
             });
}

// sprintf("…", x), $"…".Trim(), sb.Append("…").ToString().
bool TypedExtractor::ReadTextCall(NodeIndex node, TextValue& text, int depth) {
  const CallParts parts = PartsOf(node);
  const std::string_view member = NameText(parts.name);
  if (parts.object != kNoNode && KeepsText(member) && member != "replace" &&
      ReadText(parts.object, text, depth + 1))
    return true;
  if (parts.object != kNoNode && !IsAppend(member) && !IsBuilt(member) && !MayMakeText(member))
    return false;
  const std::vector<ArgumentNode> arguments = ArgumentsOf(ArgumentListOf(node));
  if (parts.object != kNoNode && IsAppend(member) && arguments.size() == 1 &&
      R(parts.object) != Role::kIdentifier) {
    if (!ReadText(parts.object, text, depth + 1)) return false;
    TextValue more;
    if (!ReadText(arguments[0].node, more, depth + 1)) AddPart(arguments[0].node, more);
    Append(text, more);
    return true;
  }
  // sql.String(): what has been appended.
  if (parts.object != kNoNode && IsBuilt(member) && R(parts.object) == Role::kIdentifier) {
    const TextValue* const known = FindText(TextOf(parts.object));
    if (known == nullptr) return false;
    Append(text, *known);
    return true;
  }
  if (traits_.formats.empty() && traits_.builders.empty()) return false;
  const std::string callee = CalleeOf(node, depth);
  if (MakesBuilder(callee)) return ReadBuilder(node, text, depth);
  if (arguments.empty()) return false;
  const auto format = traits_.formats.find(callee);
  if (format == traits_.formats.end() || format->second.at >= arguments.size()) return false;
  TextValue pattern;
  if (!ReadText(arguments[format->second.at].node, pattern, depth + 1)) return false;
  if (format->second.style == FormatStyle::kPrintf) {
    ReadPrintf(pattern, arguments, format->second.at + 1, text);
  } else {
    ReadBraces(pattern, arguments, format->second.at + 1, text);
  }
  return true;
}

// %s and %2$s take an argument, %d can only take a number, %q and %v any, %% none.
void TypedExtractor::ReadPrintf(const TextValue& format, const std::vector<ArgumentNode>& arguments,
                                std::size_t first, TextValue& text) {
  const std::string& value = format.value;
  std::size_t next = first;
  std::size_t known = 0;  // parts that the format had before
  for (std::size_t i = 0; i < value.size(); ++i) {
    if (value.compare(i, 2, "{}") == 0 && known < format.parts.size())
      text.parts.push_back(format.parts[known++]);
    if (value[i] != '%') {
      text.value += value[i];
      continue;
    }
    const std::size_t end = value.find_first_not_of("0123456789$.,-+#( '", i + 1);
    if (end == std::string::npos) break;
    const std::string_view flags = std::string_view(value).substr(i + 1, end - i - 1);
    const char conversion = value[end];
    i = end;
    if (conversion == '%' || conversion == 'n') {
      text.value += conversion == '%' ? '%' : '\n';
      continue;
    }
    std::size_t at = next;
    if (flags.size() >= 2 && flags[1] == '$' && flags[0] >= '1') {
      at = first + static_cast<std::size_t>(flags[0] - '1');
    } else {
      ++next;
    }
    text.value += "{}";
    const NodeIndex operand = at < arguments.size() ? arguments[at].node : kNoNode;
    const bool number = std::string_view("dfxXgebou").find(conversion) != std::string_view::npos;
    text.parts.push_back({sink().Keep(operand == kNoNode ? std::string() : PartText(operand)),
                          number ? Provenance::kNumber : ProvenanceOfPart(operand)});
  }
}

// {} takes the next argument, {0} one by its number, {name} a variable.
void TypedExtractor::ReadBraces(const TextValue& format, const std::vector<ArgumentNode>& arguments,
                                std::size_t first, TextValue& text) {
  const std::string& value = format.value;
  std::size_t next = first;
  for (std::size_t i = 0; i < value.size(); ++i) {
    const bool doubled =
        (value[i] == '{' || value[i] == '}') && i + 1 < value.size() && value[i + 1] == value[i];
    if (value[i] != '{' || doubled) {
      text.value += value[i];
      if (doubled) ++i;
      continue;
    }
    const std::size_t end = value.find('}', i);
    if (end == std::string::npos) break;
    std::string_view inside = std::string_view(value).substr(i + 1, end - i - 1);
    inside = inside.substr(0, std::min(inside.find(':'), inside.find(',')));
    i = end;
    text.value += "{}";
    NodeIndex operand = kNoNode;
    Provenance provenance = Provenance::kUnknown;
    if (inside.empty() || (inside[0] >= '0' && inside[0] <= '9')) {
      const std::size_t at =
          inside.empty() ? next++ : first + static_cast<std::size_t>(inside[0] - '0');
      if (at < arguments.size()) operand = arguments[at].node;
      provenance = ProvenanceOfPart(operand);
    } else {
      provenance = ProvenanceOfText(inside);
      for (const ArgumentNode& argument : arguments) {
        if (argument.keyword == inside) provenance = ProvenanceOfPart(argument.node);
      }
    }
    text.parts.push_back(
        {sink().Keep(operand == kNoNode ? std::string(inside) : PartText(operand)), provenance});
  }
}

// sql.Append(" WHERE a = ").Append(a): the outermost call of the chain.
void TypedExtractor::ReadAppend(NodeIndex call) {
  CallParts parts = PartsOf(call);
  if (traits_.builders.empty() || !IsAppend(NameText(parts.name))) return;
  const NodeIndex up = Parent(Parent(call));
  if (R(up) == Role::kCall && IsAppend(NameText(PartsOf(up).name)) &&
      At(up, Part::kArguments) != Parent(call))
    return;
  std::vector<NodeIndex> appended;
  NodeIndex object = call;
  while (R(object) == Role::kCall && appended.size() < kMaxOperands) {
    parts = PartsOf(object);
    if (!IsAppend(NameText(parts.name))) break;
    const std::vector<ArgumentNode> arguments = ArgumentsOf(ArgumentListOf(object));
    if (!arguments.empty()) appended.push_back(arguments[0].node);
    object = parts.object;
  }
  if (R(object) != Role::kIdentifier || FindText(TextOf(object)) == nullptr) return;
  for (auto argument = appended.rbegin(); argument != appended.rend(); ++argument) {
    TextValue text;
    if (!ReadText(*argument, text)) AddPart(*argument, text);
    AppendText(TextOf(object), text);
  }
}

// ---- where a value comes from

Provenance TypedExtractor::ProvenanceOfText(std::string_view name) {
  const Binding* const binding = Known(name);
  return binding == nullptr ? ProvenanceOfName(name) : binding->provenance;
}

Provenance TypedExtractor::ProvenanceOf(NodeIndex node, int depth) {
  if (node == kNoNode || depth > kMaxChain) return Provenance::kUnknown;
  switch (R(node)) {
    case Role::kNumber:
    case Role::kBoolean:
    case Role::kUpdate:
      return Provenance::kNumber;
    case Role::kString: {
      TextValue text;
      return ReadText(node, text) && text.parts.empty() ? Provenance::kLiteral
                                                        : Provenance::kUnknown;
    }
    case Role::kPass:
    case Role::kAwait:
    case Role::kArgument:
      return ProvenanceOf(Held(node), depth + 1);
    case Role::kUnary:
      return PassesOn(node) ? ProvenanceOf(Held(node), depth + 1) : Provenance::kUnknown;
    case Role::kIdentifier:
      return ProvenanceOfText(TextOf(node));
    case Role::kMember: {
      const NodeIndex object = At(node, Part::kObject);
      const std::string_view member = NameText(At(node, Part::kName));
      if (member == "length" || member == "Length" || member == "Count" || member == "size" ||
          traits_.numbers.contains(member))
        return Provenance::kNumber;
      const std::string base = Resolve(object);
      if (traits_.request_types.contains(base) && traits_.request_members.contains(member))
        return Provenance::kRequest;
      if (const TypeInfo* const own = R(object) == Role::kThis ? OpenInfo() : InfoOf(base)) {
        const std::string name(member);
        const Constant* const constant = FindConstant(own, name);
        if (constant != nullptr && constant->provenance != Provenance::kUnknown)
          return constant->provenance;
        if (own->is_enum) return Provenance::kAllowList;
        if (own->numbers.contains(name)) return Provenance::kNumber;
      }
      const Provenance of = ProvenanceOf(object, depth + 1);
      return of == Provenance::kRequest || of == Provenance::kParameter ? of : Provenance::kUnknown;
    }
    case Role::kCast:
      if (IsNumberType(At(node, Part::kType))) return Provenance::kNumber;
      return ProvenanceOf(At(node, Part::kValue), depth + 1);
    case Role::kBinary: {
      const Provenance a = ProvenanceOf(At(node, Part::kLeft), depth + 1);
      const Provenance b = ProvenanceOf(At(node, Part::kRight), depth + 1);
      if (a == b) return a;
      // What a client sent stays so beside a literal.
      if (a == Provenance::kRequest || b == Provenance::kRequest) return Provenance::kRequest;
      return Provenance::kUnknown;
    }
    case Role::kTernary: {
      const Provenance a = ProvenanceOf(At(node, Part::kValue), depth + 1);
      const Provenance b = ProvenanceOf(At(node, Part::kElse), depth + 1);
      return a == b ? a : Provenance::kUnknown;
    }
    case Role::kIndex: {
      const std::string base = Resolve(At(node, Part::kObject));
      if (traits_.request_types.contains(base)) return Provenance::kRequest;
      const Provenance of = ProvenanceOf(At(node, Part::kObject), depth + 1);
      return of == Provenance::kAllowList || of == Provenance::kRequest ? of : Provenance::kUnknown;
    }
    case Role::kCall:
      return ProvenanceOfCall(node, depth);
    default:
      return Provenance::kUnknown;
  }
}

Provenance TypedExtractor::ProvenanceOfCall(NodeIndex node, int depth) {
  const CallParts parts = PartsOf(node);
  const std::string_view member = NameText(parts.name);
  const std::string callee = CalleeOf(node, depth);
  if (traits_.numbers.contains(callee) || traits_.numbers.contains(member))
    return Provenance::kNumber;
  const std::vector<ArgumentNode> arguments = ArgumentsOf(ArgumentListOf(node));
  const NodeIndex first = arguments.empty() ? kNoNode : arguments[0].node;
  if (member == "QuoteIdentifier" || member == "quoteIdentifier" || member == "Sanitize" ||
      member == "quote_ident" || member == "enquoteIdentifier" || member == "PQescapeIdentifier")
    return Provenance::kIdentifier;
  if (parts.object == kNoNode) {
    if (traits_.request_members.contains(callee)) return Provenance::kRequest;
    return KeepsText(member) ? ProvenanceOf(first, depth + 1) : Provenance::kUnknown;
  }
  if (traits_.request_members.contains(member)) {
    const std::string base = Resolve(parts.object);
    if (traits_.request_types.contains(base)) return Provenance::kRequest;
  }
  if (traits_.request_members.contains(callee)) return Provenance::kRequest;
  const Provenance base = ProvenanceOf(parts.object, depth + 1);
  if (base == Provenance::kRequest) return base;
  if (KeepsText(member) && base != Provenance::kUnknown) return base;
  // strings.TrimSpace(x): a function of a module.
  return KeepsText(member) && !arguments.empty() ? ProvenanceOf(first, depth + 1)
                                                 : Provenance::kUnknown;
}

// ["a", "b"], listOf("a", "b"): a collection of literals alone.
bool TypedExtractor::IsAllowList(NodeIndex value) {
  value = Inner(value);
  NodeIndex list = kNoNode;
  if (IsCollection(value)) list = EntriesOf(value);
  if (R(value) == Role::kCall && !traits_.lists.empty() && traits_.lists.contains(CalleeOf(value)))
    list = ArgumentListOf(value);
  const std::vector<NodeIndex> items = ItemsOf(list);
  return !items.empty() && items.size() <= kMaxItems &&
         std::all_of(items.begin(), items.end(), [this](NodeIndex item) {
           const NodeIndex one = R(item) == Role::kPair ? At(item, Part::kValue) : Inner(item);
           // map[string]bool{"name": true}: what is allowed are the keys.
           if (R(item) == Role::kPair && KeyOf(item) != kNoNode &&
               ProvenanceOf(Inner(KeyOf(item))) != Provenance::kLiteral)
             return false;
           const Provenance provenance = ProvenanceOf(Inner(one));
           return provenance == Provenance::kLiteral || provenance == Provenance::kConstant ||
                  provenance == Provenance::kNumber;
         });
}

// `if (!ALLOWED.contains(order)) throw …`: the name is then one of the list.
void TypedExtractor::NoteAllowListCheck(NodeIndex call, const CallParts& parts,
                                        const std::vector<ArgumentNode>& arguments) {
  const std::string_view member = NameText(parts.name);
  const auto is = [member](std::string_view name) { return EqualsIgnoreCase(member, name); };
  NodeIndex list = parts.object;
  NodeIndex checked = arguments.empty() ? kNoNode : Inner(arguments[0].node);
  if (is("in_array") || is("array_key_exists")) {
    list = arguments.size() > 1 ? arguments[1].node : kNoNode;
  } else if (!is("contains") && !is("containskey") && !is("contains_key")) {
    return;
  } else if (arguments.size() == 2) {
    // slices.Contains(allowed, order)
    list = arguments[0].node;
    checked = Inner(arguments[1].node);
  }
  if (R(checked) == Role::kIdentifier) NoteAllowed(checked, list, call);
}

void TypedExtractor::NoteAllowed(NodeIndex checked, NodeIndex list, NodeIndex test) {
  if (!IsTested(test) || list == kNoNode) return;
  if (ProvenanceOf(list) != Provenance::kAllowList && !IsAllowList(list)) return;
  const Binding* const known = Known(TextOf(checked));
  if (known == nullptr) return;
  Binding binding = *known;
  binding.provenance = Provenance::kAllowList;
  names().BindInFunction(TextOf(checked), binding, true);
  if (!traits_.function_scoped) names().Bind(TextOf(checked), binding, true);
}

}  // namespace assay
