#include "analyze/matcher.h"

#include <algorithm>
#include <map>
#include <optional>
#include <set>
#include <unordered_map>

#include "analyze/compiled_condition.h"
#include "analyze/nearness.h"
#include "analyze/signal_index.h"
#include "base/text.h"

namespace assay {
namespace {

// Comparisons of an anchor with a condition's facts, a file: a file made to
// hold many of both would otherwise cost their product.
constexpr std::size_t kMaxComparisons = 4'000'000;

// Distinct names of uses that a thread remembers before it begins anew.
constexpr std::size_t kMaxRememberedNames = 100'000;

bool Contains(const std::vector<Purpose>& purposes, Purpose purpose) {
  return std::find(purposes.begin(), purposes.end(), purpose) != purposes.end();
}

bool IsEnvironmentForDevelopers(Environment environment) {
  return environment == Environment::kDevelopment || environment == Environment::kTest;
}

// "test", "local-dev", "integrationTest": a profile that no user meets.
bool IsProfileForDevelopers(std::string_view profile) {
  const std::vector<std::string> words = IdentifierWords(profile);
  return std::any_of(words.begin(), words.end(), [](const std::string& word) {
    return word == "dev" || word == "devel" || word == "development" || word == "local" ||
           word == "test" || word == "tests" || word == "testing" || word == "ci";
  });
}

}  // namespace

struct CompiledSignal {
  const Signal* signal = nullptr;
  CompiledCondition anchor;
  std::vector<CompiledCondition> local;  // site, function, class, file
  struct Wide {
    std::uint32_t condition;  // into Compiled::wide
    const Condition* source;
  };
  std::vector<Wide> wide;  // repository
  // Of a technology's own signals: the packages or modules instead of an anchor's fields.
  const Technology* technology = nullptr;
  std::optional<CompiledCondition> share_of;
};

struct Matcher::Compiled {
  const RuleSet* rules = nullptr;
  Gates gates;
  std::vector<CompiledSignal> signals;
  std::vector<CompiledCondition> wide;
  SignalIndex anchors;     // fact → signals
  SignalIndex wide_index;  // fact → wide conditions
};

namespace {

// Matches one file. Facts of a condition are looked for once a file, when an
// anchor first asks.
class FileMatch {
 public:
  FileMatch(const Gates& gates, const std::vector<CompiledSignal>& signals, const FileView& view,
            std::uint32_t index, const Links& links, FileMatches& out)
      : gates_(gates),
        signals_(signals),
        view_(view),
        index_(index),
        links_(links),
        nearness_(view),
        out_(out) {}

  // Whether the file as a whole, by what it is for, its language and its path,
  // can show the signal.
  bool MayShow(std::uint32_t number) const {
    return Allowed(signals_[number]) && signals_[number].anchor.PathFits(view_);
  }

  // Of a signal that the file may show and, where the fact is a use, that its name fits.
  void Try(std::uint32_t number, FactRef fact) {
    const CompiledSignal& compiled = signals_[number];
    const Signal& signal = *compiled.signal;
    if (IsForDevelopers(signal, fact)) return;
    switch (fact.kind == FactKind::kUse ? compiled.anchor.TestNamed(view_, fact, gates_)
                                        : compiled.anchor.Test(view_, fact, gates_, links_)) {
      case Verdict::kNo:
        return;
      case Verdict::kHidden:
        if (hidden_.insert(number).second) out_.could_not_tell.push_back(number);
        return;
      case Verdict::kYes:
        break;
    }
    if (compiled.share_of && compiled.share_of->Test(view_, fact, gates_, links_) != Verdict::kYes)
      return;
    if (compiled.technology != nullptr && !FitsTechnology(compiled, fact)) return;
    for (const CompiledCondition& condition : compiled.local) {
      if (!Holds(condition, fact)) return;
    }
    TentativeSighting candidate;
    candidate.sighting = Sight(number, fact);
    for (const CompiledSignal::Wide& wide : compiled.wide) {
      candidate.keys.push_back(KeyOf(wide.source->same, fact, false));
    }
    if (signal.sign == Sign::kWeakness && gates_.acknowledgements &&
        IsAcknowledged(candidate.sighting)) {
      out_.acknowledged.push_back(candidate.sighting);
      return;
    }
    out_.candidates.push_back(std::move(candidate));
  }

