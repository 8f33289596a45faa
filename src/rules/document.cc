#include "rules/document.h"

#include <fmt/format.h>
#include <yaml-cpp/yaml.h>

#include <charconv>
#include <set>
#include <utility>
#include <vector>

#include "base/text.h"

namespace assay {
namespace {

using Json = nlohmann::ordered_json;

constexpr int kMaxDepth = 32;  // Rule files are written by hand; deeper is a mistake.

std::uint32_t MarkLine(const YAML::Mark& mark) { return static_cast<std::uint32_t>(mark.line + 1); }

Json Scalar(const YAML::Node& node) {
  const std::string& text = node.Scalar();
  if (node.Tag() == "!") return text;  // quoted
  if (text == "true") return true;
  if (text == "false") return false;
  std::int64_t number = 0;
  const auto [end, error] = std::from_chars(text.data(), text.data() + text.size(), number);
  if (error == std::errc() && end == text.data() + text.size()) return number;
  return text;
}

struct Failure {
  std::uint32_t line;
  std::string message;
};

// The depth is bounded by kMaxDepth, so this may recurse.
Json Convert(const YAML::Node& node, int depth) {
  if (depth > kMaxDepth) throw Failure{MarkLine(node.Mark()), "nested too deeply"};
  switch (node.Type()) {
    case YAML::NodeType::Scalar:
      return Scalar(node);
    case YAML::NodeType::Sequence: {
      Json list = Json::array();
      for (const YAML::Node& item : node) list.push_back(Convert(item, depth + 1));
      return list;
    }
    case YAML::NodeType::Map: {
      Json map = Json::object();
      for (const auto& entry : node) {
        const std::string key = entry.first.as<std::string>();
        if (map.contains(key)) {
          throw Failure{MarkLine(entry.first.Mark()), fmt::format("key {} occurs twice", key)};
        }
        map[key] = Convert(entry.second, depth + 1);
      }
      return map;
    }
    case YAML::NodeType::Null:
    case YAML::NodeType::Undefined:
      return nullptr;
  }
  return nullptr;
}

}  // namespace

Result<RuleDocument> ReadRuleDocument(std::string path, std::string_view yaml) {
  try {
    const YAML::Node root = YAML::Load(std::string(yaml));
    Json content = Convert(root, 0);
    return RuleDocument{std::move(path), std::move(content)};
  } catch (const Failure& failure) {
    return UsageError(fmt::format("{}:{}: {}", path, failure.line, failure.message));
  } catch (const YAML::Exception& error) {
    return UsageError(fmt::format("{}:{}: {}", path, MarkLine(error.mark), error.msg));
  }
}

std::uint32_t LineOf(std::string_view yaml, std::string_view pointer) {
  try {
    YAML::Node node = YAML::Load(std::string(yaml));
    std::uint32_t line = MarkLine(node.Mark());
    for (const std::string_view part : Split(pointer, '/')) {
      if (part.empty()) continue;
      YAML::Node next;
      if (node.IsMap()) {
        for (const auto& entry : node) {
          if (entry.first.Scalar() != part) continue;
          line = MarkLine(entry.first.Mark());
          next.reset(entry.second);
          break;
        }
      } else if (node.IsSequence()) {
        std::size_t index = 0;
        std::from_chars(part.data(), part.data() + part.size(), index);
        if (index < node.size()) next.reset(node[index]);
        if (next.IsDefined() && !next.IsNull()) line = MarkLine(next.Mark());
      }
      if (!next.IsDefined() || next.IsNull()) break;
      node.reset(next);
    }
    return line;
  } catch (const YAML::Exception&) {
    return 1;
  }
}

}  // namespace assay
