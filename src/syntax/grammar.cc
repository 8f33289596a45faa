#include <cstdio>
#include <iterator>
#include <mutex>
#include <string>

#include "base/check.h"
#include "syntax/grammar_table.h"
#include "syntax/tree.h"

namespace assay {
namespace {

struct Row {
  std::string_view name;
  const TSLanguage* (*language)();
};

constexpr Row kRows[] = {
#include "syntax/grammar_table.inc"
};
constexpr std::size_t kRowCount = std::size(kRows);

}  // namespace

// Builds a grammar when it is first asked for: a start pays for no table that
// it does not use.
struct GrammarRegistry {
  static const Grammar& Build(std::size_t row) {
    static std::once_flag built[kRowCount];
    static Grammar grammars[kRowCount];
    std::call_once(built[row], [row] { Fill(kRows[row], grammars[row]); });
    return grammars[row];
  }

  static void Fill(const Row& row, Grammar& grammar) {
    const TSLanguage* const language = row.language();
    grammar.name_ = row.name;
    grammar.language_ = language;
    for (std::uint32_t kind = 0; kind < ts_language_symbol_count(language); ++kind) {
      const auto symbol = static_cast<TSSymbol>(kind);
      const char* const name = ts_language_symbol_name(language, symbol);
      grammar.kinds_.push_back(name == nullptr ? "" : name);
      grammar.named_.push_back(ts_language_symbol_type(language, symbol) == TSSymbolTypeRegular);
    }
    grammar.fields_.push_back("");
    for (std::uint32_t field = 1; field <= ts_language_field_count(language); ++field) {
      grammar.fields_.push_back(
          ts_language_field_name_for_id(language, static_cast<TSFieldId>(field)));
    }
  }
};

const Grammar* Grammar::Find(std::string_view name) {
  for (std::size_t row = 0; row < kRowCount; ++row) {
    if (kRows[row].name == name) return &GrammarRegistry::Build(row);
  }
  return nullptr;
}

std::uint16_t Grammar::Field(std::string_view name) const {
  for (std::size_t i = 1; i < fields_.size(); ++i) {
    if (fields_[i] == name) return static_cast<std::uint16_t>(i);
  }
  return 0;
}

std::vector<std::uint8_t> Grammar::KindTable(const std::vector<KindEntry>& entries) const {
  std::vector<std::uint8_t> table(kinds_.size(), 0);
  for (const KindEntry& entry : entries) {
    bool known = false;
    for (std::size_t kind = 0; kind < kinds_.size(); ++kind) {
      if (kinds_[kind] != entry.name || named_[kind] != entry.named) continue;
      table[kind] = entry.value;
      known = true;
    }
    if (!known)
      std::fprintf(stderr, "assay: grammar %s has no %s\n", std::string(name_).c_str(),
                   std::string(entry.name).c_str());
    ASSAY_CHECK(known);
  }
  return table;
}

}  // namespace assay
