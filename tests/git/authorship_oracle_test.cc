// Seeded histories with all that makes authorship hard, held against `git blame`.
#include <gtest/gtest.h>

#include <algorithm>
#include <map>
#include <random>
#include <set>
#include <sstream>
#include <string>
#include <vector>

#include "git/authorship.h"
#include "git/repository.h"
#include "tests/git/opened.h"
#include "tests/git/temp_repository.h"

namespace assay {
namespace {

// Makes up a repository commit by commit: edits, files renamed, moved and
// reformatted, reverts, and merges of two or more branches that conflict,
// cross each other or hold lines of nobody.
class Forge {
 public:
  Forge(unsigned seed, const TempRepository* repository)
      : random_(seed), repository_(*repository) {}

  void Run(int commits) {
    Version root;
    for (int i = 0; i < 4; ++i) root.files[NewPath()] = NewText();
    Add(std::move(root));
    while (static_cast<int>(versions_.size()) < commits) {
      const std::size_t kind = Below(10);
      if (kind < 6) {
        Edit();
      } else if (kind < 7) {
        Revert();
      } else {
        Merge(kind == 9 ? 3 : 2);
      }
    }
    // One commit that has all branches among its ancestors.
    while (tips_.size() > 1) Merge(2);
  }

  // About a fifth of the commits.
  std::vector<ObjectId> SomeCommits() {
    std::vector<ObjectId> ids;
    for (const Version& version : versions_) {
      if (Below(5) == 0) ids.push_back(version.id);
    }
    return ids;
  }

 private:
  struct Version {
    ObjectId id;
    Files files;
    std::vector<std::size_t> parents;
  };

  std::size_t Below(std::size_t n) { return random_() % n; }

  std::string Line() {
    static constexpr const char* kUsual[] = {"", "}", "  end", "  return x;"};
    if (Below(4) == 0) return kUsual[Below(std::size(kUsual))];
    return std::string(2 * Below(4), ' ') + "statement " + std::to_string(Below(400));
  }
  std::string NewText() {
    std::string text;
    for (std::size_t i = 5 + Below(30); i > 0; --i) text += Line() + "\n";
    return text;
  }
  std::string NewPath() {
    static constexpr const char* kFolders[] = {"", "lib/", "lib/deep/", "test/"};
    return kFolders[Below(std::size(kFolders))] + std::string("f") + std::to_string(Below(40)) +
           ".txt";
  }

  static std::vector<std::string> Split(const std::string& text) {
    std::vector<std::string> lines;
    std::istringstream in(text);
    for (std::string line; std::getline(in, line);) lines.push_back(line);
    return lines;
  }
  static std::string Join(const std::vector<std::string>& lines) {
    std::string text;
    for (const std::string& line : lines) text += line + "\n";
    return text;
  }

  std::string Changed(const std::string& text) {
    std::vector<std::string> lines = Split(text);
    const auto place = [&] {
      return lines.begin() + static_cast<std::ptrdiff_t>(Below(lines.size() + 1));
    };
    for (std::size_t i = 1 + Below(3); i > 0; --i) {
      const auto at = place();
      switch (Below(4)) {
        case 0:
          if (at != lines.end()) lines.erase(at);
          break;
        case 1:
          if (at != lines.end()) *at = Line();
          break;
        default:
          lines.insert(at, {Line(), Line()});
      }
    }
    return Join(lines);
  }
  static std::string Reformatted(const std::string& text) {
    std::vector<std::string> lines = Split(text);
    for (std::string& line : lines) {
      if (!line.empty()) line = "\t" + line.substr(line.find_first_not_of(' '));
    }
    return Join(lines);
  }

  void ChangeSomething(Files* files) {
    if (files->empty()) {
      (*files)[NewPath()] = NewText();
      return;
    }
    auto file = files->begin();
    std::advance(file, static_cast<std::ptrdiff_t>(Below(files->size())));
    switch (Below(8)) {
      case 0: {  // Renamed, and maybe changed meanwhile.
        std::string text = file->second;
        files->erase(file);
        (*files)[NewPath()] = Below(2) == 0 ? text : Changed(text);
        break;
      }
      case 1:
        (*files)[NewPath()] = NewText();
        break;
      case 2:
        if (files->size() > 2) files->erase(file);
        break;
      case 3:
        file->second = Reformatted(file->second);
        break;
      default:
        file->second = Changed(file->second);
    }
  }

