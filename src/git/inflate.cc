#include "git/inflate.h"

#include <libdeflate.h>
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

void Inflater::Free::operator()(libdeflate_decompressor* whole) const {
  libdeflate_free_decompressor(whole);
}

void Inflater::Free::operator()(z_stream* prefix) const {
  inflateEnd(prefix);
  delete prefix;
}

Inflater::Inflater() : whole_(libdeflate_alloc_decompressor()), prefix_(new z_stream()) {
  ASSAY_CHECK(whole_ != nullptr && inflateInit(prefix_.get()) == Z_OK);
}

Inflater::~Inflater() = default;

bool Inflater::Inflate(std::string_view input, std::size_t size, std::string* output) {
  if (size / kMaxRatio > input.size()) return false;
  output->resize(size);
  std::size_t consumed = 0;
  return libdeflate_zlib_decompress_ex(whole_.get(), input.data(), input.size(), output->data(),
                                       size, &consumed, nullptr) == LIBDEFLATE_SUCCESS;
}

bool Inflater::InflatePrefix(std::string_view input, std::size_t size, std::string* output) {
  output->resize(size);
  std::size_t consumed = 0;
  std::size_t filled = 0;
  int answer = inflateReset(prefix_.get());
  for (bool more = true; more;) {
    const std::size_t in = std::min(input.size() - consumed, kMaxChunk);
    const std::size_t out = std::min(size - filled, kMaxChunk);
    prefix_->next_in =
        reinterpret_cast<Bytef*>(const_cast<char*>(input.data() + consumed));  // zlib's old API.
    prefix_->avail_in = static_cast<uInt>(in);
    prefix_->next_out = reinterpret_cast<Bytef*>(output->data() + filled);
    prefix_->avail_out = static_cast<uInt>(out);
    answer = inflate(prefix_.get(), Z_NO_FLUSH);
    const std::size_t read = in - prefix_->avail_in;
    const std::size_t written = out - prefix_->avail_out;
    consumed += read;
    filled += written;
    more = answer == Z_OK && (read > 0 || written > 0);
  }
  output->resize(filled);
  return answer == Z_OK || answer == Z_STREAM_END || answer == Z_BUF_ERROR;
}

}  // namespace assay
