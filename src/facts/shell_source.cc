#include "facts/shell_source.h"

#include <algorithm>
#include <array>
#include <string>
#include <unordered_map>
#include <unordered_set>

#include "base/check.h"
#include "base/text.h"
#include "facts/source_extractor.h"
#include "facts/text_line.h"

namespace assay {
namespace {

constexpr std::size_t kMaxWords = 256;       // of one command that are looked at
constexpr std::size_t kMaxFolderText = 256;  // of a value that may be the script's folder
constexpr int kMaxClimb = 24;                // parents that are asked what becomes of a value

enum class Sh : std::uint8_t {
  kOther,
  kArithmetic,
  kAnsiString,
  kArray,
  kBinary,
  kCaseItem,
  kCommand,
  kCommandName,
  kComment,
  kCompound,
  kConcatenation,
  kElif,
  kExpansion,
  kFor,
  kFunction,
  kHereBody,
  kHereRedirect,
  kHereString,
  kIf,
  kList,
  kNumber,
  kPipeline,
  kProcess,
  kRawString,
  kRedirected,
  kSimpleExpansion,
  kString,
  kSubscript,
  kSubshell,
  kSubstitution,
  kAssignment,
  kWhile,
  kWord,
};

const Grammar& Bash() {
  static const Grammar* const kGrammar = Grammar::Find("bash");
  ASSAY_CHECK(kGrammar != nullptr);
  return *kGrammar;
}

const std::vector<std::uint8_t>& Kinds() {
  static const std::vector<std::uint8_t> kKinds = [] {
    std::vector<Grammar::KindEntry> entries;
    const auto add = [&entries](std::string_view name, Sh kind) {
      entries.push_back({name, static_cast<std::uint8_t>(kind)});
    };
    add("ansi_c_string", Sh::kAnsiString);
    add("arithmetic_expansion", Sh::kArithmetic);
    add("array", Sh::kArray);
    add("binary_expression", Sh::kBinary);
    add("c_style_for_statement", Sh::kFor);
    add("case_item", Sh::kCaseItem);
    add("command", Sh::kCommand);
    add("command_name", Sh::kCommandName);
    add("command_substitution", Sh::kSubstitution);
    add("comment", Sh::kComment);
    add("compound_statement", Sh::kCompound);
    add("concatenation", Sh::kConcatenation);
    add("elif_clause", Sh::kElif);
    add("expansion", Sh::kExpansion);
    add("for_statement", Sh::kFor);
    add("function_definition", Sh::kFunction);
    add("heredoc_body", Sh::kHereBody);
    add("heredoc_redirect", Sh::kHereRedirect);
    add("herestring_redirect", Sh::kHereString);
    add("if_statement", Sh::kIf);
    add("list", Sh::kList);
    add("number", Sh::kNumber);
    add("pipeline", Sh::kPipeline);
    add("process_substitution", Sh::kProcess);
    add("raw_string", Sh::kRawString);
    add("redirected_statement", Sh::kRedirected);
    add("simple_expansion", Sh::kSimpleExpansion);
    add("string", Sh::kString);
    add("subscript", Sh::kSubscript);
    add("subshell", Sh::kSubshell);
    add("variable_assignment", Sh::kAssignment);
    add("while_statement", Sh::kWhile);
    add("word", Sh::kWord);
    return Bash().KindTable(entries);
  }();
  return kKinds;
}

// Clients of databases, and the options whose argument is SQL: a short one that
// may stand behind other letters (-Atc), and a long one.
struct Client {
  std::string_view program;
  std::string_view flags;  // letters that may stand before the short option's
  char option;             // 0: SQL is what stands behind the database's name
  std::string_view long_option;
};
constexpr std::array kClients = std::to_array<Client>({
    {"psql", "AXatqwbenEsxz01", 'c', "--command"},
    {"mysql", "NBsrtvEH", 'e', "--execute"},
    {"mariadb", "NBsrtvEH", 'e', "--execute"},
    {"sqlite3", "", '\0', ""},
    {"clickhouse-client", "mn", 'q', "--query"},
    {"cqlsh", "", 'e', "--execute"},
});

// Programs that run the one that follows, here or elsewhere.
constexpr std::string_view kRunners =
    "docker docker-compose podman podman-compose nerdctl kubectl oc sudo su gosu runuser su-exec "
    "env exec time timeout nice nohup ssh chroot command";

constexpr std::string_view kSaying = "echo printf log warn info error err debug cat tee logger";

class ShellExtractor final : public SourceExtractor {
 public:
  ShellExtractor(const SyntaxTree& tree, FactSink& sink) : SourceExtractor(tree, sink, Kinds()) {
    for (NodeIndex node = 0; node < tree.size(); ++node) {
      if (K(node) == Sh::kFunction) functions_.insert(TextOf(Child(node, name_)));
      if (K(node) == Sh::kAssignment) ++assignments_[TextOf(Child(node, name_))];
    }
  }

