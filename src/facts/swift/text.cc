// String literals, and SQL whose interpolations are bound values.
#include "base/text.h"

#include <algorithm>
#include <string>

#include "facts/swift/extractor.h"

namespace assay {

void SwiftExtractor::ReadLiteral(NodeIndex node, TextValue& text) {
  const std::string_view kind = KindName(node);
  TextValue own;
  if (kind == "raw_string_literal") {
    ReadRaw(node, own);
  } else {
    ReadParts(node, own);
  }
  if (kind == "multi_line_string_literal" || TextOf(node).find("\"\"\"") < 8)
    WithoutMargin(own.value);
  text.value += own.value;
  text.binds = text.binds || own.binds;
  text.parts.insert(text.parts.end(), own.parts.begin(), own.parts.end());
}

void SwiftExtractor::ReadParts(NodeIndex node, TextValue& text) {
  for (NodeIndex i = tree().FirstChild(node); i != kNoNode; i = tree().NextSibling(i)) {
    if (text.value.size() > sink().limits().sql_bytes) return;
    if (R(i) == Role::kFragment) text.value += TextOf(i);
    if (R(i) == Role::kEscape) text.value += Unescaped(TextOf(i));
    if (R(i) == Role::kInterpolation) AddInterpolation(node, i, text);
  }
}

// #"…\#(x)…"#: the marks are in the first and last piece.
void SwiftExtractor::ReadRaw(NodeIndex node, TextValue& text) {
  const std::string_view whole = TextOf(node);
  const std::size_t marks = std::min(whole.find('"'), whole.size());
  for (NodeIndex i = tree().FirstChild(node); i != kNoNode; i = tree().NextSibling(i)) {
    if (text.value.size() > sink().limits().sql_bytes) return;
    if (R(i) == Role::kFragment) text.value += TextOf(i);
    if (R(i) == Role::kInterpolation) AddInterpolation(node, i, text);
  }
  const std::size_t quotes = whole.substr(marks).starts_with("\"\"\"") ? 3 : 1;
  const std::size_t border = marks + quotes;
  if (text.value.size() >= 2 * border)
    text.value = text.value.substr(border, text.value.size() - 2 * border);
}

// The line ends beside three quotes are no part of the text.
void SwiftExtractor::WithoutMargin(std::string& value) {
  if (value.starts_with('\n')) value.erase(0, 1);
  const std::size_t last = value.rfind('\n');
  if (last != std::string::npos && Trim(std::string_view(value).substr(last)).empty())
    value.resize(last);
}

// \(bind: x) sends x beside the text, \(ident: x) quotes it; all else is text.
void SwiftExtractor::AddInterpolation(NodeIndex literal, NodeIndex node, TextValue& text) {
  if (KindName(node) == "raw_str_interpolation") node = FirstKind(node, "interpolated_expression");
  const std::string_view label = TextOf(tree().ChildByField(node, name_));
  const NodeIndex value = At(node, Part::kValue);
  if (value == kNoNode) return;
  if (label == "default" || label == "format" || label == "specifier" || label == "privacy")
    return;  // of the value before it
  const bool bound = label == "bind" || label == "binds" || (label.empty() && SendsValues(literal));
  if (bound) {
    text.value += '?';
    text.binds = true;
    return;
  }
  AddPart(value, text);
  if (label == "ident" || label == "idents" || label == "identifier" || label == "literal" ||
      label == "literals")
    text.parts.back().provenance = Provenance::kIdentifier;
}

// Whether what the text goes to takes values by plain interpolation:
// execute(literal: "…"), SQLRequest and SQL of GRDB, query of PostgresNIO.
bool SwiftExtractor::SendsValues(NodeIndex literal) {
  const NodeIndex around = Parent(literal);
  if (R(around) == Role::kVariable || R(around) == Role::kField) {
    const NodeIndex type = tree().ChildByField(FirstKind(around, "type_annotation"), name_);
    return IsQueryType(NameText(type));
  }
  if (R(around) != Role::kArgument) return false;
  const NodeIndex call = Parent(Parent(Parent(around)));
  const std::string_view label = TextOf(At(around, Part::kName));
  if (R(call) != Role::kCall) return false;
  const CallParts parts = PartsOf(call);
  const std::string_view name = NameText(parts.name);
  if (label == "literal") return name == "execute" || modules_.contains("GRDB");
  if (!label.empty()) return false;
  if (parts.object == kNoNode) return IsQueryType(name);
  return (name == "query" || name == "execute") && modules_.contains("PostgresNIO");
}

bool SwiftExtractor::IsQueryType(std::string_view name) const {
  name = name.substr(0, name.find('<'));
  if (name == "PostgresQuery") return modules_.contains("PostgresNIO");
  return (name == "SQL" || name == "SQLRequest") && modules_.contains("GRDB");
}

}  // namespace assay
