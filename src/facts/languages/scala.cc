// Scala: what its grammar's kinds are to the shared engine of the typed
// languages, and what is its own: selectors of imports, parameters of a class
// as its fields, wildcards that open packages of which nothing is known.
#include <algorithm>
#include <array>
#include <string>

#include "base/text.h"
#include "facts/extract.h"
#include "facts/java/known_types.h"
#include "facts/typed/extractor.h"

namespace assay {
namespace {

const SyntaxMap& ScalaSyntax() {
  static const SyntaxMap kMap(
      "scala",
      {
          {"access_modifier", Role::kModifier},
          {"annotation", Role::kAnnotation, "name:name arguments:arguments"},
          {"arguments", Role::kArguments},
          {"assignment_expression", Role::kAssign, "left:left right:right"},
          {"block", Role::kBlock},
          {"block_comment", Role::kComment},
          {"boolean_literal", Role::kBoolean},
          {"call_expression", Role::kCall, "target:function arguments:arguments"},
          {"case_clause", Role::kCase, "body:body"},
          {"class_definition", Role::kClass, "name:name body:body parameters:class_parameters"},
          {"class_parameter", Role::kPromoted, "name:name type:type value:default_value"},
          {"comment", Role::kComment},
          {"do_while_expression", Role::kWhile, "condition:condition"},
          {"enum_definition", Role::kEnum, "name:name body:body"},
          {"escape_sequence", Role::kEscape},
          {"extends_clause", Role::kBases},
          {"field_expression", Role::kMember, "object:value name:field"},
          {"finally_clause", Role::kFinally},
          {"floating_point_literal", Role::kNumber},
          {"for_expression", Role::kFor, "body:body"},
          {"function_declaration", Role::kFunction,
           "name:name parameters:parameters type:return_type"},
          {"function_definition", Role::kFunction,
           "name:name parameters:parameters type:return_type body:body"},
          {"generic_function", Role::kGeneric, "type:function"},
          {"generic_type", Role::kGeneric, "type:type"},
          {"identifier", Role::kIdentifier},
          {"if_expression", Role::kIf, "condition:condition body:consequence"},
          {"import_declaration", Role::kImport},
          {"infix_expression", Role::kBinary, "left:left right:right operator:operator"},
          {"instance_expression", Role::kNew, "type:0 arguments:arguments"},
          {"integer_literal", Role::kNumber},
          {"interpolated_string", Role::kString},
          {"interpolated_string_expression", Role::kString, "value:-1"},
          {"interpolation", Role::kInterpolation},
          {"lambda_expression", Role::kLambda, "parameters:parameters"},
          {"match_expression", Role::kMatch, "condition:value"},
          {"modifiers", Role::kModifiers},
          {"null_literal", Role::kNull},
          {"object_definition", Role::kClass, "name:name body:body"},
          {"package_clause", Role::kPackage, "name:name"},
          {"parameter", Role::kParameter, "name:name type:type value:default_value"},
          {"parenthesized_expression", Role::kPass},
          {"return_expression", Role::kReturn},
          {"stable_type_identifier", Role::kScopedType},
          {"string", Role::kString},
          {"throw_expression", Role::kThrow},
          {"trait_definition", Role::kInterface, "name:name body:body"},
          {"type_identifier", Role::kType},
          {"val_declaration", Role::kVariable, "name:name type:type"},
          {"val_definition", Role::kVariable, "name:pattern type:type value:value"},
          {"var_definition", Role::kVariable, "name:pattern type:type value:value"},
          {"while_expression", Role::kWhile, "condition:condition body:body"},
      });
  return kMap;
}

const LanguageTraits& ScalaTraits() {
  static const LanguageTraits kTraits = [] {
    LanguageTraits t;
    t.tells_at_name = true;
    t.ecosystem = "maven:";
    t.documentation = "scaladoc";
    t.documentation_mark = "/**";
    t.bare_members = true;
    t.upper_case_types = true;
    t.refines = true;
    t.blocks_have_values = true;
    t.numbers = {"toInt", "toLong", "size", "length", "toDouble"};
    t.number_types = {"Int", "Long", "Double", "Float", "Boolean", "Short", "Byte", "UUID"};
    t.log_members = {"info", "warn", "error", "debug", "trace", "println"};
    return t;
  }();
  return kTraits;
}

bool StartsUpper(std::string_view name) {
  return !name.empty() && name[0] >= 'A' && name[0] <= 'Z';
}

constexpr std::array kPredef = std::to_array<std::string_view>(
    {"Any",    "AnyRef",  "Array",   "Boolean",  "Byte",     "Char",          "Double",
     "Either", "Float",   "Int",     "Iterable", "Iterator", "Left",          "List",
     "Long",   "Map",     "Nil",     "None",     "Nothing",  "Option",        "Right",
     "Seq",    "Set",     "Short",   "Some",     "String",   "StringBuilder", "Unit",
     "Vector", "println", "require", "assert",   "print"});

class ScalaExtractor final : public TypedExtractor {
 public:
  ScalaExtractor(const SyntaxTree& tree, FactSink& sink)
      : TypedExtractor(tree, sink, ScalaSyntax(), ScalaTraits()) {}

