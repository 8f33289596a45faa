#include "git/object_store.h"

#include <algorithm>
#include <filesystem>
#include <optional>
#include <system_error>
#include <utility>

#include "base/text.h"
#include "git/loose.h"

namespace assay {
namespace {

namespace fs = std::filesystem;

constexpr std::size_t kMaxPacks = 10'000;
constexpr std::size_t kMaxFoundByPrefix = 16;

// The tree without entries. Git knows it without storing it.
constexpr std::string_view kEmptyTree = "4b825dc642cb6eb9a060e54bf8d69288fbee4904";

int HexDigit(char c) {
  if (c >= '0' && c <= '9') return c - '0';
  return c >= 'a' && c <= 'f' ? c - 'a' + 10 : -1;
}

// 0 to 255 for the name of a folder of loose objects, else -1.
int FanoutOf(std::string_view name) {
  if (name.size() != 2 || HexDigit(name[0]) < 0 || HexDigit(name[1]) < 0) return -1;
  return HexDigit(name[0]) * 16 + HexDigit(name[1]);
}

// Calls `use(name, entry)` for what lies in `folder`, in no order.
template <typename Use>
void ForEachIn(const std::string& folder, Use use) {
  std::error_code error;
  for (fs::directory_iterator entries(folder, error), end; !error && entries != end;
       entries.increment(error)) {
    use(entries->path().filename().string(), *entries);
  }
}

std::string LoosePath(const std::string& folder, const ObjectId& id) {
  std::string path = folder + "/" + id.Hex();
  path.insert(folder.size() + 3, 1, '/');
  return path;
}

}  // namespace

ObjectStore ObjectStore::Open(const std::vector<std::string>& folders, bool follow_links,
                              Diagnostics* diagnostics) {
  ObjectStore store;
  store.follow_links_ = follow_links;
  for (const std::string& folder : folders) {
    store.AddLoose(folder);
    store.AddPacks(folder);
  }
  if (store.damaged_packs_ > 0) {
    diagnostics->push_back({"damaged-pack", "", 0,
                            std::to_string(store.damaged_packs_) +
                                " packs of objects cannot be read; 'git fsck' tells more"});
  }
  if (store.links_ > 0) {
    diagnostics->push_back({"alternates", "", 0,
                            "objects behind " + std::to_string(store.links_) +
                                " symbolic links are not read; allow it with --follow-alternates"});
  }
  return store;
}

void ObjectStore::AddLoose(const std::string& folder) {
  LooseFolder loose;
  loose.path = folder;
  ForEachIn(folder, [&](const std::string& name, const fs::directory_entry& entry) {
    const int fanout = FanoutOf(name);
    std::error_code error;
    if (fanout < 0) return;
    if (entry.is_symlink(error) && !follow_links_) {
      ++links_;
    } else if (entry.is_directory(error)) {
      loose.present.set(static_cast<std::size_t>(fanout));
    }
  });
  loose_.push_back(std::move(loose));
}

void ObjectStore::AddPacks(const std::string& folder) {
  std::error_code error;
  const std::string packs = folder + "/pack";
  if (fs::is_symlink(packs, error) && !follow_links_) {
    ++links_;
    return;
  }
  std::vector<std::string> names;
  ForEachIn(packs, [&](const std::string& name, const fs::directory_entry&) {
    constexpr std::string_view kExtension = ".idx";
    if (Extension(name) == kExtension) {
      names.push_back(packs + "/" + name.substr(0, name.size() - kExtension.size()));
    }
  });
  std::sort(names.begin(), names.end());
  for (const std::string& name : names) AddPack(name);
}

void ObjectStore::AddPack(const std::string& path_without_extension) {
  const std::string index_path = path_without_extension + ".idx";
  const std::string pack_path = path_without_extension + ".pack";
  std::error_code error;
  if (!follow_links_ && (fs::is_symlink(index_path, error) || fs::is_symlink(pack_path, error))) {
    ++links_;
    return;
  }
  auto index = MappedFile::Open(index_path, follow_links_);
  auto pack = MappedFile::Open(pack_path, follow_links_);
  const auto parsed = index && pack && packs_.size() < kMaxPacks
                          ? Pack::Parse(pack->bytes(), index->bytes())
                          : std::nullopt;
  if (!parsed) {
    ++damaged_packs_;
    return;
  }
  packs_.push_back({*std::move(pack), *std::move(index), *parsed});
}

template <typename T, typename FromPack, typename FromLoose>
tl::expected<T, ObjectProblem> ObjectReader::FirstGood(const ObjectId& id, FromPack from_pack,
                                                       FromLoose from_loose) {
  tl::expected<T, ObjectProblem> answer = tl::unexpected(ObjectProblem::kMissing);
  const std::size_t count = store_->packs_.size();
  for (std::size_t i = 0; i < count; ++i) {
    const std::size_t at = (last_pack_ + i) % count;
    const Pack& pack = store_->packs_[at].pack;
    const auto offset = pack.index().Find(id);
    if (!offset) continue;
    answer = from_pack(pack, *offset);
    if (!answer) continue;
    last_pack_ = at;
    return answer;
  }
  for (const ObjectStore::LooseFolder& folder : store_->loose_) {
    if (!folder.present[id.bytes[0]]) continue;
    const auto file = MappedFile::Open(LoosePath(folder.path, id), store_->follow_links_);
    if (!file) continue;
    answer = from_loose(file->bytes());
    if (answer) return answer;
  }
  return answer;
}

bool ObjectReader::Has(const ObjectId& id) const {
  const bool packed = std::any_of(
      store_->packs_.begin(), store_->packs_.end(),
      [&](const ObjectStore::MappedPack& mapped) { return mapped.pack.index().Find(id); });
  std::error_code error;
  return packed || std::any_of(store_->loose_.begin(), store_->loose_.end(),
                               [&](const ObjectStore::LooseFolder& folder) {
                                 return folder.present[id.bytes[0]] &&
                                        fs::exists(LoosePath(folder.path, id), error);
                               });
}

tl::expected<ObjectHeader, ObjectProblem> ObjectReader::ReadHeader(const ObjectId& id) {
  return FirstGood<ObjectHeader>(
      id,
      [this](const Pack& pack, std::uint64_t offset) {
        return pack.ReadHeader(offset, &inflater_);
      },
      [this](std::string_view file) { return ReadLooseHeader(file, &inflater_); });
}

tl::expected<Object, ObjectProblem> ObjectReader::Read(const ObjectId& id, std::uint64_t limit) {
  using Answer = tl::expected<Object, ObjectProblem>;
  const auto verify = [&](Answer object) -> Answer {
    if (!object || HashObject(object->type, object->bytes) == id) return object;
    return tl::unexpected(ObjectProblem::kCorrupt);
  };
  Answer object = FirstGood<Object>(
      id,
      [&](const Pack& pack, std::uint64_t offset) -> Answer {
        return verify(pack.Read(offset, limit, &inflater_, &cache_));
      },
      [&](std::string_view file) -> Answer {
        const auto header = ReadLooseHeader(file, &inflater_);
        if (header && header->size > limit) return tl::unexpected(ObjectProblem::kTooLarge);
        return verify(ReadLoose(file, &inflater_));
      });
  if (!object && object.error() == ObjectProblem::kMissing && id.Hex() == kEmptyTree) {
    return Object{ObjectType::kTree, ""};
  }
  return object;
}

tl::expected<std::shared_ptr<const Object>, ObjectProblem> ObjectReader::ReadUnverified(
    const ObjectId& id, std::uint64_t limit) {
  using Answer = tl::expected<std::shared_ptr<const Object>, ObjectProblem>;
  const auto bounded = [limit](Answer object) -> Answer {
    if (!object || (*object)->bytes.size() <= limit) return object;
    return tl::unexpected(ObjectProblem::kTooLarge);
  };
  Answer object = FirstGood<std::shared_ptr<const Object>>(
      id,
      [&](const Pack& pack, std::uint64_t offset) {
        return bounded(pack.ReadShared(offset, limit, &inflater_, &cache_));
      },
      [&](std::string_view file) -> Answer {
        auto loose = ReadLoose(file, &inflater_);
        if (!loose) return tl::unexpected(loose.error());
        return bounded(std::make_shared<const Object>(*std::move(loose)));
      });
  if (!object && object.error() == ObjectProblem::kMissing && id.Hex() == kEmptyTree) {
    return std::make_shared<const Object>(Object{ObjectType::kTree, ""});
  }
  return object;
}

tl::expected<std::string, ObjectProblem> ObjectReader::ReadPrefix(const ObjectId& id,
                                                                  std::size_t bytes) {
  using Answer = tl::expected<std::string, ObjectProblem>;
  const auto answer = [](std::optional<std::string> prefix) -> Answer {
    if (!prefix) return tl::unexpected(ObjectProblem::kCorrupt);
    return *std::move(prefix);
  };
  Answer prefix = FirstGood<std::string>(
      id,
      [&](const Pack& pack, std::uint64_t offset) {
        return answer(pack.ReadPrefix(offset, bytes, &inflater_));
      },
      [&](std::string_view file) { return answer(ReadLoosePrefix(file, bytes, &inflater_)); });
  if (prefix) return prefix;
  auto object = Read(id, kMaxObjectBytes);
  if (!object) return tl::unexpected(object.error());
  object->bytes.resize(std::min(object->bytes.size(), bytes));
  return std::move(object->bytes);
}

std::vector<ObjectId> ObjectReader::FindByPrefix(const ObjectId& prefix, std::size_t digits) const {
  std::vector<ObjectId> found;
  for (const ObjectStore::MappedPack& mapped : store_->packs_) {
    mapped.pack.index().FindByPrefix(prefix, digits, kMaxFoundByPrefix, &found);
  }
  const std::string hex = prefix.Hex();
  for (const ObjectStore::LooseFolder& folder : store_->loose_) {
    if (!folder.present[prefix.bytes[0]]) continue;
    ForEachIn(folder.path + "/" + hex.substr(0, 2),
              [&](const std::string& name, const fs::directory_entry&) {
                const auto id = ObjectId::FromHex(hex.substr(0, 2) + name);
                if (id && id->Hex().starts_with(std::string_view(hex).substr(0, digits))) {
                  found.push_back(*id);
                }
              });
  }
  std::sort(found.begin(), found.end());
  found.erase(std::unique(found.begin(), found.end()), found.end());
  return found;
}

}  // namespace assay
