// Calls, attributes and their arguments, and what becomes of their values.
#include <algorithm>
#include <array>
#include <string>

#include "facts/python/extractor.h"

namespace assay {
namespace {

constexpr std::size_t kMaxArgumentNodes = 256;  // of one call that are looked at
constexpr int kMaxClimb = 8;                    // parents that pass a value on

std::string_view LastMember(std::string_view name) {
  const std::size_t end = name.find_last_of("#.");
  return end == std::string_view::npos ? name : name.substr(end + 1);
}

// threading.Lock(), asyncio.Queue(): a value of one of `names` of the modules
// that let tasks work together.
bool IsOfConcurrency(std::string_view value) {
  return value.starts_with("pypi:threading#") || value.starts_with("pypi:asyncio#") ||
         value.starts_with("pypi:multiprocessing#") || value.starts_with("pypi:queue#") ||
         value.starts_with("pypi:anyio#") || value.starts_with("pypi:trio#");
}

// Calls that begin work beside their caller.
bool IsSpawn(std::string_view name) {
  static constexpr std::array kSpawns = std::to_array<std::string_view>({
      "pypi:_thread#start_new_thread",
      "pypi:anyio#create_task_group().start_soon",
      "pypi:asyncio#TaskGroup().create_task",
      "pypi:asyncio#create_task",
      "pypi:asyncio#ensure_future",
      "pypi:asyncio#get_event_loop().create_task",
      "pypi:asyncio#get_event_loop().run_in_executor",
      "pypi:asyncio#get_running_loop().create_task",
      "pypi:asyncio#get_running_loop().run_in_executor",
      "pypi:asyncio#to_thread",
      "pypi:concurrent.futures#ProcessPoolExecutor().map",
      "pypi:concurrent.futures#ProcessPoolExecutor().submit",
      "pypi:concurrent.futures#ThreadPoolExecutor().map",
      "pypi:concurrent.futures#ThreadPoolExecutor().submit",
      "pypi:gevent#spawn",
      "pypi:multiprocessing#Pool().apply_async",
      "pypi:multiprocessing#Pool().imap",
      "pypi:multiprocessing#Pool().imap_unordered",
      "pypi:multiprocessing#Pool().map",
      "pypi:multiprocessing#Process().start",
      "pypi:threading#Thread().start",
      "pypi:threading#Timer().start",
      "pypi:trio#open_nursery().start_soon",
  });
  return std::binary_search(kSpawns.begin(), kSpawns.end(), name);
}

}  // namespace

bool PythonExtractor::IsMemoizer(std::string_view annotation) const {
  return annotation == "pypi:functools#lru_cache" || annotation == "pypi:functools#cache";
}

bool PythonExtractor::IsLock(std::string_view value) {
  return IsOfConcurrency(value) &&
         (value.ends_with("Lock()") || value.ends_with("Semaphore()") ||
          value.ends_with("Condition()") || value.ends_with("CapacityLimiter()"));
}

bool PythonExtractor::IsQueue(std::string_view value) {
  return IsOfConcurrency(value) && value.ends_with("Queue()");
}

void PythonExtractor::ReadCall(NodeIndex node) {
  if (decorator_calls_.contains(node)) return;
  const NodeIndex callee = Child(node, s_.function);
  if (callee == kNoNode) return;
  std::string name = CalleeName(Resolve(callee));
  if (name.empty()) name = Unresolved(callee);
  const bool member = K(callee) == Py::kAttribute;
  Use use;
  use.region = RegionOfCall(node, member ? Child(callee, s_.attribute) : kNoNode);
  use.form = UseForm::kCall;
  use.name = sink().Keep(name);
  if (member) use.receiver = KeepBounded(Child(callee, s_.object));
  ReadResult(node, use);
  const std::vector<ArgumentNode> arguments = ArgumentsOf(node);
  ReadCollectionCall(callee, name, arguments);
  NoteSelfCall(callee);
  NoteSpecialCall(node, name, arguments);
  AddUse(std::move(use), arguments);
}

void PythonExtractor::NoteSelfCall(NodeIndex callee) {
  Definition* const function = EnclosingFunction();
  if (function == nullptr || function->calls_itself) return;
  if (function->kind == DefinitionKind::kFunction) {
    function->calls_itself = K(callee) == Py::kIdentifier && TextOf(callee) == function->name;
    return;
  }
  if (K(callee) != Py::kAttribute || TextOf(Child(callee, s_.attribute)) != function->name) return;
  const NodeIndex object = Child(callee, s_.object);
  const Definition* const owner = EnclosingClass();
  // self.insert(…), and self.left.insert(…) where left holds another of the class.
  const bool held =
      owner != nullptr && K(object) == Py::kAttribute && IsSelf(Child(object, s_.object)) &&
      std::find(owner->self_typed_fields.begin(), owner->self_typed_fields.end(),
                TextOf(Child(object, s_.attribute))) != owner->self_typed_fields.end();
  function->calls_itself = IsSelf(object) || held;
}

void PythonExtractor::NoteSpecialCall(NodeIndex node, std::string_view name,
                                      const std::vector<ArgumentNode>& arguments) {
  if (name == "pypi:importlib#import_module" || name == "global:#__import__") {
    TextValue text;
    if (!arguments.empty() && ReadText(arguments[0].node, text) && text.parts.empty())
      AddImport(node, ModuleName(text.value), {}, {}, ImportForm::kDynamic);
    return;
  }
  if (name.starts_with("pypi:hashlib#")) {
    for (const ArgumentNode& argument : arguments) {
      if (argument.keyword == "usedforsecurity" && K(argument.node) == Py::kFalse)
        Acknowledge(tree()[argument.node].start_line, "usedforsecurity=False");
    }
    return;
  }
  if (IsSpawn(name)) AddConstruct(node, ConstructKind::kSpawn, name);
  const std::string_view member = LastMember(name);
  const std::string_view value = name.substr(0, name.size() - member.size());
  if (!value.ends_with("().")) return;
  const std::string_view receiver = value.substr(0, value.size() - 1);
  if (member == "acquire" && IsLock(receiver))
    AddConstruct(node, ConstructKind::kLock, receiver, "acquire");
  if ((member == "put" || member == "get" || member == "put_nowait" || member == "get_nowait") &&
      IsQueue(receiver))
    AddConstruct(node, ConstructKind::kChannel, receiver, member);
}

// list.append, deque.popleft …: what the shapes of algorithms are told by.
void PythonExtractor::ReadCollectionCall(NodeIndex callee, std::string_view name,
                                         const std::vector<ArgumentNode>& arguments) {
  const std::string_view last = LastMember(name);
  if (name.starts_with("pypi:heapq#") && !arguments.empty()) {
    if (last == "heappush") shapes().Put(Bounded(arguments[0].node));
    if (last == "heappop") shapes().Take(Bounded(arguments[0].node));
    return;
  }
  if (K(callee) != Py::kAttribute) return;
  const std::string_view member = TextOf(Child(callee, s_.attribute));
  const NodeIndex object = Child(callee, s_.object);
  if (member == "pop" || member == "popleft" || member == "get_nowait" ||
      (member == "get" && arguments.empty())) {
    shapes().Take(Bounded(object));
  } else if (member == "append" || member == "appendleft" || member == "add" ||
             member == "extend" || member == "put" || member == "update") {
    shapes().Put(Bounded(object));
    if (K(object) == Py::kIdentifier) {
      if (member == "append" && arguments.size() == 1) {
        AppendItem(TextOf(object), arguments[0].node);
      } else {
        ForgetItems(TextOf(object));
      }
    }
  } else if (member == "get") {
    shapes().TestMember(Bounded(object), Bounded(arguments[0].node));
  }
}

// What becomes of an expression's value, by what stands around it.
void PythonExtractor::ReadResult(NodeIndex node, Use& use) {
  for (int up = 0; up < kMaxClimb; ++up, node = Parent(node)) {
    const NodeIndex parent = Parent(node);
    const auto become = [&use](ResultUse result) { use.result = result; };
    switch (K(parent)) {
      case Py::kParenthesized:
      case Py::kBoolean:  // x = given or made(): what is made is assigned
        continue;
      case Py::kConditional:
        if (node == tree().NamedChild(parent, 1)) return become(ResultUse::kCondition);
        continue;
      case Py::kAwait:
        use.awaited = true;
        continue;
      case Py::kExpressionStatement:
        return become(ResultUse::kDiscarded);
      case Py::kAssignment:
      case Py::kAugmented:
        use.result_target = KeepBounded(Child(parent, s_.left));
        return become(ResultUse::kAssigned);
      case Py::kNamedExpression:
        use.result_target = KeepBounded(Child(parent, s_.name));
        return become(ResultUse::kAssigned);
      case Py::kPair:
        use.result_target = sink().Keep(KeyText(Child(parent, s_.key)));
        return become(ResultUse::kAssigned);
      case Py::kReturn:
        return become(ResultUse::kReturned);
      case Py::kComparison: {
        const NodeIndex first = tree().NamedChild(parent, 0);
        const NodeIndex other = node == first ? tree().NamedChild(parent, 1) : first;
        use.result_target = KeepBounded(other);
        return become(ResultUse::kCompared);
      }
      case Py::kKeywordArgument:
      case Py::kArgumentList:
        return ReadArgumentResult(parent, use);
      case Py::kAttribute:
        return become(ResultUse::kReceiver);
      case Py::kIf:
      case Py::kWhile:
      case Py::kElif:
      case Py::kNot:
        return become(ResultUse::kCondition);
      default:
        return;
    }
  }
}

void PythonExtractor::ReadArgumentResult(NodeIndex parent, Use& use) {
  use.result = ResultUse::kArgument;
  if (K(parent) == Py::kKeywordArgument) {
    use.result_target = sink().Keep(TextOf(Child(parent, s_.name)));
    return;
  }
  const NodeIndex callee = Child(Parent(parent), s_.function);
  const std::string name = CalleeName(Resolve(callee));
  use.result_target = sink().Keep(name.empty() ? Bounded(callee) : name);
}

std::vector<SourceExtractor::ArgumentNode> PythonExtractor::ArgumentsOf(NodeIndex call) const {
  std::vector<ArgumentNode> arguments;
  const NodeIndex list = Child(call, s_.arguments);
  if (K(list) == Py::kComprehension) return {{list, ""}};
  for (NodeIndex child = tree().FirstChild(list);
       child != kNoNode && arguments.size() < kMaxArgumentNodes;
       child = tree().NextSibling(child)) {
    if (!IsChild(child)) continue;
    if (K(child) != Py::kKeywordArgument) {
      arguments.push_back({child, ""});
      continue;
    }
    const NodeIndex value = Child(child, s_.value);
    if (value != kNoNode) arguments.push_back({value, Bounded(Child(child, s_.name))});
  }
  return arguments;
}

std::string PythonExtractor::KeyText(NodeIndex key) {
  TextValue text;
  return K(key) == Py::kString && ReadText(key, text) ? text.value : Bounded(key);
}

// Reads of an attribute of something known, outside of calls and chains.
void PythonExtractor::ReadAttribute(NodeIndex node) {
  const NodeIndex parent = Parent(node);
  const std::uint16_t field = tree()[node].field;
  const Py around = K(parent);
  if (around == Py::kDecorator || around == Py::kSubscript ||
      (around == Py::kAttribute && field == s_.object) ||
      (around == Py::kCall && field == s_.function) ||
      (around == Py::kAssignment && field == s_.left) || InTypeOrBases(node))
    return;
  AddAttributeUse(node, node, {});
}

bool PythonExtractor::InTypeOrBases(NodeIndex node) const {
  const NodeIndex parent = Parent(node);
  return K(parent) == Py::kType || K(parent) == Py::kGeneric ||
         (K(parent) == Py::kArgumentList && tree()[parent].field == s_.superclasses);
}

void PythonExtractor::AddAttributeUse(NodeIndex node, NodeIndex expression,
                                      const std::vector<ArgumentNode>& arguments) {
  if (IsSelf(Child(expression, s_.object))) return;  // A field is the file's own.
  const std::string name = Resolve(expression);
  if (name.empty() || name.starts_with("local:") || name.starts_with("self:")) return;
  Use use;
  use.region = RegionOf(tree()[node]);
  use.name = sink().Keep(name);
  use.form = UseForm::kAttribute;
  ReadResult(node, use);
  AddUse(std::move(use), arguments);
}

// os.environ["PORT"], environ["PORT"]: the key is its argument.
void PythonExtractor::ReadSubscript(NodeIndex node) {
  const NodeIndex value = Child(node, s_.value);
  const NodeIndex key = Child(node, s_.subscript);
  const NodeIndex parent = Parent(node);
  const bool written = K(parent) == Py::kAssignment && tree()[node].field == s_.left;
  if (key == kNoNode || InTypeOrBases(node) || written) return;
  if (K(key) != Py::kSlice) {
    const bool tested = K(parent) == Py::kIf || K(parent) == Py::kWhile || K(parent) == Py::kNot ||
                        K(parent) == Py::kElif || K(parent) == Py::kBoolean;
    if (tested) {
      shapes().TestMember(Bounded(value), Bounded(key));
    } else {
      shapes().ReadElement(Bounded(value), Bounded(key));
    }
  }
  if (K(value) == Py::kAttribute) return AddAttributeUse(node, value, {{key, ""}});
  // A name imported from a module is read like the module's attribute.
  if (K(value) != Py::kIdentifier) return;
  const std::string name = ResolveName(TextOf(value));
  if (name.starts_with("pypi:") && !name.ends_with("()") && !name.ends_with('#'))
    AddAttributeUse(node, value, {{key, ""}});
}

Value PythonExtractor::ReadValue(NodeIndex node) {
  switch (K(node)) {
    case Py::kInteger:
    case Py::kFloat:
      return {ValueKind::kNumber, Bounded(node)};
    case Py::kUnary: {
      const Py operand = K(tree().NamedChild(node, 0));
      const bool number = operand == Py::kInteger || operand == Py::kFloat;
      return {number ? ValueKind::kNumber : ValueKind::kOther, Bounded(node)};
    }
    case Py::kTrue:
      return {ValueKind::kBoolean, "true"};
    case Py::kFalse:
      return {ValueKind::kBoolean, "false"};
    case Py::kNone:
      return {ValueKind::kNull, "null"};
    case Py::kDictionary:
      return {ValueKind::kMap, ""};
    case Py::kList:
    case Py::kTuple:
    case Py::kSet:
      return {ValueKind::kList, ""};
    case Py::kLambda:
      return {ValueKind::kFunction, ""};
    case Py::kParenthesized: {
      const NodeIndex inner = tree().NamedChild(node, 0);
      return inner == kNoNode || K(inner) == Py::kParenthesized ? Value{} : ReadValue(inner);
    }
    case Py::kIdentifier:
    case Py::kAttribute:
    case Py::kSubscript: {
      const std::string name = Resolve(node);
      return {ValueKind::kName, name.empty() ? Bounded(node) : name};
    }
    case Py::kString:
    case Py::kConcatenated:
    case Py::kBinary:
    case Py::kCall: {
      TextValue text;
      if (ReadText(node, text))
        return {text.parts.empty() ? ValueKind::kString : ValueKind::kInterpolated,
                std::move(text.value)};
      if (K(node) != Py::kCall) break;
      const std::string name = Resolve(node);
      return {ValueKind::kCall, name.empty() ? Bounded(node) : name};
    }
    case Py::kAwait: {
      const std::string name = Resolve(node);
      if (!name.empty()) return {ValueKind::kCall, name};
      break;
    }
    default:
      break;
  }
  return {ValueKind::kOther, Bounded(node)};
}

void PythonExtractor::AddNested(NodeIndex node, const Argument& parent, int depth,
                                std::vector<Argument>& arguments) {
  constexpr std::size_t kMaxArguments = 64;
  std::size_t index = 0;
  for (NodeIndex child = tree().FirstChild(node);
       depth > 0 && child != kNoNode && arguments.size() < kMaxArguments;
       child = tree().NextSibling(child)) {
    if (!IsChild(child)) continue;
    std::string path(parent.path);
    NodeIndex value = child;
    if (K(child) == Py::kPair) {
      if (!path.empty()) path += '.';
      path += KeyText(Child(child, s_.key));
      value = Child(child, s_.value);
    } else {
      path += '[' + std::to_string(index++) + ']';
    }
    if (value == kNoNode) continue;
    const Argument argument = MakeArgument(value, parent.position, parent.keyword, path);
    arguments.push_back(argument);
    if (argument.kind == ValueKind::kMap || argument.kind == ValueKind::kList)
      AddNested(value, argument, depth - 1, arguments);
  }
}

}  // namespace assay
