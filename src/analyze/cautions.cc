#include "analyze/cautions.h"

#include <fmt/format.h>

#include <algorithm>
#include <array>
#include <bitset>
#include <cstdlib>
#include <functional>
#include <memory>
#include <optional>
#include <set>
#include <unordered_map>
#include <utility>

#include "analyze/parallel.h"
#include "analyze/scaffolds.h"
#include "base/hash.h"
#include "base/text.h"
#include "git/commit_changes.h"

namespace assay {
namespace {

constexpr std::int64_t kHour = 3'600;
constexpr std::int64_t kDay = 24 * kHour;

// One commit with so many new files, and this part of all there are now.
constexpr std::uint32_t kImportFiles = 200;
constexpr double kImportPart = 0.25;
// A history so short, with so many files, most of them from one commit.
constexpr std::size_t kSquashedCommits = 5;
constexpr std::uint32_t kSquashedFiles = 100;
constexpr double kSquashedPart = 0.8;
// So many commits, most of them committed within an hour, made over a month.
constexpr std::size_t kReplayedCommits = 20;
constexpr double kReplayedPart = 0.8;
constexpr std::int64_t kReplayedWithin = kHour;
constexpr std::int64_t kReplayedSpan = 30 * kDay;
// Modified files of a reformatting commit, how many of them are compared,
// spread over all, and how many must say the same: less where there are more
// files than anybody writes in one commit.
constexpr std::uint32_t kReformattedFiles = 50;
constexpr std::size_t kComparedFiles = 40;
constexpr double kReformattedPart = 0.85;
constexpr std::size_t kManyReformattedFiles = 200;
constexpr double kReformattedPartOfMany = 0.8;
// A commit that adds one file to so many modified ones brings something new.
constexpr std::uint32_t kModifiedPerAdded = 20;
constexpr std::size_t kComparedCommits = 200;
constexpr std::uint32_t kRenamedFiles = 100;
constexpr double kRenamedPart = 0.8;
constexpr std::uint32_t kVendoredFiles = 100;
constexpr double kVendoredPart = 0.8;
// An author's time after the commit's own is no late merge of old work.
constexpr std::int64_t kAheadBy = kDay;
constexpr std::int64_t kBackwardsBy = 30 * kDay;
// So many ancestors of a commit must be newer: a single clock that was wrong
// would contradict all that came after it.
constexpr std::size_t kWitnesses = 5;
constexpr std::size_t kMisdatedCommits = 5;
constexpr double kMisdatedPart = 0.02;
// Work that was committed so late is ordinary where it was carried over: a
// rebase or an import commits one after the other without a pause.
constexpr std::int64_t kLateBy = 365 * kDay;
constexpr std::int64_t kPause = 10 * 60;
constexpr double kLatePart = 0.25;
// A scaffold is among the first commits.
constexpr std::size_t kScaffoldWithin = 5;
constexpr std::uint32_t kScaffoldFiles = 5;
constexpr std::size_t kMaxScaffoldFiles = 400;

constexpr std::size_t kExamples = 5;

// Whether a program, rather than a person, writes a file of this name so that
// its layout says nothing: lock files, catalogues, pictures, and prose besides.
bool IsData(std::string_view path) {
  static constexpr auto kExtensions = std::to_array<std::string_view>(
      {".json", ".yaml", ".yml", ".toml", ".lock", ".sum", ".mod", ".xml", ".svg", ".csv", ".txt",
       ".md", ".rst", ".html", ".snap", ".po", ".adoc", ".properties"});
  const std::string extension = ToLowerAscii(Extension(path));
  return std::find(kExtensions.begin(), kExtensions.end(), extension) != kExtensions.end();
}

using ByteSet = std::bitset<256>;

ByteSet BytesOf(std::string_view bytes) {
  ByteSet set;
  for (const char c : bytes) set.set(static_cast<unsigned char>(c));
  return set;
}

// Whether the texts are the same once the bytes of `ignored` are left out.
bool AreSameWithout(const ByteSet& ignored, std::string_view a, std::string_view b) {
  const auto next = [&](std::string_view text, std::size_t at) {
    while (at < text.size() && ignored[static_cast<unsigned char>(text[at])]) ++at;
    return at;
  };
  for (std::size_t i = 0, j = 0;; ++i, ++j) {
    i = next(a, i);
    j = next(b, j);
    if (i == a.size() || j == b.size()) return i == a.size() && j == b.size();
    if (a[i] != b[j]) return false;
  }
}

// Whether the texts differ in what formatters change alone: white space,
// quotes, trailing commas, semicolons, brackets around expressions. Quotes
// alone are no formatting: they may have been wrong.
bool IsReformatted(std::string_view before, std::string_view after) {
  static const ByteSet kFormatting = BytesOf(" \t\r\n\v\f'\"`,;()");
  static const ByteSet kQuotes = BytesOf("'\"`");
  return AreSameWithout(kFormatting, before, after) && !AreSameWithout(kQuotes, before, after);
}

class CautionFinder {
 public:
  CautionFinder(Repository& repository, const CautionInput& input, const Limits& limits,
                CommitNotes& notes)
      : repository_(repository), input_(input), limits_(limits), notes_(notes) {
    for (std::size_t i = 0; i < input.history.commits.size(); ++i)
      places_[input.history.commits[i].id.Hex()] = i;
  }

