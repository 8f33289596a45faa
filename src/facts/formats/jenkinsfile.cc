// Jenkinsfiles, declarative and scripted, and Groovy scripts that are one by
// their content (a shared library's vars/build.groovy): their stages, the commands that they
// give to a shell, and the images that they run in. A script is a program; what
// it computes is not followed.
#include <algorithm>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "base/text.h"
#include "facts/data_tree.h"
#include "facts/extract.h"
#include "facts/gradle_tokens.h"
#include "facts/package_name.h"
#include "facts/settings.h"
#include "facts/shell/commands.h"
#include "facts/sink.h"

namespace assay {
namespace {

constexpr std::string_view kDocument = "jenkinsfile";

class JenkinsReader {
 public:
  JenkinsReader(std::vector<GradleToken> tokens, FactSink& sink)
      : tokens_(std::move(tokens)), sink_(sink) {}

  void Run() {
    for (at_ = 0; at_ < tokens_.size(); ++at_) {
      const GradleToken& token = tokens_[at_];
      if (token.kind == GradleToken::kSign) {
        if (token.text == "{") Open();
        if (token.text == "}" && !blocks_.empty()) blocks_.pop_back();
        continue;
      }
      if (token.kind == GradleToken::kWord) Word(token);
    }
  }

 private:
  struct Block {
    std::string_view name;   // "stage", "agent", "steps" …
    std::string_view stage;  // the innermost stage around it
  };

  const GradleToken* Ahead(std::size_t steps) const {
    return at_ + steps < tokens_.size() ? &tokens_[at_ + steps] : nullptr;
  }
  static bool IsSign(const GradleToken* token, std::string_view sign) {
    return token != nullptr && token->kind == GradleToken::kSign && token->text == sign;
  }
  static bool IsString(const GradleToken* token) {
    return token != nullptr && token->kind == GradleToken::kString;
  }
  std::string_view Stage() const {
    return blocks_.empty() ? std::string_view() : blocks_.back().stage;
  }

  // The text behind a step's name: `sh 'x'`, `sh('x')`, `sh(script: 'x', …)`, `sh script: 'x'`.
  const GradleToken* TextBehind(std::string_view keyword) const {
    std::size_t i = 1;
    if (IsSign(Ahead(i), "(")) ++i;
    if (IsString(Ahead(i))) return Ahead(i);
    // At most a handful of named arguments before the one that is wanted.
    for (std::size_t end = i + 24; i < end; ++i) {
      const GradleToken* const word = Ahead(i);
      if (word == nullptr || IsSign(word, ")") || IsSign(word, "{")) return nullptr;
      if (word->kind == GradleToken::kWord && word->text == keyword && IsSign(Ahead(i + 1), ":")) {
        return IsString(Ahead(i + 2)) ? Ahead(i + 2) : nullptr;
      }
    }
    return nullptr;
  }

  void Word(const GradleToken& token) {
    if (at_ > 0 && IsSign(&tokens_[at_ - 1], ".")) {
      if (token.text == "image") AddImageOf(TextBehind("image"));  // docker.image('x').inside
      return;
    }
    if (token.text == "stage") {
      if (const GradleToken* const name = TextBehind("name")) Begin("stages", *name);
    } else if (token.text == "sh" || token.text == "bat" || token.text == "powershell") {
      AddScript(TextBehind("script"));
    } else if (token.text == "image" && InBlock("docker")) {
      AddImageOf(TextBehind("image"));
    } else if (token.text == "docker" && InBlock("agent")) {
      AddImageOf(TextBehind("docker"));
    } else if (token.text == "pipeline" || token.text == "node") {
      const GradleToken* const next = Ahead(1);
      if (IsSign(next, "{") || IsSign(next, "(") || IsString(next)) {
        AddSetting(token.text, "", ValueKind::kMap, token.region, kDocument, sink_);
      }
    } else if (token.text == "cron" || token.text == "pollSCM") {
      if (const GradleToken* const text = TextBehind("spec")) {
        AddSetting("triggers." + std::string(token.text), text->text, ValueKind::kString,
                   token.region, kDocument, sink_);
      }
    } else if (token.text == "credentials" || token.text == "withCredentials" ||
               token.text == "junit" || token.text == "archiveArtifacts" ||
               token.text == "parallel" || token.text == "input" || token.text == "when") {
      AddSetting("steps." + std::string(token.text), Stage(), ValueKind::kString, token.region,
                 kDocument, sink_);
    }
  }

