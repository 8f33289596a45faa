// Values and strings.
#include "facts/javascript/extractor.h"

namespace assay {
namespace {

// "\\n" and the like as the white space that they are.
std::string Unescaped(std::string text) {
  for (std::size_t at = text.find('\\'); at != std::string::npos; at = text.find('\\', at + 1))
    text.replace(at, 2, at + 1 < text.size() && text[at + 1] == 'n' ? "\n" : " ");
  return text;
}

}  // namespace

void ScriptExtractor::ReadAssignment(NodeIndex node) {
  const NodeIndex left = Child(node, s_.left);
  const NodeIndex right = Child(node, s_.right);
  if (left == kNoNode || right == kNoNode) return;
  if (K(left) == Js::kIdentifier) {
    shapes().Assign(TextOf(left), Bounded(right));
    Binding binding;
    binding.value = sink().KeepName(Resolve(right));
    binding.provenance = ProvenanceOf(right);
    std::size_t scope = 0;
    const Binding* const known = names().Find(TextOf(left), false, &scope);
    const bool first = known != nullptr && !known->assigned;
    if (known != nullptr && scope == 0) {
      names().BindInFile(TextOf(left), binding, first);
    } else {
      names().BindInFunction(TextOf(left), binding, first);
    }
    TextValue text;
    if (ReadText(right, text)) {
      BindText(TextOf(left), std::move(text));
    } else {
      ForgetText(TextOf(left));
    }
    BindList(TextOf(left), right);
    AddNamedText(right, TextOf(left));
  } else if (K(left) == Js::kSubscript) {
    shapes().WriteElement(Bounded(Child(left, s_.object)), Bounded(Child(left, s_.index)),
                          Bounded(right, 120));
    AddNamedText(right, KeyText(Child(left, s_.index)));
  } else if (K(left) == Js::kMember) {
    AddNamedText(right, TextOf(left));
    const std::string_view root = TextOf(left);
    if (root.starts_with("module.exports") || root.starts_with("exports."))
      exported_.push_back({node, {}});
  } else if (K(left) == Js::kArrayPattern) {
    ReadSwap(node, left, right);
  }
}

void ScriptExtractor::ReadAugmented(NodeIndex node) {
  const NodeIndex left = Child(node, s_.left);
  const NodeIndex right = Child(node, s_.right);
  if (K(left) != Js::kIdentifier || right == kNoNode || FindText(TextOf(left)) == nullptr) return;
  TextValue text;
  if (!ReadText(right, text)) AddPart(right, text);
  AppendText(TextOf(left), text);
}

void ScriptExtractor::ReadPair(NodeIndex node) {
  const NodeIndex value = Child(node, s_.value);
  if (value != kNoNode && (K(value) == Js::kString || K(value) == Js::kTemplate))
    AddNamedText(value, KeyText(Child(node, s_.key)));
}

void ScriptExtractor::ReadString(NodeIndex node) {
  const NodeIndex parent = Parent(node);
  if (K(parent) == Js::kBinary || K(parent) == Js::kImport || K(parent) == Js::kExport) return;
  AddPlainText(node);
}

Value ScriptExtractor::ReadValue(NodeIndex node) {
  switch (K(node)) {
    case Js::kNumber:
      return {ValueKind::kNumber, std::string(TextOf(node))};
    case Js::kTrue:
      return {ValueKind::kBoolean, "true"};
    case Js::kFalse:
      return {ValueKind::kBoolean, "false"};
    case Js::kNull:
    case Js::kUndefined:
      return {ValueKind::kNull, "null"};
    case Js::kObject:
      return {ValueKind::kMap, ""};
    case Js::kArray:
      return {ValueKind::kList, ""};
    case Js::kArrow:
    case Js::kFunctionExpression:
      return {ValueKind::kFunction, ""};
    case Js::kUnary:
      return {K(tree().NamedChild(node, 0)) == Js::kNumber ? ValueKind::kNumber : ValueKind::kOther,
              Bounded(node)};
    default:
      break;
  }
  TextValue text;
  if (K(node) != Js::kIdentifier && ReadText(node, text)) {
    return {text.parts.empty() ? ValueKind::kString : ValueKind::kInterpolated, text.value};
  }
  const std::string name = Resolve(node);
  if (K(node) == Js::kCall || K(node) == Js::kNew)
    return {ValueKind::kCall, name.empty() ? Bounded(node) : name};
  if (K(node) == Js::kIdentifier || K(node) == Js::kMember || K(node) == Js::kShorthand ||
      K(node) == Js::kSubscript) {
    return {ValueKind::kName, name.empty() ? Bounded(node) : name};
  }
  return {ValueKind::kOther, Bounded(node)};
}

void ScriptExtractor::AddNested(NodeIndex node, const Argument& parent, int depth,
                                std::vector<Argument>& arguments) {
  if (depth == 0 || arguments.size() > 64) return;
  std::size_t index = 0;
  for (NodeIndex i = tree().FirstChild(node); i != kNoNode; i = tree().NextSibling(i)) {
    if (!tree()[i].named() || K(i) == Js::kComment || K(i) == Js::kSpread) continue;
    std::string path(parent.path);
    NodeIndex value = i;
    if (K(node) == Js::kObject) {
      const NodeIndex key = K(i) == Js::kPair     ? Child(i, s_.key)
                            : K(i) == Js::kMethod ? Child(i, s_.name)
                                                  : i;
      if (!path.empty()) path += '.';
      path += KeyText(key);
      if (K(i) == Js::kPair) value = Child(i, s_.value);
    } else {
      path += '[' + std::to_string(index++) + ']';
    }
    if (value == kNoNode) continue;
    Argument argument = MakeArgument(value, parent.position, parent.keyword, path);
    arguments.push_back(argument);
    if (argument.kind == ValueKind::kMap || argument.kind == ValueKind::kList)
      AddNested(value, argument, depth - 1, arguments);
  }
}

Provenance ScriptExtractor::ProvenanceOf(NodeIndex node, int depth) {
  if (node == kNoNode || depth > kMaxChain) return Provenance::kUnknown;
  switch (K(node)) {
    case Js::kNumber:
      return Provenance::kNumber;
    case Js::kString:
      return Provenance::kLiteral;
    case Js::kParenthesized:
    case Js::kAwait:
    case Js::kNonNull:
    case Js::kAsExpression:
      return ProvenanceOf(tree().NamedChild(node, 0), depth + 1);
    case Js::kIdentifier: {
      const Binding* const binding = names().Find(TextOf(node));
      return binding == nullptr ? Provenance::kUnknown : binding->provenance;
    }
    case Js::kCall: {
      const std::string callee = Resolve(Child(node, s_.function));
      if (callee == "global:#Number" || callee == "global:#parseInt" ||
          callee == "global:#parseFloat" || callee.starts_with("global:#Math."))
        return Provenance::kNumber;
      const std::string_view text = TextOf(Child(node, s_.function));
      for (const std::string_view name :
           {"escapeId", "escapeIdentifier", "quoteIdentifier", "format"}) {
        if (text.ends_with(name)) return Provenance::kIdentifier;
      }
      if (text.ends_with(".map") || text.ends_with(".join")) {
        // ids.map(() => "?").join(","): placeholders, whatever their number.
        const std::string_view whole = TextOf(node);
        if (whole.find("'?'") != std::string_view::npos ||
            whole.find("\"?\"") != std::string_view::npos)
          return Provenance::kLiteral;
      }
      return ProvenanceOf(Child(node, s_.function), depth + 1) == Provenance::kRequest
                 ? Provenance::kRequest
                 : Provenance::kUnknown;
    }
    case Js::kUnary:  // +limit
      return TextOf(node).starts_with('+') ? Provenance::kNumber : Provenance::kUnknown;
    case Js::kSubscript: {
      const Provenance base = ProvenanceOf(Child(node, s_.object), depth + 1);
      return base == Provenance::kAllowList || base == Provenance::kRequest ? base
                                                                            : Provenance::kUnknown;
    }
    case Js::kMember: {
      if (TextOf(Child(node, s_.property)) == "length") return Provenance::kNumber;
      const Provenance base = ProvenanceOf(Child(node, s_.object), depth + 1);
      return base == Provenance::kRequest || base == Provenance::kAllowList ? base
                                                                            : Provenance::kUnknown;
    }
    case Js::kTernary: {
      const Provenance a = ProvenanceOf(tree().NamedChild(node, 1), depth + 1);
      const Provenance b = ProvenanceOf(tree().NamedChild(node, 2), depth + 1);
      return a == b ? a : Provenance::kUnknown;
    }
    default:
      return Provenance::kUnknown;
  }
}

void ScriptExtractor::AddPart(NodeIndex node, TextValue& text) {
  text.value += "{}";
  text.parts.push_back({KeepBounded(node), ProvenanceOf(node)});
}

bool ScriptExtractor::ReadText(NodeIndex node, TextValue& text, int depth) {
  if (node == kNoNode || depth > kMaxChain || text.value.size() > sink().limits().sql_bytes)
    return false;
  switch (K(node)) {
    case Js::kString:
      text.value += Literal(node);
      return true;
    case Js::kTemplate:
      for (NodeIndex i = tree().FirstChild(node); i != kNoNode; i = tree().NextSibling(i)) {
        if (K(i) == Js::kFragment || K(i) == Js::kEscape) text.value += TextOf(i);
        if (K(i) != Js::kSubstitution) continue;
        const NodeIndex expression = tree().NamedChild(i, 0);
        // `${FIND} WHERE a = 1`: a statement that goes on.
        const TextValue* const begun = text.value.empty() && K(expression) == Js::kIdentifier
                                           ? FindText(TextOf(expression))
                                           : nullptr;
        if (begun != nullptr && LooksLikeSql(begun->value)) {
          text.value += begun->value;
          text.parts.insert(text.parts.end(), begun->parts.begin(), begun->parts.end());
        } else {
          AddPart(expression == kNoNode ? i : expression, text);
        }
      }
      return true;
    case Js::kParenthesized:
    case Js::kAsExpression:
      return ReadText(tree().NamedChild(node, 0), text, depth + 1);
    case Js::kIdentifier: {
      const TextValue* const known = FindText(TextOf(node));
      if (known == nullptr) return false;
      text.value += known->value;
      text.parts.insert(text.parts.end(), known->parts.begin(), known->parts.end());
      return true;
    }
    case Js::kBinary: {
      if (TextOf(Child(node, s_.op)) != "+") return false;
      TextValue first;
      TextValue second;
      const bool a = ReadText(Child(node, s_.left), first, depth + 1);
      const bool b = ReadText(Child(node, s_.right), second, depth + 1);
      if (!a && !b) return false;
      const auto add = [&](bool known, const TextValue& value, NodeIndex operand) {
        if (!known) return AddPart(operand, text);
        text.value += value.value;
        text.parts.insert(text.parts.end(), value.parts.begin(), value.parts.end());
      };
      add(a, first, Child(node, s_.left));
      add(b, second, Child(node, s_.right));
      return true;
    }
    case Js::kCall:
      return ReadJoin(node, text, depth);
    default:
      return false;
  }
}

// ["SELECT a", …].join(" ") and lines.join(" ").
bool ScriptExtractor::ReadJoin(NodeIndex call, TextValue& text, int depth) {
  const NodeIndex callee = Child(call, s_.function);
  if (K(callee) != Js::kMember || TextOf(Child(callee, s_.property)) != "join") return false;
  const NodeIndex given = tree().NamedChild(Child(call, s_.arguments), 0);
  const NodeIndex list = Child(callee, s_.object);
  if (given != kNoNode && K(given) != Js::kString) return false;
  const std::string separator = given == kNoNode ? "," : Unescaped(Literal(given));
  if (K(list) == Js::kIdentifier) {
    const TextValue* const known = FindItems(TextOf(list));
    return known != nullptr && JoinItems(*known, separator, text);
  }
  TextValue items;
  return K(list) == Js::kArray && ReadItems(ItemsOf(list), items, depth) &&
         JoinItems(items, separator, text);
}

std::vector<NodeIndex> ScriptExtractor::ItemsOf(NodeIndex list) const {
  std::vector<NodeIndex> items;
  for (NodeIndex i = tree().FirstChild(list); i != kNoNode; i = tree().NextSibling(i)) {
    if (tree()[i].named() && K(i) != Js::kComment) items.push_back(i);
  }
  return items;
}

// lines = ["SELECT a"], of texts as far as its first item tells.
void ScriptExtractor::BindList(std::string_view name, NodeIndex list) {
  const Js::Kind first = K(tree().NamedChild(list, 0));
  const bool texts =
      first == Js::kOther || first == Js::kString || first == Js::kTemplate || first == Js::kBinary;
  if (K(list) != Js::kArray || !texts) return ForgetItems(name);
  BindItems(name, ItemsOf(list));
}

}  // namespace assay
