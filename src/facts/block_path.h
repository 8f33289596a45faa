// Where a directive stands in a configuration of named, nested blocks (nginx,
// Apache, HCL): "http.server[1].location./api".
//
// A block's part is its name, then its arguments; the second block of one
// name and arguments in the same block has the index [1], and so on.
#pragma once

#include <cstddef>
#include <string>
#include <string_view>
#include <unordered_map>
#include <vector>

namespace assay {

class BlockPath {
 public:
  // Bytes kept of a block's arguments.
  static constexpr std::size_t kArgumentBytes = 120;

  void Open(std::string_view name, std::string_view arguments);
  // False if no block is open.
  bool Close();
  std::size_t depth() const { return open_.size(); }
  // The name of the innermost block; "" outside of all.
  std::string_view name() const { return open_.empty() ? std::string_view() : open_.back().name; }
  // The path of the innermost block.
  std::string_view path() const { return open_.empty() ? std::string_view() : open_.back().path; }
  // The key of something in the innermost block.
  std::string Key(std::string_view name) const;

 private:
  struct Level {
    std::string name;
    std::string path;
    std::unordered_map<std::string, std::size_t> seen;  // blocks inside, by name and arguments
  };

  std::vector<Level> open_;
  std::unordered_map<std::string, std::size_t> seen_;  // outermost blocks
};

}  // namespace assay
