#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "tests/facts/facts_of.h"

namespace assay {
namespace {

using ::testing::Contains;
using ::testing::ElementsAre;
using ::testing::IsEmpty;

FileFacts Ruby(std::string_view text) { return FactsOf("ruby", text); }
std::vector<std::string> Calls(std::string_view text) { return Uses(Ruby(text)); }

std::vector<std::string> Told(const Use& use) {
  std::vector<std::string> told;
  for (const Argument& a : use.arguments) {
    told.push_back(std::to_string(a.position) + std::string(a.keyword) + "/" + std::string(a.path) +
                   " " + std::string(Name(a.kind)) + " " + std::string(a.text));
  }
  return told;
}

TEST(RubyTest, RequiresNameTheirModule) {
  EXPECT_THAT(Imports(Ruby("require \"json\"\n"
                           "require_relative '../lib/cart'\n"
                           "require_relative 'cart'\n"
                           "x.require(:user)\n")),
              ElementsAre("1: gem:json#", "2: own:../lib/cart#", "3: own:./cart#"));
}

TEST(RubyTest, ConstantsInstancesAndChainsResolve) {
  const FileFacts facts = Ruby(
      "client = Redis.new(url: 'x')\n"
      "client.get('k')&.strip\n"
      "BCrypt::Password.create('p')\n"
      "Thread.new { work }\n");
  EXPECT_THAT(Uses(facts), ElementsAre("2: gem:#Redis.new().get().strip", "2: gem:#Redis.new().get",
                                       "3: gem:#BCrypt::Password.create", "4: self:#work"));
  EXPECT_THAT(Uses(facts, UseForm::kInstantiation),
              ElementsAre("1: gem:#Redis.new", "4: gem:#Thread.new"));
  EXPECT_THAT(Told(facts.uses.back().arguments.empty() ? facts.uses[4] : facts.uses.back()),
              ElementsAre("0/ function "));
}

TEST(RubyTest, AClassHasTheConstantsOfItsBasesInTheFile) {
  EXPECT_THAT(Calls("module Shop\n"
                    "  class Special < Order\n"
                    "    def f = [Line.parse(1), KINDS.first, Other.find(2)]\n"
                    "  end\n"
                    "  class Order < Base\n"
                    "    class Line; end\n"
                    "  end\n"
                    "  class Base\n"
                    "    KINDS = Redis.new\n"
                    "  end\n"
                    "end\n"
                    "Line.parse(3)\n"
                    "class Loop < Loop; def g = Line.parse(4); end\n"),
              ElementsAre("3: local:#Shop::Order::Line.parse", "3: gem:#Redis.new().first",
                          "3: gem:#Other.find", "12: gem:#Line.parse", "13: gem:#Line.parse"));
}

TEST(RubyTest, WhatIsAssignedToIsNotCalled) {
  EXPECT_THAT(Calls("old, Time.zone = Time.zone, 'UTC'\n"
                    "Time.zone = old\n"
                    "Time.zone ||= old\n"),
              ElementsAre("1: gem:#Time.zone"));
}

TEST(RubyTest, ConstantsOfTheFileAreLocal) {
  EXPECT_THAT(Calls("module Shop\n"
                    "  class Cart\n"
                    "    def self.find(id) = nil\n"
                    "  end\n"
                    "  Cart.find(1)\n"
                    "  Order.find(1)\n"
                    "end\n"
                    "Shop::Cart.find(2)\n"
                    "STORE = Redis.new\n"
                    "def save = STORE.set(1)\n"),
              ElementsAre("5: local:#Shop::Cart.find", "6: gem:#Order.find",
                          "8: local:#Shop::Cart.find", "10: gem:#Redis.new().set"));
}

TEST(RubyTest, AConstantThatIsSetOnceIsOfTheFile) {
  EXPECT_THAT(Uses(Ruby("CLIENT ||= Redis.new\nCLIENT.get(1)\nOTHER.get(2)\n")),
              ElementsAre("2: gem:#Redis.new().get", "3: gem:#OTHER.get"));
  EXPECT_THAT(
      Uses(Ruby("Shop::TABS ||= []\nf(Shop::TABS)\nShop::NAME += 1\n"), UseForm::kAttribute),
      IsEmpty());
}

TEST(RubyTest, AClassOfACompactNameOpensItselfAlone) {
  EXPECT_THAT(Uses(Ruby("module A\n  class Base; end\n  class B; Base.go; end\nend\n"
                        "class A::B\n  Base.go\n  A::Base.go\nend\n")),
              ElementsAre("3: local:#A::Base.go", "6: gem:#Base.go", "7: local:#A::Base.go"));
}

TEST(RubyTest, AConstantOfSelfHasNoNameOfItsOwn) {
  EXPECT_THAT(Uses(Ruby("def f\n  g self::Methods, Other::Methods\nend\n"), UseForm::kAttribute),
              ElementsAre("2: gem:#Other::Methods"));
}

TEST(RubyTest, CallsWithoutAReceiverAreOnSelf) {
  const FileFacts facts = Ruby(
      "class User < ApplicationRecord\n"
      "  has_secure_password\n"
      "  has_many :posts, dependent: :destroy\n"
      "  validates :name, length: { maximum: 5 }\n"
      "  before_action :check, only: %i[show edit]\n"
      "end\n");
  EXPECT_THAT(Uses(facts), ElementsAre("2: self:#has_secure_password", "3: self:#has_many",
                                       "4: self:#validates", "5: self:#before_action"));
  EXPECT_THAT(Told(facts.uses.at(2)),
              ElementsAre("0/ string posts", "-1dependent/ string destroy"));
  EXPECT_THAT(Told(facts.uses.at(3)),
              ElementsAre("0/ string name", "-1length/ map ", "-1length/maximum number 5"));
  EXPECT_THAT(Told(facts.uses.at(4)),
              ElementsAre("0/ string check", "-1only/ list ", "-1only/[0] string show",
                          "-1only/[1] string edit"));
}

TEST(RubyTest, ParametersOfARequestAreAChainOnSelf) {
  EXPECT_THAT(Calls("class A\n"
                    "  def user_params\n"
                    "    params.require(:user).permit(:name)\n"
                    "  end\n"
                    "end\n"),
              ElementsAre("3: self:#params().require().permit", "3: self:#params().require",
                          "3: self:#params"));
}

TEST(RubyTest, InstanceVariablesAndMethodsKeepTheirValue) {
  EXPECT_THAT(
      Calls("class Cache\n"
            "  attr_reader :store\n"
            "  def read = @store.get('k')\n"
            "  def initialize(store: Redis.new)\n"
            "    @store = store\n"
            "  end\n"
            "  def api\n"
            "    @api ||= Faraday.new\n"
            "  end\n"
            "  def load = api.get(store.get('u'))\n"
            "end\n"),
      ElementsAre("2: self:#attr_reader", "3: gem:#Redis.new().get", "10: gem:#Faraday.new().get",
                  "10: local:#api", "10: gem:#Redis.new().get", "10: local:#store"));
}

TEST(RubyTest, ALocalVariableOrParameterIsNoCall) {
  EXPECT_THAT(Calls("def f(params, key: 1)\n"
                    "  request = key\n"
                    "  params[:x]\n"
                    "  request.env\n"
                    "end\n"),
              ElementsAre("4: ?:#request.env"));
  EXPECT_THAT(Calls("client = Redis.new\n"
                    "def f\n"
                    "  client.get\n"
                    "end\n"),
              ElementsAre("3: self:#client().get", "3: self:#client"));
}

TEST(RubyTest, AVariableMeansItsOldValueOnTheRightSide) {
  EXPECT_THAT(
      Calls("users = User.all\n"
            "users = users.where(a: 1)\n"
            "users.each { |user| user.save }\n"),
      ElementsAre("1: gem:#User.all", "2: gem:#User.all().where", "3: gem:#User.all().where().each",
                  "3: gem:#User.all().where().each().save"));
  EXPECT_THAT(Calls("a = Redis.new\na = Other.new if x\na.get\n"), Contains("3: ?:#a.get"));
}

TEST(RubyTest, ABlocksParameterIsWhatTheCallGives) {
  const FileFacts facts = Ruby(
      "create_table :users do |t|\n"
      "  t.string :name, null: false\n"
      "  t.index [:name], unique: true\n"
      "end\n"
      "resources :posts do\n"
      "  get \"/x\", to: \"y#z\"\n"
      "end\n");
  EXPECT_THAT(Uses(facts),
              ElementsAre("1: self:#create_table", "2: self:#create_table().string",
                          "3: self:#create_table().index", "5: self:#resources", "6: self:#get"));
  EXPECT_THAT(Told(facts.uses.at(0)), ElementsAre("0/ string users", "1/ function "));
  EXPECT_THAT(Told(facts.uses.at(1)), ElementsAre("0/ string name", "-1null/ boolean false"));
  EXPECT_THAT(Told(facts.uses.at(4)), ElementsAre("0/ string /x", "-1to/ string y#z"));
}

TEST(RubyTest, CommentsAndTextsAreNoCode) {
  const FileFacts facts = Ruby(
      "# frozen_string_literal: true\n"
      "=begin\n"
      "require 'a'\n"
      "Foo.new\n"
      "=end\n"
      "x = 'Bar.new; SELECT'\n"
      "__END__\n"
      "Baz.new\n");
  EXPECT_THAT(facts.imports, IsEmpty());
  EXPECT_THAT(facts.uses, IsEmpty());
  EXPECT_THAT(facts.statements, IsEmpty());
}

TEST(RubyTest, DefinitionsKeepOwnersBasesAndVisibility) {
  const FileFacts facts = Ruby(
      "module Admin\n"
      "  class User < Base\n"
      "    include Comparable\n"
      "    attr_accessor :name\n"
      "    def initialize(name, *rest, key: 1); end\n"
      "    def self.build; end\n"
      "    class << self\n"
      "      def make; end\n"
      "    end\n"
      "    private\n"
      "    def check?; end\n"
      "    public\n"
      "    def go; end\n"
      "    private def hide; end\n"
      "  end\n"
      "end\n"
      "def top; end\n"
      "Point = Struct.new(:x, :y)\n");
  std::vector<std::string> told;
  for (const Definition& d : facts.definitions) {
    std::string line =
        std::string(Name(d.kind)) + " " + std::string(d.owner) + ":" + std::string(d.name);
    for (const Text base : d.bases) line += " <" + std::string(base);
    for (const Text modifier : d.modifiers) line += " " + std::string(modifier);
    for (const Parameter& p : d.parameters) line += " " + std::string(p.name);
    told.push_back(line);
  }
  EXPECT_THAT(told, ElementsAre("module :Admin", "class Admin:User <gem:#Base <gem:#Comparable",
                                "field Admin::User:name",
                                "constructor Admin::User:initialize name rest key",
                                "method Admin::User:build static", "method Admin::User:make static",
                                "method Admin::User:check? private", "method Admin::User:go",
                                "method Admin::User:hide private", "function :top",
                                "record :Point <gem:#Struct.new x y"));
  EXPECT_THAT(Uses(facts, UseForm::kBase), ElementsAre("2: gem:#Base", "3: gem:#Comparable"));
}

TEST(RubyTest, AMigrationsBaseHasNoVersion) {
  EXPECT_THAT(Ruby("class A < ActiveRecord::Migration[7.0]\nend\n").definitions.at(0).bases,
              ElementsAre("gem:#ActiveRecord::Migration"));
}

TEST(RubyTest, RecursionAndFieldsOfTheOwnClassAreTold) {
  const FileFacts facts = Ruby(
      "class Node\n"
      "  attr_accessor :next\n"
      "  def insert(v)\n"
      "    @left = Node.new(v)\n"
      "    @left.insert(v)\n"
      "  end\n"
      "  def walk(n) = n.zero? ? 0 : walk(n - 1)\n"
      "  def other(n) = thing.other(n)\n"
      "end\n");
  EXPECT_THAT(facts.definitions.at(0).self_typed_fields, ElementsAre("left"));
  EXPECT_TRUE(facts.definitions.at(2).calls_itself);
  EXPECT_TRUE(facts.definitions.at(3).calls_itself);
  EXPECT_FALSE(facts.definitions.at(4).calls_itself);
  EXPECT_EQ(facts.definitions.at(3).complexity, 2U);
}

TEST(RubyTest, HandlersSayWhatTheyDo) {
  const FileFacts facts = Ruby(
      "begin\n"
      "  a\n"
      "rescue ArgumentError, Foo::Bar => e\n"
      "  raise AppError, 'x', cause: e\n"
      "rescue KeyError => e\n"
      "  Rails.logger.error(e)\n"
      "rescue IOError\n"
      "  nil\n"
      "rescue => e\n"
      "  raise\n"
      "ensure\n"
      "  b\n"
      "end\n"
      "raise 'plain'\n");
  EXPECT_THAT(Constructs(facts, ConstructKind::kHandler),
              ElementsAre("3: gem:#ArgumentError/wrap", "3: gem:#Foo::Bar/wrap",
                          "5: gem:#KeyError/log", "7: gem:#IOError/pass", "9: /rethrow"));
  EXPECT_THAT(Constructs(facts, ConstructKind::kThrow),
              ElementsAre("4: gem:#AppError/cause", "10: /", "14: gem:#RuntimeError/"));
  EXPECT_THAT(Constructs(facts, ConstructKind::kCleanup), ElementsAre("11: /ensure"));
}

TEST(RubyTest, LoopsLocksYieldsAndPatternsAreTold) {
  const FileFacts facts = Ruby(
      "LOCK = Mutex.new\n"
      "def f(list, door)\n"
      "  LOCK.synchronize { yield 1 }\n"
      "  door.synchronize { 2 }\n"
      "  list.each { |x| x }\n"
      "  3.times { |i| i }\n"
      "  for i in list do end\n"
      "  i += 1 while i < 3\n"
      "  case list\n"
      "  in [a, *] then a\n"
      "  end\n"
      "  case i when 1 then 2 end\n"
      "end\n");
  EXPECT_THAT(Constructs(facts, ConstructKind::kLock),
              ElementsAre("3: gem:#Mutex.new()/synchronize"));
  EXPECT_THAT(Constructs(facts, ConstructKind::kYield), ElementsAre("3: /yield"));
  EXPECT_THAT(Constructs(facts, ConstructKind::kLoop),
              ElementsAre("5: /each", "6: /each", "7: /for", "8: /while"));
  EXPECT_THAT(Constructs(facts, ConstructKind::kPatternMatch), ElementsAre("9: /"));
}

TEST(RubyTest, BisectionNeedsAComparedElement) {
  const std::string search =
      "def find(a, x)\n"
      "  lo, hi = 0, a.size\n"
      "  while lo < hi\n"
      "    mid = (lo + hi) / 2\n"
      "    if a[mid] < x\n"
      "      lo = mid + 1\n"
      "    else\n"
      "      hi = mid\n"
      "    end\n"
      "  end\n"
      "end\n";
  EXPECT_THAT(Constructs(Ruby(search), ConstructKind::kBisection), ElementsAre("3: /mid"));
  std::string other = search;
  other.replace(other.find("a[mid] < x"), 10, "small(mid)");
  EXPECT_THAT(Constructs(Ruby(other), ConstructKind::kBisection), IsEmpty());
}

TEST(RubyTest, WorkListsMemoTablesRecurrencesAndSwapsAreTold) {
  const FileFacts facts = Ruby(
      "def walk(graph, start)\n"
      "  seen = Set[start]\n"
      "  queue = [start]\n"
      "  until queue.empty?\n"
      "    node = queue.shift\n"
      "    graph[node].each do |other|\n"
      "      next if seen.include?(other)\n"
      "      seen << other\n"
      "      queue << other\n"
      "    end\n"
      "  end\n"
      "end\n"
      "def fib(n, memo)\n"
      "  return n if n < 2\n"
      "  memo[n] ||= fib(n - 1, memo) + fib(n - 2, memo)\n"
      "end\n"
      "def rows(dp)\n"
      "  (1..9).each { |i| dp[i] = dp[i - 1] + dp[i - 2] }\n"
      "end\n"
      "def swap(a, i, j)\n"
      "  a[i], a[j] = a[j], a[i]\n"
      "  a[i], a[j] = a[i], 1\n"
      "end\n"
      "def consume(queue)\n"
      "  while true do queue << queue.shift end\n"
      "end\n");
  EXPECT_THAT(Constructs(facts, ConstructKind::kWorkList), ElementsAre("4: /queue"));
  EXPECT_THAT(Constructs(facts, ConstructKind::kMemoTable), ElementsAre("13: /memo"));
  EXPECT_THAT(Constructs(facts, ConstructKind::kRecurrence), ElementsAre("18: /dp"));
  EXPECT_THAT(Constructs(facts, ConstructKind::kSwap), ElementsAre("21: /"));
}

TEST(RubyTest, AQueryIsAStatementAndItsPartsHaveAProvenance) {
  const FileFacts facts = Ruby(
      "TABLE = 'users'\n"
      "ORDERS = %w[name age].freeze\n"
      "def f(name, by, conn)\n"
      "  conn.execute(\"SELECT id FROM #{TABLE} WHERE a = #{name} AND b = #{params[:b]} \" \\\n"
      "               \"LIMIT #{params[:n].to_i}\")\n"
      "  raise unless ORDERS.include?(by)\n"
      "  conn.execute('SELECT a FROM t ORDER BY ' + by)\n"
      "  conn.execute('SELECT a FROM %s' % conn.quote_table_name(name))\n"
      "  User.find_by_sql(['SELECT a FROM t WHERE b = ?', name])\n"
      "end\n");
  std::vector<std::string> told;
  for (const Statement& statement : facts.statements) {
    std::string line(statement.callee);
    for (const DynamicPart& part : statement.parts)
      line += " " + std::string(Name(part.provenance));
    if (statement.bound) line += " bound";
    told.push_back(line);
  }
  EXPECT_THAT(told, ElementsAre("?:#conn.execute constant parameter request number",
                                "?:#conn.execute allow-list", "?:#conn.execute identifier",
                                "gem:#User.find_by_sql bound"));
}

TEST(RubyTest, AHeredocIsToldOnceWhereverItIsUsed) {
  const FileFacts facts = Ruby(
      "def f(q)\n"
      "  execute(<<~SQL.squish)\n"
      "    SELECT a FROM t\n"
      "    WHERE b = #{q}\n"
      "  SQL\n"
      "  sql = <<~SQL\n"
      "    SELECT c FROM t\n"
      "  SQL\n"
      "  sql << \" WHERE d = #{q}\"\n"
      "  execute(sql)\n"
      "end\n");
  std::vector<std::string> told;
  for (const Statement& statement : facts.statements)
    told.push_back(std::to_string(statement.region.start_line) + " " +
                   std::string(Name(statement.source)) + " " +
                   std::to_string(statement.parts.size()));
  EXPECT_THAT(told, ElementsAre("2 query 1", "6 text 0", "10 query 1"));
}

TEST(RubyTest, EnvironmentAndScopedConstantsAreReads) {
  EXPECT_THAT(Uses(Ruby("a = ENV['PORT']\nb = OpenSSL::SSL::VERIFY_NONE\nFoo::Bar.go\n"),
                   UseForm::kAttribute),
              ElementsAre("1: gem:#ENV", "2: gem:#OpenSSL::SSL::VERIFY_NONE"));
}

TEST(RubyTest, SettingsOfAnApplicationAreTold) {
  const FileFacts facts = Ruby(
      "Rails.application.configure do\n"
      "  config.force_ssl = true\n"
      "  config.log_level = ENV.fetch('LEVEL')\n"
      "  other.force_ssl = true\n"
      "  config.cache_store = :redis_cache_store, { url: 'x', 'a.b' => [1] }\n"
      "end\n");
  std::vector<std::string> told;
  for (const Setting& setting : facts.settings) {
    told.push_back(std::string(setting.key) + (setting.templated ? " computed" : " = ") +
                   std::string(setting.value));
    EXPECT_EQ(setting.document, "rails-settings");
  }
  EXPECT_THAT(told,
              ElementsAre("config.force_ssl = true", "config.log_level computed",
                          "config.cache_store[0] = redis_cache_store",
                          "config.cache_store[1].url = x", "config.cache_store[1].a\\.b[0] = 1"));
}

TEST(RubyTest, ResultsSayWhereTheValueGoes) {
  const FileFacts facts = Ruby(
      "def f\n"
      "  user.password = A.a\n"
      "  B.b\n"
      "  return C.c if D.d == 1\n"
      "  E.e\n"
      "end\n");
  std::vector<std::string> told;
  for (const Use& use : facts.uses) {
    if (use.name.starts_with("gem:"))
      told.push_back(std::string(Name(use.result)) + " " + std::string(use.result_target));
  }
  EXPECT_THAT(told, ElementsAre("assigned user.password", "discarded ", "returned ", "compared 1",
                                "returned "));
}

TEST(RubyTest, HostileTextEndsInBoundedTime) {
  for (const std::string& text :
       {std::string(100'000, '('), std::string(100'000, '['), std::string(100'000, '{'),
        std::string("\0\0\xFF\xFE(", 5), std::string("x = <<A\n"), std::string()}) {
    EXPECT_LE(Ruby(text).uses.size(), 200'000U);
  }
  std::string deep;
  for (int i = 0; i < 20'000; ++i) deep += "f(";
  Ruby(deep + std::string(20'000, ')'));
  std::string chain = "x";
  for (int i = 0; i < 5'000; ++i) chain += ".a()";
  Ruby(chain);
  std::string sum = "s = ''";
  for (int i = 0; i < 20'000; ++i) sum += " + x";
  Ruby(sum);
  std::string nested;
  for (int i = 0; i < 5'000; ++i) nested += "module A" + std::to_string(i) + "\ndef f\n";
  Ruby(nested);
  std::string heredocs;
  for (int i = 0; i < 5'000; ++i) heredocs += "f(<<A, <<B)\n#{<<C}\nC\nA\nB\n";
  Ruby(heredocs);
}

TEST(RubyTest, WorkBesideItsCallerIsSpawned) {
  EXPECT_THAT(Constructs(FactsOf("ruby", "Thread.new { f }\nOther.new { f }\nRactor.new { f }\n"),
                         ConstructKind::kSpawn),
              ElementsAre("1: gem:#Thread.new/", "3: gem:#Ractor.new/"));
}

TEST(RubyTest, EachShovelOfAChainAdds) {
  EXPECT_THAT(Parts(FactsOf("ruby",
                            "def f(name, page)\n"
                            "  sql = \"SELECT a FROM t WHERE n = '\".dup\n"
                            "  sql << name << \"' LIMIT \" << page.to_i.to_s\n"
                            "  PG.connect.exec(sql)\n"
                            "end\n")),
              ElementsAre("select name=parameter page.to_i.to_s=number"));
}

TEST(RubyTest, AListOfTextsIsJoined) {
  EXPECT_THAT(Parts(FactsOf("ruby",
                            "FIND = 'SELECT a FROM t'\n"
                            "def f(name)\n"
                            "  lines = ['SELECT a', 'FROM t']\n"
                            "  lines << \"WHERE n = '#{name}'\"\n"
                            "  db = PG.connect\n"
                            "  db.exec(lines.join(' '))\n"
                            "  db.exec(\"#{FIND} WHERE n = '#{name}'\")\n"
                            "end\n")),
              ElementsAre("select name=parameter", "select name=parameter"));
}

TEST(RubyTest, WhatIsMadeWhereNothingWasGivenIsAssigned) {
  const FileFacts facts = FactsOf("ruby", "a = b || Redis.new\n");
  EXPECT_EQ(facts.uses.back().result, ResultUse::kAssigned);
}

}  // namespace
}  // namespace assay