  void Begin(std::string_view key, const GradleToken& name) {
    AddSetting(std::string(key) + "." + KeyPart(Truncate(name.text, 200)), "", ValueKind::kMap,
               tokens_[at_].region, kDocument, sink_);
    pending_stage_ = name.text;
  }

  // The block's name is the first word of its line, or the one before a `(`.
  void Open() {
    std::string_view name;
    for (std::size_t i = at_; i > 0 && at_ - i < 32; --i) {
      const GradleToken& before = tokens_[i - 1];
      if (before.kind == GradleToken::kEndOfLine || IsSign(&before, "{") || IsSign(&before, "}"))
        break;
      if (before.kind == GradleToken::kWord) name = before.text;
    }
    std::string_view stage = Stage();
    if (name == "stage" && !pending_stage_.empty()) stage = pending_stage_;
    pending_stage_ = {};
    if (blocks_.size() < sink_.limits().data_depth) {
      blocks_.push_back({name, stage});
    } else if (!told_depth_) {
      told_depth_ = true;
      sink_.Diagnose("nested-too-deep", tokens_[at_].region.start_line,
                     "stages inside of that are not told apart");
    }
  }

  bool InBlock(std::string_view name) const {
    return !blocks_.empty() && blocks_.back().name == name;
  }

  void AddImageOf(const GradleToken* text) {
    if (IsString(text)) AddImage(text->text, DependencyScope::kBuild, text->region, sink_);
  }

  void AddScript(const GradleToken* text) {
    if (!IsString(text)) return;
    Command site;
    site.place = CommandPlace::kCiStep;
    site.context = sink_.Keep(Stage());
    const auto lines =
        static_cast<std::uint32_t>(std::count(text->text.begin(), text->text.end(), '\n'));
    Region region = text->region;
    region.end_line = region.start_line + lines;
    AddCommands(text->text, site, region, lines > 0, sink_);
  }

  std::vector<GradleToken> tokens_;
  FactSink& sink_;
  std::size_t at_ = 0;
  std::vector<Block> blocks_;
  std::string_view pending_stage_;
  bool told_depth_ = false;
};

// `pipeline {`, `node {` or `node('linux') {` at the top, or in the `call` of a shared library's
// variable, where nothing stands before it but what Groovy's own blocks have.
bool IsPipeline(const std::vector<GradleToken>& tokens) {
  const auto is_sign = [&](std::size_t i, std::string_view sign) {
    return i < tokens.size() && tokens[i].kind == GradleToken::kSign && tokens[i].text == sign;
  };
  const auto is_word = [&](std::size_t i, std::string_view word) {
    return i < tokens.size() && tokens[i].kind == GradleToken::kWord && tokens[i].text == word;
  };
  std::size_t depth = 0;
  std::size_t call_at = tokens.size();  // the word `call` of `def call(`
  bool in_call = false;
  for (std::size_t i = 0; i < tokens.size(); ++i) {
    if (is_sign(i, "{")) {
      if (depth == 0) in_call = call_at < i;
      ++depth;
    } else if (is_sign(i, "}")) {
      if (depth > 0 && --depth == 0) {
        in_call = false;
        call_at = tokens.size();
      }
    } else if (depth == 0 && is_word(i, "call") && is_sign(i + 1, "(") && i > 0 &&
               (is_word(i - 1, "def") || is_word(i - 1, "void"))) {
      call_at = i;
    } else if (depth == 0 || (depth == 1 && in_call)) {
      const bool whole = i == 0 || !(is_sign(i - 1, ".") || is_word(i - 1, "def"));
      if (is_word(i, "pipeline") && whole && is_sign(i + 1, "{")) return true;
      if (!is_word(i, "node") || !whole) continue;
      std::size_t behind = i + 1;
      if (is_sign(behind, "(")) {
        while (behind < std::min(i + 16, tokens.size()) && !is_sign(behind, ")")) ++behind;
        ++behind;
      }
      if (is_sign(behind, "{")) return true;
    }
  }
  return false;
}

void ReadJenkinsfile(const Source& source, FileFacts& facts) {
  FactSink sink(facts, source.limits);
  std::vector<GradleToken> tokens = TokenizeGradle(source.text);
  if (source.format == "groovy" && !IsPipeline(tokens)) return;
  JenkinsReader(std::move(tokens), sink).Run();
}

}  // namespace

extern const FormatReader kFormatReader_jenkinsfile = {
    {{"jenkinsfile", {}, {"Jenkinsfile"}, {"**Jenkinsfile.*", "**Jenkinsfile-*", "**.jenkinsfile"}},
     {"groovy", {"Groovy"}, {}, {"**.groovy"}}},
    ReadJenkinsfile,
    4,
};

}  // namespace assay
