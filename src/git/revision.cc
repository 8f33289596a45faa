#include "git/revision.h"

#include <algorithm>
#include <array>

#include "git/commit_text.h"
#include "git/file.h"

namespace assay {
namespace {

constexpr std::uint64_t kMaxCommitBytes = std::uint64_t{64} << 20;
constexpr std::uint32_t kMaxStep = 1'000'000;
constexpr std::size_t kMaxTagDepth = 16;
constexpr std::size_t kMinAbbreviation = 4;
constexpr std::size_t kHexBytes = 40;

Error RevisionError(std::string_view text, std::string_view problem) {
  return InputError("revision '" + Shown(text) + "' " + std::string(problem));
}

// Takes digits off `text`; 1 where there are none.
std::optional<std::uint32_t> TakeCount(std::string_view* text) {
  std::uint32_t count = 0;
  std::size_t digits = 0;
  for (; digits < text->size() && (*text)[digits] >= '0' && (*text)[digits] <= '9'; ++digits) {
    count = count * 10 + static_cast<std::uint32_t>((*text)[digits] - '0');
    if (count > kMaxStep) return std::nullopt;
  }
  text->remove_prefix(digits);
  return digits == 0 ? 1 : count;
}

bool IsHex(std::string_view text) {
  return !text.empty() && std::all_of(text.begin(), text.end(), [](char c) {
    return (c >= '0' && c <= '9') || (c >= 'a' && c <= 'f') || (c >= 'A' && c <= 'F');
  });
}

class Resolver {
 public:
  Resolver(std::string_view text, const References& references, ObjectReader* objects)
      : text_(text), references_(references), objects_(*objects) {}

  Result<ObjectId> Run() {
    ASSAY_TRY(const Revision revision, ParseRevision(text_));
    ASSAY_TRY(const ObjectId named, Named(revision.name));
    ASSAY_TRY(ObjectId commit, Peel(named));
    for (const Revision::Step& step : revision.steps) {
      ASSAY_TRY(commit, step.kind == Revision::Step::Kind::kAncestor ? Ancestor(commit, step.count)
                                                                     : Parent(commit, step.count));
    }
    // The last one has to be there too.
    ASSAY_TRY_VOID(ReadCommit(commit));
    return commit;
  }

 private:
  // In Git's order: a full id, a reference, an abbreviated id.
  Result<ObjectId> Named(const std::string& name) {
    if (name.size() == kHexBytes && IsHex(name)) return *ObjectId::FromHex(name);
    ASSAY_TRY(const std::optional<ObjectId> referenced, Referenced(name));
    if (referenced) return *referenced;
    if (name == "HEAD") return UnbornError();
    std::string_view digits = name;
    const std::size_t described = name.rfind("-g");  // v1.0-3-gabcdef1
    if (!IsHex(digits) && described != name.npos) digits = digits.substr(described + 2);
    if (digits.size() >= kMinAbbreviation && digits.size() <= kHexBytes && IsHex(digits)) {
      return Abbreviated(digits);
    }
    return NotFoundError();
  }

  Result<std::optional<ObjectId>> Referenced(const std::string& name) {
    const std::array candidates = {name,
                                   "refs/" + name,
                                   "refs/tags/" + name,
                                   "refs/heads/" + name,
                                   "refs/remotes/" + name,
                                   "refs/remotes/" + name + "/HEAD"};
    for (const std::string& candidate : candidates) {
      ASSAY_TRY(std::optional<ObjectId> id, references_.Resolve(candidate));
      if (id) return id;
    }
    return std::optional<ObjectId>();
  }

  Result<ObjectId> Abbreviated(std::string_view digits) {
    std::string padded(digits);
    padded.resize(kHexBytes, '0');
    const std::vector<ObjectId> all =
        objects_.FindByPrefix(*ObjectId::FromHex(padded), digits.size());
    std::vector<ObjectId> commits;
    for (const ObjectId& id : all) {
      const auto header = objects_.ReadHeader(id);
      if (header && (header->type == ObjectType::kCommit || header->type == ObjectType::kTag)) {
        commits.push_back(id);
      }
    }
    if (commits.size() == 1) return commits.front();
    if (all.empty()) return NotFoundError();
    if (commits.empty()) return RevisionError(text_, "names no commit");
    return RevisionError(text_, "is ambiguous; give more digits of the commit's id");
  }

