#include "git/commit_graph.h"

#include <algorithm>
#include <utility>

#include "base/text.h"
#include "git/sha1.h"

namespace assay {
namespace {

constexpr std::size_t kMaxLayers = 256;
constexpr std::size_t kMaxChainBytes = kMaxLayers * 64;

// Larger files are of more commits than are ever read.
constexpr std::size_t kMaxGraphBytes = std::size_t{1} << 30;

bool Exists(const std::string& path) { return !RealPath(path).empty(); }

}  // namespace

std::shared_ptr<const CommitGraph> CommitGraph::Open(const std::vector<std::string>& folders,
                                                     bool follow_links) {
  const auto graph = std::make_shared<CommitGraph>();
  for (std::size_t i = 0; i < folders.size(); ++i) {
    if (graph->OpenWhole(folders[i], follow_links)) break;
    if (graph->OpenChain(folders, i, follow_links)) break;
  }
  return graph;
}

bool CommitGraph::OpenWhole(const std::string& folder, bool follow_links) {
  const std::string path = folder + "/info/commit-graph";
  return Exists(path) && AddLayer(path, std::nullopt, follow_links);
}

bool CommitGraph::OpenChain(const std::vector<std::string>& folders, std::size_t at,
                            bool follow_links) {
  constexpr std::string_view kFolder = "/info/commit-graphs/";
  const std::string path = folders[at] + std::string(kFolder) + "commit-graph-chain";
  if (!Exists(path)) return false;
  const auto text = ReadFile(path, kMaxChainBytes);
  damaged_ = damaged_ || !text;
  if (!text) return false;
  for (const std::string_view line : Lines(*text)) {
    const auto name = ObjectId::FromHex(Trim(line));
    bool added = false;
    for (const std::string& folder : folders) {  // A layer may be borrowed.
      if (!name || added) break;
      const std::string layer = folder + std::string(kFolder) + "graph-" + name->Hex() + ".graph";
      added = Exists(layer) && AddLayer(layer, name, follow_links);
    }
    incomplete_ = incomplete_ || !added;
    if (!added) break;
  }
  return !layers_.empty();
}

bool CommitGraph::AddLayer(const std::string& path, const std::optional<ObjectId>& name,
                           bool follow_links) {
  auto file = MappedFile::Open(path, follow_links);
  const auto graph = file && file->bytes().size() <= kMaxGraphBytes
                         ? GraphFile::Parse(file->bytes())
                         : std::nullopt;
  bool fits = graph && layers_.size() < kMaxLayers && graph->bases().size() == layers_.size() &&
              (!name || graph->trailer() == *name) &&
              graph->count() < GraphFile::kMaxCommits - count_;
  for (std::size_t i = 0; fits && i < layers_.size(); ++i)
    fits = graph->bases()[i] == layers_[i].graph.trailer();
  if (!fits || Sha1(graph->content()) != graph->trailer()) {
    damaged_ = true;
    return false;
  }
  layers_.push_back({*std::move(file), *graph, count_});
  count_ += graph->count();
  has_filters_ = has_filters_ || graph->has_filters();
  return true;
}

const CommitGraph::Layer& CommitGraph::LayerOf(std::uint32_t position) const {
  const auto above = std::upper_bound(
      layers_.begin(), layers_.end(), position,
      [](std::uint32_t wanted, const Layer& layer) { return wanted < layer.begin; });
  return *std::prev(above);
}

std::optional<std::uint32_t> CommitGraph::Find(const ObjectId& id) const {
  if (rejected_) return std::nullopt;
  for (const Layer& layer : layers_) {
    const auto index = layer.graph.Find(id);
    if (index) return layer.begin + *index;
  }
  return std::nullopt;
}

ObjectId CommitGraph::IdAt(std::uint32_t position) const {
  const Layer& layer = LayerOf(position);
  return layer.graph.IdAt(position - layer.begin);
}

std::optional<GraphFile::Record> CommitGraph::At(std::uint32_t position) const {
  const Layer& layer = LayerOf(position);
  auto record = layer.graph.At(position - layer.begin);
  if (!record || std::any_of(record->parents.begin(), record->parents.end(),
                             [this](std::uint32_t parent) { return parent >= count_; })) {
    return std::nullopt;
  }
  return record;
}

bool CommitGraph::Agrees(std::uint32_t position, const Commit& commit) const {
  const auto record = At(position);
  return record && record->tree == commit.tree &&
         std::equal(record->parents.begin(), record->parents.end(), commit.parents.begin(),
                    commit.parents.end(), [this](std::uint32_t parent, const ObjectId& id) {
                      return IdAt(parent) == id;
                    });
}

bool CommitGraph::MayTouch(std::uint32_t position, const FilterKey& key) const {
  const Layer& layer = LayerOf(position);
  return layer.graph.MayTouch(position - layer.begin, key);
}

Diagnostics CommitGraph::diagnostics() const {
  Diagnostics diagnostics;
  const auto note = [&](const char* message) {
    diagnostics.push_back({"commit-graph", "", 0, message});
  };
  if (rejected_) {
    note(
        "the commit-graph contradicts the commits, and is ignored; 'git commit-graph verify' "
        "tells more");
  }
  if (damaged_) {
    note("the commit-graph is damaged, and not used; 'git commit-graph verify' tells more");
  }
  if (incomplete_) note("layers of the commit-graph are missing or damaged, and not used");
  return diagnostics;
}

const CommitGraph* CommitGraphSource::Get() const {
  std::call_once(once_, [this] { graph_ = CommitGraph::Open(folders_, follow_links_); });
  return graph_->count() == 0 ? nullptr : graph_.get();
}

Diagnostics CommitGraphSource::diagnostics() const {
  return graph_ == nullptr ? Diagnostics() : graph_->diagnostics();
}

}  // namespace assay
