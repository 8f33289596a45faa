// Makefiles: the commands of recipes, by target. Variables that the file
// assigns once are put in where a command names them; both branches of a
// conditional count; functions, `define` and includes are not followed.
#include <algorithm>
#include <string>
#include <string_view>
#include <unordered_map>
#include <utility>

#include "base/text.h"
#include "facts/extract.h"
#include "facts/shell/commands.h"
#include "facts/sink.h"

namespace assay {
namespace {

// Bytes of a line with its variables put in.
constexpr std::size_t kLineBytes = 8'192;
// Bytes of a file's lines with their variables put in, beyond its own.
constexpr std::size_t kExpandedBytes = std::size_t{4} << 20;
// Values of variables that are put into each other.
constexpr int kMaxExpansions = 4;

bool IsName(std::string_view name) {
  return !name.empty() && name.find_first_of(" \t$()#:=") == std::string_view::npos;
}

class MakefileReader {
 public:
  explicit MakefileReader(FactSink& sink) : sink_(sink) {}

  // One logical line, with the backslashes and line ends that continue it.
  void Line(const std::string& whole, const Region& region) {
    if (in_define_) {
      in_define_ = !Trim(std::string_view(whole)).starts_with("endef");
      return;
    }
    // A tab begins a recipe's line only behind a target.
    if (whole.starts_with('\t') && !target_.empty()) return Recipe(whole.substr(1), region);
    std::string joined = whole;
    for (std::size_t at = joined.find("\\\n"); at != joined.npos; at = joined.find("\\\n", at)) {
      joined.replace(at, 2, " ");
    }
    const std::string_view text = joined;
    const std::string_view code = Trim(text.substr(0, text.find('#')));
    if (code.empty()) return;
    // Conditionals: both branches count.
    const std::string_view word = code.substr(0, code.find_first_of(" \t("));
    if (word == "ifeq" || word == "ifneq" || word == "ifdef" || word == "ifndef" ||
        word == "else" || word == "endif" || word == "include" || word == "-include")
      return;
    if (word == "define") {
      in_define_ = true;
      return;
    }
    const std::size_t equals = code.find('=');
    const std::size_t colon = code.find(':');
    // `=`, `:=`, `::=`; an equals sign further behind a colon is of a target.
    if (equals != std::string_view::npos &&
        (colon == std::string_view::npos || equals < colon + 3)) {
      std::string_view name = code.substr(0, equals);
      while (!name.empty() &&
             std::string_view(":?+!").find(name.back()) != std::string_view::npos) {
        name.remove_suffix(1);
      }
      if (name.starts_with("export ")) name.remove_prefix(7);
      name = Trim(name);
      if (IsName(name)) {
        target_.clear();
        return Assign(name, Trim(code.substr(equals + 1)));
      }
    }
    if (colon == std::string_view::npos) return;
    target_ = Trim(code.substr(0, colon));
    // `target: needs ; command`
    const std::size_t semicolon = code.find(';', colon);
    if (semicolon != std::string_view::npos) Recipe(code.substr(semicolon + 1), region);
  }

 private:
  void Assign(std::string_view name, std::string_view value) {
    const auto [known, inserted] = variables_.try_emplace(std::string(name), std::string(value));
    // A name with several values has none that can be told.
    if (!inserted && known->second != value) known->second.clear();
  }

  void Recipe(std::string_view text, const Region& region) {
    const std::string expanded = Expanded(text, 0);
    if (expanded.size() > text.size()) Spend(expanded.size() - text.size(), region);
    text = Trim(std::string_view(expanded));
    while (!text.empty() && std::string_view("@-+").find(text.front()) != std::string_view::npos) {
      text = Trim(text.substr(1));
    }
    if (text.empty() || text.front() == '#') return;
    Command site;
    site.place = CommandPlace::kMakefile;
    site.context = sink_.Keep(target_);
    AddCommands(text, site, region, true, sink_);
  }

  void Spend(std::size_t bytes, const Region& region) {
    if (bytes >= expandable_ && expandable_ > 0) {
      sink_.Diagnose("too-many-facts", region.start_line,
                     "variables are not put into the lines behind this one");
    }
    expandable_ -= std::min(bytes, expandable_);
  }

  // `$(NAME)` and `${NAME}` of this file, those in their values too; `$$` is the shell's `$`. Of
  // what make computes, `$(call f,$(x))` or `$(OBJS:.o=.c)`, only the first word is left.
  std::string Expanded(std::string_view text, int depth) const {
    std::string line;
    for (std::size_t i = 0; i < text.size() && line.size() < kLineBytes; ++i) {
      if (text[i] != '$' || i + 1 >= text.size()) {
        line += text[i];
        continue;
      }
      const char open = text[i + 1];
      if (open == '$') {
        line += text[i++];
        continue;
      }
      if (open == '<' || open == '|') {  // A name, no redirection.
        line += "$\\";
        line += text[++i];
        continue;
      }
      const std::size_t end =
          open == '(' || open == '{' ? ClosingEnd(text, i + 1) : std::string_view::npos;
      if (end == std::string_view::npos) {
        line += text[i];
        continue;
      }
      const std::string name(text.substr(i + 2, end - i - 2));
      const auto known = variables_.find(name);
      if (expandable_ > 0 && known != variables_.end() && !known->second.empty() &&
          depth < kMaxExpansions) {
        line += Truncate(Expanded(known->second, depth + 1), kLineBytes);
      } else if (name == "MAKE") {
        line += "make";
      } else {
        line += "${" + name.substr(0, name.find_first_of(" \t\n:,'\"`\\$(){}")) + "}";
      }
      i = end;
    }
    return line;
  }

  // Where the sign that closes the one at `at` stands.
  static std::size_t ClosingEnd(std::string_view text, std::size_t at) {
    const char open = text[at];
    const char close = open == '(' ? ')' : '}';
    int depth = 0;
    for (; at < text.size(); ++at) {
      if (text[at] == open) ++depth;
      if (text[at] == close && --depth == 0) return at;
    }
    return std::string_view::npos;
  }

  FactSink& sink_;
  std::size_t expandable_ = kExpandedBytes;  // what is left of them
  bool in_define_ = false;
  std::string target_;
  std::unordered_map<std::string, std::string> variables_;
};

void ReadMakefile(const Source& source, FileFacts& facts) {
  FactSink sink(facts, source.limits);
  MakefileReader reader(sink);
  std::string joined;
  Region region;
  std::uint32_t number = 0;
  for (const std::string_view line : Lines(source.text)) {
    ++number;
    const auto begin = static_cast<std::uint32_t>(line.data() - source.text.data());
    const Region own{begin, begin + static_cast<std::uint32_t>(line.size()), number, 1, number};
    if (joined.empty()) {
      region = own;
      joined = line;
    } else {
      joined += '\n';
      joined += line;
    }
    region.end_byte = own.end_byte;
    region.end_line = number;
    if (joined.ends_with('\\') && joined.size() < source.limits.sql_bytes) continue;
    const std::string_view text = Trim(line);
    if (!text.empty() && text.front() != '#') ++facts.code_lines;
    reader.Line(joined, region);
    joined.clear();
  }
  reader.Line(joined, region);
}

}  // namespace

extern const FormatReader kFormatReader_makefile = {
    {{"makefile", {"Makefile"}, {"Makefile", "makefile", "GNUmakefile"}, {"**.mk"}}},
    ReadMakefile,
    5,
};

}  // namespace assay
