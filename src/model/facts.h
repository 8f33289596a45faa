// Facts: what one blob holds, free of judgement, in one vocabulary for every
// language and format. docs/facts.md describes each with examples.
//
// Facts depend on the bytes of the blob and on how it is read (its format)
// alone, never on its path or its repository: they are cached by blob id.
// What needs the repository (which modules are its own, which services run
// which image) is added by Link.
//
// Lines and columns are 1-based; columns count bytes. Texts are valid UTF-8
// (invalid bytes as \xNN), cut at Limits::text_bytes, and live in
// FileFacts::arena. An empty text means: not there.
#pragma once

#include <cstdint>
#include <string_view>
#include <vector>

#include "base/diagnostic.h"
#include "model/text_arena.h"

namespace assay {

using Text = std::string_view;
using Texts = std::vector<Text>;

struct Region {
  std::uint32_t start_byte = 0;
  std::uint32_t end_byte = 0;  // exclusive
  std::uint32_t start_line = 0;
  std::uint32_t start_column = 0;
  std::uint32_t end_line = 0;  // the line of the last byte

  bool Contains(const Region& other) const {
    return start_byte <= other.start_byte && other.end_byte <= end_byte;
  }
};

enum class FactKind : std::uint8_t {
  kImport,
  kUse,
  kDefinition,
  kConstruct,
  kString,
  kDependency,
  kSetting,
  kInstruction,
  kCommand,
  kStatement,
  kRelation,
  kFile,
  kCommit,
  kTag,
};
inline constexpr int kFactKinds = 14;

// The enclosing definition of a fact: an index into FileFacts::definitions.
inline constexpr std::uint32_t kNoScope = 0xFFFFFFFF;

// Resolved names have one form, `<ecosystem>:<module>#<symbol path>`:
//   pypi:hashlib#md5                  a module's member; the standard library
//                                     counts under its language's ecosystem
//   npm:express#default               the value that the module itself exports
//                                     (default import, or require() called or new'ed)
//   npm:bcrypt#hash                   a member of the module, however imported
//   npm:express#default().get         a member of what a call returned, or of an
//                                     instance: `()` stands for "the value of"
//   maven:java.security#MessageDigest.getInstance
//   maven:org.springframework.web.client#RestTemplate().getForObject
//                                     a method on a variable, field or parameter of
//                                     that declared type
//   gem:#BCrypt::Password.create      Ruby constants do not name their gem; a rule's
//                                     gem:bcrypt#BCrypt::Password.create matches where
//                                     the repository's bundle or a require has bcrypt
//   own:./models/user#User            the repository's own module (relative, or
//                                     rewritten by Link)
//   self:#params().require            an implicit or explicit call on self/this whose
//                                     own class is not known to define it; Link gives
//                                     the class's bases
//   local:#name                       defined in this file (function, class, variable)
//   global:#fetch                     a name of the language or platform that needs no
//                                     import: console.log, print, Math.max
//   ?:#name, ?:#receiver.method       not resolved: said so, never guessed
// Ecosystems: pypi npm maven gem go cargo nuget composer hex pub swift c bash.

enum class ImportForm : std::uint8_t {
  kModule,    // import x; import x as y; const x = require("x")
  kMember,    // from x import y; import { y } from "x"; import a.b.C;
  kWildcard,  // from x import *; import a.b.*
  kDynamic,   // import("x"), importlib.import_module("x") of a literal
  kExport,    // export … from "x"
  kEffect,    // import "x"; Ruby's require
};

// One imported name a fact.
struct Import {
  Region region;
  Text module;  // `pypi:django.db`, `npm:@nestjs/common`, `maven:java.util`,
                // `gem:json`, `own:./config`; without `#`
  Text symbol;  // the member: "models", "Injectable"; "default" for a default
                // import; "*" for a wildcard; empty for the module itself
  Text alias;   // the local name if it differs
  ImportForm form = ImportForm::kModule;
  bool type_only = false;  // TypeScript's `import type`, Python under TYPE_CHECKING
  std::uint32_t scope = kNoScope;
};

enum class UseForm : std::uint8_t {
  kCall,
  kInstantiation,  // new X(), Ruby's X.new; Python's X() of a name that starts upper case
                   // is a kCall (it cannot be told)
  kDecorator,      // decorator or annotation
  kBase,           // named as a base class, interface or mixin
  kAttribute,      // read without a call: settings.DEBUG, process.env.PORT
  kType,           // named as the type of a parameter, field or result
  kTag,            // JSX element, template tag
};

enum class ValueKind : std::uint8_t {
  kNone,
  kString,  // a literal without dynamic parts; text is its value
  kNumber,
  kBoolean,  // text is "true" or "false" in every language
  kNull,
  kName,          // text is the resolved name if it resolves, else the source text
  kCall,          // text is the resolved callee with `()`, else the source text
  kInterpolated,  // a string with dynamic parts; text has them as {}
  kList,          // list, tuple, array, set
  kMap,           // dict, object, hash
  kFunction,      // lambda, arrow function, block
  kOther,
};

// An argument of a call, or a member of a map or list that is one: `path`
// tells them apart. `helmet({hsts: {maxAge: 1}})` has the arguments
// {position 0, kind kMap}, {position 0, path "hsts", kMap},
// {position 0, path "hsts.maxAge", kNumber, "1"}. Lists number their items
// `[0]`. Nesting is followed to a depth of 4, 64 arguments a call.
struct Argument {
  std::int16_t position = -1;  // 0-based; -1 for a keyword
  Text keyword;
  Text path;
  ValueKind kind = ValueKind::kNone;
  Text text;
};

enum class ResultUse : std::uint8_t {
  kDiscarded,
  kAssigned,  // result_target is the name: "user.password", "self.total", "key" of a map
  kReturned,
  kCompared,  // result_target is the other operand's source text
  kArgument,  // result_target is the callee whose argument it is
  kReceiver,  // a member of it is used: the next link of a chain
  kCondition,
  kOther,
};

struct Use {
  Region region;
  Text name;  // see "Resolved names" above
  UseForm form = UseForm::kCall;
  std::vector<Argument> arguments;
  ResultUse result = ResultUse::kOther;
  Text result_target;
  Text receiver;  // source text before the last member: "request.user"
  bool awaited = false;
  std::uint32_t scope = kNoScope;
  Text target_definition;  // of a decorator or base: the name of the decorated definition
};

enum class DefinitionKind : std::uint8_t {
  kFunction,
  kMethod,
  kConstructor,
  kClass,
  kInterface,
  kEnum,
  kRecord,
  kModule,
  kField,
  kTypeAlias,
};

// Whether it holds other definitions as its members.
constexpr bool IsClassLike(DefinitionKind kind) {
  return kind == DefinitionKind::kClass || kind == DefinitionKind::kInterface ||
         kind == DefinitionKind::kEnum || kind == DefinitionKind::kRecord ||
         kind == DefinitionKind::kModule;
}

struct Parameter {
  Text name;
  Text type;  // resolved name, or source text; empty if none is written
  bool has_default = false;
};

struct Definition {
  Region region;  // the whole definition
  DefinitionKind kind = DefinitionKind::kFunction;
  Text name;
  Text owner;         // the enclosing classes or modules: "Outer.Inner", "Admin::User"
  Texts bases;        // resolved names of bases, interfaces, mixins
  Texts modifiers;    // abstract static async private final override readonly export …
  Texts annotations;  // resolved names of decorators and annotations
  std::vector<Parameter> parameters;
  Text type;  // declared type of the result or field
  std::uint32_t lines = 0;
  std::uint32_t complexity = 0;  // McCabe: 1 + branches; 0 for kinds without a body
  bool calls_itself = false;
  Texts self_typed_fields;  // of a class: fields that hold another one of itself
  Text documentation;       // the kind of its documentation comment: docstring, jsdoc …
  std::uint32_t scope = kNoScope;
};

enum class ConstructKind : std::uint8_t {
  kLoop,     // detail: for, while, each, comprehension
  kHandler,  // type: the caught type, empty for all; detail: empty, pass, rethrow,
             // wrap (throws another with the caught one as cause), log, handle
  kThrow,    // type: what is thrown; detail: "cause" if it names one
  kCleanup,  // finally, ensure, with, try-with-resources, defer, using
  kAwait,
  kLock,  // a critical section: with lock, synchronized, lock.acquire … release
  kChannel,
  kIndexComparison,  // a[i] < x: an indexed element compared
  kBisection,        // a loop that halves [lo, hi] on an index comparison
  kWorkList,         // a loop that takes from a list that its body adds to, guarded by a
                     // visited set; detail: the list's name
  kMemoTable,        // a table read and filled by a function under its own argument
  kRecurrence,       // a table filled in a loop from its own earlier entries
  kYield,            // detail: yield, yield-from
  kPatternMatch,     // match/case, switch on types
  kComprehension,
  kSwap,   // a[i], a[j] = a[j], a[i] and like: elements exchanged
  kSpawn,  // work that begins beside its caller: go f()
};

struct Construct {
  Region region;
  ConstructKind kind = ConstructKind::kLoop;
  Text type;
  Text detail;
  std::uint32_t loop_depth = 0;  // enclosing loops in the same function
  std::uint32_t scope = kNoScope;
};

// Where a dynamic part of a string comes from, as far as the function and the
// file tell.
enum class Provenance : std::uint8_t {
  kUnknown,
  kLiteral,     // a variable that holds only literals here
  kConstant,    // a module-level or class-level constant of a literal
  kNumber,      // int(x), Number(x), a %d, a length, a loop counter
  kIdentifier,  // quoted as an identifier by the library
  kAllowList,   // looked up in, or checked against, a literal collection
  kParameter,   // a parameter of the enclosing function
  kRequest,     // comes from the framework's request
};

struct DynamicPart {
  Text text;  // source text
  Provenance provenance = Provenance::kUnknown;
};

// A string literal, concatenation or template that has a name (assigned, a
// keyword argument, a key), has dynamic parts, or reads like SQL. A plain
// literal argument is told by its Use alone.
struct String {
  Region region;
  Text value;        // dynamic parts as {}
  Text callee;       // resolved name of the call that it is an argument of
  Text argument;     // position or keyword of that argument
  Text assigned_to;  // variable, attribute, key or keyword that holds it
  std::vector<DynamicPart> parts;
  bool documentation = false;  // a docstring
  std::uint32_t scope = kNoScope;
};

enum class DependencyScope : std::uint8_t {
  kRuntime,
  kDevelopment,
  kTest,
  kBuild,
  kOptional,
  kPeer,
};

struct Dependency {
  Region region;
  Text ecosystem;   // pypi npm maven gem …
  Text name;        // normalised: PEP 503, npm scope, group:artifact
  Text constraint;  // as written, or, by Link, as another file decides; the version in a lock file
  DependencyScope scope = DependencyScope::kRuntime;
  bool locked = false;   // from a lock file
  bool direct = true;    // a manifest names it; of what is locked only where that is known
  bool managed = false;  // declares nothing, but decides for whoever names it: a catalogue's entry
  Text reference;  // the name, or what decides name or version, as the file writes it where it
                   // is not their text: "libs.spring.boot", "catalog:", "workspace", "${v}"
  Text imported;   // by Link: "yes" if a source file imports it, "no" if surely none does;
                   // empty where the package does not tell what it is imported as
};

// A leaf (or an empty map or list) of a configuration document.
struct Setting {
  Region region;
  Text key;  // "services.web.ports[0]"; a dot inside a key is written \.
  Text value;
  ValueKind kind = ValueKind::kString;
  bool templated = false;  // ${…}, {{…}}, $VAR: not known before something fills it in
  Text document;           // what the document is, by content: compose, github-actions, gitlab-ci,
                           // kubernetes, helm-values, openapi, package-json, tsconfig, spring,
                           // rails-database, dependabot, pre-commit, …; empty if not told
  std::uint32_t part = 0;  // 0-based document of a YAML stream
  Text profile;            // by Link: the profile or environment that it belongs to, as written:
                           // "production" of application-production.yml or of a key of
                           // database.yml; empty for what holds everywhere or is not told
};

// A Dockerfile instruction.
struct Instruction {
  Region region;
  Text name;                // upper case: FROM, RUN
  Text arguments;           // joined lines, ARG and ENV expanded where their value is known
  Texts words;              // exec form's items, or split at blanks
  Texts flags;              // --from=build, --mount=type=cache
  std::uint32_t stage = 0;  // 0-based; instructions before the first FROM: 0
  Text stage_name;
  bool final_stage = false;
  bool exec_form = false;
  bool templated = false;  // still holds an unknown variable
  Text base;               // FROM: the image, through stage aliases; others: their stage's
  Text effective_user;     // FROM and the last instruction of the final stage: its user there
  bool reachable = true;   // the stage is the final one or one that it builds on
};

enum class CommandPlace : std::uint8_t {
  kCiStep,
  kRun,
  kPackageScript,
  kShellScript,
  kMakefile,
  kProcfile,
  kCron,
  kCompose,
  kHook,
  kService,
};

// One simple command, split as a shell would.
struct Command {
  Region region;
  Text program;  // base name: "pytest"; of `python -m pytest` and `npx jest` too
  Texts arguments;
  Texts environment;  // NAME=value before the program
  CommandPlace place = CommandPlace::kShellScript;
  Text context;          // job and step, script name, target: "test/Run tests"
  Text operator_before;  // "&&", "||", "|", ";" or empty: how it hangs on the one before
  Text operator_after;
  bool conditional_off = false;  // `if: false` and the like: it never runs
};

enum class StatementSource : std::uint8_t {
  kFile,   // a .sql file
  kQuery,  // a string that reaches a query call
  kText,   // a string that reads like SQL and reaches no query call
};

// An SQL statement.
struct Statement {
  Region region;
  StatementSource source = StatementSource::kFile;
  Text callee;  // of kQuery: resolved name of the query call
  Text verb;    // lower case: select insert update delete create-table create-index
                // alter-table drop-table grant … ; "" where it cannot be told
  Text text;    // folded white space, cut at Limits::text_bytes
  Texts tables;
  Texts columns;  // of a created table or index, of an insert
  Texts clauses;  // join, left-join, group-by, having, cte, recursive-cte, window,
                  // subquery, insert-select, aggregate, distinct, union, order-by, limit, offset,
                  // returning, on-conflict, for-update, skip-locked, explain, analyze,
                  // lateral, case, exists, star, like-leading-wildcard …
  Texts constraints;  // primary-key foreign-key unique not-null check default on-delete …
  Texts index;        // of create-index: unique partial covering expression composite
                      // concurrently, method:gin …
  Texts dialects;     // postgresql mysql sqlite mssql oracle cql: marks of that one only
  std::uint32_t placeholders = 0;
  bool bound = false;  // the call passes values for its placeholders
  std::vector<DynamicPart> parts;
  bool dump = false;  // inside a dump that a tool wrote
  std::uint32_t scope = kNoScope;
};

enum class RelationKind : std::uint8_t {
  kBuilds,   // a service or CI step → the Dockerfile that it builds; detail: the target stage
  kRuns,     // a service or container → what builds its image here; detail: the Dockerfile
  kScales,   // an autoscaler → its workload
  kSelects,  // a Service or PodDisruptionBudget → the workload whose pods it selects
  kRoutes,   // an Ingress, route → its Service
  kNeeds,    // a job, stage, service → what must be done or started before; detail: the condition
  kExtends,  // a job or service → what it takes its settings from
};

// What one thing of the repository's configuration says of another one that is
// there too: made by Link, of what can mean one thing only.
struct Relation {
  Region region;  // where the reference stands
  RelationKind kind = RelationKind::kNeeds;
  Text document;  // of the reference: compose, kubernetes, github-actions …; empty of a command
  Text from;      // "service/web", "Ingress/shop", "job/deploy"
  Text to;        // "service/db", "Deployment/web", "job/test", "dockerfile/api/Dockerfile"
  Text to_path;   // the file that has it
  std::uint32_t to_line = 0;   // the first line that is about it
  Text detail;                 // see RelationKind
  std::uint32_t replicas = 0;  // of a workload or service that it leads to; 0 where not told
  bool checked = false;        // that has a health check: readinessProbe, HEALTHCHECK, healthcheck
};

// A line on which a tool's finding is acknowledged: `# nosec`, `NOLINT`,
// `hadolint ignore=DL3002`, `usedforsecurity=False`. Applies to its own line,
// and to the next where it stands alone.
struct Acknowledgement {
  std::uint32_t line = 0;
  Text mark;
};

// A name that other files of the repository can reach in this one, and what it
// stands for, as far as the file tells: `cache` is `pypi:redis#Redis()`. Link
// follows these; rules do not see them.
//   cache               a variable, an import or an alias of the file
//   connect()           what calling the file's function gives
//   Order.objects       a variable of a class
//   Order().client      a field of its instances
//   default             what a JavaScript module itself is
//   *                   everything that the module `value` has
//   global using A      of C#: what A is in each file of the project; a
//                       namespace, where `value` has no `#`
struct Export {
  Text name;
  Text value;  // a resolved name that is neither unknown nor a global
};

// A text of the facts, by its number among them, as it is where another file of
// the project opens a namespace: see facts/open_names.h.
struct OpenName {
  std::uint32_t place = 0;
  Text name;
};

// Where a line of a notebook's code cell begins in the file.
struct CellLine {
  std::uint32_t start_byte = 0;
  std::uint32_t cell = 0;  // among all cells of the notebook, from 1
  std::uint32_t line = 0;  // of the cell, from 1
};

struct FileFacts {
  TextArena arena;
  std::vector<Import> imports;
  std::vector<Use> uses;
  std::vector<Definition> definitions;
  std::vector<Construct> constructs;
  std::vector<String> strings;
  std::vector<Dependency> dependencies;
  std::vector<Setting> settings;
  std::vector<Instruction> instructions;
  std::vector<Command> commands;
  std::vector<Statement> statements;
  std::vector<Relation> relations;  // empty until Link adds them
  std::vector<Acknowledgement> acknowledgements;
  std::vector<Export> exports;       // in the order of the file; of equal names the last one holds
  std::vector<OpenName> open_names;  // of C#, shell; Link settles them
  std::vector<Use> open_uses;        // that are told only where their name is settled
  Text package;                      // the module that the file says it belongs to: Java's package,
                                     // Go's package; empty where the path decides
  std::vector<CellLine> cell_lines;  // of a notebook, in the order of the file
  std::uint32_t lines = 0;
  std::uint32_t code_lines = 0;  // neither blank nor comment alone; 0 for data formats
  bool generated = false;        // says so itself in its first lines
  Diagnostics diagnostics;       // with an empty path: the reader of the cache fills it in
};

}  // namespace assay
