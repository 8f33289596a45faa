#include "tests/facts/fact_annotations.h"

#include <algorithm>
#include <type_traits>

#include "base/text.h"
#include "model/fact_fields.h"

namespace assay {
namespace {

constexpr std::string_view kEllipsis = "…";

// `text` at each `separator` that stands neither in quotes nor in braces.
std::vector<std::string> SplitTerms(std::string_view text, char separator) {
  std::vector<std::string> terms;
  std::string term;
  int depth = 0;
  bool quoted = false;
  for (const char c : text) {
    if (c == '"') quoted = !quoted;
    if (!quoted && c == '{') ++depth;
    if (!quoted && c == '}') --depth;
    if (c == separator && !quoted && depth == 0) {
      terms.emplace_back(Trim(term));
      term.clear();
    } else {
      term += c;
    }
  }
  if (!Trim(term).empty()) terms.emplace_back(Trim(term));
  return terms;
}

bool IsKind(std::string_view word) {
  const auto& words = EnumWords<FactKind>::kWords;
  return std::find(words.begin(), words.end(), word) != words.end();
}

// The kind that an annotation begins with, "" if it is none.
std::string_view KindOf(std::string_view text) {
  const std::size_t colon = text.find(':');
  if (colon == std::string_view::npos || colon + 1 == text.size() || text[colon + 1] != ' ')
    return {};
  return IsKind(text.substr(0, colon)) ? text.substr(0, colon) : std::string_view();
}

// Where the comment that annotates the line begins, and the annotations themselves.
struct Comment {
  std::size_t begin = std::string_view::npos;
  std::string_view text;
};

Comment CommentOf(std::string_view line) {
  for (std::size_t i = 0; i < line.size(); ++i) {
    if (i != 0 && line[i - 1] != ' ' && line[i - 1] != '\t') continue;
    for (const std::string_view mark : {"# ", "// ", "-- "}) {
      if (!line.substr(i).starts_with(mark)) continue;
      const std::string_view text = Trim(line.substr(i + mark.size()));
      if (!KindOf(text).empty()) return {i, text};
    }
  }
  return {};
}

struct Value {
  std::string_view field;
  std::string text;
  bool alone = true;  // a term may give the value without the field's name
};

// What braces tell: an argument, a parameter, a part.
struct Pair {
  std::string key;
  std::string value;
  bool quoted = false;
  std::string_view kind;
};

struct Told {
  std::vector<Value> values;
  std::vector<Pair> pairs;
};

std::string KeyOf(const Argument& argument) {
  std::string key =
      argument.keyword.empty() ? std::to_string(argument.position) : std::string(argument.keyword);
  if (argument.path.empty()) return key;
  if (argument.path.front() != '[') key += '.';
  return key + std::string(argument.path);
}

class Teller {
 public:
  explicit Teller(Told& told) : told_(told) {}

  void operator()(std::string_view field, Text text) {
    if (!text.empty()) told_.values.push_back({field, std::string(text)});
  }
  void operator()(std::string_view field, const Texts& texts) {
    for (const Text text : texts) (*this)(field, text);
  }
  void operator()(std::string_view field, bool flag) {
    if (flag) (*this)(field, field);
  }
  void operator()(std::string_view field, std::uint32_t number) {
    told_.values.push_back({field, std::to_string(number), false});
  }
  template <typename Enum>
  requires std::is_enum_v<Enum>
  void operator()(std::string_view field, Enum value) { (*this)(field, Name(value)); }
  void operator()(std::string_view, const std::vector<Argument>& arguments) {
    for (const Argument& argument : arguments) {
      const bool quoted =
          argument.kind == ValueKind::kString || argument.kind == ValueKind::kInterpolated;
      told_.pairs.push_back(
          {KeyOf(argument), std::string(argument.text), quoted, Name(argument.kind)});
    }
  }
  void operator()(std::string_view, const std::vector<Parameter>& parameters) {
    for (const Parameter& parameter : parameters)
      told_.pairs.push_back({std::string(parameter.name), std::string(parameter.type), false, ""});
  }
  void operator()(std::string_view, const std::vector<DynamicPart>& parts) {
    for (const DynamicPart& part : parts)
      told_.pairs.push_back(
          {std::string(part.text), std::string(Name(part.provenance)), false, ""});
  }

