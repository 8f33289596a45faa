#include "facts/image_builds.h"

#include <algorithm>
#include <array>
#include <map>
#include <set>

#include "base/text.h"
#include "facts/data_tree.h"
#include "facts/package_name.h"
#include "facts/relation_parts.h"

namespace assay {
namespace {

// Options of `docker build` that take no value.
constexpr std::array kFlags = std::to_array<std::string_view>(
    {"--push", "--load", "--no-cache", "--pull", "-q", "--quiet", "--rm", "--force-rm", "--squash",
     "--compress", "--check", "-D", "--debug", "--layers", "--no-cache=true", "--pull=true"});

bool IsBuilder(std::string_view program) {
  return program == "docker" || program == "podman" || program == "buildah" || program == "nerdctl";
}

void AddName(std::string_view image, std::vector<std::string>& names) {
  std::string name = ParseImage(image).name;
  if (!name.empty()) names.push_back(std::move(name));
}

struct BuildLine {
  std::vector<std::string> names;
  std::vector<std::string> contexts;
  std::string file;
  std::string target;
};

// Reads the words behind `build`.
BuildLine ReadWords(const Texts& words, std::size_t at) {
  BuildLine line;
  for (; at < words.size(); ++at) {
    const std::string_view word = words[at];
    if (!word.starts_with('-') || word == "-") {
      line.contexts.emplace_back(word);
      continue;
    }
    const std::size_t equals = word.find('=');
    const std::string_view option = word.substr(0, equals);
    std::string_view value;
    if (equals != std::string_view::npos && option.starts_with("--")) {
      value = word.substr(equals + 1);
    } else if (std::find(kFlags.begin(), kFlags.end(), word) == kFlags.end()) {
      if (at + 1 < words.size()) value = words[++at];
    }
    if (option == "-t" || option == "--tag") AddName(value, line.names);
    if (option == "-f" || option == "--file") line.file = value;
    if (option == "--target") line.target = value;
  }
  return line;
}

// Behind `build`, `buildx build`, `image build`, `bud`; 0 where it is no build.
std::size_t BuildWords(const Command& command) {
  const Texts& words = command.arguments;
  if (!IsBuilder(command.program) || words.empty()) return 0;
  if (words[0] == "build" || (words[0] == "bud" && command.program == "buildah")) return 1;
  const bool nested = words.size() > 1 && words[1] == "build" &&
                      (words[0] == "buildx" || words[0] == "image" || words[0] == "builder");
  return nested ? 2 : 0;
}

class BuildReader {
 public:
  BuildReader(const SourceFile& file, const FileFacts& facts) : file_(file), facts_(facts) {}

  std::vector<RelationInput::ImageBuild> Run() {
    ReadFolders();
    ReadCommands();
    ReadActions();
    return std::move(builds_);
  }

  bool cut() const { return cut_; }

 private:
  // Whether some setting changes the folder that steps run in.
  void ReadFolders() {
    for (const Setting& setting : facts_.settings) {
      if (setting.key.ends_with("working-directory") || setting.key.ends_with("workingDirectory") ||
          setting.key.ends_with("working_directory"))
        moves_ = true;
    }
  }

  // The folder that a command runs in, from the root; false where it cannot be told.
  bool FolderOf(const Command& command, std::string& folder) const {
    if (moves_ || moved_.contains(command.context)) return false;
    switch (command.place) {
      case CommandPlace::kCiStep:
        folder.clear();
        return true;
      case CommandPlace::kMakefile:
      case CommandPlace::kPackageScript:
        folder = DirName(file_.path);
        return true;
      case CommandPlace::kRun:
      case CommandPlace::kShellScript:
      case CommandPlace::kProcfile:
      case CommandPlace::kCron:
      case CommandPlace::kCompose:
      case CommandPlace::kHook:
      case CommandPlace::kService:
        return false;
    }
    return false;
  }

  static std::string NameOf(const Command& command) {
    const std::string_view context = command.context;
    switch (command.place) {
      case CommandPlace::kCiStep:
        return "job/" + std::string(context.substr(0, context.find('/')));
      case CommandPlace::kMakefile:
        return "target/" + std::string(context);
      default:
        return "script/" + std::string(context);
    }
  }

