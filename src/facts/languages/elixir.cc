// Elixir: what its grammar's kinds are to the shared engine, and what is its
// own: everything is a call, so that modules, functions and imports are told
// by what is called.
//
// A module is named in full: hex:Ecto.Query#from, hex:Phoenix.Controller#render;
// Erlang's by its atom: hex:crypto#hash. What `import` or `use` brings is known
// where it names its functions.
//
// Loops are functions that call themselves, so that bisections and work lists
// are told by what such a function gives itself for its parameters.
#include <algorithm>
#include <array>
#include <string>

#include "base/text.h"
#include "facts/algorithm_shapes.h"
#include "facts/extract.h"
#include "facts/typed/extractor.h"

namespace assay {
namespace {

const SyntaxMap& ElixirSyntax() {
  static const SyntaxMap kMap(
      "elixir", {
                    {"access_call", Role::kIndex, "object:target key:key"},
                    {"alias", Role::kType},
                    {"after_block", Role::kFinally},
                    {"anonymous_function", Role::kLambda},
                    {"arguments", Role::kArguments},
                    {"atom", Role::kNone},
                    {"binary_operator", Role::kBinary, "left:left right:right operator:operator"},
                    {"boolean", Role::kBoolean},
                    {"call", Role::kCall, "target:target arguments:@arguments"},
                    {"comment", Role::kComment},
                    {"do_block", Role::kBlock},
                    {"dot", Role::kMember, "object:left name:right"},
                    {"escape_sequence", Role::kEscape},
                    {"float", Role::kNumber},
                    {"identifier", Role::kIdentifier},
                    {"integer", Role::kNumber},
                    {"interpolation", Role::kInterpolation},
                    {"list", Role::kList},
                    {"nil", Role::kNull},
                    {"pair", Role::kPair, "key:key value:value"},
                    {"quoted_content", Role::kFragment},
                    {"stab_clause", Role::kCase, "left:left body:right"},
                    {"string", Role::kString},
                    {"tuple", Role::kList},
                    {"unary_operator", Role::kUnary, "value:operand"},
                });
  return kMap;
}

const LanguageTraits& ElixirTraits() {
  static const LanguageTraits kTraits = [] {
    LanguageTraits t;
    t.ecosystem = "hex:";
    t.documentation = "doc";
    t.documentation_mark = "@doc";
    t.concatenation = "<>";
    t.refines = true;
    t.arity_names = true;
    t.blocks_have_values = true;
    t.numbers = {"length", "hex:String#to_integer", "hex:Integer#parse"};
    t.request_members = {"hex:Plug.Conn#get_req_header", "hex:Plug.Conn#read_body"};
    t.log_members = {"error", "info", "warning", "debug", "warn"};
    return t;
  }();
  return kTraits;
}

bool IsDefinition(std::string_view word) {
  return word == "def" || word == "defp" || word == "defmacro" || word == "defmacrop";
}

constexpr std::size_t kMaxNames = 64;         // of one pattern
constexpr std::size_t kMaxTypeNodes = 256;    // of one type that are looked at
constexpr std::size_t kMaxWritten = 160;      // bytes of a value that a table keeps
constexpr std::size_t kMaxBodyNodes = 4'000;  // of a function that may be a loop

// What Elixir's own syntax is made of: calls of nothing.
constexpr std::string_view kForms =
    "alias case cond def defdelegate defexception defguard defguardp defimpl defmacro defmacrop "
    "defmodule defp defprotocol defstruct fn for if import quote raise receive require reraise try "
    "unless unquote unquote_splicing use with";

// Kernel's functions, seen everywhere.
constexpr std::string_view kKernel =
    "abs apply binary_part bit_size byte_size ceil div elem exit floor get_in hd inspect "
    "is_atom is_binary is_boolean is_float is_function is_integer is_list is_map is_nil is_number "
    "is_pid is_struct is_tuple length make_ref map_size max min node not pop_in put_elem put_in "
    "rem round self send spawn spawn_link spawn_monitor struct struct! tap then throw tl to_string "
    "trunc tuple_size update_in";

// What modules are known to bring that are imported or used as a whole.
struct Module {
  std::string_view name;
  std::string_view functions;
};
constexpr std::array kModules = std::to_array<Module>({
    {"Ecto.Query",
     "distinct dynamic exclude first from group_by having join last limit lock offset or_where "
     "order_by preload select select_merge subquery union update where windows"},
    {"Ecto.Changeset",
     "add_error apply_action apply_changes assoc_constraint cast cast_assoc cast_embed change "
     "check_constraint delete_change fetch_change fetch_field foreign_key_constraint get_change "
     "get_field no_assoc_constraint optimistic_lock prepare_changes put_assoc put_change put_embed "
     "traverse_errors unique_constraint unsafe_validate_unique update_change validate_change "
     "validate_confirmation validate_exclusion validate_format validate_inclusion validate_length "
     "validate_number validate_required validate_subset"},
    {"Ecto.Schema",
     "belongs_to embedded_schema embeds_many embeds_one field has_many has_one many_to_many schema "
     "timestamps"},
    {"Ecto.Migration",
     "add alter constraint create create_if_not_exists drop drop_if_exists execute index modify "
     "references remove rename table timestamps unique_index"},
    {"Plug.Conn",
     "assign clear_session configure_session delete_resp_cookie delete_session fetch_cookies "
     "fetch_query_params fetch_session get_req_header get_resp_header get_session halt "
     "put_private put_resp_content_type put_resp_cookie put_resp_header put_session put_status "
     "read_body register_before_send send_chunked send_file send_resp"},
    {"Plug.Builder", "plug"},
    {"Plug.Router", "delete forward get match patch plug post put"},
    {"Phoenix.Controller",
     "action_fallback html json put_flash put_layout put_view redirect render text "
     "protect_from_forgery put_secure_browser_headers"},
    {"Phoenix.Router",
     "delete forward get live_session patch pipe_through pipeline post put resources scope"},
    {"Phoenix.LiveView.Router", "live live_session"},
    {"Phoenix.Endpoint", "socket plug"},
    {"Phoenix.Channel", "broadcast broadcast! broadcast_from push reply"},
    {"Phoenix.Socket", "channel transport"},
    {"ExUnit.Case", "describe test"},
    {"ExUnit.Callbacks", "on_exit setup setup_all start_supervised start_supervised!"},
    {"ExUnit.Assertions",
     "assert assert_in_delta assert_raise assert_receive assert_received flunk refute "
     "refute_receive"},
    {"Mox", "defmock expect stub verify! verify_on_exit!"},
});

// `use ExUnit.Case` brings these as well.
constexpr std::array kBrings =
    std::to_array<std::array<std::string_view, 2>>({{"ExUnit.Case", "ExUnit.Callbacks"},
                                                    {"ExUnit.Case", "ExUnit.Assertions"},
                                                    {"Plug.Router", "Plug.Conn"},
                                                    {"Phoenix.Channel", "Phoenix.Socket"}});

// What a module becomes that uses them: they name the functions that it has to give.
constexpr std::string_view kBehaviours =
    "Agent Application Broadway Broadway.Producer DynamicSupervisor GenServer GenStage Oban.Worker "
    "Phoenix.Channel Phoenix.LiveComponent Phoenix.LiveView Supervisor Task";

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
// What a connection of Plug holds of what the client sent.
constexpr std::string_view kRequestMembers =
    "body_params cookies params path_params query_params query_string req_cookies req_headers "
    "request_path";
// Functions of tables: where the table and the key stand among the arguments,
// and the value that is kept; -1: there is none.
struct TableFunction {
  std::string_view callee;
  int table;
  int key;
  int value;
};
constexpr std::array kTableReads = std::to_array<TableFunction>({{"global:#elem", 0, 1, -1},
                                                                 {"hex:Enum#at", 0, 1, -1},
                                                                 {"hex:Map#fetch!", 0, 1, -1},
                                                                 {"hex:Map#get", 0, 1, -1},
                                                                 {"hex:array#get", 1, 0, -1}});
constexpr std::array kTableTests = std::to_array<TableFunction>({{"hex:Map#fetch", 0, 1, -1},
                                                                 {"hex:Map#has_key?", 0, 1, -1},
                                                                 {"hex:MapSet#member?", 0, 1, -1},
                                                                 {"hex:ets#lookup", 0, 1, -1},
                                                                 {"hex:ets#member", 0, 1, -1}});
constexpr std::array kTableWrites = std::to_array<TableFunction>(
    {{"global:#put_elem", 0, 1, 2}, {"hex:Map#put", 0, 1, 2}, {"hex:array#set", 2, 0, 1}});
constexpr std::string_view kAwaits =
    "hex:Task#await hex:Task#await_many hex:Task#yield hex:Task#yield_many";
constexpr std::string_view kEach =
    "hex:Enum#each hex:Enum#map hex:Enum#flat_map hex:Enum#reduce hex:Enum#filter "
    "hex:Enum#reject hex:Enum#each_with_index hex:Enum#reduce_while hex:Enum#map_reduce";

class ElixirExtractor final : public TypedExtractor {
 public:
  ElixirExtractor(const SyntaxTree& tree, FactSink& sink)
      : TypedExtractor(tree, sink, ElixirSyntax(), ElixirTraits()) {
    struct Around {
      NodeIndex end;
      std::string name;
    };
    std::vector<Around> around;
    for (NodeIndex node = 0; node < tree.size(); ++node) {
      while (!around.empty() && around.back().end <= node) around.pop_back();
      if (!IsCall(node)) continue;
      const std::string_view word = TargetOf(node);
      if (word == "defmodule") {
        const std::string_view own = TextOf(First(node));
        if (sink.facts().package.empty()) sink.facts().package = sink.Keep(own);
        // A module in another is known there by its own name.
        std::string name(own.substr(0, kMaxResolvedName));
        if (!around.empty() && around.back().name.size() + name.size() < kMaxResolvedName) {
          name = around.back().name + "." + name;
          aliases_.try_emplace(std::string(own.substr(0, own.find('.'))),
                               name.substr(0, name.size() - own.size() + own.find('.')));
          if (own.find('.') == std::string_view::npos) aliases_[std::string(own)] = name;
        }
        around.push_back({tree.End(node), std::move(name)});
      }
      if (IsRecord(node)) {
        const std::string_view record = TextOf(First(node));
        if (record.size() > 1) defined_.insert(std::string(record.substr(1)));
      }
      if (!IsDefinition(word) && word != "defdelegate" && word != "defguard") continue;
      const std::string_view name = DefinedName(node);
      if (!name.empty()) defined_.insert(std::string(name));
    }
  }

