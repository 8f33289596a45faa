// What the readers of source cost on text that is made to cost.
//
//   build/release/bench_hostile [FORMAT] [KILOBYTES] [SECONDS] [DEAREST]
//
// Every hostile text of tests/support/hostile_source.h, of a size (default:
// the limit on source), as one format, as every format of source ("source"), or
// as every format ("all"), one child process a text, which is ended after so
// many seconds of CPU time (default 30). Told are the texts that take more than
// a tenth of that or 400 MB, and of each format the one that takes the most time
// and the one that takes the most memory. With DEAREST all are measured at an
// eighth of the size, and at the whole size only so many: a tenth of the time.
#include <sys/resource.h>
#include <sys/wait.h>
#include <unistd.h>

#include <algorithm>
#include <cstdio>
#include <cstdlib>
#include <fstream>
#include <iterator>
#include <set>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "facts/extract.h"
#include "facts/known_formats.h"
#include "tests/support/hostile_source.h"

namespace assay {
namespace {

// The fuzzer's seed: the format's name, then a text of it.
std::string SampleOf(const std::string& format) {
  std::ifstream file(ASSAY_SOURCE_DIR "/tests/fuzz/corpus/formats/" + format, std::ios::binary);
  const std::string text{std::istreambuf_iterator<char>(file), {}};
  return text.substr(text.find('\n') + 1);
}

// Of memory that this process holds.
long Kilobytes() {
  std::ifstream file("/proc/self/statm");
  long all = 0;
  long held = 0;
  file >> all >> held;
  return held * (sysconf(_SC_PAGESIZE) / 1024);
}

struct Cost {
  double seconds = 0;
  long kilobytes = 0;  // at most, beyond what this process holds
  bool ended = true;   // by itself
  bool given_up = false;
};

Cost Measure(const std::string& format, const HostileText& hostile, unsigned seconds) {
  const long before = Kilobytes();
  const pid_t child = fork();
  if (child == 0) {
    const rlimit limit{seconds, seconds + 1};
    setrlimit(RLIMIT_CPU, &limit);
    const Limits limits;
    const FileFacts facts = ExtractFacts({format, hostile.text, limits});
    _exit(facts.diagnostics.empty() ? 0 : 1);
  }
  int status = 0;
  rusage usage{};
  wait4(child, &status, 0, &usage);
  Cost cost;
  cost.seconds = static_cast<double>(usage.ru_utime.tv_sec + usage.ru_stime.tv_sec) +
                 1e-6 * static_cast<double>(usage.ru_utime.tv_usec + usage.ru_stime.tv_usec);
  cost.kilobytes = std::max(0L, usage.ru_maxrss - before);
  cost.ended = WIFEXITED(status);
  cost.given_up = cost.ended && WEXITSTATUS(status) == 1;
  return cost;
}

std::string Shown(std::string name) {
  for (char& c : name) {
    if (c == '\n' || c == '\t' || c == '\r') c = '~';
  }
  return name;
}

void Print(const std::string& format, const std::string& name, const Cost& cost) {
  std::printf("%-20s %-32s %7.2f s %7.0f MB%s%s\n", format.c_str(), Shown(name).c_str(),
              cost.seconds, static_cast<double>(cost.kilobytes) / 1024, cost.ended ? "" : "  ENDED",
              cost.given_up ? "  diagnostic" : "");
  std::fflush(stdout);
}

// The texts' indices, of those that cost the most time and the most memory at
// an eighth of their size; all for 0.
std::vector<std::size_t> Dearest(const std::string& format, std::size_t bytes, unsigned seconds,
                                 std::size_t count) {
  std::vector<std::pair<double, std::size_t>> by_time;
  std::vector<std::pair<long, std::size_t>> by_memory;
  const std::vector<HostileText> small = HostileTexts(bytes / 8, SampleOf(format));
  std::set<std::size_t> chosen;
  for (std::size_t i = 0; i < small.size(); ++i) {
    if (count == 0) {
      chosen.insert(i);
      continue;
    }
    const Cost cost = Measure(format, small[i], seconds);
    by_time.emplace_back(-cost.seconds, i);
    by_memory.emplace_back(-cost.kilobytes, i);
  }
  std::sort(by_time.begin(), by_time.end());
  std::sort(by_memory.begin(), by_memory.end());
  for (std::size_t i = 0; i < std::min(count, by_time.size()); ++i)
    chosen.insert(i % 3 == 2 ? by_memory[i / 3].second : by_time[i - i / 3].second);
  return {chosen.begin(), chosen.end()};
}

void MeasureFormat(const std::string& format, std::size_t bytes, unsigned seconds,
                   std::size_t count) {
  constexpr long kMuchMemory = 400 * 1024;
  std::pair<std::string, Cost> slowest;
  std::pair<std::string, Cost> largest;
  const std::vector<std::size_t> chosen = Dearest(format, bytes, seconds, count);
  const std::vector<HostileText> texts = HostileTexts(bytes, SampleOf(format));
  for (const std::size_t i : chosen) {
    const Cost cost = Measure(format, texts[i], seconds);
    if (!cost.ended || cost.seconds > 0.1 * seconds || cost.kilobytes > kMuchMemory)
      Print(format, texts[i].name, cost);
    if (cost.seconds >= slowest.second.seconds) slowest = {texts[i].name, cost};
    if (cost.kilobytes >= largest.second.kilobytes) largest = {texts[i].name, cost};
  }
  Print(format + " time:", slowest.first, slowest.second);
  Print(format + " memory:", largest.first, largest.second);
}

}  // namespace
}  // namespace assay

int main(int argc, char** argv) {
  const std::string only = argc > 1 ? argv[1] : "all";
  const std::size_t kilobytes = argc > 2 ? std::strtoul(argv[2], nullptr, 10) : 1'023;
  const auto seconds = static_cast<unsigned>(argc > 3 ? std::atoi(argv[3]) : 30);
  const std::size_t dearest = argc > 4 ? std::strtoul(argv[4], nullptr, 10) : 0;
  for (const std::string_view format : assay::KnownFormats()) {
    const bool source = only == "source" && !assay::IsDataFormat(format);
    if (source || only == "all" || only == format)
      assay::MeasureFormat(std::string(format), kilobytes * 1024, seconds, dearest);
  }
}
