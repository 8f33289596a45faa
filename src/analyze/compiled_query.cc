#include "analyze/compiled_query.h"

#include <fmt/format.h>

#include "base/check.h"

namespace assay {

CompiledQuery::CompiledQuery(const std::vector<RawQuery>& queries) {
  for (const RawQuery& query : queries) {
    entries_.push_back(std::make_unique<Entry>());
    entries_.back()->source = &query;
  }
}

const Query* CompiledQuery::For(std::string_view format) const {
  for (const std::unique_ptr<Entry>& entry : entries_) {
    if (entry->source->grammar != format) continue;
    std::call_once(entry->compiled, [&entry] {
      const Grammar* const grammar = Grammar::Find(entry->source->grammar);
      ASSAY_CHECK(grammar != nullptr);  // CheckQueries
      auto query = Query::Compile(*grammar, entry->source->text);
      ASSAY_CHECK(query.has_value());
      entry->query.emplace(*std::move(query));
    });
    return &*entry->query;
  }
  return nullptr;
}

Result<void> CheckQueries(const RuleSet& rules) {
  for (const Signal& signal : rules.signals) {
    for (const Condition& condition : signal.conditions) {
      for (const RawQuery& query : condition.queries) {
        const auto fail = [&](std::string_view message) {
          return UsageError(fmt::format("{}:{}: {}", signal.file, query.line, message));
        };
        const Grammar* const grammar = Grammar::Find(query.grammar);
        if (grammar == nullptr)
          return fail(fmt::format("{} is no grammar that source is read with", query.grammar));
        const auto compiled = Query::Compile(*grammar, query.text);
        if (!compiled) return fail(compiled.error().message);
      }
    }
  }
  return {};
}

}  // namespace assay
