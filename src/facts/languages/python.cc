// Python source; how it is read is in facts/python.
#include <algorithm>
#include <cctype>
#include <cstdint>
#include <string_view>
#include <vector>

#include "base/text.h"
#include "facts/extract.h"
#include "facts/package_name.h"
#include "facts/python/extractor.h"
#include "facts/python/syntax.h"

namespace assay {
namespace {

// What a setup.py requires by literals: `setup(install_requires=["a>=1"])`, or a list that the
// module names once, for this call alone.
class SetupCall {
 public:
  SetupCall(const SyntaxTree& tree, FactSink& sink)
      : tree_(tree), syntax_(PythonSyntax::Get()), sink_(sink) {}

  void Run() {
    std::vector<std::uint32_t> ends;
    for (const Use& use : sink_.facts().uses) {
      if (use.name == "pypi:setuptools#setup" || use.name == "pypi:distutils.core#setup") {
        ends.push_back(use.region.end_byte);
      }
    }
    if (ends.empty()) return;
    for (NodeIndex node = 0; node < tree_.size(); ++node) {
      const bool setup = K(node) == Py::kCall &&
                         std::find(ends.begin(), ends.end(), tree_[node].end_byte) != ends.end();
      if (setup) ReadArguments(tree_.ChildByField(node, syntax_.arguments));
    }
  }

 private:
  Py K(NodeIndex node) const { return static_cast<Py>(syntax_.kinds[tree_.Kind(node)]); }

  void ReadArguments(NodeIndex arguments) {
    for (NodeIndex argument = tree_.FirstChild(arguments); argument != kNoNode;
         argument = tree_.NextSibling(argument)) {
      if (K(argument) != Py::kKeywordArgument) continue;
      const std::string_view keyword = tree_.Text(tree_.ChildByField(argument, syntax_.name));
      const NodeIndex value = ValueOf(tree_.ChildByField(argument, syntax_.value));
      if (keyword == "install_requires") AddList(value, DependencyScope::kRuntime);
      if (keyword == "tests_require") AddList(value, DependencyScope::kTest);
      if (keyword == "setup_requires") AddList(value, DependencyScope::kBuild);
      if (keyword == "extras_require") AddExtras(value);
    }
  }

  // The value itself, or that of its name where the module assigns it and nothing else names it.
  NodeIndex ValueOf(NodeIndex value) const {
    if (K(value) != Py::kIdentifier) return value;
    NodeIndex assigned = kNoNode;
    for (NodeIndex node = 0; node < tree_.size(); ++node) {
      if (node == value || K(node) != Py::kIdentifier || tree_.Text(node) != tree_.Text(value)) {
        continue;
      }
      const NodeIndex assignment = tree_.Parent(node);
      // A keyword, or another thing's member, is another name.
      const bool keyword =
          K(assignment) == Py::kKeywordArgument && tree_.Field(node) == syntax_.name;
      if (keyword || tree_.Field(node) == syntax_.attribute) continue;
      const NodeIndex statement = tree_.Parent(assignment);
      if (assigned != kNoNode || K(assignment) != Py::kAssignment ||
          tree_.Field(node) != syntax_.left || tree_.Parent(statement) != 0) {
        return value;
      }
      assigned = tree_.ChildByField(assignment, syntax_.right);
    }
    return assigned;
  }

  void AddExtras(NodeIndex extras) {
    if (K(extras) != Py::kDictionary) return;
    for (NodeIndex pair = tree_.FirstChild(extras); pair != kNoNode;
         pair = tree_.NextSibling(pair)) {
      if (K(pair) != Py::kPair) continue;
      const std::string_view extra = TextOf(tree_.ChildByField(pair, syntax_.key));
      AddList(tree_.ChildByField(pair, syntax_.value),
              ScopeOfGroup(extra, DependencyScope::kOptional));
    }
  }

  void AddList(NodeIndex list, DependencyScope scope) {
    if (K(list) != Py::kList && K(list) != Py::kTuple) return;
    for (NodeIndex item = tree_.FirstChild(list); item != kNoNode; item = tree_.NextSibling(item)) {
      const Requirement requirement = ParseRequirement(TextOf(item));
      AddDependency("pypi", requirement.name, requirement.constraint, scope, RegionOf(tree_[item]),
                    sink_);
    }
  }

  // What a string holds; empty where a part of it is computed.
  std::string_view TextOf(NodeIndex string) const {
    if (K(string) != Py::kString) return {};
    NodeIndex content = kNoNode;
    for (NodeIndex part = tree_.FirstChild(string); part != kNoNode;
         part = tree_.NextSibling(part)) {
      if (K(part) == Py::kInterpolation) return {};
      if (K(part) == Py::kStringContent) content = part;
    }
    return tree_.Text(content);
  }

