// What headers of C, POSIX, the C++ library and some others bring. An include does not say it;
// names that are not known here, and do not begin with the name of their header, are not resolved.
#pragma once

#include <string_view>
#include <unordered_map>
#include <utility>
#include <vector>

namespace assay {

// Of the headers that one file includes. Their names outlive it.
class KnownNames {
 public:
  using Headers = std::unordered_map<std::string_view, std::string_view>;

  void Include(std::string_view header);
  // A header of the program's own, which may include any other.
  void IncludeOwn();
  // The header that declares the function, or the type, of C; empty if none is known to.
  std::string_view HeaderOfFunction(std::string_view name) const;
  std::string_view HeaderOfType(std::string_view name) const;
  // Whether one declares the name in std.
  bool IsStandard(std::string_view name) const;

 private:
  std::string_view OfLibrary(std::string_view name, bool type) const;

  bool own_ = false;
  Headers functions_;
  Headers types_;
  Headers standard_;
  std::vector<std::pair<std::string_view, std::string_view>> libraries_;  // stems and headers
};

}  // namespace assay
