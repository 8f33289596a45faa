#include "facts/algorithm_shapes.h"

#include <algorithm>
#include <iterator>
#include <set>

namespace assay {
namespace {

constexpr std::size_t kMaxEvents = 20'000;  // kept at a time
constexpr std::size_t kMaxLoopEvents = 400;
constexpr std::size_t kMaxFunctionEvents = 1'000;
constexpr std::size_t kMaxMiddles = 8;  // halved values of one loop that are looked at
constexpr std::size_t kMaxText = 160;

bool IsWordByte(char c) {
  return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9') || c == '_' ||
         c == '$';
}

bool IsDigit(char c) { return c >= '0' && c <= '9'; }

// Where `name` stands as a whole word of `text`, from `from` on; npos if nowhere.
std::size_t FindWord(std::string_view text, std::string_view name, std::size_t from = 0) {
  if (name.empty()) return std::string_view::npos;
  for (std::size_t at = text.find(name, from); at != std::string_view::npos;
       at = text.find(name, at + 1)) {
    const std::size_t end = at + name.size();
    if ((at == 0 || !IsWordByte(text[at - 1])) && (end == text.size() || !IsWordByte(text[end])))
      return at;
  }
  return std::string_view::npos;
}

bool Mentions(std::string_view text, std::string_view name) {
  return FindWord(text, name) != std::string_view::npos;
}

// "(lo + hi) // 2", "lo + (hi - lo) / 2", ">> 1", "intdiv(lo + hi, 2)": half of a sum or
// difference.
bool IsHalved(std::string_view value) {
  std::string tight;
  for (const char c : value) {
    if (c != ' ') tight += c;
  }
  const bool half = tight.find("/2") != std::string::npos ||
                    tight.find(">>1") != std::string::npos ||
                    tight.find(">>>1") != std::string::npos ||
                    (tight.starts_with("intdiv(") && tight.ends_with(",2)"));
  return half && tight.find_first_of("+-") != std::string::npos;
}

// The end of the run of brackets that begins at `open`: "[i - 1][j]".
std::size_t EndOfIndex(std::string_view text, std::size_t open) {
  int depth = 0;
  for (std::size_t i = open; i < text.size(); ++i) {
    if (text[i] == '[') ++depth;
    if (text[i] == ']') --depth;
    if (depth == 0 && (i + 1 == text.size() || text[i + 1] != '[')) return i + 1;
  }
  return text.size();
}

// The names of an index chain: "[i][j - 1]" → i, j.
std::vector<std::string_view> NamesOf(std::string_view index) {
  std::vector<std::string_view> names;
  for (std::size_t i = 0; i < index.size();) {
    std::size_t end = i;
    while (end < index.size() && IsWordByte(index[end])) ++end;
    if (end > i && !IsDigit(index[i])) names.push_back(index.substr(i, end - i));
    i = end == i ? i + 1 : end;
  }
  return names;
}

// Whether `value` reads `table` at an index that lies before `key`: one with
// a difference of a name of the key.
bool ReadsEarlier(std::string_view value, std::string_view table, std::string_view key) {
  const std::vector<std::string_view> names = NamesOf(key);
  for (std::size_t at = FindWord(value, table); at != std::string_view::npos;
       at = FindWord(value, table, at + 1)) {
    const std::size_t open = at + table.size();
    if (open >= value.size() || value[open] != '[') continue;
    const std::size_t end = EndOfIndex(value, open);
    const std::string_view index = value.substr(open, end - open);
    // The entry before, as it is, is an element that moves, not a recurrence.
    const bool moved = at == 0 && end == value.size();
    if (moved || index.find('-') == std::string_view::npos) continue;
    if (std::any_of(names.begin(), names.end(),
                    [&](std::string_view name) { return Mentions(index, name); }))
      return true;
  }
  return false;
}

}  // namespace

void AlgorithmShapes::Add(Kind kind, std::string_view name, std::string_view key,
                          std::string_view value) {
  if (name.empty() || events_.size() >= kMaxEvents) return;
  events_.push_back({kind, std::string(name.substr(0, kMaxText)),
                     std::string(key.substr(0, kMaxText)), std::string(value.substr(0, kMaxText))});
}

void AlgorithmShapes::Forget(std::size_t mark) {
  if (mark < events_.size())
    events_.erase(events_.begin() + static_cast<std::ptrdiff_t>(mark), events_.end());
}

std::vector<AlgorithmShapes::Found> AlgorithmShapes::CloseLoop(std::size_t mark) const {
  std::vector<Found> found;
  if (mark >= events_.size() || events_.size() - mark > kMaxLoopEvents) return found;
  const Events begin = events_.begin() + static_cast<std::ptrdiff_t>(mark);
  FindBisection(begin, events_.end(), found);
  FindWorkLists(begin, events_.end(), found);
  FindRecurrence(begin, events_.end(), found);
  return found;
}

// A middle is halved, an element there is compared, and two bounds move to it.
void AlgorithmShapes::FindBisection(Events begin, Events end, std::vector<Found>& found) {
  const auto any = [&](auto&& test) { return std::any_of(begin, end, test); };
  std::size_t middles = 0;
  for (Events middle = begin; middle != end && middles < kMaxMiddles; ++middle) {
    if (middle->kind != kAssign || !IsHalved(middle->key)) continue;
    ++middles;
    // `guess = a[mid]`: comparing the guess compares the element.
    const auto holds_element = [&](std::string_view name) {
      return any([&](const Event& event) {
        return event.kind == kAssign && event.name == name && event.key.ends_with(']') &&
               Mentions(event.key, middle->name);
      });
    };
    const bool compared = any([&](const Event& event) {
      return (event.kind == kCompare && Mentions(event.key, middle->name)) ||
             (event.kind == kCompareName && holds_element(event.name));
    });
    std::set<std::string_view> bounds;
    for (Events event = begin; event != end; ++event) {
      if (event->kind == kAssign && event->name != middle->name &&
          Mentions(event->key, middle->name) && Mentions(middle->key, event->name)) {
        bounds.insert(event->name);
      }
    }
    if (compared && bounds.size() >= 2) {
      found.push_back({ConstructKind::kBisection, middle->name});
      return;
    }
  }
}

// Taken from and added to in the loop, guarded by a set that is tested and filled.
void AlgorithmShapes::FindWorkLists(Events begin, Events end, std::vector<Found>& found) {
  std::set<std::string_view> put;
  std::set<std::string_view> filled;
  std::set<std::string_view> tested;
  for (Events event = begin; event != end; ++event) {
    if (event->kind == kPut) put.insert(event->name);
    if (event->kind == kPut || event->kind == kWrite) filled.insert(event->name);
    if (event->kind == kTest) tested.insert(event->name);
  }
  std::set<std::string_view> guards;
  std::set_intersection(tested.begin(), tested.end(), filled.begin(), filled.end(),
                        std::inserter(guards, guards.end()));
  std::set<std::string_view> told;
  for (Events take = begin; take != end; ++take) {
    if (take->kind != kTake || !put.contains(take->name)) continue;
    const bool guarded = guards.size() > (guards.contains(take->name) ? 1U : 0U);
    if (guarded && told.insert(take->name).second)
      found.push_back({ConstructKind::kWorkList, take->name});
  }
}

// An entry is computed from an earlier entry of the same table.
void AlgorithmShapes::FindRecurrence(Events begin, Events end, std::vector<Found>& found) {
  for (Events write = begin; write != end; ++write) {
    if (write->kind != kWrite || write->key.empty()) continue;
    // dp[i][j] is written as (dp[i], j): the table is dp.
    const std::size_t bracket = write->name.find('[');
    const std::string table = write->name.substr(0, bracket);
    const std::string key =
        (bracket == std::string::npos ? std::string() : write->name.substr(bracket)) + '[' +
        write->key + ']';
    if (!ReadsEarlier(write->value, table, key)) continue;
    found.push_back({ConstructKind::kRecurrence, table});
    return;
  }
}

std::vector<AlgorithmShapes::Found> AlgorithmShapes::CloseFunction(std::size_t mark,
                                                                   const Definition& function) {
  std::vector<Found> found;
  const Events begin = events_.begin() + static_cast<std::ptrdiff_t>(std::min(mark, Mark()));
  const Events end = events_.end();
  const auto any = [&](auto&& test) { return std::any_of(begin, end, test); };
  const auto mentions_parameter = [&](std::string_view key) {
    return std::any_of(function.parameters.begin(), function.parameters.end(),
                       [&](const Parameter& parameter) { return Mentions(key, parameter.name); });
  };
  // key = (i, j); memo[key]
  const auto made_of_parameter = [&](std::string_view key) {
    return any([&](const Event& event) {
      return event.kind == kAssign && event.name == key && mentions_parameter(event.key);
    });
  };
  // What is stored is what the function itself gave: memo[n] = fib(n - 1) + …,
  // or a variable that holds it. An array that is sorted in place is no memo.
  const auto is_own_result = [&](std::string_view value) {
    return Mentions(value, function.name) || any([&](const Event& event) {
             return event.kind == kAssign && event.name == value &&
                    Mentions(event.key, function.name);
           });
  };
  const bool small = end - begin <= static_cast<std::ptrdiff_t>(kMaxFunctionEvents);
  for (Events write = begin; function.calls_itself && small && write != end; ++write) {
    if (write->kind != kWrite || !is_own_result(write->value)) continue;
    const bool looked_up = std::any_of(begin, write, [&](const Event& event) {
      return (event.kind == kTest || event.kind == kRead) && event.name == write->name &&
             event.key == write->key;
    });
    if (!looked_up || !(mentions_parameter(write->key) || made_of_parameter(write->key))) continue;
    found.push_back({ConstructKind::kMemoTable, write->name});
    break;
  }
  Forget(mark);
  return found;
}

}  // namespace assay
