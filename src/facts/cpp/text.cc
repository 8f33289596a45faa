// Texts: literals beside each other, macros, buffers and streams that they are written to, and
// where their parts come from.
#include "base/text.h"

#include <algorithm>
#include <array>
#include <cstddef>
#include <string>

#include "facts/cpp/extractor.h"

namespace assay {
namespace {

constexpr std::size_t kMaxShifted = 256;  // operands of one stream
constexpr std::string_view kTextTypes = "std::string std::string_view string string_view QString";
// What the grammar may take for the macro before a literal, behind a label.
constexpr std::string_view kKeywords = "case co_return else goto return throw";
// What a server of CGI sets from a request.
constexpr std::string_view kRequestVariables =
    "CONTENT_TYPE HTTP_COOKIE HTTP_HOST HTTP_REFERER HTTP_USER_AGENT PATH_INFO QUERY_STRING "
    "REQUEST_URI";
// What quotes a value for the database, by its last member.
constexpr std::string_view kQuoting = "PQescapeLiteral esc quote quote_name";

// Functions that write a text into their first argument: where the text or the format stands.
struct Writer {
  std::string_view function;
  std::size_t at;
  bool formats;
  bool appends;
};
constexpr std::array kWriters = std::to_array<Writer>({
    {"asprintf", 1, true, false},
    {"snprintf", 2, true, false},
    {"sprintf", 1, true, false},
    {"strcat", 1, false, true},
    {"strcpy", 1, false, false},
    {"strncat", 1, false, true},
    {"strncpy", 1, false, false},
});

// The function of C, by its header or in std.
std::string_view FunctionOfC(std::string_view callee) {
  for (const std::string_view place : {"c:stdio.h#", "c:string.h#", "c:std#"}) {
    if (callee.starts_with(place)) return callee.substr(place.size());
  }
  return {};
}

}  // namespace

bool CppExtractor::IsTextType(std::string_view type) const { return HasWord(kTextTypes, type); }

// The value of a macro: literals alone.
bool CppExtractor::ReadDefine(std::string_view value, TextValue& text) const {
  std::string whole;
  while (!value.empty() && !value.starts_with("//") && !value.starts_with("/*")) {
    if (value.front() != '"') return false;
    std::size_t i = 1;
    for (; i < value.size() && value[i] != '"'; ++i) {
      if (value[i] != '\\') {
        whole += value[i];
      } else if (i + 1 < value.size()) {
        whole += Unescaped(value.substr(i, 2));
        ++i;
      }
    }
    if (i >= value.size() || whole.size() > kVariableTextBytes) return false;
    value.remove_prefix(i + 1);
    // A line goes on behind its backslash.
    value.remove_prefix(std::min(value.find_first_not_of(" \t\r\n\\"), value.size()));
  }
  if (whole.empty()) return false;
  text.value += whole;
  return true;
}

// "a" "b" is one text, and a name between them a macro that is one.
void CppExtractor::ReadLiteral(NodeIndex node, TextValue& text) {
  if (Kind(node) != id_.concatenated_string) return TypedExtractor::ReadLiteral(node, text);
  for (const NodeIndex item : ItemsOf(node)) {
    if (text.value.size() > sink().limits().sql_bytes) return;
    if (R(item) == Role::kString && Kind(item) != id_.concatenated_string) {
      TypedExtractor::ReadLiteral(item, text);
      continue;
    }
    if (HasWord(kKeywords, TextOf(item))) continue;
    const TextValue* const known = FindText(TextOf(item));
    if (known != nullptr) {
      Append(text, *known);
    } else {
      text.value += "{}";
      text.parts.push_back({sink().Keep(PartText(item)), Provenance::kConstant});
    }
  }
}

bool CppExtractor::ReadText(NodeIndex node, TextValue& text, int depth) {
  if (Kind(node) == id_.preproc_arg && node != kNoNode) return ReadDefine(Trim(TextOf(node)), text);
  if (R(node) != Role::kCall || depth > kMaxChain)
    return TypedExtractor::ReadText(node, text, depth);
  const CallParts parts = PartsOf(node);
  const std::string_view member = NameText(parts.name);
  // query.str()
  if (member == "str" && R(parts.object) == Role::kIdentifier) {
    const TextValue* const known = FindText(TextOf(parts.object));
    if (known != nullptr) Append(text, *known);
    return known != nullptr;
  }
  // std::string("SELECT a")
  if (member == "string" || member == "string_view" || member == "data") {
    const std::vector<ArgumentNode> arguments = ArgumentsOf(ArgumentListOf(node));
    if (member == "data" && arguments.empty() && parts.object != kNoNode)
      return ReadText(parts.object, text, depth + 1);
    if (member != "data" && arguments.size() == 1 && CalleeOf(node, depth).starts_with("c:std#"))
      return ReadText(arguments[0].node, text, depth + 1);
  }
  if (member == "sqlite3_mprintf") {
    std::vector<ArgumentNode> arguments = ArgumentsOf(ArgumentListOf(node));
    TextValue format;
    if (arguments.empty() || !ReadText(arguments[0].node, format, depth + 1)) return false;
    SimplifyFormat(format, arguments, 1);
    ReadPrintf(format, arguments, 1, text);
    return true;
  }
  return TypedExtractor::ReadText(node, text, depth);
}

// %lld, %zu, %i, %.*s and "%" PRIu64 as %d and %s; what a star takes is no value of the text.
void CppExtractor::SimplifyFormat(TextValue& format, std::vector<ArgumentNode>& arguments,
                                  std::size_t first) {
  const std::string& value = format.value;
  TextValue simple;
  std::size_t next = first;  // argument
  std::size_t part = 0;      // of the format
  for (std::size_t i = 0; i < value.size(); ++i) {
    if (value.compare(i, 2, "{}") == 0 && part < format.parts.size())
      simple.parts.push_back(format.parts[part++]);
    simple.value += value[i];
    if (value[i] != '%') continue;
    std::size_t at = i + 1;
    for (; at < value.size() &&
           std::string_view("0123456789$.-+# 'hlLjzt*").find(value[at]) != std::string_view::npos;
         ++at) {
      if (std::string_view("hlLjzt*").find(value[at]) == std::string_view::npos) {
        simple.value += value[at];
        continue;
      }
      if (value[at] != '*') continue;
      if (next < arguments.size())
        arguments.erase(arguments.begin() + static_cast<std::ptrdiff_t>(next));
    }
    if (at >= value.size()) break;
    const bool macro = value.compare(at, 2, "{}") == 0 && part < format.parts.size();
    char conversion = macro ? 'd' : value[at];
    if (macro) ++part;
    if (std::string_view("iEGaAF").find(conversion) != std::string_view::npos) conversion = 'd';
    if (conversion != '%') ++next;
    simple.value += conversion;
    i = at + (macro ? 1 : 0);
  }
  format = std::move(simple);
}

// snprintf(sql, …) and strcat(sql, …) put a text into their buffer.
void CppExtractor::NoteBuffer(std::string_view callee, const std::vector<ArgumentNode>& arguments) {
  // What is escaped stands in the second argument.
  if ((callee.ends_with("#mysql_real_escape_string") || callee.ends_with("#PQescapeStringConn")) &&
      arguments.size() > 2 && R(Inner(arguments[1].node)) == Role::kIdentifier) {
    Binding quoted;
    quoted.provenance = Provenance::kIdentifier;
    const std::string_view name = TextOf(Inner(arguments[1].node));
    ForgetText(name);
    names().BindInFunction(name, quoted, true);
    names().Bind(name, quoted, true);
    return;
  }
  const std::string_view function = FunctionOfC(callee);
  const auto writer = std::find_if(kWriters.begin(), kWriters.end(),
                                   [&](const Writer& one) { return one.function == function; });
  if (writer == kWriters.end() || arguments.size() <= writer->at) return;
  const NodeIndex buffer = Inner(arguments[0].node);
  if (R(buffer) != Role::kIdentifier) return;
  const NodeIndex from = arguments[writer->at].node;
  TextValue given;
  const bool told = ReadText(from, given, 0);
  TextValue text;
  if (writer->formats) {
    if (!told) return ForgetText(TextOf(buffer));
    std::vector<ArgumentNode> values = arguments;
    SimplifyFormat(given, values, writer->at + 1);
    ReadPrintf(given, values, writer->at + 1, text);
  } else if (told) {
    text = std::move(given);
  } else {
    AddPart(from, text);
  }
  if (told) Consume(Inner(from));  // It is told as what is written.
  if (writer->appends) return AppendText(TextOf(buffer), text);
  BindText(TextOf(buffer), std::move(text));
}

// query << "SELECT a FROM t WHERE n = '" << name << "'";
void CppExtractor::NoteStream(NodeIndex statement) {
  NodeIndex left = tree().NamedChild(statement, 0);
  std::vector<NodeIndex> shifted;
  while (R(left) == Role::kBinary && TextOf(At(left, Part::kOperator)) == "<<") {
    if (shifted.size() >= kMaxShifted) return;
    shifted.push_back(At(left, Part::kRight));
    left = At(left, Part::kLeft);
  }
  if (shifted.empty() || R(left) != Role::kIdentifier || FindText(TextOf(left)) == nullptr) return;
  const Binding* const stream = Known(TextOf(left));
  if (stream == nullptr || !traits().builders.contains(stream->value)) return;
  for (auto one = shifted.rbegin(); one != shifted.rend(); ++one) {
    const std::string_view written = TextOf(*one);
    TextValue text;
    if (written == "std::endl" || written == "endl") {
      text.value = "\n";
    } else if (!ReadText(*one, text, 0)) {
      AddPart(*one, text);
    }
    AppendText(TextOf(left), text);
  }
}

Provenance CppExtractor::ProvenanceOf(NodeIndex node, int depth) {
  if (depth > kMaxChain) return Provenance::kUnknown;
  if (R(node) != Role::kCall) return TypedExtractor::ProvenanceOf(node, depth);
  const std::string callee = CalleeOf(node, depth);
  const std::string_view member = NameText(PartsOf(node).name);
  const std::vector<ArgumentNode> arguments = ArgumentsOf(ArgumentListOf(node));
  const NodeIndex first = arguments.empty() ? kNoNode : arguments[0].node;
  if (callee == "global:#static_cast") {
    return IsNumberType(TemplateArgument(node)) ? Provenance::kNumber
                                                : ProvenanceOf(first, depth + 1);
  }
  if (arguments.size() == 1 &&
      (callee == "c:std#string" || callee == "c:std#string_view" || callee == "c:std#move"))
    return ProvenanceOf(first, depth + 1);
  if (callee.starts_with("c:libpq-fe.h#") || callee.starts_with("c:pqxx#")) {
    if (HasWord(kQuoting, member)) return Provenance::kIdentifier;
  }
  if (callee == "c:stdlib.h#getenv" || callee == "c:std#getenv") {
    TextValue name;
    return ReadText(first, name, depth + 1) && HasWord(kRequestVariables, name.value)
               ? Provenance::kRequest
               : Provenance::kUnknown;
  }
  return TypedExtractor::ProvenanceOf(node, depth);
}

}  // namespace assay
