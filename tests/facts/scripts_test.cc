#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "tests/facts/manifest_facts.h"

namespace assay {
namespace {

using ::testing::Contains;
using ::testing::ElementsAre;
using ::testing::IsEmpty;
using ::testing::SizeIs;

TEST(MakefileTest, RecipesAreCommandsOfTheirTarget) {
  const FileFacts facts = FactsOf("makefile",
                                  "PYTHON := python3\nVENV = .venv\n"
                                  "test: lint ## run the tests\n"
                                  "\t@$(VENV)/bin/pytest -q \\\n\t  --cov\n"
                                  "\t# nothing\n"
                                  "\t-$(PYTHON) -m coverage report && $(MAKE) clean\n"
                                  "clean: ; rm -rf $(OUT)\n");
  EXPECT_THAT(Commands(facts), ElementsAre("4: [test] pytest -q --cov", "7: [test] coverage report",
                                           "7: [test] make clean", "8: [clean] rm -rf ${OUT}"));
  EXPECT_EQ(facts.commands.front().place, CommandPlace::kMakefile);
}

TEST(MakefileTest, ACommandOfALongRecipeHasItsOwnLine) {
  EXPECT_THAT(Commands(FactsOf("makefile",
                               "A = b \\\n  c\nx:\n\t@if true; then \\\n\t  $(A); \\\n"
                               "\t  docker push d; \\\n\tfi\n")),
              ElementsAre("4: [x] true", "5: [x] b c", "6: [x] docker push d"));
}

TEST(MakefileTest, ANameWithTwoValuesHasNone) {
  EXPECT_THAT(Commands(FactsOf("makefile", "T = a\nT = b\nx:\n\t$(T) c\n")),
              ElementsAre("4: [x] ${T} c"));
}

TEST(CrontabTest, LinesAreCommandsAtTheirTime) {
  const FileFacts facts = FactsOf("crontab", R"(SHELL=/bin/sh
# 0 1 * * * never
0 3 * * 1-5 pg_dump -Fc shop > /backup/shop.dump
@daily root /usr/bin/certbot renew
*/5 * * * * cd /app && python manage.py tick
just some text
)");
  EXPECT_THAT(Commands(facts),
              ElementsAre("3: [0 3 * * 1-5] pg_dump -Fc shop", "4: [@daily] certbot renew",
                          "5: [*/5 * * * *] cd /app", "5: [*/5 * * * *] python manage.py tick"));
  EXPECT_EQ(facts.commands.front().place, CommandPlace::kCron);
}

TEST(SystemdTest, AUnitsProgramIsACommand) {
  const FileFacts facts = FactsOf("systemd", R"([Unit]
Description=Shop
[Service]
ExecStartPre=-/usr/bin/docker pull shop
ExecStart=/srv/venv/bin/gunicorn --workers 4 shop.wsgi
Restart=on-failure
)");
  EXPECT_EQ(DocumentOf(facts), "systemd");
  EXPECT_THAT(Settings(facts), Contains("6: Service.Restart = on-failure"));
  EXPECT_THAT(Commands(facts), ElementsAre("4: [ExecStartPre] docker pull shop",
                                           "5: [ExecStart] gunicorn --workers 4 shop.wsgi"));
  EXPECT_EQ(facts.commands.front().place, CommandPlace::kService);
}

TEST(JenkinsfileTest, DeclarativeStagesRunCommands) {
  const FileFacts facts = FactsOf("jenkinsfile", R"(pipeline {
  agent { docker { image 'maven:3.9' } }
  stages {
    stage('Test') {
      steps {
        sh 'mvn -B verify'
        // sh 'rm -rf /'
        junit '**/*.xml'
      }
    }
    stage("Deploy") {
      when { branch 'main' }
      steps {
        sh(script: '''
          ./login
          kubectl apply -f k8s
        ''', returnStdout: true)
        echo 'sh'
      }
    }
  }
}
)");
  EXPECT_EQ(DocumentOf(facts), "jenkinsfile");
  EXPECT_THAT(Dependencies(facts), ElementsAre("2: image:maven 3.9 build"));
  EXPECT_THAT(Commands(facts), ElementsAre("6: [Test] mvn -B verify", "15: [Deploy] login",
                                           "16: [Deploy] kubectl apply -f k8s"));
  EXPECT_THAT(Settings(facts), Contains("4: stages.Test = "));
}

TEST(JenkinsfileTest, ScriptedStagesRunCommands) {
  const FileFacts facts = FactsOf("jenkinsfile", R"(node('linux') {
  stage 'Checkout'
  stage('Build') {
    docker.image('node:20').inside {
      sh "npm ci && npm test"
    }
  }
  sh 'echo done'
}
)");
  EXPECT_THAT(Dependencies(facts), ElementsAre("4: image:node 20 build"));
  EXPECT_THAT(Commands(facts),
              ElementsAre("5: [Build] npm ci", "5: [Build] npm test", "8: [] echo done"));
}