 private:
  Sh K(NodeIndex node) const { return node == kNoNode ? Sh::kOther : Sh{OwnKind(node)}; }
  bool IsComment(NodeIndex node) const override { return K(node) == Sh::kComment; }
  void AddNested(NodeIndex, const Argument&, int, std::vector<Argument>&) override {}

  // What only runs is never resolved; a function of the file is.
  std::string Resolve(NodeIndex, int) override { return {}; }

  Value ReadValue(NodeIndex node) override {
    if (K(node) == Sh::kNumber) return {ValueKind::kNumber, Bounded(node)};
    TextValue text;
    if (!ReadText(node, text)) {
      if (K(node) == Sh::kString) node = tree().NamedChild(node, 0);
      const bool name = K(node) == Sh::kSimpleExpansion;
      return {name ? ValueKind::kName : ValueKind::kOther, Bounded(node)};
    }
    return {text.parts.empty() ? ValueKind::kString : ValueKind::kInterpolated,
            std::move(text.value)};
  }

  // ---- words

  // What is a variable alone says nothing but what the variable is known to hold.
  bool ReadText(NodeIndex node, TextValue& text, int depth = 0) override {
    TextValue own;
    if (!ReadWord(node, own, depth)) return false;
    if (own.value == "{}" && own.parts.size() == 1 && IsExpansion(node)) return false;
    text.value += own.value;
    text.parts.insert(text.parts.end(), own.parts.begin(), own.parts.end());
    return true;
  }

  bool IsExpansion(NodeIndex node) const {
    switch (K(node)) {
      case Sh::kSimpleExpansion:
      case Sh::kExpansion:
      case Sh::kSubstitution:
      case Sh::kArithmetic:
      case Sh::kProcess:
        return true;
      case Sh::kString: {  // "$x"
        const NodeIndex inner = tree().NamedChild(node, 0);
        return IsExpansion(inner) && TextOf(inner).size() + 2 == TextOf(node).size();
      }
      default:
        return false;
    }
  }

  bool ReadWord(NodeIndex node, TextValue& text, int depth = 0) {
    if (node == kNoNode || depth > kMaxChain || text.value.size() > sink().limits().sql_bytes)
      return false;
    const std::string_view written = TextOf(node);
    switch (K(node)) {
      case Sh::kWord:
      case Sh::kNumber:
        AddUnescaped(written, "", text);
        return true;
      case Sh::kRawString:
        if (written.size() >= 2) text.value += written.substr(1, written.size() - 2);
        return true;
      case Sh::kAnsiString:
        if (written.size() >= 3) AddAnsi(written.substr(2, written.size() - 3), text);
        return true;
      case Sh::kString:
        if (written.size() >= 2) ReadBetween(node, 1, 1, "$`\"\\\n", text);
        return true;
      case Sh::kHereBody:
        ReadBetween(node, 0, 0, "$`\\\n", text);
        return true;
      case Sh::kConcatenation: {
        for (NodeIndex i = tree().FirstChild(node); i != kNoNode; i = tree().NextSibling(i)) {
          if (!ReadWord(i, text, depth + 1)) text.value += TextOf(i);
        }
        return true;
      }
      case Sh::kSimpleExpansion:
      case Sh::kExpansion:
        ReadExpansion(node, text);
        return true;
      case Sh::kSubstitution:
      case Sh::kArithmetic:
      case Sh::kProcess:
        AddExpansion(node, K(node) == Sh::kArithmetic ? Provenance::kNumber : Provenance::kUnknown,
                     text);
        return true;
      default:
        return false;
    }
  }

