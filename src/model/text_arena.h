// Owns the text that facts point to: one arena a file, freed at once.
#pragma once

#include <cstring>
#include <memory>
#include <string_view>
#include <vector>

#include "base/text_map.h"

namespace assay {

// Equal texts are kept once. Views stay valid while the arena lives, also
// when it is moved.
class TextArena {
 public:
  // For so many different texts.
  void Reserve(std::size_t texts) { known_.reserve(texts); }

  std::string_view Keep(std::string_view text) {
    if (text.empty()) return {};
    const auto [known, is_new] = known_.insert(text);
    if (!is_new) return *known;
    // The entry speaks of the same text where it stays, so it keeps its place.
    std::string_view& kept = const_cast<std::string_view&>(*known);
    if (text.size() > free_.size()) {
      const std::size_t size = text.size() > kChunkBytes / 4 ? text.size() : kChunkBytes;
      chunks_.push_back(std::make_unique_for_overwrite<char[]>(size));
      if (size == text.size()) {  // A long text gets a chunk of its own.
        std::memcpy(chunks_.back().get(), text.data(), size);
        return kept = {chunks_.back().get(), size};
      }
      free_ = {chunks_.back().get(), size};
    }
    char* const begin = const_cast<char*>(free_.data());
    std::memcpy(begin, text.data(), text.size());
    free_.remove_prefix(text.size());
    return kept = {begin, text.size()};
  }

 private:
  static constexpr std::size_t kChunkBytes = 16 * 1024;
  std::vector<std::unique_ptr<char[]>> chunks_;
  std::string_view free_;  // The unused rest of the newest shared chunk.
  TextViewSet known_;
};

}  // namespace assay
