// SQL that is handed to the client of a database.
#include <algorithm>
#include <array>
#include <string>
#include <utility>

#include "base/text.h"
#include "facts/shell/extractor.h"

namespace assay {

// Clients of databases, and the options whose argument is SQL: a short one that
// may stand behind other letters (-Atc), and a long one.
struct SqlClient {
  std::string_view program;
  std::string_view flags;  // letters that may stand before the short option's
  char option;             // 0: SQL is what stands behind the database's name
  std::string_view long_option;
};

namespace {

constexpr std::array kClients = std::to_array<SqlClient>({
    {"psql", "AXatqwbenEsxz01", 'c', "--command"},
    {"mysql", "NBsrtvEH", 'e', "--execute"},
    {"mariadb", "NBsrtvEH", 'e', "--execute"},
    {"sqlite3", "", '\0', ""},
    {"clickhouse-client", "mn", 'q', "--query"},
    {"cqlsh", "", 'e', "--execute"},
    {"duckdb", "", 'c', "-c"},
    {"sqlcmd", "", 'Q', "-q"},
    {"sqlplus", "", '\0', ""},
});

// Programs that run the one that follows, here or elsewhere.
constexpr std::string_view kRunners =
    "docker docker-compose podman podman-compose nerdctl kubectl oc sudo su gosu runuser su-exec "
    "env exec time timeout nice nohup ssh chroot command";

// :'id' → :id
void UnquoteVariables(std::string& sql) {
  std::string plain;
  for (std::size_t at = 0; at < sql.size();) {
    const std::size_t next = std::min(sql.find(":'", at), sql.size());
    plain.append(sql, at, next - at);
    at = next;
    if (at == sql.size()) break;
    const std::size_t end = sql.find_first_not_of(
        "abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789_", at + 2);
    const bool variable = end != std::string::npos && end > at + 2 && sql[end] == '\'';
    plain += ':';
    if (variable) plain.append(sql, at + 2, end - at - 2);
    at = variable ? end + 1 : at + 1;
  }
  sql = std::move(plain);
}

}  // namespace

// The client that the command runs: psql itself, or what docker exec and its
// like run. Null if it is none; `at` is the word that names it.
const SqlClient* ShellExtractor::ClientOf(const std::vector<NodeIndex>& words, std::size_t& at) {
  for (at = 0; at < words.size(); ++at) {
    const std::string word = Plain(words[at]);
    const auto* const client =
        std::find_if(kClients.begin(), kClients.end(),
                     [&](const SqlClient& one) { return one.program == BaseName(word); });
    if (client != kClients.end()) return client;
    const bool runner = HasWord(kRunners, BaseName(word)) || word.starts_with('$') || word == "{}";
    if (at == 0 && !runner) return nullptr;
  }
  return nullptr;
}

void ShellExtractor::ReadQuery(NodeIndex node, const std::vector<NodeIndex>& words) {
  std::size_t at = 0;
  const SqlClient* const client = ClientOf(words, at);
  if (client == nullptr) return;
  for (std::size_t i = at + 1; i < words.size(); ++i) {
    const std::string word = Plain(words[i]);
    const std::string attached{'-', client->option};
    if (client->option == '\0') {
      if (i > at + 1 && LooksLikeSql(word)) AddQuery(words[i], client->program);
    } else if (TakesSql(*client, word) && i + 1 < words.size()) {
      NoteWrapper(words[++i], client->program);
      AddQuery(words[i], client->program);
    } else if (word.starts_with(std::string(client->long_option) + "=")) {
      AddQuery(words[i], client->program, client->long_option.size() + 1);
    } else if (word.starts_with(attached) && LooksLikeSql(std::string_view(word).substr(2))) {
      AddQuery(words[i], client->program, attached.size());
    }
  }
  // psql <<< "SELECT …"
  for (NodeIndex i = tree().FirstChild(node); i != kNoNode; i = tree().NextSibling(i)) {
    if (K(i) == Sh::kHereString) AddQuery(tree().NamedChild(i, 0), client->program);
  }
}

// run_sql() { psql -c "$1"; }: what the function is called with is SQL.
void ShellExtractor::NoteWrapper(NodeIndex word, std::string_view program) {
  const Definition* const function = EnclosingFunction();
  const std::string_view name = VariableIn(word);
  if (function == nullptr || name.empty()) return;
  for (std::size_t i = 0; i < function->parameters.size(); ++i) {
    const Text parameter = function->parameters[i].name;
    if (parameter == name || parameter == "$" + std::string(name))
      wrappers_[function->name] = {program, i + 1};
  }
  if ((name == "1" || name == "*" || name == "@") && !wrappers_.contains(function->name))
    wrappers_[function->name] = {program, 1};
}

void ShellExtractor::ReadWrapped(const std::vector<NodeIndex>& words) {
  const auto wrapper = wrappers_.find(TextOf(words[0]));
  if (wrapper == wrappers_.end() || wrapper->second.position >= words.size()) return;
  const NodeIndex query = words[wrapper->second.position];
  if (LooksLikeSql(Plain(query))) AddQuery(query, wrapper->second.program);
}

// echo "SELECT …" | psql; printf 'DELETE … %d' "$1" | mysql shop
void ShellExtractor::ReadPipeline(NodeIndex node) {
  const NodeIndex first = tree().NamedChild(node, 0);
  if (K(first) != Sh::kCommand || tree().NamedChild(node, 2) != kNoNode) return;
  const std::string_view program = TextOf(NameOf(first));
  if (program != "echo" && program != "printf") return;
  const SqlClient* const client = ClientIn(node);
  if (client == nullptr) return;
  const std::vector<NodeIndex> words = WordsOf(first);
  if (program == "echo") {
    std::size_t at = 1;
    while (at < words.size() && TextOf(words[at]).starts_with('-')) ++at;
    if (at + 1 == words.size()) AddQuery(words[at], client->program);
    return;
  }
  TextValue text;
  if (ReadPrintf(words, 1, text, 0)) AddQueryText(words[1], text, client->program, 0);
}

bool ShellExtractor::TakesSql(const SqlClient& client, std::string_view word) {
  if (word == client.long_option) return true;
  if (word.size() < 2 || word[0] != '-' || word.back() != client.option) return false;
  const std::string_view before = word.substr(1, word.size() - 2);
  return before.find_first_not_of(client.flags) == std::string_view::npos;
}

void ShellExtractor::AddQuery(NodeIndex node, std::string_view program, std::size_t skip) {
  TextValue text;
  if (ReadText(node, text)) AddQueryText(node, text, program, skip);
}

void ShellExtractor::AddQueryText(NodeIndex node, const TextValue& text, std::string_view program,
                                  std::size_t skip) {
  if (text.value.size() <= skip) return;
  Consume(node);
  Statement statement;
  statement.region = RegionOf(tree()[node]);
  statement.source = StatementSource::kQuery;
  statement.callee = sink().KeepName(program);
  statement.parts = PartsOfSql(text);
  statement.scope = scope();
  AddStatements(std::string_view(text.value).substr(skip), statement, false, sink());
}

// What is quoted for the shell is not quoted for a database.
std::vector<DynamicPart> ShellExtractor::PartsOfSql(const TextValue& text) {
  std::vector<DynamicPart> parts = text.parts;
  for (DynamicPart& part : parts) {
    if (part.provenance == Provenance::kIdentifier) part.provenance = Provenance::kUnknown;
  }
  return parts;
}

// psql <<SQL … SQL, cat <<SQL | psql
void ShellExtractor::ReadRedirected(NodeIndex node) {
  for (NodeIndex i = tree().FirstChild(node); i != kNoNode; i = tree().NextSibling(i)) {
    if (K(i) == Sh::kHereString) {
      if (const SqlClient* const client = ClientIn(tree().NamedChild(node, 0)))
        AddQuery(tree().NamedChild(i, 0), client->program);
    }
    if (K(i) != Sh::kHereRedirect) continue;
    const SqlClient* client = ClientIn(tree().NamedChild(node, 0));
    NodeIndex body = kNoNode;
    for (NodeIndex j = tree().FirstChild(i); j != kNoNode; j = tree().NextSibling(j)) {
      if (K(j) == Sh::kHereBody) body = j;
      if (K(j) == Sh::kPipeline && client == nullptr) client = ClientIn(j);
    }
    if (client != nullptr && body != kNoNode) AddScript(body, i, client->program);
  }
}

const SqlClient* ShellExtractor::ClientIn(NodeIndex statement) {
  if (K(statement) == Sh::kPipeline) {
    // The last of them reads what the others write.
    NodeIndex last = kNoNode;
    for (NodeIndex i = tree().FirstChild(statement); i != kNoNode; i = tree().NextSibling(i)) {
      if (K(i) == Sh::kCommand) last = i;
    }
    statement = last;
  }
  if (K(statement) != Sh::kCommand) return nullptr;
  std::size_t at = 0;
  return ClientOf(WordsOf(statement), at);
}

// Each statement of a here-document is told at its own line.
void ShellExtractor::AddScript(NodeIndex body, NodeIndex redirect, std::string_view program) {
  TextValue text;
  const std::string_view mark = TextOf(tree().NamedChild(redirect, 0));
  if (mark.find_first_of("'\"\\") != std::string_view::npos) {
    text.value = TextOf(body);
  } else if (!ReadText(body, text)) {
    return;
  }
  // WHERE id = :'id': psql quotes what -v gives it.
  const bool quotes = program == "psql" && text.value.find(":'") != std::string::npos;
  if (quotes) UnquoteVariables(text.value);
  Statement statement;
  statement.source = StatementSource::kQuery;
  statement.callee = sink().KeepName(program);
  statement.parts = PartsOfSql(text);
  statement.bound = quotes;
  statement.scope = scope();
  std::vector<Statement>& all = sink().facts().statements;
  const std::size_t before = all.size();
  AddStatements(text.value, statement, true, sink());
  const Region around = RegionOf(tree()[body]);
  for (std::size_t i = before; i < all.size(); ++i) {
    Region& region = all[i].region;
    const std::uint32_t first = around.start_line - 1;
    region.start_line = std::min(first + region.start_line, around.end_line);
    region.end_line = std::min(first + region.end_line, around.end_line);
    region.start_byte = around.start_byte;
    region.end_byte = around.end_byte;
  }
}

}  // namespace assay
