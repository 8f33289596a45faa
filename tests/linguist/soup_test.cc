// Holds the 7.22.1 data set to github-linguist 7.22.1 itself, on files that
// are made of what its rules look for: words of its patterns for every
// extension that has heuristics, words of samples for the classifier, the
// marks of generated files, and mutilated source. The same for every run.
#include <gtest/gtest.h>

#include <algorithm>
#include <filesystem>
#include <fstream>
#include <iterator>
#include <random>
#include <set>

#include "language/linguist_tables.h"
#include "tests/linguist/tree.h"

namespace assay {
namespace {

namespace fs = std::filesystem;

std::string ReadWhole(const fs::path& path) {
  std::ifstream file(path, std::ios::binary);
  return {std::istreambuf_iterator<char>(file), {}};
}

// Our own samples, sorted by path.
std::vector<std::string> Texts() {
  std::vector<std::string> paths;
  for (const char* const folder : {"/tests/syntax/samples", "/samples", "/src/facts"}) {
    for (const auto& entry :
         fs::recursive_directory_iterator(ASSAY_SOURCE_DIR + std::string(folder)))
      if (entry.is_regular_file() && entry.file_size() > 200) paths.push_back(entry.path());
  }
  std::sort(paths.begin(), paths.end());
  std::vector<std::string> texts;
  texts.reserve(paths.size());
  for (const std::string& path : paths) texts.push_back(ReadWhole(path));
  return texts;
}

class Random {
 public:
  explicit Random(unsigned seed) : engine_(seed) {}
  std::size_t Below(std::size_t count) { return engine_() % count; }
  template <typename T>
  const T& Of(const std::vector<T>& items) {
    return items[Below(items.size())];
  }

