// What is declared, and the traits that it uses.
#include <string>

#include "facts/php/extractor.h"

namespace assay {

Role PhpExtractor::Refine(NodeIndex node, Role role) const {
  if (role == Role::kThis) return TextOf(node) == "parent" ? Role::kSuper : role;
  // URL::to(): a class, in whatever letters.
  const bool scope = role == Role::kIdentifier && tree()[node].field == scope_;
  return scope && !TextOf(node).starts_with('$') ? Role::kType : role;
}

bool PhpExtractor::IsConstructor(NodeIndex node) const {
  return NameText(At(node, Part::kName)) == "__construct";
}

std::vector<NodeIndex> PhpExtractor::BasesOf(NodeIndex node) {
  std::vector<NodeIndex> bases = TypedExtractor::BasesOf(node);
  for (const NodeIndex item : ItemsOf(At(node, Part::kBody))) {
    if (KindName(item) != "use_declaration") continue;
    for (const NodeIndex trait : ItemsOf(item)) {
      if (R(trait) == Role::kIdentifier || R(trait) == Role::kScopedType) bases.push_back(trait);
    }
  }
  return bases;
}

}  // namespace assay