  Cautions Find() {
    if (input_.history.commits.empty()) return {};
    const bool squashed = FindSquashed();
    if (!squashed) FindImports();
    FindReplayed();
    FindScaffolds();
    FindReformatting();
    FindSizes("mass-rename", "moves {} files", "{} commits each move a hundred files or more",
              [](const CommitSize& size) -> std::uint32_t {
                return size.renamed >= kRenamedFiles &&
                               size.renamed >= kRenamedPart * (size.files())
                           ? size.renamed
                           : 0;
              });
    FindSizes("vendored-drop", "brings in {} vendored files",
              "{} commits each bring in a hundred vendored files or more",
              [](const CommitSize& size) -> std::uint32_t {
                const std::uint32_t foreign = Net(size, size.foreign);
                return foreign >= kVendoredFiles && foreign >= kVendoredPart * size.added ? foreign
                                                                                          : 0;
              });
    FindMisdated();
    std::sort(found_.list.begin(), found_.list.end(),
              [](const Caution& a, const Caution& b) { return a.code < b.code; });
    return std::move(found_);
  }

 private:
  using Places = std::vector<std::size_t>;  // into History::commits, rising: newest first

  const Commit& At(std::size_t place) const { return input_.history.commits[place]; }

  void Tell(const std::string& code, std::string message, const Places& places, bool doubts) {
    Caution caution;
    caution.code = code;
    caution.message = std::move(message);
    caution.count = static_cast<std::uint32_t>(places.size());
    std::set<std::uint32_t> persons;
    for (const std::size_t place : places) {
      const std::string id = At(place).id.Hex();
      if (caution.commits.size() < kExamples) caution.commits.push_back(id);
      const std::vector<std::uint32_t>& credited = input_.people.Credited(place);
      persons.insert(credited.begin(), credited.end());
      if (doubts) found_.doubted.emplace(id, code);
    }
    for (const std::uint32_t person : persons) caution.authors.push_back(PersonId(person));
    found_.list.push_back(std::move(caution));
  }

  // Added files less those that may be a deleted one, moved and edited.
  static std::uint32_t Net(const CommitSize& size, std::uint32_t added) {
    const std::uint32_t gone = size.deleted - size.renamed;
    return added > gone ? added - gone : 0;
  }

  // Files that a commit brings into the repository from outside.
  std::uint32_t NewFiles(std::size_t place) const {
    const CommitSize& size = input_.sizes[place];
    return size.known ? Net(size, size.added - size.renamed - size.foreign - size.assets) : 0;
  }

  // Hosting sites begin a repository with a README alone.
  bool FindSquashed() {
    const std::size_t count = input_.history.commits.size();
    if (!input_.history.complete || count > kSquashedCommits) return false;
    for (std::size_t place = count; place-- > 0;) {
      const std::uint32_t files = NewFiles(place);
      if (files < kSquashedFiles || files < kSquashedPart * static_cast<double>(input_.files))
        continue;
      Tell("squashed-history",
           fmt::format("{} {} for {} files: how the work grew is not told", count,
                       count == 1 ? "commit" : "commits", input_.files),
           {place}, true);
      return true;
    }
    return false;
  }

