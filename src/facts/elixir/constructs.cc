// Handlers, messages, and other constructs that calls are.
#include <array>
#include <string>

#include "base/text.h"
#include "facts/elixir/extractor.h"
#include "facts/elixir/known_names.h"

namespace assay {
namespace {

constexpr std::string_view kSpawns =
    "global:#spawn global:#spawn_link global:#spawn_monitor hex:Task#async hex:Task#async_stream "
    "hex:Task#start hex:Task#start_link hex:Task.Supervisor#async "
    "hex:Task.Supervisor#async_nolink hex:Task.Supervisor#start_child hex:Process#spawn";
// Callees that send or wait for messages, with what they do.
constexpr std::array kChannels =
    std::to_array<std::array<std::string_view, 2>>({{"global:#send", "put"},
                                                    {"hex:Process#send", "put"},
                                                    {"hex:Process#send_after", "put"},
                                                    {"hex:GenServer#call", "call"},
                                                    {"hex:GenServer#cast", "put"},
                                                    {"hex:GenServer#reply", "put"},
                                                    {"hex:Phoenix.PubSub#broadcast", "put"},
                                                    {"hex:Phoenix.PubSub#broadcast!", "put"},
                                                    {"hex:Phoenix.PubSub#subscribe", "subscribe"}});
constexpr std::string_view kLocks = "hex:global#trans hex:global#set_lock hex:mnesia#transaction";
constexpr std::string_view kAwaits =
    "hex:Task#await hex:Task#await_many hex:Task#yield hex:Task#yield_many";

}  // namespace

// rescue e in [A, B] -> …; catch :exit, reason -> …; {:error, reason} -> …
void ElixirExtractor::ReadClause(NodeIndex clause) {
  const std::string_view around = KindName(Parent(clause));
  const NodeIndex left = At(clause, Part::kLeft);
  NodeIndex pattern = tree().NamedChild(left, 0);
  BindPattern(left,
              around == "anonymous_function" ? GivenTo(Parent(clause)) : Provenance::kUnknown);
  if (around == "rescue_block") {
    const bool typed = R(pattern) == Role::kBinary;
    const NodeIndex type = typed ? At(pattern, Part::kRight) : pattern;
    const NodeIndex bound = typed ? At(pattern, Part::kLeft) : pattern;
    const std::string_view name =
        KindName(bound) == "identifier" ? TextOf(bound) : std::string_view();
    const std::string_view detail = DetailOfClause(clause, name);
    if (!name.empty()) caught_names_.push_back({tree().End(clause), name});
    if (R(type) != Role::kList) return AddHandler(clause, type, detail);
    for (const NodeIndex one : ItemsOf(type)) AddHandler(clause, one, detail);
    return;
  }
  if (around == "catch_block") return AddHandler(clause, kNoNode, DetailOfClause(clause, {}));
  const NodeIndex first = tree().NamedChild(pattern, 0);
  if (around != "anonymous_function" && KindName(pattern) == "tuple" && TextOf(first) == ":error") {
    const NodeIndex reason = tree().NamedChild(pattern, 1);
    AddHandler(clause, kNoNode,
               DetailOfClause(clause, KindName(reason) == "identifier" ? TextOf(reason) : ""));
  }
}

void ElixirExtractor::AddHandler(NodeIndex clause, NodeIndex type, std::string_view detail) {
  AddConstruct(clause, ConstructKind::kHandler,
               KindName(type) == "alias" ? ModuleName(type) : std::string(), detail);
}

std::string_view ElixirExtractor::DetailOfClause(NodeIndex clause, std::string_view caught) {
  const NodeIndex body = At(clause, Part::kBody);
  std::size_t statements = 0;
  std::size_t logs = 0;
  for (const NodeIndex item : ItemsOf(body)) {
    ++statements;
    if (!IsCall(item)) continue;
    const std::string_view word = TargetOf(item);
    if (word == "reraise" && !caught.empty() && TextOf(First(item)) == caught) return "rethrow";
    if (word == "raise" || word == "reraise") return Mentions(item, caught) ? "wrap" : "handle";
    if (CalleeOf(item).starts_with("hex:Logger#")) ++logs;
  }
  if (statements == 0) return "empty";
  return logs == statements ? "log" : "handle";
}

bool ElixirExtractor::Mentions(NodeIndex node, std::string_view name) const {
  if (name.empty()) return false;
  for (NodeIndex i = node; i < tree().End(node); ++i) {
    if (KindName(i) == "identifier" && TextOf(i) == name) return true;
  }
  return false;
}

void ElixirExtractor::ReadRaise(NodeIndex node, std::string_view word) {
  const NodeIndex raised = First(node);
  const std::string type = KindName(raised) == "alias" ? ModuleName(raised) : Bounded(raised);
  bool cause = false;
  for (const CaughtName& caught : caught_names_) {
    if (caught.end > node && Mentions(node, caught.name)) cause = true;
  }
  const bool again = word == "reraise";
  AddConstruct(node, ConstructKind::kThrow, type, cause && !again ? "cause" : "");
}

void ElixirExtractor::ReadCallConstructs(NodeIndex node, std::string_view word) {
  if (word == "raise" || word == "reraise" || word == "throw" || word == "exit")
    ReadRaise(node, word);
  if (word == "for") {
    AddConstruct(node, ConstructKind::kComprehension);
    BindGenerators(node);
  }
  if (word == "case" || word == "with") AddConstruct(node, ConstructKind::kPatternMatch);
  if (word == "receive") AddConstruct(node, ConstructKind::kChannel, {}, "get");
  if (word == "if" || word == "unless" || word == "for") Branch();
  const std::string callee = CalleeOf(node);
  const std::size_t hash = callee.find('#');
  if (hash == std::string::npos) return;
  if (HasWord(kSpawns, callee)) AddConstruct(node, ConstructKind::kSpawn, callee);
  if (HasWord(kAwaits, callee)) AddConstruct(node, ConstructKind::kAwait, callee);
  for (const auto& [sends, detail] : kChannels) {
    if (callee == sends) AddConstruct(node, ConstructKind::kChannel, callee, detail);
  }
  if (HasWord(kLocks, callee)) AddConstruct(node, ConstructKind::kLock, callee, "lock");
  if (CallsForEach(callee)) {
    Branch();
    OpenLoop(node, "each");
  }
}

}  // namespace assay
