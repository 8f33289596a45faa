// Commands: calls of functions of the file, and what a script sources.
#include <algorithm>
#include <string>

#include "base/text.h"
#include "facts/shell/extractor.h"

namespace assay {

namespace {

constexpr std::size_t kMaxWords = 256;  // of one command that are looked at

}  // namespace

// The program of a statement's command, without its path.
std::string ShellExtractor::ProgramOf(NodeIndex node) {
  for (int i = 0; i < 4 && node != kNoNode && K(node) != Sh::kCommand; ++i) {
    if (K(node) != Sh::kRedirected && K(node) != Sh::kPipeline) return {};
    node = tree().NamedChild(node, 0);
  }
  return K(node) == Sh::kCommand ? std::string(BaseName(Plain(NameOf(node)))) : std::string();
}

// nohup java -jar … &: java.
std::string ShellExtractor::SpawnedBy(NodeIndex statement) {
  constexpr std::string_view kWrappers = "nohup exec sudo setsid env nice command time";
  std::string program = ProgramOf(statement);
  for (int i = 0; i < 2 && K(statement) == Sh::kRedirected; ++i)
    statement = tree().NamedChild(statement, 0);
  if (K(statement) != Sh::kCommand || !HasWord(kWrappers, program)) return program;
  for (const NodeIndex word : WordsOf(statement)) {
    const std::string_view text = TextOf(word);
    if (text.starts_with('-')) break;
    program = BaseName(Plain(word));
    if (text.find('=') == std::string_view::npos && !HasWord(kWrappers, program)) break;
  }
  return program;
}

std::vector<NodeIndex> ShellExtractor::WordsOf(NodeIndex command) const {
  std::vector<NodeIndex> words;
  const NodeIndex name = NameOf(command);
  if (name != kNoNode) words.push_back(name);
  for (NodeIndex i = tree().FirstChild(command); i != kNoNode && words.size() < kMaxWords;
       i = tree().NextSibling(i)) {
    if (tree().Field(i) == argument_) words.push_back(i);
  }
  return words;
}

void ShellExtractor::ReadCommand(NodeIndex node) {
  const std::vector<NodeIndex> words = WordsOf(node);
  if (words.empty()) return;
  const std::string name = Plain(words[0]);
  if (functions_.contains(name)) return ReadCall(node, words);
  if (name == "source" || name == ".") return ReadSource(node, words);
  if (name == "trap") return ReadTrap(node, words);
  if (name == "wait") return AddConstruct(node, ConstructKind::kAwait, {}, "wait");
  if (name == "exit") return ReadExit(node, words);
  if (name == "mkdir") return ReadMkdir(node, words);
  if (name == "let") return ReadLet(node, words);
  if (name == "coproc") return AddConstruct(node, ConstructKind::kSpawn, "coproc", "coproc");
  if (name == "shift" || name == "set") ReadShift(words);
  if (name == "read" || name == "mapfile" || name == "readarray" || name == "getopts" ||
      name == "printf")
    NoteRead(node, words);
  if (name == "read") ReadChannel(node, words);
  if (BaseName(name) == "flock") ReadFlock(node, words);
  ReadQuery(node, words);
}

// shift; set -- "$@" "$x": the script's words as a list.
void ShellExtractor::ReadShift(const std::vector<NodeIndex>& words) {
  if (TextOf(words[0]) == "shift") {
    shapes().Take("@");
  } else if (words.size() > 1 && TextOf(words[1]) == "--") {
    const bool keeps = std::any_of(words.begin(), words.end(),
                                   [this](NodeIndex word) { return TextOf(word) == "\"$@\""; });
    if (keeps) shapes().Put("@");
  } else {
    return;
  }
  shifted_ = EnclosingFunctionIndex();
}

// A call of a function of this file.
void ShellExtractor::ReadCall(NodeIndex node, const std::vector<NodeIndex>& words) {
  const std::string_view name = TextOf(words[0]);
  Use use;
  use.region = RegionOf(tree()[node]);
  use.name = sink().Keep("local:#" + std::string(name));
  ReadResult(node, use);
  Definition* const function = EnclosingFunction();
  if (function != nullptr && function->name == name) function->calls_itself = true;
  if (!IsQueryCall(use.name)) ReadWrapped(words);
  std::vector<ArgumentNode> arguments;
  for (std::size_t i = 1; i < words.size(); ++i) arguments.push_back({words[i], ""});
  AddUse(std::move(use), arguments);
}

void ShellExtractor::ReadResult(NodeIndex node, Use& use) {
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
void ShellExtractor::ReadSource(NodeIndex node, const std::vector<NodeIndex>& words) {
  if (words.size() < 2) return;
  TextValue text;
  if (!ReadWord(words[1], text) || text.value.empty()) return;
  Import import;
  import.region = RegionOf(tree()[node]);
  import.form = ImportForm::kEffect;
  import.scope = scope();
  std::string path = text.value;
  if (!text.parts.empty()) path = FolderOf(TextOf(words[1])).value_or("");
  if (path.empty()) {
    import.form = ImportForm::kDynamic;
    import.module = sink().Keep("?:" + Bounded(words[1]));
  } else if (path.starts_with('/') || path.starts_with('~')) {
    import.module = sink().Keep("shell:" + path);
  } else {
    if (!path.starts_with("./") && !path.starts_with("../")) path = "./" + path;
    import.module = sink().Keep("own:" + path);
  }
  sink().Add(std::move(import));
}

}  // namespace assay
