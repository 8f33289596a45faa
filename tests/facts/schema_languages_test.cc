#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "tests/facts/manifest_facts.h"

namespace assay {
namespace {

using ::testing::ElementsAre;
using ::testing::IsEmpty;

TEST(GraphqlTest, TypesHaveTheirFields) {
  const FileFacts facts = FactsOf("graphql", R"("""People"""
type User implements Node & Entity @key(fields: "id") {
  id: ID!
  "who they follow"
  friends(first: Int = 10, after: String): [User!]! @auth(requires: ADMIN)
}
# type Hidden { a: Int }
extend type Query { me: User }
enum Role { ADMIN USER }
union Hit = User | Post
scalar Date
)");
  EXPECT_EQ(DocumentOf(facts), "graphql-schema");
  EXPECT_THAT(
      Settings(facts),
      ElementsAre("2: type.User.implements = Node & Entity", "2: type.User.@key = fields : id",
                  "3: type.User.id = ID!", "5: type.User.friends = [User!]!",
                  "5: type.User.friends.@auth = requires : ADMIN", "8: type.Query.me = User",
                  "9: enum.Role.ADMIN = ", "9: enum.Role.USER = ", "10: union.Hit = User | Post",
                  "11: scalar.Date = "));
}

TEST(GraphqlTest, OperationsOfClientsAreNoSchema) {
  const FileFacts facts = FactsOf("graphql", "query Me($id: ID!) {\n  user(id: $id) { name }\n}\n");
  EXPECT_EQ(DocumentOf(facts), "graphql-operation");
  EXPECT_THAT(Settings(facts), ElementsAre("1: query.Me = "));
}

TEST(GraphqlTest, TruncatedAndDeepTextEnds) {
  EXPECT_THAT(FactsOf("graphql", "type A { f(").settings, IsEmpty());
  EXPECT_THAT(FactsOf("graphql", Repeat("{", 100'000)).settings, IsEmpty());
}

TEST(ProtobufTest, ServicesAndMessagesAreSettings) {
  EXPECT_THAT(Settings(FactsOf("protobuf", R"(syntax = "proto3";
package shop.v1;
import "google/api/annotations.proto";
// service Hidden {}
message Order {
  reserved 2;
  string id = 1;
  repeated Item items = 3 [deprecated = true];
  map<string, int32> counts = 4;
  enum State { OPEN = 0; }
  oneof pay { Card card = 5; }
}
service Orders {
  rpc Get(GetRequest) returns (Order);
  rpc Watch (GetRequest) returns (stream Order) { option (google.api.http) = { get: "/v1" }; }
}
)")),
              ElementsAre("1: syntax = proto3", "2: package = shop.v1",
                          "3: import = google/api/annotations.proto",
                          "7: message.Order.id = string", "8: message.Order.items = repeated Item",
                          "9: message.Order.counts = map<string int32>",
                          "10: message.Order.enum.State.OPEN = 0",
                          "11: message.Order.oneof.pay.card = Card",
                          "14: service.Orders.Get = (GetRequest) returns (Order)",
                          "15: service.Orders.Watch = (GetRequest) returns (stream Order)"));
}

TEST(ProtobufTest, DeepMessagesEnd) {
  EXPECT_THAT(DiagnosticsOf(FactsOf("protobuf", Repeat("message A {", 1'000))),
              ElementsAre("nested-too-deep:1"));
}

TEST(PrismaTest, ModelsHaveFieldsAndIndexes) {
  EXPECT_THAT(Settings(FactsOf("prisma", R"(datasource db {
  provider = "postgresql" // the engine
  url      = env("DATABASE_URL")
}
model User {
  id    Int     @id @default(autoincrement())
  email String? @unique
  posts Post[]
  // age Int
  @@index([email, id])
}
)")),
              ElementsAre("2: datasource.db.provider = postgresql",
                          "3: datasource.db.url = ~env(\"DATABASE_URL\")", "6: model.User.id = Int",
                          "6: model.User.id.@id = ", "6: model.User.id.@default = autoincrement()",
                          "7: model.User.email = String?", "7: model.User.email.@unique = ",
                          "8: model.User.posts = Post[]", "10: model.User.@@index = [email, id]"));
}

TEST(HclTest, BlocksAndMapsAreKeyPaths) {
  const FileFacts facts = FactsOf("terraform", R"(terraform {
  required_providers {
    aws = {
      source  = "hashicorp/aws"
      version = "~> 5.0"
    }
  }
}
module "vpc" {
  source  = "terraform-aws-modules/vpc/aws"
  version = "5.1.0"
}
module "own" { source = "./modules/own" }
module "git" { source = "git::https://github.com/acme/mod.git?ref=v1" }
resource "aws_db_instance" "main" {
  storage_encrypted = true
  identifier        = "shop-${var.env}"
  kms_key_id        = aws_kms_key.main.arn
  # multi_az = true
  tags = { Name = "db" }
  ports = [80, 443]
  timeouts {}
  timeouts {
    create = "1h"
  }
}
)");
  EXPECT_EQ(DocumentOf(facts), "terraform");
  EXPECT_THAT(Dependencies(facts),
              ElementsAre("3: terraform:hashicorp/aws ~> 5.0 runtime",
                          "9: terraform:terraform-aws-modules/vpc/aws 5.1.0 runtime",
                          "14: terraform:github.com/acme/mod v1 runtime"));
  EXPECT_THAT(Settings(facts),
              ElementsAre("4: terraform.required_providers.aws.source = hashicorp/aws",
                          "5: terraform.required_providers.aws.version = ~> 5.0",
                          "10: module.vpc.source = terraform-aws-modules/vpc/aws",
                          "11: module.vpc.version = 5.1.0", "13: module.own.source = ./modules/own",
                          "14: module.git.source = git::https://github.com/acme/mod.git?ref=v1",
                          "16: resource.aws_db_instance.main.storage_encrypted = true",
                          "17: resource.aws_db_instance.main.identifier = ~shop-${var.env}",
                          "18: resource.aws_db_instance.main.kms_key_id = ~aws_kms_key.main.arn",
                          "20: resource.aws_db_instance.main.tags.Name = db",
                          "21: resource.aws_db_instance.main.ports[0] = 80",
                          "21: resource.aws_db_instance.main.ports[1] = 443",
                          "22: resource.aws_db_instance.main.timeouts = ",
                          "24: resource.aws_db_instance.main.timeouts[1].create = 1h"));
}

TEST(HclTest, ALockFileNamesLockedProviders) {
  EXPECT_THAT(Dependencies(FactsOf("terraform-lock",
                                   "provider \"registry.terraform.io/hashicorp/aws\" {\n"
                                   "  version = \"5.1.0\"\n}\n")),
              ElementsAre("1: terraform:hashicorp/aws 5.1.0 runtime locked indirect"));
}

TEST(HclTest, HostileTextEnds) {
  FactsOf("terraform", Repeat("a {\n", 5'000));
  FactsOf("terraform", "a = " + Repeat("[", 5'000));
  FactsOf("terraform", "a = <<EOT\n" + Repeat("x\n", 1'000));
}

TEST(XmlTest, ElementsAndAttributesAreSettings) {
  const FileFacts facts = FactsOf("xml", R"(<?xml version="1.0"?>
<beans xmlns="http://www.springframework.org/schema/beans">
  <!-- <bean id="off"/> -->
  <bean id="dataSource" class="org.apache.commons.dbcp2.BasicDataSource">
    <property name="url" value="${db.url}"/>
    <property name="maxTotal"><value>20</value></property>
  </bean>
</beans>
)");
  EXPECT_EQ(DocumentOf(facts), "spring-xml");
  EXPECT_THAT(Settings(facts),
              ElementsAre("4: beans.bean.@id = dataSource",
                          "4: beans.bean.@class = org.apache.commons.dbcp2.BasicDataSource",
                          "5: beans.bean.property.@name = url",
                          "5: beans.bean.property.@value = ~${db.url}",
                          "6: beans.bean.property[1].@name = maxTotal",
                          "6: beans.bean.property[1].value = 20"));
}

TEST(XmlTest, TheRootTellsWhatItIs) {
  EXPECT_EQ(DocumentOf(FactsOf("xml", "<configuration><appender name='A'/></configuration>")),
            "logback");
  EXPECT_EQ(DocumentOf(FactsOf("xml", "<web-app><servlet/></web-app>")), "web-xml");
  EXPECT_EQ(DocumentOf(FactsOf("xml", "<configuration><a/></configuration>")), "");
  EXPECT_THAT(Dependencies(FactsOf(
                  "xml", "<packages>\n<package id=\"Dapper\" version=\"2.0\"/></packages>")),
              ElementsAre("2: nuget:Dapper 2.0 runtime"));
}

TEST(XmlTest, BeansOfJavasOwnContainerAreNotSprings) {
  EXPECT_EQ(DocumentOf(FactsOf("xml",
                               "<beans xmlns=\"https://jakarta.ee/xml/ns/jakartaee\" "
                               "bean-discovery-mode=\"all\"><interceptors/></beans>")),
            "");
  EXPECT_EQ(DocumentOf(FactsOf("xml",
                               "<beans xmlns=\"http://www.springframework.org/schema/beans\">"
                               "<c:scan base=\"a\"/></beans>")),
            "spring-xml");
}

TEST(XmlTest, ABombOfEntitiesStaysSmall) {
  const FileFacts facts = FactsOf("xml", R"(<!DOCTYPE b [<!ENTITY a "aaaaaaaaaa">
<!ENTITY b "&a;&a;&a;&a;&a;&a;&a;&a;&a;&a;">]>
<b>&b;</b>
)");
  EXPECT_THAT(Settings(facts), ElementsAre("3: b = &b;"));
}

TEST(XmlTest, DeepAndBrokenTextEnds) {
  EXPECT_THAT(DiagnosticsOf(FactsOf("xml", Repeat("<a>", 5'000) + Repeat("</a>", 5'000))),
              ElementsAre("nested-too-deep:1"));
  EXPECT_THAT(DiagnosticsOf(FactsOf("xml", "<a><b></a>")), ElementsAre("format-error:1"));
}

// Those that a server prints of itself have megabytes, most of it descriptions.
TEST(GraphqlTest, ALargeSchemaIsRead) {
  std::string schema;
  for (int i = 0; i < 5'000; ++i) {
    schema +=
        "\"\"\"" + std::string(200, 'x') + "\"\"\"\ntype T" + std::to_string(i) + " { id: ID }\n";
  }
  ASSERT_GT(schema.size(), Limits().source_bytes);
  const FileFacts facts = FactsOf("graphql", schema);
  EXPECT_THAT(facts.diagnostics, IsEmpty());
  ASSERT_EQ(facts.settings.size(), 5'000U);
  EXPECT_EQ(facts.settings.back().key, "type.T4999.id");
}

}  // namespace
}  // namespace assay
