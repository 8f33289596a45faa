// What the names of a script stand for.
#include <algorithm>
#include <unordered_set>

#include "base/text.h"
#include "facts/javascript/extractor.h"

namespace assay {
namespace {

// What needs no import: Node's globals, and the browser's that servers' code shares.
constexpr std::string_view kGlobals =
    "AbortController AbortSignal AggregateError Array ArrayBuffer Atomics BigInt BigInt64Array "
    "BigUint64Array Blob Boolean BroadcastChannel Buffer CompressionStream CustomEvent "
    "DOMException DataView Date DecompressionStream Error EvalError Event EventSource "
    "EventTarget File FinalizationRegistry Float32Array Float64Array FormData Function Headers "
    "Int16Array Int32Array Int8Array Intl JSON Map Math MessageChannel MessageEvent MessagePort "
    "Number Object Performance PerformanceObserver Promise Proxy RangeError ReadableStream "
    "ReferenceError Reflect RegExp Request Response Set SharedArrayBuffer String Symbol "
    "SyntaxError TextDecoder TextDecoderStream TextEncoder TextEncoderStream TransformStream "
    "TypeError URIError URL URLSearchParams Uint16Array Uint32Array Uint8Array "
    "Uint8ClampedArray WeakMap WeakRef WeakSet WebAssembly WebSocket Worker WritableStream "
    "XMLHttpRequest atob btoa clearImmediate clearInterval clearTimeout console crypto "
    "decodeURI decodeURIComponent document encodeURI encodeURIComponent escape eval fetch "
    "globalThis isFinite isNaN localStorage parseFloat parseInt performance process "
    "queueMicrotask sessionStorage setImmediate setInterval setTimeout structuredClone unescape "
    "window";

bool IsGlobalName(std::string_view name) {
  static const std::unordered_set<std::string_view> kNames = [] {
    const std::vector<std::string_view> names = Split(kGlobals, ' ');
    return std::unordered_set<std::string_view>(names.begin(), names.end());
  }();
  return kNames.contains(name);
}

// Types that say of their first parameter.
bool IsTransparentType(std::string_view name) {
  return name == "Promise" || name == "Partial" || name == "Readonly" || name == "Required" ||
         name == "NonNullable" || name == "Awaited";
}

constexpr int kMaxPattern = 16;  // patterns inside each other that are followed

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
      if (TextOf(callee) == "import") {
        const NodeIndex spec = tree().NamedChild(Child(node, s_.arguments), 0);
        return K(spec) == Js::kString ? ModuleName(Literal(spec)) + "#" : std::string();
      }
      const std::string name = Resolve(callee, depth + 1);
      if (name.starts_with("local:#")) {
        const auto returned = returns_.find(name.substr(7));
        if (returned != returns_.end() && !returned->second.empty()) return returned->second;
      }
      if (name.starts_with("self:#")) {
        const std::string returned = FieldValue(name.substr(6) + "()");
        if (!returned.empty()) return returned;
      }
      return ValueOf(name);
    }
    case Js::kSubscript: {
      const NodeIndex key = Child(node, s_.index);
      return K(key) == Js::kString
                 ? MemberOf(Resolve(Child(node, s_.object), depth + 1), Literal(key))
                 : std::string();
    }
    case Js::kNew:
      return ValueOf(Resolve(Child(node, s_.constructor), depth + 1));
    case Js::kAwait:
    case Js::kParenthesized:
    case Js::kNonNull:
      return Resolve(tree().NamedChild(node, 0), depth + 1);
    case Js::kAsExpression:
    case Js::kSatisfies: {
      std::string value = Resolve(tree().NamedChild(node, 0), depth + 1);
      return value.empty() ? ValueOfType(tree().NamedChild(node, 1)) : value;
    }
    case Js::kAssignment:
      return Resolve(Child(node, s_.right), depth + 1);
    case Js::kTernary:
      return ResolveEither(tree().NamedChild(node, 1), tree().NamedChild(node, 2), depth + 1);
    case Js::kBinary: {
      const std::string_view op = TextOf(Child(node, s_.op));
      const NodeIndex left = Child(node, s_.left);
      const NodeIndex right = Child(node, s_.right);
      if (op == "&&") return Resolve(right, depth + 1);  // else it has no members
      if (op != "||" && op != "??") return {};
      return SaysNothing(left) ? Resolve(right, depth + 1) : Resolve(left, depth + 1);
    }
    default:
      return {};
  }
}

