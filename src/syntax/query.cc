#include "syntax/query.h"

#include <fmt/format.h>

#include <algorithm>
#include <optional>
#include <string>
#include <utility>

#include "base/pattern.h"
#include "syntax/arena.h"
#include "syntax/parse.h"

namespace assay {
namespace {

constexpr std::string_view kHere = "here";
// Matches that are being tried at one time, and that are told of one file.
constexpr std::uint32_t kMaxTried = 256;
constexpr std::size_t kMaxTold = 1'000;

struct DeleteQuery {
  void operator()(TSQuery* query) const { ts_query_delete(query); }
};
struct DeleteQueryCursor {
  void operator()(TSQueryCursor* cursor) const { ts_query_cursor_delete(cursor); }
};

struct Predicate {
  enum class Kind { kEqual, kNotEqual, kMatch } kind = Kind::kEqual;
  std::uint32_t capture = 0;
  std::optional<std::uint32_t> other;  // a capture; else `text`
  std::string text;
  std::optional<Pattern> pattern;
};

std::size_t LineOf(std::string_view text, std::size_t offset) {
  const std::string_view before = text.substr(0, offset);
  return static_cast<std::size_t>(std::count(before.begin(), before.end(), '\n')) + 1;
}

std::string_view WordAt(std::string_view text, std::size_t offset) {
  const std::string_view rest = text.substr(std::min(offset, text.size()));
  return rest.substr(0, rest.find_first_of(" \t\n()[]:@\""));
}

std::string WhatIsWrong(TSQueryError error, std::string_view word, const Grammar& grammar) {
  switch (error) {
    case TSQueryErrorNodeType:
      return fmt::format("{} is no node of {}", word, grammar.name());
    case TSQueryErrorField:
      return fmt::format("{} is no field of {}", word, grammar.name());
    case TSQueryErrorCapture:
      return fmt::format("{} is no capture of the query", word);
    case TSQueryErrorStructure:
      return "no tree has this shape";
    case TSQueryErrorSyntax:
    case TSQueryErrorLanguage:
    case TSQueryErrorNone:
      break;
  }
  return "the syntax of the query is broken";
}

bool Spend(TSQueryCursorState* state) {
  std::uint32_t& left = *static_cast<std::uint32_t*>(state->payload);
  if (left == 0) return true;
  --left;
  return false;
}

Region RegionOf(TSNode node) {
  Region region;
  region.start_byte = ts_node_start_byte(node);
  region.end_byte = ts_node_end_byte(node);
  const TSPoint start = ts_node_start_point(node);
  const TSPoint end = ts_node_end_point(node);
  region.start_line = start.row + 1;
  region.start_column = start.column + 1;
  region.end_line = end.column == 0 && end.row > start.row ? end.row : end.row + 1;
  return region;
}

std::string_view TextOf(std::string_view text, TSNode node) {
  return text.substr(ts_node_start_byte(node), ts_node_end_byte(node) - ts_node_start_byte(node));
}

}  // namespace

struct Query::Compiled {
  const Grammar* grammar = nullptr;
  std::unique_ptr<TSQuery, DeleteQuery> query;
  std::uint32_t here = 0;
  std::vector<std::vector<Predicate>> predicates;  // by pattern

  std::string_view CaptureName(std::uint32_t id) const {
    std::uint32_t size = 0;
    const char* const name = ts_query_capture_name_for_id(query.get(), id, &size);
    return {name, size};
  }
  std::string_view String(std::uint32_t id) const {
    std::uint32_t size = 0;
    const char* const text = ts_query_string_value_for_id(query.get(), id, &size);
    return {text, size};
  }

  // The words of one predicate: its name, a capture, and a capture or a text.
  Result<Predicate> ReadPredicate(const std::vector<TSQueryPredicateStep>& words) const {
    const std::string_view name = String(words.front().value_id);
    Predicate predicate;
    if (name == "not-eq?") {
      predicate.kind = Predicate::Kind::kNotEqual;
    } else if (name == "match?") {
      predicate.kind = Predicate::Kind::kMatch;
    } else if (name != "eq?") {
      return UsageError(fmt::format("#{} is not one of #eq?, #not-eq?, #match?", name));
    }
    if (words.size() != 3 || words[1].type != TSQueryPredicateStepTypeCapture)
      return UsageError(fmt::format("#{} takes a capture, and a capture or a text", name));
    predicate.capture = words[1].value_id;
    if (words[2].type == TSQueryPredicateStepTypeCapture) {
      predicate.other = words[2].value_id;
    } else {
      predicate.text = String(words[2].value_id);
    }
    if (predicate.kind != Predicate::Kind::kMatch) return predicate;
    if (predicate.other) return UsageError("#match? takes a capture and a pattern");
    ASSAY_TRY(predicate.pattern, Pattern::Compile(predicate.text));
    return predicate;
  }

