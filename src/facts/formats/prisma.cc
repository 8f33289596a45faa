// Prisma schemas: `datasource.db.provider` = `postgresql`,
// `model.User.email` = `String`, `model.User.email.@unique`,
// `model.User.@@index` = `[email, name]`.
#include <string>
#include <string_view>

#include "base/text.h"
#include "facts/block_path.h"
#include "facts/data_tree.h"
#include "facts/extract.h"
#include "facts/settings.h"
#include "facts/sink.h"
#include "facts/text_line.h"

namespace assay {
namespace {

// The line without its comment; `//` inside quotes is none.
std::string_view WithoutComment(std::string_view text) {
  bool quoted = false;
  for (std::size_t i = 0; i < text.size(); ++i) {
    if (text[i] == '"') quoted = !quoted;
    if (!quoted && text.substr(i, 2) == "//") return Trim(text.substr(0, i));
  }
  return text;
}

class PrismaReader {
 public:
  explicit PrismaReader(FactSink& sink) : sink_(sink) {}

  void Line(const TextLine& line) {
    const std::string_view text = WithoutComment(line.text);
    if (text.empty()) return;
    if (text == "}") {
      path_.Close();
      return;
    }
    const std::size_t blank = std::min(text.find_first_of(" \t"), text.size());
    if (text.ends_with('{') && path_.depth() == 0) {
      path_.Open(text.substr(0, blank), Trim(text.substr(blank, text.size() - blank - 1)));
      return;
    }
    if (path_.depth() == 0) return;
    if (text.starts_with("@@")) return Attributes(text, std::string(path_.path()), line);
    const std::string_view name = text.substr(0, blank);
    std::string_view rest = Trim(text.substr(blank));
    if (rest.starts_with('=')) {
      rest = Trim(rest.substr(1));
      return Add(path_.Key(name), Unquoted(rest), rest.starts_with("env("), line);
    }
    const std::size_t at = std::min(rest.find('@'), rest.size());
    Add(path_.Key(name), Trim(rest.substr(0, at)), false, line);
    Attributes(rest.substr(at), path_.Key(name), line);
  }

 private:
  // `@id @default(autoincrement())`: each is a setting of its own.
  void Attributes(std::string_view text, const std::string& owner, const TextLine& line) {
    while (text.starts_with('@')) {
      const std::size_t end = std::min(text.find_first_of(" \t("), text.size());
      const std::string_view name = text.substr(0, end);
      text = text.substr(end);
      std::string_view value;
      if (text.starts_with('(')) {
        std::size_t depth = 0;
        std::size_t i = 0;
        for (; i < text.size(); ++i) {
          if (text[i] == '(') ++depth;
          if (text[i] == ')' && --depth == 0) break;
        }
        value = text.substr(1, std::max<std::size_t>(i, 1) - 1);
        text = text.substr(std::min(i + 1, text.size()));
      }
      Add(owner + "." + KeyPart(name), value, false, line);
      text = text.substr(std::min(text.find('@'), text.size()));
    }
  }

  void Add(const std::string& key, std::string_view value, bool templated, const TextLine& line) {
    Setting setting;
    setting.region = line.region;
    setting.key = sink_.Keep(key);
    setting.value = sink_.Keep(value);
    setting.kind = PlainScalarKind(value);
    setting.templated = templated;
    setting.document = "prisma";
    sink_.Add(setting);
  }

  FactSink& sink_;
  BlockPath path_;
};

void ReadPrisma(const Source& source, FileFacts& facts) {
  FactSink sink(facts, source.limits);
  PrismaReader reader(sink);
  LineReader lines(source.text);
  for (TextLine line; lines.Next(line);) reader.Line(line);
}

}  // namespace

extern const FormatReader kFormatReader_prisma = {
    {{"prisma", {"Prisma"}, {}, {"**.prisma"}}},
    ReadPrisma,
    1,
};

}  // namespace assay
