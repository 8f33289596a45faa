// Linguist's classifier: which of some languages a text is most like, by the
// tokens of its samples (naive Bayes).
#pragma once

#include <cstdint>
#include <span>
#include <string_view>

namespace assay {

// Index into `candidates` of the likeliest; each is a number of the classifier's
// table or linguist::kNotTrained, which is never likeliest. The first of
// equals; -1 where none is trained.
int LikeliestOf(std::string_view text, std::span<const std::uint16_t> candidates);

}  // namespace assay
