// Strings: what they say as far as the function tells, and where the dynamic
// parts come from.
#include <array>
#include <string>

#include "facts/python/extractor.h"

namespace assay {
namespace {

// What gives its argument's text to a database library as it is.
constexpr std::array kTextWrappers = std::to_array<std::string_view>(
    {"pypi:sqlalchemy#text", "pypi:sqlalchemy.sql#text", "pypi:sqlalchemy#sql.text",
     "pypi:sqlalchemy.sql.expression#text", "pypi:textwrap#dedent", "pypi:inspect#cleandoc",
     "pypi:psycopg2#sql.SQL", "pypi:psycopg2.sql#SQL", "pypi:psycopg#sql.SQL",
     "pypi:psycopg.sql#SQL"});

// Methods of a string that keep what it says and where it came from.
bool KeepsText(std::string_view member) {
  return member == "strip" || member == "lstrip" || member == "rstrip" || member == "lower" ||
         member == "upper" || member == "title" || member == "encode" || member == "decode" ||
         member == "replace" || member == "split" || member == "get" || member == "pop";
}

bool IsRequestObject(std::string_view resolved) {
  for (const std::string_view name :
       {"pypi:flask#request", "pypi:quart#request", "pypi:bottle#request", "pypi:sanic#Request()",
        "pypi:fastapi#Request()", "pypi:starlette.requests#Request()",
        "pypi:django.http#HttpRequest()", "pypi:rest_framework.request#Request()",
        "pypi:aiohttp.web#Request()", "pypi:aiohttp#web.Request()"}) {
    if (!resolved.starts_with(name)) continue;
    if (resolved.size() == name.size() || resolved[name.size()] == '.') return true;
  }
  return false;
}

bool EndsWithAny(std::string_view text, std::initializer_list<std::string_view> ends) {
  for (const std::string_view end : ends) {
    if (text.ends_with(end)) return true;
  }
  return false;
}

// "\n" as the line end that it stands for; what SQL never needs stays as it is.
std::string_view Unescaped(std::string_view escape) {
  if (escape.size() != 2) return escape.starts_with("\\\r") ? std::string_view() : escape;
  switch (escape[1]) {
    case 'n':
    case 'r':
      return "\n";
    case 't':
      return "\t";
    case '\n':
      return "";
    default:
      return escape[0] == '\\' || escape == "{{" || escape == "}}" ? escape.substr(1) : escape;
  }
}

}  // namespace

void PythonExtractor::AddPart(NodeIndex node, TextValue& text) {
  text.value += "{}";
  text.parts.push_back({KeepBounded(node), ProvenanceOf(node)});
}

bool PythonExtractor::ReadText(NodeIndex node, TextValue& text, int depth) {
  if (node == kNoNode || depth > kMaxChain || text.value.size() > sink().limits().sql_bytes)
    return false;
  switch (K(node)) {
    case Py::kString:
      return ReadLiteral(node, text);
    case Py::kConcatenated:
      for (NodeIndex i = tree().FirstChild(node); i != kNoNode; i = tree().NextSibling(i)) {
        if (K(i) == Py::kString) ReadLiteral(i, text);
      }
      return true;
    case Py::kParenthesized:
      return ReadText(tree().NamedChild(node, 0), text, depth + 1);
    case Py::kIdentifier: {
      const TextValue* const known = FindText(TextOf(node));
      if (known == nullptr) return false;
      Append(text, *known);
      return true;
    }
    case Py::kBinary:
      return ReadBinary(node, text, depth);
    case Py::kCall:
      return ReadTextCall(node, text, depth);
    default:
      return false;
  }
}

bool PythonExtractor::ReadLiteral(NodeIndex node, TextValue& text) {
  for (NodeIndex i = tree().FirstChild(node); i != kNoNode; i = tree().NextSibling(i)) {
    if (K(i) == Py::kStringContent) ReadContent(i, text);
    if (K(i) != Py::kInterpolation) continue;
    const NodeIndex expression = Child(i, s_.expression);
    if (text.value.empty() && K(expression) == Py::kIdentifier) {
      // f"{FIND} WHERE a = 1": a statement that goes on.
      const TextValue* const begun = FindText(TextOf(expression));
      if (begun != nullptr && LooksLikeSql(begun->value)) {
        Append(text, *begun);
        continue;
      }
    }
    AddPart(expression == kNoNode ? i : expression, text);
  }
  return true;
}

void PythonExtractor::ReadContent(NodeIndex content, TextValue& text) const {
  std::size_t at = tree()[content].start_byte;
  for (NodeIndex i = tree().FirstChild(content); i != kNoNode; i = tree().NextSibling(i)) {
    text.value += tree().text().substr(at, tree()[i].start_byte - at);
    text.value += Unescaped(TextOf(i));
    at = tree()[i].end_byte;
  }
  text.value += tree().text().substr(at, tree()[content].end_byte - at);
}

bool PythonExtractor::ReadBinary(NodeIndex node, TextValue& text, int depth) {
  const NodeIndex left = Child(node, s_.left);
  const NodeIndex right = Child(node, s_.right);
  const std::string_view sign = TextOf(Child(node, s_.op));
  if (sign == "%") {
    TextValue format;
    if (!ReadText(left, format, depth + 1)) return false;
    return ReadPercent(format, right, text);
  }
  if (sign != "+") return false;
  TextValue first;
  TextValue second;
  const bool first_known = ReadText(left, first, depth + 1);
  const bool second_known = ReadText(right, second, depth + 1);
  if (!first_known && !second_known) return false;
  if (!first_known) AddPart(left, first);
  if (!second_known) AddPart(right, second);
  Append(text, first);
  Append(text, second);
  return true;
}

// "… %s" % x and "… %s" % (x, y); a %d can only be a number.
bool PythonExtractor::ReadPercent(const TextValue& format, NodeIndex right, TextValue& text) {
  std::vector<NodeIndex> values = {right};
  if (K(right) == Py::kTuple) values = ItemsOf(right);
  std::size_t next = 0;
  std::size_t known = 0;  // parts that the format had before
  const std::string& value = format.value;
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
    NodeIndex operand = next < values.size() ? values[next] : right;
    if (value[i + 1] == '(') {
      const std::size_t close = value.find(')', i);
      if (close == std::string::npos || close + 1 >= value.size()) return true;
      operand = ValueOfKey(right, std::string_view(value).substr(i + 2, close - i - 2));
      i = close;
    } else {
      ++next;
    }
    const bool number = value[i + 1] == 'd' || value[i + 1] == 'i';
    text.value += "{}";
    text.parts.push_back(
        {KeepBounded(operand), number ? Provenance::kNumber : ProvenanceOf(operand)});
    ++i;
  }
  return true;
}

