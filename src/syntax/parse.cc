#include "syntax/parse.h"

#include <fmt/format.h>
#include <parse_steps.h>

#include <algorithm>
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

// Small enough that a line read again and again is seen to be.
constexpr std::size_t kReadBytes = 512;
constexpr std::size_t kMaxCharacterBytes = 4;  // of UTF-8
// Tokens that a repair tries for the price of one callback: 20 to 90 us of work,
// where the hundred steps between two callbacks take 20.
constexpr std::uint64_t kRepairsPerCallback = 1'000;

struct Budget {
  std::uint64_t callbacks;
  std::uint64_t reads;
  std::size_t bytes;
  std::uint64_t stack_steps;
};

struct Input {
  std::string_view text;
  const ParseArena& arena;
  Budget left;            // of bytes: all
  std::uint64_t repairs;  // that this thread had done at the last callback
  std::size_t end = 0;    // of the block that was read last
};

// Without budget the text is at its end: the lexer of a grammar may look for
// the end of a string from every character, all in one step of the parser,
// where no callback would stop it.
const char* Read(void* payload, std::uint32_t byte, TSPoint, std::uint32_t* size) {
  Input& input = *static_cast<Input*>(payload);
  std::string_view block = input.text.substr(std::min<std::size_t>(byte, input.text.size()));
  if (input.left.reads == 0) {
    // What a block broke off is asked for again, and the core decodes the
    // answer even if there is none.
    const bool broken_off = byte < input.end && input.end - byte < kMaxCharacterBytes;
    block = block.substr(0, broken_off ? input.end - byte : 0);
  } else {
    --input.left.reads;
    block = block.substr(0, kReadBytes);
    input.end = byte + block.size();
  }
  *size = static_cast<std::uint32_t>(block.size());
  return block.empty() ? "" : block.data();
}

// True stops the parse. Work is counted, not seconds, so that the answer does
// not hang on the machine's load.
bool SpendBudget(TSParseState* state) {
  Input& input = *static_cast<Input*>(state->payload);
  Budget& left = input.left;
  const std::uint64_t repairs = assay_repair_steps();
  const std::uint64_t callbacks = 1 + (repairs - input.repairs) / kRepairsPerCallback;
  if (left.callbacks < callbacks || left.reads == 0 || input.arena.used() > left.bytes) return true;
  left.callbacks -= callbacks;
  input.repairs += (callbacks - 1) * kRepairsPerCallback;
  return false;
}

Budget BudgetOf(std::size_t bytes, const Limits& limits) {
  const std::uint64_t kilobytes = bytes / 1024 + 1;
  return {limits.parse_callbacks_base + limits.parse_callbacks_per_kb * kilobytes,
          limits.parse_reads_base + limits.parse_reads_per_kb * kilobytes,
          limits.parse_bytes_base + limits.parse_bytes_per_byte * bytes,
          limits.parse_stack_base + limits.parse_stack_per_byte * bytes};
}

}  // namespace

// The tree is not deleted: all of it is in the arena, which is reset as a
// whole, and giving it back node by node costs a twentieth of the parse. The
// parser is deleted, since a grammar's scanner may have memory of its own.
Result<const TSTree*> ParseInto(const ParseArena& arena, const Grammar& grammar,
                                std::string_view text, const Limits& limits) {
  if (text.size() > limits.source_bytes) {
    return InputError(
        fmt::format("file-too-large: {} bytes; {} are parsed", text.size(), limits.source_bytes));
  }
  Parser parser(ts_parser_new());
  const bool accepted =
      ts_parser_set_language(parser.get(), static_cast<const TSLanguage*>(grammar.language()));
  ASSAY_CHECK(accepted);  // tests/syntax holds every grammar to the core's ABI.
  const Budget budget = BudgetOf(text.size(), limits);
  Input input{text, arena, budget, assay_repair_steps()};
  const TSInput source{&input, Read, TSInputEncodingUTF8, nullptr};
  const TSParseOptions options{&input, SpendBudget};
  bool gave_up = false;
  const TSTree* const tree =
      assay_parse(parser.get(), source, options, budget.stack_steps, &gave_up);
  if (gave_up) static_cast<void>(parser.release());  // Left to the arena, as parse_steps.h says.
  if (tree == nullptr || input.left.reads == 0) {
    return InputError(
        fmt::format("parse-budget: broken so that its parse would cost more than {} steps, {} MB, "
                    "{} reads or {} "
                    "nodes of its stack",
                    budget.callbacks, budget.bytes >> 20, budget.reads, budget.stack_steps));
  }
  return tree;
}

}  // namespace assay
