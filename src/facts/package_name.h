// Names of packages as their ecosystems compare them, and the requirement
// syntaxes that several manifests share.
#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "facts/sink.h"
#include "model/facts.h"

namespace assay {

// PEP 503: small letters, runs of - _ . as one hyphen.
std::string PypiName(std::string_view name);

// A PEP 508 requirement: `Name[extra] >=1,<2 ; marker` or `name @ url`. The
// name is normalised; empty if the text is no requirement.
struct Requirement {
  std::string name;
  std::string constraint;
  std::string marker;
};
Requirement ParseRequirement(std::string_view text);

// The scope that a group's name tells ("dev", "tests", "docs", "build"), else `otherwise`.
DependencyScope ScopeOfGroup(std::string_view group, DependencyScope otherwise);

// A container image: registry and library defaults dropped, tag or digest
// apart. The name is empty where a variable decides it.
struct ImageName {
  std::string name;        // "postgres", "ghcr.io/org/app"
  std::string constraint;  // "15-alpine", "sha256:…"
};
ImageName ParseImage(std::string_view image);

// A Swift package by its URL: "https://github.com/vapor/vapor.git" is "vapor/vapor"; one of
// another host keeps it.
std::string_view SwiftName(std::string_view url);

// Adds the dependency; texts need not outlive the call.
void AddDependency(Text ecosystem, std::string_view name, std::string_view constraint,
                   DependencyScope scope, const Region& region, FactSink& sink);
void AddImage(std::string_view image, DependencyScope scope, const Region& region, FactSink& sink);

}  // namespace assay
