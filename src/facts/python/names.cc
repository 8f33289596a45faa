// What Python's names stand for.
#include <array>
#include <string>
#include <unordered_set>

#include "base/text.h"
#include "facts/python/extractor.h"

namespace assay {
namespace {

constexpr std::string_view kEcosystem = "pypi:";
constexpr int kMaxClimb = 64;  // parents that are asked where a node stands

// What needs no import.
constexpr std::string_view kBuiltins =
    "abs aiter all anext any ascii bin bool breakpoint bytearray bytes callable chr classmethod "
    "compile complex delattr dict dir divmod enumerate eval exec exit filter float format "
    "frozenset "
    "getattr globals hasattr hash help hex id input int isinstance issubclass iter len list "
    "locals map max memoryview min next object oct open ord pow print property quit range repr "
    "reversed round set setattr slice sorted staticmethod str sum super tuple type vars zip "
    "__import__ NotImplemented BaseException BaseExceptionGroup Exception ExceptionGroup "
    "ArithmeticError AssertionError AttributeError BlockingIOError BrokenPipeError BufferError "
    "BytesWarning ChildProcessError ConnectionAbortedError ConnectionError ConnectionRefusedError "
    "ConnectionResetError DeprecationWarning EOFError EnvironmentError FileExistsError "
    "FileNotFoundError FloatingPointError FutureWarning GeneratorExit IOError ImportError "
    "ImportWarning IndentationError IndexError InterruptedError IsADirectoryError KeyError "
    "KeyboardInterrupt LookupError MemoryError ModuleNotFoundError NameError NotADirectoryError "
    "NotImplementedError OSError OverflowError PendingDeprecationWarning PermissionError "
    "ProcessLookupError RecursionError ReferenceError ResourceWarning RuntimeError RuntimeWarning "
    "StopAsyncIteration StopIteration SyntaxError SyntaxWarning SystemError SystemExit TabError "
    "TimeoutError TypeError UnboundLocalError UnicodeDecodeError UnicodeEncodeError UnicodeError "
    "UnicodeTranslateError UnicodeWarning UserWarning ValueError Warning ZeroDivisionError";

bool IsBuiltin(std::string_view name) {
  static const std::unordered_set<std::string_view> kNames = [] {
    const std::vector<std::string_view> names = Split(kBuiltins, ' ');
    return std::unordered_set<std::string_view>(names.begin(), names.end());
  }();
  return kNames.contains(name);
}

// Types that say of their first parameter: this, or none.
bool IsTransparentType(std::string_view last) {
  return last == "Optional" || last == "Annotated" || last == "Final" || last == "ClassVar" ||
         last == "Required" || last == "NotRequired" || last == "ReadOnly" || last == "Mapped";
}

std::string_view LastMember(std::string_view name) {
  const std::size_t end = name.find_last_of("#.");
  return end == std::string_view::npos ? name : name.substr(end + 1);
}

bool IsClassName(std::string_view last) {
  return !last.empty() && last[0] >= 'A' && last[0] <= 'Z' && !last.ends_with("()") &&
         ToLowerAscii(last) != last;
}

bool IsSafe(Provenance provenance) {
  return provenance == Provenance::kLiteral || provenance == Provenance::kConstant ||
         provenance == Provenance::kNumber || provenance == Provenance::kIdentifier ||
         provenance == Provenance::kAllowList;
}

// Of a name that holds one or the other: the less safe one.
Provenance Either(Provenance a, Provenance b) {
  if (a == b) return a;
  if (IsSafe(a) && IsSafe(b)) return Provenance::kAllowList;
  for (const Provenance told : {Provenance::kRequest, Provenance::kParameter}) {
    if (a == told || b == told) return told;
  }
  return Provenance::kUnknown;
}

}  // namespace

void PythonExtractor::AddExports() {
  for (const Text name : file_.innermost_names()) AddExport(name, file_.Find(name)->value);
  for (const auto& [function, value] : returns_) AddExport(function + "()", value);
  for (const Import& import : sink().facts().imports) {
    if (import.form == ImportForm::kWildcard && import.scope == kNoScope)
      AddExport("*", import.module);
  }
}

// ---- resolution

std::string PythonExtractor::ResolveName(std::string_view name) {
  std::size_t scope = 0;
  const Binding* binding = names().Find(name, true, &scope);
  const bool of_file = binding == nullptr || scope == 0;
  if (of_file && names().in_function()) {
    // A function runs when the file has: what is bound below counts, too.
    const Binding* const summed = file_.Find(name);
    if (summed != nullptr) binding = summed;
  }
  if (binding != nullptr) return std::string(binding->value);
  if (IsBuiltin(name)) return "global:#" + std::string(name);
  return {};
}

std::string PythonExtractor::Resolve(NodeIndex node, int depth) {
  if (node == kNoNode || depth > kMaxChain) return {};
  switch (K(node)) {
    case Py::kIdentifier:
      return ResolveName(TextOf(node));
    case Py::kAttribute:
      return ResolveAttribute(node, depth);
    case Py::kCall:
      return ResolveCall(node, depth);
    case Py::kSubscript:
      return ResolveSubscript(node, depth);
    case Py::kAwait:
    case Py::kParenthesized:
      return Resolve(tree().NamedChild(node, 0), depth + 1);
    case Py::kNamedExpression:
      return Resolve(Child(node, s_.value), depth + 1);
    case Py::kAssignment:  // t = table["x"] = Table()
      return Resolve(Child(node, s_.right), depth + 1);
    case Py::kBoolean:
      if (TextOf(Child(node, s_.op)) != "or") return {};
      return ResolveEither(Child(node, s_.left), Child(node, s_.right), depth + 1);
    case Py::kConditional:
      return ResolveEither(tree().NamedChild(node, 0), tree().NamedChild(node, 2), depth + 1);
    default:
      return {};
  }
}

// `session or Session()`, `Redis() if url else None`: one value where both
// sides agree, or where the other side says nothing of its own.
std::string PythonExtractor::ResolveEither(NodeIndex first, NodeIndex second, int depth) {
  const std::string a = K(first) == Py::kNone ? std::string() : Resolve(first, depth);
  const std::string b = K(second) == Py::kNone ? std::string() : Resolve(second, depth);
  if (a == b) return a;
  const auto says_nothing = [&](NodeIndex node, const std::string& value) {
    if (K(node) == Py::kNone) return true;
    if (K(node) != Py::kIdentifier || !value.empty()) return false;
    const Binding* const known = names().Find(TextOf(node), true);
    return known != nullptr && known->provenance == Provenance::kParameter;
  };
  if (says_nothing(first, a)) return b;
  if (says_nothing(second, b)) return a;
  return {};
}

// A variable of that name is not the object that the method runs on.
bool PythonExtractor::IsSelf(NodeIndex node) {
  if (K(node) != Py::kIdentifier || (TextOf(node) != "self" && TextOf(node) != "cls")) return false;
  const Binding* const bound = names().Find(TextOf(node), true);
  return bound != nullptr && bound->provenance == Provenance::kParameter;
}

std::string PythonExtractor::ResolveAttribute(NodeIndex node, int depth) {
  const NodeIndex object = Child(node, s_.object);
  const std::string_view member = TextOf(Child(node, s_.attribute));
  if (IsSelf(object) && EnclosingClass() != nullptr) {
    const std::string field = FieldValue(member);
    return field.empty() ? MemberOf("self:#", member) : field;
  }
  const std::string base = Resolve(object, depth + 1);
  if (base.starts_with("local:#") && base.ends_with("()")) {
    const auto known = class_fields_.find(base.substr(7, base.size() - 9));
    if (known != class_fields_.end()) {
      const auto field = known->second.find(std::string(member));
      if (field != known->second.end() && !field->second.empty()) return field->second;
    }
  }
  return MemberOf(base, member);
}

std::string PythonExtractor::ResolveCall(NodeIndex node, int depth) {
  const std::string callee = Resolve(Child(node, s_.function), depth + 1);
  if (callee.starts_with("local:#")) {
    const auto returned = returns_.find(callee.substr(7));
    if (returned != returns_.end() && !returned->second.empty()) return returned->second;
  }
  if (callee.starts_with("self:#")) {
    const std::string returned = FieldValue(callee.substr(6) + "()");
    if (!returned.empty()) return returned;
  }
  if (callee == "pypi:typing#cast")
    return ValueOfType(tree().NamedChild(Child(node, s_.arguments), 0));
  if (callee == "pypi:importlib#import_module" || callee == "global:#__import__") {
    TextValue module;
    const NodeIndex name = tree().NamedChild(Child(node, s_.arguments), 0);
    if (K(name) == Py::kString && ReadText(name, module) && module.parts.empty())
      return MemberOf(ModuleName(module.value) + "#", "").substr(0, kMaxResolvedName);
    return {};
  }
  return ValueOf(callee);
}

// Redis[bytes] is Redis; an element of another known value is its `[]`.
std::string PythonExtractor::ResolveSubscript(NodeIndex node, int depth) {
  const std::string base = Resolve(Child(node, s_.value), depth + 1);
  if (base.empty() || base.ends_with("()") || base.size() >= kMaxResolvedName) return {};
  return IsClassName(LastMember(base)) ? base : base + "[]";
}

// ---- imports

std::string PythonExtractor::ModuleName(std::string_view dotted) {
  std::string name(dotted.starts_with(".") ? "own:" : kEcosystem);
  for (const char c : dotted) {
    if (c != ' ' && c != '\t' && c != '\\' && c != '\n' && c != '\r') name += c;
  }
  return name;
}

bool PythonExtractor::IsTypeOnly(NodeIndex node) const {
  NodeIndex below = node;
  NodeIndex up = Parent(node);
  for (int i = 0; i < kMaxClimb && up != kNoNode; ++i, below = up, up = Parent(up)) {
    if (K(up) == Py::kFunction) return false;
    if (K(up) == Py::kIf && K(below) == Py::kBlock)
      return TextOf(Child(up, s_.condition)).ends_with("TYPE_CHECKING");
  }
  return false;
}

// In an except, else or elif: what is tried when the first choice is not there.
bool PythonExtractor::IsAlternative(NodeIndex node) const {
  NodeIndex up = Parent(node);
  for (int i = 0; i < kMaxClimb && up != kNoNode; ++i, up = Parent(up)) {
    if (K(up) == Py::kExcept || K(up) == Py::kElse || K(up) == Py::kElif) return true;
    if (K(up) == Py::kFunction || K(up) == Py::kClass) return false;
  }
  return false;
}

void PythonExtractor::AddImport(NodeIndex node, std::string_view module, std::string_view symbol,
                                std::string_view alias, ImportForm form) {
  Import import;
  import.region = RegionOf(tree()[node]);
  import.module = sink().Keep(module);
  import.symbol = sink().Keep(symbol);
  import.alias = sink().Keep(alias);
  import.form = form;
  import.type_only = IsTypeOnly(node);
  import.scope = scope();
  sink().Add(std::move(import));
}

void PythonExtractor::BindImport(NodeIndex node, std::string_view name, const std::string& value) {
  const Binding* const known = names().FindInBody(name);
  if (known != nullptr && !known->value.empty() && IsAlternative(node)) return;
  names().BindInBody(name, {sink().KeepName(value), {}, Provenance::kUnknown}, true);
}

void PythonExtractor::ReadImport(NodeIndex node, bool ahead) {
  for (NodeIndex child = tree().FirstChild(node); child != kNoNode;
       child = tree().NextSibling(child)) {
    if (tree().Field(child) != s_.name) continue;
    const bool aliased = K(child) == Py::kAliased;
    const std::string_view module = TextOf(aliased ? Child(child, s_.name) : child);
    const std::string_view alias = TextOf(aliased ? Child(child, s_.alias) : kNoNode);
    if (!ahead) AddImport(child, ModuleName(module), {}, alias, ImportForm::kModule);
    const std::string_view top = Trim(module.substr(0, module.find('.')));
    BindImport(node, aliased ? alias : top, ModuleName(aliased ? module : top) + "#");
  }
}

void PythonExtractor::ReadImportFrom(NodeIndex node, bool ahead) {
  // The grammar has a statement of its own for __future__, without the module's name.
  const NodeIndex module_node = Child(node, s_.module_name);
  const std::string module =
      ModuleName(module_node == kNoNode ? std::string_view("__future__") : TextOf(module_node));
  for (NodeIndex child = tree().FirstChild(node); child != kNoNode;
       child = tree().NextSibling(child)) {
    if (K(child) == Py::kWildcard && !ahead)
      AddImport(child, module, "*", {}, ImportForm::kWildcard);
    if (tree().Field(child) != s_.name) continue;
    const bool aliased = K(child) == Py::kAliased;
    const std::string_view symbol = TextOf(aliased ? Child(child, s_.name) : child);
    const std::string_view alias = TextOf(aliased ? Child(child, s_.alias) : kNoNode);
    if (!ahead) AddImport(child, module, symbol, alias, ImportForm::kMember);
    BindImport(node, aliased ? alias : symbol, MemberOf(module + "#", symbol));
  }
}

// ---- types

// T = TypeVar("T") stands for any type.
bool PythonExtractor::IsTypeVariable(std::string_view resolved) {
  return resolved.starts_with("pypi:typing") && resolved.ends_with("#TypeVar()");
}

std::string PythonExtractor::ValueOfType(NodeIndex type, int depth) {
  if (type == kNoNode || depth > kMaxChain) return {};
  switch (K(type)) {
    case Py::kType:
    case Py::kParenthesized:
      return ValueOfType(tree().NamedChild(type, 0), depth + 1);
    case Py::kIdentifier:
    case Py::kAttribute: {
      const std::string name = Resolve(type);
      return IsTypeVariable(name) ? std::string() : ValueOf(name);
    }
    case Py::kString: {
      // A type that is not defined yet is quoted: only a name is looked up.
      TextValue text;
      ReadLiteral(type, text);
      return text.parts.empty() ? ValueOf(ResolveName(text.value)) : std::string();
    }
    case Py::kGeneric:
      return ValueOfGeneric(tree().NamedChild(type, 0),
                            tree().NamedChild(tree().NamedChild(type, 1), 0), depth);
    case Py::kSubscript:
      return ValueOfGeneric(Child(type, s_.value), Child(type, s_.subscript), depth);
    case Py::kBinary: {
      const NodeIndex left = Child(type, s_.left);
      const NodeIndex right = Child(type, s_.right);
      if (K(right) == Py::kNone) return ValueOfType(left, depth + 1);
      return K(left) == Py::kNone ? ValueOfType(right, depth + 1) : std::string();
    }
    default:
      return {};
  }
}

// Optional[R] holds an R, type[R] is R, list[R] a list.
std::string PythonExtractor::ValueOfGeneric(NodeIndex name, NodeIndex parameter, int depth) {
  const std::string base = Resolve(name);
  if (base == "global:#type" || base == "pypi:typing#Type") {
    const NodeIndex named = K(parameter) == Py::kType ? tree().NamedChild(parameter, 0) : parameter;
    return Resolve(named);
  }
  if (!IsTransparentType(LastMember(base.empty() ? TextOf(name) : base))) return ValueOf(base);
  return ValueOfType(parameter, depth + 1);
}

std::string PythonExtractor::TypeName(NodeIndex type) {
  if (type == kNoNode) return {};
  const NodeIndex named = K(type) == Py::kType ? tree().NamedChild(type, 0) : type;
  if (K(named) == Py::kIdentifier || K(named) == Py::kAttribute) {
    const std::string name = Resolve(named);
    if (!name.empty() && !IsTypeVariable(name)) return name;
  }
  return Bounded(type);
}

// ---- bindings

Binding PythonExtractor::ValueBinding(NodeIndex right, NodeIndex type) {
  Binding binding;
  std::string value = Resolve(right);
  // An element is told as [] only where it is read.
  if (value.ends_with("[]")) value.clear();
  if (value.empty() && type != kNoNode) value = ValueOfType(type);
  binding.value = sink().KeepName(value);
  binding.provenance = ProvenanceOf(right);
  const bool of_file = EnclosingFunctionIndex() == kNoScope;
  switch (K(right)) {
    case Py::kString:
    case Py::kConcatenated:
    case Py::kBinary: {
      TextValue text;
      if (!ReadText(right, text) || !text.parts.empty()) break;
      binding.literal = sink().Keep(text.value);
      binding.provenance = of_file ? Provenance::kConstant : Provenance::kLiteral;
      break;
    }
    case Py::kList:
    case Py::kTuple:
    case Py::kSet:
    case Py::kDictionary:
      binding.provenance = Provenance::kAllowList;
      for (const NodeIndex item : ItemsOf(right)) {
        const NodeIndex told = K(item) == Py::kPair ? Child(item, s_.value) : item;
        if (!IsSafe(ProvenanceOf(told))) binding.provenance = Provenance::kUnknown;
      }
      break;
    default:
      break;
  }
  return binding;
}

// x = None is "not yet" or "no more"; x = … in an except is for want of the import.
bool PythonExtractor::SaysNothingMore(const Binding& known, NodeIndex right,
                                      NodeIndex statement) const {
  if (known.value.empty()) return false;
  return K(right) == Py::kNone || (!known.value.ends_with("()") && IsAlternative(statement));
}

void PythonExtractor::BindValue(NodeIndex left, NodeIndex right, NodeIndex statement) {
  if (K(left) != Py::kIdentifier || right == kNoNode) return;
  const std::string_view name = TextOf(left);
  const Binding* const known = names().FindInBody(name);
  if (known != nullptr && SaysNothingMore(*known, right, statement)) return;
  BindFrom(tree().End(statement), statement, name, ValueBinding(right, Child(statement, s_.type)));
  TextValue text;
  if (ReadText(right, text)) {
    BindText(name, std::move(text));
  } else {
    ForgetText(name);
  }
}

void PythonExtractor::BindTarget(NodeIndex target, const Binding& binding, NodeIndex from,
                                 NodeIndex statement) {
  std::vector<std::string_view> targets;
  CollectTargets(target, targets);
  for (const std::string_view name : targets) {
    // Several targets share what one would hold: none of them is it.
    BindFrom(from, statement, name, targets.size() == 1 ? binding : Binding{});
    ForgetText(name);
  }
}

void PythonExtractor::BindFrom(NodeIndex from, NodeIndex statement, std::string_view name,
                               const Binding& binding) {
  pending_.push_back({from, names().depth(), statement, name, binding, false, false});
}

void PythonExtractor::ApplyPending(NodeIndex node) {
  while (!pending_.empty() && pending_.back().at <= node) {
    const Pending pending = pending_.back();
    pending_.pop_back();
    if (names().depth() < pending.depth) continue;
    if (!pending.merge) {
      BindNow(pending.statement, pending.name, pending.binding);
      continue;
    }
    if (pending.leaves) {
      names().BindInBody(pending.name, pending.binding, true);
      continue;
    }
    const Binding* const now = names().FindInBody(pending.name);
    if (now == nullptr) continue;
    Binding merged = *now;
    merged.provenance = Either(now->provenance, pending.binding.provenance);
    if (now->literal != pending.binding.literal) merged.literal = {};
    // A parameter that was not given says nothing against the default.
    const bool not_given =
        pending.binding.value.empty() && pending.binding.provenance == Provenance::kParameter;
    if (now->value != pending.binding.value && !not_given) merged.value = {};
    names().BindInBody(pending.name, merged, true);
  }
}

void PythonExtractor::BindNow(NodeIndex statement, std::string_view name, const Binding& binding) {
  const Binding* const known = names().FindInBody(name);
  const NodeIndex block = ConditionalBlockOf(statement);
  NodeIndex& last = last_block_[name];
  if (known != nullptr && known->assigned && block != kNoNode && last != block) {
    pending_.push_back(
        {tree()[block].next, names().depth(), statement, name, *known, true, Leaves(block)});
  }
  last = block;
  names().BindInBody(name, binding, true);
}

// The innermost block around a statement that does not always run; kNoNode if
// the statement runs whenever its function does.
NodeIndex PythonExtractor::ConditionalBlockOf(NodeIndex statement) const {
  NodeIndex up = statement;
  for (int i = 0; i < kMaxClimb && up != kNoNode; ++i, up = Parent(up)) {
    if (K(up) != Py::kBlock) continue;
    const Py owner = K(Parent(up));
    if (owner == Py::kFunction || owner == Py::kClass) return kNoNode;
    if (owner != Py::kWith) return up;
  }
  return kNoNode;
}

bool PythonExtractor::Leaves(NodeIndex block) {
  if (leaves_block_ == block) return leaves_;
  Py last = Py::kOther;
  for (NodeIndex i = tree().FirstChild(block); i != kNoNode; i = tree().NextSibling(i)) {
    if (IsChild(i)) last = K(i);
  }
  leaves_block_ = block;
  leaves_ = last == Py::kReturn || last == Py::kRaise || last == Py::kLeave;
  return leaves_;
}

// A comprehension's names are its own from its first word on.
void PythonExtractor::BindComprehension(NodeIndex node) {
  for (NodeIndex i = tree().FirstChild(node); i != kNoNode; i = tree().NextSibling(i)) {
    if (K(i) != Py::kForIn) continue;
    const NodeIndex target = Child(i, s_.left);
    for (NodeIndex name = target; name < tree().End(target); ++name) {
      if (K(name) == Py::kIdentifier) names().Bind(TextOf(name), {}, true);
    }
  }
}

}  // namespace assay
