// Code inside other files: pages, components, templates, notebooks. Every fact
// has the line of the file, not of the code.
#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <string>
#include <vector>

#include "facts/embedded_code.h"
#include "facts/markup_scripts.h"
#include "store/fact_codec.h"
#include "tests/facts/facts_of.h"

namespace assay {
namespace {

using ::testing::Contains;
using ::testing::ElementsAre;
using ::testing::HasSubstr;
using ::testing::IsEmpty;

// What the scripts hold.
std::vector<std::string> Scripts(std::string_view text, MarkupHost host = MarkupHost::kPage) {
  std::vector<std::string> contents;
  for (const MarkupScript& script : ScriptsOf(text, host))
    contents.emplace_back(text.substr(script.begin, script.end - script.begin));
  return contents;
}

// "2:3": lines and columns of all uses.
std::vector<std::string> Places(const FileFacts& facts) {
  std::vector<std::string> places;
  for (const Use& use : facts.uses)
    places.push_back(std::to_string(use.region.start_line) + ":" +
                     std::to_string(use.region.start_column));
  return places;
}

TEST(EmbeddedCodeTest, AFactStandsWhereItsBytesStand) {
  const std::string host = "x\n<a();>\n<b(\n  c());>";
  const Limits limits;
  EmbeddedCode code(host, limits);
  code.Add(3, 7);
  code.AddBetween("\n");
  code.Add(10, 20);
  const FileFacts facts = code.Read("javascript");
  EXPECT_THAT(Places(facts), ElementsAre("2:2", "3:2", "4:3"));
  EXPECT_EQ(host.substr(facts.uses[1].region.start_byte,
                        facts.uses[1].region.end_byte - facts.uses[1].region.start_byte),
            "b(\n  c())");
  EXPECT_EQ(facts.uses[1].region.end_line, 4U);
  EXPECT_TRUE(AreWithin(facts, host));
}

TEST(EmbeddedCodeTest, MoreThanIsReadOfSourceIsNotRead) {
  Limits limits;
  limits.source_bytes = 10;
  const std::string host(100, 'a');
  EmbeddedCode code(host, limits);
  for (std::size_t i = 0; i < host.size(); ++i) code.Add(i, i + 1);
  EXPECT_EQ(code.text().size(), 11U);
  const FileFacts facts = code.Read("javascript");
  ASSERT_EQ(facts.diagnostics.size(), 1U);
  EXPECT_EQ(facts.diagnostics[0].code, "file-too-large");
}

TEST(MarkupScriptsTest, AScriptEndsAtItsEndTagAlone) {
  EXPECT_THAT(Scripts("<script>a('</scrip>')</SCRIPT ><script >b</script>"),
              ElementsAre("a('</scrip>')", "b"));
  EXPECT_THAT(Scripts("<script>a"), IsEmpty());
  EXPECT_THAT(Scripts("<script><!-- <script>a</script> --></script>"),
              ElementsAre("<!-- <script>a</script> -->"));
}

TEST(MarkupScriptsTest, CommentsAttributesAndOtherTextHoldNoScript) {
  EXPECT_THAT(Scripts("<!-- <script>a</script> --><p title=\"<script>b</script>\">"
                      "<textarea><script>c</script></textarea><style><script>d</script></style>"
                      "<!--><script>e</script>"),
              ElementsAre("e"));
}

TEST(MarkupScriptsTest, AVueTemplateHoldsNoScript) {
  EXPECT_THAT(Scripts("<template><template #a><script>a</script></template></template>\n"
                      "<docs><script>b</script></docs><script setup>c</script>",
                      MarkupHost::kVue),
              ElementsAre("c"));
}

TEST(MarkupScriptsTest, BracesOfSvelteAreNoMarkup) {
  EXPECT_THAT(Scripts("{#if a <b && \"}\"}<p on:click={() => a > '<script>'}>{/if}"
                      "<script>c</script>",
                      MarkupHost::kSvelte),
              ElementsAre("c"));
  EXPECT_THAT(Scripts("{ {<script>c</script>", MarkupHost::kSvelte), ElementsAre("c"));
}

TEST(MarkupTest, ScriptsOfAPageAreReadUnlessTheyAreDataOrElsewhere) {
  const FileFacts facts = FactsOf("html",
                                  "<html>\n<script>fetch('/a')</script>\n"
                                  "<script src=x>fetch('/b')</script>\n"
                                  "<script type='application/json'>fetch('/c')</script>\n"
                                  "<script type=module>\n  fetch('/d')\n</script>\n");
  EXPECT_THAT(Uses(facts), ElementsAre("2: global:#fetch", "6: global:#fetch"));
  EXPECT_THAT(Places(facts), ElementsAre("2:9", "6:3"));
  EXPECT_EQ(facts.lines, 7U);
  EXPECT_EQ(facts.code_lines, 2U);
}

TEST(MarkupTest, AScriptThatATemplateFillsInIsNotKnown) {
  for (const char* hole : {"{{ a }}", "{% if a %}", "<%= a %>", "<?= $a ?>"}) {
    const FileFacts facts = FactsOf("html", "<script>fetch('/a'); b = " + std::string(hole) +
                                                "</script><script>fetch('/b')</script>");
    EXPECT_THAT(Uses(facts), ElementsAre("1: global:#fetch")) << hole;
  }
}

TEST(MarkupTest, BothScriptsOfAVueComponentAreOneProgram) {
  const FileFacts facts =
      FactsOf("vue",
              "<template><p>{{ a }}</p></template>\n"
              "<script lang=\"ts\">\nimport { ref as r } from 'vue'\n</script>\n"
              "<script setup lang=\"ts\">\nconst a = r<number>(1)\n</script>\n");
  EXPECT_THAT(Imports(facts), ElementsAre("3: npm:vue#ref as r"));
  EXPECT_THAT(Uses(facts), ElementsAre("6: npm:vue#ref"));
}

TEST(MarkupTest, TypesInSvelteAreRead) {
  const FileFacts facts =
      FactsOf("svelte",
              "<script lang='ts'>\n  import { onMount } from 'svelte';\n"
              "  let a: number = 1;\n  onMount(() => {});\n</script>\n<p>{a}</p>");
  EXPECT_THAT(Uses(facts), ElementsAre("4: npm:svelte#onMount"));
}

TEST(TemplateTagsTest, RubyStandsInTheTagsOfErb) {
  const FileFacts facts = FactsOf("erb",
                                  "<% @users.each do |user| # all %><p><%= h user.name -%></p>\n"
                                  "<% end %><%# secret(1) %><%% no %>\n"
                                  "<script>fetch('/a')</script> <%== sanitize(@text) %>\n");
  EXPECT_THAT(Uses(facts), testing::AllOf(Contains("1: self:#h"), Contains("3: self:#sanitize")));
  for (const std::string& use : Uses(facts)) {
    EXPECT_THAT(use, testing::Not(HasSubstr("fetch")));
    EXPECT_THAT(use, testing::Not(HasSubstr("secret")));
  }
  EXPECT_THAT(Constructs(facts, ConstructKind::kLoop), ElementsAre("1: /each"));
}

TEST(TemplateTagsTest, TwoTagsAreTwoStatements) {
  EXPECT_THAT(Uses(FactsOf("erb", "<%= first 1 %><%= second 2 %>")),
              ElementsAre("1: self:#first", "1: self:#second"));
  EXPECT_THAT(Uses(FactsOf("ejs", "<%- include('a') %><%- ({}).toString() %>")),
              ElementsAre("1: ?:#include", "1: ?:#({}).toString"));
}

TEST(TemplateTagsTest, ScriptStandsInTheTagsOfEjs) {
  const FileFacts facts = FactsOf("ejs",
                                  "<%# no() %><% const _ = require('lodash') // now %>\n"
                                  "<% if (user) { %><b><%= _.escape(user) %></b><% } else { -%>\n"
                                  "<%_ _.noop() _%><% } %>\n");
  EXPECT_THAT(Uses(facts), ElementsAre("2: npm:lodash#escape", "3: npm:lodash#noop"));
  EXPECT_EQ(facts.code_lines, 3U);
}

std::string Notebook(const std::string& cells, const std::string& language = "python") {
  return "{\"cells\": [\n" + cells + "\n], \"metadata\": {\"kernelspec\": {\"language\": \"" +
         language + "\"}}, \"nbformat\": 4}\n";
}

TEST(NotebookTest, CellsAreOneProgramAndKnowTheirLines) {
  const FileFacts facts = FactsOf(
      "notebook", Notebook("{\"cell_type\": \"markdown\", \"source\": [\"import no\"]},\n"
                           "{\"cell_type\": \"code\", \"outputs\": [{\"text\": \"import no\"}],\n"
                           " \"source\": [\"import redis\\n\",\n"
                           "   \"r = redis.Redis()\"]},\n"
                           "{\"cell_type\": \"code\", \"source\": \"x = 'a\\\"b'\\nr.get(x)\"}"));
  EXPECT_THAT(Imports(facts), ElementsAre("4: pypi:redis#"));
  EXPECT_THAT(Uses(facts), ElementsAre("5: pypi:redis#Redis", "6: pypi:redis#Redis().get"));
  EXPECT_THAT(Places(facts), ElementsAre("5:9", "6:46"));
  ASSERT_EQ(facts.cell_lines.size(), 4U);
  EXPECT_EQ(facts.cell_lines[1].cell, 2U);
  EXPECT_EQ(facts.cell_lines[1].line, 2U);
  EXPECT_EQ(facts.cell_lines[3].cell, 3U);
  EXPECT_EQ(facts.cell_lines[3].line, 2U);
}

TEST(NotebookTest, MagicIsNoPython) {
  const FileFacts facts = FactsOf(
      "notebook",
      Notebook("{\"cell_type\": \"code\", \"source\": [\n\"%matplotlib inline\\n\",\n"
               "\"!pip install \\\\\\n\",\n\"  a(1)\\n\",\n\"files = !ls\\n\",\n\"open?\\n\",\n"
               "\"b = 3 \\\\\\n\",\n\"  % len(x)\"]},\n"
               "{\"cell_type\": \"code\", \"source\": \"%%bash\\nopen('a')\"},\n"
               "{\"cell_type\": \"code\", \"source\": \"%%time\\nopen('b')\"}"));
  EXPECT_THAT(Uses(facts), ElementsAre("9: global:#len", "11: global:#open"));
}

TEST(NotebookTest, TheKernelSaysWhichLanguageItIs) {
  const std::string cell = "{\"cell_type\": \"code\", \"source\": \"import redis\"}";
  EXPECT_THAT(FactsOf("notebook", Notebook(cell, "R")).imports, IsEmpty());
  EXPECT_EQ(FactsOf("notebook", Notebook(cell, "python")).imports.size(), 1U);
}

TEST(NotebookTest, HalfANotebookSaysSo) {
  const std::string whole = Notebook("{\"cell_type\": \"code\", \"source\": \"import redis\"}");
  const FileFacts facts = FactsOf("notebook", whole.substr(0, whole.size() / 2));
  ASSERT_EQ(facts.diagnostics.size(), 1U);
  EXPECT_EQ(facts.diagnostics[0].code, "format-error");
}

TEST(NotebookTest, CellLinesAreKeptInTheCache) {
  const FileFacts facts =
      FactsOf("notebook",
              Notebook("{\"cell_type\": \"code\", \"source\": \"import redis\\nredis.Redis()\"}"));
  const std::string stored = EncodeFacts(facts);  // The decoded texts are views of it.
  const auto again = DecodeFacts(stored);
  ASSERT_TRUE(again);
  ASSERT_EQ(again->cell_lines.size(), 2U);
  EXPECT_EQ(again->cell_lines[1].start_byte, facts.cell_lines[1].start_byte);
  EXPECT_EQ(again->cell_lines[1].line, 2U);
}

TEST(EmbeddedTest, HostileHostsAreBounded) {
  for (const char* format : {"html", "vue", "svelte", "erb", "ejs", "notebook"}) {
    for (const char* unit :
         {"<", "<script>", "<script", "<!--", "</script>", "<a b=\"", "<template>", "{", "{\"",
          "<%", "<%=", "%>", "<% a %>", "<script></script>", "{\"cells\":[", "\\", "\"", "`"}) {
      std::string text;
      while (text.size() < 100'000) text += unit;
      const FileFacts facts = FactsOf(format, text);
      EXPECT_TRUE(AreWithin(facts, text)) << format << " " << unit;
    }
  }
}

}  // namespace
}  // namespace assay
