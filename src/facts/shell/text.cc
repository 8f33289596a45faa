// What words say: their texts, and where their dynamic parts come from.
#include <algorithm>
#include <string>

#include "facts/shell/extractor.h"

namespace assay {

Value ShellExtractor::ReadValue(NodeIndex node) {
  if (K(node) == Sh::kNumber) return {ValueKind::kNumber, Bounded(node)};
  TextValue text;
  if (!ReadText(node, text)) {
    if (K(node) == Sh::kString) node = tree().NamedChild(node, 0);
    const bool name = K(node) == Sh::kSimpleExpansion;
    return {name ? ValueKind::kName : ValueKind::kOther, Bounded(node)};
  }
  return {text.parts.empty() ? ValueKind::kString : ValueKind::kInterpolated,
          std::move(text.value)};
}

// What is a variable alone says nothing but what the variable is known to hold.
bool ShellExtractor::ReadText(NodeIndex node, TextValue& text, int depth) {
  TextValue own;
  if (!ReadWord(node, own, depth)) return false;
  if (own.value == "{}" && own.parts.size() == 1 && IsExpansion(node)) return false;
  text.value += own.value;
  text.parts.insert(text.parts.end(), own.parts.begin(), own.parts.end());
  return true;
}

bool ShellExtractor::IsExpansion(NodeIndex node) const {
  switch (K(node)) {
    case Sh::kSimpleExpansion:
    case Sh::kExpansion:
    case Sh::kSubstitution:
    case Sh::kArithmetic:
    case Sh::kProcess:
      return true;
    case Sh::kString: {  // "$x"
      const NodeIndex inner = tree().NamedChild(node, 0);
      return IsExpansion(inner) && TextOf(inner).size() + 2 == TextOf(node).size();
    }
    default:
      return false;
  }
}

bool ShellExtractor::ReadWord(NodeIndex node, TextValue& text, int depth) {
  if (node == kNoNode || depth > kMaxChain || text.value.size() > sink().limits().sql_bytes)
    return false;
  const std::string_view written = TextOf(node);
  switch (K(node)) {
    case Sh::kWord:
    case Sh::kNumber:
      AddUnescaped(written, "", text);
      return true;
    case Sh::kRawString:
      if (written.size() >= 2) text.value += written.substr(1, written.size() - 2);
      return true;
    case Sh::kAnsiString:
      if (written.size() >= 3) AddAnsi(written.substr(2, written.size() - 3), text);
      return true;
    case Sh::kString:
      if (written.size() >= 2) ReadBetween(node, 1, 1, "$`\"\\\n", text);
      return true;
    case Sh::kHereBody:
      ReadBetween(node, 0, 0, "$`\\\n", text);
      return true;
    case Sh::kConcatenation: {
      for (NodeIndex i = tree().FirstChild(node); i != kNoNode; i = tree().NextSibling(i)) {
        if (!ReadWord(i, text, depth + 1)) text.value += TextOf(i);
      }
      return true;
    }
    case Sh::kSimpleExpansion:
    case Sh::kExpansion:
      ReadExpansion(node, text);
      return true;
    case Sh::kSubstitution:
    case Sh::kArithmetic:
    case Sh::kProcess:
      AddExpansion(node, K(node) == Sh::kArithmetic ? Provenance::kNumber : Provenance::kUnknown,
                   text);
      return true;
    default:
      return false;
  }
}

// The text of a string, which has nodes only for what is expanded in it.
void ShellExtractor::ReadBetween(NodeIndex node, std::uint32_t head, std::uint32_t tail,
                                 std::string_view escapable, TextValue& text) {
  const SyntaxNode& whole = tree()[node];
  std::uint32_t at = whole.start_byte + head;
  const std::uint32_t end = std::max(at, whole.end_byte - tail);
  const auto plain = [&](std::uint32_t until) {
    if (until > at) AddUnescaped(tree().text().substr(at, until - at), escapable, text);
  };
  for (NodeIndex i = tree().FirstChild(node); i != kNoNode; i = tree().NextSibling(i)) {
    const Sh kind = K(i);
    if (kind != Sh::kSimpleExpansion && kind != Sh::kExpansion && kind != Sh::kSubstitution &&
        kind != Sh::kArithmetic)
      continue;
    if (text.value.size() > sink().limits().sql_bytes) return;
    plain(std::min(tree()[i].start_byte, end));
    ReadWord(i, text, 1);
    at = std::max(at, tree()[i].end_byte);
  }
  plain(end);
}

// A backslash makes any character plain; in quotes only some.
void ShellExtractor::AddUnescaped(std::string_view written, std::string_view escapable,
                                  TextValue& text) {
  for (std::size_t i = 0; i < written.size(); ++i) {
    const bool escapes =
        written[i] == '\\' && i + 1 < written.size() &&
        (escapable.empty() || escapable.find(written[i + 1]) != std::string_view::npos);
    if (escapes) ++i;
    if (escapes && written[i] == '\n') continue;
    text.value += written[i];
  }
}

void ShellExtractor::AddAnsi(std::string_view written, TextValue& text) {
  for (std::size_t i = 0; i < written.size(); ++i) {
    if (written[i] != '\\' || i + 1 >= written.size()) {
      text.value += written[i];
      continue;
    }
    ++i;
    text.value += written[i] == 'n' ? '\n' : written[i] == 't' ? '\t' : written[i];
  }
}

void ShellExtractor::AddExpansion(NodeIndex node, Provenance provenance, TextValue& text) {
  text.value += "{}";
  text.parts.push_back({sink().Keep(Bounded(node)), provenance});
}

// $name and ${name}, and what else braces do to a variable.
void ShellExtractor::ReadExpansion(NodeIndex node, TextValue& text) {
  const std::string_view written = TextOf(node);
  const NodeIndex variable = tree().NamedChild(node, 0);
  const std::string_view name = TextOf(variable);
  const bool plain = written.size() == name.size() + 1 || written.size() == name.size() + 3;
  if (plain) {
    if (const TextValue* const known = FindText(name)) {
      text.value += known->value;
      text.parts.insert(text.parts.end(), known->parts.begin(), known->parts.end());
      return;
    }
  }
  AddExpansion(node, written.starts_with("${#") ? Provenance::kNumber : ProvenanceOf(name), text);
}

Provenance ShellExtractor::ProvenanceOf(std::string_view name) {
  if (name.empty()) return Provenance::kUnknown;
  if (name == "#" || name == "?" || name == "$" || name == "!" || name == "RANDOM" ||
      name == "LINENO" || name == "SECONDS" || name == "UID" || name == "EUID")
    return Provenance::kNumber;
  const bool positional = name == "@" || name == "*" || (name[0] >= '1' && name[0] <= '9');
  if (positional)
    return EnclosingFunctionIndex() == kNoScope ? Provenance::kUnknown : Provenance::kParameter;
  const Binding* const known = names().Find(name);
  return known == nullptr ? Provenance::kUnknown : known->provenance;
}

std::string ShellExtractor::Plain(NodeIndex node) {
  TextValue text;
  return ReadText(node, text) ? std::move(text.value) : std::string(TextOf(node));
}

}  // namespace assay