  // The text of a string, which has nodes only for what is expanded in it.
  void ReadBetween(NodeIndex node, std::uint32_t head, std::uint32_t tail,
                   std::string_view escapable, TextValue& text) {
    const SyntaxNode& whole = tree()[node];
    std::uint32_t at = whole.start_byte + head;
    const std::uint32_t end = std::max(at, whole.end_byte - tail);
    const auto plain = [&](std::uint32_t until) {
      if (until > at) AddUnescaped(tree().text().substr(at, until - at), escapable, text);
    };
    for (NodeIndex i = tree().FirstChild(node); i != kNoNode; i = tree().NextSibling(i)) {
      const Sh kind = K(i);
      if (kind != Sh::kSimpleExpansion && kind != Sh::kExpansion && kind != Sh::kSubstitution &&
          kind != Sh::kArithmetic)
        continue;
      if (text.value.size() > sink().limits().sql_bytes) return;
      plain(std::min(tree()[i].start_byte, end));
      ReadWord(i, text, 1);
      at = std::max(at, tree()[i].end_byte);
    }
    plain(end);
  }

  // A backslash makes any character plain; in quotes only some.
  static void AddUnescaped(std::string_view written, std::string_view escapable, TextValue& text) {
    for (std::size_t i = 0; i < written.size(); ++i) {
      const bool escapes =
          written[i] == '\\' && i + 1 < written.size() &&
          (escapable.empty() || escapable.find(written[i + 1]) != std::string_view::npos);
      if (escapes) ++i;
      if (escapes && written[i] == '\n') continue;
      text.value += written[i];
    }
  }

  static void AddAnsi(std::string_view written, TextValue& text) {
    for (std::size_t i = 0; i < written.size(); ++i) {
      if (written[i] != '\\' || i + 1 >= written.size()) {
        text.value += written[i];
        continue;
      }
      ++i;
      text.value += written[i] == 'n' ? '\n' : written[i] == 't' ? '\t' : written[i];
    }
  }

  void AddExpansion(NodeIndex node, Provenance provenance, TextValue& text) {
    text.value += "{}";
    text.parts.push_back({sink().Keep(Bounded(node)), provenance});
  }

  // $name and ${name}, and what else braces do to a variable.
  void ReadExpansion(NodeIndex node, TextValue& text) {
    const std::string_view written = TextOf(node);
    const NodeIndex variable = tree().NamedChild(node, 0);
    const std::string_view name = TextOf(variable);
    const bool plain = written.size() == name.size() + 1 || written.size() == name.size() + 3;
    if (plain) {
      if (const TextValue* const known = FindText(name)) {
        text.value += known->value;
        text.parts.insert(text.parts.end(), known->parts.begin(), known->parts.end());
        return;
      }
    }
    AddExpansion(node, written.starts_with("${#") ? Provenance::kNumber : ProvenanceOf(name), text);
  }

  Provenance ProvenanceOf(std::string_view name) {
    if (name.empty()) return Provenance::kUnknown;
    if (name == "#" || name == "?" || name == "$" || name == "!" || name == "RANDOM" ||
        name == "LINENO" || name == "SECONDS" || name == "UID" || name == "EUID")
      return Provenance::kNumber;
    const bool positional = name == "@" || name == "*" || (name[0] >= '1' && name[0] <= '9');
    if (positional)
      return EnclosingFunctionIndex() == kNoScope ? Provenance::kUnknown : Provenance::kParameter;
    const Binding* const known = names().Find(name);
    return known == nullptr ? Provenance::kUnknown : known->provenance;
  }

  std::string Plain(NodeIndex node) {
    TextValue text;
    return ReadText(node, text) ? std::move(text.value) : std::string(TextOf(node));
  }

  // ---- the walk

  void Enter(NodeIndex node) override {
    if (tree()[node].named() && TextOf(tree().NextSibling(node)) == "&" && IsStatement(node))
      AddConstruct(node, ConstructKind::kSpawn, ProgramOf(node), "&");
    switch (K(node)) {
      case Sh::kFunction:
        return ReadFunction(node);
      case Sh::kIf:
      case Sh::kElif:
        return Branch();
      case Sh::kCaseItem:
        if (!TextOf(node).starts_with("*)")) Branch();
        return;
      case Sh::kFor:
        return ReadFor(node);
      case Sh::kWhile:
        Branch();
        return OpenLoop(node, "while");
      case Sh::kList:
        return ReadList(node);
      case Sh::kBinary:
        return ReadBinary(node);
      case Sh::kCommand:
        return ReadCommand(node);
      case Sh::kAssignment:
        return ReadAssignment(node);
      case Sh::kRedirected:
        return ReadRedirected(node);
      default:
        return;
    }
  }

