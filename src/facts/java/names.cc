// What Java's names stand for.
#include <algorithm>
#include <string>

#include "base/text.h"
#include "facts/java/extractor.h"
#include "facts/java/known_types.h"

namespace assay {
namespace {

constexpr std::string_view kEcosystem = "maven:";

// A constant, as Java's are written, and no class.
bool IsAllUpper(std::string_view name) {
  return std::none_of(name.begin(), name.end(), [](char c) { return c >= 'a' && c <= 'z'; });
}

bool StartsUpper(std::string_view name) {
  return !name.empty() && name[0] >= 'A' && name[0] <= 'Z';
}

// A name without the blanks and comments that may stand in it.
std::string Tight(std::string_view dotted) {
  dotted = dotted.substr(0, kMaxResolvedName);
  if (!HasBlank(dotted)) return std::string(dotted);
  std::string tight;
  for (const char c : dotted) {
    if (c != ' ' && c != '\t' && c != '\n' && c != '\r') tight += c;
  }
  return tight;
}

std::string WithoutValue(std::string name) {
  if (name.ends_with("()")) name.resize(name.size() - 2);
  return name;
}

}  // namespace

// ---- imports

JavaExtractor::ImportPath JavaExtractor::PathOf(NodeIndex import) const {
  ImportPath path;
  std::string dotted;
  for (NodeIndex i = tree().FirstChild(import); i != kNoNode; i = tree().NextSibling(i)) {
    if (K(i) == Jv::kScopedIdentifier || K(i) == Jv::kIdentifier) dotted = Tight(TextOf(i));
    if (K(i) == Jv::kAsterisk) path.symbol = "*";
    if (TextOf(i) == "static") path.of_class = true;
  }
  const std::size_t last = dotted.rfind('.');
  if (path.symbol == "*") {
    path.module = dotted;
  } else if (last != std::string::npos) {
    path.module = dotted.substr(0, last);
    path.symbol = dotted.substr(last + 1);
  }
  return path;
}

void JavaExtractor::ReadImport(NodeIndex node) {
  const ImportPath path = PathOf(node);
  if (path.module.empty()) return;
  Import import;
  import.region = RegionOf(tree()[node]);
  import.module = sink().Keep(std::string(kEcosystem) + path.module);
  import.symbol = sink().Keep(path.symbol);
  import.form = path.symbol == "*" ? ImportForm::kWildcard : ImportForm::kMember;
  import.scope = scope();
  sink().Add(std::move(import));
}

void JavaExtractor::BindImport(const ImportPath& path) {
  const bool wildcard = path.symbol == "*";
  if (path.module.empty()) return;
  if (path.of_class) {
    const std::string of = QualifiedType(path.module);
    if (wildcard) {
      static_wildcards_.push_back(path.module);
    } else if (!of.empty()) {
      // Of two classes they are overloads, and the arguments decide.
      const std::string name = MemberOf(of, path.symbol);
      const auto [known, inserted] = static_imports_.try_emplace(path.symbol, name);
      if (!inserted && known->second != name) known->second.clear();
    }
    return;
  }
  if (wildcard) {
    wildcards_.push_back(path.module);
    return;
  }
  // import java.util.Map.Entry: a class in a class.
  const std::string name = QualifiedType(path.module + "." + path.symbol);
  if (!name.empty()) imports_.try_emplace(path.symbol, name);
}

// ---- types

std::string JavaExtractor::WildcardType(std::string_view simple, bool annotation) const {
  // A package that is known to hold the type says so wherever it stands.
  for (const std::string& package : wildcards_) {
    if (PackageHoldsType(package, simple) == Holds::kYes)
      return std::string(kEcosystem) + package + "#" + std::string(simple);
  }
  const std::string* found = nullptr;
  for (const std::string& package : wildcards_) {
    // What is named after annotations holds little else.
    const bool of_annotations = package.find("annotation") != std::string::npos;
    if (PackageHoldsType(package, simple) == Holds::kNo || IsOfPlatform(package) ||
        (of_annotations && !annotation))
      continue;
    if (found != nullptr) return {};
    found = &package;
  }
  return found == nullptr ? std::string()
                          : std::string(kEcosystem) + *found + "#" + std::string(simple);
}

bool JavaExtractor::IsSeen(const ClassInfo& info) const {
  return std::any_of(info.seen.begin(), info.seen.end(), [this](const Span& span) {
    return span.begin <= current_ && current_ < span.end;
  });
}

std::string JavaExtractor::TypeName(std::string_view simple, bool annotation) {
  if (type_parameters_.contains(simple)) return {};
  const std::string name(simple);
  const auto imported = imports_.find(name);
  if (const auto own = classes_.find(name); own != classes_.end()) {
    // One that stands in another class hides an import there, not elsewhere.
    if (imported == imports_.end() || IsSeen(own->second)) return "local:#" + name;
  }
  if (imported != imports_.end()) return imported->second;
  // import static a.Outer.Inner: a class as well as a member.
  const auto member = static_imports_.find(name);
  if (member != static_imports_.end() && !member->second.empty() && !IsAllUpper(name))
    return member->second;
  if (IsJavaLangType(simple)) return "maven:java.lang#" + name;
  const std::string wild = WildcardType(simple, annotation);
  return wild.empty() ? "?:#" + name : wild;
}

std::string JavaExtractor::QualifiedType(std::string_view dotted, bool annotation) {
  const std::string tight = Tight(dotted);
  std::size_t begin = 0;
  while (begin < tight.size() && !StartsUpper(std::string_view(tight).substr(begin))) {
    const std::size_t dot = tight.find('.', begin);
    if (dot == std::string::npos) return begin == 0 ? TypeName(tight, annotation) : std::string();
    begin = dot + 1;
  }
  if (begin > 0)
    return std::string(kEcosystem) + tight.substr(0, begin - 1) + "#" + tight.substr(begin);
  const std::size_t dot = tight.find('.');
  const std::string first = TypeName(std::string_view(tight).substr(0, dot), annotation);
  if (dot == std::string::npos) return first;
  const std::string inner = tight.substr(tight.rfind('.') + 1);
  if (first.starts_with("local:#") && classes_.contains(inner)) return "local:#" + inner;
  return MemberOf(first, std::string_view(tight).substr(dot + 1));
}

std::string JavaExtractor::ResolveType(NodeIndex type) {
  for (int i = 0; i < kMaxChain && type != kNoNode; ++i) {
    switch (K(type)) {
      case Jv::kType:
        return TypeName(TextOf(type));
      case Jv::kScopedType:
      case Jv::kScopedIdentifier:
        return QualifiedType(TextOf(type));
      case Jv::kGeneric:
      case Jv::kAnnotatedType: {
        NodeIndex named = kNoNode;
        for (const NodeIndex child : ItemsOf(type)) {
          if (K(child) != Jv::kAnnotation && named == kNoNode) named = child;
        }
        type = named;
        break;
      }
      default:
        return {};
    }
  }
  return {};
}

std::string JavaExtractor::ValueOfType(NodeIndex type) { return ValueOf(ResolveType(type)); }

std::string JavaExtractor::TellType(NodeIndex type) {
  if (type == kNoNode) return {};
  if (K(type) == Jv::kType || K(type) == Jv::kScopedType) {
    const std::string name = ResolveType(type);
    if (!name.empty() && !name.starts_with("?:")) return name;
  }
  return Bounded(type);
}

bool JavaExtractor::IsNumberType(NodeIndex type) const {
  if (K(type) == Jv::kPrimitive) return TextOf(type) != "char";
  static constexpr std::string_view kNumbers[] = {"Integer", "Long",    "Short",      "Byte",
                                                  "Double",  "Float",   "BigDecimal", "BigInteger",
                                                  "Boolean", "Instant", "LocalDate",  "UUID"};
  return K(type) == Jv::kType &&
         std::find(std::begin(kNumbers), std::end(kNumbers), TextOf(type)) != std::end(kNumbers);
}

// ---- values

std::string JavaExtractor::ResolveName(std::string_view name) {
  const Binding* const binding = names().Find(name);
  if (binding != nullptr) return std::string(binding->value);
  const auto imported = static_imports_.find(std::string(name));
  if (imported != static_imports_.end()) return imported->second;
  return StartsUpper(name) ? TypeName(name) : std::string();
}

std::string JavaExtractor::Resolve(NodeIndex node, int depth) {
  if (node == kNoNode || depth > kMaxChain) return {};
  switch (K(node)) {
    case Jv::kIdentifier:
      return ResolveName(TextOf(node));
    case Jv::kFieldAccess:
      return ResolveField(node, depth);
    case Jv::kCall:
      return ResolveCall(node, depth);
    case Jv::kNew:
    case Jv::kCast:
      return ValueOfType(Child(node, s_.type));
    case Jv::kType:
    case Jv::kScopedType:
    case Jv::kGeneric:
      return ResolveType(node);
    case Jv::kString:
      return "maven:java.lang#String()";
    case Jv::kParenthesized:
      return Resolve(tree().NamedChild(node, 0), depth + 1);
    case Jv::kBinary: {
      // What is added to a text is a text.
      if (TextOf(Child(node, s_.op)) != "+") return {};
      constexpr std::string_view kText = "maven:java.lang#String()";
      const bool text = Resolve(Child(node, s_.left), depth + 1) == kText ||
                        Resolve(Child(node, s_.right), depth + 1) == kText;
      return text ? std::string(kText) : std::string();
    }
    case Jv::kTernary: {
      const NodeIndex first = Child(node, s_.consequence);
      const NodeIndex second = Child(node, s_.alternative);
      const std::string a = Resolve(first, depth + 1);
      const std::string b = Resolve(second, depth + 1);
      if (K(first) == Jv::kNull) return b;
      return a == b || K(second) == Jv::kNull ? a : std::string();
    }
    default:
      return {};
  }
}

const JavaExtractor::ClassInfo* JavaExtractor::InfoOf(std::string_view value) const {
  if (!value.starts_with("local:#")) return nullptr;
  const auto found = classes_.find(WithoutValue(std::string(value.substr(7))));
  return found == classes_.end() ? nullptr : &found->second;
}

std::string JavaExtractor::ResolveField(NodeIndex node, int depth) {
  const NodeIndex object = Child(node, s_.object);
  const NodeIndex field = Child(node, s_.field);
  const std::string_view member = TextOf(field);
  if (K(field) == Jv::kThis) return {};
  if (K(object) == Jv::kThis) {
    if (InAnonymous()) return MemberOf("self:#", member);
    const ClassInfo* const info = open_classes_.empty() ? nullptr : open_classes_.back().info;
    const auto known =
        info == nullptr ? Names::const_iterator() : info->fields.find(std::string(member));
    if (info == nullptr || known == info->fields.end()) return MemberOf("self:#", member);
    return known->second;
  }
  const std::string base = Resolve(object, depth + 1);
  if (base.empty()) {
    // java.util.List written out: nothing of that name is bound.
    const std::string_view text = TextOf(node);
    const std::string_view root = text.substr(0, text.find('.'));
    const bool package = !StartsUpper(root) && StartsUpper(member) &&
                         names().Find(root) == nullptr && text.size() < kMaxResolvedName &&
                         text.find_first_of("([{\"") == std::string_view::npos;
    return package ? QualifiedType(text) : std::string();
  }
  if (const ClassInfo* const info = InfoOf(base)) {
    const auto known = info->fields.find(std::string(member));
    if (known != info->fields.end() && !known->second.empty()) return known->second;
    if (classes_.contains(std::string(member)) && !base.ends_with("()"))
      return "local:#" + std::string(member);
  }
  return MemberOf(base, member);
}

// A method of the classes that are open, else of their unknown bases.
std::string JavaExtractor::MemberOfThis(std::string_view name) const {
  for (auto open = open_classes_.rbegin(); open != open_classes_.rend(); ++open) {
    if (open->info->results.contains(std::string(name))) return MemberOf("local:#", name);
  }
  return MemberOf("self:#", name);
}

std::string JavaExtractor::BareCallee(std::string_view name) {
  const std::string own = MemberOfThis(name);
  if (!own.starts_with("self:")) return own;
  const auto imported = static_imports_.find(std::string(name));
  if (imported != static_imports_.end())
    return imported->second.empty() ? MemberOf("?:#", name) : imported->second;
  for (const std::string& of : static_wildcards_) {
    if (ClassHoldsMember(of, name) == Holds::kYes) return MemberOf(QualifiedType(of), name);
  }
  if (static_wildcards_.size() != 1 || InAnonymous()) return own;
  // Of one class that is not listed: a base could have it as well.
  const Definition* const around = EnclosingClass();
  const bool alone = around != nullptr && around->bases.empty();
  const bool unknown = ClassHoldsMember(static_wildcards_[0], name) == Holds::kNotKnown;
  return alone && unknown ? MemberOf(QualifiedType(static_wildcards_[0]), name) : own;
}

std::string JavaExtractor::CalleeOf(NodeIndex call, int depth) {
  const NodeIndex object = Child(call, s_.object);
  const std::string_view name = TextOf(Child(call, s_.name));
  if (object == kNoNode) return BareCallee(name);
  if (K(object) == Jv::kThis) return MemberOfThis(name);
  if (K(object) == Jv::kSuper) return MemberOf("self:#", name);
  return MemberOf(Resolve(object, depth + 1), name);
}

std::string JavaExtractor::ResolveCall(NodeIndex node, int depth) {
  const std::string callee = CalleeOf(node, depth);
  if (callee.starts_with("local:#")) {
    const std::string name(TextOf(Child(node, s_.name)));
    const std::size_t dot = callee.rfind('.');
    const ClassInfo* info = dot == std::string::npos ? nullptr : InfoOf(callee.substr(0, dot));
    for (auto open = open_classes_.rbegin();
         dot == std::string::npos && info == nullptr && open != open_classes_.rend(); ++open) {
      if (open->info->results.contains(name)) info = open->info;
    }
    if (info != nullptr) {
      const auto known = info->results.find(name);
      if (known != info->results.end() && !known->second.empty()) return known->second;
    }
  }
  return ValueOf(callee);
}

}  // namespace assay
