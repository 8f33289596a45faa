// Shapes of algorithms, told from what a function or loop does to its
// variables rather than from names: bisection, work list with a visited set,
// memo table, recurrence. Each needs all of its parts.
//
// Extractors report events in source order; a loop or function that closes
// looks at the events inside it. Languages differ only in how they report.
// A loop or function with more events than an algorithm has is not looked at,
// which also bounds the time.
#pragma once

#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

#include "model/facts.h"

namespace assay {

class AlgorithmShapes {
 public:
  // `name = value`: the texts as written.
  void Assign(std::string_view name, std::string_view value) { Add(kAssign, name, value); }
  // An element of `table` under `key` is compared with something.
  void CompareElement(std::string_view table, std::string_view key) { Add(kCompare, table, key); }
  // `name` itself is compared; it may hold an element.
  void CompareName(std::string_view name) { Add(kCompareName, name, {}); }
  // queue.pop(), stack.shift(), heap.poll(): an element leaves `list`.
  void Take(std::string_view list) { Add(kTake, list, {}); }
  // list.append(x), set.add(x), queue.push(x).
  void Put(std::string_view list) { Add(kPut, list, {}); }
  // `x in visited`, visited.has(x), seen[x] tested.
  void TestMember(std::string_view set, std::string_view key) { Add(kTest, set, key); }
  void ReadElement(std::string_view table, std::string_view key) { Add(kRead, table, key); }
  void WriteElement(std::string_view table, std::string_view key, std::string_view value) {
    Add(kWrite, table, key, value);
  }

  // Where the events of what opens now will begin.
  std::size_t Mark() const { return events_.size(); }
  // Drops the events since `mark`: nothing that is open needs them.
  void Forget(std::size_t mark);

  struct Found {
    ConstructKind kind;
    std::string detail;
  };
  // What the loop shows whose events began at `mark`.
  std::vector<Found> CloseLoop(std::size_t mark) const;
  // The same of a function; its events are then forgotten.
  std::vector<Found> CloseFunction(std::size_t mark, const Definition& function);

 private:
  enum Kind : std::uint8_t {
    kAssign,
    kCompare,
    kCompareName,
    kTake,
    kPut,
    kTest,
    kRead,
    kWrite,
  };
  struct Event {
    Kind kind;
    std::string name;
    std::string key;
    std::string value;
  };
  using Events = std::vector<Event>::const_iterator;
  static void FindBisection(Events begin, Events end, std::vector<Found>& found);
  static void FindWorkLists(Events begin, Events end, std::vector<Found>& found);
  static void FindRecurrence(Events begin, Events end, std::vector<Found>& found);
  void Add(Kind kind, std::string_view name, std::string_view key, std::string_view value = {});

  std::vector<Event> events_;
};

}  // namespace assay
