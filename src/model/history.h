// What the commits and tags of a repository say of themselves, as read: names
// are bytes as in the objects, nobody is merged with anybody yet.
#pragma once

#include <cstdint>
#include <string>
#include <vector>

#include "base/diagnostic.h"
#include "model/snapshot.h"

namespace assay {

// What kind of signature an object carries. Nothing is verified.
enum class SignatureKind : std::uint8_t { kNone, kOpenPgp, kSsh, kX509, kOther };

struct Trailer {
  std::string key;    // as written: "Co-authored-by"
  std::string value;  // without white space at both ends; continued lines joined by a blank
};

struct Commit {
  ObjectId id;
  ObjectId tree;
  std::vector<ObjectId> parents;  // as recorded; those beyond a border of History are not in it
  Signature author;
  Signature committer;
  std::string subject;            // the first paragraph as one line
  std::string body;               // the rest, trailers too; cut at Limits::message_bytes
  std::vector<Trailer> trailers;  // of the whole message, in order
  std::string encoding;           // the header's value; empty: UTF-8
  SignatureKind signature = SignatureKind::kNone;
  bool malformed = false;  // a header that Git writes is missing or unreadable; the rest holds
};

struct Tag {
  std::string name;  // without refs/tags/
  ObjectId target;   // the object at the end of all annotations
  bool targets_commit = false;
  bool annotated = false;
  // Of an annotated tag alone.
  Signature tagger;
  std::string subject;
  SignatureKind signature = SignatureKind::kNone;
};

struct History {
  // Children before their parents; among commits free to come next the one
  // committed last, then the smaller id.
  std::vector<Commit> commits;
  std::vector<Tag> tags;  // by the bytes of their names
  bool complete = true;   // false: cut by a limit, a shallow border or a missing commit
  std::int64_t first_author_time = 0;  // the earliest and latest that are not malformed;
  std::int64_t last_author_time = 0;   // 0 without any
  Diagnostics diagnostics;
};

}  // namespace assay
