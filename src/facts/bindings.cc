#include "facts/bindings.h"

namespace assay {

void Bindings::BindIn(Scope& scope, Text name, const Binding& binding, bool replace) {
  const auto [known, inserted] = scope.names.try_emplace(name, binding);
  if (inserted) return;
  if (replace) {
    known->second = binding;
    return;
  }
  if (known->second.value != binding.value) known->second.value = {};
  if (known->second.literal != binding.literal) known->second.literal = {};
  if (known->second.provenance != binding.provenance) {
    known->second.provenance = Provenance::kUnknown;
  }
}

void Bindings::Bind(Text name, const Binding& binding, bool replace) {
  BindIn(scopes_.back(), name, binding, replace);
}

void Bindings::BindInFunction(Text name, const Binding& binding, bool replace) {
  for (std::size_t i = scopes_.size(); i-- > 0;) {
    if (i == 0 || scopes_[i].kind == ScopeKind::kFunction) {
      BindIn(scopes_[i], name, binding, replace);
      return;
    }
  }
}

void Bindings::BindInFile(Text name, const Binding& binding, bool replace) {
  BindIn(scopes_.front(), name, binding, replace);
}

const Binding* Bindings::Find(Text name, bool skip_classes) const {
  for (std::size_t i = scopes_.size(); i-- > 0;) {
    const Scope& scope = scopes_[i];
    if (skip_classes && scope.kind == ScopeKind::kClass && i + 1 < scopes_.size()) continue;
    const auto found = scope.names.find(name);
    if (found != scope.names.end()) return &found->second;
  }
  return nullptr;
}

std::string MemberOf(std::string_view base, std::string_view member) {
  if (base.empty()) return {};
  std::string name(base);
  if (name.back() != '#') name += '.';
  name += member;
  return name;
}

std::string CalleeName(std::string_view value) {
  std::string name(value);
  if (!name.empty() && name.back() == '#') name += "default";
  return name;
}

std::string ValueOf(std::string_view callee) {
  std::string name = CalleeName(callee);
  if (!name.empty()) name += "()";
  return name;
}

}  // namespace assay
