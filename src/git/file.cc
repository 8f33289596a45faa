#include "git/file.h"

#include <fcntl.h>
#include <sys/mman.h>
#include <sys/stat.h>
#include <unistd.h>

#include <cerrno>
#include <cstdlib>
#include <memory>
#include <utility>

#include "base/text.h"

namespace assay {
namespace {

// Owns a file descriptor.
class Descriptor {
 public:
  explicit Descriptor(int fd) : fd_(fd) {}
  Descriptor(const Descriptor&) = delete;
  Descriptor& operator=(const Descriptor&) = delete;
  ~Descriptor() {
    if (fd_ >= 0) close(fd_);
  }
  int get() const { return fd_; }

 private:
  int fd_;
};

FileProblem ProblemOf(int error) {
  switch (error) {
    case ENOENT:
    case ENOTDIR:
      return FileProblem::kMissing;
    case EACCES:
    case EPERM:
      return FileProblem::kDenied;
    case ELOOP:
      return FileProblem::kSymlink;
    case ENXIO:  // A FIFO or socket.
      return FileProblem::kNotRegular;
    default:
      return FileProblem::kUnreadable;
  }
}

// O_NONBLOCK: opening a FIFO that nobody writes to would wait for ever.
int OpenForReading(const std::string& path, bool follow_link) {
  const int flags = O_RDONLY | O_NONBLOCK | O_CLOEXEC | O_NOCTTY;
  return open(path.c_str(), follow_link ? flags : flags | O_NOFOLLOW);
}

tl::expected<std::size_t, FileProblem> RegularSize(int fd) {
  struct stat status {};
  if (fstat(fd, &status) != 0) return tl::unexpected(FileProblem::kUnreadable);
  if (!S_ISREG(status.st_mode)) return tl::unexpected(FileProblem::kNotRegular);
  return static_cast<std::size_t>(status.st_size);
}

}  // namespace

std::string_view Describe(FileProblem problem) {
  switch (problem) {
    case FileProblem::kMissing:
      return "does not exist";
    case FileProblem::kDenied:
      return "may not be read (permission denied)";
    case FileProblem::kSymlink:
      return "is a symbolic link";
    case FileProblem::kNotRegular:
      return "is not a regular file";
    case FileProblem::kTooLarge:
      return "is too large";
    case FileProblem::kUnreadable:
      return "cannot be read";
  }
  return "";
}

tl::expected<std::string, FileProblem> ReadFile(const std::string& path, std::size_t limit) {
  const Descriptor file(OpenForReading(path, false));
  if (file.get() < 0) return tl::unexpected(ProblemOf(errno));
  const auto size = RegularSize(file.get());
  if (!size) return tl::unexpected(size.error());
  if (*size > limit) return tl::unexpected(FileProblem::kTooLarge);
  std::string bytes(*size, '\0');
  std::size_t filled = 0;
  while (filled < bytes.size()) {
    const ssize_t count = read(file.get(), bytes.data() + filled, bytes.size() - filled);
    if (count < 0 && errno == EINTR) continue;
    if (count < 0) return tl::unexpected(FileProblem::kUnreadable);
    if (count == 0) break;
    filled += static_cast<std::size_t>(count);
  }
  bytes.resize(filled);
  return bytes;
}

std::optional<MappedFile> MappedFile::Open(const std::string& path, bool follow_link) {
  const Descriptor file(OpenForReading(path, follow_link));
  if (file.get() < 0) return std::nullopt;
  const auto size = RegularSize(file.get());
  if (!size) return std::nullopt;
  if (*size == 0) return MappedFile(std::string_view());
  void* const memory = mmap(nullptr, *size, PROT_READ, MAP_PRIVATE, file.get(), 0);
  if (memory == MAP_FAILED) return std::nullopt;
  return MappedFile(std::string_view(static_cast<const char*>(memory), *size));
}

MappedFile::MappedFile(MappedFile&& other) noexcept : bytes_(std::exchange(other.bytes_, {})) {}

MappedFile& MappedFile::operator=(MappedFile&& other) noexcept {
  std::swap(bytes_, other.bytes_);
  return *this;
}

MappedFile::~MappedFile() {
  if (!bytes_.empty()) munmap(const_cast<char*>(bytes_.data()), bytes_.size());
}

std::string Shown(std::string_view text) {
  constexpr std::size_t kMaxShown = 300;
  std::string shown = ToValidUtf8(text.substr(0, kMaxShown));
  for (char& c : shown) {
    if ((c >= 0 && c < ' ') || c == '\x7f') c = '?';
  }
  return text.size() > kMaxShown ? shown + "..." : shown;
}

std::string RealPath(const std::string& path) {
  const std::unique_ptr<char, decltype(&std::free)> real(realpath(path.c_str(), nullptr),
                                                         &std::free);
  return real ? std::string(real.get()) : std::string();
}

bool IsInside(std::string_view folder, std::string_view path) {
  if (folder == "/") return path.starts_with('/');
  return path.starts_with(folder) && (path.size() == folder.size() || path[folder.size()] == '/');
}

std::string ResolveAgainst(std::string_view folder, std::string_view path) {
  if (path.starts_with('/')) return std::string(path);
  return std::string(folder) + "/" + std::string(path);
}

}  // namespace assay
