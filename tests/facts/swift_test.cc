#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "tests/facts/facts_of.h"

namespace assay {
namespace {

using ::testing::ElementsAre;
using ::testing::IsSupersetOf;

FileFacts Swift(std::string_view text) { return FactsOf("swift", text); }

TEST(SwiftTest, ImportsDefinitionsAndCallsThroughImports) {
  const FileFacts facts = Swift(
      "import Vapor\n"
      "import struct Foundation.Date\n"
      "final class Orders: Base {\n"
      "  let date: Date\n"
      "  func find(_ id: Int, at: Date) -> Int {\n"
      "    at.timeIntervalSince(date)\n"
      "    Vapor.run()\n"
      "    find(1, at: at)\n"
      "    return 1\n"
      "  }\n"
      "}\n");
  EXPECT_THAT(Imports(facts), ElementsAre("1: swift:Vapor#*", "2: swift:Foundation#Date"));
  EXPECT_THAT(Uses(facts), ElementsAre("6: swift:Foundation#Date().timeIntervalSince",
                                       "7: swift:Vapor#run", "8: local:#find"));
  EXPECT_THAT(Definitions(facts), IsSupersetOf({"class .Orders", "method Orders.find"}));
}

TEST(SwiftTest, DeferIsACleanupAndNoCall) {
  const FileFacts facts = Swift(
      "import Foundation\n"
      "func f(lock: NSLock) {\n"
      "  defer { lock.unlock() }\n"
      "  defer(1)\n"
      "}\n");
  EXPECT_THAT(Uses(facts), ElementsAre("3: swift:Foundation#NSLock().unlock", "4: ?:#defer"));
  EXPECT_THAT(Constructs(facts, ConstructKind::kCleanup), ElementsAre("3: /defer"));
}

}  // namespace
}  // namespace assay