// The value of a literal map's key; the map itself if it cannot be told.
NodeIndex PythonExtractor::ValueOfKey(NodeIndex map, std::string_view key) {
  if (K(map) != Py::kDictionary) return map;
  for (const NodeIndex item : ItemsOf(map)) {
    if (K(item) == Py::kPair && KeyText(Child(item, s_.key)) == key) return Child(item, s_.value);
  }
  return map;
}

// "…".format(x), ", ".join([…]), text("…"), sql.SQL("…"), "…".strip().
bool PythonExtractor::ReadTextCall(NodeIndex node, TextValue& text, int depth) {
  const NodeIndex callee = Child(node, s_.function);
  if (K(callee) == Py::kAttribute) {
    const std::string_view member = TextOf(Child(callee, s_.attribute));
    const NodeIndex object = Child(callee, s_.object);
    TextValue base;
    if (member == "strip" || member == "lstrip" || member == "rstrip")
      return K(object) != Py::kIdentifier && ReadText(object, text, depth + 1);
    if (member == "format") {
      if (!ReadText(object, base, depth + 1) || !ReadFormat(base, node, text)) return false;
      if (K(object) == Py::kString) Consume(object);  // Told with its parts.
      return true;
    }
    if (member == "join")
      return K(object) == Py::kString && ReadLiteral(object, base) &&
             ReadJoin(base, node, text, depth);
  }
  const NodeIndex first = tree().NamedChild(Child(node, s_.arguments), 0);
  if (first == kNoNode || K(first) == Py::kKeywordArgument) return false;
  const std::string name = Resolve(callee);
  for (const std::string_view wrapper : kTextWrappers) {
    if (name == wrapper) return ReadText(first, text, depth + 1);
  }
  return false;
}