 private:
  // A value of a class is a field.
  Role Refine(NodeIndex node, Role role) const override {
    return role == Role::kVariable && KindName(Parent(node)) == "template_body" ? Role::kField
                                                                                : role;
  }

  // import a.b.C; import a.b.{C, D => E, _}; import a.b._
  void ReadImport(NodeIndex node) override {
    std::string path;
    NodeIndex selectors = kNoNode;
    bool wildcard = false;
    for (NodeIndex i = tree().FirstChild(node); i != kNoNode; i = tree().NextSibling(i)) {
      if (tree()[i].field == path_ && tree()[i].named()) {
        if (!path.empty()) path += '.';
        path += TextOf(i).substr(0, 200);
        if (path.size() > kMaxResolvedName) return;
      }
      if (KindName(i) == "namespace_selectors") selectors = i;
      wildcard = wildcard || KindName(i) == "namespace_wildcard";
      if (TextOf(i) == "," && !path.empty()) {
        Add(node, path, selectors, wildcard);
        path.clear();
        selectors = kNoNode;
        wildcard = false;
      }
    }
    Add(node, path, selectors, wildcard);
  }

  void Add(NodeIndex node, const std::string& path, NodeIndex selectors, bool wildcard) {
    if (path.empty()) return;
    if (wildcard) return AddImport(node, EcosystemName(path), "*", {}, ImportForm::kWildcard);
    if (selectors == kNoNode) {
      const std::size_t dot = path.rfind('.');
      if (dot != std::string::npos) Bind(node, path.substr(0, dot), path.substr(dot + 1), {});
      return;
    }
    for (const NodeIndex item : ItemsOf(selectors)) {
      const std::string_view kind = KindName(item);
      if (kind == "namespace_wildcard") {
        AddImport(item, EcosystemName(path), "*", {}, ImportForm::kWildcard);
      } else if (kind == "arrow_renamed_identifier" || kind == "as_renamed_identifier") {
        Bind(item, path, TextOf(tree().NamedChild(item, 0)), TextOf(tree().NamedChild(item, 1)));
      } else {
        Bind(item, path, TextOf(item), {});
      }
    }
  }

  void Bind(NodeIndex node, std::string_view module, std::string_view symbol,
            std::string_view alias) {
    AddImport(node, EcosystemName(module), symbol, alias, ImportForm::kMember);
    if (alias == "_") return;
    BindImport(alias.empty() ? symbol : alias, EcosystemName(module) + "#" + std::string(symbol));
  }

  std::string FreeType(std::string_view name) override {
    const bool known = std::find(kPredef.begin(), kPredef.end(), name) != kPredef.end();
    if (known) return "global:#" + std::string(name);
    return IsJavaLangType(name) ? "maven:java.lang#" + std::string(name) : std::string();
  }

  std::string FreeCallee(std::string_view name) override {
    const bool known = std::find(kPredef.begin(), kPredef.end(), name) != kPredef.end();
    return known ? "global:#" + std::string(name) : std::string();
  }

