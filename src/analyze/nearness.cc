#include "analyze/nearness.h"

#include <algorithm>
#include <string_view>

namespace assay {
namespace {

// The mapping that a setting stands in: "services.web.ports[0]" → "services.web.ports".
std::string_view ParentKey(std::string_view key) {
  const std::size_t end = key.find_last_of(".[");
  return end == std::string_view::npos ? std::string_view() : key.substr(0, end);
}

}  // namespace

const Definition* Nearness::Enclosing(FactRef fact, bool classes) const {
  const std::vector<Definition>& definitions = view_.facts->definitions;
  std::uint32_t scope = fact.kind == FactKind::kDefinition ? fact.index : ScopeOf(view_, fact);
  if (fact.kind == FactKind::kUse) {
    const Use& use = view_.facts->uses[fact.index];
    if (use.form == UseForm::kDecorator) {
      if (const Definition* const target = Decorated(use)) {
        scope = static_cast<std::uint32_t>(target - definitions.data());
      }
    }
  }
  for (int depth = 0; scope != kNoScope && scope < definitions.size() && depth < 64; ++depth) {
    const Definition& definition = definitions[scope];
    if (IsClassLike(definition.kind) == classes && definition.kind != DefinitionKind::kField) {
      return &definition;
    }
    scope = definition.scope;
  }
  return nullptr;
}

const Definition* Nearness::Decorated(const Use& use) const {
  const Definition* nearest = nullptr;
  for (const Definition& definition : view_.facts->definitions) {
    if (definition.name != use.target_definition) continue;
    if (definition.region.end_byte < use.region.end_byte) continue;
    if (nearest == nullptr || definition.region.start_byte < nearest->region.start_byte) {
      nearest = &definition;
    }
  }
  return nearest;
}

bool Nearness::IsNear(FactRef fact, FactRef anchor, At at) const {
  switch (at) {
    case At::kFile:
    case At::kRepository:
      return true;
    case At::kSite:
      return IsSameSite(fact, anchor);
    case At::kFunction:
    case At::kClass: {
      const Definition* const enclosing = Enclosing(anchor, at == At::kClass);
      if (enclosing == nullptr) {
        return at == At::kFunction && Enclosing(fact, false) == nullptr;
      }
      return enclosing->region.Contains(RegionOf(view_, fact)) ||
             Enclosing(fact, at == At::kClass) == enclosing;
    }
  }
  return false;
}

bool Nearness::IsNear(const Region& place, FactRef anchor, At at) const {
  switch (at) {
    case At::kFile:
    case At::kRepository:
      return true;
    case At::kSite: {
      const Region site = RegionOf(view_, anchor);
      return site.start_line == place.start_line || site.Contains(place) || place.Contains(site);
    }
    case At::kFunction:
    case At::kClass: {
      const Definition* const enclosing = Enclosing(anchor, at == At::kClass);
      if (enclosing != nullptr) return enclosing->region.Contains(place);
      return at == At::kFunction && !IsInFunction(place);
    }
  }
  return false;
}

bool Nearness::IsInFunction(const Region& place) const {
  return std::any_of(view_.facts->definitions.begin(), view_.facts->definitions.end(),
                     [&](const Definition& definition) {
                       return !IsClassLike(definition.kind) &&
                              definition.kind != DefinitionKind::kField &&
                              definition.region.Contains(place);
                     });
}

bool Nearness::IsSameSite(FactRef fact, FactRef anchor) const {
  if (fact.kind == FactKind::kSetting && anchor.kind == FactKind::kSetting) {
    const Setting& a = view_.facts->settings[anchor.index];
    const Setting& b = view_.facts->settings[fact.index];
    const std::string_view parent = ParentKey(a.key);
    return a.part == b.part &&
           (parent.empty() || (b.key.starts_with(parent) && b.key.size() > parent.size() &&
                               b.key[parent.size()] == a.key[parent.size()]));
  }
  const Region a = RegionOf(view_, anchor);
  const Region b = RegionOf(view_, fact);
  return a.start_line == b.start_line || a.Contains(b) || b.Contains(a);
}

}  // namespace assay
