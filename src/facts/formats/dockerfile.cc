// Dockerfiles: instructions with their stage, the commands of RUN, the images
// of FROM.
//
// Lines are joined at continuations, comments between them dropped, ARG and
// ENV expanded as far as their values are known. A base is followed through
// stage aliases to an image; what the final stage does not build on is marked
// unreachable. Reference: docs.docker.com/reference/dockerfile.
#include <algorithm>
#include <charconv>
#include <map>
#include <nlohmann/json.hpp>
#include <string>
#include <unordered_map>
#include <vector>

#include "base/text.h"
#include "facts/data_tree.h"
#include "facts/extract.h"
#include "facts/shell/commands.h"
#include "facts/shell/words.h"
#include "facts/sink.h"

namespace assay {
namespace {

constexpr std::size_t kMaxInstructionBytes = 256 * 1024;
// A value that is longer is not known: each of a chain of arguments may name
// the one before it many times.
constexpr std::size_t kMaxValueBytes = 4096;
// What the values of one instruction may add to it; the rest stays as written.
constexpr std::size_t kMaxExpansionBytes = 64 * 1024;
// Stages that are asked for a variable, each the base of the one before.
constexpr int kMaxBases = 64;

struct LogicalLine {
  std::string text;
  std::string script;  // the same with line ends kept, for the lines of commands
  std::uint32_t start = 1;
  std::uint32_t end = 1;
};

struct Variable {
  std::string value;
  bool known;
};
using Variables = std::map<std::string, Variable>;

constexpr std::size_t kNoStage = static_cast<std::size_t>(-1);

struct Stage {
  std::string name;
  std::string base;  // as written, expanded
  std::string user;  // the last USER, "" if none
  std::vector<std::size_t> instructions;
  std::vector<std::string> copies_from;
  std::size_t parent = kNoStage;   // the stage that it builds on, always an earlier one
  std::size_t root = kNoStage;     // the first of that chain; known at the end, as user_of is
  std::size_t user_of = kNoStage;  // the stage of the chain that says the user
  Variables environment;           // by ENV; a stage that builds on it has it too
  Variables arguments;             // by ARG; of this stage alone
};

class DockerfileReader {
 public:
  DockerfileReader(const Source& source, FactSink& sink) : source_(source), sink_(sink) {}

  void Run() {
    for (const LogicalLine& line : Join()) Read(line);
    Finish();
  }

 private:
  std::vector<LogicalLine> Join() {
    std::vector<LogicalLine> joined;
    const std::vector<std::string_view> lines = Lines(source_.text);
    sink_.facts().lines = static_cast<std::uint32_t>(lines.size());
    const char escape = escape_ = EscapeOf(lines);
    LastLines last_lines;
    for (std::size_t i = 0; i < lines.size(); ++i) {
      const std::string_view first = Trim(lines[i]);
      if (first.starts_with("#")) NoteComment(first, static_cast<std::uint32_t>(i + 1));
      if (first.empty() || first.starts_with("#")) continue;
      LogicalLine line;
      line.start = static_cast<std::uint32_t>(i + 1);
      while (true) {
        std::string_view part = Trim(lines[i]);
        // A comment or an empty line between does not end the instruction.
        const bool comment = line.start != i + 1 && (part.empty() || part.starts_with("#"));
        const bool goes_on = part.ends_with(escape);
        // A word may go on too: the blanks before it belong to the text.
        const std::size_t indent = lines[i].find(part);
        part = lines[i].substr(0, indent + part.size() - (goes_on ? 1 : 0));
        if (!comment) {
          line.text += part;
          line.script += part;
        }
        line.script += goes_on || comment ? "\\\n" : "\n";
        ++sink_.facts().code_lines;
        if ((!goes_on && !comment) || i + 1 == lines.size() ||
            line.text.size() > kMaxInstructionBytes)
          break;
        ++i;
      }
      i = HereDocument(line, lines, i, last_lines);
      line.end = static_cast<std::uint32_t>(i + 1);
      if (line.text.size() > kMaxInstructionBytes) {
        sink_.Diagnose("format-error", line.start,
                       "an instruction is too long; the rest of the file is not read");
        break;
      }
      joined.push_back(std::move(line));
    }
    return joined;
  }

