#include "git/loose.h"

#include <array>
#include <charconv>
#include <optional>

namespace assay {
namespace {

// "commit 18446744073709551615" and its end fit in.
constexpr std::size_t kMaxHeaderBytes = 32;

struct LooseHeader {
  ObjectHeader header;
  std::size_t bytes = 0;  // with the 0 at its end
};

// "<type> <size>\0"
std::optional<LooseHeader> ParseHeader(std::string_view begin) {
  const std::size_t end = begin.find('\0');
  if (end == begin.npos) return std::nullopt;
  const std::string_view text = begin.substr(0, end);
  constexpr std::array kTypes = {ObjectType::kCommit, ObjectType::kTree, ObjectType::kBlob,
                                 ObjectType::kTag};
  for (const ObjectType type : kTypes) {
    const std::string_view name = Name(type);
    if (!text.starts_with(name) || text.substr(name.size(), 1) != " ") continue;
    const std::string_view digits = text.substr(name.size() + 1);
    std::uint64_t size = 0;
    const auto [rest, error] = std::from_chars(digits.data(), digits.data() + digits.size(), size);
    if (error != std::errc() || rest != digits.data() + digits.size()) return std::nullopt;
    return LooseHeader{{type, size}, end + 1};
  }
  return std::nullopt;
}

std::optional<LooseHeader> ReadHeader(std::string_view file, Inflater* inflater) {
  std::string begin;
  if (!inflater->InflatePrefix(file, kMaxHeaderBytes, &begin)) return std::nullopt;
  return ParseHeader(begin);
}

}  // namespace

tl::expected<ObjectHeader, ObjectProblem> ReadLooseHeader(std::string_view file,
                                                          Inflater* inflater) {
  const auto header = ReadHeader(file, inflater);
  if (!header) return tl::unexpected(ObjectProblem::kCorrupt);
  return header->header;
}

tl::expected<Object, ObjectProblem> ReadLoose(std::string_view file, Inflater* inflater) {
  const auto header = ReadHeader(file, inflater);
  if (!header) return tl::unexpected(ObjectProblem::kCorrupt);
  if (header->header.size > kMaxObjectBytes) return tl::unexpected(ObjectProblem::kTooLarge);
  Object object;
  object.type = header->header.type;
  if (!inflater->Inflate(file, header->bytes + header->header.size, &object.bytes)) {
    return tl::unexpected(ObjectProblem::kCorrupt);
  }
  object.bytes.erase(0, header->bytes);
  return object;
}

std::optional<std::string> ReadLoosePrefix(std::string_view file, std::size_t bytes,
                                           Inflater* inflater) {
  const auto header = ReadHeader(file, inflater);
  std::string prefix;
  if (!header || !inflater->InflatePrefix(file, header->bytes + bytes, &prefix))
    return std::nullopt;
  prefix.erase(0, header->bytes);
  return prefix;
}

}  // namespace assay
