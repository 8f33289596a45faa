// Several small files of one repository, from any bytes, through facts and Link:
// the joins between manifests, lock files, compose files, Kubernetes objects,
// pipelines and Dockerfiles. A byte of 0xFF ends a file; the first byte of each
// chooses its path, from 'A' on, a later file of the same path its next folder.
#include <cstddef>
#include <cstdint>
#include <iterator>
#include <string>
#include <string_view>
#include <vector>

#include "facts/extract.h"
#include "facts/link.h"

extern "C" int LLVMFuzzerTestOneInput(const uint8_t* bytes, size_t size) {
  static constexpr std::string_view kPaths[] = {"pom.xml",
                                                "api/pom.xml",
                                                "Directory.Packages.props",
                                                "api/api.csproj",
                                                "settings.gradle",
                                                "build.gradle",
                                                "api/build.gradle",
                                                "gradle.properties",
                                                "gradle/libs.versions.toml",
                                                "Cargo.toml",
                                                "api/Cargo.toml",
                                                "Cargo.lock",
                                                "package.json",
                                                "api/package.json",
                                                "pnpm-workspace.yaml",
                                                "yarn.lock",
                                                "package-lock.json",
                                                "go.mod",
                                                "go.sum",
                                                "pyproject.toml",
                                                "poetry.lock",
                                                "compose.yml",
                                                "Dockerfile",
                                                "k8s/a.yaml",
                                                "k8s/b.yaml",
                                                "kustomization.yaml",
                                                ".github/workflows/ci.yml",
                                                ".gitlab-ci.yml",
                                                "Makefile",
                                                ".circleci/config.yml",
                                                "gradle.lockfile",
                                                "mix.exs",
                                                "mix.lock"};
  constexpr std::size_t kMaxFiles = 8;
  static const assay::Limits kLimits;
  std::string_view rest(reinterpret_cast<const char*>(bytes), size);
  std::vector<assay::SourceFile> files;
  std::vector<assay::FileFacts> facts;
  std::vector<assay::LinkInput> inputs;
  std::vector<std::string> folders(std::size(kPaths));
  while (!rest.empty() && files.size() < kMaxFiles) {
    const std::string_view one = rest.substr(0, rest.find('\xFF'));
    rest.remove_prefix(one.size() < rest.size() ? one.size() + 1 : one.size());
    if (one.empty()) continue;
    const std::size_t chosen =
        static_cast<std::size_t>(static_cast<unsigned char>(one[0]) + 256 - 'A') % 256 %
        std::size(kPaths);
    assay::SourceFile file;
    file.path = folders[chosen] + std::string(kPaths[chosen]);
    folders[chosen] += "api/";
    file.format = assay::FormatOf(file.path, "");
    facts.push_back(assay::ExtractFacts({file.format, one.substr(1), kLimits}));
    inputs.push_back(assay::LinkInput::Of(file, facts.back()));
    files.push_back(std::move(file));
  }
  const assay::Links links = assay::Links::Build(files, inputs);
  for (std::uint32_t i = 0; i < files.size(); ++i) links.Apply(i, facts[i]);
  return 0;
}
