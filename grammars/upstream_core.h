// The tree-sitter core as npm has it, beside the product's own (core.c): what a bare parse costs
// and which trees it gives. For bench/ and tests/ alone; no program that is installed links it.
#pragma once

#include <stdint.h>
#include <tree_sitter/api.h>

#ifdef __cplusplus
extern "C" {
#endif

typedef struct UpstreamParser UpstreamParser;

UpstreamParser *upstream_parser_new(const TSLanguage *language);
// Never null. To be given back with upstream_tree_delete; assay_flat_walk can read it meanwhile.
TSTree *upstream_parse(UpstreamParser *parser, const char *text, uint32_t size);
void upstream_tree_delete(TSTree *tree);
void upstream_parser_delete(UpstreamParser *parser);

#ifdef __cplusplus
}
#endif
