// The facts of a file as bytes, and back: what the cache stores, and what a
// scan keeps in memory between reading files and matching them.
#pragma once

#include <optional>
#include <string>
#include <string_view>

#include "model/facts.h"

namespace assay {

// About 20 bytes a fact: numbers as varints, each text once.
std::string EncodeFacts(const FileFacts& facts);

// Nothing, where the bytes are not what EncodeFacts wrote: truncated, forged
// or of another version. Never reads outside them, and allocates no more than
// a fixed multiple of their size. The texts of the facts are views of `bytes`.
std::optional<FileFacts> DecodeFacts(std::string_view bytes);

// Whether every region lies in `text`: facts of another text seldom do.
bool AreWithin(const FileFacts& facts, std::string_view text);

}  // namespace assay