  void FindImports() {
    Places places;
    std::uint32_t most = 0;
    for (std::size_t i = 0; i < input_.sizes.size(); ++i) {
      const std::uint32_t files = NewFiles(i);
      if (input_.people.Credited(i).empty()) continue;  // What a bot makes is nobody's.
      if (files < kImportFiles || files < kImportPart * static_cast<double>(input_.files)) continue;
      places.push_back(i);
      most = std::max(most, files);
    }
    if (places.empty()) return;
    Tell(
        "bulk-import",
        fmt::format("a commit brings in {} files at once; who wrote them before is not told", most),
        places, true);
  }

  void FindReplayed() {
    std::vector<std::int64_t> committed;
    std::int64_t first = 0;
    std::int64_t last = 0;
    for (const Commit& commit : input_.history.commits) {
      if (commit.malformed) continue;
      first = committed.empty() ? commit.author.time : std::min(first, commit.author.time);
      last = committed.empty() ? commit.author.time : std::max(last, commit.author.time);
      committed.push_back(commit.committer.time);
    }
    if (committed.size() < kReplayedCommits || last - first < kReplayedSpan) return;
    std::sort(committed.begin(), committed.end());
    const auto wanted =
        static_cast<std::size_t>(kReplayedPart * static_cast<double>(committed.size()));
    for (std::size_t i = 0; i + wanted <= committed.size(); ++i) {
      if (committed[i + wanted - 1] - committed[i] > kReplayedWithin) continue;
      Places places;
      for (std::size_t p = 0; p < input_.history.commits.size(); ++p) {
        const std::int64_t time = At(p).committer.time;
        if (time >= committed[i] && time <= committed[i] + kReplayedWithin) places.push_back(p);
      }
      Tell("replayed-history",
           fmt::format("{} of {} commits, made over {} days, were committed within an hour",
                       places.size(), committed.size(), (last - first) / kDay),
           places, false);
      return;
    }
  }

  void FindScaffolds() {
    std::optional<Scaffolds> scaffolds;
    TreeComparer comparer(repository_, limits_);
    const std::size_t count = input_.history.commits.size();
    Places places;
    for (std::size_t i = count - std::min(count, kScaffoldWithin); i < count; ++i) {
      if (NewFiles(i) < kScaffoldFiles) continue;
      if (!scaffolds) scaffolds.emplace(input_.patterns);
      if (scaffolds->IsNamedBy(At(i).subject) || IsGenerated(*scaffolds, comparer, At(i)))
        places.push_back(i);
    }
    if (places.empty()) return;
    Tell("scaffold", fmt::format("a generator made a commit of {} files", NewFiles(places.front())),
         places, true);
  }

  bool IsGenerated(const Scaffolds& scaffolds, TreeComparer& comparer, const Commit& commit) {
    ObjectId before;
    if (!commit.parents.empty()) {
      const auto parent = places_.find(commit.parents.front().Hex());
      if (parent == places_.end()) return false;
      before = At(parent->second).tree;
    }
    const TreeComparer::Changes changes = comparer.Compare(commit.tree, before, kMaxScaffoldFiles);
    return changes.complete && !scaffolds.GeneratorOf(changes.files, repository_).empty();
  }

  void FindReformatting() {
    const std::set<ObjectId> listed(input_.listed_as_reformatting.begin(),
                                    input_.listed_as_reformatting.end());
    std::vector<char> reformats(input_.sizes.size());  // by place
    Places compared;                                   // that an earlier run did not compare
    std::size_t judged = 0;
    for (std::size_t i = 0; i < input_.sizes.size(); ++i) {
      const CommitSize& size = input_.sizes[i];
      if (listed.contains(At(i).id)) {
        reformats[i] = 1;
      } else if (size.known && size.modified >= kReformattedFiles &&
                 size.added * kModifiedPerAdded < size.modified && judged < kComparedCommits) {
        ++judged;
        const CommitNotes::Note* const known = notes_.Find(At(i).id);
        if (known != nullptr && known->size() == 1) {
          reformats[i] = known->front() != 0 ? 1 : 0;
        } else {
          compared.push_back(i);
        }
      }
    }
    std::vector<Repository> handles;
    for (unsigned i = 0; i < std::max(1U, input_.threads); ++i)
      handles.push_back(repository_.Clone());
    ForEachIndex(compared.size(), input_.threads, [&](std::size_t n, unsigned worker) {
      reformats[compared[n]] = OnlyReformats(handles[worker], At(compared[n])) ? 1 : 0;
    });
    for (const std::size_t place : compared)
      notes_.Add(At(place).id, {reformats[place] != 0 ? 1U : 0U});
    Places places;
    for (std::size_t i = 0; i < reformats.size(); ++i) {
      if (reformats[i] != 0) places.push_back(i);
    }
    if (places.empty()) return;
    Tell("reformatting",
         fmt::format("{} {} how files are written, not what they say", places.size(),
                     places.size() == 1 ? "commit changes" : "commits change"),
         places, true);
  }

