// What the .gitattributes files of a tree say of a path's language.
#pragma once

#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace assay {

struct LinguistAttributes {
  std::optional<bool> vendored;
  std::optional<bool> generated;
  std::optional<bool> documentation;
  std::optional<bool> detectable;
  std::optional<std::string> language;  // as written; empty where the attribute has no value
};

class AttributeRules {
 public:
  // `path` is that of the .gitattributes file. Files may come in any order.
  void Add(std::string_view path, std::string_view text);
  bool empty() const { return rules_.empty(); }

  // Deeper files and later lines win.
  LinguistAttributes For(std::string_view path) const;

 private:
  struct Rule {
    std::string folder;  // of the file, with '/' at its end; "" for the root
    std::string pattern;
    bool whole_path;  // the pattern has a slash: it is matched from the folder
    std::vector<std::pair<std::string, std::string>> attributes;  // name, value ("true", "false")
  };
  std::vector<Rule> rules_;
};

}  // namespace assay
