#include "git/authorship.h"

#include <algorithm>
#include <atomic>
#include <condition_variable>
#include <map>
#include <memory>
#include <mutex>
#include <numeric>
#include <optional>
#include <set>
#include <string>
#include <thread>
#include <utility>

#include "base/hash.h"
#include "base/text.h"
#include "git/attribution.h"
#include "git/commit_index.h"
#include "git/known_origins.h"

namespace assay {
namespace {

constexpr std::string_view kHistoryBorder = "history-border";

// Newest commits that are looked up among those asked about before.
constexpr std::uint32_t kRecalledCommits = 256;

// Indices of the wanted files, cut into as many runs of neighbouring paths as
// there are threads, so that each reads the trees of folders of its own.
std::vector<std::vector<std::uint32_t>> Shares(const std::vector<WantedFile>& wanted,
                                               unsigned threads) {
  std::vector<std::uint32_t> order(wanted.size());
  std::iota(order.begin(), order.end(), 0);
  std::stable_sort(order.begin(), order.end(), [&](std::uint32_t a, std::uint32_t b) {
    return wanted[a].path < wanted[b].path;
  });
  constexpr std::size_t kFilesWorthAThread = 16;
  const std::size_t count =
      std::clamp<std::size_t>(threads, 1, wanted.size() / kFilesWorthAThread + 1);
  std::vector<std::vector<std::uint32_t>> shares(count);
  for (std::size_t i = 0; i < order.size(); ++i)
    shares[i * count / order.size()].push_back(order[i]);
  return shares;
}

// Who has finished takes a part of what another has left.
class Team {
 public:
  explicit Team(std::size_t members) : members_(members) {}

  bool IsHelpWanted() const { return wanted_.load(std::memory_order_relaxed) > 0; }

  void HandOver(std::unique_ptr<Attribution> part) {
    const std::lock_guard lock(mutex_);
    parts_.push_back(std::move(part));
    --wanted_;
    changed_.notify_one();
  }

  // Waits for a part of another's; null once all have finished.
  std::unique_ptr<Attribution> Next(FoundOrigins found) {
    std::unique_lock lock(mutex_);
    found_.push_back(std::move(found));
    ++wanted_;
    if (++waiting_ == members_ && parts_.empty()) changed_.notify_all();
    changed_.wait(lock, [this] { return !parts_.empty() || waiting_ == members_; });
    if (parts_.empty()) return nullptr;
    --waiting_;
    std::unique_ptr<Attribution> part = std::move(parts_.back());
    parts_.pop_back();
    return part;
  }

  // By all members, in no order.
  const std::vector<FoundOrigins>& found() const { return found_; }

 private:
  const std::size_t members_;
  std::mutex mutex_;
  std::condition_variable changed_;
  std::vector<std::unique_ptr<Attribution>> parts_;  // that nobody has taken yet
  std::vector<FoundOrigins> found_;
  std::size_t waiting_ = 0;      // members that have nothing to do
  std::atomic<int> wanted_ = 0;  // parts that would be taken at once
};

// Puts what the threads found together.
class Collection {
 public:
  Collection(const History& history, std::size_t files) : history_(history) {
    authorship_.files.resize(files);
  }

  std::vector<LineOrigin>* answers(std::uint32_t file) { return &authorship_.files[file]; }

  void Add(const FoundOrigins& found) {
    std::vector<std::uint32_t> indices;
    for (const std::string& path : found.paths) indices.push_back(IndexOf(path));
    for (const AnsweredLines& lines : found.answers) {
      std::vector<LineOrigin>& answers = authorship_.files[lines.file];
      for (std::uint32_t i = 0; i < lines.count; ++i)
        answers[lines.answer + i] = {lines.commit, indices[lines.path], lines.line + i + 1};
    }
    borders_.insert(found.borders.begin(), found.borders.end());
    crowded_.insert(found.crowded.begin(), found.crowded.end());
    authorship_.diagnostics.insert(authorship_.diagnostics.end(), found.diagnostics.begin(),
                                   found.diagnostics.end());
  }