  bool IsStatement(NodeIndex node) const {
    switch (K(node)) {
      case Sh::kCommand:
      case Sh::kCompound:
      case Sh::kFor:
      case Sh::kIf:
      case Sh::kList:
      case Sh::kPipeline:
      case Sh::kRedirected:
      case Sh::kSubshell:
      case Sh::kWhile:
        return true;
      default:
        return false;
    }
  }

  void ReadFunction(NodeIndex node) {
    Definition definition;
    definition.kind = DefinitionKind::kFunction;
    definition.name = sink().Keep(TextOf(Child(node, name_)));
    Open(std::move(definition), node, Bindings::ScopeKind::kFunction);
  }

  void ReadFor(NodeIndex node) {
    Branch();
    OpenLoop(node, "for");
    const std::string_view name = TextOf(Child(node, variable_));
    if (name.empty()) return;
    bool any = false;
    bool literals = true;
    for (NodeIndex i = tree().FirstChild(node); i != kNoNode; i = tree().NextSibling(i)) {
      if (tree().Field(i) != value_) continue;
      any = true;
      TextValue text;
      literals = literals && ReadWord(i, text) && text.parts.empty();
    }
    names().BindInFunction(
        name, {{}, {}, any && literals ? Provenance::kAllowList : Provenance::kUnknown}, true);
    ForgetText(name);
  }

  // a && b, a || b; what follows || in braces handles a failure.
  void ReadList(NodeIndex node) {
    bool alternative = false;
    for (NodeIndex i = tree().FirstChild(node); i != kNoNode; i = tree().NextSibling(i)) {
      const std::string_view text = TextOf(i);
      if (text == "&&" || text == "||") {
        Branch();
        alternative = text == "||";
        continue;
      }
      const bool group = K(i) == Sh::kCompound || K(i) == Sh::kSubshell;
      if (alternative && group) AddConstruct(i, ConstructKind::kHandler, {}, HandlerDetail(i));
    }
  }

  std::string_view HandlerDetail(NodeIndex group) {
    std::size_t statements = 0;
    std::size_t said = 0;
    bool left = false;
    for (NodeIndex i = tree().FirstChild(group); i != kNoNode; i = tree().NextSibling(i)) {
      if (!IsStatement(i) && K(i) != Sh::kAssignment) continue;
      const std::string program = ProgramOf(i);
      if (program == "true" || program == ":") continue;
      ++statements;
      if (!program.empty() && HasWord(kSaying, program)) ++said;
      if (program == "exit" || program == "return")
        left = TextOf(i) != "exit 0" && TextOf(i) != "return 0";
      if (program == "exit" || program == "return") ++said;
    }
    if (statements == 0) return "pass";
    if (said < statements) return "handle";
    return left ? "rethrow" : "log";
  }

  // The program of a statement's command, without its path.
  std::string ProgramOf(NodeIndex node) {
    for (int i = 0; i < 4 && node != kNoNode && K(node) != Sh::kCommand; ++i) {
      if (K(node) != Sh::kRedirected && K(node) != Sh::kPipeline) return {};
      node = tree().NamedChild(node, 0);
    }
    return K(node) == Sh::kCommand ? std::string(BaseName(Plain(NameOf(node)))) : std::string();
  }
  NodeIndex NameOf(NodeIndex command) const { return tree().NamedChild(Child(command, name_), 0); }

  std::vector<NodeIndex> WordsOf(NodeIndex command) const {
    std::vector<NodeIndex> words;
    const NodeIndex name = NameOf(command);
    if (name != kNoNode) words.push_back(name);
    for (NodeIndex i = tree().FirstChild(command); i != kNoNode && words.size() < kMaxWords;
         i = tree().NextSibling(i)) {
      if (tree().Field(i) == argument_) words.push_back(i);
    }
    return words;
  }

  void ReadCommand(NodeIndex node) {
    const std::vector<NodeIndex> words = WordsOf(node);
    if (words.empty()) return;
    const std::string name = Plain(words[0]);
    const std::string program(BaseName(name));
    if (program == "source" || program == ".") return ReadSource(node, words);
    if (program == "trap") return ReadTrap(node, words);
    if (program == "wait") return AddConstruct(node, ConstructKind::kAwait, {}, "wait");
    if (program == "flock") AddConstruct(node, ConstructKind::kLock, "flock", "flock");
    if (functions_.contains(name)) return ReadCall(node, words);
    ReadQuery(node, words);
  }

