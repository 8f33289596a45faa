// What the readers of source cost on text that is made to cost.
//
//   build/release/bench_hostile [FORMAT] [KILOBYTES] [SECONDS]
//
// Every hostile text of tests/support/hostile_source.h, of a size (default:
// the limit on source), as one format, as every format of source ("source"), or
// as every format ("all"), one child process a text, which is ended after so
// many seconds of CPU time (default 30). Told are the texts that take more than
// a tenth of that, and the dearest of each format.
#include <sys/resource.h>
#include <sys/wait.h>
#include <unistd.h>

#include <algorithm>
#include <cstdio>
#include <cstdlib>
#include <fstream>
#include <iterator>
#include <string>
#include <string_view>
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

struct Cost {
  double seconds = 0;
  long kilobytes = 0;
  bool ended = true;  // by itself
  bool given_up = false;
};

Cost Measure(const std::string& format, const HostileText& hostile, unsigned seconds) {
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
  cost.kilobytes = usage.ru_maxrss;
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
  std::printf("%-11s %-32s %7.2f s %7.0f MB%s%s\n", format.c_str(), Shown(name).c_str(),
              cost.seconds, static_cast<double>(cost.kilobytes) / 1024, cost.ended ? "" : "  ENDED",
              cost.given_up ? "  diagnostic" : "");
  std::fflush(stdout);
}

void MeasureFormat(const std::string& format, std::size_t bytes, unsigned seconds) {
  Cost dearest;
  std::string name;
  for (const HostileText& hostile : HostileTexts(bytes, SampleOf(format))) {
    const Cost cost = Measure(format, hostile, seconds);
    if (!cost.ended || cost.seconds > 0.1 * seconds) Print(format, hostile.name, cost);
    if (cost.seconds < dearest.seconds) continue;
    dearest = cost;
    name = hostile.name;
  }
  Print(format + ":", name, dearest);
}

}  // namespace
}  // namespace assay

int main(int argc, char** argv) {
  const std::string only = argc > 1 ? argv[1] : "all";
  const std::size_t kilobytes = argc > 2 ? std::strtoul(argv[2], nullptr, 10) : 1'023;
  const auto seconds = static_cast<unsigned>(argc > 3 ? std::atoi(argv[3]) : 30);
  for (const std::string_view format : assay::KnownFormats()) {
    const bool source = only == "source" && !assay::IsDataFormat(format);
    if (source || only == "all" || only == format)
      assay::MeasureFormat(std::string(format), kilobytes * 1024, seconds);
  }
}
