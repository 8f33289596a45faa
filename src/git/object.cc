#include "git/object.h"

#include <git2.h>

#include <algorithm>

#include "base/check.h"

namespace assay {

std::string_view Name(ObjectType type) {
  switch (type) {
    case ObjectType::kCommit:
      return "commit";
    case ObjectType::kTree:
      return "tree";
    case ObjectType::kBlob:
      return "blob";
    case ObjectType::kTag:
      return "tag";
  }
  return "";
}

ObjectId HashObject(ObjectType type, std::string_view bytes) {
  static const bool kIsReady = git_libgit2_init() > 0;
  ASSAY_CHECK(kIsReady);
  git_oid name{};
  ObjectId id;  // Stays null, which no object is named, where the hash refuses the bytes.
  if (git_odb_hash(&name, bytes.data() == nullptr ? "" : bytes.data(), bytes.size(),
                   static_cast<git_object_t>(type)) == 0) {
    std::copy(std::begin(name.id), std::end(name.id), id.bytes.begin());
  }
  return id;
}

}  // namespace assay
