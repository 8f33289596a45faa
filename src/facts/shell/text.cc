// What words say: their texts, and where their dynamic parts come from.
#include "base/text.h"

#include <algorithm>
#include <optional>
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
      return IsExpansion(inner) && Written(inner).size() + 2 == TextOf(node).size();
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
      ReadSubstitution(node, text, depth);
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
    plain(std::min(tree()[i].end_byte - static_cast<std::uint32_t>(Written(i).size()), end));
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

// The grammar counts blanks between two expansions of a string to the second.
std::string_view ShellExtractor::Written(NodeIndex expansion) const {
  std::string_view text = TextOf(expansion);
  text.remove_prefix(std::min(text.find_first_not_of(" \t\r\n"), text.size()));
  return text;
}

// $name and ${name}, and what else braces do to a variable.
void ShellExtractor::ReadExpansion(NodeIndex node, TextValue& text) {
  const std::string_view written = Written(node);
  const NodeIndex variable = tree().NamedChild(node, 0);
  const std::string_view name = TextOf(variable);
  const bool plain = written.size() == name.size() + 1 || written.size() == name.size() + 3;
  if (plain) {
    // local sql="… $1": the text is known, whoever gave a part of it. A function's own parameters
    // have no names that a text could have.
    if (const TextValue* const known = FindText(name, true)) {
      text.value += known->value;
      text.parts.insert(text.parts.end(), known->parts.begin(), known->parts.end());
      return;
    }
  }
  Provenance provenance = Provenance::kUnknown;
  if (written.starts_with("${#")) {
    provenance = Provenance::kNumber;
  } else if (written.ends_with("@Q}")) {
    provenance = Provenance::kIdentifier;
  } else if (K(variable) == Sh::kSubscript) {
    const Variable& list = VariableOf(TextOf(Child(variable, name_)));
    if (list.list && list.set == 1) provenance = Provenance::kAllowList;
  } else if (!written.starts_with("${!")) {
    provenance = ProvenanceOf(name);
    // ${1:-all}: what stands in for it is a text of the script, or not known.
    if (!plain && provenance == Provenance::kAllowList) provenance = Provenance::kUnknown;
  }
  text.value += "{}";
  text.parts.push_back({sink().Keep(Bounded(node)), provenance});
}

// $((…)), $(printf %d "$x"), $(nproc); $(printf 'a%s' "$x") is its text.
void ShellExtractor::ReadSubstitution(NodeIndex node, TextValue& text, int depth) {
  if (K(node) == Sh::kArithmetic) return AddExpansion(node, Provenance::kNumber, text);
  const NodeIndex command = tree().NamedChild(node, 0);
  const bool alone = K(node) == Sh::kSubstitution && K(command) == Sh::kCommand &&
                     tree().NamedChild(node, 1) == kNoNode;
  if (!alone) return AddExpansion(node, Provenance::kUnknown, text);
  const std::string_view program = TextOf(NameOf(command));
  const std::vector<NodeIndex> words = WordsOf(command);
  if (program == "printf" && ReadPrintf(words, 1, text, depth)) return;
  const bool number = (program == "nproc" && words.size() == 1) ||
                      (program == "date" && words.size() == 2 &&
                       (TextOf(words[1]) == "+%s" || TextOf(words[1]) == "\"+%s\"")) ||
                      (program == "id" && words.size() == 2 &&
                       (TextOf(words[1]) == "-u" || TextOf(words[1]) == "-g"));
  AddExpansion(node, number ? Provenance::kNumber : Provenance::kUnknown, text);
}

// printf FORMAT VALUE…: false where the format is not known. A format that is used again for more
// values is not known either.
bool ShellExtractor::ReadPrintf(const std::vector<NodeIndex>& words, std::size_t format,
                                TextValue& text, int depth) {
  TextValue form;
  if (format >= words.size() || !ReadWord(words[format], form, depth + 1) || !form.parts.empty())
    return false;
  TextValue own;
  std::size_t value = format + 1;
  const std::string& letters = form.value;
  for (std::size_t i = 0; i < letters.size(); ++i) {
    if (letters[i] != '%') {
      if (letters.compare(i, 2, "\\n") == 0) {
        own.value += '\n';
        ++i;
      } else {
        own.value += letters[i];
      }
      continue;
    }
    const std::size_t end = letters.find_first_not_of("-+ #0123456789.*", i + 1);
    if (end == std::string::npos || letters.find('*', i) < end) return false;
    i = end;
    if (letters[i] == '%') {
      own.value += '%';
      continue;
    }
    if (value >= words.size()) return false;
    NodeIndex given = words[value++];
    if (K(given) == Sh::kString && IsExpansion(given)) given = tree().NamedChild(given, 0);
    const bool number = std::string_view("diuoxXfFeEgG").find(letters[i]) != std::string_view::npos;
    if (number || letters[i] == 'q') {
      AddExpansion(given, number ? Provenance::kNumber : Provenance::kIdentifier, own);
    } else if (letters[i] != 's' && letters[i] != 'b') {
      return false;
    } else if (!ReadWord(given, own, depth + 1)) {
      AddExpansion(given, Provenance::kUnknown, own);
    }
  }
  if (value < words.size()) return false;
  text.value += own.value;
  text.parts.insert(text.parts.end(), own.parts.begin(), own.parts.end());
  return true;
}

Provenance ShellExtractor::ProvenanceOf(std::string_view name) {
  if (name.empty()) return Provenance::kUnknown;
  constexpr std::string_view kNumbers = "# ? $ ! RANDOM LINENO SECONDS UID EUID PPID";
  constexpr std::string_view kOfRequest =
      "QUERY_STRING PATH_INFO HTTP_COOKIE HTTP_REFERER HTTP_USER_AGENT";
  if (HasWord(kNumbers, name)) return Provenance::kNumber;
  if (const std::optional<Provenance> checked = CheckedAs(name)) return *checked;
  const bool positional = name == "@" || name == "*" || (name[0] >= '1' && name[0] <= '9');
  if (positional)
    return EnclosingFunctionIndex() == kNoScope ? Provenance::kUnknown : Provenance::kParameter;
  const Binding* const known = names().Find(name);
  // for table in book author
  if (known != nullptr && known->provenance == Provenance::kAllowList) return known->provenance;
  const Variable& variable = VariableOf(name);
  if (variable.set == 0 && HasWord(kOfRequest, name)) return Provenance::kRequest;
  if (variable.integer) return Provenance::kNumber;
  const bool told = variable.set > 0 && (!sets_any_ || variable.local || variable.constant);
  if (told && variable.number) return Provenance::kNumber;
  if (told && variable.literal) {
    if (variable.constant) return Provenance::kConstant;
    if (IsOwn(name)) return Provenance::kLiteral;
  }
  return known == nullptr ? Provenance::kUnknown : known->provenance;
}

std::string ShellExtractor::Plain(NodeIndex node) {
  TextValue text;
  return ReadText(node, text) ? std::move(text.value) : std::string(TextOf(node));
}

}  // namespace assay
