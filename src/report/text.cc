#include "base/text.h"

#include <fmt/format.h>

#include <algorithm>
#include <map>

#include "report/printable.h"
#include "report/report.h"

namespace assay {
namespace {

constexpr std::size_t kPlaces = 3;  // of a weakness
constexpr std::size_t kFindings = 12;
constexpr std::size_t kLanguages = 6;
constexpr std::size_t kAuthors = 4;

std::string PlaceOf(const Evidence& evidence) {
  switch (evidence.kind) {
    case EvidenceKind::kFile:
      return Printable(evidence.path);
    case EvidenceKind::kLines:
      return fmt::format("{}:{}", Printable(evidence.path), evidence.line);
    case EvidenceKind::kCommit:
      return "commit " + evidence.at.substr(0, 10);
    case EvidenceKind::kTag:
      return "tag " + Printable(evidence.tag);
  }
  return {};
}

// "4 places in 3 files", "12 places in history".
std::string CountsOf(const SkillResult& skill) {
  if (skill.files == 0) {
    const std::string_view unit = skill.sites == 1 ? "place" : "places";
    return fmt::format("{} {} in history", skill.sites, unit);
  }
  return fmt::format("{} {} in {} {}", skill.sites, skill.sites == 1 ? "place" : "places",
                     skill.files, skill.files == 1 ? "file" : "files");
}

class TextReport {
 public:
  TextReport(const Profile& profile, const TextStyle& style) : profile_(profile), style_(style) {}

  std::string Write() {
    WriteHead();
    WriteLanguages();
    WriteSkills();
    WriteFindings();
    WriteRemoved();
    WriteSkipped();
    return std::move(out_);
  }

 private:
  std::string Colored(std::string_view code, std::string_view text) const {
    return style_.color ? fmt::format("\033[{}m{}\033[0m", code, text) : std::string(text);
  }
  std::string Bold(std::string_view text) const { return Colored("1", text); }
  std::string Dim(std::string_view text) const { return Colored("2", text); }

  void Line(std::string_view text = {}) {
    out_ += text;
    out_ += '\n';
  }

  void WriteHead() {
    const std::string name = profile_.origin.empty() ? "repository" : Printable(profile_.origin);
    Line(fmt::format("{} at {} ({})", Bold(Shortened(name, style_.width - 30)),
                     profile_.commit.substr(0, 12), profile_.commit_date.substr(0, 10)));
    std::string history = fmt::format("{} files, {} commits", profile_.files, profile_.commits);
    if (!profile_.first_commit_date.empty()) {
      history += fmt::format(" from {} to {}", profile_.first_commit_date.substr(0, 10),
                             profile_.last_commit_date.substr(0, 10));
    }
    if (profile_.shallow) history += ", shallow";
    if (profile_.partial) history += ", partial";
    Line(history);
    WritePeople();
  }

  // Whose profile it is; or who has most of the evidence, in the order of that.
  void WritePeople() {
    std::vector<const Author*> authors;
    std::uint32_t all = 0;
    for (const Author& author : profile_.authors) {
      authors.push_back(&author);
      all += author.evidence;
    }
    std::stable_sort(authors.begin(), authors.end(),
                     [](const Author* a, const Author* b) { return a->evidence > b->evidence; });
    const bool of_author = profile_.options.contains("author");
    std::string line = of_author ? "Only what these wrote: "
                                 : fmt::format("{} {}: ", profile_.people,
                                               profile_.people == 1 ? "person" : "people");
    for (std::size_t i = 0; i < std::min(kAuthors, authors.size()); ++i) {
      if (i > 0) line += ", ";
      line += fmt::format("{} ({})", Printable(authors[i]->name), authors[i]->id);
      if (!of_author && authors[i]->evidence > 0)
        line += fmt::format(" {} %", (authors[i]->evidence * 100 + all / 2) / all);
    }
    if (authors.size() > kAuthors) line += fmt::format(", {} more", authors.size() - kAuthors);
    if (!authors.empty()) Line(Shortened(line, style_.width));
    for (const Caution& caution : profile_.cautions) {
      Line(Shortened(fmt::format("Caution, {}: {}", caution.code, caution.message), style_.width));
    }
  }

  void WriteLanguages() {
    if (profile_.languages.empty()) return;
    std::string line;
    for (std::size_t i = 0; i < std::min(kLanguages, profile_.languages.size()); ++i) {
      const LanguageShare& share = profile_.languages[i];
      if (!line.empty()) line += ", ";
      line += fmt::format("{} {:.1f} %", share.name, share.percent);
    }
    if (profile_.languages.size() > kLanguages)
      line += fmt::format(", {} more", profile_.languages.size() - kLanguages);
    Line(Shortened(line, style_.width));
  }

  void WriteSkills() {
    std::vector<std::string> areas;
    for (const SkillResult& skill : profile_.skills) {
      if (std::find(areas.begin(), areas.end(), skill.area) == areas.end())
        areas.push_back(skill.area);
    }
    for (const std::string& area : areas) WriteArea(area);
    std::string hidden;
    for (const SkillResult& skill : profile_.skills) {
      if (skill.outcome != Outcome::kCouldNotTell) continue;
      if (!hidden.empty()) hidden += ", ";
      hidden += skill.name;
    }
    if (!hidden.empty()) Line(Shortened("\nCould not tell: " + hidden, style_.width));
  }

