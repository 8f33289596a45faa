#include "language/heuristics.h"

#include <algorithm>
#include <memory>
#include <mutex>
#include <optional>
#include <string>
#include <variant>

#include "base/check.h"
#include "base/pattern.h"
#include "base/perl_pattern.h"
#include "base/text.h"

namespace assay {
namespace {

// Bytes of a blob that Linguist's heuristics look at.
constexpr std::size_t kHeuristicBytes = 51'200;

using AnyPattern = std::variant<Pattern, PerlPattern>;

AnyPattern Compile(const linguist::Test& test) {
  if (test.backtracking) {
    auto pattern = PerlPattern::Compile(test.pattern);
    ASSAY_CHECK(pattern.has_value());  // The generator has compiled it.
    return *std::move(pattern);
  }
  auto pattern = Pattern::Compile(test.pattern);
  ASSAY_CHECK(pattern.has_value());
  return *std::move(pattern);
}

// The patterns of one block, rule by rule.
struct CompiledBlock {
  std::once_flag once;
  std::vector<std::vector<AnyPattern>> rules;
};

class Blocks {
 public:
  explicit Blocks(std::span<const linguist::Block> blocks)
      : blocks_(blocks), compiled_(std::make_unique<CompiledBlock[]>(blocks.size())) {}

  std::vector<std::uint16_t> Decide(std::string_view path, std::string_view text, bool* gave_up) {
    const std::string name = ToLowerAscii(path);
    for (std::size_t b = 0; b < blocks_.size(); ++b) {
      const auto& extensions = blocks_[b].extensions;
      if (std::any_of(extensions.begin(), extensions.end(), [&](std::string_view extension) {
            return std::string_view(name).ends_with(extension);
          }))
        return DecideIn(b, text, gave_up);
    }
    return {};
  }

 private:
  std::vector<std::uint16_t> DecideIn(std::size_t b, std::string_view text, bool* gave_up) {
    const auto& rules = blocks_[b].rules;
    CompiledBlock& compiled = compiled_[b];
    std::call_once(compiled.once, [&] {
      for (const linguist::Rule& rule : rules) {
        auto& patterns = compiled.rules.emplace_back();
        for (const linguist::Test& test : rule.tests) patterns.push_back(Compile(test));
      }
    });
    for (std::size_t r = 0; r < rules.size(); ++r) {
      bool holds = true;
      for (std::size_t t = 0; holds && t < rules[r].tests.size(); ++t) {
        const std::optional<bool> found = Search(compiled.rules[r][t], text);
        if (!found) *gave_up = true;
        holds = found && *found != rules[r].tests[t].negative;
      }
      if (holds) return {rules[r].languages.begin(), rules[r].languages.end()};
    }
    return {};
  }

  // Nothing where the pattern gave up.
  static std::optional<bool> Search(const AnyPattern& pattern, std::string_view text) {
    if (const auto* const linear = std::get_if<Pattern>(&pattern)) return linear->Search(text);
    switch (std::get<PerlPattern>(pattern).Search(text)) {
      case PerlPattern::Outcome::kMatch:
        return true;
      case PerlPattern::Outcome::kNoMatch:
        return false;
      case PerlPattern::Outcome::kGaveUp:
        break;
    }
    return std::nullopt;
  }

  std::span<const linguist::Block> blocks_;
  std::unique_ptr<CompiledBlock[]> compiled_;
};

}  // namespace

std::vector<std::uint16_t> ByHeuristics(const linguist::DataSet& data, std::string_view path,
                                        std::string_view head, bool* gave_up) {
  static Blocks of_release(linguist::k7221.heuristics);
  static Blocks of_main(linguist::kMain.heuristics);
  Blocks& blocks = &data == &linguist::kMain ? of_main : of_release;
  return blocks.Decide(path, head.substr(0, kHeuristicBytes), gave_up);
}

}  // namespace assay
