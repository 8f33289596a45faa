// Holds the 7.22.1 data set to github-linguist 7.22.1 itself, on trees that
// stand at the edges of its rules.
#include <gtest/gtest.h>

#include <string>

#include "tests/linguist/tree.h"

namespace assay {
namespace {

using namespace std::string_literals;

std::string Repeated(const std::string& text, std::size_t bytes) {
  std::string all;
  while (all.size() < bytes) all += text;
  all.resize(bytes);
  return all;
}

// Every character as two or four bytes, behind a byte order mark.
std::string Wide(const std::string& text, std::size_t width, bool little) {
  std::string wide;
  const std::string zeros(width - 1, '\0');
  const auto put = [&](const std::string& high, const std::string& low) {
    const std::string pad(width - 2, '\0');
    wide += little ? low + high + pad : pad + high + low;
  };
  put("\xFE", "\xFF");
  for (const char c : text) wide += little ? c + zeros : zeros + c;
  return wide;
}

TEST(LinguistEdgesTest, Contents) {
  TreeRepository tree;
  tree.CountEverything();
  tree.Add("nul.rb", "puts 1\n\0"s);
  tree.Add("empty.rb", "");
  tree.Add("blank.rb", "\n");
  tree.Add("blank.h", "\n");
  tree.Add("space.h", "   ");
  const std::size_t head = std::size_t{128} * 1024;
  const std::size_t mebibyte = std::size_t{1} << 20;
  tree.Add("nul-behind-head.rb", Repeated("puts 1\n", head) + "\0\0"s);
  tree.Add("nul-at-end-of-head.rb", Repeated("puts 1\n", head - 1) + "\0"s);
  tree.Add("cut-character.rb", Repeated("puts 1\n", head - 1) + "\xC3\xA9\n");
  const std::string python = "# -*- mode: python -*-\n";
  tree.Add("modeline-1m.txt", python + Repeated("text\n", mebibyte - python.size()));
  tree.Add("modeline-over-1m.txt", python + Repeated("text\n", mebibyte + 1 - python.size()));
  tree.Add("xml-1m", Repeated("<?xml version='1.0'?>\n", mebibyte));
  tree.Add("xml-over-1m", Repeated("<?xml version='1.0'?>\n", mebibyte + 1));
  tree.Add("modeline-at-end.txt", Repeated("text\n", 1000) + python);
  tree.Add("modeline-behind-head.txt", Repeated("text\n", head + 100) + python);
  tree.Add("modeline-at-end-of-head.txt",
           Repeated("text\n", head - 26) + "\n" + python + Repeated("text\n", 500));
  tree.Add("pdf.rb", "%PDF-1.4\nputs 1\n");
  tree.Add("png.rb", "\x89PNG\r\n\x1A\nputs 1\n");
  tree.Add("gif.rb", "GIF89aputs 1\n");
  tree.Add("gif8.rb", "GIF88aputs 1\n");
  tree.Add("jpeg.rb", "\xFF\xD8\xFFputs 1\n");
  tree.Add("postscript.rb", "%!PS-Adobe-3.0\nputs 1\n\0\0"s);
  tree.Add("latin1.rb", "# caf\xE9 au lait, d\xE9j\xE0 vu\nputs 1\n");
  tree.Add("latin1.txt", "-*- mode: ruby -*- caf\xE9\n");
  tree.Add("high.rb", Repeated("\x80\x81\xFE\xFD\xA0", 5000));
  tree.Add("high2.rb", Repeated("\xE4\xB8\xAD\xE6\x96\x87\xFF", 5000));
  tree.Add("sjis.rb", Repeated("\x82\xA0\x82\xA2\x82\xA4 = 1\n", 400));
  tree.Add("brotli.rb", "\x1B\x3F\x01\x98\x14\x71\xE4\xFE\x91\x07\x9A\xC2\x11\xB9\xFC\xD1");
  tree.Add("bom.txt", "\xEF\xBB\xBF# vim: ft=ruby\n");
  tree.Add("no-line-end.txt", "# vim: ft=ruby");
  tree.Add("crlf.txt", "a\r\nb\r\nc\r\nd\r\ne\r\nf\r\ng\r\nh\r\n# vim: ft=ruby\r\nj\r\nk\r\nl\r\n");
  tree.Add("crlf2.txt", "a\r\nb\r\nc\r\nd\r\ne\r\nf\r\ng\r\nh\r\n# vim: ft=ruby\r\nj\r\n");
  tree.Add("cr.txt", "a\rb\rc\rd\re\rf\rg\rh\r# vim: ft=ruby\rj\rk\r");
  for (const bool last : {false, true}) {
    for (int before = 0; before < 9; ++before) {
      std::string lines = Repeated("\n", 0);
      for (int i = 0; i < before; ++i) lines += i % 3 == 0 ? "\n" : "x\n";
      const std::string name = "lines-" + std::to_string(before) + (last ? "-last" : "-first");
      const std::string mode = "# vim: ft=ruby";
      const std::string far = "y\ny\ny\ny\ny\ny\ny\n";
      tree.Add(name + ".txt", last ? far + mode + "\n" + lines : lines + mode + "\n" + far);
      tree.Add(name + "-cut.txt", last ? "\n" + far + mode + "\n" + lines + "z" : lines + mode);
      tree.Add(name + "-start.txt", "\n" + lines + "\n" + mode + "\n");
    }
  }
  for (const std::size_t width : {2U, 4U}) {
    for (const bool little : {false, true}) {
      const std::string name = "wide" + std::to_string(width) + (little ? "le" : "be");
      tree.Add(name + ".rb", Wide("puts 1\nputs 2\n", width, little));
      tree.Add(name + ".txt", Wide("# -*- mode: python -*-\ntext\n", width, little));
      tree.Add(name + "-xml", Wide("<?xml version='1.0'?>\n<a/>\n", width, little));
      tree.Add(name + ".h", Wide("#import <a.h>\n@interface A\n@end\n", width, little));
    }
  }
  EXPECT_EQ(tree.Difference(), "");
}

TEST(LinguistEdgesTest, PathsAndModes) {
  TreeRepository tree;
  tree.Add("link.rb", "target", "120000");
  tree.AddSubmodule("module.rb");
  tree.Add("run", "#!/bin/sh\n", "100755");
  for (const std::string path : {"caf\xE9.rb",
                                 "\xFF\xFE.rb",
                                 "\xE2\x82.rb",
                                 "\xED\xA0\x80.rb",
                                 "\xF0\x90\x80.rb",
                                 "a b.rb",
                                 "a\"b.rb",
                                 "a\\b.rb",
                                 "a\tb.rb",
                                 "a\nb.rb",
                                 "vendor/x\n.rb",
                                 "x\nvendor/y.rb",
                                 "\x7F.rb",
                                 "\x01.rb",
                                 ".rb",
                                 "..rb",
                                 "a..rb",
                                 "rb",
                                 "a.RB",
                                 "a.Rb.",
                                 "A.HTML.ERB",
                                 "a.html.erb",
                                 "a.b.c.d.rb",
                                 "x.1",
                                 "x.1a",
                                 "x.10",
                                 "x.1.in",
                                 "x.man",
                                 "x.MAN",
                                 "x.1\n",
                                 "Makefile",
                                 "makefile",
                                 "MAKEFILE",
                                 "a/Gemfile",
                                 "Gemfile.lock",
                                 "docs/a.rb",
                                 "Docs/a.rb",
                                 "x/docs/a.rb",
                                 "samples/a.rb",
                                 "Demos/a.rb",
                                 "vendor/a.rb",
                                 "Vendor/a.rb",
                                 "node_modules/a.rb",
                                 "x/cache/a.rb",
                                 "README.rb",
                                 "readme.rb",
                                 "LICENSE",
                                 "a.js",
                                 "a.min.js",
                                 "jquery-1.2.3.js",
                                 "bootstrap.css",
                                 "bootstrap.min.css",
                                 "bootstrapx.js",
                                 "x.bootstrap.js",
                                 "test/fixtures/a.rb",
                                 "a/b/.gitignore",
                                 ".github/a.rb",
                                 ".vscode/a.rb",
                                 "gradlew",
                                 "gradlew.bat",
                                 "mvnw",
                                 "\xC3\x89.RB"}) {
    tree.Add(path, "puts 1\nputs 2\n");
  }
  std::string deep;
  while (deep.size() < 3900) deep += std::string(199, 'd') + "/";
  tree.Add(deep + "a.rb", "puts 1\n");
  EXPECT_EQ(tree.Difference(), "");
}

TEST(LinguistEdgesTest, OnlyEmptyFilesAreNoLanguage) {
  TreeRepository tree;
  tree.Add("a.rb", "");
  EXPECT_EQ(tree.Difference(), "");
  TreeRepository named;
  named.Add(".gitattributes", "*.rb linguist-language=Ruby\n");
  named.Add("a.rb", "");
  EXPECT_EQ(named.Difference(), "");
}

TEST(LinguistEdgesTest, ATreeOfAHundredThousandFilesHasNoLanguages) {
  TreeRepository tree;
  tree.Add("a.rb", "puts 1\n");
  for (int i = 1; i < 100'000; ++i)  // in folders: git fast-import is slow with large ones
    tree.AddSubmodule("l" + std::to_string(i / 300) + "/" + std::to_string(i));
  EXPECT_EQ(tree.Difference(), "");
  EXPECT_EQ(tree.Assay({"--json"}).out, "{\"Ruby\":{\"size\":7,\"percentage\":\"100.00\"}}\n");
}

// Folders that a repository's attributes decide on.
TEST(LinguistEdgesTest, Attributes) {
  TreeRepository tree;
  tree.Add(".gitattributes",
           "\xEF\xBB\xBF# a comment\n"
           "late-macro/* after\n"
           "[attr]mine linguist-language=Python linguist-vendored\n"
           "[attr]nested mine -linguist-vendored linguist-generated=false\n"
           "[attr]after linguist-vendored\n"
           "[attr]binary linguist-language=C\n"
           "[attr] spaced linguist-vendored\n"
           "[attr]empty\n"
           "! spaced2.rb linguist-vendored\n"
           "set/* linguist-vendored linguist-detectable\n"
           "false/* linguist-vendored=false linguist-documentation=false\n"
           "unset/* -linguist-vendored -linguist-generated -linguist-documentation\n"
           "text/* linguist-vendored=no\n"
           "empty-value/* linguist-vendored=\n"
           "minus-value/* -linguist-vendored=false\n"
           "unspecified/* linguist-vendored\n"
           "unspecified/* !linguist-vendored\n"
           "language/a.rb linguist-language=Python\n"
           "language/b.rb linguist-language=python\n"
           "language/c.rb linguist-language=c++,x\n"
           "language/d.rb linguist-language=Nothing\n"
           "language/e.rb linguist-language\n"
           "language/f.rb -linguist-language\n"
           "language/g.rb linguist-language=Jupyter-Notebook\n"
           "language/h.rb linguist-language=jupyter notebook\n"
           "language/i.rb linguist-language=C#\n"
           "language/j.png linguist-language=Ruby\n"
           "language/k.rb linguist-language=,ruby\n"
           "language/l.rb linguist-language=RUBY,\n"
           "language/m.json linguist-language=JSON linguist-detectable\n"
           "language/n.rb linguist-language=HTML+ERB\n"
           "language/o.rb !linguist-language\n"
           "language/p.rb linguist-language=false\n"
           "macro/* mine\n"
           "macro2/* nested\n"
           "macro3/* -mine\n"
           "macro4/* mine=x\n"
           "macro5/* binary\n"
           "macro6/* mine linguist-language=Java\n"
           "macro7/* linguist-language=Java mine\n"
           "undetectable/* linguist-detectable=false\n"
           "undetectable2/* -linguist-detectable\n"
           "data/*.json linguist-detectable\n"
           "data/*.md linguist-detectable=true\n"
           "folder/ linguist-vendored\n"
           "!negated/* linguist-documentation\n"
           "/rooted.rb linguist-vendored\n"
           "esc\\aped.rb linguist-vendored\n"
           "with\\ space.rb linguist-vendored\n"
           "\"quoted.rb\" linguist-vendored\n"
           "  indented.rb linguist-vendored\n"
           "comment.rb # linguist-vendored\n"
           "comment2.rb linguist-vendored # more\n"
           "crlf.rb linguist-vendored\r\n"
           "lone.rb - linguist-vendored\n"
           "lone2.rb =x linguist-vendored\n"
           "**/deep.rb linguist-vendored\n"
           "a/**/b.rb linguist-vendored\n"
           "tail/** linguist-vendored\n"
           "sub/*.rb linguist-vendored\n"
           "cut.rb linguist-ven");
  tree.Add("sub/.gitattributes",
           "[attr]low linguist-vendored\n"
           "keep.rb -linguist-vendored\n"
           "low.py low\n"
           "/only.py linguist-vendored\n"
           "deeper/x.py linguist-vendored\n"
           "mine.py mine\n");
  tree.Add("nul/.gitattributes", "a.rb linguist-vendored\n\0b.rb linguist-vendored\n"s);
  tree.Add("link/.gitattributes", "* linguist-vendored", "120000");
  for (const std::string folder :
       {"late-macro",  "set",          "false",     "unset",        "text",          "empty-value",
        "minus-value", "unspecified",  "macro",     "macro2",       "macro3",        "macro4",
        "macro5",      "macro6",       "macro7",    "undetectable", "undetectable2", "folder",
        "negated",     "tail",         "tail/x",    "nul",          "link",          "vendor",
        "docs",        "unset/vendor", "false/docs"}) {
    for (const std::string name : {"a.rb", "b.rb", "c.js", "Cargo.lock"})
      tree.Add(folder + "/" + name, "puts 1\nputs 2\n");
  }
  for (char c = 'a'; c < 'q'; ++c)
    tree.Add("language/"s + c + (c == 'j' ? ".png" : c == 'm' ? ".json" : ".rb"), "puts 1\n");
  for (const std::string path :
       {"spaced",        "spaced2.rb",    "rooted.rb",       "x/rooted.rb",       "escaped.rb",
        "with space.rb", "quoted.rb",     "\"quoted.rb\"",   "indented.rb",       "comment.rb",
        "comment2.rb",   "crlf.rb",       "lone.rb",         "lone2.rb",          "deep.rb",
        "x/y/deep.rb",   "a/b.rb",        "a/x/b.rb",        "a/x/y/b.rb",        "x/a/b.rb",
        "sub/keep.rb",   "sub/x.rb",      "sub/y/keep.rb",   "sub/y/x.rb",        "sub/low.py",
        "sub/only.py",   "sub/y/only.py", "sub/deeper/x.py", "sub/y/deeper/x.py", "sub/mine.py",
        "cut.rb",        "data/a.json",   "data/a.md",       "data/a.yml",        "folder"}) {
    if (path != "folder") tree.Add(path, "puts 1\n");
  }
  EXPECT_EQ(tree.Difference(), "");
}

TEST(LinguistEdgesTest, Interpreters) {
  TreeRepository tree;
  tree.CountEverything();
  int number = 0;
  for (const std::string line : {"#!/bin/sh",
                                 "#!/bin/bash -e",
                                 "#! /usr/bin/perl",
                                 "#!perl",
                                 "#!perl5.30",
                                 "#!/usr/bin/env",
                                 "#!/usr/bin/env python",
                                 "#!/usr/bin/env python3.11",
                                 "#!/usr/bin/env python2.7.1",
                                 "#!/usr/bin/env -S python -u",
                                 "#!/usr/bin/env -vS A=1 B=2 ruby -w",
                                 "#!/usr/bin/env A= ruby",
                                 "#!/usr/bin/env =A ruby",
                                 "#!/usr/bin/env --split-string ruby",
                                 "#!/usr/bin/env -- ruby",
                                 "#!/usr/bin/env - ruby",
                                 "#!/usr/bin/env -x ruby",
                                 "#!/usr/bin/env -S",
                                 "#!/usr/bin/env A=1",
                                 "#!/usr/bin/env /usr/bin/ruby",
                                 "#!/usr/bin/env\truby",
                                 "#!/usr/bin/env ruby\r",
                                 "#!\t/usr/bin/node",
                                 "#! env ruby",
                                 "#!env ruby",
                                 "#!/env ruby",
                                 "#!/usr/bin/env/ ruby",
                                 "#!env/ ruby",
                                 "#!/",
                                 "#!//",
                                 "#!",
                                 "#! ",
                                 "#!\v/bin/sh",
                                 "#!/usr/bin/osascript",
                                 "#!/usr/bin/osascript -l JavaScript",
                                 "#!/usr/bin/env osascript",
                                 "#!/usr/bin/python3/",
                                 "#!/usr/bin/python.3",
                                 "#!/usr/bin/.3",
                                 "#!/usr/bin/tclsh8.6",
                                 "#!/usr/bin/lua5.3",
                                 "#!/bin/sh\nexec tclsh \"$0\" \"$@\"",
                                 "#!/bin/sh\n# \\\nexec scala $0 $@",
                                 "#!/bin/sh\nexec scala xx $0 -- $@",
                                 "#!/bin/sh\n\n\n\n\nexec scala $0 $@",
                                 "#!/bin/sh\n\n\n\nexec scala $0 $@",
                                 "#!/bin/sh\nexec a$0 x$@",
                                 "#!/bin/sh\nexec /x $0 $@",
                                 "#!/bin/sh2.1\nexec scala $0 $@",
                                 " #!/bin/sh",
                                 "\xEF\xBB\xBF#!/bin/sh",
                                 "#!/usr/bin/env deno run",
                                 "#!/usr/bin/rakudo",
                                 "#!/bin/zsh",
                                 "#!/usr/bin/make -f"}) {
    ++number;
    tree.Add("none/" + std::to_string(number), line + "\necho 1\n");
    tree.Add("cut/" + std::to_string(number), line);
    tree.Add("cgi/" + std::to_string(number) + ".cgi", line + "\necho 1\n");
    tree.Add("pl/" + std::to_string(number) + ".pl", line + "\necho 1\n");
    tree.Add("rb/" + std::to_string(number) + ".rb", line + "\necho 1\n");
  }
  EXPECT_EQ(tree.Difference(), "");
}

TEST(LinguistEdgesTest, Modelines) {
  TreeRepository tree;
  tree.CountEverything();
  int number = 0;
  for (const std::string line : {"-*- ruby -*-",
                                 "-*-ruby-*-",
                                 "-*- mode: ruby -*-",
                                 "-*- mode:ruby-*-",
                                 "-*-mode:ruby-*-",
                                 "-*- foo: bar; mode: ruby; baz: 1 -*-",
                                 "-*- foo:bar mode:ruby -*-",
                                 "-*- MODE: Ruby -*-",
                                 "-*- ruby--*-",
                                 "-*- mode: ruby--*-",
                                 "-*- mode: ruby *-*-",
                                 "-*- ruby",
                                 "-*- c++ -*-",
                                 "-*- mode: c++; -*-",
                                 "-*- mode: nothing -*-",
                                 "-*- nothing -*- vim: ft=ruby",
                                 "-*- ru:by -*-",
                                 "-*- mode : ruby -*-",
                                 "-*- mode: ruby;mode: python -*-",
                                 "-* ruby -*-",
                                 "vim: ft=ruby",
                                 "vim: set ft=ruby:",
                                 "vim: set ft=ruby",
                                 "vim:ft=ruby",
                                 " vi: ft=ruby",
                                 "Vim: ft=ruby",
                                 "Vi: ft=ruby",
                                 "ex: ft=ruby",
                                 " ex: ft=ruby",
                                 "vim700: ft=ruby",
                                 "vim<700: set ft=ruby :",
                                 "vim>=700: ft=ruby",
                                 "vim: se ft=ruby:",
                                 "vim: noai ft=ruby ts=4",
                                 "vim: noai : ft=ruby:ts=4",
                                 "vim: filetype=ruby",
                                 "vim: syntax=ruby",
                                 "vim: ft = ruby",
                                 "vim: ft= ruby",
                                 "vim: titlestring=a\\ ft=python ft=ruby",
                                 "vim: ts=4:ft=ruby",
                                 "vim: set ts=4 ft=ruby noet",
                                 "vim: set ts=4 ft=ruby noet:",
                                 "vim: ft=Ruby",
                                 "vim: ft=c++",
                                 "vim: ft=ruby.rails",
                                 "vim: ft=cpp",
                                 "xvim: ft=ruby",
                                 "# vim: ft=ruby",
                                 "/* vim: ft=c */",
                                 "vim: set syntax=ruby ft=python:",
                                 "vim: ft=help",
                                 "vim:tw=78:ts=8:ft=help:norl:",
                                 "UseVimball\nvim: ft=ruby",
                                 "vim: ft=ruby\nUseVimball",
                                 "vim: ft=nothing",
                                 "vim:ft=ruby\x0B",
                                 "vim: foo=\\: ft=ruby",
                                 "vim: set ft=ruby\\:",
                                 "vim: ft=ruby -*- python -*-"}) {
    ++number;
    tree.Add("a/" + std::to_string(number) + ".txt", line + "\nx\n");
    tree.Add("b/" + std::to_string(number) + ".txt", "# " + line + "\r\nx\r\n");
    tree.Add("c/" + std::to_string(number), "x\ny\n// " + line + " \n");
    tree.Add("d/" + std::to_string(number) + ".py", "1\n2\n3\n4\n5\n6\n7\n8\n" + line);
    tree.Add("e/" + std::to_string(number) + ".h", line + "\n");
  }
  EXPECT_EQ(tree.Difference(), "");
}

}  // namespace
}  // namespace assay
