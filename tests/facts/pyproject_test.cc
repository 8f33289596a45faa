#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "tests/facts/manifest_facts.h"

namespace assay {
namespace {

using ::testing::ElementsAre;

TEST(PyprojectTest, ProjectTablesDeclareDependencies) {
  const FileFacts facts = FactsOf("pyproject", R"([build-system]
requires = ["hatchling"]

[project]
name = "app"
dependencies = [
  "FastAPI>=0.100",  # web
  "uvicorn[standard]",
]

[project.optional-dependencies]
postgres = ["psycopg"]
test = ["pytest>=8"]

[dependency-groups]
dev = ["ruff", {include-group = "lint"}]
)");
  EXPECT_THAT(Dependencies(facts),
              ElementsAre("7: pypi:fastapi >=0.100 runtime", "8: pypi:uvicorn runtime",
                          "12: pypi:psycopg optional", "13: pypi:pytest >=8 test",
                          "16: pypi:ruff development", "2: pypi:hatchling build"));
  EXPECT_THAT(Settings(facts), ElementsAre("5: project.name = app"));
}

TEST(PyprojectTest, PoetryWritesTablesAndGroups) {
  EXPECT_THAT(Dependencies(FactsOf("pyproject", R"([tool.poetry.dependencies]
python = "^3.11"
SQLAlchemy = {version = "^2", extras = ["asyncio"]}
redis = {version = "^5", optional = true}

[tool.poetry.group.test.dependencies]
pytest = "^8"

[tool.poetry.group.postgres.dependencies]
psycopg = "^3"

[tool.poetry.group.main.dependencies]
flask = "^3"
)")),
              ElementsAre("3: pypi:sqlalchemy ^2 runtime", "4: pypi:redis ^5 optional",
                          "7: pypi:pytest ^8 test", "10: pypi:psycopg ^3 optional",
                          "13: pypi:flask ^3 runtime"));
}

TEST(PyprojectTest, UvPdmAndHatchHaveTheirOwnLists) {
  EXPECT_THAT(
      Dependencies(FactsOf("pyproject", R"([tool.uv]
dev-dependencies = ["mypy"]
[tool.pdm.dev-dependencies]
test = ["tox"]
[tool.hatch.envs.default]
dependencies = ["black"]
)")),
      ElementsAre("2: pypi:mypy development", "4: pypi:tox test", "6: pypi:black development"));
}

TEST(PyprojectTest, ToolsAreSettings) {
  EXPECT_THAT(Settings(FactsOf("pyproject", R"([tool.mypy]
strict = true
[tool.ruff.lint]
select = ["E", "S"]
max = 1_000
)")),
              ElementsAre("2: tool.mypy.strict = true", "4: tool.ruff.lint.select[0] = E",
                          "4: tool.ruff.lint.select[1] = S", "5: tool.ruff.lint.max = 1_000"));
}

TEST(PyprojectTest, BrokenTomlIsADiagnostic) {
  EXPECT_THAT(DiagnosticsOf(FactsOf("pyproject", "[project]\nname = \n")),
              ElementsAre("format-error:2"));
}

TEST(PyprojectTest, NestingIsBounded) {
  EXPECT_THAT(DiagnosticsOf(FactsOf("pyproject", "a = " + Repeat("[", 10'000))),
              ElementsAre("nested-too-deep:1"));
  EXPECT_THAT(DiagnosticsOf(FactsOf("pyproject", "a" + Repeat(".a", 100'000) + " = 1")),
              ElementsAre("nested-too-deep:1"));
}

TEST(PipfileTest, SectionsTellTheScope) {
  EXPECT_THAT(Dependencies(FactsOf("pipfile", R"([packages]
Flask = "*"
[dev-packages]
pytest = {version = "==8", markers = "x"}
)")),
              ElementsAre("2: pypi:flask * runtime", "4: pypi:pytest ==8 development"));
}

TEST(PipfileTest, TheLockHasVersions) {
  EXPECT_THAT(Dependencies(FactsOf("pipfile-lock", R"({
  "default": {"flask": {"version": "==3.0.0"}},
  "develop": {"pytest": {"version": "==8.0.0"}}
})")),
              ElementsAre("2: pypi:flask 3.0.0 runtime locked indirect",
                          "3: pypi:pytest 8.0.0 development locked indirect"));
}

}  // namespace
}  // namespace assay
