#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "tests/facts/manifest_facts.h"

namespace assay {
namespace {

using ::testing::ElementsAre;
using ::testing::IsEmpty;
using ::testing::SizeIs;

TEST(HoconTest, KeysArePathsAndSeparatorsMayBeMissing) {
  const FileFacts facts = FactsOf("hocon",
                                  "# comment\n"
                                  "include \"base.conf\"\n"
                                  "play.http {\n"
                                  "  secret.key = \"a b\"  // why\n"
                                  "  port : 9000, host=localhost\n"
                                  "  \"x.y\" = yes }\n"
                                  "play.filters.enabled += csrf\n");
  EXPECT_THAT(Settings(facts),
              ElementsAre("4: play.http.secret.key = a b", "5: play.http.port = 9000",
                          "5: play.http.host = localhost", "6: play.http.x\\.y = yes",
                          "7: play.filters.enabled[] = csrf"));
  EXPECT_EQ(DocumentOf(facts), "play");
}

TEST(HoconTest, ListsNumberTheirItems) {
  EXPECT_THAT(
      Settings(FactsOf("hocon", "a = [1\n  {b: 2}, [3, 4]\n]\nc = 5\n")),
      ElementsAre("1: a[0] = 1", "2: a[1].b = 2", "2: a[2][0] = 3", "2: a[2][1] = 4", "4: c = 5"));
}

TEST(HoconTest, ASubstitutionIsNotKnown) {
  EXPECT_THAT(Settings(FactsOf("hocon",
                               "{ db.url = \"jdbc:a\"\n db.url = ${?DB_URL}\n"
                               "c = ${base} { d = 1 }\n text = \"\"\"a\n\"b\" \"\"\" }\n")),
              ElementsAre("1: db.url = jdbc:a", "2: db.url = ~${?DB_URL}", "3: c = ~${base}",
                          "3: c.d = 1", "4: text = a\n\"b\""));
}

TEST(HoconTest, BrokenTextEnds) {
  EXPECT_THAT(Settings(FactsOf("hocon", "a = \"open\nb = 1\n")),
              ElementsAre("1: a = open", "2: b = 1"));
  EXPECT_THAT(Settings(FactsOf("hocon", "}]}\n= 1\nword\na = ${x")), ElementsAre("4: a = ~${x"));
  EXPECT_THAT(DiagnosticsOf(FactsOf("hocon", Repeat("a {", 100'000))), SizeIs(1));
  EXPECT_THAT(DiagnosticsOf(FactsOf("hocon", "a = " + Repeat("[", 100'000))), SizeIs(1));
  EXPECT_THAT(FactsOf("hocon", Repeat("${", 1'000'000)).settings, IsEmpty());
}

TEST(HoconTest, ItsFilesAreNamed) {
  EXPECT_EQ(FormatOf("conf/application.conf", ""), "hocon");
  EXPECT_EQ(FormatOf("deploy/nginx.conf", ""), "nginx");
}

}  // namespace
}  // namespace assay
