#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "tests/facts/facts_of.h"

namespace assay {
namespace {

using ::testing::ElementsAre;
using ::testing::Field;
using ::testing::IsEmpty;
using ::testing::IsSupersetOf;

FileFacts Php(std::string_view text) { return FactsOf("php", "<?php\n" + std::string(text)); }

std::vector<std::string> Parts(std::string_view statements) {
  return Parts(Php("function f(PDO $db, $given, int $id) {\n" + std::string(statements) + "\n}\n"));
}

TEST(PhpTest, UseDeclarationsOfEveryFormNameTheirNamespace) {
  const FileFacts facts =
      Php("namespace App\\Http;\n"
          "use Illuminate\\Http\\Request;\n"
          "use Illuminate\\Support\\Facades\\{DB, Route as R};\n"
          "use function Vendor\\helper;\n"
          "use PDO;\n"
          "require __DIR__ . '/routes.php';\n");
  EXPECT_EQ(facts.package, "App.Http");
  EXPECT_THAT(Imports(facts), ElementsAre("3: composer:Illuminate.Http#Request",
                                          "4: composer:Illuminate.Support.Facades#DB",
                                          "4: composer:Illuminate.Support.Facades#Route as R",
                                          "5: composer:Vendor#helper", "6: composer:php#PDO",
                                          "7: own:./routes.php#"));
}

TEST(PhpTest, AnIncludeIsOwnWhereItsFolderIsToldOnly) {
  EXPECT_THAT(Imports(Php("require dirname(__FILE__) . '/a.php';\n"
                          "require $vendor . '/autoload.php';\n"
                          "require 'b.php';\n")),
              ElementsAre("2: own:./a.php#", "4: own:./b.php#"));
}

TEST(PhpTest, ANameThatAVariableHoldsIsNotResolved) {
  EXPECT_THAT(Uses(Php("use A\\B;\nB::$method();\nB::method();\n")),
              ElementsAre("3: ?:#B.$method", "4: composer:A#B.method"));
  EXPECT_THAT(Uses(Php("namespace A;\nclass C { function f() { return new static::$builder; } }\n"),
                   UseForm::kInstantiation),
              ElementsAre("3: ?:#static::$builder"));
}

TEST(PhpTest, AClassIsTheSameInAnyLetters) {
  EXPECT_THAT(Uses(Php("namespace App\\Http;\nuse Lib\\SQLiteProcessor;\nnew SQliteProcessor();\n"),
                   UseForm::kInstantiation),
              ElementsAre("4: composer:Lib#SQLiteProcessor"));
  EXPECT_THAT(Uses(Php("namespace App\\Http;\nURL::to(1);\n$url::to(2);\nself::to(3);\n")),
              ElementsAre("3: own:App.Http#URL.to", "4: ?:#$url.to", "5: self:#to"));
}

TEST(PhpTest, ANameMayBeWrittenFromItsNamespaceOn) {
  const FileFacts facts = Php(
      "namespace App\\Http;\nnamespace\\Sub\\D::make();\nnamespace\\f(2);\nnew namespace\\C(3);\n");
  EXPECT_THAT(Uses(facts), ElementsAre("3: own:App.Http.Sub#D.make", "4: own:App.Http#f"));
  EXPECT_THAT(Uses(facts, UseForm::kInstantiation), ElementsAre("5: own:App.Http#C"));
}

TEST(PhpTest, ClassesOfPhpItselfNeedNoImport) {
  EXPECT_THAT(Uses(Php("new \\ReflectionFunction('f');\nnew \\FinfoOfNobody();\n"),
                   UseForm::kInstantiation),
              ElementsAre("2: global:#ReflectionFunction", "3: ?:#FinfoOfNobody"));
}

TEST(PhpTest, NamesResolveThroughImportsNamespacesAndPhpItself) {
  EXPECT_THAT(
      Uses(Php("namespace App;\n"
               "use Illuminate\\Support\\Facades\\Route as R;\n"
               "use function Vendor\\helper;\n"
               "R::get('/x', 1);\n"
               "helper();\n"
               "strlen('a');\n"
               "User::find(1);\n"
               "\\Carbon\\Carbon::now();\n"
               "\\DateTime::createFromFormat('a', 'b');\n"
               "own();\n"
               "function own() {}\n")),
      ElementsAre("5: composer:Illuminate.Support.Facades#Route.get", "6: composer:Vendor#helper",
                  "7: global:#strlen", "8: own:App#User.find", "9: composer:Carbon#Carbon.now",
                  "10: global:#DateTime.createFromFormat", "11: local:#own"));
}

TEST(PhpTest, PropertiesHoldWhatTheyAreDeclaredOrGiven) {
  EXPECT_THAT(
      Uses(Php("use Predis\\Client;\nuse Psr\\Log\\LoggerInterface;\n"
               "class A {\n"
               "  private $cache;\n"
               "  private Client $typed;\n"
               "  public function __construct(private LoggerInterface $log, Client $c) {\n"
               "    $this->cache = $c;\n"
               "  }\n"
               "  function f(?Client $p) {\n"
               "    $this->cache->get(1); $this->typed->set(2); $this->log->info(3);\n"
               "    $p?->del(4); $this->f(5); self::g(6); $this->h(7); parent::f(8);\n"
               "  }\n"
               "  static function g() {}\n"
               "}\n")),
      ElementsAre("11: composer:Predis#Client().get", "11: composer:Predis#Client().set",
                  "11: composer:Psr.Log#LoggerInterface().info", "12: composer:Predis#Client().del",
                  "12: local:#f", "12: local:#g", "12: self:#h", "12: self:#f"));
}

TEST(PhpTest, AVariableLivesInItsFunction) {
  EXPECT_THAT(Uses(Php("use Predis\\Client;\n"
                       "$c = new Client();\n"
                       "$c->get(1);\n"
                       "function f() { $c->get(2); $d = new Client(); if (1) { $d->get(3); } }\n"
                       "function g($x) { $d = new Client(); if ($x) { $d = $x; } $d->get(4); }\n")),
              ElementsAre("4: composer:Predis#Client().get", "5: ?:#$c.get",
                          "5: composer:Predis#Client().get", "6: ?:#$d.get"));
}

TEST(PhpTest, DefinitionsHaveBasesTraitsAndModifiers) {
  const FileFacts facts =
      Php("namespace App;\n"
          "use Illuminate\\Database\\Eloquent\\Model;\n"
          "use Vendor\\HasRoles;\n"
          "/** A user. */\n"
          "final class User extends Model implements \\JsonSerializable {\n"
          "  use HasRoles;\n"
          "  #[Column(name: 'a')] protected ?User $parent = null;\n"
          "  abstract protected function f(int $a, string $b = 'x'): ?User;\n"
          "  function g($n) { if ($n > 1 && $n) { return $this->g($n - 1); } }\n"
          "}\n"
          "interface I { }\nenum E { case A; }\n");
  const Definition& user = facts.definitions.at(0);
  EXPECT_THAT(user.bases, ElementsAre("composer:Illuminate.Database.Eloquent#Model",
                                      "global:#JsonSerializable", "composer:Vendor#HasRoles"));
  EXPECT_THAT(user.modifiers, ElementsAre("final"));
  EXPECT_EQ(user.documentation, "phpdoc");
  EXPECT_THAT(user.self_typed_fields, ElementsAre("parent"));
  EXPECT_EQ(facts.definitions.at(1).kind, DefinitionKind::kField);
  EXPECT_EQ(facts.definitions.at(1).name, "parent");
  const Definition& f = facts.definitions.at(2);
  EXPECT_EQ(f.kind, DefinitionKind::kMethod);
  EXPECT_EQ(f.owner, "User");
  EXPECT_EQ(f.parameters.at(1).name, "$b");
  EXPECT_TRUE(f.parameters.at(1).has_default);
  EXPECT_TRUE(facts.definitions.at(3).calls_itself);
  EXPECT_EQ(facts.definitions.at(3).complexity, 3U);
  EXPECT_THAT(Uses(facts, UseForm::kDecorator), ElementsAre("8: own:App#Column"));
}

TEST(PhpTest, TextsReachQueriesWithTheirParts) {
  EXPECT_THAT(Parts("$db->query(\"SELECT a FROM t WHERE b = '$given'\");"),
              ElementsAre("select $given=parameter"));
  EXPECT_THAT(Parts("$db->query('SELECT a FROM t WHERE b = ' . $_GET['x']);"),
              ElementsAre("select $_GET['x']=request"));
  EXPECT_THAT(Parts("$db->query('SELECT a FROM t WHERE b = ' . (int) $given . ' AND c = ' . $id);"),
              ElementsAre("select (int) $given=number $id=number"));
  EXPECT_THAT(Parts("$q = 'SELECT a FROM t';\n$q .= ' ORDER BY ' . $given;\n$db->prepare($q);"),
              ElementsAre("select $given=parameter"));
  EXPECT_THAT(Parts("$db->exec(sprintf('DELETE FROM t WHERE a = %d AND b = %s', $given, $given));"),
              ElementsAre("delete $given=number $given=parameter"));
  EXPECT_THAT(Parts("$db->prepare('SELECT a FROM t WHERE b = ?');"), ElementsAre("select"));
  EXPECT_THAT(Parts("if (!in_array($given, ['a', 'b'])) { return; }\n"
                    "$db->query(\"SELECT a FROM t ORDER BY $given\");"),
              ElementsAre("select $given=allow-list"));
  EXPECT_THAT(Parts("$db->query(<<<SQL\nSELECT a FROM t WHERE b = {$given}\nSQL);"),
              ElementsAre("select $given=parameter"));
}

TEST(PhpTest, SuperglobalsAreReadByTheirKeys) {
  const FileFacts facts = Php("$a = $_GET['id'];\n");
  ASSERT_THAT(Uses(facts, UseForm::kAttribute), ElementsAre("2: global:#_GET"));
  EXPECT_EQ(facts.uses[0].arguments.at(0).text, "id");
  EXPECT_EQ(facts.uses[0].result_target, "$a");
}

TEST(PhpTest, ErrorsLoopsAndBranchesAreConstructs) {
  const FileFacts facts =
      Php("function f($a) {\n"
          "  try { g(); } catch (\\PDOException | Foo $e) { throw new \\RuntimeException('x', 1, "
          "$e); }\n"
          "  catch (\\Exception $e) { } finally { h(); }\n"
          "  foreach ($a as $k => $v) { while ($v) { } }\n"
          "  for (;;) { yield 1; }\n"
          "}\n");
  EXPECT_THAT(
      Constructs(facts, ConstructKind::kHandler),
      ElementsAre("3: global:#PDOException/wrap", "3: Foo/wrap", "4: global:#Exception/empty"));
  EXPECT_THAT(Constructs(facts, ConstructKind::kThrow),
              ElementsAre("3: global:#RuntimeException/cause"));
  EXPECT_THAT(Constructs(facts, ConstructKind::kCleanup), ElementsAre("4: /finally"));
  EXPECT_THAT(Constructs(facts, ConstructKind::kLoop),
              ElementsAre("5: /for", "5: /while", "6: /for"));
  EXPECT_THAT(Constructs(facts, ConstructKind::kYield), ElementsAre("6: /yield"));
}

TEST(PhpTest, ArgumentsOfArraysAndNamesAreTold) {
  const FileFacts facts = Php("f(a: 1, ...$x); g(['k' => ['n' => true], 'l'], 'text');\n");
  EXPECT_EQ(facts.uses.at(0).arguments.at(0).keyword, "a");
  const std::vector<Argument>& arguments = facts.uses.at(1).arguments;
  ASSERT_GE(arguments.size(), 4U);
  EXPECT_EQ(arguments[0].kind, ValueKind::kMap);
  EXPECT_EQ(arguments[2].path, "k.n");
  EXPECT_EQ(arguments[2].kind, ValueKind::kBoolean);
}

TEST(PhpTest, CommentsAndPagesAroundCodeAreNoCode) {
  const FileFacts facts = FactsOf("php", "<p>use A\\B; f();</p>\n<?php // g();\n# use C\\D;\n?>\n");
  EXPECT_THAT(facts.imports, IsEmpty());
  EXPECT_THAT(facts.uses, IsEmpty());
}

TEST(PhpTest, AHeredocKeepsItsLines) {
  const FileFacts facts =
      Php("$db = new PDO('x');\n$db->query(<<<SQL\nSELECT a\nFROM t\nWHERE b = {$x}\nAND c "
          "= 1\nSQL);\n");
  ASSERT_EQ(facts.statements.size(), 1U);
  EXPECT_EQ(facts.statements[0].text, "SELECT a FROM t WHERE b = {} AND c = 1");
}

TEST(PhpTest, ConstantsAreKnownByTheirNames) {
  EXPECT_THAT(
      Parts(Php("const TABLE = 't';\n"
                "class A { const SORTABLE = ['a', 'b']; const WHERE = ' WHERE a = 1';\n"
                "function f(PDO $db, string $sort) {\n"
                "  if (!in_array($sort, self::SORTABLE, true)) throw new Exception();\n"
                "  $db->query('SELECT a FROM ' . TABLE . self::WHERE . ' ORDER BY ' . $sort);\n"
                "} }\n")),
      ElementsAre("select $sort=allow-list"));
}

TEST(PhpTest, AnAnonymousClassIsNoPartOfTheClassAroundIt) {
  const FileFacts facts =
      Php("class A { function f() { return new class extends B {\n"
          "  private A $next;\n  function g() { return $this->h(); } }; } }\n");
  EXPECT_THAT(Definitions(facts),
              ElementsAre("class .A", "method A.f", "field .next", "method .g"));
  EXPECT_THAT(facts.definitions[0].self_typed_fields, IsEmpty());
  EXPECT_THAT(Uses(facts, UseForm::kBase), ElementsAre("2: ?:#B"));
  EXPECT_THAT(Uses(facts, UseForm::kInstantiation), IsEmpty());
}

TEST(PhpTest, AFunctionThatIsOnlyNamedIsNotCalled) {
  const FileFacts facts = Php("$f = strlen(...); $f('x');\n");
  EXPECT_THAT(Uses(facts, UseForm::kAttribute), ElementsAre("2: global:#strlen"));
  EXPECT_THAT(Uses(facts), ElementsAre("2: global:#strlen"));
}

TEST(PhpTest, ServicesOfAContainerAreOfTheirClass) {
  EXPECT_THAT(Uses(Php("use App\\Mailer; app(Mailer::class)->send(1);\n")),
              IsSupersetOf({"2: composer:App#Mailer().send"}));
}

TEST(PhpTest, ValuesBesideAQueryAreBehindIt) {
  const FileFacts facts =
      Php("mysqli_query($link, 'SELECT a FROM t');\n"
          "pg_query_params($link, 'SELECT a FROM t WHERE b = $1', [$b]);\n");
  EXPECT_FALSE(facts.statements.at(0).bound);
  EXPECT_TRUE(facts.statements.at(1).bound);
}

TEST(PhpTest, LocksSwapsAndDelegatedYieldsAreConstructs) {
  const FileFacts facts =
      Php("function f($a) {\n"
          "  flock($file, LOCK_EX); flock($file, LOCK_UN);\n"
          "  [$a[0], $a[1]] = [$a[1], $a[0]];\n"
          "  yield from g();\n}\n");
  EXPECT_THAT(Constructs(facts, ConstructKind::kLock), ElementsAre("3: global:#flock/flock"));
  EXPECT_THAT(Constructs(facts, ConstructKind::kSwap), ElementsAre("4: /"));
  EXPECT_THAT(Constructs(facts, ConstructKind::kYield), ElementsAre("5: /yield-from"));
}

TEST(PhpTest, EchoOfSeveralHasEachAsAnArgument) {
  EXPECT_EQ(Php("echo $a, 'b';\n").uses.at(0).arguments.size(), 2U);
}

TEST(PhpTest, WhatEndsAChainIsNoQueryAnyMore) {
  EXPECT_THAT(Uses(Php("use Illuminate\\Support\\Facades\\DB;\n"
                       "$rows = DB::table('t')->where('a', 1)->get(); $rows->map(1);\n")),
              IsSupersetOf({"3: composer:Illuminate.Database.Query#Builder().get",
                            "3: composer:Illuminate.Database.Query#Builder().get().map"}));
}

TEST(PhpTest, APromotedFieldIsOfItsTypeAndToldOnce) {
  const FileFacts facts = Php(
      "use A\\Mailer;\nclass B {\n"
      "  function __construct(private ?Mailer $mailer = null) { $this->mailer = $this->make(); }\n"
      "  function f() { $this->mailer->send(); }\n}\n");
  EXPECT_THAT(Uses(facts, UseForm::kType), ElementsAre("4: composer:A#Mailer"));
  EXPECT_THAT(Uses(facts), IsSupersetOf({"5: composer:A#Mailer().send"}));
}

TEST(PhpTest, WorkListsAndBisectionsUseFunctions) {
  const FileFacts facts = Php(
      "function f($next, $start) {\n  $open = [$start]; $seen = [];\n"
      "  while (count($open) > 0) {\n    $one = array_shift($open);\n"
      "    foreach ($next[$one] as $other) {\n"
      "      if (!isset($seen[$other])) { $seen[$other] = true; $open[] = $other; }\n    }\n  "
      "}\n}\n"
      "function g($a, $x, $low, $high) {\n  while ($low <= $high) {\n"
      "    $middle = intdiv($low + $high, 2);\n"
      "    if ($a[$middle] < $x) { $low = $middle + 1; } else { $high = $middle - 1; }\n  }\n}\n");
  EXPECT_THAT(Constructs(facts, ConstructKind::kWorkList), ElementsAre("4: /$open"));
  EXPECT_THAT(Constructs(facts, ConstructKind::kBisection), ElementsAre("12: /$middle"));
}

TEST(PhpTest, AConstantIsItsClasss) {
  const FileFacts facts = FactsOf(
      "php",
      "<?php\n"
      "class Names { const T = 'orders'; const ALL = ['a', 'b']; }\n"
      "class More extends Names { function f($db) { $db->query('SELECT a FROM ' . self::T); } }\n"
      "class Other { public $T; function f($db) { $db->query('SELECT b FROM ' . $this->T); } }\n"
      "return new class { const U = 'users';\n"
      "  function f($db) { $db->query('SELECT c FROM ' . self::U); } };\n");
  EXPECT_THAT(facts.statements, ElementsAre(Field(&Statement::text, "SELECT a FROM orders"),
                                            Field(&Statement::text, "SELECT b FROM {}"),
                                            Field(&Statement::text, "SELECT c FROM users")));
}

TEST(PhpTest, HostileSourceIsBounded) {
  Php("$a = " + std::string(20'000, '[') + ";");
  std::string chain = "$x";
  for (int i = 0; i < 5'000; ++i) chain += "->a()";
  Php(chain + ";");
  std::string classes;
  for (int i = 0; i < 2'000; ++i) classes += "$a = new class { function f() { ";
  Php(classes);
}

std::vector<std::string> SettingsOf(const FileFacts& facts) {
  std::vector<std::string> told;
  for (const Setting& setting : facts.settings) {
    EXPECT_EQ(setting.document, "laravel-settings");
    told.push_back(std::to_string(setting.region.start_line) + ": " + std::string(setting.key) +
                   (setting.templated ? " computed" : " = ") + std::string(setting.value));
  }
  return told;
}

TEST(PhpTest, ArraysThatConfigurationReturnsAreSettings) {
  EXPECT_THAT(
      SettingsOf(Php("return [\n"
                     "  'default' => env('DB', 'mysql'),\n"
                     "  'connections' => array('my.sql' => [\n"
                     "    'strict' => true, 'hosts' => ['a', 'b'], PDO::X => 1,\n"
                     "  ]),\n"
                     "  'none' => [], ...$more,\n"
                     "];\n")),
      ElementsAre("3: default computed", "5: connections.my\\.sql.strict = true",
                  "5: connections.my\\.sql.hosts[0] = a", "5: connections.my\\.sql.hosts[1] = b",
                  "5: connections.my\\.sql.PDO::X = 1", "7: none computed"));
}

TEST(PhpTest, OtherArraysAreNoSettings) {
  EXPECT_THAT(SettingsOf(Php("return ['welcome' => 'Hello', 'default' => 'x'];\n")), IsEmpty());
  EXPECT_THAT(SettingsOf(Php("return [A::class => ['all' => true]];\n")), IsEmpty());
  EXPECT_THAT(SettingsOf(Php("function f() { return ['url' => env('X')]; }\n")), IsEmpty());
}

TEST(PhpTest, ProcessesAndFibersBesideTheirCallerAreSeen) {
  const FileFacts facts =
      Php("use function Amp\\async;\n"
          "pcntl_fork();\n"
          "pcntl_waitpid(-1, $status);\n"
          "msg_send($queue, 1, 'a');\n"
          "$later = async(fn () => f());\n"
          "$later->await();\n"
          "$other->await();\n");
  std::vector<std::string> told;
  for (const Construct& construct : facts.constructs)
    told.push_back(std::to_string(construct.region.start_line) + ": " +
                   std::string(Name(construct.kind)) + " " + std::string(construct.type));
  EXPECT_THAT(told, ElementsAre("3: spawn global:#pcntl_fork", "4: await global:#pcntl_waitpid",
                                "5: channel global:#msg_send", "6: spawn composer:Amp#async",
                                "7: await composer:Amp#Future().await"));
}

}  // namespace
}  // namespace assay
