#include "syntax/parse.h"

#include <fmt/format.h>

#include <cstdint>
#include <memory>

#include "base/check.h"
#include "base/text.h"

namespace assay {
namespace {

struct DeleteParser {
  void operator()(TSParser* parser) const { ts_parser_delete(parser); }
};
using Parser = std::unique_ptr<TSParser, DeleteParser>;

struct Input {
  std::string_view text;
  std::uint32_t callbacks_left;
};

const char* Read(void* payload, std::uint32_t byte, TSPoint, std::uint32_t* size) {
  const std::string_view text = static_cast<Input*>(payload)->text;
  if (byte >= text.size()) {
    *size = 0;
    return "";
  }
  *size = static_cast<std::uint32_t>(text.size() - byte);
  return text.data() + byte;
}

// True stops the parse. Callbacks are counted, not seconds, so that the answer
// does not hang on the machine's load.
bool SpendBudget(TSParseState* state) {
  Input& input = *static_cast<Input*>(state->payload);
  if (input.callbacks_left == 0) return true;
  --input.callbacks_left;
  return false;
}

// Of ASCII, which nearly every file is: the core's own decoder looks at each
// byte for more than it can be there.
std::uint32_t DecodeAscii(const std::uint8_t* bytes, std::uint32_t, std::int32_t* code_point) {
  *code_point = bytes[0];  // The core does not ask at the end.
  return 1;
}

const TSTree* ParseText(TSParser* parser, std::string_view text, std::uint32_t callbacks) {
  Input input{text, callbacks};
  const bool ascii = IsAscii(text);
  const TSInput source{&input, Read, ascii ? TSInputEncodingCustom : TSInputEncodingUTF8,
                       ascii ? DecodeAscii : nullptr};
  const TSParseOptions options{&input, SpendBudget};
  return ts_parser_parse_with_options(parser, nullptr, source, options);
}

}  // namespace

// The tree is not deleted: all of it is in the arena, which is reset as a
// whole, and giving it back node by node costs a twentieth of the parse. The
// parser is deleted, since a grammar's scanner may have memory of its own.
Result<const TSTree*> ParseInto(const ParseArena&, const Grammar& grammar, std::string_view text,
                                const Limits& limits) {
  if (text.size() > limits.source_bytes) {
    return InputError(
        fmt::format("file-too-large: {} bytes; {} are parsed", text.size(), limits.source_bytes));
  }
  const std::uint64_t callbacks =
      limits.parse_callbacks_base +
      std::uint64_t{limits.parse_callbacks_per_kb} * (text.size() / 1024 + 1);
  const Parser parser(ts_parser_new());
  const bool accepted =
      ts_parser_set_language(parser.get(), static_cast<const TSLanguage*>(grammar.language()));
  ASSAY_CHECK(accepted);  // tests/syntax holds every grammar to the core's ABI.
  const TSTree* const tree = ParseText(parser.get(), text, static_cast<std::uint32_t>(callbacks));
  if (tree == nullptr) {
    return InputError(fmt::format("parse-budget: given up after {} steps", callbacks));
  }
  return tree;
}

}  // namespace assay
