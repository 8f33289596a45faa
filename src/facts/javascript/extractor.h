// JavaScript and TypeScript, with JSX: one extractor over three grammars.
//
// Default imports, namespace imports and require() all stand for the module:
// `npm:express#`, whose members follow the `#`; calling it is a call of its
// default export. A parameter of a declared type, a field and a constructor's
// parameter property hold an instance of that type, which is what Nest and
// TypeORM inject.
#pragma once

#include <map>
#include <string>
#include <string_view>
#include <unordered_set>
#include <vector>

#include "facts/javascript/syntax.h"
#include "facts/source_extractor.h"

namespace assay {

class ScriptExtractor final : public SourceExtractor {
 public:
  ScriptExtractor(const SyntaxTree& tree, FactSink& sink, const ScriptSyntax& syntax)
      : SourceExtractor(tree, sink, syntax.kinds), s_(syntax) {}

 private:
  Js::Kind K(NodeIndex node) const { return static_cast<Js::Kind>(OwnKind(node)); }
  bool IsComment(NodeIndex node) const override { return K(node) == Js::kComment; }

  void Enter(NodeIndex node) override;

  // ---- ahead.cc: what the file, a function, a class binds in all

  using Fields = std::map<std::string, std::string>;
  void LookAheadInFile();
  void LookAheadInFunction(NodeIndex function);
  void BindAhead(NodeIndex body, std::vector<NodeIndex>& functions);
  void BindDeclaratorAhead(NodeIndex node, std::vector<NodeIndex>& functions);
  void BindLocal(std::string_view name);
  void AssignAhead(NodeIndex assignment);
  void NoteReturns(const std::vector<NodeIndex>& functions);
  std::string_view NameOfFunction(NodeIndex function) const;
  std::string ReturnedValue(NodeIndex function, Fields* fields);
  void BindFieldsAhead(NodeIndex node);
  void NoteField(Fields& fields, std::string_view name, const std::string& value);
  void DeclareParameterProperties(NodeIndex method, Fields& fields);

  // ---- modules.cc: what is imported, required and exported

  static bool IsOwnSpecifier(std::string_view spec);
  static std::string ModuleName(std::string_view spec);
  std::string Literal(NodeIndex node) const;
  void AddImport(NodeIndex node, std::string_view module, std::string_view symbol,
                 std::string_view alias, ImportForm form, bool type_only);
  void BindImport(std::string_view name, const std::string& value);
  void ReadImport(NodeIndex node);
  void BindImportsAhead(NodeIndex node);
  void ReadImportRequire(NodeIndex node, bool ahead);
  void ReadExport(NodeIndex node);
  // `export { a as b } from "x"`, `export * from "x"`, `export default x`, `export const a = x`.
  void AddExportsOf(NodeIndex node, const std::string& module);
  // `module.exports = x`, `module.exports = { a, b: c }`, `exports.a = x`.
  void AddCommonJsExports(NodeIndex assignment);
  void AddExports() override;
  // The module of require("x"), "" if it is something else.
  std::string RequiredModule(NodeIndex call) const;

  // ---- names.cc: what names stand for

  std::string Resolve(NodeIndex node, int depth = 0) override;
  const Binding* Shadowing(std::string_view name) { return names().Find(name); }
  std::string ResolveName(std::string_view name);
  std::string ResolveEither(NodeIndex first, NodeIndex second, int depth);
  bool SaysNothing(NodeIndex node);
  NodeIndex FieldName(NodeIndex field) const;
  // The value of a declared type: Repository<User>, Promise<Redis>, Redis | null.
  std::string ValueOfType(NodeIndex type, int depth = 0);
  std::string TypeText(NodeIndex type);
  void BindParameters(NodeIndex function, Definition* definition);
  void BindParameter(NodeIndex pattern, NodeIndex type, std::size_t position,
                     Definition* definition);
  // The names that a destructuring pattern binds; of a name, itself.
  std::vector<NodeIndex> NamesOfPattern(NodeIndex pattern) const;
  // Every name of a destructuring pattern; `base` is what it takes apart.
  void BindPattern(NodeIndex pattern, const std::string& base, const Binding& binding,
                   bool replace);
  std::string TakenApart(NodeIndex name, NodeIndex pattern, const std::string& base);
  void ReadDeclarator(NodeIndex node);
  void BindValue(std::string_view name, NodeIndex value, NodeIndex type);