  void Add(Version version) {
    const std::string who =
        "Ada <ada@example.org> " + std::to_string(1'600'000'000 + 60 * versions_.size()) + " +0000";
    std::vector<ObjectId> parents;
    for (const std::size_t parent : version.parents) {
      parents.push_back(versions_[parent].id);
      tips_.erase(parent);
    }
    version.id = repository_.Commit(version.files, {.message = std::to_string(versions_.size()),
                                                    .author = who,
                                                    .committer = who,
                                                    .parents = std::move(parents)});
    tips_.insert(versions_.size());
    versions_.push_back(std::move(version));
  }

  std::size_t SomeVersion() {  // Mostly a recent one.
    const std::size_t reach = std::min<std::size_t>(versions_.size(), 6);
    return versions_.size() - 1 - Below(reach);
  }

  void Edit() {
    Version version;
    version.parents = {SomeVersion()};
    version.files = versions_[version.parents[0]].files;
    for (std::size_t i = 1 + Below(3); i > 0; --i) ChangeSomething(&version.files);
    Add(std::move(version));
  }

  void Revert() {
    Version version;
    version.parents = {SomeVersion()};
    version.files = versions_[Below(versions_.size())].files;
    Add(std::move(version));
  }

  // Each file from one of the parents, or lines of all of them, or something new.
  void Merge(std::size_t count) {
    std::set<std::size_t> parents;
    while (parents.size() < std::min(count, tips_.size())) {
      auto tip = tips_.begin();
      std::advance(tip, static_cast<std::ptrdiff_t>(Below(tips_.size())));
      parents.insert(*tip);
    }
    if (parents.size() < count) parents.insert(SomeVersion());
    Version version;
    version.parents.assign(parents.begin(), parents.end());
    std::shuffle(version.parents.begin(), version.parents.end(), random_);
    for (const std::size_t parent : version.parents) {
      for (const auto& [path, text] : versions_[parent].files) {
        std::string& merged = version.files[path];
        switch (Below(4)) {
          case 0:
            merged = Interleaved(merged, text);
            break;
          case 1:
            if (!merged.empty()) break;
            [[fallthrough]];
          default:
            merged = text;
        }
      }
    }
    if (Below(3) == 0) ChangeSomething(&version.files);
    Add(std::move(version));
  }
  std::string Interleaved(const std::string& a, const std::string& b) {
    std::vector<std::string> lines = Split(a);
    const std::vector<std::string> others = Split(b);
    const std::size_t half = lines.size() / 2;
    lines.resize(half);
    lines.insert(lines.end(), others.begin() + static_cast<std::ptrdiff_t>(others.size() / 2),
                 others.end());
    return Join(lines);
  }

  std::mt19937 random_;
  const TempRepository& repository_;
  std::vector<Version> versions_;
  std::set<std::size_t> tips_;
};

// "<commit> <path>:<line>" of each line.
std::string Blamed(const TempRepository& repository, const std::string& options,
                   const std::string& path) {
  std::istringstream in(
      repository.Git("blame --line-porcelain " + options + " HEAD -- '" + path + "'"));
  std::string shown;
  std::string commit;
  std::string number;
  std::string file;
  for (std::string line; std::getline(in, line);) {
    if (line.starts_with('\t')) {
      shown += commit + " " + file + ":" + number + "\n";
      commit.clear();
    } else if (commit.empty()) {
      std::istringstream(line) >> commit >> number;
    } else if (line.starts_with("filename ")) {
      file = line.substr(9);
    }
  }
  return shown;
}

void ExpectAsGit(unsigned seed, std::string git_options, AuthorshipOptions options,
                 bool ignore_some = false) {
  const TempRepository repository;
  Forge forge(seed, &repository);
  forge.Run(60);
  repository.Git("gc -q");
  if (ignore_some) {
    options.ignored_commits = forge.SomeCommits();
    for (const ObjectId& id : options.ignored_commits) git_options += " --ignore-rev " + id.Hex();
  }
  Repository opened = Opened(repository.path());
  const Snapshot snapshot = *opened.Walk("", "", {});
  const History history = *opened.ReadHistory("", {});
  std::vector<WantedFile> wanted;
  for (const TreeEntry& entry : snapshot.entries) wanted.push_back({entry.path, entry.blob, {}});
  const Authorship authorship = opened.AttributeLines(history, wanted, options, {});
  for (std::size_t i = 0; i < wanted.size(); ++i) {
    std::string shown;
    for (const LineOrigin& origin : authorship.files[i]) {
      shown += history.commits.at(origin.commit).id.Hex() + " " + authorship.paths[origin.path] +
               ":" + std::to_string(origin.line) + "\n";
    }
    EXPECT_EQ(shown, Blamed(repository, git_options, wanted[i].path))
        << wanted[i].path << " of seed " << seed;
  }
}

class AuthorshipOracleTest : public ::testing::TestWithParam<unsigned> {};

TEST_P(AuthorshipOracleTest, EveryLineIsWhereGitBlameFindsIt) { ExpectAsGit(GetParam(), "", {}); }

TEST_P(AuthorshipOracleTest, EveryLineIsWhereGitBlameFindsItWithoutWhiteSpace) {
  ExpectAsGit(GetParam(), "-w", {.ignore_whitespace = true});
}

TEST_P(AuthorshipOracleTest, LinesOfIgnoredCommitsGoWhereGitBlameSendsThem) {
  ExpectAsGit(GetParam(), "", {}, true);
}

INSTANTIATE_TEST_SUITE_P(Seeds, AuthorshipOracleTest, ::testing::Range(0U, 8U));

}  // namespace
}  // namespace assay
