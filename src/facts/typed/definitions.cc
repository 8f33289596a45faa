// Types, functions, fields, and what annotates them.
#include <algorithm>
#include <array>
#include <map>
#include <string>

#include "base/text.h"
#include "facts/open_names.h"
#include "facts/typed/extractor.h"

namespace assay {
namespace {

constexpr int kMaxClimb = 8;  // parents that are asked what an annotation belongs to
constexpr std::size_t kMaxSelfTyped = 32;
constexpr std::size_t kMaxTypeNodes = 64;  // of one declared type that are looked at

// Whether a generic type of that name holds what it is of: List<T>, Box<T>.
bool HoldsElements(std::string_view name) {
  static constexpr std::array kWords = std::to_array<std::string_view>(
      {"list", "map",  "set",   "dict",       "vec",   "box",     "option",
       "rc",   "arc",  "array", "collection", "queue", "stack",   "enumerable",
       "cell", "weak", "ptr",   "lazy",       "seq",   "iterable"});
  const std::string lower = ToLowerAscii(name.substr(0, 40));
  return std::any_of(kWords.begin(), kWords.end(), [&lower](std::string_view word) {
    return lower.find(word) != std::string::npos;
  });
}

bool IsDeclaring(Role role) {
  switch (role) {
    case Role::kClass:
    case Role::kInterface:
    case Role::kEnum:
    case Role::kRecord:
    case Role::kModule:
    case Role::kFunction:
    case Role::kConstructor:
    case Role::kField:
    case Role::kEnumMember:
    case Role::kParameter:
    case Role::kPromoted:
    case Role::kVariable:
    case Role::kTypeAlias:
      return true;
    default:
      return false;
  }
}

}  // namespace

// `a, b int = f()`; `private Type $a = 1, $b;`: the names of one declaration.
std::vector<TypedExtractor::Declared> TypedExtractor::DeclarationsOf(NodeIndex node) {
  std::vector<Declared> declared;
  const NodeIndex type = At(node, Part::kType);
  const std::vector<NodeIndex> own = AllAt(node, Part::kName);
  const auto value_beside = [this](NodeIndex of, NodeIndex name) {
    const NodeIndex value = At(of, Part::kValue);
    return value == name ? kNoNode : value;
  };
  for (const NodeIndex name : own) declared.push_back({name, type, value_beside(node, name), 0});
  if (!declared.empty()) return declared;
  const auto read = [&](NodeIndex around, NodeIndex of_type) {
    for (const NodeIndex item : ItemsOf(around)) {
      if (R(item) != Role::kDeclarator) continue;
      const NodeIndex typed = At(item, Part::kType);
      const NodeIndex name = At(item, Part::kName);
      declared.push_back({name, typed == kNoNode ? of_type : typed, value_beside(item, name), 0});
    }
  };
  read(node, type);
  if (!declared.empty()) return declared;
  // One level deeper: C#'s variable_declaration.
  for (const NodeIndex item : ItemsOf(node)) {
    if (R(item) == Role::kVariable) read(item, At(item, Part::kType));
  }
  return declared;
}

std::vector<NodeIndex> TypedExtractor::BasesOf(NodeIndex node) {
  std::vector<NodeIndex> bases;
  for (const NodeIndex part : ItemsOf(node)) {
    if (R(part) != Role::kBases) continue;
    for (const NodeIndex base : ItemsOf(part)) {
      const Role role = R(base);
      if (role == Role::kType || role == Role::kScopedType || role == Role::kGeneric ||
          role == Role::kIdentifier || role == Role::kWrappedType)
        bases.push_back(base);
    }
  }
  return bases;
}

void TypedExtractor::ReadModifiers(NodeIndex node, Definition& definition) {
  const auto read = [&](NodeIndex item) {
    if (R(item) == Role::kModifier) definition.modifiers.push_back(KeepBounded(item, 40));
    if (R(item) == Role::kAnnotation)
      definition.annotations.push_back(sink().Keep(AnnotationName(item)));
  };
  NodeIndex next = node;
  for (auto before = pending_.rbegin(); before != pending_.rend() && before->end == next;
       ++before) {
    definition.annotations.insert(definition.annotations.begin(), before->name);
    next = before->begin;
  }
  for (const NodeIndex part : ItemsOf(node)) {
    read(part);
    if (R(part) != Role::kModifiers) continue;
    for (NodeIndex item = tree().FirstChild(part); item != kNoNode;
         item = tree().NextSibling(item)) {
      read(item);
      if (R(item) != Role::kModifiers) continue;
      for (const NodeIndex inner : ItemsOf(item)) read(inner);
    }
  }
  AddModifiers(node, definition);
}

void TypedExtractor::NoteDocumentation(NodeIndex node, Definition& definition) const {
  if (comment_documents_ && comment_line_ + 1 == tree()[node].start_line)
    definition.documentation = traits_.documentation;
}

// ---- types

// Told at the line of its name: annotations may stand far above.
void TypedExtractor::TellAtName(std::uint32_t index, NodeIndex name) {
  if (index == kNoScope || name == kNoNode) return;
  Region& region = sink().facts().definitions[index].region;
  region.start_line = tree()[name].start_line;
  region.start_column = tree()[name].start_column;
}

void TypedExtractor::ReadType(NodeIndex node, DefinitionKind kind) {
  const std::string_view name = NameText(NameOf(node));
  if (name.empty()) {
    return ReadAnonymousType(node);
  }
  Definition definition;
  definition.kind = KindOf(node, kind);
  definition.name = sink().Keep(name);
  definition.owner = sink().Keep(OwnerPath("."));
  ReadModifiers(node, definition);
  NoteDocumentation(node, definition);
  AddBases(node, &definition);
  const std::uint32_t index = Open(std::move(definition), node, Bindings::ScopeKind::kClass);
  if (traits_.tells_at_name) TellAtName(index, At(node, Part::kName));
  open_types_.push_back({tree().End(node), name, &types_[std::string(name)]});
  comment_documents_ = false;  // It was the type's own, and of nothing in its head.
  if (traits_.bare_members) BindMembers(node);
  std::vector<Parameter> parameters;
  for (const NodeIndex item : ParameterItemsOf(node)) {
    for (const Declared& declared : DeclarationsOf(item)) {
      Parameter parameter{sink().Keep(NameText(declared.name)),
                          sink().Keep(TellType(declared.type))};
      parameter.has_default = declared.value != kNoNode;
      parameters.push_back(parameter);
      if (IsFieldParameter(item)) {
        AddField(item, declared);
      } else {
        NoteTypes(declared.type, parameter.name);
      }
    }
  }
  if (index != kNoScope && !parameters.empty())
    sink().facts().definitions[index].parameters = std::move(parameters);
}

void TypedExtractor::AddBases(NodeIndex node, Definition* definition) {
  for (const NodeIndex base : BasesOf(node)) {
    std::string resolved = ResolveType(base);
    if (resolved.empty()) resolved = Unresolved(base);
    Use use;
    use.region = RegionOf(tree()[base]);
    use.name = sink().Keep(resolved);
    use.form = UseForm::kBase;
    if (definition != nullptr) {
      definition->bases.push_back(use.name);
      use.target_definition = definition->name;
    }
    AddUse(std::move(use), {});
  }
}

// A class without a name: what it has is of no class that could be named.
void TypedExtractor::ReadAnonymousType(NodeIndex node) {
  AddBases(node, nullptr);
  OpenScope(node, Bindings::ScopeKind::kClass);
  open_types_.push_back({tree().End(node), {}, &anonymous_});
}

bool TypedExtractor::InAnonymousType() const {
  return !open_types_.empty() && open_types_.back().name.empty();
}

void TypedExtractor::OpenExtension(NodeIndex node) {
  const std::string_view name = OwnerOf(node);
  OpenScope(node, Bindings::ScopeKind::kClass);
  if (name.empty()) return;
  const auto found = types_.find(std::string(name));
  // What a type of another file is extended by does not make it one of this.
  const std::string key = (DefinesItself(node) ? "" : "extension ") + std::string(name);
  TypeInfo& info = found == types_.end() ? types_[key] : found->second;
  open_types_.push_back({tree().End(node), name, &info});
}

void TypedExtractor::ReadModule(NodeIndex node) {
  if (At(node, Part::kBody) == kNoNode) return;
  Definition module;
  module.kind = DefinitionKind::kModule;
  module.name = sink().Keep(NameText(NameOf(node)));
  module.owner = sink().Keep(OwnerPath("."));
  ReadModifiers(node, module);
  NoteDocumentation(node, module);
  Open(std::move(module), node, Bindings::ScopeKind::kBlock);
}

// What owns the members that are being read. An extension is no definition, so
// that its type is none of the enclosing ones.
std::string TypedExtractor::MemberOwner() {
  std::string path = OwnerPath(".");
  if (open_types_.empty()) return path;
  const std::string name(OpenTypeName());
  if (path.empty()) return name;
  return EnclosingClass()->kind == DefinitionKind::kModule ? path + "." + name : path;
}

// Fields are seen by their name alone in all of their class.
void TypedExtractor::BindMembers(NodeIndex node) {
  TypeInfo& info = *OpenInfo();
  for (const NodeIndex item : ItemsOf(At(node, Part::kBody))) {
    if (R(item) != Role::kField || !IsConstant(item)) continue;
    for (const Declared& field : DeclarationsOf(item)) {
      if (field.value == kNoNode) continue;
      Constant held = ConstantOf(field.value);
      if (held.provenance == Provenance::kUnknown) continue;
      const std::string_view name = NameText(field.name);
      if (held.provenance == Provenance::kConstant) BindConstant(name, held);
      info.constants.insert_or_assign(std::string(name), std::move(held));
    }
  }
  // In the order of their names: what is bound first is exported first.
  const std::map<std::string_view, std::string_view> fields(info.fields.begin(), info.fields.end());
  for (const auto& [field, value] : fields) {
    const auto constant = info.constants.find(std::string(field));
    const Provenance provenance =
        constant == info.constants.end() ? Provenance::kUnknown : constant->second.provenance;
    if (provenance == Provenance::kConstant) {
      BindConstant(field, constant->second);
    } else {
      names().Bind(sink().KeepName(field), {sink().KeepName(value), {}, provenance}, true);
    }
  }
}

// Texts are found in the file's scope alone, so that constants live there.
void TypedExtractor::BindConstant(std::string_view name, const Constant& constant) {
  names().BindInFile(sink().KeepName(name), {{}, {}, Provenance::kConstant});
  BindText(name, constant.text);
}

// ---- fields

void TypedExtractor::ReadField(NodeIndex node) {
  for (const Declared& field : DeclarationsOf(node)) {
    AddField(node, field);
    if (field.value != kNoNode) AddNamedText(field.value, FieldName(field.name));
  }
}

void TypedExtractor::ReadTypeAlias(NodeIndex node) {
  const NodeIndex name = At(node, Part::kName);
  if (name == kNoNode) return;
  Definition alias;
  alias.region = RegionOf(tree()[node]);
  alias.kind = DefinitionKind::kTypeAlias;
  alias.name = sink().Keep(NameText(name));
  alias.owner = sink().Keep(MemberOwner());
  alias.type = sink().Keep(TellType(At(node, Part::kType)));
  alias.lines = alias.region.end_line - alias.region.start_line + 1;
  alias.scope = scope();
  ReadModifiers(node, alias);
  NoteDocumentation(node, alias);
  NoteTypes(At(node, Part::kType), alias.name);
  sink().Add(std::move(alias));
}

void TypedExtractor::AddField(NodeIndex node, const Declared& declared) {
  if (declared.name == kNoNode) return;
  Definition field;
  field.region = RegionOf(tree()[node]);
  field.kind = DefinitionKind::kField;
  field.name = sink().Keep(FieldName(declared.name));
  if (!InAnonymousType()) field.owner = sink().Keep(OwnerPath("."));
  if (field.owner.empty() && !InAnonymousType())
    field.owner = sink().Keep(OpenTypeName());  // in an extension
  field.type = sink().Keep(TellType(declared.type));
  field.lines = field.region.end_line - field.region.start_line + 1;
  field.scope = scope();
  ReadModifiers(node, field);
  NoteDocumentation(node, field);
  NoteSelfTyped(node, declared);
  NoteTypes(declared.type, field.name);
  sink().Add(std::move(field));
}

// next *Node; List<Node> kids: a link of a structure.
void TypedExtractor::NoteSelfTyped(NodeIndex node, const Declared& declared) {
  Definition* const owner = EnclosingClass();
  if (owner == nullptr || declared.type == kNoNode || InAnonymousType()) return;
  for (const NodeIndex item : ItemsOf(node)) {
    if (R(item) == Role::kModifier && TextOf(item) == "static") return;
  }
  const NodeIndex end = tree().End(declared.type);
  std::size_t seen = 0;
  for (NodeIndex i = declared.type; i < end && seen < kMaxTypeNodes; ++i, ++seen) {
    const Role role = R(i);
    // sql.DB is no DB of this file's; a function or logger of it is no link.
    if (role == Role::kScopedType || role == Role::kMember ||
        KindName(i).find("function") != std::string_view::npos ||
        (role == Role::kGeneric && NameText(i) != owner->name && !HoldsElements(NameText(i)))) {
      i = tree().End(i) - 1;
      continue;
    }
    if ((role != Role::kType && role != Role::kIdentifier) || TextOf(i) != owner->name) continue;
    if (owner->self_typed_fields.size() < kMaxSelfTyped)
      owner->self_typed_fields.push_back(sink().Keep(FieldName(declared.name)));
    return;
  }
}

// The library types of a declared type: of a parameter, field or result.
void TypedExtractor::NoteTypes(NodeIndex type, std::string_view target) {
  if (type == kNoNode) return;
  const NodeIndex end = tree().End(type);
  std::size_t seen = 0;
  for (NodeIndex i = type; i < end && seen < kMaxTypeNodes; ++i, ++seen) {
    const Role role = R(i);
    if (role != Role::kType && role != Role::kScopedType && role != Role::kIdentifier &&
        role != Role::kMember)
      continue;
    const std::string name = ResolveType(i);
    const NodeIndex at = i;
    // The names of a path are no types of their own.
    if (role == Role::kScopedType || role == Role::kMember) i = tree().End(i) - 1;
    if (role == Role::kType && tree().FirstChild(i) != kNoNode) i = tree().FirstChild(i);
    if (!name.starts_with(traits_.ecosystem) && !IsOpenName(name)) continue;
    Use use;
    use.region = RegionOf(tree()[at]);
    use.name = sink().Keep(name);
    use.form = UseForm::kType;
    use.target_definition = sink().Keep(target);
    AddUse(std::move(use), {});
  }
}

// ---- functions

void TypedExtractor::ReadFunction(NodeIndex node, DefinitionKind kind) {
  const std::string_view name = NameText(At(node, Part::kName));
  const std::string_view receiver = OwnerOf(node);
  Definition definition;
  definition.kind = kind;
  definition.name = sink().Keep(name);
  if (kind == DefinitionKind::kConstructor && name.empty())
    definition.name = sink().Keep(open_types_.empty() ? "" : open_types_.back().name);
  const bool anonymous = InAnonymousType();
  const bool in_type = !open_types_.empty() && (EnclosingFunctionIndex() == kNoScope || anonymous);
  if (!anonymous) definition.owner = sink().Keep(in_type ? MemberOwner() : OwnerPath("."));
  if (!receiver.empty()) definition.owner = sink().Keep(receiver);
  if (kind == DefinitionKind::kFunction && (in_type || !receiver.empty()) && !IsLocalFunction(node))
    definition.kind = DefinitionKind::kMethod;
  ReadModifiers(node, definition);
  NoteDocumentation(node, definition);
  const NodeIndex type = ResultTypeOf(node);
  definition.type = sink().Keep(TellType(type));
  const Text told = definition.name;
  NoteTypes(type, told);
  const std::uint32_t index = Open(std::move(definition), node, Bindings::ScopeKind::kFunction);
  if (traits_.tells_at_name) TellAtName(index, At(node, Part::kName));
  // Members that stand outside of their class see its fields.
  const auto owner =
      receiver.empty() || !traits_.bare_members ? types_.end() : types_.find(std::string(receiver));
  if (owner != types_.end()) {
    open_types_.push_back({tree().End(node), receiver, &owner->second});
    for (const auto& [field, value] : owner->second.fields) {
      // A constant of the class is known by its text.
      const Binding* const known = names().Find(field);
      if (known != nullptr && known->provenance == Provenance::kConstant) continue;
      names().Bind(sink().KeepName(field), {sink().KeepName(value), {}, {}}, true);
    }
  }
  BindLocalFunctions(node);
  std::vector<Parameter> parameters;
  std::vector<Parameter> receivers;
  BindParameters(ItemsOf(At(node, Part::kReceiver)), receivers);
  BindParameters(ParameterItemsOf(node), parameters);
  if (index != kNoScope) sink().facts().definitions[index].parameters = std::move(parameters);
}

void TypedExtractor::BindLocalFunctions(NodeIndex node) {
  const auto local = local_functions_.find(node);
  if (local == local_functions_.end()) return;
  for (const std::string_view name : local->second)
    names().Bind(name, {sink().KeepName("local:#" + std::string(name)), {}, {}}, true);
}

void TypedExtractor::BindParameters(const std::vector<NodeIndex>& items,
                                    std::vector<Parameter>& parameters) {
  for (const NodeIndex item : items) {
    const Role role = R(item);
    if (role == Role::kIdentifier) {
      if (!IsPart(item, Part::kName)) names().Bind(TextOf(item), {}, true);
      continue;
    }
    if (role != Role::kParameter && role != Role::kPromoted && role != Role::kDeclarator) continue;
    const std::vector<Declared> all = DeclarationsOf(item);
    for (const Declared& declared : all) {
      Declare(declared, ValueOfType(declared.type), true);
      const Binding* const bound = names().Find(NameText(declared.name));
      // A number stays one, whoever sends it.
      if (bound != nullptr && bound->provenance != Provenance::kNumber &&
          IsRequestParameter(item)) {
        Binding binding = *bound;
        binding.provenance = Provenance::kRequest;
        names().Bind(NameText(declared.name), binding, true);
      }
      Parameter parameter{sink().Keep(NameText(declared.name)),
                          sink().Keep(TellType(declared.type))};
      parameter.has_default = declared.value != kNoNode;
      parameters.push_back(parameter);
      if (role == Role::kPromoted) {
        AddField(item, declared);
      } else {
        NoteTypes(declared.type, parameter.name);
      }
    }
    // A parameter without a name still has a type.
    if (all.empty()) {
      const NodeIndex type = At(item, Part::kType);
      parameters.push_back({{}, sink().Keep(TellType(type))});
      NoteTypes(type, {});
    }
  }
}

void TypedExtractor::ReadLambda(NodeIndex node) {
  OpenScope(node,
            traits_.function_scoped ? Bindings::ScopeKind::kFunction : Bindings::ScopeKind::kBlock);
  BindLocalFunctions(node);
  const NodeIndex list = ParametersOf(node);
  if (list == kNoNode) return;
  std::vector<Parameter> parameters;
  if (R(list) == Role::kIdentifier || R(list) == Role::kParameter) {
    names().Bind(NameText(list), {}, true);
  } else {
    BindParameters(ItemsOf(list), parameters);
  }
}

// ---- annotations

std::string TypedExtractor::AnnotationName(NodeIndex annotation) {
  const NodeIndex name = At(annotation, Part::kName);
  std::string resolved = ResolveType(name);
  return resolved.empty() ? Unresolved(name) : resolved;
}

NodeIndex TypedExtractor::AnnotationListOf(NodeIndex annotation) const {
  const NodeIndex list = At(annotation, Part::kArguments);
  return list == kNoNode ? At(At(annotation, Part::kName), Part::kArguments) : list;
}

// Remembered, as in broken text thousands of annotations stand on one node.
std::string_view TypedExtractor::DeclaredName(NodeIndex node) {
  if (node != named_declaration_) {
    const std::vector<Declared> declared = DeclarationsOf(node);
    named_declaration_ = node;
    declared_name_ = NameText(declared.empty() ? At(node, Part::kName) : declared[0].name);
  }
  return declared_name_;
}

// The name of what the annotation stands on: what is around it, or follows.
std::string_view TypedExtractor::AnnotatedName(NodeIndex annotation) {
  NodeIndex up = annotation;
  for (int i = 0; i < kMaxClimb && up != kNoNode; ++i, up = Parent(up)) {
    const Role role = R(Parent(up));
    if (IsDeclaring(role)) return DeclaredName(Parent(up));
    NodeIndex next = tree().NextSibling(up);
    for (int j = 0; j < kMaxClimb && next != kNoNode; ++j, next = tree().NextSibling(next)) {
      if (IsDeclaring(R(next))) return DeclaredName(next);
      if (R(next) != Role::kAnnotation && R(next) != Role::kComment && R(next) != Role::kModifiers)
        break;
    }
  }
  return {};
}

void TypedExtractor::AddDecorator(NodeIndex at, const std::string& name, std::string_view target,
                                  const std::vector<ArgumentNode>& arguments) {
  Use use;
  use.region = RegionOf(tree()[at]);
  use.form = UseForm::kDecorator;
  use.name = sink().Keep(name);
  use.target_definition = sink().Keep(target);
  AddUse(std::move(use), arguments);
}

void TypedExtractor::ReadAnnotation(NodeIndex node) {
  if (At(node, Part::kName) == kNoNode) return;
  const std::string name = AnnotationName(node);
  if (traits_.annotations_precede) {
    const NodeIndex item = Parent(node);
    if (!pending_.empty() && pending_.back().end != item) pending_.clear();
    NodeIndex last = item;  // with the comments behind it
    for (NodeIndex next = tree().NextSibling(last); R(next) == Role::kComment;
         next = tree().NextSibling(last))
      last = next;
    pending_.push_back({item, tree().End(last), sink().Keep(name)});
  }
  AddDecorator(node, name, AnnotatedName(node), ArgumentsOf(AnnotationListOf(node)));
}

}  // namespace assay
