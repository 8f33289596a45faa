#include "git/config_text.h"

#include "base/text.h"

namespace assay {
namespace {

bool IsNameCharacter(char c) {
  return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9') || c == '-';
}

class ConfigParser {
 public:
  explicit ConfigParser(std::string_view text) : text_(text) {
    if (text_.starts_with("\xef\xbb\xbf")) text_.remove_prefix(3);
  }

  std::vector<ConfigEntry> Parse() {
    while (!text_.empty()) {
      SkipBlanks();
      if (text_.empty()) break;
      const char c = text_.front();
      if (c == '[') {
        ParseHeader();  // An entry may follow on the same line.
      } else if (IsNameCharacter(c) && !section_.empty()) {
        ParseEntry();
      } else {
        SkipLine();
      }
    }
    return std::move(entries_);
  }

 private:
  void SkipBlanks() {
    while (!text_.empty() && std::string_view(" \t\r\n").find(text_.front()) != text_.npos) {
      text_.remove_prefix(1);
    }
  }

  void SkipLine() {
    const std::size_t end = text_.find('\n');
    text_.remove_prefix(end == text_.npos ? text_.size() : end + 1);
  }

  // [section], [section "Sub"] or the old [section.sub].
  void ParseHeader() {
    section_.clear();
    text_.remove_prefix(1);
    std::string name;
    while (!text_.empty() && (IsNameCharacter(text_.front()) || text_.front() == '.')) {
      name += ToLowerAscii(text_.front());
      text_.remove_prefix(1);
    }
    while (text_.starts_with(' ') || text_.starts_with('\t')) text_.remove_prefix(1);
    if (text_.starts_with('"') && !ParseSubsection(&name)) return SkipLine();
    if (!text_.starts_with(']')) return SkipLine();
    text_.remove_prefix(1);
    section_ = name;
  }

  bool ParseSubsection(std::string* name) {
    *name += '.';
    for (text_.remove_prefix(1); !text_.empty() && text_.front() != '\n'; text_.remove_prefix(1)) {
      if (text_.front() == '"') {
        text_.remove_prefix(1);
        return true;
      }
      if (text_.front() == '\\') text_.remove_prefix(1);
      if (!text_.empty()) *name += text_.front();
      if (text_.empty() || text_.front() == '\n') return false;
    }
    return false;
  }

  void ParseEntry() {
    std::string name;
    while (!text_.empty() && IsNameCharacter(text_.front())) {
      name += ToLowerAscii(text_.front());
      text_.remove_prefix(1);
    }
    while (text_.starts_with(' ') || text_.starts_with('\t')) text_.remove_prefix(1);
    std::string value = "true";
    if (text_.starts_with('=')) {
      text_.remove_prefix(1);
      value = ParseValue();
    } else if (!text_.empty() && text_.front() != '\n' && text_.front() != '\r' &&
               text_.front() != '#' && text_.front() != ';') {
      return SkipLine();
    } else {
      SkipLine();
    }
    entries_.push_back({section_ + "." + name, std::move(value)});
  }

  // Up to the end of the line: quotes removed, escapes resolved, comments and
  // unquoted white space at both ends dropped.
  std::string ParseValue() {
    std::string value;
    std::size_t kept = 0;  // Bytes of `value` that are not trailing white space.
    bool quoted = false;
    while (!text_.empty()) {
      const char c = text_.front();
      text_.remove_prefix(1);
      if (c == '\n') break;
      if (c == '\\') {
        AppendEscape(&value);
        kept = value.size();
      } else if (c == '"') {
        quoted = !quoted;
        kept = value.size();
      } else if (!quoted && (c == '#' || c == ';')) {
        SkipLine();
        break;
      } else if (!quoted && (c == ' ' || c == '\t' || c == '\r')) {
        if (kept > 0) value += c;
      } else {
        value += c;
        kept = value.size();
      }
    }
    value.resize(kept);
    return value;
  }

  void AppendEscape(std::string* value) {
    if (text_.starts_with("\r\n")) text_.remove_prefix(1);
    if (text_.empty()) return;
    const char c = text_.front();
    text_.remove_prefix(1);
    switch (c) {
      case '\n':  // The line goes on.
        return;
      case 't':
        *value += '\t';
        return;
      case 'n':
        *value += '\n';
        return;
      case 'b':
        *value += '\b';
        return;
      default:
        *value += c;
    }
  }

  std::string_view text_;
  std::string section_;
  std::vector<ConfigEntry> entries_;
};

}  // namespace

std::vector<ConfigEntry> ParseConfig(std::string_view text) { return ConfigParser(text).Parse(); }

std::optional<std::string_view> ConfigValue(const std::vector<ConfigEntry>& config,
                                            std::string_view key) {
  for (auto entry = config.rbegin(); entry != config.rend(); ++entry) {
    if (entry->key == key) return entry->value;
  }
  return std::nullopt;
}

bool ConfigIsTrue(std::string_view value) {
  if (EqualsIgnoreCase(value, "true") || EqualsIgnoreCase(value, "yes") ||
      EqualsIgnoreCase(value, "on")) {
    return true;
  }
  return !value.empty() && value.find_first_not_of("0123456789") == value.npos &&
         value.find_first_not_of('0') != value.npos;
}

}  // namespace assay
