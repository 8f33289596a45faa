#include "facts/ci_pipelines.h"

#include <algorithm>
#include <array>
#include <string>
#include <vector>

#include "base/text.h"
#include "facts/ci_steps.h"
#include "facts/compose.h"
#include "facts/package_name.h"
#include "facts/shell/commands.h"
#include "facts/shell/words.h"

namespace assay {
namespace {

class PipelineReader {
 public:
  PipelineReader(const DataTree& tree, FactSink& sink) : tree_(tree), sink_(sink) {}

  void GithubWorkflow(DataIndex root) {
    for (const DataIndex job : tree_.Children(tree_.Find(root, "jobs"))) {
      const std::string name(tree_[job].key);
      const bool off = IsOff(tree_, job, "if");
      if (!off) {
        AddCiImage(tree_, tree_.Find(job, "container"), "image", DependencyScope::kBuild, sink_);
        for (const DataIndex service : tree_.Children(tree_.Find(job, "services"))) {
          AddCiImage(tree_, service, "image", DependencyScope::kTest, sink_);
        }
        AddAction(tree_.Find(job, "uses"));
      }
      GithubSteps(tree_.Find(job, "steps"), name, off,
                  DefaultShell(job, DefaultShell(root, Text())));
    }
  }

  void GithubAction(DataIndex root) {
    const DataIndex runs = tree_.Find(root, "runs");
    GithubSteps(tree_.Find(runs, "steps"), "action", false, Text());
    const Text image = tree_.ValueOf(runs, "image");
    if (image.starts_with("docker://")) AddAction(tree_.Find(runs, "image"));
  }

  void Gitlab(DataIndex root) {
    GitlabJob(root, "default", false);
    for (const DataIndex job : tree_.Children(root)) {
      const Text name = tree_[job].key;
      if (!tree_.IsMap(job) || name == "variables" || name == "workflow" || name == "include") {
        continue;
      }
      // A job whose name begins with a dot is a template for others.
      GitlabJob(job, std::string(name), tree_.ValueOf(job, "when") == "never");
    }
  }

  void CircleCi(DataIndex root) {
    for (const std::string_view section : {"jobs", "commands"}) {
      for (const DataIndex job : tree_.Children(tree_.Find(root, section))) {
        CircleImages(job);
        CircleSteps(tree_.Find(job, "steps"), std::string(tree_[job].key));
      }
    }
    for (const DataIndex executor : tree_.Children(tree_.Find(root, "executors"))) {
      CircleImages(executor);
    }
    for (const DataIndex orb : tree_.Children(tree_.Find(root, "orbs"))) {
      const Text value = tree_.Value(orb);
      const std::size_t at = value.find('@');
      AddDependency("orb", value.substr(0, at), at == Text::npos ? Text() : value.substr(at + 1),
                    DependencyScope::kBuild, tree_[orb].region, sink_);
    }
  }

  void Travis(DataIndex root) {
    TravisPhases(root, "travis");
    for (const std::string_view key : {"jobs", "matrix"}) {
      std::size_t number = 0;
      for (const DataIndex job : tree_.Children(tree_.FindPath(root, {key, "include"}))) {
        TravisPhases(job, StepName(tree_, job, number++));
      }
    }
  }

  void Azure(DataIndex root) {
    for (const DataIndex one : tree_.Children(tree_.FindPath(root, {"resources", "containers"}))) {
      AddCiImage(tree_, one, "image", DependencyScope::kBuild, sink_);
    }
    AddAzureContainer(root);
    AzureSteps(tree_.Find(root, "steps"), "steps", false);
    AzureJobs(tree_.Find(root, "jobs"), false);
    for (const DataIndex stage : tree_.Children(tree_.Find(root, "stages"))) {
      AzureJobs(tree_.Find(stage, "jobs"), IsOff(tree_, stage, "condition"));
    }
  }

  // Steps lie at several depths of branches, parallels and stages: every
  // `step` below `pipelines` is one.
  void Bitbucket(DataIndex root) {
    AddCiImage(tree_, tree_.Find(root, "image"), "name", DependencyScope::kBuild, sink_);
    for (const DataIndex service :
         tree_.Children(tree_.FindPath(root, {"definitions", "services"}))) {
      DataIndex image = tree_.Find(service, "image");
      if (tree_.IsMap(image)) image = tree_.Find(image, "name");
      AddCiImage(tree_, image, "name", DependencyScope::kTest, sink_);
    }
    std::vector<DataIndex> open = {tree_.Find(root, "pipelines")};
    std::size_t number = 0;
    while (!open.empty()) {
      const DataIndex index = open.back();
      open.pop_back();
      if (index == kNoData) continue;
      if (tree_[index].key == "step" && tree_.IsMap(index)) {
        AddCiImage(tree_, tree_.Find(index, "image"), "name", DependencyScope::kBuild, sink_);
        const std::string name = StepName(tree_, index, number++);
        AddCiScript(tree_, tree_.Find(index, "script"), name, false, sink_);
        AddCiScript(tree_, tree_.Find(index, "after-script"), name, false, sink_);
        continue;
      }
      std::vector<DataIndex> children = tree_.Children(index);
      open.insert(open.end(), children.rbegin(), children.rend());
    }
  }

