#include <fmt/format.h>

#include <filesystem>
#include <fstream>
#include <iterator>
#include <memory>

#include "analyze/compiled_query.h"
#include "analyze/examples.h"
#include "cli/output.h"
#include "rules/load.h"

namespace assay {
namespace {

struct Options {
  std::string id;
  std::string path;
  std::string rules;
  CLI::App* list = nullptr;
  CLI::App* show = nullptr;
  CLI::App* test = nullptr;
};

Result<int> List(const Options& options) {
  ASSAY_TRY(const RuleSet rules, ReadRules(options.rules));
  std::string text;
  for (const Skill& skill : rules.skills) {
    std::string signals;
    for (const Signal& signal : rules.signals) {
      if (signal.skill != skill.id) continue;
      signals += fmt::format("  {:<60} {}\n", signal.id,
                             signal.sign == Sign::kWeakness ? "weakness" : Name(signal.shows));
    }
    text += fmt::format("{} ({})\n{}", skill.id, skill.name, signals);
  }
  ASSAY_TRY_VOID(WriteStandardOutput(text));
  return kExitYes;
}

Result<int> Show(const Options& options) {
  ASSAY_TRY(const RuleSet rules, ReadRules(options.rules));
  const Signal* const signal = rules.FindSignal(options.id);
  if (signal == nullptr)
    return UsageError(fmt::format("{} is no signal; `assay rules list` names them", options.id));
  const Condition& anchor = signal->anchor;
  std::string text = fmt::format("{}\n  rule file: {}\n  sign: {}\n  anchor: {}\n", signal->id,
                                 signal->file, Name(signal->sign), Name(anchor.kind));
  for (const FieldMatch& field : anchor.fields) {
    text += fmt::format("    {}:", field.field);
    for (const auto* const list :
         {&field.match.equal, &field.match.like, &field.match.words, &field.match.patterns}) {
      for (const std::string& value : *list) text += " " + value;
    }
    text += "\n";
  }
  text += fmt::format("  conditions: {}\n  why: {}\n", signal->conditions.size(), signal->why);
  ASSAY_TRY_VOID(WriteStandardOutput(text));
  return kExitYes;
}

// A folder of rules, or one file; either is added to the built-in skills.
Result<RuleSet> LoadForTest(const std::string& path) {
  ASSAY_TRY(RuleSet builtin, ReadRules(""));
  std::error_code error;
  if (std::filesystem::exists(std::filesystem::path(path) / "skills.yaml", error))
    return LoadRules(path);
  // The rules under test may be the built-in ones themselves: only the skills stay.
  RuleSet base;
  base.skills = builtin.skills;
  base.technologies = builtin.technologies;
  base.people = builtin.people;
  const auto drop_defined = [&](const RuleSet& loaded) {
    std::erase_if(base.technologies, [&](const Technology& known) {
      return loaded.FindTechnology(known.id) != nullptr;
    });
  };
  if (std::filesystem::is_directory(path, error)) return LoadRules(path, &base);
  std::ifstream file(path, std::ios::binary);
  if (!file) return UsageError(fmt::format("{}: cannot be read", path));
  const std::string text{std::istreambuf_iterator<char>(file), {}};
  Result<RuleSet> rules = LoadRules({{path, text}}, &base);
  if (rules) return rules;
  // A technology that the file defines is also built in: take the file's.
  RuleSet alone;
  alone.skills = builtin.skills;
  alone.people = builtin.people;
  Result<RuleSet> own = LoadRules({{path, text}}, &alone);
  if (!own) return rules;
  drop_defined(*own);
  return LoadRules({{path, text}}, &base);
}

Result<int> Test(const Options& options, const CommonOptions& common) {
  ASSAY_TRY(const RuleSet rules, LoadForTest(options.path));
  ASSAY_TRY_VOID(CheckQueries(rules));
  const std::vector<ExampleFailure> failures = RunExamples(rules);
  std::string text;
  for (const ExampleFailure& failure : failures) {
    text += fmt::format(
        "{}: {}:{}: {} {}\n", failure.rule_file, failure.path, failure.line, failure.signal,
        failure.expected ? "is not seen, and should be" : "is seen, and should not be");
  }
  ASSAY_TRY_VOID(WriteStandardOutput(text));
  Talk(common, fmt::format("{} examples, {} failures", rules.examples.size(), failures.size()));
  return failures.empty() ? kExitYes : kExitNo;
}

Runner Setup(CLI::App& app, const CommonOptions& common) {
  const auto options = std::make_shared<Options>();
  app.require_subcommand(1);
  options->list = app.add_subcommand("list", "Every skill with its signals");
  options->list->add_option("--rules", options->rules, "A folder of rules of your own");
  options->show = app.add_subcommand("show", "What a signal looks for");
  options->show->add_option("ID", options->id, "A signal")->required();
  options->show->add_option("--rules", options->rules, "A folder of rules of your own");
  options->test =
      app.add_subcommand("test", "Run the examples of a rule file or folder; exit 1 if one fails");
  options->test->add_option("PATH", options->path, "A rule file or a folder of them")->required();
  return [options, &common]() -> Result<int> {
    if (options->list->parsed()) return List(*options);
    if (options->show->parsed()) return Show(*options);
    return Test(*options, common);
  };
}

}  // namespace

extern const SubCommand kCommand_rules = {"rules", 5, "List, show and test rules",
                                          "  assay rules list\n"
                                          "  assay rules show data.indexes/django-index\n"
                                          "  assay rules test my-rules/\n",
                                          Setup};

}  // namespace assay