  // What a line that goes on ends with; `# escape=` says so before all else.
  static char EscapeOf(const std::vector<std::string_view>& lines) {
    for (std::string_view line : lines) {
      line = Trim(line);
      const std::size_t equals = line.find('=');
      if (!line.starts_with('#') || equals == std::string_view::npos) break;
      const std::string_view value = Trim(line.substr(equals + 1));
      if (EqualsIgnoreCase(Trim(line.substr(1, equals - 1)), "escape")) {
        return value == "`" ? '`' : '\\';
      }
    }
    return '\\';
  }

  void NoteComment(std::string_view comment, std::uint32_t line) {
    for (const std::string_view mark :
         {"hadolint ignore", "checkov:skip", "trivy:ignore", "nosemgrep"}) {
      if (comment.find(mark) != std::string_view::npos)
        sink_.facts().acknowledgements.push_back({line, sink_.Keep(mark)});
    }
  }

  // Where each line stands last, so that no mark is looked for in vain; made
  // when there is a mark.
  using LastLines = std::unordered_map<std::string_view, std::size_t>;

  // The marks of the here-documents that a line opens: <<EOF, <<-"EOF".
  static std::vector<std::string> HereMarks(std::string_view line) {
    std::vector<std::string> marks;
    for (std::size_t at = line.find("<<"); at != std::string_view::npos; at = line.find("<<", at)) {
      at += 2;
      if (at < line.size() && line[at] == '<') {  // <<< is a word.
        while (at < line.size() && line[at] == '<') ++at;
        continue;
      }
      if (at < line.size() && line[at] == '-') ++at;
      const bool quoted = at < line.size() && (line[at] == '"' || line[at] == '\'');
      const std::size_t begin = at + (quoted ? 1 : 0);
      std::size_t end = begin;
      while (end < line.size() && (IsWordByte(line[end]) || line[end] == '_')) ++end;
      if (end > begin && (line[begin] < '0' || line[begin] > '9'))
        marks.emplace_back(line.substr(begin, end - begin));
      at = std::max(end, at);
    }
    return marks;
  }

  static bool IsWordByte(char c) {
    const char lower = ToLowerAscii(c);
    return (lower >= 'a' && lower <= 'z') || (c >= '0' && c <= '9');
  }

  // RUN <<EOF … EOF, COPY <<A <<B /: the lines up to the marks belong to the instruction. What a
  // shell is given is its script; what another program is given is none.
  static std::size_t HereDocument(LogicalLine& line, const std::vector<std::string_view>& lines,
                                  std::size_t last, LastLines& last_lines) {
    const std::string_view text = line.text;
    const std::string_view name = text.substr(0, text.find_first_of(" \t"));
    const bool run = EqualsIgnoreCase(name, "RUN");
    if (!run && !EqualsIgnoreCase(name, "COPY") && !EqualsIgnoreCase(name, "ADD")) return last;
    std::size_t at = last;
    std::string body;
    for (const std::string& mark : HereMarks(text)) {
      if (last_lines.empty()) {
        for (std::size_t i = 0; i < lines.size(); ++i) last_lines[Trim(lines[i])] = i;
      }
      const auto ending = last_lines.find(mark);
      if (ending == last_lines.end() || ending->second <= at) break;
      const std::size_t begin = at + 1;
      std::size_t end = begin;
      while (Trim(lines[end]) != mark) ++end;
      for (std::size_t i = begin; i < end; ++i) {
        body += lines[i];
        body += '\n';
      }
      at = end;
    }
    if (at == last || !run) return at;
    const std::size_t open = line.text.find("<<");
    const std::size_t behind = line.text.find_first_of(" \t", open);
    const std::string_view reader =
        behind == std::string::npos ? std::string_view() : Trim(text.substr(behind));
    const bool first = Trim(WithoutFlags(text.substr(name.size(), open - name.size()))).empty();
    const bool interpreted =
        body.starts_with("#!") && body.substr(0, body.find('\n')).find("sh") == std::string::npos;
    if (first && !interpreted && (reader.empty() || IsShell(reader))) {
      line.script = line.text.substr(0, open) + "\n" + body;
    } else if (first) {
      line.script =
          "RUN " + std::string(interpreted && reader.empty() ? InterpreterOf(body) : reader);
    } else {
      line.script = line.text;  // RUN cat <<EOF > file
    }
    return at;
  }

