#include "git/commit_text.h"

#include <algorithm>
#include <charconv>
#include <cstdint>
#include <string>
#include <utility>
#include <vector>

#include "base/text.h"

namespace assay {
namespace {

constexpr std::size_t kMaxNameBytes = 1024;
constexpr std::size_t kMaxSubjectBytes = 1024;
constexpr std::size_t kMaxTrailers = 64;
constexpr std::size_t kMaxTrailerBytes = 1024;
constexpr std::size_t kMaxParents = 1024;

// The last second of the year 2100: what says that it is later has no readable date.
constexpr std::int64_t kLastSecond = 4133980799;

std::string Keep(std::string_view text, std::size_t limit) {
  return std::string(text.substr(0, limit));
}

// "Name <email> 1700000000 +0100". False where something of it is missing.
bool ParseSignature(std::string_view line, Signature* signature) {
  const std::size_t open = line.find('<');
  if (open == line.npos) {
    signature->name = Keep(Trim(line), kMaxNameBytes);
    return false;
  }
  signature->name = Keep(Trim(line.substr(0, open)), kMaxNameBytes);
  const std::size_t close = line.find('>', open);
  signature->email = Keep(Trim(line.substr(open + 1, close - open - 1)), kMaxNameBytes);
  if (close == line.npos) return false;
  // Git looks for the date from the end, as an e-mail may hold a '>'.
  const std::string_view date = Trim(line.substr(line.rfind('>') + 1));
  std::int64_t time = 0;
  const auto [rest, error] = std::from_chars(date.data(), date.data() + date.size(), time);
  if (error != std::errc() || rest == date.data() || time < 0 || time > kLastSecond) return false;
  signature->time = time;
  return true;
}

SignatureKind KindOfSignature(std::string_view text) {
  if (text.starts_with("-----BEGIN PGP ")) return SignatureKind::kOpenPgp;
  if (text.starts_with("-----BEGIN SSH SIGNATURE-----")) return SignatureKind::kSsh;
  if (text.starts_with("-----BEGIN SIGNED MESSAGE-----")) return SignatureKind::kX509;
  return SignatureKind::kOther;
}

// Headers one by one, up to the empty line before the message.
class HeaderReader {
 public:
  explicit HeaderReader(std::string_view text) : rest_(text) {}

  // A header's value ends with its line; lines that continue it are passed over.
  bool Next(std::string_view* key, std::string_view* value) {
    while (rest_.starts_with(' ')) TakeLine();
    if (rest_.empty()) return false;
    const std::string_view line = TakeLine();
    if (line.empty()) return false;
    const std::size_t space = line.find(' ');
    *key = line.substr(0, space);
    *value = space == line.npos ? std::string_view() : line.substr(space + 1);
    return true;
  }

  std::string_view message() const { return rest_; }

 private:
  std::string_view TakeLine() {
    const std::size_t end = rest_.find('\n');
    const std::string_view line = rest_.substr(0, end);
    rest_.remove_prefix(end == rest_.npos ? rest_.size() : end + 1);
    return line;
  }

