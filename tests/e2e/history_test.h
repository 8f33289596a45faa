// A repository with a history of its own, and what the program says of it.
#pragma once

#include <gtest/gtest.h>

#include <nlohmann/json.hpp>
#include <string>
#include <vector>

#include "tests/support/imported.h"
#include "tests/support/process.h"

namespace assay {

using Json = nlohmann::ordered_json;

constexpr const char* kAda = "Ada Lovelace <ada@example.org>";
constexpr const char* kGrace = "Grace Hopper <grace@example.org>";
constexpr const char* kBot = "renovate[bot] <29139614+renovate[bot]@users.noreply.github.com>";

class HistoryTest : public ::testing::Test {
 protected:
  ProgramRun Assay(std::vector<std::string> words) const {
    words.insert(words.begin(), ASSAY_BINARY);
    return RunProgram(words, folder_.path());
  }
  Json ProfileOf(std::vector<std::string> words) const {
    words.insert(words.begin(), {"scan", "--format", "json", "--quiet", "--no-cache"});
    const ProgramRun outcome = Assay(words);
    EXPECT_EQ(outcome.exit_code, 0) << outcome.err;
    return Json::parse(outcome.out);
  }
  static const Json& Skill(const Json& profile, const std::string& id) {
    static const Json kNone;
    for (const Json& skill : profile["skills"]) {
      if (skill["id"] == id) return skill;
    }
    return kNone;
  }

  static std::string Rest() {
    return "def forget(user):\n    user.secret = None\ndef known(user):\n"
           "    return user.secret is not None\ndef lock(user):\n    user.locked = True\n";
  }

  // Ada's accounts, in which Grace mends a line; Grace's queries; a bot's file.
  void MakeShop() {
    ImportHistory(
        folder_, "shop",
        {{kAda,
          "",
          0,
          0,
          "Keep accounts",
          {{"accounts.py",
            std::string("import bcrypt\nimport os\nSECRET = os.environ['SECRET_KEY']\n"
                        "def save(user, password):\n"
                        "    user.secret = bcrypt.hashpw(password, bcrypt.gensalt(4))\n"
                        "def check(user, password):\n"
                        "    return bcrypt.checkpw(password, user.secret)\n") +
                Rest()},
           {"requirements.txt", "bcrypt\n"}}},
         {kGrace,
          "",
          0,
          0,
          "Find users\n\nCo-authored-by: Joan Clarke <joan@example.org>",
          {{"find.py",
            "def find(cursor, name):\n"
            "    cursor.execute('SELECT id FROM users WHERE name = %s', (name,))\n"
            "def find_badly(cursor, request):\n"
            "    cursor.execute('SELECT id FROM users WHERE name = %s' % request.GET['n'])\n"}}},
         {kGrace,
          "",
          0,
          0,
          "Salt harder",
          {{"accounts.py",
            std::string("import bcrypt\nimport os\nSECRET = os.environ['SECRET_KEY']\n"
                        "def save(user, password):\n"
                        "    user.secret = bcrypt.hashpw(password, bcrypt.gensalt(12))\n"
                        "def check(user, password):\n"
                        "    return bcrypt.checkpw(password, user.secret)\n") +
                Rest()}}},
         {kBot, "", 0, 0, "Bump", {{"requirements.txt", "bcrypt==4\n"}}}});
  }

  ScratchFolder folder_;
};

}  // namespace assay
