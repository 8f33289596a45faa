// The facts of each file of tests/facts/samples, which holds every construct of
// its language (its folders are the oracles'), as `assay facts` prints them, held to its golden
// file. ASSAY_UPDATE_GOLDEN=1 rewrites the files; their diff is read like code.
#include <gtest/gtest.h>

#include <algorithm>
#include <cstdlib>
#include <filesystem>
#include <fstream>
#include <iterator>

#include "tests/support/process.h"

namespace assay {
namespace {

namespace fs = std::filesystem;

const std::string kFolder = ASSAY_SOURCE_DIR "/tests/facts/samples";

std::vector<std::string> Files() {
  std::vector<std::string> names;
  for (const fs::directory_entry& entry : fs::directory_iterator(kFolder)) {
    if (entry.is_regular_file()) names.push_back(entry.path().filename().string());
  }
  std::sort(names.begin(), names.end());
  return names;
}

class FactsGoldenTest : public ::testing::TestWithParam<std::string> {};

TEST_P(FactsGoldenTest, AreWhatTheGoldenFileSays) {
  const ProgramRun outcome = RunProgram({ASSAY_BINARY, "facts", "--quiet", GetParam()}, kFolder);
  ASSERT_EQ(outcome.exit_code, 0) << outcome.err;
  const std::string golden = ASSAY_SOURCE_DIR "/tests/golden/facts/" + GetParam() + ".txt";
  if (std::getenv("ASSAY_UPDATE_GOLDEN") != nullptr) {
    fs::create_directories(fs::path(golden).parent_path());
    std::ofstream(golden) << outcome.out;
  }
  std::ifstream file(golden);
  const std::string expected{std::istreambuf_iterator<char>(file), {}};
  EXPECT_EQ(outcome.out, expected);
}

INSTANTIATE_TEST_SUITE_P(All, FactsGoldenTest, ::testing::ValuesIn(Files()), [](const auto& file) {
  std::string name = file.param;
  std::replace(name.begin(), name.end(), '.', '_');
  return name;
});

}  // namespace
}  // namespace assay
