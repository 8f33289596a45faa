// Templates inside YAML (Helm, Jinja, ERB, Maven filters): text that is YAML
// only once something has filled it in.
//
// They are masked byte by byte before the text is parsed, so that every place
// stays where it was: an expression becomes a run of a byte that YAML passes
// as part of a plain word, a line that only steers (`{{- if … }}`, `{% for %}`)
// becomes blank.
#pragma once

#include <string>
#include <string_view>

namespace assay {

inline constexpr char kTemplateMask = '\x7F';

// Empty if the text has no templates.
std::string MaskTemplates(std::string_view text);

// `value`, a scalar of the masked text that begins at `offset` of it, with its
// masked runs as they stand in `original`.
std::string UnmaskTemplates(std::string_view value, std::string_view masked,
                            std::string_view original, std::size_t offset);

}  // namespace assay
