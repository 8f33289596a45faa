// What an SQL script says to the tool that runs it, rather than to the
// database: MySQL's DELIMITER, rows behind COPY … FROM stdin, commands of psql.
#pragma once

#include <string>
#include <string_view>

namespace assay {

// Stands for a semicolon that ends no statement, inside a DELIMITER of its own.
inline constexpr char kInnerSemicolon = '\x01';

// `script` of the same length, in which every statement ends with a semicolon:
// a delimiter of its own is one, the semicolons inside it are
// kInnerSemicolon, and what is no SQL is blank. Empty if nothing had to
// change.
std::string PlainSql(std::string_view script);

}  // namespace assay
