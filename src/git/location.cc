#include "git/location.h"

#include <sys/stat.h>
#include <unistd.h>

#include <cerrno>
#include <cstring>
#include <optional>

#include "base/text.h"
#include "git/config_text.h"
#include "git/file.h"

namespace assay {
namespace {

constexpr std::size_t kMaxPointerBytes = 16 * 1024;
constexpr std::size_t kMaxConfigBytes = std::size_t{1} << 20;

enum class Kind { kMissing, kDenied, kFile, kFolder, kSymlink, kOther };

// Of the name itself: links are not followed.
Kind KindOf(const std::string& path) {
  struct stat status {};
  if (lstat(path.c_str(), &status) != 0) {
    return errno == EACCES ? Kind::kDenied : Kind::kMissing;
  }
  if (S_ISREG(status.st_mode)) return Kind::kFile;
  if (S_ISDIR(status.st_mode)) return Kind::kFolder;
  return S_ISLNK(status.st_mode) ? Kind::kSymlink : Kind::kOther;
}

bool IsFolder(const std::string& path) {
  struct stat status {};
  return stat(path.c_str(), &status) == 0 && S_ISDIR(status.st_mode);
}

bool Exists(const std::string& path) { return KindOf(path) != Kind::kMissing; }

bool HasStores(const std::string& folder) {
  return IsFolder(folder + "/objects") && IsFolder(folder + "/refs");
}

bool IsGitDir(const std::string& folder) {
  if (!Exists(folder + "/HEAD")) return false;
  return HasStores(folder) || KindOf(folder + "/commondir") == Kind::kFile;
}

Error DeniedError(const std::string& path) {
  return InputError("cannot read '" + Shown(path) + "': permission denied");
}

Error NoHeadError(const std::string& git_dir) {
  return InputError("'" + Shown(git_dir) +
                    "' has no HEAD: the repository is damaged; restore it or clone it again");
}

// The one line of a pointer file such as commondir, resolved; empty if there is none.
std::string FollowPointer(const std::string& folder, const std::string& name) {
  const auto text = ReadFile(folder + "/" + name, kMaxPointerBytes);
  if (!text) return "";
  const std::string_view target = Trim(*text);
  if (target.empty() || target.find('\0') != target.npos) return "";
  return ResolveAgainst(folder, target);
}

// The Git directory of a linked worktree is <common>/worktrees/<name>.
Result<Location> WithCommonDir(const std::string& git_dir) {
  if (!Exists(git_dir + "/commondir")) return Location{git_dir, git_dir, ""};
  const std::string common = RealPath(FollowPointer(git_dir, "commondir"));
  const std::string_view worktrees = DirName(git_dir);
  const bool is_sane = !common.empty() && BaseName(worktrees) == "worktrees" &&
                       DirName(worktrees) == common && HasStores(common);
  if (is_sane) return Location{git_dir, common, ""};
  return InputError("'" + Shown(git_dir) +
                    "/commondir' does not name the repository that this worktree lies in; "
                    "scan that repository itself");
}

bool PointsBack(const std::string& git_dir, const std::string& folder) {
  if (Exists(git_dir + "/commondir")) {
    return RealPath(FollowPointer(git_dir, "gitdir")) == folder + "/.git";
  }
  const auto text = ReadFile(git_dir + "/config", kMaxConfigBytes);
  if (!text) return false;
  const std::vector<ConfigEntry> config = ParseConfig(*text);
  const auto worktree = ConfigValue(config, "core.worktree");
  if (!worktree || worktree->find('\0') != worktree->npos) return false;
  return RealPath(ResolveAgainst(git_dir, *worktree)) == folder;
}

// `folder`/.git is a file: "gitdir: <path>".
Result<Location> FollowGitFile(const std::string& folder) {
  const std::string name = "'" + Shown(folder + "/.git") + "'";
  const auto text = ReadFile(folder + "/.git", kMaxPointerBytes);
  if (!text) return InputError(name + " " + std::string(Describe(text.error())));
  constexpr std::string_view kKey = "gitdir:";
  const std::string_view target = Trim(std::string_view(*text).substr(
      std::min(text->size(), std::string_view(*text).starts_with(kKey) ? kKey.size() : 0)));
  if (!text->starts_with(kKey) || target.empty() || target.find('\0') != target.npos) {
    return InputError(name + " is a file, but not one that says 'gitdir: PATH'");
  }
  const std::string git_dir = RealPath(ResolveAgainst(folder, target));
  const std::string shown = "'" + Shown(target) + "'";
  if (git_dir.empty() || !IsGitDir(git_dir)) {
    return InputError(name + " points to " + shown + ", where there is no Git directory; " +
                      "repair it with 'git worktree repair' or clone the repository again");
  }
  if (!IsInside(folder, git_dir) && !PointsBack(git_dir, folder)) {
    return InputError(name + " points to " + shown + ", which does not point back; scan " + shown +
                      " itself if that is what you want");
  }
  return WithCommonDir(git_dir);
}

Result<Location> FollowGitLink(const std::string& folder) {
  const std::string git_dir = RealPath(folder + "/.git");
  if (git_dir.empty() || !IsInside(folder, git_dir) || !IsGitDir(git_dir)) {
    return InputError("'" + Shown(folder + "/.git") +
                      "' is a symbolic link out of its folder; scan what it points to instead");
  }
  return WithCommonDir(git_dir);
}

// The repository whose work tree's root, or whose Git directory, `folder` is;
// an empty git_dir where it is neither.
Result<Location> LocateAt(const std::string& folder) {
  const std::string dot_git = folder + "/.git";
  switch (KindOf(dot_git)) {
    case Kind::kDenied:
      return DeniedError(dot_git);
    case Kind::kFile:
      return FollowGitFile(folder);
    case Kind::kSymlink:
      return FollowGitLink(folder);
    case Kind::kFolder:
      if (access(dot_git.c_str(), R_OK | X_OK) != 0) return DeniedError(dot_git);
      if (IsGitDir(dot_git)) return WithCommonDir(dot_git);
      if (HasStores(dot_git)) return NoHeadError(dot_git);
      break;
    case Kind::kMissing:
    case Kind::kOther:
      break;
  }
  if (IsGitDir(folder)) return WithCommonDir(folder);
  if (HasStores(folder) && Exists(folder + "/config")) return NoHeadError(folder);
  return Location{};
}

// The folder to look from: `path` itself, or where it is a `.git` file, that one's folder.
Result<std::string> StartFolder(const std::string& path) {
  struct stat status {};
  if (path.empty() || stat(path.c_str(), &status) != 0) {
    const int error = path.empty() ? ENOENT : errno;
    if (error == EACCES) return DeniedError(path);
    if (error == ENOENT || error == ENOTDIR) {
      return InputError("'" + Shown(path) + "' does not exist; name the folder of a repository");
    }
    return InputError("cannot read '" + Shown(path) + "': " + std::strerror(error));
  }
  std::string real = RealPath(path);
  if (real.empty()) return DeniedError(path);
  if (S_ISREG(status.st_mode) && BaseName(real) == ".git") return std::string(DirName(real));
  if (!S_ISDIR(status.st_mode)) {
    return InputError("'" + Shown(path) + "' is not a folder; name the folder of a repository");
  }
  if (access(real.c_str(), R_OK | X_OK) != 0) return DeniedError(path);
  return real;
}

}  // namespace

Result<Location> Locate(const std::string& path) {
  ASSAY_TRY(const std::string start, StartFolder(path));
  for (std::string folder = start;; folder = std::string(DirName(folder))) {
    ASSAY_TRY(Location location, LocateAt(folder));
    if (!location.git_dir.empty()) {
      const bool is_work_tree = location.git_dir != folder;
      if (is_work_tree && start.size() > folder.size()) {
        location.prefix = start.substr(folder.size() + 1);
      }
      return location;
    }
    if (folder.find('/') == folder.rfind('/')) break;  // "/name": what is left is the root.
  }
  return InputError("'" + Shown(path) +
                    "' is not in a Git repository; name the folder of one, or run 'git init' and "
                    "commit first");
}

}  // namespace assay
