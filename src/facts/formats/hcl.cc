// HCL: Terraform and OpenTofu, their variables and lock file, Nomad, Packer.
//
// An attribute is a setting `resource.aws_instance.web.ami`; what refers to
// something else (a variable, a resource, a function's value) is templated:
// its value is not in the file.
//
// Read by our own tokens: on broken text the grammar's error recovery takes
// time that grows with the square of the text, and no budget of steps sees it.
#include <algorithm>
#include <optional>
#include <string>
#include <string_view>
#include <unordered_map>
#include <utility>
#include <vector>

#include "base/text.h"
#include "facts/data_tree.h"
#include "facts/extract.h"
#include "facts/package_name.h"
#include "facts/settings.h"
#include "facts/sink.h"
#include "facts/terraform_source.h"

namespace assay {
namespace {

constexpr std::size_t kMaxTokens = 400'000;
constexpr std::size_t kKeyBytes = 120;

struct HclToken {
  enum Kind : std::uint8_t { kWord, kString, kSign, kEndOfLine };
  Kind kind;
  std::string_view text;  // a string's without quotes, a here-document's content
  std::size_t begin;
  std::size_t end;
  bool templated = false;  // a string with `${…}` or `%{…}`
};

bool IsWordByte(char c) {
  const char lower = ToLowerAscii(c);
  return (lower >= 'a' && lower <= 'z') || (c >= '0' && c <= '9') || c == '_' || c == '-' ||
         c == '.' || (static_cast<unsigned char>(c) & 0x80) != 0;
}

class HclTokenizer {
 public:
  HclTokenizer(std::string_view text, std::size_t depth) : text_(text), depth_(depth) {}

  std::vector<HclToken> Run() {
    while (at_ < text_.size() && tokens_.size() < kMaxTokens) Step();
    return std::move(tokens_);
  }

 private:
  void Step() {
    const char c = text_[at_];
    if (c == '\n') {
      Add(HclToken::kEndOfLine, at_, at_, at_ + 1);
    } else if (c == ' ' || c == '\t' || c == '\r') {
      ++at_;
    } else if (c == '#' || text_.substr(at_, 2) == "//") {
      at_ = std::min(text_.find('\n', at_), text_.size());
    } else if (text_.substr(at_, 2) == "/*") {
      const std::size_t end = text_.find("*/", at_ + 2);
      at_ = end == std::string_view::npos ? text_.size() : end + 2;
    } else if (c == '"') {
      String();
    } else if (text_.substr(at_, 2) == "<<" && HereDocument()) {
      return;
    } else if (IsWordByte(c)) {
      std::size_t end = at_;
      while (end < text_.size() && IsWordByte(text_[end])) ++end;
      Add(HclToken::kWord, at_, end, end);
    } else {
      Add(HclToken::kSign, at_, at_ + 1, at_ + 1);
    }
  }

  void Add(HclToken::Kind kind, std::size_t begin, std::size_t inner_end, std::size_t end,
           bool templated = false) {
    const std::size_t from = kind == HclToken::kString ? std::min(begin + 1, inner_end) : begin;
    tokens_.push_back({kind, text_.substr(from, inner_end - from), begin, end, templated});
    at_ = end;
  }

  // Strings hold expressions, which hold strings: what is open is a stack.
  void String() {
    std::vector<char> open = {'"'};
    bool templated = false;
    std::size_t i = at_ + 1;
    for (; i < text_.size() && !open.empty() && open.size() < depth_; ++i) {
      const char c = text_[i];
      const bool opens = (c == '$' || c == '%') && i + 1 < text_.size() && text_[i + 1] == '{';
      if (open.back() == '"') {
        if (c == '\\') {
          ++i;
        } else if (opens && i + 2 < text_.size() && text_[i - 1] == c) {
          ++i;  // `$${` is no template.
        } else if (opens) {
          open.push_back('{');
          templated = true;
          ++i;
        } else if (c == '"') {
          open.pop_back();
        } else if (c == '\n' && open.size() == 1) {
          break;
        }
      } else if (c == '"' || c == '{') {
        open.push_back(c);
      } else if (c == '}') {
        open.pop_back();
      }
    }
    i = std::min(i, text_.size());
    Add(HclToken::kString, at_, open.empty() ? i - 1 : i, i, templated);
  }

