// What a file, a function and a class bind in all, read before they are walked:
// a function sees what stands below it, and runs when its file has.
#include <string>

#include "facts/javascript/extractor.h"

namespace assay {

void ScriptExtractor::BindLocal(std::string_view name) {
  names().BindInFunction(
      name, {sink().KeepName("local:#" + std::string(name)), {}, Provenance::kUnknown});
}

// Twice: what a variable holds may be what a function below it gives.
void ScriptExtractor::LookAheadInFile() {
  std::vector<NodeIndex> functions;
  BindAhead(0, functions);
  NoteReturns(functions);
  names() = Bindings();
  functions.clear();
  BindAhead(0, functions);
}

void ScriptExtractor::LookAheadInFunction(NodeIndex function) {
  const NodeIndex body = Child(function, s_.body);
  if (K(body) != Js::kBlock) return;
  std::vector<NodeIndex> functions;
  BindAhead(body, functions);
  NoteReturns(functions);
}

void ScriptExtractor::BindAhead(NodeIndex body, std::vector<NodeIndex>& functions) {
  for (NodeIndex i = body + 1; i < tree().End(body); ++i) {
    switch (K(i)) {
      case Js::kImport:
        BindImportsAhead(i);
        i = tree()[i].next - 1;
        break;
      case Js::kFunction:
        if (Child(i, s_.name) != kNoNode) BindLocal(TextOf(Child(i, s_.name)));
        functions.push_back(i);
        i = tree()[i].next - 1;
        break;
      case Js::kClass:
      case Js::kAbstractClass:
      case Js::kEnum:
      case Js::kInterface:
      case Js::kTypeAlias: {
        const Js::Kind around = K(Parent(i));
        const NodeIndex name = Child(i, s_.name);
        const bool value = around == Js::kDeclarator || around == Js::kAssignment;
        if (name != kNoNode && !value) BindLocal(TextOf(name));
        if (tree()[i].named()) i = tree()[i].next - 1;
        break;
      }
      case Js::kArrow:
      case Js::kFunctionExpression:
      case Js::kMethod:
        i = tree()[i].next - 1;
        break;
      case Js::kDeclarator:
        BindDeclaratorAhead(i, functions);
        break;
      case Js::kAssignment:
        AssignAhead(i);
        break;
      default:
        break;
    }
  }
}

void ScriptExtractor::BindDeclaratorAhead(NodeIndex node, std::vector<NodeIndex>& functions) {
  const NodeIndex name = Child(node, s_.name);
  const NodeIndex value = Child(node, s_.value);
  if (name == kNoNode) return;
  if (K(name) != Js::kIdentifier) return BindPattern(name, Resolve(value), {}, false);
  if (K(value) == Js::kArrow || K(value) == Js::kFunctionExpression) {
    functions.push_back(value);
    return BindLocal(TextOf(name));
  }
  std::string resolved = Resolve(value);
  if (resolved.empty()) resolved = ValueOfType(Child(node, s_.type));
  Binding binding;
  binding.value = sink().KeepName(resolved);
  binding.assigned = !resolved.empty() || (value != kNoNode && !SaysNothing(value));
  names().BindInFunction(TextOf(name), binding);
}

void ScriptExtractor::AssignAhead(NodeIndex assignment) {
  const NodeIndex left = Child(assignment, s_.left);
  const NodeIndex right = Child(assignment, s_.right);
  if (K(left) != Js::kIdentifier || SaysNothing(right)) return;
  std::size_t scope = 0;
  const Binding* const known = names().Find(TextOf(left), false, &scope);
  if (known == nullptr) return;
  const bool first = !known->assigned;
  const Binding binding{sink().KeepName(Resolve(right)), {}, Provenance::kUnknown};
  if (scope == 0) return names().BindInFile(TextOf(left), binding, first);
  names().BindInFunction(TextOf(left), binding, first);
}

std::string_view ScriptExtractor::NameOfFunction(NodeIndex function) const {
  const NodeIndex parent = Parent(function);
  return TextOf(Child(K(parent) == Js::kDeclarator ? parent : function, s_.name));
}

void ScriptExtractor::NoteReturns(const std::vector<NodeIndex>& functions) {
  for (const NodeIndex function : functions) {
    const std::string value = ReturnedValue(function, nullptr);
    const auto [known, inserted] =
        returns_.try_emplace(std::string(NameOfFunction(function)), value);
    if (!inserted && known->second != value) known->second.clear();
  }
}

// The one value that a function gives, by its type or by what it returns;
// empty if there is none. `fields` gets what it assigns to this.
std::string ScriptExtractor::ReturnedValue(NodeIndex function, Fields* fields) {
  std::string value = ValueOfType(Child(function, s_.return_type));
  const bool declared = !value.empty();
  bool several = false;
  bool found = false;
  const auto note = [&](NodeIndex result) {
    if (declared || result == kNoNode || SaysNothing(result)) return;
    const std::string returned = Resolve(result);
    several |= returned.empty() || (found && returned != value);
    value = returned;
    found = true;
  };
  names().Push(Bindings::ScopeKind::kFunction);
  BindParameters(function, nullptr);
  const NodeIndex body = Child(function, s_.body);
  if (body != kNoNode && K(body) != Js::kBlock) note(body);
  std::vector<NodeIndex> inner;
  if (K(body) == Js::kBlock) BindAhead(body, inner);
  for (NodeIndex i = body; K(body) == Js::kBlock && i < tree().End(body); ++i) {
    switch (K(i)) {
      case Js::kFunction:
      case Js::kArrow:
      case Js::kFunctionExpression:
      case Js::kMethod:
        i = tree()[i].next - 1;
        break;
      case Js::kYield:
        several = !declared;  // A generator's call gives no such value.
        break;
      case Js::kReturn:
        note(tree().NamedChild(i, 0));
        break;
      case Js::kAssignment: {
        const NodeIndex left = Child(i, s_.left);
        const NodeIndex right = Child(i, s_.right);
        if (fields != nullptr && K(left) == Js::kMember && K(Child(left, s_.object)) == Js::kThis &&
            K(right) != Js::kNull && K(right) != Js::kUndefined)
          NoteField(*fields, TextOf(Child(left, s_.property)), Resolve(right));
        break;
      }
      default:
        break;
    }
  }
  names().Pop();
  return several ? std::string() : value;
}

// A field keeps the type that it is declared with, whatever is assigned to it.
void ScriptExtractor::NoteField(Fields& fields, std::string_view name, const std::string& value) {
  if (declared_fields_.contains(name)) return;
  const auto [known, inserted] = fields.try_emplace(std::string(name), value);
  if (!inserted && known->second != value) known->second.clear();
}

bool ScriptExtractor::IsParameterProperty(NodeIndex parameter) const {
  for (NodeIndex i = tree().FirstChild(parameter); i != kNoNode; i = tree().NextSibling(i)) {
    if (K(i) == Js::kAccessibility || (!tree()[i].named() && TextOf(i) == "readonly")) return true;
  }
  return false;
}

void ScriptExtractor::DeclareParameterProperties(NodeIndex method, Fields& fields) {
  const NodeIndex list = Child(method, s_.parameters);
  for (NodeIndex i = tree().FirstChild(list); i != kNoNode; i = tree().NextSibling(i)) {
    const NodeIndex pattern = Child(i, s_.pattern);
    if (pattern == kNoNode || !IsParameterProperty(i)) continue;
    fields[std::string(TextOf(pattern))] = ValueOfType(Child(i, s_.type));
    declared_fields_.insert(TextOf(pattern));
  }
}

void ScriptExtractor::BindFieldsAhead(NodeIndex node) {
  const NodeIndex body = Child(node, s_.body);
  if (body == kNoNode) return;
  Fields fields;
  declared_fields_.clear();
  for (NodeIndex member = tree().FirstChild(body); member != kNoNode;
       member = tree().NextSibling(member)) {
    if (K(member) == Js::kMethod && TextOf(Child(member, s_.name)) == "constructor")
      DeclareParameterProperties(member, fields);
    if (K(member) != Js::kField || FieldName(member) == kNoNode) continue;
    const std::string_view name = TextOf(FieldName(member));
    const std::string typed = ValueOfType(Child(member, s_.type));
    const NodeIndex value = Child(member, s_.value);
    if (!typed.empty()) {
      fields[std::string(name)] = typed;
      declared_fields_.insert(name);
    } else if (value != kNoNode && !SaysNothing(value)) {
      NoteField(fields, name, Resolve(value));
    }
  }
  for (const auto& [name, value] : fields) BindField(name, value);
  for (NodeIndex member = tree().FirstChild(body); member != kNoNode;
       member = tree().NextSibling(member)) {
    if (K(member) != Js::kMethod) continue;
    const std::string value = ReturnedValue(member, &fields);
    if (value.empty()) continue;
    const std::string name(TextOf(Child(member, s_.name)));
    fields.try_emplace(TextOf(member).starts_with("get ") ? name : name + "()", value);
  }
  for (const auto& [name, value] : fields) BindField(name, value);
}

}  // namespace assay