  // The values of a condition's `same` fields, of its own fact or of the anchor.
  std::string KeyOf(const std::vector<std::pair<std::string, std::string>>& same, FactRef fact,
                    bool own) const {
    std::string key;
    FieldTexts texts;
    for (const auto& [own_field, anchor_field] : same) {
      ReadField(view_, fact, FieldPlace(fact.kind, own ? own_field : anchor_field),
                gates_.provenance, texts);
      for (const std::string_view text : texts.texts()) {
        key += text;
        key += '\0';
      }
      key += '\1';
    }
    return key;
  }

 private:
  // The gates that hang on the file alone.
  bool Allowed(const CompiledSignal& compiled) const {
    if (view_.history != nullptr) return true;
    const Signal& signal = *compiled.signal;
    const SourceFile& file = *view_.file;
    const bool foreign = file.purpose == Purpose::kGenerated ||
                         file.purpose == Purpose::kVendored ||
                         (view_.facts->generated && file.purpose != Purpose::kMigration);
    if (foreign && gates_.no_foreign_files) return false;
    const bool weakness = signal.sign == Sign::kWeakness;
    const bool not_product = file.purpose == Purpose::kTest || file.purpose == Purpose::kExample ||
                             file.purpose == Purpose::kFixture ||
                             file.purpose == Purpose::kDocumentation;
    if (weakness) {
      if (gates_.no_weakness_in_tests && not_product) return false;
      if (gates_.environment && IsEnvironmentForDevelopers(file.environment)) return false;
    } else if (!foreign && !Contains(signal.purposes, file.purpose)) {
      return false;
    }
    return signal.languages.empty() || std::find(signal.languages.begin(), signal.languages.end(),
                                                 file.language) != signal.languages.end();
  }

  // A weakness of a setting of a profile that is a developer's.
  bool IsForDevelopers(const Signal& signal, FactRef fact) const {
    return signal.sign == Sign::kWeakness && gates_.environment &&
           fact.kind == FactKind::kSetting && view_.history == nullptr &&
           IsProfileForDevelopers(view_.facts->settings[fact.index].profile);
  }

  bool FitsTechnology(const CompiledSignal& compiled, FactRef fact) const {
    const Technology& technology = *compiled.technology;
    if (fact.kind == FactKind::kImport) {
      return CoversModule(technology, view_.facts->imports[fact.index].module);
    }
    const Dependency& dependency = view_.facts->dependencies[fact.index];
    if (gates_.dependency_scope && !technology.development &&
        assay::IsForDevelopers(dependency.scope)) {
      return false;
    }
    return CoversPackage(technology, dependency);
  }

  bool Holds(const CompiledCondition& condition, FactRef anchor) {
    if (comparisons_ > kMaxComparisons) {
      out_.cut_short = true;
      return false;
    }
    if (condition.query) return QueryHolds(condition, anchor);
    const std::vector<FactRef>& facts = FactsOf(condition);
    comparisons_ += facts.size() + 1;
    std::uint32_t count = 0;
    const std::string key = KeyOf(condition.source->same, anchor, false);
    for (const FactRef fact : facts) {
      if (fact.kind == anchor.kind && fact.index == anchor.index) continue;
      if (!nearness_.IsNear(fact, anchor, condition.source->at)) continue;
      if (!condition.source->same.empty() && KeyOf(condition.source->same, fact, true) != key)
        continue;
      if (++count >= condition.source->count) break;
    }
    return (count >= condition.source->count) != condition.source->negated;
  }

  // A query that did not come to its end says neither yes nor no.
  bool QueryHolds(const CompiledCondition& condition, FactRef anchor) {
    const Query::Answer& answer = AnswerOf(condition);
    comparisons_ += answer.here.size() + 1;
    if (!answer.complete) return false;
    const auto count = std::count_if(
        answer.here.begin(), answer.here.end(),
        [&](const Region& place) { return nearness_.IsNear(place, anchor, condition.source->at); });
    return (static_cast<std::size_t>(count) >= condition.source->count) !=
           condition.source->negated;
  }

  const Query::Answer& AnswerOf(const CompiledCondition& condition) {
    const auto [known, inserted] = answers_.try_emplace(&condition);
    Query::Answer& answer = known->second;
    if (!inserted) return answer;
    const Query* const query = condition.query->For(view_.file->format);
    if (query == nullptr || view_.queries == nullptr) return answer;
    if (!text_) {
      Result<std::string> text = view_.queries->read();
      text_ = text ? *std::move(text) : std::string();
    }
    Result<Query::Answer> found = query->Run(*text_, view_.queries->limits);
    if (found) {
      answer = *std::move(found);
    } else {
      answer.complete = false;
    }
    out_.query_cut_short |= !answer.complete;
    return answer;
  }

