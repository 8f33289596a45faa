// Uniform access to the facts of one file, for the matcher: any field of any
// fact as texts, its region and its scope.
#pragma once

#include <array>
#include <cstdint>
#include <functional>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "base/limits.h"
#include "base/result.h"
#include "model/facts.h"
#include "model/history_facts.h"
#include "model/source_file.h"

namespace assay {

// What rules' queries run on: a file's content, read when first asked for.
struct QuerySource {
  std::function<Result<std::string>()> read;
  Limits limits;
};

// One file as the matcher sees it; its facts have been linked. Or the history,
// which the matcher sees as one more file without content.
struct FileView {
  const SourceFile* file = nullptr;
  const FileFacts* facts = nullptr;
  const QuerySource* queries = nullptr;         // null: no query finds anything
  const HistoryFacts* history = nullptr;        // null of a file
  std::span<const std::string_view> use_names;  // of facts->uses, '#' as '.'; the matcher's
};

struct FactRef {
  FactKind kind = FactKind::kUse;
  std::uint32_t index = 0;
};

// The texts of one field; numbers and enums as words. Reused between calls.
class FieldTexts {
 public:
  const std::vector<std::string_view>& texts() const { return texts_; }
  void Clear() { texts_.clear(); }
  void Add(std::string_view text) { texts_.push_back(text); }
  void AddNumber(std::int64_t number);
  void AddOwned(std::string text);

 private:
  std::vector<std::string_view> texts_;
  std::array<char, 24> number_{};
  std::string owned_;
};

// The field's place in FieldNames(kind).
void ReadField(const FileView& view, FactRef fact, std::size_t field, bool safe_provenance,
               FieldTexts& out);

std::size_t FactCount(const FileView& view, FactKind kind);
Region RegionOf(const FileView& view, FactRef fact);
std::uint32_t ScopeOf(const FileView& view, FactRef fact);

// Whether a dynamic part may carry what a stranger sends.
bool IsUnsafe(Provenance provenance);

}  // namespace assay