  void WriteArea(const std::string& area) {
    bool head = false;
    std::string weaker;
    for (const SkillResult& skill : profile_.skills) {
      if (skill.area != area || skill.outcome != Outcome::kSeen) continue;
      if (!head) {
        std::string title = area;
        title[0] = static_cast<char>(std::toupper(static_cast<unsigned char>(title[0])));
        Line();
        Line(Bold(title));
        head = true;
      }
      if (skill.claimed) {
        WriteSkill(skill);
      } else {
        if (!weaker.empty()) weaker += ", ";
        weaker += fmt::format("{} ({})", skill.name, Name(skill.strength));
      }
    }
    if (!weaker.empty()) Line(Dim(Shortened("  not claimed: " + weaker, style_.width)));
  }

  void WriteSkill(const SkillResult& skill) {
    // Months: of a line, the day says nothing more.
    constexpr std::size_t kMonth = 7;
    constexpr std::size_t kNameColumns = 25;
    std::string dates = skill.first_seen.substr(0, kMonth);
    if (skill.last_seen.substr(0, kMonth) != dates)
      dates += "–" + skill.last_seen.substr(0, kMonth);
    std::string counts = CountsOf(skill);
    if (skill.all_sites > skill.sites) counts += fmt::format(" of {}", skill.all_sites);
    const std::string name = Shortened(skill.name, kNameColumns);
    Line(Shortened(
        fmt::format("  {}{} {:<9} {:<26} {}", name,
                    std::string(kNameColumns - std::min(kNameColumns, Columns(name)), ' '),
                    Name(skill.strength), counts, dates),
        style_.width));
    if (style_.all) {
      for (const Evidence& evidence : skill.evidence) WriteEvidence(evidence);
    } else if (!skill.evidence.empty()) {
      WriteEvidence(skill.evidence.front());
      if (const Evidence* const second = SecondBest(skill.evidence)) WriteEvidence(*second);
    }
  }

  // What says most beside the first: another signal at another place, else another place.
  static const Evidence* SecondBest(const std::vector<Evidence>& evidence) {
    const Evidence* best = nullptr;
    const std::string first = PlaceOf(evidence.front());
    for (const Evidence& item : evidence) {
      if (PlaceOf(item) == first) continue;
      if (item.shows == evidence.front().shows && item.signal != evidence.front().signal)
        return &item;
      if (best == nullptr) best = &item;
    }
    return best;
  }

  void WriteEvidence(const Evidence& evidence) {
    const std::string place = PlaceOf(evidence);
    Line(Dim(
        Shortened(fmt::format("      {}  {}", place, Printable(evidence.snippet)), style_.width)));
  }

  void WriteFindings() {
    if (profile_.findings.empty()) return;
    Line();
    Line(Bold(fmt::format("What weakens it ({})", profile_.findings.size())));
    // One weakness is often found in many places.
    std::vector<std::vector<const Evidence*>> groups;
    for (const Evidence& finding : profile_.findings) {
      const auto known = std::find_if(groups.begin(), groups.end(), [&](const auto& group) {
        return group.front()->signal == finding.signal &&
               group.front()->severity == finding.severity;
      });
      if (known == groups.end()) {
        groups.push_back({&finding});
      } else {
        known->push_back(&finding);
      }
    }
    const std::size_t shown = style_.all ? groups.size() : std::min(kFindings, groups.size());
    for (std::size_t i = 0; i < shown; ++i) WriteFinding(groups[i]);
    if (shown < groups.size()) Line(Dim(fmt::format("  … {} more", groups.size() - shown)));
  }

  void WriteFinding(const std::vector<const Evidence*>& places) {
    const Evidence& first = *places.front();
    std::string count = places.size() == 1 ? "" : fmt::format(" ({} places)", places.size());
    Line(Shortened(fmt::format("  {:<8} {}", Name(first.severity), first.why),
                   style_.width - count.size()) +
         count);
    const std::size_t shown = style_.all ? places.size() : std::min(kPlaces, places.size());
    for (std::size_t i = 0; i < shown; ++i)
      Line(Dim(Shortened("           " + PlaceOf(*places[i]), style_.width)));
    if (shown < places.size())
      Line(Dim(fmt::format("           … {} more", places.size() - shown)));
  }

  void WriteRemoved() {
    if (profile_.removed.empty()) return;
    Line();
    Line(Bold(fmt::format("What no longer stands ({})", profile_.removed.size())));
    const std::size_t shown =
        style_.all ? profile_.removed.size() : std::min(kFindings, profile_.removed.size());
    for (std::size_t i = 0; i < shown; ++i) {
      const Evidence& gone = profile_.removed[i];
      Line(Shortened(fmt::format("  {}  {} to {}", gone.signal, gone.origin.date.substr(0, 10),
                                 gone.removed.substr(0, 10)),
                     style_.width));
      WriteEvidence(gone);
    }
    if (shown < profile_.removed.size())
      Line(Dim(fmt::format("  … {} more", profile_.removed.size() - shown)));
  }

  void WriteSkipped() {
    if (profile_.skipped_counts.empty() && profile_.diagnostics.empty()) return;
    std::string line;
    for (const auto& [reason, count] : profile_.skipped_counts) {
      if (!line.empty()) line += ", ";
      line += fmt::format("{} {}", count, reason);
    }
    Line();
    if (!line.empty()) Line(Shortened("Not read as evidence: " + line, style_.width));
    std::map<std::string, std::size_t> codes;
    for (const Diagnostic& diagnostic : profile_.diagnostics) ++codes[diagnostic.code];
    std::string told;
    for (const auto& [code, count] : codes) {
      if (!told.empty()) told += ", ";
      told += fmt::format("{} {}", count, code);
    }
    if (!told.empty()) Line(Shortened("Diagnostics: " + told, style_.width));
  }

  const Profile& profile_;
  const TextStyle& style_;
  std::string out_;
};

}  // namespace

std::string RenderText(const Profile& profile, const TextStyle& style) {
  return TextReport(profile, style).Write();
}

}  // namespace assay
