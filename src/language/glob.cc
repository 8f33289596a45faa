#include "language/glob.h"

#include <cctype>
#include <utility>

namespace assay {
namespace {

using Class = int (*)(int);

// What stands between "[:" and ":]"; null for no such class. The C locale's.
Class ClassNamed(std::string_view name) {
  struct Named {
    std::string_view name;
    Class contains;
  };
  static constexpr Named kClasses[] = {
      {"alnum", [](int c) { return std::isalnum(c); }},
      {"alpha", [](int c) { return std::isalpha(c); }},
      {"blank", [](int c) { return c == ' ' || c == '\t' ? 1 : 0; }},
      {"cntrl", [](int c) { return std::iscntrl(c); }},
      {"digit", [](int c) { return std::isdigit(c); }},
      {"graph", [](int c) { return std::isgraph(c); }},
      {"lower", [](int c) { return std::islower(c); }},
      {"print", [](int c) { return std::isprint(c); }},
      {"punct", [](int c) { return std::ispunct(c); }},
      {"space", [](int c) { return std::isspace(c); }},
      {"upper", [](int c) { return std::isupper(c); }},
      {"xdigit", [](int c) { return std::isxdigit(c); }},
  };
  for (const Named& known : kClasses) {
    if (known.name == name) return known.contains;
  }
  return nullptr;
}

constexpr std::size_t kMalformed = std::string_view::npos;

}  // namespace

Glob::Glob(std::string_view pattern, bool whole_path) : whole_path_(whole_path) {
  for (std::size_t at = 0; at < pattern.size(); ++at) {
    switch (pattern[at]) {
      case '?':
        parts_.push_back({Kind::kAny});
        break;
      case '*':
        ParseStars(pattern, &at);
        break;
      case '[': {
        const std::size_t end = ParseSet(pattern, at);
        if (end == kMalformed) {
          parts_.push_back({Kind::kNever});
          return;
        }
        at = end;
        break;
      }
      case '\\':
        if (++at == pattern.size()) {
          parts_.push_back({Kind::kNever});
          return;
        }
        [[fallthrough]];
      default:
        parts_.push_back({Kind::kByte, static_cast<unsigned char>(pattern[at])});
        break;
    }
  }
}

// Leaves `at` at the last star.
void Glob::ParseStars(std::string_view pattern, std::size_t* at) {
  const std::size_t first = *at;
  while (*at + 1 < pattern.size() && pattern[*at + 1] == '*') ++*at;
  const std::string_view rest = pattern.substr(*at + 1);
  const bool alone = (first == 0 || pattern[first - 1] == '/') &&
                     (rest.empty() || rest.starts_with("/") || rest.starts_with("\\/"));
  if (!whole_path_) {
    parts_.push_back({Kind::kDeepStar});
  } else if (*at == first || !alone) {
    parts_.push_back({Kind::kStar});
  } else {
    // "**/" may be nothing, or anything and a slash.
    if (rest.starts_with("/")) parts_.push_back({Kind::kFork});
    parts_.push_back({Kind::kDeepStar});
  }
}

// The index of the closing bracket. Follows wildmatch through its quirks: "]"
// may come first, a range may end in an escape, "[:" may be no class.
std::size_t Glob::ParseSet(std::string_view pattern, std::size_t at) {
  std::bitset<256> set;
  const auto byte = [&](std::size_t i) {
    return i < pattern.size() ? static_cast<unsigned char>(pattern[i]) : '\0';
  };
  ++at;
  const bool negated = byte(at) == '!' || byte(at) == '^';
  if (negated) ++at;
  unsigned char previous = 0;
  do {
    unsigned char c = byte(at);
    if (c == 0) return kMalformed;
    if (c == '\\') {
      c = byte(++at);
      if (c == 0) return kMalformed;
      set.set(c);
    } else if (c == '-' && previous != 0 && byte(at + 1) != 0 && byte(at + 1) != ']') {
      c = byte(++at);
      if (c == '\\') c = byte(++at);
      if (c == 0) return kMalformed;
      for (unsigned i = previous; i <= c; ++i) set.set(i);
      c = 0;
    } else if (c == '[' && byte(at + 1) == ':') {
      const std::size_t close = pattern.find(']', at + 2);
      if (close == std::string_view::npos) return kMalformed;
      if (close < at + 3 || byte(close - 1) != ':') {
        set.set('[');
      } else {
        const Class contains = ClassNamed(pattern.substr(at + 2, close - at - 3));
        if (contains == nullptr) return kMalformed;
        for (int i = 1; i < 128; ++i) {
          if (contains(i) != 0) set.set(static_cast<std::size_t>(i));
        }
        at = close;
        c = 0;
      }
    } else {
      set.set(c);
    }
    previous = c;
  } while (byte(++at) != ']');
  parts_.push_back({Kind::kSet, 0, static_cast<std::uint16_t>(sets_.size())});
  sets_.push_back(negated ? ~set : set);
  return at;
}

bool Glob::Takes(const Part& part, unsigned char byte) const {
  switch (part.kind) {
    case Kind::kByte:
      return part.byte == byte;
    case Kind::kAny:
      return !whole_path_ || byte != '/';
    case Kind::kSet:
      return sets_[part.set][byte] && (!whole_path_ || byte != '/');
    case Kind::kStar:
      return byte != '/';
    case Kind::kDeepStar:
      return true;
    case Kind::kFork:
    case Kind::kNever:
      return false;
  }
  return false;
}

// Parts that the pattern may have got to, each once.
struct Glob::Places {
  explicit Places(std::size_t parts) : known(parts + 1) {}
  bool Add(std::size_t part) {
    if (known[part]) return false;
    known[part] = true;
    list.push_back(static_cast<std::uint32_t>(part));
    return true;
  }
  void Clear() {
    for (const std::uint32_t part : list) known[part] = false;
    list.clear();
  }

  std::vector<std::uint32_t> list;
  std::vector<bool> known;
};

// A star may take nothing; a fork leads to the star behind it, or past that
// and its slash.
void Glob::Enter(std::size_t state, Places* places) const {
  for (;;) {
    const bool added = places->Add(state);
    if (!added || state == parts_.size()) return;
    const Kind kind = parts_[state].kind;
    if (kind == Kind::kFork) {
      if (places->Add(state + 1)) places->Add(state + 2);
      state += 3;
    } else if (kind == Kind::kStar || kind == Kind::kDeepStar) {
      ++state;
    } else {
      return;
    }
  }
}

bool Glob::Matches(std::string_view text, std::size_t* steps) const {
  Places places(parts_.size());
  Places next(parts_.size());
  Enter(0, &places);
  for (const char c : text) {
    if (*steps < places.list.size()) {
      *steps = 0;
      return false;
    }
    *steps -= places.list.size();
    next.Clear();
    for (const std::uint32_t state : places.list) {
      if (state == parts_.size() || !Takes(parts_[state], static_cast<unsigned char>(c))) continue;
      const Kind kind = parts_[state].kind;
      Enter(kind == Kind::kStar || kind == Kind::kDeepStar ? state : state + 1, &next);
    }
    std::swap(places, next);
    if (places.list.empty()) return false;
  }
  return places.known[parts_.size()];
}

}  // namespace assay
