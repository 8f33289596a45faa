#include "facts/elixir/extractor.h"

#include <string>

#include "facts/elixir/known_names.h"

namespace assay {

ElixirExtractor::ElixirExtractor(const SyntaxTree& tree, FactSink& sink)
    : TypedExtractor(tree, sink, ElixirSyntax(), ElixirTraits()) {
  LookAhead();
}

// Modules, functions and records are known in their whole file.
void ElixirExtractor::LookAhead() {
  struct Around {
    NodeIndex end;
    std::string name;
  };
  std::vector<Around> around;
  for (NodeIndex node = 0; node < tree().size(); ++node) {
    while (!around.empty() && around.back().end <= node) around.pop_back();
    if (!IsCall(node)) continue;
    const std::string_view word = TargetOf(node);
    if (word == "defmodule") {
      const std::string_view own = TextOf(First(node));
      if (sink().facts().package.empty()) sink().facts().package = sink().Keep(own);
      // A module in another is known there by its own name.
      std::string name(own.substr(0, kMaxResolvedName));
      if (!around.empty() && around.back().name.size() + name.size() < kMaxResolvedName) {
        name = around.back().name + "." + name;
        aliases_.try_emplace(std::string(own.substr(0, own.find('.'))),
                             name.substr(0, name.size() - own.size() + own.find('.')));
        if (own.find('.') == std::string_view::npos) aliases_[std::string(own)] = name;
      }
      around.push_back({tree().End(node), std::move(name)});
    }
    if (IsRecord(node)) {
      const std::string_view record = TextOf(First(node));
      if (record.size() > 1) defined_.insert(std::string(record.substr(1)));
    }
    if (!DefinesElixirFunction(word) && word != "defdelegate" && word != "defguard") continue;
    const std::string_view name = DefinedName(node);
    if (!name.empty()) defined_.insert(std::string(name));
  }
}

bool ElixirExtractor::EnterOwn(NodeIndex node) {
  ForgetCallees();  // Definitions, aliases and imports are calls like others.
  CloseModules(node);
  if (node < skip_end_) return true;
  // A pattern of a function's head is bound with the others.
  if (node >= head_end_ && OperatorOf(node) == "=") {
    ReadMatch(node);
    return false;
  }
  const std::string_view kind = KindName(node);
  if (kind == "unary_operator") {
    ReadCapture(node);
    return ReadAttribute(node);
  }
  // What a receive does when nothing comes is no clean-up.
  if (kind == "after_block") return TargetOf(Parent(Parent(node))) == "receive";
  if (kind == "map") {
    ReadMade(node);
    return false;
  }
  if (kind == "stab_clause") {
    OpenScope(node, Bindings::ScopeKind::kBlock);
    ReadClause(node);
    // A function with one clause has no branch.
    return KindName(Parent(node)) == "anonymous_function" &&
           tree().NamedChild(Parent(node), 1) == kNoNode;
  }
  return IsCall(node) ? EnterCall(node) : false;
}

bool ElixirExtractor::EnterCall(NodeIndex node) {
  const std::string_view word = TargetOf(node);
  if (node == value_of_) return true;  // @name value is no call
  if (word == "alias" || word == "import" || word == "require" || word == "use") {
    skip_end_ = tree().End(node);
    ReadDirective(node, word);
    return true;
  }
  if (word == "defmodule" || word == "defprotocol" || word == "defimpl") {
    OpenModule(node, word);
    return true;
  }
  if (DefinesElixirFunction(word)) {
    OpenFunction(node, word);
    return true;
  }
  if (word == "defdelegate" || word == "defguard" || word == "defguardp") {
    if (word == "defdelegate") ReadDelegate(node);
    OpenFunction(node, word == "defguardp" ? "defp" : "def");
    skip_end_ = tree().End(node);
    return true;
  }
  if (word == "defstruct" || word == "defexception") {
    ReadStruct(At(node, Part::kArguments));
    if (word == "defexception") AddBase(node, "hex:Exception#");
    return true;
  }
  if (IsRecord(node)) ReadRecord(node);
  // The head of a function calls nothing.
  if (node < head_end_ || ReadsField(node)) return true;
  NoteOwnCall(node, word);
  NoteTable(node);
  ReadCallConstructs(node, word);
  return IsElixirForm(word);
}

}  // namespace assay