  std::string QualifiedType(NodeIndex type) override {
    const std::string_view path = TextOf(type);
    const std::size_t dot = path.rfind('.');
    if (dot == std::string_view::npos || path.size() > kMaxResolvedName) return {};
    const std::string_view root = path.substr(0, path.find('.'));
    const auto imported = imports().find(std::string(root));
    if (imported != imports().end()) return Member(imported->second, path.substr(root.size() + 1));
    if (StartsUpper(root)) return Member(TypeName(root), path.substr(root.size() + 1));
    return {};
  }

  std::vector<NodeIndex> BasesOf(NodeIndex node) override {
    std::vector<NodeIndex> bases;
    for (const NodeIndex part : ItemsOf(node)) {
      if (R(part) != Role::kBases) continue;
      for (const NodeIndex base : ItemsOf(part)) {
        const Role role = R(base);
        if (role == Role::kType || role == Role::kGeneric || role == Role::kScopedType)
          bases.push_back(base);
      }
    }
    return bases;
  }

  DefinitionKind KindOf(NodeIndex node, DefinitionKind kind) const override {
    return KindName(node) == "class_definition" && TextOf(node).starts_with("case class")
               ? DefinitionKind::kRecord
               : kind;
  }

  bool IsConstant(NodeIndex declaration) override {
    return KindName(declaration) == "val_definition";
  }

  // "… $name ${value} …": what is between the parts has no node of its own.
  void ReadLiteral(NodeIndex node, TextValue& text) override {
    if (KindName(node) != "interpolated_string") return TypedExtractor::ReadLiteral(node, text);
    const std::string_view all = tree().text();
    std::uint32_t at = tree()[node].start_byte;
    const std::uint32_t quotes = TextOf(node).starts_with("\"\"\"") ? 3 : 1;
    at += quotes;
    for (const NodeIndex item : ItemsOf(node)) {
      if (R(item) != Role::kInterpolation) continue;
      if (tree()[item].start_byte > at) text.value += all.substr(at, tree()[item].start_byte - at);
      NodeIndex value = tree().NamedChild(item, 0);
      if (R(value) == Role::kBlock) value = tree().NamedChild(value, 0);
      AddPart(value, text);
      at = tree()[item].end_byte;
    }
    const std::uint32_t end = tree()[node].end_byte;
    if (end > at + quotes) text.value += all.substr(at, end - at - quotes);
  }

  bool EnterOwn(NodeIndex node) override {
    if (R(node) != Role::kCase) return false;
    OpenScope(node, Bindings::ScopeKind::kBlock);
    const NodeIndex pattern = tree().ChildByField(node, pattern_);
    if (KindName(pattern) != "typed_pattern") return false;
    const NodeIndex name = tree().NamedChild(pattern, 0);
    const NodeIndex type = tree().NamedChild(pattern, 1);
    names().Bind(TextOf(name), {sink().KeepName(ValueOfType(type)), {}, {}}, true);
    // catch { case e: IOException => … }
    if (KindName(Parent(Parent(node))) != "catch_clause") return false;
    std::string resolved = ResolveType(type);
    if (resolved.empty() || resolved.starts_with("?:")) resolved = Bounded(type);
    const NodeIndex body = At(node, Part::kBody);
    std::string_view detail = "handle";
    if (body == kNoNode) detail = "empty";
    if (R(body) == Role::kThrow)
      detail = Passes(tree().NamedChild(body, 0), TextOf(name)) ? "wrap" : "handle";
    if (body != kNoNode && IsLogCall(body)) detail = "log";
    AddConstruct(node, ConstructKind::kHandler, resolved, detail);
    NoteCaught(node, TextOf(name));
    return false;
  }

  const std::uint16_t path_ = ScalaSyntax().grammar().Field("path");
  const std::uint16_t pattern_ = ScalaSyntax().grammar().Field("pattern");
};

void ReadScala(const Source& source, FileFacts& facts) {
  FactSink sink(facts, source.limits);
  const Result<SyntaxTree> tree =
      SyntaxTree::Parse(ScalaSyntax().grammar(), source.text, source.limits);
  if (!tree) {
    AddParseDiagnostic(tree.error().message, sink);
    return;
  }
  ScalaExtractor(*tree, sink).Run();
}

}  // namespace

extern const FormatReader kFormatReader_scala = {
    {{"scala", {"Scala"}, {}, {}}},
    ReadScala,
    1,
};

}  // namespace assay
