// yarn.lock: version 1, a format of its own, and Berry's YAML, whose entries
// look the same to a reader of lines. Berry also lists the workspaces, whose
// dependencies are the direct ones.
#include <string>
#include <string_view>
#include <unordered_set>
#include <utility>

#include "base/text.h"
#include "facts/extract.h"
#include "facts/sink.h"
#include "facts/text_line.h"

namespace assay {
namespace {

// "@scope/name@npm:^1" -> "@scope/name"; of an alias, "name@npm:real@^1", what it stands for.
std::string_view NameOf(std::string_view descriptor) {
  const std::size_t at = descriptor.find('@', 1);
  if (at == std::string_view::npos) return descriptor;
  constexpr std::string_view kNpm = "npm:";
  std::string_view range = descriptor.substr(at + 1);
  if (range.starts_with(kNpm)) {
    range.remove_prefix(kNpm.size());
    const std::size_t version = range.find('@', 1);
    if (version != std::string_view::npos) return range.substr(0, version);
  }
  return descriptor.substr(0, at);
}

class YarnReader {
 public:
  explicit YarnReader(FactSink& sink) : sink_(sink) {}

  void Read(const TextLine& line) {
    if (line.text.empty() || line.text.front() == '#') return;
    if (line.indent == 0) {
      Begin(line);
    } else if (line.indent == 2) {
      section_ = {};
      ReadField(line);
    } else if (workspace_ && section_ == "dependencies") {
      direct_.insert(std::string(Unquoted(FirstWord(line.text))));
    }
  }

  void Finish() {
    Emit();
    if (!saw_workspace_) return;
    for (Dependency& dependency : sink_.facts().dependencies) {
      dependency.direct = direct_.contains(std::string(dependency.name));
    }
  }

 private:
  // `"@a/b@^1", "@a/b@^2":`, several descriptors in one pair of quotes in Berry.
  void Begin(const TextLine& line) {
    Emit();
    std::string_view text = line.text;
    if (!text.ends_with(':')) return;
    text.remove_suffix(1);
    if (text.starts_with('"')) text = text.substr(1, text.find_first_of(",\"", 1) - 1);
    name_ = NameOf(text.substr(0, text.find(',')));
    region_ = line.region;
    if (name_ == "__metadata") name_ = {};
  }

  static std::string_view FirstWord(std::string_view text) {
    if (text.starts_with('"')) return text.substr(0, text.find('"', 1) + 1);
    return text.substr(0, text.find_first_of(" :"));
  }

  void ReadField(const TextLine& line) {
    const std::string_view key = Unquoted(FirstWord(line.text));
    if (line.text.ends_with(':')) {
      section_ = key;
      return;
    }
    std::string_view value = Trim(line.text.substr(std::min(line.text.size(), key.size())));
    if (value.starts_with(':')) value = Trim(value.substr(1));
    value = Unquoted(value);
    if (key == "version") version_ = value;
    if (key == "resolution" && value.find("@workspace:") != std::string_view::npos) {
      workspace_ = saw_workspace_ = true;
    }
  }

  void Emit() {
    if (!name_.empty() && !workspace_ && !version_.empty()) {
      Dependency dependency;
      dependency.region = region_;
      dependency.ecosystem = "npm";
      dependency.name = sink_.Keep(name_);
      dependency.constraint = sink_.Keep(version_);
      dependency.locked = true;
      sink_.Add(std::move(dependency));
    }
    name_ = version_ = {};
    section_ = {};
    workspace_ = false;
  }

  FactSink& sink_;
  std::string_view name_;
  std::string_view version_;
  std::string_view section_;
  Region region_;
  bool workspace_ = false;
  bool saw_workspace_ = false;
  std::unordered_set<std::string> direct_;
};

void ReadYarnLock(const Source& source, FileFacts& facts) {
  FactSink sink(facts, source.limits);
  YarnReader reader(sink);
  LineReader lines(source.text);
  for (TextLine line; lines.Next(line);) reader.Read(line);
  reader.Finish();
}

}  // namespace

extern const FormatReader kFormatReader_yarn_lock = {
    {{"yarn-lock", {}, {"yarn.lock"}, {}, true}},
    ReadYarnLock,
    2,
};

}  // namespace assay
