#include "facts/link.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <algorithm>
#include <map>
#include <string>

#include "base/text.h"
#include "tests/facts/facts_of.h"

namespace assay {
namespace {

using testing::Contains;
using testing::ElementsAre;
using testing::IsEmpty;
using testing::Not;

// A repository of literal files, and the uses of one of them when all are linked.
class Files {
 public:
  explicit Files(const std::map<std::string, std::string>& texts) {
    for (const auto& [path, text] : texts) {
      SourceFile file;
      file.path = path;
      const std::string_view ending = Extension(path);
      file.format = ending == ".py"                             ? "python"
                    : ending == ".rb"                           ? "ruby"
                    : ending == ".ts"                           ? "typescript"
                    : ending == ".java"                         ? "java"
                    : ending == ".json"                         ? "json"
                    : ending == ".go"                           ? "go"
                    : ending == ".php"                          ? "php"
                    : ending == ".rs"                           ? "rust"
                    : ending == ".cs"                           ? "csharp"
                    : ending == ".sh"                           ? "shell"
                    : ending == ".kt"                           ? "kotlin"
                    : ending == ".scala"                        ? "scala"
                    : ending == ".csproj" || ending == ".props" ? "msbuild"
                                                                : "javascript";
      file.language = ending == ".rb" ? "Ruby" : ending == ".go" ? "Go" : "";
      if (BaseName(path) == "go.mod") file.format = "go-mod";
      if (BaseName(path) == "Cargo.toml") file.format = "cargo";
      if (BaseName(path) == "package.json") file.format = "package-json";
      if (BaseName(path) == "tsconfig.json") file.format = "tsconfig";
      facts_.push_back(FactsOf(file.format, text));
      inputs_.push_back(LinkInput::Of(file, facts_.back()));
      files_.push_back(std::move(file));
    }
  }

  // The facts of a file when all are linked; a file is asked for once.
  const FileFacts& Linked(const std::string& path) {
    const Links links = Links::Build(files_, inputs_);
    std::uint32_t i = 0;
    while (i < files_.size() && files_[i].path != path) ++i;
    links.Apply(i, facts_.at(i));
    return facts_[i];
  }

  std::vector<std::string> UsesOf(const std::string& path, UseForm form = UseForm::kCall) {
    return Uses(Linked(path), form);
  }

