// What Ruby's names stand for.
#include <string>

#include "facts/ruby/extractor.h"

namespace assay {
namespace {

constexpr int kMaxClimb = 64;              // parents that are asked where a statement stands
constexpr int kMaxBases = 16;              // that are asked for what a class inherits
constexpr std::size_t kMaxConstant = 200;  // bytes of a constant's path
constexpr std::string_view kLocal = "local:#";

}  // namespace

std::string RubyExtractor::Join(std::string_view path, std::string_view name) {
  if (path.empty()) return std::string(name);
  return std::string(path) + "::" + std::string(name);
}

std::string_view RubyExtractor::OpenPath() const {
  return modules_.empty() ? std::string_view() : std::string_view(modules_.back().path);
}

const RubyExtractor::ModuleInfo* RubyExtractor::OpenInfo() const {
  const auto found = infos_.find(std::string(OpenPath()));
  return found == infos_.end() ? nullptr : &found->second;
}

// ---- constants

// What a class of the file has from those of its bases that are of the file.
std::string RubyExtractor::InheritedConstant(std::string path, std::string_view name) const {
  for (int i = 0; i < kMaxBases; ++i) {
    const auto base = bases_.find(path);
    if (base == bases_.end()) return {};
    path = base->second;
    std::string whole = Join(path, name);
    if (constants_.contains(whole)) return whole;
  }
  return {};
}

// As Ruby looks constants up: by the modules that are open, innermost first,
// where class A::B opens B alone, then in the bases of the innermost.
std::string RubyExtractor::ConstantName(std::string_view written) const {
  if (written.empty() || written.size() > kMaxConstant) return {};
  const bool absolute = written.starts_with("::");
  const std::string name(absolute ? written.substr(2) : written);
  for (auto open = modules_.rbegin(); !absolute && open != modules_.rend(); ++open) {
    const std::string whole = Join(open->path, name);
    if (constants_.contains(whole)) return std::string(kLocal) + whole;
  }
  if (!absolute && !bases_.empty() && !modules_.empty()) {
    const std::string inherited = InheritedConstant(modules_.back().path, name);
    if (!inherited.empty()) return std::string(kLocal) + inherited;
  }
  return (constants_.contains(name) ? std::string(kLocal) : std::string("gem:#")) + name;
}

const RubyExtractor::Constant* RubyExtractor::FindConstant(NodeIndex node) const {
  const std::string name = ConstantName(TextOf(node));
  if (!name.starts_with(kLocal)) return nullptr;
  const auto found = constants_.find(name.substr(kLocal.size()));
  return found == constants_.end() ? nullptr : &found->second;
}

std::string RubyExtractor::ResolveConstant(NodeIndex node) {
  // self::X, self.class::X and @klass::X have no name of their own.
  if (TextOf(node).find_first_not_of(
          "abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789_:") !=
          std::string_view::npos ||
      TextOf(node).starts_with("self:") ||
      (K(node) == Rb::kScope && K(Child(node, s_.scope)) == Rb::kIdentifier))
    return {};
  const Constant* const known = FindConstant(node);
  if (known != nullptr && !known->is_module) return known->value;
  return ConstantName(TextOf(node));
}

// ---- values

const Binding* RubyExtractor::FindLocal(std::string_view name) {
  std::size_t scope = 0;
  const Binding* const binding = names().Find(name, false, &scope);
  const std::size_t barrier = barriers_.empty() ? 0 : barriers_.back().scope;
  return binding != nullptr && scope >= barrier ? binding : nullptr;
}

// A method that the open class or the file defines, else one of its bases.
std::string RubyExtractor::SelfMember(std::string_view name) const {
  const std::string method(name);
  const auto defines = [&](const ModuleInfo& info) {
    return info.results.contains(method) || info.results.contains("self." + method);
  };
  const ModuleInfo* const open = OpenInfo();
  const auto of_file = infos_.find("");
  const bool own =
      (open != nullptr && defines(*open)) || (of_file != infos_.end() && defines(of_file->second));
  return MemberOf(own ? kLocal : "self:#", name);
}

// What a method of the file gives; empty if that is not known.
std::string RubyExtractor::ResultOf(std::string_view callee) const {
  if (!callee.starts_with(kLocal)) return {};
  const std::size_t dot = callee.rfind('.');
  std::string method(dot == std::string_view::npos ? callee.substr(kLocal.size())
                                                   : callee.substr(dot + 1));
  const ModuleInfo* info = OpenInfo();
  if (dot != std::string_view::npos) {
    std::string path(callee.substr(kLocal.size(), dot - kLocal.size()));
    if (path.ends_with(".new()")) {
      path.resize(path.size() - 6);
    } else {
      method.insert(0, "self.");
    }
    const auto found = infos_.find(path);
    info = found == infos_.end() ? nullptr : &found->second;
  }
  for (int of_file = 0; of_file < 2; ++of_file) {
    if (info != nullptr) {
      auto known = info->results.find(method);
      if (known == info->results.end()) known = info->results.find("self." + method);
      if (known != info->results.end()) {
        if (!known->second.starts_with("@")) return known->second;
        const auto field = info->fields.find(known->second);
        return field == info->fields.end() ? std::string() : field->second;
      }
    }
    const auto top = infos_.find("");
    info = dot == std::string_view::npos && top != infos_.end() ? &top->second : nullptr;
  }
  return {};
}

std::string RubyExtractor::ResolveIdentifier(NodeIndex node) {
  const Binding* const local = FindLocal(TextOf(node));
  if (local != nullptr) return std::string(local->value);
  const std::string callee = SelfMember(TextOf(node));
  const std::string result = ResultOf(callee);
  return result.empty() ? ValueOf(callee) : result;
}

std::string RubyExtractor::Resolve(NodeIndex node, int depth) {
  if (node == kNoNode || depth > kMaxChain) return {};
  switch (K(node)) {
    case Rb::kIdentifier:
      return ResolveIdentifier(node);
    case Rb::kConstant:
    case Rb::kScope:
      return ResolveConstant(node);
    case Rb::kInstanceVariable: {
      const ModuleInfo* const open = OpenInfo();
      if (open == nullptr) return {};
      const auto known = open->fields.find(std::string(TextOf(node)));
      return known == open->fields.end() ? std::string() : known->second;
    }
    case Rb::kCall:
      return ResolveCall(node, depth);
    case Rb::kParenthesized:
    case Rb::kBegin:
      return tree().NamedChild(node, 1) == kNoNode ? Resolve(tree().NamedChild(node, 0), depth + 1)
                                                   : std::string();
    case Rb::kAssignment:
      return Resolve(Child(node, s_.right), depth + 1);
    case Rb::kOperatorAssignment:
      if (TextOf(Child(node, s_.op)) != "||=") return {};
      return Resolve(Child(node, s_.right), depth + 1);
    case Rb::kBinary: {
      const std::string_view op = TextOf(Child(node, s_.op));
      if (op != "||" && op != "or") return {};
      return ResolveEither(Child(node, s_.left), Child(node, s_.right), depth + 1);
    }
    case Rb::kConditional:
      return ResolveEither(Child(node, s_.consequence), Child(node, s_.alternative), depth + 1);
    default:
      return {};
  }
}

// One value where both sides agree, or where the other side is nil or a
// parameter that says nothing of its own.
std::string RubyExtractor::ResolveEither(NodeIndex first, NodeIndex second, int depth) {
  const std::string a = Resolve(first, depth);
  const std::string b = Resolve(second, depth);
  if (a == b) return a;
  const auto says_nothing = [&](NodeIndex node, const std::string& value) {
    if (K(node) == Rb::kNil) return true;
    if (K(node) != Rb::kIdentifier || !value.empty()) return false;
    const Binding* const known = FindLocal(TextOf(node));
    return known != nullptr && known->provenance == Provenance::kParameter;
  };
  if (says_nothing(first, a)) return b;
  return says_nothing(second, b) ? a : std::string();
}

std::string RubyExtractor::CalleeOf(NodeIndex call, int depth) {
  const NodeIndex receiver = Child(call, s_.receiver);
  const std::string_view method = MethodOf(call);
  if (receiver == kNoNode || K(receiver) == Rb::kSelf) return SelfMember(method);
  return MemberOf(Resolve(receiver, depth + 1), method);
}

std::string RubyExtractor::ResolveCall(NodeIndex node, int depth) {
  const std::string_view method = MethodOf(node);
  const NodeIndex receiver = Child(node, s_.receiver);
  // x.freeze, x.tap { … } are x.
  if (receiver != kNoNode && (method == "freeze" || method == "tap" || method == "dup"))
    return Resolve(receiver, depth + 1);
  const std::string callee = CalleeOf(node, depth);
  const std::string result = ResultOf(callee);
  return result.empty() ? ValueOf(callee) : result;
}

// ---- local variables

Binding RubyExtractor::ValueBinding(NodeIndex value) {
  Binding binding;
  binding.value = sink().KeepName(Resolve(value));
  binding.provenance = ProvenanceOf(value);
  if (IsLiteralList(value)) binding.provenance = Provenance::kAllowList;
  return binding;
}

// Whether the statement does not always run when its method does.
bool RubyExtractor::IsConditional(NodeIndex statement) const {
  NodeIndex up = Parent(statement);
  for (int i = 0; i < kMaxClimb && up != kNoNode; ++i, up = Parent(up)) {
    switch (K(up)) {
      case Rb::kMethod:
      case Rb::kSingletonMethod:
      case Rb::kClass:
      case Rb::kModule:
        return false;
      case Rb::kIf:
      case Rb::kElse:
      case Rb::kWhen:
      case Rb::kInClause:
      case Rb::kWhile:
      case Rb::kFor:
      case Rb::kRescue:
      case Rb::kRescueModifier:
      case Rb::kConditional:
      case Rb::kBlock:
      case Rb::kLambda:
        return true;
      default:
        break;
    }
  }
  return false;
}

void RubyExtractor::BindLater(NodeIndex statement, NodeIndex name, NodeIndex value) {
  Pending pending{tree().End(statement),
                  names().depth(),
                  TextOf(name),
                  ValueBinding(value),
                  !IsConditional(statement),
                  false,
                  {}};
  pending.has_text = ReadText(value, pending.text);
  pending_.push_back(std::move(pending));
}

void RubyExtractor::ApplyPending(NodeIndex node) {
  while (!pending_.empty() && pending_.back().at <= node) {
    Pending pending = std::move(pending_.back());
    pending_.pop_back();
    const bool of_body = names().FindInBody(pending.name) != nullptr;
    if (names().depth() < pending.depth && !of_body) continue;
    const bool replace = pending.replace || !of_body;
    if (of_body) {
      names().BindInBody(pending.name, pending.binding, replace);
    } else {
      names().Bind(pending.name, pending.binding, replace);
    }
    if (pending.has_text) {
      BindText(pending.name, std::move(pending.text));
    } else {
      ForgetText(pending.name);
    }
  }
}

// Every name in a target or pattern: (a, *b), {name: String => n}.
void RubyExtractor::BindNames(NodeIndex node, const Binding& binding) {
  for (NodeIndex i = node; i < tree().End(node); ++i) {
    if (K(i) == Rb::kIdentifier) {
      names().Bind(TextOf(i), binding, true);
      ForgetText(TextOf(i));
    } else if (K(i) == Rb::kCall || K(i) == Rb::kElement) {
      i = tree()[i].next - 1;
    }
  }
}

}  // namespace assay
