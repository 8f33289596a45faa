// What Elixir and its libraries are known for.
#include "facts/elixir/syntax.h"

namespace assay {

const LanguageTraits& ElixirTraits() {
  static const LanguageTraits kTraits = [] {
    LanguageTraits t;
    t.ecosystem = "hex:";
    t.documentation = "doc";
    t.documentation_mark = "@doc";
    t.concatenation = "<>";
    t.refines = true;
    t.arity_names = true;
    t.blocks_have_values = true;
    t.numbers = {"length", "hex:String#to_integer", "hex:Integer#parse"};
    t.request_members = {"hex:Plug.Conn#get_req_header", "hex:Plug.Conn#read_body"};
    t.log_members = {"error", "info", "warning", "debug", "warn"};
    return t;
  }();
  return kTraits;
}

}  // namespace assay
