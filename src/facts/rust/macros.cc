// Macros, whose arguments are tokens.
#include <string>

#include "base/text.h"
#include "facts/rust/extractor.h"

namespace assay {

// A keyword: `default` in #[serde(default)].
bool RustExtractor::IsWord(std::string_view token) {
  return !token.empty() && token[0] >= 'a' && token[0] <= 'z';
}

// The tokens of one argument are no node together: its text from the first of them on.
std::string_view RustExtractor::TokensFrom(NodeIndex node) const {
  if (Kind(Parent(node)) != id_.tokens) return TextOf(node);
  std::uint32_t end = tree()[node].end_byte;
  for (NodeIndex i = tree().NextSibling(node); i != kNoNode; i = tree().NextSibling(i)) {
    const std::string_view text = TextOf(i);
    if (text == "," || tree().NextSibling(i) == kNoNode) break;
    end = tree()[i].end_byte;
  }
  return tree().text().substr(tree()[node].start_byte, end - tree()[node].start_byte);
}

std::string RustExtractor::Folded(std::string_view tokens) {
  std::string folded;
  for (const char c : tokens.substr(0, 160)) {
    const bool blank = c == ' ' || c == '\n' || c == '\t' || c == '\r';
    if (!blank) folded += c;
    if (blank && !folded.empty() && folded.back() != ' ') folded += ' ';
  }
  return std::string(Truncate(folded, 80));
}

std::string RustExtractor::PartText(NodeIndex node) const {
  const std::string_view tokens = TokensFrom(node);
  return tokens.size() == TextOf(node).size() ? TypedExtractor::PartText(node) : Folded(tokens);
}

// format!("{}", ids.len()): what the argument ends with says that it is a number.
Provenance RustExtractor::ProvenanceOfPart(NodeIndex node) {
  const Provenance of_first = TypedExtractor::ProvenanceOfPart(node);
  if (node == kNoNode) return of_first;
  std::string tokens = Folded(TokensFrom(node));
  if (tokens.size() <= TextOf(node).size()) return of_first;
  const std::size_t type = tokens.rfind(" as ");
  if (type != std::string::npos && traits().number_types.contains(tokens.substr(type + 4)))
    return Provenance::kNumber;
  if (!tokens.ends_with("()")) return of_first;
  tokens.resize(tokens.size() - 2);
  const std::size_t dot = tokens.rfind('.');
  const bool counts = dot != std::string::npos && traits().numbers.contains(tokens.substr(dot + 1));
  return counts ? Provenance::kNumber : of_first;
}

Value RustExtractor::ReadValue(NodeIndex node) {
  const std::string_view tokens = TokensFrom(node);
  if (tokens.size() == TextOf(node).size()) return TypedExtractor::ReadValue(node);
  return {ValueKind::kOther, Folded(tokens)};
}

std::vector<RustExtractor::ArgumentNode> RustExtractor::ArgumentsOf(NodeIndex list) {
  if (list == kNoNode || Kind(list) != id_.tokens) return TypedExtractor::ArgumentsOf(list);
  std::vector<ArgumentNode> arguments;
  bool first = true;
  std::string keyword;  // name = value
  for (NodeIndex i = tree().FirstChild(list); i != kNoNode && arguments.size() < 64;
       i = tree().NextSibling(i)) {
    if (TextOf(i) == ",") {
      first = true;
      keyword.clear();
    } else if (first && R(i) == Role::kIdentifier && TextOf(tree().NextSibling(i)) == "=") {
      keyword = TextOf(i);
      i = tree().NextSibling(i);
    } else if (first && (tree()[i].named() || IsWord(TextOf(i))) && R(i) != Role::kComment) {
      arguments.push_back({i, keyword});
      first = false;
    }
  }
  return arguments;
}

// stream! { yield 1; }: the words of a macro are tokens.
void RustExtractor::NoteStream(NodeIndex node) {
  const std::string callee = CalleeOf(node);
  if (callee != "cargo:async_stream#stream" && callee != "cargo:async_stream#try_stream") return;
  for (NodeIndex i = node; i < tree().End(node); ++i) {
    if (tree().FirstChild(i) == kNoNode && TextOf(i) == "yield")
      AddConstruct(i, ConstructKind::kYield, {}, "yield");
  }
}

}  // namespace assay
