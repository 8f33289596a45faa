// A pack with its index, a delta with its base, or a loose object. The first
// byte says which, the next two how long the first of two parts is.
#include <algorithm>
#include <cstddef>
#include <cstdint>
#include <cstdlib>
#include <string>
#include <string_view>
#include <vector>

#include "git/delta.h"
#include "git/loose.h"
#include "git/pack.h"

namespace {

constexpr std::uint64_t kObjectBytes = 1 << 20;

void ReadPack(std::string_view index, std::string_view bytes) {
  const auto pack = assay::Pack::Parse(bytes, index);
  if (!pack) return;
  assay::Inflater inflater;
  assay::DeltaCache cache;
  std::vector<assay::ObjectId> ids;
  pack->index().FindByPrefix({}, 0, 50, &ids);
  for (const assay::ObjectId& id : ids) {
    const auto offset = pack->index().Find(id);
    if (!offset) continue;
    const auto header = pack->ReadHeader(*offset, &inflater);
    const auto object = pack->Read(*offset, kObjectBytes, &inflater, &cache);
    if (header && object &&
        (header->type != object->type || header->size != object->bytes.size())) {
      std::abort();
    }
  }
}

void Apply(std::string_view base, std::string_view delta) {
  constexpr std::uint64_t kLimit = 1 << 20;
  std::string result;
  if (assay::ApplyDelta(base, delta, kLimit, &result) && result.size() > kLimit) std::abort();
}

void ReadLoose(std::string_view file) {
  assay::Inflater inflater;
  const auto object = assay::ReadLoose(file, &inflater);
  const auto header = assay::ReadLooseHeader(file, &inflater);
  if (object && (!header || header->size != object->bytes.size())) std::abort();
}

}  // namespace

extern "C" int LLVMFuzzerTestOneInput(const uint8_t* bytes, size_t size) {
  if (size < 3) return 0;
  const std::string_view text(reinterpret_cast<const char*>(bytes + 3), size - 3);
  const std::size_t split = std::min<std::size_t>(bytes[1] * 256U + bytes[2], text.size());
  switch (bytes[0] % 3) {
    case 0:
      ReadPack(text.substr(0, split), text.substr(split));
      break;
    case 1:
      Apply(text.substr(0, split), text.substr(split));
      break;
    case 2:
      ReadLoose(text);
      break;
  }
  return 0;
}
