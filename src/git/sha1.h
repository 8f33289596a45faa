// The SHA-1 of a file of Git's, by which Git tells a damaged one. It detects
// no attempts at a collision: names of objects are told by HashObject.
#pragma once

#include <string_view>

#include "model/snapshot.h"

namespace assay {

ObjectId Sha1(std::string_view bytes);

}  // namespace assay
