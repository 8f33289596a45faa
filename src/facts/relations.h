// Joins of one configuration with another: which Dockerfile a compose service
// builds, which workload an autoscaler scales, which job another needs.
//
// What may mean two things is no join. Among several of one name those of the
// same file are asked first, then those of the same folder, then all of the
// repository; the first of these that has any must have exactly one. Names
// that a template makes are equal within a folder only, where it makes them
// alike.
#pragma once

#include <cstdint>
#include <string>
#include <vector>

#include "base/diagnostic.h"
#include "model/facts.h"
#include "model/source_file.h"

namespace assay {

// Values of one file that joins are made of; what is over it is not joined.
inline constexpr std::size_t kMaxRelationValues = 20'000;
// Image builds of one file.
inline constexpr std::size_t kMaxImageBuilds = 1'000;
// Things of one name or label, above which the name tells nothing.
inline constexpr std::size_t kMaxCandidates = 64;

// What joins need of one file: small, and kept while the facts are stored away.
struct RelationInput {
  struct Value {
    std::string key;  // as a setting's; of a first mention ("services.web") no more than the name
    std::string value;
    Region region;
  };
  // One of a stream, with those of its settings that speak of other things.
  struct Document {
    std::string kind;  // Setting::document
    std::uint32_t part = 0;
    std::vector<Value> values;
  };
  // An image that a command or an action builds.
  struct ImageBuild {
    Region region;
    std::string document;
    std::string from;                // "job/publish", "target/image"
    std::vector<std::string> names;  // without tags
    std::string dockerfile;          // from the root of the repository; empty where not certain
    std::string target;
  };
  // Of a Dockerfile.
  bool is_dockerfile = false;
  std::vector<std::string> stages;  // by number; "" without a name
  bool healthcheck = false;

  std::vector<Document> documents;
  std::vector<ImageBuild> builds;
  // Whether there were more than kMaxRelationValues, more than kMaxImageBuilds.
  bool values_cut = false;
  bool builds_cut = false;

  static RelationInput Of(const SourceFile& file, const FileFacts& facts);
};

// A Relation that has its own texts.
struct FoundRelation {
  Region region;
  RelationKind kind = RelationKind::kNeeds;
  std::string document;
  std::string from;
  std::string to;
  std::string detail;
  std::uint32_t to_file = 0;  // index
  std::uint32_t to_line = 0;
  std::uint32_t replicas = 0;
  bool checked = false;
};

// One list a file, each in the order of its region. The lists run in parallel. What a limit leaves
// out is told as a diagnostic "join-limit" of the file that is not joined, in no order.
std::vector<std::vector<FoundRelation>> FindRelations(
    const std::vector<SourceFile>& files, const std::vector<const RelationInput*>& inputs,
    Diagnostics& diagnostics);

}  // namespace assay
