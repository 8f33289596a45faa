// Result<T>: a value, or the one error that stopped the work.
//
// It is used where the outside world begins (a path, a repository, a rule
// file, an output). What can go on without the failed part is a Diagnostic
// instead. No exception leaves a layer.
#pragma once

#include <string>
#include <tl/expected.hpp>
#include <utility>

namespace assay {

// What a failure means to the caller; src/cli maps each to one exit code.
enum class ErrorKind {
  kUsage,     // An option, a rule file or a configuration is wrong: exit 2.
  kInput,     // The repository, revision or profile cannot be read: exit 3.
  kOutput,    // A result cannot be written: exit 5.
  kInternal,  // Ours: exit 5.
};

// `message` is one line in lower case: what, where, what to do.
struct Error {
  ErrorKind kind = ErrorKind::kInternal;
  std::string message;
};

template <typename T>
class [[nodiscard]] Result : public tl::expected<T, Error> {
 public:
  using tl::expected<T, Error>::expected;
  Result(Error error) : tl::expected<T, Error>(tl::unexpect, std::move(error)) {}
};

inline Error UsageError(std::string message) { return {ErrorKind::kUsage, std::move(message)}; }
inline Error InputError(std::string message) { return {ErrorKind::kInput, std::move(message)}; }
inline Error OutputError(std::string message) { return {ErrorKind::kOutput, std::move(message)}; }
inline Error InternalError(std::string message) {
  return {ErrorKind::kInternal, std::move(message)};
}

}  // namespace assay

#define ASSAY_CONCAT_INNER(a, b) a##b
#define ASSAY_CONCAT(a, b) ASSAY_CONCAT_INNER(a, b)

// ASSAY_TRY(const Snapshot snapshot, Walk(…)); returns the error, or declares
// the value. The result is moved from.
#define ASSAY_TRY(declaration, expression)                     \
  auto ASSAY_CONCAT(result_, __LINE__) = (expression);         \
  if (!ASSAY_CONCAT(result_, __LINE__)) {                      \
    return std::move(ASSAY_CONCAT(result_, __LINE__)).error(); \
  }                                                            \
  declaration = *std::move(ASSAY_CONCAT(result_, __LINE__))

// The same for Result<void>.
#define ASSAY_TRY_VOID(expression)                             \
  do {                                                         \
    auto assay_result = (expression);                          \
    if (!assay_result) return std::move(assay_result).error(); \
  } while (false)