  // Drone's and Woodpecker's steps: a list, or a map by their names; once called the pipeline.
  void Drone(DataIndex root) {
    for (const DataIndex service : tree_.Children(tree_.Find(root, "services"))) {
      AddCiImage(tree_, service, "image", DependencyScope::kTest, sink_);
    }
    std::size_t number = 0;
    for (const std::string_view steps : {"steps", "pipeline"}) {
      for (const DataIndex step : tree_.Children(tree_.Find(root, steps))) {
        AddCiImage(tree_, step, "image", DependencyScope::kBuild, sink_);
        const Text key = tree_[step].key;
        const std::string name = key.empty() ? StepName(tree_, step, number++) : std::string(key);
        AddCiScript(tree_, tree_.Find(step, "commands"), name, false, sink_);
      }
    }
  }

  // A step is an image that is given arguments, or a script for it.
  void CloudBuild(DataIndex root) {
    std::size_t number = 0;
    for (const DataIndex step : tree_.Children(tree_.Find(root, "steps"))) {
      AddCiImage(tree_, step, "name", DependencyScope::kBuild, sink_);
      const Text id = tree_.ValueOf(step, "id");
      const std::string context = id.empty() ? std::to_string(number) : std::string(id);
      ++number;
      AddCiScript(tree_, tree_.Find(step, "script"), context, false, sink_);
      const DataIndex args = tree_.Find(step, "args");
      const Text entry = tree_.ValueOf(step, "entrypoint");
      if (entry == "bash" || entry == "sh") {
        // `-c`, then the script.
        const std::vector<DataIndex> words = tree_.Children(args);
        if (words.size() >= 2) AddCiScript(tree_, words[1], context, false, sink_);
        continue;
      }
      std::string line(entry.empty() ? ProgramOfImage(tree_.ValueOf(step, "name")) : entry);
      line += " " + JoinWords(tree_, tree_.Children(args));
      if (args == kNoData || IsTemplated(line.substr(0, line.find(' ')))) continue;
      AddStepLine(line, context, tree_[args].region);
    }
  }

  void CodeBuild(DataIndex root) {
    for (const DataIndex phase : tree_.Children(tree_.Find(root, "phases"))) {
      AddCiScript(tree_, tree_.Find(phase, "commands"), tree_[phase].key, false, sink_);
      AddCiScript(tree_, tree_.Find(phase, "finally"), tree_[phase].key, false, sink_);
    }
  }

  void AppVeyor(DataIndex root) {
    for (const std::string_view phase :
         {"init", "install", "before_build", "build_script", "after_build", "before_package",
          "after_package", "before_test", "test_script", "after_test", "before_deploy",
          "deploy_script", "after_deploy", "on_success", "on_finish"}) {
      for (const DataIndex step : tree_.Children(tree_.Find(root, phase))) {
        for (const std::string_view shell : {"cmd", "ps", "sh"}) {
          AddCiScript(tree_, tree_.Find(step, shell), phase, false, sink_);
        }
        if (tree_.IsScalar(step)) AddCiScript(tree_, step, phase, false, sink_);
      }
    }
  }

 private:
  // "golang:1.20" → "golang".
  static Text ProgramOfImage(Text image) {
    image = image.substr(0, image.find('@'));
    const std::size_t name = image.rfind('/') == Text::npos ? 0 : image.rfind('/');
    return image.substr(0, image.find(':', name));
  }

  void AddStepLine(const std::string& line, std::string_view context, const Region& region) {
    Command site;
    site.place = CommandPlace::kCiStep;
    site.context = sink_.Keep(context);
    AddCommands(line, site, region, false, sink_);
  }

  // `owner/repository/path@ref`, `docker://image:tag`; `./path` is the repository's own.
  void AddAction(DataIndex uses) {
    const Text value = tree_.Value(uses);
    if (value.empty() || value.starts_with("./") || value.starts_with("../")) return;
    if (value.starts_with("docker://")) {
      AddImage(value.substr(9), DependencyScope::kBuild, tree_[uses].region, sink_);
      return;
    }
    const std::size_t at = value.find('@');
    if (value.find('/') == Text::npos || IsTemplated(value.substr(0, at))) return;
    AddDependency("github-action", value.substr(0, at),
                  at == Text::npos ? Text() : value.substr(at + 1), DependencyScope::kBuild,
                  tree_[uses].region, sink_);
  }