 private:
  bool IsCall(NodeIndex node) const { return KindName(node) == "call"; }

  // What a definition gives is the last value of its block.
  Role Refine(NodeIndex node, Role role) const override {
    if (role == Role::kPair) {
      // do: and else: are code, no entries.
      const std::string_view key = TextOf(tree().FirstChild(node));
      return key.starts_with("do:") || key.starts_with("else:") ? Role::kNone : role;
    }
    return role == Role::kCall && IsDefinition(TargetOf(node)) ? Role::kFunction : role;
  }

  std::string_view TargetOf(NodeIndex call) const {
    const NodeIndex target = At(call, Part::kTarget);
    return KindName(target) == "identifier" ? TextOf(target) : std::string_view();
  }
  NodeIndex First(NodeIndex call) const { return tree().NamedChild(At(call, Part::kArguments), 0); }
  std::string_view OperatorOf(NodeIndex node) const {
    return KindName(node) == "binary_operator" ? TextOf(At(node, Part::kOperator))
                                               : std::string_view();
  }
  // defrecord(:user, name: ""), also of Record
  bool IsRecord(NodeIndex call) const {
    const NodeIndex target = At(call, Part::kTarget);
    std::string_view name = TargetOf(call);
    if (KindName(target) == "dot" && TextOf(At(target, Part::kObject)) == "Record")
      name = NameText(At(target, Part::kName));
    return (name == "defrecord" || name == "defrecordp") && KindName(First(call)) == "atom";
  }

  // def index(conn, params) when …: the head of a function.
  NodeIndex HeadOf(NodeIndex call) const {
    NodeIndex head = First(call);
    if (R(head) == Role::kBinary) head = At(head, Part::kLeft);
    return head;
  }
  std::string_view DefinedName(NodeIndex call) const {
    const NodeIndex head = HeadOf(call);
    return IsCall(head)                   ? TargetOf(head)
           : R(head) == Role::kIdentifier ? TextOf(head)
                                          : std::string_view();
  }

  void ReadImport(NodeIndex) override {}

  std::string FullName(std::string_view module) const {
    const std::string_view root = module.substr(0, module.find('.'));
    if (root == "__MODULE__") return full_ + std::string(module.substr(root.size()));
    const auto alias = aliases_.find(std::string(root));
    return alias == aliases_.end() ? std::string(module)
                                   : alias->second + std::string(module.substr(root.size()));
  }

  std::string SimpleType(NodeIndex type) override {
    return TextOf(type).size() < kMaxResolvedName ? EcosystemName(FullName(TextOf(type))) + "#"
                                                  : std::string();
  }

  // :crypto.hash(…)
  std::string FreePath(NodeIndex node) override {
    const NodeIndex object = At(node, Part::kObject);
    const std::string_view text = TextOf(object);
    if (KindName(object) != "atom" || text.size() < 2 || text.size() > 80) return {};
    return EcosystemName(text.substr(1)) + "#" + std::string(NameText(At(node, Part::kName)));
  }

  std::string FreeCallee(std::string_view name) override {
    if (defined_.contains(std::string(name))) return "local:#" + std::string(name);
    const auto imported = functions_.find(std::string(name));
    if (imported != functions_.end()) return imported->second;
    std::string opened;
    for (const Module& module : kModules) {
      if (!opened_.contains(std::string(module.name)) || !HasWord(module.functions, name)) continue;
      if (!opened.empty()) return {};
      opened = EcosystemName(module.name) + "#" + std::string(name);
    }
    if (!opened.empty()) return opened;
    return HasWord(kKernel, name) ? "global:#" + std::string(name) : std::string();
  }

  // __MODULE__.find(1) is a call of the module's own.
  std::string FreeName(std::string_view name) override {
    return name == "__MODULE__" ? "local:#" : std::string();
  }

