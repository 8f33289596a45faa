#include "tests/support/hostile_source.h"

#include <algorithm>
#include <array>
#include <cctype>
#include <cstdint>
#include <utility>

namespace assay {
namespace {

// Repeated as they are: what opens and is not closed, what only closes, and
// what goes on without end.
constexpr std::array kUnits = std::to_array<std::string_view>({
    "(",
    "[",
    "{",
    "<",
    "a(",
    "a[",
    "a{",
    "a<",
    "[[a]] ",
    "a<b,",
    "([{",
    "({",
    "[(",
    "(a,",
    "{a:",
    "{\"a\":",
    "[a,",
    ")",
    "]",
    "}",
    ">",
    "A<A>",
    "x = (\n",
    "f(a, [\n",
    "f({\n",
    "if (a) {\n",
    "if a {\n",
    "if a:\n",
    "else {",
    "for (;;) {",
    "while (a) (",
    "class A {\n",
    "class A\n",
    "class A<T extends ",
    "module A\ndef f\n",
    "def f(a) = (\n",
    "def f():\n",
    "fn f() {\n",
    "func f() {\n",
    "fun f() {\n",
    "function f() {\n",
    "void f() {\n",
    "do |a|\n",
    "do\n",
    "begin\n",
    "case a\nwhen b\n",
    "switch (a) { case 1: ",
    "match a {\n",
    "a => ",
    "a => {",
    "(a) => (",
    "() -> ",
    "lambda: ",
    "new A(",
    "new A<",
    "\"",
    "'",
    "`",
    "\"\"\"",
    "'''",
    "/*",
    "//",
    "#",
    "\"${",
    "\"#{",
    "\"\\(",
    "`${",
    "$\"{",
    "f\"{",
    "<<A\n",
    "<<A <<B\n",
    "%w(",
    "%q{",
    "/",
    "\\",
    "\\\n",
    "@",
    "@a(",
    "#[",
    "[[",
    "#if A\n",
    "#define A (\n",
    "a + ",
    "a ? ",
    "a ? b : ",
    "a = ",
    "a.b.",
    "a, ",
    "a: ",
    "a::",
    "a->",
    "a b ",
    "a ",
    "- ",
    "!",
    "& ",
    "* ",
    "a && ",
    "a;",
    ";",
    "\n",
    "\t",
    "\r",
    "\n ",
    "a\n",
    "import a.",
    "import (",
    "return ",
    "throw ",
    "yield ",
    "await ",
    "async ",
    "public ",
    "unsigned ",
    "template <",
    "<a>",
    "<a b=",
    "</a>",
    "<?php ",
    "?>",
    "<%",
    "0",
    "0x",
    "1e",
    "_",
});

class Random {
 public:
  std::uint32_t Next(std::size_t below) {
    state_ = state_ * 6'364'136'223'846'793'005U + 1'442'695'040'888'963'407U;
    return static_cast<std::uint32_t>((state_ >> 33) % below);
  }

