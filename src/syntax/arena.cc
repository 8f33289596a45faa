#include "syntax/arena.h"

#include <tree_sitter/api.h>

#include <algorithm>
#include <cstddef>
#include <cstdint>
#include <cstdlib>
#include <cstring>
#include <memory>
#include <mutex>
#include <vector>

namespace assay {
namespace {

constexpr std::size_t kBlockBytes = std::size_t{1} << 20;
constexpr std::size_t kAlignment = alignof(std::max_align_t);
// Blocks kept between files, all of one size; what a huge file needed more is
// given back. A larger one is not kept: what grows in it would find room where
// a fresh thread has none, so that a parse were charged fewer bytes for the
// files that its thread has read before.
constexpr std::size_t kKeptBlocks = 8;

// Every allocation is preceded by its size, for realloc.
class Arena {
 public:
  void* Allocate(std::size_t size) {
    const std::size_t need = kAlignment + Rounded(size);
    if (need > left_ && !AddBlock(need)) return nullptr;
    std::byte* const header = next_;
    next_ += need;
    left_ -= need;
    handed_out_ += need;
    std::memcpy(header, &size, sizeof size);
    return header + kAlignment;
  }

  bool Owns(const void* pointer) const {
    const auto address = reinterpret_cast<std::uintptr_t>(pointer);
    for (const Block& block : blocks_) {
      const auto begin = reinterpret_cast<std::uintptr_t>(block.bytes.get());
      if (address >= begin && address < begin + block.size) return true;
    }
    return false;
  }

  static std::size_t SizeOf(const void* pointer) {
    std::size_t size = 0;
    std::memcpy(&size, static_cast<const std::byte*>(pointer) - kAlignment, sizeof size);
    return size;
  }

  // Resizes in place: what fits into the rounded size, and the newest
  // allocation as long as there is room.
  bool ResizeInPlace(void* pointer, std::size_t size) {
    const std::size_t old_need = Rounded(SizeOf(pointer));
    const std::size_t need = Rounded(size);
    std::byte* const begin = static_cast<std::byte*>(pointer);
    if (need > old_need) {
      if (begin + old_need != next_ || need - old_need > left_) return false;
      next_ += need - old_need;
      left_ -= need - old_need;
      handed_out_ += need - old_need;
    } else if (size < SizeOf(pointer)) {
      return true;  // Keeps its size: what is cut off may be asked for again.
    }
    std::memcpy(begin - kAlignment, &size, sizeof size);
    return true;
  }

  void Reset() {
    blocks_.erase(std::remove_if(blocks_.begin(), blocks_.end(),
                                 [](const Block& block) { return block.size > kBlockBytes; }),
                  blocks_.end());
    if (blocks_.size() > kKeptBlocks) blocks_.resize(kKeptBlocks);
    used_ = 0;
    left_ = 0;
    next_ = nullptr;
    handed_out_ = 0;
  }

  std::size_t handed_out() const { return handed_out_; }

 private:
  struct Block {
    std::unique_ptr<std::byte[]> bytes;
    std::size_t size;
  };

  static std::size_t Rounded(std::size_t size) {
    return (size + kAlignment - 1) / kAlignment * kAlignment;
  }

  bool AddBlock(std::size_t need) {
    // From `used_` on stand blocks that were kept, too small for what is large.
    if (used_ == blocks_.size() || blocks_[used_].size < need) {
      const std::size_t size = std::max(need, kBlockBytes);
      std::unique_ptr<std::byte[]> bytes(new (std::nothrow) std::byte[size]);
      if (!bytes) return false;
      blocks_.insert(blocks_.begin() + static_cast<std::ptrdiff_t>(used_),
                     {std::move(bytes), size});
    }
    next_ = blocks_[used_].bytes.get();
    left_ = blocks_[used_].size;
    ++used_;
    return true;
  }

  std::vector<Block> blocks_;
  std::size_t used_ = 0;  // blocks handed out since the last reset
  std::byte* next_ = nullptr;
  std::size_t left_ = 0;
  std::size_t handed_out_ = 0;
};

thread_local Arena arena;
thread_local bool arena_on = false;

void* Allocate(std::size_t size) { return arena_on ? arena.Allocate(size) : std::malloc(size); }

void* AllocateZeroed(std::size_t count, std::size_t size) {
  if (!arena_on) return std::calloc(count, size);
  void* const bytes = arena.Allocate(count * size);
  if (bytes != nullptr) std::memset(bytes, 0, count * size);
  return bytes;
}

void* Reallocate(void* old, std::size_t size) {
  if (!arena_on) return std::realloc(old, size);
  if (old == nullptr) return arena.Allocate(size);
  if (!arena.Owns(old)) return std::realloc(old, size);
  if (arena.ResizeInPlace(old, size)) return old;
  void* const bytes = arena.Allocate(size);
  const std::size_t old_size = Arena::SizeOf(old);
  if (bytes != nullptr) std::memcpy(bytes, old, old_size < size ? old_size : size);
  return bytes;
}

void Free(void* pointer) {
  if (arena_on && arena.Owns(pointer)) return;
  std::free(pointer);
}

}  // namespace

ParseArena::ParseArena() {
  // The library's allocator is one for the process; it asks the thread's arena.
  static std::once_flag installed;
  std::call_once(installed, [] { ts_set_allocator(Allocate, AllocateZeroed, Reallocate, Free); });
  arena_on = true;
}

ParseArena::~ParseArena() {
  arena_on = false;
  arena.Reset();
}

std::size_t ParseArena::used() const { return arena.handed_out(); }

}  // namespace assay
