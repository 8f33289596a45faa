#include "git/origin_url.h"

#include <gtest/gtest.h>

namespace assay {
namespace {

TEST(OriginUrlTest, KeepsSchemeHostPortAndPath) {
  EXPECT_EQ(PublicOriginUrl("https://example.org/acme/shop.git"),
            "https://example.org/acme/shop.git");
  EXPECT_EQ(PublicOriginUrl("SSH://git.example.org:2222/shop"), "ssh://git.example.org:2222/shop");
  EXPECT_EQ(PublicOriginUrl("http://[2001:db8::1]:8080/x"), "http://[2001:db8::1]:8080/x");
}

TEST(OriginUrlTest, StripsUserPasswordAndToken) {
  EXPECT_EQ(PublicOriginUrl("https://ada:s3cret@example.org/shop"), "https://example.org/shop");
  EXPECT_EQ(PublicOriginUrl("https://ghp_token@example.org/shop"), "https://example.org/shop");
  EXPECT_EQ(PublicOriginUrl("https://ada:p@ss@example.org/shop"), "https://example.org/shop");
  EXPECT_EQ(PublicOriginUrl("https://example.org/shop?token=s3cret#x"), "https://example.org/shop");
}

TEST(OriginUrlTest, ScpFormBecomesHostAndPath) {
  EXPECT_EQ(PublicOriginUrl("git@example.org:acme/shop.git"), "example.org/acme/shop.git");
  EXPECT_EQ(PublicOriginUrl("example.org:/srv/shop.git"), "example.org/srv/shop.git");
  EXPECT_EQ(PublicOriginUrl("git@[::1]:shop.git"), "[::1]/shop.git");
  EXPECT_EQ(PublicOriginUrl("ada@corp@example.org:shop"), "example.org/shop");
}

TEST(OriginUrlTest, DropsLocalPaths) {
  for (const char* const url :
       {"/home/ada/shop", "../shop", "./shop", "shop", "~/shop", "file:///home/ada/shop",
        "FILE:///home/ada/shop", "C:/Users/ada/shop", "C:\\Users\\ada", "\\\\server\\share",
        "./a:b", "/srv/a:b", ""}) {
    EXPECT_EQ(PublicOriginUrl(url), "") << url;
  }
}

TEST(OriginUrlTest, DropsRemoteHelpersAndUnknownSchemes) {
  EXPECT_EQ(PublicOriginUrl("ext::sh -c touch% x"), "");
  EXPECT_EQ(PublicOriginUrl("codecommit::eu-west-1://shop"), "");
  EXPECT_EQ(PublicOriginUrl("https:x/://ada:s3cret"), "");
  EXPECT_EQ(PublicOriginUrl("javascript://example.org/x"), "");
}

TEST(OriginUrlTest, DropsWhatMayBeARestOfCredentials) {
  for (const char* const url :
       {"https://ada:pa/ss@example.org/shop", "https://us/er@example.org/shop",
        "https://ada:s3cret/x", "ada:s3cret@example.org:shop", "https://", "https://:80/x",
        "https:///x", "https://ada@/x", "ada@[:s3cret@[::1]:x"}) {
    EXPECT_EQ(PublicOriginUrl(url), "") << url;
  }
}

TEST(OriginUrlTest, KeepsANameThatBeginsWithAt) {
  EXPECT_EQ(PublicOriginUrl("https://example.org/@ada/shop"), "https://example.org/@ada/shop");
}

TEST(OriginUrlTest, DropsControlCharactersBlanksAndInvalidText) {
  EXPECT_EQ(PublicOriginUrl("https://example.org/a\x1b[31m"), "");
  EXPECT_EQ(PublicOriginUrl("https://example.org/a b"), "");
  EXPECT_EQ(PublicOriginUrl("https://example.org/\xff"), "");
  EXPECT_EQ(PublicOriginUrl("https://example.org/" + std::string(5000, 'x')), "");
  EXPECT_EQ(PublicOriginUrl("https://example.org/<script>"), "");
}

}  // namespace
}  // namespace assay
