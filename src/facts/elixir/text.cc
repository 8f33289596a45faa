// Texts, and where values come from.
#include "base/text.h"

#include <algorithm>
#include <string>

#include "facts/elixir/extractor.h"

namespace assay {
namespace {

// What a connection of Plug holds of what the client sent.
constexpr std::string_view kRequestMembers =
    "body_params cookies params path_params query_params query_string req_cookies req_headers "
    "request_path";

}  // namespace

// @find, where the module has set it once.
bool ElixirExtractor::ReadText(NodeIndex node, TextValue& text, int depth) {
  if (KindName(node) != "unary_operator" || !TextOf(node).starts_with('@'))
    return TypedExtractor::ReadText(node, text, depth);
  const TextValue* const known = FindText(TextOf(node));
  if (known == nullptr) return false;
  text.value += known->value;
  text.parts.insert(text.parts.end(), known->parts.begin(), known->parts.end());
  return true;
}

void ElixirExtractor::AddPart(NodeIndex node, TextValue& text) {
  const bool attribute = KindName(node) == "unary_operator";
  if (!attribute && !IsRequest(node)) return TypedExtractor::AddPart(node, text);
  text.value += "{}";
  text.parts.push_back({KeepBounded(node), SourceOf(node)});
}

Provenance ElixirExtractor::SourceOf(NodeIndex value) {
  if (value == kNoNode) return Provenance::kUnknown;
  if (IsRequest(value)) return Provenance::kRequest;
  if (GivesLiterals(value)) return Provenance::kLiteral;
  if (KindName(value) == "unary_operator" && TextOf(value).starts_with('@')) {
    const auto known = attributes_.find(AttributeKey(TextOf(value).substr(1)));
    return known == attributes_.end() ? Provenance::kUnknown : known->second;
  }
  return ProvenanceOf(value);
}

// conn.params["id"], conn.query_string
bool ElixirExtractor::IsRequest(NodeIndex node) {
  for (int i = 0; i < kMaxChain && KindName(node) == "access_call"; ++i)
    node = At(node, Part::kObject);
  const NodeIndex target = At(node, Part::kTarget);
  if (!IsCall(node) || KindName(target) != "dot") return false;
  return TextOf(At(target, Part::kObject)) == "conn" &&
         HasWord(kRequestMembers, NameText(At(target, Part::kName)));
}

// What an `if` or `case` gives that gives nothing but texts.
bool ElixirExtractor::GivesLiterals(NodeIndex call) {
  const std::string_view word = IsCall(call) ? TargetOf(call) : std::string_view();
  if (word != "if" && word != "unless" && word != "case" && word != "cond") return false;
  std::vector<NodeIndex> given;
  bool otherwise = word == "case" || word == "cond";
  const NodeIndex list = At(call, Part::kArguments);
  for (const NodeIndex item : ItemsOf(list)) {
    if (KindName(item) != "keywords") continue;
    for (const NodeIndex pair : ItemsOf(item)) {
      if (KeyText(pair) == "else") otherwise = true;
      given.push_back(At(pair, Part::kValue));
    }
  }
  for (const NodeIndex block : ItemsOf(call)) {
    if (KindName(block) != "do_block") continue;
    for (const NodeIndex item : ItemsOf(block)) {
      if (KindName(item) == "stab_clause") {
        const NodeIndex body = At(item, Part::kBody);
        if (ItemsOf(body).size() != 1) return false;
        given.push_back(ItemsOf(body)[0]);
      } else if (KindName(item) == "else_block") {
        otherwise = true;
        if (ItemsOf(item).size() != 1) return false;
        given.push_back(ItemsOf(item)[0]);
      } else {
        given.push_back(item);
      }
    }
  }
  return otherwise && given.size() > 1 &&
         std::all_of(given.begin(), given.end(), [this](NodeIndex one) {
           return R(one) == Role::kString && ProvenanceOf(one) == Provenance::kLiteral;
         });
}

// ["a", "b"], ~w(a b), and an attribute that was set to one.
bool ElixirExtractor::IsLiterals(NodeIndex node) const {
  if (KindName(node) == "sigil") {
    const NodeIndex name = tree().NamedChild(node, 0);
    return TextOf(name) == "w" && TextOf(node).find("#{") == std::string_view::npos;
  }
  if (KindName(node) == "unary_operator" && TextOf(node).starts_with('@')) {
    const auto known = attributes_.find(AttributeKey(TextOf(node).substr(1)));
    return known != attributes_.end() && known->second == Provenance::kAllowList;
  }
  if (KindName(node) != "list") return false;
  const std::vector<NodeIndex> items = ItemsOf(node);
  return !items.empty() && std::all_of(items.begin(), items.end(), [this](NodeIndex item) {
    const bool plain = R(item) == Role::kString &&
                       KindName(tree().NamedChild(item, 0)) == "quoted_content" &&
                       tree().NamedChild(item, 1) == kNoNode;
    return plain || KindName(item) == "atom" || KindName(item) == "integer";
  });
}

// Where an element of a collection comes from.
Provenance ElixirExtractor::ElementSource(NodeIndex list) {
  if (IsLiterals(list)) return Provenance::kAllowList;
  const Provenance source = SourceOf(list);
  const bool kept = source == Provenance::kAllowList || source == Provenance::kParameter ||
                    source == Provenance::kRequest;
  return kept ? source : Provenance::kUnknown;
}

}  // namespace assay