  bool HereDocument() {
    std::size_t name = at_ + 2;
    if (name < text_.size() && text_[name] == '-') ++name;
    std::size_t end = name;
    while (end < text_.size() && IsWordByte(text_[end])) ++end;
    const std::string_view mark = text_.substr(name, end - name);
    std::size_t line = text_.find_first_not_of(" \t\r", end);
    if (mark.empty() || line == std::string_view::npos || text_[line] != '\n') return false;
    const std::size_t content = ++line;
    while (line < text_.size()) {
      const std::size_t next = std::min(text_.find('\n', line), text_.size());
      if (Trim(text_.substr(line, next - line)) == mark) {
        const std::string_view inside = text_.substr(content, line - content);
        tokens_.push_back(
            {HclToken::kString, inside, at_, next, inside.find("${") != std::string_view::npos});
        at_ = next;
        return true;
      }
      line = next + 1;
    }
    tokens_.push_back({HclToken::kString, text_.substr(content), at_, text_.size(), true});
    at_ = text_.size();
    return true;
  }

  std::string_view text_;
  std::size_t depth_;
  std::size_t at_ = 0;
  std::vector<HclToken> tokens_;
};

struct Value {
  std::string_view text;
  ValueKind kind = ValueKind::kOther;
  bool known = false;  // said in the file itself
};

class HclReader {
 public:
  HclReader(std::string_view text, Text document, FactSink& sink)
      : text_(text),
        lines_(text),
        document_(document),
        sink_(sink),
        tokens_(HclTokenizer(text, sink.limits().data_depth).Run()) {
    open_.push_back({Level::kBody, "", 0, 0, {}, {}});
  }

  void Run() {
    while (at_ < tokens_.size() && !full_) {
      const Level::Kind kind = open_.back().kind;
      if (Is("\n") || (kind != Level::kBody && IsSign(","))) {
        ++at_;
      } else if (IsSign(kind == Level::kTuple ? "]" : "}")) {
        ++at_;
        Close();
      } else if (kind == Level::kTuple) {
        Level& list = open_.back();
        ReadValue(at_, list.path + "[" + std::to_string(list.position++) + "]", "");
      } else if (kind == Level::kObject) {
        ReadEntry();
      } else {
        ReadStatement();
      }
    }
    while (open_.size() > 1) Close();
  }

 private:
  struct Level {
    enum Kind : std::uint8_t { kBody, kObject, kTuple };
    Kind kind;
    std::string path;
    std::size_t begin = 0;     // the token that it begins with
    std::size_t position = 0;  // of the next item of a tuple
    std::string_view source;   // what its entries of these names say
    std::string_view version;
  };

  bool Is(std::string_view text) const {
    return text == "\n" ? tokens_[at_].kind == HclToken::kEndOfLine : IsSign(text);
  }
  bool IsSign(std::string_view sign, std::size_t ahead = 0) const {
    return at_ + ahead < tokens_.size() && tokens_[at_ + ahead].kind == HclToken::kSign &&
           tokens_[at_ + ahead].text == sign;
  }
  bool IsName(std::size_t at) const {
    return at < tokens_.size() &&
           (tokens_[at].kind == HclToken::kWord || tokens_[at].kind == HclToken::kString);
  }
  std::string KeyOf(std::string_view name) const {
    std::string key = open_.back().path;
    if (!key.empty()) key += '.';
    return key + KeyPart(Truncate(name, kKeyBytes));
  }

  // `name = value`, or `name "label" … {`.
  void ReadStatement() {
    const std::size_t begin = at_;
    if (!IsName(at_)) {
      ++at_;
      return;
    }
    const std::string_view name = tokens_[at_].text;
    if (IsSign("=", 1)) {
      const std::string key = KeyOf(name);
      at_ += 2;
      ReadValue(begin, key, name);
      return;
    }
    std::string path = open_.back().path;
    while (IsName(at_)) {
      if (!path.empty()) path += '.';
      path += KeyPart(Truncate(tokens_[at_++].text, kKeyBytes));
    }
    if (at_ >= tokens_.size() || !IsSign("{")) {
      SkipLine();
      return;
    }
    ++at_;
    const std::size_t number = seen_[path]++;
    if (number > 0) path += "[" + std::to_string(number) + "]";
    if (IsEmpty("}")) {
      AddSetting(begin, path, {"", ValueKind::kMap, true});
      ++at_;
      return;
    }
    Open(Level::kBody, path, begin);
  }

