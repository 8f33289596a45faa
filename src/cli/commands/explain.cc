#include <fmt/format.h>
#include <fmt/ranges.h>

#include <memory>

#include "cli/output.h"

namespace assay {
namespace {

struct Options {
  std::string id;
  std::string rules;
};

std::string Describe(const Signal& signal) {
  std::string text = fmt::format("{}\n  {}: {}\n", signal.id, Name(signal.sign), signal.why);
  if (signal.sign == Sign::kPractice) text += fmt::format("  shows: {}\n", Name(signal.shows));
  if (signal.sign == Sign::kWeakness) {
    text +=
        fmt::format("  severity: {}\n  remedy: {}\n", Name(signal.severity), signal.remediation);
  }
  if (!signal.refs.empty()) text += fmt::format("  refs: {}\n", fmt::join(signal.refs, ", "));
  text += fmt::format("  rule: rules/{}\n", signal.file);
  return text;
}

Result<std::string> Explain(const RuleSet& rules, const std::string& id) {
  if (const Signal* const signal = rules.FindSignal(id)) return Describe(*signal);
  const Skill* const skill = rules.FindSkill(id);
  if (skill == nullptr) {
    return UsageError(
        fmt::format("{} is neither a skill nor a signal; `assay rules list` names them", id));
  }
  std::string text =
      fmt::format("{} ({})\n  {}\n  practised from {} places, {} files and {} signals of use on\n",
                  skill->name, skill->id, skill->counts, skill->practised_sites,
                  skill->practised_files, skill->practised_signals);
  bool any = false;
  for (const Signal& signal : rules.signals) {
    if (signal.skill != skill->id) continue;
    text += "\n" + Describe(signal);
    any = true;
  }
  if (!any) text += "\n  No rule looks for this skill yet.\n";
  return text;
}

Result<int> Run(const Options& options, const CommonOptions& common) {
  ASSAY_TRY(const RuleSet rules, ReadRules(options.rules));
  ASSAY_TRY_VOID(
      WriteOutputs(common, "text", [&](const std::string& format) -> Result<std::string> {
        if (format != "text") return UsageError(fmt::format("format {} is not text", format));
        return Explain(rules, options.id);
      }));
  return kExitYes;
}

Runner Setup(CLI::App& app, const CommonOptions& common) {
  const auto options = std::make_shared<Options>();
  app.add_option("ID", options->id,
                 "A skill (data.indexes) or a signal (data.indexes/django-index)")
      ->required();
  app.add_option("--rules", options->rules, "A folder of rules of your own");
  return [options, &common] { return Run(*options, common); };
}

}  // namespace

extern const SubCommand kCommand_explain = {
    "explain", 2, "Say what a skill or a signal means and how it is seen",
    "  assay explain data.indexes\n"
    "  assay explain security.password-hashing/bcrypt-hash\n",
    Setup};

}  // namespace assay