  Result<std::vector<Predicate>> ReadPredicates(std::uint32_t pattern) const {
    std::uint32_t count = 0;
    const TSQueryPredicateStep* const steps =
        ts_query_predicates_for_pattern(query.get(), pattern, &count);
    std::vector<Predicate> read;
    std::vector<TSQueryPredicateStep> words;
    for (std::uint32_t i = 0; i < count; ++i) {
      if (steps[i].type != TSQueryPredicateStepTypeDone) {
        words.push_back(steps[i]);
        continue;
      }
      ASSAY_TRY(Predicate predicate, ReadPredicate(words));
      read.push_back(std::move(predicate));
      words.clear();
    }
    return read;
  }

  // Of a capture that occurs several times, every one must hold.
  bool Holds(const Predicate& predicate, const TSQueryMatch& match, std::string_view text) const {
    for (std::uint16_t i = 0; i < match.capture_count; ++i) {
      if (match.captures[i].index != predicate.capture) continue;
      const std::string_view value = TextOf(text, match.captures[i].node);
      if (predicate.pattern) {
        if (!predicate.pattern->Search(value)) return false;
        continue;
      }
      bool equal = value == predicate.text;
      if (predicate.other) {
        const auto* const end = match.captures + match.capture_count;
        equal = std::any_of(match.captures, end, [&](const TSQueryCapture& capture) {
          return capture.index == *predicate.other && TextOf(text, capture.node) == value;
        });
      }
      if (equal != (predicate.kind == Predicate::Kind::kEqual)) return false;
    }
    return true;
  }

  bool Holds(const TSQueryMatch& match, std::string_view text) const {
    const std::vector<Predicate>& all = predicates[match.pattern_index];
    return std::all_of(all.begin(), all.end(),
                       [&](const Predicate& predicate) { return Holds(predicate, match, text); });
  }
};

Query::Query(std::unique_ptr<Compiled> compiled) : compiled_(std::move(compiled)) {}
Query::Query(Query&&) noexcept = default;
Query& Query::operator=(Query&&) noexcept = default;
Query::~Query() = default;

Result<Query> Query::Compile(const Grammar& grammar, std::string_view text) {
  auto compiled = std::make_unique<Compiled>();
  compiled->grammar = &grammar;
  std::uint32_t offset = 0;
  TSQueryError error = TSQueryErrorNone;
  compiled->query.reset(ts_query_new(static_cast<const TSLanguage*>(grammar.language()),
                                     text.data(), static_cast<std::uint32_t>(text.size()), &offset,
                                     &error));
  if (!compiled->query) {
    return UsageError(fmt::format("line {} of the query: {}", LineOf(text, offset),
                                  WhatIsWrong(error, WordAt(text, offset), grammar)));
  }
  const std::uint32_t captures = ts_query_capture_count(compiled->query.get());
  while (compiled->here < captures && compiled->CaptureName(compiled->here) != kHere)
    ++compiled->here;
  const std::uint32_t patterns = ts_query_pattern_count(compiled->query.get());
  for (std::uint32_t pattern = 0; pattern < patterns; ++pattern) {
    const bool told = compiled->here < captures &&
                      ts_query_capture_quantifier_for_id(compiled->query.get(), pattern,
                                                         compiled->here) == TSQuantifierOne;
    const std::size_t line =
        LineOf(text, ts_query_start_byte_for_pattern(compiled->query.get(), pattern));
    if (!told) {
      return UsageError(
          fmt::format("line {} of the query: expected one capture @here in the pattern", line));
    }
    auto predicates = compiled->ReadPredicates(pattern);
    if (!predicates)
      return UsageError(fmt::format("line {} of the query: {}", line, predicates.error().message));
    compiled->predicates.push_back(*std::move(predicates));
  }
  if (patterns == 0) return UsageError("line 1 of the query: expected a pattern");
  return Query(std::move(compiled));
}

Result<Query::Answer> Query::Run(std::string_view text, const Limits& limits) const {
  const ParseArena arena;
  ASSAY_TRY(const TSTree* const tree, ParseInto(arena, *compiled_->grammar, text, limits));
  const std::unique_ptr<TSQueryCursor, DeleteQueryCursor> cursor(ts_query_cursor_new());
  ts_query_cursor_set_match_limit(cursor.get(), kMaxTried);
  std::uint32_t steps = limits.query_callbacks;
  const TSQueryCursorOptions options{&steps, Spend};
  ts_query_cursor_exec_with_options(cursor.get(), compiled_->query.get(), ts_tree_root_node(tree),
                                    &options);
  Answer answer;
  TSQueryMatch match;
  while (ts_query_cursor_next_match(cursor.get(), &match)) {
    if (!compiled_->Holds(match, text)) continue;
    if (answer.here.size() == kMaxTold) {
      answer.complete = false;
      break;
    }
    for (std::uint16_t i = 0; i < match.capture_count; ++i) {
      if (match.captures[i].index == compiled_->here)
        answer.here.push_back(RegionOf(match.captures[i].node));
    }
  }
  if (steps == 0 || ts_query_cursor_did_exceed_match_limit(cursor.get())) answer.complete = false;
  std::stable_sort(answer.here.begin(), answer.here.end(),
                   [](const Region& a, const Region& b) { return a.start_byte < b.start_byte; });
  return answer;
}

}  // namespace assay