  std::string_view rest_;
};

bool IsBlank(std::string_view line) { return Trim(line).empty(); }

std::string_view TakeLine(std::string_view* text) {
  const std::size_t end = text->find('\n');
  const std::string_view line = text->substr(0, end);
  text->remove_prefix(end == text->npos ? text->size() : end + 1);
  return line;
}

// Takes the first paragraph off `message`, as one line, and the blank lines around it.
std::string TakeSubject(std::string_view* message) {
  std::string subject;
  while (!message->empty()) {
    const std::string_view before = *message;
    const std::string_view line = Trim(TakeLine(message));
    if (line.empty() && subject.empty()) continue;
    if (line.empty()) {
      *message = before;
      break;
    }
    if (!subject.empty()) subject += ' ';
    if (subject.size() < kMaxSubjectBytes) subject += line;
  }
  while (!message->empty()) {
    std::string_view rest = *message;
    if (!IsBlank(TakeLine(&rest))) break;
    *message = rest;
  }
  if (subject.size() > kMaxSubjectBytes) subject.resize(kMaxSubjectBytes);
  return subject;
}

std::string_view WithoutTrailingSpace(std::string_view text) {
  const std::size_t last = text.find_last_not_of(" \t\r\n\v\f");
  return last == text.npos ? std::string_view() : text.substr(0, last + 1);
}

// The size of the key of a trailer's line, 0 where it is none: "Signed-off-by: ".
std::size_t TrailerKeySize(std::string_view line) {
  std::size_t size = 0;
  while (size < line.size() &&
         (line[size] == '-' || (line[size] >= '0' && line[size] <= '9') ||
          (line[size] >= 'a' && line[size] <= 'z') || (line[size] >= 'A' && line[size] <= 'Z'))) {
    ++size;
  }
  const std::size_t after = line.find_first_not_of(" \t", size);
  return after != line.npos && line[after] == ':' ? size : 0;
}

// Without what an editor of the message may have left at its end, as Git does:
// comments, a list of conflicts, all behind the line of scissors.
std::string_view WithoutRemarks(std::string_view body) {
  constexpr std::string_view kScissors = "# ------------------------ >8 ------------------------\n";
  if (body.find('#') == body.npos && body.find("Conflicts:") == body.npos) return body;
  if (body.starts_with(kScissors)) return {};
  const std::size_t scissors = body.find("\n" + std::string(kScissors));
  if (scissors != body.npos) body = body.substr(0, scissors + 1);
  std::size_t end = body.size();
  bool in_remarks = false;
  bool in_conflicts = false;
  for (std::size_t at = 0, next = 0; at < body.size(); at = next) {
    next = std::min(body.find('\n', at), body.size() - 1) + 1;
    const std::string_view line = body.substr(at, next - at);
    const bool conflicts = line == "Conflicts:\n";
    if (line.front() == '#' || line.front() == '\n' || conflicts) {
      if (!in_remarks) end = at;
      in_remarks = true;
      in_conflicts = in_conflicts || conflicts;
    } else if (!in_conflicts || line.front() != '\t') {
      in_remarks = in_conflicts = false;
      end = body.size();
    }
  }
  return WithoutTrailingSpace(body.substr(0, end));
}

// `body` ends without white space.
std::string_view LastParagraph(std::string_view body) {
  std::size_t begin = body.size();
  while (begin > 0) {
    const std::size_t end_before = begin >= 2 ? body.rfind('\n', begin - 2) : body.npos;
    const std::size_t line = end_before == body.npos ? 0 : end_before + 1;
    if (IsBlank(body.substr(line, begin - line))) break;
    begin = line;
  }
  return body.substr(begin);
}

// Git's rule: the last paragraph is one of trailers where all of its lines
// are, or where one that Git writes itself is among at least a quarter.
std::vector<Trailer> ParseTrailers(std::string_view body) {
  std::vector<Trailer> trailers;
  std::size_t others = 0;
  std::size_t lines = 0;
  bool written_by_git = false;
  for (const std::string_view line : Lines(LastParagraph(WithoutRemarks(body)))) {
    if (IsBlank(line) || line.front() == '#') continue;
    if ((line.front() == ' ' || line.front() == '\t') && !trailers.empty()) {
      std::string& value = trailers.back().value;
      if (value.size() < kMaxTrailerBytes) value += " " + Keep(Trim(line), kMaxTrailerBytes);
      continue;
    }
    const std::size_t key = TrailerKeySize(line);
    written_by_git = written_by_git || line.starts_with("Signed-off-by: ") ||
                     line.starts_with("(cherry picked from commit ");
    if (key == 0) {
      if (!line.starts_with("(cherry picked from commit ")) ++others;
      continue;
    }
    ++lines;
    if (trailers.size() >= kMaxTrailers) continue;
    trailers.push_back({Keep(line.substr(0, key), kMaxTrailerBytes),
                        Keep(Trim(line.substr(line.find(':') + 1)), kMaxTrailerBytes)});
  }
  const bool is_block = others == 0 || (written_by_git && lines * 3 >= others);
  return is_block ? trailers : std::vector<Trailer>();
}

// Which headers of a commit were there and readable.
struct Seen {
  bool tree = false;
  bool author = false;
  bool committer = false;
  bool parents = true;
};

void ParseHeader(std::string_view key, std::string_view value, Commit* commit, Seen* seen) {
  if (key == "tree" && commit->tree.IsNull()) {
    const auto id = ObjectId::FromHex(value);
    commit->tree = id.value_or(ObjectId{});
    seen->tree = id.has_value();
  } else if (key == "parent") {
    const auto id = ObjectId::FromHex(value);
    seen->parents = seen->parents && id && commit->parents.size() < kMaxParents;
    if (id && commit->parents.size() < kMaxParents) commit->parents.push_back(*id);
  } else if (key == "author" && !seen->author) {  // Some tools wrote several: the first counts.
    seen->author = ParseSignature(value, &commit->author);
  } else if (key == "committer" && !seen->committer) {
    seen->committer = ParseSignature(value, &commit->committer);
  } else if (key == "gpgsig") {
    commit->signature = KindOfSignature(value);
  } else if (key == "encoding") {
    constexpr std::size_t kMaxEncodingBytes = 64;
    commit->encoding = Keep(value, kMaxEncodingBytes);
  }
}

}  // namespace

Commit ParseCommit(std::string_view text, std::size_t message_bytes) {
  Commit commit;
  Seen seen;
  HeaderReader headers(text);
  std::string_view key;
  std::string_view value;
  while (headers.Next(&key, &value)) ParseHeader(key, value, &commit, &seen);
  commit.malformed = !seen.tree || !seen.author || !seen.committer || !seen.parents;
  std::string_view message = headers.message();
  commit.subject = TakeSubject(&message);
  const std::string_view body = WithoutTrailingSpace(message);
  commit.trailers = ParseTrailers(body);
  commit.body = Truncate(body, message_bytes);
  return commit;
}

TagText ParseTag(std::string_view text) {
  TagText tag;
  HeaderReader headers(text);
  std::string_view key;
  std::string_view value;
  while (headers.Next(&key, &value)) {
    if (key == "object") {
      tag.target = ObjectId::FromHex(value).value_or(ObjectId{});
    } else if (key == "type") {
      tag.target_type = Keep(value, 16);
    } else if (key == "tagger") {
      ParseSignature(value, &tag.tagger);
    }
  }
  std::string_view message = headers.message();
  // The signature is the end of the message, from a line that begins it.
  const std::size_t begin = message.starts_with("-----BEGIN ") ? 0 : message.find("\n-----BEGIN ");
  if (begin != message.npos) {
    tag.signature = KindOfSignature(message.substr(begin == 0 ? 0 : begin + 1));
    message = message.substr(0, begin);
  }
  tag.subject = TakeSubject(&message);
  return tag;
}

}  // namespace assay
