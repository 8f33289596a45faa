// Calls and what they give, and files that are included.
#include <algorithm>
#include <array>
#include <string>

#include "facts/php/extractor.h"

namespace assay {
namespace {

// Callees that give one of the class that they are given.
constexpr std::array kContainers = std::to_array<std::string_view>(
    {"global:#app", "global:#resolve", "global:#app().make", "global:#app().get",
     "composer:Illuminate.Support.Facades#App.make",
     "composer:Illuminate.Contracts.Foundation#Application().make",
     "composer:Illuminate.Contracts.Container#Container().make",
     "composer:Psr.Container#ContainerInterface().get"});

// What ends a chain of a query gives rows, a number, and no query.
constexpr std::array kEnds = std::to_array<std::string_view>({"all",
                                                              "avg",
                                                              "chunk",
                                                              "count",
                                                              "create",
                                                              "cursor",
                                                              "delete",
                                                              "doesntExist",
                                                              "each",
                                                              "exists",
                                                              "find",
                                                              "findMany",
                                                              "findOrFail",
                                                              "first",
                                                              "firstOrCreate",
                                                              "firstOrFail",
                                                              "firstOrNew",
                                                              "get",
                                                              "getArrayResult",
                                                              "getDQL",
                                                              "getModel",
                                                              "getQuery",
                                                              "getResult",
                                                              "getSQL",
                                                              "insert",
                                                              "insertGetId",
                                                              "max",
                                                              "min",
                                                              "paginate",
                                                              "pluck",
                                                              "simplePaginate",
                                                              "sole",
                                                              "sum",
                                                              "toSql",
                                                              "update",
                                                              "updateOrCreate",
                                                              "updateOrInsert",
                                                              "upsert",
                                                              "value"});

}  // namespace

bool PhpExtractor::NamesCallee(NodeIndex call) const {
  return KindName(tree().NamedChild(ArgumentListOf(call), 0)) == "variadic_placeholder";
}

std::string PhpExtractor::KnownResult(std::string_view callee, NodeIndex call) {
  if (std::find(kContainers.begin(), kContainers.end(), callee) != kContainers.end()) {
    const std::string made = ClassAskedFor(call);
    if (!made.empty()) return made;
  }
  const std::string_view member = callee.substr(callee.rfind('.') + 1);
  if (traits().chains.contains(callee.substr(0, callee.size() - member.size() - 1)) &&
      std::find(kEnds.begin(), kEnds.end(), member) != kEnds.end())
    return {};
  return TypedExtractor::KnownResult(callee, call);
}

// app(Mailer::class), $container->get(Mailer::class): one of the class.
std::string PhpExtractor::ClassAskedFor(NodeIndex call) {
  const std::vector<ArgumentNode> arguments = ArgumentsOf(ArgumentListOf(call));
  const NodeIndex first = arguments.empty() ? kNoNode : arguments[0].node;
  if (KindName(first) != "class_constant_access_expression" ||
      TextOf(At(first, Part::kName)) != "class")
    return {};
  const std::string type = ResolveType(At(first, Part::kObject));
  return type.empty() || type.starts_with("?:") ? std::string() : type + "()";
}

// echo $a, $b;
void PhpExtractor::ReadEcho(NodeIndex node) {
  std::vector<ArgumentNode> arguments;
  const NodeIndex first = tree().NamedChild(node, 0);
  const bool several = KindName(first) == "sequence_expression";
  for (const NodeIndex item : ItemsOf(several ? first : node)) arguments.push_back({item, ""});
  AddCall(node, "global:#echo", kNoNode, kNoNode, arguments);
}

// require __DIR__ . '/routes.php'
void PhpExtractor::ReadInclude(NodeIndex node) {
  TextValue text;
  if (!ReadText(tree().NamedChild(node, 0), text)) return;
  std::string path = text.value;
  // Behind any other value it could be a file of any folder.
  const bool beside = text.parts.size() == 1 && (text.parts[0].text == "__DIR__" ||
                                                 text.parts[0].text == "dirname(__FILE__)");
  if (beside && path.starts_with("{}")) path.erase(0, 2);
  if (path.empty() || path.find("{}") != std::string::npos) return;
  Consume(tree().NamedChild(node, 0));
  AddImport(node, "own:." + std::string(path.starts_with('/') ? "" : "/") + path, {}, {},
            ImportForm::kEffect);
}

}  // namespace assay