  void ReadEntry() {
    const std::size_t begin = at_;
    if (IsName(at_) && (IsSign("=", 1) || IsSign(":", 1))) {
      const std::string_view name = tokens_[at_].text;
      const std::string key = KeyOf(name);
      at_ += 2;
      ReadValue(begin, key, name);
      return;
    }
    SkipExpression();  // A computed key, or what broken text leaves.
    if (at_ == begin) ++at_;
  }

  // True if only line ends stand before `close`; then `at_` is there.
  bool IsEmpty(std::string_view close) {
    std::size_t i = at_;
    while (i < tokens_.size() && tokens_[i].kind == HclToken::kEndOfLine) ++i;
    if (i >= tokens_.size() || tokens_[i].kind != HclToken::kSign || tokens_[i].text != close) {
      return false;
    }
    at_ = i;
    return true;
  }

  bool IsFor() const {
    return at_ + 1 < tokens_.size() && tokens_[at_ + 1].kind == HclToken::kWord &&
           tokens_[at_ + 1].text == "for";
  }

  void ReadValue(std::size_t begin, const std::string& key, std::string_view name) {
    if (at_ >= tokens_.size()) return;
    const bool map = IsSign("{");
    if ((map || IsSign("[")) && !IsFor()) {
      ++at_;
      if (IsEmpty(map ? "}" : "]")) {
        ++at_;
        AddSetting(begin, key, {"", map ? ValueKind::kMap : ValueKind::kList, true});
        return;
      }
      Open(map ? Level::kObject : Level::kTuple, key, begin);
      return;
    }
    const std::size_t first = at_;
    SkipExpression();
    if (at_ == first) {
      if (!Is("\n")) ++at_;
      return;
    }
    const Value value = ValueOf(first, at_);
    if (name == "source" && value.known) open_.back().source = value.text;
    if (name == "version" && value.known) open_.back().version = value.text;
    AddSetting(begin, key, value);
    // `aws = "~> 4.0"`, the form before sources were named.
    if (open_.back().path == "terraform.required_providers" && value.known) {
      AddDependency("terraform", "hashicorp/" + std::string(name), value.text,
                    DependencyScope::kRuntime, RegionOf(begin), sink_);
    }
  }

  // To the end of the line, a comma or a closing sign, past groups.
  void SkipExpression() {
    std::size_t depth = 0;
    for (; at_ < tokens_.size(); ++at_) {
      const HclToken& token = tokens_[at_];
      if (token.kind == HclToken::kEndOfLine && depth == 0) return;
      if (token.kind != HclToken::kSign) continue;
      const char c = token.text.front();
      if (c == '(' || c == '[' || c == '{') ++depth;
      if (c == ')' || c == ']' || c == '}') {
        if (depth == 0) return;
        --depth;
      }
      if (c == ',' && depth == 0) return;
    }
  }

  void SkipLine() {
    while (at_ < tokens_.size() && tokens_[at_].kind != HclToken::kEndOfLine) ++at_;
  }

  Value ValueOf(std::size_t first, std::size_t end) const {
    const HclToken& token = tokens_[first];
    const std::string_view all = text_.substr(token.begin, tokens_[end - 1].end - token.begin);
    if (end == first + 1 && token.kind == HclToken::kString) {
      return {token.text, token.templated ? ValueKind::kInterpolated : ValueKind::kString,
              !token.templated};
    }
    const ValueKind plain = PlainScalarKind(all);
    if (plain != ValueKind::kString) return {all, plain, true};
    if (end == first + 1) return {all, ValueKind::kName, false};
    const bool call = token.kind == HclToken::kWord && tokens_[first + 1].kind == HclToken::kSign &&
                      tokens_[first + 1].text == "(";
    return {all, call ? ValueKind::kCall : ValueKind::kOther, false};
  }