 private:
  std::mt19937 engine_;  // The standard says what it gives.
};

// What a pattern spells out, roughly: its escapes undone, its operators left out.
std::string Spelled(std::string_view pattern, Random& random) {
  std::string text;
  for (std::size_t i = 0; i < pattern.size(); ++i) {
    const char c = pattern[i];
    if (c == '\\' && i + 1 < pattern.size()) {
      const char escaped = pattern[++i];
      const std::string_view kinds = "wdrntfbsSWAz";
      const char* const as[] = {"ab", "7", "\r", "\n", "\t", "\f", "", " ", "x", "-", "", ""};
      const std::size_t kind = kinds.find(escaped);
      text += kind == kinds.npos ? std::string(1, escaped) : as[kind];
    } else if (c == '[') {
      const std::size_t close = pattern.find(']', i + 2);
      if (close == pattern.npos) break;
      const std::string_view set = pattern.substr(i + 1, close - i - 1);
      const char picked = set[random.Below(set.size())];
      if (picked != '\\' && picked != '^' && picked != '-') text += picked;
      i = close;
    } else if (c == '|') {
      if (random.Below(2) == 0) text += "\n";
      if (random.Below(3) == 0) text.clear();
    } else if (c == '^' || c == '$') {
      text += "\n";
    } else if (std::string_view("(?:)*+{}.").find(c) == std::string_view::npos) {
      text += c;
    } else if (c == '.' && random.Below(2) == 0) {
      text += "q";
    }
  }
  return text;
}

TEST(LinguistSoupTest, EveryBlockOfHeuristics) {
  Random random(1);
  const std::vector<std::string> texts = Texts();
  TreeRepository tree;
  tree.CountEverything();
  std::size_t number = 0;
  for (const linguist::Block& block : linguist::k7221.heuristics) {
    std::vector<std::string_view> patterns;
    for (const linguist::Rule& rule : block.rules) {
      for (const linguist::Test& test : rule.tests) patterns.push_back(test.pattern);
    }
    for (const std::string_view extension : block.extensions) {
      for (int i = 0; i < 8; ++i) {
        std::string text = i % 3 == 0 ? "" : random.Of(texts).substr(0, random.Below(300));
        for (std::size_t part = 0; part < 1 + random.Below(4) && !patterns.empty(); ++part)
          text += Spelled(random.Of(patterns), random) + (random.Below(2) == 0 ? "\n" : " ");
        tree.Add("h" + std::to_string(++number) + std::string(extension), text);
      }
    }
  }
  EXPECT_EQ(tree.Difference(), "");
}

// Files that only the classifier decides on, and some that nothing does.
TEST(LinguistSoupTest, Classifier) {
  Random random(2);
  const std::vector<std::string> texts = Texts();
  const std::string punctuation = "(){}[]<>=!-+*/%&|^~:;,.?@#$\\`'\"\n\n \t_0x1fe9uL";
  TreeRepository tree;
  tree.CountEverything();
  std::size_t number = 0;
  for (const linguist::Entry& entry : linguist::k7221.extensions) {
    if (entry.languages.size() < 2) continue;
    for (int i = 0; i < 5; ++i) {
      std::string text;
      for (std::size_t part = 0; part < 1 + random.Below(6); ++part) {
        const std::string& from = random.Of(texts);
        text += from.substr(random.Below(from.size()), random.Below(200));
        for (std::size_t k = random.Below(30); k > 0; --k)
          text += punctuation[random.Below(punctuation.size())];
      }
      if (i == 4) text = std::string(random.Below(3), ' ') + "\n";  // no token
      tree.Add("c" + std::to_string(++number) + std::string(entry.key), text);
    }
  }
  for (const char* const start :
       {"#!/usr/bin/env perl x\n",
        "#!/bin/sh",
        "#!/usr/bin/env A=1\truby\n",
        "#!env\n",
        "#! /a/b c\n",
        "#!/usr/bin/env A=b C=d lua\nx",
        "# a\n#b\n#\n",
        "//! a\n//!\n//a\n// b",
        "-- a\n--\n--b\n",
        "%% a\n%\n%b",
        "\" a\n\"\nb",
        "; a\n;;b\n",
        ".\\\" a\n. \\\"b\n",
        "'\\\" a\n",
        "$! a\n",
        ".ig\nabc\n..\nd\n",
        "/**/ a /** b */ c /*! d */ e /* f",
        "<!-- a --> b",
        "{- a -} b",
        "(* a *) b",
        "\"\"\" a \"\"\" b",
        "''' a ''' b",
        "'a\\'b' c \"d\\\"e\" f",
        "'a\nb",
        "'a\\",
        "0x1e-5 0xg 1.5e-3f 12ul 1e5 .5 1..2 0x1.8L",
        "a...b (...) {...} [...] (?: .*? .++?",
        "&> <& <&- &>> >& |& &| -> --> <- <<- != !!== <=> => <?php <% <# </% ?> %> </>// += |= :=",
        "=~ !~ :- $( ${ $[] $[ $$ @@ @a #a $a .a",
        "(()) ({[]}) [[ ]] {{}}",
        "abcdefghijklmnopqrstuvwxyz"}) {
    for (const char* const extension : {".cls", ".pro", ".inc", ".cgi", ".spec", ".fx", ".bas"})
      tree.Add("t" + std::to_string(++number) + extension, std::string(start) + " x y\n");
  }
  EXPECT_EQ(tree.Difference(), "");
}

TEST(LinguistSoupTest, MutilatedSource) {
  Random random(3);
  const std::vector<std::string> texts = Texts();
  std::vector<std::string> extensions = {"", ".txt", ".html", ".xml", ".yml", ".json", ".css"};
  for (const linguist::Entry& entry : linguist::k7221.extensions)
    if (entry.key.size() <= 4) extensions.emplace_back(entry.key);
  TreeRepository tree;
  tree.CountEverything();
  for (int i = 0; i < 1'000; ++i) {
    std::string text = random.Of(texts);
    text = text.substr(random.Below(text.size()));
    if (random.Below(2) == 0) text.resize(random.Below(text.size() + 1));
    for (std::size_t k = random.Below(8); k > 0 && !text.empty(); --k) {
      const std::size_t at = random.Below(text.size());
      if (random.Below(3) == 0) {
        text.erase(at, random.Below(40));
      } else {
        text[at] = static_cast<char>(1 + random.Below(255));
      }
    }
    tree.Add("m" + std::to_string(i) + random.Of(extensions), text);
  }
  EXPECT_EQ(tree.Difference(), "");
}

// Each mark of a generated file where it counts, one line off, and under a
// name that has no such rule.
TEST(LinguistSoupTest, MarksOfGeneratedFiles) {
  struct Mark {
    std::vector<std::string> extensions;
    std::string text;
  };
  const std::string minified = "var a=1;" + std::string(120, 'x');
  const std::string coffee = "(function() {\n  var _i, _len, _ref, x;\n\n}).call(this);\n";
  const std::string font = "\ncurrentfile eexec\n0123456789abcdef\n";
  const std::vector<Mark> marks = {
      {{".js", ".css", ".JS"}, minified},
      {{".js", ".css"}, std::string(110, 'x') + "\n" + std::string(110, 'x')},
      {{".js"}, std::string(223, 'x') + "\n"},
      {{".js"}, std::string(222, 'x') + "\n"},
      {{".js", ".css"}, "a\n//# sourceMappingURL=a.js.map\n"},
      {{".js", ".css"}, "a\n/*@ sourceURL=a */"},
      {{".js"}, "a\n//# sourceMappingURL=a\nb\nc\n"},
      {{".js"}, "x sourceURL=\n"},
      {{".map", ".js.map", ".css.map", ".MAP"}, "{\"version\":3,\"file\":1}\n"},
      {{".map"}, "/** Begin line maps. **/{ }\n"},
      {{".map"}, "{ \"version\":3}\n"},
      {{".js"}, "// Generated by CoffeeScript 1.2\nx\n"},
      {{".js"}, coffee},
      {{".js"}, "(function() {\n  var _i, x;\n}).call(this);\n"},
      {{".js"}, "(function() {\n  var __bind, x;\n}).call(this);\n"},
      {{".js"}, coffee + "\n"},
      {{".js"}, "/*\n * Generated by PEG.js 0.7\n */\n"},
      {{".js"}, "x / y /* Generated by PEG.js\n"},
      {{".js"}, "// Generated by PEG.js\n"},
      {{".xml"}, "<?xml?>\n<doc>\n<assembly>\n</doc>\n"},
      {{".xml"}, "<?xml?>\n<doc>\n<assembly>\n</doc>"},
      {{".ps", ".eps", ".pfa"}, "%!PS\n%%Creator: tool 1.0\n"},
      {{".ps", ".eps"}, "%!PS\n%%Creator: Jane Doe\n"},
      {{".ps"}, "%!PS\n%%Creator: inkscape\n"},
      {{".ps"}, "%!PS\n%%Title: EAGLE Drawing x\n%%Creator: EAGLE\n"},
      {{".ps"}, "%!PS\n%%Creator: EAGLE\n"},
      {{".ps"}, "%!PS" + font},
      {{".ps"}, "%!PS\n/sfnts [\n<0123456789\n"},
      {{".ps"}, "%!PS\n/sfnts [\r<0123456789\r"},
      {{".go"}, "// Code generated by x\npackage a\n"},
      {{".go"}, "/* Code generated by x */\npackage a\n"},
      {{".go"}, "// Code generated from y\npackage a\n"},
      {{".proto"}, "// a\n// This file was autogenerated by go-to-protobuf\n"},
      {{".py", ".java", ".h", ".cc", ".cpp", ".m", ".rb", ".php", ".go"},
       "#\n# Generated by the protocol buffer compiler.  DO NOT EDIT!\n"},
      {{".js"}, "1\n2\n3\n4\n5\n// GENERATED CODE -- DO NOT EDIT!\n"},
      {{".rb", ".py", ".go", ".js", ".m", ".java", ".h", ".cc", ".cpp", ".php", ".c"},
       "1\n2\n3\n4\n5\n# Autogenerated by Thrift Compiler"},
      {{".h"}, "/* DO NOT EDIT THIS FILE - it is machine generated */\n#include <jni.h>\n"},
      {{".yml", ".yaml"}, "a: 1\nb: 2\nrecorded_with: VCR 2.0\n"},
      {{".yml"}, "a: 1\nb: 2\nrecorded_with: VCR 2.0"},
      {{".g"}, "x\n// generated by Xtest\ny\n"},
      {{".c", ".cpp", ".cc"}, "/* Generated by Cython 0.2 */\nx\n"},
      {{".mod"}, "PCBNEW-LibModule-V1  2000\nx\n"},
      {{".mod"}, "GFORTRAN module version '0'\nx\n"},
      {{".meta"}, "fileFormatVersion: 2\nguid: 1\n"},
      {{".rb"}, "#\n#\n# This file is automatically generated by Racc 1.4\n"},
      {{".java"}, "/* The following code was generated by JFlex 1.4 */\nclass A {}\n"},
      {{".java"}, "// This is a generated file. Not intended for manual editing.\nclass A {}\n"},
      {{".java"}, "/*\n * This file is generated by jOOQ.\n */\n"},
      {{".JAVA"}, "/*\n * This file is generated by jOOQ.\n */\n"},
      {{".Rd", ".rd"}, "% Generated by roxygen2: do not edit by hand\nx\n"},
      {{".js"}, "/* parser generated by jison 0.4 */\nx\n"},
      {{".js"}, "/* generated by jison-lex 0.3 */\nx\n"},
      {{".cpp", ".hpp", ".h", ".cc", ".c"}, "// Generated by the gRPC C++ plugin.\nx\n"},
      {{".dart"}, "// Generated code. Do not modify.\nx\n"},
      {{".dart"}, "// GENERATED CODE - DO NOT MODIFY\nx\n"},
      {{".dart"}, "// GENERATED CODE DO NOT MODIFY\nx\n"},
      {{".yy", ".yyp"}, "{\n \"id\": 1,\n \"modelName\": \"GMObject\",\n}\n"},
      {{".yy"}, "1.0.0←1|{\n\n\n\n"},
      {{".c", ".h"}, "/* GIMP RGB C-Source image dump (a.c) */\n"},
      {{".c", ".h"}, "x /*  GIMP header image file format (RGB): a.h  */\n"},
      {{".dsp"}, "a\n# Microsoft Developer Studio Generated Build File\n"},
      {{".js", ".py", ".lua", ".cpp", ".h", ".java", ".cs", ".php"}, "a\n// Generated by Haxe 4\n"},
      {{".html", ".htm", ".xhtml", ".HTML"},
       "<!-- Generated by pkgdown: do not edit by hand -->\nx"},
      {{".html"}, "a\nb\n<!-- This is an automatically generated file. -->"},
      {{".html"}, "a\n<!-- generated BY Doxygen 1.8.2 -->\n"},
      {{".html"}, "<meta name=\"generator\" content=\"groff 1.2\">\n"},
      {{".html"}, "<META NAME = 'Generator' VALUE = 'Org mode'/>\n"},
      {{".html"}, "<meta name=generator content=makeinfo>\n"},
      {{".html"}, "<meta content=\"ronn/0.7\"\n name=\"generator\">\n"},
      {{".html"}, "<meta name=\"generator\" content=\"groffx\">\n"},
      {{".html"}, "<meta name=\"generators\" content=\"groff\">\n"},
      {{".html"}, "<meta xname=\"generator\" content=\"groff\">\n"},
      {{".html"},
       "<meta name=\"generator\" content=\"\">\n<meta >\n<meta name=generator value=ronn>\n"},
      {{".html"}, "<meta name=\"generator\" content=\"groff\"\n"},
  };
  TreeRepository tree;
  tree.Add(".gitattributes", "* linguist-detectable -linguist-vendored -linguist-documentation\n");
  std::size_t number = 0;
  for (const Mark& mark : marks) {
    for (const std::string& extension : mark.extensions) {
      const std::string name = "g" + std::to_string(++number) + "/";
      tree.Add(name + "a" + extension, mark.text);
      tree.Add(name + "b" + extension, "x\n" + mark.text);
      tree.Add(name + "c" + extension, mark.text + "y\n");
      tree.Add(name + "d.rb", mark.text);
    }
  }
  const std::string portability =
      "1\n2\n3\n4\n5\n6\n7\n8\nAutomatically created by Devel::PPPort\n10\n";
  tree.Add("ppport.h", portability + "11\n");
  tree.Add("x/myppport.h", portability + "11\n");
  tree.Add("y/ppport.h", portability);
  tree.Add("y/ppport.hh", portability + "11\n");
  for (const std::string path : {".idea/a.rb",
                                 "x/.idea/a.rb",
                                 "x.idea/a.rb",
                                 "Pods/a.rb",
                                 "x/Pods/a.rb",
                                 "xPods/a.rb",
                                 "Carthage/Build/a.rb",
                                 "Carthage/a.rb",
                                 "__generated__/a.rb",
                                 "a.designer.cs",
                                 "a.Designer.VB",
                                 "a.feature.cs",
                                 "a.features.cs",
                                 "composer.lock",
                                 "composer.locks/a.rb",
                                 "Cargo.lock",
                                 "cargo.lock",
                                 "node_modules/a.rb",
                                 "vendor/github.com/a.rb",
                                 "vendor/a.b-c.org/a.rb",
                                 "vendor/-a.com/a.rb",
                                 "vendor/a-.com/a.rb",
                                 "vendor/com/a.rb",
                                 "vendor/a.company/a.rb",
                                 "Gopkg.lock",
                                 "glide.lock",
                                 "poetry.lock",
                                 "esy.lock",
                                 "x.esy.lock",
                                 "esyxlock",
                                 "npm-shrinkwrap.json",
                                 "package-lock.json",
                                 "package-lock.jsonx",
                                 ".terraform.lock.hcl",
                                 ".pnp.js",
                                 ".pnp.cjs/a.rb",
                                 "Godeps/a.rb",
                                 "a.zep.c",
                                 ".zep.c",
                                 "a.zep.php",
                                 "Pipfile.lock",
                                 "a_tlb.pas",
                                 "A_TLB.PAS",
                                 "a.nib",
                                 "a.xcworkspacedata",
                                 "a.xcuserstate",
                                 "a.XIB",
                                 "pnpm-lock.yaml",
                                 "uv.lock",
                                 "flake.lock",
                                 "gradlew"}) {
    tree.Add("paths/" + path, "puts 1\n");
    tree.Add(path + "/x.rb", "puts 1\n");
  }
  EXPECT_EQ(tree.Difference(), "");
}

// Patterns of .gitattributes made at random, each of which names a language.
TEST(LinguistSoupTest, PatternsOfAttributes) {
  Random random(4);
  const std::vector<std::string> parts = {
      "a",     "b",       "ab",     "*",           "**",      "?",   "/",      "/",
      "[ab]",  "[!a]",    "[^b-c]", "[]a]",        "[a",      "\\*", "\\a",    "**/",
      "/**",   "*.c",     ".c",     "[[:alpha:]]", "[[:x:]]", "[a-", "[\\]a]", "[[:]",
      "[--a]", "[a-c-e]", "!",      "\\",          "-",       "]",   "[/]",    "*/"};
  const std::vector<std::string> languages = {"Ruby", "Python", "Java", "Go",
                                              "Rust", "Perl",   "Lua"};
  const std::vector<std::string> names = {"a", "b", "ab", "a.c", "b.c", "ab.c",
                                          "c", "-", "]",  "*",   "a*"};
  for (int round = 0; round < 12; ++round) {
    TreeRepository tree;
    std::string attributes;
    for (int i = 0; i < 40; ++i) {
      std::string pattern;
      for (std::size_t k = 1 + random.Below(5); k > 0; --k) pattern += random.Of(parts);
      attributes += pattern + " linguist-language=" + random.Of(languages) + "\n";
    }
    tree.Add(".gitattributes", attributes);
    tree.Add("a/.gitattributes", attributes.substr(attributes.size() / 2));
    std::set<std::string> paths;
    for (int i = 0; i < 60; ++i) {
      std::string path;
      for (std::size_t k = random.Below(4); k > 0; --k) path += random.Of(names) + "d/";
      paths.insert(path + random.Of(names));
    }
    for (const std::string& path : paths) tree.Add(path, "x\n");
    EXPECT_EQ(tree.Difference(), "") << attributes;
  }
}

}  // namespace
}  // namespace assay
