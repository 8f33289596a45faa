#include "facts/yaml_templates.h"

#include <algorithm>
#include <iterator>
#include <utility>

#include "base/text.h"

namespace assay {
namespace {

struct Fence {
  std::string_view open;
  std::string_view close;
  bool always_blank;  // steers, and leaves no value
};

constexpr Fence kFences[] = {
    {"{{", "}}", false}, {"<%", "%>", false}, {"{%", "%}", true}, {"{#", "#}", true}};

const Fence* FenceAt(std::string_view text, std::size_t at) {
  for (const Fence& fence : kFences) {
    if (text.substr(at, 2) == fence.open) return &fence;
  }
  return nullptr;
}

// Whether nothing, or another template, follows on the line.
bool EndsLine(std::string_view text, std::size_t at) {
  at = text.find_first_not_of(" \t\r", at);
  return at == std::string_view::npos || text[at] == '\n' || FenceAt(text, at) != nullptr;
}

void Blank(std::string& masked, std::size_t begin, std::size_t end, char with) {
  for (std::size_t i = begin; i < end; ++i) {
    if (masked[i] != '\n' && masked[i] != '\r') masked[i] = with;
  }
}

bool IsFilterByte(char c) {
  const char lower = ToLowerAscii(c);
  return (lower >= 'a' && lower <= 'z') || (c >= '0' && c <= '9') || c == '.' || c == '-' ||
         c == '_';
}

// `@project.version@`: the end behind it, or `at` if it is none.
std::size_t MavenFilterEnd(std::string_view text, std::size_t at) {
  std::size_t end = at + 1;
  while (end < text.size() && IsFilterByte(text[end])) ++end;
  return end > at + 1 && end < text.size() && text[end] == '@' ? end + 1 : at;
}

// Walks the text once, line by line, and masks what it finds.
class Masker {
 public:
  explicit Masker(std::string_view text) : text_(text) {}

  std::string Run() {
    std::size_t at = 0;
    while (at < text_.size()) at = Step(at);
    return std::move(masked_);
  }

 private:
  // The place to go on from.
  std::size_t Step(std::size_t at) {
    const char c = text_[at];
    if (c == '\n') {
      line_is_blank_ = true;
      dash_ = kNone;
      line_begin_ = at + 1;
    } else if (c == '@' && at > 0 && text_[at - 1] == ' ') {
      if (const std::size_t end = MavenFilterEnd(text_, at); end != at) {
        return Mask(at, end, kTemplateMask);
      }
    } else if ((c == '{' || c == '<') && (at == 0 || text_[at - 1] != '$')) {
      if (const std::size_t end = TemplateEnd(at); end != at) return end;
    }
    if (c != ' ' && c != '\t' && c != '\r' && c != '\n') {
      dash_ = line_is_blank_ && c == '-' ? at - line_begin_ : kNone;
      line_is_blank_ = false;
    }
    return at + 1;
  }

  // Masks a template that begins at `at`; `at` if there is none.
  std::size_t TemplateEnd(std::size_t at) {
    const Fence* const fence = FenceAt(text_, at);
    if (fence == nullptr) return at;
    bool& exhausted = exhausted_[fence - kFences];
    const std::size_t close = exhausted ? text_.npos : text_.find(fence->close, at + 2);
    if (close == text_.npos) {
      exhausted = true;  // Not searched again: the text is read once.
      return at;
    }
    const std::size_t end = close + 2;
    const bool lines = text_.substr(at, end - at).find('\n') != text_.npos;
    const bool blank = fence->always_blank || lines || (line_is_blank_ && EndsLine(text_, end)) ||
                       (dash_ != kNone && BeginsItem(end));
    return Mask(at, end, blank ? ' ' : kTemplateMask);
  }

  // `- {{ … | toYaml }}` with keys of the same item below it: the template is
  // a part of the item's map, and no value.
  bool BeginsItem(std::size_t end) const {
    for (int lines = 0; lines < kLinesBelow && EndsLine(text_, end); ++lines) {
      const std::size_t line = text_.find('\n', end);
      if (line == text_.npos) return false;
      const std::size_t content = text_.find_first_not_of(" \t\r\n", line);
      if (content == text_.npos) return false;
      if (FenceAt(text_, content) == nullptr) {
        const std::size_t begin = text_.rfind('\n', content) + 1;
        return content - begin > dash_;
      }
      end = content;
      while (end < text_.size() && text_[end] != '\n') ++end;
    }
    return false;
  }

  std::size_t Mask(std::size_t begin, std::size_t end, char with) {
    if (masked_.empty()) masked_ = text_;
    if (with != ' ') line_is_blank_ = false;
    dash_ = kNone;
    Blank(masked_, begin, end, with);
    return end;
  }

  std::string_view text_;
  std::string masked_;
  static constexpr std::size_t kNone = std::string_view::npos;
  static constexpr int kLinesBelow = 4;
  bool line_is_blank_ = true;
  std::size_t line_begin_ = 0;
  std::size_t dash_ = kNone;  // the column of the `-` that is all of the line so far
  bool exhausted_[std::size(kFences)] = {};
};

}  // namespace

std::string MaskTemplates(std::string_view text) { return Masker(text).Run(); }

std::string UnmaskTemplates(std::string_view value, std::string_view masked,
                            std::string_view original, std::size_t offset) {
  std::string text;
  for (std::size_t i = 0; i < value.size();) {
    if (value[i] != kTemplateMask) {
      text += value[i++];
      continue;
    }
    const std::size_t run = masked.find(kTemplateMask, offset);
    const std::size_t end = std::min(masked.find_first_not_of(kTemplateMask, run), masked.size());
    if (run == std::string_view::npos) break;
    text += original.substr(run, end - run);
    offset = end;
    while (i < value.size() && value[i] == kTemplateMask) ++i;
  }
  return text;
}

}  // namespace assay
