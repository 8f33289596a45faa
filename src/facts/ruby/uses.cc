// Calls and their arguments, and what becomes of their values.
#include <algorithm>
#include <array>
#include <string>

#include "facts/ruby/extractor.h"

namespace assay {
namespace {

constexpr std::size_t kMaxItems = 512;          // children of a node that are looked at
constexpr std::size_t kMaxArgumentNodes = 256;  // of one call that are looked at
constexpr std::size_t kMaxNestedArguments = 64;
constexpr int kMaxClimb = 8;  // parents that pass a value on

template <std::size_t kSize>
bool IsAnyOf(const std::array<std::string_view, kSize>& names, std::string_view name) {
  return std::find(names.begin(), names.end(), name) != names.end();
}

constexpr std::array kTakes =
    std::to_array<std::string_view>({"shift", "pop", "delete_at", "dequeue", "deq"});
constexpr std::array kPuts =
    std::to_array<std::string_view>({"push", "add", "append", "unshift", "enqueue", "concat"});
constexpr std::array kTests =
    std::to_array<std::string_view>({"include?", "key?", "has_key?", "member?"});
constexpr std::array kVisibilities = std::to_array<std::string_view>(
    {"private", "protected", "public", "module_function", "private_class_method"});

bool IsCompared(std::string_view op) {
  return op == "==" || op == "!=" || op == "<" || op == ">" || op == "<=" || op == ">=" ||
         op == "===" || op == "<=>" || op == "=~";
}

bool IsLogical(std::string_view op) {
  return op == "&&" || op == "||" || op == "and" || op == "or";
}

}  // namespace

std::vector<NodeIndex> RubyExtractor::ItemsOf(NodeIndex node) const {
  std::vector<NodeIndex> items;
  for (NodeIndex i = tree().FirstChild(node); i != kNoNode && items.size() < kMaxItems;
       i = tree().NextSibling(i)) {
    if (IsChild(i) && K(i) != Rb::kHeredocBody) items.push_back(i);
  }
  return items;
}

NodeIndex RubyExtractor::FirstOf(NodeIndex node, Rb kind) const {
  for (NodeIndex i = tree().FirstChild(node); i != kNoNode; i = tree().NextSibling(i)) {
    if (K(i) == kind) return i;
  }
  return kNoNode;
}

std::string_view RubyExtractor::MethodOf(NodeIndex call) const {
  const NodeIndex method = Child(call, s_.method);
  return method == kNoNode ? std::string_view("call") : TextOf(method);
}

std::string RubyExtractor::Callee(NodeIndex call) {
  const std::string name = CalleeOf(call);
  if (!name.empty()) return name;
  return "?:#" + Bounded(Child(call, s_.receiver)) + "." +
         std::string(MethodOf(call).substr(0, 80));
}

void RubyExtractor::ReadCall(NodeIndex node) {
  const std::string_view method = MethodOf(node);
  const NodeIndex receiver = Child(node, s_.receiver);
  if (receiver == kNoNode && ReadSpecialCall(node, method)) return;
  // self.total = 1, a.b = c and a.b, d = c are no calls of total and b.
  const Rb parent = K(Parent(node));
  if (parent == Rb::kLeftList || (tree()[node].field == s_.left &&
                                  (parent == Rb::kAssignment || parent == Rb::kOperatorAssignment)))
    return;
  const std::string name = Callee(node);
  Use use;
  use.region = RegionOfCall(node, Child(node, s_.method));
  use.form = method == "new" && receiver != kNoNode && !name.starts_with("?:")
                 ? UseForm::kInstantiation
                 : UseForm::kCall;
  use.name = sink().Keep(name);
  if (receiver != kNoNode) use.receiver = KeepBounded(receiver);
  ReadResult(node, use);
  const std::vector<ArgumentNode> arguments = ArgumentsOf(node);
  // The text of <<~SQL.squish has been told as a whole.
  if (IsConsumed(node)) {
    Consume(receiver);
    for (const ArgumentNode& argument : arguments) Consume(argument.node);
  }
  NoteCollectionCall(node, method, arguments);
  NoteAllowListCheck(node, method, arguments);
  NoteSelfCall(node, method);
  NoteConcurrency(node, name, method);
  ReadQueryList(use, arguments);
  AddUse(std::move(use), arguments);
}

// A name without receiver and arguments that is no local variable is a call.
void RubyExtractor::ReadIdentifier(NodeIndex node) {
  if (!IsName(node)) return;
  const std::string_view name = TextOf(node);
  if (FindLocal(name) != nullptr) return;
  if (name == "raise" || name == "fail") return ReadRaise(node);
  if (EnclosingFunctionIndex() == kNoScope && IsAnyOf(kVisibilities, name))
    return ReadVisibility(node, name);
  if (name == "__method__" || name == "__dir__" || name == "block_given?") return;
  Use use;
  use.region = RegionOf(tree()[node]);
  use.form = UseForm::kCall;
  use.name = sink().Keep(SelfMember(name));
  ReadResult(node, use);
  NoteSelfCall(node, name);
  AddUse(std::move(use), {});
}

// Whether an identifier stands for a value, not for a name that is made here.
bool RubyExtractor::IsName(NodeIndex identifier) const {
  const NodeIndex parent = Parent(identifier);
  const std::uint16_t field = tree()[identifier].field;
  switch (K(parent)) {
    case Rb::kCall:
      return field != s_.method;
    case Rb::kMethod:
    case Rb::kSingletonMethod:
    case Rb::kParameter:
      return field != s_.name;
    case Rb::kAssignment:
    case Rb::kOperatorAssignment:
      return field != s_.left;
    case Rb::kParameters:
    case Rb::kLeftList:
    case Rb::kExceptionVariable:
    case Rb::kAlias:
    case Rb::kPattern:
    case Rb::kKeywordPattern:
    case Rb::kInClause:
    case Rb::kSetter:
      return false;
    case Rb::kFor:
      return field != s_.pattern;
    default:
      return true;
  }
}

// require, raise, private: words of the language that are written as calls.
bool RubyExtractor::ReadSpecialCall(NodeIndex node, std::string_view method) {
  if (method == "require" || method == "require_relative") {
    ReadRequire(node, method == "require_relative");
    return true;
  }
  if (method == "raise" || method == "fail") {
    ReadRaise(node);
    return true;
  }
  if (IsAnyOf(kVisibilities, method)) {
    ReadVisibility(node, method);
    return true;
  }
  if (method.starts_with("attr_")) ReadAttributes(node);
  return false;
}

void RubyExtractor::ReadRequire(NodeIndex node, bool relative) {
  const NodeIndex first = tree().NamedChild(Child(node, s_.arguments), 0);
  TextValue text;
  if (K(first) != Rb::kString || !ReadText(first, text) || !text.parts.empty()) return;
  Consume(first);
  const bool dotted = text.value.starts_with(".");
  Import import;
  import.region = RegionOf(tree()[node]);
  import.module = sink().Keep((relative || dotted ? std::string("own:") : std::string("gem:")) +
                              (relative && !dotted ? "./" : "") + text.value);
  import.form = ImportForm::kEffect;
  import.scope = scope();
  sink().Add(std::move(import));
}

void RubyExtractor::NoteSelfCall(NodeIndex call, std::string_view method) {
  Definition* const function = EnclosingFunction();
  if (function == nullptr || function->calls_itself || method != function->name) return;
  const NodeIndex receiver = K(call) == Rb::kCall ? Child(call, s_.receiver) : kNoNode;
  if (receiver == kNoNode || K(receiver) == Rb::kSelf) {
    function->calls_itself = true;
    return;
  }
  // @left.insert(…) where left holds another of the class.
  const Definition* const owner = EnclosingClass();
  if (owner == nullptr || K(receiver) != Rb::kInstanceVariable) return;
  function->calls_itself =
      std::find(owner->self_typed_fields.begin(), owner->self_typed_fields.end(),
                TextOf(receiver).substr(1)) != owner->self_typed_fields.end();
}

void RubyExtractor::NoteConcurrency(NodeIndex node, std::string_view name,
                                    std::string_view method) {
  if (name.size() < method.size() + 3 || !name.starts_with("gem:#")) return;
  constexpr std::array kSpawns = std::to_array<std::string_view>(
      {"gem:#Concurrent::Future.execute", "gem:#Concurrent::Promise.execute",
       "gem:#Concurrent::Promises.future", "gem:#Fiber.schedule", "gem:#Process.fork",
       "gem:#Ractor.new", "gem:#Thread.fork", "gem:#Thread.new", "gem:#Thread.start"});
  if (IsAnyOf(kSpawns, name)) AddConstruct(node, ConstructKind::kSpawn, name);
  const std::string_view receiver = name.substr(0, name.size() - method.size() - 1);
  const auto is = [&](std::string_view type) {
    return receiver == "gem:#" + std::string(type) + ".new()" ||
           receiver == "gem:#Thread::" + std::string(type) + ".new()";
  };
  const bool lock = is("Mutex") || is("Monitor");
  if (lock && (method == "synchronize" || method == "lock" || method == "enter" ||
               method == "try_lock" || method == "mon_enter"))
    AddConstruct(node, ConstructKind::kLock, receiver, method);
  const bool queue = is("Queue") || is("SizedQueue");
  if (queue && (method == "push" || method == "pop" || method == "shift" || method == "enq" ||
                method == "deq"))
    AddConstruct(node, ConstructKind::kChannel, receiver, method);
}

// queue.shift, seen.add(x), seen.include?(x): what algorithms are told by.
void RubyExtractor::NoteCollectionCall(NodeIndex node, std::string_view method,
                                       const std::vector<ArgumentNode>& arguments) {
  const NodeIndex receiver = Child(node, s_.receiver);
  if (receiver == kNoNode) return;
  const std::string table = Bounded(receiver);
  if (IsAnyOf(kTakes, method)) return shapes().Take(table);
  if (K(receiver) == Rb::kIdentifier && IsAnyOf(kPuts, method)) {
    if (method == "push" && arguments.size() == 1) {
      AppendItem(TextOf(receiver), arguments[0].node);
    } else {
      ForgetItems(TextOf(receiver));
    }
  }
  if (IsAnyOf(kPuts, method)) return shapes().Put(table);
  if (arguments.empty()) return;
  const std::string key = Bounded(arguments[0].node);
  if (method == "add?") {
    shapes().TestMember(table, key);
    shapes().Put(table);
  } else if (IsAnyOf(kTests, method)) {
    shapes().TestMember(table, key);
  } else if (method == "fetch") {
    shapes().ReadElement(table, key);
  }
}

// find_by_sql(["SELECT … WHERE a = ?", a]): the query and its values in a list.
void RubyExtractor::ReadQueryList(const Use& use, const std::vector<ArgumentNode>& arguments) {
  if (arguments.empty() || K(arguments[0].node) != Rb::kArray || !IsQueryCall(use.name)) return;
  const std::vector<NodeIndex> items = ItemsOf(arguments[0].node);
  TextValue text;
  if (items.empty() || !ReadText(items[0], text) || !LooksLikeSql(text.value)) return;
  Consume(items[0]);
  Statement statement;
  statement.region = RegionOf(tree()[items[0]]);
  statement.source = StatementSource::kQuery;
  statement.callee = use.name;
  statement.parts = text.parts;
  statement.bound = items.size() > 1;
  statement.scope = scope();
  AddStatements(text.value, statement, false, sink());
}

// ENV["PORT"]: the key is the argument of a read.
void RubyExtractor::ReadElement(NodeIndex node) {
  const NodeIndex object = Child(node, s_.object);
  const NodeIndex key = tree().NamedChild(node, 1);
  const NodeIndex parent = Parent(node);
  const bool written = tree()[node].field == s_.left &&
                       (K(parent) == Rb::kAssignment || K(parent) == Rb::kOperatorAssignment);
  if (key == kNoNode || written || K(parent) == Rb::kLeftList || K(parent) == Rb::kSuperclass)
    return;
  if (IsTested(node)) {
    shapes().TestMember(Bounded(object), Bounded(key));
  } else {
    shapes().ReadElement(Bounded(object), Bounded(key));
  }
  if (!IsConstant(object)) return;
  const std::string name = Resolve(object);
  if (!name.starts_with("gem:#") || name.ends_with("()")) return;
  Use use;
  use.region = RegionOf(tree()[node]);
  use.name = sink().Keep(name);
  use.form = UseForm::kAttribute;
  ReadResult(node, use);
  AddUse(std::move(use), {{key, ""}});
}

// Errno::ENOENT, OpenSSL::SSL::VERIFY_NONE read as a value.
void RubyExtractor::ReadScope(NodeIndex node) {
  const NodeIndex parent = Parent(node);
  const std::uint16_t field = tree()[node].field;
  const Rb around = K(parent);
  if (around == Rb::kScope || around == Rb::kSuperclass || around == Rb::kExceptions ||
      around == Rb::kClass || around == Rb::kModule ||
      (around == Rb::kCall && (field == s_.receiver || field == s_.method)) ||
      ((around == Rb::kAssignment || around == Rb::kOperatorAssignment) && field == s_.left) ||
      (around == Rb::kElement && field == s_.object))
    return;
  const std::string name = Resolve(node);
  if (!name.starts_with("gem:#")) return;
  Use use;
  use.region = RegionOf(tree()[node]);
  use.name = sink().Keep(name);
  use.form = UseForm::kAttribute;
  ReadResult(node, use);
  AddUse(std::move(use), {});
}

// Whether the value is what a condition asks for, alone or with others.
bool RubyExtractor::IsTested(NodeIndex node) const {
  for (int up = 0; up < kMaxClimb; ++up, node = Parent(node)) {
    const NodeIndex parent = Parent(node);
    switch (K(parent)) {
      case Rb::kParenthesized:
      case Rb::kUnary:
        continue;
      case Rb::kBinary:
        if (IsLogical(TextOf(Child(parent, s_.op)))) continue;
        return false;
      case Rb::kIf:
      case Rb::kWhile:
      case Rb::kConditional:
        return tree()[node].field == s_.condition;
      default:
        return false;
    }
  }
  return false;
}

// What becomes of an expression's value, by what stands around it.
void RubyExtractor::ReadResult(NodeIndex node, Use& use) {
  for (int up = 0; up < kMaxClimb; ++up, node = Parent(node)) {
    const NodeIndex parent = Parent(node);
    const auto become = [&use](ResultUse result) { use.result = result; };
    switch (K(parent)) {
      case Rb::kParenthesized:
        continue;
      case Rb::kBody: {
        const Rb owner = K(Parent(parent));
        const bool last = tree().End(node) == tree().End(parent);
        const bool method = owner == Rb::kMethod || owner == Rb::kSingletonMethod;
        return become(last && method ? ResultUse::kReturned : ResultUse::kDiscarded);
      }
      case Rb::kElse:
      case Rb::kEnsure:
      case Rb::kBegin:
        return become(ResultUse::kDiscarded);
      case Rb::kMethod:
      case Rb::kSingletonMethod:
      case Rb::kReturn:
        return become(ResultUse::kReturned);
      case Rb::kAssignment:
      case Rb::kOperatorAssignment:
        use.result_target = KeepBounded(Child(parent, s_.left));
        return become(ResultUse::kAssigned);
      case Rb::kPair: {
        const bool keyword = K(Parent(parent)) == Rb::kArgumentList;
        use.result_target = sink().Keep(KeyText(Child(parent, s_.key)));
        return become(keyword ? ResultUse::kArgument : ResultUse::kAssigned);
      }
      case Rb::kArgumentList: {
        const NodeIndex call = Parent(parent);
        if (K(call) == Rb::kReturn) return become(ResultUse::kReturned);
        use.result_target = sink().Keep(K(call) == Rb::kCall ? Callee(call) : Bounded(call, 40));
        return become(ResultUse::kArgument);
      }
      case Rb::kBinary: {
        const std::string_view op = TextOf(Child(parent, s_.op));
        // x = given || made(): what is made is assigned.
        if ((op == "||" || op == "or") && tree()[node].field == s_.right) continue;
        if (IsLogical(op)) return become(ResultUse::kCondition);
        if (!IsCompared(op)) return;
        const NodeIndex left = Child(parent, s_.left);
        use.result_target = KeepBounded(node == left ? Child(parent, s_.right) : left);
        return become(ResultUse::kCompared);
      }
      case Rb::kCall:
      case Rb::kElement:
        return become(ResultUse::kReceiver);
      case Rb::kUnary:
        return become(ResultUse::kCondition);
      case Rb::kIf:
      case Rb::kWhile:
      case Rb::kConditional:
        if (tree()[node].field == s_.condition) return become(ResultUse::kCondition);
        if (tree()[node].field == s_.body) return become(ResultUse::kDiscarded);
        return;
      default:
        return;
    }
  }
}

std::string RubyExtractor::KeyText(NodeIndex key) const {
  std::string_view text = TextOf(key);
  if (K(key) == Rb::kSymbol) text.remove_prefix(1);
  if (K(key) == Rb::kString && text.size() >= 2) text = text.substr(1, text.size() - 2);
  return std::string(text.substr(0, 200));
}

// Positions first, keywords by their name, the block last.
std::vector<SourceExtractor::ArgumentNode> RubyExtractor::ArgumentsOf(NodeIndex call) const {
  std::vector<ArgumentNode> arguments;
  for (const NodeIndex child : ItemsOf(Child(call, s_.arguments))) {
    if (arguments.size() >= kMaxArgumentNodes) break;
    if (K(child) != Rb::kPair) {
      arguments.push_back({child, ""});
      continue;
    }
    const NodeIndex value = Child(child, s_.value);
    const NodeIndex key = Child(child, s_.key);
    // f(name:) passes the variable of that name.
    const std::string keyword = KeyText(key);
    if (!keyword.empty()) arguments.push_back({value == kNoNode ? key : value, keyword});
  }
  const NodeIndex block = Child(call, s_.block);
  if (block != kNoNode) arguments.push_back({block, ""});
  return arguments;
}

Value RubyExtractor::ReadValue(NodeIndex node) {
  switch (K(node)) {
    case Rb::kNumber:
      return {ValueKind::kNumber, Bounded(node)};
    case Rb::kUnary: {
      const bool number = K(Child(node, s_.operand)) == Rb::kNumber;
      return {number ? ValueKind::kNumber : ValueKind::kOther, Bounded(node)};
    }
    case Rb::kTrue:
      return {ValueKind::kBoolean, "true"};
    case Rb::kFalse:
      return {ValueKind::kBoolean, "false"};
    case Rb::kNil:
      return {ValueKind::kNull, "null"};
    case Rb::kSymbol:
      return {ValueKind::kString, std::string(TextOf(node).substr(1, 200))};
    case Rb::kHash:
      return {ValueKind::kMap, ""};
    case Rb::kArray:
      return {ValueKind::kList, ""};
    case Rb::kBlock:
    case Rb::kLambda:
      return {ValueKind::kFunction, ""};
    case Rb::kBlockArgument:
      return {ValueKind::kFunction, Bounded(tree().NamedChild(node, 0))};
    case Rb::kHashKey:
    case Rb::kInstanceVariable:
    case Rb::kClassVariable:
    case Rb::kGlobalVariable:
    case Rb::kElement:
    case Rb::kConstant:
    case Rb::kScope: {
      TextValue text;
      if (IsConstant(node) && ReadText(node, text) && text.parts.empty())
        return {ValueKind::kString, std::move(text.value)};
      const std::string name = Resolve(node);
      return {ValueKind::kName, name.empty() ? Bounded(node) : name};
    }
    case Rb::kIdentifier: {
      const std::string name = Resolve(node);
      const bool local = FindLocal(TextOf(node)) != nullptr;
      return {local ? ValueKind::kName : ValueKind::kCall, name.empty() ? Bounded(node) : name};
    }
    case Rb::kDelimitedSymbol:
    case Rb::kString:
    case Rb::kChainedString:
    case Rb::kHeredoc:
    case Rb::kBinary:
    case Rb::kCall: {
      TextValue text;
      if (ReadText(node, text))
        return {text.parts.empty() ? ValueKind::kString : ValueKind::kInterpolated,
                std::move(text.value)};
      if (K(node) != Rb::kCall) break;
      const std::string name = Resolve(node);
      return {ValueKind::kCall, name.empty() ? Bounded(node) : name};
    }
    default:
      break;
  }
  return {ValueKind::kOther, Bounded(node)};
}

void RubyExtractor::AddNested(NodeIndex node, const Argument& parent, int depth,
                              std::vector<Argument>& arguments) {
  std::size_t index = 0;
  for (const NodeIndex child : ItemsOf(node)) {
    if (depth <= 0 || arguments.size() >= kMaxNestedArguments) return;
    std::string path(parent.path);
    NodeIndex value = child;
    if (K(child) == Rb::kPair) {
      if (!path.empty()) path += '.';
      path += KeyText(Child(child, s_.key));
      value = Child(child, s_.value);
    } else {
      path += '[' + std::to_string(index++) + ']';
    }
    if (value == kNoNode) continue;
    Argument argument = MakeArgument(value, parent.position, parent.keyword, path);
    // The items of %i[a b] are symbols without their colon.
    if (K(value) == Rb::kDelimitedSymbol && K(node) == Rb::kArray)
      argument.kind = ValueKind::kString;
    arguments.push_back(argument);
    if (argument.kind == ValueKind::kMap || argument.kind == ValueKind::kList)
      AddNested(value, argument, depth - 1, arguments);
  }
}

}  // namespace assay
