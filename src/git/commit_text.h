// Reads raw commit and tag objects as text.
//
// Nothing makes them unreadable: old tools, imports and hostile hands left
// commits without author, with dates beyond all calendars or with headers of
// their own, and their trees and parents hold all the same.
#pragma once

#include <cstddef>
#include <string>
#include <string_view>

#include "model/history.h"
#include "model/snapshot.h"

namespace assay {

// All but the id. `message_bytes` bounds the body that is kept.
Commit ParseCommit(std::string_view text, std::size_t message_bytes);

struct TagText {
  ObjectId target;          // null where the header is unreadable
  std::string target_type;  // "commit", "tag" …
  Signature tagger;
  std::string subject;
  SignatureKind signature = SignatureKind::kNone;
};
TagText ParseTag(std::string_view text);

}  // namespace assay
