#include "git/repository.h"

#include <algorithm>
#include <array>
#include <set>
#include <utility>
#include <vector>

#include "base/text.h"
#include "git/alternates.h"
#include "git/commit_text.h"
#include "git/config_text.h"
#include "git/file.h"
#include "git/location.h"
#include "git/object_store.h"
#include "git/origin_url.h"
#include "git/references.h"
#include "git/revision.h"
#include "git/walk.h"

namespace assay {
namespace {

constexpr std::size_t kMaxConfigBytes = std::size_t{1} << 20;
constexpr std::size_t kMaxShallowBytes = std::size_t{64} << 20;
constexpr std::uint64_t kMaxCommitBytes = std::uint64_t{64} << 20;

using Config = std::vector<ConfigEntry>;

Result<Config> ReadConfig(const Location& location) {
  const std::string path = location.common_dir + "/config";
  const auto text = ReadFile(path, kMaxConfigBytes);
  if (text) return ParseConfig(*text);
  if (text.error() == FileProblem::kMissing) return Config();  // As Git: all by default.
  return InputError("'" + Shown(path) + "' " + std::string(Describe(text.error())));
}

bool IsKnownExtension(std::string_view name) {
  constexpr std::array<std::string_view, 6> kKnown = {
      "noop", "noop-v1", "partialclone", "preciousobjects", "worktreeconfig", "relativeworktrees"};
  return std::find(kKnown.begin(), kKnown.end(), name) != kKnown.end();
}

// How objects and references are stored; whatever else a repository asks for
// might change what they mean.
Result<void> CheckFormat(const Config& config) {
  const std::string_view version =
      ConfigValue(config, "core.repositoryformatversion").value_or("0");
  if (version != "0" && version != "1") {
    return InputError("the repository has format version " + Shown(version) +
                      ", which assay cannot read yet; it reads 0 and 1");
  }
  constexpr std::string_view kExtensions = "extensions.";
  for (const ConfigEntry& entry : config) {
    if (!entry.key.starts_with(kExtensions)) continue;
    const std::string_view name = std::string_view(entry.key).substr(kExtensions.size());
    if (name == "objectformat") {
      if (EqualsIgnoreCase(entry.value, "sha1")) continue;
      return InputError(
          "the repository uses " +
          (EqualsIgnoreCase(entry.value, "sha256") ? std::string("SHA-256") : Shown(entry.value)) +
          " object names, which assay cannot read yet; scan a clone that uses "
          "SHA-1");
    }
    if (name == "refstorage") {
      if (EqualsIgnoreCase(entry.value, "files")) continue;
      return InputError("the repository stores its references as " + Shown(entry.value) +
                        ", which assay cannot read yet; scan a clone made with "
                        "'git clone --ref-format=files'");
    }
    if (version == "1" && !IsKnownExtension(name)) {
      return InputError("the repository uses the extension '" + Shown(name) +
                        "', which assay does not know; scan a fresh clone");
    }
  }
  return {};
}

bool IsPartial(const Config& config) {
  return std::any_of(config.begin(), config.end(), [](const ConfigEntry& entry) {
    if (entry.key == "extensions.partialclone") return true;
    if (!entry.key.starts_with("remote.")) return false;
    return (entry.key.ends_with(".promisor") && ConfigIsTrue(entry.value)) ||
           entry.key.ends_with(".partialclonefilter");
  });
}

// The first URL, which is the one that Git fetches from.
std::string OriginOf(const Config& config) {
  for (const ConfigEntry& entry : config) {
    if (entry.key == "remote.origin.url" && !entry.value.empty()) {
      return PublicOriginUrl(entry.value);
    }
  }
  return "";
}

// Ids, one a line.
std::set<ObjectId> ReadShallow(const Location& location) {
  std::set<ObjectId> shallow;
  const auto text = ReadFile(location.common_dir + "/shallow", kMaxShallowBytes);
  if (!text) return shallow;
  for (const std::string_view line : Lines(*text)) {
    const auto id = ObjectId::FromHex(Trim(line));
    if (id) shallow.insert(*id);
  }
  return shallow;
}

bool HasGrafts(const Location& location) {
  const auto text = ReadFile(location.common_dir + "/info/grafts", kMaxConfigBytes);
  if (!text) return text.error() != FileProblem::kMissing;
  const std::vector<std::string_view> lines = Lines(*text);
  return std::any_of(lines.begin(), lines.end(), [](std::string_view line) {
    return !Trim(line).empty() && !line.starts_with('#');
  });
}

void NoteIgnored(const Location& location, const References& references, Diagnostics* diagnostics) {
  if (!references.List("refs/replace/", 1).empty()) {
    diagnostics->push_back({"replace-refs", "", 0,
                            "the repository has replacement objects (refs/replace); the original "
                            "ones are read"});
  }
  if (HasGrafts(location)) {
    diagnostics->push_back({"grafts", "", 0,
                            "the repository has grafts (info/grafts); the parents that commits "
                            "record are read"});
  }
}

Diagnostic DiagnosticOf(ObjectProblem problem, std::uint64_t size, std::uint64_t limit) {
  switch (problem) {
    case ObjectProblem::kMissing:
      return {"missing-object", "", 0, "the object is not in the repository"};
    case ObjectProblem::kTooLarge:
      return {"file-too-large", "", 0,
              std::to_string(size) + " bytes, the limit is " + std::to_string(limit)};
    case ObjectProblem::kCorrupt:
      break;
  }
  return {"damaged-object", "", 0, "the object is damaged or not what its name says"};
}

Diagnostic NotABlobDiagnostic() {
  return {"damaged-object", "", 0, "the object is no file's content"};
}

}  // namespace

struct Repository::Shared {
  Location location;
  References references;
  std::set<ObjectId> shallow;
  bool partial = false;
  std::string origin_url;
  Diagnostics diagnostics;
  std::unique_ptr<const CommitGraphSource> graph;
};

struct Repository::State {
  std::shared_ptr<const Shared> shared;
  ObjectReader objects;
};

Repository::Repository(std::unique_ptr<State> state) : state_(std::move(state)) {}
Repository::Repository(Repository&& other) noexcept = default;
Repository& Repository::operator=(Repository&& other) noexcept = default;
Repository::~Repository() = default;

Result<Repository> Repository::Open(const std::string& path, const OpenOptions& options) {
  auto shared = std::make_shared<Shared>();
  ASSAY_TRY(shared->location, Locate(path));
  ASSAY_TRY(const Config config, ReadConfig(shared->location));
  ASSAY_TRY_VOID(CheckFormat(config));
  ASSAY_TRY(shared->references, References::Open(shared->location));
  ASSAY_TRY(ObjectFolders folders,
            FindObjectFolders(shared->location.common_dir, options.follow_alternates));
  shared->diagnostics = std::move(folders.diagnostics);
  auto store = std::make_shared<const ObjectStore>(
      ObjectStore::Open(folders.folders, options.follow_alternates, &shared->diagnostics));
  NoteIgnored(shared->location, shared->references, &shared->diagnostics);
  shared->shallow = ReadShallow(shared->location);
  shared->partial = IsPartial(config);
  shared->origin_url = OriginOf(config);
  // Where trees are missing, a filter would pass over what comparing them tells.
  const bool use_graph = options.use_commit_graph && !shared->partial;
  shared->graph = std::make_unique<const CommitGraphSource>(
      use_graph ? std::move(folders.folders) : std::vector<std::string>(),
      options.follow_alternates);
  return Repository(std::unique_ptr<State>(new State{std::move(shared), ObjectReader(store)}));
}

Repository Repository::Clone() const {
  return Repository(
      std::unique_ptr<State>(new State{state_->shared, ObjectReader(state_->objects.store())}));
}

const std::string& Repository::prefix() const { return state_->shared->location.prefix; }
const std::string& Repository::origin_url() const { return state_->shared->origin_url; }
const std::string& Repository::place() const { return state_->shared->location.common_dir; }
Diagnostics Repository::graph_diagnostics() const { return state_->shared->graph->diagnostics(); }
bool Repository::is_shallow() const { return !state_->shared->shallow.empty(); }
bool Repository::is_partial() const { return state_->shared->partial; }

Result<ObjectId> Repository::Resolve(std::string_view revision) {
  auto commit = ResolveRevision(revision, state_->shared->references, &state_->objects);
  // The usual reason why a commit cannot be found in a repository that borrows.
  const Diagnostics& diagnostics = state_->shared->diagnostics;
  const auto borrows = [](const Diagnostic& diagnostic) { return diagnostic.code == "alternates"; };
  if (!commit && std::any_of(diagnostics.begin(), diagnostics.end(), borrows)) {
    return InputError(commit.error().message +
                      " (the repository borrows objects that were not read; allow it with "
                      "--follow-alternates)");
  }
  return commit;
}

Result<Snapshot> Repository::Walk(std::string_view revision, std::string_view prefix,
                                  const Limits& limits) {
  Snapshot snapshot;
  ASSAY_TRY(snapshot.commit, Resolve(revision));
  const auto object = state_->objects.Read(snapshot.commit, kMaxCommitBytes);
  if (!object) return InternalError("commit " + snapshot.commit.Hex() + " was there, and is gone");
  Commit commit = ParseCommit(object->bytes, 0);
  ASSAY_TRY(TreeListing listing, ListTree(commit.tree, prefix, limits, &state_->objects));
  snapshot.author = std::move(commit.author);
  snapshot.committer = std::move(commit.committer);
  snapshot.subject = std::move(commit.subject);
  snapshot.shallow = is_shallow();
  snapshot.partial = is_partial();
  snapshot.origin_url = origin_url();
  snapshot.entries = std::move(listing.entries);
  snapshot.diagnostics = state_->shared->diagnostics;
  if (commit.malformed) {
    snapshot.diagnostics.push_back(
        {"damaged-commit", "", 0, "the author, the date or a parent of the commit is unreadable"});
  }
  std::move(listing.diagnostics.begin(), listing.diagnostics.end(),
            std::back_inserter(snapshot.diagnostics));
  return snapshot;
}

tl::expected<Object, Diagnostic> Repository::ReadObject(const ObjectId& id, std::uint64_t limit) {
  auto object = state_->objects.Read(id, limit);
  if (object) return *std::move(object);
  std::uint64_t size = 0;
  if (object.error() == ObjectProblem::kTooLarge) {
    const auto header = state_->objects.ReadHeader(id);
    if (header) size = header->size;
  }
  return tl::unexpected(DiagnosticOf(object.error(), size, std::min(limit, kMaxObjectBytes)));
}

tl::expected<std::string, Diagnostic> Repository::Read(const ObjectId& id, std::uint64_t limit) {
  auto object = ReadObject(id, limit);
  if (!object) return tl::unexpected(std::move(object).error());
  if (object->type != ObjectType::kBlob) return tl::unexpected(NotABlobDiagnostic());
  return std::move(object->bytes);
}

tl::expected<std::string, Diagnostic> Repository::ReadAgain(const ObjectId& id,
                                                            std::uint64_t limit) {
  const auto object = state_->objects.ReadUnverified(id, limit);
  // What goes wrong is told by the one that tells it best.
  if (!object || (*object)->type != ObjectType::kBlob) return Read(id, limit);
  return (*object)->bytes;
}

std::shared_ptr<const Object> Repository::ReadUnverified(const ObjectId& id, std::uint64_t limit) {
  return state_->objects.ReadUnverified(id, limit).value_or(nullptr);
}

tl::expected<Repository::BlobHead, Diagnostic> Repository::ReadHead(const ObjectId& id,
                                                                    std::size_t bytes) {
  const auto header = state_->objects.ReadHeader(id);
  if (!header || header->size <= bytes) {
    auto text = Read(id, bytes);
    if (!text) return tl::unexpected(std::move(text).error());
    return BlobHead{text->size(), *std::move(text)};
  }
  if (header->type != ObjectType::kBlob) return tl::unexpected(NotABlobDiagnostic());
  auto head = state_->objects.ReadPrefix(id, bytes);
  if (!head) return tl::unexpected(DiagnosticOf(head.error(), header->size, kMaxObjectBytes));
  return BlobHead{header->size, *std::move(head)};
}

tl::expected<std::uint64_t, Diagnostic> Repository::Size(const ObjectId& id) {
  const auto header = state_->objects.ReadHeader(id);
  if (!header) return tl::unexpected(DiagnosticOf(header.error(), 0, 0));
  if (header->type != ObjectType::kBlob) return tl::unexpected(NotABlobDiagnostic());
  return header->size;
}

Result<History> Repository::ReadHistory(std::string_view revision, const Limits& limits,
                                        const HistoryOptions& options) {
  ASSAY_TRY(const ObjectId head, Resolve(revision));
  const Shared& shared = *state_->shared;
  return assay::ReadHistory(head, shared.shallow, shared.references, limits, options, *shared.graph,
                            place(), &state_->objects);
}

Authorship Repository::AttributeLines(const History& history, const std::vector<WantedFile>& wanted,
                                      const AuthorshipOptions& options,
                                      const Limits& limits) const {
  return assay::AttributeLines(history, state_->shared->shallow, wanted, options, limits, place(),
                               state_->objects.store(), *state_->shared->graph);
}

Touches Repository::ReadTouches(const History& history, unsigned threads,
                                const Limits& limits) const {
  return assay::ReadTouches(history, state_->shared->shallow, threads, limits,
                            state_->objects.store());
}

}  // namespace assay
