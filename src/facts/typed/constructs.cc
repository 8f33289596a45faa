// Variables, control flow, and the events that algorithms are told by.
#include <algorithm>
#include <string>

#include "base/text.h"
#include "facts/open_names.h"
#include "facts/typed/extractor.h"

namespace assay {
namespace {

constexpr std::size_t kWrittenText = 160;  // of a value that is stored in a table
constexpr int kMaxClimb = 24;              // parents that are asked whether code may not run

bool IsOrder(std::string_view op) { return op == "<" || op == ">" || op == "<=" || op == ">="; }

Provenance Either(Provenance a, Provenance b) {
  if (a == b) return a;
  for (const Provenance told : {Provenance::kRequest, Provenance::kParameter}) {
    if (a == told || b == told) return told;
  }
  if (a == Provenance::kUnknown || b == Provenance::kUnknown) return Provenance::kUnknown;
  return Provenance::kAllowList;
}

}  // namespace

// ---- variables

const Binding* TypedExtractor::Known(std::string_view name) {
  std::size_t scope = 0;
  const Binding* const binding = names().Find(name, false, &scope);
  // PHP's variables begin with a sign; a constant of the file is seen in all of it.
  const bool hidden =
      traits_.function_scoped && scope == 0 && names().in_function() && name.starts_with('$');
  return hidden ? nullptr : binding;
}

// Whether the code may not run although its function does.
bool TypedExtractor::IsConditional(NodeIndex node) const {
  for (int i = 0; i < kMaxClimb && node != kNoNode; ++i, node = Parent(node)) {
    switch (R(node)) {
      case Role::kIf:
      case Role::kFor:
      case Role::kForEach:
      case Role::kWhile:
      case Role::kSwitch:
      case Role::kCase:
      case Role::kMatch:
      case Role::kCatch:
        return true;
      case Role::kFunction:
      case Role::kConstructor:
      case Role::kLambda:
        return false;
      default:
        break;
    }
  }
  return false;
}

bool TypedExtractor::IsConstant(NodeIndex declaration) {
  return KindName(declaration).find("const") != std::string_view::npos;
}

void TypedExtractor::Declare(const Declared& declared, const std::string& value, bool parameter,
                             NodeIndex from) {
  const std::string_view name = NameText(declared.name);
  if (name.empty() || name == "_") return;
  Binding binding;
  binding.value = sink().KeepName(value);
  if (parameter) {
    binding.provenance = Provenance::kParameter;
  } else if (declared.index == 0 && declared.value != kNoNode) {
    binding.provenance =
        IsAllowList(declared.value) ? Provenance::kAllowList : ProvenanceOf(declared.value);
  }
  const TypeInfo* const own = InfoOf(value);
  if (own != nullptr && own->is_enum) binding.provenance = Provenance::kAllowList;
  if (!declared.refers && IsNumberType(declared.type)) binding.provenance = Provenance::kNumber;
  TextValue text;
  const bool told = !parameter && declared.index == 0 && declared.value != kNoNode &&
                    ReadText(declared.value, text);
  if (!parameter && declared.value != kNoNode && declared.index == 0) {
    shapes().Assign(name, Written(declared.value));
    const NodeIndex made = Inner(declared.value);
    const bool builds =
        R(made) == Role::kNew || (R(made) == Role::kCall && traits_.builders.contains(value) &&
                                  MakesBuilder(CalleeOf(made)));
    if (!builds) AddNamedText(declared.value, name);
  }
  if (told && text.parts.empty() && EnclosingFunctionIndex() == kNoScope &&
      IsConstant(Parent(declared.name)))
    binding.provenance = Provenance::kConstant;
  Deferred variable{from,
                    names().depth(),
                    name,
                    binding,
                    !traits_.function_scoped || !IsConditional(declared.name),
                    told || (traits_.builders.contains(value) &&
                             (declared.value == kNoNode || R(Inner(declared.value)) == Role::kNew)),
                    std::move(text)};
  if (from != 0) {
    deferred_.push_back(std::move(variable));
  } else {
    BindDeferred(variable);
  }
}

void TypedExtractor::BindDeferred(const Deferred& variable) {
  // Its block is over: nothing sees it any more.
  if (variable.from != 0 && names().depth() != variable.depth) return;
  if (traits_.function_scoped) {
    names().BindInFunction(variable.name, variable.binding, variable.replace);
  } else {
    names().Bind(variable.name, variable.binding, variable.replace);
  }
  if (variable.told) {
    BindText(variable.name, variable.text);
  } else {
    ForgetText(variable.name);
  }
}

void TypedExtractor::BindDue(NodeIndex node) {
  const auto later = [node](const Deferred& variable) { return variable.from > node; };
  if (std::all_of(deferred_.begin(), deferred_.end(), later)) return;
  std::vector<Deferred> due = std::move(deferred_);
  deferred_.clear();
  for (Deferred& variable : due) {
    if (later(variable)) {
      deferred_.push_back(std::move(variable));
    } else {
      BindDeferred(variable);
    }
  }
}

void TypedExtractor::ReadVariable(NodeIndex node) {
  const std::vector<Declared> all = DeclarationsOf(node);
  std::vector<std::string> values;
  for (std::size_t i = 0; i < all.size(); ++i) {
    const Declared& declared = all[i];
    if (declared.index == 0) {
      std::size_t count = 1;
      while (i + count < all.size() && all[i + count].index == count) ++count;
      values = ValuesOf(declared.value, count);
    }
    std::string value = ValueOfType(declared.type);
    if (value.empty() && declared.index < values.size()) value = values[declared.index];
    Declare(declared, value, false, tree().End(node));
    NoteTypes(declared.type, NameText(declared.name));
  }
}

void TypedExtractor::ReadAssign(NodeIndex left, NodeIndex right, std::string_view op) {
  if (right == kNoNode) return;
  const bool plain = op == "=" || op == ":=";
  const Element element = ElementOf(left);
  // $queue[] = $next
  if (element.table != kNoNode && element.key == kNoNode) shapes().Put(Bounded(element.table));
  if (element.table != kNoNode) {
    const std::string value = plain ? Written(right) : Bounded(left) + " + " + Written(right);
    shapes().WriteElement(Bounded(element.table), Bounded(element.key),
                          value.substr(0, kWrittenText));
    return AddNamedText(right, Bounded(left));
  }
  switch (R(left)) {
    case Role::kIdentifier:
      break;
    case Role::kMember:
      return AddNamedText(right, Bounded(left));
    default:
      return;
  }
  const std::string_view name = TextOf(left);
  if (!plain) {
    shapes().Assign(name,
                    std::string(name) + " " + std::string(op.substr(0, 1)) + " " + Bounded(right));
    if (op != std::string(traits_.concatenation) + "=") return;
    TextValue text;
    if (!ReadText(right, text)) AddPart(right, text);
    Consume(right);
    return AppendText(name, text);
  }
  if (traits_.function_scoped)
    return Declare({left, kNoNode, right, 0}, Evaluate(right), false, tree().End(Parent(left)));
  shapes().Assign(name, Written(right));
  AddNamedText(right, name);
  TextValue text;
  const bool told = ReadText(right, text);
  // The type stays; where the value comes from may change.
  if (const Binding* const known = names().Find(name)) {
    Binding binding = *known;
    binding.provenance = Either(known->provenance, ProvenanceOf(right));
    if (binding.value.empty()) binding.value = sink().KeepName(Evaluate(right));
    if (EnclosingFunctionIndex() != kNoScope) names().Bind(name, binding, true);
  }
  if (told && !IsConditional(left)) {
    BindText(name, std::move(text));
  } else if (!told) {
    ForgetText(name);
  }
}

std::string TypedExtractor::Written(NodeIndex value) { return Bounded(value, kWrittenText); }

// ---- loops

void TypedExtractor::OpenForEach(NodeIndex node, NodeIndex over,
                                 const std::vector<NodeIndex>& names_of, std::size_t element) {
  Branch();
  OpenLoop(node, "for");
  if (!traits_.function_scoped) OpenScope(node, Bindings::ScopeKind::kBlock);
  const std::string collection = Evaluate(over);
  const Provenance source = IsAllowList(Inner(over)) ? Provenance::kAllowList : ProvenanceOf(over);
  const NodeIndex type = At(node, Part::kType);
  for (std::size_t i = 0; i < names_of.size(); ++i) {
    const std::string_view name = NameText(names_of[i]);
    if (name.empty() || name == "_") continue;
    Binding binding;
    std::string value = ValueOfType(type);
    if (i == element) {
      if (value.empty() && collection.starts_with("[]")) value = collection.substr(2);
      if (source == Provenance::kAllowList || source == Provenance::kParameter ||
          source == Provenance::kRequest)
        binding.provenance = source;
    } else if (names_of.size() > 1) {
      value = {};
    }
    binding.value = sink().KeepName(value);
    if (IsNumberType(type)) binding.provenance = Provenance::kNumber;
    if (traits_.function_scoped) {
      names().BindInFunction(name, binding, true);
    } else {
      names().Bind(name, binding, true);
    }
    ForgetText(name);
  }
}

void TypedExtractor::ReadForEach(NodeIndex node) {
  const std::vector<NodeIndex> left = AllAt(node, Part::kLeft);
  OpenForEach(node, At(node, Part::kRight), left, left.empty() ? 0 : left.size() - 1);
}

// ---- errors

TypedExtractor::CatchParts TypedExtractor::CatchOf(NodeIndex node) {
  CatchParts parts;
  parts.name = At(node, Part::kName);
  for (const NodeIndex type : AllAt(node, Part::kType)) {
    if (R(type) != Role::kBases) {
      parts.types.push_back(type);
      continue;
    }
    for (const NodeIndex one : ItemsOf(type)) parts.types.push_back(one);
  }
  return parts;
}

void TypedExtractor::ReadCatch(NodeIndex node) {
  Branch();
  if (!traits_.function_scoped) OpenScope(node, Bindings::ScopeKind::kBlock);
  const CatchParts parts = CatchOf(node);
  const std::string_view name = TextOf(parts.name);
  const std::string_view detail = HandlerDetail(At(node, Part::kBody), name);
  if (parts.types.empty()) AddConstruct(node, ConstructKind::kHandler, {}, detail);
  for (const NodeIndex type : parts.types) {
    const std::string resolved = ResolveType(type);
    const bool known = !resolved.empty() && !resolved.starts_with("?:");
    AddConstruct(node, ConstructKind::kHandler,
                 IsOpenName(resolved) ? OpenNameOr(resolved, Bounded(type))
                 : known              ? resolved
                                      : Bounded(type),
                 detail);
  }
  if (name.empty()) return;
  const std::string value = parts.types.size() == 1 ? ValueOfType(parts.types[0]) : std::string();
  const Binding binding{sink().KeepName(value), {}, {}};
  if (traits_.function_scoped) {
    names().BindInFunction(name, binding, true);
  } else {
    names().Bind(name, binding, true);
  }
  caught_.push_back({tree().End(node), name});
}

// Whether a value is made of the caught one: new X(…, e), X.of(e), X(e).
bool TypedExtractor::Passes(NodeIndex value, std::string_view caught) const {
  value = Inner(value);
  if (caught.empty() || (R(value) != Role::kNew && R(value) != Role::kCall)) return false;
  for (const NodeIndex argument : ItemsOf(ArgumentListOf(value))) {
    const NodeIndex inner = Inner(argument);
    const bool named = R(argument) == Role::kArgument && At(argument, Part::kName) != kNoNode;
    const NodeIndex last = named ? tree().NamedChild(argument, 1) : kNoNode;
    for (const NodeIndex one : {inner, last}) {
      if (R(one) == Role::kIdentifier && TextOf(one) == caught) return true;
    }
  }
  return false;
}

std::string_view TypedExtractor::HandlerDetail(NodeIndex body, std::string_view caught) {
  return DetailOf(ItemsOf(body), caught);
}

std::string_view TypedExtractor::DetailOf(const std::vector<NodeIndex>& all,
                                          std::string_view caught) {
  std::size_t statements = 0;
  std::size_t logs = 0;
  bool only_pass = true;
  for (NodeIndex item : all) {
    ++statements;
    only_pass = only_pass && R(item) == Role::kContinue;
    if (IsLogCall(item)) ++logs;
    if (R(item) == Role::kStatement) item = tree().NamedChild(item, 0);
    if (R(item) != Role::kThrow) continue;
    const NodeIndex thrown = tree().NamedChild(item, 0);
    if (thrown == kNoNode || TextOf(thrown) == caught) return "rethrow";
    return Passes(thrown, caught) ? "wrap" : "handle";
  }
  if (statements == 0) return "empty";
  if (only_pass) return "pass";
  return logs == statements ? "log" : "handle";
}

// logger.Error(…), $this->logger->error(…), println!(…).
bool TypedExtractor::IsLogCall(NodeIndex statement) {
  NodeIndex call = R(statement) == Role::kStatement ? tree().NamedChild(statement, 0) : statement;
  call = Inner(call);
  if (R(call) != Role::kCall) return false;
  const CallParts parts = PartsOf(call);
  const std::string_view member = NameText(parts.name);
  if (!traits_.log_members.contains(member)) return false;
  if (parts.object == kNoNode) return true;
  const std::string_view object = TextOf(parts.object);
  const std::string_view last = object.substr(object.find_last_of(".>:") + 1).substr(0, 40);
  const std::string lower = ToLowerAscii(last);
  return lower.find("log") != std::string::npos || lower == "console" || lower == "fmt" ||
         lower == "slog" || lower == "zap";
}

void TypedExtractor::ReadThrow(NodeIndex node) {
  const NodeIndex thrown = Inner(tree().NamedChild(node, 0));
  std::string type;
  if (R(thrown) == Role::kNew) {
    const NodeIndex named = At(thrown, Part::kType);
    type = ResolveType(named);
    if (IsOpenName(type)) {
      type = OpenNameOr(type, Bounded(named));
    } else if (type.empty() || type.starts_with("?:")) {
      type = Bounded(named);
    }
  } else {
    type = Resolve(thrown);
    if (type.ends_with("()")) type.resize(type.size() - 2);
    if (IsOpenName(type))
      type = OpenNameOr(type, std::string_view(type).substr(type.find('#') + 1));
    if (type.starts_with("?:#")) type.erase(0, 3);
    if (type.empty()) type = Bounded(thrown);
  }
  AddConstruct(node, ConstructKind::kThrow, type, NamesCause(thrown) ? "cause" : "");
}

bool TypedExtractor::NamesCause(NodeIndex thrown) const {
  return std::any_of(caught_.begin(), caught_.end(),
                     [&](const Caught& caught) { return Passes(thrown, caught.name); });
}

// ---- comparisons

TypedExtractor::Element TypedExtractor::ElementOf(NodeIndex node) {
  if (R(node) != Role::kIndex) return {};
  return {At(node, Part::kObject), At(node, Part::kKey)};
}

void TypedExtractor::ReadComparison(NodeIndex node) {
  const std::string_view op = TextOf(At(node, Part::kOperator));
  if (op == "&&" || op == "||" || op == "and" || op == "or") return Branch();
  const bool equality = op == "==" || op == "!=" || op == "===" || op == "!==";
  if (!equality && !IsOrder(op)) return;
  bool told = false;
  for (const NodeIndex side : {At(node, Part::kLeft), At(node, Part::kRight)}) {
    const NodeIndex inner = Inner(side);
    if (R(inner) == Role::kIdentifier) shapes().CompareName(TextOf(inner));
    const Element element = ElementOf(inner);
    if (element.table == kNoNode) continue;
    const std::string table = Bounded(element.table);
    const std::string key = Bounded(element.key);
    shapes().CompareElement(table, key);
    // memo[n] != 0: whether something is there.
    if (equality) shapes().TestMember(table, key);
    if (!told) AddConstruct(node, ConstructKind::kIndexComparison);
    told = true;
  }
}

// (a[i], a[j]) = (a[j], a[i])
void TypedExtractor::NoteExchange(NodeIndex node, NodeIndex left, NodeIndex right) {
  const std::vector<NodeIndex> to = ItemsOf(left);
  const std::vector<NodeIndex> from = ItemsOf(right);
  if (to.size() != 2 || from.size() != 2) return;
  const bool elements = R(Inner(to[0])) == Role::kIndex && R(Inner(to[1])) == Role::kIndex;
  if (elements && TextOf(to[0]) == TextOf(from[1]) && TextOf(to[1]) == TextOf(from[0]))
    AddConstruct(node, ConstructKind::kSwap);
}

// tmp := a[i]; a[i] = a[j]; a[j] = tmp
void TypedExtractor::NoteSwap(NodeIndex node) {
  constexpr std::size_t kMaxItems = 512;
  NodeIndex last = node;
  if (R(Parent(last)) == Role::kStatement) last = Parent(last);
  const NodeIndex block = Parent(last);
  NodeIndex before = kNoNode;
  NodeIndex first = kNoNode;
  std::size_t seen = 0;
  for (NodeIndex i = tree().FirstChild(block); i != last && i != kNoNode && seen < kMaxItems;
       i = tree().NextSibling(i), ++seen) {
    if (!tree()[i].named() || R(i) == Role::kComment) continue;
    first = before;
    before = i;
  }
  const auto unwrapped = [this](NodeIndex item) {
    return R(item) == Role::kStatement ? tree().NamedChild(item, 0) : item;
  };
  const NodeIndex move = unwrapped(before);
  if (first == kNoNode || R(move) != Role::kAssign) return;
  std::string_view kept_name;
  std::string_view kept_value;
  if (R(first) == Role::kVariable) {
    const std::vector<Declared> declared = DeclarationsOf(first);
    if (declared.size() != 1) return;
    kept_name = TextOf(declared[0].name);
    kept_value = TextOf(Inner(declared[0].value));
  } else if (R(unwrapped(first)) == Role::kAssign) {
    kept_name = TextOf(Inner(At(unwrapped(first), Part::kLeft)));
    kept_value = TextOf(Inner(At(unwrapped(first), Part::kRight)));
  }
  const std::string_view a = TextOf(At(move, Part::kLeft));
  const std::string_view b = TextOf(At(move, Part::kRight));
  if (!kept_name.empty() && a == kept_value && b == TextOf(At(node, Part::kLeft)) &&
      TextOf(At(node, Part::kRight)) == kept_name)
    AddConstruct(node, ConstructKind::kSwap);
}

}  // namespace assay