// null, undefined, and a parameter of no declared type that was not given.
bool ScriptExtractor::SaysNothing(NodeIndex node) {
  if (K(node) == Js::kNull || K(node) == Js::kUndefined) return true;
  if (K(node) != Js::kIdentifier) return false;
  const Binding* const known = names().Find(TextOf(node));
  return known != nullptr && known->value.empty() && known->provenance == Provenance::kParameter;
}

std::string ScriptExtractor::ResolveEither(NodeIndex first, NodeIndex second, int depth) {
  if (SaysNothing(first)) return Resolve(second, depth);
  const std::string value = Resolve(first, depth);
  return SaysNothing(second) || value == Resolve(second, depth) ? value : std::string();
}

std::string ScriptExtractor::ResolveName(std::string_view name) {
  const Binding* const binding = names().Find(name);
  if (binding != nullptr) return std::string(binding->value);
  return IsGlobalName(name) ? "global:#" + std::string(name) : std::string();
}

NodeIndex ScriptExtractor::FieldName(NodeIndex field) const {
  const NodeIndex name = Child(field, s_.name);
  return name == kNoNode ? Child(field, s_.property) : name;
}

// Redis, Repository<User>, Promise<Redis>, Redis | null, express.Response. A
// list, a function or one of several types gives no value.
std::string ScriptExtractor::ValueOfType(NodeIndex type, int depth) {
  if (type == kNoNode || depth > kMaxChain) return {};
  switch (K(type)) {
    case Js::kTypeAnnotation:
    case Js::kParenthesizedType:
      return ValueOfType(tree().NamedChild(type, 0), depth + 1);
    case Js::kTypeIdentifier:
    case Js::kIdentifier:
      return ValueOf(ResolveName(TextOf(type)));
    case Js::kNestedType:
      return ValueOf(MemberOf(Resolve(tree().FirstChild(type)), TextOf(tree()[type].next - 1)));
    case Js::kGenericType: {
      const NodeIndex name = tree().NamedChild(type, 0);
      if (!IsTransparentType(TextOf(name))) return ValueOfType(name, depth + 1);
      return ValueOfType(tree().NamedChild(tree().NamedChild(type, 1), 0), depth + 1);
    }
    case Js::kUnionType: {
      const NodeIndex left = tree().NamedChild(type, 0);
      const NodeIndex right = tree().NamedChild(type, 1);
      const auto is_nothing = [this](NodeIndex node) {
        return node == kNoNode || TextOf(node) == "null" || TextOf(node) == "undefined";
      };
      if (is_nothing(right)) return ValueOfType(left, depth + 1);
      return is_nothing(left) ? ValueOfType(right, depth + 1) : std::string();
    }
    default:
      return {};
  }
}

std::string ScriptExtractor::TypeText(NodeIndex type) {
  if (type == kNoNode) return {};
  const NodeIndex inner = tree().NamedChild(type, 0);
  if (K(inner) == Js::kTypeIdentifier) {
    const std::string name = CalleeName(Resolve(inner));
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
    // TypeScript's grammar has the default beside the name.
    if (definition != nullptr && !definition->parameters.empty() && Child(i, s_.value) != kNoNode)
      definition->parameters.back().has_default = true;
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
    const std::string base(binding.value);
    binding.value = {};
    BindPattern(pattern, base, binding, true);
  }
  if (definition == nullptr) return;
  Parameter parameter;
  parameter.name = sink().Keep(Truncate(name, 60));
  parameter.type = sink().Keep(TypeText(type));
  parameter.has_default = has_default;
  definition->parameters.push_back(parameter);
}

