// Bundler's Gemfile.lock: every locked gem; DEPENDENCIES names the direct ones,
// and so do the repository's own gems, which are those of PATH.
#include <string>
#include <string_view>
#include <unordered_set>

#include "base/text.h"
#include "facts/extract.h"
#include "facts/sink.h"
#include "facts/text_line.h"

namespace assay {
namespace {

class GemfileLockReader {
 public:
  explicit GemfileLockReader(FactSink& sink) : sink_(sink) {}

  void Read(const TextLine& line) {
    if (line.indent == 0) {
      section_ = line.text;
    } else if (section_ == "DEPENDENCIES" && line.indent == 2) {
      std::string_view name = line.text.substr(0, line.text.find(' '));
      if (name.ends_with('!')) name.remove_suffix(1);
      direct_.emplace(name);
    } else if (line.indent == 6 && section_ == "PATH") {
      direct_.emplace(line.text.substr(0, line.text.find(' ')));
    } else if (line.indent == 4 && (section_ == "GEM" || section_ == "GIT")) {
      AddSpec(line);
    }
  }

  void Finish() {
    for (Dependency& dependency : sink_.facts().dependencies) {
      dependency.direct = direct_.contains(std::string(dependency.name));
    }
  }

 private:
  // `name (1.2.3)`; what PATH has is the repository's own.
  void AddSpec(const TextLine& line) {
    const std::size_t open = line.text.find(" (");
    if (open == std::string_view::npos || !line.text.ends_with(')')) return;
    Dependency dependency;
    dependency.region = line.region;
    dependency.ecosystem = "gem";
    dependency.name = sink_.Keep(line.text.substr(0, open));
    dependency.constraint = sink_.Keep(line.text.substr(open + 2, line.text.size() - open - 3));
    dependency.locked = true;
    sink_.Add(std::move(dependency));
  }

  FactSink& sink_;
  std::string_view section_;
  std::unordered_set<std::string> direct_;
};

void ReadGemfileLock(const Source& source, FileFacts& facts) {
  FactSink sink(facts, source.limits);
  GemfileLockReader reader(sink);
  LineReader lines(source.text);
  for (TextLine line; lines.Next(line);) {
    if (!line.text.empty()) reader.Read(line);
  }
  reader.Finish();
}

}  // namespace

extern const FormatReader kFormatReader_gemfile_lock = {
    {{"gemfile-lock", {}, {"Gemfile.lock", "gems.locked"}, {"**.gemfile.lock"}, true}},
    ReadGemfileLock,
    2,
};

}  // namespace assay
