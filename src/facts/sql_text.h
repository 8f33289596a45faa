// SQL as tokens: what tells statements apart and what every analysis of one
// reads. Covers what the dialects share: comments, quotes, numbers, words.
#pragma once

#include <cstdint>
#include <initializer_list>
#include <string_view>
#include <vector>

namespace assay {

struct SqlToken {
  enum Kind : std::uint8_t { kWord, kQuoted, kString, kNumber, kPlaceholder, kSymbol };
  Kind kind;
  std::string_view text;  // a quoted identifier without its quotes
  std::uint32_t begin;    // byte offset of the token, with quotes
  std::uint32_t end;
};

// What the dialects do not share.
struct SqlStyle {
  bool backslashes = false;     // MySQL: one in a string escapes what follows; # begins a comment
  bool slash_comments = false;  // CQL: so does //
};

// Comments are dropped. Placeholders are ? $1 :name %s %(name)s @name and the
// {} of a dynamic part. At most `limit` tokens.
std::vector<SqlToken> TokenizeSql(std::string_view sql, std::size_t limit = 20'000,
                                  SqlStyle style = {});

// Whether the text is MySQL's (or of who reads strings alike): backquoted names, AUTO_INCREMENT, an
// ENGINE, and nothing of SQLite's.
bool IsEvidentlyMysql(std::string_view sql, const std::vector<SqlToken>& tokens);

// MySQL's own storage engines; ClickHouse has the clause too, and some of the names.
bool IsMysqlEngine(const SqlToken& token);

// ASCII case ignored.
bool IsWord(const SqlToken& token, std::string_view lower_case_word);
// One of these words.
bool AnyOf(const SqlToken& token, std::initializer_list<std::string_view> words);

}  // namespace assay