  // ---- definitions.cc: classes, functions, fields and their annotations

  void AddModifiers(NodeIndex node, Definition& definition);
  void AddDocumentationBefore(NodeIndex node, Definition& definition);
  // Decorators stand inside a field or parameter, before a method, and before
  // or inside an exported class.
  void AddAnnotations(NodeIndex node, Definition& definition);
  void AddBase(NodeIndex node, Definition& definition);
  void AddBases(NodeIndex node, Definition& definition);
  void ReadClass(NodeIndex node);
  void ReadInterface(NodeIndex node);
  void OpenNamed(NodeIndex node, DefinitionKind kind);
  void NoteSelfTyped(NodeIndex name, NodeIndex type, Definition& owner);
  void ReadField(NodeIndex node);
  void ReadSignature(NodeIndex node);
  bool IsParameterProperty(NodeIndex parameter) const;
  void AddParameterProperties(NodeIndex constructor);
  void ReadMethod(NodeIndex node);
  void ReadFunction(NodeIndex node, std::string_view name, DefinitionKind kind);
  // An arrow or function expression that has a name is a definition; others
  // are a scope of names, inside the definition they stand in.
  void ReadFunctionValue(NodeIndex node);

  // ---- uses.cc: calls, tags and what becomes of their results

  std::string DecoratorName(NodeIndex decorator);
  // What a decorator stands before.
  NodeIndex DecoratedBy(NodeIndex decorator) const;
  void ReadDecorator(NodeIndex node);
  std::vector<ArgumentNode> ArgumentsOf(NodeIndex call) const;
  bool InTypeQuery(NodeIndex node) const;
  void ReadCall(NodeIndex node);
  void ReadRequire(NodeIndex node, const std::string& module);
  void ReadNew(NodeIndex node);
  void ReadResult(NodeIndex node, Use& use);
  std::string KeyText(NodeIndex key);
  void ReadMember(NodeIndex node);
  void ReadSubscript(NodeIndex node);
  // A component; HTML's own tags begin with a small letter.
  void ReadTag(NodeIndex node);
  void ReadJsxAttribute(NodeIndex node);
  // An imported type that a parameter, field or result is declared as.
  void ReadType(NodeIndex node);

  // ---- constructs.cc: handlers, throws and the parts of algorithms

  void NoteSelfCall(NodeIndex callee);
  void ReadCollectionCall(NodeIndex callee, const std::vector<ArgumentNode>& arguments);
  void NoteAllowListCheck(NodeIndex list, NodeIndex value);
  void NoteConcurrency(NodeIndex node, std::string_view name);
  void ReadSwap(NodeIndex node, NodeIndex left, NodeIndex right);
  void ReadBinaryExpression(NodeIndex node);
  void ReadCatch(NodeIndex node);
  std::string_view CatchDetail(NodeIndex body, NodeIndex parameter);
  void ReadThrow(NodeIndex node);

  // ---- text.cc: values and strings

  bool ReadJoin(NodeIndex call, TextValue& text, int depth);
  std::vector<NodeIndex> ItemsOf(NodeIndex list) const;
  void BindList(std::string_view name, NodeIndex list);
  void ReadAssignment(NodeIndex node);
  void ReadAugmented(NodeIndex node);
  void ReadPair(NodeIndex node);
  void ReadString(NodeIndex node);
  Value ReadValue(NodeIndex node) override;
  void AddNested(NodeIndex node, const Argument& parent, int depth,
                 std::vector<Argument>& arguments) override;
  Provenance ProvenanceOf(NodeIndex node, int depth = 0);
  void AddPart(NodeIndex node, TextValue& text) override;
  bool ReadText(NodeIndex node, TextValue& text, int depth = 0) override;

  const ScriptSyntax& s_;
  std::unordered_set<NodeIndex> told_calls_;
  std::map<std::string, std::string> returns_;            // by function
  std::unordered_set<std::string_view> declared_fields_;  // of the class that is looked at
  struct Exported {
    NodeIndex node;  // an export statement, or an assignment to module.exports
    std::string module;
  };
  std::vector<Exported> exported_;
  struct Caught {
    std::string_view name;
    NodeIndex end;
  };
  std::vector<Caught> caught_;  // the names of the catch clauses that are open
};

}  // namespace assay