TEST(JenkinsfileTest, GroovyIsAPipelineByItsContent) {
  EXPECT_EQ(FormatOf("vars/build.groovy", "Groovy"), "groovy");
  for (const std::string_view text :
       {"pipeline {\n  stages { stage('a') { steps { sh 'make' } } }\n}\n",
        "node('linux && x64') {\n  sh 'make'\n}\n",
        "#!/usr/bin/env groovy\ndef call(Map config) {\n  node {\n    sh 'make'\n  }\n}\n"}) {
    EXPECT_THAT(FactsOf("groovy", text).commands, SizeIs(1)) << text;
  }
  for (const std::string_view text :
       {"class A {\n  def node(x) { sh 'make' }\n}\n", "def node(x) {\n  sh 'make'\n}\n",
        "tree.node {\n  sh 'make'\n}\n", "def other() {\n  node { sh 'make' }\n}\n"}) {
    EXPECT_THAT(FactsOf("groovy", text).commands, IsEmpty()) << text;
  }
}

TEST(JenkinsfileTest, DeepBlocksEnd) {
  EXPECT_THAT(DiagnosticsOf(FactsOf("jenkinsfile", Repeat("a {\n", 1'000))),
              ElementsAre("nested-too-deep:201"));
}

TEST(CrontabTest, ASystemsTableHasUsers) {
  EXPECT_THAT(Commands(FactsOf("system-crontab", "0 3 * * * backup /opt/run --all\n")),
              ElementsAre("1: [0 3 * * *] run --all"));
  EXPECT_THAT(Commands(FactsOf("crontab", "0 3 * * * me /opt/run\n@daily root certbot renew\n")),
              ElementsAre("1: [0 3 * * *] run", "2: [@daily] certbot renew"));
  EXPECT_EQ(FormatOf("deploy/cron.d/app", ""), "system-crontab");
}

TEST(CrontabTest, BehindAPercentSignIsInput) {
  EXPECT_THAT(Commands(FactsOf("crontab", "@daily tar -f $(date +\\%F).tar % a b\n")),
              ElementsAre("1: [@daily] date +%F", "1: [@daily] tar -f $(date +\\%F).tar"));
}

TEST(SystemdTest, ALineGoesOnAndAMarkIsNoComment) {
  const FileFacts facts = FactsOf("systemd", R"([Service]
Environment=A=#1 ; x
ExecStart=/bin/run \
  # no comment ends it
  --all
ExecStop=/bin/sh -c 'stop; wait'
User=a
)");
  EXPECT_THAT(
      Settings(facts),
      ElementsAre("2: Service.Environment = A=#1 ; x", "3: Service.ExecStart = /bin/run --all",
                  "6: Service.ExecStop = /bin/sh -c 'stop; wait'", "7: Service.User = a"));
  EXPECT_THAT(Commands(facts),
              ElementsAre("3: [ExecStart] run --all", "6: [ExecStop] stop", "6: [ExecStop] wait"));
  EXPECT_EQ(facts.settings[1].region.end_line, 5U);
}

TEST(SystemdTest, DropInsAndOtherUnitsAreRead) {
  EXPECT_EQ(FormatOf("etc/web.service.d/limits.conf", ""), "conf");
  EXPECT_EQ(DocumentOf(FactsOf("conf", "[Service]\nLimitNOFILE=1\n")), "systemd");
  EXPECT_EQ(DocumentOf(FactsOf("systemd-unit", "[Path]\nPathExists=/x\n")), "systemd");
  EXPECT_THAT(FactsOf("systemd-unit", "just text\n").settings, ElementsAre());
  EXPECT_THAT(Dependencies(FactsOf("systemd-unit", "[Container]\nImage=docker.io/library/a:1\n")),
              ElementsAre("2: image:a 1 runtime"));
}

TEST(MakefileTest, ConditionalsAndDefinitionsAreNoTargets) {
  EXPECT_THAT(Commands(FactsOf("makefile",
                               "a:\n\tmake b\nifeq ($(X),a:b)\n\tmake c\nendif\n"
                               "define d\n\tnot this\nendef\n"
                               "%.o: %.c\n\t$(CC) -c $< -o $@\n"
                               "e:\n\techo $(shell basename $(X)) x\n")),
              ElementsAre("2: [a] make b", "4: [a] make c", "10: [%.o] ${CC} -c $< -o $@",
                          "12: [e] echo ${shell} x"));
}

TEST(MakefileTest, VariablesAreThoseOfTheirValuesToo) {
  EXPECT_THAT(Commands(FactsOf("makefile",
                               "Q = @\nOPTS = -d $(DIR) $(OPT_$(PAPER)) $(SRC:.c=.o)\nDIR = out\n"
                               "x:\n\t$(Q) if true; then tool $(OPTS) \"$(subst a,b,$(X))\"; fi\n"
                               "LOOP = a $(LOOP)\ny:\n\t$(LOOP)\n")),
              ElementsAre("5: [x] true", "5: [x] tool -d out ${OPT_} ${SRC} ${subst}",
                          "8: [y] a a a a ${LOOP}"));
}

TEST(MakefileTest, TabBeginsARecipesLineOnlyBehindATarget) {
  EXPECT_THAT(Commands(FactsOf("makefile",
                               "ifeq ($(OS),Linux)\n\tLIBS+= -ldl -lrt\nendif\n"
                               "x: y\n\n\tmake z\nFLAGS = -g\nifdef V\n\tFLAGS += -v\nendif\n")),
              ElementsAre("6: [x] make z"));
}

}  // namespace
}  // namespace assay
