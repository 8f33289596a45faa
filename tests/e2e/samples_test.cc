// The profile of each project of samples/, held to its golden file: every claim
// with its decisive lines, and every finding. ASSAY_UPDATE_GOLDEN=1 rewrites
// the files; their diff is read like code.
#include <gtest/gtest.h>

#include <algorithm>
#include <cstdlib>
#include <filesystem>
#include <fstream>
#include <iterator>
#include <nlohmann/json.hpp>

#include "tests/support/process.h"

namespace assay {
namespace {

namespace fs = std::filesystem;
using Json = nlohmann::ordered_json;

std::vector<std::string> Samples() {
  std::vector<std::string> names;
  for (const fs::directory_entry& entry : fs::directory_iterator(ASSAY_SOURCE_DIR "/samples")) {
    if (entry.path().extension() == ".commits") names.push_back(entry.path().stem().string());
  }
  std::sort(names.begin(), names.end());
  return names;
}

std::string Place(const Json& evidence) {
  if (evidence["kind"] == "tag") return "tag " + evidence["tag"].get<std::string>();
  if (evidence["kind"] == "commit") return "commit " + evidence["snippet"].get<std::string>();
  return evidence["path"].get<std::string>() + ":" + std::to_string(evidence["line"].get<int>());
}

// One line a skill that is seen, and one for each evidence line that is kept.
std::string Summary(const Json& profile) {
  std::string text;
  for (const Json& skill : profile["skills"]) {
    if (skill["outcome"] != "seen") continue;
    text += skill["id"].get<std::string>() + " " + skill["strength"].get<std::string>() + "\n";
    for (const Json& evidence : skill["evidence"]) {
      const std::string signal = evidence["signal"];
      text += "  " + Place(evidence) + " " + signal.substr(signal.find('/') + 1) + "\n";
    }
  }
  text += "findings\n";
  for (const Json& finding : profile["findings"]) {
    text += "  " + Place(finding) + " " + finding["signal"].get<std::string>() + " " +
            finding["severity"].get<std::string>() + "\n";
  }
  return text;
}

class SamplesTest : public ::testing::TestWithParam<std::string> {};

TEST_P(SamplesTest, ShowsWhatItsGoldenFileSays) {
  const ScratchFolder folder;
  MakeSample(folder, ASSAY_SOURCE_DIR "/samples", GetParam());
  const ProgramRun outcome =
      RunProgram({ASSAY_BINARY, "scan", "--no-cache", "--quiet", "--format", "json", GetParam()},
                 folder.path());
  ASSERT_EQ(outcome.exit_code, 0) << outcome.err;
  const Json profile = Json::parse(outcome.out);
  EXPECT_EQ(profile["history"]["cautions"].dump(), "[]");
  const std::string summary = Summary(profile);
  const std::string golden = ASSAY_SOURCE_DIR "/tests/golden/" + GetParam() + ".txt";
  if (std::getenv("ASSAY_UPDATE_GOLDEN") != nullptr) {
    fs::create_directories(fs::path(golden).parent_path());
    std::ofstream(golden) << summary;
  }
  std::ifstream file(golden);
  const std::string expected{std::istreambuf_iterator<char>(file), {}};
  EXPECT_EQ(summary, expected);
}

INSTANTIATE_TEST_SUITE_P(All, SamplesTest, ::testing::ValuesIn(Samples()), [](const auto& sample) {
  std::string name = sample.param;
  std::replace(name.begin(), name.end(), '-', '_');
  return name;
});

}  // namespace
}  // namespace assay
