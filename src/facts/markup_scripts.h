// The script elements of a page or of a component, as a browser or the
// component's compiler finds them.
//
// Follows the tokenizer of the HTML standard as far as it decides where a
// script begins and ends: comments, attributes with and without quotes, the
// elements whose content is text, and `<!-- <script>` inside a script. It is
// linear, keeps no state but its place, and takes any bytes.
#pragma once

#include <cstddef>
#include <string>
#include <string_view>
#include <vector>

namespace assay {

enum class MarkupHost {
  kPage,    // HTML: every script element
  kVue,     // blocks of the file alone; a script inside its template is none
  kSvelte,  // as a page, but `{a < b}` in braces is no markup
};

struct MarkupScript {
  std::size_t begin = 0;  // of the content
  std::size_t end = 0;
  // Attributes, in small letters; empty where there is none.
  std::string type;
  std::string lang;         // of a component: ts, tsx
  std::string language;     // of old pages
  bool has_source = false;  // its content, if any, is not run
};

// Scripts that are closed, in order. At most kMaxScripts.
inline constexpr std::size_t kMaxScripts = 2'000;
std::vector<MarkupScript> ScriptsOf(std::string_view text, MarkupHost host);

}  // namespace assay