  Authorship Finish() {
    SortPaths();
    authorship_.borders.assign(borders_.begin(), borders_.end());
    if (!authorship_.borders.empty()) {
      const Commit& newest = history_.commits[authorship_.borders.front()];
      constexpr std::size_t kShownDigits = 12;
      std::string message = "who wrote a line is not available before commit " +
                            newest.id.Hex().substr(0, kShownDigits);
      if (authorship_.borders.size() > 1) {
        message += " and " + std::to_string(authorship_.borders.size() - 1) + " others";
      }
      message += ": what they are based on is not in the repository, or beyond a limit";
      authorship_.diagnostics.push_back({std::string(kHistoryBorder), "", 0, std::move(message)});
    }
    Diagnostics& diagnostics = authorship_.diagnostics;
    if (!crowded_.empty()) {
      diagnostics.push_back({"too-many-renames", "", 0,
                             "not all files that commits deleted were compared with those that "
                             "they added; " +
                                 std::to_string(crowded_.size()) +
                                 (crowded_.size() == 1 ? " commit" : " commits") +
                                 " may count as the origin of lines that they moved"});
    }
    std::sort(diagnostics.begin(), diagnostics.end());
    diagnostics.erase(std::unique(diagnostics.begin(), diagnostics.end()), diagnostics.end());
    return std::move(authorship_);
  }

 private:
  std::uint32_t IndexOf(const std::string& path) {
    const auto [found, is_new] =
        indices_.try_emplace(path, static_cast<std::uint32_t>(authorship_.paths.size()));
    if (is_new) authorship_.paths.push_back(path);
    return found->second;
  }

  void SortPaths() {
    std::vector<std::uint32_t> ranks(authorship_.paths.size());
    std::uint32_t rank = 0;
    authorship_.paths.clear();
    for (const auto& [path, index] : indices_) {
      ranks[index] = rank++;
      authorship_.paths.push_back(path);
    }
    for (std::vector<LineOrigin>& file : authorship_.files) {
      for (LineOrigin& origin : file) {
        if (origin.commit != LineOrigin::kNone) origin.path = ranks[origin.path];
      }
    }
  }

