#include "analyze/compiled_condition.h"

#include <algorithm>

#include "base/check.h"
#include "base/text.h"

namespace assay {
namespace {

constexpr std::string_view kGem = "gem:";

TextMatcher::Reading ReadingOf(FactKind kind, std::string_view field) {
  if (kind == FactKind::kFile && (field == "path" || field == "name")) {
    return TextMatcher::Reading::kPath;
  }
  if ((kind == FactKind::kUse && (field == "name" || field == "result_target")) ||
      field == "bases" || field == "annotations" || field == "callee" ||
      (kind == FactKind::kDefinition && field == "type")) {
    return TextMatcher::Reading::kName;
  }
  return TextMatcher::Reading::kText;
}

bool IsName(FactKind kind, std::string_view field) {
  return ReadingOf(kind, field) == TextMatcher::Reading::kName;
}

// `keyword.path`, `position.path`, or either alone.
std::string AddressOf(const assay::Argument& argument) {
  std::string address =
      argument.keyword.empty() ? std::to_string(argument.position) : std::string(argument.keyword);
  if (!argument.path.empty()) {
    if (argument.path.front() != '[') address += '.';
    address += argument.path;
  }
  return address;
}

std::string Widen(std::string_view glob) {
  std::string wide;
  for (const char c : glob) wide += c == '*' ? "**" : std::string(1, c);
  return wide;
}

// Whether `name` is `prefix` or lies below it.
bool IsBelow(std::string_view name, std::string_view prefix) {
  if (!name.starts_with(prefix)) return false;
  return name.size() == prefix.size() || name[prefix.size()] == '.' || name[prefix.size()] == '/' ||
         name[prefix.size()] == '#';
}

}  // namespace

std::size_t FieldPlace(FactKind kind, std::string_view name) {
  const std::vector<std::string_view>& names = FieldNames(kind);
  const auto found = std::find(names.begin(), names.end(), name);
  ASSAY_CHECK(found != names.end());
  return static_cast<std::size_t>(found - names.begin());
}

bool IsForDevelopers(DependencyScope scope) {
  return scope == DependencyScope::kDevelopment || scope == DependencyScope::kTest;
}

CompiledCondition::CompiledCondition(const Condition& condition) : source(&condition) {
  if (!condition.queries.empty()) query = std::make_shared<CompiledQuery>(condition.queries);
  for (const FieldMatch& field : condition.fields) {
    asks_scope_ |= field.field == "scope";
    asks_locked_ |= field.field == "locked";
    asks_managed_ |= field.field == "managed";
    asks_source_ |= field.field == "source" || field.field == "documentation";
    TextMatch match = field.match;
    if (condition.kind == FactKind::kUse && field.field == "name") {
      // Names that a rule attributes to a gem are compared apart.
      for (auto* const list : {&match.equal, &match.like}) {
        for (const std::string& name : *list) {
          const std::size_t hash = name.find('#');
          if (!name.starts_with(kGem) || hash == kGem.size() || hash == std::string::npos) continue;
          gem_names_.push_back({name.substr(kGem.size(), hash - kGem.size()),
                                Widen("gem:." + name.substr(hash + 1))});
        }
        std::erase_if(*list, [](const std::string& name) {
          const std::size_t hash = name.find('#');
          return name.starts_with(kGem) && hash != kGem.size() && hash != std::string::npos;
        });
      }
      if (!match.equal.empty() || !match.like.empty() || gem_names_.empty()) {
        name_.emplace(match, TextMatcher::Reading::kName);
      }
      continue;
    }
    const bool is_value = (condition.kind == FactKind::kSetting && field.field == "value") ||
                          (condition.kind == FactKind::kInstruction &&
                           (field.field == "arguments" || field.field == "words" ||
                            field.field == "base" || field.field == "effective_user"));
    fields_.push_back({FieldPlace(condition.kind, field.field),
                       TextMatcher(match, ReadingOf(condition.kind, field.field)), is_value});
  }
  for (const ArgumentMatch& argument : condition.arguments) {
    std::vector<std::string> at;
    for (const std::string& address : argument.at) at.push_back(Widen(address));
    arguments_.push_back({std::move(at), argument.kinds,
                          TextMatcher(argument.text, TextMatcher::Reading::kText),
                          argument.absent});
  }
}

Verdict CompiledCondition::Test(const FileView& view, FactRef fact, const Gates& gates,
                                const Links& links) const {
  if (fact.kind == FactKind::kUse && !NameFits(view.use_names[fact.index], links))
    return Verdict::kNo;
  return TestNamed(view, fact, gates);
}

Verdict CompiledCondition::TestNamed(const FileView& view, FactRef fact, const Gates& gates) const {
  bool templated = false;
  if (gates.templates && fact.kind == FactKind::kSetting) {
    templated = view.facts->settings[fact.index].templated;
  } else if (gates.templates && fact.kind == FactKind::kInstruction) {
    templated = view.facts->instructions[fact.index].templated;
  }
  bool hidden = false;
  FieldTexts texts;
  for (const Field& field : fields_) {
    if (templated && field.is_value && !field.match.AsksExistenceOnly()) {
      hidden = true;
      continue;
    }
    ReadField(view, fact, field.place, gates.provenance, texts);
    if (IsName(fact.kind, FieldNames(fact.kind)[field.place])) {
      std::vector<std::string> canonical;
      for (const std::string_view text : texts.texts()) canonical.push_back(CanonicalName(text));
      const std::vector<std::string_view> names(canonical.begin(), canonical.end());
      if (!field.match.Holds(names)) return Verdict::kNo;
    } else if (!field.match.Holds(texts.texts())) {
      return Verdict::kNo;
    }
  }
  if (fact.kind == FactKind::kUse && !ArgumentsFit(view.facts->uses[fact.index]))
    return Verdict::kNo;
  if (!PassesGates(view, fact, gates)) return Verdict::kNo;
  return hidden ? Verdict::kHidden : Verdict::kYes;
}

bool CompiledCondition::PathFits(const FileView& view) const {
  return source->paths.empty() ||
         std::any_of(source->paths.begin(), source->paths.end(),
                     [&](const std::string& glob) { return MatchesGlob(glob, view.file->path); });
}

bool CompiledCondition::NameFits(std::string_view name, const Links& links) const {
  if (!name_ && gem_names_.empty()) return true;
  if (name_ && name_->Holds({&name, 1})) return true;
  return std::any_of(gem_names_.begin(), gem_names_.end(), [&](const GemName& gem) {
    return MatchesGlob(gem.glob, name) && links.HasGem(gem.gem);
  });
}

bool CompiledCondition::ArgumentsFit(const Use& use) const {
  for (const Argument& wanted : arguments_) {
    const bool found = std::any_of(
        use.arguments.begin(), use.arguments.end(), [&](const assay::Argument& argument) {
          if (!wanted.at.empty()) {
            const std::string address = AddressOf(argument);
            if (std::none_of(wanted.at.begin(), wanted.at.end(),
                             [&](const std::string& glob) { return MatchesGlob(glob, address); })) {
              return false;
            }
          }
          if (!wanted.kinds.empty() && std::find(wanted.kinds.begin(), wanted.kinds.end(),
                                                 Name(argument.kind)) == wanted.kinds.end()) {
            return false;
          }
          const std::string_view text = argument.text;
          return wanted.text.Holds({&text, 1});
        });
    if (found == wanted.absent) return false;
  }
  return true;
}

bool CompiledCondition::PassesGates(const FileView& view, FactRef fact, const Gates& gates) const {
  switch (fact.kind) {
    case FactKind::kDependency: {
      const Dependency& dependency = view.facts->dependencies[fact.index];
      if (!gates.dependency_scope) return true;
      if (dependency.locked && !asks_locked_) return false;
      if (dependency.managed && !asks_managed_) return false;
      // A technology's own signals ask for its scope themselves.
      return source->fields.empty() || asks_scope_ || !IsForDevelopers(dependency.scope);
    }
    case FactKind::kStatement:
      return !gates.no_prose || asks_source_ ||
             view.facts->statements[fact.index].source != StatementSource::kText;
    case FactKind::kString:
      return !gates.no_prose || asks_source_ || !view.facts->strings[fact.index].documentation;
    case FactKind::kImport:
    case FactKind::kUse:
    case FactKind::kDefinition:
    case FactKind::kConstruct:
    case FactKind::kSetting:
    case FactKind::kInstruction:
    case FactKind::kCommand:
    case FactKind::kRelation:
    case FactKind::kFile:
    case FactKind::kCommit:
    case FactKind::kTag:
      return true;
  }
  return true;
}

bool CoversModule(const Technology& technology, std::string_view module) {
  const auto covers = [&](const std::string& prefix) {
    return prefix.find('*') == std::string::npos ? IsBelow(module, prefix)
                                                 : MatchesGlob(Widen(prefix), module);
  };
  return std::any_of(technology.modules.begin(), technology.modules.end(), covers) ||
         std::any_of(technology.packages.begin(), technology.packages.end(), covers);
}

bool CoversPackage(const Technology& technology, const Dependency& dependency) {
  const std::string name = std::string(dependency.ecosystem) + ":" + std::string(dependency.name);
  return std::any_of(technology.packages.begin(), technology.packages.end(),
                     [&](const std::string& glob) { return MatchesGlob(Widen(glob), name); });
}

bool IsPresent(const Technology& technology, const Links& links) {
  for (const std::string& package : technology.packages) {
    if (links.declared().contains(package)) return true;
    if (technology.development && links.named().contains(package)) return true;
    if (package.find('*') == std::string::npos) continue;
    for (const std::string& declared : links.declared()) {
      if (MatchesGlob(Widen(package), declared)) return true;
    }
  }
  return std::any_of(links.imported().begin(), links.imported().end(),
                     [&](const std::string& module) { return CoversModule(technology, module); });
}

}  // namespace assay