 private:
  Told& told_;
};

bool Fits(std::string_view pattern, std::string_view text) {
  if (pattern.starts_with(kEllipsis)) return text.ends_with(pattern.substr(kEllipsis.size()));
  return pattern == text;
}

std::string_view Unquoted(std::string_view text) {
  const bool quoted = text.size() > 1 && text.front() == '"' && text.back() == '"';
  return quoted ? text.substr(1, text.size() - 2) : text;
}

bool HoldsPair(std::string_view pair, const Told& told) {
  const std::size_t colon = pair.find(": ");
  const std::string_view key = Trim(pair.substr(0, colon));
  const std::string_view value =
      colon == std::string_view::npos ? std::string_view() : Trim(pair.substr(colon + 2));
  const std::string_view bare = Unquoted(value);
  return std::any_of(told.pairs.begin(), told.pairs.end(), [&](const Pair& one) {
    if (key != one.key) return false;
    if (value.empty()) return true;
    if (bare.size() != value.size()) return one.quoted && Fits(bare, one.value);
    return (!one.quoted && Fits(value, one.value)) || value == one.kind;
  });
}

bool HoldsTerm(std::string_view term, const Told& told) {
  if (term.size() > 1 && term.front() == '{' && term.back() == '}')
    return HoldsPair(term.substr(1, term.size() - 2), told);
  const std::size_t blank = term.find(' ');
  const std::string_view field = term.substr(0, blank);
  const bool named = blank != std::string_view::npos;
  return std::any_of(told.values.begin(), told.values.end(), [&](const Value& value) {
    if (value.alone && Fits(Unquoted(term), value.text)) return true;
    return named && field == value.field && Fits(Unquoted(Trim(term.substr(blank))), value.text);
  });
}

std::string Shown(const Told& told) {
  std::string shown;
  for (const Value& value : told.values)
    shown += (shown.empty() ? "" : ", ") + std::string(value.field) + " " + value.text;
  for (const Pair& pair : told.pairs) {
    const std::string_view quote = pair.quoted ? "\"" : "";
    shown += ", {" + pair.key + ": ";
    shown.append(quote).append(pair.value.empty() ? pair.kind : pair.value).append(quote) += "}";
  }
  return shown;
}

}  // namespace

std::vector<Annotation> AnnotationsOf(std::string_view code) {
  std::vector<Annotation> annotations;
  std::uint32_t number = 0;
  std::uint32_t above = 0;  // the last line that holds code
  for (const std::string_view line : Lines(code)) {
    ++number;
    const Comment comment = CommentOf(line);
    if (!Trim(line.substr(0, comment.begin)).empty()) above = number;
    for (const std::string& told : SplitTerms(comment.text, ';')) {
      // A view of `comment.text` rather than of the copy.
      const std::string_view kind = KindOf(told);
      Annotation annotation{above, {}, {}};
      for (const std::string_view word : EnumWords<FactKind>::kWords) {
        if (word == kind) annotation.kind = word;
      }
      annotation.terms =
          SplitTerms(std::string_view(told).substr(kind.empty() ? 0 : kind.size() + 1), ',');
      annotations.push_back(annotation);
    }
  }
  return annotations;
}

std::vector<std::string> Untrue(const std::vector<Annotation>& annotations,
                                const FileFacts& facts) {
  std::vector<std::string> untrue;
  for (const Annotation& annotation : annotations) {
    bool found = false;
    std::string others;
    FactLists(facts, [&](FactKind kind, const auto& list) {
      if (Name(kind) != annotation.kind) return;
      for (const auto& fact : list) {
        if (fact.region.start_line != annotation.line) continue;
        Told told;
        Fields(fact, Teller(told));
        const bool holds = std::all_of(annotation.terms.begin(), annotation.terms.end(),
                                       [&](const auto& term) { return HoldsTerm(term, told); });
        found = found || holds;
        if (!holds) others += "\n      " + Shown(told);
      }
    });
    if (found) continue;
    std::string line = std::to_string(annotation.line) + ": " + std::string(annotation.kind) + ":";
    for (const std::string& term : annotation.terms)
      line += (&term == annotation.terms.data() ? " " : ", ") + term;
    untrue.push_back(line + (others.empty() ? "\n      none stands there" : others));
  }
  return untrue;
}

}  // namespace assay
