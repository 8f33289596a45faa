// Numbers and texts one after the other: what is kept in memory, between runs
// and in the program itself.
//
// A number takes seven bits a byte, the least significant first; a text its
// size and its bytes.
#pragma once

#include <cstddef>
#include <cstdint>
#include <string>
#include <string_view>

namespace assay {

inline void PutNumber(std::uint64_t number, std::string* bytes) {
  for (; number >= 0x80; number >>= 7) *bytes += static_cast<char>(number | 0x80);
  *bytes += static_cast<char>(number);
}

inline void PutText(std::string_view text, std::string* bytes) {
  PutNumber(text.size(), bytes);
  *bytes += text;
}

// Takes values off the beginning. After the first that is not there all are
// empty, and `failed` stays true.
class PackedReader {
 public:
  explicit PackedReader(std::string_view bytes) : rest_(bytes) {}

  bool failed() const { return failed_; }
  bool at_end() const { return rest_.empty(); }
  // For a value that is there and cannot be.
  void Fail() {
    failed_ = true;
    rest_ = {};
  }

  std::uint64_t LongNumber() {
    std::uint64_t number = 0;
    for (unsigned shift = 0; shift < 64 && !rest_.empty(); shift += 7) {
      const auto byte = static_cast<unsigned char>(rest_.front());
      rest_.remove_prefix(1);
      number |= std::uint64_t{byte & 0x7FU} << shift;
      if (byte < 0x80) return number;
    }
    Fail();
    return 0;
  }

  std::uint32_t Number() {
    const std::uint64_t number = LongNumber();
    if (number <= UINT32_MAX) return static_cast<std::uint32_t>(number);
    Fail();
    return 0;
  }

  // A number of things of which each takes so many bytes at least: a forged
  // one cannot make anything large.
  std::size_t Count(std::size_t least_bytes) {
    const std::uint64_t count = LongNumber();
    if (count <= rest_.size() / least_bytes) return static_cast<std::size_t>(count);
    Fail();
    return 0;
  }

  std::string_view Bytes(std::size_t size) {
    if (size > rest_.size()) Fail();
    const std::string_view bytes = rest_.substr(0, size);
    rest_.remove_prefix(bytes.size());
    return bytes;
  }

  std::string_view Text() { return Bytes(Count(1)); }

 private:
  std::string_view rest_;
  bool failed_ = false;
};

}  // namespace assay
