// CocoaPods' Podfile.lock: every pod that is built; DEPENDENCIES names the direct
// ones. Pods of a path (EXTERNAL SOURCES) are the repository's own, or come with a
// package of npm.
#include <algorithm>
#include <string>
#include <string_view>
#include <unordered_set>
#include <utility>
#include <vector>

#include "base/text.h"
#include "facts/extract.h"
#include "facts/sink.h"
#include "facts/text_line.h"

namespace assay {
namespace {

class PodfileLockReader {
 public:
  explicit PodfileLockReader(FactSink& sink) : sink_(sink) {}

  void Read(const TextLine& line) {
    if (line.indent == 0) {
      section_ = line.text;
      return;
    }
    // An item's quotes hold all of it: - "a/b (1.0)":
    std::string_view text = line.text;
    if (line.indent == 2 && text.ends_with(':')) text.remove_suffix(1);
    const bool item = text.starts_with("- ");
    if (item) text.remove_prefix(2);
    text = Unquoted(text);
    const std::string_view name = text.substr(0, text.find(" ("));
    if (section_ == "PODS:" && item && line.indent == 2) {
      AddPod(name, text.substr(name.size()), line.region);
    } else if (section_ == "DEPENDENCIES:" && item) {
      direct_.emplace(name);
    } else if (section_ == "EXTERNAL SOURCES:" && line.indent == 2) {
      source_ = name;
    } else if (section_ == "EXTERNAL SOURCES:" && text.starts_with(":path:")) {
      own_.emplace(source_);
    }
  }

  void Finish() {
    std::vector<Dependency>& pods = sink_.facts().dependencies;
    std::erase_if(pods, [&](const Dependency& pod) {
      return own_.contains(std::string(pod.name.substr(0, pod.name.find('/'))));
    });
    for (Dependency& pod : pods) pod.direct = direct_.contains(std::string(pod.name));
  }

 private:
  void AddPod(std::string_view name, std::string_view version, const Region& region) {
    version = Trim(version);
    if (name.empty() || !version.starts_with('(') || !version.ends_with(')')) return;
    Dependency dependency;
    dependency.region = region;
    dependency.ecosystem = "cocoapods";
    dependency.name = sink_.Keep(name);
    dependency.constraint = sink_.Keep(version.substr(1, version.size() - 2));
    dependency.locked = true;
    sink_.Add(std::move(dependency));
  }

  FactSink& sink_;
  std::string_view section_;
  std::string_view source_;
  std::unordered_set<std::string> direct_;
  std::unordered_set<std::string> own_;
};

void ReadPodfileLock(const Source& source, FileFacts& facts) {
  FactSink sink(facts, source.limits);
  PodfileLockReader reader(sink);
  LineReader lines(source.text);
  for (TextLine line; lines.Next(line);) {
    if (!line.text.empty()) reader.Read(line);
  }
  reader.Finish();
}

}  // namespace

extern const FormatReader kFormatReader_podfile_lock = {
    {{"podfile-lock", {}, {"Podfile.lock"}, {}, true}},
    ReadPodfileLock,
};

}  // namespace assay