  static std::string_view WithoutFlags(std::string_view text) {
    while ((text = Trim(text)).starts_with("--")) {
      text.remove_prefix(std::min(text.find_first_of(" \t"), text.size()));
    }
    return text;
  }

  // "#!/usr/bin/env python3" → "/usr/bin/env python3"
  static std::string_view InterpreterOf(std::string_view script) {
    return Trim(script.substr(2, script.find('\n') - 2));
  }

  // What a name stands for here. A FROM, and what is before the first, knows the arguments before
  // the first FROM only; the environment hides arguments.
  const Variable* Find(const std::string& name, bool before_stages) const {
    const auto find = [&](const Variables& variables) -> const Variable* {
      const auto found = variables.find(name);
      return found == variables.end() || !found->second.known ? nullptr : &found->second;
    };
    if (before_stages || stages_.empty()) return find(arguments_);
    std::size_t stage = stages_.size() - 1;
    for (int bases = 0; stage != kNoStage && bases < kMaxBases; ++bases) {
      const auto set = stages_[stage].environment.find(name);
      if (set != stages_[stage].environment.end() && set->second.known) return &set->second;
      if (set != stages_[stage].environment.end()) break;
      stage = stages_[stage].parent;
    }
    return find(stages_.back().arguments);
  }

  // $NAME, ${NAME}, ${NAME:-default}, but not behind a backslash or in single quotes; sets
  // `unknown` where a value is not known.
  std::string Expand(std::string_view text, bool before_stages, bool* unknown) const {
    std::string expanded;
    char quote = 0;
    const std::size_t last_brace = text.rfind('}');
    for (std::size_t i = 0; i < text.size(); ++i) {
      if (text[i] == '\\' && i + 1 < text.size()) {
        expanded += text.substr(i++, 2);
        continue;
      }
      if (quote == 0 ? text[i] == '"' || text[i] == '\'' : text[i] == quote) {
        quote = quote == 0 ? text[i] : 0;
      }
      if (text[i] != '$' || quote == '\'') {
        expanded += text[i];
        continue;
      }
      const bool braces = text.substr(i + 1, 1) == "{";
      const std::size_t begin = i + (braces ? 2 : 1);
      std::size_t end = begin;
      while (end < text.size() &&
             (text[end] == '_' || (text[end] >= '0' && text[end] <= '9') ||
              (ToLowerAscii(text[end]) >= 'a' && ToLowerAscii(text[end]) <= 'z')))
        ++end;
      const std::string name(text.substr(begin, end - begin));
      const bool closes = !braces || (last_brace != std::string_view::npos && end <= last_brace);
      const std::size_t close = braces && closes ? text.find('}', end) : end;
      if (name.empty() || !closes) {
        expanded += text[i];
        continue;
      }
      if (braces) end = close + 1;
      const std::size_t modifier = begin + name.size();
      const bool fallback = braces && text.substr(modifier, 2) == ":-";
      const Variable* const known = Find(name, before_stages);
      if (known != nullptr && !(fallback && known->value.empty()) &&
          expanded.size() < i + kMaxExpansionBytes) {
        expanded += known->value;
      } else if (fallback) {
        expanded += text.substr(modifier + 2, close - modifier - 2);
      } else {
        *unknown = true;
        expanded += text.substr(i, end - i);
      }
      i = end - 1;
    }
    return expanded;
  }

  static std::vector<std::string> WordsOf(std::string_view text) {
    std::vector<std::string> words;
    while (!(text = Trim(text)).empty()) {
      const std::size_t end = text.find_first_of(" \t");
      words.emplace_back(text.substr(0, end));
      if (end == std::string_view::npos) break;
      text.remove_prefix(end);
    }
    return words;
  }

