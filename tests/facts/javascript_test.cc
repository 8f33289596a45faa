#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "tests/facts/facts_of.h"

namespace assay {
namespace {

using ::testing::ElementsAre;
using ::testing::IsEmpty;

std::vector<std::string> Calls(std::string_view text) { return Uses(FactsOf("tsx", text)); }

TEST(JavaScriptTest, ImportsOfEveryFormNameTheirModule) {
  EXPECT_THAT(Imports(FactsOf("tsx",
                              "import express, { Router as R } from 'express';\n"
                              "import * as fs from 'node:fs';\n"
                              "import './side';\n"
                              "const { a: b, c } = require('x');\n"
                              "const y = require('y');\n"
                              "export * from './models';\n"
                              "import type { T } from '@scope/pkg/sub';\n"
                              "const lazy = () => import('z');\n")),
              ElementsAre("1: npm:express#default as express", "1: npm:express#Router as R",
                          "2: npm:fs# as fs", "3: own:./side#", "4: npm:x#a as b", "4: npm:x#c",
                          "5: npm:y#", "6: own:./models#", "7: npm:@scope/pkg/sub#T", "8: npm:z#"));
}

TEST(JavaScriptTest, DefaultNamespaceAndRequireAreTheModule) {
  for (const std::string head :
       {"import bcrypt from 'bcrypt';", "import * as bcrypt from 'bcrypt';",
        "const bcrypt = require('bcrypt');"}) {
    EXPECT_THAT(Calls(head + "\nbcrypt.hash(a, 10);\n"), ElementsAre("2: npm:bcrypt#hash"));
  }
}

TEST(JavaScriptTest, CallingAModuleIsItsDefaultExport) {
  EXPECT_THAT(Calls("const express = require('express');\n"
                    "const app = express();\n"
                    "app.get('/', f);\n"
                    "express.Router().post('/x', g);\n"),
              ElementsAre("2: npm:express#default", "3: npm:express#default().get",
                          "4: npm:express#Router().post", "4: npm:express#Router"));
}

TEST(JavaScriptTest, InstancesAndDestructuredMembersResolve) {
  const FileFacts facts =
      FactsOf("typescript",
              "import Redis from 'ioredis';\n"
              "const { Schema } = require('mongoose');\n"
              "const r = new Redis(url);\n"
              "await r.set('k', 1, 'EX', 60);\n"
              "const s = new Schema({ name: { type: String, required: true } });\n"
              "s.index({ name: 1 });\n");
  EXPECT_THAT(Uses(facts, UseForm::kInstantiation),
              ElementsAre("3: npm:ioredis#default", "5: npm:mongoose#Schema"));
  EXPECT_THAT(Uses(facts),
              ElementsAre("4: npm:ioredis#default().set", "6: npm:mongoose#Schema().index"));
  EXPECT_TRUE(facts.uses[1].awaited);
}

TEST(JavaScriptTest, ParameterPropertiesAndFieldsHoldTheirType) {
  EXPECT_THAT(Calls("import { Repository } from 'typeorm';\n"
                    "import Redis from 'ioredis';\n"
                    "class S {\n"
                    "  private readonly cache = new Redis();\n"
                    "  constructor(private readonly users: Repository<User>, other: Redis) { "
                    "this.other = other; }\n"
                    "  a() { this.users.find(); this.cache.get('x'); this.other.get('y'); }\n"
                    "}\n"),
              ElementsAre("6: npm:typeorm#Repository().find", "6: npm:ioredis#default().get",
                          "6: npm:ioredis#default().get"));
}

TEST(JavaScriptTest, AParameterShadowsAnImport) {
  EXPECT_THAT(Calls("import redis from 'redis';\nfunction f(redis) { redis.createClient(); }\n"),
              ElementsAre("2: ?:#redis.createClient"));
}

TEST(JavaScriptTest, CommentsAreNoCode) {
  const FileFacts facts = FactsOf("javascript", "// require('redis')\n/* import x from 'y' */\n");
  EXPECT_THAT(facts.imports, IsEmpty());
  EXPECT_THAT(facts.uses, IsEmpty());
}

TEST(JavaScriptTest, DecoratorsKnowWhatTheyDecorate) {
  const FileFacts facts = FactsOf("typescript",
                                  "import { Controller, Get } from '@nestjs/common';\n"
                                  "import { IsEmail } from 'class-validator';\n"
                                  "@Controller('users')\n"
                                  "export class Users {\n"
                                  "  @IsEmail() email: string;\n"
                                  "  @Get(':id') one() {}\n"
                                  "}\n");
  std::vector<std::string> told;
  for (const Use& use : facts.uses) {
    if (use.form == UseForm::kDecorator)
      told.push_back(std::string(use.name) + " " + std::string(use.target_definition));
  }
  EXPECT_THAT(told, ElementsAre("npm:@nestjs/common#Controller Users",
                                "npm:class-validator#IsEmail email", "npm:@nestjs/common#Get one"));
}

TEST(JavaScriptTest, OptionsAreToldByTheirPath) {
  const FileFacts facts = FactsOf("javascript", "f({ a: { b: 1 }, c: ['x'] }, true)\n");
  std::vector<std::string> told;
  for (const Argument& a : facts.uses.at(0).arguments)
    told.push_back(std::to_string(a.position) + " " + std::string(a.path) + " " +
                   std::string(a.text));
  EXPECT_THAT(told, ElementsAre("0  ", "0 a ", "0 a.b 1", "0 c ", "0 c[0] x", "1  true"));
}

TEST(JavaScriptTest, TheEnvironmentIsAGlobal) {
  const FileFacts facts = FactsOf("javascript", "const port = process.env.PORT || 3000;\n");
  EXPECT_THAT(Uses(facts, UseForm::kAttribute), ElementsAre("1: global:#process.env.PORT"));
}

TEST(JavaScriptTest, AQueryHasTheProvenanceOfItsParts) {
  const FileFacts facts = FactsOf(
      "javascript",
      "const T = 'users';\n"
      "app.get('/', (req, res) => {\n"
      "  db.query(`SELECT id FROM ${T} WHERE name = '${req.query.name}' LIMIT ${Number(n)}`);\n"
      "  db.query('SELECT id FROM t WHERE a = $1', [x]);\n"
      "});\n");
  ASSERT_EQ(facts.statements.size(), 2U);
  std::vector<std::string> provenance;
  for (const DynamicPart& part : facts.statements[0].parts)
    provenance.emplace_back(Name(part.provenance));
  EXPECT_THAT(provenance, ElementsAre("constant", "request", "number"));
  EXPECT_TRUE(facts.statements[1].bound);
  EXPECT_EQ(facts.statements[1].placeholders, 1U);
}

TEST(JavaScriptTest, BisectionAndWorkListAreSeen) {
  EXPECT_THAT(Constructs(FactsOf("javascript",
                                 "function find(a, x) {\n"
                                 "  let lo = 0, hi = a.length;\n"
                                 "  while (lo < hi) {\n"
                                 "    const mid = (lo + hi) >> 1;\n"
                                 "    if (a[mid] < x) lo = mid + 1; else hi = mid;\n"
                                 "  }\n"
                                 "}\n"),
                         ConstructKind::kBisection),
              ElementsAre("3: /mid"));
  EXPECT_THAT(
      Constructs(
          FactsOf("javascript",
                  "while (queue.length) {\n"
                  "  const n = queue.shift();\n"
                  "  for (const m of n.next) if (!seen.has(m)) { seen.add(m); queue.push(m); }\n"
                  "}\n"),
          ConstructKind::kWorkList),
      ElementsAre("1: /queue"));
}

TEST(JavaScriptTest, InterfacesAndClassesKnowTheirOwnType) {
  const FileFacts facts =
      FactsOf("typescript", "class Node<T> { next: Node<T> | null = null; v: T; }\n");
  EXPECT_THAT(facts.definitions.at(0).self_typed_fields, ElementsAre("next"));
}

TEST(JavaScriptTest, HostileTextEndsInBoundedTime) {
  for (const char* const format : {"javascript", "typescript", "tsx"}) {
    for (const std::string& text : {std::string(100'000, '('), std::string(100'000, '{'),
                                    std::string("\0\xFF<a", 4), std::string(1'000'000, 'a')}) {
      FactsOf(format, text);
    }
  }
  std::string deep;
  for (int i = 0; i < 20'000; ++i) deep += "f(";
  FactsOf("javascript", deep);
}

// ---- near misses that the oracle of JavaScript found

TEST(JavaScriptTest, AListOrAFunctionOfATypeIsNoneOfIt) {
  EXPECT_THAT(
      Calls("import { Redis, Pool } from 'x';\n"
            "function f(a: Redis[], b: (r: Redis) => void, c: Redis | Pool, d: { r: Redis },\n"
            "           e: Redis | null, g: Promise<Redis>) {\n"
            "  a.push(1); b(1); c.get(); d.get(); e.get(); g.get();\n"
            "}\n"),
      ElementsAre("4: ?:#a.push", "4: ?:#b", "4: ?:#c.get", "4: ?:#d.get", "4: npm:x#Redis().get",
                  "4: npm:x#Redis().get"));
}

TEST(JavaScriptTest, WhatAPatternTakesOutOfATypeIsItsMember) {
  EXPECT_THAT(Calls("import { Props } from 'x';\n"
                    "import other from 'other';\n"
                    "function f({ a, b: { c = other }, ...rest }: Props, [d]: Props) {\n"
                    "  a(); c(); rest(); d(); other();\n"
                    "}\n"),
              ElementsAre("4: npm:x#Props().a", "4: npm:x#Props().b.c", "4: ?:#rest", "4: ?:#d",
                          "4: npm:other#default"));
}

TEST(JavaScriptTest, AFunctionSeesWhatStandsBelowIt) {
  EXPECT_THAT(
      Calls("import { Redis } from 'x';\n"
            "function f() { client.get('k'); make().get('k'); inner(); function inner() {} }\n"
            "const client = new Redis();\n"
            "const make = () => new Redis();\n"),
      ElementsAre("2: npm:x#Redis().get", "2: npm:x#Redis().get", "2: local:#make",
                  "2: local:#inner"));
}

TEST(JavaScriptTest, ALocalFunctionHidesAnImport) {
  EXPECT_THAT(Calls("import { get } from 'x';\n"
                    "function f() { get(); function get() {} }\n"
                    "function g() { get(); }\n"),
              ElementsAre("2: local:#get", "3: npm:x#get"));
}

TEST(JavaScriptTest, AVariableOfTheFileIsAssignedInAFunction) {
  EXPECT_THAT(Calls("import { Redis, Pool } from 'x';\n"
                    "let client, either = null;\n"
                    "function open() { client = new Redis(); either = new Redis(); }\n"
                    "function swap() { either = new Pool(); }\n"
                    "function f(own) { own = new Redis(); client.get('k'); either.get('k'); }\n"),
              ElementsAre("5: npm:x#Redis().get", "5: ?:#either.get"));
}

TEST(JavaScriptTest, FieldsAreKnownByTheirTypeAndByAnyMethod) {
  EXPECT_THAT(Calls("import { Redis, Pool } from 'x';\n"
                    "class A {\n"
                    "  typed: Redis;\n"
                    "  constructor(from) { this.typed = from; this.two = new Redis(); }\n"
                    "  open() { this.later = new Redis(); this.two = new Pool(); }\n"
                    "  make() { return new Redis(); }\n"
                    "  f() { this.typed.a(); this.later.b(); this.two.c(); this.make().d(); }\n"
                    "}\n"),
              ElementsAre("7: npm:x#Redis().a", "7: npm:x#Redis().b", "7: self:#two.c",
                          "7: npm:x#Redis().d", "7: self:#make"));
}

TEST(JavaScriptTest, AMethodsResultIsNotThatOfAFunctionOfItsName) {
  EXPECT_THAT(Calls("import { Redis } from 'x';\n"
                    "class A { make() { return new Redis(); } }\n"
                    "function make() {}\n"
                    "make().get('k');\n"),
              ElementsAre("4: local:#make().get", "4: local:#make"));
}

TEST(JavaScriptTest, AGenericCallIsAwaitedAsAWhole) {
  const FileFacts facts = FactsOf("typescript",
                                  "import { db } from 'x';\n"
                                  "const rows = await db\n"
                                  "  .getRawMany<Row>();\n");
  EXPECT_THAT(Uses(facts), ElementsAre("3: npm:x#db.getRawMany"));
  EXPECT_TRUE(facts.uses.at(0).awaited);
}

TEST(JavaScriptTest, AChoiceIsKnownWhereBothSidesAgree) {
  EXPECT_THAT(Calls("import { a, b } from 'x';\n"
                    "const same = t ? a() : a(), other = t ? a() : b(), none = t ? null : b();\n"
                    "same.f(); other.f(); none.f();\n"),
              ElementsAre("2: npm:x#a", "2: npm:x#a", "2: npm:x#a", "2: npm:x#b", "2: npm:x#b",
                          "3: npm:x#a().f", "3: ?:#other.f", "3: npm:x#b().f"));
}

TEST(JavaScriptTest, AnImportInATypeLoadsNothing) {
  const FileFacts facts = FactsOf("typescript",
                                  "type A = typeof import('./a')['default'];\n"
                                  "const b = await import('./b');\n");
  ASSERT_EQ(facts.imports.size(), 2U);
  EXPECT_TRUE(facts.imports[0].type_only);
  EXPECT_FALSE(facts.imports[1].type_only);
}

TEST(JavaScriptTest, ABareRequireIsForItsEffect) {
  const FileFacts facts = FactsOf("javascript", "require('dotenv/config');\nf(require('x'));\n");
  ASSERT_EQ(facts.imports.size(), 2u);
  EXPECT_EQ(facts.imports[0].form, ImportForm::kEffect);
  EXPECT_EQ(facts.imports[1].form, ImportForm::kModule);
}

TEST(JavaScriptTest, TypeScriptImportsARequiredModule) {
  const FileFacts facts =
      FactsOf("typescript", "import Redis = require('ioredis');\nnew Redis().get('k');\n");
  EXPECT_THAT(Imports(facts), ElementsAre("1: npm:ioredis# as Redis"));
  EXPECT_THAT(Uses(facts), ElementsAre("2: npm:ioredis#default().get"));
}

TEST(JavaScriptTest, MembersWithoutABodyAreDefinitions) {
  EXPECT_THAT(Definitions(FactsOf("typescript",
                                  "interface A { a: string; f(x?: number): void }\n"
                                  "abstract class B { abstract g(): void }\n"
                                  "namespace N { const x: { y: string } = z; }\n"
                                  "class C { constructor(private readonly d: B, e: A) {} }\n")),
              ElementsAre("interface .A", "field A.a", "method A.f", "class .B", "method B.g",
                          "module .N", "class .C", "field C.d", "constructor C.constructor"));
}

TEST(JavaScriptTest, ModifiersAreToldOnce) {
  const FileFacts facts = FactsOf("typescript",
                                  "abstract class B { f() {} }\n"
                                  "class C extends B { override async f(x: number = 1) {} }\n");
  EXPECT_THAT(facts.definitions[0].modifiers, ElementsAre("abstract"));
  EXPECT_THAT(facts.definitions[3].modifiers, ElementsAre("override", "async"));
  EXPECT_TRUE(facts.definitions[3].parameters[0].has_default);
}

TEST(JavaScriptTest, AMethodOfABaseOfTheFileIsOverridden) {
  const FileFacts facts = FactsOf("javascript",
                                  "class A { f() {} }\nclass B extends A {}\n"
                                  "class C extends B { f() {} g() {} }\n");
  ASSERT_EQ(facts.definitions.size(), 6u);
  EXPECT_THAT(facts.definitions[1].modifiers, ElementsAre());
  EXPECT_THAT(facts.definitions[4].modifiers, ElementsAre("override"));
  EXPECT_THAT(facts.definitions[5].modifiers, ElementsAre());
}

TEST(JavaScriptTest, AGenericTypeIsUsed) {
  EXPECT_THAT(Uses(FactsOf("typescript",
                           "import { Repository, Base } from 'typeorm';\n"
                           "class A extends Base<A> { f(x: Repository<A>) {} }\n"),
                   UseForm::kType),
              ElementsAre("2: npm:typeorm#Repository"));
}

TEST(JavaScriptTest, WorkersLocksAndPortsAreOfConcurrency) {
  const FileFacts facts =
      FactsOf("javascript",
              "const { Worker, MessageChannel } = require('node:worker_threads');\n"
              "const { Mutex } = require('async-mutex');\n"
              "const worker = new Worker('./w.js');\n"
              "worker.postMessage(1);\n"
              "const lock = new Mutex();\n"
              "async function f() { await lock.acquire(); other.acquire(); }\n");
  EXPECT_THAT(Constructs(facts, ConstructKind::kSpawn),
              ElementsAre("3: npm:worker_threads#Worker/"));
  EXPECT_THAT(Constructs(facts, ConstructKind::kChannel),
              ElementsAre("4: npm:worker_threads#Worker()/put"));
  EXPECT_THAT(Constructs(facts, ConstructKind::kLock),
              ElementsAre("6: npm:async-mutex#Mutex()/acquire"));
}

TEST(JavaScriptTest, AHandlerHasTheTypesThatItAsksFor) {
  const FileFacts facts = FactsOf("javascript",
                                  "try { f(); } catch (e) {\n"
                                  "  if (e instanceof TypeError) g();\n"
                                  "  throw new Missing('x', e);\n"
                                  "}\n"
                                  "try { f(); } catch (e) { if (other instanceof A) g(); }\n"
                                  "throw new Missing('x', e);\n");
  EXPECT_THAT(Constructs(facts, ConstructKind::kHandler),
              ElementsAre("1: global:#TypeError/wrap", "5: /handle"));
  EXPECT_THAT(Constructs(facts, ConstructKind::kThrow),
              ElementsAre("3: Missing/cause", "6: Missing/"));
}

TEST(JavaScriptTest, AListOfTextsIsJoined) {
  EXPECT_THAT(Parts(FactsOf("javascript",
                            "const { Pool } = require('pg');\n"
                            "const pool = new Pool();\n"
                            "function f(name) {\n"
                            "  const lines = ['SELECT a', 'FROM t'];\n"
                            "  lines.push(`WHERE n = '${name}'`);\n"
                            "  pool.query(lines.join('\\n'));\n"
                            "}\n"
                            "function g(lines) { pool.query(lines.join(' ')); }\n")),
              ElementsAre("select name=parameter"));
}

TEST(JavaScriptTest, ANameCheckedAgainstAListIsOneOfIt) {
  EXPECT_THAT(Parts(FactsOf("javascript",
                            "const { Pool } = require('pg');\n"
                            "const FIND = 'SELECT a FROM t';\n"
                            "const COLUMNS = ['a', 'b'];\n"
                            "function f(order, limit) {\n"
                            "  if (!COLUMNS.includes(order)) throw new Error(order);\n"
                            "  new Pool().query(`${FIND} ORDER BY ${order} LIMIT ${+limit}`);\n"
                            "}\n")),
              ElementsAre("select order=allow-list +limit=number"));
}

TEST(JavaScriptTest, ANegatedNameIsNoNumber) {
  const FileFacts facts = FactsOf("javascript", "f(!a, -1);\n");
  EXPECT_EQ(facts.uses[0].arguments[0].kind, ValueKind::kOther);
  EXPECT_EQ(facts.uses[0].arguments[1].kind, ValueKind::kNumber);
}

TEST(JavaScriptTest, AMemberThatIsATagIsNotReadBeside) {
  EXPECT_THAT(Uses(FactsOf("javascript", "import { A } from 'x';\nf(<A.B>a</A.B>);\n"),
                   UseForm::kAttribute),
              ElementsAre());
}

TEST(JavaScriptTest, ATextThatGrowsBySomethingHasAPartForIt) {
  EXPECT_THAT(Parts(FactsOf("javascript",
                            "import { Pool } from 'pg';\n"
                            "const pool = new Pool();\n"
                            "function f(id) {\n"
                            "  let sql = 'SELECT a FROM t WHERE b = ';\n"
                            "  sql += id;\n"
                            "  pool.query(sql);\n"
                            "}\n")),
              ElementsAre("select id=parameter"));
}

TEST(JavaScriptTest, ATextOrListThatIsReplacedIsNotItsFirst) {
  EXPECT_THAT(FactsOf("javascript",
                      "import { Pool } from 'pg';\n"
                      "const pool = new Pool();\n"
                      "function f(make) {\n"
                      "  let sql = 'SELECT a FROM t';\n"
                      "  sql = make();\n"
                      "  pool.query(sql);\n"
                      "  let lines = ['SELECT a', 'FROM t'];\n"
                      "  lines = make();\n"
                      "  pool.query(lines.join(' '));\n"
                      "  let more = ['SELECT a', 'FROM t'];\n"
                      "  more.reverse();\n"
                      "  pool.query(more.join(' '));\n"
                      "}\n")
                  .statements,
              ::testing::Each(::testing::Field(&Statement::callee, "")));
}

TEST(JavaScriptTest, AModuleGivesWhatItExports) {
  const FileFacts facts =
      FactsOf("typescript",
              "import Redis, { Cluster as C, type Q } from 'ioredis';\n"
              "const own = new Redis(), other = new Redis();\n"
              "export const { a, b: { c } = own, ...rest } = new C(), two = own;\n"
              "export { other as third, Q };\n"
              "export = two;\n");
  std::vector<std::string> exports;
  for (const Export& one : facts.exports)
    exports.push_back(std::string(one.name) + " = " + std::string(one.value));
  EXPECT_THAT(exports, ElementsAre("a = npm:ioredis#Cluster().a", "c = npm:ioredis#Cluster().b.c",
                                   "two = npm:ioredis#default()", "third = npm:ioredis#default()",
                                   "Q = npm:ioredis#Q", "default = npm:ioredis#default()"));
}

}  // namespace
}  // namespace assay