  // The module itself, as what is raised, used or implemented.
  std::string ModuleName(NodeIndex alias) {
    if (KindName(alias) == "identifier" && TextOf(alias) == "__MODULE__") return "local:#" + full_;
    const std::string name = FullName(TextOf(alias));
    return KindName(alias) == "alias" && name.size() < kMaxResolvedName ? EcosystemName(name) + "#"
                                                                        : std::string();
  }

  std::string_view KeyText(NodeIndex pair) const {
    std::string_view key = Trim(TextOf(At(pair, Part::kKey)));
    if (key.ends_with(':')) key.remove_suffix(1);
    return key.substr(0, 80);
  }

  Value ReadValue(NodeIndex node) override {
    const std::string_view text = TextOf(node);
    if (KindName(node) == "atom" && text.size() > 1)
      return {ValueKind::kString, std::string(Truncate(text.substr(1), 80))};
    if (KindName(node) == "alias") return {ValueKind::kName, ModuleName(node)};
    if (KindName(node) == "unary_operator" && text.starts_with('&') && text.size() > 2) {
      const std::string captured = CapturedName(node);
      if (!captured.empty()) return {ValueKind::kName, captured};
      return {CapturedOf(node) == kNoNode ? ValueKind::kFunction : ValueKind::kOther,
              CapturedOf(node) == kNoNode ? std::string() : Bounded(node)};
    }
    // @timeout is told by what it was set to.
    if (KindName(node) == "unary_operator" && text.starts_with('@')) {
      TextValue constant;
      if (ReadText(node, constant) && constant.parts.empty())
        return {ValueKind::kString, std::move(constant.value)};
      return {ValueKind::kName, Bounded(node)};
    }
    return TypedExtractor::ReadValue(node);
  }

  // &String.upcase/1, &double/1: what stands before the number of its parameters.
  NodeIndex CapturedOf(NodeIndex capture) const {
    const NodeIndex whole = At(capture, Part::kValue);
    if (!TextOf(capture).starts_with('&') || OperatorOf(whole) != "/" ||
        KindName(At(whole, Part::kRight)) != "integer")
      return kNoNode;
    const NodeIndex named = At(whole, Part::kLeft);
    const bool remote = IsCall(named) && At(named, Part::kArguments) == kNoNode;
    return remote || R(named) == Role::kIdentifier ? named : kNoNode;
  }
  std::string CapturedName(NodeIndex capture) {
    const NodeIndex named = CapturedOf(capture);
    if (named == kNoNode) return {};
    return IsCall(named) ? CalleeOf(named) : FreeCallee(TextOf(named));
  }
  bool NamesCallee(NodeIndex call) const override {
    const NodeIndex capture = Parent(Parent(call));
    return KindName(capture) == "unary_operator" && CapturedOf(capture) == call;
  }

  // t[i], Enum.at(t, i), elem(t, i), Map.get(t, i), :array.get(i, t). What a
  // name picks of a map is no element that could be another.
  Element ElementOf(NodeIndex node) override {
    Element element;
    if (KindName(node) == "access_call") {
      element = TypedExtractor::ElementOf(node);
    } else if (IsCall(node) && At(node, Part::kArguments) != kNoNode) {
      const TableFunction* const reads = Among(kTableReads, node);
      if (reads == nullptr) return {};
      const std::vector<ArgumentNode> arguments = ArgumentsOf(At(node, Part::kArguments));
      if (arguments.size() != 2) return {};
      element = {arguments[static_cast<std::size_t>(reads->table)].node,
                 arguments[static_cast<std::size_t>(reads->key)].node};
    }
    const NodeIndex key = element.key;
    return KindName(key) == "atom" || R(key) == Role::kString ? Element{} : element;
  }

  template <std::size_t kSize>
  const TableFunction* Among(const std::array<TableFunction, kSize>& functions, NodeIndex call) {
    const std::string callee = CalleeOf(call);
    const auto* const found =
        std::find_if(functions.begin(), functions.end(),
                     [&](const TableFunction& one) { return one.callee == callee; });
    return found == functions.end() ? nullptr : found;
  }

  // Elements are written t[i], whatever reads them.
  std::string Written(NodeIndex value) override {
    std::string written;
    std::uint32_t at = tree()[value].start_byte;
    const std::uint32_t end = tree()[value].end_byte;
    const std::string_view text = tree().text();
    for (NodeIndex i = value; i < tree().End(value) && written.size() < kMaxWritten; ++i) {
      if (!IsCall(i) || tree()[i].start_byte < at) continue;
      const Element element = ElementOf(i);
      if (element.table == kNoNode) continue;
      written += text.substr(at, tree()[i].start_byte - at);
      written += Bounded(element.table) + "[" + Bounded(element.key) + "]";
      at = tree()[i].end_byte;
    }
    if (written.empty()) return Bounded(value, kMaxWritten);
    written += text.substr(at, end - at);
    return written.substr(0, kMaxWritten);
  }

  // conn.params["id"], conn.query_string
  bool IsRequest(NodeIndex node) {
    for (int i = 0; i < kMaxChain && KindName(node) == "access_call"; ++i)
      node = At(node, Part::kObject);
    const NodeIndex target = At(node, Part::kTarget);
    if (!IsCall(node) || KindName(target) != "dot") return false;
    return TextOf(At(target, Part::kObject)) == "conn" &&
           HasWord(kRequestMembers, NameText(At(target, Part::kName)));
  }

  // What an `if` or `case` gives that gives nothing but texts.
  bool GivesLiterals(NodeIndex call) {
    const std::string_view word = IsCall(call) ? TargetOf(call) : std::string_view();
    if (word != "if" && word != "unless" && word != "case" && word != "cond") return false;
    std::vector<NodeIndex> given;
    bool otherwise = word == "case" || word == "cond";
    const NodeIndex list = At(call, Part::kArguments);
    for (const NodeIndex item : ItemsOf(list)) {
      if (KindName(item) != "keywords") continue;
      for (const NodeIndex pair : ItemsOf(item)) {
        if (KeyText(pair) == "else") otherwise = true;
        given.push_back(At(pair, Part::kValue));
      }
    }
    for (const NodeIndex block : ItemsOf(call)) {
      if (KindName(block) != "do_block") continue;
      for (const NodeIndex item : ItemsOf(block)) {
        if (KindName(item) == "stab_clause") {
          const NodeIndex body = At(item, Part::kBody);
          if (ItemsOf(body).size() != 1) return false;
          given.push_back(ItemsOf(body)[0]);
        } else if (KindName(item) == "else_block") {
          otherwise = true;
          if (ItemsOf(item).size() != 1) return false;
          given.push_back(ItemsOf(item)[0]);
        } else {
          given.push_back(item);
        }
      }
    }
    return otherwise && given.size() > 1 &&
           std::all_of(given.begin(), given.end(), [this](NodeIndex one) {
             return R(one) == Role::kString && ProvenanceOf(one) == Provenance::kLiteral;
           });
  }

  Provenance SourceOf(NodeIndex value) {
    if (value == kNoNode) return Provenance::kUnknown;
    if (IsRequest(value)) return Provenance::kRequest;
    if (GivesLiterals(value)) return Provenance::kLiteral;
    if (KindName(value) == "unary_operator" && TextOf(value).starts_with('@')) {
      const auto known = attributes_.find(AttributeKey(TextOf(value).substr(1)));
      return known == attributes_.end() ? Provenance::kUnknown : known->second;
    }
    return ProvenanceOf(value);
  }
  std::string AttributeKey(std::string_view name) const {
    return full_ + "@" + std::string(name.substr(0, kMaxResolvedName));
  }

