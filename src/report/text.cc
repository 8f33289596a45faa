#include "base/text.h"

#include <fmt/format.h>

#include <algorithm>
#include <map>

#include "report/report.h"

namespace assay {
namespace {

constexpr std::size_t kBestEvidence = 2;
constexpr std::size_t kFindings = 12;
constexpr std::size_t kLanguages = 6;

// Control characters of a hostile path or line must not reach the terminal.
std::string Printable(std::string_view text) {
  std::string safe;
  for (const char c : ToValidUtf8(text)) {
    if (static_cast<unsigned char>(c) < 0x20 || c == 0x7F) {
      safe += fmt::format("\\x{:02x}", static_cast<unsigned char>(c));
    } else {
      safe += c;
    }
  }
  return safe;
}

// Columns of a text: its characters, where each is one wide.
std::size_t Columns(std::string_view text) {
  return static_cast<std::size_t>(std::count_if(text.begin(), text.end(), [](char c) {
    return (static_cast<unsigned char>(c) & 0xC0) != 0x80;
  }));
}

std::string Shortened(std::string_view text, std::size_t columns) {
  if (Columns(text) <= columns) return std::string(text);
  std::string shorter;
  std::size_t used = 0;
  for (const char c : text) {
    if ((static_cast<unsigned char>(c) & 0xC0) != 0x80 && ++used >= columns) break;
    shorter += c;
  }
  return shorter + "…";
}

class TextReport {
 public:
  TextReport(const Profile& profile, const TextStyle& style) : profile_(profile), style_(style) {}

  std::string Write() {
    WriteHead();
    WriteLanguages();
    WriteSkills();
    WriteFindings();
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
    std::string dates = skill.first_seen.substr(0, 10);
    if (skill.last_seen.substr(0, 10) != dates) dates += " to " + skill.last_seen.substr(0, 10);
    const std::string counts =
        fmt::format("{} {} in {} {}", skill.sites, skill.sites == 1 ? "place" : "places",
                    skill.files, skill.files == 1 ? "file" : "files");
    const std::string name = Shortened(skill.name, 28);
    Line(fmt::format("  {}{} {:<9} {:<22} {}", name,
                     std::string(28 - std::min<std::size_t>(28, Columns(name)), ' '),
                     Name(skill.strength), counts, dates));
    const std::size_t shown =
        style_.all ? skill.evidence.size() : std::min(kBestEvidence, skill.evidence.size());
    for (std::size_t i = 0; i < shown; ++i) WriteEvidence(skill.evidence[i]);
  }

  void WriteEvidence(const Evidence& evidence) {
    const std::string place = fmt::format("{}:{}", Printable(evidence.path), evidence.line);
    Line(Dim(
        Shortened(fmt::format("      {}  {}", place, Printable(evidence.snippet)), style_.width)));
  }

  void WriteFindings() {
    if (profile_.findings.empty()) return;
    Line();
    Line(Bold(fmt::format("What weakens it ({})", profile_.findings.size())));
    const std::size_t shown =
        style_.all ? profile_.findings.size() : std::min(kFindings, profile_.findings.size());
    for (std::size_t i = 0; i < shown; ++i) {
      const Evidence& finding = profile_.findings[i];
      Line(Shortened(fmt::format("  {:<8} {}", Name(finding.severity), finding.why), style_.width));
      Line(Dim(Shortened(fmt::format("           {}:{}", Printable(finding.path), finding.line),
                         style_.width)));
    }
    if (shown < profile_.findings.size())
      Line(Dim(fmt::format("  … {} more", profile_.findings.size() - shown)));
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
