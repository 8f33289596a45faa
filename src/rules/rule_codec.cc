#include "rules/rule_codec.h"

#include <bit>
#include <cstdint>
#include <type_traits>

#include "base/packed_values.h"

namespace assay {
namespace {

// The members of each struct, in the order of the bytes. `Item` is the struct
// or a constant of it.
template <typename Item, typename T>
concept Is = std::is_same_v<std::remove_const_t<Item>, T>;

void Members(Is<Skill> auto& item, auto&& each) {
  each(item.id, item.area, item.name, item.counts, item.practised_sites, item.practised_files,
       item.practised_signals, item.applies_to_languages, item.applies_to_skill);
}
void Members(Is<Technology> auto& item, auto&& each) {
  each(item.id, item.name, item.skill, item.packages, item.modules, item.development);
}
void Members(Is<TextMatch> auto& item, auto&& each) {
  each(item.equal, item.like, item.words, item.patterns, item.all, item.none, item.min, item.max,
       item.exists, item.secret, item.lacks, item.ignore_case);
}
void Members(Is<FieldMatch> auto& item, auto&& each) { each(item.field, item.match); }
void Members(Is<ArgumentMatch> auto& item, auto&& each) {
  each(item.at, item.kinds, item.text, item.absent);
}
void Members(Is<RawQuery> auto& item, auto&& each) {
  each(item.grammar, item.text, item.pointer, item.line);
}
void Members(Is<Condition> auto& item, auto&& each) {
  each(item.kind, item.queries, item.fields, item.arguments, item.paths, item.at, item.count,
       item.negated, item.excuse, item.same);
}
void Members(Is<Share> auto& item, auto&& each) { each(item.percent, item.at_least, item.of); }
void Members(Is<Signal> auto& item, auto&& each) {
  each(item.id, item.skill, item.technology, item.sign, item.shows, item.severity, item.why,
       item.remediation, item.refs, item.languages, item.purposes, item.needs, item.anchor,
       item.conditions, item.share, item.file, item.line);
}
void Members(Is<IdentityPattern> auto& item, auto&& each) { each(item.name, item.email); }
void Members(Is<Generator> auto& item, auto&& each) {
  each(item.name, item.at, item.says, item.ships, item.bytes);
}
void Members(Is<PeoplePatterns> auto& item, auto&& each) {
  each(item.bots, item.sites, item.shared_addresses, item.scaffolds, item.generators);
}
void Members(Is<std::pair<std::string, std::string>> auto& item, auto&& each) {
  each(item.first, item.second);
}
void Members(Is<RuleSet> auto& item, auto&& each) {
  each(item.skills, item.technologies, item.signals, item.people, item.digest);
}

class Writer {
 public:
  std::string Take() { return std::move(bytes_); }

  void Write(const std::string& text) { PutText(text, &bytes_); }
  void Write(double number) { PutNumber(std::bit_cast<std::uint64_t>(number), &bytes_); }
  template <typename Item>
  void Write(const std::vector<Item>& items) {
    PutNumber(items.size(), &bytes_);
    for (const Item& item : items) Write(item);
  }
  template <typename Item>
  void Write(const std::optional<Item>& item) {
    Write(item.has_value());
    if (item) Write(*item);
  }
  template <typename Item>
  void Write(const Item& item) {
    if constexpr (std::is_enum_v<Item> || std::is_integral_v<Item>) {
      PutNumber(static_cast<std::uint64_t>(item), &bytes_);
    } else {
      Members(item, [&](const auto&... members) { (Write(members), ...); });
    }
  }

 private:
  std::string bytes_;
};

class Reader {
 public:
  explicit Reader(std::string_view bytes) : bytes_(bytes) {}

  // All bytes were read, and none was missing.
  bool Done() const { return !bytes_.failed() && bytes_.at_end(); }

  void Read(std::string& text) { text = bytes_.Text(); }
  void Read(double& number) { number = std::bit_cast<double>(bytes_.LongNumber()); }
  template <typename Item>
  void Read(std::vector<Item>& items) {
    items.resize(bytes_.Count(1));
    for (Item& item : items) Read(item);
  }
  template <typename Item>
  void Read(std::optional<Item>& item) {
    if (bytes_.Number() != 0) Read(item.emplace());
  }
  template <typename Item>
  void Read(Item& item) {
    if constexpr (std::is_enum_v<Item> || std::is_integral_v<Item>) {
      item = static_cast<Item>(bytes_.LongNumber());
    } else {
      Members(item, [&](auto&... members) { (Read(members), ...); });
    }
  }

 private:
  PackedReader bytes_;
};

}  // namespace

std::string EncodeRules(const RuleSet& rules) {
  Writer writer;
  writer.Write(rules);
  return writer.Take();
}

Result<RuleSet> DecodeRules(std::string_view bytes) {
  RuleSet rules;
  Reader reader(bytes);
  reader.Read(rules);
  if (!reader.Done()) return InternalError("the built-in rules are damaged");
  return rules;
}

}  // namespace assay
