#include "facts/terraform_source.h"

namespace assay {

std::optional<ModuleSource> ParseModuleSource(std::string_view text) {
  if (text.empty() || text.front() == '.' || text.front() == '/') return std::nullopt;
  ModuleSource source;
  const std::size_t query = text.find('?');
  if (query != std::string_view::npos) {
    const std::size_t ref = text.find("ref=", query);
    if (ref != std::string_view::npos)
      source.revision = text.substr(ref + 4, text.find('&', ref) - ref - 4);
    text = text.substr(0, query);
  }
  for (const std::string_view prefix : {"git::", "https://", "http://", "ssh://", "git@"}) {
    if (text.starts_with(prefix)) text.remove_prefix(prefix.size());
  }
  source.name = text;
  return source;
}

}  // namespace assay
