// What the kinds and fields of JavaScript's and TypeScript's grammars are to the
// extractor.
#pragma once

#include <cstdint>
#include <string_view>
#include <vector>

#include "syntax/tree.h"

namespace assay {

struct Js {
  enum Kind : std::uint8_t {
    kOther = 0,
    kImport,
    kExport,
    kImportClause,
    kNamedImports,
    kImportSpecifier,
    kNamespaceImport,
    kExportClause,
    kExportSpecifier,
    kDeclarator,
    kCall,
    kNew,
    kMember,
    kSubscript,
    kIdentifier,
    kThis,
    kClass,
    kMethod,
    kField,
    kFunction,
    kArrow,
    kFunctionExpression,
    kDecorator,
    kAssignment,
    kAugmented,
    kFor,
    kForIn,
    kWhile,
    kDo,
    kCatch,
    kFinally,
    kThrow,
    kReturn,
    kAwait,
    kYield,
    kIf,
    kTernary,
    kBinary,
    kSwitchCase,
    kString,
    kTemplate,
    kSubstitution,
    kFragment,
    kNumber,
    kTrue,
    kFalse,
    kNull,
    kObject,
    kArray,
    kParenthesized,
    kPair,
    kShorthand,
    kSpread,
    kComment,
    kExpressionStatement,
    kArguments,
    kJsxOpening,
    kJsxSelfClosing,
    kJsxAttribute,
    kObjectPattern,
    kPairPattern,
    kShorthandPattern,
    kArrayPattern,
    kEnum,
    kInterface,
    kTypeAlias,
    kTypeAnnotation,
    kTypeIdentifier,
    kAsExpression,
    kNonNull,
    kUnary,
    kPropertySignature,
    kRequiredParameter,
    kOptionalParameter,
    kHeritage,
    kExtends,
    kImplements,
    kAccessibility,
    kBlock,
    kAssignmentPattern,
    kRest,
    kEscape,
    kAbstractClass,
    kUndefined,
    kSatisfies,
    kExtendsType,
    kMethodSignature,
    kNamespace,
    kRequireClause,
    kOverride,
    kGenericType,
    kNestedType,
    kUnionType,
    kParenthesizedType,
  };
};

struct ScriptSyntax {
  // Of the formats javascript, typescript and tsx.
  static const ScriptSyntax& Of(std::string_view format);

  const Grammar* grammar;
  std::vector<std::uint8_t> kinds;
  std::uint16_t source = 0, name = 0, alias = 0, value = 0, function = 0, arguments = 0,
                constructor = 0, object = 0, property = 0, index = 0, left = 0, right = 0, key = 0,
                body = 0, parameters = 0, parameter = 0, type = 0, pattern = 0, return_type = 0,
                op = 0, condition = 0, declaration = 0, decorator = 0, argument = 0;

 private:
  ScriptSyntax(std::string_view grammar_name, bool types);
};

}  // namespace assay
