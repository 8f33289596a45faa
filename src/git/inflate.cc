#include "git/inflate.h"

#include <zlib.h>

#include <algorithm>

#include "base/check.h"

namespace assay {
namespace {

// zlib counts in 32 bits.
constexpr std::size_t kMaxChunk = std::size_t{1} << 30;

// What a byte of deflated data can become at most (1032 by the format).
constexpr std::size_t kMaxRatio = 1040;

}  // namespace

Inflater::Inflater() : stream_(std::make_unique<z_stream>()) {
  ASSAY_CHECK(inflateInit(stream_.get()) == Z_OK);
}

Inflater::~Inflater() { inflateEnd(stream_.get()); }

int Inflater::Run(std::string_view input, std::string* output, std::size_t* filled) {
  inflateReset(stream_.get());
  std::size_t consumed = 0;
  *filled = 0;
  for (;;) {
    const std::size_t in = std::min(input.size() - consumed, kMaxChunk);
    const std::size_t out = std::min(output->size() - *filled, kMaxChunk);
    stream_->next_in =
        reinterpret_cast<Bytef*>(const_cast<char*>(input.data() + consumed));  // zlib's old API.
    stream_->avail_in = static_cast<uInt>(in);
    stream_->next_out = reinterpret_cast<Bytef*>(output->data() + *filled);
    stream_->avail_out = static_cast<uInt>(out);
    const int answer = inflate(stream_.get(), Z_NO_FLUSH);
    const std::size_t read = in - stream_->avail_in;
    const std::size_t written = out - stream_->avail_out;
    consumed += read;
    *filled += written;
    if (answer != Z_OK || (read == 0 && written == 0)) return answer;
  }
}

bool Inflater::Inflate(std::string_view input, std::size_t size, std::string* output) {
  if (size / kMaxRatio > input.size()) return false;
  // One byte more than there should be tells a longer stream from a complete one.
  output->resize(size + 1);
  std::size_t filled = 0;
  const int answer = Run(input, output, &filled);
  output->resize(size);
  return answer == Z_STREAM_END && filled == size;
}

bool Inflater::InflatePrefix(std::string_view input, std::size_t size, std::string* output) {
  output->resize(size);
  std::size_t filled = 0;
  const int answer = Run(input, output, &filled);
  output->resize(filled);
  return answer == Z_OK || answer == Z_STREAM_END || answer == Z_BUF_ERROR;
}

}  // namespace assay