  void AddPart(NodeIndex node, TextValue& text) override {
    const bool attribute = KindName(node) == "unary_operator";
    if (!attribute && !IsRequest(node)) return TypedExtractor::AddPart(node, text);
    text.value += "{}";
    text.parts.push_back({KeepBounded(node), SourceOf(node)});
  }

  // ["a", "b"], ~w(a b), and an attribute that was set to one.
  bool IsLiterals(NodeIndex node) const {
    if (KindName(node) == "sigil") {
      const NodeIndex name = tree().NamedChild(node, 0);
      return TextOf(name) == "w" && TextOf(node).find("#{") == std::string_view::npos;
    }
    if (KindName(node) == "unary_operator" && TextOf(node).starts_with('@')) {
      const auto known = attributes_.find(AttributeKey(TextOf(node).substr(1)));
      return known != attributes_.end() && known->second == Provenance::kAllowList;
    }
    if (KindName(node) != "list") return false;
    const std::vector<NodeIndex> items = ItemsOf(node);
    return !items.empty() && std::all_of(items.begin(), items.end(), [this](NodeIndex item) {
      const bool plain = R(item) == Role::kString &&
                         KindName(tree().NamedChild(item, 0)) == "quoted_content" &&
                         tree().NamedChild(item, 1) == kNoNode;
      return plain || KindName(item) == "atom" || KindName(item) == "integer";
    });
  }
  // Where an element of a collection comes from.
  Provenance ElementSource(NodeIndex list) {
    if (IsLiterals(list)) return Provenance::kAllowList;
    const Provenance source = SourceOf(list);
    const bool kept = source == Provenance::kAllowList || source == Provenance::kParameter ||
                      source == Provenance::kRequest;
    return kept ? source : Provenance::kUnknown;
  }

  // @find, where the module has set it once.
  bool ReadText(NodeIndex node, TextValue& text, int depth = 0) override {
    if (KindName(node) != "unary_operator" || !TextOf(node).starts_with('@'))
      return TypedExtractor::ReadText(node, text, depth);
    const TextValue* const known = FindText(TextOf(node));
    if (known == nullptr) return false;
    text.value += known->value;
    text.parts.insert(text.parts.end(), known->parts.begin(), known->parts.end());
    return true;
  }

  // f(a, b: 1)
  std::vector<ArgumentNode> ArgumentsOf(NodeIndex list) override {
    std::vector<ArgumentNode> arguments;
    // a |> f(b) is f(a, b).
    const NodeIndex pipe = list == kNoNode ? kNoNode : Parent(Parent(list));
    if (IsPipe(pipe) && At(pipe, Part::kRight) == Parent(list))
      arguments.push_back({At(pipe, Part::kLeft), ""});
    for (const NodeIndex item : ItemsOf(list)) {
      if (KindName(item) != "keywords") {
        arguments.push_back({item, ""});
        continue;
      }
      for (const NodeIndex pair : ItemsOf(item)) {
        const NodeIndex value = At(pair, Part::kValue);
        if (value != kNoNode) arguments.push_back({value, std::string(KeyText(pair))});
      }
    }
    return arguments;
  }

  bool IsPipe(NodeIndex node) const {
    return KindName(node) == "binary_operator" && TextOf(At(node, Part::kOperator)) == "|>";
  }

  void ReadDirective(NodeIndex node, std::string_view word) {
    const NodeIndex named = First(node);
    const NodeIndex keywords = tree().NamedChild(At(node, Part::kArguments), 1);
    std::vector<std::string> modules;
    if (R(named) == Role::kType) modules.push_back(FullName(TextOf(named)));
    if (R(named) == Role::kMember) {
      const std::string root = FullName(TextOf(At(named, Part::kObject)));
      for (const NodeIndex item : ItemsOf(At(named, Part::kName))) {
        if (R(item) == Role::kType) modules.push_back(root + "." + std::string(TextOf(item)));
      }
    }
    std::string_view alias;
    NodeIndex only = kNoNode;
    for (const NodeIndex pair : ItemsOf(keywords)) {
      const std::string_view key = Trim(TextOf(At(pair, Part::kKey)));
      if (key == "as:") alias = TextOf(At(pair, Part::kValue));
      if (key == "only:") only = At(pair, Part::kValue);
    }
    // only: :macros is no list of names.
    const bool named_all = KindName(only) == "list";
    std::vector<std::string_view> members;
    if (named_all) {
      for (const NodeIndex pair : ItemsOf(tree().NamedChild(only, 0))) {
        const std::string_view key = KeyText(pair);
        if (std::find(members.begin(), members.end(), key) == members.end()) members.push_back(key);
      }
    }
    for (const std::string& module : modules) {
      if (module.size() > kMaxResolvedName) continue;
      if (word == "import" && !named_all) {
        AddImport(node, EcosystemName(module), "*", alias, ImportForm::kWildcard);
      } else if (word == "import" && !members.empty()) {
        for (const std::string_view member : members)
          AddImport(node, EcosystemName(module), member, alias, ImportForm::kMember);
      } else {
        AddImport(node, EcosystemName(module), {}, alias,
                  word == "use" ? ImportForm::kEffect : ImportForm::kModule);
      }
      if (word == "alias") {
        const std::string last = module.substr(module.rfind('.') + 1);
        aliases_[alias.empty() ? last : std::string(alias)] = module;
      }
      if (word == "use") {
        std::vector<ArgumentNode> options = ArgumentsOf(At(node, Part::kArguments));
        if (!options.empty()) options.erase(options.begin());
        AddDecorator(node, EcosystemName(module) + "#__using__", module_, options);
        if (HasWord(kBehaviours, module)) AddBase(node, EcosystemName(module) + "#");
        for (const auto& [used, brought] : kBrings) {
          if (module == used) opened_.insert(std::string(brought));
        }
      }
      if (word == "use" || (word == "import" && !named_all)) opened_.insert(module);
      if (word != "import") continue;
      for (const std::string_view member : members)
        functions_.try_emplace(std::string(member),
                               EcosystemName(module) + "#" + std::string(member));
    }
  }

  // defdelegate size(list), to: Enum, as: :count
  void ReadDelegate(NodeIndex node) {
    const std::string_view name = DefinedName(node);
    std::string module;
    std::string_view symbol = name;
    for (const NodeIndex pair : ItemsOf(tree().NamedChild(At(node, Part::kArguments), 1))) {
      const NodeIndex value = At(pair, Part::kValue);
      const bool atom = KindName(value) == "atom";
      if (KeyText(pair) == "to" && KindName(value) == "alias") module = FullName(TextOf(value));
      if (KeyText(pair) == "to" && atom) module = TextOf(value).substr(1);
      if (KeyText(pair) == "as" && atom) symbol = TextOf(value).substr(1);
    }
    if (name.empty() || module.empty() || module.size() > kMaxResolvedName) return;
    AddImport(node, EcosystemName(module), symbol, symbol == name ? std::string_view() : name,
              ImportForm::kExport);
  }

