// Results go to standard output or to files, talk goes to standard error.
#pragma once

#include <functional>
#include <string>
#include <string_view>
#include <vector>

#include "base/result.h"
#include "cli/command.h"

namespace assay {

// Writes under a temporary name beside `path` and renames: never half a file.
Result<void> WriteFile(const std::string& path, std::string_view content);
Result<void> WriteStandardOutput(std::string_view content);

// Renders each format that was asked for: --format (or `preset`) to standard
// output, every --output FORMAT=FILE to its file. With --output and without
// --format, standard output gets nothing.
using Render = std::function<Result<std::string>(const std::string& format)>;
Result<void> WriteOutputs(const CommonOptions& common, std::string_view preset,
                          const Render& render);

// The same of several documents, one after the other: standard output gets each
// at once, a file is written when all are there.
class DocumentSeries {
 public:
  static Result<DocumentSeries> Open(const CommonOptions& common, std::string_view preset);
  Result<void> Add(const Render& render);
  Result<void> Finish() const;

 private:
  struct Target {
    std::string format;
    std::string file;  // empty: standard output
    std::string text;
  };
  std::vector<Target> targets_;
};

// Whether standard output takes colour: --color, NO_COLOR, a terminal.
bool UseColor(const CommonOptions& common);

// A line on standard error, unless --quiet.
void Talk(const CommonOptions& common, std::string_view line);
bool IsErrorTerminal();

}  // namespace assay
