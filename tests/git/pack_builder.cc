#include "tests/git/pack_builder.h"

#include <zlib.h>

#include <algorithm>

namespace assay {
namespace {

constexpr std::size_t kPackHeaderBytes = 12;

std::string Number(std::uint32_t number) {
  std::string bytes;
  for (int shift = 24; shift >= 0; shift -= 8) bytes += static_cast<char>(number >> shift & 0xff);
  return bytes;
}

std::string Bytes(const ObjectId& id) { return {id.bytes.begin(), id.bytes.end()}; }

std::string DeltaSize(std::uint64_t size) {
  std::string bytes;
  for (; size >= 0x80; size >>= 7) bytes += static_cast<char>(0x80 | (size & 0x7f));
  return bytes + static_cast<char>(size);
}

}  // namespace

std::string Deflate(std::string_view bytes) {
  uLongf size = compressBound(bytes.size());
  std::string deflated(size, '\0');
  compress(reinterpret_cast<Bytef*>(deflated.data()), &size,
           reinterpret_cast<const Bytef*>(bytes.data()), bytes.size());
  deflated.resize(size);
  return deflated;
}

std::string DeltaHeader(std::uint64_t base_size, std::uint64_t result_size) {
  return DeltaSize(base_size) + DeltaSize(result_size);
}

std::string DeltaCopy(std::uint32_t offset, std::uint32_t size) {
  std::string bytes(1, static_cast<char>(0x80 | 0x0f | 0x30));
  for (int i = 0; i < 4; ++i) bytes += static_cast<char>(offset >> (8 * i) & 0xff);
  for (int i = 0; i < 2; ++i) bytes += static_cast<char>(size >> (8 * i) & 0xff);
  return bytes;
}

std::string DeltaInsert(std::string_view text) {
  return static_cast<char>(text.size()) + std::string(text);
}

std::uint64_t PackBuilder::Begin(const ObjectId& id, int type, std::uint64_t size) {
  const std::uint64_t offset = kPackHeaderBytes + entries_.size();
  places_.push_back({id, offset});
  auto byte = static_cast<unsigned char>(type << 4 | static_cast<int>(size & 15));
  for (size >>= 4; size > 0; size >>= 7) {
    entries_ += static_cast<char>(byte | 0x80);
    byte = static_cast<unsigned char>(size & 0x7f);
  }
  entries_ += static_cast<char>(byte);
  return offset;
}

std::uint64_t PackBuilder::AddWhole(const ObjectId& id, int type, std::string_view bytes,
                                    std::uint64_t size) {
  const std::uint64_t offset = Begin(id, type, size == kTruth ? bytes.size() : size);
  entries_ += Deflate(bytes);
  return offset;
}

std::uint64_t PackBuilder::AddNameDelta(const ObjectId& id, const ObjectId& base,
                                        std::string_view delta) {
  const std::uint64_t offset = Begin(id, 7, delta.size());
  entries_ += Bytes(base) + Deflate(delta);
  return offset;
}

std::uint64_t PackBuilder::AddOffsetDelta(const ObjectId& id, std::uint64_t base,
                                          std::string_view delta) {
  const std::uint64_t offset = Begin(id, 6, delta.size());
  std::uint64_t distance = offset - base;
  std::string bytes(1, static_cast<char>(distance & 0x7f));
  while ((distance >>= 7) != 0) {
    bytes.insert(bytes.begin(), static_cast<char>(0x80 | (--distance & 0x7f)));
  }
  entries_ += bytes + Deflate(delta);
  return offset;
}

std::string PackBuilder::Pack() const {
  return "PACK" + Number(2) + Number(static_cast<std::uint32_t>(places_.size())) + entries_ +
         std::string(20, 'c');
}

std::vector<PackBuilder::Place> PackBuilder::Sorted() const {
  std::vector<Place> places = places_;
  std::sort(places.begin(), places.end(),
            [](const Place& a, const Place& b) { return a.id < b.id; });
  return places;
}

std::string PackBuilder::Index() const {
  const std::vector<Place> places = Sorted();
  std::string fanout;
  std::string ids;
  std::string offsets;
  for (unsigned first = 0; first < 256; ++first) {
    fanout += Number(static_cast<std::uint32_t>(
        std::count_if(places.begin(), places.end(),
                      [&](const Place& place) { return place.id.bytes[0] <= first; })));
  }
  for (const Place& place : places) {
    ids += Bytes(place.id);
    offsets += Number(static_cast<std::uint32_t>(place.offset));
  }
  return "\xfftOc" + Number(2) + fanout + ids + std::string(4 * places.size(), '\0') + offsets +
         std::string(40, 'c');
}

std::string PackBuilder::IndexV1() const {
  const std::vector<Place> places = Sorted();
  std::string entries;
  for (const Place& place : places) {
    entries += Number(static_cast<std::uint32_t>(place.offset)) + Bytes(place.id);
  }
  return Index().substr(8, 1024) + entries + std::string(40, 'c');
}

}  // namespace assay
