// The small text files of a Git directory. The first byte says which.
#include <cstddef>
#include <cstdint>
#include <cstdlib>
#include <string>
#include <string_view>

#include "git/alternates.h"
#include "git/config_text.h"
#include "git/origin_url.h"
#include "git/references.h"
#include "git/revision.h"

namespace {

void CheckOrigin(std::string_view url) {
  const std::string origin = assay::PublicOriginUrl(url);
  // A published URL names no user, and reading it again changes nothing but the form of scp.
  const bool is_url = origin.find("://") != std::string::npos;
  if (is_url && assay::PublicOriginUrl(origin) != origin) std::abort();
  for (std::size_t at = origin.find('@'); at != std::string::npos; at = origin.find('@', at + 1)) {
    if (at == 0 || origin[at - 1] != '/') std::abort();
  }
}

}  // namespace

extern "C" int LLVMFuzzerTestOneInput(const uint8_t* bytes, size_t size) {
  if (size == 0) return 0;
  const std::string_view text(reinterpret_cast<const char*>(bytes + 1), size - 1);
  switch (bytes[0] % 5) {
    case 0:
      for (const assay::ConfigEntry& entry : assay::ParseConfig(text)) CheckOrigin(entry.value);
      break;
    case 1:
      CheckOrigin(text);
      break;
    case 2:
      for (const std::string& path : assay::ParseAlternates(text)) {
        if (path.empty() || path.find('\0') != std::string::npos) std::abort();
      }
      break;
    case 3:
      for (const assay::Reference& reference : assay::ParsePackedRefs(text)) {
        if (!assay::IsReferenceName(reference.name)) std::abort();
      }
      static_cast<void>(assay::ParseReference("HEAD", text));
      break;
    case 4:
      static_cast<void>(assay::ParseRevision(text));
      break;
  }
  return 0;
}
