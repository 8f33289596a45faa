// CMake: packages that a build looks for or fetches, and the variables that it
// sets to literals. A build is a program; what it computes is not followed.
// Conan's conanfile.txt names packages too.
#include <string>
#include <string_view>
#include <vector>

#include "base/text.h"
#include "facts/data_tree.h"
#include "facts/extract.h"
#include "facts/package_name.h"
#include "facts/settings.h"
#include "facts/sink.h"
#include "facts/text_line.h"

namespace assay {
namespace {

// Arguments of one call that are kept.
constexpr std::size_t kMaxArguments = 256;

class CmakeReader {
 public:
  CmakeReader(std::string_view text, FactSink& sink) : text_(text), lines_(text), sink_(sink) {}

  void Run() {
    while (SkipBlanks()) {
      const std::size_t begin = at_;
      while (at_ < text_.size() && IsNameByte(text_[at_])) ++at_;
      const std::string name = ToLowerAscii(text_.substr(begin, at_ - begin));
      if (name.empty()) {
        ++at_;
        continue;
      }
      if (!SkipBlanks() || text_[at_] != '(') continue;
      ++at_;
      ReadArguments();
      const Region region{static_cast<std::uint32_t>(begin), static_cast<std::uint32_t>(at_),
                          lines_.Line(begin), lines_.Column(begin),
                          lines_.Line(at_ > begin ? at_ - 1 : begin)};
      Call(name, region);
    }
  }

 private:
  static bool IsNameByte(char c) {
    const char lower = ToLowerAscii(c);
    return (lower >= 'a' && lower <= 'z') || (c >= '0' && c <= '9') || c == '_';
  }

  bool SkipBlanks() {
    while (at_ < text_.size()) {
      const char c = text_[at_];
      if (c == ' ' || c == '\t' || c == '\n' || c == '\r' || c == ';') {
        ++at_;
      } else if (text_.substr(at_, 3) == "#[[") {
        const std::size_t end = text_.find("]]", at_);
        at_ = end == std::string_view::npos ? text_.size() : end + 2;
      } else if (c == '#') {
        at_ = std::min(text_.find('\n', at_), text_.size());
      } else {
        return true;
      }
    }
    return false;
  }

  void ReadArguments() {
    arguments_.clear();
    std::size_t depth = 1;
    while (SkipBlanks()) {
      const char c = text_[at_];
      if (c == '(' || c == ')') {
        ++at_;
        if (c == '(') ++depth;
        if (c == ')' && --depth == 0) return;
        continue;
      }
      const std::size_t begin = at_;
      if (c == '"') {
        ++at_;
        while (at_ < text_.size() && text_[at_] != '"') at_ += text_[at_] == '\\' ? 2 : 1;
        at_ = std::min(at_, text_.size());
        Keep(text_.substr(begin + 1, at_ - begin - 1));
        at_ = std::min(at_ + 1, text_.size());
        continue;
      }
      while (at_ < text_.size() &&
             std::string_view(" \t\r\n;()\"#").find(text_[at_]) == std::string_view::npos) {
        ++at_;
      }
      at_ = std::max(at_, begin + 1);
      Keep(text_.substr(begin, at_ - begin));
    }
  }

  void Keep(std::string_view argument) {
    if (arguments_.size() < kMaxArguments) arguments_.push_back(argument);
  }

  std::string_view Behind(std::string_view keyword) const {
    for (std::size_t i = 0; i + 1 < arguments_.size(); ++i) {
      if (arguments_[i] == keyword) return arguments_[i + 1];
    }
    return {};
  }

