// Whether a text is SQL or prose that begins like it.
#include <algorithm>
#include <array>

#include "base/text.h"
#include "facts/sql.h"
#include "facts/sql_text.h"

namespace assay {
namespace {

using Tokens = std::vector<SqlToken>;

// Whether the letters that a text begins with are what one of the statements told below begins
// with.
bool BeginsWithVerb(std::string_view text) {
  const auto is_letter = [](char c) { return ToLowerAscii(c) >= 'a' && ToLowerAscii(c) <= 'z'; };
  const auto end = std::find_if_not(text.begin(), text.end(), is_letter);
  const std::string_view word = text.substr(0, static_cast<std::size_t>(end - text.begin()));
  constexpr std::array kVerbs = std::to_array<std::string_view>(
      {"select", "insert", "replace", "update", "delete", "create", "alter", "drop", "with",
       "explain", "grant", "revoke", "truncate", "pragma", "vacuum", "reindex", "lock", "refresh",
       "copy"});
  return std::any_of(kVerbs.begin(), kVerbs.end(),
                     [&](std::string_view verb) { return EqualsIgnoreCase(word, verb); });
}

}  // namespace

bool LooksLikeSql(std::string_view text) {
  const std::string_view trimmed = Trim(text);
  if (trimmed.size() < 8) return false;
  const bool starts_otherwise =
      trimmed.front() == '(' || trimmed.starts_with("--") || trimmed.starts_with("/*");
  if (!starts_otherwise && !BeginsWithVerb(trimmed)) return false;
  const Tokens tokens = TokenizeSql(trimmed.substr(0, 8'192), 400);
  std::size_t begin = 0;
  while (begin < tokens.size() && tokens[begin].text == "(") ++begin;
  if (tokens.size() < begin + 2) return false;
  const auto word = [&](std::size_t i, std::string_view w) {
    return i < tokens.size() && IsWord(tokens[i], w);
  };
  const auto later = [&](std::initializer_list<std::string_view> words) {
    return std::any_of(tokens.begin() + static_cast<std::ptrdiff_t>(begin) + 1, tokens.end(),
                       [&](const SqlToken& token) { return AnyOf(token, words); });
  };
  const auto is_object = [&](std::size_t i) {
    return i < tokens.size() && (tokens[i].kind == SqlToken::kQuoted ||
                                 tokens[i].kind == SqlToken::kWord || tokens[i].text == "{}");
  };
  const std::size_t b = begin;
  // What follows the verb decides: prose goes on differently.
  if (word(b, "select")) {
    const bool article =
        word(b + 1, "the") || word(b + 1, "a") || word(b + 1, "an") || word(b + 1, "your");
    if (article && b + 2 < tokens.size() && tokens[b + 2].kind == SqlToken::kWord &&
        !word(b + 2, "from") && !word(b + 2, "as"))
      return false;
    for (std::size_t i = b + 1; i < tokens.size(); ++i) {
      if (!IsWord(tokens[i], "from")) continue;
      // A list, a star, a call or a placeholder before FROM; prose has a run of bare words.
      std::size_t bare = 0;
      for (std::size_t j = b + 1; j + 1 < i; ++j) {
        if (tokens[j].kind == SqlToken::kWord && tokens[j + 1].kind == SqlToken::kWord &&
            !AnyOf(tokens[j], {"distinct", "as",        "all",   "case",  "when", "then",
                               "else",     "and",       "or",    "not",   "is",   "in",
                               "over",     "partition", "by",    "order", "top",  "between",
                               "interval", "filter",    "where", "select"}) &&
            !AnyOf(tokens[j + 1], {"as",      "case", "when", "then", "else", "end",  "and",
                                   "or",      "is",   "in",   "not",  "like", "over", "filter",
                                   "between", "asc",  "desc", "by",   "null", "from"})) {
          ++bare;
        }
      }
      if (bare > 1) return false;
      return i + 1 < tokens.size() &&
             (is_object(i + 1) || tokens[i + 1].text == "(" ||
              tokens[i + 1].kind == SqlToken::kPlaceholder) &&
             !AnyOf(tokens[i + 1], {"the", "a", "an", "this", "these", "your", "our"});
    }
    // SELECT 1, SELECT version(), SELECT pg_…(): no table.
    return tokens[b + 1].kind == SqlToken::kNumber ||
           (b + 2 < tokens.size() && tokens[b + 1].kind == SqlToken::kWord &&
            tokens[b + 2].text == "(");
  }
  if (word(b, "insert") || word(b, "replace"))
    return (word(b + 1, "into") || word(b + 2, "into")) &&
           (later({"values", "select"}) || text.find('(') != std::string_view::npos);
  if (word(b, "update")) {
    for (std::size_t i = b + 2; i < tokens.size() && i < b + 8; ++i) {
      if (IsWord(tokens[i], "set"))
        return i + 2 < tokens.size() && later({"set"}) &&
               trimmed.find('=') != std::string_view::npos;
    }
    return false;
  }
  if (word(b, "delete"))
    return word(b + 1, "from") && is_object(b + 2) &&
           (tokens.size() <= b + 4 || later({"where", "using"}) || tokens.back().text == ";");
  if (word(b, "create") || word(b, "alter") || word(b, "drop")) {
    for (std::size_t i = b + 1; i < std::min(b + 5, tokens.size()); ++i) {
      if (AnyOf(tokens[i], {"table", "view", "trigger", "type", "extension", "schema", "sequence",
                            "policy"})) {
        return is_object(i + 1) &&
               (word(b, "drop") || tokens.size() > i + 3 ||
                AnyOf(tokens[i], {"extension", "schema", "sequence"})) &&
               !AnyOf(tokens[i + 1], {"of", "for", "with", "in", "and", "is", "to"});
      }
      if (AnyOf(tokens[i], {"index"}))
        return word(b, "drop") ? is_object(i + 1)
                               : later({"on"}) && trimmed.find('(') != std::string_view::npos;
      if (AnyOf(tokens[i], {"function", "procedure"}))
        return trimmed.find('(') != std::string_view::npos &&
               later({"returns", "as", "begin", "language"});
      if (!AnyOf(tokens[i],
                 {"or", "replace", "unique", "temporary", "temp", "unlogged", "materialized",
                  "global", "local", "if", "not", "exists", "recursive"}))
        return false;
    }
    return false;
  }
  if (word(b, "with"))
    return later({"select", "insert", "update", "delete"}) && later({"as"}) &&
           trimmed.find('(') != std::string_view::npos;
  if (word(b, "explain"))
    return later({"select", "insert", "update", "delete", "with"}) &&
           later({"from", "into", "set", "with"});
  if (word(b, "grant") || word(b, "revoke"))
    return later({"on"}) && (later({"to"}) || later({"from"}));
  if (word(b, "truncate")) return word(b + 1, "table") && is_object(b + 2);
  if (word(b, "pragma"))
    return tokens.size() <= b + 6 && (trimmed.find('=') != std::string_view::npos ||
                                      trimmed.find('(') != std::string_view::npos);
  if (word(b, "vacuum") || word(b, "reindex")) return tokens.size() <= b + 4;
  if (word(b, "lock")) return word(b + 1, "table");
  if (word(b, "refresh")) return word(b + 1, "materialized") && word(b + 2, "view");
  if (word(b, "copy"))
    return is_object(b + 1) && later({"from", "to"}) && later({"stdin", "stdout", "csv", "with"});
  return false;
}

}  // namespace assay
