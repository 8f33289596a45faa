// Calls, tags, and what becomes of their results.
#include "facts/javascript/extractor.h"

namespace assay {

std::string ScriptExtractor::DecoratorName(NodeIndex decorator) {
  const NodeIndex expression = tree().NamedChild(decorator, 0);
  const NodeIndex callee = K(expression) == Js::kCall ? Child(expression, s_.function) : expression;
  const std::string name = CalleeName(Resolve(callee));
  return name.empty() && callee != kNoNode ? Unresolved(callee) : name;
}

NodeIndex ScriptExtractor::DecoratedBy(NodeIndex decorator) const {
  const NodeIndex parent = Parent(decorator);
  const Js::Kind kind = K(parent);
  if (kind == Js::kField || kind == Js::kRequiredParameter || kind == Js::kOptionalParameter ||
      kind == Js::kClass || kind == Js::kAbstractClass)
    return parent;
  if (kind == Js::kExport) return Child(parent, s_.declaration);
  for (NodeIndex i = tree().NextSibling(decorator); i != kNoNode; i = tree().NextSibling(i)) {
    if (K(i) != Js::kDecorator && K(i) != Js::kComment && tree()[i].named()) return i;
  }
  return kNoNode;
}

void ScriptExtractor::ReadDecorator(NodeIndex node) {
  const NodeIndex expression = tree().NamedChild(node, 0);
  if (expression == kNoNode) return;
  Use use;
  use.region = RegionOf(tree()[node]);
  use.form = UseForm::kDecorator;
  use.name = sink().Keep(DecoratorName(node));
  const NodeIndex target = DecoratedBy(node);
  if (target != kNoNode) {
    NodeIndex name = FieldName(target);
    if (name == kNoNode) name = Child(target, s_.pattern);
    if (name != kNoNode) use.target_definition = sink().Keep(TextOf(name));
  }
  std::vector<ArgumentNode> arguments;
  if (K(expression) == Js::kCall) {
    arguments = ArgumentsOf(expression);
    told_calls_.insert(expression);
  }
  AddUse(std::move(use), arguments);
}

std::vector<SourceExtractor::ArgumentNode> ScriptExtractor::ArgumentsOf(NodeIndex call) const {
  std::vector<ArgumentNode> arguments;
  const NodeIndex list = Child(call, s_.arguments);
  if (list == kNoNode) return arguments;
  if (K(list) == Js::kTemplate) return {{list, ""}};  // a tagged template
  for (NodeIndex i = tree().FirstChild(list); i != kNoNode; i = tree().NextSibling(i)) {
    if (tree()[i].named() && K(i) != Js::kComment) arguments.push_back({i, ""});
  }
  return arguments;
}

// typeof import("x")["default"]: no code is loaded.
bool ScriptExtractor::InTypeQuery(NodeIndex node) const {
  constexpr int kMaxClimb = 4;
  for (int up = 0; up < kMaxClimb && node != kNoNode; ++up, node = Parent(node)) {
    if (tree().grammar().KindName(Kind(node)) == "type_query") return true;
  }
  return false;
}

void ScriptExtractor::ReadCall(NodeIndex node) {
  if (told_calls_.contains(node)) return;
  NodeIndex callee = Child(node, s_.function);
  // The grammar reads `await a.b<T>()` as a call of `await a.b`.
  const bool awaited = K(callee) == Js::kAwait;
  if (awaited) callee = tree().NamedChild(callee, 0);
  if (callee == kNoNode) return;
  const std::vector<ArgumentNode> arguments = ArgumentsOf(node);
  const std::string required = RequiredModule(node);
  if (!required.empty() && Shadowing("require") == nullptr) return ReadRequire(node, required);
  if (TextOf(callee) == "import" && arguments.size() == 1 && K(arguments[0].node) == Js::kString) {
    return AddImport(node, ModuleName(Literal(arguments[0].node)), {}, {}, ImportForm::kDynamic,
                     InTypeQuery(node));
  }
  std::string name = CalleeName(Resolve(callee));
  if (name.empty()) name = Unresolved(callee);
  const bool member = K(callee) == Js::kMember;
  Use use;
  use.region = RegionOfCall(node, member ? Child(callee, s_.property) : kNoNode);
  use.name = sink().Keep(name);
  if (member) use.receiver = KeepBounded(Child(callee, s_.object));
  use.awaited = awaited;
  ReadResult(node, use);
  NoteConcurrency(node, name);
  NoteSelfCall(callee);
  ReadCollectionCall(callee, arguments);
  AddUse(std::move(use), arguments);
}

void ScriptExtractor::ReadRequire(NodeIndex node, const std::string& module) {
  const NodeIndex list = Child(node, s_.arguments);
  Consume(tree().NamedChild(list, 0));
  const NodeIndex parent = Parent(node);
  if (K(parent) == Js::kDeclarator && K(Child(parent, s_.name)) == Js::kObjectPattern) {
    const NodeIndex pattern = Child(parent, s_.name);
    for (NodeIndex i = tree().FirstChild(pattern); i != kNoNode; i = tree().NextSibling(i)) {
      if (K(i) == Js::kShorthandPattern)
        AddImport(i, module, TextOf(i), {}, ImportForm::kMember, false);
      if (K(i) == Js::kPairPattern)
        AddImport(i, module, TextOf(Child(i, s_.key)), TextOf(Child(i, s_.value)),
                  ImportForm::kMember, false);
    }
    return;
  }
  const std::string_view symbol =
      K(parent) == Js::kMember ? TextOf(Child(parent, s_.property)) : std::string_view();
  const ImportForm whole =
      K(parent) == Js::kExpressionStatement ? ImportForm::kEffect : ImportForm::kModule;
  AddImport(node, module, symbol, {}, symbol.empty() ? whole : ImportForm::kMember, false);
}

void ScriptExtractor::ReadNew(NodeIndex node) {
  const NodeIndex type = Child(node, s_.constructor);
  if (type == kNoNode) return;
  std::string name = CalleeName(Resolve(type));
  if (name.empty()) name = Unresolved(type);
  Use use;
  use.region = RegionOf(tree()[node]);
  use.name = sink().Keep(name);
  use.form = UseForm::kInstantiation;
  ReadResult(node, use);
  NoteConcurrency(node, name);
  AddUse(std::move(use), ArgumentsOf(node));
}

void ScriptExtractor::ReadResult(NodeIndex node, Use& use) {
  for (int up = 0; up < 8; ++up) {
    const NodeIndex parent = Parent(node);
    switch (K(parent)) {
      case Js::kParenthesized:
      case Js::kAsExpression:
      case Js::kNonNull:
        break;
      case Js::kAwait:
        use.awaited = true;
        break;
      case Js::kExpressionStatement:
        use.result = ResultUse::kDiscarded;
        return;
      case Js::kDeclarator:
        use.result = ResultUse::kAssigned;
        use.result_target = KeepBounded(Child(parent, s_.name));
        return;
      case Js::kAssignment:
      case Js::kAugmented:
        use.result = ResultUse::kAssigned;
        use.result_target = KeepBounded(Child(parent, s_.left));
        return;
      case Js::kPair:
        use.result = ResultUse::kAssigned;
        use.result_target = sink().Keep(KeyText(Child(parent, s_.key)));
        return;
      case Js::kField:
        use.result = ResultUse::kAssigned;
        use.result_target = sink().Keep(TextOf(FieldName(parent)));
        return;
      case Js::kReturn:
        use.result = ResultUse::kReturned;
        return;
      case Js::kArrow:
        use.result = ResultUse::kReturned;
        return;
      case Js::kArguments: {
        use.result = ResultUse::kArgument;
        const NodeIndex call = Parent(parent);
        const NodeIndex callee =
            K(call) == Js::kNew ? Child(call, s_.constructor) : Child(call, s_.function);
        const std::string name = CalleeName(Resolve(callee));
        use.result_target = sink().Keep(name.empty() && callee != kNoNode ? Bounded(callee) : name);
        return;
      }
      case Js::kMember:
        use.result = ResultUse::kReceiver;
        return;
      case Js::kBinary: {
        const std::string_view op = TextOf(Child(parent, s_.op));
        if (op == "===" || op == "==" || op == "!==" || op == "!=") {
          use.result = ResultUse::kCompared;
          use.result_target = KeepBounded(tree()[node].field == s_.left ? Child(parent, s_.right)
                                                                        : Child(parent, s_.left));
        } else {
          use.result = ResultUse::kOther;
        }
        return;
      }
      case Js::kIf:
      case Js::kWhile:
      case Js::kTernary:
        use.result = ResultUse::kCondition;
        return;
      default:
        return;
    }
    node = parent;
  }
}

std::string ScriptExtractor::KeyText(NodeIndex key) {
  TextValue text;
  if (key != kNoNode && K(key) == Js::kString && ReadText(key, text)) return text.value;
  return key == kNoNode ? std::string() : Bounded(key);
}

void ScriptExtractor::ReadMember(NodeIndex node) {
  const NodeIndex parent = Parent(node);
  const std::uint16_t field = tree()[node].field;
  if ((K(parent) == Js::kMember && field == s_.object) ||
      (K(parent) == Js::kCall && field == s_.function) ||
      (K(parent) == Js::kNew && field == s_.constructor) || K(parent) == Js::kDecorator ||
      (K(parent) == Js::kAssignment && field == s_.left) || K(parent) == Js::kHeritage ||
      K(parent) == Js::kExtends || K(parent) == Js::kJsxOpening ||
      K(parent) == Js::kJsxSelfClosing ||
      tree().grammar().KindName(Kind(parent)) == "jsx_closing_element") {
    return;
  }
  const std::string name = Resolve(node);
  if (name.empty() || name.starts_with("local:") || name.starts_with("self:")) return;
  Use use;
  use.region = RegionOf(tree()[node]);
  use.name = sink().Keep(name);
  use.form = UseForm::kAttribute;
  ReadResult(node, use);
  AddUse(std::move(use), {});
}

void ScriptExtractor::ReadSubscript(NodeIndex node) {
  const NodeIndex object = Child(node, s_.object);
  const NodeIndex key = Child(node, s_.index);
  if (key == kNoNode) return;
  const bool written = K(Parent(node)) == Js::kAssignment && tree()[node].field == s_.left;
  if (written) return;
  shapes().ReadElement(Bounded(object), Bounded(key));
  if (K(Parent(node)) == Js::kIf || K(Parent(node)) == Js::kParenthesized ||
      K(Parent(node)) == Js::kUnary)
    shapes().TestMember(Bounded(object), Bounded(key));
  const std::string name = Resolve(object);
  if (K(object) != Js::kMember || name.empty() || name.starts_with("local:") ||
      name.starts_with("self:"))
    return;
  Use use;
  use.region = RegionOf(tree()[node]);
  use.name = sink().Keep(name);
  use.form = UseForm::kAttribute;
  ReadResult(node, use);
  AddUse(std::move(use), {{key, ""}});
}

void ScriptExtractor::ReadTag(NodeIndex node) {
  const NodeIndex name = Child(node, s_.name);
  if (name == kNoNode || TextOf(name).empty() ||
      (TextOf(name)[0] >= 'a' && TextOf(name)[0] <= 'z' && K(name) == Js::kIdentifier))
    return;
  const std::string resolved = CalleeName(Resolve(name));
  Use use;
  use.region = RegionOf(tree()[node]);
  use.name = sink().Keep(resolved.empty() ? Unresolved(name) : resolved);
  use.form = UseForm::kTag;
  AddUse(std::move(use), {});
}

void ScriptExtractor::ReadJsxAttribute(NodeIndex node) {
  const NodeIndex name = tree().NamedChild(node, 0);
  if (name == kNoNode || TextOf(name) != "dangerouslySetInnerHTML") return;
  Use use;
  use.region = RegionOf(tree()[node]);
  use.name = "global:#dangerouslySetInnerHTML";
  use.form = UseForm::kAttribute;
  const NodeIndex value = tree().NamedChild(node, 1);
  const NodeIndex inner = value == kNoNode ? kNoNode : tree().NamedChild(value, 0);
  AddUse(std::move(use),
         inner == kNoNode ? std::vector<ArgumentNode>() : std::vector<ArgumentNode>{{inner, ""}});
}

void ScriptExtractor::ReadType(NodeIndex node) {
  const bool generic = K(Parent(node)) == Js::kGenericType;
  const Js::Kind around = K(generic ? Parent(Parent(node)) : Parent(node));
  const bool base = around == Js::kHeritage || around == Js::kImplements ||
                    around == Js::kExtends || around == Js::kExtendsType;
  if (tree()[node].field == s_.name ? !generic || base : base && !generic) return;
  const std::string name = CalleeName(Resolve(node));
  if (!name.starts_with("npm:")) return;
  Use use;
  use.region = RegionOf(tree()[node]);
  use.name = sink().Keep(name);
  use.form = UseForm::kType;
  AddUse(std::move(use), {});
}

}  // namespace assay
