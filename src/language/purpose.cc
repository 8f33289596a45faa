#include "language/purpose.h"

#include <algorithm>
#include <array>
#include <span>
#include <vector>

#include "base/text.h"

namespace assay {
namespace {

struct NamedGlob {
  std::string_view glob;
  bool name_only;  // over the base name; else over the path
};

bool HasFolder(std::string_view path, std::span<const std::string_view> folders,
               std::string_view* found) {
  const std::vector<std::string_view> parts = Split(path, '/');
  for (std::size_t i = 0; i + 1 < parts.size(); ++i) {
    for (const std::string_view folder : folders) {
      if (!EqualsIgnoreCase(parts[i], folder)) continue;
      *found = folder;
      return true;
    }
  }
  return false;
}

bool FitsGlob(std::string_view path, std::span<const NamedGlob> globs, std::string_view* found) {
  for (const NamedGlob& glob : globs) {
    if (!MatchesGlob(glob.glob, glob.name_only ? BaseName(path) : path)) continue;
    *found = glob.glob;
    return true;
  }
  return false;
}

constexpr std::array kFixtureFolders = std::to_array<std::string_view>(
    {"fixtures", "fixture", "testdata", "test-data", "test_data", "__fixtures__", "__snapshots__",
     "cassettes", "__mocks__", "golden"});
constexpr std::array kTestFolders = std::to_array<std::string_view>(
    {"test", "tests", "spec", "specs", "__tests__", "testing", "e2e", "cypress",
     "integration-tests", "unit-tests", "test-utils"});
constexpr std::array kExampleFolders =
    std::to_array<std::string_view>({"example", "examples", "sample", "samples", "demo", "demos"});
constexpr std::array kTestNames = std::to_array<NamedGlob>(
    {{"test_*.py", true},      {"*_test.py", true},  {"conftest.py", true}, {"tests.py", true},
     {"*_test.go", true},      {"*_spec.rb", true},  {"*_test.rb", true},   {"*.test.*", true},
     {"*.spec.*", true},       {"*Test.java", true}, {"*Tests.java", true}, {"*IT.java", true},
     {"*TestCase.java", true}, {"*Test.kt", true},   {"*Test.php", true},   {"*Tests.cs", true},
     {"*_test.cc", true},      {"*_test.cpp", true}, {"*_test.exs", true},  {"*Spec.scala", true}});
constexpr std::array kMigrationPaths =
    std::to_array<NamedGlob>({{"**/migrations/*.py", false},
                              {"migrations/*.py", false},
                              {"db/migrate/*.rb", false},
                              {"**/db/migrate/*.rb", false},
                              {"**/alembic/versions/*.py", false},
                              {"alembic/versions/*.py", false},
                              {"**/migrations/versions/*.py", false},
                              {"migrations/versions/*.py", false},
                              {"**/db/migration/*", false},
                              {"**/db/migration/**", false},
                              {"**/migrations/*.sql", false},
                              {"**/migrations/*.ts", false},
                              {"**/migrations/*.js", false},
                              {"migrations/*.js", false},
                              {"migrations/*.sql", false},
                              {"migrations/*.ts", false},
                              {"**/migrations/*/migration.sql", false},
                              {"**/migrations/*/*.js", false},
                              {"**/migrations/*/*.sql", false},
                              {"**/db/changelog/**", false},
                              {"**/liquibase/**", false}});
constexpr std::array kBuildPaths = std::to_array<NamedGlob>({{"Dockerfile*", true},
                                                             {"*.dockerfile", true},
                                                             {"Containerfile", true},
                                                             {"Makefile", true},
                                                             {"*.mk", true},
                                                             {"docker-compose*.yml", true},
                                                             {"docker-compose*.yaml", true},
                                                             {"compose*.yml", true},
                                                             {"compose*.yaml", true},
                                                             {"Jenkinsfile*", true},
                                                             {".gitlab-ci.yml", true},
                                                             {".travis.yml", true},
                                                             {"azure-pipelines*.yml", true},
                                                             {".circleci/**", false},
                                                             {".github/**", false},
                                                             {"pom.xml", true},
                                                             {"build.gradle*", true},
                                                             {"settings.gradle*", true},
                                                             {"package.json", true},
                                                             {"package-lock.json", true},
                                                             {"yarn.lock", true},
                                                             {"pnpm-lock.yaml", true},
                                                             {"requirements*.txt", true},
                                                             {"setup.py", true},
                                                             {"setup.cfg", true},
                                                             {"pyproject.toml", true},
                                                             {"Pipfile*", true},
                                                             {"Gemfile*", true},
                                                             {"*.gemspec", true},
                                                             {"Rakefile", true},
                                                             {"webpack*.js", true},
                                                             {"gulpfile.*", true},
                                                             {"Gruntfile.*", true},
                                                             {"rollup.config.*", true},
                                                             {"vite.config.*", true},
                                                             {"babel.config.*", true},
                                                             {"CMakeLists.txt", true},
                                                             {"*.cmake", true},
                                                             {"Cargo.toml", true},
                                                             {"go.mod", true},
                                                             {"Procfile", true},
                                                             {"Vagrantfile", true},
                                                             {"Brewfile", true}});
// What Linguist's rules of generated files leave out; its own come first.
constexpr std::array kGeneratedNames = std::to_array<NamedGlob>({{"yarn.lock", true},
                                                                 {"pnpm-lock.yaml", true},
                                                                 {"Gemfile.lock", true},
                                                                 {"go.sum", true},
                                                                 {"*_pb2.py", true},
                                                                 {"*_pb2_grpc.py", true},
                                                                 {"*.pb.go", true},
                                                                 {"*.pb.cc", true},
                                                                 {"*.pb.h", true},
                                                                 {"*.min.js", true},
                                                                 {"*.min.css", true}});
// Lock files are written by a tool, and read as such; they stay readable.
constexpr std::array kLockFiles = std::to_array<std::string_view>(
    {"package-lock.json", "npm-shrinkwrap.json", "yarn.lock", "pnpm-lock.yaml", "Gemfile.lock",
     "poetry.lock", "Pipfile.lock", "uv.lock", "composer.lock", "Cargo.lock", "go.sum", "bun.lock",
     "mix.lock", "pubspec.lock", "gradle.lockfile", "packages.lock.json", "Package.resolved",
     ".terraform.lock.hcl"});

bool IsLockFile(std::string_view path) {
  return std::find(kLockFiles.begin(), kLockFiles.end(), BaseName(path)) != kLockFiles.end();
}

// A bundler's output keeps some short lines; one of thousands of characters
// gives it away. Ours, beside Linguist's mean: for evidence only.
bool HasEndlessLine(std::string_view path, std::string_view head) {
  constexpr std::size_t kEndless = 5'000;
  if (!path.ends_with(".js") && !path.ends_with(".css") && !path.ends_with(".mjs")) return false;
  const std::vector<std::string_view> lines = Lines(head);
  return std::any_of(lines.begin(), lines.end(),
                     [](std::string_view line) { return line.size() > kEndless; });
}

// What webpack puts around the modules of a bundle.
bool IsBundle(std::string_view head) {
  return head.find("/******/ ") != head.npos && head.find("__webpack_require__") != head.npos;
}

// A comment of the first lines that says so at its start, or that names its
// compiler. "handles code generated by users" does not.
bool SaysGenerated(std::string_view head) {
  constexpr std::string_view kMarks = "#/*;<!-\"' \t";
  constexpr std::array kStarts = std::to_array<std::string_view>(
      {"code generated by", "this file is auto-generated", "this file was automatically generated",
       "this file is automatically generated", "autogenerated by thrift", "@generated"});
  const std::vector<std::string_view> lines = Lines(head.substr(0, 2'000));
  for (std::size_t i = 0; i < std::min<std::size_t>(lines.size(), 20); ++i) {
    const std::string_view line = Trim(lines[i]);
    const std::size_t start = line.find_first_not_of(kMarks);
    if (start == 0 || start == std::string_view::npos) continue;
    const std::string_view text = line.substr(start);
    if (ContainsIgnoreCase(text, "generated by the protocol buffer")) return true;
    for (const std::string_view words : kStarts) {
      if (EqualsIgnoreCase(text.substr(0, words.size()), words)) return true;
    }
  }
  return false;
}

}  // namespace

Environment EnvironmentOf(std::string_view path) {
  // A pipeline that runs tests is not itself a test.
  if (path.starts_with(".github/")) return Environment::kUnspecified;
  const std::string_view name = BaseName(path);
  const std::string_view folder = BaseName(DirName(path));
  std::vector<std::string> words = IdentifierWords(name);
  // config/environments/production.rb, overlays/staging/kustomization.yaml
  for (const std::string& word : IdentifierWords(folder)) words.push_back(word);
  for (const std::string& word : words) {
    if (word == "prod" || word == "production" || word == "live") return Environment::kProduction;
  }
  for (const std::string& word : words) {
    if (word == "staging" || word == "stage") return Environment::kStaging;
    if (word == "dev" || word == "devel" || word == "development" || word == "local" ||
        word == "devcontainer" || word == "override") {
      return Environment::kDevelopment;
    }
    if (word == "test" || word == "testing") return Environment::kTest;
  }
  return Environment::kUnspecified;
}

PurposeDecision DecidePurpose(std::string_view path, std::string_view head,
                              const LinguistFlags& linguist, bool type_is_prose,
                              bool type_is_data) {
  std::string_view found;
  if (IsLockFile(path)) return {Purpose::kBuild, "name: lock file"};
  constexpr std::string_view kWorkflows = ".github/workflows/";
  if (path.starts_with(kWorkflows) && path.find('/', kWorkflows.size()) != std::string_view::npos) {
    return {Purpose::kExample, "path: a workflow in a folder, which never runs"};
  }
  if (path.starts_with(".github/")) {
    if (type_is_prose) return {Purpose::kDocumentation, "path: .github/, prose"};
    return {Purpose::kBuild, "path: .github/"};
  }
  // Linguist counts tests' fixtures as vendored too, and node_modules/ as generated.
  const bool fixture = HasFolder(path, kFixtureFolders, &found);
  if (linguist.vendored && !fixture)
    return {Purpose::kVendored, "path that Linguist knows as vendored"};
  if (!linguist.generated.empty())
    return {Purpose::kGenerated, "Linguist: " + std::string(linguist.generated)};
  std::string_view name;
  if (FitsGlob(path, kGeneratedNames, &name))
    return {Purpose::kGenerated, "name: " + std::string(name)};
  if (SaysGenerated(head)) return {Purpose::kGenerated, "content: says that a tool wrote it"};
  if (HasEndlessLine(path, head))
    return {Purpose::kGenerated, "content: a line that no person writes"};
  if (IsBundle(head)) return {Purpose::kGenerated, "content: a bundle"};
  if (fixture) return {Purpose::kFixture, "path: " + std::string(found) + "/"};
  // An example's tests are part of the example; samples among tests are what they read.
  if (HasFolder(path, kExampleFolders, &found))
    return {Purpose::kExample, "path: " + std::string(found) + "/"};
  if (FitsGlob(path, kTestNames, &found)) return {Purpose::kTest, "name: " + std::string(found)};
  if (HasFolder(path, kTestFolders, &found))
    return {Purpose::kTest, "path: " + std::string(found) + "/"};
  if (linguist.documentation)
    return {Purpose::kDocumentation, "path that Linguist knows as documentation"};
  if (FitsGlob(path, kMigrationPaths, &found))
    return {Purpose::kMigration, "path: " + std::string(found)};
  if (FitsGlob(path, kBuildPaths, &found)) return {Purpose::kBuild, "name: " + std::string(found)};
  if (type_is_prose) return {Purpose::kDocumentation, "language is prose"};
  if (type_is_data) return {Purpose::kConfiguration, "language is data"};
  return {Purpose::kProduct, "no check says otherwise"};
}

}  // namespace assay