  // A call of a function of this file.
  void ReadCall(NodeIndex node, const std::vector<NodeIndex>& words) {
    const std::string_view name = TextOf(words[0]);
    Use use;
    use.region = RegionOf(tree()[node]);
    use.name = sink().Keep("local:#" + std::string(name));
    ReadResult(node, use);
    Definition* const function = EnclosingFunction();
    if (function != nullptr && function->name == name) function->calls_itself = true;
    std::vector<ArgumentNode> arguments;
    for (std::size_t i = 1; i < words.size(); ++i) arguments.push_back({words[i], ""});
    AddUse(std::move(use), arguments);
  }

  void ReadResult(NodeIndex node, Use& use) {
    use.result = ResultUse::kDiscarded;
    for (int up = 0; up < kMaxClimb; ++up) {
      const NodeIndex parent = Parent(node);
      switch (K(parent)) {
        case Sh::kSubstitution:
        case Sh::kString:
        case Sh::kConcatenation:
          use.result = ResultUse::kOther;
          break;
        case Sh::kAssignment:
          use.result = ResultUse::kAssigned;
          use.result_target = sink().Keep(Bounded(Child(parent, name_)));
          return;
        case Sh::kIf:
        case Sh::kElif:
        case Sh::kWhile:
          if (tree().Field(node) == condition_ || TextOf(tree().FirstChild(parent)) == TextOf(node))
            use.result = ResultUse::kCondition;
          return;
        case Sh::kList:
          if (tree().FirstChild(parent) == node) use.result = ResultUse::kCondition;
          return;
        case Sh::kRedirected:
          break;
        case Sh::kPipeline:
          use.result = ResultUse::kArgument;
          return;
        default:
          return;
      }
      node = parent;
    }
  }

  // source ./lib.sh; . "$(dirname "$0")/lib.sh", beside the script.
  void ReadSource(NodeIndex node, const std::vector<NodeIndex>& words) {
    if (words.size() < 2) return;
    TextValue text;
    if (!ReadWord(words[1], text) || text.value.empty()) return;
    std::string path = text.value;
    ImportForm form = ImportForm::kEffect;
    if (!text.parts.empty()) {
      const bool beside =
          path.starts_with("{}/") && text.parts.size() == 1 && IsOwnFolder(text.parts[0].text);
      if (beside) path = "./" + path.substr(3);
      if (!beside) form = ImportForm::kDynamic;
    }
    Import import;
    import.region = RegionOf(tree()[node]);
    import.form = form;
    import.scope = scope();
    if (form == ImportForm::kDynamic) {
      import.module = sink().Keep("?:" + Bounded(words[1]));
    } else if (path.starts_with('/') || path.starts_with('~')) {
      import.module = sink().Keep("shell:" + path);
    } else {
      if (!path.starts_with("./") && !path.starts_with("../")) path = "./" + path;
      import.module = sink().Keep("own:" + path);
    }
    sink().Add(std::move(import));
  }

  // $(dirname "$0"), ${BASH_SOURCE%/*}, and variables that are made of them.
  bool IsOwnFolder(std::string_view part) {
    const auto speaks = [part](std::string_view word) {
      return part.find(word) != std::string_view::npos;
    };
    const bool script = speaks("$0") || speaks("BASH_SOURCE") || speaks("${0");
    if (script) return speaks("dirname") || speaks("%/*");
    std::string_view name = part;
    for (const std::string_view mark : {"${", "$"}) {
      if (name.starts_with(mark)) name.remove_prefix(mark.size());
    }
    if (name.ends_with('}')) name.remove_suffix(1);
    return own_folders_.contains(std::string(name));
  }

  // trap cleanup EXIT
  void ReadTrap(NodeIndex node, const std::vector<NodeIndex>& words) {
    if (words.size() < 3) return;
    const std::string action = Plain(words[1]);
    if (action.empty() || action == "-" || action == "-p" || action == "-l") return;
    std::string signals;
    for (std::size_t i = 2; i < words.size(); ++i) {
      if (!signals.empty()) signals += ' ';
      TextValue text;
      const bool told = ReadWord(words[i], text) && text.parts.empty();
      signals += told ? text.value : std::string(Unquoted(TextOf(words[i])));
    }
    AddConstruct(node, ConstructKind::kCleanup, signals, "trap");
    if (!functions_.contains(action)) return;
    Use use;
    use.region = RegionOf(tree()[node]);
    use.name = sink().Keep("local:#" + action);
    use.form = UseForm::kAttribute;
    use.result = ResultUse::kArgument;
    use.result_target = sink().KeepName("trap");
    AddUse(std::move(use), {});
  }