  // defrecord :user, name: "", age: nil
  void ReadRecord(NodeIndex node) {
    Definition record;
    record.region = RegionOf(tree()[node]);
    record.kind = DefinitionKind::kRecord;
    record.name = sink().Keep(TextOf(First(node)).substr(1, 80));
    record.owner = sink().Keep(OwnerPath("."));
    record.lines = record.region.end_line - record.region.start_line + 1;
    record.scope = scope();
    const NodeIndex target = At(node, Part::kTarget);
    if (TextOf(target).ends_with('p')) record.modifiers.push_back("private");
    const std::string owner = MemberOf(record.owner, record.name);
    sink().Add(std::move(record));
    AddFields(At(node, Part::kArguments), false, owner);
  }

  void AddBase(NodeIndex at, const std::string& name) {
    Definition* const module = EnclosingClass();
    // What a macro quotes is of the module that uses it.
    if (module == nullptr || name.empty() || EnclosingFunctionIndex() != kNoScope) return;
    module->bases.push_back(sink().Keep(name));
    Use use;
    use.region = RegionOf(tree()[at]);
    use.name = module->bases.back();
    use.form = UseForm::kBase;
    use.target_definition = module->name;
    AddUse(std::move(use), {});
  }

  void OpenModule(NodeIndex node, std::string_view word) {
    Definition module;
    module.kind = word == "defprotocol" ? DefinitionKind::kInterface : DefinitionKind::kModule;
    module_ = TextOf(First(node));
    module.name = sink().Keep(module_);
    module.owner = sink().Keep(OwnerPath("."));
    std::string full(module_.substr(0, kMaxResolvedName));
    if (!modules_.empty() && modules_.back().full.size() + full.size() < kMaxResolvedName)
      full = modules_.back().full + "." + full;
    modules_.push_back({tree().End(node), module_, full});
    full_ = std::move(full);
    if (documented_) module.documentation = "doc";
    documented_ = false;
    Open(std::move(module), node, Bindings::ScopeKind::kClass);
    // defimpl Priced, for: Order
    if (word == "defimpl") AddBase(First(node), ModuleName(First(node)));
  }

  void CloseModules(NodeIndex node) {
    if (modules_.empty() || modules_.back().end > node) return;
    while (!modules_.empty() && modules_.back().end <= node) modules_.pop_back();
    module_ = modules_.empty() ? std::string_view() : modules_.back().name;
    full_ = modules_.empty() ? std::string() : modules_.back().full;
  }

  // n, n \\ 1, %{a: a} = n: the name of a parameter, or its pattern.
  std::string_view ParameterName(NodeIndex item, bool& has_default) const {
    for (int i = 0; i < kMaxChain && KindName(item) == "binary_operator"; ++i) {
      const std::string_view op = TextOf(At(item, Part::kOperator));
      const NodeIndex left = At(item, Part::kLeft);
      if (op == "\\\\") has_default = true;
      if (op == "=" && KindName(left) != "identifier") {
        item = At(item, Part::kRight);
      } else {
        item = left;
      }
    }
    return KindName(item) == "identifier" ? TextOf(item) : std::string_view();
  }

  void OpenFunction(NodeIndex node, std::string_view word) {
    const NodeIndex head = HeadOf(node);
    Definition function;
    function.kind = DefinitionKind::kFunction;
    function.name = sink().Keep(DefinedName(node));
    function.owner = sink().Keep(OwnerPath("."));
    if (word.ends_with('p')) function.modifiers.push_back("private");
    if (word.starts_with("defmacro")) function.modifiers.push_back("macro");
    if (implements_) function.modifiers.push_back("override");
    if (documented_) function.documentation = "doc";
    implements_ = documented_ = false;
    const NodeIndex list = IsCall(head) ? At(head, Part::kArguments) : kNoNode;
    for (const NodeIndex item : ItemsOf(list)) {
      bool has_default = false;
      const std::string_view name = ParameterName(item, has_default);
      Parameter parameter{name.empty() ? KeepBounded(item, 60) : sink().Keep(name), {}};
      parameter.has_default = has_default;
      function.parameters.push_back(parameter);
    }
    if (spec_.name == function.name && spec_.parameters.size() == function.parameters.size()) {
      function.type = sink().Keep(TypeText(spec_.result));
      for (std::size_t i = 0; i < spec_.parameters.size(); ++i)
        function.parameters[i].type = sink().Keep(TypeText(spec_.parameters[i]));
    }
    head_end_ = tree().End(First(node));
    const std::vector<Parameter> parameters = function.parameters;
    const std::string name(function.name);
    Open(std::move(function), node, Bindings::ScopeKind::kFunction);
    BindPattern(list, Provenance::kParameter);
    const NodeIndex sent = SentTo(name, ItemsOf(list));
    if (sent != kNoNode && !word.ends_with('p')) BindPattern(sent, Provenance::kRequest);
    BindGuarded(First(node));
    ReadRecursion(node, name, ItemsOf(list));
  }

  // The parameter that holds what a client sent: of an action of Phoenix, a
  // callback of a live view or a channel.
  NodeIndex SentTo(std::string_view name, const std::vector<NodeIndex>& items) const {
    const auto named = [this](NodeIndex item, std::string_view as) {
      bool has_default = false;
      std::string_view told = ParameterName(item, has_default);
      if (told.starts_with('_')) told.remove_prefix(1);
      return told == as;
    };
    if (items.size() == 2 && named(items[0], "conn"))
      return named(items[1], "params") || HasTextKeys(items[1]) ? items[1] : kNoNode;
    if (items.size() != 3 || !named(items[2], "socket")) return kNoNode;
    if (name == "handle_event" || name == "handle_in" || name == "join") return items[1];
    return name == "handle_params" || name == "mount" ? items[0] : kNoNode;
  }
  // %{"id" => id}
  bool HasTextKeys(NodeIndex pattern) const {
    for (NodeIndex i = pattern; i < tree().End(pattern); ++i) {
      if (OperatorOf(i) == "=>" && R(At(i, Part::kLeft)) == Role::kString) return true;
    }
    return false;
  }

  // when order in ["asc", "desc"]
  void BindGuarded(NodeIndex head) {
    if (OperatorOf(head) != "when") return;
    const NodeIndex guard = At(head, Part::kRight);
    if (TextOf(guard).find(" or ") != std::string_view::npos) return;
    for (NodeIndex i = guard; i < tree().End(guard); ++i) {
      const NodeIndex left = At(i, Part::kLeft);
      if (OperatorOf(i) == "in" && KindName(left) == "identifier" &&
          IsLiterals(At(i, Part::kRight)))
        names().Bind(TextOf(left), {{}, {}, Provenance::kAllowList}, true);
    }
  }

