// A keyed hash: HMAC (RFC 2104) with SHA-256 (FIPS 180-4).
//
// Equal texts have equal hashes for whoever has the key, and the text cannot be
// found out or checked without it. libgit2 exports SHA-1 alone, and no other
// dependency hashes for security, so the hundred lines are here.
#pragma once

#include <string>
#include <string_view>

namespace assay {

// 64 lower-case hexadecimal digits.
std::string Sha256Hex(std::string_view bytes);
std::string HmacSha256Hex(std::string_view key, std::string_view message);

}  // namespace assay
