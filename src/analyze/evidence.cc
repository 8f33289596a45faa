#include "analyze/evidence.h"

#include <fmt/format.h>

#include <algorithm>
#include <map>

#include "analyze/redact.h"
#include "base/hash.h"
#include "base/text.h"

namespace assay {
namespace {

bool IsAboutSecrets(const Signal& signal) {
  return signal.sign == Sign::kWeakness && signal.skill == "security.secrets-management";
}

void AddReferences(const Signal& signal, Evidence& evidence) {
  for (const std::string& reference : signal.refs) {
    if (reference.starts_with("CWE-")) evidence.cwe.push_back(reference);
    if (reference.starts_with("ASVS-")) evidence.asvs.push_back(reference);
  }
}

Severity SeverityOf(const Signal& signal, const Gates& gates) {
  return gates.absence_is_low && RestsOnAbsence(signal) ? std::min(signal.severity, Severity::kLow)
                                                        : signal.severity;
}

}  // namespace

bool RestsOnAbsence(const Signal& signal) {
  const auto absent = [](const Condition& condition) {
    return (condition.negated && !condition.excuse) ||
           std::any_of(condition.arguments.begin(), condition.arguments.end(),
                       [](const ArgumentMatch& match) { return match.absent; });
  };
  return absent(signal.anchor) ||
         std::any_of(signal.conditions.begin(), signal.conditions.end(), absent);
}

std::string FoldedLine(std::string_view line) {
  std::string folded;
  for (const char c : Trim(line)) {
    const bool blank = c == ' ' || c == '\t';
    if (blank && folded.ends_with(' ')) continue;
    folded += blank ? ' ' : c;
  }
  return folded;
}

std::string FormatTime(std::int64_t seconds) {
  // Days to a civil date: H. Hinnant, "chrono-compatible low-level date algorithms".
  constexpr std::int64_t kDay = 86'400;
  constexpr std::int64_t kYear0 = -62'167'219'200;     // 0000-01-01T00:00:00Z
  constexpr std::int64_t kYear9999 = 253'402'300'799;  // 9999-12-31T23:59:59Z
  seconds = std::clamp(seconds, kYear0, kYear9999);
  std::int64_t days = seconds / kDay;
  std::int64_t rest = seconds % kDay;
  if (rest < 0) {
    rest += kDay;
    --days;
  }
  days += 719'468;
  const std::int64_t era = (days >= 0 ? days : days - 146'096) / 146'097;
  const std::int64_t day_of_era = days - era * 146'097;
  const std::int64_t year_of_era =
      (day_of_era - day_of_era / 1'460 + day_of_era / 36'524 - day_of_era / 146'096) / 365;
  const std::int64_t day_of_year =
      day_of_era - (365 * year_of_era + year_of_era / 4 - year_of_era / 100);
  const std::int64_t shifted = (5 * day_of_year + 2) / 153;
  const std::int64_t day = day_of_year - (153 * shifted + 2) / 5 + 1;
  const std::int64_t month = shifted < 10 ? shifted + 3 : shifted - 9;
  const std::int64_t year = year_of_era + era * 400 + (month <= 2 ? 1 : 0);
  return fmt::format("{:04}-{:02}-{:02}T{:02}:{:02}:{:02}Z", year, month, day, rest / 3600,
                     rest / 60 % 60, rest % 60);
}

std::string AuthorDate(const Commit& commit) {
  // What cannot be read is left at 0.
  return commit.malformed && commit.author.time == 0 ? "" : FormatTime(commit.author.time);
}

namespace {

// What the rule says, whatever it was seen in.
Evidence FromSignal(const Signal& signal, EvidenceKind kind, const Gates& gates) {
  Evidence evidence;
  evidence.signal = signal.id;
  evidence.skill = signal.skill;
  evidence.technology = signal.technology;
  evidence.sign = signal.sign;
  evidence.shows = signal.shows;
  evidence.kind = kind;
  evidence.why = signal.why;
  if (signal.sign == Sign::kWeakness) {
    evidence.severity = SeverityOf(signal, gates);
    evidence.remediation = signal.remediation;
    AddReferences(signal, evidence);
  }
  return evidence;
}

}  // namespace

Evidence MakeHistoryEvidence(const RuleSet& rules, const Sighting& sighting, const History& history,
                             const CommitIndex& commits, const People& people) {
  const Signal& signal = rules.signals[sighting.signal];
  Evidence evidence = FromSignal(signal, sighting.kind, Gates{});
  std::string subject;
  const auto credit = [&](std::uint32_t person) {
    if (person != kNoPerson) evidence.origin.authors.push_back(PersonId(person));
  };
  if (sighting.kind == EvidenceKind::kTag) {
    const Tag& tag = history.tags[sighting.line - 1];
    evidence.at = tag.target.Hex();
    evidence.tag = ToValidUtf8(tag.name);
    subject = tag.annotated ? tag.subject : std::string();
    if (tag.annotated) {
      credit(people.PersonOf(tag.tagger));
      if (tag.tagger.time != 0) evidence.origin.date = FormatTime(tag.tagger.time);
    } else {
      // Who put a lightweight tag there is not known; that it stands there since
      // the commit was made is as much as can be said.
      const auto target = commits.Find(tag.target);
      if (target) evidence.origin.date = AuthorDate(history.commits[*target]);
    }
  } else {
    const std::size_t index = sighting.line - 1;
    const Commit& commit = history.commits[index];
    evidence.at = commit.id.Hex();
    subject = DecodeText(commit.subject, commit.encoding);
    for (const std::uint32_t person : people.Credited(index)) credit(person);
    evidence.origin.date = AuthorDate(commit);
  }
  evidence.origin.commit = evidence.at;
  evidence.snippet = Snippet(subject, false);
  evidence.fingerprint = HashHex(fmt::format("{}\n{}\n{}", signal.id, evidence.at, evidence.tag));
  return evidence;
}

std::vector<Evidence> MakeEvidence(const RuleSet& rules, const SourceFile& file,
                                   const std::vector<Sighting>& sightings, std::string_view text,
                                   const HeadCommit& head, const Gates& gates) {
  const LineIndex lines(text);
  std::map<std::string, int> occurrences;
  std::vector<Evidence> all;
  for (const Sighting& sighting : sightings) {
    const Signal& signal = rules.signals[sighting.signal];
    const bool whole_file = sighting.kind == EvidenceKind::kFile;
    const std::string_view line = lines.Text(sighting.line);
    Evidence evidence = FromSignal(signal, sighting.kind, gates);
    evidence.at = head.commit;
    evidence.path = file.path;
    evidence.blob = file.blob.Hex();
    evidence.start_line = sighting.start_line;
    evidence.line = sighting.line;
    evidence.end_line = sighting.end_line;
    evidence.origin.commit = head.commit;
    evidence.origin.path = file.path;
    evidence.origin.line = sighting.line;
    evidence.origin.date = head.date;
    evidence.purpose = file.purpose;
    if (!whole_file) evidence.snippet = Snippet(line, IsAboutSecrets(signal));
    const std::string what = fmt::format("{}\n{}\n{}", signal.id, file.path,
                                         whole_file ? std::string() : FoldedLine(line));
    evidence.fingerprint = HashHex(fmt::format("{}\n{}", what, occurrences[what]++));
    all.push_back(std::move(evidence));
  }
  return all;
}

}  // namespace assay