bool PythonExtractor::ReadFormat(const TextValue& format, NodeIndex call, TextValue& text) {
  constexpr std::size_t kMaxNamed = 64;
  std::vector<ArgumentNode> arguments = ArgumentsOf(call);
  if (arguments.size() > kMaxNamed) arguments.resize(kMaxNamed);
  std::size_t next = 0;
  std::size_t known = 0;
  const std::string_view value = format.value;
  for (std::size_t i = 0; i < value.size(); ++i) {
    if (value[i] != '{') {
      text.value += value[i];
      continue;
    }
    const std::size_t close = value.find('}', i);
    if (close == std::string_view::npos) break;
    std::string_view field = value.substr(i + 1, close - i - 1);
    field = field.substr(0, field.find_first_of(".[!:"));
    i = close;
    text.value += "{}";
    if (field.empty() && known < format.parts.size()) {
      text.parts.push_back(format.parts[known++]);  // Dynamic before it was formatted.
      continue;
    }
    const ArgumentNode* found = nullptr;
    for (std::size_t at = 0; at < arguments.size() && found == nullptr; ++at) {
      const bool named = field.empty()
                             ? at == next && arguments[at].keyword.empty()
                             : arguments[at].keyword == field ||
                                   (arguments[at].keyword.empty() && field == std::to_string(at));
      if (named) found = &arguments[at];
    }
    if (field.empty()) ++next;
    if (found == nullptr) {
      text.parts.push_back({sink().Keep(field), Provenance::kUnknown});
    } else {
      text.parts.push_back({KeepBounded(found->node), ProvenanceOf(found->node)});
    }
  }
  return true;
}

// lines = ["SELECT a"], of texts as far as its first item tells.
void PythonExtractor::BindList(NodeIndex name, NodeIndex list) {
  const NodeIndex first = tree().NamedChild(list, 0);
  const bool texts = first == kNoNode || K(first) == Py::kString || K(first) == Py::kBinary ||
                     K(first) == Py::kConcatenated;
  if (K(list) != Py::kList || !texts) return ForgetItems(TextOf(name));
  BindItems(TextOf(name), ItemsOf(list));
}

// " ".join(["SELECT a", …]) and " ".join(lines).
bool PythonExtractor::ReadJoin(const TextValue& separator, NodeIndex call, TextValue& text,
                               int depth) {
  const NodeIndex list = tree().NamedChild(Child(call, s_.arguments), 0);
  if (!separator.parts.empty()) return false;
  if (K(list) == Py::kIdentifier) {
    const TextValue* const known = FindItems(TextOf(list));
    return known != nullptr && JoinItems(*known, separator.value, text);
  }
  TextValue items;
  return (K(list) == Py::kList || K(list) == Py::kTuple) &&
         ReadItems(ItemsOf(list), items, depth) && JoinItems(items, separator.value, text);
}

void PythonExtractor::ReadString(NodeIndex node) {
  const Py around = K(Parent(node));
  if (around == Py::kConcatenated || around == Py::kBinary) return;
  // A string that is a statement by itself is documentation or a comment.
  if (around == Py::kExpressionStatement) {
    if (!IsConsumed(node)) AddDocumentation(node, "docstring", nullptr);
    return;
  }
  AddPlainText(node);
}

void PythonExtractor::ReadPair(NodeIndex node) {
  const NodeIndex key = Child(node, s_.key);
  if (K(key) == Py::kString) AddNamedText(Child(node, s_.value), KeyText(key));
}

// ---- where a value comes from

