#include "cli/output.h"

#include <fmt/format.h>
#include <sys/stat.h>
#include <unistd.h>

#include <cerrno>
#include <cstdio>
#include <cstdlib>
#include <cstring>

namespace assay {
namespace {

// False, with errno, where not all could be written.
bool WriteAll(int file, std::string_view content) {
  while (!content.empty()) {
    const ssize_t written = ::write(file, content.data(), content.size());
    if (written < 0 && errno == EINTR) continue;
    if (written <= 0) return false;
    content.remove_prefix(static_cast<std::size_t>(written));
  }
  return true;
}

}  // namespace

Result<void> WriteFile(const std::string& path, std::string_view content) {
  std::string temporary = path + ".XXXXXX";
  const int file = ::mkstemp(temporary.data());
  if (file < 0) return OutputError(fmt::format("cannot write {}: {}", path, std::strerror(errno)));
  // mkstemp makes a private file; results are as public as any other file.
  const mode_t mask = ::umask(0);
  ::umask(mask);
  bool done = WriteAll(file, content) && ::fchmod(file, 0666 & ~mask) == 0;
  done = ::close(file) == 0 && done;
  done = done && std::rename(temporary.c_str(), path.c_str()) == 0;
  if (done) return {};
  const int reason = errno;
  ::unlink(temporary.c_str());
  return OutputError(fmt::format("cannot write {}: {}", path, std::strerror(reason)));
}

Result<void> WriteStandardOutput(std::string_view content) {
  if (WriteAll(STDOUT_FILENO, content)) return {};
  return OutputError(fmt::format("cannot write to standard output: {}", std::strerror(errno)));
}

Result<DocumentSeries> DocumentSeries::Open(const CommonOptions& common, std::string_view preset) {
  DocumentSeries series;
  if (!common.format.empty() || common.outputs.empty())
    series.targets_.push_back(
        {common.format.empty() ? std::string(preset) : common.format, "", ""});
  for (const std::string& output : common.outputs) {
    const std::size_t equals = output.find('=');
    if (equals == std::string::npos || equals + 1 == output.size())
      return UsageError(fmt::format("--output {}: expected FORMAT=FILE", output));
    series.targets_.push_back({output.substr(0, equals), output.substr(equals + 1), ""});
  }
  return series;
}

Result<void> DocumentSeries::Add(const Render& render) {
  for (Target& target : targets_) {
    ASSAY_TRY(const std::string content, render(target.format));
    if (target.file.empty()) {
      ASSAY_TRY_VOID(WriteStandardOutput(content));
    } else {
      target.text += content;
    }
  }
  return {};
}

Result<void> DocumentSeries::Finish() const {
  for (const Target& target : targets_) {
    if (!target.file.empty()) ASSAY_TRY_VOID(WriteFile(target.file, target.text));
  }
  return {};
}

Result<void> WriteOutputs(const CommonOptions& common, std::string_view preset,
                          const Render& render) {
  ASSAY_TRY(DocumentSeries series, DocumentSeries::Open(common, preset));
  ASSAY_TRY_VOID(series.Add(render));
  return series.Finish();
}

bool UseColor(const CommonOptions& common) {
  if (common.color == "always") return true;
  if (common.color == "never") return false;
  const char* const no_color = std::getenv("NO_COLOR");
  return (no_color == nullptr || *no_color == '\0') && ::isatty(STDOUT_FILENO) == 1;
}

void Talk(const CommonOptions& common, std::string_view line) {
  if (!common.quiet) std::fprintf(stderr, "%.*s\n", static_cast<int>(line.size()), line.data());
}

bool IsErrorTerminal() { return ::isatty(STDERR_FILENO) == 1; }

}  // namespace assay
