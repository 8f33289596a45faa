// Images that a file's commands and pipeline steps build, and of which
// Dockerfile as far as it is certain: `docker build -f api/Dockerfile -t shop .`
// in a pipeline that changes no folder. `cut` is set where there are more than
// kMaxImageBuilds.
#pragma once

#include <vector>

#include "facts/relations.h"

namespace assay {

std::vector<RelationInput::ImageBuild> ImageBuildsOf(const SourceFile& file, const FileFacts& facts,
                                                     bool& cut);

}  // namespace assay
