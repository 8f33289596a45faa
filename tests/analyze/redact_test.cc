#include "analyze/redact.h"

#include <gtest/gtest.h>

namespace assay {
namespace {

TEST(RedactTest, RandomWordsAndAddressesAreTakenOut) {
  EXPECT_EQ(Snippet("key = q7Zt0LmX4vB9cR2wN8dK1s", false), "key = <redacted>");
  EXPECT_EQ(Snippet("# Ann <ann@example.org>", false), "# Ann <<e-mail>>");
  EXPECT_EQ(Snippet("const maximumNumberOfConnections = 10;", false),
            "const maximumNumberOfConnections = 10;");
  EXPECT_EQ(Snippet("class Version20240131093000 extends Migration", false),
            "class Version20240131093000 extends Migration");
}

TEST(RedactTest, LiteralsAndValuesOfASecretAreTakenOut) {
  EXPECT_EQ(Snippet("token = \"abc\"", true), "token = \"<redacted>\"");
  EXPECT_EQ(Snippet("token: abc", true), "token: <redacted>");
}

TEST(RedactTest, TheNameOfACommitOrAnImageIsNoSecret) {
  constexpr std::string_view kCommit = "uses: a/b@11bd71901bbe5b1630ceea73d27597364c9af683";
  EXPECT_EQ(Snippet(kCommit, false), kCommit);
  constexpr std::string_view kImage =
      "FROM a@sha256:9d0e5c2c5ea3b7f6c7a4a2a9d3c6f1e0b8d7c6b5a493827160f1e2d3c4b5a697";
  EXPECT_EQ(Snippet(kImage, false), kImage);
  EXPECT_EQ(Snippet("token 11bd71901bbe5b1630ceea73d27597364c9af683", false), "token <redacted>");
  EXPECT_EQ(Snippet("a/b@11Bd71901bbe5b1630ceea73d27597364c9af683", false), "a/b@<redacted>");
}

}  // namespace
}  // namespace assay
