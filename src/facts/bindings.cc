#include "facts/bindings.h"

#include <iterator>

namespace assay {

void Bindings::Push(ScopeKind kind) {
  ++version_;
  const std::size_t self = scopes_.size();
  const bool is_function = kind == ScopeKind::kFile || kind == ScopeKind::kFunction;
  scopes_.push_back({kind,
                     is_function ? self : scopes_.back().function,
                     kind == ScopeKind::kBlock ? scopes_.back().body : self,
                     {}});
}

void Bindings::Pop() {
  ++version_;
  for (const Text name : scopes_.back().names) names_.find(name).value().pop_back();
  scopes_.pop_back();
}

void Bindings::BindIn(std::size_t scope, Text name, const Binding& binding, bool replace) {
  ++version_;
  Stack& stack = names_[name];
  auto at = stack.end();
  while (at != stack.begin() && std::prev(at)->scope > scope) --at;
  if (at == stack.begin() || std::prev(at)->scope < scope) {
    stack.insert(at, {scope, binding});
    scopes_[scope].names.push_back(name);
    return;
  }
  Binding& known = std::prev(at)->binding;
  if (replace) {
    known = binding;
    return;
  }
  if (known.value != binding.value) known.value = {};
  if (known.literal != binding.literal) known.literal = {};
  if (known.provenance != binding.provenance) known.provenance = Provenance::kUnknown;
}

void Bindings::Bind(Text name, const Binding& binding, bool replace) {
  BindIn(scopes_.size() - 1, name, binding, replace);
}

void Bindings::BindInFunction(Text name, const Binding& binding, bool replace) {
  BindIn(scopes_.back().function, name, binding, replace);
}

void Bindings::BindInBody(Text name, const Binding& binding, bool replace) {
  BindIn(scopes_.back().body, name, binding, replace);
}

void Bindings::BindInFile(Text name, const Binding& binding, bool replace) {
  BindIn(0, name, binding, replace);
}

const Binding* Bindings::Find(Text name, bool skip_classes, std::size_t* scope) const {
  const auto found = names_.find(name);
  if (found == names_.end()) return nullptr;
  const Stack& stack = found->second;
  for (auto entry = stack.rbegin(); entry != stack.rend(); ++entry) {
    const bool enclosing_class =
        scopes_[entry->scope].kind == ScopeKind::kClass && entry->scope + 1 < scopes_.size();
    if (skip_classes && enclosing_class) continue;
    if (scope != nullptr) *scope = entry->scope;
    return &entry->binding;
  }
  return nullptr;
}

const Binding* Bindings::FindInBody(Text name) const {
  const auto found = names_.find(name);
  if (found == names_.end()) return nullptr;
  for (auto entry = found->second.rbegin(); entry != found->second.rend(); ++entry) {
    if (entry->scope == scopes_.back().body) return &entry->binding;
    if (entry->scope < scopes_.back().body) return nullptr;
  }
  return nullptr;
}

std::string MemberOf(std::string_view base, std::string_view member) {
  if (base.empty() || base.size() + member.size() >= kMaxResolvedName) return {};
  std::string name;
  name.reserve(base.size() + 1 + member.size());
  name += base;
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
  if (callee.size() >= kMaxResolvedName) return {};
  std::string name = CalleeName(callee);
  if (!name.empty()) name += "()";
  return name;
}

}  // namespace assay
