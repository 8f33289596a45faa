// What the facts of source cost beside the bare parse, for each language of a repository.
//
//   build/release/bench_facts REPO [ROUNDS]
//   build/release/bench_facts --data REPO        what reading data formats costs
//   build/release/bench_facts --data-files REPO  the paths of those files
//
// On one thread, alternating: in each round every file is parsed and thrown
// away, then parsed again and its facts are extracted. The minimum of the rounds
// counts. Two parses are told: the bare one, which is tree-sitter's core from
// npm as its documentation has it, one parser for all files; and assay's own,
// which is a quarter faster (docs/decisions/shorter-ways-in-the-core.md).
#include <sys/resource.h>
#include <upstream_core.h>

#include <algorithm>
#include <cstdio>
#include <cstdlib>
#include <map>
#include <string>
#include <string_view>
#include <vector>

#include "analyze/analysis.h"
#include "analyze/read_files.h"
#include "analyze/scan.h"
#include "facts/extract.h"
#include "git/repository.h"
#include "syntax/parse.h"

namespace assay {
namespace {

struct Texts {
  std::vector<std::string> all;
  std::size_t bytes = 0;
};

double ProcessorSeconds() {
  rusage usage{};
  getrusage(RUSAGE_SELF, &usage);
  return static_cast<double>(usage.ru_utime.tv_sec) +
         1e-6 * static_cast<double>(usage.ru_utime.tv_usec);
}

template <typename Work>
double Least(double before, const Texts& texts, Work&& work) {
  const double begin = ProcessorSeconds();
  for (const std::string& text : texts.all) work(text);
  return std::min(before, ProcessorSeconds() - begin);
}

// Two formats are not called as their grammar is.
const Grammar* GrammarOf(std::string_view format) {
  return Grammar::Find(format == "csharp" ? "c_sharp" : format == "shell" ? "bash" : format);
}

void Measure(const std::string& format, const Texts& texts, int rounds) {
  const Grammar& grammar = *GrammarOf(format);
  const Limits limits;
  double bare = 1e9;
  double parse = 1e9;
  double facts = 1e9;
  for (int round = 0; round < rounds; ++round) {
    UpstreamParser* const parser =
        upstream_parser_new(static_cast<const TSLanguage*>(grammar.language()));
    bare = Least(bare, texts, [&](const std::string& text) {
      upstream_tree_delete(
          upstream_parse(parser, text.data(), static_cast<std::uint32_t>(text.size())));
    });
    upstream_parser_delete(parser);
    parse = Least(parse, texts, [&](const std::string& text) {
      const ParseArena arena;
      if (!ParseInto(arena, grammar, text, limits)) std::fputs("a file is not parsed\n", stderr);
    });
    facts = Least(facts, texts, [&](const std::string& text) {
      ExtractFacts({format, text, limits});
    });
  }
  const double megabytes = 1e-6 * static_cast<double>(texts.bytes);
  std::printf(
      "%-12s %6zu files %7.2f MB  bare %7.3f s  own parse %7.3f s  facts %7.3f s  "
      "facts / bare %.2f  facts / own %.2f\n",
      format.c_str(), texts.all.size(), megabytes, bare, parse, facts, facts / bare, facts / parse);
}

// The files of HEAD with what they are; without those that the clone does not have.
Result<std::vector<SourceFile>> FilesOf(Repository& repository) {
  const ScanOptions options;
  ASSAY_TRY(const ClassifiedTree tree, WalkClassified(repository, options, ""));
  std::vector<SourceFile> files;
  for (const TreeEntry& entry : tree.snapshot.entries) {
    if (entry.kind == EntryKind::kSymlink || entry.kind == EntryKind::kSubmodule) continue;
    const auto content = repository.Read(entry.blob, options.limits.data_bytes);
    if (!content) continue;
    files.push_back(ClassifyFile(tree.classifier, entry, content->size(), *content));
  }
  return files;
}

// HCL and XML have grammars, which their readers do without.
bool IsSource(std::string_view format) {
  return GrammarOf(format) != nullptr && !IsDataFormat(format) && format != "hcl" &&
         format != "xml";
}

int Main(const char* path, int rounds) {
  Result<Repository> repository = Repository::Open(path, {});
  if (!repository) return std::fprintf(stderr, "%s\n", repository.error().message.c_str()), 1;
  const ScanOptions options;
  const Result<std::vector<SourceFile>> files = FilesOf(*repository);
  if (!files) return std::fprintf(stderr, "%s\n", files.error().message.c_str()), 1;
  std::map<std::string, Texts> by_format;
  for (const SourceFile& file : *files) {
    if (!IsSource(file.format)) continue;
    const auto content = repository->Read(file.blob, options.limits.source_bytes);
    if (!content) continue;
    Texts& texts = by_format[std::string(file.format)];
    texts.all.emplace_back(WithoutByteOrderMark(*content));
    texts.bytes += texts.all.back().size();
  }
  for (const auto& [format, texts] : by_format) Measure(format, texts, rounds);
  return 0;
}

// What reading the files of data formats costs, blob and facts, by format.
int MeasureData(const char* path) {
  Result<Repository> repository = Repository::Open(path, {});
  if (!repository) return std::fprintf(stderr, "%s\n", repository.error().message.c_str()), 1;
  const Result<std::vector<SourceFile>> files = FilesOf(*repository);
  if (!files) return std::fprintf(stderr, "%s\n", files.error().message.c_str()), 1;
  struct Cost {
    std::size_t files = 0;
    std::size_t bytes = 0;
    double seconds = 0;
  };
  std::map<std::string, Cost> costs;
  const Limits limits;
  for (const SourceFile& file : *files) {
    if (file.format.empty() || IsSource(file.format)) continue;
    const double begin = ProcessorSeconds();
    const auto content = repository->Read(file.blob, limits.data_bytes);
    if (!content) continue;
    ExtractFacts({file.format, WithoutByteOrderMark(*content), limits});
    Cost& cost = costs[std::string(file.format)];
    cost.seconds += ProcessorSeconds() - begin;
    cost.bytes += content->size();
    ++cost.files;
  }
  for (const auto& [format, cost] : costs) {
    std::printf("%-20s %6zu files %7.2f MB %9.6f s\n", format.c_str(), cost.files,
                1e-6 * static_cast<double>(cost.bytes), cost.seconds);
  }
  return 0;
}

int PrintDataFiles(const char* path) {
  Result<Repository> repository = Repository::Open(path, {});
  if (!repository) return std::fprintf(stderr, "%s\n", repository.error().message.c_str()), 1;
  const Result<std::vector<SourceFile>> files = FilesOf(*repository);
  if (!files) return std::fprintf(stderr, "%s\n", files.error().message.c_str()), 1;
  for (const SourceFile& file : *files) {
    if (!file.format.empty() && !IsSource(file.format)) std::puts(file.path.c_str());
  }
  return 0;
}

}  // namespace
}  // namespace assay

int main(int argc, char** argv) {
  if (argc < 2)
    return std::fputs("usage: bench_facts [--data | --data-files] REPO [ROUNDS]\n", stderr), 2;
  if (argc > 2 && std::string(argv[1]) == "--data") return assay::MeasureData(argv[2]);
  if (argc > 2 && std::string(argv[1]) == "--data-files") return assay::PrintDataFiles(argv[2]);
  return assay::Main(argv[1], argc > 2 ? std::max(1, std::atoi(argv[2])) : 5);
}