  void Read(const LogicalLine& line) {
    std::string_view text = Trim(line.text);
    const std::size_t blank = text.find_first_of(" \t");
    std::string name;
    for (const char c : text.substr(0, blank))
      name += static_cast<char>(c >= 'a' && c <= 'z' ? c - 'a' + 'A' : c);
    std::string_view rest =
        blank == std::string_view::npos ? std::string_view() : Trim(text.substr(blank));
    Instruction instruction;
    instruction.region = {0, 0, line.start, 1, line.end};
    instruction.name = sink_.Keep(name);
    while (rest.starts_with("--")) {
      const std::size_t end = rest.find_first_of(" \t");
      instruction.flags.push_back(sink_.Keep(rest.substr(0, end)));
      rest = end == std::string_view::npos ? std::string_view() : Trim(rest.substr(end));
    }
    bool unknown = false;
    // RUN is expanded by the shell, not by the builder.
    const bool shell = name == "RUN" || name == "CMD" || name == "ENTRYPOINT";
    const std::string expanded = shell ? std::string(rest) : Expand(rest, name == "FROM", &unknown);
    instruction.templated = unknown;
    instruction.arguments = sink_.Keep(expanded);
    ReadWords(expanded, instruction);
    if (name == "FROM") OpenStage(expanded);
    if (stages_.empty()) {
      if (name == "ARG") ReadArguments(expanded, arguments_);
      instructions_.push_back(std::move(instruction));
      stage_of_.push_back(0);
      lines_.push_back(line);
      return;
    }
    Stage& stage = stages_.back();
    if (name == "ARG") ReadArguments(expanded, stage.arguments);
    if (name == "ENV") ReadEnvironment(expanded, stage.environment);
    if (name == "USER") stage.user = expanded;
    for (const Text flag : instruction.flags) {
      if (flag.starts_with("--from=")) stage.copies_from.emplace_back(flag.substr(7));
    }
    stage.instructions.push_back(instructions_.size());
    instruction.stage = static_cast<std::uint32_t>(stages_.size() - 1);
    instructions_.push_back(std::move(instruction));
    stage_of_.push_back(stages_.size() - 1);
    lines_.push_back(line);
  }

  void ReadWords(const std::string& arguments, Instruction& instruction) {
    if (arguments.starts_with("[")) {
      const nlohmann::json list = nlohmann::json::parse(arguments, nullptr, false);
      if (list.is_array()) {
        instruction.exec_form = true;
        for (const auto& item : list) {
          if (item.is_string()) instruction.words.push_back(sink_.Keep(item.get<std::string>()));
        }
        return;
      }
    }
    for (const std::string& word : WordsOf(arguments)) {
      if (instruction.words.size() < 256) instruction.words.push_back(sink_.Keep(word));
    }
  }

  void OpenStage(const std::string& arguments) {
    const std::vector<std::string> words = WordsOf(arguments);
    Stage stage;
    if (!words.empty()) stage.base = words[0];
    if (words.size() >= 3 && EqualsIgnoreCase(words[1], "as")) stage.name = words[2];
    stage.parent = FindStage(stage.base, stages_.size());
    stages_by_name_[ToLowerAscii(std::string_view(stage.name))].push_back(stages_.size());
    stages_.push_back(std::move(stage));
  }

  static Variable Known(std::string value, bool known) {
    return value.size() > kMaxValueBytes ? Variable{"", false} : Variable{std::move(value), known};
  }

  // NAME=value …, quotes taken off.
  static Variables AssignmentsOf(std::string_view text) {
    Variables assignments;
    while (!(text = Trim(text)).empty()) {
      std::string word;
      std::size_t i = 0;
      for (char quote = 0; i < text.size(); ++i) {
        const char c = text[i];
        if (quote == 0 && (c == ' ' || c == '\t')) break;
        if (quote == 0 ? c == '"' || c == '\'' : c == quote) {
          quote = quote == 0 ? c : 0;
        } else {
          word += c;
        }
      }
      text.remove_prefix(i);
      const std::size_t equals = word.find('=');
      // What a template's engine will put in is not known.
      const bool known = equals != std::string::npos && word.find("<%") == word.npos &&
                         word.find("{{") == word.npos;
      assignments[word.substr(0, equals)] = Known(known ? word.substr(equals + 1) : "", known);
    }
    return assignments;
  }