  // A function that calls itself is a loop whose variables are its parameters.
  void ReadRecursion(NodeIndex node, const std::string& name, const std::vector<NodeIndex>& items) {
    std::vector<std::string_view> parameters;
    std::vector<std::string_view> rests;  // [first | rest]
    for (const NodeIndex item : items) {
      bool has_default = false;
      parameters.push_back(ParameterName(item, has_default));
      const NodeIndex split = KindName(item) == "list" ? tree().NamedChild(item, 0) : kNoNode;
      if (OperatorOf(split) == "|") rests.push_back(TextOf(At(split, Part::kRight)));
    }
    AlgorithmShapes found;
    for (const std::string_view rest : rests) found.Take(rest);
    const auto is_rest = [&](NodeIndex one) {
      return std::find(rests.begin(), rests.end(), TextOf(one)) != rests.end();
    };
    bool again = false;
    const NodeIndex end = tree().End(node);
    std::size_t seen = 0;
    for (NodeIndex i = head_end_; i < end && seen < kMaxBodyNodes; ++i, ++seen) {
      if (IsCall(i)) {
        const NodeIndex list = At(i, Part::kArguments);
        const std::string_view word = TargetOf(i);
        if (list == kNoNode) continue;
        const std::vector<ArgumentNode> arguments = ArgumentsOf(list);
        if (word == name && arguments.size() == parameters.size()) {
          again = true;
          for (std::size_t k = 0; k < parameters.size(); ++k)
            found.Assign(parameters[k], Bounded(arguments[k].node, kMaxWritten));
        } else if (word == "case") {
          const Element element = ElementOf(arguments.empty() ? kNoNode : arguments[0].node);
          if (element.table != kNoNode)
            found.CompareElement(Bounded(element.table), Bounded(element.key));
        } else if (arguments.size() == 2 && TextOf(At(i, Part::kTarget)) == "MapSet.member?") {
          found.TestMember(TextOf(arguments[0].node), TextOf(arguments[1].node));
        } else if (arguments.size() >= 2 && (TextOf(At(i, Part::kTarget)) == "MapSet.put" ||
                                             TextOf(At(i, Part::kTarget)) == "Map.put")) {
          found.Put(TextOf(arguments[0].node));
        }
        continue;
      }
      const std::string_view op = OperatorOf(i);
      if (op.empty()) continue;
      const NodeIndex left = At(i, Part::kLeft);
      const NodeIndex right = At(i, Part::kRight);
      if (op == "=" && KindName(left) == "identifier") {
        std::string value = Written(right);
        if (value.starts_with("div(")) value.insert(0, "int");
        found.Assign(TextOf(left), value);
      } else if (op == "in") {
        found.TestMember(TextOf(right), TextOf(left));
      } else if ((op == "++" && (is_rest(left) || is_rest(right))) ||
                 (op == "|" && is_rest(right))) {
        found.Put(TextOf(is_rest(left) ? left : right));
      } else if (op == "<" || op == ">" || op == "<=" || op == ">=" || op == "==") {
        for (const NodeIndex side : {left, right}) {
          const Element element = ElementOf(side);
          if (element.table != kNoNode)
            found.CompareElement(Bounded(element.table), Bounded(element.key));
          if (KindName(side) == "identifier") found.CompareName(TextOf(side));
        }
      }
    }
    if (!again) return;
    for (const AlgorithmShapes::Found& shape : found.CloseLoop(0))
      AddConstruct(node, shape.kind, {}, shape.detail);
  }

  // The names of a pattern hide what they stood for.
  void BindPattern(NodeIndex pattern, Provenance provenance) {
    std::size_t count = 0;
    for (NodeIndex i = pattern; i < tree().End(pattern) && count < kMaxNames; ++i) {
      if (KindName(i) != "identifier" || IsCall(Parent(i))) continue;
      names().Bind(TextOf(i), {{}, {}, provenance}, true);
      ++count;
    }
  }

  // @doc "…", @behaviour Plug, @impl true, @type t :: …, @timeout 5_000
  bool ReadAttribute(NodeIndex node) {
    const NodeIndex call = At(node, Part::kValue);
    if (!TextOf(node).starts_with('@') || !IsCall(call)) return false;
    const std::string_view name = TargetOf(call);
    const NodeIndex value = First(call);
    skip_end_ = tree().End(node);
    if (name == "doc" || name == "moduledoc" || name == "typedoc") {
      if (R(value) != Role::kString) return true;
      if (name == "moduledoc" && EnclosingClass() != nullptr)
        EnclosingClass()->documentation = "doc";
      if (name == "doc") documented_ = true;
      Consume(value);
    } else if (name == "impl") {
      implements_ = TextOf(value) != "false";
    } else if (name == "behaviour") {
      AddBase(value, ModuleName(value));
    } else if (name == "type" || name == "typep" || name == "opaque") {
      UseTypes(At(value, Part::kRight), DefinedName(call));
      Define(node, DefinitionKind::kTypeAlias, At(value, Part::kLeft), At(value, Part::kRight));
    } else if (name == "callback" || name == "macrocallback") {
      ReadSpec(value);
      Define(node, DefinitionKind::kFunction, At(value, Part::kLeft), At(value, Part::kRight));
    } else if (name == "spec") {
      ReadSpec(value);
    } else if (value != kNoNode && EnclosingFunctionIndex() == kNoScope) {
      Define(node, DefinitionKind::kField, At(call, Part::kTarget), kNoNode);
      const std::string_view told = TextOf(node).substr(0, name.size() + 1);
      TextValue text;
      if (TextOf(node).starts_with("@" + std::string(name)) && ReadText(value, text))
        BindText(told, std::move(text));
      AddNamedText(value, name);
      const bool constant = KindName(value) == "atom" || R(value) == Role::kBoolean;
      const Provenance source = IsLiterals(value)           ? Provenance::kAllowList
                                : constant                  ? Provenance::kConstant
                                : R(value) == Role::kNumber ? Provenance::kNumber
                                                            : Provenance::kUnknown;
      const auto [known, fresh] = attributes_.try_emplace(AttributeKey(name), source);
      if (!fresh) known->second = Provenance::kUnknown;  // It is several things.
      skip_end_ = 0;                                     // What it is set to is code.
      value_of_ = call;
    } else {
      skip_end_ = 0;
      value_of_ = call;
    }
    return true;
  }

  // find(Repo.t(), id :: integer) :: User.t() | nil when …
  void ReadSpec(NodeIndex value) {
    if (OperatorOf(value) == "when") value = At(value, Part::kLeft);
    if (OperatorOf(value) != "::") return;
    const NodeIndex head = At(value, Part::kLeft);
    spec_ = {};
    spec_.name = IsCall(head) ? TargetOf(head) : TextOf(head);
    spec_.result = At(value, Part::kRight);
    for (const NodeIndex item : ItemsOf(IsCall(head) ? At(head, Part::kArguments) : kNoNode)) {
      const bool named = OperatorOf(item) == "::";
      spec_.parameters.push_back(named ? At(item, Part::kRight) : item);
    }
    UseTypes(value, spec_.name);
  }

  // User.t() of a module, %User{} that it makes; empty for others.
  std::string RemoteType(NodeIndex type) {
    if (KindName(type) == "struct") {
      const NodeIndex of = tree().NamedChild(type, 0);
      return KindName(of) == "alias" ? ModuleName(of) : std::string();
    }
    const NodeIndex target = At(type, Part::kTarget);
    const NodeIndex object = At(target, Part::kObject);
    if (!IsCall(type) || KindName(target) != "dot" || KindName(object) != "alias") return {};
    const std::string name = ModuleName(object);
    return name.empty() ? name : name + std::string(NameText(At(target, Part::kName)));
  }
  std::string TypeText(NodeIndex type) {
    const NodeIndex made = KindName(type) == "map" ? tree().NamedChild(type, 0) : kNoNode;
    const std::string name = RemoteType(KindName(made) == "struct" ? made : type);
    return name.empty() ? Bounded(type) : name;
  }
  void UseTypes(NodeIndex type, std::string_view target) {
    if (type == kNoNode) return;
    std::size_t seen = 0;
    for (NodeIndex i = type; i < tree().End(type) && seen < kMaxTypeNodes; ++i, ++seen) {
      const std::string name = RemoteType(i);
      if (name.empty() || name.size() > kMaxResolvedName) continue;
      Use use;
      use.region = RegionOf(tree()[i]);
      use.name = sink().Keep(name);
      use.form = UseForm::kType;
      use.target_definition = sink().Keep(target);
      AddUse(std::move(use), {});
    }
  }

