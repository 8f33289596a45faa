// Reads files of a Git directory without trusting them: a name may turn out
// to be a FIFO that blocks for ever, a device, or a link out of the repository.
#pragma once

#include <cstddef>
#include <optional>
#include <string>
#include <string_view>
#include <tl/expected.hpp>

namespace assay {

enum class FileProblem { kMissing, kDenied, kSymlink, kNotRegular, kTooLarge, kUnreadable };

// For a message: "does not exist", "is a symbolic link" …
std::string_view Describe(FileProblem problem);

// The bytes of a regular file of at most `limit` bytes. A link in the last
// component is not followed.
tl::expected<std::string, FileProblem> ReadFile(const std::string& path, std::size_t limit);

// A regular file mapped for reading. Views stay valid when the object is moved.
class MappedFile {
 public:
  static std::optional<MappedFile> Open(const std::string& path, bool follow_link = false);

  MappedFile(MappedFile&& other) noexcept;
  MappedFile& operator=(MappedFile&& other) noexcept;
  ~MappedFile();

  std::string_view bytes() const { return bytes_; }

 private:
  explicit MappedFile(std::string_view bytes) : bytes_(bytes) {}
  std::string_view bytes_;
};

// Text of foreign origin for a message of one line: valid UTF-8 without
// control characters, and not endless.
std::string Shown(std::string_view text);

// The path without links, "." and ".."; empty where it does not exist.
std::string RealPath(const std::string& path);

// Whether `path` is `folder` or lies in it; both as RealPath gives them.
bool IsInside(std::string_view folder, std::string_view path);

// `path`, or `folder`/`path` where it is relative.
std::string ResolveAgainst(std::string_view folder, std::string_view path);

}  // namespace assay
