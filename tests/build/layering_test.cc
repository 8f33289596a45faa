// Holds every #include of src/ to the layers' table in CMakeLists.txt, which CMake writes to
// layers.txt. Linking alone would not: a header without a .cc, or a third-party header in
// /usr/include, compiles from anywhere.
#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <algorithm>
#include <filesystem>
#include <fstream>
#include <iterator>
#include <map>
#include <set>
#include <sstream>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

namespace assay {
namespace {

using ::testing::ElementsAre;
using ::testing::IsEmpty;
using ::testing::IsSupersetOf;

struct LayerTable {
  std::map<std::string, std::set<std::string>> layers;   // Folder -> folders it may include.
  std::map<std::string, std::set<std::string>> headers;  // Path prefix -> folders that may use it.
};

LayerTable ParseLayerTable(const std::string& text) {
  LayerTable table;
  std::istringstream lines(text);
  for (std::string line; std::getline(lines, line);) {
    std::istringstream words(line);
    std::string kind;
    std::string name;
    words >> kind >> name;
    const std::set<std::string> folders{std::istream_iterator<std::string>(words), {}};
    (kind == "layer" ? table.layers : table.headers)[name].insert(folders.begin(), folders.end());
  }
  return table;
}

// The layer that holds `path`, e.g. "language/gen" rather than "language"; empty when none does.
std::string LayerOf(const LayerTable& table, const std::string& path) {
  for (std::string folder = path; !folder.empty();) {
    const size_t slash = folder.rfind('/');
    folder = slash == std::string::npos ? "" : folder.substr(0, slash);
    if (table.layers.contains(folder)) return folder;
  }
  return "";
}

struct Include {
  int line = 0;  // 1-based.
  std::string path;
  bool quoted = false;
};

std::vector<Include> Includes(const std::string& content) {
  std::vector<Include> includes;
  std::istringstream lines(content);
  int number = 0;
  for (std::string line; std::getline(lines, line);) {
    ++number;
    std::string_view rest = line;
    const auto skip_space = [&rest] {
      rest.remove_prefix(std::min(rest.find_first_not_of(" \t"), rest.size()));
    };
    const auto skip = [&](std::string_view word) {
      skip_space();
      if (!rest.starts_with(word)) return false;
      rest.remove_prefix(word.size());
      skip_space();
      return true;
    };
    if (!skip("#") || !skip("include") || rest.empty()) continue;
    const size_t end = rest.find_first_of("\">", 1);
    if (end == std::string_view::npos) continue;
    includes.push_back({number, std::string(rest.substr(1, end - 1)), rest.front() == '"'});
  }
  return includes;
}

// What the table forbids in the file at `path`, which is relative to src/.
std::vector<std::string> Violations(const LayerTable& table, const std::string& path,
                                    const std::string& content) {
  const std::string layer = LayerOf(table, path);
  if (layer.empty()) return {path + ": in no layer"};
  std::vector<std::string> violations;
  const auto forbid = [&](const Include& include, const std::string& what) {
    violations.push_back(path + ":" + std::to_string(include.line) + ": " + layer + " " + what +
                         " " + include.path);
  };
  for (const Include& include : Includes(content)) {
    const std::string target = LayerOf(table, include.path);
    if (!target.empty() && target != layer && !table.layers.at(layer).contains(target)) {
      forbid(include, "may not include");
    }
    if (target.empty() && include.quoted) forbid(include, "quotes a header of no layer:");
    for (const auto& [prefix, users] : table.headers) {
      if (include.path.starts_with(prefix) && !users.contains(layer)) {
        forbid(include, "may not use the library of");
      }
    }
  }
  return violations;
}

std::string Read(const std::filesystem::path& path) {
  std::ifstream file(path, std::ios::binary);
  return {std::istreambuf_iterator<char>(file), {}};
}

LayerTable Table() { return ParseLayerTable(Read(ASSAY_GENERATED_DIR "/layers.txt")); }

TEST(LayeringTest, EveryIncludeIsAnEdgeOfTheTable) {
  const LayerTable table = Table();
  const std::filesystem::path root = ASSAY_SOURCE_DIR "/src";
  std::vector<std::string> violations;
  int files = 0;
  for (const auto& entry : std::filesystem::recursive_directory_iterator(root)) {
    const std::string extension = entry.path().extension().string();
    if (extension != ".cc" && extension != ".h") continue;
    ++files;
    std::ranges::copy(Violations(table, entry.path().lexically_relative(root).generic_string(),
                                 Read(entry.path())),
                      std::back_inserter(violations));
  }
  EXPECT_GT(files, 0) << "no source under " << root;
  EXPECT_THAT(violations, IsEmpty());
}

TEST(LayeringTest, TableHoldsTheLibrariesThatOneLayerWraps) {
  const LayerTable table = Table();
  const std::vector<std::pair<std::string, std::set<std::string>>> wrapped = {
      {"re2/", {"base"}},
      {"pcre2", {"base"}},
      {"sqlite3", {"store"}},
      {"git2", {"git"}},
      {"tree_sitter/", {"syntax"}}};
  for (const auto& [header, layers] : wrapped) EXPECT_EQ(table.headers.at(header), layers);
}

TEST(LayeringTest, IncludeOfALowerLayerIsFound) {
  EXPECT_THAT(Violations(Table(), "base/text.cc", "#include \"model/facts.h\"\n"),
              ElementsAre("base/text.cc:1: base may not include model/facts.h"));
}

TEST(LayeringTest, ReportSeesNeitherGitNorAnalyze) {
  EXPECT_THAT(Violations(Table(), "report/html.cc",
                         "#include \"git/walk.h\"\n#  include <analyze/scan.h>\n"),
              ElementsAre("report/html.cc:1: report may not include git/walk.h",
                          "report/html.cc:2: report may not include analyze/scan.h"));
}

TEST(LayeringTest, WrappedLibraryElsewhereIsFound) {
  EXPECT_THAT(Violations(Table(), "facts/python.cc",
                         "#include <tree_sitter/api.h>\n#include <git2.h>\n"
                         "#include <sqlite3.h>\n#include <re2/re2.h>\n#include <pcre2.h>\n"),
              IsSupersetOf({"facts/python.cc:1: facts may not use the library of "
                            "tree_sitter/api.h",
                            "facts/python.cc:2: facts may not use the library of git2.h",
                            "facts/python.cc:3: facts may not use the library of sqlite3.h",
                            "facts/python.cc:4: facts may not use the library of re2/re2.h",
                            "facts/python.cc:5: facts may not use the library of pcre2.h"}));
}

TEST(LayeringTest, QuotedNeighbourIsFound) {
  EXPECT_THAT(Violations(Table(), "model/facts.cc", "#include \"facts.h\"\n"),
              ElementsAre("model/facts.cc:1: model quotes a header of no layer: facts.h"));
}

TEST(LayeringTest, FileOutsideTheLayersIsFound) {
  EXPECT_THAT(Violations(Table(), "util/strings.cc", ""),
              ElementsAre("util/strings.cc: in no layer"));
}

TEST(LayeringTest, OwnLayerUpperLayersAndStandardHeadersPass) {
  EXPECT_THAT(Violations(Table(), "git/walk.cc",
                         "#include \"git/walk.h\"\n#include <git2.h>\n#include <vector>\n"
                         "#include \"base/result.h\"\n// #include \"facts/extract.h\"\n"),
              IsEmpty());
}

TEST(LayeringTest, GeneratorHasEdgesOfItsOwn) {
  LayerTable table;
  table.layers = {{"language", {}}, {"language/gen", {"language"}}};
  table.headers = {{"yaml-cpp/", {"language/gen"}}};
  const std::string content = "#include <yaml-cpp/yaml.h>\n#include \"language/tables.h\"\n";
  EXPECT_THAT(Violations(table, "language/gen/main.cc", content), IsEmpty());
  EXPECT_EQ(Violations(table, "language/detect.cc", content).size(), 1U);
}

}  // namespace
}  // namespace assay
