// Any bytes as the configuration and schema languages that have readers of
// their own; the first byte chooses the format, from 'A' on.
#include <cstddef>
#include <cstdint>
#include <iterator>
#include <string_view>

#include "facts/extract.h"

extern "C" int LLVMFuzzerTestOneInput(const uint8_t* bytes, size_t size) {
  static constexpr std::string_view kFormats[] = {
      "conf",       "nginx",      "apache",       "haproxy",     "postgresql-conf", "redis-conf",
      "pg-hba",     "systemd",    "crontab",      "makefile",    "jenkinsfile",     "xml",
      "graphql",    "protobuf",   "prisma",       "terraform",   "terraform-lock",  "cql",
      "cmake",      "conan",      "mix",          "sbt",         "swift-package",   "cargo-lock",
      "go-sum",     "mix-lock",   "pubspec-lock", "gradle-lock", "composer-lock",   "bun-lock",
      "nuget-lock", "swift-lock", "vcpkg",        "go-work",     "pubspec",         "kustomize",
      "drone",      "cloudbuild", "appveyor",     "hocon",       "terraform-json"};
  static const assay::Limits kLimits;
  if (size == 0) return 0;
  const std::string_view text(reinterpret_cast<const char*>(bytes) + 1, size - 1);
  const std::size_t chosen = static_cast<std::size_t>(bytes[0] + 256 - 'A') % 256;
  assay::ExtractFacts({kFormats[chosen % std::size(kFormats)], text, kLimits});
  return 0;
}
