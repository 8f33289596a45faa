// Strings: what they say as far as the method tells, and where the dynamic
// parts come from.
#include <algorithm>
#include <array>
#include <string>

#include "facts/java/extractor.h"

namespace assay {
namespace {

constexpr std::size_t kMaxOperands = 512;  // of one concatenation
constexpr std::size_t kMaxItems = 256;     // of a literal list

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

bool IsBuilderType(std::string_view value) {
  return value == "maven:java.lang#StringBuilder()" || value == "maven:java.lang#StringBuffer()";
}

// Methods of a string that keep what it says and where it came from.
bool KeepsText(std::string_view member) {
  return member == "trim" || member == "strip" || member == "toString" || member == "toLowerCase" ||
         member == "toUpperCase" || member == "replace" || member == "substring" ||
         member == "intern" || member == "concat" || member == "orElse" || member == "get";
}

constexpr std::array kNumberCalls = std::to_array<std::string_view>(
    {"maven:java.lang#Integer.parseInt", "maven:java.lang#Integer.valueOf",
     "maven:java.lang#Long.parseLong", "maven:java.lang#Long.valueOf",
     "maven:java.lang#Double.parseDouble", "maven:java.lang#Math.max", "maven:java.lang#Math.min",
     "maven:java.lang#Math.abs", "maven:java.util#UUID.fromString",
     "maven:java.util#UUID.randomUUID"});

constexpr std::array kListCalls = std::to_array<std::string_view>(
    {"maven:java.util#List.of", "maven:java.util#Set.of", "maven:java.util#Map.of",
     "maven:java.util#Arrays.asList", "maven:java.util#EnumSet.of"});

template <std::size_t kSize>
bool IsAnyOf(const std::array<std::string_view, kSize>& names, std::string_view name) {
  return std::find(names.begin(), names.end(), name) != names.end();
}

bool IsRequestValue(std::string_view value) {
  return value.find("#HttpServletRequest()") != std::string_view::npos ||
         value.find("#ServerHttpRequest()") != std::string_view::npos ||
         value.find("#ServerRequest()") != std::string_view::npos ||
         value.find("#WebRequest()") != std::string_view::npos;
}

bool ReadsRequest(std::string_view member) {
  return member == "getParameter" || member == "getHeader" || member == "getQueryString" ||
         member == "getParameterValues" || member == "getParameterMap" || member == "queryParam" ||
         member == "pathVariable" || member == "getQueryParams" || member == "getRequestURI" ||
         member == "getPathInfo" || member == "getCookies";
}

}  // namespace

void JavaExtractor::AddPart(NodeIndex node, TextValue& text) {
  text.value += "{}";
  text.parts.push_back({KeepBounded(node), ProvenanceOf(node)});
}

bool JavaExtractor::ReadText(NodeIndex node, TextValue& text, int depth) {
  if (node == kNoNode || depth > kMaxChain || text.value.size() > sink().limits().sql_bytes)
    return false;
  switch (K(node)) {
    case Jv::kString:
      ReadLiteral(node, text);
      return true;
    case Jv::kParenthesized:
      return ReadText(tree().NamedChild(node, 0), text, depth + 1);
    case Jv::kIdentifier:
    case Jv::kFieldAccess: {
      const bool field = K(node) == Jv::kFieldAccess;
      const NodeIndex object = Child(node, s_.object);
      if (field && K(object) != Jv::kThis && !Resolve(object).starts_with("local:#")) return false;
      const TextValue* const known = FindText(TextOf(field ? Child(node, s_.field) : node));
      if (known == nullptr) return false;
      Append(text, *known);
      return true;
    }
    case Jv::kBinary:
      return ReadConcatenation(node, text, depth);
    case Jv::kCall:
      return ReadTextCall(node, text, depth);
    case Jv::kNew: {
      // new StringBuilder("SELECT …"), appended to later.
      if (!IsBuilderType(ValueOfType(Child(node, s_.type)))) return false;
      const std::vector<NodeIndex> arguments = ItemsOf(Child(node, s_.arguments));
      if (arguments.size() != 1 || K(arguments[0]) == Jv::kNumber) return arguments.empty();
      if (!ReadText(arguments[0], text, depth + 1)) AddPart(arguments[0], text);
      return true;
    }
    default:
      return false;
  }
}

void JavaExtractor::ReadLiteral(NodeIndex node, TextValue& text) {
  for (NodeIndex i = tree().FirstChild(node); i != kNoNode; i = tree().NextSibling(i)) {
    if (K(i) == Jv::kFragment) text.value += TextOf(i);
    if (K(i) == Jv::kEscape) text.value += Unescaped(TextOf(i));
    if (K(i) == Jv::kInterpolation) AddPart(tree().NamedChild(i, 0), text);
  }
}

// a + b + c leans to the left, as deep as there are operands: they are
// gathered first, then read in their order.
bool JavaExtractor::ReadConcatenation(NodeIndex node, TextValue& text, int depth) {
  std::vector<NodeIndex> operands;
  NodeIndex left = node;
  while (K(left) == Jv::kBinary && operands.size() < kMaxOperands) {
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

// "…".formatted(x), String.format("…", x), sb.append("…").toString(), "…".trim().
bool JavaExtractor::ReadTextCall(NodeIndex node, TextValue& text, int depth) {
  const NodeIndex object = Child(node, s_.object);
  const std::string_view member = TextOf(Child(node, s_.name));
  if (object == kNoNode) return false;
  if (member == "toString" || member == "trim" || member == "strip" || member == "stripIndent")
    return ReadText(object, text, depth + 1);
  const std::vector<ArgumentNode> arguments = ArgumentsOf(Child(node, s_.arguments));
  if (member == "append" && arguments.size() == 1 && K(object) != Jv::kIdentifier) {
    if (!ReadText(object, text, depth + 1)) return false;
    TextValue more;
    if (!ReadText(arguments[0].node, more, depth + 1)) AddPart(arguments[0].node, more);
    Append(text, more);
    return true;
  }
  TextValue format;
  if (member == "formatted") {
    if (!ReadText(object, format, depth + 1)) return false;
    ReadFormat(format, arguments, 0, text);
    return true;
  }
  if (member == "join" && arguments.size() > 2 && CalleeOf(node) == "maven:java.lang#String.join")
    return ReadJoin(arguments, text, depth);
  if (member != "format" || arguments.empty() || CalleeOf(node) != "maven:java.lang#String.format")
    return false;
  if (!ReadText(arguments[0].node, format, depth + 1)) return false;
  ReadFormat(format, arguments, 1, text);
  return true;
}

// String.join(" ", "SELECT a", "FROM t"); of a single list nothing is known.
bool JavaExtractor::ReadJoin(const std::vector<ArgumentNode>& arguments, TextValue& text,
                             int depth) {
  TextValue separator;
  if (!ReadText(arguments[0].node, separator, depth + 1)) return false;
  for (std::size_t i = 1; i < arguments.size() && i < kMaxItems; ++i) {
    if (i > 1) Append(text, separator);
    TextValue told;
    if (!ReadText(arguments[i].node, told, depth + 1)) AddPart(arguments[i].node, told);
    Append(text, told);
  }
  return true;
}

// %s and %2$s take an argument, %d can only take a number, %n and %% take none.
void JavaExtractor::ReadFormat(const TextValue& format, const std::vector<ArgumentNode>& arguments,
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
    const std::size_t end = value.find_first_not_of("0123456789$.,-+#( ", i + 1);
    if (end == std::string::npos) break;
    const std::string_view flags = std::string_view(value).substr(i + 1, end - i - 1);
    const char conversion = value[end];
    i = end;
    if (conversion == '%' || conversion == 'n') {
      text.value += conversion == '%' ? '%' : '\n';
      continue;
    }
    std::size_t at = next;
    if (flags.size() >= 2 && flags[1] == '$') {
      at = first + static_cast<std::size_t>(flags[0] - '0') - 1;
    } else {
      ++next;
    }
    text.value += "{}";
    const NodeIndex operand = at < arguments.size() ? arguments[at].node : kNoNode;
    const bool number = conversion == 'd' || conversion == 'f' || conversion == 'x';
    text.parts.push_back({sink().Keep(operand == kNoNode ? std::string() : Bounded(operand)),
                          number ? Provenance::kNumber : ProvenanceOf(operand)});
  }
}

bool JavaExtractor::IsBuilder(NodeIndex name) {
  if (K(name) != Jv::kIdentifier) return false;
  const Binding* const binding = names().Find(TextOf(name));
  return binding != nullptr && IsBuilderType(binding->value);
}

// sql.append(" WHERE a = ").append(a): the outermost call of the chain.
void JavaExtractor::ReadAppend(NodeIndex call) {
  if (TextOf(Child(call, s_.name)) != "append") return;
  const NodeIndex parent = Parent(call);
  if (K(parent) == Jv::kCall && tree()[call].field == s_.object &&
      TextOf(Child(parent, s_.name)) == "append")
    return;
  std::vector<NodeIndex> appended;
  NodeIndex object = call;
  while (K(object) == Jv::kCall && TextOf(Child(object, s_.name)) == "append" &&
         appended.size() < kMaxOperands) {
    appended.push_back(tree().NamedChild(Child(object, s_.arguments), 0));
    object = Child(object, s_.object);
  }
  if (!IsBuilder(object)) return;
  for (auto argument = appended.rbegin(); argument != appended.rend(); ++argument) {
    TextValue text;
    if (!ReadText(*argument, text)) AddPart(*argument, text);
    AppendText(TextOf(object), text);
  }
}

// ---- where a value comes from

Provenance JavaExtractor::ProvenanceOf(NodeIndex node, int depth) {
  if (node == kNoNode || depth > kMaxChain) return Provenance::kUnknown;
  switch (K(node)) {
    case Jv::kNumber:
    case Jv::kTrue:
    case Jv::kFalse:
    case Jv::kUpdate:
      return Provenance::kNumber;
    case Jv::kString:
    case Jv::kCharacter:
      return FirstOf(node, Jv::kInterpolation) == kNoNode ? Provenance::kLiteral
                                                          : Provenance::kUnknown;
    case Jv::kParenthesized:
      return ProvenanceOf(tree().NamedChild(node, 0), depth + 1);
    case Jv::kIdentifier: {
      const Binding* const binding = names().Find(TextOf(node));
      return binding == nullptr ? Provenance::kUnknown : binding->provenance;
    }
    case Jv::kFieldAccess: {
      const NodeIndex object = Child(node, s_.object);
      const std::string_view member = TextOf(Child(node, s_.field));
      if (member == "length") return Provenance::kNumber;
      if (K(object) != Jv::kThis && !Resolve(object).starts_with("local:#"))
        return Provenance::kUnknown;
      const Binding* const binding = names().Find(member);
      const bool constant = binding != nullptr && binding->provenance == Provenance::kConstant;
      return constant ? Provenance::kConstant : Provenance::kUnknown;
    }
    case Jv::kCast:
      if (IsNumberType(Child(node, s_.type))) return Provenance::kNumber;
      return ProvenanceOf(Child(node, s_.value), depth + 1);
    case Jv::kBinary:
    case Jv::kTernary: {
      const bool ternary = K(node) == Jv::kTernary;
      const Provenance a = ProvenanceOf(Child(node, ternary ? s_.consequence : s_.left), depth + 1);
      const Provenance b =
          ProvenanceOf(Child(node, ternary ? s_.alternative : s_.right), depth + 1);
      return a == b ? a : Provenance::kUnknown;
    }
    case Jv::kArrayAccess: {
      const Provenance base = ProvenanceOf(Child(node, s_.array), depth + 1);
      return base == Provenance::kAllowList || base == Provenance::kRequest ? base
                                                                            : Provenance::kUnknown;
    }
    case Jv::kCall:
      return ProvenanceOfCall(node, depth);
    default:
      return Provenance::kUnknown;
  }
}

Provenance JavaExtractor::ProvenanceOfCall(NodeIndex node, int depth) {
  const NodeIndex object = Child(node, s_.object);
  const std::string_view member = TextOf(Child(node, s_.name));
  const std::string callee = CalleeOf(node, depth);
  const NodeIndex first = tree().NamedChild(Child(node, s_.arguments), 0);
  if (IsAnyOf(kNumberCalls, callee) || member == "size" || member == "length" ||
      member == "intValue" || member == "longValue" || member == "ordinal")
    return Provenance::kNumber;
  if (callee == "maven:java.lang#String.valueOf" || callee == "maven:java.util#Objects.toString")
    return ProvenanceOf(first, depth + 1);
  if (member == "enquoteIdentifier" || member == "quoteIdentifier") return Provenance::kIdentifier;
  if (object == kNoNode) return Provenance::kUnknown;
  if (ReadsRequest(member) && IsRequestValue(Resolve(object))) return Provenance::kRequest;
  const Provenance base = ProvenanceOf(object, depth + 1);
  if (base == Provenance::kAllowList && (member == "get" || member == "name")) return base;
  if (base == Provenance::kRequest) return base;
  return KeepsText(member) && base != Provenance::kAllowList ? base : Provenance::kUnknown;
}

// List.of("a", "b"), {"a", "b"}: a collection of literals alone.
bool JavaExtractor::IsAllowList(NodeIndex value, int depth) {
  NodeIndex list = kNoNode;
  if (K(value) == Jv::kArrayInitializer) list = value;
  if (K(value) == Jv::kArrayCreation) list = Child(value, s_.value);
  if (K(value) == Jv::kCall && IsAnyOf(kListCalls, CalleeOf(value)))
    list = Child(value, s_.arguments);
  const std::vector<NodeIndex> items = ItemsOf(list);
  return depth < kMaxChain && !items.empty() && items.size() <= kMaxItems &&
         std::all_of(items.begin(), items.end(), [this](NodeIndex item) {
           const Provenance provenance = ProvenanceOf(item);
           return provenance == Provenance::kLiteral || provenance == Provenance::kConstant;
         });
}

// `if (!ALLOWED.contains(order)) throw …`: the name is then one of the list.
void JavaExtractor::NoteAllowListCheck(NodeIndex call, const std::vector<ArgumentNode>& arguments) {
  const std::string_view member = TextOf(Child(call, s_.name));
  if ((member != "contains" && member != "containsKey") || arguments.size() != 1) return;
  const NodeIndex checked = arguments[0].node;
  if (K(checked) != Jv::kIdentifier || !IsTested(call)) return;
  if (ProvenanceOf(Child(call, s_.object)) != Provenance::kAllowList) return;
  const Binding* const known = names().Find(TextOf(checked));
  if (known == nullptr) return;
  Binding binding = *known;
  binding.provenance = Provenance::kAllowList;
  names().Bind(TextOf(checked), binding, true);
}

}  // namespace assay
