#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "tests/facts/manifest_facts.h"

namespace assay {
namespace {

using ::testing::ElementsAre;
using ::testing::IsEmpty;

TEST(RequirementsTest, NamesAreNormalised) {
  EXPECT_THAT(Dependencies(FactsOf("requirements",
                                   "Django[argon2]==4.2.*\n"
                                   "zope.interface\n"
                                   "psycopg2_binary>=2.9,<3 # driver\n")),
              ElementsAre("1: pypi:django ==4.2.* runtime", "2: pypi:zope-interface runtime",
                          "3: pypi:psycopg2-binary >=2.9,<3 runtime"));
}

TEST(RequirementsTest, MarkersHashesAndUrlsAreNotConstraints) {
  EXPECT_THAT(
      Dependencies(FactsOf("requirements",
                           "tomli==2 ; python_version < '3.11' \\\n"
                           "    --hash=sha256:aa \\\n"
                           "    --hash=sha256:bb\n"
                           "six @ https://x.org/six.zip ; os_name == 'nt'\n"
                           "git+https://x.org/y.git@v1#egg=My_Pkg&subdirectory=a\n"
                           "-e git+https://x.org/z.git#egg=z\n")),
      ElementsAre("1: pypi:tomli ==2 runtime", "4: pypi:six @ https://x.org/six.zip runtime",
                  "5: pypi:my-pkg git+https://x.org/y.git@v1 runtime",
                  "6: pypi:z git+https://x.org/z.git runtime"));
}

TEST(RequirementsTest, PathsAndProseNameNothing) {
  EXPECT_THAT(Dependencies(FactsOf("requirements",
                                   "./local\nhttps://x.org/y.whl\n# flask\nsome words here\n")),
              IsEmpty());
}

TEST(RequirementsTest, OptionsAreSettings) {
  EXPECT_THAT(Settings(FactsOf("requirements", "-r base.txt\n--index-url=https://x.org\n")),
              ElementsAre("1: requirement = base.txt", "2: index-url = https://x.org"));
}

TEST(RequirementsTest, TheFilesNameTellsTheScope) {
  EXPECT_EQ(FormatOf("requirements.txt", ""), "requirements");
  EXPECT_EQ(FormatOf("requirements/prod.txt", ""), "requirements");
  EXPECT_EQ(FormatOf("requirements-dev.txt", ""), "requirements-dev");
  EXPECT_EQ(FormatOf("requirements/test.txt", ""), "requirements-test");
  EXPECT_THAT(Dependencies(FactsOf("requirements-test", "pytest")),
              ElementsAre("1: pypi:pytest test"));
}

}  // namespace
}  // namespace assay
