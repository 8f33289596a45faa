#include "git/mailmap.h"

#include <optional>

namespace assay {
namespace {

// Git's idea of white space: no \v and no \f.
bool IsSpace(char c) { return c == ' ' || c == '\t' || c == '\n' || c == '\r'; }

std::string_view TrimForGit(std::string_view text) {
  while (!text.empty() && IsSpace(text.front())) text.remove_prefix(1);
  while (!text.empty() && IsSpace(text.back())) text.remove_suffix(1);
  return text;
}

struct NameAndEmail {
  std::string_view name;
  std::string_view email;
  std::string_view rest;
};

// "Name <email>" at the beginning of `text`.
std::optional<NameAndEmail> ReadIdentity(std::string_view text, bool allow_empty_email) {
  const std::size_t open = text.find('<');
  if (open == text.npos) return std::nullopt;
  const std::size_t close = text.find('>', open + 1);
  if (close == text.npos) return std::nullopt;
  if (!allow_empty_email && close == open + 1) return std::nullopt;
  return NameAndEmail{TrimForGit(text.substr(0, open)), text.substr(open + 1, close - open - 1),
                      text.substr(close + 1)};
}

}  // namespace

Mailmap Mailmap::Parse(std::string_view text) {
  Mailmap mailmap;
  for (const std::string_view line : Split(text, '\n')) {
    // As Git handles a text that is a C string.
    mailmap.ReadLine(line.substr(0, line.find('\0')));
  }
  return mailmap;
}

void Mailmap::ReadLine(std::string_view line) {
  if (line.starts_with('#')) return;
  const auto first = ReadIdentity(line, false);
  if (!first) return;
  const auto second = ReadIdentity(first->rest, true);
  if (entries_ == kMaxEntries) {
    cut_short_ = true;
    return;
  }
  ++entries_;
  const std::string_view old_email = second ? second->email : first->email;
  const std::string_view new_email = second ? first->email : std::string_view();
  Entry& entry = by_email_[ToLowerAscii(old_email)];
  if (second && !second->name.empty()) {
    entry.by_name[ToLowerAscii(second->name)] = {std::string(first->name), std::string(new_email)};
    return;
  }
  if (!first->name.empty()) entry.any_name.name = first->name;
  if (!new_email.empty()) entry.any_name.email = new_email;
}

Identity Mailmap::Resolve(const Identity& identity) const {
  const auto entry = by_email_.find(ToLowerAscii(identity.email));
  if (entry == by_email_.end()) return identity;
  const auto by_name = entry->second.by_name.find(ToLowerAscii(identity.name));
  const Replacement& replacement =
      by_name == entry->second.by_name.end() ? entry->second.any_name : by_name->second;
  return {replacement.name.empty() ? identity.name : replacement.name,
          replacement.email.empty() ? identity.email : replacement.email};
}

}  // namespace assay