  // An argument without a value has the one from before the first FROM.
  void ReadArguments(std::string_view text, Variables& arguments) const {
    for (const auto& [name, variable] : AssignmentsOf(text)) {
      const auto before = arguments_.find(name);
      const bool inherits = !variable.known && before != arguments_.end();
      arguments[name] = inherits ? before->second : variable;
    }
  }

  static void ReadEnvironment(std::string_view text, Variables& environment) {
    const std::size_t blank = text.find_first_of(" \t");
    const std::string_view first = text.substr(0, blank);
    if (first.find('=') == std::string_view::npos) {  // ENV NAME value
      if (blank != std::string_view::npos) {
        environment[std::string(first)] = Known(std::string(Trim(text.substr(blank))), true);
      }
      return;
    }
    for (auto& [name, variable] : AssignmentsOf(text)) environment[name] = variable;
  }

  // The stage before `before` that `name` or number means, the last one of
  // several; kNoStage if there is none.
  std::size_t FindStage(std::string_view name, std::size_t before) const {
    std::size_t found = kNoStage;
    const auto named =
        name.empty() ? stages_by_name_.end() : stages_by_name_.find(ToLowerAscii(name));
    if (named != stages_by_name_.end()) {
      const auto after = std::lower_bound(named->second.begin(), named->second.end(), before);
      if (after != named->second.begin()) found = *(after - 1);
    }
    std::size_t number = 0;
    const auto [end, error] = std::from_chars(name.data(), name.data() + name.size(), number);
    const bool whole = error == std::errc() && end == name.data() + name.size();
    if (!whole || number >= before || std::to_string(number) != name) return found;
    return found == kNoStage ? number : std::max(found, number);
  }

  // What each stage builds on in the end, and where its user comes from, which
  // is inherited from the stage that it builds on.
  void Inherit() {
    for (std::size_t i = 0; i < stages_.size(); ++i) {
      Stage& stage = stages_[i];
      const bool first = stage.parent == kNoStage;
      stage.root = first ? i : stages_[stage.parent].root;
      stage.user_of = first || !stage.user.empty() ? i : stages_[stage.parent].user_of;
    }
  }

  std::vector<bool> Reachable() const {
    std::vector<bool> reached(stages_.size(), false);
    std::vector<std::size_t> todo;
    if (!stages_.empty()) todo.push_back(stages_.size() - 1);
    while (!todo.empty()) {
      const std::size_t stage = todo.back();
      todo.pop_back();
      if (reached[stage]) continue;
      reached[stage] = true;
      std::vector<std::string> used = stages_[stage].copies_from;
      used.push_back(stages_[stage].base);
      for (const std::string& name : used) {
        const std::size_t other = FindStage(name, stage);
        if (other != kNoStage) todo.push_back(other);
      }
    }
    return reached;
  }

  void Finish() {
    Inherit();
    const std::vector<bool> reached = Reachable();
    for (std::size_t i = 0; i < instructions_.size(); ++i) {
      Instruction& instruction = instructions_[i];
      if (!stages_.empty() && (instruction.name != "ARG" || !stages_[0].instructions.empty())) {
        const std::size_t stage = stage_of_[i];
        instruction.stage_name = sink_.Keep(stages_[stage].name);
        instruction.final_stage = stage + 1 == stages_.size();
        instruction.reachable = reached[stage];
        instruction.base = sink_.Keep(stages_[stages_[stage].root].base);
        const bool last = i + 1 == instructions_.size();
        if (instruction.name == "FROM" || last)
          instruction.effective_user = sink_.Keep(stages_[stages_[stage].user_of].user);
      }
      if (instruction.name == "FROM" && !instruction.words.empty())
        AddImage(instruction.words[0], instruction.region, stage_of_[i]);
      if (instruction.name == "COPY") AddCopiedImage(instruction, stage_of_[i]);
      if (instruction.name == "RUN") AddRun(instruction, lines_[i]);
      sink_.Add(std::move(instruction));
    }
  }