  void Define(NodeIndex node, DefinitionKind kind, NodeIndex named, NodeIndex type) {
    if (IsCall(named)) named = At(named, Part::kTarget);
    if (KindName(named) != "identifier") return;
    Definition definition;
    definition.region = RegionOf(tree()[node]);
    definition.kind = kind;
    definition.name = sink().Keep(TextOf(named));
    definition.owner = sink().Keep(OwnerPath("."));
    definition.type = KeepBounded(type);
    definition.lines = definition.region.end_line - definition.region.start_line + 1;
    definition.scope = scope();
    if (kind == DefinitionKind::kFunction) definition.modifiers.push_back("abstract");
    sink().Add(std::move(definition));
  }

  // defstruct [:id, title: nil]
  void ReadStruct(NodeIndex node) { AddFields(node, true, OwnerPath(".")); }

  void AddFields(NodeIndex node, bool atoms, const std::string& owner) {
    for (NodeIndex i = node; i < tree().End(node); ++i) {
      const bool atom = atoms && KindName(i) == "atom" && R(Parent(i)) != Role::kPair;
      const bool key = R(i) == Role::kPair;
      if (!atom && !key) continue;
      Definition field;
      field.region = RegionOf(tree()[i]);
      field.kind = DefinitionKind::kField;
      field.name = sink().Keep(key ? KeyText(i) : TextOf(i).substr(1, 80));
      field.owner = sink().Keep(owner);
      field.lines = field.region.end_line - field.region.start_line + 1;
      field.scope = scope();
      sink().Add(std::move(field));
      i = tree().End(i) - 1;
    }
  }

  // %User{name: name} calls what makes one.
  void ReadMade(NodeIndex node) {
    NodeIndex of = kNoNode;
    NodeIndex content = kNoNode;
    for (const NodeIndex item : ItemsOf(node)) {
      if (KindName(item) == "struct") of = tree().NamedChild(item, 0);
      if (KindName(item) == "map_content") content = tree().NamedChild(item, 0);
    }
    const std::string name = of == kNoNode ? std::string() : ModuleName(of);
    if (name.empty() || node < head_end_ || IsPattern(node)) return;
    std::vector<ArgumentNode> arguments;
    for (const NodeIndex pair : ItemsOf(content)) {
      const NodeIndex value = At(pair, Part::kValue);
      if (R(pair) == Role::kPair && value != kNoNode)
        arguments.push_back({value, std::string(KeyText(pair))});
    }
    AddCall(node, name.ends_with('#') ? name + "__struct__" : name, kNoNode, kNoNode, arguments,
            UseForm::kInstantiation);
  }

  bool IsPattern(NodeIndex node) const {
    for (int i = 0; i < kMaxChain; ++i) {
      const NodeIndex parent = Parent(node);
      if (parent == kNoNode) return false;
      if (KindName(parent) == "stab_clause") return At(parent, Part::kLeft) == node;
      if (KindName(parent) == "binary_operator") {
        const std::string_view op = TextOf(At(parent, Part::kOperator));
        if (op == "=" || op == "<-") return At(parent, Part::kLeft) == node;
      }
      if (IsCall(parent)) return false;
      node = parent;
    }
    return false;
  }

  // f(n - 1) inside f/1, with what a pipe gives.
  void NoteOwnCall(NodeIndex node, std::string_view word) {
    Definition* const function = EnclosingFunction();
    if (function == nullptr || word.empty() || function->name != word) return;
    // def list(%Socket{topic: topic}), do: list(topic) leads to another clause.
    const auto leads = [](const Parameter& parameter) { return parameter.name.starts_with('%'); };
    const std::vector<Parameter>& parameters = function->parameters;
    if (std::any_of(parameters.begin(), parameters.end(), leads)) return;
    const NodeIndex list = At(node, Part::kArguments);
    if (list != kNoNode && ArgumentsOf(list).size() == parameters.size())
      function->calls_itself = true;
  }