  // ---- variables

  bool IsConditional(NodeIndex node) const {
    for (int i = 0; i < kMaxClimb && node != kNoNode; ++i, node = Parent(node)) {
      switch (K(node)) {
        case Sh::kIf:
        case Sh::kElif:
        case Sh::kCaseItem:
        case Sh::kFor:
        case Sh::kWhile:
        case Sh::kList:
        case Sh::kSubshell:
          return true;
        case Sh::kFunction:
          return false;
        default:
          break;
      }
    }
    return false;
  }

  // a[i], ${a[i]}, "${a[$i]}": the element alone; kNoNode for others and for all of an array.
  NodeIndex ElementOf(NodeIndex node) const {
    if (K(node) == Sh::kString && IsExpansion(node)) node = tree().NamedChild(node, 0);
    if (K(node) == Sh::kExpansion) {
      const NodeIndex inner = tree().NamedChild(node, 0);
      if (TextOf(inner).size() + 3 != TextOf(node).size()) return kNoNode;
      node = inner;
    }
    if (K(node) != Sh::kSubscript) return kNoNode;
    const std::string key = KeyOf(node);
    return key.empty() || key == "@" || key == "*" ? kNoNode : node;
  }
  std::string TableOf(NodeIndex element) const { return Bounded(Child(element, name_)); }
  std::string KeyOf(NodeIndex element) const {
    return WithoutMarks(Bounded(tree().NamedChild(element, 1)));
  }
  static std::string WithoutMarks(std::string text) {
    const auto mark = [](char c) { return c == '$' || c == '{' || c == '}' || c == '"'; };
    text.erase(std::remove_if(text.begin(), text.end(), mark), text.end());
    return text;
  }
  // $((f[i-1] + 1)) as it is computed: f[i-1] + 1.
  std::string Computed(NodeIndex value) const {
    std::string text = Bounded(value);
    if (K(value) == Sh::kArithmetic && text.starts_with("$((") && text.ends_with("))"))
      text = text.substr(3, text.size() - 5);
    return WithoutMarks(std::move(text));
  }

  void NoteAssigned(NodeIndex target, NodeIndex value) {
    const NodeIndex element = ElementOf(target);
    if (element == kNoNode) return shapes().Assign(Bounded(target), Computed(value));
    shapes().WriteElement(TableOf(element), KeyOf(element), Computed(value));
  }

  // (( a[i] > a[j] )), [[ ${a[i]} -gt $x ]], (( low = middle + 1 ))
  void ReadBinary(NodeIndex node) {
    const NodeIndex left = Child(node, left_);
    const NodeIndex right = Child(node, right_);
    const std::string_view op = TextOf(Child(node, operator_));
    if (op == "=" && left != kNoNode && !IsExpansion(left)) return NoteAssigned(left, right);
    constexpr std::string_view kComparisons = "-eq -ne -lt -le -gt -ge < > <= >= == != =";
    if (!HasWord(kComparisons, op)) return;
    bool told = false;
    for (const NodeIndex side : {left, right}) {
      const NodeIndex element = ElementOf(side);
      if (element == kNoNode) {
        if (side != kNoNode) shapes().CompareName(Computed(side));
        continue;
      }
      shapes().CompareElement(TableOf(element), KeyOf(element));
      if (!told) AddConstruct(node, ConstructKind::kIndexComparison);
      told = true;
    }
  }

  // kept=${a[i]}; a[i]=${a[j]}; a[j]=$kept
  void NoteSwap(NodeIndex first) {
    NodeIndex items[3] = {first, kNoNode, kNoNode};
    for (std::size_t at = 1; at < 3; ++at) {
      NodeIndex next = tree().NextSibling(items[at - 1]);
      while (next != kNoNode && !tree()[next].named()) next = tree().NextSibling(next);
      if (K(next) != Sh::kAssignment) return;
      items[at] = next;
    }
    const auto to = [&](std::size_t at) { return Computed(Child(items[at], name_)); };
    const auto from = [&](std::size_t at) { return Computed(Child(items[at], value_)); };
    if (ElementOf(Child(items[1], name_)) == kNoNode ||
        ElementOf(Child(items[2], name_)) == kNoNode)
      return;
    if (from(0) == to(1) && from(1) == to(2) && from(2) == to(0))
      AddConstruct(items[2], ConstructKind::kSwap);
  }