  const std::vector<FactRef>& FactsOf(const CompiledCondition& condition) {
    const auto [known, inserted] = condition_facts_.try_emplace(&condition);
    if (inserted) {
      const std::size_t count =
          condition.PathFits(view_) ? FactCount(view_, condition.source->kind) : 0;
      for (std::uint32_t i = 0; i < count; ++i) {
        const FactRef fact{condition.source->kind, i};
        if (condition.Test(view_, fact, gates_, links_) == Verdict::kYes)
          known->second.push_back(fact);
      }
    }
    return known->second;
  }

  static EvidenceKind KindOf(FactKind kind) {
    switch (kind) {
      case FactKind::kFile:
        return EvidenceKind::kFile;
      case FactKind::kCommit:
        return EvidenceKind::kCommit;
      case FactKind::kTag:
        return EvidenceKind::kTag;
      case FactKind::kImport:
      case FactKind::kUse:
      case FactKind::kDefinition:
      case FactKind::kConstruct:
      case FactKind::kString:
      case FactKind::kDependency:
      case FactKind::kSetting:
      case FactKind::kInstruction:
      case FactKind::kCommand:
      case FactKind::kStatement:
      case FactKind::kRelation:
        return EvidenceKind::kLines;
    }
    return EvidenceKind::kLines;
  }

  Sighting Sight(std::uint32_t number, FactRef fact) const {
    const Region region = RegionOf(view_, fact);
    Sighting sighting;
    sighting.signal = number;
    sighting.file = index_;
    sighting.kind = KindOf(fact.kind);
    sighting.start_line = sighting.line = region.start_line;
    sighting.end_line = std::max(region.start_line, region.end_line);
    if (view_.history != nullptr) return sighting;  // Its commit or tag says it all.
    FieldTexts texts;
    ReadField(view_, fact, FieldPlace(fact.kind, PrimaryField(fact.kind)), true, texts);
    if (!texts.texts().empty()) sighting.detail = texts.texts().front();
    return sighting;
  }

  // On its own line, on the line before, or anywhere inside the region.
  bool IsAcknowledged(const Sighting& sighting) const {
    return std::any_of(view_.facts->acknowledgements.begin(), view_.facts->acknowledgements.end(),
                       [&](const Acknowledgement& mark) {
                         return mark.line + 1 >= sighting.start_line &&
                                mark.line <= sighting.end_line &&
                                (mark.line >= sighting.start_line || StandsAlone(mark.line));
                       });
  }

  // No fact begins on the line: the comment is all that is there.
  bool StandsAlone(std::uint32_t line) const {
    for (const Use& use : view_.facts->uses) {
      if (use.region.start_line == line) return false;
    }
    for (const Statement& statement : view_.facts->statements) {
      if (statement.region.start_line == line) return false;
    }
    for (const String& text : view_.facts->strings) {
      if (text.region.start_line == line) return false;
    }
    return true;
  }

