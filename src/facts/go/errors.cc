// Errors, which are values, and panics, which are not.
#include <string>

#include "facts/go/extractor.h"

namespace assay {
namespace {

bool IsErrorName(std::string_view name) {
  return name == "err" || name.ends_with("Err") || name.ends_with("err") || name == "e" ||
         name.starts_with("err");
}

}  // namespace

// if err != nil { … }; if errors.Is(err, io.EOF) { … }
void GoExtractor::NoteErrorCheck(NodeIndex node) {
  const NodeIndex condition = Inner(At(node, Part::kCondition));
  std::string_view name;
  std::string type;
  if (R(condition) == Role::kBinary && TextOf(At(condition, Part::kOperator)) == "!=" &&
      R(At(condition, Part::kRight)) == Role::kNull) {
    name = TextOf(At(condition, Part::kLeft));
    // What recover() gives is told there.
    const NodeIndex set = At(tree().ChildByField(node, initializer_), Part::kRight);
    const bool recovered = TextOf(At(tree().NamedChild(set, 0), Part::kTarget)) == "recover";
    if (!IsErrorName(name) || recovered) return;
  } else if (R(condition) == Role::kCall) {
    const std::string callee = CalleeOf(condition);
    if (callee != "go:errors#Is" && callee != "go:errors#As" &&
        callee != "go:github.com/pkg/errors#Is" && callee != "go:github.com/pkg/errors#As")
      return;
    const NodeIndex list = At(condition, Part::kArguments);
    const NodeIndex target = Inner(tree().NamedChild(list, 1));
    name = TextOf(tree().NamedChild(list, 0));
    type = Resolve(target);
    if (type.empty() || type.starts_with("?:")) type = Bounded(target);
    if (type.ends_with("()")) type.resize(type.size() - 2);
  } else {
    return;
  }
  AddConstruct(node, ConstructKind::kHandler, type, HandlerDetail(At(node, Part::kBody), name));
  NoteCaught(node, name);
}

std::string_view GoExtractor::HandlerDetail(NodeIndex body, std::string_view caught) {
  if (KindName(tree().NamedChild(body, 0)) == "statement_list") body = tree().NamedChild(body, 0);
  std::size_t statements = 0;
  std::size_t logs = 0;
  bool passes = true;
  for (const NodeIndex item : ItemsOf(body)) {
    ++statements;
    const bool is_return = R(item) == Role::kReturn;
    if (IsLogCall(item)) ++logs;
    if (is_return) {
      for (const NodeIndex value : ItemsOf(tree().NamedChild(item, 0))) {
        if (TextOf(value) == caught) return "rethrow";
        if (Passes(value, caught)) return "wrap";
      }
    }
    const bool bare = is_return && ItemsOf(item).empty();
    passes = passes && (R(item) == Role::kContinue || bare);
    if (bare && logs + 1 == statements && logs > 0) return "log";
  }
  if (statements == 0) return "empty";
  if (passes) return "pass";
  return logs == statements ? "log" : "handle";
}

// return nil, fmt.Errorf("…: %w", err): Go's way to throw.
void GoExtractor::NoteReturnedError(NodeIndex node) {
  const std::vector<NodeIndex> values = ItemsOf(tree().NamedChild(node, 0));
  if (values.empty()) return;
  const NodeIndex last = Inner(values.back());
  std::string type;
  if (R(last) == Role::kCall) {
    type = CalleeOf(last);
    const bool makes = type == "go:errors#New" || type == "go:fmt#Errorf" ||
                       type == "go:errors#Join" || type.starts_with("go:github.com/pkg/errors#") ||
                       type.starts_with("go:github.com/cockroachdb/errors#");
    if (!makes) return;
  } else if (R(last) == Role::kNew) {
    type = ResolveType(At(last, Part::kType));
    if (!type.ends_with("Error")) return;
  } else {
    return;
  }
  bool cause = NamesCause(last);
  if (type == "go:fmt#Errorf")
    cause = TextOf(tree().NamedChild(At(last, Part::kArguments), 0)).find("%w") !=
            std::string_view::npos;
  AddConstruct(last, ConstructKind::kThrow, type, cause ? "cause" : "");
}

void GoExtractor::NotePanic(NodeIndex node) {
  if (TextOf(At(node, Part::kTarget)) == "panic" && CalleeOf(node) == "global:#panic")
    AddConstruct(node, ConstructKind::kThrow, "global:#panic");
}

// if cause := recover(); cause != nil { … }: where a panic ends.
void GoExtractor::NoteRecover(NodeIndex node) {
  if (TextOf(At(node, Part::kTarget)) != "recover" || CalleeOf(node) != "global:#recover") return;
  NodeIndex around = Parent(node);
  for (int i = 0; i < 4 && R(around) != Role::kIf && R(around) != Role::kBlock; ++i)
    around = Parent(around);
  const bool checked = R(around) == Role::kIf && !IsInside(node, At(around, Part::kBody));
  const std::string_view detail =
      checked ? HandlerDetail(At(around, Part::kBody), {}) : std::string_view("handle");
  AddConstruct(node, ConstructKind::kHandler, "global:#panic", detail);
}

bool GoExtractor::IsInside(NodeIndex node, NodeIndex around) const {
  return around != kNoNode && node >= around && node < tree().End(around);
}

}  // namespace assay
