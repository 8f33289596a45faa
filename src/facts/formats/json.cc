// JSON of every kind, comments and all. Where a file's name says what it
// holds, that is its format; all other JSON is told apart by content.
#include "base/text.h"
#include "facts/data_tree.h"
#include "facts/documents.h"
#include "facts/extract.h"
#include "facts/json_tree.h"
#include "facts/sink.h"
#include "facts/terraform_json.h"
#include "facts/yaml_tree.h"

namespace assay {
namespace {

// Translations are data: nothing is said about how the software is built.
constexpr std::string_view kLocale = "locale-json";
constexpr std::string_view kTerraform = "terraform-json";

// A tool's `.namerc` may be JSON or YAML.
bool IsJson(std::string_view text) {
  text = Trim(text);
  return text.starts_with('{') || text.starts_with('[') || text.starts_with('/');
}

void ReadJson(const Source& source, FileFacts& facts) {
  if (source.format == kLocale) return;
  FactSink sink(facts, source.limits);
  DataTree tree;
  if (source.format.ends_with("rc") && !IsJson(source.text)) {
    ReadYamlTree(source.text, tree, sink);
  } else {
    ReadJsonTree(source.text, tree, sink);
  }
  if (source.format == kTerraform) return AddTerraformJson(tree, sink);
  Text known = source.format == "json" ? Text() : sink.Keep(source.format);
  if (known.ends_with("rc")) known.remove_suffix(2);
  AddDocuments(tree, known, sink);
}

}  // namespace

extern const FormatReader kFormatReader_json = {
    {
        {"tsconfig", {}, {}, {"**tsconfig*.json", "**jsconfig*.json"}, true},
        {"eslintrc", {}, {".eslintrc", ".eslintrc.json"}, {}, true},
        {"prettierrc", {}, {".prettierrc", ".prettierrc.json"}, {}, true},
        {"commitlintrc", {}, {".commitlintrc", ".commitlintrc.json"}, {}, true},
        {"lintstagedrc", {}, {".lintstagedrc", ".lintstagedrc.json"}, {}, true},
        {"babelrc", {}, {".babelrc", "babel.config.json"}, {}, true},
        {"jest", {}, {"jest.config.json"}, {}, true},
        {"biome", {}, {"biome.json", "biome.jsonc"}, {}, true},
        {"renovate",
         {},
         {"renovate.json", "renovate.json5", ".renovaterc", ".renovaterc.json"},
         {},
         true},
        {"nest-cli", {}, {"nest-cli.json"}, {}, true},
        {"nodemon", {}, {"nodemon.json"}, {}, true},
        {kTerraform, {}, {}, {"**.tf.json"}, true},
        {"appsettings", {}, {}, {"**appsettings*.json"}, true},
        {kLocale,
         {},
         {},
         {"**/locales/**.json", "**/i18n/**.json", "**/translations/**.json", "**/lang/**.json"},
         true},
        {"json", {"JSON", "JSON with Comments", "JSON5"}, {}, {"**.json", "**.jsonc"}, true},
    },
    ReadJson,
    4,
};

}  // namespace assay