  std::string_view DetailOfClause(NodeIndex clause, std::string_view caught) {
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

  bool Mentions(NodeIndex node, std::string_view name) const {
    if (name.empty()) return false;
    for (NodeIndex i = node; i < tree().End(node); ++i) {
      if (KindName(i) == "identifier" && TextOf(i) == name) return true;
    }
    return false;
  }

  void AddHandler(NodeIndex clause, NodeIndex type, std::string_view detail) {
    AddConstruct(clause, ConstructKind::kHandler,
                 KindName(type) == "alias" ? ModuleName(type) : std::string(), detail);
  }

  // rescue e in [A, B] -> …; catch :exit, reason -> …; {:error, reason} -> …
  void ReadClause(NodeIndex clause) {
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
    if (around != "anonymous_function" && KindName(pattern) == "tuple" &&
        TextOf(first) == ":error") {
      const NodeIndex reason = tree().NamedChild(pattern, 1);
      AddHandler(clause, kNoNode,
                 DetailOfClause(clause, KindName(reason) == "identifier" ? TextOf(reason) : ""));
    }
  }

  // Enum.each(["a", "b"], fn table -> … end): the function is given each element.
  Provenance GivenTo(NodeIndex function) {
    const NodeIndex list = Parent(function);
    const NodeIndex call = Parent(list);
    if (KindName(list) != "arguments" || !IsCall(call)) return Provenance::kUnknown;
    const std::string callee = CalleeOf(call);
    if (!HasWord(kEach, callee) || callee.find("reduce") != std::string::npos)
      return Provenance::kUnknown;
    const std::vector<ArgumentNode> arguments = ArgumentsOf(list);
    if (arguments.size() != 2 || arguments[1].node != function) return Provenance::kUnknown;
    return ElementSource(arguments[0].node);
  }

  // for table <- ["a", "b"]
  void BindGenerators(NodeIndex node) {
    OpenScope(node, Bindings::ScopeKind::kBlock);
    for (const NodeIndex item : ItemsOf(At(node, Part::kArguments))) {
      if (OperatorOf(item) != "<-") continue;
      const Provenance source = ElementSource(At(item, Part::kRight));
      BindPattern(At(item, Part::kLeft), source);
    }
  }

  // Map.put(memo, n, v), :ets.insert(:memo, {n, v})
  void NoteTable(NodeIndex node) {
    const NodeIndex list = At(node, Part::kArguments);
    if (list == kNoNode || R(At(node, Part::kTarget)) != Role::kMember) {
      if (TargetOf(node) != "put_elem") return;
    }
    const auto at = [this](const std::vector<ArgumentNode>& arguments, int index) {
      const auto position = static_cast<std::size_t>(index);
      return position < arguments.size() ? Bounded(arguments[position].node) : std::string();
    };
    if (const TableFunction* const reads = Among(kTableReads, node)) {
      const std::vector<ArgumentNode> arguments = ArgumentsOf(list);
      return shapes().ReadElement(at(arguments, reads->table), at(arguments, reads->key));
    }
    if (const TableFunction* const tests = Among(kTableTests, node)) {
      const std::vector<ArgumentNode> arguments = ArgumentsOf(list);
      return shapes().TestMember(at(arguments, tests->table), at(arguments, tests->key));
    }
    if (const TableFunction* const writes = Among(kTableWrites, node)) {
      const std::vector<ArgumentNode> arguments = ArgumentsOf(list);
      if (arguments.size() != 3) return;
      return shapes().WriteElement(
          at(arguments, writes->table), at(arguments, writes->key),
          Written(arguments[static_cast<std::size_t>(writes->value)].node));
    }
    if (CalleeOf(node) != "hex:ets#insert") return;
    const std::vector<ArgumentNode> arguments = ArgumentsOf(list);
    const NodeIndex pair = arguments.size() == 2 ? arguments[1].node : kNoNode;
    if (KindName(pair) != "tuple" || ItemsOf(pair).size() != 2) return;
    shapes().WriteElement(Bounded(arguments[0].node), Bounded(ItemsOf(pair)[0]),
                          Written(ItemsOf(pair)[1]));
  }

  void ReadRaise(NodeIndex node, std::string_view word) {
    const NodeIndex raised = First(node);
    const std::string type = KindName(raised) == "alias" ? ModuleName(raised) : Bounded(raised);
    bool cause = false;
    for (const CaughtName& caught : caught_names_) {
      if (caught.end > node && Mentions(node, caught.name)) cause = true;
    }
    const bool again = word == "reraise";
    AddConstruct(node, ConstructKind::kThrow, type, cause && !again ? "cause" : "");
  }

  void ReadCallConstructs(NodeIndex node, std::string_view word) {
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
    if (HasWord(kEach, callee)) {
      Branch();
      OpenLoop(node, "each");
    }
  }

  bool EnterCall(NodeIndex node) {
    const std::string_view word = TargetOf(node);
    if (node == value_of_) return true;  // @name value is no call
    if (word == "alias" || word == "import" || word == "require" || word == "use") {
      skip_end_ = tree().End(node);
      ReadDirective(node, word);
      return true;
    }
    if (word == "defmodule" || word == "defprotocol" || word == "defimpl") {
      OpenModule(node, word);
      return true;
    }
    if (IsDefinition(word)) {
      OpenFunction(node, word);
      return true;
    }
    if (word == "defdelegate" || word == "defguard" || word == "defguardp") {
      if (word == "defdelegate") ReadDelegate(node);
      OpenFunction(node, word == "defguardp" ? "defp" : "def");
      skip_end_ = tree().End(node);
      return true;
    }
    if (word == "defstruct" || word == "defexception") {
      ReadStruct(At(node, Part::kArguments));
      if (word == "defexception") AddBase(node, "hex:Exception#");
      return true;
    }
    if (IsRecord(node)) ReadRecord(node);
    // The head of a function; user.name reads a field.
    if (node < head_end_) return true;
    const NodeIndex target = At(node, Part::kTarget);
    const NodeIndex object = At(target, Part::kObject);
    if (KindName(target) == "dot" && At(node, Part::kArguments) == kNoNode &&
        (KindName(object) == "identifier" || IsCall(object)) && TextOf(object) != "__MODULE__" &&
        !TextOf(node).ends_with(')'))
      return true;
    NoteOwnCall(node, word);
    NoteTable(node);
    ReadCallConstructs(node, word);
    return HasWord(kForms, word);
  }

  bool EnterOwn(NodeIndex node) override {
    ForgetCallees();  // Definitions, aliases and imports are calls like others.
    CloseModules(node);
    if (node < skip_end_) return true;
    // A pattern of a function's head is bound with the others.
    if (node >= head_end_ && OperatorOf(node) == "=") {
      const NodeIndex left = At(node, Part::kLeft);
      const NodeIndex right = At(node, Part::kRight);
      if (KindName(left) == "identifier") {
        Declare({left, kNoNode, right, 0}, Evaluate(right));
        const Provenance source = SourceOf(right);
        const Binding* const bound = names().Find(TextOf(left));
        if (bound != nullptr && bound->provenance == Provenance::kUnknown &&
            source != Provenance::kUnknown) {
          Binding binding = *bound;
          binding.provenance = source;
          names().Bind(TextOf(left), binding, true);
        }
      } else {
        BindPattern(left, IsRequest(right) ? Provenance::kRequest : Provenance::kUnknown);
      }
      return false;
    }
    const std::string_view kind = KindName(node);
    if (kind == "unary_operator") {
      // &double/1 names a function that is not called; of a module it is a call's target.
      const NodeIndex captured = CapturedOf(node);
      if (R(captured) == Role::kIdentifier) {
        const std::string name = CapturedName(node);
        if (!name.empty()) AddCall(node, name, captured, kNoNode, {}, UseForm::kAttribute);
      }
      return ReadAttribute(node);
    }
    // What a receive does when nothing comes is no clean-up.
    if (kind == "after_block") return TargetOf(Parent(Parent(node))) == "receive";
    if (kind == "map") {
      ReadMade(node);
      return false;
    }
    if (kind == "stab_clause") {
      OpenScope(node, Bindings::ScopeKind::kBlock);
      ReadClause(node);
      // A function with one clause has no branch.
      return KindName(Parent(node)) == "anonymous_function" &&
             tree().NamedChild(Parent(node), 1) == kNoNode;
    }
    return IsCall(node) ? EnterCall(node) : false;
  }

  struct OpenModuleName {
    NodeIndex end;
    std::string_view name;
    std::string full;
  };
  struct Spec {  // of the function that follows
    std::string_view name;
    std::vector<NodeIndex> parameters;
    NodeIndex result = kNoNode;
  };
  struct CaughtName {
    NodeIndex end;
    std::string_view name;
  };
  std::unordered_map<std::string, std::string> aliases_;    // short → full
  std::unordered_map<std::string, std::string> functions_;  // imported by name
  std::unordered_set<std::string> defined_;
  std::unordered_set<std::string> opened_;                  // imported or used as a whole
  std::unordered_map<std::string, Provenance> attributes_;  // what they were set to
  Spec spec_;
  std::vector<OpenModuleName> modules_;
  std::vector<CaughtName> caught_names_;
  std::string_view module_;  // the innermost one, as it is written
  std::string full_;         // and in full
  NodeIndex head_end_ = 0;   // of the function that was opened last
  NodeIndex skip_end_ = 0;   // what the language has read itself
  NodeIndex value_of_ = kNoNode;
  bool documented_ = false;
  bool implements_ = false;
};

void ReadElixir(const Source& source, FileFacts& facts) {
  FactSink sink(facts, source.limits);
  const Result<SyntaxTree> tree =
      SyntaxTree::Parse(ElixirSyntax().grammar(), source.text, source.limits);
  if (!tree) {
    AddParseDiagnostic(tree.error().message, sink);
    return;
  }
  ElixirExtractor(*tree, sink).Run();
}

}  // namespace

extern const FormatReader kFormatReader_elixir = {
    {{"elixir", {"Elixir"}, {}, {}}},
    ReadElixir,
    1,
};

}  // namespace assay
