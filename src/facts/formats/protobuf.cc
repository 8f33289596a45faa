// Protocol Buffers: messages, enums and services as settings
// `service.Greeter.SayHello` = `(HelloRequest) returns (HelloReply)`,
// `message.User.name` = `string`.
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "facts/block_path.h"
#include "facts/data_tree.h"
#include "facts/extract.h"
#include "facts/schema_tokens.h"
#include "facts/settings.h"
#include "facts/sink.h"

namespace assay {
namespace {

constexpr std::string_view kDocument = "protobuf";

class ProtobufReader {
 public:
  ProtobufReader(std::vector<SchemaToken> tokens, FactSink& sink)
      : tokens_(std::move(tokens)), sink_(sink) {}

  void Run() {
    std::size_t begin = 0;  // of the statement that is being read
    for (std::size_t at = 0; at < tokens_.size();) {
      const SchemaToken& token = tokens_[at];
      const bool sign = token.kind == SchemaToken::kSign;
      if (sign && token.text == ";") {
        Statement(begin, at);
        begin = ++at;
      } else if (sign && token.text == "}") {
        path_.Close();
        begin = ++at;
      } else if (sign && token.text == "{") {
        at = Open(begin, at);
        begin = at;
      } else {
        ++at;
      }
    }
  }

 private:
  std::string_view TextAt(std::size_t index, std::size_t end) const {
    return index < end ? tokens_[index].text : std::string_view();
  }

  // The index to go on at.
  std::size_t Open(std::size_t begin, std::size_t at) {
    const std::string_view kind = TextAt(begin, at);
    if (kind == "rpc") {
      Statement(begin, at);
      return SkipGroup(tokens_, at);  // Its options.
    }
    const bool block = kind == "message" || kind == "enum" || kind == "service" ||
                       kind == "oneof" || kind == "extend";
    if (!block) {
      return SkipGroup(tokens_, at);
    }
    if (path_.depth() >= sink_.limits().data_depth) {
      sink_.Diagnose("nested-too-deep", tokens_[at].region.start_line, "not read any deeper");
      return tokens_.size();
    }
    path_.Open(kind, TextAt(begin + 1, at));
    return at + 1;
  }

  void Statement(std::size_t begin, std::size_t end) {
    const std::string_view first = TextAt(begin, end);
    if (first.empty() || first == "reserved" || first == "extensions") return;
    if (first == "rpc") return Add(begin, TextAt(begin + 1, end), JoinedText(begin + 2, end));
    if (first == "syntax" || first == "edition") return Add(begin, first, TextAt(begin + 2, end));
    if (first == "package" || first == "import") {
      return Add(begin, first, TextAt(end - 1, end));
    }
    if (first == "option") return Add(begin, first, JoinedText(begin + 1, end));
    // `repeated string tags = 4 [deprecated = true]`
    std::size_t equals = begin;
    while (equals < end && tokens_[equals].text != "=") ++equals;
    if (equals == end || equals == begin) return;
    const bool value = equals == begin + 1;  // of an enum
    Add(begin, tokens_[equals - 1].text,
        value ? std::string(TextAt(equals + 1, end)) : JoinedText(begin, equals - 1));
  }

  std::string JoinedText(std::size_t begin, std::size_t end) const {
    std::string text;
    for (std::size_t i = begin; i < end && text.size() < sink_.limits().text_bytes; ++i) {
      const bool word = tokens_[i].kind != SchemaToken::kSign;
      if (!text.empty() && word && text.back() != '(' && text.back() != '<') text += ' ';
      if (tokens_[i].text == "(" && !text.empty()) text += ' ';
      text += tokens_[i].text;
    }
    return text;
  }

  void Add(std::size_t at, std::string_view name, std::string_view value) {
    AddSetting(path_.Key(name), value, PlainScalarKind(value), tokens_[at].region, kDocument,
               sink_);
  }

  std::vector<SchemaToken> tokens_;
  FactSink& sink_;
  BlockPath path_;
};

void ReadProtobuf(const Source& source, FileFacts& facts) {
  FactSink sink(facts, source.limits);
  ProtobufReader(TokenizeSchema(source.text, SchemaComments::kSlashes), sink).Run();
}

}  // namespace

extern const FormatReader kFormatReader_protobuf = {
    {{"protobuf", {"Protocol Buffer"}, {}, {"**.proto"}}},
    ReadProtobuf,
    1,
};

}  // namespace assay
