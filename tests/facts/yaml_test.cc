#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "tests/facts/manifest_facts.h"

namespace assay {
namespace {

using ::testing::AllOf;
using ::testing::Contains;
using ::testing::ElementsAre;
using ::testing::IsEmpty;
using ::testing::SizeIs;

TEST(YamlTest, LeavesAreSettingsAtTheirLines) {
  EXPECT_THAT(Settings(FactsOf("yaml", R"(a:
  b: 1
  c.d: "x: y"
  e:
    - one
    - f: true
      g:
  h: {i: [1, 2]}
j: |
  text
k: []
)")),
              ElementsAre("2: a.b = 1", "3: a.c\\.d = x: y", "5: a.e[0] = one",
                          "6: a.e[1].f = true", "7: a.e[1].g = ", "8: a.h.i[0] = 1",
                          "8: a.h.i[1] = 2", "9: j = text\n", "11: k = "));
}

TEST(YamlTest, DotsInKeysOfSpringSeparateThem) {
  EXPECT_THAT(Settings(FactsOf("yaml",
                               "spring.datasource.url: jdbc:x\n"
                               "spring:\n"
                               "  rabbitmq.host: mq\n")),
              ElementsAre("1: spring.datasource.url = jdbc:x", "3: spring.rabbitmq.host = mq"));
}

TEST(YamlTest, PlainScalarsHaveKindsAndQuotedOnesAreText) {
  const FileFacts facts = FactsOf("yaml", "a: 1\nb: '1'\nc: True\nd: ~\ne: 1.5e3\nf: 1.2.3\n");
  std::vector<ValueKind> kinds;
  for (const Setting& setting : facts.settings) kinds.push_back(setting.kind);
  EXPECT_THAT(kinds, ElementsAre(ValueKind::kNumber, ValueKind::kString, ValueKind::kBoolean,
                                 ValueKind::kNull, ValueKind::kNumber, ValueKind::kString));
  EXPECT_EQ(facts.settings[2].value, "true");
}

TEST(YamlTest, DocumentsOfAStreamAreParts) {
  const FileFacts facts = FactsOf("yaml", "a: 1\n---\nb: 2\n---\n---\nc: 3\n");
  ASSERT_GE(facts.settings.size(), 3U);
  EXPECT_EQ(facts.settings[0].part, 0U);
  EXPECT_EQ(facts.settings[1].part, 1U);
  EXPECT_EQ(facts.settings.back().key, "c");
  EXPECT_GT(facts.settings.back().part, 1U);
}

TEST(YamlTest, AnAliasStandsForItsAnchorAndMergesGiveWay) {
  EXPECT_THAT(Settings(FactsOf("rails-database", R"(default: &default
  adapter: postgresql
  pool: 5
test:
  <<: *default
  pool: 1
copy: *default
)")),
              ElementsAre("2: default.adapter = postgresql", "3: default.pool = 5",
                          "6: test.pool = 1", "2: test.adapter = postgresql",
                          "2: copy.adapter = postgresql", "3: copy.pool = 5"));
}

TEST(YamlTest, AnAliasBombStaysSmall) {
  std::string bomb = "a0: &a0 [x, x, x, x, x, x, x, x, x]\n";
  for (int i = 1; i < 10; ++i) {
    const std::string last = "*a" + std::to_string(i - 1);
    bomb += "a" + std::to_string(i) + ": &a" + std::to_string(i) + " [" + last +
            Repeat(", " + last, 8) + "]\n";
  }
  const FileFacts facts = FactsOf("sidekiq", bomb);
  EXPECT_LE(facts.settings.size(), 20'000U);
  EXPECT_THAT(DiagnosticsOf(facts), ElementsAre(testing::StartsWith("too-many-facts:")));
}

TEST(YamlTest, AnAnchorThatHoldsItselfIsNotFollowed) {
  EXPECT_THAT(Settings(FactsOf("yaml", "a: &a\n  b: *a\n  c: 1\n")), Contains("3: a.c = 1"));
}

TEST(YamlTest, NestingIsBounded) {
  EXPECT_THAT(DiagnosticsOf(FactsOf("yaml", Repeat("[", 10'000))), Contains("nested-too-deep:1"));
  std::string blocks;
  for (int i = 0; i < 3'000; ++i) blocks += std::string(static_cast<std::size_t>(i), ' ') + "a:\n";
  EXPECT_THAT(DiagnosticsOf(FactsOf("yaml", blocks)),
              Contains(testing::StartsWith("nested-too-deep")));
  EXPECT_THAT(DiagnosticsOf(FactsOf("yaml", Repeat("- ", 10'000))), Contains("nested-too-deep:1"));
}

TEST(YamlTest, AnEmptyBlockEndsAtItsLine) {
  const FileFacts facts = FactsOf("yaml", "a:\n  b: |-\n  c: |\n    d\n  e: 1\n");
  ASSERT_EQ(facts.settings.size(), 3U);
  EXPECT_EQ(facts.settings[0].region.end_line, 2U);
  EXPECT_EQ(facts.settings[1].region.end_line, 4U);
  // Each was looked for to the end of the file.
  EXPECT_THAT(FactsOf("yaml", Repeat("b: |-\n", 100'000)).settings, testing::Not(IsEmpty()));
}

TEST(YamlTest, WhatStandsBeforeAnErrorIsKept) {
  const FileFacts facts = FactsOf("yaml", "a: 1\nb: 2\nc: [1, 2\nd: }\n");
  EXPECT_THAT(Settings(facts), Contains("2: b = 2"));
  EXPECT_THAT(DiagnosticsOf(facts), ElementsAre(testing::StartsWith("format-error:")));
}

TEST(YamlTest, ABrokenDocumentDoesNotHideTheNext) {
  const FileFacts facts = FactsOf("yaml", "a: 1\n---\nb: c: d\n---\nc:\n  - d\n");
  EXPECT_THAT(Settings(facts), AllOf(Contains("1: a = 1"), Contains("6: c[0] = d")));
  EXPECT_THAT(facts.diagnostics, SizeIs(1));
}

TEST(YamlTest, ATemplateMayGiveAPartOfAnItem) {
  const FileFacts facts = FactsOf("yaml",
                                  "items:\n"
                                  "  - {{ . | toYaml }}\n"
                                  "    name: x\n"
                                  "  - {{ .y }}\n"
                                  "  - {{ .z }}\n");
  EXPECT_THAT(Settings(facts), ElementsAre("3: items[0].name = x", "4: items[1] = ~{{ .y }}",
                                           "5: items[2] = ~{{ .z }}"));
}

TEST(YamlTest, CarriageReturnsAndNulBytesAreSurvived) {
  EXPECT_THAT(Settings(FactsOf("yaml", "a: 1\r\nb:\r\n  - c\r\n")),
              ElementsAre("1: a = 1", "3: b[0] = c"));
  EXPECT_THAT(DiagnosticsOf(FactsOf("yaml", std::string_view("\0\0a: 1", 6))),
              ElementsAre("format-error:1"));
  FactsOf("yaml", std::string_view("a: \0b\nc: \x04 d\n", 13));
}

TEST(YamlTest, HelmTemplatesAreToleratedAndMarked) {
  const FileFacts facts = FactsOf("yaml", R"({{- if .Values.enabled }}
apiVersion: apps/v1
kind: Deployment
metadata:
  name: {{ include "app.name" . }}
  labels:
    {{- include "app.labels" . | nindent 4 }}
spec:
  replicas: {{ .Values.replicas }}
  template:
    spec:
      containers:
        - name: web
          image: "{{ .Values.image }}:{{ .Values.tag }}"
{{- end }}
)");
  EXPECT_THAT(Settings(facts),
              ElementsAre("2: apiVersion = apps/v1", "3: kind = Deployment",
                          "5: metadata.name = ~{{ include \"app.name\" . }}",
                          "6: metadata.labels = ~", "9: spec.replicas = ~{{ .Values.replicas }}",
                          "13: spec.template.spec.containers[0].name = web",
                          "14: spec.template.spec.containers[0].image = "
                          "~{{ .Values.image }}:{{ .Values.tag }}"));
  EXPECT_EQ(DocumentOf(facts), "kubernetes");
  EXPECT_THAT(facts.dependencies, IsEmpty());
  EXPECT_THAT(facts.diagnostics, IsEmpty());
}

TEST(YamlTest, ErbAndTagsAndVariablesAreTemplates) {
  EXPECT_THAT(Settings(FactsOf("rails-database",
                               "production:\n"
                               "  url: <%= ENV[\"DATABASE_URL\"] %>\n"
                               "  user: ${USER}\n"
                               "  price: $5\n"
                               "  arn: !Ref Bucket\n")),
              ElementsAre("2: production.url = ~<%= ENV[\"DATABASE_URL\"] %>",
                          "3: production.user = ~${USER}", "4: production.price = $5",
                          "5: production.arn = ~Bucket"));
}

TEST(YamlTest, OnlyTheBeginOfAnEnormousFileIsRead) {
  std::string text = "a: 1\nb: [";
  for (int i = 0; i < 500'000; ++i) text += "x,\n";
  const FileFacts facts = FactsOf("yaml", text + "]\n");
  EXPECT_THAT(Settings(facts), Contains("1: a = 1"));
  EXPECT_THAT(DiagnosticsOf(facts), Contains("too-many-facts:0"));
}

TEST(YamlTest, ATemplateWithoutAnEndIsText) {
  FactsOf("yaml", Repeat("a: {{ b\n", 1'000));
  FactsOf("yaml", Repeat("{{", 200'000) + "%}");
}

TEST(YamlTest, WhatATemplateHidesCannotBeTold) {
  EXPECT_THAT(Settings(FactsOf("yaml",
                               "labels:\n  {{- include \"x\" . | nindent 4 }}\n"
                               "empty:\n"
                               "list: [{{ a }}]\n")),
              ElementsAre("1: labels = ~", "3: empty = ", "4: list[0] = ~{{ a }}"));
}

TEST(YamlTest, WhatACustomTagMakesOfAListCannotBeTold) {
  EXPECT_THAT(Settings(FactsOf("yaml",
                               "a: !Join [\"\", [b, !Ref C]]\n"
                               "d: !If {e: f}\n"
                               "g: !override [h]\n"
                               "i: !!seq [j]\n")),
              ElementsAre("1: a[0] = ~", "1: a[1][0] = ~b", "1: a[1][1] = ~C", "2: d.e = ~f",
                          "3: g[0] = h", "4: i[0] = j"));
}

TEST(YamlTest, HexadecimalAndOctalNumbersAreNumbers) {
  for (const Setting& setting : FactsOf("yaml", "a: 0x1F\nb: 0o17\n").settings)
    EXPECT_EQ(setting.kind, ValueKind::kNumber) << setting.key;
  EXPECT_EQ(FactsOf("yaml", "a: 0xy\n").settings[0].kind, ValueKind::kString);
}

}  // namespace
}  // namespace assay