  void ReadAssignment(NodeIndex node) {
    const NodeIndex target = Child(node, name_);
    const NodeIndex value = Child(node, value_);
    if (value != kNoNode && K(value) != Sh::kArray) {
      NoteAssigned(target, value);
      NoteSwap(node);
    }
    const std::string_view name = TextOf(target);
    if (value == kNoNode || name.empty()) return;
    const std::string_view written = TextOf(value).substr(0, kMaxFolderText);
    const bool own_folder =
        IsOwnFolder(written) || (written.find("dirname") != std::string_view::npos &&
                                 (written.find("$0") != std::string_view::npos ||
                                  written.find("BASH_SOURCE") != std::string_view::npos));
    const bool parent = written.find("..") != std::string_view::npos;
    if (own_folder && !parent && assignments_[name] == 1) own_folders_.insert(std::string(name));
    TextValue text;
    const bool told = ReadWord(value, text);
    // Of a command alone: PGPASSWORD=… psql. The script does not keep it.
    const bool kept = K(Parent(node)) != Sh::kCommand;
    if (told && !text.value.empty() && !IsExpansion(value) && K(value) != Sh::kNumber)
      AddNamedText(value, Bounded(target, 80));
    if (!kept) return;
    Binding binding;
    if (told && text.parts.empty()) {
      binding.provenance = Provenance::kLiteral;
    } else if (told) {
      binding.provenance = text.parts[0].provenance;
      for (const DynamicPart& part : text.parts) {
        if (part.provenance == Provenance::kParameter) binding.provenance = part.provenance;
        if (part.provenance != binding.provenance && binding.provenance != Provenance::kParameter)
          binding.provenance = Provenance::kUnknown;
      }
    }
    // What is set in several places may be any of them.
    const bool once = assignments_[name] == 1;
    if (!once && binding.provenance != Provenance::kParameter) binding.provenance = {};
    names().BindInFunction(name, binding, true);
    if (told && once && !IsConditional(node) && text.value != "{}") {
      BindText(name, std::move(text));
    } else {
      ForgetText(name);
    }
  }

  // ---- SQL

  // The client that the command runs: psql itself, or what docker exec and its
  // like run. Null if it is none; `at` is the word that names it.
  const Client* ClientOf(const std::vector<NodeIndex>& words, std::size_t& at) {
    for (at = 0; at < words.size(); ++at) {
      const std::string word = Plain(words[at]);
      const auto* const client =
          std::find_if(kClients.begin(), kClients.end(),
                       [&](const Client& one) { return one.program == BaseName(word); });
      if (client != kClients.end()) return client;
      const bool runner =
          HasWord(kRunners, BaseName(word)) || word.starts_with('$') || word == "{}";
      if (at == 0 && !runner) return nullptr;
    }
    return nullptr;
  }

  void ReadQuery(NodeIndex node, const std::vector<NodeIndex>& words) {
    std::size_t at = 0;
    const Client* const client = ClientOf(words, at);
    if (client == nullptr) return;
    for (std::size_t i = at + 1; i < words.size(); ++i) {
      const std::string word = Plain(words[i]);
      if (client->option == '\0') {
        if (i > at + 1 && LooksLikeSql(word)) AddQuery(words[i], client->program);
      } else if (TakesSql(*client, word) && i + 1 < words.size()) {
        AddQuery(words[++i], client->program);
      } else if (word.starts_with(std::string(client->long_option) + "=")) {
        AddQuery(words[i], client->program, client->long_option.size() + 1);
      }
    }
    // psql <<< "SELECT …"
    for (NodeIndex i = tree().FirstChild(node); i != kNoNode; i = tree().NextSibling(i)) {
      if (K(i) == Sh::kHereString) AddQuery(tree().NamedChild(i, 0), client->program);
    }
  }

  static bool TakesSql(const Client& client, std::string_view word) {
    if (word == client.long_option) return true;
    if (word.size() < 2 || word[0] != '-' || word.back() != client.option) return false;
    const std::string_view before = word.substr(1, word.size() - 2);
    return before.find_first_not_of(client.flags) == std::string_view::npos;
  }

