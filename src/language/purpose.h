// Why a file is there, by its path, its language and the head of its content.
#pragma once

#include <string>
#include <string_view>

#include "model/source_file.h"

namespace assay {

struct PurposeDecision {
  Purpose purpose = Purpose::kProduct;
  std::string reason;  // "path: tests/", "name: *_test.go", "content: minified"
};

// `type_is_prose` and `type_is_data` are of the file's Linguist language.
PurposeDecision DecidePurpose(std::string_view path, std::string_view head, bool type_is_prose,
                              bool type_is_data);

// Where a configuration applies, by the words of its path: settings/dev.py,
// application-prod.yml, docker-compose.test.yml.
Environment EnvironmentOf(std::string_view path);

// Linguist's rules over paths and content.
bool IsVendoredPath(std::string_view path);
bool IsDocumentationPath(std::string_view path);
bool IsGenerated(std::string_view path, std::string_view head);

}  // namespace assay
