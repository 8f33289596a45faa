#include "git/file_lines.h"

#include <algorithm>
#include <cstring>
#include <utility>

namespace assay {
FileLines::FileLines(std::shared_ptr<const Object> blob) : blob_(std::move(blob)) {
  const std::string_view text = blob_->bytes;
  constexpr std::size_t kUsualLine = 32;
  starts_.reserve(text.size() / kUsualLine + 2);
  for (std::size_t at = 0; at < text.size();) {
    const void* const end = std::memchr(text.data() + at, '\n', text.size() - at);
    at = end == nullptr ? text.size()
                        : static_cast<std::size_t>(static_cast<const char*>(end) - text.data()) + 1;
    starts_.push_back(static_cast<std::uint32_t>(at));
  }
}

std::uint32_t FileLines::FirstFrom(std::size_t offset) const {
  const auto end = starts_.end() - 1;
  return static_cast<std::uint32_t>(std::lower_bound(starts_.begin(), end, offset) -
                                    starts_.begin());
}

}  // namespace assay
