// Where a path lies, seen from the script that names it: $(dirname "$0")/lib,
// $(cd "${BASH_SOURCE[0]%/*}/.." && pwd), and variables that are made of these.
#include <algorithm>
#include <array>
#include <string>

#include "base/text.h"
#include "facts/shell/extractor.h"

namespace assay {
namespace {

constexpr std::size_t kMaxFolderText = 256;  // of a value that may name a folder
constexpr int kMaxSteps = 8;                 // commands inside each other

// What stands for the script's file and for its folder while a text is worked off.
constexpr char kFile = '\1';
constexpr char kFolder = '\2';

void ReplaceAll(std::string& text, std::string_view from, std::string_view to) {
  for (std::size_t at = text.find(from); at != std::string::npos;
       at = text.find(from, at + to.size()))
    text.replace(at, from.size(), to);
}

bool IsPathByte(char c) {
  return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9') || c == '_' ||
         c == '-' || c == '.' || c == '/';
}

// One space between words; without quotes, `--` and what goes to nowhere.
std::string Tidied(std::string_view written) {
  std::string text;
  for (const char c : written) {
    if (c == '"' || c == '\'') continue;
    const bool blank = c == ' ' || c == '\t' || c == '\n';
    if (blank && (text.empty() || text.back() == ' ')) continue;
    text += blank ? ' ' : c;
  }
  for (const std::string_view dropped : {" -- ", " > /dev/null", " >/dev/null", " &> /dev/null",
                                         " &>/dev/null", " 2>&1", " 2>/dev/null", " 2> /dev/null"})
    ReplaceAll(text, dropped, dropped == " -- " ? " " : "");
  ReplaceAll(text, "cd -P ", "cd ");
  ReplaceAll(text, "/bin/pwd", "pwd");
  ReplaceAll(text, "pwd -P", "pwd");
  return text;
}

// $(dirname FILE) → FOLDER, $(cd FOLDER/.. && pwd) → FOLDER/..; false if nothing is left to do.
bool Step(std::string& text) {
  const std::size_t at = text.find_first_of(std::string{kFile, kFolder});
  if (at == std::string::npos) return false;
  const bool file = text[at] == kFile;
  std::size_t end = at + 1;
  while (!file && end < text.size() && IsPathByte(text[end])) ++end;
  const std::string_view before = std::string_view(text).substr(0, at);
  const std::string_view behind = std::string_view(text).substr(end);
  struct Form {
    std::string_view head;
    std::string_view tail;
    std::string_view more;  // "1": the same file or folder, "0": the folder of it
  };
  constexpr std::array kForms = std::to_array<Form>({
      {"dirname ", "", "0"},
      {"readlink -f ", "", "1"},
      {"readlink -e ", "", "1"},
      {"realpath ", "", "1"},
      {"cd ", " && pwd", "1"},
      {"cd ", "; pwd", "1"},
      {"cd ", ";pwd", "1"},
      {"cd ", "&& pwd", "1"},
  });
  for (const Form& form : kForms) {
    for (const auto& [open, close] : {std::pair<std::string_view, std::string_view>{"$(", ")"},
                                      std::pair<std::string_view, std::string_view>{"`", "`"}}) {
      const std::string head = std::string(open) + std::string(form.head);
      const std::string tail = std::string(form.tail) + std::string(close);
      if (!before.ends_with(head) || !behind.starts_with(tail)) continue;
      if (file && form.head == "cd ") return false;
      std::string made = text.substr(at, end - at);
      if (form.more == "0") made = file ? std::string(1, kFolder) : made + "/..";
      text.replace(at - head.size(), head.size() + (end - at) + tail.size(), made);
      return true;
    }
  }
  return false;
}

}  // namespace

// $HERE/lib, ${HERE}: as the folder that the variable holds.
void ShellExtractor::AddKnown(std::string& text) const {
  for (std::size_t at = text.find('$'); at != std::string::npos; at = text.find('$', at + 1)) {
    const std::size_t begin = at + (text.compare(at, 2, "${") == 0 ? 2 : 1);
    std::size_t end = begin;
    while (end < text.size() && IsPathByte(text[end]) && text[end] != '/' && text[end] != '.' &&
           text[end] != '-')
      ++end;
    const auto known = folders_.find(std::string_view(text).substr(begin, end - begin));
    const bool braces = begin == at + 2;
    if (known == folders_.end() || (braces && text.compare(end, 1, "}") != 0)) continue;
    if (braces) ++end;
    const std::string& folder = known->second;  // "./lib", "../lib"
    text.replace(at, end - at,
                 kFolder + (folder.starts_with("..") ? "/" + folder : folder.substr(1)));
  }
}

// "./lib" for $(dirname "$0")/lib; nothing where the text names another folder, or none.
std::optional<std::string> ShellExtractor::FolderOf(std::string_view written) const {
  if (written.size() > kMaxFolderText || written.find_first_of("$`") == std::string_view::npos)
    return std::nullopt;
  std::string text = Tidied(written);
  for (const std::string_view name : {"BASH_SOURCE[0]", "BASH_SOURCE", "0"}) {
    ReplaceAll(text, "${" + std::string(name) + "%/*}", std::string(1, kFolder));
    for (const std::string_view other : {"}", ":-$0}", ":-${0}}"})
      ReplaceAll(text, "${" + std::string(name) + std::string(other), std::string(1, kFile));
  }
  ReplaceAll(text, "$BASH_SOURCE", std::string(1, kFile));
  ReplaceAll(text, "$0", std::string(1, kFile));
  AddKnown(text);
  for (int i = 0; i < kMaxSteps && Step(text); ++i) {
  }
  if (!text.starts_with(kFolder)) return std::nullopt;
  const std::string_view path = std::string_view(text).substr(1);
  if (!std::all_of(path.begin(), path.end(), IsPathByte)) return std::nullopt;
  if (!path.empty() && !path.starts_with('/')) return std::nullopt;
  if (path.size() > kMaxFolderText) return std::nullopt;
  // Above the folder there is none: ./../lib is ../lib.
  return path.starts_with("/..") ? std::string(path.substr(1)) : "." + std::string(path);
}

}  // namespace assay
