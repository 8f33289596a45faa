// compile_rules RULES_DIR OUT: the rule files in the form that is built in.
#include <cstdio>
#include <fstream>

#include "rules/load.h"
#include "rules/rule_codec.h"

int main(int argc, char** argv) {
  if (argc != 3) {
    std::fprintf(stderr, "usage: compile_rules RULES_DIR OUT\n");
    return 2;
  }
  const assay::Result<assay::RuleSet> rules = assay::LoadRules(argv[1]);
  if (!rules) {
    std::fprintf(stderr, "%s/%s\n", argv[1], rules.error().message.c_str());
    return 1;
  }
  std::ofstream out(argv[2], std::ios::binary);
  out << assay::EncodeRules(*rules);
  return out.flush() ? 0 : 1;
}
