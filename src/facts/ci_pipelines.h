// The pipelines of CI systems, each as its document is laid out.
#pragma once

#include <string_view>

#include "facts/data_tree.h"
#include "facts/sink.h"

namespace assay {

// `kind` is the document's (document_kind.h); false if it is no pipeline.
bool AddPipeline(const DataTree& tree, DataIndex root, std::string_view kind, FactSink& sink);

}  // namespace assay
