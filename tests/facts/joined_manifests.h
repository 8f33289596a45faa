// What the tests of joins between manifests share.
#pragma once

#include <map>
#include <string>
#include <vector>

#include "facts/extract.h"
#include "facts/link.h"
#include "tests/facts/manifest_facts.h"

namespace assay {

// The dependencies of the file at `path` of a repository of literal manifests, as Link leaves them.
inline std::vector<std::string> Joined(const std::map<std::string, std::string>& texts,
                                       const std::string& path) {
  std::vector<SourceFile> files;
  std::vector<LinkInput> inputs;
  std::vector<FileFacts> facts;
  std::size_t wanted = 0;
  for (const auto& [name, text] : texts) {
    SourceFile file;
    file.path = name;
    file.format = FormatOf(name, "");
    if (name == path) wanted = files.size();
    facts.push_back(FactsOf(file.format, text));
    inputs.push_back(LinkInput::Of(file, facts.back()));
    files.push_back(std::move(file));
  }
  Links::Build(files, inputs).Apply(static_cast<std::uint32_t>(wanted), facts[wanted]);
  return Dependencies(facts[wanted]);
}

}  // namespace assay
