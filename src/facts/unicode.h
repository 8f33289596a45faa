// Code points in the escapes of JSON and TOML.
#pragma once

#include <cstdint>
#include <string>
#include <string_view>

namespace assay {

inline constexpr std::uint32_t kNoCodePoint = 0xFFFFFFFF;

// The value of exactly `count` hex digits; kNoCodePoint if `digits` are others.
std::uint32_t HexValue(std::string_view digits, std::size_t count);

// Appends `code`, or U+FFFD where it is no character.
void AppendUtf8(std::uint32_t code, std::string& text);

}  // namespace assay
