// .sql files: every statement, and whether a tool dumped it.
#include "facts/sql.h"

#include <array>
#include <string>

#include "base/text.h"
#include "facts/extract.h"

namespace assay {
namespace {

// What the dump tools write at the top.
constexpr std::array kDumpMarks = std::to_array<std::string_view>(
    {"PostgreSQL database dump", "MySQL dump", "MariaDB dump", "phpMyAdmin SQL Dump",
     "PostgreSQL database cluster dump", "Dumped by pg_dump", "Dumped from database", "SQLite dump",
     "mysqldump-php", "Sequel Pro SQL dump", "Sequel Ace SQL dump", "-- Adminer ", "-- HeidiSQL ",
     "Navicat Premium Data Transfer", "Navicat MySQL Data Transfer"});

// What `.dump` of sqlite3 begins with, whatever the ends of its lines are.
bool IsSqliteDump(std::string_view head) {
  constexpr std::string_view kPragma = "PRAGMA foreign_keys=OFF;";
  const std::size_t at = head.find(kPragma);
  return at != std::string_view::npos &&
         Trim(head.substr(at + kPragma.size())).starts_with("BEGIN TRANSACTION;");
}

void ReadSql(const Source& source, FileFacts& facts) {
  FactSink sink(facts, source.limits);
  Statement site;
  site.source = StatementSource::kFile;
  if (source.format == "cql") site.dialects = {"cql"};
  const std::string_view head = source.text.substr(0, 4'000);
  for (const std::string_view mark : kDumpMarks)
    site.dump = site.dump || head.find(mark) != std::string_view::npos;
  site.dump = site.dump || IsSqliteDump(head);
  AddStatements(source.text, site, true, sink);
  if (source.format == "cql") {
    for (Statement& statement : facts.statements) statement.dialects = {"cql"};
  }
  for (const std::string_view line : Lines(source.text)) {
    ++facts.lines;
    const std::string_view text = Trim(line);
    if (!text.empty() && !text.starts_with("--")) ++facts.code_lines;
  }
}

}  // namespace

extern const FormatReader kFormatReader_sql = {
    {{"cql", {}, {}, {"**.cql"}, true},
     {"sql", {"SQL", "PLpgSQL", "PLSQL", "TSQL", "SQLPL"}, {}, {"**.sql"}, true}},
    ReadSql,
    8};

}  // namespace assay
