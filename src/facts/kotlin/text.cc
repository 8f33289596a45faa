// Texts: templates, and what builds them.
#include <cctype>
#include <string>

#include "facts/kotlin/extractor.h"

namespace assay {

bool KotlinExtractor::ReadText(NodeIndex node, TextValue& text, int depth) {
  if (R(node) != Role::kCall || depth > kMaxChain)
    return TypedExtractor::ReadText(node, text, depth);
  const CallParts parts = PartsOf(node);
  const std::string_view name = NameText(parts.name);
  if (name == "buildString" && parts.object == kNoNode && !DefinesFunction(name))
    return ReadBuildString(node, text, depth);
  if (name != "format" && name != "trimMargin") return TypedExtractor::ReadText(node, text, depth);
  TextValue whole;
  if (parts.object == kNoNode || !ReadText(parts.object, whole, depth + 1))
    return TypedExtractor::ReadText(node, text, depth);
  if (name == "format") {
    ReadPrintf(whole, ArgumentsOf(ArgumentListOf(node)), 0, text);
    return true;
  }
  bool fresh = true;
  std::size_t line = text.value.size();
  for (const char c : whole.value) {
    if (fresh && c == '|') {
      text.value.resize(line);
      fresh = false;
      continue;
    }
    text.value += c;
    fresh = c == '\n' || (fresh && (c == ' ' || c == '\t'));
    if (c == '\n') line = text.value.size();
  }
  text.parts.insert(text.parts.end(), whole.parts.begin(), whole.parts.end());
  return true;
}

// buildString { append("SELECT a"); append(b) }
bool KotlinExtractor::ReadBuildString(NodeIndex call, TextValue& text, int depth) {
  constexpr std::size_t kMaxAppended = 256;
  std::size_t appended = 0;
  const NodeIndex end = tree().End(call);
  for (NodeIndex i = call + 1; i < end && appended < kMaxAppended; ++i) {
    if (R(i) != Role::kArguments) continue;
    // The calls of a chain stand inside each other; their arguments in order.
    const std::string_view name = NameText(PartsOf(Parent(i)).name);
    if (R(Parent(i)) != Role::kCall || (name != "append" && name != "appendLine")) continue;
    const std::vector<ArgumentNode> arguments = ArgumentsOf(i);
    if (arguments.size() != 1) return false;
    TextValue part;
    if (!ReadText(arguments[0].node, part, depth + 1)) AddPart(arguments[0].node, part);
    text.value += part.value;
    if (name == "appendLine") text.value += '\n';
    text.parts.insert(text.parts.end(), part.parts.begin(), part.parts.end());
    Consume(arguments[0].node);
    ++appended;
    i = tree().End(i) - 1;
  }
  return appended > 0;
}

// "… $name …": the grammar leaves the name in the text.
void KotlinExtractor::ReadLiteral(NodeIndex node, TextValue& text) {
  bool named = false;
  TextValue whole;
  bool any = false;
  for (const NodeIndex item : ItemsOf(node)) {
    any = true;
    if (R(item) == Role::kInterpolation) {
      AddPart(tree().NamedChild(item, 0), whole);
      continue;
    }
    std::string_view fragment = TextOf(item);
    if (R(item) == Role::kEscape) {
      whole.value += fragment == "\\n" ? "\n" : fragment.substr(1);
      continue;
    }
    if (named) {
      std::size_t end = 0;
      while (end < fragment.size() &&
             (std::isalnum(static_cast<unsigned char>(fragment[end])) != 0 || fragment[end] == '_'))
        ++end;
      const std::string_view name = fragment.substr(0, end);
      whole.value += name.empty() ? "$" : "{}";
      if (!name.empty()) {
        const Binding* const binding = Known(name);
        whole.parts.push_back(
            {sink().Keep(name), binding == nullptr ? Provenance::kUnknown : binding->provenance});
      }
      fragment.remove_prefix(end);
      named = false;
    }
    if (fragment == "$") {
      named = true;
    } else {
      whole.value += fragment;
    }
  }
  if (!any) return TypedExtractor::ReadLiteral(node, text);
  text.value += whole.value;
  text.parts.insert(text.parts.end(), whole.parts.begin(), whole.parts.end());
}

}  // namespace assay
