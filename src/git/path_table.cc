#include "git/path_table.h"

#include <utility>

#include "base/hash.h"
#include "base/text.h"

namespace assay {

PathTable::PathTable() : entries_(1) {}

std::uint64_t PathTable::KeyOf(Node folder, std::string_view name) { return Hash64(name, folder); }

PathTable::Node PathTable::Find(Node folder, std::string_view name) const {
  const auto found = first_.find(KeyOf(folder, name));
  if (found == first_.end()) return kNone;
  for (Node node = found->second; node != kNone; node = entries_[node].next) {
    if (entries_[node].folder == folder && entries_[node].name == name) return node;
  }
  return kNone;
}

PathTable::Node PathTable::Intern(std::string_view path) {
  Node node = kRoot;
  for (const std::string_view name : Split(path, '/')) node = Intern(node, name);
  return node;
}

PathTable::Node PathTable::Intern(Node folder, std::string_view name) {
  const Node known = Find(folder, name);
  if (known != kNone) return known;
  const auto node = static_cast<Node>(entries_.size());
  Entry entry;
  entry.folder = folder;
  entry.name = names_.emplace_back(name);
  const auto [first, is_new] = first_.emplace(KeyOf(folder, name), node);
  if (!is_new) entry.next = std::exchange(first.value(), node);
  entries_.push_back(entry);
  return node;
}

std::string PathTable::Path(Node node) const {
  std::vector<std::string_view> names;
  for (; node != kRoot; node = entries_[node].folder) names.push_back(entries_[node].name);
  std::string path;
  for (std::size_t i = names.size(); i-- > 0;) {
    path += names[i];
    if (i > 0) path += '/';
  }
  return path;
}

void PathTable::AddWanted(Node file) {
  for (; file != kNone; file = entries_[file].folder) ++entries_[file].wanted;
}

void PathTable::RemoveWanted(Node file) {
  for (; file != kNone; file = entries_[file].folder) --entries_[file].wanted;
}

void PathTable::Mark(Node file) {
  for (; file != kNone && entries_[file].mark != mark_; file = entries_[file].folder) {
    entries_[file].mark = mark_;
  }
}

}  // namespace assay
