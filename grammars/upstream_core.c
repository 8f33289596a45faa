// Put together by the core's own lib.c. All names but those of upstream_core.h are hidden in the
// object (CMakeLists.txt), since core.c has the same.
#include "upstream_core.h"

#include "scanner_room.h"

#include "lib.c"

UpstreamParser *upstream_parser_new(const TSLanguage *language) {
  TSParser *const parser = ts_parser_new();
  ts_parser_set_language(parser, language);
  return (UpstreamParser *)parser;
}

TSTree *upstream_parse(UpstreamParser *parser, const char *text, uint32_t size) {
  return ts_parser_parse_string((TSParser *)parser, NULL, text, size);
}

void upstream_tree_delete(TSTree *tree) { ts_tree_delete(tree); }

void upstream_parser_delete(UpstreamParser *parser) { ts_parser_delete((TSParser *)parser); }
