#include "analyze/people.h"

#include <fmt/format.h>

#include <algorithm>
#include <charconv>
#include <set>
#include <unordered_map>

#include "base/limits.h"
#include "base/single_byte.h"
#include "base/text.h"

namespace assay {
namespace {

constexpr std::string_view kLoginKey = "login ";
constexpr std::string_view kCoAuthor = "Co-authored-by";
// Addresses of GitHub's that hide a person's own.
constexpr std::string_view kHiddenAddress = "@users.noreply.github.com";

bool FitsPattern(const IdentityPattern& pattern, const Identity& identity) {
  // One star takes any text: in neither is '/' special.
  const auto fits = [](std::string_view glob, std::string_view text) {
    std::string wide;
    for (const char c : glob) wide += c == '*' ? "**" : std::string(1, c);
    return glob.empty() || MatchesGlob(wide, ToLowerAscii(text));
  };
  return fits(pattern.name, identity.name) && fits(pattern.email, identity.email);
}

bool FitsAny(const std::vector<IdentityPattern>& patterns, const Identity& identity) {
  return std::any_of(patterns.begin(), patterns.end(), [&](const IdentityPattern& pattern) {
    return FitsPattern(pattern, identity);
  });
}

// Small letters, one blank between words.
std::string FoldName(std::string_view name) {
  std::string folded;
  for (const char c : ToLowerAscii(Trim(name))) {
    const bool blank = c == ' ' || c == '\t' || c == '.' || c == '_' || c == '-';
    if (blank && (folded.empty() || folded.back() == ' ')) continue;
    folded += blank ? ' ' : c;
  }
  while (!folded.empty() && folded.back() == ' ') folded.pop_back();
  return folded;
}

bool IsSharedAddress(const PeoplePatterns& patterns, std::string_view email) {
  if (email.find('@') == std::string_view::npos) return true;
  return std::any_of(patterns.shared_addresses.begin(), patterns.shared_addresses.end(),
                     [&](const std::string& glob) {
                       return FitsPattern({"", ToLowerAscii(glob)}, {"", std::string(email)});
                     });
}

// The login of an address that GitHub gives: "12345+ada@users.noreply.github.com".
std::string LoginOf(std::string_view email) {
  if (!email.ends_with(kHiddenAddress)) return {};
  email.remove_suffix(kHiddenAddress.size());
  const std::size_t plus = email.find('+');
  return ToLowerAscii(plus == email.npos ? email : email.substr(plus + 1));
}

std::string_view NameOf(SignatureKind kind) {
  switch (kind) {
    case SignatureKind::kNone:
      return "none";
    case SignatureKind::kOpenPgp:
      return "openpgp";
    case SignatureKind::kSsh:
      return "ssh";
    case SignatureKind::kX509:
      return "x509";
    case SignatureKind::kOther:
      return "other";
  }
  return {};
}

std::uint32_t CountWords(std::string_view text) {
  std::uint32_t words = 0;
  bool inside = false;
  for (const char c : text) {
    const bool blank = c == ' ' || c == '\t';
    if (!blank && !inside) ++words;
    inside = !blank;
  }
  return words;
}

// The body without the trailers that end it.
std::string_view WithoutTrailers(const Commit& commit, std::string_view body) {
  if (commit.trailers.empty()) return Trim(body);
  const std::size_t blank = body.rfind("\n\n");
  return blank == body.npos ? std::string_view() : Trim(body.substr(0, blank));
}

}  // namespace

std::string PersonId(std::uint32_t person) { return fmt::format("a{}", person + 1); }

std::string DecodeText(std::string_view bytes, std::string_view encoding) {
  auto decoded = DecodeSingleByte(bytes, encoding);
  return decoded ? *std::move(decoded) : ToValidUtf8(bytes);
}

std::string DisplayName(const Identity& identity) {
  // Names that are an address, or hold one, keep what stands before the '@'.
  std::string shown;
  bool skipping = false;
  for (const char c : identity.name) {
    const bool ends_word = c == ' ' || c == ',' || c == ';' || c == ')' || c == '>';
    if (skipping && !ends_word) continue;
    skipping = false;
    if (c == '@' && !shown.empty() && shown.back() != ' ') {
      shown += "@…";
      skipping = true;
    } else if (static_cast<unsigned char>(c) < 0x20 || c == 0x7F) {
      shown += ' ';
    } else {
      shown += c;
    }
  }
  // A mailmap is in whatever encoding it was written.
  if (!shown.empty()) return ToValidUtf8(shown);
  const std::string_view local =
      std::string_view(identity.email).substr(0, identity.email.find('@'));
  return local.empty() ? "(no name)" : ToValidUtf8(local);
}

Identity ParseIdentity(std::string_view text) {
  const std::size_t open = text.find('<');
  if (open == text.npos) return {std::string(Trim(text)), ""};
  const std::size_t close = text.find('>', open);
  return {std::string(Trim(text.substr(0, open))),
          std::string(Trim(text.substr(open + 1, close == text.npos ? close : close - open - 1)))};
}

std::uint32_t People::Know(const Identity& raw) {
  const auto [known, inserted] = by_raw_.try_emplace(raw, 0);
  if (!inserted) return known->second;
  const Identity identity = mailmap_.Resolve(raw);
  const auto [same, is_new] = by_identity_.try_emplace(
      Identity{identity.name, ToLowerAscii(identity.email)}, identities_.size());
  if (is_new) {
    identities_.push_back({identity, FitsAny(patterns_.bots, identity),
                           FitsAny(patterns_.sites, identity), kNoPerson});
  }
  return known->second = same->second;
}

std::uint32_t People::PersonAt(std::uint32_t identity) {
  Known& known = identities_[identity];
  if (known.bot || known.site) return kNoPerson;
  if (known.person == kNoPerson) {
    known.person = static_cast<std::uint32_t>(persons_.size());
    persons_.push_back({known.identity, 0, 0, {}, {}, {}});
  }
  return known.person;
}

void People::Credit(std::uint32_t person, const Commit& commit) {
  const std::int64_t time = commit.author.time;
  if (commit.malformed && time == 0) return;  // What cannot be read is left at 0.
  Person& credited = persons_[person];
  credited.first_time = std::min(credited.first_time.value_or(time), time);
  credited.last_time = std::max(credited.last_time.value_or(time), time);
}

People People::Build(const History& history, const Mailmap& mailmap,
                     const PeoplePatterns& patterns) {
  People people;
  people.mailmap_ = mailmap;
  people.patterns_ = patterns;
  const std::size_t count = history.commits.size();
  people.author_.assign(count, kNoPerson);
  people.author_identity_.assign(count, 0);
  people.committer_identity_.assign(count, 0);
  people.credited_.resize(count);
  std::size_t malformed = 0;
  std::size_t undecoded = 0;
  for (std::size_t i = count; i-- > 0;) {
    const Commit& commit = history.commits[i];
    malformed += commit.malformed ? 1 : 0;
    const auto identity = [&](const std::string& name, const std::string& email) {
      if (!IsValidUtf8(name) && !DecodeSingleByte(name, commit.encoding)) ++undecoded;
      return people.Know({DecodeText(name, commit.encoding), DecodeText(email, commit.encoding)});
    };
    people.author_identity_[i] = identity(commit.author.name, commit.author.email);
    people.committer_identity_[i] = identity(commit.committer.name, commit.committer.email);
    std::vector<std::uint32_t>& credited = people.credited_[i];
    const std::uint32_t author = people.PersonAt(people.author_identity_[i]);
    people.author_[i] = author;
    if (author == kNoPerson) {
      ++people.bot_commits_;
    } else {
      people.Credit(author, commit);
      ++people.persons_[author].commits;
      credited.push_back(author);
    }
    for (const Trailer& trailer : commit.trailers) {
      if (!EqualsIgnoreCase(trailer.key, kCoAuthor)) continue;
      const Identity named = ParseIdentity(trailer.value);
      if (named.email.empty()) continue;  // A name alone is nobody in particular.
      const std::uint32_t person = people.PersonAt(identity(named.name, named.email));
      if (person == kNoPerson ||
          std::find(credited.begin(), credited.end(), person) != credited.end()) {
        continue;
      }
      people.Credit(person, commit);
      ++people.persons_[person].co_authored;
      credited.push_back(person);
    }
  }
  people.ProposeSimilar();
  if (malformed > 0) {
    people.diagnostics_.push_back(
        {"malformed-commit", "", 0,
         fmt::format("{} commits lack an author, a date or another header", malformed)});
  }
  if (undecoded > 0) {
    people.diagnostics_.push_back(
        {"name-not-utf8", "", 0,
         fmt::format(
             "{} names are neither UTF-8 nor in an encoding that their commit names and that "
             "is read here (ISO-8859-1, ISO-8859-15, windows-1252, KOI8-R)",
             undecoded)});
  }
  if (mailmap.cut_short()) {
    people.diagnostics_.push_back(
        {"mailmap-too-long", ".mailmap", 0,
         fmt::format("only the first {} entries are used", Mailmap::kMaxEntries)});
  }
  return people;
}

std::uint32_t People::PersonOf(const Signature& signature) const {
  const auto known = by_raw_.find({ToValidUtf8(signature.name), ToValidUtf8(signature.email)});
  return known == by_raw_.end() ? kNoPerson : identities_[known->second].person;
}

// Whether a login says something of a person's name: "jdoe" and "github" do
// not tell Jane Doe from anybody, "janedoe" does.
static bool SpeaksOf(std::string_view login, std::string_view folded_name) {
  constexpr std::size_t kTellingWord = 4;
  std::string joined;
  for (const std::string_view word : Split(folded_name, ' ')) {
    if (word.size() >= kTellingWord && login.find(word) != login.npos) return true;
    joined += word;
  }
  return joined.size() >= kTellingWord && login.size() >= kTellingWord &&
         (joined.find(login) != joined.npos || login.find(joined) != login.npos);
}

void People::ProposeSimilar() {
  // Each key leads to the first person that has it; later ones are proposed
  // to be that one.
  std::unordered_map<std::string, std::uint32_t> first;
  const auto propose = [&](std::uint32_t person, const std::string& key,
                           const std::string& reason) {
    const auto [found, inserted] = first.try_emplace(key, person);
    const std::uint32_t earlier = found->second;
    if (inserted || earlier == person) return;
    if (key.starts_with(kLoginKey)) {
      const std::string_view login = std::string_view(key).substr(kLoginKey.size());
      if (!SpeaksOf(login, FoldName(persons_[person].identity.name)) &&
          !SpeaksOf(login, FoldName(persons_[earlier].identity.name))) {
        return;
      }
    }
    std::vector<Person::Similar>& similar = persons_[person].similar_to;
    const bool known =
        std::any_of(similar.begin(), similar.end(),
                    [&](const Person::Similar& other) { return other.person == earlier; });
    if (!known) similar.push_back({earlier, reason});
  };
  for (std::uint32_t i = 0; i < persons_.size(); ++i) {
    const Identity& identity = persons_[i].identity;
    const std::string email = ToLowerAscii(identity.email);
    const std::string name = FoldName(identity.name);
    const bool shared = IsSharedAddress(patterns_, email);
    if (!shared) propose(i, "email " + email, "the same address under another name");
    if (name.find(' ') != std::string::npos)
      propose(i, "name " + name, "the same name with another address");
    // Logins, addresses' local parts and one-word names are one space of names.
    const std::string login = LoginOf(email);
    const std::string local = email.substr(0, email.find('@'));
    constexpr std::size_t kTelling = 6;  // "info", "admin", "john" tell nobody from another
    if (!login.empty()) {
      propose(i, std::string(kLoginKey) + login,
              "the login in one address is the other's name or address");
    } else if (!shared && local.size() >= kTelling) {
      propose(i, std::string(kLoginKey) + local, "the same local part of the address");
    }
    if (name.find(' ') == std::string::npos && name.size() >= kTelling)
      propose(i, std::string(kLoginKey) + name, "the name of one is in the other's address");
  }
}

std::vector<std::uint32_t> FindPersons(const People& people, std::string_view author) {
  std::vector<std::uint32_t> found;
  const std::string wanted = ToLowerAscii(Trim(author));
  if (wanted.empty()) return found;
  if (wanted.size() > 1 && wanted[0] == 'a') {
    std::uint32_t number = 0;
    const auto [end, error] =
        std::from_chars(wanted.data() + 1, wanted.data() + wanted.size(), number);
    if (error == std::errc() && end == wanted.data() + wanted.size()) {
      if (number >= 1 && number <= people.persons().size()) found.push_back(number - 1);
      return found;
    }
  }
  const bool whole = wanted.find('<') != std::string::npos;
  for (std::uint32_t i = 0; i < people.persons().size(); ++i) {
    const Identity& identity = people.persons()[i].identity;
    const std::string name = ToLowerAscii(identity.name);
    const std::string email = ToLowerAscii(identity.email);
    const bool fits =
        whole ? FitsPattern({wanted, ""}, {name + " <" + email + ">", ""})
              : FitsPattern({wanted, ""}, {name, ""}) || FitsPattern({"", wanted}, {"", email});
    if (fits) found.push_back(i);
  }
  return found;
}

HistoryFacts MakeHistoryFacts(const History& history, const People& people,
                              const std::vector<std::uint32_t>& files) {
  HistoryFacts facts;
  facts.complete = history.complete;
  TextArena& arena = facts.arena;
  // As the texts of all facts are.
  const auto keep = [&](std::string_view bytes, std::string_view encoding) {
    return arena.Keep(Truncate(DecodeText(bytes, encoding), Limits{}.text_bytes));
  };
  const auto signed_by = [](SignatureKind kind, bool site) {
    if (kind == SignatureKind::kNone) return SignedBy::kNobody;
    return site ? SignedBy::kSite : SignedBy::kPerson;
  };
  for (std::size_t i = 0; i < history.commits.size(); ++i) {
    const Commit& commit = history.commits[i];
    CommitFact fact;
    fact.region.start_byte = fact.region.end_byte = static_cast<std::uint32_t>(i);
    fact.region.start_line = fact.region.end_line = static_cast<std::uint32_t>(i) + 1;
    fact.subject = keep(commit.subject, commit.encoding);
    fact.body = keep(WithoutTrailers(commit, commit.body), commit.encoding);
    fact.author = arena.Keep(people.AuthorIdentity(i).name);
    fact.email = arena.Keep(people.AuthorIdentity(i).email);
    fact.committer = arena.Keep(people.CommitterIdentity(i).name);
    fact.words = CountWords(fact.subject);
    fact.parents = static_cast<std::uint32_t>(commit.parents.size());
    fact.files = files[i];
    fact.merge = commit.parents.size() > 1;
    fact.bot = people.Author(i) == kNoPerson;
    for (const std::uint32_t person : people.Credited(i)) {
      if (person != people.Author(i))
        fact.co_authors.push_back(arena.Keep(people.persons()[person].identity.name));
    }
    for (const Trailer& trailer : commit.trailers) {
      fact.trailers.push_back(keep(trailer.key + ": " + trailer.value, commit.encoding));
    }
    fact.signature = NameOf(commit.signature);
    fact.signed_by = signed_by(commit.signature, people.IsSite(i));
    facts.commits.push_back(std::move(fact));
    facts.commit_author.push_back(people.Author(i));
  }
  std::set<ObjectId> known;
  for (const Commit& commit : history.commits) known.insert(commit.id);
  for (std::size_t i = 0; i < history.tags.size(); ++i) {
    const Tag& tag = history.tags[i];
    if (!tag.targets_commit || history.commits.empty()) continue;
    const bool made_before =
        tag.annotated && tag.tagger.time <= history.commits.front().committer.time;
    if (!known.contains(tag.target) && !made_before) continue;
    TagFact fact;
    fact.region.start_byte = fact.region.end_byte = static_cast<std::uint32_t>(i);
    fact.region.start_line = fact.region.end_line = static_cast<std::uint32_t>(i) + 1;
    fact.name = arena.Keep(ToValidUtf8(tag.name));
    fact.subject = arena.Keep(ToValidUtf8(tag.subject));
    fact.annotated = tag.annotated;
    fact.signature = NameOf(tag.signature);
    fact.signed_by = signed_by(tag.signature, false);
    facts.tags.push_back(fact);
  }
  return facts;
}

}  // namespace assay