  Text DefaultShell(DataIndex map, Text otherwise) const {
    const DataIndex shell = tree_.FindPath(map, {"defaults", "run", "shell"});
    return shell == kNoData ? otherwise : tree_.Value(shell);
  }

  // Python and the like are no lists of commands.
  static bool IsShellOfSteps(Text shell) {
    const Text name = BaseName(shell.substr(0, shell.find(' ')));
    return shell.empty() || IsTemplated(shell) || IsShell(name) || name == "pwsh" ||
           name == "powershell" || name == "cmd" || name == "nix" || name == "nix-shell" ||
           name == "msys2" || name == "wsl-bash";
  }

  void GithubSteps(DataIndex steps, const std::string& job, bool job_off, Text default_shell) {
    std::size_t number = 0;
    for (const DataIndex step : tree_.Children(steps)) {
      const bool off = job_off || IsOff(tree_, step, "if");
      if (!off) AddAction(tree_.Find(step, "uses"));
      const DataIndex shell = tree_.Find(step, "shell");
      if (!IsShellOfSteps(shell == kNoData ? default_shell : tree_.Value(shell))) {
        ++number;
        continue;
      }
      AddCiScript(tree_, tree_.Find(step, "run"), job + "/" + StepName(tree_, step, number++), off,
                  sink_);
    }
  }

  void GitlabJob(DataIndex job, const std::string& name, bool off) {
    AddCiImage(tree_, tree_.Find(job, "image"), "name", DependencyScope::kBuild, sink_);
    for (const DataIndex service : tree_.Children(tree_.Find(job, "services"))) {
      AddCiImage(tree_, service, "name", DependencyScope::kTest, sink_);
    }
    for (const std::string_view key : {"before_script", "script", "after_script"}) {
      AddCiScript(tree_, tree_.Find(job, key), name, off, sink_);
    }
  }

  void CircleImages(DataIndex job) {
    bool first = true;  // The first image runs the steps, the others are services.
    for (const DataIndex image : tree_.Children(tree_.Find(job, "docker"))) {
      AddCiImage(tree_, image, "image", first ? DependencyScope::kBuild : DependencyScope::kTest,
                 sink_);
      first = false;
    }
  }

  // Steps of `when` and `unless` are steps like the others.
  std::vector<DataIndex> AllSteps(DataIndex steps) const {
    std::vector<DataIndex> all;
    std::vector<DataIndex> open = tree_.Children(steps);
    std::reverse(open.begin(), open.end());
    while (!open.empty()) {
      const DataIndex step = open.back();
      open.pop_back();
      DataIndex inner = tree_.FindPath(step, {"when", "steps"});
      if (inner == kNoData) inner = tree_.FindPath(step, {"unless", "steps"});
      if (inner == kNoData) {
        all.push_back(step);
        continue;
      }
      const std::vector<DataIndex> more = tree_.Children(inner);
      open.insert(open.end(), more.rbegin(), more.rend());
    }
    return all;
  }

  void CircleSteps(DataIndex steps, const std::string& job) {
    std::size_t number = 0;
    for (const DataIndex step : AllSteps(steps)) {
      const DataIndex run = tree_.Find(step, "run");
      const std::string context = job + "/" + StepName(tree_, run, number++);
      AddCiScript(tree_, tree_.IsMap(run) ? tree_.Find(run, "command") : run, context, false,
                  sink_);
    }
  }

  void TravisPhases(DataIndex job, const std::string& name) {
    for (const std::string_view phase :
         {"before_install", "install", "before_script", "script", "after_success", "after_script",
          "before_deploy", "after_deploy"}) {
      AddCiScript(tree_, tree_.Find(job, phase), name + "/" + std::string(phase), false, sink_);
    }
  }

  void AzureJobs(DataIndex jobs, bool stage_off) {
    for (const DataIndex job : tree_.Children(jobs)) {
      const bool off = stage_off || IsOff(tree_, job, "condition");
      Text name = tree_.ValueOf(job, "job");
      if (name.empty()) name = tree_.ValueOf(job, "deployment");
      AzureSteps(tree_.Find(job, "steps"), std::string(name), off);
      for (const std::string_view strategy : {"runOnce", "rolling", "canary"}) {
        const DataIndex phases = tree_.FindPath(job, {"strategy", strategy});
        for (const DataIndex phase : tree_.Children(phases)) {
          AzureSteps(tree_.Find(phase, "steps"), std::string(name), off);
        }
        for (const DataIndex outcome : tree_.Children(tree_.Find(phases, "on")))
          AzureSteps(tree_.Find(outcome, "steps"), std::string(name), off);
      }
      if (!off) AddAzureContainer(job);
    }
  }

