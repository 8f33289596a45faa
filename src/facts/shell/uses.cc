// Commands: calls of functions of the file, and what a script sources.
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
  const std::string program(BaseName(name));
  if (program == "source" || program == ".") return ReadSource(node, words);
  if (program == "trap") return ReadTrap(node, words);
  if (program == "wait") return AddConstruct(node, ConstructKind::kAwait, {}, "wait");
  if (program == "flock") AddConstruct(node, ConstructKind::kLock, "flock", "flock");
  if (functions_.contains(name)) return ReadCall(node, words);
  ReadQuery(node, words);
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
bool ShellExtractor::IsOwnFolder(std::string_view part) {
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

}  // namespace assay
