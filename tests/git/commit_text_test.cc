#include "git/commit_text.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

namespace assay {
namespace {

using ::testing::ElementsAre;
using ::testing::FieldsAre;
using ::testing::IsEmpty;
using ::testing::SizeIs;

constexpr std::size_t kBytes = 4096;

const std::string kTree = "tree 1111111111111111111111111111111111111111\n";
const std::string kParent = "parent 2222222222222222222222222222222222222222\n";
const std::string kAuthor = "author Ada Byron <ada@example.org> 1700000000 +0100\n";
const std::string kCommitter = "committer Bob <bob@example.org> 1700000001 -0500\n";
const std::string kHeaders = kTree + kParent + kAuthor + kCommitter;

Commit Message(const std::string& message) {
  return ParseCommit(kHeaders + "\n" + message, kBytes);
}

Commit Author(const std::string& author) {
  return ParseCommit(kTree + "author " + author + "\n" + kCommitter + "\nx\n", kBytes);
}

TEST(CommitTextTest, ReadsHeaders) {
  const Commit commit = ParseCommit(kHeaders + "\nSay hello\n", kBytes);
  EXPECT_EQ(commit.tree.Hex(), std::string(40, '1'));
  ASSERT_THAT(commit.parents, SizeIs(1));
  EXPECT_EQ(commit.parents[0].Hex(), std::string(40, '2'));
  EXPECT_EQ(commit.author.name, "Ada Byron");
  EXPECT_EQ(commit.author.email, "ada@example.org");
  EXPECT_EQ(commit.author.time, 1700000000);
  EXPECT_EQ(commit.committer.name, "Bob");
  EXPECT_EQ(commit.committer.time, 1700000001);
  EXPECT_EQ(commit.subject, "Say hello");
  EXPECT_EQ(commit.body, "");
  EXPECT_FALSE(commit.malformed);
}

TEST(CommitTextTest, SubjectIsTheFirstParagraphAsOneLine) {
  const Commit commit = Message("\n\nAdd a cache\r\nfor rates\r\n\r\n\nIt was slow.\n\n- a\n\n");
  EXPECT_EQ(commit.subject, "Add a cache for rates");
  EXPECT_EQ(commit.body, "It was slow.\n\n- a");
}

TEST(CommitTextTest, BodyKeepsItsIndentation) {
  EXPECT_EQ(Message("Subject\n\n    code\n").body, "    code");
}

TEST(CommitTextTest, BodyIsCutAtACharacter) {
  EXPECT_EQ(ParseCommit(kHeaders + "\nx\n\nab\xc3\xa9", 3).body, "ab");
}

TEST(CommitTextTest, ReadsTrailers) {
  const Commit commit = Message(
      "Subject\n\nWhy: because.\nMore.\n\nSigned-off-by: Ada <a@x>\nCo-authored-by:Bob\n"
      "  <b@x>\n");
  EXPECT_THAT(commit.trailers, ElementsAre(FieldsAre("Signed-off-by", "Ada <a@x>"),
                                           FieldsAre("Co-authored-by", "Bob <b@x>")));
}

TEST(CommitTextTest, ParagraphOfProseHoldsNoTrailers) {
  EXPECT_THAT(Message("Subject\n\nNote: this is\nprose of two lines\n").trailers, IsEmpty());
  EXPECT_THAT(Message("Fixes: this is the subject\n").trailers, IsEmpty());
}

TEST(CommitTextTest, TrailersOfGitCountAmongOthers) {
  EXPECT_THAT(Message("Subject\n\n[ada: fix]\nSigned-off-by: Ada\n").trailers,
              ElementsAre(FieldsAre("Signed-off-by", "Ada")));
  EXPECT_THAT(Message("Subject\n\n(cherry picked from commit abc)\nAcked-by: Ada\n").trailers,
              ElementsAre(FieldsAre("Acked-by", "Ada")));
}

TEST(CommitTextTest, TrailersStandBeforeWhatAnEditorLeft) {
  const auto trailer = ElementsAre(FieldsAre("Acked-by", "Ada"));
  EXPECT_THAT(Message("S\n\nAcked-by: Ada\n\n# Conflicts:\n#\ta.txt\n").trailers, trailer);
  EXPECT_THAT(Message("S\n\nAcked-by: Ada\n\nConflicts:\n\ta.txt\n").trailers, trailer);
  EXPECT_THAT(Message("S\n\n# What follows\nAcked-by: Ada\n# ends here\n").trailers, trailer);
  EXPECT_THAT(Message("S\n\nAcked-by: Ada\n"
                      "# ------------------------ >8 ------------------------\n"
                      "diff --git a/a b/a\n")
                  .trailers,
              trailer);
  EXPECT_THAT(Message("S\n\nAcked-by: Ada\n\nConflicts:\n\ta.txt\nare solved\n").trailers,
              IsEmpty());
}

TEST(CommitTextTest, TrailersAreReadBeyondWhatIsKeptOfTheBody) {
  const Commit commit =
      ParseCommit(kHeaders + "\nx\n\n" + std::string(100, 'y') + "\n\nAcked-by: Ada\n", 10);
  EXPECT_THAT(commit.body, SizeIs(10));
  EXPECT_THAT(commit.trailers, SizeIs(1));
}

TEST(CommitTextTest, TellsKindsOfSignatures) {
  const auto kind = [](const std::string& first_line) {
    return ParseCommit(kHeaders + "gpgsig " + first_line + "\n abc\n \n def\nencoding x\n\nm\n", 9)
        .signature;
  };
  EXPECT_EQ(kind("-----BEGIN PGP SIGNATURE-----"), SignatureKind::kOpenPgp);
  EXPECT_EQ(kind("-----BEGIN SSH SIGNATURE-----"), SignatureKind::kSsh);
  EXPECT_EQ(kind("-----BEGIN SIGNED MESSAGE-----"), SignatureKind::kX509);
  EXPECT_EQ(kind("something"), SignatureKind::kOther);
  EXPECT_EQ(Message("x").signature, SignatureKind::kNone);
}

TEST(CommitTextTest, ContinuedHeadersAreNoHeadersThemselves) {
  const Commit commit = ParseCommit(kTree + "mergetag object 3\n tree 4\n author Eve <e> 1 +0\n" +
                                        kAuthor + kCommitter + "encoding ISO-8859-1\n\nx\n",
                                    kBytes);
  EXPECT_EQ(commit.author.name, "Ada Byron");
  EXPECT_EQ(commit.encoding, "ISO-8859-1");
  EXPECT_FALSE(commit.malformed);
}

TEST(CommitTextTest, FirstOfSeveralAuthorsCounts) {
  const Commit commit = ParseCommit(
      kTree + kAuthor + "author Eve <eve@example.org> 1 +0000\n" + kCommitter + "\nx\n", kBytes);
  EXPECT_EQ(commit.author.name, "Ada Byron");
}

TEST(CommitTextTest, MalformedAuthorsLeaveWhatCanBeRead) {
  EXPECT_EQ(Author("Ada").author.name, "Ada");
  EXPECT_EQ(Author("Ada <ada@x").author.email, "ada@x");
  EXPECT_EQ(Author("Ada <ada@x>").author.email, "ada@x");
  EXPECT_EQ(Author("Ada <ada@x> soon").author.time, 0);
  for (const char* const line : {"Ada", "Ada <ada@x", "Ada <ada@x>", "Ada <ada@x> soon", ""}) {
    EXPECT_TRUE(Author(line).malformed) << line;
    EXPECT_EQ(Author(line).tree.Hex(), std::string(40, '1'));
  }
}

TEST(CommitTextTest, DatesBeyondTheCalendarAreMalformed) {
  for (const char* const time :
       {"-1", "4133980800", "99999999999999999999", "-9223372036854775808"}) {
    const Commit commit = Author(std::string("Ada <a> ") + time + " +0000");
    EXPECT_EQ(commit.author.time, 0) << time;
    EXPECT_TRUE(commit.malformed) << time;
  }
  EXPECT_EQ(Author("Ada <a> 4133980799 +0000").author.time, 4133980799);
}

TEST(CommitTextTest, OddSignaturesAreRead) {
  EXPECT_EQ(Author("<ada@x> 5 +0000").author.name, "");
  EXPECT_EQ(Author("Ada <> 5 +0000").author.email, "");
  EXPECT_EQ(Author("Ada <a> b> 5 +0000").author.time, 5);
  EXPECT_EQ(Author("Ada <a> 5").author.time, 5);
  EXPECT_EQ(Author("J\xfcrgen <j@x> 5 +0000").author.name, "J\xfcrgen");
}

TEST(CommitTextTest, MissingHeadersAreMalformed) {
  EXPECT_TRUE(ParseCommit("", kBytes).malformed);
  EXPECT_TRUE(ParseCommit("\n\n", kBytes).malformed);
  EXPECT_TRUE(ParseCommit("tree xyz\n" + kAuthor + kCommitter, kBytes).malformed);
  EXPECT_TRUE(ParseCommit(kTree + "parent 12\n" + kAuthor + kCommitter, kBytes).malformed);
  EXPECT_FALSE(ParseCommit(kTree + kAuthor + kCommitter, kBytes).malformed);
}

TEST(CommitTextTest, HugeFieldsAreBounded) {
  const Commit commit =
      Author(std::string(100'000, 'n') + " <" + std::string(100'000, 'e') + "> 5 +0000");
  EXPECT_LE(commit.author.name.size(), 1024U);
  EXPECT_LE(commit.author.email.size(), 1024U);
  EXPECT_LE(Message(std::string(100'000, 's')).subject.size(), 1024U);
}

TEST(TagTextTest, ReadsAnAnnotatedTag) {
  const TagText tag = ParseTag(
      "object 1111111111111111111111111111111111111111\ntype commit\ntag v1\n"
      "tagger Ada <ada@x> 5 +0000\n\nFirst release\n\nNotes\n");
  EXPECT_EQ(tag.target.Hex(), std::string(40, '1'));
  EXPECT_EQ(tag.target_type, "commit");
  EXPECT_EQ(tag.tagger.name, "Ada");
  EXPECT_EQ(tag.subject, "First release");
  EXPECT_EQ(tag.signature, SignatureKind::kNone);
}

TEST(TagTextTest, SignatureEndsTheMessage) {
  const TagText tag = ParseTag("object x\n\nFirst\n-----BEGIN SSH SIGNATURE-----\nabc\n");
  EXPECT_EQ(tag.signature, SignatureKind::kSsh);
  EXPECT_EQ(tag.subject, "First");
  EXPECT_TRUE(tag.target.IsNull());
}

}  // namespace
}  // namespace assay
