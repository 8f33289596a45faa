#include "facts/swift/extractor.h"

#include <string>

namespace assay {

SwiftExtractor::SwiftExtractor(const SyntaxTree& tree, FactSink& sink)
    : TypedExtractor(tree, sink, SwiftSyntax(), SwiftTraits()) {
  for (NodeIndex node = 0; node < tree.size(); ++node) {
    if (DeclarationKind(node) == "actor")
      actors_.insert(std::string(TextOf(At(node, Part::kName))));
  }
}

Role SwiftExtractor::Refine(NodeIndex node, Role role) const {
  switch (role) {
    case Role::kVariable: {
      const std::string_view around = KindName(Parent(node));
      return around == "class_body" || around == "enum_class_body" ? Role::kField : role;
    }
    case Role::kNone:
      return Kind(node) == transfer_ && TextOf(node).starts_with("return") ? Role::kReturn : role;
    case Role::kClass:
      return DeclarationKind(node) == "extension" ? Role::kExtension : role;
    case Role::kMember:  // Order.self is Order
      return TextOf(At(node, Part::kName)) == ".self" ? Role::kPass : role;
    case Role::kCall:  // f(a) { … } that is read as a call of f(a)
      return KindName(tree().FirstChild(node)) == "call_expression" &&
                     TextOf(SuffixOf(node)).starts_with('{')
                 ? Role::kPass
                 : role;
    case Role::kUnary:  // .notFound
      return TextOf(node).starts_with('.') ? Role::kNone : role;
    case Role::kPass:  // (a, b)
      return Kind(node) == tuple_ && tree().NamedChild(node, 1) != kNoNode ? Role::kNone : role;
    case Role::kType: {
      // The names of a path are no types of their own.
      const NodeIndex around = Parent(node);
      const bool of_path =
          Kind(node) == type_name_ && Kind(around) == type_path_ &&
          TextOf(around).substr(0, TextOf(around).find('<')).find('.') != std::string_view::npos;
      return of_path ? Role::kNone : role;
    }
    default:
      return role;
  }
}

std::string_view SwiftExtractor::DeclarationKind(NodeIndex node) const {
  return TextOf(tree().ChildByField(node, kind_));
}

NodeIndex SwiftExtractor::FirstKind(NodeIndex node, std::string_view kind) const {
  for (const NodeIndex item : ItemsOf(node)) {
    if (KindName(item) == kind) return item;
  }
  return kNoNode;
}

bool SwiftExtractor::EnterOwn(NodeIndex node) {
  if (IsThrow(node)) ReadThrown(node);
  switch (R(node)) {
    case Role::kExtension:
      ReadExtension(node);
      return false;
    case Role::kEnumMember:
      ReadEnumEntry(node);
      return true;
    case Role::kAnnotation:  // of a type, not of what is declared
      return KindName(Parent(node)) == "type_modifiers";
    case Role::kVariable:
      ReadAsyncLet(node);
      return false;
    case Role::kIf:
      ReadIf(node);
      return true;
    case Role::kWhile:
      ReadWhile(node);
      return true;
    case Role::kForEach:
      ReadFor(node);
      return true;
    case Role::kCase:
      ReadCase(node);
      return true;
    case Role::kLambda:
      ReadClosure(node);
      return true;
    case Role::kCatch:
      ReadHandler(node);
      return true;
    case Role::kSwitch:
      if (MatchesShapes(node)) AddConstruct(node, ConstructKind::kPatternMatch);
      return false;
    case Role::kAwait:
      return AwaitsActor(node);
    case Role::kAssign:
      NoteTupleSwap(node);
      return false;
    case Role::kBinary:
      if (!IsGenericCall(node)) return false;
      ReadGenericCall(node);
      return true;
    case Role::kCall:
      return EnterCall(node);
    default:
      return false;
  }
}

}  // namespace assay
