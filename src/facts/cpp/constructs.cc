// Errors, loops, work beside the caller, and the events that algorithms are told by.
#include <algorithm>
#include <array>
#include <string>

#include "base/text.h"
#include "facts/cpp/extractor.h"

namespace assay {
namespace {

constexpr std::size_t kStoredText = 160;  // of a value that is stored in a table

// Collections that are asked for a key, and those whose elements have places.
constexpr std::string_view kKeyed =
    "map multimap multiset set unordered_map unordered_multimap unordered_multiset unordered_set";
constexpr std::string_view kGuards = "lock_guard scoped_lock shared_lock unique_lock";

// The `set` of "c:std#set().count" where the member is `member`.
std::string_view StandardType(std::string_view callee, std::string_view member) {
  if (!callee.starts_with("c:std#") || callee.size() < member.size() + 9) return {};
  callee.remove_prefix(6);
  callee.remove_suffix(member.size() + 1);
  return callee.ends_with("()") ? callee.substr(0, callee.size() - 2) : std::string_view();
}

// Functions of C that take a lock or hand a value over, and what they do to their first argument.
struct KnownCall {
  std::string_view callee;
  ConstructKind kind;
  std::string_view detail;
};
constexpr std::array kKnown = std::to_array<KnownCall>({
    {"c:pthread.h#pthread_mutex_lock", ConstructKind::kLock, "lock"},
    {"c:pthread.h#pthread_mutex_trylock", ConstructKind::kLock, "trylock"},
    {"c:pthread.h#pthread_rwlock_rdlock", ConstructKind::kLock, "rdlock"},
    {"c:pthread.h#pthread_rwlock_wrlock", ConstructKind::kLock, "wrlock"},
    {"c:pthread.h#pthread_spin_lock", ConstructKind::kLock, "lock"},
    {"c:threads.h#mtx_lock", ConstructKind::kLock, "lock"},
    {"c:threads.h#mtx_trylock", ConstructKind::kLock, "trylock"},
    {"c:threads.h#mtx_timedlock", ConstructKind::kLock, "timedlock"},
    {"c:semaphore.h#sem_wait", ConstructKind::kLock, "wait"},
    {"c:mqueue.h#mq_send", ConstructKind::kChannel, "put"},
    {"c:mqueue.h#mq_timedsend", ConstructKind::kChannel, "put"},
    {"c:mqueue.h#mq_receive", ConstructKind::kChannel, "get"},
    {"c:mqueue.h#mq_timedreceive", ConstructKind::kChannel, "get"},
    {"c:sys/msg.h#msgsnd", ConstructKind::kChannel, "put"},
    {"c:sys/msg.h#msgrcv", ConstructKind::kChannel, "get"},
});

}  // namespace

// ---- errors

CppExtractor::CatchParts CppExtractor::CatchOf(NodeIndex node) {
  CatchParts parts;
  const NodeIndex parameter = tree().NamedChild(tree().ChildByField(node, id_.parameters), 0);
  const NodeIndex type = At(parameter, Part::kType);
  if (type != kNoNode) parts.types.push_back(type);
  parts.name = NameIn(Declarator(parameter));
  return parts;
}

// std::cerr << "…" << e.what(); LOG(ERROR) << …
bool CppExtractor::IsLogStream(NodeIndex statement) const {
  NodeIndex left = R(statement) == Role::kStatement ? tree().NamedChild(statement, 0) : kNoNode;
  bool shifts = false;
  while (R(left) == Role::kBinary && TextOf(At(left, Part::kOperator)) == "<<") {
    left = At(left, Part::kLeft);
    shifts = true;
  }
  if (!shifts) return false;
  if (R(left) == Role::kCall) left = At(left, Part::kTarget);
  const std::string_view name = TextOf(left);
  if (name == "std::cerr" || name == "cerr" || name == "std::clog" || name == "clog") return true;
  return ToLowerAscii(name.substr(0, 40)).find("log") != std::string::npos;
}

std::string_view CppExtractor::HandlerDetail(NodeIndex body, std::string_view caught) {
  std::vector<NodeIndex> others;
  std::size_t logs = 0;
  for (const NodeIndex item : ItemsOf(body)) {
    if (IsLogStream(item)) {
      ++logs;
      continue;
    }
    others.push_back(item);
    const NodeIndex call =
        R(item) == Role::kStatement ? Inner(tree().NamedChild(item, 0)) : kNoNode;
    if (R(call) != Role::kCall) continue;
    const std::string callee = CalleeOf(call);
    if (callee == "c:std#throw_with_nested") return "wrap";
    if (callee == "c:std#rethrow_exception") return "rethrow";
  }
  const std::string_view detail = DetailOf(others, caught);
  if (logs == 0) return detail;
  if (detail == "empty") return "log";
  return detail == "pass" ? "handle" : detail;
}

// std::throw_with_nested(Failed("…")) keeps what is being handled as the cause.
void CppExtractor::NoteThrow(NodeIndex node, std::string_view callee,
                             const std::vector<ArgumentNode>& arguments) {
  const bool nested = callee == "c:std#throw_with_nested";
  if (!nested && callee != "c:std#rethrow_exception") return;
  std::string type;
  if (nested && arguments.size() == 1) {
    const NodeIndex made = Inner(arguments[0].node);
    type = Resolve(made);
    if (type.empty() && R(made) == Role::kCall) type = Bounded(At(made, Part::kTarget));
  }
  if (type.ends_with("()")) type.resize(type.size() - 2);
  if (type.starts_with("?:#")) type.erase(0, 3);
  AddConstruct(node, ConstructKind::kThrow, type, nested ? "cause" : "");
}

// ---- loops

// for (auto& [key, value] : table)
bool CppExtractor::ReadForEachBound(NodeIndex node) {
  std::vector<Declared> bound;
  AddBound(At(node, Part::kLeft), bound);
  if (bound.empty()) return false;
  std::vector<NodeIndex> names_of;
  for (const Declared& one : bound) names_of.push_back(one.name);
  OpenForEach(node, At(node, Part::kRight), names_of, names_of.size());
  return true;
}

// ---- calls

void CppExtractor::ReadOwnCall(NodeIndex node) {
  const std::string callee = CalleeOf(node);
  const CallParts parts = PartsOf(node);
  const std::vector<ArgumentNode> arguments = ArgumentsOf(ArgumentListOf(node));
  NoteCollections(node, callee, parts, arguments);
  if (!callee.starts_with("c:")) return;
  NoteThrow(node, callee, arguments);
  NoteConcurrent(node, callee, arguments);
  NoteBuffer(callee, arguments);
}

void CppExtractor::NoteConcurrent(NodeIndex node, std::string_view callee,
                                  const std::vector<ArgumentNode>& arguments) {
  const auto known = std::find_if(kKnown.begin(), kKnown.end(),
                                  [callee](const KnownCall& one) { return one.callee == callee; });
  if (known == kKnown.end() || arguments.empty()) return;
  std::string value = Resolve(Inner(arguments[0].node));
  if (!value.starts_with("c:")) value = callee;
  AddConstruct(node, known->kind, value, known->detail);
}

// seen.count(x), memo.find(n), std::find(list.begin(), …), std::swap(a[i], a[j])
void CppExtractor::NoteCollections(NodeIndex node, std::string_view callee, const CallParts& parts,
                                   const std::vector<ArgumentNode>& arguments) {
  const std::string_view member = NameText(parts.name);
  const auto is = [member](std::string_view name) { return member == name; };
  if (is("swap") || is("iter_swap")) {
    const bool all = arguments.size() == 2 &&
                     std::all_of(arguments.begin(), arguments.end(), [this](const auto& argument) {
                       return R(Inner(argument.node)) == Role::kIndex;
                     });
    const bool swap = (callee == "c:std#swap" || callee == "c:std.ranges#swap") && all;
    if (swap || callee == "c:std#iter_swap") AddConstruct(node, ConstructKind::kSwap);
    return;
  }
  if (callee == "c:std#find" && arguments.size() == 3 &&
      R(Inner(arguments[0].node)) == Role::kCall) {
    const CallParts first = PartsOf(Inner(arguments[0].node));
    if (NameText(first.name) == "begin" && first.object != kNoNode)
      shapes().TestMember(Bounded(first.object), Bounded(arguments[2].node));
    return;
  }
  if (parts.object == kNoNode || arguments.empty()) return;
  const std::string table = Bounded(parts.object);
  const std::string key = Bounded(arguments[0].node);
  if (is("emplace_back") || is("emplace_front")) {
    shapes().Put(table);
    if (thread_lists_.contains(NameText(parts.object)))
      AddConstruct(node, ConstructKind::kSpawn, "c:std#thread");
    return;
  }
  const NodeIndex parent = Parent(node);
  if (is("emplace") || is("insert")) {
    // if (seen.insert(x).second): tested and put at once.
    if (R(parent) == Role::kMember && TextOf(At(parent, Part::kName)) == "second" &&
        IsTested(parent))
      shapes().TestMember(table, key);
    if (is("emplace") && arguments.size() == 1) shapes().Put(table);
    if (is("emplace") && arguments.size() == 2)
      shapes().WriteElement(table, key, Bounded(arguments[1].node, kStoredText));
    return;
  }
  if (is("at") && arguments.size() == 1) return shapes().ReadElement(table, key);
  if ((!is("count") && !is("find")) || !HasWord(kKeyed, StandardType(callee, member))) return;
  shapes().TestMember(table, key);
  const NodeIndex checked = Inner(arguments[0].node);
  const NodeIndex test = R(parent) == Role::kBinary && !IsTested(node) ? parent : node;
  if (R(checked) == Role::kIdentifier) NoteAllowed(checked, parts.object, test);
}

// The grammar has the key in its brackets.
CppExtractor::Element CppExtractor::ElementOf(NodeIndex node) {
  if (R(node) != Role::kIndex) return {};
  const NodeIndex list = At(node, Part::kKey);
  return {At(node, Part::kObject), R(list) == Role::kPass ? tree().NamedChild(list, 0) : list};
}

// stack[top++] = next; next = stack[--top]; next = queue[head++]: an array as a list of work.
void CppExtractor::NoteSlot(NodeIndex node) {
  const NodeIndex key = Inner(At(node, Part::kKey));
  if (R(key) != Role::kUpdate) return;
  const std::string table = Bounded(At(node, Part::kObject));
  const std::string_view written = TextOf(key);
  const NodeIndex parent = Parent(node);
  if (R(parent) == Role::kAssign && At(parent, Part::kLeft) == node) {
    if (written.ends_with("++")) shapes().Put(table);
    return;
  }
  // Elements that move within their array are no work.
  const NodeIndex left = R(parent) == Role::kAssign ? At(parent, Part::kLeft) : kNoNode;
  if (R(left) == Role::kIndex && Bounded(At(left, Part::kObject)) == table) return;
  if (written.starts_with("--") || written.ends_with("++")) shapes().Take(table);
}

// ---- objects that are made by their declaration

std::vector<SourceExtractor::ArgumentNode> CppExtractor::ArgumentsOfMade(NodeIndex declarator) {
  const NodeIndex value = tree().ChildByField(declarator, id_.value);
  if (Kind(value) == id_.argument_list || Kind(value) == id_.initializer_list)
    return ArgumentsOf(value);
  std::vector<ArgumentNode> arguments;
  if (Kind(declarator) != id_.function_declarator) return arguments;
  for (const NodeIndex item : ItemsOf(tree().ChildByField(declarator, id_.parameters)))
    arguments.push_back({tree().NamedChild(item, 0), ""});
  return arguments;
}

// std::thread worker(run); std::lock_guard<std::mutex> lock(m);
void CppExtractor::ReadMade(NodeIndex node) {
  const std::string name = ResolveType(At(node, Part::kType));
  if (!name.starts_with("c:") && !name.starts_with("local:")) return;
  const bool guards = name.starts_with("c:std#") && HasWord(kGuards, name.substr(6));
  for (NodeIndex i = tree().FirstChild(node); i != kNoNode; i = tree().NextSibling(i)) {
    if (tree()[i].field != id_.declarator) continue;
    const NodeIndex value = tree().ChildByField(i, id_.value);
    const std::vector<ArgumentNode> arguments = ArgumentsOfMade(i);
    if (arguments.empty()) continue;
    if (guards) {
      if (TextOf(arguments.back().node).ends_with("defer_lock")) continue;
      std::string lock = Resolve(Inner(arguments[0].node));
      if (!lock.starts_with("c:")) lock = ValueOf(name);
      AddConstruct(node, ConstructKind::kLock, lock, name.substr(6));
    }
    if (traits().spawns.contains(name)) AddConstruct(node, ConstructKind::kSpawn, name);
    // T a = {…} is told as its values; a text as one that has a name.
    const bool plain =
        Kind(value) == id_.initializer_list && TextOf(i).find('=') < TextOf(i).find('{');
    if (!plain && !(IsTextType(TextOf(At(node, Part::kType))) && arguments.size() == 1))
      AddCall(node, name, kNoNode, kNoNode, arguments, UseForm::kInstantiation);
  }
}

// worker_([this] { run(); }) of a constructor: a field that begins work.
void CppExtractor::ReadInitializer(NodeIndex node) {
  const NodeIndex name = tree().NamedChild(node, 0);
  const NodeIndex list = tree().NamedChild(node, 1);
  if (Kind(name) != id_.field_identifier || tree().NamedChild(list, 0) == kNoNode) return;
  const Binding* const field = Known(TextOf(name));
  if (field == nullptr || !field->value.ends_with("()")) return;
  const std::string_view type = field->value.substr(0, field->value.size() - 2);
  const NodeIndex given = Inner(tree().NamedChild(list, 0));
  const bool moved = R(given) == Role::kCall || R(given) == Role::kIdentifier;
  if (traits().spawns.contains(type) && !moved) AddConstruct(node, ConstructKind::kSpawn, type);
}

}  // namespace assay
