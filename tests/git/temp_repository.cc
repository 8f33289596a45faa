#include "tests/git/temp_repository.h"

#include <git2.h>
#include <gtest/gtest.h>

#include <algorithm>
#include <array>
#include <cstdio>
#include <cstdlib>
#include <filesystem>
#include <fstream>
#include <iterator>
#include <memory>
#include <set>

namespace assay {
namespace {

namespace fs = std::filesystem;

struct OdbDeleter {
  void operator()(git_odb* odb) const { git_odb_free(odb); }
};

}  // namespace

TempFolder::TempFolder() {
  std::string pattern = fs::temp_directory_path().string() + "/assay-test-XXXXXX";
  if (mkdtemp(pattern.data()) == nullptr) std::abort();
  path_ = fs::canonical(pattern).string();
}

TempFolder::~TempFolder() {
  std::error_code ignored;
  fs::remove_all(path_, ignored);
}

void WriteFile(const std::string& path, std::string_view text) {
  fs::create_directories(fs::path(path).parent_path());
  fs::remove(path);
  std::ofstream(path, std::ios::binary) << text;
}

std::string ReadWholeFile(const std::string& path) {
  std::ifstream file(path, std::ios::binary);
  return {std::istreambuf_iterator<char>(file), {}};
}

TempRepository::TempRepository(Kind kind) {
  git_libgit2_init();
  path_ = folder_.path() + (kind == Kind::kBare ? "/repository.git" : "/repository");
  git_dir_ = kind == Kind::kBare ? path_ : path_ + "/.git";
  fs::create_directories(git_dir_ + "/objects/pack");
  fs::create_directories(git_dir_ + "/refs/heads");
  WriteGitFile("HEAD", "ref: refs/heads/main\n");
  WriteGitFile("config", std::string("[core]\n\trepositoryformatversion = 0\n\tbare = ") +
                             (kind == Kind::kBare ? "true\n" : "false\n"));
}

ObjectId TempRepository::WriteObject(std::string_view type, std::string_view bytes) const {
  git_odb* raw = nullptr;
  EXPECT_EQ(git_odb_open(&raw, (git_dir_ + "/objects").c_str()), 0);
  const std::unique_ptr<git_odb, OdbDeleter> odb(raw);
  git_oid name{};
  EXPECT_EQ(git_odb_write(&name, odb.get(), bytes.data(), bytes.size(),
                          git_object_string2type(std::string(type).c_str())),
            0);
  ObjectId id;
  std::copy(std::begin(name.id), std::end(name.id), id.bytes.begin());
  return id;
}

ObjectId TempRepository::WriteTree(const std::vector<RawEntry>& entries) const {
  std::string bytes;
  for (const RawEntry& entry : entries) {
    bytes += entry.mode + " " + entry.name + std::string(1, '\0');
    bytes.append(entry.id.bytes.begin(), entry.id.bytes.end());
  }
  return WriteObject("tree", bytes);
}

ObjectId TempRepository::WriteFiles(const Files& files) const {
  std::map<std::string, Files> folders;
  std::vector<RawEntry> entries;
  for (const auto& [path, content] : files) {
    const std::size_t slash = path.find('/');
    if (slash == std::string::npos) {
      entries.push_back({"100644", path, WriteBlob(content)});
    } else {
      folders[path.substr(0, slash)][path.substr(slash + 1)] = content;
    }
  }
  for (const auto& [name, content] : folders) {
    entries.push_back({"40000", name, WriteFiles(content)});
  }
  const auto key = [](const RawEntry& entry) {
    return entry.mode == "40000" ? entry.name + "/" : entry.name;
  };
  std::sort(entries.begin(), entries.end(),
            [&](const RawEntry& a, const RawEntry& b) { return key(a) < key(b); });
  return WriteTree(entries);
}

ObjectId TempRepository::Commit(const Files& files, const CommitOptions& options) const {
  return CommitTree(WriteFiles(files), options);
}

ObjectId TempRepository::CommitTree(const ObjectId& tree, const CommitOptions& options) const {
  std::vector<ObjectId> parents;
  if (options.parents) {
    parents = *options.parents;
  } else if (const auto head = ReadBranch(options.branch)) {
    parents.push_back(*head);
  }
  std::string text = "tree " + tree.Hex() + "\n";
  for (const ObjectId& parent : parents) text += "parent " + parent.Hex() + "\n";
  text += "author " + options.author + "\ncommitter " + options.committer + "\n" +
          options.extra_headers + "\n" + options.message;
  const ObjectId id = WriteObject("commit", text);
  if (!options.branch.empty()) SetReference("refs/heads/" + options.branch, id);
  return id;
}

void TempRepository::SetReference(const std::string& name, const ObjectId& id) const {
  WriteGitFile(name, id.Hex() + "\n");
}

std::optional<ObjectId> TempRepository::ReadBranch(const std::string& name) const {
  const std::string text = ReadWholeFile(git_dir_ + "/refs/heads/" + name);
  return ObjectId::FromHex(std::string_view(text).substr(0, 40));
}

void TempRepository::WriteGitFile(const std::string& path, std::string_view text) const {
  WriteFile(git_dir_ + "/" + path, text);
}

void TempRepository::AppendGitFile(const std::string& path, std::string_view text) const {
  std::ofstream(git_dir_ + "/" + path, std::ios::binary | std::ios::app) << text;
}

void TempRepository::RemoveGitFile(const std::string& path) const {
  fs::remove_all(git_dir_ + "/" + path);
}

std::string TempRepository::ObjectPath(const ObjectId& id) const {
  const std::string hex = id.Hex();
  return git_dir_ + "/objects/" + hex.substr(0, 2) + "/" + hex.substr(2);
}

std::string TempRepository::Git(const std::string& arguments) const {
  const std::string command = "cd '" + path_ + "' && env -i PATH=\"$PATH\" HOME='" + folder() +
                              "' LC_ALL=C GIT_CONFIG_NOSYSTEM=1 GIT_TERMINAL_PROMPT=0 "
                              "GIT_AUTHOR_NAME=Ada GIT_AUTHOR_EMAIL=ada@example.org "
                              "GIT_AUTHOR_DATE='1700000000 +0000' GIT_COMMITTER_NAME=Ada "
                              "GIT_COMMITTER_EMAIL=ada@example.org "
                              "GIT_COMMITTER_DATE='1700000000 +0000' git "
                              "-c protocol.file.allow=always -c safe.directory='*' " +
                              arguments + " 2>&1";
  std::FILE* const output = popen(command.c_str(), "r");
  if (output == nullptr) std::abort();
  std::string text;
  std::array<char, 4096> buffer{};
  for (std::size_t size = 0; (size = fread(buffer.data(), 1, buffer.size(), output)) > 0;) {
    text.append(buffer.data(), size);
  }
  EXPECT_EQ(pclose(output), 0) << "git " << arguments << ": " << text;
  return text;
}

}  // namespace assay
