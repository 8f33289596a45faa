// Numbers, texts and ids one after the other: what is kept between runs.
#pragma once

#include <algorithm>
#include <cstddef>
#include <cstdint>
#include <string>
#include <string_view>

#include "model/snapshot.h"

namespace assay {

inline void PutNumber(std::uint64_t number, std::string* bytes) {
  for (; number >= 0x80; number >>= 7) *bytes += static_cast<char>(number | 0x80);
  *bytes += static_cast<char>(number);
}

inline void PutText(std::string_view text, std::string* bytes) {
  PutNumber(text.size(), bytes);
  *bytes += text;
}

inline void PutId(const ObjectId& id, std::string* bytes) {
  bytes->append(id.bytes.begin(), id.bytes.end());
}

// Takes values off the beginning. After the first that is not there all are
// empty, and `failed` stays true.
class PackedReader {
 public:
  static constexpr std::size_t kIdBytes = 20;

  explicit PackedReader(std::string_view bytes) : rest_(bytes) {}

  bool failed() const { return failed_; }
  bool at_end() const { return rest_.empty(); }

  std::uint64_t LongNumber() {
    std::uint64_t number = 0;
    for (int shift = 0; shift < 63 && !rest_.empty(); shift += 7) {
      const auto byte = static_cast<unsigned char>(rest_.front());
      rest_.remove_prefix(1);
      number |= std::uint64_t{byte & 0x7fU} << shift;
      if ((byte & 0x80U) == 0) return failed_ ? 0 : number;
    }
    failed_ = true;
    return 0;
  }

  std::uint32_t Number() {
    const std::uint64_t number = LongNumber();
    failed_ = failed_ || number > UINT32_MAX;
    return failed_ ? 0 : static_cast<std::uint32_t>(number);
  }

  // A number of things of which each takes so many bytes at least.
  std::uint32_t Count(std::size_t least_bytes) {
    const std::uint32_t count = Number();
    if (count > rest_.size() / least_bytes) failed_ = true;
    return failed_ ? 0 : count;
  }

  std::string_view Bytes(std::size_t size) {
    if (size > rest_.size()) failed_ = true;
    if (failed_) return {};
    const std::string_view bytes = rest_.substr(0, size);
    rest_.remove_prefix(size);
    return bytes;
  }

  std::string Text() { return std::string(Bytes(Number())); }

  ObjectId Id() {
    ObjectId id;
    const std::string_view bytes = Bytes(kIdBytes);
    std::copy(bytes.begin(), bytes.end(), id.bytes.begin());
    return id;
  }

 private:
  std::string_view rest_;
  bool failed_ = false;
};

}  // namespace assay
