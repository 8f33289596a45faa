// Inflates zlib streams of a size that is known and bounded beforehand.
#pragma once

#include <cstddef>
#include <memory>
#include <string>
#include <string_view>

struct libdeflate_decompressor;
struct z_stream_s;

namespace assay {

// Whole streams are inflated by libdeflate, twice as fast as by zlib, which can
// stop in the middle. Keeps their state between streams. For one thread at a
// time.
class Inflater {
 public:
  Inflater();
  ~Inflater();

  // False unless the stream at the beginning of `input` holds exactly `size`
  // bytes and ends intact.
  bool Inflate(std::string_view input, std::size_t size, std::string* output);

  // The first bytes of the stream, `size` of them where it has as many.
  bool InflatePrefix(std::string_view input, std::size_t size, std::string* output);

 private:
  struct Free {
    void operator()(libdeflate_decompressor* whole) const;
    void operator()(z_stream_s* prefix) const;
  };
  std::unique_ptr<libdeflate_decompressor, Free> whole_;
  std::unique_ptr<z_stream_s, Free> prefix_;
};

}  // namespace assay
