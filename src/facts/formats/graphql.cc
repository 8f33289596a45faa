// GraphQL: a schema's types as settings `type.User.email` = `String!`, and the
// operations of clients by their names.
#include <algorithm>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "facts/block_path.h"
#include "facts/extract.h"
#include "facts/schema_tokens.h"
#include "facts/settings.h"
#include "facts/sink.h"

namespace assay {
namespace {

class GraphqlReader {
 public:
  GraphqlReader(std::vector<SchemaToken> tokens, FactSink& sink)
      : tokens_(std::move(tokens)), sink_(sink) {}

  void Run() {
    while (at_ < tokens_.size()) {
      const SchemaToken& token = tokens_[at_];
      if (Is("{")) {  // A query without a name.
        at_ = SkipGroup(tokens_, at_);
      } else if (token.kind != SchemaToken::kWord || token.text == "extend") {
        ++at_;
      } else if (IsOneOf({"type", "interface", "input", "enum", "schema"})) {
        Type();
      } else if (IsOneOf({"union", "scalar"})) {
        Alias();
      } else if (IsOneOf({"query", "mutation", "subscription", "fragment"})) {
        Operation();
      } else {
        ++at_;
      }
    }
  }

 private:
  bool Is(std::string_view sign) const {
    return at_ < tokens_.size() && tokens_[at_].kind == SchemaToken::kSign &&
           tokens_[at_].text == sign;
  }
  bool IsWord() const { return at_ < tokens_.size() && tokens_[at_].kind == SchemaToken::kWord; }
  bool IsOneOf(std::initializer_list<std::string_view> words) const {
    return std::find(words.begin(), words.end(), tokens_[at_].text) != words.end();
  }
  std::string_view TakeWord() { return IsWord() ? tokens_[at_++].text : std::string_view(); }

  void Type() {
    const Region region = tokens_[at_].region;
    const std::string_view kind = TakeWord();
    const std::string_view name = TakeWord();
    path_.Open(kind, name);
    if (IsWord() && tokens_[at_].text == "implements") {
      ++at_;
      Add(path_.Key("implements"), TypesUpTo("{@"), region);
    }
    const bool marked = Directives(path_.Key(""));
    if (Is("{")) {
      ++at_;
      if (Is("}")) Add(std::string(path_.path()), "", region);
      while (at_ < tokens_.size() && !Is("}")) Field(kind == "enum");
      ++at_;
    } else if (!marked) {
      Add(std::string(path_.path()), "", region);
    }
    path_.Close();
  }

  void Field(bool is_value) {
    if (!IsWord()) {
      ++at_;  // A description.
      return;
    }
    const Region region = tokens_[at_].region;
    const std::string key = path_.Key(tokens_[at_++].text);
    if (Is("(")) at_ = SkipGroup(tokens_, at_);
    std::string type;
    if (Is(":")) {
      ++at_;
      type = TypeName();
    } else if (!is_value) {
      return;
    }
    Add(key, type, region);
    if (Is("=")) {
      ++at_;
      at_ = Is("[") || Is("{") ? SkipGroup(tokens_, at_) : at_ + 1;
    }
    Directives(key + ".");
  }

  // `[User!]!`
  std::string TypeName() {
    std::string type;
    int depth = 0;
    while (at_ < tokens_.size()) {
      if (Is("[")) {
        ++depth;
      } else if (Is("]")) {
        --depth;
      } else if (!Is("!") && (!IsWord() || (!type.empty() && type.back() != '['))) {
        break;
      }
      type += tokens_[at_++].text;
      if (depth < 0) break;
    }
    return type;
  }

  // The words up to one of the signs, as they stand.
  std::string TypesUpTo(std::string_view signs) {
    std::string text;
    while (at_ < tokens_.size() && text.size() < sink_.limits().text_bytes) {
      if (tokens_[at_].kind != SchemaToken::kWord &&
          signs.find(tokens_[at_].text) != std::string_view::npos) {
        break;
      }
      if (!text.empty()) text += ' ';
      text += tokens_[at_++].text;
    }
    return text;
  }

  // `@auth(requires: ADMIN)` as the setting `<prefix>@auth`. True if there was one.
  bool Directives(const std::string& prefix) {
    bool any = false;
    while (Is("@") && at_ + 1 < tokens_.size()) {
      ++at_;
      const Region region = tokens_[at_].region;
      const std::string key = prefix + "@" + KeyPart(TakeWord());
      std::string value;
      if (Is("(")) {
        const std::size_t end = SkipGroup(tokens_, at_);
        for (std::size_t i = at_ + 1; i + 1 < end && value.size() < 256; ++i) {
          if (!value.empty()) value += ' ';
          value += tokens_[i].text;
        }
        at_ = end;
      }
      Add(key, value, region);
      any = true;
    }
    return any;
  }

  void Alias() {
    const Region region = tokens_[at_].region;
    std::string key(TakeWord());
    key += "." + KeyPart(TakeWord());
    Directives(key + ".");
    std::string value;
    if (Is("=")) {
      ++at_;
      if (Is("|")) ++at_;
      value = TakeWord();
      while (Is("|")) {
        ++at_;
        value += " | ";
        value += TakeWord();
      }
    }
    Add(key, value, region);
  }

  void Operation() {
    const Region region = tokens_[at_].region;
    std::string key(TakeWord());
    if (IsWord()) key += "." + KeyPart(TakeWord());
    while (at_ < tokens_.size() && !Is("{")) at_ = Is("(") ? SkipGroup(tokens_, at_) : at_ + 1;
    at_ = SkipGroup(tokens_, at_);
    AddSetting(key, "", ValueKind::kNull, region, "graphql-operation", sink_);
  }

  void Add(const std::string& key, std::string_view value, const Region& region) {
    AddSetting(key, value, ValueKind::kString, region, "graphql-schema", sink_);
  }

  std::vector<SchemaToken> tokens_;
  FactSink& sink_;
  BlockPath path_;
  std::size_t at_ = 0;
};

void ReadGraphql(const Source& source, FileFacts& facts) {
  FactSink sink(facts, source.limits);
  GraphqlReader(TokenizeSchema(source.text, SchemaComments::kHash), sink).Run();
}

}  // namespace

extern const FormatReader kFormatReader_graphql = {
    {{"graphql", {"GraphQL"}, {}, {"**.graphql", "**.graphqls", "**.gql"}, true}},
    ReadGraphql,
    2,
};

}  // namespace assay