  const Gates& gates_;
  const std::vector<CompiledSignal>& signals_;
  const FileView& view_;
  std::uint32_t index_;
  const Links& links_;
  Nearness nearness_;
  FileMatches& out_;
  std::set<std::uint32_t> hidden_;
  std::unordered_map<const CompiledCondition*, std::vector<FactRef>> condition_facts_;
  std::unordered_map<const CompiledCondition*, Query::Answer> answers_;
  std::optional<std::string> text_;
  std::size_t comparisons_ = 0;
};

}  // namespace

Matcher::~Matcher() = default;
Matcher::Matcher(Matcher&&) noexcept = default;

Matcher::Matcher(const RuleSet& rules, const Gates& gates)
    : compiled_(std::make_unique<Compiled>()) {
  compiled_->rules = &rules;
  compiled_->gates = gates;
  compiled_->signals.reserve(rules.signals.size());
  for (const Signal& signal : rules.signals) {
    CompiledSignal& compiled = compiled_->signals.emplace_back();
    compiled.signal = &signal;
    compiled.anchor = CompiledCondition(signal.anchor);
    if (signal.anchor.fields.empty() && signal.anchor.arguments.empty()) {
      compiled.technology = rules.FindTechnology(signal.technology);
    }
    if (signal.share) compiled.share_of.emplace(signal.share->of);
    for (const Condition& condition : signal.conditions) {
      if (condition.at == At::kRepository) {
        compiled.wide.push_back({static_cast<std::uint32_t>(compiled_->wide.size()), &condition});
        compiled_->wide.emplace_back(condition);
      } else {
        compiled.local.emplace_back(condition);
      }
    }
  }
  for (std::uint32_t i = 0; i < compiled_->signals.size(); ++i) {
    const CompiledSignal& signal = compiled_->signals[i];
    if (signal.technology != nullptr) {
      compiled_->anchors.AddTechnology(*signal.technology, signal.anchor.source->kind, i);
    } else {
      compiled_->anchors.Add(*signal.anchor.source, i);
    }
  }
  for (std::uint32_t i = 0; i < compiled_->wide.size(); ++i) {
    compiled_->wide_index.Add(*compiled_->wide[i].source, i);
  }
}

namespace {

// Counts each author's commits for every signal that is a share of them.
std::vector<ShareCount> CountShares(const std::vector<CompiledSignal>& signals,
                                    const std::vector<TentativeSighting>& candidates,
                                    const FileView& view, const Gates& gates, const Links& links) {
  std::map<std::pair<std::uint32_t, std::uint32_t>, ShareCount> counts;
  const auto at = [&](std::uint32_t signal, std::size_t commit) -> ShareCount& {
    const std::uint32_t person = view.history->commit_author[commit];
    ShareCount& count = counts[{signal, person}];
    count.signal = signal;
    count.person = person;
    return count;
  };
  for (std::uint32_t i = 0; i < signals.size(); ++i) {
    if (!signals[i].share_of) continue;
    for (std::uint32_t commit = 0; commit < view.history->commits.size(); ++commit) {
      const FactRef fact{FactKind::kCommit, commit};
      if (signals[i].share_of->Test(view, fact, gates, links) == Verdict::kYes) ++at(i, commit).of;
    }
  }
  for (const TentativeSighting& candidate : candidates) {
    const Sighting& sighting = candidate.sighting;
    if (signals[sighting.signal].share_of) ++at(sighting.signal, sighting.line - 1).fitting;
  }
  std::vector<ShareCount> list;
  for (const auto& [key, count] : counts) list.push_back(count);
  return list;
}

// Answers by number, each asked for once.
class Remembered {
 public:
  explicit Remembered(std::size_t count) : answers_(count, Answer::kUnknown) {}

  template <typename F>
  bool operator()(std::uint32_t number, F&& ask) {
    Answer& answer = answers_[number];
    if (answer == Answer::kUnknown) answer = ask() ? Answer::kYes : Answer::kNo;
    return answer == Answer::kYes;
  }

 private:
  enum class Answer : std::uint8_t { kUnknown, kNo, kYes };
  std::vector<Answer> answers_;
};

// The names of a file's uses as rules compare them.
class CanonicalNames {
 public:
  explicit CanonicalNames(const std::vector<Use>& uses) {
    std::size_t size = 0;
    for (const Use& use : uses) size += use.name.size();
    bytes_.reserve(size);
    names_.reserve(uses.size());
    for (const Use& use : uses) {
      const std::size_t start = bytes_.size();
      bytes_ += use.name;
      std::replace(bytes_.begin() + static_cast<std::ptrdiff_t>(start), bytes_.end(), '#', '.');
      names_.push_back(std::string_view(bytes_).substr(start));
    }
  }
  // Valid as long as this object stays where it is.
  std::span<const std::string_view> names() const { return names_; }

