#include "rules/decode.h"

#include <fmt/format.h>
#include <fmt/ranges.h>

#include <algorithm>
#include <initializer_list>

#include "base/pattern.h"
#include "base/text.h"

namespace assay {
namespace {

using Json = nlohmann::ordered_json;

// A value of the document with its place. Decoding stops at the first error,
// which is thrown as a DecodeError and caught at this file's three entries.
struct Value {
  const Json& json;
  std::string pointer;

  [[noreturn]] void Fail(std::string message) const {
    throw DecodeError{pointer, std::move(message)};
  }

  Value operator[](std::string_view key) const {
    return {json.at(std::string(key)), pointer + "/" + std::string(key)};
  }
  bool Has(std::string_view key) const { return json.is_object() && json.contains(key); }

  std::string Text() const {
    if (json.is_string()) return json.get<std::string>();
    if (json.is_boolean()) return json.get<bool>() ? "true" : "false";
    if (json.is_number_integer()) return std::to_string(json.get<std::int64_t>());
    Fail("expected a text");
  }
  bool Boolean() const {
    if (!json.is_boolean()) Fail("expected true or false");
    return json.get<bool>();
  }
  std::uint32_t Count() const {
    if (!json.is_number_integer() || json.get<std::int64_t>() < 0) Fail("expected a whole number");
    return static_cast<std::uint32_t>(json.get<std::int64_t>());
  }

  // A list, or a single value as a list of one.
  template <typename F>
  void Each(F&& visit) const {
    if (!json.is_array()) {
      visit(*this);
      return;
    }
    if (json.empty()) Fail("expected at least one entry");
    std::size_t index = 0;
    for (const Json& item : json) visit(Value{item, fmt::format("{}/{}", pointer, index++)});
  }
  std::vector<std::string> TextList() const {
    std::vector<std::string> texts;
    Each([&](const Value& item) { texts.push_back(item.Text()); });
    return texts;
  }

