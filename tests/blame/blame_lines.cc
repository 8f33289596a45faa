// Prints where lines come from, for tests/blame/compare and bench/authorship:
//
//   blame_lines REPO [-w] [-j THREADS] [-r REVISION] [--ignore-revs FILE] [--summary]
//   blame_lines REPO --touched [-j THREADS] [-r REVISION] [--summary]
//
// With --no-graph no commit-graph is used; alternates are followed.
//
// Reads paths from stdin, one a line; none: every file of the revision. Prints a
// line "= <path>" a file, and under it "<commit> <line> <path>" for each of its
// lines: where it was first. With --touched it prints the paths that each commit touched instead.
// What it cost goes to stderr.
#include <sys/resource.h>

#include <chrono>
#include <cstdio>
#include <cstdlib>
#include <fstream>
#include <iostream>
#include <iterator>
#include <map>
#include <set>
#include <string>
#include <vector>

#include "git/repository.h"

namespace assay {
namespace {

struct Arguments {
  std::string repository;
  std::string revision;
  std::string ignored_file;
  AuthorshipOptions options;
  bool summary = false;
  bool touched = false;
  bool use_graph = true;
};

Arguments Parse(int count, char** values) {
  Arguments arguments;
  for (int i = 1; i < count; ++i) {
    const std::string value = values[i];
    const auto next = [&] { return i + 1 < count ? std::string(values[++i]) : std::string(); };
    if (value == "-w") {
      arguments.options.ignore_whitespace = true;
    } else if (value == "-j") {
      arguments.options.threads = static_cast<unsigned>(std::stoul(next()));
    } else if (value == "-r") {
      arguments.revision = next();
    } else if (value == "--ignore-revs") {
      arguments.ignored_file = next();
    } else if (value == "--no-graph") {
      arguments.use_graph = false;
    } else if (value == "--summary") {
      arguments.summary = true;
    } else if (value == "--touched") {
      arguments.touched = true;
    } else {
      arguments.repository = value;
    }
  }
  return arguments;
}

template <typename T>
T Required(Result<T> result) {
  if (result) return *std::move(result);
  std::cerr << "blame_lines: " << result.error().message << "\n";
  std::exit(3);
}

Repository Opened(const Arguments& arguments) {
  return Required(Repository::Open(arguments.repository, {true, arguments.use_graph}));
}

std::vector<WantedFile> Wanted(const Snapshot& snapshot) {
  std::set<std::string> paths;
  for (std::string path; std::getline(std::cin, path);) paths.insert(path);
  std::vector<WantedFile> wanted;
  for (const TreeEntry& entry : snapshot.entries) {
    if (entry.kind != EntryKind::kFile && entry.kind != EntryKind::kExecutable) continue;
    if (paths.empty() || paths.contains(entry.path)) wanted.push_back({entry.path, entry.blob, {}});
  }
  return wanted;
}

void Print(const std::vector<WantedFile>& wanted, const History& history,
           const Authorship& authorship) {
  std::vector<std::string> ids;
  for (const Commit& commit : history.commits) ids.push_back(commit.id.Hex());
  for (std::size_t i = 0; i < wanted.size(); ++i) {
    std::cout << "= " << wanted[i].path << "\n";
    for (const LineOrigin& origin : authorship.files[i]) {
      std::cout << ids[origin.commit] << " " << origin.line << " " << authorship.paths[origin.path]
                << "\n";
    }
  }
}

int RunTouched(const Arguments& arguments) {
  Repository repository = Opened(arguments);
  const History history =
      Required(repository.ReadHistory(arguments.revision, {}, {arguments.options.threads}));
  const Touches touches = repository.ReadTouches(history, arguments.options.threads, {});
  std::size_t count = 0;
  for (std::size_t i = 0; i < touches.by_commit.size(); ++i) {
    count += touches.by_commit[i].size();
    if (arguments.summary) continue;
    std::cout << history.commits[i].id.Hex() << "\n";
    for (const std::uint32_t path : touches.by_commit[i]) std::cout << touches.paths[path] << "\n";
  }
  std::cerr << "commits " << history.commits.size() << " paths " << touches.paths.size()
            << " touches " << count << "\n";
  for (const Diagnostic& diagnostic : touches.diagnostics) std::cerr << diagnostic.message << "\n";
  return 0;
}

int Run(const Arguments& arguments) {
  if (arguments.touched) return RunTouched(arguments);
  using Clock = std::chrono::steady_clock;
  const auto milliseconds = [](Clock::time_point from, Clock::time_point to) {
    return std::chrono::duration_cast<std::chrono::milliseconds>(to - from).count();
  };
  AuthorshipOptions options = arguments.options;
  if (!arguments.ignored_file.empty()) {
    std::ifstream file(arguments.ignored_file);
    const std::string text(std::istreambuf_iterator<char>(file), {});
    std::vector<std::uint32_t> unreadable;
    options.ignored_commits = ParseIgnoredCommits(text, &unreadable);
  }
  Repository repository = Opened(arguments);
  const Snapshot snapshot = Required(repository.Walk(arguments.revision, "", {}));
  const std::vector<WantedFile> wanted = Wanted(snapshot);
  const auto start = Clock::now();
  const History history =
      Required(repository.ReadHistory(arguments.revision, {}, {options.threads}));
  const auto read = Clock::now();
  const Authorship authorship = repository.AttributeLines(history, wanted, options, {});
  const auto end = Clock::now();
  std::size_t lines = 0;
  for (const auto& file : authorship.files) lines += file.size();
  rusage usage{};
  getrusage(RUSAGE_SELF, &usage);
  std::fprintf(stderr, "commits %zu files %zu lines %zu history_ms %ld lines_ms %ld peak_mb %ld\n",
               history.commits.size(), wanted.size(), lines, milliseconds(start, read),
               milliseconds(read, end), usage.ru_maxrss / 1024);
  for (const Diagnostics& list : {authorship.diagnostics, repository.graph_diagnostics()}) {
    for (const Diagnostic& diagnostic : list)
      std::cerr << diagnostic.code << ": " << diagnostic.path << ": " << diagnostic.message << "\n";
  }
  if (!arguments.summary) Print(wanted, history, authorship);
  return 0;
}

}  // namespace
}  // namespace assay

int main(int count, char** values) {
  std::ios::sync_with_stdio(false);
  return assay::Run(assay::Parse(count, values));
}