 private:
  std::string bytes_;
  std::vector<std::string_view> names_;
};

}  // namespace

FileMatches Matcher::MatchFile(const FileView& file, std::uint32_t index, const Links& links,
                               NameMemory& memory) const {
  FileView view = file;
  const CanonicalNames names(view.facts->uses);
  view.use_names = names.names();
  FileMatches matches;
  FileMatch match(compiled_->gates, compiled_->signals, view, index, links, matches);
  Remembered shown(compiled_->signals.size());
  Remembered held(compiled_->wide.size());
  const auto may_show = [&](std::uint32_t signal) {
    return shown(signal, [&] { return match.MayShow(signal); });
  };
  const auto may_hold = [&](std::uint32_t number) {
    return held(number, [&] { return compiled_->wide[number].PathFits(view); });
  };
  const Purpose purpose = view.file->purpose;
  const bool counts = purpose == Purpose::kProduct || purpose == Purpose::kConfiguration ||
                      purpose == Purpose::kMigration || purpose == Purpose::kBuild;
  const auto hit = [&](std::uint32_t number, FactRef fact) {
    matches.hits.push_back({number, match.KeyOf(compiled_->wide[number].source->same, fact, true)});
  };

  for (std::uint32_t i = 0; i < view.facts->uses.size(); ++i) {
    const FactRef fact{FactKind::kUse, i};
    const NameMemory::Fits& fits = FitsOf(view.use_names[i], links, memory);
    for (const std::uint32_t signal : fits.anchors) {
      if (may_show(signal)) match.Try(signal, fact);
    }
    if (!counts) continue;
    for (const std::uint32_t number : fits.wide) {
      if (may_hold(number) &&
          compiled_->wide[number].TestNamed(view, fact, compiled_->gates) == Verdict::kYes)
        hit(number, fact);
    }
  }
  compiled_->anchors.ForEach(view, may_show,
                             [&](std::uint32_t signal, FactRef fact) { match.Try(signal, fact); });
  if (view.history != nullptr) {
    matches.shares =
        CountShares(compiled_->signals, matches.candidates, view, compiled_->gates, links);
  }
  if (!counts) return matches;
  compiled_->wide_index.ForEach(view, may_hold, [&](std::uint32_t number, FactRef fact) {
    if (compiled_->wide[number].Test(view, fact, compiled_->gates, links) == Verdict::kYes)
      hit(number, fact);
  });
  return matches;
}

const Matcher::NameMemory::Fits& Matcher::FitsOf(std::string_view name, const Links& links,
                                                 NameMemory& memory) const {
  const auto known = memory.names_.find(name);
  if (known != memory.names_.end()) return known->second;
  if (memory.names_.size() >= kMaxRememberedNames) memory.names_.clear();
  NameMemory::Fits fits;
  compiled_->anchors.FindUse(name, fits.anchors);
  std::erase_if(fits.anchors, [&](std::uint32_t signal) {
    return !compiled_->signals[signal].anchor.NameFits(name, links);
  });
  compiled_->wide_index.FindUse(name, fits.wide);
  std::erase_if(fits.wide, [&](std::uint32_t number) {
    return !compiled_->wide[number].NameFits(name, links);
  });
  return memory.names_.emplace(name, std::move(fits)).first->second;
}

std::vector<Sighting> Matcher::Resolve(const std::vector<FileMatches>& files,
                                       const Links& links) const {
  std::map<std::pair<std::uint32_t, std::string>, std::uint32_t> counts;
  for (const FileMatches& file : files) {
    for (const FileMatches::Hit& hit : file.hits) ++counts[{hit.condition, hit.key}];
  }
  std::unordered_map<std::string_view, bool> present;
  const auto is_present = [&](const std::string& id) {
    const auto [known, inserted] = present.try_emplace(id, false);
    if (inserted) known->second = IsPresent(*compiled_->rules->FindTechnology(id), links);
    return known->second;
  };
  std::vector<Sighting> sightings;
  for (const FileMatches& file : files) {
    for (const TentativeSighting& candidate : file.candidates) {
      const CompiledSignal& signal = compiled_->signals[candidate.sighting.signal];
      const std::vector<std::string>& needs = signal.signal->needs;
      if (!needs.empty() && std::none_of(needs.begin(), needs.end(), is_present)) continue;
      bool holds = true;
      for (std::size_t i = 0; holds && i < signal.wide.size(); ++i) {
        const Condition& condition = *signal.wide[i].source;
        const auto found = counts.find({signal.wide[i].condition, candidate.keys[i]});
        const std::uint32_t count = found == counts.end() ? 0 : found->second;
        holds = (count >= condition.count) != condition.negated;
      }
      if (holds) sightings.push_back(candidate.sighting);
    }
  }
  const auto key = [](const Sighting& s) {
    return std::tie(s.file, s.kind, s.line, s.signal, s.start_line, s.end_line, s.detail);
  };
  std::sort(sightings.begin(), sightings.end(),
            [&](const Sighting& a, const Sighting& b) { return key(a) < key(b); });
  // One signal is seen once a line, whatever the number of facts that show it there.
  sightings.erase(std::unique(sightings.begin(), sightings.end(),
                              [](const Sighting& a, const Sighting& b) {
                                return a.file == b.file && a.kind == b.kind && a.line == b.line &&
                                       a.signal == b.signal;
                              }),
                  sightings.end());
  return sightings;
}

}  // namespace assay