  const History& history_;
  Authorship authorship_;
  std::map<std::string, std::uint32_t> indices_;
  std::set<std::uint32_t> borders_;
  std::set<std::uint32_t> crowded_;
};

// All that the lines of a commit depend on.
std::string KeyOf(const ObjectId& commit, const AuthorshipOptions& options, const Limits& limits,
                  std::string_view place) {
  std::vector<ObjectId> ignored = options.ignored_commits;
  std::sort(ignored.begin(), ignored.end());
  std::string settings = options.ignore_whitespace ? "w" : "";
  settings += " " + std::to_string(limits.followed_bytes) + " " +
              std::to_string(limits.rename_pairs) + " " + std::string(place);
  for (const ObjectId& id : ignored) settings += " " + id.Hex();
  return "origins " + commit.Hex() + " " + HashHex(settings);
}

Recalled Recall(const History& history, const AuthorshipOptions& options, const Limits& limits,
                std::string_view place) {
  Recalled recalled;
  if (!options.recall) return recalled;
  const std::size_t count = std::min<std::size_t>(history.commits.size(), kRecalledCommits);
  for (std::uint32_t i = 0; i < count; ++i) {
    const auto bytes = options.recall(KeyOf(history.commits[i].id, options, limits, place));
    if (!bytes) continue;
    auto origins = DecodeOrigins(*bytes);
    if (!origins) continue;
    recalled.emplace(i, *std::move(origins));
    break;  // What lies before it, it has answered.
  }
  return recalled;
}

std::uint64_t LinesOf(const KnownFile& file) {
  std::uint64_t lines = 0;
  for (const KnownRun& run : file.runs) lines += run.count;
  return lines;
}

// The answers but for lines at borders, which may turn out to be older, and
// what was known of the commit before.
KnownOrigins OriginsOf(const History& history, const std::vector<WantedFile>& wanted,
                       const Authorship& authorship, KnownOrigins origins) {
  for (std::size_t i = 0; i < wanted.size(); ++i) {
    KnownFile file;
    file.blob = wanted[i].blob;
    const std::vector<LineOrigin>& answers = authorship.files[i];
    for (std::uint32_t j = 0; j < answers.size(); ++j) {
      const LineOrigin& origin = answers[j];
      if (origin.commit == LineOrigin::kNone || authorship.IsBorder(origin.commit)) continue;
      const std::uint32_t line = wanted[i].lines.empty() ? j : wanted[i].lines[j] - 1;
      const ObjectId& commit = history.commits[origin.commit].id;
      const std::string& path = authorship.paths[origin.path];
      if (!file.runs.empty()) {
        KnownRun& last = file.runs.back();
        if (last.line + last.count == line && last.origin + last.count == origin.line - 1 &&
            last.commit == commit && last.path == path) {
          ++last.count;
          continue;
        }
      }
      file.runs.push_back({line, 1, commit, path, origin.line - 1});
    }
    KnownFile& known = origins[wanted[i].path];
    if (known.blob != file.blob || LinesOf(known) < LinesOf(file)) known = std::move(file);
  }
  return origins;
}

}  // namespace

bool Authorship::IsBorder(std::uint32_t commit) const {
  return std::binary_search(borders.begin(), borders.end(), commit);
}

std::vector<ObjectId> ParseIgnoredCommits(std::string_view text,
                                          std::vector<std::uint32_t>* unreadable) {
  std::vector<ObjectId> ids;
  std::uint32_t number = 0;
  for (const std::string_view line : Lines(text)) {
    ++number;
    const std::string_view id = Trim(line.substr(0, line.find('#')));
    if (id.empty()) continue;
    const auto parsed = ObjectId::FromHex(id);
    if (parsed) {
      ids.push_back(*parsed);
    } else {
      unreadable->push_back(number);
    }
  }
  return ids;
}

Authorship AttributeLines(const History& history, const std::set<ObjectId>& shallow,
                          const std::vector<WantedFile>& wanted, const AuthorshipOptions& options,
                          const Limits& limits, std::string_view place,
                          const std::shared_ptr<const ObjectStore>& store,
                          const CommitGraphSource& graph) {
  const CommitIndex index(history, shallow);
  // Lines that a missing parent would have taken go to another, until it is there.
  const bool has_memory = !index.HasPartialMerges();
  const Recalled recalled = has_memory ? Recall(history, options, limits, place) : Recalled();
  const std::vector<std::vector<std::uint32_t>> shares = Shares(wanted, options.threads);
  const AttributionInput input{history, index, recalled, options,
                               limits,  store, graph,    wanted.size()};
  Collection collection(history, wanted.size());
  Team team(shares.size());
  const auto work = [&](std::size_t n) {
    auto part = std::make_unique<Attribution>(input);
    for (const std::uint32_t i : shares[n]) collection.answers(i)->resize(part->Want(wanted[i], i));
    while (part != nullptr) {
      part->Run([&] { return team.IsHelpWanted(); },
                [&](std::unique_ptr<Attribution> split) { team.HandOver(std::move(split)); });
      FoundOrigins found = std::move(*part).Finish();
      part.reset();
      part = team.Next(std::move(found));
    }
  };
  std::vector<std::thread> threads;
  for (std::size_t n = 1; n < shares.size(); ++n) threads.emplace_back(work, n);
  work(0);
  for (std::thread& thread : threads) thread.join();
  const bool misled = std::any_of(team.found().begin(), team.found().end(),
                                  [](const FoundOrigins& found) { return found.misled; });
  if (misled) {  // What the graph said is forgotten, all of it.
    if (const CommitGraph* const wrong = graph.Get()) wrong->Reject();
    return AttributeLines(history, shallow, wanted, options, limits, place, store,
                          CommitGraphSource());
  }
  for (const FoundOrigins& found : team.found()) collection.Add(found);
  Authorship authorship = collection.Finish();
  // A run that reads less must not say less: what told a diagnostic is read again.
  const bool is_plain =
      has_memory &&
      std::all_of(authorship.diagnostics.begin(), authorship.diagnostics.end(),
                  [](const Diagnostic& diagnostic) { return diagnostic.code == kHistoryBorder; });
  if (options.remember && !history.commits.empty() && is_plain) {
    KnownOrigins known = recalled.contains(0) ? recalled.at(0) : KnownOrigins();
    options.remember(KeyOf(history.commits[0].id, options, limits, place),
                     EncodeOrigins(OriginsOf(history, wanted, authorship, std::move(known))));
  }
  return authorship;
}

}  // namespace assay
