#include "git/line_cache.h"

#include <utility>

namespace assay {

std::size_t LineCache::SizeOf(const FileLines& lines) {
  constexpr std::size_t kPlace = 256;
  return lines.bytes().size() + sizeof(std::uint32_t) * lines.count() + kPlace;
}

tl::expected<std::shared_ptr<const FileLines>, ObjectProblem> LineCache::Read(
    const ObjectId& blob) {
  const auto found = entries_.find(blob);
  if (found != entries_.end()) {
    found->second.spared = true;
    return found->second.lines;
  }
  auto object = objects_.ReadUnverified(blob, blob_limit_);
  if (!object) return tl::unexpected(object.error());
  if ((*object)->type != ObjectType::kBlob) return tl::unexpected(ObjectProblem::kCorrupt);
  auto lines = std::make_shared<const FileLines>(*std::move(object));
  entries_.emplace(blob, Entry{lines});
  order_.push_back(blob);
  bytes_ += SizeOf(*lines);
  while (bytes_ > capacity_ && order_.size() > 1) {
    const auto oldest = entries_.find(order_.front());
    order_.pop_front();
    if (std::exchange(oldest->second.spared, false)) {
      order_.push_back(oldest->first);
      continue;
    }
    bytes_ -= SizeOf(*oldest->second.lines);
    entries_.erase(oldest);
  }
  return lines;
}

}  // namespace assay
