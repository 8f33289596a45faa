// What the names of a script stand for.
#include <unordered_map>

#include "base/text.h"
#include "facts/javascript/extractor.h"

namespace assay {
namespace {

bool IsGlobalName(std::string_view name) {
  static const std::unordered_set<std::string_view> kNames = {"process",
                                                              "console",
                                                              "fetch",
                                                              "JSON",
                                                              "Math",
                                                              "Object",
                                                              "Array",
                                                              "String",
                                                              "Number",
                                                              "Boolean",
                                                              "Date",
                                                              "Promise",
                                                              "Map",
                                                              "Set",
                                                              "WeakMap",
                                                              "WeakSet",
                                                              "Symbol",
                                                              "RegExp",
                                                              "Error",
                                                              "TypeError",
                                                              "RangeError",
                                                              "Buffer",
                                                              "setTimeout",
                                                              "setInterval",
                                                              "setImmediate",
                                                              "clearTimeout",
                                                              "clearInterval",
                                                              "parseInt",
                                                              "parseFloat",
                                                              "isNaN",
                                                              "URL",
                                                              "URLSearchParams",
                                                              "AbortController",
                                                              "WebSocket",
                                                              "window",
                                                              "document",
                                                              "localStorage",
                                                              "globalThis",
                                                              "Proxy",
                                                              "Reflect",
                                                              "Atomics",
                                                              "SharedArrayBuffer",
                                                              "BigInt",
                                                              "Intl",
                                                              "encodeURIComponent",
                                                              "decodeURIComponent",
                                                              "eval",
                                                              "Function",
                                                              "crypto",
                                                              "performance",
                                                              "queueMicrotask",
                                                              "structuredClone",
                                                              "TextEncoder",
                                                              "TextDecoder",
                                                              "Worker",
                                                              "EventSource",
                                                              "FormData",
                                                              "Headers",
                                                              "Request",
                                                              "Response",
                                                              "ReadableStream",
                                                              "escape",
                                                              "unescape"};
  return kNames.contains(name);
}

}  // namespace

std::string ScriptExtractor::Resolve(NodeIndex node, int depth) {
  if (node == kNoNode || depth > kMaxChain) return {};
  switch (K(node)) {
    case Js::kIdentifier:
    case Js::kTypeIdentifier:
    case Js::kShorthand:
      return ResolveName(TextOf(node));
    case Js::kMember: {
      const NodeIndex object = Child(node, s_.object);
      const std::string_view member = TextOf(Child(node, s_.property));
      if (K(object) == Js::kThis) {
        const std::string field = FieldValue(member);
        return field.empty() ? "self:#" + std::string(member) : field;
      }
      const std::string base = Resolve(object, depth + 1);
      // x.then(…) goes on with x.
      if (member == "default" && base.ends_with("#")) return base;
      return MemberOf(base, member);
    }
    case Js::kCall: {
      const std::string module = RequiredModule(node);
      if (!module.empty() && Shadowing("require") == nullptr) return module + "#";
      const NodeIndex callee = Child(node, s_.function);
      const std::string name = Resolve(callee, depth + 1);
      if (name.starts_with("local:#")) {
        const auto returned = returns_.find(name.substr(7));
        if (returned != returns_.end() && !returned->second.empty()) return returned->second;
      }
      return ValueOf(name);
    }
    case Js::kNew:
      return ValueOf(Resolve(Child(node, s_.constructor), depth + 1));
    case Js::kAwait:
    case Js::kParenthesized:
    case Js::kNonNull:
    case Js::kAsExpression:
    case Js::kSatisfies:
      return Resolve(tree().NamedChild(node, 0), depth + 1);
    case Js::kBinary: {
      const std::string_view op = TextOf(Child(node, s_.op));
      return op == "||" || op == "??" ? Resolve(Child(node, s_.left), depth + 1) : std::string();
    }
    default:
      return {};
  }
}

std::string ScriptExtractor::ResolveName(std::string_view name) {
  const Binding* const binding = names().Find(name);
  if (binding != nullptr) return std::string(binding->value);
  return IsGlobalName(name) ? "global:#" + std::string(name) : std::string();
}

void ScriptExtractor::BindFieldsAhead(NodeIndex node) {
  const NodeIndex body = Child(node, s_.body);
  if (body == kNoNode) return;
  for (NodeIndex member = tree().FirstChild(body); member != kNoNode;
       member = tree().NextSibling(member)) {
    if (K(member) == Js::kField) {
      const NodeIndex name = FieldName(member);
      std::string value = ValueOfType(Child(member, s_.type));
      if (value.empty()) value = Resolve(Child(member, s_.value));
      if (name != kNoNode) BindField(TextOf(name), value);
    }
    if (K(member) == Js::kMethod && TextOf(Child(member, s_.name)) == "constructor")
      BindConstructorFields(member);
  }
}

NodeIndex ScriptExtractor::FieldName(NodeIndex field) const {
  const NodeIndex name = Child(field, s_.name);
  return name == kNoNode ? Child(field, s_.property) : name;
}

void ScriptExtractor::BindConstructorFields(NodeIndex method) {
  const NodeIndex list = Child(method, s_.parameters);
  std::unordered_map<std::string_view, std::string> types;
  for (NodeIndex i = tree().FirstChild(list); i != kNoNode; i = tree().NextSibling(i)) {
    const NodeIndex pattern = Child(i, s_.pattern);
    if (pattern == kNoNode) continue;
    types[TextOf(pattern)] = ValueOfType(Child(i, s_.type));
    bool property = false;
    for (NodeIndex j = tree().FirstChild(i); j != kNoNode; j = tree().NextSibling(j)) {
      property |= K(j) == Js::kAccessibility || (!tree()[j].named() && TextOf(j) == "readonly");
    }
    if (property) BindField(TextOf(pattern), types[TextOf(pattern)]);
  }
  for (NodeIndex i = method; i < tree()[method].next; ++i) {
    if (K(i) != Js::kAssignment) continue;
    const NodeIndex left = Child(i, s_.left);
    if (K(left) != Js::kMember || K(Child(left, s_.object)) != Js::kThis) continue;
    const NodeIndex right = Child(i, s_.right);
    std::string value = Resolve(right);
    const auto typed = types.find(TextOf(right));
    if (typed != types.end()) value = typed->second;
    BindField(TextOf(Child(left, s_.property)), value);
  }
}

std::string ScriptExtractor::ValueOfType(NodeIndex type) {
  if (type == kNoNode) return {};
  for (NodeIndex i = type; i < tree()[type].next; ++i) {
    if (K(i) != Js::kTypeIdentifier && K(i) != Js::kIdentifier) continue;
    const std::string_view name = TextOf(i);
    if (name == "Promise" || name == "Partial" || name == "Readonly" || name == "Array") continue;
    // A qualified name: express.Application.
    const NodeIndex parent = Parent(i);
    if (tree().grammar().KindName(Kind(parent)) == "nested_type_identifier") {
      const std::string base = Resolve(tree().FirstChild(parent));
      return base.empty() ? std::string()
                          : ValueOf(MemberOf(base, TextOf(tree()[parent].next - 1)));
    }
    const std::string resolved = ResolveName(name);
    return resolved.empty() ? std::string() : ValueOf(resolved);
  }
  return {};
}

std::string ScriptExtractor::TypeText(NodeIndex type) {
  if (type == kNoNode) return {};
  const NodeIndex inner = tree().NamedChild(type, 0);
  if (inner != kNoNode && K(inner) == Js::kTypeIdentifier) {
    const std::string name = Resolve(inner);
    if (!name.empty()) return name;
  }
  return Bounded(inner == kNoNode ? type : inner);
}

void ScriptExtractor::BindParameters(NodeIndex function, Definition* definition) {
  const NodeIndex single = Child(function, s_.parameter);
  if (single != kNoNode) return BindParameter(single, kNoNode, 0, definition);
  const NodeIndex list = Child(function, s_.parameters);
  if (list == kNoNode) return;
  std::size_t position = 0;
  for (NodeIndex i = tree().FirstChild(list); i != kNoNode; i = tree().NextSibling(i)) {
    if (!tree()[i].named() || K(i) == Js::kComment || K(i) == Js::kDecorator) continue;
    const NodeIndex pattern = Child(i, s_.pattern);
    BindParameter(pattern == kNoNode ? i : pattern, Child(i, s_.type), position++, definition);
  }
}

void ScriptExtractor::BindParameter(NodeIndex pattern, NodeIndex type, std::size_t position,
                                    Definition* definition) {
  const bool has_default = K(pattern) == Js::kAssignmentPattern;
  if (has_default) pattern = Child(pattern, s_.left);
  if (pattern == kNoNode) return;
  const std::string_view name = TextOf(pattern);
  const bool request = name == "req" || name == "request" || (name == "ctx" && position == 0);
  Binding binding;
  binding.value = sink().KeepName(ValueOfType(type));
  binding.provenance = request ? Provenance::kRequest : Provenance::kParameter;
  if (K(pattern) == Js::kIdentifier) {
    names().Bind(name, binding, true);
  } else {
    BindPattern(pattern, {}, binding);
  }
  if (definition == nullptr) return;
  Parameter parameter;
  parameter.name = sink().Keep(Truncate(name, 60));
  parameter.type = sink().Keep(TypeText(type));
  parameter.has_default = has_default;
  definition->parameters.push_back(parameter);
}

void ScriptExtractor::BindPattern(NodeIndex pattern, const std::string& base,
                                  const Binding& binding) {
  if (pattern == kNoNode) return;
  for (NodeIndex i = pattern; i < tree()[pattern].next; ++i) {
    std::string_view name;
    std::string_view member;
    if (K(i) == Js::kShorthandPattern) {
      name = member = TextOf(i);
    } else if (K(i) == Js::kPairPattern && K(Child(i, s_.value)) == Js::kIdentifier) {
      member = TextOf(Child(i, s_.key));
      name = TextOf(Child(i, s_.value));
    } else if (K(i) == Js::kIdentifier && K(Parent(i)) != Js::kPairPattern &&
               K(Parent(i)) != Js::kSubscript && K(Parent(i)) != Js::kMember) {
      name = TextOf(i);
    }
    if (name.empty()) continue;
    Binding bound = binding;
    if (!base.empty() && !member.empty() && K(Parent(i)) == Js::kObjectPattern &&
        Parent(i) == pattern)
      bound.value = sink().KeepName(MemberOf(base, member));
    names().BindInFunction(name, bound, true);
  }
}

void ScriptExtractor::ReadDeclarator(NodeIndex node) {
  const NodeIndex name = Child(node, s_.name);
  const NodeIndex value = Child(node, s_.value);
  if (name == kNoNode) return;
  if (K(name) != Js::kIdentifier) return BindPattern(name, Resolve(value), {});
  if (K(value) == Js::kArrow || K(value) == Js::kFunctionExpression) {
    names().BindInFunction(
        TextOf(name),
        {sink().KeepName("local:#" + std::string(TextOf(name))), {}, Provenance::kUnknown}, true);
    return;
  }
  shapes().Assign(TextOf(name), value == kNoNode ? std::string() : Bounded(value));
  BindValue(TextOf(name), value, Child(node, s_.type));
  if (value != kNoNode) AddNamedText(value, TextOf(name));
}

void ScriptExtractor::BindValue(std::string_view name, NodeIndex value, NodeIndex type) {
  Binding binding;
  std::string resolved = value == kNoNode ? std::string() : Resolve(value);
  if (resolved.empty()) resolved = ValueOfType(type);
  binding.value = sink().KeepName(resolved);
  TextValue text;
  if (value != kNoNode && ReadText(value, text)) {
    if (text.parts.empty()) {
      binding.literal = sink().Keep(text.value);
      binding.provenance =
          EnclosingFunctionIndex() == kNoScope ? Provenance::kConstant : Provenance::kLiteral;
    }
    BindText(name, std::move(text));
  } else if (value != kNoNode) {
    binding.provenance = ProvenanceOf(value);
    if (EnclosingFunctionIndex() == kNoScope && (K(value) == Js::kArray || K(value) == Js::kObject))
      binding.provenance = Provenance::kAllowList;
  }
  names().BindInFunction(name, binding, true);
}

}  // namespace assay
