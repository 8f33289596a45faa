// Every field of every fact, by name: the one description that the cache's
// codec, the JSON output and the rule matcher share.
//
// Fields(fact, visit) calls visit(name, field) for each field but the region
// and the scope, in a fixed order. A new field is added to the struct and
// here, and is then stored, printed and matchable.
#pragma once

#include <array>
#include <string_view>

#include "model/facts.h"
#include "model/history_facts.h"

namespace assay {

// The words of each enum, in the order of its values.
template <typename Enum>
struct EnumWords;

#define ASSAY_ENUM_WORDS(Enum, ...)                                                \
  template <>                                                                      \
  struct EnumWords<Enum> {                                                         \
    static constexpr auto kWords = std::to_array<std::string_view>({__VA_ARGS__}); \
  };                                                                               \
  inline std::string_view Name(Enum value) {                                       \
    return EnumWords<Enum>::kWords[static_cast<std::size_t>(value)];               \
  }

ASSAY_ENUM_WORDS(FactKind, "import", "use", "definition", "construct", "string", "dependency",
                 "setting", "instruction", "command", "statement", "relation", "file", "commit",
                 "tag")
ASSAY_ENUM_WORDS(ImportForm, "module", "member", "wildcard", "dynamic", "export", "effect")
ASSAY_ENUM_WORDS(UseForm, "call", "instantiation", "decorator", "base", "attribute", "type", "tag")
ASSAY_ENUM_WORDS(ValueKind, "none", "string", "number", "boolean", "null", "name", "call",
                 "interpolated", "list", "map", "function", "other")
ASSAY_ENUM_WORDS(ResultUse, "discarded", "assigned", "returned", "compared", "argument", "receiver",
                 "condition", "other")
ASSAY_ENUM_WORDS(DefinitionKind, "function", "method", "constructor", "class", "interface", "enum",
                 "record", "module", "field", "type-alias")
ASSAY_ENUM_WORDS(ConstructKind, "loop", "handler", "throw", "cleanup", "await", "lock", "channel",
                 "index-comparison", "bisection", "work-list", "memo-table", "recurrence", "yield",
                 "pattern-match", "comprehension", "swap", "spawn")
ASSAY_ENUM_WORDS(Provenance, "unknown", "literal", "constant", "number", "identifier", "allow-list",
                 "parameter", "request")
ASSAY_ENUM_WORDS(DependencyScope, "runtime", "development", "test", "build", "optional", "peer")
ASSAY_ENUM_WORDS(CommandPlace, "ci-step", "run", "package-script", "shell-script", "makefile",
                 "procfile", "cron", "compose", "hook", "service")
ASSAY_ENUM_WORDS(RelationKind, "builds", "runs", "scales", "selects", "routes", "needs", "extends")
ASSAY_ENUM_WORDS(StatementSource, "file", "query", "text")
ASSAY_ENUM_WORDS(SignedBy, "nobody", "person", "site")
#undef ASSAY_ENUM_WORDS

template <typename F, typename V>
requires std::is_same_v<std::remove_const_t<F>, Import>
void Fields(F& f, V&& v) {
  v("module", f.module);
  v("symbol", f.symbol);
  v("alias", f.alias);
  v("form", f.form);
  v("type_only", f.type_only);
}

template <typename F, typename V>
requires std::is_same_v<std::remove_const_t<F>, Argument>
void Fields(F& f, V&& v) {
  v("position", f.position);
  v("keyword", f.keyword);
  v("path", f.path);
  v("kind", f.kind);
  v("text", f.text);
}

template <typename F, typename V>
requires std::is_same_v<std::remove_const_t<F>, Use>
void Fields(F& f, V&& v) {
  v("name", f.name);
  v("form", f.form);
  v("arguments", f.arguments);
  v("result", f.result);
  v("result_target", f.result_target);
  v("receiver", f.receiver);
  v("awaited", f.awaited);
  v("target_definition", f.target_definition);
}

template <typename F, typename V>
requires std::is_same_v<std::remove_const_t<F>, Parameter>
void Fields(F& f, V&& v) {
  v("name", f.name);
  v("type", f.type);
  v("has_default", f.has_default);
}

template <typename F, typename V>
requires std::is_same_v<std::remove_const_t<F>, Definition>
void Fields(F& f, V&& v) {
  v("kind", f.kind);
  v("name", f.name);
  v("owner", f.owner);
  v("bases", f.bases);
  v("modifiers", f.modifiers);
  v("annotations", f.annotations);
  v("parameters", f.parameters);
  v("type", f.type);
  v("lines", f.lines);
  v("complexity", f.complexity);
  v("calls_itself", f.calls_itself);
  v("self_typed_fields", f.self_typed_fields);
  v("documentation", f.documentation);
}

template <typename F, typename V>
requires std::is_same_v<std::remove_const_t<F>, Construct>
void Fields(F& f, V&& v) {
  v("kind", f.kind);
  v("type", f.type);
  v("detail", f.detail);
  v("loop_depth", f.loop_depth);
}

template <typename F, typename V>
requires std::is_same_v<std::remove_const_t<F>, DynamicPart>
void Fields(F& f, V&& v) {
  v("text", f.text);
  v("provenance", f.provenance);
}

template <typename F, typename V>
requires std::is_same_v<std::remove_const_t<F>, String>
void Fields(F& f, V&& v) {
  v("value", f.value);
  v("callee", f.callee);
  v("argument", f.argument);
  v("assigned_to", f.assigned_to);
  v("parts", f.parts);
  v("documentation", f.documentation);
}

template <typename F, typename V>
requires std::is_same_v<std::remove_const_t<F>, Dependency>
void Fields(F& f, V&& v) {
  v("ecosystem", f.ecosystem);
  v("name", f.name);
  v("constraint", f.constraint);
  v("scope", f.scope);
  v("locked", f.locked);
  v("direct", f.direct);
  v("managed", f.managed);
  v("reference", f.reference);
  v("imported", f.imported);
}

template <typename F, typename V>
requires std::is_same_v<std::remove_const_t<F>, Setting>
void Fields(F& f, V&& v) {
  v("key", f.key);
  v("value", f.value);
  v("kind", f.kind);
  v("templated", f.templated);
  v("document", f.document);
  v("part", f.part);
  v("profile", f.profile);
}

template <typename F, typename V>
requires std::is_same_v<std::remove_const_t<F>, Instruction>
void Fields(F& f, V&& v) {
  v("name", f.name);
  v("arguments", f.arguments);
  v("words", f.words);
  v("flags", f.flags);
  v("stage", f.stage);
  v("stage_name", f.stage_name);
  v("final_stage", f.final_stage);
  v("exec_form", f.exec_form);
  v("templated", f.templated);
  v("base", f.base);
  v("effective_user", f.effective_user);
  v("reachable", f.reachable);
}

template <typename F, typename V>
requires std::is_same_v<std::remove_const_t<F>, Command>
void Fields(F& f, V&& v) {
  v("program", f.program);
  v("arguments", f.arguments);
  v("environment", f.environment);
  v("place", f.place);
  v("context", f.context);
  v("operator_before", f.operator_before);
  v("operator_after", f.operator_after);
  v("conditional_off", f.conditional_off);
}

template <typename F, typename V>
requires std::is_same_v<std::remove_const_t<F>, Statement>
void Fields(F& f, V&& v) {
  v("source", f.source);
  v("callee", f.callee);
  v("verb", f.verb);
  v("text", f.text);
  v("tables", f.tables);
  v("columns", f.columns);
  v("clauses", f.clauses);
  v("constraints", f.constraints);
  v("index", f.index);
  v("dialects", f.dialects);
  v("placeholders", f.placeholders);
  v("bound", f.bound);
  v("parts", f.parts);
  v("dump", f.dump);
}

template <typename F, typename V>
requires std::is_same_v<std::remove_const_t<F>, Relation>
void Fields(F& f, V&& v) {
  v("kind", f.kind);
  v("document", f.document);
  v("from", f.from);
  v("to", f.to);
  v("to_path", f.to_path);
  v("to_line", f.to_line);
  v("detail", f.detail);
  v("replicas", f.replicas);
  v("checked", f.checked);
}

template <typename F, typename V>
requires std::is_same_v<std::remove_const_t<F>, CommitFact>
void Fields(F& f, V&& v) {
  v("subject", f.subject);
  v("body", f.body);
  v("author", f.author);
  v("email", f.email);
  v("committer", f.committer);
  v("words", f.words);
  v("parents", f.parents);
  v("files", f.files);
  v("merge", f.merge);
  v("bot", f.bot);
  v("co_authors", f.co_authors);
  v("trailers", f.trailers);
  v("signature", f.signature);
  v("signed_by", f.signed_by);
}

template <typename F, typename V>
requires std::is_same_v<std::remove_const_t<F>, TagFact>
void Fields(F& f, V&& v) {
  v("name", f.name);
  v("subject", f.subject);
  v("annotated", f.annotated);
  v("signature", f.signature);
  v("signed_by", f.signed_by);
}

// Calls visit(kind, vector of facts) for every list of facts of a file.
template <typename F, typename V>
requires std::is_same_v<std::remove_const_t<F>, FileFacts>
void FactLists(F& facts, V&& visit) {
  visit(FactKind::kImport, facts.imports);
  visit(FactKind::kUse, facts.uses);
  visit(FactKind::kDefinition, facts.definitions);
  visit(FactKind::kConstruct, facts.constructs);
  visit(FactKind::kString, facts.strings);
  visit(FactKind::kDependency, facts.dependencies);
  visit(FactKind::kSetting, facts.settings);
  visit(FactKind::kInstruction, facts.instructions);
  visit(FactKind::kCommand, facts.commands);
  visit(FactKind::kStatement, facts.statements);
  visit(FactKind::kRelation, facts.relations);
}

}  // namespace assay