  void Call(const std::string& name, const Region& region) {
    if (arguments_.empty()) return;
    const std::string_view first = arguments_.front();
    if (name == "find_package") {
      const bool version = arguments_.size() > 1 && !arguments_[1].empty() &&
                           arguments_[1][0] >= '0' && arguments_[1][0] <= '9';
      if (IsTemplated(first)) return;
      AddDependency("cmake", first, version ? arguments_[1] : std::string_view(),
                    Behind("REQUIRED").empty() && !Has("REQUIRED") ? DependencyScope::kOptional
                                                                   : DependencyScope::kRuntime,
                    region, sink_);
    } else if (name == "fetchcontent_declare" || name == "externalproject_add") {
      std::string_view version = Behind("GIT_TAG");
      if (version.empty()) version = Behind("URL");
      AddDependency("cmake", first, version, DependencyScope::kRuntime, region, sink_);
    } else if (name == "cpmaddpackage" || name == "cpmfindpackage" || name == "cpmdeclarepackage") {
      AddCpm(region);
    } else if (name == "set" && arguments_.size() == 2 && !IsTemplated(first)) {
      AddSetting("set." + KeyPart(first), arguments_[1], PlainScalarKind(arguments_[1]), region,
                 "cmake", sink_);
    } else if (name == "cmake_minimum_required" || name == "project" || name == "add_test" ||
               name == "add_executable" || name == "add_library") {
      const std::string_view value = name == "cmake_minimum_required" ? Behind("VERSION") : first;
      AddSetting(name, value, PlainScalarKind(value), region, "cmake", sink_);
    }
  }

  // "gh:fmtlib/fmt#10.1.0", or NAME fmt VERSION 10.1.0 GITHUB_REPOSITORY fmtlib/fmt: a package
  // goes by its name, which its repository's is.
  void AddCpm(const Region& region) {
    std::string_view package = Behind("NAME");
    std::string_view version = Behind("VERSION");
    if (version.empty()) version = Behind("GIT_TAG");
    if (package.empty()) {
      package = Behind("URI").empty() ? arguments_.front() : Behind("URI");
      const std::size_t end = std::min(package.find_first_of("#@"), package.size());
      if (version.empty() && end < package.size()) version = Trim(package.substr(end + 1));
      package = package.substr(0, end);
      if (package.ends_with(".git")) package.remove_suffix(4);
      package = package.substr(package.find_last_of("/:") + 1);
    }
    if (IsTemplated(package)) return;
    AddDependency("cmake", package, version, DependencyScope::kRuntime, region, sink_);
  }

  bool Has(std::string_view word) const {
    return std::find(arguments_.begin(), arguments_.end(), word) != arguments_.end();
  }

  std::string_view text_;
  LineIndex lines_;
  FactSink& sink_;
  std::size_t at_ = 0;
  std::vector<std::string_view> arguments_;
};

// Sections of `name/version@user/channel#revision`, where a version may be a range: [>=1 <2].
void ReadConan(std::string_view text, FactSink& sink) {
  std::string_view section;
  LineReader lines(text);
  for (TextLine line; lines.Next(line);) {
    std::string_view reference = line.text;
    if (reference.starts_with('#')) continue;
    if (reference.starts_with('[') && reference.ends_with(']')) {
      section = reference.substr(1, reference.size() - 2);
      continue;
    }
    const bool build = section == "build_requires" || section == "tool_requires";
    const bool test = section == "test_requires";
    if (!build && !test && section != "requires") continue;
    const std::size_t slash = reference.find('/');
    if (slash == std::string_view::npos) continue;
    std::string_view version = reference.substr(slash + 1);
    version = version.starts_with('[') ? version.substr(0, version.find(']') + 1)
                                       : Trim(version.substr(0, version.find_first_of("@# ")));
    DependencyScope scope = test ? DependencyScope::kTest : DependencyScope::kRuntime;
    if (build) scope = DependencyScope::kBuild;
    AddDependency("conan", reference.substr(0, slash), version, scope, line.region, sink);
  }
}

void ReadCmake(const Source& source, FileFacts& facts) {
  FactSink sink(facts, source.limits);
  if (source.format == "conan") return ReadConan(source.text, sink);
  CmakeReader(source.text, sink).Run();
}

}  // namespace

extern const FormatReader kFormatReader_cmake = {
    {
        {"cmake", {"CMake"}, {"CMakeLists.txt"}, {"**.cmake"}},
        {"conan", {}, {"conanfile.txt"}, {}, true},
    },
    ReadCmake,
    2,
};

}  // namespace assay