Provenance PythonExtractor::ProvenanceOf(NodeIndex node, int depth) {
  if (node == kNoNode || depth > kMaxChain) return Provenance::kUnknown;
  switch (K(node)) {
    case Py::kInteger:
    case Py::kFloat:
    case Py::kTrue:
    case Py::kFalse:
      return Provenance::kNumber;
    case Py::kString: {
      for (NodeIndex i = tree().FirstChild(node); i != kNoNode; i = tree().NextSibling(i)) {
        if (K(i) == Py::kInterpolation) return Provenance::kUnknown;
      }
      return Provenance::kLiteral;
    }
    case Py::kParenthesized:
    case Py::kAwait:
      return ProvenanceOf(tree().NamedChild(node, 0), depth + 1);
    case Py::kIdentifier: {
      const Binding* binding = names().Find(TextOf(node), true);
      if (binding == nullptr) binding = file_.Find(TextOf(node));
      if (binding == nullptr) return Provenance::kUnknown;
      return IsRequestObject(binding->value) ? Provenance::kRequest : binding->provenance;
    }
    case Py::kCall:
      return ProvenanceOfCall(node, depth);
    case Py::kSubscript: {
      const Provenance base = ProvenanceOf(Child(node, s_.value), depth + 1);
      const bool kept = base == Provenance::kAllowList || base == Provenance::kRequest;
      return kept ? base : Provenance::kUnknown;
    }
    case Py::kAttribute:
      return ProvenanceOfAttribute(node, depth);
    case Py::kConditional: {
      const Provenance a = ProvenanceOf(tree().NamedChild(node, 0), depth + 1);
      const Provenance b = ProvenanceOf(tree().NamedChild(node, 2), depth + 1);
      return a == b ? a : Provenance::kUnknown;
    }
    default:
      return Provenance::kUnknown;
  }
}

Provenance PythonExtractor::ProvenanceOfCall(NodeIndex node, int depth) {
  const NodeIndex callee = Child(node, s_.function);
  const std::string name = Resolve(callee);
  for (const std::string_view number :
       {"global:#int", "global:#float", "global:#len", "global:#abs", "global:#bool"}) {
    if (name == number) return Provenance::kNumber;
  }
  const NodeIndex first = tree().NamedChild(Child(node, s_.arguments), 0);
  if (name == "global:#str" || name == "global:#repr") return ProvenanceOf(first, depth + 1);
  const std::string_view text = TextOf(callee);
  if (EndsWithAny(name, {".Identifier", "#Identifier", "#quoted_name"}) ||
      EndsWithAny(text, {"quote_ident", "quote_name", "quote_identifier"}))
    return Provenance::kIdentifier;
  if (K(callee) != Py::kAttribute) return Provenance::kUnknown;
  const std::string_view member = TextOf(Child(callee, s_.attribute));
  if (member == "join") {
    // ", ".join(["%s"] * n): placeholders, whatever their number.
    const std::string_view list = TextOf(first).substr(0, 80);
    for (const std::string_view mark : {"'%s'", "\"%s\"", "'?'", "\"?\""}) {
      if (list.find(mark) != std::string_view::npos) return Provenance::kLiteral;
    }
    return Provenance::kUnknown;
  }
  const Provenance object = ProvenanceOf(Child(callee, s_.object), depth + 1);
  if (object == Provenance::kRequest) return object;
  const bool allowed = object == Provenance::kAllowList && (member == "get" || member == "pop");
  // ALLOWED.get(x) is of the list only without a default of its own.
  if (allowed)
    return tree().NamedChild(Child(node, s_.arguments), 1) == kNoNode ? object
                                                                      : Provenance::kUnknown;
  return KeepsText(member) ? object : Provenance::kUnknown;
}

// request.args, self.request.GET; Model._meta.db_table is the application's own.
Provenance PythonExtractor::ProvenanceOfAttribute(NodeIndex node, int depth) {
  const std::string_view member = TextOf(Child(node, s_.attribute));
  if (member == "db_table" || member == "__tablename__") return Provenance::kConstant;
  const NodeIndex object = Child(node, s_.object);
  if (member == "request" && IsSelf(object)) return Provenance::kRequest;
  if (depth == 0 && IsRequestObject(Resolve(node))) return Provenance::kRequest;
  return ProvenanceOf(object, depth + 1) == Provenance::kRequest ? Provenance::kRequest
                                                                 : Provenance::kUnknown;
}

}  // namespace assay
