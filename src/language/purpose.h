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

// What Linguist's rules say of a file, whatever .gitattributes do.
struct LinguistFlags {
  bool vendored = false;
  bool documentation = false;
  std::string_view generated;  // the rule that says so: "minified"; empty: none
};

// `type_is_prose` and `type_is_data` are of the file's Linguist language.
PurposeDecision DecidePurpose(std::string_view path, std::string_view head,
                              const LinguistFlags& linguist, bool type_is_prose, bool type_is_data);

// Where a configuration applies, by the words of its path: settings/dev.py,
// application-prod.yml, docker-compose.test.yml.
Environment EnvironmentOf(std::string_view path);

}  // namespace assay
