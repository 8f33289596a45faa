// A Git repository, opened for reading by a program that trusts nothing in it.
//
// Its answers depend on its objects and references alone: configuration of
// the user, the system and the environment (GIT_*) is not read, and of the
// repository's own only what format it has, whether it is a partial clone,
// and the URL of "origin". No hook, filter or helper runs, nothing is fetched,
// the work tree is not looked at, and nothing is written. Replacement objects
// and grafts are reported and ignored.
#pragma once

#include <cstdint>
#include <memory>
#include <string>
#include <string_view>
#include <tl/expected.hpp>
#include <vector>

#include "base/diagnostic.h"
#include "base/limits.h"
#include "base/result.h"
#include "git/authorship.h"
#include "git/history.h"
#include "git/object.h"
#include "git/touches.h"
#include "model/history.h"
#include "model/snapshot.h"

namespace assay {

struct OpenOptions {
  // Whether objects may be borrowed from folders outside of the repository
  // (objects/info/alternates, links), as Git does.
  bool follow_alternates = false;
  // Whether a commit-graph may save work (commit_graph.h).
  bool use_commit_graph = true;
};

// A handle is for one thread at a time; each thread takes a clone.
class Repository {
 public:
  // `path` names a work tree or a folder in it, a `.git`, a linked worktree or
  // a bare repository.
  static Result<Repository> Open(const std::string& path, const OpenOptions& options = {});

  Repository(Repository&& other) noexcept;
  Repository& operator=(Repository&& other) noexcept;
  ~Repository();

  // Shares what is mapped; cheap.
  Repository Clone() const;

  // The folder of the work tree that the path named ("src/app"), "" for all
  // of it: what Walk is to be limited to if the user asks for nothing else.
  const std::string& prefix() const;

  // `revision`: a branch, tag, id, HEAD~2 … ("": HEAD); `prefix`: a folder or
  // file to stay in. Diagnostics: those of the repository ("replace-refs",
  // "grafts", "alternates", "damaged-pack", "damaged-commit") and of ListTree.
  Result<Snapshot> Walk(std::string_view revision, std::string_view prefix, const Limits& limits);

  // The commit that `revision` names.
  Result<ObjectId> Resolve(std::string_view revision);

  // The bytes of a blob, whose name has been verified. Otherwise a diagnostic
  // without a path: "missing-object", "file-too-large" (over `limit` bytes;
  // found by the header, without inflating), "damaged-object" (not readable,
  // not a blob or not what its name says).
  tl::expected<std::string, Diagnostic> Read(const ObjectId& id, std::uint64_t limit);
  // The same of a blob that this process has read before: it is not hashed again.
  tl::expected<std::string, Diagnostic> ReadAgain(const ObjectId& id, std::uint64_t limit);

  // An object of any type, not verified: for histories, where nothing is kept by its name. Null
  // where it is missing, damaged or larger than `limit` bytes.
  std::shared_ptr<const Object> ReadUnverified(const ObjectId& id, std::uint64_t limit);

  // The size of a blob and its first `bytes` bytes; the same diagnostics. What
  // is cut off is not read where that can be helped, and the name is then not
  // verified.
  struct BlobHead {
    std::uint64_t size = 0;
    std::string head;
  };
  tl::expected<BlobHead, Diagnostic> ReadHead(const ObjectId& id, std::size_t bytes);

  // The size of a blob by its header: cheap, not verified.
  tl::expected<std::uint64_t, Diagnostic> Size(const ObjectId& id);

  // An object of any type, for readers of trees and commits (tree_text.h,
  // commit_text.h); the same diagnostics.
  tl::expected<Object, Diagnostic> ReadObject(const ObjectId& id, std::uint64_t limit);

  // The commits that the revision descends from, and all tags.
  Result<History> ReadHistory(std::string_view revision, const Limits& limits,
                              const HistoryOptions& options = {});

  // Where lines of files of `history.commits[0]` come from; `history` is what
  // ReadHistory gave. Reads with as many clones of this handle as threads.
  Authorship AttributeLines(const History& history, const std::vector<WantedFile>& wanted,
                            const AuthorshipOptions& options, const Limits& limits) const;

  // Which paths each commit of such a history touched; see touches.h.
  Touches ReadTouches(const History& history, unsigned threads, const Limits& limits) const;

  // What is wrong with the commit-graph, where one was used so far: for a
  // terminal, as no answer rests on it.
  Diagnostics graph_diagnostics() const;

  // Names the place where the repository lies, for keys of what is kept.
  const std::string& place() const;

  // "https://host/path": of the remote "origin", fit to be published; "" if none.
  const std::string& origin_url() const;
  bool is_shallow() const;
  bool is_partial() const;

 private:
  struct Shared;  // What all clones have in common; constant.
  struct State;
  explicit Repository(std::unique_ptr<State> state);
  std::unique_ptr<State> state_;
};

}  // namespace assay
