// What the file and its classes have in all, read before they are walked: a
// method runs when its class has been read, and after its constructor.
#include <algorithm>
#include <string>

#include "facts/ruby/extractor.h"

namespace assay {
namespace {

constexpr std::string_view kLocal = "local:#";
constexpr std::size_t kMaxPath = 200;  // bytes; modules nested deeper count to their outer one

}  // namespace

// Opens a class or module for the names that follow; false for other nodes.
bool RubyExtractor::EnterModule(NodeIndex node) {
  const bool module = K(node) == Rb::kClass || K(node) == Rb::kModule;
  if (!module && K(node) != Rb::kSingletonClass) return false;
  std::string_view name = module ? TextOf(Child(node, s_.name)) : std::string_view();
  const bool absolute = name.starts_with("::");
  if (absolute) name.remove_prefix(2);
  std::string path(OpenPath());
  if (!name.empty() && path.size() + name.size() < kMaxPath)
    path = absolute ? std::string(name) : Join(path, name);
  modules_.push_back({tree().End(node), std::move(path), {}, !module});
  return module;
}

void RubyExtractor::LeaveModules(NodeIndex node) {
  while (!modules_.empty() && modules_.back().end <= node) modules_.pop_back();
}

std::string RubyExtractor::MethodKey(NodeIndex method) const {
  const bool singleton =
      K(method) == Rb::kSingletonMethod || (!modules_.empty() && modules_.back().singleton);
  const std::string name(TextOf(Child(method, s_.name)));
  return singleton ? "self." + name : name;
}

void RubyExtractor::LookAheadInFile() {
  PairHeredocs();
  infos_[""];
  std::vector<NodeIndex> assignments;
  for (NodeIndex node = 0; node < tree().size(); ++node) {
    LeaveModules(node);
    if (EnterModule(node)) NoteModule(node);
    const bool assigns = K(node) == Rb::kAssignment || (K(node) == Rb::kOperatorAssignment &&
                                                        TextOf(Child(node, s_.op)) == "||=");
    if (assigns && IsConstant(Child(node, s_.left))) {
      NoteConstant(node);
      assignments.push_back(node);
    }
    if (K(node) == Rb::kMethod || K(node) == Rb::kSingletonMethod)
      infos_[std::string(OpenPath())].results[MethodKey(node)];
    if (K(node) != Rb::kCall) continue;
    const std::string_view method = MethodOf(node);
    if (method != "attr_reader" && method != "attr_accessor") continue;
    for (const NodeIndex name : ItemsOf(Child(node, s_.arguments))) {
      if (K(name) != Rb::kSymbol) continue;
      const std::string attribute(TextOf(name).substr(1));
      infos_[std::string(OpenPath())].results.try_emplace(attribute, "@" + attribute);
    }
  }
  modules_.clear();
  ReadBasesOfFile();
  ReadConstantValues(assignments);
  for (NodeIndex node = 0; node < tree().size(); ++node) {
    LeaveModules(node);
    EnterModule(node);
    if (K(node) == Rb::kMethod || K(node) == Rb::kSingletonMethod) LookAheadInMethod(node);
  }
  modules_.clear();
}

void RubyExtractor::NoteModule(NodeIndex node) {
  const std::string path(OpenPath());
  constants_[path].is_module = true;
  infos_[path];
  const NodeIndex base = tree().NamedChild(Child(node, s_.superclass), 0);
  if (K(node) == Rb::kClass && base != kNoNode && IsConstant(base))
    derived_.push_back({path, TextOf(base), {modules_.begin(), modules_.end() - 1}});
}

// Bases may be defined below, so that all of the file is known by now.
void RubyExtractor::ReadBasesOfFile() {
  for (Derived& one : derived_) {
    modules_ = std::move(one.around);
    const std::string base = ConstantName(one.base);
    if (base.starts_with(kLocal)) bases_.try_emplace(one.path, base.substr(kLocal.size()));
  }
  modules_.clear();
  derived_.clear();
}

void RubyExtractor::NoteConstant(NodeIndex assignment) {
  const NodeIndex right = Child(assignment, s_.right);
  // Point = Struct.new(:x) is a class.
  const bool made = K(right) == Rb::kCall && (TextOf(right).starts_with("Struct.new") ||
                                              TextOf(right).starts_with("Class.new") ||
                                              TextOf(right).starts_with("Data.define"));
  Constant& constant = constants_[Join(OpenPath(), TextOf(Child(assignment, s_.left)))];
  constant.is_module = constant.is_module || made;
}

void RubyExtractor::ReadConstantValues(const std::vector<NodeIndex>& assignments) {
  auto next = assignments.begin();
  for (NodeIndex node = 0; node < tree().size() && next != assignments.end(); ++node) {
    LeaveModules(node);
    EnterModule(node);
    if (node != *next) continue;
    ++next;
    const std::string path = Join(OpenPath(), TextOf(Child(node, s_.left)));
    const NodeIndex right = Child(node, s_.right);
    Constant& constant = constants_[path];
    constant.value = Resolve(right);
    if (IsLiteralList(right)) constant.provenance = Provenance::kAllowList;
    TextValue text;
    if (!ReadText(right, text)) continue;
    if (text.parts.empty()) constant.provenance = Provenance::kConstant;
    BindText(path, std::move(text));
  }
  modules_.clear();
}

// A heredoc's body stands behind the line that names it, in the same order.
void RubyExtractor::PairHeredocs() {
  std::vector<NodeIndex> beginnings;
  std::size_t next = 0;
  for (NodeIndex node = 0; node < tree().size(); ++node) {
    if (K(node) == Rb::kHeredoc) beginnings.push_back(node);
    if (K(node) != Rb::kHeredocBody || next >= beginnings.size()) continue;
    const NodeIndex beginning = beginnings[next++];
    const std::string_view end = TextOf(FirstOf(node, Rb::kHeredocEnd));
    if (!end.empty() && TextOf(beginning).find(end) != std::string_view::npos)
      heredocs_[beginning] = node;
  }
}

// Reads a method's body as if it ran: what it assigns and what it gives.
void RubyExtractor::LookAheadInMethod(NodeIndex method) {
  names().Push(Bindings::ScopeKind::kFunction);
  barriers_.push_back({tree().End(method), names().depth() - 1});
  BindParameters(Child(method, s_.parameters), nullptr);
  std::vector<std::string> given;
  const auto gives = [&given](const std::string& value) {
    if (std::find(given.begin(), given.end(), value) == given.end()) given.push_back(value);
  };
  const NodeIndex body = Child(method, s_.body);
  for (NodeIndex i = body; i < tree().End(body); ++i) {
    if (K(i) == Rb::kMethod || K(i) == Rb::kSingletonMethod || K(i) == Rb::kClass ||
        K(i) == Rb::kModule) {
      i = tree()[i].next - 1;
    } else if (K(i) == Rb::kAssignment || K(i) == Rb::kOperatorAssignment) {
      LookAheadAtAssignment(i);
    } else if (K(i) == Rb::kReturn && given.size() < 2) {
      const NodeIndex value = tree().NamedChild(tree().NamedChild(i, 0), 0);
      if (value != kNoNode && K(value) != Rb::kNil) gives(Resolve(value));
    }
  }
  const std::vector<NodeIndex> statements =
      K(body) == Rb::kBody ? ItemsOf(body) : std::vector<NodeIndex>{body};
  if (!statements.empty() && K(statements.back()) != Rb::kReturn) gives(Resolve(statements.back()));
  ModuleInfo& info = infos_[std::string(OpenPath())];
  if (given.size() == 1) info.results[MethodKey(method)] = given[0];
  barriers_.pop_back();
  names().Pop();
}

void RubyExtractor::LookAheadAtAssignment(NodeIndex node) {
  const NodeIndex left = Child(node, s_.left);
  const NodeIndex right = Child(node, s_.right);
  if (right == kNoNode || K(right) == Rb::kNil) return;
  if (K(node) == Rb::kOperatorAssignment && TextOf(Child(node, s_.op)) != "||=") return;
  if (K(left) == Rb::kIdentifier) {
    names().Bind(TextOf(left), {sink().KeepName(Resolve(right)), {}, {}});
    return;
  }
  if (K(left) != Rb::kInstanceVariable) return;
  Names& fields = infos_[std::string(OpenPath())].fields;
  const std::string value = Resolve(right);
  const auto [known, inserted] = fields.try_emplace(std::string(TextOf(left)), value);
  if (!inserted && known->second != value) known->second.clear();
}

}  // namespace assay
