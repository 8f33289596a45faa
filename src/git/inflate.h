// Inflates zlib streams of a size that is known and bounded beforehand.
#pragma once

#include <cstddef>
#include <memory>
#include <string>
#include <string_view>

struct z_stream_s;

namespace assay {

// Keeps zlib's state between streams. For one thread at a time.
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
  // Fills `output`; returns zlib's last answer and leaves what was filled in `*filled`.
  int Run(std::string_view input, std::string* output, std::size_t* filled);

  std::unique_ptr<z_stream_s> stream_;
};

}  // namespace assay
