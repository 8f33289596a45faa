// The sample of each language in tests/facts/samples exercises all that the vocabulary of facts
// has, but for what the language itself does not have. Their golden files say what each line gives.
#include <gtest/gtest.h>

#include <filesystem>
#include <fstream>
#include <iterator>
#include <map>
#include <set>

#include "tests/facts/facts_of.h"

namespace assay {
namespace {

using Words = std::set<std::string>;

struct Coverage {
  std::string language;
  std::map<std::string, std::string> files;  // of tests/facts/samples, with their formats
  std::map<std::string, std::string> lacks;  // what the language does not have, and why
};

void PrintTo(const Coverage& coverage, std::ostream* out) { *out << coverage.language; }

// A language is here once its sample is complete. What is merely not read is no entry.
const std::vector<Coverage> kLanguages = {
    {"Python",
     {{"shop.py", "python"}},
     {{"import export", "all names of a module can be imported"},
      {"import effect", "an import always binds a name"},
      {"use instantiation", "a class is called like a function"},
      {"use tag", "there is no markup"},
      {"definition module", "a module is a file"}}},
    {"JavaScript",
     {{"shop.cjs", "javascript"}, {"shop.jsx", "javascript"}, {"shop.ts", "typescript"}},
     {{"import wildcard", "what is imported has a name"},
      {"definition record", "objects are not of a declared shape"},
      {"construct pattern-match", "a switch compares values"},
      {"construct comprehension", "lists are made by calls"}}},
    {"Java",
     {{"Shop.java", "java"}},
     {{"import module", "an import names a class or what is in a package"},
      {"import dynamic", "classes are loaded by reflection"},
      {"import export", "what is public is so where it is defined"},
      {"import effect", "an import runs nothing"},
      {"use tag", "there is no markup"},
      {"definition function", "every function is of a class"},
      {"definition module", "a module is a file of its own"},
      {"definition type-alias", "a type has one name"},
      {"construct await", "a future is a value that is asked by calls"},
      {"construct yield", "a yield is the value of a switch"},
      {"construct comprehension", "lists are made by calls"}}},
    {"Ruby",
     {{"shop.rb", "ruby"}},
     {{"import module", "a require binds no name"},
      {"import member", "a require binds no name"},
      {"import wildcard", "a require binds no name"},
      {"import dynamic", "every require is made when it is run"},
      {"import export", "all constants can be reached"},
      {"use decorator", "methods are changed by calls"},
      {"use type", "types are not written"},
      {"use tag", "there is no markup"},
      {"definition interface", "a module is mixed in"},
      {"definition enum", "constants are"},
      {"definition type-alias", "types are not written"},
      {"construct await", "a thread is joined by a call"},
      {"construct comprehension", "lists are made by calls"}}},
    {"Csharp",
     {{"shop.cs", "csharp"}},
     {{"import module", "a using opens a namespace or names a type"},
      {"import dynamic", "assemblies are loaded by reflection"},
      {"import export", "what is public is so where it is defined"},
      {"import effect", "a using runs nothing"},
      {"use tag", "there is no markup"},
      {"definition module", "a namespace is a part of names"}}},
    {"Kotlin",
     {{"shop.kt", "kotlin"}},
     {{"import module", "an import names what is in a package"},
      {"import dynamic", "classes are loaded by reflection"},
      {"import export", "what is public is so where it is defined"},
      {"import effect", "an import runs nothing"},
      {"use instantiation", "a class is called like a function"},
      {"use tag", "there is no markup"},
      {"definition module", "a package is a part of names"},
      {"definition record", "a data class is a class with a modifier"},
      {"construct comprehension", "lists are made by calls"}}},
    {"Go",
     {{"shop.go", "go"}},
     {{"import member", "an import binds a package"},
      {"import dynamic", "a plugin is opened by a call"},
      {"import export", "what begins with a capital is so where it is defined"},
      {"use tag", "there is no markup"},
      {"definition constructor", "what makes a value is a function like others"},
      {"definition enum", "constants are"},
      {"definition record", "a struct is a class here"},
      {"definition module", "a package is a folder"},
      {"construct await", "a goroutine is waited for by calls"},
      {"construct yield", "an iterator calls a function"},
      {"construct comprehension", "lists are made by loops"}}},
    {"Rust",
     {{"shop.rs", "rust"}},
     {{"import dynamic", "a library is loaded by a call"},
      {"use tag", "there is no markup"},
      {"definition constructor", "what makes a value is a function like others"},
      {"definition record", "a struct is a class here"},
      {"construct cleanup", "a value cleans up when its scope ends"},
      {"construct comprehension", "lists are made by calls"}}},
    {"Swift",
     {{"shop.swift", "swift"}},
     {{"import module", "an import opens a module or names what is in it"},
      {"import dynamic", "a library is loaded by a call"},
      {"import effect", "an import always opens what it names"},
      {"use instantiation", "a class is called like a function"},
      {"use tag", "there is no markup"},
      {"definition module", "a module is a target of the package"},
      {"definition record", "a struct is a class with a modifier"},
      {"construct yield", "what gives value after value is a type with a function next"},
      {"construct comprehension", "lists are made by calls"}}},
    {"C",
     {{"shop.c", "cpp"}},
     {{"import module", "an include brings names of no module"},
      {"import member", "an include brings all that a header declares"},
      {"import wildcard", "an include brings names of no module"},
      {"import dynamic", "a library is loaded by a call"},
      {"import export", "what a header includes is seen by all that include it"},
      {"use base", "a struct has no base"},
      {"use tag", "there is no markup"},
      {"definition method", "every function is of the program"},
      {"definition constructor", "what makes a value is a function like others"},
      {"definition interface", "pointers to functions are fields"},
      {"definition record", "a struct is a class here"},
      {"definition module", "a module is a file"},
      {"construct handler", "errors are what functions return"},
      {"construct throw", "errors are what functions return"},
      {"construct cleanup", "what cleans up stands behind a label"},
      {"construct await", "a thread is joined by a call"},
      {"construct yield", "what gives value after value is a function that is called again"},
      {"construct pattern-match", "a switch compares values"},
      {"construct comprehension", "lists are made by loops"}}},
    {"Cpp",
     {{"shop.cpp", "cpp"}},
     {{"import dynamic", "a library is loaded by a call"},
      {"use tag", "there is no markup"},
      {"definition record", "a struct is a class here"},
      {"definition module", "a namespace is a part of names, and a module is a file"},
      {"construct cleanup", "a value cleans up when its scope ends"},
      {"construct pattern-match", "a switch compares values"},
      {"construct comprehension", "lists are made by calls"}}},
    {"Elixir",
     {{"shop.ex", "elixir"}},
     {{"import dynamic", "a file is loaded by a call"},
      {"use tag", "markup is the text of a sigil"},
      {"definition method", "every function is of a module"},
      {"definition constructor", "what makes a value is a function like others"},
      {"definition class", "a module has functions and what is made of a struct"},
      {"definition enum", "atoms are"},
      {"construct yield", "what gives value after value is made by calls"},
      {"construct swap", "no value changes in place"},
      {"part identifier", "a query's macros quote what they name"}}},
    {"Php",
     {{"shop.php", "php"}},
     {{"import module", "a use names what is in a namespace"},
      {"import wildcard", "what is imported has a name"},
      {"import dynamic", "every require is made when it is run"},
      {"import export", "all of a namespace can be reached"},
      {"use tag", "markup is text around the code"},
      {"definition module", "a namespace is a part of names"},
      {"definition record", "a readonly class is a class with a modifier"},
      {"definition type-alias", "a class is given a second name by a call"},
      {"construct pattern-match", "a match compares values"},
      {"construct comprehension", "lists are made by calls"}}},
    {"Scala",
     {{"shop.scala", "scala"}},
     {{"import module", "an import names what is in a package"},
      {"import dynamic", "classes are loaded by reflection"},
      {"import effect", "an import runs nothing"},
      {"use tag", "XML that is written out is a value"},
      {"definition module", "an object is a class with one value"},
      {"construct yield", "a for with yield gives all at once"}}},
    {"Bash",
     {{"shop.sh", "shell"}},
     {{"import module", "what is sourced has no name"},
      {"import member", "what is sourced is the script's own from there on"},
      {"import wildcard", "what is sourced is run"},
      {"import export", "all that a script defines is the one's that sources it"},
      {"use instantiation", "there are no classes"},
      {"use decorator", "functions are not annotated"},
      {"use base", "there are no classes"},
      {"use type", "types are not written"},
      {"use tag", "there is no markup"},
      {"definition method", "every function is of the script"},
      {"definition constructor", "there are no classes"},
      {"definition class", "values are texts, arrays and maps of texts"},
      {"definition interface", "there are no types"},
      {"definition enum", "constants are"},
      {"definition record", "values are texts, arrays and maps of texts"},
      {"definition module", "a script is a file"},
      {"definition field", "there are no types that have fields"},
      {"definition type-alias", "there are no types"},
      {"construct yield", "what gives value after value prints it"},
      {"construct comprehension", "lists are made by loops"}}},
};

template <typename Enum>
void AddAll(std::string_view kind, Words& words) {
  for (const std::string_view word : EnumWords<Enum>::kWords)
    words.insert(std::string(kind) + " " + std::string(word));
}

Words Vocabulary() {
  Words words;
  AddAll<ImportForm>("import", words);
  AddAll<UseForm>("use", words);
  AddAll<DefinitionKind>("definition", words);
  AddAll<ConstructKind>("construct", words);
  AddAll<Provenance>("part", words);
  for (const char* source : {"query", "text"}) words.insert(std::string("statement ") + source);
  words.insert("string");
  return words;
}

void AddExercised(const FileFacts& facts, Words& words) {
  const auto add = [&](const char* kind, auto word) {
    words.insert(std::string(kind) + " " + std::string(Name(word)));
  };
  for (const Import& import : facts.imports) add("import", import.form);
  for (const Use& use : facts.uses) add("use", use.form);
  for (const Definition& definition : facts.definitions) add("definition", definition.kind);
  for (const Construct& construct : facts.constructs) add("construct", construct.kind);
  for (const Statement& statement : facts.statements) {
    add("statement", statement.source);
    for (const DynamicPart& part : statement.parts) add("part", part.provenance);
  }
  for (const String& string : facts.strings) {
    words.insert("string");
    for (const DynamicPart& part : string.parts) add("part", part.provenance);
  }
}

class FactsCoverageTest : public ::testing::TestWithParam<Coverage> {};

TEST_P(FactsCoverageTest, SampleExercisesAllThatTheLanguageHas) {
  Words exercised;
  for (const auto& [name, format] : GetParam().files) {
    std::ifstream file(ASSAY_SOURCE_DIR "/tests/facts/samples/" + name);
    const std::string text{std::istreambuf_iterator<char>(file), {}};
    EXPECT_FALSE(text.empty()) << name;
    AddExercised(FactsOf(format, text), exercised);
  }
  for (const std::string& word : Vocabulary()) {
    const auto lack = GetParam().lacks.find(word);
    if (lack == GetParam().lacks.end()) {
      EXPECT_TRUE(exercised.contains(word)) << word << " is not exercised";
    } else {
      EXPECT_FALSE(exercised.contains(word)) << word << " is there, though " << lack->second;
    }
  }
  for (const auto& [word, why] : GetParam().lacks)
    EXPECT_TRUE(Vocabulary().contains(word)) << word << " is no word of the vocabulary";
}

INSTANTIATE_TEST_SUITE_P(All, FactsCoverageTest, ::testing::ValuesIn(kLanguages),
                         [](const auto& test) { return test.param.language; });

}  // namespace
}  // namespace assay
