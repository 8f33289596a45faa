// All objects of a repository, by name.
//
// Every object that Read hands out has been hashed, and has the name it was
// asked for: evidence and cached facts go by that name alone, so a repository
// that could pass other bytes under it could plant facts for a stranger's blob.
// ReadUnverified is for histories, where nothing is kept by the name.
#pragma once

#include <bitset>
#include <cstddef>
#include <memory>
#include <string>
#include <tl/expected.hpp>
#include <vector>

#include "base/diagnostic.h"
#include "git/delta_cache.h"
#include "git/file.h"
#include "git/inflate.h"
#include "git/object.h"
#include "git/pack.h"

namespace assay {

// What does not change: the packs, mapped, and the folders of loose objects.
// Any number of threads may share one.
class ObjectStore {
 public:
  // `folders` as FindObjectFolders gives them. Links below them are followed
  // only with `follow_links`. Adds "damaged-pack" and "alternates".
  static ObjectStore Open(const std::vector<std::string>& folders, bool follow_links,
                          Diagnostics* diagnostics);

 private:
  friend class ObjectReader;

  struct MappedPack {
    MappedFile pack_file;
    MappedFile index_file;
    Pack pack;  // a view of both
  };
  struct LooseFolder {
    std::string path;
    std::bitset<256> present;  // which of its folders 00 to ff there are
  };
  void AddLoose(const std::string& folder);
  void AddPacks(const std::string& folder);
  void AddPack(const std::string& path_without_extension);

  std::vector<MappedPack> packs_;
  std::vector<LooseFolder> loose_;
  bool follow_links_ = false;
  std::size_t links_ = 0;
  std::size_t damaged_packs_ = 0;
};

// Reads from a store. For one thread at a time.
class ObjectReader {
 public:
  explicit ObjectReader(std::shared_ptr<const ObjectStore> store) : store_(std::move(store)) {}
  // `cache_bytes`: of objects that are kept because others are built from them.
  ObjectReader(std::shared_ptr<const ObjectStore> store, std::size_t cache_bytes)
      : store_(std::move(store)), cache_(cache_bytes) {}

  // Whether there is something of this name: by indices and folders alone.
  bool Has(const ObjectId& id) const;

  // Cheap: neither inflates the object nor verifies its name. A size that
  // turns out wrong is found by Read.
  tl::expected<ObjectHeader, ObjectProblem> ReadHeader(const ObjectId& id);

  // kTooLarge where the object has more than `limit` bytes.
  tl::expected<Object, ObjectProblem> Read(const ObjectId& id, std::uint64_t limit);

  // The same without hashing, several times as fast. What is packed stays in
  // the cache, so that reading it again or what is a delta of it costs little.
  tl::expected<std::shared_ptr<const Object>, ObjectProblem> ReadUnverified(const ObjectId& id,
                                                                            std::uint64_t limit);

  // The first bytes of an object, without inflating the rest where it is no
  // delta. The name is not verified: for what is shown of a file, never for
  // what is kept under its name.
  tl::expected<std::string, ObjectProblem> ReadPrefix(const ObjectId& id, std::size_t bytes);

  // Names that begin with the first `digits` (4 to 40) hexadecimal digits of
  // `prefix`, sorted, each once; no more than a few.
  std::vector<ObjectId> FindByPrefix(const ObjectId& prefix, std::size_t digits) const;

  const std::shared_ptr<const ObjectStore>& store() const { return store_; }

 private:
  // Calls `use` for each copy of the object until one returns a value that is not an error.
  template <typename T, typename FromPack, typename FromLoose>
  tl::expected<T, ObjectProblem> FirstGood(const ObjectId& id, FromPack from_pack,
                                           FromLoose from_loose);

  std::shared_ptr<const ObjectStore> store_;
  Inflater inflater_;
  DeltaCache cache_;
  std::size_t last_pack_ = 0;  // Where the last object was found, the next one mostly is.
};

}  // namespace assay
