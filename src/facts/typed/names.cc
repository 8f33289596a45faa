// What names, members, calls and types stand for.
#include <algorithm>
#include <string>
#include <vector>

#include "base/text.h"
#include "facts/open_names.h"
#include "facts/typed/extractor.h"

namespace assay {
namespace {

// Before the value of a collection's elements; never part of a fact.
constexpr std::string_view kElements = "[]";

bool StartsUpper(std::string_view name) {
  return !name.empty() && name[0] >= 'A' && name[0] <= 'Z';
}

std::string_view WithoutValue(std::string_view value) {
  if (value.ends_with("()")) value.remove_suffix(2);
  return value;
}

}  // namespace

// ---- what a language may say for itself

std::string TypedExtractor::FreeName(std::string_view) { return {}; }
std::string TypedExtractor::FreeCallee(std::string_view) { return {}; }
std::string TypedExtractor::FreeType(std::string_view) { return {}; }
std::string TypedExtractor::FreePath(NodeIndex) { return {}; }

std::string TypedExtractor::KnownResult(std::string_view callee, NodeIndex) {
  const auto known = traits_.results.find(callee);
  if (known != traits_.results.end()) return std::string(known->second);
  const std::size_t dot = callee.rfind('.');
  if (dot == std::string_view::npos) return {};
  const auto chain = traits_.chains.find(callee.substr(0, dot));
  return chain == traits_.chains.end() ? std::string() : std::string(*chain);
}

std::string_view TypedExtractor::NameText(NodeIndex name) const {
  for (int i = 0; i < kMaxChain && R(name) == Role::kGeneric; ++i) {
    const NodeIndex inner = At(name, Part::kType);
    if (inner == kNoNode) break;
    name = inner;
  }
  return TextOf(name);
}

// ---- imports

void TypedExtractor::BindImport(std::string_view name, const std::string& value) {
  imports_.try_emplace(std::string(name), value);
}

void TypedExtractor::AddImport(NodeIndex node, std::string_view module, std::string_view symbol,
                               std::string_view alias, ImportForm form) {
  Import import;
  import.region = RegionOf(tree()[node]);
  import.module = sink().Keep(module);
  import.symbol = sink().Keep(symbol);
  import.alias = sink().Keep(alias);
  import.form = form;
  import.scope = scope();
  sink().Add(std::move(import));
}

// ---- types

std::string TypedExtractor::TypeName(std::string_view name) {
  if (name.empty() || type_parameters_.contains(name)) return {};
  const std::string key(name);
  if (types_.contains(key)) return "local:#" + key;
  const auto imported = imports_.find(key);
  if (imported != imports_.end()) return imported->second;
  const std::string known = FreeType(name);
  return known.empty() ? "?:#" + key : known;
}

std::string TypedExtractor::QualifiedType(NodeIndex type) {
  const NodeIndex object = At(type, Part::kObject);
  const std::string_view name = NameText(At(type, Part::kName));
  const std::string_view root = TextOf(object);
  const auto imported = imports_.find(std::string(root));
  if (imported != imports_.end()) return Member(imported->second, name);
  if (types_.contains(std::string(root)))
    return types_.contains(std::string(name)) ? "local:#" + std::string(name) : std::string();
  return FreePath(type);
}

std::string TypedExtractor::SimpleType(NodeIndex type) { return TypeName(TextOf(type)); }

std::string TypedExtractor::ResolveType(NodeIndex type) {
  for (int i = 0; i < kMaxChain && type != kNoNode; ++i) {
    switch (R(type)) {
      case Role::kType:
        return SimpleType(type);
      case Role::kIdentifier:
        return TypeName(TextOf(type));
      case Role::kScopedType:
      case Role::kMember:
        return QualifiedType(type);
      case Role::kGeneric:
      case Role::kWrappedType: {
        const NodeIndex stands_for = R(type) == Role::kGeneric ? TransparentType(type) : kNoNode;
        const NodeIndex inner = stands_for == kNoNode ? At(type, Part::kType) : stands_for;
        type = inner == kNoNode ? tree().NamedChild(type, 0) : inner;
        break;
      }
      default:
        return {};
    }
  }
  return {};
}

std::string TypedExtractor::ValueOfType(NodeIndex type) {
  std::string before;
  for (int i = 0; i < kMaxChain && type != kNoNode; ++i) {
    const Role role = R(type);
    const bool generic = role == Role::kGeneric || role == Role::kScopedType;
    const NodeIndex stands_for = generic ? TransparentType(type) : kNoNode;
    if (role != Role::kCollectionType && role != Role::kWrappedType && stands_for == kNoNode) break;
    if (role == Role::kCollectionType || (stands_for != kNoNode && IsCollectionType(type)))
      before += kElements;
    const NodeIndex inner = stands_for == kNoNode ? At(type, Part::kType) : stands_for;
    type = inner == kNoNode ? tree().NamedChild(type, 0) : inner;
  }
  const std::string value = ValueOf(ResolveType(type));
  return value.empty() ? std::string() : before + value;
}

std::string TypedExtractor::TellType(NodeIndex type) {
  if (type == kNoNode) return {};
  const Role role = R(type);
  if (role == Role::kType || role == Role::kScopedType || role == Role::kIdentifier) {
    const std::string name = ResolveType(type);
    if (IsOpenName(name)) return OpenNameOr(name, Bounded(type));
    if (!name.empty() && !name.starts_with("?:") && !name.starts_with("global:")) return name;
  }
  return Bounded(type);
}

bool TypedExtractor::IsNumberType(NodeIndex type) const {
  return type != kNoNode && traits_.number_types.contains(TextOf(type));
}

TypedExtractor::TypeInfo* TypedExtractor::InfoOf(std::string_view value) {
  if (!value.starts_with("local:#")) return nullptr;
  const auto found = types_.find(std::string(WithoutValue(value.substr(7))));
  return found == types_.end() ? nullptr : &found->second;
}

TypedExtractor::TypeInfo* TypedExtractor::OpenInfo() {
  return open_types_.empty() ? nullptr : open_types_.back().info;
}

const TypedExtractor::Constant* TypedExtractor::FindConstant(const TypeInfo* info,
                                                             const std::string& name) {
  constexpr std::size_t kMaxTypes = 32;
  std::vector<const TypeInfo*> types;  // each once, whatever ways lead to it
  if (info != nullptr) types.push_back(info);
  for (std::size_t i = 0; i < types.size(); ++i) {
    const auto found = types[i]->constants.find(name);
    if (found != types[i]->constants.end()) return &found->second;
    // What a type says of the name itself hides what its bases do.
    if (types[i]->fields.contains(name)) return nullptr;
    for (const std::string& base : types[i]->bases) {
      const TypeInfo* const known = InfoOf(base);
      const bool is_new = std::find(types.begin(), types.end(), known) == types.end();
      if (known != nullptr && is_new && types.size() < kMaxTypes) types.push_back(known);
    }
  }
  return nullptr;
}

// ---- values

std::string TypedExtractor::Member(std::string_view base, std::string_view member) const {
  if (base.starts_with(kElements) || member.empty()) return {};
  return MemberOf(base, member);
}

std::string TypedExtractor::Resolve(NodeIndex node, int depth) {
  std::string value = Evaluate(node, depth);
  return value.starts_with(kElements) ? std::string() : value;
}

std::string TypedExtractor::ResolveName(std::string_view name) {
  if (const Binding* const binding = Known(name)) return std::string(binding->value);
  const std::string key(name);
  if (types_.contains(key) || functions_.contains(key)) return "local:#" + key;
  const auto imported = imports_.find(key);
  if (imported != imports_.end()) return imported->second;
  const std::string free = FreeName(name);
  if (!free.empty()) return free;
  return traits_.upper_case_types && StartsUpper(name) ? TypeName(name) : std::string();
}

std::string TypedExtractor::Evaluate(NodeIndex node, int depth) {
  if (node == kNoNode || depth > kMaxChain) return {};
  switch (R(node)) {
    case Role::kIdentifier:
      return ResolveName(TextOf(node));
    case Role::kThis:
      return open_types_.empty() || InAnonymousType()
                 ? std::string()
                 : "local:#" + std::string(open_types_.back().name) + "()";
    case Role::kString:
      return std::string(traits_.string_value);
    case Role::kMember:
      return ResolveMember(node, depth);
    case Role::kCall:
      return ResolveCall(node, depth);
    case Role::kNew:
    case Role::kCast:
      return ValueOfType(At(node, Part::kType));
    case Role::kGeneric:
    case Role::kType:
    case Role::kScopedType:
      return ResolveType(node);
    case Role::kPass:
    case Role::kAwait:
    case Role::kArgument:
      return Evaluate(Held(node), depth + 1);
    case Role::kUnary:
      return PassesOn(node) ? Evaluate(Held(node), depth + 1) : std::string();
    case Role::kIndex: {
      const std::string base = Evaluate(At(node, Part::kObject), depth + 1);
      if (base.starts_with(kElements)) return base.substr(kElements.size());
      // reflect.TypeFor[T] names a function with its type.
      if (traits_.generic_functions && base.starts_with(traits_.ecosystem) && !base.ends_with("()"))
        return base;
      const bool library = !base.empty() && !base.starts_with("local:") && !base.starts_with("?:");
      return library && base.size() < kMaxResolvedName ? base + "[]" : std::string();
    }
    case Role::kTernary: {
      const NodeIndex first = At(node, Part::kValue);
      const NodeIndex second = At(node, Part::kElse);
      const std::string a = Evaluate(first, depth + 1);
      const std::string b = Evaluate(second, depth + 1);
      if (R(first) == Role::kNull) return b;
      return a == b || R(second) == Role::kNull ? a : std::string();
    }
    case Role::kBinary: {
      // a ?? b, a ?: b, a || b: the first, unless it is not there.
      const std::string_view op = TextOf(At(node, Part::kOperator));
      if (op != "??" && op != "?:") return {};
      const std::string a = Evaluate(At(node, Part::kLeft), depth + 1);
      const std::string b = Evaluate(At(node, Part::kRight), depth + 1);
      return a == b || b.empty() ? a : std::string();
    }
    default:
      return {};
  }
}

// What a member is where the type itself lacks it: of the one base that can
// have it.
std::string TypedExtractor::Promoted(const TypeInfo& info, std::string_view member) {
  if (!traits_.promotes) return {};
  // Beside a lock, which has nothing but its own few names, all else is the other's.
  std::string base;
  std::size_t like = 0;
  const bool locks = member.ends_with("Lock") || member.ends_with("Unlock");
  for (const std::string& one : info.bases) {
    const bool lock = traits_.locks.contains(Member(ValueOf(one), "Lock"));
    if (info.bases.size() > 1 && lock != locks) continue;
    base = one;
    ++like;
  }
  if (like != 1 || base.empty() || base.starts_with("?:") || base.starts_with("local:")) return {};
  return Member(ValueOf(base), member);
}

std::string TypedExtractor::ResolveMember(NodeIndex node, int depth) {
  const NodeIndex object = At(node, Part::kObject);
  const std::string member(NameText(At(node, Part::kName)));
  if (member.empty()) return {};
  if (R(object) == Role::kThis || R(object) == Role::kSuper) {
    const TypeInfo* const info = OpenInfo();
    if (info != nullptr) {
      const auto known = info->fields.find(member);
      if (known != info->fields.end()) return known->second;
    }
    return MemberOf("self:#", member);
  }
  const std::string base = Evaluate(object, depth + 1);
  if (base.empty() || base.starts_with("?:")) {
    std::string path = FreePath(node);
    if (!path.empty() || base.empty()) return path;
  }
  if (const TypeInfo* const info = InfoOf(base)) {
    const auto known = info->fields.find(member);
    if (known != info->fields.end()) return known->second;
    if (!info->results.contains(member)) {
      std::string promoted = Promoted(*info, member);
      if (!promoted.empty()) return promoted;
    }
  }
  const std::string name = Member(base, member);
  const auto known = traits_.results.find(name);
  return known == traits_.results.end() ? name : std::string(known->second);
}

TypedExtractor::CallParts TypedExtractor::PartsOf(NodeIndex call) const {
  CallParts parts;
  parts.name = At(call, Part::kName);
  parts.object = At(call, Part::kObject);
  if (parts.name != kNoNode) return parts;
  NodeIndex target = At(call, Part::kTarget);
  for (int i = 0; i < kMaxChain && R(target) == Role::kGeneric; ++i) {
    const NodeIndex inner = At(target, Part::kType);
    if (inner == kNoNode || R(inner) == Role::kType) break;
    target = inner;
  }
  if (R(target) == Role::kMember || R(target) == Role::kScopedType) {
    parts.object = At(target, Part::kObject);
    parts.name = At(target, Part::kName);
    if (parts.name == kNoNode) parts.target = target;
  } else if (R(target) == Role::kIdentifier || R(target) == Role::kGeneric ||
             R(target) == Role::kType) {
    parts.name = target;
  } else {
    parts.target = target;
  }
  return parts;
}

std::string TypedExtractor::MemberOfThis(std::string_view name) {
  const std::string key(name);
  for (auto open = open_types_.rbegin(); open != open_types_.rend(); ++open) {
    if (open->info->results.contains(key)) return MemberOf("local:#", name);
    // A field that is called, or whose value has the call.
    const auto field = open->info->fields.find(key);
    if (field != open->info->fields.end()) {
      const bool applied = !traits_.apply_member.empty() && field->second.ends_with("()");
      return applied ? Member(field->second, traits_.apply_member) : field->second;
    }
    std::string promoted = Promoted(*open->info, name);
    if (!promoted.empty()) return promoted;
  }
  return MemberOf("self:#", name);
}

std::string TypedExtractor::BareCallee(std::string_view name) {
  if (const Binding* const binding = Known(name)) {
    const bool applied = !traits_.apply_member.empty() && binding->value.ends_with("()");
    return applied ? Member(binding->value, traits_.apply_member) : std::string(binding->value);
  }
  const std::string key(name);
  const std::string own =
      traits_.bare_members && !open_types_.empty() ? MemberOfThis(name) : std::string();
  if (!own.empty() && !own.starts_with("self:")) return own;
  if (functions_.contains(key) || types_.contains(key)) return "local:#" + key;
  const auto imported = imports_.find(key);
  if (imported != imports_.end()) return imported->second;
  const std::string free = FreeCallee(name);
  return free.empty() ? own : free;
}

// Each call is asked for its callee as a call, as an argument, as a text and by
// the calls around it, with nothing bound in between.
std::string TypedExtractor::CalleeOf(NodeIndex call, int depth) {
  if (call == kNoNode || own_version_ == 0) return FindCallee(call, depth);
  KnownCallee& known = known_callees_[call % known_callees_.size()];
  const std::uint64_t version = names().version() + own_version_;
  if (known.call == call && known.version == version) return known.name;
  std::string name = FindCallee(call, depth);
  // What was too deep from here may be told from elsewhere.
  if (!name.empty()) known = {call, version, name};
  return name;
}

std::string TypedExtractor::FindCallee(NodeIndex call, int depth) {
  if (depth > kMaxChain) return {};
  const CallParts parts = PartsOf(call);
  const std::string_view name = NameText(parts.name);
  // PHP's A::$method(): which it is, only running tells.
  if (parts.object != kNoNode && name.starts_with('$')) return {};
  if (parts.target != kNoNode) return CalleeName(Resolve(parts.target, depth + 1));
  if (parts.object == kNoNode && IsMacro(call)) {
    const auto imported = imports_.find(std::string(name));
    return imported == imports_.end() ? FreeCallee(name) : imported->second;
  }
  if (parts.object == kNoNode) return BareCallee(name);
  if (R(parts.object) == Role::kThis) return MemberOfThis(name);
  if (R(parts.object) == Role::kSuper) return Member("self:#", name);
  const std::string base = Evaluate(parts.object, depth + 1);
  if (base.empty() || base.starts_with("?:")) {
    std::string path = FreePath(At(call, Part::kTarget));
    if (!path.empty() || base.empty()) return path;
  }
  if (const TypeInfo* const info = InfoOf(base)) {
    if (!info->results.contains(std::string(name))) {
      std::string promoted = Promoted(*info, name);
      if (!promoted.empty()) return promoted;
    }
  }
  return Member(base, name);
}

// The results of a function or method of this file; null if it is not known.
const Texts* TypedExtractor::LocalResults(NodeIndex call, std::string_view callee) {
  if (!callee.starts_with("local:#")) return nullptr;
  const CallParts parts = PartsOf(call);
  const std::string name(NameText(parts.name));
  if (parts.object == kNoNode || R(parts.object) == Role::kThis) {
    for (auto open = open_types_.rbegin(); open != open_types_.rend(); ++open) {
      const auto known = open->info->results.find(name);
      if (known != open->info->results.end()) return &known->second;
    }
    const auto known = functions_.find(name);
    return known == functions_.end() ? nullptr : &known->second;
  }
  // "local:#Shop().find": the object has been resolved for the callee.
  if (callee.size() <= name.size() || !callee.ends_with(name)) return nullptr;
  const TypeInfo* const info = InfoOf(callee.substr(0, callee.size() - name.size() - 1));
  if (info == nullptr) return nullptr;
  const auto known = info->results.find(name);
  return known == info->results.end() ? nullptr : &known->second;
}

std::string TypedExtractor::ResolveCall(NodeIndex node, int depth) {
  const std::string callee = CalleeOf(node, depth);
  if (callee.empty() || NamesCallee(node)) return callee;
  if (const Texts* const results = LocalResults(node, callee))
    return results->empty() || results->front().empty() ? ValueOf(callee)
                                                        : std::string(results->front());
  std::string known = KnownResult(callee, node);
  return known.empty() ? ValueOf(callee) : known;
}

// The values that one expression gives to `count` names.
std::vector<std::string> TypedExtractor::ValuesOf(NodeIndex value, std::size_t count) {
  std::vector<std::string> values(count);
  if (count == 0 || value == kNoNode) return values;
  value = Inner(value);
  if (count > 1 && R(value) == Role::kCall) {
    if (const Texts* const results = LocalResults(value, CalleeOf(value))) {
      for (std::size_t i = 0; i < count && i < results->size(); ++i)
        values[i] = std::string((*results)[i]);
      return values;
    }
    const std::vector<std::string> known = KnownResults(CalleeOf(value));
    for (std::size_t i = 0; i < count && i < known.size(); ++i) values[i] = known[i];
    if (!known.empty()) return values;
  }
  values[0] = Evaluate(value);
  return values;
}

bool TypedExtractor::PassesOn(NodeIndex node) const {
  switch (R(node)) {
    case Role::kPass:
    case Role::kAwait:
    case Role::kArgument:
      return true;
    case Role::kUnary:  // &x, *x and x!!, not !x
      return TextOf(node).starts_with('&') || TextOf(node).starts_with('*') ||
             TextOf(node).ends_with("!!");
    default:
      return false;
  }
}

NodeIndex TypedExtractor::Held(NodeIndex node) const {
  const NodeIndex value = At(node, Part::kValue);
  return value == kNoNode ? tree().NamedChild(node, 0) : value;
}

NodeIndex TypedExtractor::Inner(NodeIndex node) const {
  for (int i = 0; i < kMaxChain && PassesOn(node); ++i) node = Held(node);
  return node;
}

std::vector<NodeIndex> TypedExtractor::ItemsOf(NodeIndex node) const {
  constexpr std::size_t kMaxItems = 512;
  std::vector<NodeIndex> items;
  for (NodeIndex i = tree().FirstChild(node); i != kNoNode && items.size() < kMaxItems;
       i = tree().NextSibling(i)) {
    if (tree()[i].named() && R(i) != Role::kComment) items.push_back(i);
  }
  return items;
}

NodeIndex TypedExtractor::FirstOf(NodeIndex node, Role role) const {
  for (NodeIndex i = tree().FirstChild(node); i != kNoNode; i = tree().NextSibling(i)) {
    if (R(i) == role) return i;
  }
  return kNoNode;
}

}  // namespace assay
