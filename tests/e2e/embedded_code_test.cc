// Evidence in code inside other files names lines of those files, and can be
// made again.
#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <nlohmann/json.hpp>
#include <string>
#include <vector>

#include "tests/support/process.h"

namespace assay {
namespace {

using ::testing::Contains;
using Json = nlohmann::json;

TEST(EmbeddedCodeTest, EvidenceIsOfLinesOfTheFileAndIsVerified) {
  const ScratchFolder folder;
  folder.Write("shop/Gemfile", "source 'https://rubygems.org'\ngem 'rails'\n");
  folder.Write("shop/app/views/orders/show.html.erb",
               "<h1>Order</h1>\n<% if @order %>\n  <p><%= sanitize @order.note %></p>\n"
               "  <p><%= raw params[:note] %></p>\n<% end %>\n");
  folder.Write("shop/src/Row.vue",
               "<template>\n  <p>{{ open }}</p>\n</template>\n\n<script setup lang=\"ts\">\n"
               "import { ref } from 'vue'\nconst open = ref<boolean>(false)\n</script>\n");
  folder.Write("shop/study.ipynb",
               "{\n \"cells\": [\n  {\n   \"cell_type\": \"code\",\n   \"source\": [\n"
               "    \"%matplotlib inline\\n\",\n    \"import redis\\n\",\n"
               "    \"redis.Redis().set('a', 1, ex=60)\"\n   ]\n  }\n ],\n"
               " \"metadata\": {\"kernelspec\": {\"language\": \"python\"}}\n}\n");
  MakeRepository(folder, "shop");
  const ProgramRun scan =
      RunProgram({ASSAY_BINARY, "scan", "--no-cache", "--format", "json", "shop"}, folder.path());
  ASSERT_EQ(scan.exit_code, 0) << scan.err;
  const Json profile = Json::parse(scan.out);
  std::vector<std::string> told;
  const auto tell = [&](const Json& evidence) {
    told.push_back(evidence["path"].get<std::string>() + ":" +
                   std::to_string(evidence["line"].get<int>()) + " " +
                   evidence["signal"].get<std::string>() + " | " +
                   evidence["snippet"].get<std::string>());
  };
  for (const Json& skill : profile["skills"]) {
    for (const Json& evidence : skill["evidence"]) tell(evidence);
  }
  for (const Json& finding : profile["findings"]) tell(finding);
  EXPECT_THAT(told, Contains("app/views/orders/show.html.erb:3 "
                             "security.output-sanitization/rails-sanitizer | "
                             "<p><%= sanitize @order.note %></p>"));
  EXPECT_THAT(told, Contains("app/views/orders/show.html.erb:4 "
                             "security.output-sanitization/request-shown-raw | "
                             "<p><%= raw params[:note] %></p>"));
  EXPECT_THAT(told, Contains("src/Row.vue:7 framework.vue/vue-reactivity | "
                             "const open = ref<boolean>(false)"));
  EXPECT_THAT(told, Contains(testing::StartsWith("study.ipynb:8 ")));
  folder.Write("profile.json", scan.out);
  const ProgramRun verified =
      RunProgram({ASSAY_BINARY, "verify", "--no-cache", "profile.json", "shop"}, folder.path());
  EXPECT_EQ(verified.exit_code, 0) << verified.out << verified.err;
}

}  // namespace
}  // namespace assay
