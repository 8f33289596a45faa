// Terraform's JSON syntax: the same blocks as HCL, so that they give the same
// keys: `resource.aws_instance.web.ami`.
#pragma once

#include "facts/data_tree.h"
#include "facts/sink.h"

namespace assay {

// Adds settings and dependencies of a *.tf.json file's tree.
void AddTerraformJson(DataTree& tree, FactSink& sink);

}  // namespace assay
