#include "facts/extract.h"

#include <gtest/gtest.h>

namespace assay {
namespace {

TEST(FormatTest, EndingIsAskedLast) {
  EXPECT_EQ(FormatOf("gradle/libs.versions.toml", "TOML"), "version-catalog");
  EXPECT_EQ(FormatOf("config/shop.toml", "TOML"), "toml");
  EXPECT_EQ(FormatOf("main.tf.json", "JSON"), "terraform-json");
}

}  // namespace
}  // namespace assay