// What a name of a pattern takes out of `base`: `{ a: { b: name } }` the member
// a.b; empty for an element of a list and for the rest.
std::string ScriptExtractor::TakenApart(NodeIndex name, NodeIndex pattern,
                                        const std::string& base) {
  if (base.empty()) return {};
  std::vector<std::string_view> members;
  NodeIndex below = name;
  for (int up = 0; below != pattern; ++up) {
    if (up > kMaxPattern) return {};
    if (K(below) == Js::kShorthandPattern) members.push_back(TextOf(below));
    const NodeIndex around = Parent(below);
    if (K(around) == Js::kPairPattern) {
      const std::string_view key = TextOf(Child(around, s_.key));
      if (key.empty() || key[0] == '[') return {};
      members.push_back(key);
    } else if (K(around) != Js::kObjectPattern && K(around) != Js::kAssignmentPattern) {
      return {};
    }
    below = around;
  }
  std::string value = base;
  for (auto member = members.rbegin(); member != members.rend(); ++member)
    value = MemberOf(value, *member);
  return members.empty() ? std::string() : value;
}

std::vector<NodeIndex> ScriptExtractor::NamesOfPattern(NodeIndex pattern) const {
  std::vector<NodeIndex> bound;
  NodeIndex value_ends = 0;
  for (NodeIndex i = pattern; i < tree()[pattern].next; ++i) {
    // What stands for a missing member binds nothing.
    if (tree()[i].field == s_.right && K(Parent(i)) == Js::kAssignmentPattern)
      value_ends = std::max(value_ends, tree()[i].next);
    const bool name =
        K(i) == Js::kShorthandPattern ||
        (K(i) == Js::kIdentifier && K(Parent(i)) != Js::kSubscript && K(Parent(i)) != Js::kMember);
    if (i >= value_ends && name) bound.push_back(i);
  }
  return bound;
}

void ScriptExtractor::BindPattern(NodeIndex pattern, const std::string& base,
                                  const Binding& binding, bool replace) {
  if (pattern == kNoNode) return;
  for (const NodeIndex i : NamesOfPattern(pattern)) {
    Binding bound = binding;
    bound.value = sink().KeepName(TakenApart(i, pattern, base));
    names().BindInFunction(TextOf(i), bound, replace);
  }
}

void ScriptExtractor::ReadDeclarator(NodeIndex node) {
  const NodeIndex name = Child(node, s_.name);
  const NodeIndex value = Child(node, s_.value);
  if (name == kNoNode) return;
  if (K(name) != Js::kIdentifier) return BindPattern(name, Resolve(value), {}, true);
  if (K(value) == Js::kArrow || K(value) == Js::kFunctionExpression) {
    names().BindInFunction(
        TextOf(name),
        {sink().KeepName("local:#" + std::string(TextOf(name))), {}, Provenance::kUnknown}, true);
    return;
  }
  shapes().Assign(TextOf(name), value == kNoNode ? std::string() : Bounded(value));
  BindValue(TextOf(name), value, Child(node, s_.type));
  BindList(TextOf(name), value);
  if (value != kNoNode) AddNamedText(value, TextOf(name));
}

void ScriptExtractor::BindValue(std::string_view name, NodeIndex value, NodeIndex type) {
  Binding binding;
  std::string resolved = value == kNoNode ? std::string() : Resolve(value);
  if (resolved.empty()) resolved = ValueOfType(type);
  binding.value = sink().KeepName(resolved);
  binding.assigned = !resolved.empty() || (value != kNoNode && !SaysNothing(value));
  // `let x;` does not undo what is known to be assigned below.
  const Binding* const known = names().Find(name);
  if (!binding.assigned && known != nullptr && !known->value.empty()) return;
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
