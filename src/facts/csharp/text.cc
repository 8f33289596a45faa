// String literals, what is put into them, and texts of commands.
#include <algorithm>
#include <array>
#include <string>

#include "facts/csharp/extractor.h"

namespace assay {

bool CsharpExtractor::IsNameof(NodeIndex call) const {
  return R(call) == Role::kCall && TextOf(At(call, Part::kTarget)) == "nameof";
}

// nameof(Order.Customer): its last name, known when the program is built.
std::string_view CsharpExtractor::NamedBy(NodeIndex call) const {
  const std::string_view path = TextOf(tree().NamedChild(ArgumentListOf(call), 0));
  return path.substr(path.find_last_of(". ") + 1);
}

bool CsharpExtractor::ReadText(NodeIndex node, TextValue& text, int depth) {
  if (!IsNameof(node)) return TypedExtractor::ReadText(node, text, depth);
  text.value += NamedBy(node);
  return true;
}

// $"…" where the library takes the parts apart and binds them.
bool CsharpExtractor::BindsParts(NodeIndex literal) const {
  static constexpr std::array kBinding = std::to_array<std::string_view>(
      {"FromSql", "FromSqlInterpolated", "ExecuteSql", "ExecuteSqlAsync", "ExecuteSqlInterpolated",
       "ExecuteSqlInterpolatedAsync", "SqlQuery"});
  const NodeIndex argument = Parent(literal);
  const NodeIndex call = Parent(Parent(argument));
  if (R(argument) != Role::kArgument || R(call) != Role::kCall) return false;
  const std::string_view name = NameText(PartsOf(call).name);
  // The older library's SqlQuery takes a plain text. The others are EF Core's alone, whose
  // namespace another file of the project may open.
  if (name == "SqlQuery" && !usings_.contains("Microsoft.EntityFrameworkCore")) return false;
  return std::find(kBinding.begin(), kBinding.end(), name) != kBinding.end();
}

void CsharpExtractor::ReadLiteral(NodeIndex node, TextValue& text) {
  if (KindName(node) != "interpolated_string_expression")
    return TypedExtractor::ReadLiteral(node, text);
  const bool binds = BindsParts(node);
  for (const NodeIndex item : ItemsOf(node)) {
    if (text.value.size() > sink().limits().sql_bytes) return;
    const NodeIndex value = At(item, Part::kValue);
    if (R(item) == Role::kInterpolation && IsNameof(value)) {
      text.value += NamedBy(value);
    } else if (R(item) == Role::kInterpolation && binds) {
      text.value += '?';
      text.binds = true;
    } else if (R(item) == Role::kInterpolation) {
      AddPart(value, text);
    } else if (R(item) == Role::kFragment) {
      text.value += TextOf(item);
    } else if (R(item) == Role::kEscape) {
      text.value += Unescaped(TextOf(item));
    }
  }
}

std::string CsharpExtractor::LiteralText(NodeIndex node) {
  std::string text = TypedExtractor::LiteralText(node);
  if (KindName(node) != "verbatim_string_literal") return text;
  std::string single;
  for (std::size_t i = 0; i < text.size(); ++i) {
    single += text[i];
    if (text[i] == '"' && i + 1 < text.size() && text[i + 1] == '"') ++i;
  }
  return single;
}

// command.CommandText = "SELECT …": what the command will run.
void CsharpExtractor::ReadCommandText(NodeIndex node) {
  const NodeIndex left = At(node, Part::kLeft);
  const NodeIndex right = At(node, Part::kRight);
  TextValue text;
  if (R(left) != Role::kMember || NameText(At(left, Part::kName)) != "CommandText") return;
  if (!ReadText(right, text, 0) || !LooksLikeSql(text.value)) return;
  const std::string name = Resolve(left);
  Consume(Inner(right));
  Statement statement;
  statement.region = RegionOf(tree()[Inner(right)]);
  statement.source = StatementSource::kQuery;
  statement.callee = sink().Keep(name.empty() ? Unresolved(left) : name);
  statement.parts = text.parts;
  statement.scope = scope();
  AddStatements(text.value, statement, false, sink());
}

}  // namespace assay