  void ReadCommands() {
    for (const Command& command : facts_.commands) {
      if (command.program == "cd" || command.program == "pushd") moved_.insert(command.context);
      const std::size_t at = BuildWords(command);
      if (at == 0 || command.conditional_off) continue;
      if (builds_.size() >= kMaxImageBuilds) {
        cut_ = true;
        break;
      }
      BuildLine line = ReadWords(command.arguments, at);
      RelationInput::ImageBuild build;
      build.region = command.region;
      build.from = NameOf(command);
      build.names = std::move(line.names);
      std::string folder;
      if (line.contexts.size() == 1 && line.contexts[0] != "-" && !IsTemplated(line.target) &&
          FolderOf(command, folder)) {
        const std::string context = JoinedPath(folder, line.contexts[0]);
        // -f is told from where the command runs, not from its context.
        if (!line.file.empty()) {
          build.dockerfile = JoinedPath(folder, line.file);
        } else if (!context.empty()) {
          build.dockerfile = JoinedPath(context, "Dockerfile");
        }
        build.target = std::move(line.target);
      }
      builds_.push_back(std::move(build));
    }
  }

  // docker/build-push-action: what it is given stands beside it.
  void ReadActions() {
    struct Step {
      Region region;
      std::string job;
      std::map<std::string, std::string, std::less<>> with;
    };
    std::map<std::string, Step, std::less<>> steps;  // by the step's key
    std::set<std::string_view> builders;
    for (const Setting& setting : facts_.settings) {
      if (setting.document != "github-actions") continue;
      const std::size_t with = setting.key.find(".with.");
      if (setting.key.ends_with(".uses") &&
          setting.value.starts_with("docker/build-push-action@")) {
        const std::string_view step = setting.key.substr(0, setting.key.size() - 5);
        builders.insert(step);
        Step& one = steps[std::string(step)];
        one.region = setting.region;
        const std::vector<std::string> parts = PartsOfKey(step);
        if (parts.size() > 1) one.job = parts[1];
      } else if (with != Text::npos) {
        const std::string_view name = setting.key.substr(with + 6);
        if (name != "context" && name != "file" && name != "tags" && name != "target") continue;
        steps[std::string(setting.key.substr(0, with))].with[std::string(name)] = setting.value;
      }
    }
    for (auto& [key, step] : steps) {
      if (!builders.contains(key)) continue;
      if (builds_.size() >= kMaxImageBuilds) {
        cut_ = true;
        break;
      }
      builds_.push_back(BuildOf(step.region, step.job, step.with));
    }
  }

  static RelationInput::ImageBuild BuildOf(const Region& region, const std::string& job,
                                           std::map<std::string, std::string, std::less<>>& with) {
    RelationInput::ImageBuild build;
    build.region = region;
    build.document = "github-actions";
    build.from = "job/" + job;
    std::string tags = with["tags"];
    std::replace(tags.begin(), tags.end(), '\n', ',');
    for (const std::string_view tag : Split(tags, ',')) AddName(Trim(tag), build.names);
    if (IsTemplated(with["target"])) return build;
    build.target = with["target"];
    // Without a context it is the repository; the file is told from its root in any case.
    const std::string context = JoinedPath("", with["context"]);
    if (!with["file"].empty()) {
      build.dockerfile = JoinedPath("", with["file"]);
    } else if (!context.empty()) {
      build.dockerfile = JoinedPath(context, "Dockerfile");
    }
    return build;
  }

  const SourceFile& file_;
  const FileFacts& facts_;
  bool moves_ = false;
  std::set<std::string_view> moved_;  // contexts that have changed their folder
  bool cut_ = false;
  std::vector<RelationInput::ImageBuild> builds_;
};

}  // namespace

std::vector<RelationInput::ImageBuild> ImageBuildsOf(const SourceFile& file, const FileFacts& facts,
                                                     bool& cut) {
  BuildReader reader(file, facts);
  std::vector<RelationInput::ImageBuild> builds = reader.Run();
  cut = reader.cut();
  return builds;
}

}  // namespace assay
