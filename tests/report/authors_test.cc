#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "report/report.h"

namespace assay {
namespace {

using ::testing::AllOf;
using ::testing::EndsWith;
using ::testing::HasSubstr;

AuthorListing Partial() {
  AuthorListing listing;
  listing.diagnostics = {{"grafts", "", 0, "the repository has grafts"},
                         {"missing-object", "a\x1b.py", 0, "the object is not there"},
                         {"missing-object", "b.py", 0, "the object is not there"},
                         {"missing-object", "c.py", 0, "the object is not there"},
                         {"odd", "d.py", 0, "it is odd"}};
  return listing;
}

TEST(AuthorsReportTest, ACodeIsOneLineWithACountAndAnExample) {
  EXPECT_THAT(RenderAuthorsText(Partial(), {}),
              EndsWith("\ngrafts: the repository has grafts\n"
                       "missing-object: the object is not there (a\\x1b.py and 2 more)\n"
                       "odd: it is odd (d.py)\n"));
}

TEST(AuthorsReportTest, JsonTellsEachDiagnosticAsAProfileDoes) {
  EXPECT_THAT(RenderAuthorsJson(Partial()),
              AllOf(HasSubstr("\"path\": \"b.py\",\n      \"line\": 0"),
                    HasSubstr("\"path\": \"c.py\",\n      \"line\": 0")));
}

}  // namespace
}  // namespace assay
