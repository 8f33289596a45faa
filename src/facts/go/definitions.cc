// What is declared: types, variables, results, and the tags of fields.
#include <algorithm>
#include <string>

#include "base/text.h"
#include "facts/go/extractor.h"

namespace assay {

std::vector<std::string> GoExtractor::ResultsOf(NodeIndex function) {
  const NodeIndex result = At(function, Part::kType);
  if (KindName(result) != "parameter_list") return {ValueOfType(result)};
  std::vector<std::string> values;
  for (const NodeIndex item : ItemsOf(result)) {
    const std::size_t names = std::max<std::size_t>(1, AllAt(item, Part::kName).size());
    values.insert(values.end(), names, ValueOfType(At(item, Part::kType)));
  }
  return values;
}

// a, b := f(): two names of one value; a, b := x, y: one each.
std::vector<GoExtractor::Declared> GoExtractor::DeclarationsOf(NodeIndex node) {
  if (R(node) != Role::kVariable) return TypedExtractor::DeclarationsOf(node);
  std::vector<NodeIndex> left = AllAt(node, Part::kName);
  const bool is_short = left.empty();
  if (is_short) left = ItemsOf(At(node, Part::kLeft));
  const NodeIndex list = At(node, is_short ? Part::kRight : Part::kValue);
  const std::vector<NodeIndex> right = ItemsOf(list);
  const NodeIndex type = At(node, Part::kType);
  std::vector<Declared> declared;
  for (std::size_t i = 0; i < left.size(); ++i) {
    const bool shared = right.size() == 1 && left.size() > 1;
    const NodeIndex value = shared ? right[0] : i < right.size() ? right[i] : kNoNode;
    declared.push_back({left[i], type, value, shared ? i : 0});
  }
  return declared;
}

bool GoExtractor::IsConstant(NodeIndex declaration) {
  return KindName(declaration) == "const_spec" ||
         (KindName(declaration) == "var_spec" && EnclosingFunctionIndex() == kNoScope);
}

DefinitionKind GoExtractor::KindOf(NodeIndex node, DefinitionKind kind) const {
  const std::string_view type = KindName(At(node, Part::kType));
  if (type == "interface_type") return DefinitionKind::kInterface;
  return type == "struct_type" ? kind : DefinitionKind::kTypeAlias;
}

std::string_view GoExtractor::OwnerOf(NodeIndex node) const {
  NodeIndex type = tree().NamedChild(At(node, Part::kReceiver), 0);
  type = At(type, Part::kType);
  for (int i = 0; i < 4; ++i) {
    if (R(type) != Role::kWrappedType && R(type) != Role::kGeneric) break;
    type = At(type, Part::kType);
  }
  return R(type) == Role::kType ? TextOf(type) : std::string_view();
}

std::vector<NodeIndex> GoExtractor::BasesOf(NodeIndex node) {
  std::vector<NodeIndex> bases;
  const NodeIndex type = At(node, Part::kType);
  const bool is_interface = KindName(type) == "interface_type";
  const NodeIndex fields = is_interface ? type : tree().NamedChild(type, 0);
  for (const NodeIndex item : ItemsOf(fields)) {
    if (R(item) == Role::kField && At(item, Part::kName) == kNoNode)
      bases.push_back(At(item, Part::kType));
    if (KindName(item) == "type_elem" && ItemsOf(item).size() == 1)
      bases.push_back(tree().NamedChild(item, 0));
  }
  return bases;
}

// func f() (res labels.Labels, err error): variables of the function.
void GoExtractor::BindResults(NodeIndex list) {
  const Role role = R(Parent(list));
  if (role != Role::kFunction && role != Role::kLambda) return;
  for (const NodeIndex item : ItemsOf(list)) {
    const std::string_view value = sink().KeepName(ValueOfType(At(item, Part::kType)));
    for (const NodeIndex name : AllAt(item, Part::kName))
      names().Bind(TextOf(name), {value, {}, {}}, true);
  }
}

// `json:"name" validate:"required"`
void GoExtractor::ReadTag(NodeIndex field) {
  const NodeIndex tag = tree().ChildByField(field, tag_);
  if (tag == kNoNode) return;
  TextValue text;
  ReadText(tag, text);
  Consume(tag);
  std::string_view rest = text.value;
  const std::string_view name = TextOf(At(field, Part::kName));
  for (int i = 0; i < 16; ++i) {
    rest = Trim(rest);
    const std::size_t colon = rest.find(":\"");
    if (colon == 0 || colon == std::string_view::npos) return;
    const std::size_t end = rest.find('"', colon + 2);
    if (end == std::string_view::npos) return;
    const std::string_view key = rest.substr(0, colon);
    Use use;
    use.region = RegionOf(tree()[tag]);
    use.form = UseForm::kDecorator;
    use.name = sink().Keep("global:#tag." + std::string(key.substr(0, 40)));
    use.target_definition = sink().Keep(name);
    Argument argument;
    argument.position = 0;
    argument.kind = ValueKind::kString;
    argument.text = sink().Keep(rest.substr(colon + 2, end - colon - 2));
    use.arguments.push_back(argument);
    AddUse(std::move(use), {});
    rest.remove_prefix(end + 1);
  }
}

}  // namespace assay
