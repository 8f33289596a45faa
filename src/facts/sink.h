// Adds facts to a file's facts: keeps texts in the arena, cuts and cleans
// them, and stops at the limit on facts, once, with its diagnostic.
#pragma once

#include <functional>
#include <string_view>

#include "base/limits.h"
#include "base/text.h"
#include "model/facts.h"
#include "syntax/tree.h"

namespace assay {

class FactSink {
 public:
  FactSink(FileFacts& facts, const Limits& limits) : facts_(facts), limits_(limits) {}

  // What most of the texts will be parts of; it outlives the sink. Parts of ASCII are not
  // looked at again.
  void Expect(std::string_view text) { ascii_ = IsAscii(text) ? text : std::string_view(); }

  // `text` in the arena: valid UTF-8, at most Limits::text_bytes.
  Text Keep(std::string_view text) {
    if (text.empty()) return {};
    const bool ascii =
        std::less_equal<>()(ascii_.data(), text.data()) &&
        std::less_equal<>()(text.data() + text.size(), ascii_.data() + ascii_.size());
    return ascii && text.size() <= limits_.text_bytes ? facts_.arena.Keep(text) : KeepClean(text);
  }
  // A name in the arena as it is (for bindings and resolved names built here).
  Text KeepName(std::string_view name) { return facts_.arena.Keep(name); }

  // False once Limits::facts_per_file is reached; the fact is then not added.
  bool Add(Import fact) { return Push(facts_.imports, std::move(fact)); }
  bool Add(Use fact) { return Push(facts_.uses, std::move(fact)); }
  bool Add(Construct fact) { return Push(facts_.constructs, std::move(fact)); }
  bool Add(String fact) { return Push(facts_.strings, std::move(fact)); }
  bool Add(Dependency fact) { return Push(facts_.dependencies, std::move(fact)); }
  bool Add(Setting fact) { return Push(facts_.settings, std::move(fact)); }
  bool Add(Instruction fact) { return Push(facts_.instructions, std::move(fact)); }
  bool Add(Command fact) { return Push(facts_.commands, std::move(fact)); }
  bool Add(Statement fact) { return Push(facts_.statements, std::move(fact)); }
  // Definitions are added when they open, so that their index can be the
  // scope of what they hold, and completed through facts().definitions[index].
  // kNoScope at the limit.
  std::uint32_t Add(Definition fact);

  void Diagnose(std::string_view code, std::uint32_t line, std::string message);

  FileFacts& facts() { return facts_; }
  const Limits& limits() const { return limits_; }

 private:
  Text KeepClean(std::string_view text);
  bool HasRoom();
  template <typename Fact>
  bool Push(std::vector<Fact>& list, Fact fact) {
    if (!HasRoom()) return false;
    list.push_back(std::move(fact));
    ++count_;
    return true;
  }

  FileFacts& facts_;
  const Limits& limits_;
  std::string_view ascii_;
  std::size_t count_ = 0;
  bool full_ = false;
};

Region RegionOf(const SyntaxNode& node);

}  // namespace assay
