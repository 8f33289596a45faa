#include "git/references.h"

#include <unistd.h>

#include <algorithm>
#include <array>
#include <filesystem>
#include <map>
#include <system_error>
#include <utility>

#include "base/text.h"
#include "git/file.h"

namespace assay {
namespace {

namespace fs = std::filesystem;

constexpr std::size_t kMaxPackedBytes = std::size_t{256} << 20;
constexpr std::size_t kMaxReferenceBytes = 16 * 1024;
constexpr std::size_t kMaxNameBytes = 4096;
constexpr int kMaxSymbolicDepth = 5;
constexpr std::size_t kHexBytes = 40;

bool ByName(const Reference& a, const Reference& b) { return a.name < b.name; }

bool IsPerWorktree(std::string_view name) {
  return !name.starts_with("refs/") || name.starts_with("refs/bisect/") ||
         name.starts_with("refs/worktree/") || name.starts_with("refs/rewritten/");
}

// An old way to write a symbolic HEAD: a link whose text is the name.
std::optional<Reference> ReadLinkedReference(std::string name, const std::string& path) {
  std::array<char, kMaxNameBytes> target{};
  const ssize_t size = readlink(path.c_str(), target.data(), target.size());
  if (size <= 0) return std::nullopt;
  const std::string_view text(target.data(), static_cast<std::size_t>(size));
  if (!text.starts_with("refs/") || !IsReferenceName(text)) return std::nullopt;
  return Reference{std::move(name), {}, std::string(text)};
}

Error DamagedError(std::string_view name, std::string_view problem) {
  return InputError("the reference " + Shown(name) + " " + std::string(problem) +
                    ": the repository is damaged; restore it, clone it again or name another "
                    "revision");
}

}  // namespace

bool IsReferenceName(std::string_view name) {
  if (name.empty() || name.size() > kMaxNameBytes) return false;
  if (!name.starts_with("refs/")) {
    return std::all_of(name.begin(), name.end(),
                       [](char c) { return (c >= 'A' && c <= 'Z') || c == '_'; });
  }
  constexpr std::string_view kForbidden = " ~^:?*[\\\x7f";
  for (const std::string_view part : Split(name, '/')) {
    if (part.empty() || part.front() == '.' || part.find("..") != part.npos ||
        part.ends_with(".lock") || part.find_first_of(kForbidden) != part.npos) {
      return false;
    }
    if (std::any_of(part.begin(), part.end(), [](char c) { return c >= 0 && c < ' '; })) {
      return false;
    }
  }
  return true;
}

std::optional<Reference> ParseReference(std::string name, std::string_view text) {
  constexpr std::string_view kSymbolic = "ref:";
  if (text.starts_with(kSymbolic)) {
    const std::string_view target = Trim(text.substr(kSymbolic.size()));
    if (!IsReferenceName(target)) return std::nullopt;
    return Reference{std::move(name), {}, std::string(target)};
  }
  const auto id = ObjectId::FromHex(text.substr(0, kHexBytes));
  const std::string_view rest = text.substr(std::min(text.size(), kHexBytes));
  if (!id || (!rest.empty() && Trim(rest.substr(0, 1)) == rest.substr(0, 1))) return std::nullopt;
  return Reference{std::move(name), *id, ""};
}

std::vector<Reference> ParsePackedRefs(std::string_view text) {
  std::vector<Reference> references;
  for (const std::string_view line : Lines(text)) {
    // "#" begins the header, "^" what the tag before it is peeled to.
    if (line.size() < kHexBytes + 2 || line[kHexBytes] != ' ') continue;
    const auto id = ObjectId::FromHex(line.substr(0, kHexBytes));
    const std::string_view name = Trim(line.substr(kHexBytes + 1));
    if (id && name.starts_with("refs/") && IsReferenceName(name)) {
      references.push_back({std::string(name), *id, ""});
    }
  }
  return references;
}

Result<References> References::Open(const Location& location) {
  References references;
  references.git_dir_ = location.git_dir;
  references.common_dir_ = location.common_dir;
  const auto packed = ReadFile(location.common_dir + "/packed-refs", kMaxPackedBytes);
  if (packed) {
    references.packed_ = ParsePackedRefs(*packed);
    if (!std::is_sorted(references.packed_.begin(), references.packed_.end(), ByName)) {
      std::stable_sort(references.packed_.begin(), references.packed_.end(), ByName);
    }
  } else if (packed.error() != FileProblem::kMissing) {
    return InputError("'" + Shown(location.common_dir) + "/packed-refs' " +
                      std::string(Describe(packed.error())));
  }
  return references;
}

Result<std::optional<Reference>> References::Find(std::string_view name) const {
  if (!IsReferenceName(name)) return std::optional<Reference>();
  const std::string path = (IsPerWorktree(name) ? git_dir_ : common_dir_) + "/" + std::string(name);
  const auto text = ReadFile(path, kMaxReferenceBytes);
  if (text) {
    auto reference = ParseReference(std::string(name), *text);
    if (!reference) return DamagedError(name, "names neither a commit nor a branch");
    return reference;
  }
  std::error_code ignored;
  if (text.error() == FileProblem::kSymlink) {
    auto reference = ReadLinkedReference(std::string(name), path);
    if (!reference) return DamagedError(name, "is a symbolic link to something else");
    return reference;
  }
  // A folder of references may have the name of a packed one that is gone.
  if (text.error() != FileProblem::kMissing && !fs::is_directory(path, ignored)) {
    return DamagedError(name, Describe(text.error()));
  }
  const Reference key{std::string(name), {}, ""};
  const auto packed = std::lower_bound(packed_.begin(), packed_.end(), key, ByName);
  if (packed == packed_.end() || packed->name != name) return std::optional<Reference>();
  return std::optional(*packed);
}

Result<std::optional<ObjectId>> References::Resolve(std::string_view name) const {
  std::string next(name);
  for (int depth = 0; depth <= kMaxSymbolicDepth; ++depth) {
    ASSAY_TRY(const std::optional<Reference> reference, Find(next));
    if (!reference) return std::optional<ObjectId>();
    if (reference->symbolic.empty()) return std::optional(reference->target);
    next = reference->symbolic;
  }
  return DamagedError(name, "leads from branch to branch without end");
}

std::vector<Reference> References::List(std::string_view prefix, std::size_t limit) const {
  std::map<std::string, Reference> found;
  for (const Reference& reference : packed_) {
    if (found.size() < limit && reference.name.starts_with(prefix)) {
      found.emplace(reference.name, reference);
    }
  }
  std::error_code error;
  const std::string root = common_dir_ + "/" + std::string(prefix);
  // The number of names looked at is bounded too: a folder may hold what is no reference.
  std::size_t looked_at = 0;
  for (fs::recursive_directory_iterator entries(root, error), end;
       !error && entries != end && looked_at < 4 * limit; entries.increment(error), ++looked_at) {
    std::error_code ignored;
    if (!entries->is_regular_file(ignored) || entries->is_symlink(ignored)) continue;
    const std::string name = entries->path().string().substr(common_dir_.size() + 1);
    const auto reference = Find(name);
    if (!reference || !*reference) continue;
    found.insert_or_assign(name, **reference);  // A loose one is newer than a packed one.
  }
  std::vector<Reference> references;
  for (auto& [name, reference] : found) {
    if (references.size() < limit) references.push_back(std::move(reference));
  }
  return references;
}

}  // namespace assay
