// Reads loose objects: one deflated file an object, objects/ab/cdef…
#pragma once

#include <cstddef>
#include <optional>
#include <string>
#include <string_view>
#include <tl/expected.hpp>

#include "git/inflate.h"
#include "git/object.h"

namespace assay {

// `file` is the whole file. The name is not verified.
tl::expected<ObjectHeader, ObjectProblem> ReadLooseHeader(std::string_view file,
                                                          Inflater* inflater);
tl::expected<Object, ObjectProblem> ReadLoose(std::string_view file, Inflater* inflater);
// The first bytes of the object; nothing where it is not intact so far.
std::optional<std::string> ReadLoosePrefix(std::string_view file, std::size_t bytes,
                                           Inflater* inflater);

}  // namespace assay
