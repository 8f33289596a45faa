// Calls, instances and their arguments, and what becomes of their values.
#include <algorithm>
#include <array>
#include <string>

#include "base/text_map.h"
#include "facts/java/extractor.h"

namespace assay {
namespace {

constexpr std::size_t kMaxArgumentNodes = 256;  // of one call that are looked at
constexpr std::size_t kMaxNestedArguments = 64;
constexpr int kMaxClimb = 8;  // parents that pass a value on

template <std::size_t kSize>
bool IsAnyOf(const std::array<std::string_view, kSize>& names, std::string_view name) {
  return std::find(names.begin(), names.end(), name) != names.end();
}

constexpr std::array kTakes =
    std::to_array<std::string_view>({"poll", "pop", "remove", "removeFirst", "removeLast",
                                     "pollFirst", "pollLast", "take", "dequeue"});
constexpr std::array kPuts =
    std::to_array<std::string_view>({"add", "addAll", "addFirst", "addLast", "enqueue", "offer",
                                     "offerFirst", "offerLast", "push"});
constexpr std::array kLockCalls = std::to_array<std::string_view>(
    {"lock", "lockInterruptibly", "tryLock", "writeLock", "readLock"});
constexpr std::array kQueueCalls =
    std::to_array<std::string_view>({"put", "take", "offer", "poll"});

// Calls that begin work beside their caller.
bool IsSpawn(std::string_view name) {
  if (!name.starts_with("maven:java.lang#Thread") &&
      !name.starts_with("maven:java.util.concurrent#") &&
      !name.starts_with("maven:org.springframework."))
    return false;
  constexpr std::array kSpawns = std::to_array<std::string_view>(
      {"maven:java.lang#Thread().start", "maven:java.lang#Thread.ofPlatform().start",
       "maven:java.lang#Thread.ofVirtual().start", "maven:java.lang#Thread.startVirtualThread",
       "maven:java.util.concurrent#CompletableFuture.runAsync",
       "maven:java.util.concurrent#CompletableFuture.supplyAsync"});
  constexpr std::array kPools = std::to_array<std::string_view>(
      {"CompletionService()", "Executor()", "ExecutorService()", "ExecutorCompletionService()",
       "ForkJoinPool()", "ScheduledExecutorService()", "StructuredTaskScope()",
       "ThreadPoolExecutor()", "ThreadPoolTaskExecutor()", "ThreadPoolTaskScheduler()"});
  constexpr std::array kStarts =
      std::to_array<std::string_view>({"execute", "fork", "invokeAll", "invokeAny", "schedule",
                                       "scheduleAtFixedRate", "scheduleWithFixedDelay", "submit"});
  if (std::find(kSpawns.begin(), kSpawns.end(), name) != kSpawns.end()) return true;
  const std::size_t dot = name.rfind('.');
  const std::size_t type = name.find('#');
  if (dot == std::string_view::npos || type == std::string_view::npos || dot < type) return false;
  return std::find(kPools.begin(), kPools.end(), name.substr(type + 1, dot - type - 1)) !=
             kPools.end() &&
         std::find(kStarts.begin(), kStarts.end(), name.substr(dot + 1)) != kStarts.end();
}

constexpr std::array kElementMembers =
    std::to_array<std::string_view>({"contains", "containsKey", "put", "set", "putIfAbsent",
                                     "computeIfAbsent", "get", "getOrDefault"});

bool IsCollectionMember(std::string_view member) {
  static const TextViewSet kMembers = [] {
    TextViewSet all(kTakes.begin(), kTakes.end());
    all.insert(kPuts.begin(), kPuts.end());
    all.insert(kElementMembers.begin(), kElementMembers.end());
    return all;
  }();
  return kMembers.contains(member);
}

}  // namespace

bool JavaExtractor::IsMemoizer(std::string_view) const { return false; }

std::string JavaExtractor::Callee(NodeIndex call) {
  std::string name = CalleeOf(call);
  if (!name.empty()) return name;
  const NodeIndex object = Child(call, s_.object);
  name = "?:#" + Bounded(object);
  return name + "." + std::string(TextOf(Child(call, s_.name)).substr(0, 80));
}

void JavaExtractor::ReadCall(NodeIndex node) {
  if (Child(node, s_.name) == kNoNode) return;
  const std::string name = Callee(node);
  Use use;
  use.region = RegionOfCall(node, Child(node, s_.name));
  use.form = UseForm::kCall;
  use.name = sink().Keep(name);
  const NodeIndex object = Child(node, s_.object);
  if (object != kNoNode) use.receiver = KeepBounded(object);
  ReadResult(node, use);
  const std::vector<ArgumentNode> arguments = ArgumentsOf(Child(node, s_.arguments));
  // The text of String.format("…", x) has been told as a whole.
  if (IsConsumed(node)) {
    Consume(object);
    for (const ArgumentNode& argument : arguments) Consume(argument.node);
  }
  NoteCollectionCall(node, arguments);
  NoteAllowListCheck(node, arguments);
  NoteSelfCall(node, arguments.size());
  NoteConcurrency(node, name);
  ReadAppend(node);
  AddUse(std::move(use), arguments);
}

void JavaExtractor::ReadNew(NodeIndex node) {
  const NodeIndex type = Child(node, s_.type);
  if (type == kNoNode) return;
  std::string name = ResolveType(type);
  if (name.empty()) name = Unresolved(type);
  Use use;
  use.region = RegionOf(tree()[node]);
  use.form = UseForm::kInstantiation;
  use.name = sink().Keep(name);
  ReadResult(node, use);
  AddUse(std::move(use), ArgumentsOf(Child(node, s_.arguments)));
}

// Foo::bar, this::run, Foo::new.
void JavaExtractor::ReadMethodReference(NodeIndex node) {
  const NodeIndex object = tree().NamedChild(node, 0);
  const NodeIndex member = tree().NamedChild(node, 1);
  std::string name;
  if (member == kNoNode) {
    name = ResolveType(object);
    if (name.empty() && (K(object) == Jv::kIdentifier || K(object) == Jv::kFieldAccess))
      name = QualifiedType(TextOf(object));
  } else if (K(object) == Jv::kThis) {
    name = MemberOfThis(TextOf(member));
  } else {
    name = MemberOf(Resolve(object), TextOf(member));
  }
  Use use;
  use.region = RegionOf(tree()[node]);
  use.form = member == kNoNode ? UseForm::kInstantiation : UseForm::kAttribute;
  use.name = sink().Keep(name.empty() ? Unresolved(node) : name);
  use.receiver = KeepBounded(object);
  ReadResult(node, use);
  AddUse(std::move(use), {});
}

// Reads of a member of something known, outside of calls and chains.
void JavaExtractor::ReadFieldAccess(NodeIndex node) {
  const NodeIndex parent = Parent(node);
  const std::uint16_t field = tree()[node].field;
  if (field == s_.object && (K(parent) == Jv::kFieldAccess || K(parent) == Jv::kCall)) return;
  if (K(parent) == Jv::kAssignment && field == s_.left) return;
  if (K(Child(node, s_.object)) == Jv::kThis) return;
  const std::string name = Resolve(node);
  if (!name.starts_with("maven:")) return;
  Use use;
  use.region = RegionOf(tree()[node]);
  use.name = sink().Keep(name);
  use.form = UseForm::kAttribute;
  ReadResult(node, use);
  AddUse(std::move(use), {});
}

// A call of the method that is open: of its name and number of parameters,
// where the class has but one of them.
void JavaExtractor::NoteSelfCall(NodeIndex node, std::size_t arguments) {
  Definition* const function = EnclosingFunction();
  if (function == nullptr || function->calls_itself || open_classes_.empty() || InAnonymous())
    return;
  if (TextOf(Child(node, s_.name)) != function->name) return;
  if (arguments != function->parameters.size()) return;
  const ClassInfo& info = *open_classes_.back().info;
  const auto overloads = info.overloads.find(Arity(function->name, arguments));
  if (overloads == info.overloads.end() || overloads->second != 1) return;
  NodeIndex object = Child(node, s_.object);
  if (object == kNoNode || K(object) == Jv::kThis) {
    function->calls_itself = true;
    return;
  }
  // left.insert(…), and Search.find(…) of the class itself.
  const std::string value = Resolve(object);
  const Definition* const owner = EnclosingClass();
  if (owner == nullptr) return;
  const std::string own = MemberOf("local:#", owner->name);
  function->calls_itself = value == own || value == ValueOf(own);
}

void JavaExtractor::NoteConcurrency(NodeIndex node, std::string_view name) {
  const std::string_view member = TextOf(Child(node, s_.name));
  if (name.size() < member.size() + 3) return;
  if (IsSpawn(name)) AddConstruct(node, ConstructKind::kSpawn, name);
  const std::string_view receiver = name.substr(0, name.size() - member.size() - 1);
  if (!receiver.ends_with("()") || !receiver.starts_with("maven:java.util.concurrent")) return;
  // readLock() and writeLock() only give the lock.
  const bool gives = member == "readLock" || member == "writeLock";
  if (receiver.starts_with("maven:java.util.concurrent.locks#") && IsAnyOf(kLockCalls, member) &&
      !(gives && receiver.find("StampedLock") == std::string_view::npos))
    AddConstruct(node, ConstructKind::kLock, receiver, member);
  if (receiver.find("Queue()") != std::string_view::npos && IsAnyOf(kQueueCalls, member) &&
      receiver.find("Blocking") != std::string_view::npos)
    AddConstruct(node, ConstructKind::kChannel, receiver, member);
}

// Whether the value is what a condition asks for, alone or with others.
bool JavaExtractor::IsTested(NodeIndex node) const {
  for (int up = 0; up < kMaxClimb; ++up, node = Parent(node)) {
    const NodeIndex parent = Parent(node);
    switch (K(parent)) {
      case Jv::kParenthesized:
      case Jv::kUnary:
        continue;
      case Jv::kBinary: {
        const std::string_view op = TextOf(Child(parent, s_.op));
        if (op == "&&" || op == "||") continue;
        return false;
      }
      case Jv::kIf:
      case Jv::kWhile:
      case Jv::kDo:
      case Jv::kFor:
      case Jv::kTernary:
        return tree()[node].field == s_.condition;
      case Jv::kReturn:
        return true;
      default:
        return false;
    }
  }
  return false;
}

// queue.poll(), seen.add(x), memo.put(n, v): what algorithms are told by.
void JavaExtractor::NoteCollectionCall(NodeIndex node, const std::vector<ArgumentNode>& arguments) {
  const NodeIndex object = Child(node, s_.object);
  const std::string_view member = TextOf(Child(node, s_.name));
  if (object == kNoNode || !IsCollectionMember(member)) return;
  const std::string table = Bounded(object);
  const std::string key = arguments.empty() ? std::string() : Bounded(arguments[0].node);
  const std::size_t count = arguments.size();
  if (IsAnyOf(kTakes, member)) return shapes().Take(table);
  if (IsAnyOf(kPuts, member)) {
    // if (seen.add(x)): tested and put at once.
    if (member == "add" && IsTested(node)) shapes().TestMember(table, key);
    return shapes().Put(table);
  }
  if (member == "contains" || member == "containsKey") {
    shapes().TestMember(table, key);
  } else if ((member == "put" || member == "set" || member == "putIfAbsent") && count == 2) {
    shapes().WriteElement(table, key, Written(arguments[1].node));
  } else if (member == "computeIfAbsent" && count == 2) {
    shapes().ReadElement(table, key);
    shapes().WriteElement(table, key, Written(arguments[1].node));
  } else if ((member == "get" || member == "getOrDefault") && count >= 1) {
    shapes().ReadElement(table, key);
  }
}

// What becomes of an expression's value, by what stands around it.
void JavaExtractor::ReadResult(NodeIndex node, Use& use) {
  for (int up = 0; up < kMaxClimb; ++up, node = Parent(node)) {
    const NodeIndex parent = Parent(node);
    const auto become = [&use](ResultUse result) { use.result = result; };
    switch (K(parent)) {
      case Jv::kParenthesized:
      case Jv::kCast:
        continue;
      case Jv::kExpressionStatement:
        return become(ResultUse::kDiscarded);
      case Jv::kAssignment:
        use.result_target = KeepBounded(Child(parent, s_.left));
        return become(ResultUse::kAssigned);
      case Jv::kDeclarator:
      case Jv::kResource:
        use.result_target = sink().Keep(TextOf(Child(parent, s_.name)));
        return become(ResultUse::kAssigned);
      case Jv::kReturn:
        return become(ResultUse::kReturned);
      case Jv::kLambda:
        return become(ResultUse::kReturned);
      case Jv::kBinary: {
        const std::string_view op = TextOf(Child(parent, s_.op));
        if (op == "&&" || op == "||") return become(ResultUse::kCondition);
        if (op != "==" && op != "!=" && op != "<" && op != ">" && op != "<=" && op != ">=") return;
        const NodeIndex left = Child(parent, s_.left);
        use.result_target = KeepBounded(node == left ? Child(parent, s_.right) : left);
        return become(ResultUse::kCompared);
      }
      case Jv::kArgumentList: {
        const NodeIndex call = Parent(parent);
        const std::string name = K(call) == Jv::kCall  ? Callee(call)
                                 : K(call) == Jv::kNew ? ResolveType(Child(call, s_.type))
                                                       : Bounded(call, 40);
        use.result_target = sink().Keep(name);
        return become(ResultUse::kArgument);
      }
      case Jv::kCall:
      case Jv::kFieldAccess:
      case Jv::kMethodReference:
        return become(ResultUse::kReceiver);
      case Jv::kIf:
      case Jv::kWhile:
      case Jv::kDo:
      case Jv::kFor:
      case Jv::kTernary:
        if (tree()[node].field == s_.condition) become(ResultUse::kCondition);
        return;
      case Jv::kUnary:
        return become(ResultUse::kCondition);
      default:
        return;
    }
  }
}

std::vector<SourceExtractor::ArgumentNode> JavaExtractor::ArgumentsOf(NodeIndex list) const {
  std::vector<ArgumentNode> arguments;
  for (NodeIndex child = tree().FirstChild(list);
       child != kNoNode && arguments.size() < kMaxArgumentNodes;
       child = tree().NextSibling(child)) {
    if (!IsChild(child)) continue;
    if (K(child) != Jv::kPair) {
      arguments.push_back({child, ""});
      continue;
    }
    const NodeIndex value = Child(child, s_.value);
    if (value != kNoNode) arguments.push_back({value, Bounded(Child(child, s_.key))});
  }
  return arguments;
}

Value JavaExtractor::ReadValue(NodeIndex node) {
  switch (K(node)) {
    case Jv::kNumber:
      return {ValueKind::kNumber, Bounded(node)};
    case Jv::kUnary: {
      const bool number = K(Child(node, s_.operand)) == Jv::kNumber;
      return {number ? ValueKind::kNumber : ValueKind::kOther, Bounded(node)};
    }
    case Jv::kTrue:
      return {ValueKind::kBoolean, "true"};
    case Jv::kFalse:
      return {ValueKind::kBoolean, "false"};
    case Jv::kNull:
      return {ValueKind::kNull, "null"};
    case Jv::kArrayInitializer:
    case Jv::kArrayCreation:
      return {ValueKind::kList, ""};
    case Jv::kLambda:
    case Jv::kMethodReference:
      return {ValueKind::kFunction, K(node) == Jv::kLambda ? "" : Bounded(node)};
    case Jv::kAnnotation:
      return {ValueKind::kCall, ValueOf(AnnotationName(node))};
    case Jv::kClassLiteral: {
      const std::string name = MemberOf(ResolveType(tree().NamedChild(node, 0)), "class");
      return {ValueKind::kName, name.empty() ? Bounded(node) : name};
    }
    case Jv::kParenthesized: {
      const NodeIndex inner = tree().NamedChild(node, 0);
      if (inner == kNoNode || K(inner) == Jv::kParenthesized) break;
      return ReadValue(inner);
    }
    case Jv::kIdentifier:
    case Jv::kFieldAccess:
    case Jv::kArrayAccess: {
      // A constant of a literal is told by its value.
      TextValue text;
      if (ReadText(node, text) && text.parts.empty() && ProvenanceOf(node) == Provenance::kConstant)
        return {ValueKind::kString, std::move(text.value)};
      const std::string name = Resolve(node);
      return {ValueKind::kName, name.empty() ? Bounded(node) : name};
    }
    case Jv::kString:
    case Jv::kBinary:
    case Jv::kCall:
    case Jv::kNew: {
      TextValue text;
      if (K(node) != Jv::kNew && ReadText(node, text))
        return {text.parts.empty() ? ValueKind::kString : ValueKind::kInterpolated,
                std::move(text.value)};
      if (K(node) != Jv::kCall && K(node) != Jv::kNew) break;
      const std::string name = Resolve(node);
      return {ValueKind::kCall, name.empty() ? Bounded(node) : name};
    }
    default:
      break;
  }
  return {ValueKind::kOther, Bounded(node)};
}

void JavaExtractor::AddNested(NodeIndex node, const Argument& parent, int depth,
                              std::vector<Argument>& arguments) {
  if (K(node) == Jv::kArrayCreation) node = Child(node, s_.value);
  std::size_t index = 0;
  for (NodeIndex child = tree().FirstChild(node);
       depth > 0 && child != kNoNode && arguments.size() < kMaxNestedArguments;
       child = tree().NextSibling(child)) {
    if (!IsChild(child)) continue;
    const std::string path = std::string(parent.path) + '[' + std::to_string(index++) + ']';
    const Argument argument = MakeArgument(child, parent.position, parent.keyword, path);
    arguments.push_back(argument);
    if (argument.kind == ValueKind::kList) AddNested(child, argument, depth - 1, arguments);
  }
}

}  // namespace assay
