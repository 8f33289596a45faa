// Locks, and channels: named pipes, and what a coproc reads and writes.
#include <algorithm>
#include <string>

#include "base/text.h"
#include "facts/shell/extractor.h"
#include "facts/text_line.h"

namespace assay {

void ShellExtractor::ReadFlock(NodeIndex node, const std::vector<NodeIndex>& words) {
  const bool unlocks = std::any_of(words.begin(), words.end(), [this](NodeIndex word) {
    return TextOf(word) == "-u" || TextOf(word) == "--unlock";
  });
  if (!unlocks) AddConstruct(node, ConstructKind::kLock, "flock", "flock");
}

// mkdir "$LOCK" as a condition: who makes the folder has the lock.
void ShellExtractor::ReadMkdir(NodeIndex node, const std::vector<NodeIndex>& words) {
  if (words.size() != 2 || !ContainsIgnoreCase(TextOf(words[1]), "lock") || !IsCondition(node))
    return;
  AddConstruct(node, ConstructKind::kLock, "mkdir", "mkdir");
}

bool ShellExtractor::IsCondition(NodeIndex node) const {
  for (int up = 0; up < kMaxClimb; ++up) {
    const NodeIndex parent = Parent(node);
    switch (K(parent)) {
      case Sh::kRedirected:
      case Sh::kNegated:
        break;
      case Sh::kIf:
      case Sh::kElif:
      case Sh::kWhile:
        return tree().NamedChild(parent, 0) == node;
      case Sh::kList:
        return tree().NamedChild(parent, 0) == node;
      default:
        return false;
    }
    node = parent;
  }
  return false;
}

// mkfifo "$pipe"; exec 3<>"$pipe"; coproc worker { … }
void ShellExtractor::NoteChannels(NodeIndex node) {
  if (K(node) == Sh::kFileRedirect) {
    const NodeIndex to = Child(node, destination_);
    const std::string_view number = TextOf(Child(node, descriptor_));
    const bool opens =
        K(Parent(node)) == Sh::kRedirected && TextOf(tree().NamedChild(Parent(node), 0)) == "exec";
    if (opens && !number.empty() && pipes_.contains(Unquoted(TextOf(to)))) ends_.insert(number);
    return;
  }
  const std::string_view program = TextOf(NameOf(node));
  if (program == "mkfifo") {
    for (const NodeIndex word : WordsOf(node)) {
      const std::string_view text = Unquoted(TextOf(word));
      if (text != "mkfifo" && !text.starts_with('-')) pipes_.insert(text);
    }
  } else if (program == "coproc") {
    const std::vector<NodeIndex> words = WordsOf(node);
    const bool named = words.size() > 2 && (TextOf(words[2]) == "{" || TextOf(words[2]) == "(");
    coprocs_.insert(named ? TextOf(words[1]) : std::string_view("COPROC"));
  }
}

// "${worker[0]}"
bool ShellExtractor::IsOfCoproc(NodeIndex word) const {
  if (K(word) == Sh::kString) word = tree().NamedChild(word, 0);
  if (K(word) == Sh::kExpansion) word = tree().NamedChild(word, 0);
  return K(word) == Sh::kSubscript && coprocs_.contains(TextOf(Child(word, name_)));
}

// echo x > "$pipe"; read -r line <&3; … >&"${worker[1]}"
void ShellExtractor::ReadRedirect(NodeIndex node) {
  const NodeIndex to = Child(node, destination_);
  const std::string_view text = Unquoted(TextOf(to));
  const bool coproc = IsOfCoproc(to);
  const std::string_view op =
      TextOf(Child(node, descriptor_) == kNoNode ? tree().FirstChild(node)
                                                 : tree().NextSibling(tree().FirstChild(node)));
  const bool end = op.ends_with('&') && ends_.contains(text);
  const bool opens = TextOf(tree().NamedChild(Parent(node), 0)) == "exec";
  if (opens || (!coproc && !end && !pipes_.contains(text))) return;
  AddConstruct(node, ConstructKind::kChannel, coproc ? "coproc" : "mkfifo",
               op.starts_with('<') ? "get" : "put");
}

// read -r line -u 3
void ShellExtractor::ReadChannel(NodeIndex node, const std::vector<NodeIndex>& words) {
  for (std::size_t i = 1; i + 1 < words.size(); ++i) {
    if (TextOf(words[i]) != "-u") continue;
    const NodeIndex from = words[i + 1];
    const bool coproc = IsOfCoproc(from);
    if (coproc || ends_.contains(TextOf(from)))
      AddConstruct(node, ConstructKind::kChannel, coproc ? "coproc" : "mkfifo", "get");
  }
}

}  // namespace assay