  void Open(Level::Kind kind, std::string_view path, std::size_t begin) {
    if (open_.size() >= sink_.limits().data_depth) {
      sink_.Diagnose("nested-too-deep", lines_.Line(tokens_[begin].begin),
                     "the rest of the file is not read");
      full_ = true;
      return;
    }
    // A path that is already longer than what is kept need not grow.
    open_.push_back(
        {kind, std::string(Truncate(path, sink_.limits().text_bytes)), begin, 0, {}, {}});
  }

  // What a module, a provider or a lock's entry takes is known at its end.
  void Close() {
    if (open_.size() == 1) return;
    const Level level = std::move(open_.back());
    open_.pop_back();
    constexpr std::string_view kProviders = "terraform.required_providers.";
    if (level.kind == Level::kObject && level.path.starts_with(kProviders)) {
      std::string source(level.source);
      if (source.empty()) source = "hashicorp/" + level.path.substr(kProviders.size());
      AddDependency("terraform", source, level.version, DependencyScope::kRuntime,
                    RegionOf(level.begin), sink_);
    }
    if (level.kind != Level::kBody || open_.size() != 1) return;
    if (document_ == "terraform" && level.path.starts_with("module.")) AddModule(level);
    if (document_ == "terraform-lock" && level.path.starts_with("provider.")) AddLocked(level);
  }

  void AddModule(const Level& level) {
    const auto source = ParseModuleSource(level.source);
    if (!source) return;
    AddDependency("terraform", source->name,
                  level.version.empty() ? std::string_view(source->revision) : level.version,
                  DependencyScope::kRuntime, RegionOf(level.begin), sink_);
  }

  // provider "registry.terraform.io/hashicorp/aws" { version = "5.1.0" }
  void AddLocked(const Level& level) {
    std::string_view name = tokens_[level.begin + 1].text;
    const std::size_t host = name.find('/');
    if (host != std::string_view::npos && name.find('/', host + 1) != std::string_view::npos) {
      name = name.substr(host + 1);
    }
    Dependency dependency;
    dependency.region = RegionOf(level.begin);
    dependency.ecosystem = "terraform";
    dependency.name = sink_.Keep(name);
    dependency.constraint = sink_.Keep(level.version);
    dependency.locked = true;
    dependency.direct = false;
    sink_.Add(std::move(dependency));
  }

  // Of the token: where a statement begins is what there is to show.
  Region RegionOf(std::size_t token) const {
    const HclToken& first = tokens_[token];
    const std::uint32_t line = lines_.Line(first.begin);
    return {static_cast<std::uint32_t>(first.begin), static_cast<std::uint32_t>(first.end), line,
            lines_.Column(first.begin), line};
  }

  void AddSetting(std::size_t begin, const std::string& key, const Value& value) {
    Setting setting;
    setting.region = RegionOf(begin);
    setting.key = sink_.Keep(key);
    setting.value = sink_.Keep(value.text);
    setting.kind = value.kind;
    setting.templated = !value.known;
    setting.document = document_;
    full_ = !sink_.Add(std::move(setting));
  }

  std::string_view text_;
  LineIndex lines_;
  Text document_;
  FactSink& sink_;
  std::vector<HclToken> tokens_;
  std::vector<Level> open_;
  std::unordered_map<std::string, std::size_t> seen_;  // blocks by their path
  std::size_t at_ = 0;
  bool full_ = false;
};

void ReadHcl(const Source& source, FileFacts& facts) {
  FactSink sink(facts, source.limits);
  HclReader(source.text, sink.Keep(source.format), sink).Run();
}

}  // namespace

extern const FormatReader kFormatReader_hcl = {
    {
        {"terraform-lock", {}, {".terraform.lock.hcl"}, {}},
        {"terraform", {}, {}, {"**.tf", "**.tofu"}},
        {"tfvars", {}, {}, {"**.tfvars"}},
        {"terragrunt", {}, {"terragrunt.hcl"}, {}},
        {"packer", {}, {}, {"**.pkr.hcl"}},
        {"nomad", {}, {}, {"**.nomad", "**.nomad.hcl"}},
        {"hcl", {"HCL"}, {}, {"**.hcl"}},
    },
    ReadHcl,
    3,
};

}  // namespace assay
