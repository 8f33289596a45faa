// What a script imports, requires and exports.
#include "facts/javascript/extractor.h"

namespace assay {

bool ScriptExtractor::IsOwnSpecifier(std::string_view spec) {
  return spec.starts_with(".") || spec.starts_with("/") || spec.starts_with("@/") ||
         spec.starts_with("~") || spec.starts_with("#");
}

std::string ScriptExtractor::ModuleName(std::string_view spec) {
  if (IsOwnSpecifier(spec)) return "own:" + std::string(spec);
  if (spec.starts_with("node:")) spec.remove_prefix(5);
  return "npm:" + std::string(spec);
}

std::string ScriptExtractor::Literal(NodeIndex node) const {
  std::string text;
  for (NodeIndex i = tree().FirstChild(node); i != kNoNode; i = tree().NextSibling(i)) {
    if (K(i) == Js::kFragment || K(i) == Js::kEscape) text += TextOf(i);
  }
  return text;
}

void ScriptExtractor::AddImport(NodeIndex node, std::string_view module, std::string_view symbol,
                                std::string_view alias, ImportForm form, bool type_only) {
  Import import;
  import.region = RegionOf(tree()[node]);
  import.module = sink().Keep(module);
  import.symbol = sink().Keep(symbol);
  import.alias = sink().Keep(alias);
  import.form = form;
  import.type_only = type_only;
  import.scope = scope();
  sink().Add(std::move(import));
}

void ScriptExtractor::BindImport(std::string_view name, const std::string& value) {
  names().BindInFunction(name, {sink().KeepName(value), {}, Provenance::kUnknown}, true);
}

void ScriptExtractor::ReadImport(NodeIndex node) {
  NodeIndex source = Child(node, s_.source);
  if (source == kNoNode) return ReadImportRequire(node, false);
  const std::string module = ModuleName(Literal(source));
  const bool type_only = TextOf(node).starts_with("import type");
  bool clause = false;
  for (NodeIndex i = node; i < tree()[node].next; ++i) {
    if (K(i) == Js::kImportSpecifier) {
      clause = true;
      const std::string_view symbol = TextOf(Child(i, s_.name));
      const NodeIndex alias_node = Child(i, s_.alias);
      const std::string_view alias =
          alias_node == kNoNode ? std::string_view() : TextOf(alias_node);
      AddImport(i, module, symbol, alias, ImportForm::kMember,
                type_only || TextOf(i).starts_with("type "));
      BindImport(alias.empty() ? symbol : alias,
                 symbol == "default" ? module + "#" : module + "#" + std::string(symbol));
    } else if (K(i) == Js::kNamespaceImport) {
      clause = true;
      const NodeIndex name = tree().NamedChild(i, 0);
      AddImport(i, module, {}, TextOf(name), ImportForm::kModule, type_only);
      BindImport(TextOf(name), module + "#");
    } else if (K(i) == Js::kIdentifier && K(Parent(i)) == Js::kImportClause) {
      clause = true;
      AddImport(i, module, "default", TextOf(i), ImportForm::kMember, type_only);
      BindImport(TextOf(i), module + "#");
    }
  }
  if (!clause) AddImport(node, module, {}, {}, ImportForm::kEffect, false);
}

// import Redis = require("ioredis")
void ScriptExtractor::ReadImportRequire(NodeIndex node, bool ahead) {
  const NodeIndex clause = tree().NamedChild(node, 0);
  if (K(clause) != Js::kRequireClause) return;
  const std::string_view name = TextOf(tree().NamedChild(clause, 0));
  const std::string module = ModuleName(Literal(Child(clause, s_.source)));
  if (!ahead) {
    AddImport(node, module, {}, name, ImportForm::kModule, false);
    Consume(Child(clause, s_.source));
  }
  BindImport(name, module + "#");
}

// Imports are bound before the file runs, wherever they stand.
void ScriptExtractor::BindImportsAhead(NodeIndex node) {
  const NodeIndex source = Child(node, s_.source);
  if (source == kNoNode) return ReadImportRequire(node, true);
  const std::string module = ModuleName(Literal(source)) + "#";
  for (NodeIndex i = node; i < tree()[node].next; ++i) {
    if (K(i) == Js::kImportSpecifier) {
      const NodeIndex alias = Child(i, s_.alias);
      const std::string_view symbol = TextOf(Child(i, s_.name));
      BindImport(alias == kNoNode ? symbol : TextOf(alias),
                 symbol == "default" ? module : module + std::string(symbol));
    } else if (K(i) == Js::kNamespaceImport) {
      BindImport(TextOf(tree().NamedChild(i, 0)), module);
    } else if (K(i) == Js::kIdentifier && K(Parent(i)) == Js::kImportClause) {
      BindImport(TextOf(i), module);
    }
  }
}

void ScriptExtractor::ReadExport(NodeIndex node) {
  const NodeIndex source = Child(node, s_.source);
  std::string module;
  if (source != kNoNode) {
    module = ModuleName(Literal(source));
    AddImport(node, module, {}, {}, ImportForm::kExport, false);
  }
  // What is exported may be bound below.
  exported_.push_back({node, std::move(module)});
}

void ScriptExtractor::AddExportsOf(NodeIndex node, const std::string& module) {
  bool names = false;
  for (NodeIndex i = tree().FirstChild(node); i != kNoNode; i = tree().NextSibling(i)) {
    // export * as zod from "zod"
    if (tree()[i].named() && tree().grammar().KindName(Kind(i)) == "namespace_export") {
      names = true;
      AddExport(TextOf(tree().NamedChild(i, 0)), module + "#");
    }
    // export = value
    if (TextOf(i) == "=") AddExport("default", Resolve(tree().NextSibling(i)));
    if (K(i) != Js::kExportClause) continue;
    names = true;
    for (NodeIndex j = tree().FirstChild(i); j != kNoNode; j = tree().NextSibling(j)) {
      if (K(j) != Js::kExportSpecifier) continue;
      const NodeIndex name = Child(j, s_.name);
      const NodeIndex alias = Child(j, s_.alias);
      const std::string_view told = TextOf(alias == kNoNode ? name : alias);
      if (module.empty()) {
        AddExport(told, ResolveName(TextOf(name)));
      } else {
        const std::string_view member = TextOf(name);
        AddExport(told, member == "default" ? module + "#" : MemberOf(module + "#", member));
      }
    }
  }
  if (!module.empty()) {
    if (!names) AddExport("*", module);
    return;
  }
  const NodeIndex value = Child(node, s_.value);
  const NodeIndex declaration = Child(node, s_.declaration);
  if (value != kNoNode) {
    AddExport("default", Resolve(value));
  } else if (TextOf(node).starts_with("export default") && declaration != kNoNode) {
    const NodeIndex name = Child(declaration, s_.name);
    AddExport("default", "local:#" + std::string(name == kNoNode ? "default" : TextOf(name)));
  } else if (declaration != kNoNode) {
    for (NodeIndex i = tree().FirstChild(declaration); i != kNoNode; i = tree().NextSibling(i)) {
      if (K(i) != Js::kDeclarator) continue;
      for (const NodeIndex name : NamesOfPattern(Child(i, s_.name)))
        AddExport(TextOf(name), ResolveName(TextOf(name)));
    }
  }
}

void ScriptExtractor::AddCommonJsExports(NodeIndex assignment) {
  const std::string_view left = TextOf(Child(assignment, s_.left));
  const NodeIndex right = Child(assignment, s_.right);
  for (const std::string_view object : {"module.exports", "exports"}) {
    if (!left.starts_with(object)) continue;
    const std::string_view member = left.substr(object.size());
    if (member.starts_with(".") && member.find_first_of(".[(", 1) == std::string_view::npos)
      AddExport(member.substr(1), Resolve(right));
    if (!member.empty() || object == "exports") continue;
    AddExport("default", Resolve(right));
    if (K(right) != Js::kObject) continue;
    for (NodeIndex i = tree().FirstChild(right); i != kNoNode; i = tree().NextSibling(i)) {
      if (K(i) == Js::kShorthand) AddExport(TextOf(i), ResolveName(TextOf(i)));
      if (K(i) == Js::kPair) AddExport(KeyText(Child(i, s_.key)), Resolve(Child(i, s_.value)));
    }
  }
}

// Other files reach only what a module exports, unlike one of Python.
void ScriptExtractor::AddExports() {
  for (const auto& [node, module] : exported_) {
    if (K(node) == Js::kAssignment) {
      AddCommonJsExports(node);
    } else {
      AddExportsOf(node, module);
    }
  }
  for (const auto& [function, value] : returns_) {
    const Binding* const bound = names().Find(function);
    if (bound != nullptr && bound->value == "local:#" + function) AddExport(function + "()", value);
  }
}

std::string ScriptExtractor::RequiredModule(NodeIndex call) const {
  if (K(call) != Js::kCall || TextOf(Child(call, s_.function)) != "require") return {};
  const NodeIndex list = Child(call, s_.arguments);
  const NodeIndex spec = list == kNoNode ? kNoNode : tree().NamedChild(list, 0);
  return spec == kNoNode || K(spec) != Js::kString ? std::string() : ModuleName(Literal(spec));
}

}  // namespace assay
