// What a file, a class and a function bind in all, read before they are
// walked: a function runs when its file has, a method when its constructor has.
#include <algorithm>
#include <string>

#include "facts/python/extractor.h"

namespace assay {

std::vector<NodeIndex> PythonExtractor::Spots() const {
  std::vector<NodeIndex> spots;
  for (NodeIndex node = 0; node < tree().size(); ++node) {
    switch (K(node)) {
      case Py::kAsPattern:
      case Py::kAssignment:
      case Py::kClass:
      case Py::kComprehension:
      case Py::kFor:
      case Py::kFunction:
      case Py::kGlobal:
      case Py::kImport:
      case Py::kImportFrom:
      case Py::kLambda:
      case Py::kNamedExpression:
      case Py::kReturn:
      case Py::kWithItem:
      case Py::kYield:
        spots.push_back(node);
        break;
      default:
        break;
    }
  }
  return spots;
}

template <typename V>
void PythonExtractor::ForEachSpot(NodeIndex root, V&& visit) const {
  const NodeIndex end = tree().End(root);
  auto spot = std::lower_bound(spots_.begin(), spots_.end(), root);
  while (spot != spots_.end() && *spot < end) {
    if (visit(*spot)) {
      ++spot;
    } else {
      spot = std::lower_bound(spot, spots_.end(), tree()[*spot].next);
    }
  }
}

void PythonExtractor::LookAheadInFile() {
  ForEachSpot(0, [&](NodeIndex node) {
    LookAheadAt(node);
    return K(node) != Py::kFunction && K(node) != Py::kClass && K(node) != Py::kLambda;
  });
  file_ = std::move(names());
  names() = Bindings();
  BindDefinitionsAhead();
}

void PythonExtractor::LookAheadAt(NodeIndex node) {
  switch (K(node)) {
    case Py::kImport:
      return ReadImport(node, true);
    case Py::kImportFrom:
      return ReadImportFrom(node, true);
    case Py::kClass:
    case Py::kFunction: {
      const std::string_view name = TextOf(Child(node, s_.name));
      names().BindInFile(name, {sink().KeepName(MemberOf("local:#", name)), {}, {}});
      if (K(node) == Py::kFunction) returns_[std::string(name)] = ReturnedValue(node);
      return;
    }
    case Py::kAssignment: {
      const NodeIndex left = Child(node, s_.left);
      const NodeIndex right = Child(node, s_.right);
      if (K(left) != Py::kIdentifier || right == kNoNode) return;
      NoteSettingName(TextOf(left));
      const Binding* const known = names().FindInBody(TextOf(left));
      if (known != nullptr && SaysNothingMore(*known, right, node)) return;
      Binding binding = ValueBinding(right, Child(node, s_.type));
      binding.assigned = K(right) != Py::kNone;
      return names().BindInFile(TextOf(left), binding, known != nullptr && !known->assigned);
    }
    case Py::kWithItem: {
      const NodeIndex item = Child(node, s_.value);
      if (K(item) != Py::kAsPattern) return;
      const NodeIndex target = tree().FirstChild(Child(item, s_.alias));
      if (K(target) != Py::kIdentifier) return;
      const std::string value = Resolve(tree().NamedChild(item, 0));
      return names().BindInFile(TextOf(target), {sink().KeepName(value), {}, {}});
    }
    case Py::kFor: {
      const NodeIndex target = Child(node, s_.left);
      if (K(target) == Py::kIdentifier) names().BindInFile(TextOf(target), {});
      return;
    }
    default:
      return;
  }
}

// What a function is declared to give; empty for a protocol such as Iterator,
// which says less than what is returned.
std::string PythonExtractor::DeclaredResult(NodeIndex function) {
  std::string declared = ValueOfType(Child(function, s_.return_type));
  if (declared.starts_with("pypi:typing#") || declared.starts_with("pypi:collections.abc#"))
    declared.clear();
  return declared;
}

// The one value that all returns of a function give, by its type or by what it
// returns; empty if there is none.
std::string PythonExtractor::ReturnedValue(NodeIndex function) {
  std::string declared = DeclaredResult(function);
  if (!declared.empty()) return declared;
  std::vector<std::string> returned;
  LookAheadInBody(function, returned, nullptr);
  return returned.size() == 1 ? returned[0] : std::string();
}

// Functions and classes of the file are known before their definition.
void PythonExtractor::BindDefinitionsAhead() {
  for (NodeIndex child = tree().FirstChild(0); child != kNoNode;
       child = tree().NextSibling(child)) {
    const NodeIndex definition = K(child) == Py::kDecorated ? Child(child, s_.definition) : child;
    if (K(definition) != Py::kClass && K(definition) != Py::kFunction) continue;
    const std::string_view name = TextOf(Child(definition, s_.name));
    names().BindInFile(name, {sink().KeepName(MemberOf("local:#", name)), {}, {}});
  }
}

void PythonExtractor::LookAheadInClass(NodeIndex node, const Definition& definition) {
  Fields fields;
  declared_fields_.clear();
  const NodeIndex body = Child(node, s_.body);
  for (NodeIndex child = tree().FirstChild(body); child != kNoNode;
       child = tree().NextSibling(child)) {
    NodeIndex statement =
        K(child) == Py::kExpressionStatement ? tree().NamedChild(child, 0) : child;
    if (K(child) == Py::kDecorated) statement = Child(child, s_.definition);
    if (K(statement) == Py::kFunction) LookAheadInMethod(statement, fields);
    const NodeIndex left = Child(statement, s_.left);
    if (K(statement) != Py::kAssignment || K(left) != Py::kIdentifier) continue;
    const NodeIndex right = Child(statement, s_.right);
    const std::string typed = ValueOfType(Child(statement, s_.type));
    if (!typed.empty()) {
      DeclareField(fields, TextOf(left), typed);
    } else if (K(right) != Py::kNone) {
      const std::string value = Resolve(right);
      if (!value.empty()) NoteField(fields, TextOf(left), value);
    }
  }
  // What a base class of the file holds is held here, too.
  for (const Text base : definition.bases) {
    if (!base.starts_with("local:#")) continue;
    const auto known = class_fields_.find(std::string(base.substr(7)));
    if (known == class_fields_.end()) continue;
    for (const auto& [name, value] : known->second) fields.try_emplace(name, value);
  }
  for (auto& [name, value] : fields) {
    value = ThroughSelf(fields, value);
    BindField(name, value);
  }
  class_fields_[std::string(definition.name)] = std::move(fields);
}

// "self:#client.get()" with the client that the class is known to hold.
std::string PythonExtractor::ThroughSelf(const Fields& fields, const std::string& value) {
  if (!value.starts_with("self:#")) return value;
  const std::size_t end = std::min(value.find('.'), value.size());
  const auto held = fields.find(value.substr(6, end - 6));
  const bool known = held != fields.end() && !held->second.starts_with("self:#");
  if (!known || held->second.empty() || value.size() + held->second.size() > kMaxResolvedName)
    return value;
  return held->second + value.substr(end);
}

void PythonExtractor::LookAheadInMethod(NodeIndex function, Fields& fields) {
  std::vector<std::string> returned;
  LookAheadInBody(function, returned, &fields);
  const std::string name(TextOf(Child(function, s_.name)));
  std::string value = DeclaredResult(function);
  if (value.empty() && returned.size() == 1) value = returned[0];
  if (value.empty()) return;
  bool property = false;
  const NodeIndex around = Parent(function);
  for (NodeIndex i = tree().FirstChild(around); K(i) == Py::kDecorator; i = tree().NextSibling(i))
    property |= TextOf(i).ends_with("property");
  NoteField(fields, property ? name : name + "()", value);
}

// Reads a function's body as if it ran: what it returns (each value once, an
// empty one for what is not known), and what it assigns to self and to names
// of the file.
void PythonExtractor::LookAheadInBody(NodeIndex function, std::vector<std::string>& returned,
                                      Fields* fields) {
  names().Push(Bindings::ScopeKind::kFunction);
  BindParameters(Child(function, s_.parameters), nullptr);
  const std::unordered_set<std::string_view> of_file = BindLocalsAhead(function);
  ForEachSpot(Child(function, s_.body), [&](NodeIndex i) {
    switch (K(i)) {
      case Py::kFunction:
      case Py::kClass:
      case Py::kLambda:
      case Py::kComprehension:
        return false;
      case Py::kImport:
        ReadImport(i, true);
        return true;
      case Py::kImportFrom:
        ReadImportFrom(i, true);
        return true;
      case Py::kYield:
        returned = {"", ""};  // A generator's call gives no such value.
        return true;
      case Py::kReturn:
        NoteReturned(tree().NamedChild(i, 0), returned);
        return true;
      case Py::kAssignment:
        LookAheadAtAssignment(i, of_file, fields);
        return true;
      default:
        return true;
    }
  });
  names().Pop();
}

void PythonExtractor::NoteReturned(NodeIndex result, std::vector<std::string>& returned) {
  if (result == kNoNode || K(result) == Py::kNone || returned.size() > 1) return;
  const std::string value = Resolve(result);
  if (returned.empty() || returned[0] != value) returned.push_back(value);
}

void PythonExtractor::LookAheadAtAssignment(NodeIndex node,
                                            const std::unordered_set<std::string_view>& of_file,
                                            Fields* fields) {
  const NodeIndex left = Child(node, s_.left);
  const NodeIndex right = Child(node, s_.right);
  const bool of_self =
      fields != nullptr && K(left) == Py::kAttribute && IsSelf(Child(left, s_.object));
  if (of_self) {
    const std::string typed = ValueOfType(Child(node, s_.type));
    if (!typed.empty()) return DeclareField(*fields, TextOf(Child(left, s_.attribute)), typed);
  }
  if (right == kNoNode || K(right) == Py::kNone) return;
  if (K(left) == Py::kIdentifier) {
    const std::string_view name = TextOf(left);
    std::string value = Resolve(right);
    if (value.empty()) value = ValueOfType(Child(node, s_.type));
    const Binding binding{sink().KeepName(value), {}, {}};
    const Binding* const known =
        of_file.contains(name) ? names().Find(name, true) : names().FindInBody(name);
    // A parameter says nothing against its default; what two values left empty stays so.
    const bool replace =
        known != nullptr &&
        (!known->assigned || (known->value.empty() && known->provenance == Provenance::kParameter));
    if (of_file.contains(name)) return names().BindInFile(name, binding, replace);
    return names().Bind(name, binding, replace);
  }
  if (of_self) NoteField(*fields, TextOf(Child(left, s_.attribute)), Resolve(right));
}

// A name that a function binds anywhere is its own everywhere in it, and must
// not resolve to an import of that name. Gives the names that are not its own.
std::unordered_set<std::string_view> PythonExtractor::BindLocalsAhead(NodeIndex function) {
  std::unordered_set<std::string_view> of_file;
  std::vector<std::string_view> own;
  ForEachSpot(Child(function, s_.body), [&](NodeIndex i) {
    switch (K(i)) {
      case Py::kFunction:
      case Py::kClass:
        own.push_back(TextOf(Child(i, s_.name)));
        return false;
      case Py::kLambda:
      case Py::kComprehension:
        return false;
      case Py::kAssignment:
      case Py::kFor:
        CollectTargets(Child(i, s_.left), own);
        return true;
      case Py::kAsPattern:
        CollectTargets(Child(i, s_.alias), own);
        return true;
      case Py::kNamedExpression:
        own.push_back(TextOf(Child(i, s_.name)));
        return true;
      case Py::kGlobal:
        for (NodeIndex name = tree().FirstChild(i); name != kNoNode;
             name = tree().NextSibling(name))
          of_file.insert(TextOf(name));
        return true;
      default:
        return true;
    }
  });
  Binding unassigned;
  unassigned.assigned = false;
  for (const std::string_view name : own) {
    if (!of_file.contains(name) && names().FindInBody(name) == nullptr)
      names().Bind(name, unassigned);
  }
  return of_file;
}

// The names of a target: x, (x, y), [x, *y]; not those of x.y or x[y].
void PythonExtractor::CollectTargets(NodeIndex target, std::vector<std::string_view>& targets) {
  for (NodeIndex i = target; i < tree().End(target); ++i) {
    if (K(i) == Py::kAttribute || K(i) == Py::kSubscript) {
      i = tree()[i].next - 1;
    } else if (K(i) == Py::kIdentifier) {
      targets.push_back(TextOf(i));
    }
  }
}

// A field keeps the type that it is declared with, whatever is assigned to it.
void PythonExtractor::DeclareField(Fields& fields, std::string_view name,
                                   const std::string& value) {
  fields[std::string(name)] = value;
  declared_fields_.insert(name);
}

void PythonExtractor::NoteField(Fields& fields, std::string_view name, const std::string& value) {
  if (declared_fields_.contains(name)) return;
  const auto [known, inserted] = fields.try_emplace(std::string(name), value);
  if (!inserted && known->second != value) known->second.clear();
}

}  // namespace assay
