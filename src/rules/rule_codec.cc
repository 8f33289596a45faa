#include "rules/rule_codec.h"

#include <bit>
#include <cstdint>
#include <type_traits>

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
void Members(Is<PeoplePatterns> auto& item, auto&& each) {
  each(item.bots, item.sites, item.shared_addresses, item.scaffolds);
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

  void Write(const std::string& text) {
    Number(text.size());
    bytes_ += text;
  }
  void Write(double number) { Number(std::bit_cast<std::uint64_t>(number)); }
  template <typename Item>
  void Write(const std::vector<Item>& items) {
    Number(items.size());
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
      Number(static_cast<std::uint64_t>(item));
    } else {
      Members(item, [&](const auto&... members) { (Write(members), ...); });
    }
  }

 private:
  // Seven bits a byte, the least significant first.
  void Number(std::uint64_t number) {
    for (; number >= 0x80; number >>= 7) bytes_ += static_cast<char>(number | 0x80);
    bytes_ += static_cast<char>(number);
  }

  std::string bytes_;
};

class Reader {
 public:
  explicit Reader(std::string_view bytes) : bytes_(bytes) {}

  // All bytes were read, and none was missing.
  bool Done() const { return !failed_ && bytes_.empty(); }

  void Read(std::string& text) {
    const std::size_t size = Size();
    text.assign(bytes_.substr(0, size));
    bytes_.remove_prefix(size);
  }
  void Read(double& number) { number = std::bit_cast<double>(Number()); }
  template <typename Item>
  void Read(std::vector<Item>& items) {
    items.resize(Size());
    for (Item& item : items) Read(item);
  }
  template <typename Item>
  void Read(std::optional<Item>& item) {
    if (Number() != 0) Read(item.emplace());
  }
  template <typename Item>
  void Read(Item& item) {
    if constexpr (std::is_enum_v<Item> || std::is_integral_v<Item>) {
      item = static_cast<Item>(Number());
    } else {
      Members(item, [&](auto&... members) { (Read(members), ...); });
    }
  }

 private:
  // Of a text or list; each of its items takes a byte at least.
  std::size_t Size() {
    const std::uint64_t size = Number();
    failed_ |= size > bytes_.size();
    return failed_ ? 0 : static_cast<std::size_t>(size);
  }
  std::uint64_t Number() {
    std::uint64_t number = 0;
    for (unsigned shift = 0; shift < 64 && !bytes_.empty(); shift += 7) {
      const auto byte = static_cast<unsigned char>(bytes_.front());
      bytes_.remove_prefix(1);
      number |= std::uint64_t{byte & 0x7FU} << shift;
      if (byte < 0x80) return number;
    }
    failed_ = true;
    return 0;
  }

  std::string_view bytes_;
  bool failed_ = false;
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