  bool OnlyReformats(Repository& repository, const Commit& commit) const {
    if (commit.parents.empty()) return false;
    const auto parent = places_.find(commit.parents.front().Hex());
    if (parent == places_.end()) return false;
    const TreeComparer::Changes changes =
        TreeComparer(repository, limits_)
            .Compare(commit.tree, At(parent->second).tree, limits_.tree_entries);
    std::vector<const FileChange*> modified;
    for (const FileChange& change : changes.files) {
      const bool is_modified = !change.old_blob.IsNull() && !change.new_blob.IsNull();
      if (is_modified && !IsData(change.path)) modified.push_back(&change);
    }
    if (modified.size() < kReformattedFiles) return false;
    const double part =
        modified.size() < kManyReformattedFiles ? kReformattedPart : kReformattedPartOfMany;
    std::size_t looked_at = 0;
    std::size_t same = 0;
    for (std::size_t n = 0; n < kComparedFiles; ++n) {
      // Not even if all the others were.
      if (static_cast<double>(kComparedFiles - (looked_at - same)) < part * kComparedFiles)
        return false;
      const FileChange& change = *modified[n * modified.size() / kComparedFiles];
      const auto before = ReadText(repository, change.old_blob);
      const auto after = ReadText(repository, change.new_blob);
      if (before == nullptr || after == nullptr) continue;
      ++looked_at;
      same += IsReformatted(before->bytes, after->bytes) ? 1 : 0;
    }
    return looked_at > 0 && static_cast<double>(same) >= part * static_cast<double>(looked_at);
  }

  // Null for what is no text or cannot be read.
  std::shared_ptr<const Object> ReadText(Repository& repository, const ObjectId& blob) const {
    auto object = repository.ReadUnverified(blob, limits_.source_bytes);
    const bool is_text = object != nullptr && object->type == ObjectType::kBlob &&
                         object->bytes.find('\0') == std::string::npos;
    return is_text ? object : nullptr;
  }

  // Commits that `judge` gives a number of files for. They doubt nobody: lines
  // are followed through renames, and vendored files are no evidence.
  void FindSizes(const std::string& code, const std::string& one, const std::string& several,
                 const std::function<std::uint32_t(const CommitSize&)>& judge) {
    Places places;
    std::uint32_t most = 0;
    for (std::size_t i = 0; i < input_.sizes.size(); ++i) {
      if (!input_.sizes[i].known) continue;
      const std::uint32_t files = judge(input_.sizes[i]);
      if (files == 0) continue;
      places.push_back(i);
      most = std::max(most, files);
    }
    if (places.empty()) return;
    std::string message = places.size() == 1 ? "a commit " + fmt::format(fmt::runtime(one), most)
                                             : fmt::format(fmt::runtime(several), places.size());
    Tell(code, std::move(message), places, false);
  }

