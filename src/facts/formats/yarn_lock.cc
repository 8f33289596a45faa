// yarn.lock: version 1, a format of its own, and Berry's YAML, whose entries
// look the same to a reader of lines. An entry's reference is the ranges that
// it answers. Berry also lists the workspaces, whose ranges are the direct
// ones; of version 1 Link asks the manifests (locked_names.h).
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

struct Descriptor {
  std::string_view name;
  std::string_view range;
};

// Of an alias, `name` with the range "npm:real@^1", what it stands for.
Descriptor Resolved(std::string_view name, std::string_view range) {
  constexpr std::string_view kNpm = "npm:";
  if (!range.starts_with(kNpm)) return {name, range};
  range.remove_prefix(kNpm.size());
  const std::size_t version = range.find('@', 1);
  if (version == std::string_view::npos) return {name, range};
  return {range.substr(0, version), range.substr(version + 1)};
}

// "@scope/name@npm:^1"
Descriptor ParseDescriptor(std::string_view text) {
  const std::size_t at = text.find('@', 1);
  if (at == std::string_view::npos) return {text, {}};
  return Resolved(text.substr(0, at), text.substr(at + 1));
}

std::string KeyOf(const Descriptor& one) {
  return std::string(one.name) + ' ' + std::string(one.range);
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
      const std::string_view word = FirstWord(line.text);
      std::string_view range = Trim(line.text.substr(word.size()));
      if (range.starts_with(':')) range = Trim(range.substr(1));
      direct_.insert(KeyOf(Resolved(Unquoted(word), Unquoted(range))));
    }
  }

  void Finish() {
    Emit();
    if (!saw_workspace_) return;
    for (Dependency& dependency : sink_.facts().dependencies) {
      for (const std::string_view range : Split(dependency.reference, ',')) {
        if (direct_.contains(KeyOf({dependency.name, Trim(range)}))) dependency.direct = true;
      }
    }
  }

 private:
  // `"@a/b@^1", "@a/b@^2":`, several descriptors in one pair of quotes in Berry.
  void Begin(const TextLine& line) {
    Emit();
    std::string_view text = line.text;
    if (!text.ends_with(':')) return;
    text.remove_suffix(1);
    for (std::string_view one : Split(text, ',')) {
      one = Trim(one);
      if (one.starts_with('"')) one.remove_prefix(1);
      if (one.ends_with('"')) one.remove_suffix(1);
      const Descriptor descriptor = ParseDescriptor(one);
      if (name_.empty()) name_ = descriptor.name;
      if (!ranges_.empty()) ranges_ += ", ";
      ranges_ += descriptor.range;
    }
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
      dependency.reference = sink_.Keep(ranges_);
      dependency.locked = true;
      dependency.direct = false;
      sink_.Add(std::move(dependency));
    }
    name_ = version_ = {};
    section_ = {};
    ranges_.clear();
    workspace_ = false;
  }

  FactSink& sink_;
  std::string_view name_;
  std::string_view version_;
  std::string_view section_;
  std::string ranges_;
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
    3,
};

}  // namespace assay