  Result<ObjectId> Peel(ObjectId id) {
    for (std::size_t depth = 0; depth < kMaxTagDepth; ++depth) {
      ASSAY_TRY(const Object object, ReadObject(id));
      if (object.type == ObjectType::kCommit) return id;
      if (object.type != ObjectType::kTag) {
        return RevisionError(
            text_, "names a " + std::string(Name(object.type)) + "; name a commit, branch or tag");
      }
      id = ParseTag(object.bytes).target;
    }
    return RevisionError(text_, "is a tag of tags without end");
  }

  Result<Object> ReadObject(const ObjectId& id) {
    auto object = objects_.Read(id, kMaxCommitBytes);
    if (object) return *std::move(object);
    switch (object.error()) {
      case ObjectProblem::kMissing:
        return RevisionError(text_, "leads to object " + id.Hex() +
                                        ", which is not in the repository; fetch it "
                                        "('git fetch --unshallow' for a shallow clone) or name "
                                        "another revision");
      case ObjectProblem::kTooLarge:
        return RevisionError(text_, "leads to object " + id.Hex() + ", which is too large");
      case ObjectProblem::kCorrupt:
        break;
    }
    return RevisionError(
        text_, "leads to object " + id.Hex() + ", which is damaged; 'git fsck' tells more");
  }

  Result<Commit> ReadCommit(const ObjectId& id) {
    ASSAY_TRY(const Object object, ReadObject(id));
    if (object.type != ObjectType::kCommit) {
      return RevisionError(text_, "leads to object " + id.Hex() + ", which is no commit");
    }
    return ParseCommit(object.bytes, 0);
  }

  Result<ObjectId> Parent(const ObjectId& id, std::uint32_t which) {
    if (which == 0) return id;
    ASSAY_TRY(const Commit commit, ReadCommit(id));
    if (which <= commit.parents.size()) return commit.parents[which - 1];
    return RevisionError(text_, "goes back further than the history does: commit " + id.Hex() +
                                    " has " + std::to_string(commit.parents.size()) + " parents");
  }

  Result<ObjectId> Ancestor(ObjectId id, std::uint32_t generations) {
    for (std::uint32_t i = 0; i < generations; ++i) {
      ASSAY_TRY(id, Parent(id, 1));
    }
    return id;
  }

  Error NotFoundError() const {
    return RevisionError(text_, "is not in the repository; name a branch, a tag or a commit's id");
  }

  // HEAD is there but leads nowhere.
  Error UnbornError() const {
    const auto head = references_.Find("HEAD");
    if (!head) return head.error();
    if (!*head) return NotFoundError();
    if (references_.List("refs/", 1).empty()) {
      return InputError("the repository has no commits yet; commit something first");
    }
    return InputError("HEAD is at '" + Shown((*head)->symbolic) +
                      "', which has no commits yet; name another revision with --rev");
  }

  std::string_view text_;
  const References& references_;
  ObjectReader& objects_;
};

}  // namespace

Result<Revision> ParseRevision(std::string_view text) {
  if (text.find('\0') != text.npos) return RevisionError(text, "is not a name");
  if (text.find("..") != text.npos) return RevisionError(text, "is a range; name one commit");
  if (text.find(':') != text.npos) {
    return RevisionError(text, "names a file or a search; name a commit");
  }
  if (text.find("@{") != text.npos) {
    return RevisionError(text, "asks for a reflog, which is not read; name the commit itself");
  }
  Revision revision;
  revision.name = text.substr(0, text.find_first_of("~^"));
  std::string_view rest = text.substr(revision.name.size());
  if (revision.name.empty() && !rest.empty()) return RevisionError(text, "begins with no name");
  if (revision.name.empty() || revision.name == "@") revision.name = "HEAD";
  while (!rest.empty()) {
    const char sign = rest.front();
    rest.remove_prefix(1);
    if (sign == '^' && rest.starts_with('{')) {
      const std::size_t end = rest.find('}');
      const std::string_view type = rest.substr(1, end == rest.npos ? end : end - 1);
      if (end == rest.npos || (!type.empty() && type != "commit" && type != "object")) {
        return RevisionError(text, "does not name a commit");
      }
      rest.remove_prefix(end + 1);
      continue;
    }
    const auto count = TakeCount(&rest);
    const bool is_sign = sign == '^' || sign == '~';
    if (!count || !is_sign) return RevisionError(text, "cannot be understood; name a commit");
    revision.steps.push_back(
        {sign == '~' ? Revision::Step::Kind::kAncestor : Revision::Step::Kind::kParent, *count});
  }
  return revision;
}

Result<ObjectId> ResolveRevision(std::string_view text, const References& references,
                                 ObjectReader* objects) {
  return Resolver(text, references, objects).Run();
}

}  // namespace assay