  const SyntaxTree& tree_;
  const PythonSyntax& syntax_;
  FactSink& sink_;
};

// Conan's lists of packages, as attributes of a recipe and as methods of one.
struct ConanList {
  std::string_view name;
  DependencyScope scope;
};
constexpr ConanList kConanLists[] = {{"requires", DependencyScope::kRuntime},
                                     {"tool_requires", DependencyScope::kBuild},
                                     {"build_requires", DependencyScope::kBuild},
                                     {"python_requires", DependencyScope::kBuild},
                                     {"test_requires", DependencyScope::kTest}};

void AddConanPackage(std::string_view reference, DependencyScope scope, const Region& region,
                     FactSink& sink) {
  const std::size_t slash = reference.find('/');
  if (slash == std::string_view::npos) return;
  const std::string_view version = reference.substr(slash + 1);
  AddDependency("conan", reference.substr(0, slash), version.substr(0, version.find('@')), scope,
                region, sink);
}

bool IsRecipe(const Definition& definition) {
  return std::any_of(definition.bases.begin(), definition.bases.end(), [](Text base) {
    return base == "pypi:conan#ConanFile" || base == "pypi:conans#ConanFile";
  });
}

// The literals of `requires = "zlib/1.3", "fmt/10"`; what has a prefix is formatted.
void AddConanLiterals(std::string_view text, const LineIndex& lines, const Region& region,
                      DependencyScope scope, FactSink& sink) {
  for (std::size_t at = region.start_byte; at < region.end_byte; ++at) {
    const char quote = text[at];
    if (quote == '#') at = std::min(text.find('\n', at), text.size());
    if (quote != '"' && quote != '\'') continue;
    const std::size_t end = text.find(quote, at + 1);
    if (end >= region.end_byte) return;
    const bool prefixed = at > 0 && std::isalpha(static_cast<unsigned char>(text[at - 1])) != 0;
    const std::uint32_t line = lines.Line(at);
    if (!prefixed)
      AddConanPackage(text.substr(at + 1, end - at - 1), scope,
                      {static_cast<std::uint32_t>(at), static_cast<std::uint32_t>(end + 1), line,
                       lines.Column(at), line},
                      sink);
    at = end;
  }
}

// What a recipe (a class that is a ConanFile) requires by literals.
void AddConanRequirements(const Source& source, FactSink& sink) {
  const std::vector<Definition>& definitions = sink.facts().definitions;
  const bool any = std::any_of(definitions.begin(), definitions.end(), [](const Definition& one) {
    return one.kind == DefinitionKind::kClass && IsRecipe(one);
  });
  if (!any) return;
  const LineIndex lines(source.text);
  const auto is_recipe = [&](std::uint32_t scope) {
    for (int depth = 0; scope != kNoScope && depth < 3; ++depth) {
      if (IsRecipe(definitions[scope])) return true;
      scope = definitions[scope].scope;
    }
    return false;
  };
  const std::vector<Use> uses = sink.facts().uses;
  for (const Use& use : uses) {
    if (!use.name.starts_with("self:#") || use.arguments.empty() || !is_recipe(use.scope)) continue;
    const Argument& package = use.arguments.front();
    if (package.kind != ValueKind::kString || package.position != 0) continue;
    for (const ConanList& list : kConanLists) {
      if (use.name.substr(6) == list.name)
        AddConanPackage(package.text, list.scope, use.region, sink);
    }
  }
  for (const Definition& field : definitions) {
    if (field.kind != DefinitionKind::kField || !is_recipe(field.scope)) continue;
    for (const ConanList& list : kConanLists) {
      if (field.name == list.name)
        AddConanLiterals(source.text, lines, field.region, list.scope, sink);
    }
  }
}

void ReadPython(const Source& source, FileFacts& facts) {
  FactSink sink(facts, source.limits);
  const Result<SyntaxTree> tree =
      SyntaxTree::Parse(*PythonSyntax::Get().grammar, source.text, source.limits);
  if (!tree) {
    AddParseDiagnostic(tree.error().message, sink);
    return;
  }
  PythonExtractor(*tree, sink).Run();
  AddConanRequirements(source, sink);
  SetupCall(*tree, sink).Run();
}

}  // namespace

extern const FormatReader kFormatReader_python = {
    {{"python", {"Python"}, {}, {}}},
    ReadPython,
    7,
};

}  // namespace assay
