#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "tests/facts/facts_of.h"

namespace assay {
namespace {

using ::testing::ElementsAre;
using ::testing::IsEmpty;

FileFacts Rust(std::string_view text) { return FactsOf("rust", text); }

TEST(RustTest, UseTreesAndModulesNameTheirCrate) {
  EXPECT_THAT(Imports(Rust("use std::collections::HashMap;\n"
                           "use actix_web::{self, web, middleware::Logger as L, dev::*};\n"
                           "use crate::db::Pool;\n"
                           "extern crate serde;\n"
                           "mod models;\n"
                           "use models::User;\n")),
              ElementsAre("5: own:models#", "1: cargo:std.collections#HashMap",
                          "2: cargo:actix_web#", "2: cargo:actix_web#web",
                          "2: cargo:actix_web.middleware#Logger as L", "2: cargo:actix_web.dev#*",
                          "3: own:crate.db#Pool", "4: cargo:serde#", "6: own:models#User"));
}

TEST(RustTest, PathsResolveThroughImportsCratesAndModules) {
  EXPECT_THAT(Uses(Rust("use actix_web::web;\n"
                        "use std::sync::{Arc, Mutex};\n"
                        "mod db;\n"
                        "fn f() {\n"
                        "  web::get(); serde_json::to_string(1); db::open(); crate::x::y();\n"
                        "  std::fs::read(2); own(); Vec::new(); format!(\"a\"); x.y();\n"
                        "}\n"
                        "fn own() {}\n")),
              ElementsAre("5: cargo:actix_web#web.get", "5: cargo:serde_json#to_string",
                          "5: own:db#open", "5: own:crate.x#y", "6: cargo:std.fs#read",
                          "6: local:#own", "6: global:#Vec.new", "6: global:#format", "6: ?:#x.y"));
}

TEST(RustTest, ValuesHaveTheTypeTheyAreMadeOrDeclaredAs) {
  EXPECT_THAT(Uses(Rust("use sqlx::PgPool;\n"
                        "use actix_web::{web, App};\n"
                        "struct State { pool: PgPool, shared: Arc<PgPool> }\n"
                        "impl State {\n"
                        "  fn f(&self, data: web::Data<PgPool>, other: &PgPool) {\n"
                        "    self.pool.acquire(); self.shared.close(); data.begin();\n"
                        "    other.size(); App::new().route(\"/\", 1).service(2);\n"
                        "    self.g(); Self::h();\n"
                        "  }\n"
                        "  fn g(&self) {} fn h() {}\n"
                        "}\n")),
              ElementsAre("6: cargo:sqlx#PgPool().acquire", "6: cargo:sqlx#PgPool().close",
                          "6: cargo:sqlx#PgPool().begin", "7: cargo:sqlx#PgPool().size",
                          "7: cargo:actix_web#App().service", "7: cargo:actix_web#App().route",
                          "7: cargo:actix_web#App.new", "8: local:#g", "8: local:#State.h"));
}

TEST(RustTest, AttributesAndDerivesAreDecorators) {
  const FileFacts facts = Rust(
      "use actix_web::get;\n"
      "use serde::{Deserialize, Serialize};\n"
      "#[derive(Debug, Serialize)]\n"
      "pub struct User { name: String }\n"
      "#[get(\"/users/{id}\")]\n"
      "async fn one() {}\n"
      "#[tokio::main]\n"
      "async fn main() {}\n");
  EXPECT_THAT(Uses(facts, UseForm::kDecorator),
              ElementsAre("3: global:#Debug", "3: cargo:serde#Serialize", "5: cargo:actix_web#get",
                          "7: cargo:tokio#main"));
  EXPECT_EQ(facts.uses[1].target_definition, "User");
  EXPECT_EQ(facts.uses[2].target_definition, "one");
  EXPECT_EQ(facts.uses[2].arguments.at(0).text, "/users/{id}");
  EXPECT_THAT(facts.definitions.at(2).annotations, ElementsAre("cargo:actix_web#get"));
}

TEST(RustTest, DefinitionsOfEveryKindAreTold) {
  const FileFacts facts = Rust(
      "use std::fmt::Display;\n"
      "/// A node.\n"
      "pub struct Node<T> { next: Option<Box<Node<T>>>, value: T }\n"
      "enum Kind { A, B }\n"
      "trait Walk { fn walk(&self, n: u32) -> u32; }\n"
      "impl Display for Kind { fn fmt(&self) {} }\n"
      "impl<T> Node<T> { pub fn depth(&self, n: u32) -> u32 { if n > 1 { self.depth(n - 1) } "
      "else { 0 } } }\n");
  EXPECT_THAT(Definitions(facts), ElementsAre("class .Node", "field Node.next", "field Node.value",
                                              "enum .Kind", "interface .Walk", "method Walk.walk",
                                              "method Kind.fmt", "method Node.depth"));
  EXPECT_EQ(facts.definitions[0].documentation, "rustdoc");
  EXPECT_THAT(facts.definitions[0].modifiers, ElementsAre("pub"));
  EXPECT_THAT(facts.definitions[0].self_typed_fields, ElementsAre("next"));
  EXPECT_THAT(facts.definitions[3].bases, ElementsAre("cargo:std.fmt#Display"));
  EXPECT_TRUE(facts.definitions[7].calls_itself);
}

TEST(RustTest, TextsReachQueriesWithTheirParts) {
  const FileFacts facts = Rust(
      "async fn f(db: &sqlx::PgPool, given: String, id: i64) {\n"
      "  sqlx::query(\"SELECT a FROM t WHERE b = $1\").bind(given).fetch_all(db).await?;\n"
      "  sqlx::query(&format!(\"DELETE FROM t WHERE a = {} AND b = {id}\", given));\n"
      "  sqlx::query!(\"INSERT INTO t (a) VALUES ($1)\", id);\n"
      "}\n");
  EXPECT_THAT(Parts(facts), ElementsAre("select", "delete given=parameter id=number", "insert"));
  EXPECT_EQ(facts.statements.at(0).callee, "cargo:sqlx#query");
}

TEST(RustTest, ErrorsLocksChannelsAndTasksAreConstructs) {
  const FileFacts facts = Rust(
      "use std::sync::{Arc, Mutex, mpsc};\n"
      "async fn f(m: Arc<Mutex<u32>>) -> Result<(), AppError> {\n"
      "  let (tx, rx) = mpsc::channel();\n"
      "  tokio::spawn(async move { g().await; });\n"
      "  let guard = m.lock().unwrap();\n"
      "  tx.send(1); rx.recv();\n"
      "  match h() { Ok(v) => v, Err(e) => return Err(AppError::from(e)) };\n"
      "  if let Err(e) = h() { error!(\"x\"); }\n"
      "  for i in 0..3 { while true { } loop { } }\n"
      "  panic!(\"x\")\n"
      "}\n");
  EXPECT_THAT(Constructs(facts, ConstructKind::kLock),
              ElementsAre("5: cargo:std.sync#Mutex()/lock"));
  EXPECT_THAT(Constructs(facts, ConstructKind::kSpawn), ElementsAre("4: cargo:tokio#spawn/"));
  EXPECT_THAT(
      Constructs(facts, ConstructKind::kChannel),
      ElementsAre("6: cargo:std.sync.mpsc#Sender()/put", "6: cargo:std.sync.mpsc#Receiver()/get"));
  EXPECT_THAT(Constructs(facts, ConstructKind::kAwait), ElementsAre("4: /"));
  EXPECT_THAT(Constructs(facts, ConstructKind::kHandler), ElementsAre("7: /wrap", "8: /log"));
  EXPECT_THAT(Constructs(facts, ConstructKind::kThrow),
              ElementsAre("7: ?:#AppError.from/cause", "10: global:#panic/"));
  EXPECT_THAT(Constructs(facts, ConstructKind::kLoop),
              ElementsAre("9: /for", "9: /while", "9: /while"));
  EXPECT_EQ(Constructs(facts, ConstructKind::kPatternMatch).size(), 1U);
}

TEST(RustTest, CommentsAndTextsAreNoCode) {
  const FileFacts facts = Rust("// use a::B; f();\n/* use c::D; */\nconst S: &str = \"g()\";\n");
  EXPECT_THAT(facts.imports, IsEmpty());
  EXPECT_THAT(facts.uses, IsEmpty());
}

TEST(RustTest, AWildcardOfAKnownCrateHidesNoOther) {
  const FileFacts facts =
      Rust("use tracing::*;\nfn f() { sqlx::query(\"SELECT a FROM t\"); info!(\"x\"); }\n");
  EXPECT_THAT(Uses(facts), ElementsAre("2: cargo:sqlx#query", "2: cargo:tracing#info"));
  EXPECT_THAT(Uses(Rust("use super::*;\nfn f() { db::find(1); }\n")), ElementsAre("2: ?:#db.find"));
}

TEST(RustTest, AttributesAreNamedAndHaveTheirValues) {
  const FileFacts facts = Rust(
      "use serde::Serialize;\n"
      "/// A thing.\n#[derive(Serialize)]\n#[serde(rename_all = \"camelCase\", default)]\n"
      "struct A { a: i32 }\n#[test]\nfn f() {}\n");
  EXPECT_THAT(Uses(facts, UseForm::kDecorator),
              ElementsAre("3: cargo:serde#Serialize", "4: cargo:serde#serde", "6: global:#test"));
  const std::vector<Argument>& arguments = facts.uses.at(1).arguments;
  ASSERT_EQ(arguments.size(), 2U);
  EXPECT_EQ(arguments[0].keyword, "rename_all");
  EXPECT_EQ(arguments[0].text, "camelCase");
  EXPECT_EQ(facts.definitions.at(0).documentation, "rustdoc");
}

TEST(RustTest, StringsThatArePushedToReachQueries) {
  EXPECT_THAT(
      Parts(Rust("use sqlx::query;\nfn f(given: &str) {\n"
                 "  let mut sql = String::from(\"SELECT a FROM t\");\n"
                 "  sql.push_str(\" WHERE b = \"); sql.push_str(given);\n  query(&sql);\n}\n")),
      ElementsAre("select given=parameter"));
}

TEST(RustTest, PrimitivesAreNoCrates) {
  EXPECT_THAT(Uses(Rust("fn f() { f64::from(1); str::from_utf8(b); }\n")),
              ElementsAre("1: global:#f64.from", "1: global:#str.from_utf8"));
}

TEST(RustTest, AStringOfUnknownTextHasNone) {
  EXPECT_THAT(Parts(Rust("use sqlx::query;\nfn f(b: B) { let by: String = b.build();\n"
                         "  query(&format!(\"SELECT a FROM t ORDER BY {}\", by)); }\n")),
              ElementsAre("select by=unknown"));
  EXPECT_THAT(Parts(Rust("use sqlx::query;\nfn f(b: B) { let sql: String = b.build();\n"
                         "  query(&sql); }\n")),
              IsEmpty());
}

TEST(RustTest, TheWholeArgumentOfAMacroIsTold) {
  EXPECT_THAT(
      Parts(Rust(
          "use axum::extract::{Path, Query};\n"
          "fn f(Query(s): Query<Search>, Path(id): Path<i32>) {\n"
          "  sqlx::query(&format!(\"SELECT a FROM t ORDER BY {} LIMIT {}\", s.sort, id));\n}\n")),
      ElementsAre("select s.sort=request id=parameter"));
}

TEST(RustTest, ANumberIsToldByTheEndOfAMacrosArgument) {
  EXPECT_THAT(
      Parts(Rust("fn f(ids: Vec<i64>, id: &str, l: &str) {\n"
                 "  sqlx::query(&format!(\"SELECT a FROM t WHERE n = {} AND i = {} AND l = {}\",\n"
                 "                       ids.len(), id as i32, l.trim()));\n}\n")),
      ElementsAre("select ids.len()=number id as i32=number l.trim()=parameter"));
}

TEST(RustTest, ContextOfAnErrorWrapsIt) {
  const FileFacts facts = Rust(
      "use anyhow::{bail, Context};\nfn f() -> Result<(), E> {\n"
      "  match g() {\n    Ok(a) => a,\n    Err(e) => return Err(e).context(\"x\"),\n  }\n"
      "  bail!(\"late\")\n}\n");
  EXPECT_THAT(Constructs(facts, ConstructKind::kHandler), ElementsAre("5: /wrap"));
  EXPECT_THAT(Constructs(facts, ConstructKind::kThrow),
              ElementsAre("5: e/cause", "7: cargo:anyhow#bail/"));
}

TEST(RustTest, SelfOfATraitIsTheTraitAndAliasesAreTypes) {
  const FileFacts facts = Rust(
      "trait A { fn f() { g(Self::LIMIT); } }\n"
      "type P = std::collections::HashMap<i32, i32>;\nfn h() { P::new(); fn k() { k(); } }\n");
  EXPECT_EQ(facts.uses.at(0).arguments.at(0).text, "local:#A.LIMIT");
  EXPECT_EQ(facts.definitions.at(2).kind, DefinitionKind::kTypeAlias);
  EXPECT_THAT(Uses(facts),
              ElementsAre("1: ?:#g", "3: cargo:std.collections#HashMap.new", "3: local:#k"));
}

TEST(RustTest, ReceiversThatAreLoopedOverAndSwapsAreConstructs) {
  const FileFacts facts = Rust(
      "use std::sync::mpsc;\nfn f(a: &mut [i32]) {\n"
      "  let (tx, rx) = mpsc::channel();\n  for n in rx {}\n  a.swap(0, 1);\n"
      "  flag.swap(true, Ordering::SeqCst);\n}\n");
  EXPECT_THAT(Constructs(facts, ConstructKind::kChannel),
              ElementsAre("4: cargo:std.sync.mpsc#Receiver()/get"));
  EXPECT_THAT(Constructs(facts, ConstructKind::kSwap), ElementsAre("5: /"));
}

TEST(RustTest, AMacroIsNoFunctionOfItsName) {
  const FileFacts facts = Rust("fn routes() -> Vec<Route> { routes![a, b] }\n");
  EXPECT_THAT(Uses(facts), ElementsAre("1: ?:#routes"));
  EXPECT_FALSE(facts.definitions.at(0).calls_itself);
}

TEST(RustTest, TheSymbolOfAPathBeginsWithItsType) {
  EXPECT_THAT(Uses(Rust("fn f() { chrono::Utc::now(); std::fs::read(a); }\n")),
              ElementsAre("1: cargo:chrono#Utc.now", "1: cargo:std.fs#read"));
}

TEST(RustTest, WhatIsNoneAtFirstIsWhatItIsGiven) {
  EXPECT_THAT(Uses(Rust("use redis::Client;\nfn f(c: Client) {\n"
                        "  let mut held = None;\n  held = Some(c);\n  held.get(1);\n}\n")),
              ElementsAre("4: global:#Some", "5: cargo:redis#Client().get"));
}

TEST(RustTest, ATypeOfAnImplementationIsNoneOfTheFile) {
  const FileFacts facts =
      Rust("struct A;\nimpl T for A { type Error = sqlx::Error; }\nfn f(e: Error) { e.g(); }\n");
  EXPECT_EQ(facts.definitions.at(1).owner, "A");
  EXPECT_THAT(Uses(facts), ElementsAre("3: ?:#Error().g"));
}

TEST(RustTest, AFunctionThatGivesSelfGivesItsType) {
  EXPECT_THAT(
      Uses(Rust(
          "struct A;\nimpl A { fn open(n: i32) -> Result<Self, E> { g(n) } fn run(&self) {} }\n"
          "fn f() { A::open(1).run(); }\n")),
      ElementsAre("2: ?:#g", "3: local:#A().run", "3: local:#A.open"));
}

TEST(RustTest, ImportsForOthersAndForWhatTheyDoHaveTheirForm) {
  const FileFacts facts = Rust(
      "pub use a::{b, c::*};\npub(crate) use d::E as F;\npub extern crate g;\n"
      "use panic_halt as _;\nuse std::fmt::Write as _;\nfn f() { F::new(); }\n");
  std::vector<std::string> forms;
  for (const Import& import : facts.imports) forms.emplace_back(Name(import.form));
  EXPECT_THAT(forms, ElementsAre("export", "export", "export", "export", "effect", "member"));
  EXPECT_THAT(Imports(facts),
              ElementsAre("1: cargo:a#b", "1: cargo:a.c#*", "2: cargo:d#E as F", "3: cargo:g#",
                          "4: cargo:panic_halt#", "5: cargo:std.fmt#Write as _"));
  EXPECT_THAT(Uses(facts), ElementsAre("6: cargo:d#E.new"));
}

TEST(RustTest, AModuleOwnsWhatItDefines) {
  const FileFacts facts = Rust(
      "mod outside;\n"
      "#[cfg(test)]\nmod a {\n"
      "  pub trait T {}\n  struct S { n: u32 }\n"
      "  impl T for S { type K = u8; fn f() -> Self { Self { n: 1 } } }\n"
      "  pub mod b { fn g() {} }\n}\n"
      "fn h() { a::b::g(); }\n");
  EXPECT_THAT(Definitions(facts), ElementsAre("module .a", "interface a.T", "class a.S",
                                              "field a.S.n", "type-alias a.S.K", "method a.S.f",
                                              "module a.b", "function a.b.g", "function .h"));
  EXPECT_THAT(facts.definitions.at(0).annotations, ElementsAre("global:#cfg"));
  EXPECT_THAT(facts.definitions.at(2).bases, ElementsAre("local:#T"));
  EXPECT_EQ(facts.definitions.at(5).type, "local:#S");
  EXPECT_THAT(Uses(facts, UseForm::kInstantiation), ElementsAre("6: local:#S"));
}

TEST(RustTest, EachOfSeveralAttributesIsOfWhatFollows) {
  const FileFacts facts = Rust(
      "mod a {\n#![allow(dead_code)]\n"
      "#[tokio::test]\n#[serial]\n// Slow.\n#[ignore]\nasync fn f() {}\n}\n");
  std::vector<std::string> targets;
  for (const Use& use : facts.uses) targets.emplace_back(use.target_definition);
  EXPECT_THAT(targets, ElementsAre("a", "f", "f", "f"));
  EXPECT_THAT(facts.definitions.at(1).annotations,
              ElementsAre("cargo:tokio#test", "?:#serial", "global:#ignore"));
}

TEST(RustTest, AStreamYieldsInItsMacro) {
  EXPECT_THAT(Constructs(Rust("use async_stream::try_stream;\n"
                              "fn f() { try_stream! { for n in 0..3 { yield n; } } }\n"
                              "fn g() { other! { yield n; } }\n"),
                         ConstructKind::kYield),
              ElementsAre("2: /yield"));
}

TEST(RustTest, HostileSourceIsBounded) {
  Rust("fn f() { " + std::string(20'000, '(') + " }");
  std::string chain = "fn f() { x";
  for (int i = 0; i < 5'000; ++i) chain += ".a()";
  Rust(chain + " }");
  std::string use = "use a::";
  for (int i = 0; i < 3'000; ++i) use += "{b::";
  Rust(use);
  std::string impls = "struct A;\n";
  for (int i = 0; i < 5'000; ++i) impls += "impl B for A {}\n";
  Rust(impls);
}

}  // namespace
}  // namespace assay
