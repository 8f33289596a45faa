// A blob's bytes and where its lines begin.
#pragma once

#include <cstddef>
#include <cstdint>
#include <memory>
#include <string_view>
#include <vector>

#include "git/object.h"

namespace assay {

// Lines end with "\n"; what follows the last one is a line too. A blob has
// fewer than 2^32 bytes (kMaxObjectBytes).
class FileLines {
 public:
  FileLines() = default;
  explicit FileLines(std::shared_ptr<const Object> blob);

  std::string_view bytes() const { return blob_ ? std::string_view(blob_->bytes) : ""; }
  std::uint32_t count() const { return static_cast<std::uint32_t>(starts_.size() - 1); }
  // Of the 0-based line; `count()` gives the end of the bytes.
  std::uint32_t Start(std::uint32_t line) const { return starts_[line]; }
  // With its end, if it has one.
  std::string_view Text(std::uint32_t line) const {
    return bytes().substr(starts_[line], starts_[line + 1] - starts_[line]);
  }
  // The first line that begins at `offset` or behind it; `count()` if none does.
  std::uint32_t FirstFrom(std::size_t offset) const;

 private:
  std::shared_ptr<const Object> blob_;
  std::vector<std::uint32_t> starts_ = {0};
};

}  // namespace assay
