#include "facts/cpp/extractor.h"

#include <algorithm>
#include <string>

#include "base/text.h"

namespace assay {
namespace {

constexpr int kMaxLabels = 4;  // before one member

bool IsDoxygen(std::string_view comment) {
  return comment.starts_with("/**") || comment.starts_with("/*!") || comment.starts_with("///") ||
         comment.starts_with("//!");
}

}  // namespace

CppExtractor::CppExtractor(const SyntaxTree& tree, FactSink& sink)
    : TypedExtractor(tree, sink, CppSyntax(), CppTraits()) {
  for (NodeIndex node = 0; node < tree.size(); ++node) {
    if (tree[node].named() && node >= looked_until_) Look(node);
  }
  BindDefines();
}

void CppExtractor::Look(NodeIndex node) {
  const std::uint16_t kind = Kind(node);
  switch (Unrefined(node)) {
    case Role::kClass:
    case Role::kEnum:
      // struct node *next is a mention; struct node { … } defines it.
      if (!DefinesItself(node)) return Become(node, Role::kType);
      bodies_.insert(NameText(NameOf(node)));
      return;
    case Role::kVariable:
      return LookAtDeclaration(node);
    case Role::kField:
      if (FunctionIn(Declarator(node)) != kNoNode) Become(node, Role::kFunction);
      return;
    case Role::kFunction:
      if (kind != id_.function_definition) return;
      return IsMarkedClass(node) ? LookAtMarkedClass(node) : LookAtFunction(node);
    case Role::kArguments:
      // member_(f()): the value is the member's.
      if (Kind(Parent(node)) == id_.field_initializer && tree().NamedChild(node, 1) == kNoNode &&
          tree().NamedChild(node, 0) != kNoNode)
        Become(node, Role::kPass);
      return;
    case Role::kCase:
      // default: is no branch.
      if (tree().ChildByField(node, id_.value) == kNoNode) Become(node, Role::kNone);
      return;
    case Role::kImport:
      if (kind == id_.using_declaration || kind == id_.namespace_alias) NoteUsing(node);
      return;
    case Role::kGeneric:
      if (kind == id_.template_type) LookAtList(node);
      return;
    default:
      break;
  }
  if (kind == id_.namespace_definition) {
    for (const NodeIndex name : ItemsOf(node)) {
      if (tree().Field(name) == id_.name) namespaces_.insert(TextOf(name));
    }
  } else if (kind == id_.preproc_def || kind == id_.preproc_call) {
    LookAtDefine(node);
  } else if (kind == id_.requires_expression || kind == id_.decltype_type ||
             kind == id_.attribute_specifier) {
    // What only must be valid is not called; attributes are read where they stand.
    Hide(node);
    looked_until_ = tree().End(node);
  }
}

void CppExtractor::Hide(NodeIndex node) {
  for (NodeIndex i = node + 1; i < tree().End(node); ++i) Become(i, Role::kToken);
}

// A declaration of a class that is no field is a constructor, a destructor or a conversion; one
// beside functions may be a prototype, or an import of C++20, which the grammar does not know.
void CppExtractor::LookAtDeclaration(NodeIndex node) {
  const NodeIndex around = Parent(node);
  const NodeIndex declarator = Declarator(node);
  if (Kind(around) == id_.friend_declaration) return Become(node, Role::kNone);
  if (Kind(around) == id_.field_list || Kind(Parent(around)) == id_.field_list) {
    const bool function =
        FunctionIn(declarator) != kNoNode || Kind(NameIn(declarator)) == id_.operator_cast;
    return Become(node, function ? Role::kFunction : Role::kNone);
  }
  if (around == 0) {
    const std::string_view type = TextOf(At(node, Part::kType));
    const std::string_view name = TextOf(declarator);
    if (type == "import" || (type == "export" && name == "import"))
      return Become(node, Role::kImport);
    if (type == "module" || (type == "export" && name == "module")) {
      std::string_view text = TextOf(node);
      text.remove_prefix(std::min(text.find("module") + 6, text.size()));
      module_ = Trim(text.substr(0, text.find(';')));
      return Become(node, Role::kNone);
    }
  }
  if (FunctionIn(declarator) == kNoNode) return;
  if (!MakesObject(node)) return Become(node, Role::kNone);
  for (const NodeIndex item : ItemsOf(tree().ChildByField(declarator, id_.parameters))) {
    Become(item, Role::kNone);
    const NodeIndex given = tree().NamedChild(item, 0);
    if (Unrefined(given) == Role::kType) Become(given, Role::kIdentifier);
  }
}

// class SHOP_EXPORT Orders : public Base { … }: the grammar knows no macro there, and takes it for
// a function.
bool CppExtractor::IsMarkedClass(NodeIndex node) const {
  const NodeIndex type = At(node, Part::kType);
  return Unrefined(Declarator(node)) == Role::kIdentifier && At(node, Part::kBody) != kNoNode &&
         Unrefined(type) == Role::kClass && At(type, Part::kBody) == kNoNode;
}

void CppExtractor::LookAtMarkedClass(NodeIndex node) {
  const std::string_view name = TextOf(Declarator(node));
  const NodeIndex body = At(node, Part::kBody);
  Become(node, Role::kClass);
  Become(body, Role::kNone);
  bodies_.insert(name);
  for (NodeIndex item : ItemsOf(body)) {
    // public: is a label of what follows.
    for (int i = 0; i < kMaxLabels && Kind(item) == id_.labeled_statement; ++i)
      item = tree().NamedChild(item, 1);
    if (item == kNoNode) continue;
    if (Unrefined(item) == Role::kVariable) {
      const bool function = FunctionIn(Declarator(item)) != kNoNode;
      Become(item, function ? Role::kFunction : Role::kField);
    } else if (Unrefined(item) == Role::kStatement) {
      Hide(item);  // Orders(int n);
    }
  }
}

std::vector<NodeIndex> CppExtractor::BasesOf(NodeIndex node) {
  if (Kind(node) != id_.function_definition) return TypedExtractor::BasesOf(node);
  std::vector<NodeIndex> bases;
  for (NodeIndex i = tree().FirstChild(node); i != kNoNode; i = tree().NextSibling(i)) {
    if (!tree()[i].error()) continue;
    for (const NodeIndex base : ItemsOf(i)) {
      const Role role = R(base);
      if (role == Role::kIdentifier || role == Role::kScopedType || role == Role::kGeneric)
        bases.push_back(base);
    }
  }
  return bases;
}

// Functions of one name and other parameters: which is called is not known.
void CppExtractor::LookAtFunction(NodeIndex node) {
  const NodeIndex function = FunctionIn(Declarator(node));
  const NodeIndex named = Declarator(function);
  if (Unrefined(named) != Role::kIdentifier || Kind(Parent(node)) == id_.field_list) return;
  const std::string_view name = TextOf(named);
  const std::string_view parameters = TextOf(tree().ChildByField(function, id_.parameters));
  const auto [known, is_new] = parameters_.try_emplace(name, parameters);
  if (!is_new && known->second != parameters) overloaded_.insert(name);
}

void CppExtractor::LookAtDefine(NodeIndex node) {
  if (Kind(node) == id_.preproc_call) {
    const std::string_view text = TextOf(node);
    if (!text.starts_with("#undef")) return;
    defines_[Trim(TextOf(tree().NamedChild(node, 1)))] = kNoNode;
    return;
  }
  const NodeIndex value = tree().ChildByField(node, id_.value);
  const std::string_view name = TextOf(tree().ChildByField(node, id_.name));
  const auto [known, is_new] = defines_.try_emplace(name, value);
  if (!is_new && TextOf(known->second) != TextOf(value)) known->second = kNoNode;
}

// #define FIND "SELECT a": a constant of the file, unless it is defined to several things.
void CppExtractor::BindDefines() {
  for (const auto& [name, value] : defines_) {
    if (value == kNoNode) continue;
    TextValue text;
    Binding binding;
    const std::string_view written = Trim(TextOf(value));
    if (!written.empty() && written.find_first_not_of("0123456789") == std::string_view::npos) {
      binding.provenance = Provenance::kNumber;
      names().BindInFile(name, binding);
    } else if (ReadDefine(written, text)) {
      binding.provenance = Provenance::kConstant;
      names().BindInFile(name, binding);
      BindText(name, std::move(text));
    }
  }
}

// std::vector<std::thread> workers: what is put there begins work.
void CppExtractor::LookAtList(NodeIndex type) {
  const std::string_view name = TextOf(At(type, Part::kType));
  if (name != "vector" && name != "list" && name != "deque") return;
  const NodeIndex first = tree().NamedChild(At(type, Part::kArguments), 0);
  const std::string_view of = TextOf(first);
  if (of != "std::thread" && of != "std::jthread" && of != "thread") return;
  NodeIndex declaration = Parent(type);
  if (Kind(declaration) == id_.qualified) declaration = Parent(declaration);
  const NodeIndex declarator = Declarator(declaration);
  if (declarator != kNoNode) thread_lists_.insert(NameText(NameIn(declarator)));
}

bool CppExtractor::EnterOwn(NodeIndex node) {
  const std::uint16_t kind = Kind(node);
  switch (R(node)) {
    case Role::kAnnotation:
      ReadAttribute(node);
      return true;
    case Role::kCall:
      ReadOwnCall(node);
      return false;
    case Role::kForEach:
      return ReadForEachBound(node);
    case Role::kFunction:
    case Role::kTypeAlias:
    case Role::kVariable:
      return EnterDeclaration(node);
    case Role::kIndex:
      NoteSlot(node);
      return false;
    case Role::kComment:
      return !IsDoxygen(TextOf(node));
    case Role::kNew: {
      // (int[]){1, 2}; and new->next, where C has a variable of that name.
      const NodeIndex type = At(node, Part::kType);
      if (At(node, Part::kBody) != kNoNode) return ResolveType(type).empty();
      const std::string_view behind =
          TextOf(node).substr(std::min<std::size_t>(3, TextOf(node).size()));
      return TextOf(type).empty() || behind.find_first_of(" \t\r\n(") != 0;
    }
    case Role::kPass:
      // ("SELECT a" + b).c_str(): told as a whole.
      if (IsConsumed(node)) Consume(Held(node));
      return false;
    case Role::kStatement:
      NoteStream(node);
      return false;
    default:
      break;
  }
  if (kind == id_.attribute_specifier) {
    ReadAttribute(node);
  } else if (kind == id_.field_initializer) {
    ReadInitializer(node);
  } else if (kind == id_.declaration && Parent(node) != kNoNode) {
    NotePrototype(node);
  } else if (kind == id_.preproc_def) {
    const std::string_view name = TextOf(tree().ChildByField(node, id_.name));
    AddNamedText(tree().ChildByField(node, id_.value), name);
  }
  return false;
}

bool CppExtractor::EnterDeclaration(NodeIndex node) {
  switch (R(node)) {
    case Role::kFunction:
      if (Kind(node) == id_.function_definition) return false;
      AddMethod(node);
      return true;
    case Role::kTypeAlias: {
      // typedef struct { … } name_t is told as the struct.
      const NodeIndex aliased = At(node, Part::kType);
      const Role role = R(aliased);
      return (role == Role::kClass || role == Role::kEnum) && At(aliased, Part::kName) == kNoNode;
    }
    default:
      ReadMade(node);
      return false;
  }
}

}  // namespace assay
