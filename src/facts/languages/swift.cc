// Swift source; how it is read is in facts/swift.
#include <array>
#include <string>

#include "facts/extract.h"
#include "facts/swift/extractor.h"

namespace assay {
namespace {

// Words that end in what the grammar cannot read, which says nothing that is a
// fact and is blank to it: `try` before an await, behind which a block is taken
// for a closure, the type of `throws(E)`, and `nonisolated(unsafe)`.
struct Unread {
  std::string_view word;
  std::size_t kept;  // of the word; the rest is blank
  bool group;        // and so is the rest of a pair of parentheses
};
constexpr std::array kUnread = std::to_array<Unread>({
    {"try await ", 0, false},
    {"try? await ", 0, false},
    {" throws(", 7, true},
    {" nonisolated(unsafe)", 12, false},
});
constexpr std::size_t kMaxGroup = 200;  // bytes of what is blanked behind a word

// `text` without all that; empty where there is none. Strings are left alone.
std::string Readable(std::string_view text) {
  std::string plain;
  for (const Unread& unread : kUnread) {
    std::size_t counted = 0;  // up to where quotes are counted
    bool quoted = false;      // in a string of the line
    for (std::size_t at = text.find(unread.word); at != std::string_view::npos;
         at = text.find(unread.word, at + 1)) {
      for (; counted < at; ++counted) {
        if (text[counted] == '\n') quoted = false;
        if (text[counted] == '"' && (counted == 0 || text[counted - 1] != '\\')) quoted = !quoted;
      }
      if (quoted) continue;
      std::size_t end = at + unread.word.size();
      if (unread.word.ends_with(" await ")) end -= 7;
      if (unread.group) {
        const std::size_t close = text.substr(0, end + kMaxGroup).find(')', end);
        if (close == std::string_view::npos) continue;
        end = close + 1;
      }
      if (plain.empty()) plain = text;
      const std::size_t begin = at + unread.kept;
      plain.replace(begin, end - begin, end - begin, ' ');
    }
  }
  return plain;
}

void ReadSwift(const Source& source, FileFacts& facts) {
  FactSink sink(facts, source.limits);
  const std::string plain = Readable(source.text);
  Result<SyntaxTree> tree =
      SyntaxTree::Parse(SwiftSyntax().grammar(),
                        plain.empty() ? source.text : std::string_view(plain), source.limits);
  if (!tree) {
    AddParseDiagnostic(tree.error().message, sink);
    return;
  }
  tree->Regroup(SwiftOperators());
  SwiftExtractor(*tree, sink).Run();
}

}  // namespace

extern const FormatReader kFormatReader_swift = {
    {{"swift", {"Swift"}, {}, {}}},
    ReadSwift,
    4,
};

}  // namespace assay
