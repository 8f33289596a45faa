#include "git/alternates.h"

#include <sys/stat.h>

#include <algorithm>

#include "base/text.h"
#include "git/file.h"

namespace assay {
namespace {

constexpr int kMaxDepth = 5;
constexpr std::size_t kMaxFolders = 100;
constexpr std::size_t kMaxFileBytes = std::size_t{1} << 20;

int OctalDigit(char c) { return c >= '0' && c <= '7' ? c - '0' : -1; }

// The text between double quotes, with C's escapes; empty where it does not end.
std::string Unquote(std::string_view line) {
  constexpr std::string_view kNames = "abtnvfr";
  constexpr std::string_view kBytes = "\a\b\t\n\v\f\r";
  std::string text;
  for (std::size_t i = 1; i < line.size(); ++i) {
    if (line[i] == '"') return text;
    if (line[i] != '\\') {
      text += line[i];
      continue;
    }
    if (++i == line.size()) break;
    const std::size_t name = kNames.find(line[i]);
    if (name != kNames.npos) {
      text += kBytes[name];
    } else if (i + 2 < line.size() && OctalDigit(line[i]) >= 0 && OctalDigit(line[i + 1]) >= 0 &&
               OctalDigit(line[i + 2]) >= 0) {
      const int value =
          OctalDigit(line[i]) * 64 + OctalDigit(line[i + 1]) * 8 + OctalDigit(line[i + 2]);
      text += static_cast<char>(value & 0xff);
      i += 2;
    } else {
      text += line[i];
    }
  }
  return "";
}

class Search {
 public:
  Search(const std::string& common_dir, bool follow_outside)
      : common_dir_(common_dir), follow_outside_(follow_outside) {}

  Result<ObjectFolders> Run() {
    const std::string own = RealPath(common_dir_ + "/objects");
    if (own.empty() || !IsAllowed(own)) {
      return InputError("'" + Shown(common_dir_) +
                        "/objects' leads out of the repository; allow it with "
                        "--follow-alternates, or scan a clone");
    }
    found_.folders.push_back(own);
    std::size_t level_begin = 0;
    for (int depth = 0; depth < kMaxDepth; ++depth) {
      const std::size_t level_end = found_.folders.size();
      for (std::size_t i = level_begin; i < level_end; ++i) AddAlternatesOf(found_.folders[i]);
      level_begin = level_end;
    }
    Report();
    return std::move(found_);
  }

 private:
  bool IsAllowed(const std::string& folder) const {
    return follow_outside_ || IsInside(common_dir_, folder);
  }

  // By value: `found_.folders` grows meanwhile.
  void AddAlternatesOf(const std::string folder) {  // NOLINT(performance-unnecessary-value-param)
    const auto text = ReadFile(folder + "/info/alternates", kMaxFileBytes);
    if (!text) {
      if (text.error() != FileProblem::kMissing) ++unreadable_;
      return;
    }
    for (const std::string& path : ParseAlternates(*text)) {
      Add(RealPath(ResolveAgainst(folder, path)));
    }
  }

  void Add(const std::string& folder) {
    struct stat status {};
    if (folder.empty() || stat(folder.c_str(), &status) != 0 || !S_ISDIR(status.st_mode)) {
      ++unreadable_;
    } else if (!IsAllowed(folder)) {
      ++refused_;
    } else if (std::find(found_.folders.begin(), found_.folders.end(), folder) ==
               found_.folders.end()) {
      if (found_.folders.size() < kMaxFolders) {
        found_.folders.push_back(folder);
      } else {
        ++unreadable_;
      }
    }
  }

  // Without the paths, which would carry the machine's folders into a profile.
  void Report() {
    if (refused_ > 0) {
      Note("objects borrowed from " + std::to_string(refused_) +
           " folders outside of the repository are not read; allow it with --follow-alternates");
    }
    if (unreadable_ > 0) {
      Note(std::to_string(unreadable_) +
           " folders or lists that the repository borrows objects from cannot be read");
    }
  }

  void Note(std::string message) {
    found_.diagnostics.push_back({"alternates", "", 0, std::move(message)});
  }

  const std::string& common_dir_;
  const bool follow_outside_;
  ObjectFolders found_;
  int refused_ = 0;
  int unreadable_ = 0;
};

}  // namespace

std::vector<std::string> ParseAlternates(std::string_view text) {
  std::vector<std::string> paths;
  for (const std::string_view line : Lines(text)) {
    if (line.empty() || line.starts_with('#')) continue;
    std::string path = line.starts_with('"') ? Unquote(line) : std::string(line);
    if (!path.empty() && path.find('\0') == path.npos) paths.push_back(std::move(path));
  }
  return paths;
}

Result<ObjectFolders> FindObjectFolders(const std::string& common_dir, bool follow_outside) {
  return Search(common_dir, follow_outside).Run();
}

}  // namespace assay