  // An image, or the name of one among the resources of this file or another.
  void AddAzureContainer(DataIndex job) {
    const DataIndex container = tree_.Find(job, "container");
    if (tree_.IsScalar(container) && tree_.Value(container).find_first_of(":/@") == Text::npos)
      return;
    AddCiImage(tree_, container, "image", DependencyScope::kBuild, sink_);
  }

  void AzureSteps(DataIndex steps, const std::string& job, bool job_off) {
    std::size_t number = 0;
    std::vector<DataIndex> open = tree_.Children(steps);
    std::reverse(open.begin(), open.end());
    while (!open.empty()) {
      const DataIndex step = open.back();
      open.pop_back();
      const DataIndex first = tree_.IsMap(step) ? tree_[step].first_child : kNoData;
      // `${{ if … }}:` holds steps that a condition puts in.
      if (first != kNoData && tree_[first].key.starts_with("${{") && tree_.IsList(first)) {
        const std::vector<DataIndex> more = tree_.Children(first);
        open.insert(open.end(), more.rbegin(), more.rend());
        continue;
      }
      const bool off =
          job_off || IsOff(tree_, step, "condition") || tree_.ValueOf(step, "enabled") == "false";
      const std::string context = job + "/" + StepName(tree_, step, number++);
      for (const std::string_view key : {"script", "bash", "pwsh", "powershell"}) {
        AddCiScript(tree_, tree_.Find(step, key), context, off, sink_);
      }
      AzureTask(step, context, off);
    }
  }

  // Tasks that are given a script, and those that stand for a program's own commands.
  void AzureTask(DataIndex step, const std::string& context, bool off) {
    const Text task = tree_.ValueOf(step, "task");
    const Text name = task.substr(0, task.find('@'));
    const DataIndex inputs = tree_.Find(step, "inputs");
    if (name == "Bash" || name == "CmdLine" || name == "PowerShell") {
      return AddCiScript(tree_, tree_.Find(inputs, "script"), context, off, sink_);
    }
    struct Tool {
      std::string_view task;
      std::string_view program;
      std::string_view input;
    };
    static constexpr std::array kTools =
        std::to_array<Tool>({{"DotNetCoreCLI", "dotnet", "command"},
                             {"Npm", "npm", "command"},
                             {"Maven", "mvn", "goals"},
                             {"Gradle", "gradle", "tasks"}});
    for (const Tool& tool : kTools) {
      if (tool.task != name) continue;
      Text input = tree_.ValueOf(inputs, tool.input);
      if (input == "custom") input = tree_.ValueOf(inputs, "customCommand");
      if (input.empty() || input == "custom") return;
      Command site;
      site.place = CommandPlace::kCiStep;
      site.context = sink_.Keep(context);
      site.conditional_off = off;
      AddCommands(std::string(tool.program) + " " + std::string(input), site, tree_[step].region,
                  false, sink_);
    }
  }

  const DataTree& tree_;
  FactSink& sink_;
};

struct PipelineKind {
  std::string_view name;
  void (PipelineReader::*read)(DataIndex root);
};

constexpr std::array kPipelines = {
    PipelineKind{"github-actions", &PipelineReader::GithubWorkflow},
    PipelineKind{"github-action", &PipelineReader::GithubAction},
    PipelineKind{"gitlab-ci", &PipelineReader::Gitlab},
    PipelineKind{"circleci", &PipelineReader::CircleCi},
    PipelineKind{"travis", &PipelineReader::Travis},
    PipelineKind{"azure-pipelines", &PipelineReader::Azure},
    PipelineKind{"bitbucket-pipelines", &PipelineReader::Bitbucket},
    PipelineKind{"drone", &PipelineReader::Drone},
    PipelineKind{"woodpecker", &PipelineReader::Drone},
    PipelineKind{"cloudbuild", &PipelineReader::CloudBuild},
    PipelineKind{"codebuild", &PipelineReader::CodeBuild},
    PipelineKind{"appveyor", &PipelineReader::AppVeyor},
};

}  // namespace

bool AddPipeline(const DataTree& tree, DataIndex root, std::string_view kind, FactSink& sink) {
  const auto* const pipeline =
      std::find_if(kPipelines.begin(), kPipelines.end(),
                   [&](const PipelineKind& candidate) { return candidate.name == kind; });
  if (pipeline == kPipelines.end()) return false;
  PipelineReader reader(tree, sink);
  (reader.*pipeline->read)(root);
  return true;
}

}  // namespace assay
