// Literals, and the texts that are built of them.
#include <string>

#include "facts/scala/extractor.h"

namespace assay {
namespace {

// All of it but, with a margin, the first | of each line behind blanks.
void AddLines(std::string_view lines, bool margin, std::string& text) {
  bool fresh = true;
  for (const char c : lines) {
    const bool blank = c == ' ' || c == '\t';
    if (!(margin && fresh && c == '|')) text += c;
    fresh = c == '\n' || (fresh && blank);
  }
}

}  // namespace

// Whether what it makes is the text with its parts put in as they are.
bool ScalaExtractor::IsPlain(std::string_view interpolator) {
  return interpolator == "s" || interpolator == "f" || interpolator == "raw";
}

std::string ScalaExtractor::LiteralText(NodeIndex node) {
  std::string_view text = TextOf(node);
  if (text.size() < 6 || !text.starts_with("\"\"\"")) return TypedExtractor::LiteralText(node);
  text = text.substr(3);
  return std::string(text.ends_with("\"\"\"") ? text.substr(0, text.size() - 3) : text);
}

// """…""".stripMargin is what it says.
bool ScalaExtractor::ReadText(NodeIndex node, TextValue& text, int depth) {
  if (R(node) == Role::kMember && depth < kMaxChain) {
    const std::string_view name = NameText(At(node, Part::kName));
    if (name == "stripMargin" || name == "trim") {
      TextValue whole;
      if (!ReadText(At(node, Part::kObject), whole, depth + 1)) return false;
      AddLines(whole.value, name == "stripMargin", text.value);
      text.parts.insert(text.parts.end(), whole.parts.begin(), whole.parts.end());
      return true;
    }
  }
  return TypedExtractor::ReadText(node, text, depth);
}

// "… $name ${value} …": what is between the parts has no node of its own.
// Another interpolator's (sql"…") parts are values that it binds.
void ScalaExtractor::ReadLiteral(NodeIndex node, TextValue& text) {
  if (KindName(node) != "interpolated_string") return TypedExtractor::ReadLiteral(node, text);
  const std::string_view interpolator = TextOf(tree().NamedChild(Parent(node), 0));
  const bool plain = IsPlain(interpolator);
  const std::string_view all = tree().text();
  std::uint32_t at = tree()[node].start_byte;
  const std::uint32_t quotes = TextOf(node).starts_with("\"\"\"") ? 3 : 1;
  at += quotes;
  for (const NodeIndex item : ItemsOf(node)) {
    if (R(item) != Role::kInterpolation) continue;
    if (tree()[item].start_byte > at) text.value += all.substr(at, tree()[item].start_byte - at);
    NodeIndex value = tree().NamedChild(item, 0);
    if (R(value) == Role::kBlock) value = tree().NamedChild(value, 0);
    // #$name is put in as it is.
    const bool spliced = !plain && text.value.ends_with('#');
    if (spliced) text.value.pop_back();
    if (plain || spliced) {
      AddPart(value, text);
    } else {
      text.value += '?';
      text.binds = true;
    }
    at = tree()[item].end_byte;
    // f"$id%05d": how it is written.
    if (interpolator == "f" && at < all.size() && all[at] == '%') {
      const std::size_t end = all.find_first_not_of("%0123456789.-+,#", at);
      if (end != std::string_view::npos && end < tree()[node].end_byte)
        at = static_cast<std::uint32_t>(end) + 1;
    }
  }
  const std::uint32_t end = tree()[node].end_byte;
  if (end > at + quotes) text.value += all.substr(at, end - at - quotes);
}

}  // namespace assay
