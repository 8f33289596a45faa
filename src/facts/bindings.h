// What the names of one source file stand for, while an extractor walks it.
//
// Scopes nest as in the language; an extractor opens one for each function,
// class or block that has names of its own. A name that is bound twice to
// different things in one scope is known as neither: what cannot be resolved
// is said to be unresolved, never guessed.
//
// Each name has a stack of its bindings, so that a look-up costs the same at
// any depth: scopes nested by the thousand are a hostile file's first idea.
#pragma once

#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

#include "base/text_map.h"
#include "model/facts.h"

namespace assay {

// `value` is a resolved name in the form of model/facts.h: the module or
// member that the name is an alias of ("pypi:redis#Redis"), or the value that
// it holds ("pypi:redis#Redis()"). Empty: known to be bound, not to what.
struct Binding {
  Text value;
  Text literal;  // the text, where it holds one literal
  Provenance provenance = Provenance::kUnknown;
  bool assigned = true;  // false: its scope binds the name, but not yet
};

class Bindings {
 public:
  enum class ScopeKind : std::uint8_t { kFile, kClass, kFunction, kBlock };

  Bindings() { Push(ScopeKind::kFile); }

  void Push(ScopeKind kind);
  void Pop();
  ScopeKind innermost() const { return scopes_.back().kind; }
  std::size_t depth() const { return scopes_.size(); }
  // Rises with every change: what was looked up before may have another answer now.
  std::uint64_t version() const { return version_; }
  // Whether a scope that is open is a function's.
  bool in_function() const { return scopes_.back().function != 0; }

  // Binds in the innermost scope. A second binding to something else makes
  // the value empty and the provenance unknown, unless `replace`. The views
  // of `name` and `binding` outlive the bindings.
  void Bind(Text name, const Binding& binding, bool replace = false);
  // The same in the innermost scope that is a function or the file.
  void BindInFunction(Text name, const Binding& binding, bool replace = false);
  // The same in the innermost scope that is no block: where Python binds.
  void BindInBody(Text name, const Binding& binding, bool replace = false);
  void BindInFile(Text name, const Binding& binding, bool replace = false);

  // From the innermost scope outwards; null if the name is bound nowhere.
  // With `skip_classes`, the names of enclosing classes are not seen (Python).
  // `scope` gets the number of the scope that binds it: 0 is the file's. The
  // binding is good until the next call that is not const.
  const Binding* Find(Text name, bool skip_classes = false, std::size_t* scope = nullptr) const;
  // What the innermost scope that is no block binds; null if it does not.
  const Binding* FindInBody(Text name) const;
  // The names that the innermost scope binds, in the order of their first binding.
  const std::vector<Text>& innermost_names() const { return scopes_.back().names; }

 private:
  struct Scope {
    ScopeKind kind;
    std::size_t function;  // the innermost scope that is a function or the file
    std::size_t body;      // the innermost one that is no block
    std::vector<Text> names;
  };
  struct Entry {
    std::size_t scope;
    Binding binding;
  };
  using Stack = std::vector<Entry>;  // innermost last
  void BindIn(std::size_t scope, Text name, const Binding& binding, bool replace);

  std::vector<Scope> scopes_;
  TextViewMap<Stack> names_;
  std::uint64_t version_ = 0;
};

// `base` with a member: "npm:express#" + get → "npm:express#get";
// "pypi:redis#Redis()" + get → "pypi:redis#Redis().get". Empty base: empty.
// A name longer than kMaxResolvedName is empty: not resolved.
inline constexpr std::size_t kMaxResolvedName = 400;
std::string MemberOf(std::string_view base, std::string_view member);

// The value that calling `callee` gives: "npm:express#" → "npm:express#default()".
std::string ValueOf(std::string_view callee);

// The name under which a call of `value` itself is told: a module object that
// is called is its default export ("npm:express#" → "npm:express#default").
std::string CalleeName(std::string_view value);

}  // namespace assay