  // An image of a registry, not an earlier stage.
  void AddImage(std::string_view image, const Region& region, std::size_t stage) {
    // A file that a template makes names what the template decides.
    if (image.find_first_of("{}<>") != std::string_view::npos && image.find('$') == image.npos)
      return;
    if (image == "scratch" || FindStage(image, stage) != kNoStage) return;
    const std::size_t at = std::min(image.find('@'), image.size());
    const std::string_view digest = image.substr(std::min(at + 1, image.size()));
    image = image.substr(0, at);
    const std::size_t colon = image.rfind(':');
    const bool tagged =
        colon != std::string_view::npos && image.find('/', colon) == std::string_view::npos;
    Dependency dependency;
    dependency.region = region;
    dependency.ecosystem = "image";
    std::string_view name = tagged ? image.substr(0, colon) : image;
    if (IsTemplated(name)) return;  // of a variable, only a tag or digest is left open
    for (const std::string_view prefix : {"docker.io/", "library/"}) {
      if (name.starts_with(prefix)) name.remove_prefix(prefix.size());
    }
    dependency.name = sink_.Keep(name);
    dependency.constraint = sink_.Keep(tagged ? image.substr(colon + 1) : digest);
    dependency.scope = DependencyScope::kBuild;
    sink_.Add(std::move(dependency));
  }

  // `COPY --from=nginx:1.25`: what has a tag or a path is no name of a build context.
  void AddCopiedImage(const Instruction& copy, std::size_t stage) {
    for (const Text flag : copy.flags) {
      if (!flag.starts_with("--from=") || IsTemplated(flag)) continue;
      const std::string_view image = flag.substr(7);
      if (image.find_first_of(":/@") != std::string_view::npos) AddImage(image, copy.region, stage);
    }
  }

  void AddRun(const Instruction& run, const LogicalLine& line) {
    Command site;
    site.place = CommandPlace::kRun;
    site.context = run.stage_name;
    if (run.exec_form) {
      std::string script;
      for (const Text word : run.words) script += "'" + std::string(word) + "' ";
      return AddCommands(script, site, run.region, false, sink_);
    }
    // The instruction's own word, and flags, are no command.
    std::string script = line.script;
    std::size_t skip = 3;
    while (true) {
      while (skip < script.size() && (script[skip] == ' ' || script[skip] == '\t')) ++skip;
      // Flags may stand on lines of their own.
      if (script.compare(skip, 2, "\\\n") == 0) {
        skip += 2;
        continue;
      }
      if (script.compare(skip, 2, "--") != 0) break;
      while (skip < script.size() && script[skip] != ' ' && script[skip] != '\n' &&
             script[skip] != '\t' && script.compare(skip, 2, "\\\n") != 0)
        ++skip;
      if (script.compare(skip, 1, "\n") == 0) break;
    }
    for (std::size_t i = 0; i < skip && i < script.size(); ++i) {
      const bool line_end = script[i] == '\n' || script.compare(i, 2, "\\\n") == 0;
      if (!line_end) script[i] = ' ';
    }
    // Where a backquote goes on a line, a backslash separates the folders of a path.
    if (escape_ == '`') {
      for (std::size_t at = script.find('\\'); at != script.npos; at = script.find('\\', at + 2)) {
        if (script.compare(at + 1, 1, "\n") != 0) script.insert(at, 1, '\\');
      }
    }
    AddCommands(script, site, run.region, true, sink_);
  }

  const Source& source_;
  FactSink& sink_;
  char escape_ = '\\';
  Variables arguments_;  // before the first FROM
  std::vector<Stage> stages_;
  std::unordered_map<std::string, std::vector<std::size_t>> stages_by_name_;  // in lower case
  std::vector<Instruction> instructions_;
  std::vector<std::size_t> stage_of_;
  std::vector<LogicalLine> lines_;
};

void ReadDockerfile(const Source& source, FileFacts& facts) {
  FactSink sink(facts, source.limits);
  DockerfileReader(source, sink).Run();
}

}  // namespace

extern const FormatReader kFormatReader_dockerfile = {
    {{"dockerfile",
      {"Dockerfile"},
      {"Dockerfile", "Containerfile"},
      {"**Dockerfile.*", "**.dockerfile", "**.Dockerfile"}},
     {"dockerfile", {}, {}, {"**Dockerfile-*", "**Dockerfile"}, false, true}},
    ReadDockerfile,
    6};

}  // namespace assay