  void RequireMap() const {
    if (!json.is_object()) Fail("expected keys and values");
  }
  // Every key must be one of `known`.
  void AllowKeys(std::initializer_list<std::string_view> known) const {
    RequireMap();
    for (const auto& [key, unused] : json.items()) {
      if (std::find(known.begin(), known.end(), key) == known.end()) {
        throw DecodeError{pointer + "/" + key, fmt::format("unknown key {}; expected one of {}",
                                                           key, fmt::join(known, ", "))};
      }
    }
  }
  Value Require(std::string_view key) const {
    RequireMap();
    if (!Has(key)) Fail(fmt::format("expected the key {}", key));
    return (*this)[key];
  }
};

template <typename Enum>
Enum DecodeWord(const Value& value) {
  const auto& words = EnumWords<Enum>::kWords;
  const std::string word = value.Text();
  const auto found = std::find(words.begin(), words.end(), word);
  if (found == words.end()) {
    value.Fail(fmt::format("{} is not one of {}", word, fmt::join(words, ", ")));
  }
  return static_cast<Enum>(found - words.begin());
}

// The same for the enums of the profile, which name themselves.
template <typename Enum>
Enum DecodeNamed(const Value& value, std::initializer_list<Enum> all) {
  const std::string word = value.Text();
  std::vector<std::string_view> words;
  for (const Enum candidate : all) {
    if (Name(candidate) == word) return candidate;
    words.push_back(Name(candidate));
  }
  value.Fail(fmt::format("{} is not one of {}", word, fmt::join(words, ", ")));
}

Purpose DecodePurpose(const Value& value) {
  return DecodeNamed(value, {Purpose::kProduct, Purpose::kTest, Purpose::kExample,
                             Purpose::kFixture, Purpose::kDocumentation, Purpose::kConfiguration,
                             Purpose::kMigration, Purpose::kBuild});
}

double DecodeNumber(const Value& value) {
  if (!value.json.is_number()) value.Fail("expected a number");
  return value.json.get<double>();
}

std::vector<std::string> DecodePatterns(const Value& value) {
  value.Each([](const Value& item) {
    const auto pattern = Pattern::Compile(item.Text());
    if (!pattern) item.Fail(pattern.error().message);
  });
  return value.TextList();
}

TextMatch DecodeTextMatch(const Value& value, bool globs) {
  TextMatch match;
  if (!value.json.is_object()) {
    value.Each([&](const Value& item) {
      std::string text = item.Text();
      const bool glob = globs && text.find('*') != std::string::npos;
      (glob ? match.like : match.equal).push_back(std::move(text));
    });
    return match;
  }
  value.AllowKeys({"is", "like", "words", "matches", "lacks", "all", "none", "min", "max", "exists",
                   "secret", "ignore-case"});
  if (value.Has("is")) match.equal = value["is"].TextList();
  if (value.Has("like")) match.like = value["like"].TextList();
  if (value.Has("words")) match.words = value["words"].TextList();
  if (value.Has("all")) match.all = value["all"].TextList();
  if (value.Has("none")) match.none = value["none"].TextList();
  if (value.Has("min")) match.min = DecodeNumber(value["min"]);
  if (value.Has("max")) match.max = DecodeNumber(value["max"]);
  if (value.Has("exists")) match.exists = value["exists"].Boolean();
  if (value.Has("secret")) match.secret = value["secret"].Boolean();
  if (value.Has("ignore-case")) match.ignore_case = value["ignore-case"].Boolean();
  if (value.Has("matches")) match.patterns = DecodePatterns(value["matches"]);
  if (value.Has("lacks")) match.lacks = DecodePatterns(value["lacks"]);
  return match;
}

ArgumentMatch DecodeArgument(const Value& value) {
  value.AllowKeys({"at", "kind", "text", "absent"});
  ArgumentMatch match;
  if (value.Has("at")) match.at = value["at"].TextList();
  if (value.Has("kind")) {
    value["kind"].Each(
        [&](const Value& item) { match.kinds.emplace_back(Name(DecodeWord<ValueKind>(item))); });
  }
  if (value.Has("text")) match.text = DecodeTextMatch(value["text"], false);
  if (value.Has("absent")) match.absent = value["absent"].Boolean();
  return match;
}

// Names, keys and paths take globs without saying so; other texts need `like`.
bool TakesGlobs(FactKind kind, std::string_view field) {
  return (kind == FactKind::kUse && field == "name") ||
         (kind == FactKind::kImport && field == "module") ||
         (kind == FactKind::kDependency && field == "name") ||
         (kind == FactKind::kSetting && field == "key") ||
         (kind == FactKind::kFile && (field == "path" || field == "name")) || field == "bases" ||
         field == "annotations" || field == "callee";
}

void DecodeFields(FactKind kind, const Value& value, Condition& condition) {
  if (!value.json.is_object()) {
    const std::string_view field = PrimaryField(kind);
    condition.fields.push_back(
        {std::string(field), DecodeTextMatch(value, TakesGlobs(kind, field))});
    return;
  }
  const std::vector<std::string_view>& names = FieldNames(kind);
  for (const auto& [key, unused] : value.json.items()) {
    const Value field = value[key];
    if (kind == FactKind::kUse && (key == "argument" || key == "arguments")) {
      field.Each([&](const Value& item) { condition.arguments.push_back(DecodeArgument(item)); });
    } else if (key == "in" && kind != FactKind::kFile) {
      condition.paths = field.TextList();
    } else if (std::find(names.begin(), names.end(), key) != names.end()) {
      condition.fields.push_back({key, DecodeTextMatch(field, TakesGlobs(kind, key))});
    } else {
      field.Fail(
          fmt::format("{} has no field {}; it has {}", Name(kind), key, fmt::join(names, ", ")));
    }
  }
}

// The fact kind that `value` has as a key; fails where there is none or two.
FactKind KindOf(const Value& value) {
  const FactKind* found = nullptr;
  static constexpr auto kAll = [] {
    std::array<FactKind, kFactKinds> all{};
    for (int i = 0; i < kFactKinds; ++i)
      all[static_cast<std::size_t>(i)] = static_cast<FactKind>(i);
    return all;
  }();
  for (const FactKind& kind : kAll) {
    if (!value.Has(Name(kind))) continue;
    if (found != nullptr) value.Fail("expected one kind of fact; say more of them under and:");
    found = &kind;
  }
  if (found == nullptr) {
    value.Fail(
        fmt::format("expected a kind of fact: {}", fmt::join(EnumWords<FactKind>::kWords, ", ")));
  }
  return *found;
}

At DecodeAt(const Value& value) {
  static constexpr std::string_view kWords[] = {"site", "function", "class", "file", "repository"};
  const std::string word = value.Text();
  const auto* const found = std::find(std::begin(kWords), std::end(kWords), word);
  if (found == std::end(kWords)) {
    value.Fail(fmt::format("{} is not one of {}", word, fmt::join(kWords, ", ")));
  }
  return static_cast<At>(found - std::begin(kWords));
}

void CheckField(const Value& value, FactKind kind, std::string_view field) {
  const std::vector<std::string_view>& names = FieldNames(kind);
  if (std::find(names.begin(), names.end(), field) == names.end()) {
    value.Fail(fmt::format("{} has no field {}", Name(kind), field));
  }
}

bool IsOfHistory(FactKind kind) { return kind == FactKind::kCommit || kind == FactKind::kTag; }

// {query: {python: (…) @here}, at: function}
Condition DecodeQueries(const Value& value, bool negated) {
  Condition condition;
  condition.negated = negated;
  value.AllowKeys({"query", "at", "count"});
  const Value queries = value["query"];
  queries.RequireMap();
  if (queries.json.empty()) queries.Fail("expected a query by the name of its grammar");
  for (const auto& [grammar, unused] : queries.json.items()) {
    const Value query = queries[grammar];
    condition.queries.push_back({grammar, query.Text(), query.pointer, 0});
  }
  condition.at = DecodeAt(value.Require("at"));
  if (condition.at == At::kRepository) value["at"].Fail("a query looks at the anchor's file alone");
  if (value.Has("count")) condition.count = value["count"].Count();
  return condition;
}

Condition DecodeCondition(const Value& value, FactKind anchor, bool negated) {
  value.RequireMap();
  if (value.Has("query")) return DecodeQueries(value, negated);
  Condition condition;
  condition.kind = KindOf(value);
  condition.negated = negated;
  const std::string kind_word(Name(condition.kind));
  value.AllowKeys({kind_word, "at", "count", "same"});
  DecodeFields(condition.kind, value[kind_word], condition);
  condition.at = DecodeAt(value.Require("at"));
  if ((IsOfHistory(condition.kind) || IsOfHistory(anchor)) && condition.at != At::kRepository) {
    value["at"].Fail("commits and tags have no site; expected repository");
  }
  if (value.Has("count")) condition.count = value["count"].Count();
  if (value.Has("same")) {
    const Value same = value["same"];
    same.RequireMap();
    for (const auto& [key, unused] : same.json.items()) {
      CheckField(same[key], condition.kind, key);
      CheckField(same[key], anchor, same[key].Text());
      condition.same.emplace_back(key, same[key].Text());
    }
  }
  return condition;
}

Share DecodeShare(const Value& value, FactKind anchor) {
  if (anchor != FactKind::kCommit) value.Fail("only commits have a share");
  value.AllowKeys({"percent", "of", "at_least"});
  Share share;
  share.percent = DecodeNumber(value.Require("percent"));
  if (share.percent <= 0 || share.percent > 100) value["percent"].Fail("expected 1 to 100");
  share.at_least = value.Require("at_least").Count();
  share.of.kind = anchor;
  if (value.Has("of")) {
    value["of"].RequireMap();
    DecodeFields(anchor, value["of"], share.of);
  }
  return share;
}

// What a kind of fact shows by itself.
Strength DefaultStrength(const Condition& anchor) {
  switch (anchor.kind) {
    case FactKind::kDependency:
      return Strength::kDeclared;
    case FactKind::kImport:
      return Strength::kImported;
    default:
      return Strength::kUsed;
  }
}

// What a rule file says once for all its signals.
struct RuleDefaults {
  std::string skill;
  std::string technology;
  std::string file;
};

// Purposes of which a practice may come from if the rule does not say.
std::vector<Purpose> DefaultPurposes() {
  return {Purpose::kProduct, Purpose::kConfiguration, Purpose::kMigration, Purpose::kBuild};
}

Signal DecodeSignal(const Value& value, const RuleDefaults& defaults, const RuleSet& rules) {
  value.RequireMap();
  const FactKind kind = KindOf(value);
  const std::string kind_word(Name(kind));
  value.AllowKeys({"id", "skill", "technology", "sign", "shows", "severity", "why", "remediation",
                   "refs", "languages", "purposes", "needs", "share", "and", "not", "unless",
                   kind_word});
  Signal signal;
  signal.file = defaults.file;
  signal.skill = value.Has("skill") ? value["skill"].Text() : defaults.skill;
  if (signal.skill.empty()) value.Fail("expected the key skill, here or at the top");
  if (rules.FindSkill(signal.skill) == nullptr) {
    (value.Has("skill") ? value["skill"] : value)
        .Fail(fmt::format("{} is not a skill of skills.yaml", signal.skill));
  }
  const std::string id = value.Require("id").Text();
  if (id.find_first_not_of("abcdefghijklmnopqrstuvwxyz0123456789-") != std::string::npos) {
    value["id"].Fail("expected small letters, digits and hyphens");
  }
  signal.id = signal.skill + "/" + id;
  signal.why = value.Require("why").Text();
  signal.technology = value.Has("technology") ? value["technology"].Text() : defaults.technology;
  if (value.Has("sign")) {
    signal.sign = DecodeNamed(value["sign"], {Sign::kPractice, Sign::kWeakness});
  }
  DecodeFields(kind, value[kind_word], signal.anchor);
  signal.anchor.kind = kind;
  signal.shows = DefaultStrength(signal.anchor);
  if (value.Has("shows")) {
    signal.shows =
        DecodeNamed(value["shows"], {Strength::kDeclared, Strength::kImported, Strength::kUsed});
  }
  if (signal.sign == Sign::kWeakness) {
    signal.severity =
        DecodeNamed(value.Require("severity"),
                    {Severity::kLow, Severity::kMedium, Severity::kHigh, Severity::kCritical});
    signal.remediation = value.Require("remediation").Text();
  } else if (value.Has("severity") || value.Has("remediation")) {
    value.Fail("severity and remediation are for sign: weakness");
  }
  if (value.Has("refs")) signal.refs = value["refs"].TextList();
  if (value.Has("languages")) signal.languages = value["languages"].TextList();
  if (value.Has("needs")) signal.needs = value["needs"].TextList();
  if (value.Has("share")) signal.share = DecodeShare(value["share"], kind);
  if (value.Has("purposes")) {
    value["purposes"].Each(
        [&](const Value& item) { signal.purposes.push_back(DecodePurpose(item)); });
  } else {
    signal.purposes = DefaultPurposes();
  }
  for (const std::string_view key : {"and", "not", "unless"}) {
    if (!value.Has(key)) continue;
    value[key].Each([&](const Value& item) {
      signal.conditions.push_back(DecodeCondition(item, kind, key != "and"));
      signal.conditions.back().excuse = key == "unless";
    });
  }
  if (value.Has("unless") && signal.sign != Sign::kWeakness)
    value["unless"].Fail("unless excuses a weakness; a practice says not");
  return signal;
}

Technology DecodeTechnology(const Value& value, const std::string& skill) {
  value.AllowKeys({"id", "name", "skill", "packages", "modules", "development"});
  Technology technology;
  technology.id = value.Require("id").Text();
  technology.name = value.Require("name").Text();
  technology.skill = value.Has("skill") ? value["skill"].Text() : skill;
  if (value.Has("packages")) technology.packages = value["packages"].TextList();
  if (value.Has("modules")) technology.modules = value["modules"].TextList();
  if (value.Has("development")) technology.development = value["development"].Boolean();
  for (const auto* list : {&technology.packages, &technology.modules}) {
    for (const std::string& name : *list) {
      if (name.find(':') == std::string::npos) {
        value.Fail(fmt::format("{}: expected <ecosystem>:<name>", name));
      }
    }
  }
  return technology;
}

// The signals that every technology has: a manifest names it, a file imports it.
void AddTechnologySignals(const Technology& technology, const RuleDefaults& defaults,
                          RuleSet& rules) {
  Signal signal;
  signal.skill = technology.skill;
  signal.technology = technology.id;
  signal.file = defaults.file;
  signal.purposes = DefaultPurposes();
  if (!technology.packages.empty()) {
    signal.id = fmt::format("{}/declares-{}", technology.skill, technology.id);
    signal.shows = Strength::kDeclared;
    signal.why = fmt::format("names {} as a dependency", technology.name);
    signal.anchor.kind = FactKind::kDependency;
    rules.signals.push_back(signal);
  }
  signal.id = fmt::format("{}/imports-{}", technology.skill, technology.id);
  signal.shows = Strength::kImported;
  signal.why = fmt::format("imports {}", technology.name);
  signal.anchor.kind = FactKind::kImport;
  rules.signals.push_back(signal);
}

// "# sees: a, b" and "# not: c" in the code of an example, on their line.
void ReadMarks(const std::string& skill, Example::File& file, Example& example) {
  std::uint32_t line = 0;
  for (const std::string_view text : Lines(file.code)) {
    ++line;
    for (const bool seen : {true, false}) {
      const std::string_view mark = seen ? "sees: " : "not: ";
      const std::size_t at = text.find(mark);
      if (at == std::string_view::npos || at == 0 ||
          text.substr(0, at).find_first_of("#/-*<;") == std::string_view::npos) {
        continue;
      }
      std::string_view names = text.substr(at + mark.size());
      names = names.substr(0, names.find_first_of("*#<"));
      for (const std::string_view name : Split(names, ',')) {
        const std::string id(Trim(name.substr(0, name.find(" --"))));
        if (id.empty()) continue;
        example.expectations.push_back(
            {id.find('/') == std::string::npos ? skill + "/" + id : id, file.path, line, seen});
      }
    }
  }
}

// {sees: {id: [path:line or line, …]}} for content that takes no comments.
void ReadListedMarks(const Value& value, const std::string& skill, bool seen, Example& example) {
  value.RequireMap();
  for (const auto& entry : value.json.items()) {
    const std::string& key = entry.key();
    value[key].Each([&](const Value& item) {
      const std::string place = item.Text();
      const std::size_t colon = place.rfind(':');
      Example::Expectation expectation;
      expectation.signal = key.find('/') == std::string::npos ? skill + "/" + key : key;
      expectation.path =
          colon == std::string::npos ? example.files.front().path : place.substr(0, colon);
      expectation.line = static_cast<std::uint32_t>(
          std::strtoul(place.c_str() + (colon == std::string::npos ? 0 : colon + 1), nullptr, 10));
      expectation.seen = seen;
      if (expectation.line == 0) item.Fail("expected a line, or path:line");
      example.expectations.push_back(std::move(expectation));
    });
  }
}

// "sees: [id]" and "not: [id]" of one commit or tag of an example.
void ReadEntryMarks(const Value& entry, const std::string& skill, std::string_view path,
                    std::size_t number, Example& example) {
  for (const bool seen : {true, false}) {
    const std::string_view key = seen ? "sees" : "not";
    if (!entry.Has(key)) continue;
    for (const std::string& id : entry[key].TextList()) {
      example.expectations.push_back({id.find('/') == std::string::npos ? skill + "/" + id : id,
                                      std::string(path), static_cast<std::uint32_t>(number), seen});
    }
  }
}

void DecodeExampleHistory(const Value& value, const std::string& skill, Example& example) {
  value.AllowKeys({"commits", "tags"});
  if (value.Has("commits")) {
    value["commits"].Each([&](const Value& item) {
      item.AllowKeys({"author", "committer", "message", "parents", "signature", "files", "repeat",
                      "sees", "not"});
      Example::Commit commit;
      if (item.Has("author")) commit.author = item["author"].Text();
      if (item.Has("committer")) commit.committer = item["committer"].Text();
      commit.message = item.Require("message").Text();
      if (item.Has("parents")) commit.parents = item["parents"].Count();
      if (item.Has("signature")) commit.signature = item["signature"].Text();
      if (item.Has("files")) commit.files = item["files"].Count();
      if (item.Has("repeat")) commit.repeat = item["repeat"].Count();
      example.commits.push_back(std::move(commit));
      ReadEntryMarks(item, skill, "commit", example.commits.size(), example);
    });
  }
  if (!value.Has("tags")) return;
  value["tags"].Each([&](const Value& item) {
    item.AllowKeys({"name", "message", "signature", "sees", "not"});
    Example::Tag tag;
    tag.name = item.Require("name").Text();
    if (item.Has("message")) tag.message = item["message"].Text();
    if (item.Has("signature")) tag.signature = item["signature"].Text();
    example.tags.push_back(std::move(tag));
    ReadEntryMarks(item, skill, "tag", example.tags.size(), example);
  });
}

Example DecodeExample(const Value& value, const RuleDefaults& defaults) {
  value.AllowKeys({"file", "code", "files", "history", "sees", "not"});
  Example example;
  example.rule_file = defaults.file;
  if (value.Has("history")) DecodeExampleHistory(value["history"], defaults.skill, example);
  if (value.Has("history") && !value.Has("file") && !value.Has("files")) {
    if (value.Has("sees") || value.Has("not")) value.Fail("expected marks at the commits");
    return example;
  }
  if (value.Has("files")) {
    const Value files = value["files"];
    files.RequireMap();
    for (const auto& [path, unused] : files.json.items()) {
      example.files.push_back({path, Value{files.json.at(path), files.pointer}.Text()});
    }
  } else {
    example.files.push_back({value.Require("file").Text(), value.Require("code").Text()});
  }
  for (Example::File& file : example.files) ReadMarks(defaults.skill, file, example);
  if (value.Has("sees")) ReadListedMarks(value["sees"], defaults.skill, true, example);
  if (value.Has("not")) ReadListedMarks(value["not"], defaults.skill, false, example);
  return example;
}

template <typename F>
auto Catching(F&& decode) -> Decoded<decltype(decode())> {
  try {
    return decode();
  } catch (const DecodeError& error) {
    return tl::unexpected(error);
  }
}

}  // namespace

Decoded<std::vector<Skill>> DecodeSkills(const RuleDocument& document) {
  return Catching([&] {
    const Value root{document.content, ""};
    root.AllowKeys({"skills"});
    std::vector<Skill> skills;
    root.Require("skills").Each([&](const Value& item) {
      item.AllowKeys({"id", "area", "name", "counts"});
      Skill skill;
      skill.id = item.Require("id").Text();
      skill.area = item.Require("area").Text();
      skill.name = item.Require("name").Text();
      skill.counts = item.Require("counts").Text();
      for (const Skill& other : skills) {
        if (other.id == skill.id) item.Fail(fmt::format("{} occurs twice", skill.id));
      }
      skills.push_back(std::move(skill));
    });
    return skills;
  });
}

Decoded<std::monostate> DecodeLevels(const RuleDocument& document, std::vector<Skill>& skills) {
  return Catching([&] {
    const Value root{document.content, ""};
    root.AllowKeys({"levels"});
    const Value levels = root.Require("levels");
    levels.RequireMap();
    for (const auto& [key, unused] : levels.json.items()) {
      const Value level = levels[key];
      level.AllowKeys({"sites", "files", "signals", "languages", "skill"});
      bool known = false;
      for (Skill& skill : skills) {
        if (skill.id != key && skill.area != key) continue;
        known = true;
        if (level.Has("sites")) skill.practised_sites = level["sites"].Count();
        if (level.Has("files")) skill.practised_files = level["files"].Count();
        if (level.Has("signals")) skill.practised_signals = level["signals"].Count();
        if (level.Has("languages")) skill.applies_to_languages = level["languages"].TextList();
        if (level.Has("skill")) skill.applies_to_skill = level["skill"].Text();
      }
      if (!known) level.Fail(fmt::format("{} is neither a skill nor an area", key));
    }
    return std::monostate{};
  });
}

Decoded<PeoplePatterns> DecodePeople(const RuleDocument& document) {
  return Catching([&] {
    const Value root{document.content, ""};
    root.AllowKeys({"bots", "sites", "shared_addresses", "scaffolds", "generators"});
    PeoplePatterns people;
    const auto read = [&](std::string_view key, std::vector<IdentityPattern>& patterns) {
      if (!root.Has(key)) return;
      root[key].Each([&](const Value& item) {
        item.AllowKeys({"name", "email"});
        IdentityPattern pattern;
        if (item.Has("name")) pattern.name = ToLowerAscii(item["name"].Text());
        if (item.Has("email")) pattern.email = ToLowerAscii(item["email"].Text());
        if (pattern.name.empty() && pattern.email.empty()) item.Fail("expected a name or an email");
        patterns.push_back(std::move(pattern));
      });
    };
    read("bots", people.bots);
    read("sites", people.sites);
    if (root.Has("shared_addresses")) people.shared_addresses = root["shared_addresses"].TextList();
    if (root.Has("scaffolds")) people.scaffolds = DecodePatterns(root["scaffolds"]);
    if (root.Has("generators")) {
      root["generators"].Each([&](const Value& item) {
        item.AllowKeys({"name", "at", "says", "ships", "bytes"});
        const auto pattern = [&](std::string_view key) {
          const Value value = item.Require(key);
          DecodePatterns(value);
          return value.Text();
        };
        Generator generator;
        generator.name = item.Require("name").Text();
        generator.at = pattern("at");
        generator.says = pattern("says");
        generator.ships = DecodePatterns(item.Require("ships"));
        generator.bytes = item.Require("bytes").Count();
        people.generators.push_back(std::move(generator));
      });
    }
    return people;
  });
}

Decoded<std::monostate> DecodeRule(const RuleDocument& document, RuleSet& rules) {
  return Catching([&] {
    const Value root{document.content, ""};
    root.AllowKeys({"skill", "technology", "signals", "examples"});
    RuleDefaults defaults;
    defaults.file = document.path;
    if (root.Has("skill")) defaults.skill = root["skill"].Text();
    if (root.Has("technology")) {
      root["technology"].Each([&](const Value& item) {
        Technology technology = DecodeTechnology(item, defaults.skill);
        if (rules.FindSkill(technology.skill) == nullptr) {
          item.Fail(fmt::format("{} is not a skill of skills.yaml", technology.skill));
        }
        AddTechnologySignals(technology, defaults, rules);
        // Only the technology of a file that has one is its signals' default.
        defaults.technology = root["technology"].json.is_array() ? "" : technology.id;
        rules.technologies.push_back(std::move(technology));
      });
    }
    if (root.Has("signals")) {
      root["signals"].Each(
          [&](const Value& item) { rules.signals.push_back(DecodeSignal(item, defaults, rules)); });
    }
    if (root.Has("examples")) {
      root["examples"].Each(
          [&](const Value& item) { rules.examples.push_back(DecodeExample(item, defaults)); });
    }
    return std::monostate{};
  });
}

}  // namespace assay
