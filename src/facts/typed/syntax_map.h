// What the kinds of a grammar are to the shared engine of the typed languages.
//
// A language says once, in a table, which role each kind of node plays and
// where its parts are; the engine then reads every grammar alike. A row is
//   {"selector_expression", Role::kMember, "object:operand name:field"}
// with, for each part, the grammar's field, the number of a named child ("0",
// or "-1" for the last), or the kind of a child that has a row ("@type"). A
// kind in quotes ("'this'") is a token.
#pragma once

#include <array>
#include <cstdint>
#include <initializer_list>
#include <string_view>
#include <vector>

#include "syntax/tree.h"

namespace assay {

enum class Role : std::uint8_t {
  kNone,
  kToken,  // of no row, and no named kind: "("
  kComment,
  kPackage,
  kImport,

  // Definitions. A kExtension adds members to a type (Rust's impl); a kModule
  // without a body only names one.
  kClass,
  kInterface,
  kEnum,
  kRecord,
  kExtension,
  kModule,
  kTypeAlias,
  kFunction,
  kConstructor,
  kField,
  kEnumMember,
  kParameter,
  kPromoted,  // a parameter that is a field as well
  kReceiver,
  kTypeParameter,
  kBases,
  kModifiers,  // holds modifiers and annotations
  kModifier,
  kAnnotation,

  // Statements. A kDeclarator names one of several variables of a declaration.
  kBlock,
  kVariable,
  kDeclarator,
  kAssign,
  kUpdate,  // x++
  kFor,
  kForEach,
  kWhile,
  kIf,
  kSwitch,
  kCase,
  kMatch,  // a switch on shapes or types
  kCatch,
  kFinally,
  kThrow,
  kReturn,
  kContinue,
  kStatement,  // an expression whose value is dropped
  kUsing,
  kLock,
  kDefer,
  kSpawn,
  kYield,

  // Expressions. A kPass gives the value of what it holds.
  kIdentifier,
  kThis,
  kSuper,
  kMember,
  kCall,
  kNew,
  kLambda,
  kBinary,
  kUnary,
  kTernary,
  kPass,
  kCast,
  kAwait,
  kIndex,
  kString,
  kFragment,
  kEscape,
  kInterpolation,
  kNumber,
  kBoolean,
  kNull,
  kList,
  kMap,
  kPair,
  kArguments,
  kArgument,

  // Types.
  kType,
  kScopedType,
  kGeneric,
  kWrappedType,     // pointer, reference, nullable
  kCollectionType,  // of elements of its `type`
  kPrimitive,
};

enum class Part : std::uint8_t {
  kName,
  kObject,
  kTarget,  // of a call: the expression that is called
  kArguments,
  kType,
  kValue,
  kBody,
  kParameters,
  kReceiver,
  kKey,
  kCondition,
  kElse,
  kOperator,
  kLeft,
  kRight,
};
inline constexpr std::size_t kParts = 15;

struct KindRow {
  std::string_view kind;
  Role role;
  std::string_view parts = {};
};

class SyntaxMap {
 public:
  // A kind, field or part that does not exist is a broken invariant.
  SyntaxMap(std::string_view grammar, std::initializer_list<KindRow> rows);

  const Grammar& grammar() const { return *grammar_; }
  // The role of each kind, as a number.
  const std::vector<std::uint8_t>& roles() const { return roles_; }
  // kNoNode where the node has no such part.
  NodeIndex Find(const SyntaxTree& tree, NodeIndex node, Part part) const;
  // All children that the part names by their field.
  std::vector<NodeIndex> FindAll(const SyntaxTree& tree, NodeIndex node, Part part) const;

 private:
  enum class How : std::uint8_t { kNowhere, kField, kChild, kLast, kKind };
  struct Place {
    How how = How::kNowhere;
    std::uint16_t id = 0;
  };
  struct Entry {
    Role role = Role::kNone;
    std::array<Place, kParts> places;
  };
  Place ReadPlace(std::string_view where, std::initializer_list<KindRow> rows) const;

  const Grammar* grammar_;
  std::vector<std::uint8_t> rows_;  // by kind: its row, 0 for none
  std::vector<std::uint8_t> roles_;
  std::vector<Entry> entries_;
};

}  // namespace assay
