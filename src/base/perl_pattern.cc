#include "base/perl_pattern.h"

#include <pcre2.h>

#include <array>
#include <cstdint>
#include <new>
#include <string>

#include "base/check.h"

namespace assay {
namespace {

// Steps of one search. A search of 50 KiB that ends by itself takes some
// thousands; this many take a tenth of a second.
constexpr std::uint32_t kMatchLimit = 2'000'000;
// KiB of heap that the interpreter may take for backtracking points.
constexpr std::uint32_t kHeapLimitKib = 20'000;
constexpr std::size_t kJitStackStart = std::size_t{32} << 10;
constexpr std::size_t kJitStackLimit = std::size_t{1} << 20;

template <auto Free>
struct Freed {
  template <typename T>
  void operator()(T* pointer) const {
    Free(pointer);
  }
};
using Code = std::unique_ptr<pcre2_code, Freed<pcre2_code_free>>;
using MatchData = std::unique_ptr<pcre2_match_data, Freed<pcre2_match_data_free>>;
using MatchContext = std::unique_ptr<pcre2_match_context, Freed<pcre2_match_context_free>>;
using JitStack = std::unique_ptr<pcre2_jit_stack, Freed<pcre2_jit_stack_free>>;

// What a thread needs to search.
struct Workspace {
  MatchContext context{pcre2_match_context_create(nullptr)};
  JitStack stack{pcre2_jit_stack_create(kJitStackStart, kJitStackLimit, nullptr)};

  Workspace() {
    if (context == nullptr) throw std::bad_alloc();
    pcre2_set_match_limit(context.get(), kMatchLimit);
    pcre2_set_heap_limit(context.get(), kHeapLimitKib);
    if (stack != nullptr) pcre2_jit_stack_assign(context.get(), nullptr, stack.get());
  }
};

}  // namespace

struct PerlPattern::Compiled {
  Code code;
};

PerlPattern::PerlPattern(std::unique_ptr<Compiled> compiled) : compiled_(std::move(compiled)) {}
PerlPattern::PerlPattern(PerlPattern&&) noexcept = default;
PerlPattern& PerlPattern::operator=(PerlPattern&&) noexcept = default;
PerlPattern::~PerlPattern() = default;

Result<PerlPattern> PerlPattern::Compile(std::string_view expression, bool ignore_case) {
  const std::unique_ptr<pcre2_compile_context, Freed<pcre2_compile_context_free>> context(
      pcre2_compile_context_create(nullptr));
  if (context == nullptr) throw std::bad_alloc();
  pcre2_set_newline(context.get(), PCRE2_NEWLINE_LF);
  int error = 0;
  PCRE2_SIZE offset = 0;
  Code code(pcre2_compile(reinterpret_cast<PCRE2_SPTR>(expression.data()), expression.size(),
                          PCRE2_NEVER_UTF | (ignore_case ? PCRE2_CASELESS : 0U), &error, &offset,
                          context.get()));
  if (code == nullptr) {
    std::array<PCRE2_UCHAR, 256> message{};
    pcre2_get_error_message(error, message.data(), message.size());
    return UsageError("pattern " + std::string(expression) + ": " +
                      reinterpret_cast<const char*>(message.data()));
  }
  // Where this fails, the interpreter matches.
  (void)pcre2_jit_compile(code.get(), PCRE2_JIT_COMPLETE);
  return PerlPattern(std::make_unique<Compiled>(Compiled{std::move(code)}));
}

PerlPattern::Outcome PerlPattern::Search(std::string_view text,
                                         std::vector<std::string_view>* groups) const {
  static thread_local const Workspace kWorkspace;
  const MatchData found(pcre2_match_data_create_from_pattern(compiled_->code.get(), nullptr));
  if (found == nullptr) throw std::bad_alloc();
  // An empty view may have no address.
  const auto* const bytes = reinterpret_cast<PCRE2_SPTR>(text.empty() ? "" : text.data());
  int result = pcre2_match(compiled_->code.get(), bytes, text.size(), 0, 0, found.get(),
                           kWorkspace.context.get());
  if (result == PCRE2_ERROR_JIT_STACKLIMIT) {
    result = pcre2_match(compiled_->code.get(), bytes, text.size(), 0, PCRE2_NO_JIT, found.get(),
                         kWorkspace.context.get());
  }
  if (result == PCRE2_ERROR_NOMATCH) return Outcome::kNoMatch;
  if (result < 0) return Outcome::kGaveUp;
  if (groups == nullptr) return Outcome::kMatch;
  groups->clear();
  const PCRE2_SIZE* const ends = pcre2_get_ovector_pointer(found.get());
  for (std::uint32_t i = 0; i < pcre2_get_ovector_count(found.get()); ++i) {
    const bool took_part = ends[2 * i] != PCRE2_UNSET;
    groups->push_back(took_part ? text.substr(ends[2 * i], ends[2 * i + 1] - ends[2 * i])
                                : std::string_view());
  }
  return Outcome::kMatch;
}

}  // namespace assay
