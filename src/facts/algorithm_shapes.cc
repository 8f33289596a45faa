#include "facts/algorithm_shapes.h"

#include <algorithm>
#include <optional>
#include <set>

namespace assay {
namespace {

// Events of one function that are looked at; an endless function is no algorithm.
constexpr std::size_t kMaxEvents = 20'000;
constexpr std::size_t kMaxText = 120;

bool IsWord(char c) {
  return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9') || c == '_' ||
         c == '$';
}

// `name` as a whole word of `text`.
bool Mentions(std::string_view text, std::string_view name) {
  if (name.empty()) return false;
  for (std::size_t at = text.find(name); at != std::string_view::npos;
       at = text.find(name, at + 1)) {
    const std::size_t end = at + name.size();
    if ((at == 0 || !IsWord(text[at - 1])) && (end == text.size() || !IsWord(text[end])))
      return true;
  }
  return false;
}

// "(lo + hi) // 2", "lo + (hi - lo) / 2", ">> 1": half of a sum or difference.
bool IsHalved(std::string_view value) {
  std::string tight;
  for (const char c : value) {
    if (c != ' ') tight += c;
  }
  const bool half = tight.find("/2") != std::string::npos ||
                    tight.find(">>1") != std::string::npos ||
                    tight.find(">>>1") != std::string::npos;
  return half && tight.find_first_of("+-") != std::string::npos;
}

}  // namespace

void AlgorithmShapes::Add(Kind kind, std::string_view name, std::string_view key,
                          std::string_view value) {
  if (name.empty() || events_.size() >= kMaxEvents) return;
  events_.push_back({kind, std::string(name.substr(0, kMaxText)),
                     std::string(key.substr(0, kMaxText)), std::string(value.substr(0, kMaxText))});
}

std::vector<AlgorithmShapes::Found> AlgorithmShapes::CloseLoop(std::size_t mark) const {
  std::vector<Found> found;
  if (mark >= events_.size()) return found;
  const auto begin = events_.begin() + static_cast<std::ptrdiff_t>(mark);
  const auto end = events_.end();
  const auto any = [&](auto&& test) { return std::any_of(begin, end, test); };

  // Bisection: a middle is halved, an element there is compared, and two
  // bounds move to it.
  for (auto middle = begin; middle != end; ++middle) {
    if (middle->kind != kAssign || !IsHalved(middle->key)) continue;
    const bool compared = any([&](const Event& event) {
      return event.kind == kCompare && Mentions(event.key, middle->name);
    });
    std::set<std::string_view> bounds;
    for (auto event = begin; event != end; ++event) {
      if (event->kind == kAssign && event->name != middle->name &&
          Mentions(event->key, middle->name) && Mentions(middle->key, event->name)) {
        bounds.insert(event->name);
      }
    }
    if (compared && bounds.size() >= 2) {
      found.push_back({ConstructKind::kBisection, middle->name});
      break;
    }
  }

  // Work list: taken from and added to in the loop, guarded by a set that is
  // tested and filled.
  std::set<std::string_view> lists;
  for (auto take = begin; take != end; ++take) {
    if (take->kind != kTake || lists.contains(take->name)) continue;
    const bool refilled =
        any([&](const Event& event) { return event.kind == kPut && event.name == take->name; });
    const bool guarded = any([&](const Event& test) {
      return test.kind == kTest && test.name != take->name && any([&](const Event& mark_event) {
               return (mark_event.kind == kPut || mark_event.kind == kWrite) &&
                      mark_event.name == test.name;
             });
    });
    if (!refilled || !guarded) continue;
    lists.insert(take->name);
    found.push_back({ConstructKind::kWorkList, take->name});
  }

  // Recurrence: an entry is computed from an earlier entry of the same table.
  for (auto write = begin; write != end; ++write) {
    if (write->kind != kWrite || write->key.empty()) continue;
    const std::string use = write->name + "[";
    const std::size_t at = write->value.find(use);
    if (at == std::string::npos || (at > 0 && IsWord(write->value[at - 1]))) continue;
    const std::size_t close = write->value.find(']', at);
    const std::string_view index =
        std::string_view(write->value).substr(at + use.size(), close - at - use.size());
    if (index.find('-') == std::string_view::npos || index == write->key) continue;
    found.push_back({ConstructKind::kRecurrence, write->name});
    break;
  }
  return found;
}

std::vector<AlgorithmShapes::Found> AlgorithmShapes::CloseFunction(std::size_t mark,
                                                                   const Definition& function) {
  std::vector<Found> found;
  const auto begin = events_.begin() + static_cast<std::ptrdiff_t>(std::min(mark, events_.size()));
  const auto mentions_parameter = [&](std::string_view key) {
    return std::any_of(function.parameters.begin(), function.parameters.end(),
                       [&](const Parameter& parameter) { return Mentions(key, parameter.name); });
  };
  if (function.calls_itself) {
    for (auto write = begin; write != events_.end(); ++write) {
      if (write->kind != kWrite || !mentions_parameter(write->key)) continue;
      const bool looked_up = std::any_of(begin, events_.end(), [&](const Event& event) {
        return (event.kind == kTest || event.kind == kRead) && event.name == write->name &&
               event.key == write->key;
      });
      if (!looked_up) continue;
      found.push_back({ConstructKind::kMemoTable, write->name});
      break;
    }
  }
  events_.erase(begin, events_.end());
  return found;
}

}  // namespace assay
