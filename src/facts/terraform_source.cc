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
  // "github.com/a/b.git//modules/x": the repository goes without its ending.
  const std::size_t repository = source.name.find(".git//");
  if (repository != std::string::npos) {
    source.name.erase(repository, 4);
  } else if (source.name.ends_with(".git")) {
    source.name.erase(source.name.size() - 4);
  }
  return source;
}

}  // namespace assay
