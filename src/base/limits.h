// Every bound on what a scan reads, in one place: each has a name, a number
// and, where it cuts something off, a diagnostic of that name.
//
// A repository is hostile until proven otherwise; none of these depends on
// the clock, so a loaded machine gives the same profile.
#pragma once

#include <cstddef>
#include <cstdint>

namespace assay {

struct Limits {
  // Bytes of a blob that is parsed as source code. Trees take 25 to 50 bytes
  // of memory a source byte. Diagnostic: "file-too-large".
  std::size_t source_bytes = std::size_t{1} << 20;
  // Bytes of a blob that is read as a manifest, lock file or configuration,
  // by readers that stream or are linear. Diagnostic: "file-too-large".
  std::size_t data_bytes = std::size_t{32} << 20;
  // Entries of the tree that are walked. Diagnostic: "too-many-files".
  std::size_t tree_entries = 1'000'000;
  // Depth of nested trees. Diagnostic: "tree-too-deep".
  std::size_t tree_depth = 256;
  // Bytes of one path ("path-too-long"), and of all paths of a tree together
  // ("too-many-files").
  std::size_t path_bytes = 4096;
  std::size_t all_path_bytes = std::size_t{256} << 20;
  // Commits of a history that are read, newest first. Diagnostic: "too-many-commits".
  std::size_t commits = 500'000;
  // Bytes of a file whose lines are followed through the history. Diagnostic:
  // "file-too-large".
  std::size_t followed_bytes = std::size_t{32} << 20;
  // Pairs of a file that a commit added and one that it deleted which are
  // compared to find out where the former comes from. Diagnostic: "too-many-renames".
  std::size_t rename_pairs = 4'000'000;
  // Tags that are read, by name. Diagnostic: "too-many-tags".
  std::size_t tags = 10'000;
  // Bytes kept of the body of a commit's message.
  std::size_t message_bytes = 4096;
  // Progress callbacks of the parser per file: a fixed part and one a
  // kilobyte of source. Healthy source needs 6 a kB, broken text up to 14.
  // Diagnostic: "parse-budget".
  std::uint32_t parse_callbacks_base = 2'000;
  std::uint32_t parse_callbacks_per_kb = 20;
  // What a step of the parser costs grows with what it has to repair: it copies
  // what it has read, and reads a line again for the column of a token. So two
  // more are counted, and looked at with each callback: the bytes that a parse
  // asks for (healthy source needs up to 65 a byte), and the blocks of 512 bytes
  // that it reads (up to 70 a kilobyte). Diagnostic: "parse-budget".
  std::size_t parse_bytes_base = std::size_t{32} << 20;
  std::size_t parse_bytes_per_byte = 192;
  std::uint32_t parse_reads_base = 2'000;
  std::uint32_t parse_reads_per_kb = 512;
  // Nodes that the parser may take from its stack, each once for every way in
  // which they can be read: 8 bytes and 10 ns each, whatever lies between two
  // callbacks.
  std::uint64_t parse_stack_base = 1'000'000;
  std::uint64_t parse_stack_per_byte = 8;
  // Nodes of one file's syntax tree that are looked at. Diagnostic: "tree-too-large".
  std::size_t syntax_nodes = 2'000'000;
  // Progress callbacks of one query of a rule in one file, one for each hundred
  // steps. Diagnostic: "query-budget".
  std::uint32_t query_callbacks = 50'000;
  // Facts kept of one file. Diagnostic: "too-many-facts".
  std::size_t facts_per_file = 200'000;
  // Steps of one join of all manifests of a repository: entries that Maven's
  // poms manage, and folders that are compared with patterns of workspaces.
  // Diagnostic: "join-limit".
  std::size_t join_steps = 10'000'000;
  // Nesting that readers of data formats follow. Diagnostic: "nested-too-deep".
  std::size_t data_depth = 200;
  // Bytes kept of a text value in a fact; longer ones are cut at a character.
  std::size_t text_bytes = 512;
  // The same for SQL text, which is analysed as a whole before it is cut.
  std::size_t sql_bytes = 64 * 1024;
};

}  // namespace assay
