#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "tests/facts/manifest_facts.h"

namespace assay {
namespace {

using ::testing::ElementsAre;

TEST(GemfileTest, GroupsAroundAndBesideTellTheScope) {
  EXPECT_THAT(
      Dependencies(FactsOf("gemfile", R"(source "https://rubygems.org"

gem "rails", "~> 7.1", ">= 7.1.2"
gem 'pg' # database
group :development, :test do
  gem "rspec-rails"
end
group :test do
  platforms :ruby do
    gem "capybara", require: false
  end
  gem "webmock"
end
gem "sidekiq"
gem "byebug", "11",
    groups: [:development, :test]
gem "vcr", :group => :test
gem "puma", group: %i[production]
)")),
      ElementsAre("3: gem:rails ~> 7.1, >= 7.1.2 runtime", "4: gem:pg runtime",
                  "6: gem:rspec-rails development", "10: gem:capybara test", "12: gem:webmock test",
                  "14: gem:sidekiq runtime", "15: gem:byebug 11 development", "17: gem:vcr test",
                  "18: gem:puma runtime"));
}

TEST(GemfileTest, ConditionsDoNotEndGroups) {
  EXPECT_THAT(Dependencies(FactsOf("gemfile", R"(group :test do
  if RUBY_VERSION > "3"
    gem "a"
  end
  gem "b" if ENV["B"]
  x = if true then 1 else 2 end
  gem "c"
end
group :test do gem "d" end
gem "e"
)")),
              ElementsAre("3: gem:a test", "5: gem:b test", "7: gem:c test", "9: gem:d test",
                          "10: gem:e runtime"));
}

TEST(GemfileTest, CommentsTextAndComputedNamesDeclareNothing) {
  EXPECT_THAT(Dependencies(FactsOf("gemfile", R"(# gem "a"
=begin
gem "b"
=end
puts 'gem "c"'
%w[d e].each do |name|
  gem name
  gem "f-#{name}"
end
gem "g"
__END__
gem "h"
)")),
              ElementsAre("10: gem:g runtime"));
}

TEST(GemfileTest, GemspecsTellRuntimeFromDevelopment) {
  EXPECT_THAT(Dependencies(FactsOf("gemspec", R"(Gem::Specification.new do |spec|
  spec.add_dependency "rack", ">= 2", "< 4"
  spec.add_development_dependency("rake")
  spec.summary = "add_dependency 'x'"
end
)")),
              ElementsAre("2: gem:rack >= 2, < 4 runtime", "3: gem:rake development"));
}

TEST(GemfileTest, BrokenInputEnds) {
  for (const std::string_view text : {"gem", "gem (", "gem \"", "%w[", "%w[a", "group :a do",
                                      "end end end", "gem \"a\", group:", "=begin", "\"#{"}) {
    FactsOf("gemfile", text);
    FactsOf("gemspec", text);
  }
}

TEST(GemfileTest, AVersionThatIsComputedIsNotTold) {
  EXPECT_THAT(Dependencies(FactsOf("gemspec", "s.add_dependency \"a\", \"= #{A::VERSION}\"\n")),
              ElementsAre("1: gem:a runtime"));
  EXPECT_THAT(Dependencies(FactsOf("gemfile", "gem \"b\", \"~> #{MINOR}\", \">= 1\"\n")),
              ElementsAre("1: gem:b >= 1 runtime"));
}

TEST(PodfileTest, PodsHaveTheScopeOfTheirTarget) {
  EXPECT_EQ(FormatOf("ios/Podfile", "Ruby"), "podfile");
  EXPECT_THAT(Dependencies(FactsOf("podfile", R"(platform :ios, '13.0'
def common
  pod 'Alamofire', '~> 5.8', '>= 5.8.1'
end
target 'Shop' do
  common
  pod 'Firebase/Core', :git => 'https://x.org/f.git', :tag => '1.0'
  pod 'Own', :path => '../Own'
  pod 'Mine', path: 'libs/Mine'
  target 'ShopTests' do
    if ENV['FULL']
      pod "Quick"
    end
  end
  pod 'SnapKit'
end
)")),
              ElementsAre("3: cocoapods:Alamofire ~> 5.8, >= 5.8.1 runtime",
                          "7: cocoapods:Firebase/Core runtime", "12: cocoapods:Quick test",
                          "15: cocoapods:SnapKit runtime"));
}

}  // namespace
}  // namespace assay
