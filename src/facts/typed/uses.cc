// Calls, instances and their arguments, and what becomes of their values.
#include <algorithm>
#include <array>
#include <string>

#include "base/text.h"
#include "base/text_map.h"
#include "facts/open_names.h"
#include "facts/typed/extractor.h"

namespace assay {
namespace {

constexpr std::size_t kMaxArgumentNodes = 256;  // of one call that are looked at
constexpr std::size_t kMaxNestedArguments = 64;
constexpr int kMaxClimb = 10;  // parents that pass a value on

template <std::size_t kSize>
bool IsAnyOf(const std::array<std::string_view, kSize>& names, std::string_view name) {
  return std::find(names.begin(), names.end(), name) != names.end();
}

// Members of collections as the languages call them, in lower case.
constexpr std::array kTakes = std::to_array<std::string_view>(
    {"poll", "pop", "pop_front", "pop_back", "remove", "removefirst", "removelast", "removeat",
     "poplast", "popfirst", "dequeue", "array_shift", "array_pop", "take"});
constexpr std::array kPuts = std::to_array<std::string_view>(
    {"add", "addall", "addfirst", "addlast", "enqueue", "offer", "push", "push_back", "push_front",
     "insert", "append", "array_push", "array_unshift"});
constexpr std::array kTests = std::to_array<std::string_view>(
    {"contains", "containskey", "contains_key", "has", "in_array", "array_key_exists", "isset"});

// The longest of these, and what writes and reads an element.
constexpr std::size_t kMaxCollectionMember = 16;
bool IsCollectionMember(std::string_view member) {
  static const TextViewSet kMembers = [] {
    TextViewSet all{"put", "set", "get"};
    all.insert(kTakes.begin(), kTakes.end());
    all.insert(kPuts.begin(), kPuts.end());
    all.insert(kTests.begin(), kTests.end());
    return all;
  }();
  return kMembers.contains(member);
}

bool IsComparison(std::string_view op) {
  return op == "==" || op == "!=" || op == "<" || op == ">" || op == "<=" || op == ">=" ||
         op == "===" || op == "!==";
}

bool IsLogic(std::string_view op) { return op == "&&" || op == "||" || op == "and" || op == "or"; }

}  // namespace

void TypedExtractor::AddCall(NodeIndex node, const std::string& name, NodeIndex at,
                             NodeIndex object, const std::vector<ArgumentNode>& arguments,
                             UseForm form) {
  Use use;
  use.region = RegionOfCall(node, at);
  use.form = form;
  use.name = sink().Keep(name);
  if (object != kNoNode) use.receiver = KeepBounded(object);
  ReadResult(node, use);
  // The text of sprintf("…", x) has been told as a whole.
  NodeIndex whole = node;
  for (int i = 0; i < kMaxClimb && !IsConsumed(whole) && PassesOn(Parent(whole)); ++i)
    whole = Parent(whole);
  if (IsConsumed(whole)) {
    Consume(object);
    for (const ArgumentNode& argument : arguments) Consume(argument.node);
  }
  AddUse(std::move(use), arguments);
}

void TypedExtractor::ReadCall(NodeIndex node) {
  const CallParts parts = PartsOf(node);
  if (parts.name == kNoNode && parts.target == kNoNode) return;
  // func() { … }(): a function without a name, called where it is written.
  if (R(Inner(parts.target)) == Role::kLambda) return;
  std::string name = CalleeOf(node);
  if (name.empty()) {
    name = "?:#";
    if (parts.object != kNoNode) name += Bounded(parts.object) + ".";
    name += parts.name == kNoNode ? Bounded(parts.target)
                                  : std::string(NameText(parts.name).substr(0, 80));
  }
  if (NamesCallee(node))
    return AddCall(node, name, parts.name, parts.object, {}, UseForm::kAttribute);
  const std::vector<ArgumentNode> arguments = ArgumentsOf(ArgumentListOf(node));
  NoteCollectionCall(node, parts, arguments);
  NoteAllowListCheck(node, parts, arguments);
  NoteSelfCall(node, name, arguments.size());
  NoteConcurrency(node, name, parts);
  ReadAppend(node);
  AddCall(node, name, parts.name, parts.object, arguments);
}

// The key of an entry or the name of an argument; a literal without its quotes.
std::string TypedExtractor::Keyword(NodeIndex key) {
  key = Inner(key);
  TextValue text;
  return R(key) == Role::kString && ReadText(key, text) ? std::string(Truncate(text.value, 80))
                                                        : Bounded(key);
}

void TypedExtractor::ReadNew(NodeIndex node) {
  const NodeIndex type = At(node, Part::kType);
  // A class without a name, made where it is written.
  const bool anonymous = R(type) == Role::kClass;
  if (type == kNoNode || anonymous || IsCollection(node)) return;
  std::string name = ResolveType(type);
  if (name.empty()) name = Unresolved(type);
  std::vector<ArgumentNode> arguments = ArgumentsOf(ArgumentListOf(node));
  // Server{Addr: ":80"}: what is set at once.
  for (const NodeIndex item : ItemsOf(At(node, Part::kBody))) {
    if (arguments.size() >= kMaxArgumentNodes) break;
    const NodeIndex value = At(item, Part::kValue);
    if (R(item) == Role::kPair && value != kNoNode)
      arguments.push_back(
          {Inner(value), KeyOf(item) == kNoNode ? Bounded(value) : Keyword(KeyOf(item))});
    if (R(item) == Role::kAssign)
      arguments.push_back({At(item, Part::kRight), Bounded(At(item, Part::kLeft))});
    if (R(item) == Role::kArgument || R(item) == Role::kPass)
      arguments.push_back({Inner(item), ""});
  }
  if (traits_.spawns.contains(name)) AddConstruct(node, ConstructKind::kSpawn, name);
  AddCall(node, name, kNoNode, kNoNode, arguments, UseForm::kInstantiation);
}

// Reads of a member of something known, outside of calls and chains.
void TypedExtractor::ReadMember(NodeIndex node) {
  const NodeIndex parent = Parent(node);
  const Role role = R(parent);
  if ((role == Role::kMember || role == Role::kCall || role == Role::kScopedType) &&
      (IsPart(node, Part::kObject) || IsPart(node, Part::kTarget) || IsPart(node, Part::kName)))
    return;
  // Told as the type of what is made, declared or annotated.
  if ((role == Role::kNew || role == Role::kAnnotation || role == Role::kBases) ||
      (role == Role::kGeneric && IsPart(node, Part::kType)) || IsPart(node, Part::kType))
    return;
  if (role == Role::kAssign && IsPart(node, Part::kLeft)) return;
  if (role == Role::kIndex && IsPart(node, Part::kObject)) return;
  const NodeIndex object = At(node, Part::kObject);
  if (R(object) == Role::kThis) return;
  const std::string base = Resolve(object);
  const std::string name =
      base.empty() ? Resolve(node) : Member(base, NameText(At(node, Part::kName)));
  if (!name.starts_with(traits_.ecosystem) && !IsOpenName(name)) return;
  AddCall(node, name, At(node, Part::kName), object, {}, UseForm::kAttribute);
}

// $_GET["id"], configuration["Key"]: an element of something known, by name.
void TypedExtractor::ReadIndex(NodeIndex node) {
  const auto [object, key] = ElementOf(node);
  const NodeIndex parent = Parent(node);
  const bool assigned = R(parent) == Role::kAssign && IsPart(node, Part::kLeft);
  if (!assigned) {
    const std::string table = Bounded(object);
    if (IsTested(node)) {
      shapes().TestMember(table, Bounded(key));
    } else {
      shapes().ReadElement(table, Bounded(key));
    }
  }
  const std::string base = Resolve(object);
  if (!base.starts_with(traits_.ecosystem) && !base.starts_with("global:") && !IsOpenName(base))
    return;
  if (R(Inner(key)) != Role::kString) return;
  AddCall(node, base, kNoNode, kNoNode, {{Inner(key), ""}}, UseForm::kAttribute);
}

// A call of the function or method that is open, where the type has but one
// of its name and number of parameters.
void TypedExtractor::NoteSelfCall(NodeIndex call, std::string_view callee, std::size_t arguments) {
  Definition* const function = EnclosingFunction();
  if (function == nullptr || function->calls_itself || traits_.arity_names ||
      !callee.starts_with("local:#"))
    return;
  const CallParts parts = PartsOf(call);
  if (NameText(parts.name) != function->name) return;
  if (function->owner.empty() || function->kind == DefinitionKind::kFunction) {
    // With more arguments it is another one of its name.
    function->calls_itself = parts.object == kNoNode && arguments <= function->parameters.size() &&
                             !IsOverloaded(function->name);
    return;
  }
  auto type = types_.find(std::string(function->owner));
  if (type == types_.end()) type = types_.find("extension " + std::string(function->owner));
  if (type == types_.end() || arguments > function->parameters.size()) return;
  int like = 0;
  for (const auto& [arity, count] : type->second.overloads) {
    if (arity.starts_with(std::string(function->name) + "/")) like += count;
  }
  if (like != 1) return;
  const std::string own = MemberOf("local:#", function->owner);
  const bool of_this = callee == MemberOf("local:#", function->name);
  function->calls_itself = of_this || callee == MemberOf(own, function->name) ||
                           callee == MemberOf(ValueOf(own), function->name);
}

void TypedExtractor::NoteConcurrency(NodeIndex node, std::string_view name,
                                     const CallParts& parts) {
  const std::string_view member = NameText(parts.name);
  if (name.size() < member.size() + 3 || name.starts_with("?:") || name.starts_with("self:"))
    return;
  const std::string_view receiver =
      parts.object == kNoNode ? name : name.substr(0, name.size() - member.size() - 1);
  if (traits_.locks.contains(name)) AddConstruct(node, ConstructKind::kLock, receiver, member);
  if (traits_.spawns.contains(name)) AddConstruct(node, ConstructKind::kSpawn, name);
  const auto channel = traits_.channels.find(name);
  if (channel != traits_.channels.end())
    AddConstruct(node, ConstructKind::kChannel, receiver, channel->second);
}

// Whether the value is what a condition asks for, alone or with others.
bool TypedExtractor::IsTested(NodeIndex node) const {
  for (int up = 0; up < kMaxClimb; ++up, node = Parent(node)) {
    const NodeIndex parent = Parent(node);
    switch (R(parent)) {
      case Role::kPass:
      case Role::kUnary:
      case Role::kArgument:
        continue;
      case Role::kBinary:
        if (IsLogic(TextOf(At(parent, Part::kOperator)))) continue;
        return false;
      case Role::kIf:
      case Role::kWhile:
      case Role::kFor:
      case Role::kTernary:
        return IsPart(node, Part::kCondition);
      case Role::kReturn:
        return true;
      default:
        return false;
    }
  }
  return false;
}

// queue.poll(), seen.add(x), memo.put(n, v): what algorithms are told by.
void TypedExtractor::NoteCollectionCall(NodeIndex node, const CallParts& parts,
                                        const std::vector<ArgumentNode>& arguments) {
  const std::string_view name = NameText(parts.name);
  if (name.size() > kMaxCollectionMember) return;
  const std::string member = ToLowerAscii(name);
  if (!IsCollectionMember(member)) return;
  if (parts.object == kNoNode) {
    // array_shift($queue), isset($seen[$x]): PHP's collections have no members.
    if (!traits_.function_scoped || arguments.empty()) return;
    const NodeIndex first = Inner(arguments[0].node);
    if (member == "array_shift" || member == "array_pop") return shapes().Take(Bounded(first));
    if (member == "array_push" || member == "array_unshift") return shapes().Put(Bounded(first));
    if (member == "isset" && R(first) == Role::kIndex)
      return shapes().TestMember(Bounded(At(first, Part::kObject)), Bounded(At(first, Part::kKey)));
    if ((member == "in_array" || member == "array_key_exists") && arguments.size() > 1)
      shapes().TestMember(Bounded(arguments[1].node), Bounded(first));
    return;
  }
  const std::string table = Bounded(parts.object);
  const std::string key = arguments.empty() ? std::string() : Bounded(arguments[0].node);
  const std::size_t count = arguments.size();
  if (IsAnyOf(kTests, member)) return shapes().TestMember(table, key);
  const bool writes = member == "put" || member == "set" || member == "insert";
  if (writes && count == 2) return shapes().WriteElement(table, key, Written(arguments[1].node));
  if (IsAnyOf(kTakes, member)) return shapes().Take(table);
  if (IsAnyOf(kPuts, member)) {
    // if (seen.add(x)): tested and put at once.
    if ((member == "add" || member == "insert") && IsTested(node)) shapes().TestMember(table, key);
    return shapes().Put(table);
  }
  if (member == "get" && count >= 1) shapes().ReadElement(table, key);
}

ResultUse TypedExtractor::ResultInBlock(NodeIndex item, NodeIndex block) const {
  const bool last = tree().End(item) + 1 >= tree().End(block);
  const Role around = R(Parent(block));
  if (!last || around == Role::kFor || around == Role::kForEach || around == Role::kWhile)
    return ResultUse::kDiscarded;
  return around == Role::kFunction ? ResultUse::kReturned : ResultUse::kOther;
}

// What becomes of an expression's value, by what stands around it.
void TypedExtractor::ReadResult(NodeIndex node, Use& use) {
  for (int up = 0; up < kMaxClimb; ++up, node = Parent(node)) {
    const NodeIndex parent = Parent(node);
    const auto become = [&use](ResultUse result) { use.result = result; };
    const auto assigned = [&](NodeIndex target) {
      use.result_target = KeepBounded(target);
      use.result = ResultUse::kAssigned;
    };
    switch (R(parent)) {
      case Role::kAwait:
        use.awaited = true;
        continue;
      case Role::kPass:
      case Role::kCast:
      case Role::kArgument:
        continue;
      case Role::kStatement:
        // Without a semicolon, the last expression is what a block gives.
        if (traits_.blocks_have_values && !TextOf(parent).ends_with(';')) continue;
        return become(ResultUse::kDiscarded);
      case Role::kDefer:
      case Role::kSpawn:
        return become(ResultUse::kDiscarded);
      case Role::kBlock: {
        const bool last = tree().End(node) + 1 >= tree().End(parent);
        if (last && BlockGives(parent)) return;
        if (!traits_.blocks_have_values) return become(ResultUse::kDiscarded);
        return become(ResultInBlock(node, parent));
      }
      case Role::kAssign:
        if (IsPart(node, Part::kLeft)) return;
        return assigned(At(parent, Part::kLeft));
      case Role::kVariable:
      case Role::kDeclarator:
      case Role::kField: {
        const NodeIndex name = At(parent, Part::kName);
        const NodeIndex left = At(parent, Part::kLeft);
        if (name != kNoNode && R(parent) == Role::kDeclarator) {
          use.result_target = sink().Keep(Truncate(NameText(name), 80));
          return become(ResultUse::kAssigned);
        }
        if (name != kNoNode) return assigned(name);
        if (left != kNoNode) return assigned(left);
        const std::vector<Declared> declared = DeclarationsOf(parent);
        if (!declared.empty()) return assigned(declared[0].name);
        return become(ResultUse::kAssigned);
      }
      case Role::kPair: {
        const NodeIndex key = KeyOf(parent);
        if (key == kNoNode || key == node) return;
        use.result_target = sink().Keep(Keyword(key));
        return become(ResultUse::kAssigned);
      }
      case Role::kLambda:
        // Of a lambda that holds its statements itself, the last is its value.
        if (tree().End(node) + 1 < tree().End(parent)) return become(ResultUse::kDiscarded);
        return become(ResultUse::kReturned);
      case Role::kFunction: {
        // A parameter's default is no result of the function.
        const std::string_view next = TextOf(tree().NextSibling(node));
        if (next == ")" || next == ",") return;
        return become(ReturnsNothing(parent) ? ResultUse::kDiscarded : ResultUse::kReturned);
      }
      case Role::kReturn:
        return become(ReturnsNothing(parent) ? ResultUse::kDiscarded : ResultUse::kReturned);
      case Role::kBinary: {
        const std::string_view op = TextOf(At(parent, Part::kOperator));
        if (op == "??" || op == "?:") continue;
        const NodeIndex right = At(parent, Part::kRight);
        if (op == "=" && node == right) return assigned(At(parent, Part::kLeft));
        if (op == "|>") {
          if (node == right) continue;
          const std::string name = R(right) == Role::kCall ? CalleeOf(right) : std::string();
          use.result_target = sink().Keep(name.empty() ? Bounded(right, 40) : name);
          return become(ResultUse::kArgument);
        }
        if (IsLogic(op)) return become(ResultUse::kCondition);
        if (!IsComparison(op)) return;
        const NodeIndex left = At(parent, Part::kLeft);
        use.result_target = KeepBounded(node == left ? right : left);
        return become(ResultUse::kCompared);
      }
      case Role::kArguments: {
        const NodeIndex call = Parent(parent);
        std::string name;
        if (R(call) == Role::kCall) name = CalleeOf(call);
        if (R(call) == Role::kNew) name = ResolveType(At(call, Part::kType));
        use.result_target = sink().Keep(name.empty() ? Bounded(call, 40) : name);
        return become(ResultUse::kArgument);
      }
      case Role::kCall:
      case Role::kMember:
      case Role::kIndex:
        return become(ResultUse::kReceiver);
      case Role::kIf:
      case Role::kWhile:
      case Role::kFor:
      case Role::kSwitch:
      case Role::kTernary:
        if (IsPart(node, Part::kCondition)) become(ResultUse::kCondition);
        return;
      case Role::kUnary:
        if (PassesOn(parent)) continue;
        if (TextOf(parent).starts_with('!')) become(ResultUse::kCondition);
        return;
      default:
        return;
    }
  }
}

std::vector<SourceExtractor::ArgumentNode> TypedExtractor::ArgumentsOf(NodeIndex list) {
  std::vector<ArgumentNode> arguments;
  for (NodeIndex child = tree().FirstChild(list);
       child != kNoNode && arguments.size() < kMaxArgumentNodes;
       child = tree().NextSibling(child)) {
    if (!tree()[child].named() || R(child) == Role::kComment) continue;
    NodeIndex value = child;
    std::string keyword;
    if (R(child) == Role::kArgument || R(child) == Role::kPair) {
      const NodeIndex inner = At(child, Part::kValue);
      value = inner == kNoNode ? tree().NamedChild(child, 0) : inner;
      const NodeIndex name = R(child) == Role::kPair ? KeyOf(child) : At(child, Part::kName);
      if (name != value && name != kNoNode) keyword = Keyword(name);
    }
    if (value != kNoNode) arguments.push_back({value, std::move(keyword)});
  }
  return arguments;
}

// A list or map that is written out: of its own kind, or of a collection's type.
bool TypedExtractor::IsCollection(NodeIndex node) const {
  const Role role = R(node);
  if (role == Role::kList || role == Role::kMap) return true;
  return role == Role::kNew && R(At(node, Part::kType)) == Role::kCollectionType;
}

NodeIndex TypedExtractor::EntriesOf(NodeIndex node) const {
  const NodeIndex body = At(node, Part::kBody);
  return body == kNoNode ? node : body;
}

Value TypedExtractor::ReadValue(NodeIndex node) {
  node = R(node) == Role::kAwait ? node : Inner(node);
  if (IsCollection(node)) {
    const NodeIndex first = tree().NamedChild(EntriesOf(node), 0);
    const bool map = R(node) == Role::kMap || (R(first) == Role::kPair && KeyOf(first) != kNoNode);
    return {map ? ValueKind::kMap : ValueKind::kList, ""};
  }
  switch (R(node)) {
    case Role::kNumber:
      return {ValueKind::kNumber, Bounded(node)};
    case Role::kUnary: {
      const bool number = R(tree().NamedChild(node, 0)) == Role::kNumber;
      return {number ? ValueKind::kNumber : ValueKind::kOther, Bounded(node)};
    }
    case Role::kBoolean:
      return {ValueKind::kBoolean, ToLowerAscii(TextOf(node))};
    case Role::kNull:
      return {ValueKind::kNull, "null"};
    case Role::kLambda:
      return {ValueKind::kFunction, ""};
    case Role::kIdentifier:
    case Role::kMember:
    case Role::kIndex: {
      // A constant of a literal is told by its value.
      TextValue text;
      if (ReadText(node, text) && text.parts.empty() && ProvenanceOf(node) == Provenance::kConstant)
        return {ValueKind::kString, std::move(text.value)};
      // That it is a string or number says less than what it is called.
      const std::string name = Resolve(node);
      const bool plain = name.empty() || name.starts_with("?:") ||
                         (name.starts_with("global:#") && name.ends_with("()"));
      if (IsOpenName(name)) return {ValueKind::kName, OpenNameOr(name, Bounded(node))};
      return {ValueKind::kName, plain ? Bounded(node) : name};
    }
    case Role::kString:
    case Role::kBinary:
    case Role::kCall: {
      TextValue text;
      if (ReadText(node, text))
        return {text.parts.empty() ? ValueKind::kString : ValueKind::kInterpolated,
                std::move(text.value)};
      if (R(node) != Role::kCall) break;
      const std::string name = Resolve(node);
      return {ValueKind::kCall, name.empty() ? Bounded(node) : name};
    }
    case Role::kAwait:
    case Role::kNew: {
      const std::string name = Resolve(node);
      return {ValueKind::kCall, name.empty() ? Bounded(node) : name};
    }
    default:
      break;
  }
  return {ValueKind::kOther, Bounded(node)};
}

void TypedExtractor::AddNested(NodeIndex node, const Argument& parent, int depth,
                               std::vector<Argument>& arguments) {
  if (depth <= 0) return;
  std::size_t index = 0;
  for (const NodeIndex item : ItemsOf(EntriesOf(Inner(node)))) {
    if (arguments.size() >= kMaxNestedArguments) return;
    const bool map = parent.kind == ValueKind::kMap;
    NodeIndex value = item;
    std::string path(parent.path);
    if (map) {
      if (R(item) != Role::kPair) continue;
      value = At(item, Part::kValue);
      const NodeIndex key = Inner(KeyOf(item));
      TextValue text;
      std::string told = ReadText(key, text) ? text.value : Bounded(key);
      if (told.empty() || value == kNoNode) continue;
      if (!path.empty()) path += '.';
      path += told;
    } else {
      // Items that are pairs without a key: PHP's elements.
      if (R(item) == Role::kPair) value = At(item, Part::kValue);
      path += '[' + std::to_string(index++) + ']';
    }
    if (value == kNoNode) continue;
    const Argument argument = MakeArgument(value, parent.position, parent.keyword, path);
    arguments.push_back(argument);
    if (argument.kind == ValueKind::kList || argument.kind == ValueKind::kMap)
      AddNested(value, argument, depth - 1, arguments);
  }
}

}  // namespace assay
