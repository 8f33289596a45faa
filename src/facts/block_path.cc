#include "facts/block_path.h"

#include "base/text.h"
#include "facts/settings.h"

namespace assay {

void BlockPath::Open(std::string_view name, std::string_view arguments) {
  std::string part = KeyPart(Truncate(name, kArgumentBytes));
  if (!arguments.empty()) part += "." + KeyPart(Truncate(arguments, kArgumentBytes));
  std::unordered_map<std::string, std::size_t>& seen = open_.empty() ? seen_ : open_.back().seen;
  const std::size_t number = seen[part]++;
  if (number > 0) part += "[" + std::to_string(number) + "]";
  std::string path(this->path());
  if (!path.empty()) path += '.';
  open_.push_back({std::string(name), path + part, {}});
}

bool BlockPath::Close() {
  if (open_.empty()) return false;
  open_.pop_back();
  return true;
}

std::string BlockPath::Key(std::string_view name) const {
  std::string key(path());
  if (!key.empty()) key += '.';
  return key + KeyPart(Truncate(name, kArgumentBytes));
}

}  // namespace assay