 private:
  std::uint64_t state_ = 42;
};

std::string Repeat(std::string_view unit, std::size_t bytes) {
  std::string text;
  text.reserve(bytes + unit.size());
  while (text.size() < bytes) text += unit;
  return text;
}

// Words, runs of blanks, and single characters.
std::vector<std::string_view> TokensOf(std::string_view text) {
  const auto kind = [](char c) {
    const auto byte = static_cast<unsigned char>(c);
    if (std::isalnum(byte) != 0 || c == '_') return 1;
    return c == ' ' ? 2 : 0;
  };
  std::vector<std::string_view> tokens;
  for (std::size_t at = 0; at < text.size();) {
    std::size_t end = at + 1;
    while (end < text.size() && kind(text[at]) != 0 && kind(text[end]) == kind(text[at])) ++end;
    tokens.push_back(text.substr(at, end - at));
    at = end;
  }
  return tokens;
}

// `line` with the number behind each of its words, so that no two are equal.
std::string Numbered(std::string_view line, std::size_t number) {
  const std::string digits = std::to_string(number);
  std::string numbered;
  for (const std::string_view token : TokensOf(line)) {
    numbered += token;
    if (std::isalpha(static_cast<unsigned char>(token[0])) != 0) numbered += digits;
  }
  return numbered;
}

// Each line of the sample, within the others, again and again.
void AddRepeatedLines(std::string_view sample, std::size_t bytes, std::vector<HostileText>& texts) {
  std::size_t number = 0;
  for (std::size_t at = 0; at < sample.size();) {
    const std::size_t end = std::min(sample.find('\n', at), sample.size() - 1) + 1;
    const std::string_view line = sample.substr(at, end - at);
    const std::string name = "line " + std::to_string(++number);
    const std::string before(sample.substr(0, at));
    const std::string_view after = sample.substr(end);
    std::string text = before + Repeat(line, bytes);
    texts.push_back({name + " repeated", text.append(after)});
    text = before;
    for (std::size_t i = 0; text.size() < bytes; ++i) text += Numbered(line, i);
    texts.push_back({name + " numbered", text.append(after)});
    at = end;
  }
}

std::string Nested(std::string_view open, std::string_view close, std::size_t depth) {
  return Repeat(open, depth * open.size()) + "1" + Repeat(close, depth * close.size());
}

}  // namespace

std::vector<HostileText> HostileTexts(std::size_t bytes, std::string_view sample) {
  std::vector<HostileText> texts;
  for (const std::string_view unit : kUnits)
    texts.push_back({"repeat " + std::string(unit), Repeat(unit, bytes)});
  const auto nests =
      std::to_array<std::pair<std::string_view, std::string_view>>({{"(", ")"},
                                                                    {"[", "]"},
                                                                    {"{", "}"},
                                                                    {"<", ">"},
                                                                    {"a(", ")"},
                                                                    {"A<", ">"},
                                                                    {"if (a) {", "}"}});
  for (const auto& [open, close] : nests)
    texts.push_back(
        {"nest " + std::string(open), Nested(open, close, bytes / (open.size() + close.size()))});

  std::string indented;
  for (std::size_t depth = 0; indented.size() < bytes; ++depth)
    indented += std::string(depth, ' ') + "if a:\n";
  texts.push_back({"indented", indented});

  Random random;
  std::string noise;
  while (noise.size() < bytes) noise += static_cast<char>(random.Next(256));
  texts.push_back({"random bytes", noise});
  std::string printable;
  while (printable.size() < bytes) printable += static_cast<char>(' ' + random.Next(95));
  texts.push_back({"random characters", printable});
  std::string brackets;
  while (brackets.size() < bytes) brackets += "()[]{}<>;a\n"[random.Next(11)];
  texts.push_back({"random brackets", brackets});
  std::string units;
  while (units.size() < bytes) units += kUnits[random.Next(kUnits.size())];
  texts.push_back({"random units", units});

  const std::vector<std::string_view> tokens = TokensOf(sample);
  if (tokens.empty()) return texts;
  std::string shuffled;
  while (shuffled.size() < bytes) shuffled += tokens[random.Next(tokens.size())];
  texts.push_back({"shuffled sample", shuffled});
  std::string swapped;
  while (swapped.size() < bytes) {
    std::vector<std::string_view> some = tokens;
    std::swap(some[random.Next(some.size())], some[random.Next(some.size())]);
    for (const std::string_view token : some) swapped += token;
  }
  texts.push_back({"sample with two tokens swapped", swapped});
  std::string lacking;
  while (lacking.size() < bytes) {
    const std::size_t gone = random.Next(tokens.size());
    for (std::size_t i = 0; i < tokens.size(); ++i) {
      if (i != gone) lacking += tokens[i];
    }
  }
  texts.push_back({"sample without a token", lacking});
  std::string open;
  while (open.size() < bytes)
    open += sample.substr(0, sample.size() / 2 + random.Next(sample.size() / 2));
  texts.push_back({"sample cut off", open});
  texts.push_back({"sample repeated", Repeat(sample, bytes)});
  std::string numbered;
  for (std::size_t i = 0; numbered.size() < bytes; ++i) numbered += Numbered(sample, i);
  texts.push_back({"sample numbered", numbered});
  AddRepeatedLines(sample, bytes, texts);
  return texts;
}

}  // namespace assay
