#include "facts/source_extractor.h"

#include <algorithm>
#include <array>
#include <set>
#include <utility>

#include "base/text.h"
#include "facts/comment_marks.h"

namespace assay {
namespace {

constexpr int kMaxNesting = 4;  // of maps and lists in an argument
constexpr std::size_t kMaxArguments = 64;
constexpr std::size_t kMaxExports = 5'000;   // of one file
constexpr std::uint32_t kMaxShapeDepth = 4;  // loops around a loop that is looked at

bool IsBlank(char c) { return c == ' ' || c == '\n' || c == '\t' || c == '\r'; }

// Whether no blanks but single spaces between words are in it.
bool IsFolded(std::string_view text) {
  if (!HasBlank(text)) return true;
  char before = ' ';
  for (const char c : text) {
    if (IsBlank(c) && (c != ' ' || before == ' ')) return false;
    before = c;
  }
  return true;
}

bool IsFunctionLike(DefinitionKind kind) {
  return kind == DefinitionKind::kFunction || kind == DefinitionKind::kMethod ||
         kind == DefinitionKind::kConstructor;
}

// A method that a base class of the file has, too, overrides it, whether it says so or not.
void NoteOverrides(std::vector<Definition>& definitions) {
  constexpr int kMaxBases = 16;  // of bases, upwards
  const auto overrides = [&definitions](const Definition& method) {
    return method.kind == DefinitionKind::kMethod && method.scope < definitions.size() &&
           std::find(method.modifiers.begin(), method.modifiers.end(), "static") ==
               method.modifiers.end();
  };
  TextViewMap<std::uint32_t> classes;                // by path
  std::set<std::pair<std::uint32_t, Text>> methods;  // of a class
  for (const Definition& method : definitions) {
    if (!overrides(method)) continue;
    classes.insert({method.owner, method.scope});
    methods.insert({method.scope, method.name});
  }
  for (std::uint32_t i = 0; i < definitions.size(); ++i) {
    if (IsClassLike(definitions[i].kind) && definitions[i].owner.empty())
      classes.insert({definitions[i].name, i});
  }
  if (classes.size() < 2) return;
  for (Definition& method : definitions) {
    if (!overrides(method)) continue;
    std::uint32_t of = method.scope;
    bool found = false;
    for (int up = 0; up < kMaxBases && !found; ++up) {
      std::uint32_t next = kNoScope;
      for (const Text base : definitions[of].bases) {
        const auto known =
            base.starts_with("local:#") ? classes.find(base.substr(7)) : classes.end();
        if (known == classes.end() || known->second == of) continue;
        if (next == kNoScope) next = known->second;
        found = found || methods.contains({known->second, method.name});
      }
      if (next == kNoScope) break;
      of = next;
    }
    const bool told = std::find(method.modifiers.begin(), method.modifiers.end(), "override") !=
                      method.modifiers.end();
    if (found && !told) method.modifiers.push_back("override");
  }
}

}  // namespace

void Append(TextValue& text, const TextValue& more) {
  text.value += more.value;
  text.binds = text.binds || more.binds;
  text.parts.insert(text.parts.end(), more.parts.begin(), more.parts.end());
}

void AddParseDiagnostic(std::string_view error, FactSink& sink) {
  const std::size_t colon = error.find(": ");
  sink.Diagnose(error.substr(0, colon), 0, std::string(error.substr(colon + 2)));
}

std::uint32_t CountLines(std::string_view text) {
  // Counted in blocks whose number of bytes is known, which a compiler makes vectors of.
  constexpr std::size_t kBlock = 128;
  const std::uint32_t last = text.empty() || text.back() == '\n' ? 0 : 1;
  std::uint32_t ends = 0;
  for (; text.size() >= kBlock; text.remove_prefix(kBlock)) {
    std::uint8_t of_block = 0;
    for (std::size_t i = 0; i < kBlock; ++i) of_block += text[i] == '\n' ? 1 : 0;
    ends += of_block;
  }
  return ends + static_cast<std::uint32_t>(std::count(text.begin(), text.end(), '\n')) + last;
}

SourceExtractor::SourceExtractor(const SyntaxTree& tree, FactSink& sink,
                                 const std::vector<std::uint8_t>& table)
    : tree_(tree), sink_(sink), own_kinds_(tree.size()), consumed_(tree.size(), false) {
  for (NodeIndex node = 0; node < tree.size(); ++node) own_kinds_[node] = table[tree[node].kind];
  // About what real files have; a list that grows is copied again and again.
  sink.Expect(tree.text());
  sink.facts().arena.Reserve(tree.size() / 24);
  sink.facts().uses.reserve(tree.size() / 32);
}

void SourceExtractor::Run() {
  for (NodeIndex node = 0; node < tree_.size(); ++node) {
    CloseUpTo(node);
    Enter(node);
  }
  CloseUpTo(tree_.size());
  AddExports();
  NoteOverrides(sink_.facts().definitions);
  ReadComments();
}

void SourceExtractor::AddExport(std::string_view name, std::string_view value) {
  if (value.empty() || value.starts_with("?:") || value.starts_with("global:") ||
      value.starts_with("self:") || value.starts_with("[]") ||
      name.size() + value.size() > kMaxResolvedName)
    return;
  // That a name is the file's own is what its definition says.
  if (value.starts_with("local:#") && value.substr(7) == name) return;
  std::vector<Export>& exports = sink_.facts().exports;
  if (exports.size() < kMaxExports)
    exports.push_back({sink_.KeepName(name), sink_.KeepName(value)});
}

void SourceExtractor::AddExports() {
  for (const Text name : names_.innermost_names()) AddExport(name, names_.Find(name)->value);
}

void SourceExtractor::CloseClass() {
  const std::string path = OwnerPath(".");
  if (names_.innermost() == Bindings::ScopeKind::kClass) {
    for (const Text name : names_.innermost_names())
      AddExport(MemberOf(path, name), names_.Find(name)->value);
  }
  for (const auto& [field, value] : fields_.back()) AddExport(MemberOf(path + "()", field), value);
  fields_.pop_back();
  class_path_.pop_back();
}

void SourceExtractor::CloseUpTo(NodeIndex node) {
  while (!open_.empty() && open_.back().end <= node) {
    const OpenNode closed = open_.back();
    open_.pop_back();
    if (closed.is_loop) CloseLoop(closed);
    if (closed.is_function && closed.definition != kNoScope) CloseFunction(closed);
    if (closed.is_class) CloseClass();
    if (closed.has_names) names_.Pop();
  }
}

void SourceExtractor::CloseLoop(const OpenNode& loop) {
  --loop_depth_;
  // Algorithms nest a few loops; thousands in each other are no algorithm.
  if (loop_depth_ < kMaxShapeDepth)
    AddFound(shapes_.CloseLoop(loop.shape_mark), RegionOf(tree_[loop.node]), scope());
  if (loop_depth_ == 0 && EnclosingFunctionIndex() == kNoScope) shapes_.Forget(loop.shape_mark);
}

void SourceExtractor::CloseFunction(const OpenNode& function) {
  const Definition& definition = sink_.facts().definitions[function.definition];
  std::vector<AlgorithmShapes::Found> found =
      shapes_.CloseFunction(function.shape_mark, definition);
  if (definition.calls_itself && found.empty()) {
    const auto memoizer = std::find_if(definition.annotations.begin(), definition.annotations.end(),
                                       [this](Text annotation) { return IsMemoizer(annotation); });
    if (memoizer != definition.annotations.end())
      found.push_back({ConstructKind::kMemoTable, std::string(*memoizer)});
  }
  AddFound(found, definition.region, function.definition);
}

void SourceExtractor::AddFound(const std::vector<AlgorithmShapes::Found>& found,
                               const Region& region, std::uint32_t scope) {
  for (const AlgorithmShapes::Found& shape : found) {
    Construct construct;
    construct.region = region;
    construct.kind = shape.kind;
    construct.detail = sink_.Keep(shape.detail);
    construct.loop_depth = loop_depth_;
    construct.scope = scope;
    sink_.Add(std::move(construct));
  }
}

SourceExtractor::OpenNode& SourceExtractor::Push(NodeIndex node) {
  OpenNode open{};
  open.node = node;
  open.end = tree_[node].next;
  open.definition = scope();
  open.enclosing_class = open_.empty() ? kNoScope : open_.back().enclosing_class;
  open.enclosing_function = EnclosingFunctionIndex();
  // Events outside functions and loops are of no use to anything that opens.
  if (open.enclosing_function == kNoScope && loop_depth_ == 0) shapes_.Forget(0);
  open.shape_mark = shapes_.Mark();
  open_.push_back(open);
  return open_.back();
}

void SourceExtractor::PushNames(OpenNode& open, Bindings::ScopeKind kind) {
  open.has_names = names_.depth() < kMaxScopes;
  if (open.has_names) names_.Push(kind);
}

std::uint32_t SourceExtractor::Open(Definition definition, NodeIndex node,
                                    Bindings::ScopeKind kind) {
  const bool is_class = IsClassLike(definition.kind);
  const bool is_function = IsFunctionLike(definition.kind);
  definition.region = RegionOf(tree_[node]);
  definition.lines = definition.region.end_line - definition.region.start_line + 1;
  definition.scope = scope();
  if (is_function) definition.complexity = 1;
  const Text name = definition.name;
  const std::uint32_t index = sink_.Add(std::move(definition));
  OpenNode& open = Push(node);
  PushNames(open, kind);
  open.definition = index;
  open.is_class = is_class;
  open.is_function = is_function;
  if (is_function) open.enclosing_function = index;
  if (is_class) {
    open.enclosing_class = index;
    open.enclosing_function = kNoScope;
    class_path_.push_back(name);
    fields_.emplace_back();
  }
  return index;
}

void SourceExtractor::OpenScope(NodeIndex node, Bindings::ScopeKind kind) {
  PushNames(Push(node), kind);
}

void SourceExtractor::OpenLoop(NodeIndex node, std::string_view detail) {
  AddConstruct(node, ConstructKind::kLoop, {}, detail);
  Push(node).is_loop = true;
  ++loop_depth_;
}

Definition* SourceExtractor::ScopeDefinition() {
  return scope() == kNoScope ? nullptr : &sink_.facts().definitions[scope()];
}

Definition* SourceExtractor::EnclosingClass() {
  const std::uint32_t index = open_.empty() ? kNoScope : open_.back().enclosing_class;
  return index == kNoScope ? nullptr : &sink_.facts().definitions[index];
}

std::uint32_t SourceExtractor::EnclosingFunctionIndex() const {
  return open_.empty() ? kNoScope : open_.back().enclosing_function;
}

Definition* SourceExtractor::EnclosingFunction() {
  const std::uint32_t index = EnclosingFunctionIndex();
  return index == kNoScope ? nullptr : &sink_.facts().definitions[index];
}

std::string SourceExtractor::OwnerPath(std::string_view separator) const {
  std::string path;
  for (const Text name : class_path_) {
    if (path.size() > sink_.limits().text_bytes) break;
    if (!path.empty()) path += separator;
    path += name;
  }
  return path;
}

void SourceExtractor::Branch() {
  if (Definition* const function = EnclosingFunction()) ++function->complexity;
}

void SourceExtractor::AddConstruct(NodeIndex node, ConstructKind kind, std::string_view type,
                                   std::string_view detail) {
  Construct construct;
  construct.region = RegionOf(tree_[node]);
  construct.kind = kind;
  construct.type = sink_.Keep(type);
  construct.detail = sink_.Keep(detail);
  construct.loop_depth = loop_depth_;
  construct.scope = scope();
  sink_.Add(std::move(construct));
}

void SourceExtractor::BindField(std::string_view field, std::string_view value) {
  if (fields_.empty()) return;
  const auto [known, inserted] = fields_.back().try_emplace(std::string(field), value);
  if (!inserted && known->second != value) known->second.clear();
}

std::string SourceExtractor::FieldValue(std::string_view field) const {
  if (fields_.empty()) return {};
  const auto found = fields_.back().find(field);
  return found == fields_.back().end() ? std::string() : found->second;
}

std::string SourceExtractor::Bounded(NodeIndex node, std::size_t limit) const {
  const std::string_view text = TextOf(node).substr(0, 2 * limit);
  if (IsFolded(text)) return std::string(Truncate(text, limit));
  std::string folded(text.size(), ' ');
  std::size_t size = 0;
  bool after_blank = true;
  for (const char c : text) {
    const bool blank = IsBlank(c);
    if (!blank || !after_blank) folded[size++] = blank ? ' ' : c;
    after_blank = blank;
  }
  folded.resize(size);
  folded.resize(Truncate(folded, limit).size());
  return folded;
}

Text SourceExtractor::KeepBounded(NodeIndex node, std::size_t limit) {
  const std::string_view text = TextOf(node).substr(0, 2 * limit);
  return sink_.Keep(IsFolded(text) ? Truncate(text, limit) : Bounded(node, limit));
}

std::string SourceExtractor::Unresolved(NodeIndex node) const {
  constexpr std::string_view kUnknown = "?:#";
  const std::string text = Bounded(node);
  std::string name;
  name.reserve(kUnknown.size() + text.size());
  return name.append(kUnknown).append(text);
}

Argument SourceExtractor::MakeArgument(NodeIndex node, int position, std::string_view keyword,
                                       std::string_view path) {
  const Value value = ReadValue(node);
  Argument argument;
  argument.position = static_cast<std::int16_t>(position);
  argument.keyword = sink_.Keep(keyword);
  argument.path = sink_.Keep(path);
  argument.kind = value.kind;
  argument.text = sink_.Keep(value.text);
  return argument;
}

Region SourceExtractor::RegionOfCall(NodeIndex call, NodeIndex name) const {
  Region region = RegionOf(tree_[call]);
  if (name == kNoNode || tree_[name].start_line == region.start_line) return region;
  region.start_line = tree_[name].start_line;
  region.start_column = tree_[name].start_column;
  return region;
}

void SourceExtractor::AddUse(Use use, const std::vector<ArgumentNode>& arguments) {
  int position = 0;
  use.arguments.reserve(std::min<std::size_t>(arguments.size(), kMaxArguments));
  for (const ArgumentNode& node : arguments) {
    if (use.arguments.size() >= kMaxArguments) break;
    const bool keyword = !node.keyword.empty();
    Argument argument = MakeArgument(node.node, keyword ? -1 : position++, node.keyword, "");
    use.arguments.push_back(argument);
    if (argument.kind == ValueKind::kMap || argument.kind == ValueKind::kList) {
      AddNested(node.node, argument, kMaxNesting, use.arguments);
      if (use.arguments.size() > kMaxArguments) use.arguments.resize(kMaxArguments);
    }
  }
  position = 0;
  std::size_t seen = 0;
  for (const ArgumentNode& node : arguments) {
    if (position >= static_cast<int>(kMaxArguments)) break;
    const std::string where = node.keyword.empty() ? std::to_string(position++) : node.keyword;
    AddArgumentText(node.node, use, where, node.keyword, ++seen < arguments.size());
  }
  use.scope = scope();
  sink_.Add(std::move(use));
}

void SourceExtractor::AddArgumentText(NodeIndex node, const Use& use, std::string_view where,
                                      std::string_view keyword, bool followed) {
  TextValue text;
  if (!ReadText(node, text)) return;
  const bool sql = LooksLikeSql(text.value);
  const bool called = use.form == UseForm::kCall || use.form == UseForm::kInstantiation;
  if (sql && called && IsQueryCall(use.name)) {
    Consume(node);
    Statement statement;
    statement.region = RegionOf(tree_[node]);
    statement.source = StatementSource::kQuery;
    statement.callee = use.name;
    statement.parts = text.parts;
    // new SqlCommand(text, connection): what stands beside the text is no value of it.
    statement.bound = text.binds || (followed && use.form == UseForm::kCall);
    statement.scope = scope();
    AddStatements(text.value, statement, false, sink_);
  } else if (text.parts.empty() && !sql && keyword.empty()) {
    Consume(node);  // Told by the argument itself.
  } else if (!IsConsumed(node)) {
    AddTextFact(node, text, use.name, where, keyword);
  }
}

void SourceExtractor::AddTextFact(NodeIndex node, const TextValue& text, std::string_view callee,
                                  std::string_view argument, std::string_view assigned_to) {
  Consume(node);
  String fact;
  fact.region = RegionOf(tree_[node]);
  fact.value = sink_.Keep(text.value);
  fact.callee = sink_.Keep(callee);
  fact.argument = sink_.Keep(argument);
  fact.assigned_to = sink_.Keep(assigned_to);
  fact.parts = text.parts;
  fact.scope = scope();
  sink_.Add(std::move(fact));
  if (!LooksLikeSql(text.value)) return;
  Statement statement;
  statement.region = RegionOf(tree_[node]);
  statement.source = StatementSource::kText;
  statement.parts = text.parts;
  statement.scope = scope();
  AddStatements(text.value, statement, false, sink_);
}

void SourceExtractor::AddNamedText(NodeIndex node, std::string_view assigned_to) {
  TextValue text;
  if (IsConsumed(node) || !ReadText(node, text)) return;
  AddTextFact(node, text, {}, {}, assigned_to);
}

void SourceExtractor::AddSetting(NodeIndex value, std::string_view key, std::string_view document) {
  const Value told = ReadValue(value);
  Setting setting;
  setting.region = RegionOf(tree_[value]);
  setting.key = sink_.Keep(key);
  setting.kind = told.kind;
  setting.document = sink_.Keep(document);
  setting.templated = told.kind != ValueKind::kString && told.kind != ValueKind::kNumber &&
                      told.kind != ValueKind::kBoolean && told.kind != ValueKind::kNull;
  if (!setting.templated || told.kind == ValueKind::kInterpolated)
    setting.value = sink_.Keep(told.text);
  sink_.Add(std::move(setting));
}

void SourceExtractor::AddPlainText(NodeIndex node) {
  TextValue text;
  if (IsConsumed(node) || !ReadText(node, text)) return;
  if (!text.parts.empty() || LooksLikeSql(text.value)) AddTextFact(node, text, {}, {}, {});
}

void SourceExtractor::AddDocumentation(NodeIndex node, std::string_view kind, Definition* of) {
  Consume(node);
  if (of != nullptr) {
    of->documentation = kind;
    return;
  }
  TextValue text;
  String fact;
  fact.region = RegionOf(tree_[node]);
  fact.value = sink_.Keep(ReadText(node, text) ? std::string_view(text.value) : TextOf(node));
  fact.documentation = true;
  fact.scope = scope();
  sink_.Add(std::move(fact));
}

bool SourceExtractor::SpendText(const TextValue& text) const {
  const std::size_t bytes = text.value.size() + 64 * text.parts.size() + 64;
  if (bytes > text_bytes_left_) return false;
  text_bytes_left_ -= bytes;
  return true;
}

void SourceExtractor::ForgetText(std::string_view name) {
  const auto found = texts_.find(name);
  if (found == texts_.end()) return;
  std::vector<VariableText>& known = found.value();
  const std::uint32_t function = EnclosingFunctionIndex();
  if (function == kNoScope) known.clear();
  // Functions that have closed are never asked again, outer ones may be.
  while (!known.empty() && known.back().function != kNoScope && known.back().function >= function)
    known.pop_back();
}

void SourceExtractor::BindText(std::string_view name, TextValue text) {
  ForgetText(name);
  if (text.value.size() > sink_.limits().sql_bytes || !SpendText(text)) return;
  texts_[sink_.KeepName(name)].push_back({EnclosingFunctionIndex(), std::move(text)});
}

void SourceExtractor::AppendText(std::string_view name, const TextValue& more) {
  const auto found = texts_.find(name);
  if (found == texts_.end()) return;
  const std::uint32_t function = EnclosingFunctionIndex();
  for (VariableText& known : found.value()) {
    if (known.function != function) continue;
    if (known.text.value.size() > sink_.limits().sql_bytes || !SpendText(more)) return;
    known.text.value += more.value;
    known.text.parts.insert(known.text.parts.end(), more.parts.begin(), more.parts.end());
    return;
  }
}

const TextValue* SourceExtractor::FindText(std::string_view name, bool given) const {
  const auto found = texts_.find(name);
  if (found == texts_.end()) return nullptr;
  std::size_t scope = 0;
  const Binding* const binding = names_.Find(name, false, &scope);
  if (!given && binding != nullptr &&
      (binding->provenance == Provenance::kParameter ||
       binding->provenance == Provenance::kRequest))
    return nullptr;
  const std::uint32_t function = EnclosingFunctionIndex();
  for (auto known = found->second.rbegin(); known != found->second.rend(); ++known) {
    const bool visible = known->function == function ||
                         (known->function == kNoScope && (binding == nullptr || scope == 0));
    if (visible) return SpendText(known->text) ? &known->text : nullptr;
  }
  return nullptr;
}

void SourceExtractor::AddPart(NodeIndex node, TextValue& text) {
  text.value += "{}";
  text.parts.push_back({KeepBounded(node), Provenance::kUnknown});
}

void SourceExtractor::Acknowledge(std::uint32_t line, std::string_view mark) {
  sink_.facts().acknowledgements.push_back({line, sink_.Keep(mark)});
}

void SourceExtractor::ReadComment(NodeIndex node) {
  const std::string_view mark = AcknowledgementIn(TextOf(node));
  if (!mark.empty()) Acknowledge(tree_[node].start_line, mark);
}

void SourceExtractor::ReadComments() {
  FileFacts& facts = sink_.facts();
  facts.lines = CountLines(tree_.text());
  std::uint32_t counted = 0;  // the last line that is known to hold code
  for (NodeIndex node = 0; node < tree_.size(); ++node) {
    const SyntaxNode& leaf = tree_[node];
    if (leaf.extra() && IsComment(node)) {
      ReadComment(node);
      node = leaf.next - 1;
      continue;
    }
    if (leaf.end_line <= counted) continue;
    if (leaf.next != node + 1 || leaf.start_byte == leaf.end_byte) continue;
    facts.code_lines += leaf.end_line - std::max(leaf.start_line - 1, counted);
    counted = leaf.end_line;
  }
  std::stable_sort(
      facts.acknowledgements.begin(), facts.acknowledgements.end(),
      [](const Acknowledgement& a, const Acknowledgement& b) { return a.line < b.line; });
  facts.generated = SaysGenerated(tree_.text());
}

}  // namespace assay