  void AddQuery(NodeIndex node, std::string_view program, std::size_t skip = 0) {
    TextValue text;
    if (!ReadText(node, text) || text.value.size() <= skip) return;
    Consume(node);
    Statement statement;
    statement.region = RegionOf(tree()[node]);
    statement.source = StatementSource::kQuery;
    statement.callee = sink().KeepName(program);
    statement.parts = text.parts;
    statement.scope = scope();
    AddStatements(std::string_view(text.value).substr(skip), statement, false, sink());
  }

  // psql <<SQL … SQL, cat <<SQL | psql
  void ReadRedirected(NodeIndex node) {
    for (NodeIndex i = tree().FirstChild(node); i != kNoNode; i = tree().NextSibling(i)) {
      if (K(i) == Sh::kHereString) {
        if (const Client* const client = ClientIn(tree().NamedChild(node, 0)))
          AddQuery(tree().NamedChild(i, 0), client->program);
      }
      if (K(i) != Sh::kHereRedirect) continue;
      const Client* client = ClientIn(tree().NamedChild(node, 0));
      NodeIndex body = kNoNode;
      for (NodeIndex j = tree().FirstChild(i); j != kNoNode; j = tree().NextSibling(j)) {
        if (K(j) == Sh::kHereBody) body = j;
        if (K(j) == Sh::kPipeline && client == nullptr) client = ClientIn(j);
      }
      if (client != nullptr && body != kNoNode) AddScript(body, i, client->program);
    }
  }

  const Client* ClientIn(NodeIndex statement) {
    if (K(statement) == Sh::kPipeline) {
      // The last of them reads what the others write.
      NodeIndex last = kNoNode;
      for (NodeIndex i = tree().FirstChild(statement); i != kNoNode; i = tree().NextSibling(i)) {
        if (K(i) == Sh::kCommand) last = i;
      }
      statement = last;
    }
    if (K(statement) != Sh::kCommand) return nullptr;
    std::size_t at = 0;
    return ClientOf(WordsOf(statement), at);
  }

  // Each statement of a here-document is told at its own line.
  void AddScript(NodeIndex body, NodeIndex redirect, std::string_view program) {
    TextValue text;
    const std::string_view mark = TextOf(tree().NamedChild(redirect, 0));
    if (mark.find_first_of("'\"\\") != std::string_view::npos) {
      text.value = TextOf(body);
    } else if (!ReadText(body, text)) {
      return;
    }
    Statement statement;
    statement.source = StatementSource::kQuery;
    statement.callee = sink().KeepName(program);
    statement.parts = text.parts;
    statement.scope = scope();
    std::vector<Statement>& all = sink().facts().statements;
    const std::size_t before = all.size();
    AddStatements(text.value, statement, true, sink());
    const Region around = RegionOf(tree()[body]);
    for (std::size_t i = before; i < all.size(); ++i) {
      Region& region = all[i].region;
      const std::uint32_t first = around.start_line - 1;
      region.start_line = std::min(first + region.start_line, around.end_line);
      region.end_line = std::min(first + region.end_line, around.end_line);
      region.start_byte = around.start_byte;
      region.end_byte = around.end_byte;
    }
  }

  std::unordered_set<std::string_view> functions_;
  std::unordered_map<std::string_view, int> assignments_;  // how often each name is set
  std::unordered_set<std::string> own_folders_;            // variables that hold the script's
  const std::uint16_t name_ = Bash().Field("name");
  const std::uint16_t value_ = Bash().Field("value");
  const std::uint16_t argument_ = Bash().Field("argument");
  const std::uint16_t variable_ = Bash().Field("variable");
  const std::uint16_t left_ = Bash().Field("left");
  const std::uint16_t right_ = Bash().Field("right");
  const std::uint16_t operator_ = Bash().Field("operator");
  const std::uint16_t condition_ = Bash().Field("condition");
};

}  // namespace

bool ReadShellSource(const Source& source, FactSink& sink) {
  const Result<SyntaxTree> tree = SyntaxTree::Parse(Bash(), source.text, source.limits);
  if (!tree) {
    AddParseDiagnostic(tree.error().message, sink);
    return false;
  }
  ShellExtractor(*tree, sink).Run();
  return true;
}

}  // namespace assay
