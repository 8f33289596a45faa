// What the file and its types have in all, read before they are walked.
#include <string>

#include "facts/typed/extractor.h"

namespace assay {
namespace {

bool IsTypeRole(Role role) {
  return role == Role::kClass || role == Role::kInterface || role == Role::kEnum ||
         role == Role::kRecord;
}

bool IsFunctionRole(Role role) { return role == Role::kFunction || role == Role::kConstructor; }

std::string Arity(std::string_view name, std::size_t parameters) {
  return std::string(name) + "/" + std::to_string(parameters);
}

}  // namespace

Texts TypedExtractor::KeepAll(const std::vector<std::string>& values) {
  Texts kept;
  for (const std::string& value : values) kept.push_back(sink().KeepName(value));
  return kept;
}

// Names first, then what they hold: a field may be of a type further down.
void TypedExtractor::LookAhead() {
  Spots spots;
  for (NodeIndex node = 0; node < tree().size(); ++node) {
    if (Unrefined(node) != Role::kToken) NoteSpot(node, spots);
  }
  for (const NodeIndex node : spots.imports) ReadImport(node);
  for (const NodeIndex node : spots.aliases) LookAheadAtAlias(node);
  for (const NodeIndex node : spots.types) LookAheadInType(node);
  LookAheadAtMembers(spots.members);
  ForgetCallees();
}

void TypedExtractor::NoteSpot(NodeIndex node, Spots& spots) {
  const Role role = R(node);
  switch (role) {
    case Role::kTypeParameter: {
      const NodeIndex name = At(node, Part::kName);
      type_parameters_.insert(TextOf(name == kNoNode ? tree().NamedChild(node, 0) : name));
      return;
    }
    case Role::kImport:
      return spots.imports.push_back(node);
    case Role::kTypeAlias:
      return spots.aliases.push_back(node);
    case Role::kClass:
    case Role::kInterface:
    case Role::kEnum:
    case Role::kRecord: {
      if (!DefinesItself(node)) return;
      const std::string_view name = NameText(NameOf(node));
      if (!name.empty()) types_[std::string(name)].is_enum = role == Role::kEnum;
      spots.types.push_back(node);
      return spots.members.push_back(node);
    }
    case Role::kExtension:
    case Role::kFunction:
    case Role::kConstructor:
    case Role::kField:
    case Role::kPromoted:
    case Role::kEnumMember:
    case Role::kVariable:
    case Role::kLambda:
      return spots.members.push_back(node);
    default:
      return;
  }
}

void TypedExtractor::LookAheadAtMembers(const std::vector<NodeIndex>& members) {
  struct Around {
    NodeIndex end;
    TypeInfo* info;
    std::string_view name;
    bool function;
    NodeIndex node;
  };
  std::vector<Around> around;
  for (const NodeIndex node : members) {
    while (!around.empty() && around.back().end <= node) around.pop_back();
    const Role role = R(node);
    const bool in_function = !around.empty() && around.back().function;
    TypeInfo* const info = around.empty() ? nullptr : around.back().info;
    const std::string_view owner = around.empty() ? std::string_view() : around.back().name;
    if (IsTypeRole(role) || role == Role::kExtension) {
      const std::string_view name =
          role == Role::kExtension ? OwnerOf(node) : NameText(NameOf(node));
      auto found = types_.find(std::string(name));
      if (found == types_.end() && role == Role::kExtension && !DefinesItself(node))
        found = types_.try_emplace("extension " + std::string(name)).first;
      around.push_back(
          {tree().End(node), found == types_.end() ? nullptr : &found->second, name, false, node});
    }
    if (IsFunctionRole(role) || role == Role::kField || role == Role::kPromoted ||
        role == Role::kEnumMember) {
      // A function in a function is none of the file or of its type.
      if (!in_function || role == Role::kPromoted) LookAheadAt(node, info, owner);
      if (in_function && IsFunctionRole(role) && IsLocalFunction(node))
        local_functions_[around.back().node].push_back(NameText(At(node, Part::kName)));
    }
    if (role == Role::kVariable && around.empty() && !traits_.function_scoped)
      LookAheadAtVariable(node);
    if (IsFunctionRole(role)) {
      if (info != nullptr && !in_function && IsConstructor(node))
        LookAheadInConstructor(node, *info);
      around.push_back({tree().End(node), info, owner, true, node});
    }
    if (role == Role::kLambda) around.push_back({tree().End(node), nullptr, {}, true, node});
  }
}

// using Json = nlohmann::json: another name of a library's type.
void TypedExtractor::LookAheadAtAlias(NodeIndex node) {
  const std::string resolved = ResolveType(At(node, Part::kType));
  // One of an implementation is of that alone.
  const Role around = R(Parent(Parent(node)));
  if (around == Role::kExtension || around == Role::kInterface) return;
  const std::string_view name = NameText(At(node, Part::kName));
  const bool told = resolved.starts_with(traits_.ecosystem) || resolved.starts_with("local:#");
  if (!name.empty() && told && !types_.contains(std::string(name))) BindImport(name, resolved);
}

void TypedExtractor::LookAheadInType(NodeIndex node) {
  TypeInfo& info = types_[std::string(NameText(NameOf(node)))];
  for (const NodeIndex base : BasesOf(node)) {
    info.bases.push_back(ResolveType(base));
    // What is embedded is also a field of its type's name.
    const std::string& name = info.bases.back();
    if (traits_.promotes && !name.empty())
      info.fields.try_emplace(name.substr(name.find_last_of("#.") + 1), ValueOf(name));
  }
  // What a type is made of is seen in all of it.
  for (const NodeIndex item : ParameterItemsOf(node)) {
    for (const Declared& part : DeclarationsOf(item)) {
      const std::string name(NameText(part.name));
      if (IsNumberType(part.type)) info.numbers.insert(name);
      info.fields.try_emplace(name, ValueOfType(part.type));
    }
  }
}

std::size_t TypedExtractor::CountParameters(NodeIndex function) {
  std::size_t count = 0;
  for (const NodeIndex item : ParameterItemsOf(function)) {
    if (R(item) != Role::kParameter && R(item) != Role::kPromoted) continue;
    const std::size_t names = AllAt(item, Part::kName).size();
    count += names == 0 ? 1 : names;
  }
  return count;
}

std::vector<std::string> TypedExtractor::ResultsOf(NodeIndex function) {
  return {ValueOfType(ResultTypeOf(function))};
}

void TypedExtractor::LookAheadAt(NodeIndex node, TypeInfo* owner, std::string_view owner_name) {
  const Role role = R(node);
  if (!IsFunctionRole(role)) {
    const bool unnamed = owner == nullptr || owner_name.empty();
    if (role == Role::kField && IsConstant(node))
      LookAheadAtConstant(node, unnamed ? anonymous_ : *owner);
    if (owner == nullptr) return;
    for (const Declared& field : DeclarationsOf(node)) {
      std::string value = ValueOfType(field.type);
      if (value.empty() && field.value != kNoNode) value = EvaluateInType(field.value, *owner);
      const std::string name(FieldName(field.name));
      if (!field.refers && IsNumberType(field.type)) owner->numbers.insert(name);
      owner->fields.try_emplace(name, std::move(value));
    }
    return;
  }
  const std::string name(NameText(At(node, Part::kName)));
  const std::string_view receiver = OwnerOf(node);
  if (!receiver.empty()) {
    const auto found = types_.find(std::string(receiver));
    // Go's methods may be in another file than their type.
    owner = found == types_.end() ? &types_[std::string(receiver)] : &found->second;
  }
  const Texts values = KeepAll(ResultsOf(node));
  if (owner == nullptr) {
    const auto [known, inserted] = functions_.try_emplace(name, values);
    if (!inserted && known->second != values) known->second.clear();
    return;
  }
  const auto [known, inserted] = owner->results.try_emplace(name, values);
  if (!inserted && known->second != values) known->second.clear();
  if (!RepeatsDeclaration(node)) ++owner->overloads[Arity(name, CountParameters(node))];
}

// this.client = client: a field holds what its constructor assigns.
void TypedExtractor::LookAheadInConstructor(NodeIndex node, TypeInfo& info) {
  names().Push(Bindings::ScopeKind::kFunction);
  for (const NodeIndex parameter : ParameterItemsOf(node)) {
    for (const Declared& declared : DeclarationsOf(parameter)) {
      const std::string value = ValueOfType(declared.type);
      names().Bind(NameText(declared.name), {sink().KeepName(value), {}, {}}, true);
      // What is declared says more than what is assigned.
      if (R(parameter) == Role::kPromoted && !value.empty())
        info.fields.try_emplace(std::string(FieldName(declared.name)), value);
    }
  }
  for (NodeIndex i = node; i < tree().End(node); ++i) {
    if (R(i) != Role::kAssign) continue;
    const NodeIndex left = At(i, Part::kLeft);
    if (R(left) != Role::kMember || R(At(left, Part::kObject)) != Role::kThis) continue;
    const std::string field(NameText(At(left, Part::kName)));
    std::string value = Evaluate(At(i, Part::kRight));
    const auto [known, inserted] = info.fields.try_emplace(field, value);
    if (!inserted && known->second.empty()) known->second = std::move(value);
  }
  names().Pop();
}

// The value of a field, which sees those before it and what the type is made of.
std::string TypedExtractor::EvaluateInType(NodeIndex value, const TypeInfo& owner) {
  constexpr std::size_t kMaxFields = 128;
  if (!traits_.bare_members || owner.fields.empty() || owner.fields.size() > kMaxFields)
    return Evaluate(value);
  names().Push(Bindings::ScopeKind::kFunction);
  for (const auto& [name, held] : owner.fields)
    names().Bind(sink().KeepName(name), {sink().KeepName(held), {}, {}}, true);
  std::string told = Evaluate(value);
  names().Pop();
  return told;
}

// Of what always holds `value`.
TypedExtractor::Constant TypedExtractor::ConstantOf(NodeIndex value) {
  TextValue text;
  if (ReadText(value, text)) {
    if (!text.parts.empty()) return {Provenance::kUnknown, {}};
    return {Provenance::kConstant, std::move(text)};
  }
  if (R(Inner(value)) == Role::kNumber) return {Provenance::kNumber, {}};
  return {IsAllowList(value) ? Provenance::kAllowList : Provenance::kUnknown, {}};
}

// Two of one name, of the classes without a name or by a condition, are known as neither.
void TypedExtractor::NoteConstant(std::string_view name, const Constant& constant, TypeInfo& of) {
  const auto [known, is_new] = of.constants.emplace(name, constant);
  if (!is_new && (known->second.provenance != constant.provenance ||
                  known->second.text.value != constant.text.value))
    known->second = {Provenance::kUnknown, {}};
}

// const A = 'x'; in a class or beside it: known in all the file by its name,
// which two of one name in it lose.
void TypedExtractor::LookAheadAtConstant(NodeIndex node, TypeInfo& owner) {
  for (const Declared& declared : DeclarationsOf(node)) {
    const std::string_view name = NameText(declared.name);
    if (name.empty() || declared.value == kNoNode) continue;
    const bool known = names().Find(name) != nullptr;
    Binding binding;
    Constant constant = ConstantOf(declared.value);
    if (!known) binding.provenance = constant.provenance;
    NoteConstant(name, constant, owner);
    if (binding.provenance == Provenance::kConstant) {
      BindText(name, std::move(constant.text));
    } else if (binding.provenance != Provenance::kAllowList) {
      ForgetText(name);
    }
    names().BindInFile(name, binding);
  }
}

// A variable of the file: known in all its functions.
void TypedExtractor::LookAheadAtVariable(NodeIndex node) {
  for (const Declared& declared : DeclarationsOf(node)) {
    const std::string_view name = NameText(declared.name);
    if (name.empty() || name == "_") continue;
    std::string value = ValueOfType(declared.type);
    if (value.empty() && declared.index == 0) value = Evaluate(declared.value);
    Binding binding;
    binding.value = sink().KeepName(value);
    TextValue text;
    const bool constant = declared.value != kNoNode && IsConstant(Parent(declared.name));
    if (constant && ReadText(declared.value, text)) {
      if (text.parts.empty()) binding.provenance = Provenance::kConstant;
      BindText(name, std::move(text));
    } else if (constant && R(Inner(declared.value)) == Role::kNumber) {
      binding.provenance = Provenance::kNumber;
    } else if (declared.value != kNoNode && IsAllowList(declared.value)) {
      binding.provenance = Provenance::kAllowList;
    }
    names().BindInFile(name, binding);
  }
}

}  // namespace assay