 private:
  std::vector<SourceFile> files_;
  std::vector<FileFacts> facts_;
  std::vector<LinkInput> inputs_;
};

TEST(LinkTest, FollowsAPythonVariableIntoItsModule) {
  Files files({{"shop/__init__.py", ""},
               {"shop/cache.py", "from redis import Redis\nclient = Redis()\n"},
               {"shop/views.py", "from .cache import client\nclient.get('a')\n"},
               {"other.py", "from shop import cache\ncache.client.set('a', 1)\n"}});
  EXPECT_THAT(files.UsesOf("shop/views.py"), ElementsAre("2: pypi:redis#Redis().get"));
  EXPECT_THAT(files.UsesOf("other.py"), ElementsAre("2: pypi:redis#Redis().set"));
}

TEST(LinkTest, LeavesANameThatAModuleBindsToTwoThings) {
  Files files({{"cache.py",
                "import redis\nimport memcache\nclient = redis.Redis()\n"
                "if OLD:\n    client = memcache.Client()\n"},
               {"views.py", "from cache import client\nclient.get('a')\n"}});
  EXPECT_THAT(files.UsesOf("views.py"), ElementsAre("2: own:cache#client.get"));
}

TEST(LinkTest, FollowsNamesOfConstructsToo) {
  Files files({{"shop/__init__.py", ""},
               {"shop/errors.py", "from requests import Timeout\n"},
               {"shop/main.py",
                "from shop.errors import Timeout\n"
                "try:\n    f()\nexcept Timeout:\n    g()\n"}});
  const FileFacts& facts = files.Linked("shop/main.py");
  ASSERT_EQ(facts.constructs.size(), 1U);
  EXPECT_EQ(facts.constructs[0].type, "pypi:requests#Timeout");
}

TEST(LinkTest, FollowsReExportsOfAPackage) {
  Files files(
      {{"db/__init__.py", "from .session import *\nfrom .tools import other\n"},
       {"db/session.py", "from sqlalchemy import create_engine\nengine = create_engine(URL)\n"},
       {"app.py", "import db\ndb.engine.connect()\n"}});
  EXPECT_THAT(files.UsesOf("app.py"), ElementsAre("2: pypi:sqlalchemy#create_engine().connect"));
}

TEST(LinkTest, FollowsAMemberToTheBaseThatHasIt) {
  Files files(
      {{"models.py",
        "from django.db import models\n"
        "class Base(models.Model):\n    def total(self): return 1\n"
        "class Order(Base):\n    pass\n"},
       {"views.py", "from models import Order\nOrder.objects.filter(a=1)\nOrder().total()\n"}});
  EXPECT_THAT(files.UsesOf("views.py"),
              ElementsAre("2: pypi:django.db#models.Model.objects.filter",
                          "3: own:models#Order().total", "3: own:models#Order"));
}

TEST(LinkTest, TellsTheLibrarysClassThatAClassIs) {
  Files files({{"base.py", "from django.db import models\nclass Base(models.Model): pass\n"},
               {"order.py", "from base import Base\nclass Order(Base): pass\n"}});
  EXPECT_THAT(files.UsesOf("order.py", UseForm::kBase),
              ElementsAre("2: own:base#Base", "2: pypi:django.db#models.Model"));
}

TEST(LinkTest, FollowsWhatAFunctionOfAnotherModuleGives) {
  Files files({{"db.py", "import redis\ndef connect():\n    return redis.Redis()\n"},
               {"app.py", "from db import connect\nconnect().get('a')\n"}});
  EXPECT_THAT(files.UsesOf("app.py"), Contains("2: pypi:redis#Redis().get"));
}

TEST(LinkTest, AFileThatHasALibrarysNameMeansTheLibraryItself) {
  Files files(
      {{"redis.py", "import redis\nredis.Redis()\n"}, {"app.py", "import redis\nredis.Redis()\n"}});
  EXPECT_THAT(files.UsesOf("redis.py"), ElementsAre("2: pypi:redis#Redis"));
  EXPECT_THAT(files.UsesOf("app.py"), Not(Contains("2: pypi:redis#Redis")));
}

TEST(LinkTest, EndsWhereModulesImportEachOther) {
  Files files({{"a.py", "from b import x\n"},
               {"b.py", "from a import x\n"},
               {"c.py", "from a import x\nx.get()\n"}});
  EXPECT_THAT(files.UsesOf("c.py"), ElementsAre("2: own:a#x.get"));
}

TEST(LinkTest, FollowsExportsOfAScript) {
  Files files(
      {{"src/db.ts",
        "import Redis from 'ioredis';\nconst client = new Redis();\n"
        "export { client as cache };\nexport default client;\n"},
       {"src/index.ts", "export * from './db';\n"},
       {"src/app.ts",
        "import { cache } from '.';\nimport db from './db';\ncache.get('a');\ndb.set('a', 1);\n"}});
  EXPECT_THAT(files.UsesOf("src/app.ts"),
              ElementsAre("3: npm:ioredis#default().get", "4: npm:ioredis#default().set"));
}

TEST(LinkTest, FindsTheOneOfManyWildcardsThatHasTheName) {
  std::string index;
  std::map<std::string, std::string> sources;
  for (int i = 0; i < 200; ++i) {
    const std::string number = std::to_string(i);
    index += "export * from './m" + number + "';\n";
    sources["lib/m" + number + ".ts"] = "import Redis from 'ioredis';\nexport const cache" +
                                        number + " = new Redis();\nconst cache = new Other();\n";
  }
  sources["lib/index.ts"] = index;
  sources["index.ts"] = "export * from './lib';\n";
  sources["app.ts"] = "import { cache150, cache } from '.';\ncache150.get('a');\ncache.get('a');\n";
  Files files(sources);
  EXPECT_THAT(files.UsesOf("app.ts"),
              ElementsAre("2: npm:ioredis#default().get", "3: own:.#cache.get"));
  EXPECT_THAT(files.Linked("app.ts").diagnostics, IsEmpty());
}

TEST(LinkTest, ANameOfTwoWildcardsIsWhatBothSayItIs) {
  const std::string app =
      "import { one, two, near } from './all';\none.get();\ntwo.get();\nnear.get();\n";
  Files files({{"all.ts", "export * from './a';\nexport * from './b';\n"},
               {"a.ts",
                "import Redis from 'ioredis';\nimport Knex from 'knex';\n"
                "export const one = new Redis();\nexport const two = new Redis();\n"},
               {"b.ts",
                "import Knex from 'knex';\nexport { one } from './a';\nexport * from './c';\n"
                "export const two = Knex(), near = Knex();\n"},
               {"c.ts", "import Redis from 'ioredis';\nexport const near = new Redis();\n"},
               {"app.ts", app}});
  EXPECT_THAT(files.UsesOf("app.ts"),
              ElementsAre("2: npm:ioredis#default().get", "3: own:./all#two.get",
                          "4: npm:knex#default().get"));
}

TEST(LinkTest, AFunctionOfTheModuleHidesThatOfAWildcard) {
  Files files({{"all.ts",
                "import Redis from 'ioredis';\nexport * from './a';\n"
                "export function make() { return new Redis(); }\n"},
               {"a.ts", "import Knex from 'knex';\nexport const make = Knex();\n"},
               {"app.ts", "import { make } from './all';\nmake.get();\nmake().get();\n"}});
  EXPECT_THAT(files.UsesOf("app.ts"),
              testing::IsSupersetOf({"2: own:./all#make.get", "3: npm:ioredis#default().get"}));
}

TEST(LinkTest, EndsWhereWildcardsGoInACircle) {
  Files files({{"m/__init__.py", "from .types import *\nfrom .jobs import *\n"},
               {"m/types.py", "import redis\nclass Kind(redis.Redis): pass\n"},
               {"m/jobs.py", "from m import Kind\nfrom m.types import *\n"},
               {"app.py", "from m import Kind, other\nKind().get('a')\nother()\n"}});
  EXPECT_THAT(files.UsesOf("app.py"), Contains("2: pypi:redis#Redis().get"));
  EXPECT_THAT(files.Linked("app.py").diagnostics, IsEmpty());
}

TEST(LinkTest, AWildcardLeavesTheDefaultAndWhatIsPrivate) {
  Files files({{"all.ts", "export * from './a';\n"},
               {"a.ts",
                "import Redis from 'ioredis';\nconst hidden = new Redis();\n"
                "export default new Redis();\n"},
               {"app.ts",
                "import all, { hidden, get } from './all';\n"
                "all.get();\nhidden.get();\nget();\n"}});
  EXPECT_THAT(files.UsesOf("app.ts"),
              ElementsAre("2: own:./all#get", "3: own:./all#hidden.get", "4: own:./all#get"));
}

TEST(LinkTest, AFunctionThatIsTheDefaultIsNoMemberOfItself) {
  Files files(
      {{"work.ts", "import x from 'y';\nexport default function work() { work(); }\nwork();\n"},
       {"app.ts", "import work from './work';\nwork();\n"}});
  EXPECT_THAT(files.UsesOf("app.ts"), ElementsAre("2: own:./work#default"));
  EXPECT_THAT(files.Linked("work.ts").diagnostics, IsEmpty());
  EXPECT_THAT(files.Linked("app.ts").diagnostics, IsEmpty());
}

TEST(LinkTest, AModuleOfAPackageIsNoNameOfItsOwn) {
  Files files({{"shop/__init__.py", "from . import settings\n"},
               {"shop/settings.py", "import redis\nclient = redis.Redis()\n"},
               {"app.py", "from shop import settings\nf(settings)\nsettings.client.get('a')\n"}});
  EXPECT_THAT(files.UsesOf("app.py"), Contains("3: pypi:redis#Redis().get"));
  EXPECT_THAT(files.Linked("app.py").diagnostics, IsEmpty());
}

TEST(LinkTest, ABaseOfTheSameNameIsNotFollowedForEver) {
  Files files({{"src/IHandler.cs",
                "namespace Shop;\npublic interface IHandler<T> : IHandler { }\n"
                "public interface IHandler { }\n"},
               {"src/Order.cs",
                "namespace Shop;\nclass Order : IHandler<int> { void F() { this.Log(); } }\n"}});
  EXPECT_THAT(files.Linked("src/IHandler.cs").diagnostics, IsEmpty());
  EXPECT_THAT(files.Linked("src/Order.cs").diagnostics, IsEmpty());
}

// 2 to the power of 12 ways lead from A12 up to A0.
TEST(LinkTest, BasesThatManyWaysLeadToAreAskedOnce) {
  std::string text = "import redis\nclass A0(redis.Redis): pass\n";
  for (int i = 1; i <= 12; ++i) {
    const std::string below = std::to_string(i - 1);
    const std::string self = std::to_string(i);
    text += "class B" + self + "(A" + below + "): pass\nclass C" + self + "(A" + below +
            "): pass\nclass A" + self + "(B" + self + ", C" + self + "): pass\n";
  }
  Files files({{"bases.py", text},
               {"none.py", text.substr(text.find("class")).replace(9, 11, "Own")},
               {"app.py",
                "from none import A12\nfrom bases import A12 as B\n"
                "A12().get('a')\nB().get('a')\n"}});
  EXPECT_THAT(files.UsesOf("app.py"),
              testing::IsSupersetOf({"3: own:none#A12().get", "4: pypi:redis#Redis().get"}));
  EXPECT_THAT(files.Linked("app.py").diagnostics, IsEmpty());
}

TEST(LinkTest, FollowsModuleExports) {
  Files files({{"lib/queue.js",
                "const Queue = require('bull');\nconst mail = new Queue('mail');\n"
                "module.exports = { mail, own: make() };\n"},
               {"lib/one.js", "const Redis = require('ioredis');\nmodule.exports = new Redis();\n"},
               {"app.js",
                "const { mail, own } = require('./lib/queue');\nconst one = require('./lib/one');\n"
                "mail.add({});\nown.add({});\none.get('a');\n"}});
  EXPECT_THAT(files.UsesOf("app.js"),
              testing::IsSupersetOf({"3: npm:bull#default().add", "4: own:./lib/queue#own.add",
                                     "5: npm:ioredis#default().get"}));
}

TEST(LinkTest, FollowsAnInjectedServiceToItsBase) {
  Files files({{"src/prisma.service.ts",
                "import { PrismaClient } from '@prisma/client';\n"
                "export class PrismaService extends PrismaClient {}\n"},
               {"src/users.ts",
                "import { PrismaService } from 'src/prisma.service';\n"
                "class Users { constructor(private db: PrismaService) {}\n"
                "  all() { return this.db.user.findMany(); } }\n"},
               {"tsconfig.json", "{\"compilerOptions\": {\"baseUrl\": \"./\"}}"}});
  EXPECT_THAT(files.UsesOf("src/users.ts"),
              ElementsAre("3: npm:@prisma/client#PrismaClient().user.findMany"));
}

TEST(LinkTest, FollowsPathAliasesOfTypeScript) {
  Files files(
      {{"web/tsconfig.json", "{\"compilerOptions\": {\"paths\": {\"@lib/*\": [\"src/lib/*\"]}}}"},
       {"web/src/lib/http.ts", "import axios from 'axios';\nexport const http = axios.create();\n"},
       {"web/src/app.ts", "import { http } from '@lib/http';\nhttp.get('/a');\n"},
       {"api/app.ts", "import { http } from '@lib/http';\nhttp.get('/a');\n"}});
  EXPECT_THAT(files.UsesOf("web/src/app.ts"), ElementsAre("2: npm:axios#create().get"));
  EXPECT_THAT(files.UsesOf("api/app.ts"), ElementsAre("2: npm:@lib/http#http.get"));
}

TEST(LinkTest, FollowsAJavaRepositoryToItsLibrary) {
  Files files({{"a/Orders.java",
                "package com.shop;\nimport org.springframework.data.jpa.repository.JpaRepository;\n"
                "interface Orders extends JpaRepository<Order, Long> {\n  Order own(); }\n"},
               {"a/Service.java",
                "package com.shop.service;\nimport com.shop.Orders;\n"
                "class Service {\n  Orders orders;\n"
                "  void a() { orders.findAll(); orders.own(); }\n}\n"}});
  EXPECT_THAT(
      files.UsesOf("a/Service.java"),
      ElementsAre("5: maven:org.springframework.data.jpa.repository#JpaRepository().findAll",
                  "5: own:com.shop#Orders().own"));
}

TEST(LinkTest, FollowsRubyConstantsToTheirBase) {
  Files files(
      {{"app/models/application_record.rb", "class ApplicationRecord < ActiveRecord::Base\nend\n"},
       {"app/models/order.rb", "class Order < ApplicationRecord\n  def self.own; end\nend\n"},
       {"app/jobs/a.rb", "Order.joins(:items)\nOrder.own\nBasket.joins(:items)\n"}});
  EXPECT_THAT(
      files.UsesOf("app/jobs/a.rb"),
      ElementsAre("1: gem:#ActiveRecord::Base.joins", "2: gem:#Order.own", "3: gem:#Basket.joins"));
}

TEST(LinkTest, AllBelowAGoModuleOrCrateIsItsOwn) {
  Files files({{"go.mod", "module shop.com/api\n"},
               {"main.go",
                "package main\n"
                "import (\"shop.com/api/store\"; other \"shop.com/apis\")\n"
                "func main() { store.New(); other.New() }\n"},
               {"Cargo.toml", "[package]\nname = \"my-shop\"\n"},
               {"tests/api.rs", "fn f() { my_shop::run(); my_shops::run() }\n"}});
  EXPECT_THAT(files.UsesOf("main.go"),
              ElementsAre("3: own:shop.com/api/store#New", "3: go:shop.com/apis#New"));
  EXPECT_THAT(files.UsesOf("tests/api.rs"),
              ElementsAre("1: own:my_shop#run", "1: cargo:my_shops#run"));
}

TEST(LinkTest, FollowsAClassOfANamespaceToItsLibrary) {
  Files files({{"app/Models/Post.php",
                "<?php\nnamespace App\\Models;\n"
                "use Illuminate\\Database\\Eloquent\\Model;\n"
                "class Post extends Model { static function own() {} }\n"},
               {"app/Posts.php",
                "<?php\nnamespace App;\nuse App\\Models\\Post;\nPost::find(1);\nPost::own();\n"}});
  EXPECT_THAT(files.UsesOf("app/Posts.php"),
              ElementsAre("4: composer:Illuminate.Database.Eloquent#Model.find",
                          "5: own:App.Models#Post.own"));
}

TEST(LinkTest, AGlobalUsingHoldsInItsProject) {
  const std::string handler =
      "namespace Shop.Api;\n"
      "class Orders(IMediator mediator) : AbstractValidator<Order> {\n"
      "  [Required] string Name;\n"
      "  void F(IDatabase cache) {\n"
      "    mediator.Send(1);\n"
      "    Use(SecurityAlgorithms.RsaSha256, mediator.Name);\n"
      "  }\n"
      "}\n";
  Files files({{"src/Api/Api.csproj", "<Project/>"},
               {"src/Api/GlobalUsings.cs",
                "global using MediatR;\nglobal using FluentValidation;\n"
                "global using System.ComponentModel.DataAnnotations;\n"
                "global using Microsoft.IdentityModel.Tokens;\n"},
               {"src/Api/Handlers/Orders.cs", handler},
               {"src/Web/Web.csproj", "<Project/>"},
               {"src/Web/Orders.cs", handler},
               {"src/Orders.cs", handler}});
  const FileFacts& facts = files.Linked("src/Api/Handlers/Orders.cs");
  EXPECT_THAT(Uses(facts), ElementsAre("5: nuget:MediatR#IMediator().Send", "6: self:#Use"));
  EXPECT_THAT(Uses(facts, UseForm::kBase),
              ElementsAre("2: nuget:FluentValidation#AbstractValidator"));
  EXPECT_THAT(Uses(facts, UseForm::kDecorator),
              ElementsAre("3: nuget:System.ComponentModel.DataAnnotations#Required"));
  EXPECT_THAT(Uses(facts, UseForm::kAttribute),
              Contains("6: nuget:Microsoft.IdentityModel.Tokens#SecurityAlgorithms.RsaSha256"));
  // Redis is not opened.
  EXPECT_THAT(Uses(facts, UseForm::kType), ElementsAre("2: nuget:MediatR#IMediator"));
  for (const char* const path : {"src/Web/Orders.cs", "src/Orders.cs"}) {
    const FileFacts& other = files.Linked(path);
    EXPECT_THAT(Uses(other), ElementsAre("5: ?:#IMediator().Send", "6: self:#Use"));
    EXPECT_THAT(Uses(other, UseForm::kAttribute), ElementsAre());
    ASSERT_EQ(other.uses.back().name, "self:#Use");
    EXPECT_EQ(other.uses.back().arguments[0].text, "SecurityAlgorithms.RsaSha256");
  }
}

TEST(LinkTest, AUsingOfAProjectFileHoldsInItsProject) {
  const std::string test =
      "class OrdersTest { [Fact] void F(IDatabase cache) { cache.Get(1); } }\n";
  Files files(
      {{"Directory.Build.props",
        "<Project><ItemGroup><Using Include=\"StackExchange.Redis\" /></ItemGroup></Project>"},
       {"tests/Api/Api.csproj",
        "<Project><ItemGroup><Using Include=\"Xunit\" /></ItemGroup></Project>"},
       {"tests/Api/OrdersTest.cs", test},
       {"tests/Web/Web.csproj",
        "<Project><ItemGroup Condition=\"$(A)\"><Using Include=\"Xunit\" />"
        "</ItemGroup></Project>"},
       {"tests/Web/OrdersTest.cs", test}});
  EXPECT_THAT(files.UsesOf("tests/Api/OrdersTest.cs", UseForm::kDecorator),
              ElementsAre("1: nuget:Xunit#Fact"));
  const FileFacts& other = files.Linked("tests/Web/OrdersTest.cs");
  EXPECT_THAT(Uses(other, UseForm::kDecorator), ElementsAre("1: ?:#Fact"));
  EXPECT_THAT(Uses(other), ElementsAre("1: nuget:StackExchange.Redis#IDatabase().Get"));
}

TEST(LinkTest, AGlobalAliasIsWhatItStandsFor) {
  Files files({{"Api.csproj",
                "<Project><ItemGroup><Using Include=\"Serilog.Log\" Alias=\"Logs\" />"
                "</ItemGroup></Project>"},
               {"Usings.cs", "global using Json = System.Text.Json.JsonSerializer;\n"},
               {"A.cs", "class A { void F() { Json.Serialize(1); Logs.Error(2); } }\n"},
               {"B.cs", "class B { Writer Json; void F() { Json.Serialize(1); } }\n"}});
  EXPECT_THAT(files.UsesOf("A.cs"),
              ElementsAre("1: nuget:System.Text.Json#JsonSerializer.Serialize",
                          "1: nuget:Serilog#Log.Error"));
  EXPECT_THAT(files.UsesOf("B.cs"), ElementsAre("1: ?:#Writer().Serialize"));
}

TEST(LinkTest, AClassOfTheNamespaceHidesWhatAnotherFileOpens) {
  Files files({{"Api.csproj", "<Project/>"},
               {"Usings.cs", "global using AutoMapper;\nglobal using Moq;\n"},
               {"Profile.cs", "namespace Shop;\nclass Profile { }\n"},
               {"Orders.cs",
                "namespace Shop.Orders;\nclass Orders : Profile { void F() { It.IsAny(); } }\n"}});
  EXPECT_THAT(files.UsesOf("Orders.cs", UseForm::kBase), ElementsAre("2: ?:#Profile"));
}

TEST(LinkTest, ResultsAreKnownBehindAGlobalUsing) {
  Files files({{"Api.csproj", "<Project/>"},
               {"Usings.cs", "global using StackExchange.Redis;\n"},
               {"A.cs",
                "class A { void F(IConnectionMultiplexer redis) {\n"
                "  redis.GetDatabase().StringGet(1);\n} }\n"}});
  EXPECT_THAT(files.UsesOf("A.cs"),
              ElementsAre("2: nuget:StackExchange.Redis#IDatabase().StringGet",
                          "2: nuget:StackExchange.Redis#IConnectionMultiplexer().GetDatabase"));
}

// "Orders.find" for each method with the modifier `override`.
std::vector<std::string> Overrides(const FileFacts& facts) {
  std::vector<std::string> told;
  for (const Definition& one : facts.definitions) {
    if (std::find(one.modifiers.begin(), one.modifiers.end(), "override") != one.modifiers.end())
      told.push_back(std::string(one.owner) + "." + std::string(one.name));
  }
  return told;
}

TEST(LinkTest, AMethodOverridesThatOfABaseInAnotherFile) {
  Files files(
      {{"shop/__init__.py", ""},
       {"shop/base.py",
        "class Root:\n  def save(self): ...\nclass Base(Root):\n  def find(self): ...\n"
        "  def __own(self): ...\n  @staticmethod\n  def make(): ...\n"},
       {"shop/orders.py",
        "from .base import Base\nclass Orders(Base):\n  def find(self): ...\n"
        "  def save(self): ...\n  def other(self): ...\n  def __own(self): ...\n"
        "  def make(self): ...\n"},
       {"base.ts", "export abstract class Base { find() {} }\n"},
       {"orders.ts",
        "import { Base } from './base';\nclass Orders extends Base { find() {} all() {} }\n"},
       {"src/Base.java",
        "package shop;\nclass Base { void find(int a) {} private void own() {} }\n"},
       {"src/Orders.java",
        "package shop;\nclass Orders extends Base { void find(int b) {} void find() {}\n"
        "  void own() {} }\n"},
       {"src/Other.java", "package other;\nclass Orders extends Base { void find(int a) {} }\n"},
       {"Base.php", "<?php\nnamespace Shop;\nclass Base { function find() {} }\n"},
       {"Orders.php",
        "<?php\nnamespace Shop\\Api;\nuse Shop\\Base;\n"
        "class Orders extends Base { function find() {} function own() {} }\n"},
       {"Base.scala", "package store\nclass Base { def find() = 1 }\n"},
       {"Orders.scala",
        "package store\nclass Orders extends Base { def find() = 1; def own() = 2 }\n"}});
  EXPECT_THAT(Overrides(files.Linked("shop/orders.py")), ElementsAre("Orders.find", "Orders.save"));
  EXPECT_THAT(Overrides(files.Linked("orders.ts")), ElementsAre("Orders.find"));
  EXPECT_THAT(Overrides(files.Linked("src/Orders.java")), ElementsAre("Orders.find"));
  EXPECT_THAT(Overrides(files.Linked("src/Other.java")), ElementsAre());
  EXPECT_THAT(Overrides(files.Linked("Orders.php")), ElementsAre("Orders.find"));
  EXPECT_THAT(Overrides(files.Linked("Orders.scala")), ElementsAre("Orders.find"));
}

TEST(LinkTest, OfCsharpOnlyAnInterfacesMethodIsOverriddenUnsaid) {
  Files files(
      {{"Base.cs",
        "namespace Shop.Core;\nclass Base { public void Hidden() {} }\n"
        "interface INamed { void Name(); }\n"},
       {"Orders.cs",
        "using Shop.Core;\nnamespace Shop.Api;\n"
        "class Orders : Base, INamed { public void Hidden() {} public void Name() {} }\n"}});
  EXPECT_THAT(Overrides(files.Linked("Orders.cs")), ElementsAre("Orders.Name"));
}

TEST(LinkTest, AClassOfSeveralFilesIsNoBase) {
  Files files({{"a/Base.java", "package shop;\nclass Base { void find() {} }\n"},
               {"b/Base.java", "package shop;\nclass Base { void find() {} }\n"},
               {"c/Orders.java", "package shop;\nclass Orders extends Base { void find() {} }\n"}});
  EXPECT_THAT(Overrides(files.Linked("c/Orders.java")), ElementsAre());
}

TEST(LinkTest, TellsTheLibrarysClassBehindAControllerOfTheNamespace) {
  Files files({{"Api.csproj", "<Project/>"},
               {"Usings.cs", "global using Microsoft.AspNetCore.Mvc;\n"},
               {"Base.cs", "namespace Shop;\nabstract class Base : ControllerBase { }\n"},
               {"Orders.cs", "namespace Shop.Orders;\nclass Orders : Base { }\n"}});
  EXPECT_THAT(files.UsesOf("Orders.cs", UseForm::kBase),
              ElementsAre("2: ?:#Base", "2: nuget:Microsoft.AspNetCore.Mvc#ControllerBase"));
}

TEST(LinkTest, EndsWhereBasesAreEachOthers) {
  Files files({{"a.py", "from b import B\nclass A(B):\n  def f(self): ...\n"},
               {"b.py", "from a import A\nclass B(A):\n  def f(self): ...\n"}});
  EXPECT_THAT(Overrides(files.Linked("a.py")), ElementsAre("A.f"));
}

TEST(LinkTest, FollowsWhatAScriptPassesOnFromALibrary) {
  Files files({{"src/http.ts",
                "export { Router } from 'express';\nexport * as schema from 'zod';\n"
                "export { default } from 'koa';\n"},
               {"src/index.ts", "export * from './http';\n"},
               {"src/app.ts",
                "import Koa from './http';\nimport { Router, schema } from '.';\n"
                "Router();\nschema.string();\nnew Koa();\n"}});
  const FileFacts& facts = files.Linked("src/app.ts");
  EXPECT_THAT(Uses(facts), ElementsAre("3: npm:express#Router", "4: npm:zod#string"));
  EXPECT_THAT(Uses(facts, UseForm::kInstantiation), ElementsAre("5: npm:koa#default"));
}

std::vector<std::string> Programs(const FileFacts& facts) {
  std::vector<std::string> programs;
  for (const Command& command : facts.commands) programs.emplace_back(command.program);
  return programs;
}

TEST(LinkTest, AFunctionThatAScriptSourcesIsNoProgram) {
  Files files(
      {{"lib/more.sh", "deploy() { kubectl apply -f x; }\n"},
       {"lib/lib.sh", ". ./more.sh\nlog() { echo a; }\ndocker() { docker \"$@\"; }\n"},
       {"run.sh",
        ". ./lib/lib.sh\nown() { ls; }\nlog a\ndeploy\nown\n./own; own\n./log\nsudo deploy\n"
        "command log\ntime log b\nmake\n"},
       {"other.sh", "log a\n"}});
  const FileFacts& facts = files.Linked("run.sh");
  EXPECT_THAT(Programs(facts), ElementsAre(".", "ls", "own", "log", "deploy", "log", "make"));
  EXPECT_THAT(Uses(facts), ElementsAre("5: local:#own", "6: local:#own", "3: own:./lib/lib.sh#log",
                                       "4: own:./lib/lib.sh#deploy", "10: own:./lib/lib.sh#log"));
  EXPECT_THAT(Programs(files.Linked("lib/lib.sh")), ElementsAre(".", "echo", "docker"));
  EXPECT_THAT(Programs(files.Linked("other.sh")), ElementsAre("log"));
}

}  // namespace
}  // namespace assay