  void FindMisdated() {
    const std::vector<Places> parents = ParentPlaces();
    Places contradicting = FindContradicting(parents);
    Places late;
    const std::vector<char> carried = FindCarriedOver(parents);
    std::size_t known = 0;
    for (std::size_t i = 0; i < input_.history.commits.size(); ++i) {
      const Commit& commit = At(i);
      if (!IsDated(i)) continue;
      ++known;
      if (commit.author.time > commit.committer.time + kAheadBy) contradicting.push_back(i);
      if (commit.author.time + kLateBy < commit.committer.time && carried[i] == 0)
        late.push_back(i);
    }
    std::sort(contradicting.begin(), contradicting.end());
    contradicting.erase(std::unique(contradicting.begin(), contradicting.end()),
                        contradicting.end());
    const auto are_many = [&](const Places& places, double part) {
      return places.size() >= kMisdatedCommits &&
             static_cast<double>(places.size()) >= part * static_cast<double>(known);
    };
    std::vector<std::string> told;
    Places places;
    if (are_many(contradicting, kMisdatedPart)) {
      told.push_back(fmt::format("the times of {} of {} commits contradict each other",
                                 contradicting.size(), known));
      places = std::move(contradicting);
    }
    if (are_many(late, kLatePart)) {
      told.push_back(
          fmt::format("{} of {} commits were authored more than a year before they were committed",
                      late.size(), known));
      places.insert(places.end(), late.begin(), late.end());
      std::sort(places.begin(), places.end());
      places.erase(std::unique(places.begin(), places.end()), places.end());
    }
    if (!told.empty()) Tell("back-dated", Join(told, "; "), places, true);
  }

  // By place; parents that are not there left out.
  std::vector<Places> ParentPlaces() const {
    std::vector<Places> parents(input_.history.commits.size());
    for (std::size_t i = 0; i < parents.size(); ++i) {
      for (const ObjectId& parent : At(i).parents) {
        const auto place = places_.find(parent.Hex());
        if (place != places_.end()) parents[i].push_back(place->second);
      }
    }
    return parents;
  }

  // Whether a person made it and its times can be read.
  bool IsDated(std::size_t place) const {
    return !At(place).malformed && input_.people.Author(place) != kNoPerson;
  }

  // A committer's time and its commit.
  using Witnesses = std::vector<std::pair<std::int64_t, std::size_t>>;

  static void AddWitnesses(const Witnesses& from, Witnesses& to) {
    to.insert(to.end(), from.begin(), from.end());
    std::sort(to.begin(), to.end());
    to.erase(std::unique(to.begin(), to.end()), to.end());
    if (to.size() > kWitnesses) to.resize(kWitnesses);
  }

  // Commits that several ancestors are far newer than, or that several
  // descendants are far older than, whichever are fewer: which of them tell
  // the wrong time nobody knows, and that so many do is certain.
  Places FindContradicting(const std::vector<Places>& parents) const {
    const std::size_t count = parents.size();
    std::vector<Witnesses> older(count);  // of the descendants
    Places ahead;
    for (std::size_t i = 0; i < count; ++i) {
      const std::int64_t time = At(i).committer.time;
      if (IsDated(i) && older[i].size() == kWitnesses &&
          older[i].back().first + kBackwardsBy < time)
        ahead.push_back(i);
      if (!At(i).malformed) AddWitnesses({{time, i}}, older[i]);
      for (const std::size_t parent : parents[i]) AddWitnesses(older[i], older[parent]);
      older[i] = {};
    }
    std::vector<Witnesses> newer(count);  // the ancestors and the commit; times negated
    Places behind;
    for (std::size_t i = count; i-- > 0;) {
      const std::int64_t time = At(i).committer.time;
      for (const std::size_t parent : parents[i]) AddWitnesses(newer[parent], newer[i]);
      if (IsDated(i) && newer[i].size() == kWitnesses &&
          time + kBackwardsBy < -newer[i].back().first)
        behind.push_back(i);
      if (!At(i).malformed) AddWitnesses({{-time, i}}, newer[i]);
    }
    return ahead.size() < behind.size() ? ahead : behind;
  }

  // By place: whether it was committed right after its parent, or right before
  // its child.
  std::vector<char> FindCarriedOver(const std::vector<Places>& parents) const {
    std::vector<char> carried(parents.size());
    for (std::size_t i = 0; i < parents.size(); ++i) {
      for (const std::size_t parent : parents[i]) {
        if (std::abs(At(i).committer.time - At(parent).committer.time) > kPause) continue;
        carried[i] = 1;
        carried[parent] = 1;
      }
    }
    return carried;
  }

  Repository& repository_;
  const CautionInput& input_;
  const Limits& limits_;
  CommitNotes& notes_;
  std::unordered_map<std::string, std::size_t> places_;
  Cautions found_;
};

}  // namespace

Cautions FindCautions(Repository& repository, const CautionInput& input, const Limits& limits,
                      CommitNotes& notes) {
  return CautionFinder(repository, input, limits, notes).Find();
}

}  // namespace assay
