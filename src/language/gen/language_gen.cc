// language_gen TABLES.cc CLASSIFIER.bin --debian DIR --npm DIR: the data files
// of two Linguist releases as C++ tables, and the classifier's table.
//
// Regular expressions are translated from Ruby's syntax; one that no engine
// takes as Ruby means it ends the build.
#include <yaml-cpp/yaml.h>

#include <algorithm>
#include <bit>
#include <cstdio>
#include <fstream>
#include <map>
#include <nlohmann/json.hpp>
#include <optional>
#include <stdexcept>
#include <string>
#include <vector>

#include "base/pattern.h"
#include "base/perl_pattern.h"
#include "base/ruby_pattern.h"
#include "base/text.h"
#include "language/linguist_tables.h"

namespace assay {
namespace {

[[noreturn]] void Fail(const std::string& what) { throw std::runtime_error(what); }

std::string Quoted(const std::string& text) {
  std::string quoted = "\"";
  for (const char c : text) {
    const auto byte = static_cast<unsigned char>(c);
    if (c == '"' || c == '\\') {
      quoted += '\\';
      quoted += c;
    } else if (byte < 0x20 || byte >= 0x7F) {
      char escaped[8];
      std::snprintf(escaped, sizeof escaped, "\\%03o", byte);
      quoted += escaped;
    } else {
      quoted += c;
    }
  }
  return quoted + "\"";
}

void ReplaceAll(std::string& text, const std::string& from, const std::string& to) {
  for (std::size_t at = text.find(from); at != std::string::npos;
       at = text.find(from, at + to.size())) {
    text.replace(at, from.size(), to);
  }
}

// Forms by hand of what the translator refuses: intersections of classes.
std::string WithoutIntersections(std::string ruby) {
  ReplaceAll(ruby, R"([\s&&[^\n]])", R"([ \t\r\v\f])");
  ReplaceAll(ruby, R"([\s&&[^\r\n]])", R"([ \t\v\f])");
  return ruby;
}

bool HasNumberedReference(const std::string& expression) {
  for (std::size_t i = 0; i + 1 < expression.size(); ++i) {
    if (expression[i] != '\\') continue;
    ++i;
    if (expression[i] >= '1' && expression[i] <= '9') return true;
  }
  return false;
}

// A translated pattern that its engine has accepted.
RubyTranslation Translated(const std::string& ruby) {
  auto translation = TranslateRubyPattern(WithoutIntersections(ruby));
  if (!translation) Fail(translation.error().message);
  if (translation->backtracking) {
    const auto compiled = PerlPattern::Compile(translation->expression);
    if (!compiled) Fail(compiled.error().message);
  } else {
    const auto compiled = Pattern::Compile(translation->expression);
    if (!compiled) Fail(compiled.error().message);
    // Ruby's `^` does not match behind the last line end, RE2's does. That can
    // only show in a pattern that needs no text at all.
    if (compiled->Search("\n") && !compiled->Search("x"))
      Fail(ruby + ": matches an empty line; the engines disagree on the last one");
  }
  return *std::move(translation);
}

// The classifier's languages by Linguist's language_id, which outlives renames.
using TrainedIds = std::map<int, std::size_t>;

// One release, and what its data files do not say.
struct Release {
  std::string identifier;  // of the table
  std::string version;
  std::string directory;
  std::string generation;
  std::vector<std::string> generic_extensions;  // where there is no generic.yml
  std::map<std::string, std::string> restored;  // patterns that a packager has edited
};

class Generator {
 public:
  Generator(std::ostream& out, Release release, const TrainedIds& trained)
      : out_(out), release_(std::move(release)), trained_(trained) {}

  void Run() {
    out_ << "namespace {\nnamespace tables_" << release_.identifier << " {\n";
    ReadLanguages();
    ReadHeuristics();
    WriteStrings("generic_extensions", GenericExtensions());
    const std::string vendored = PathPatterns("vendored", "vendor.yml");
    const std::string documentation = PathPatterns("documentation", "documentation.yml");
    for (const auto& [pattern, original] : release_.restored) {
      if (restored_.count(pattern) == 0) Fail("no pattern to restore: " + pattern);
    }
    out_ << "}  // namespace tables_" << release_.identifier << "\n}  // namespace\n"
         << "const DataSet k" << release_.identifier << " = {\n    " << Quoted(release_.version)
         << ", Generation::k" << release_.generation;
    for (const char* const table : {"languages", "file_names", "extensions", "interpreters",
                                    "aliases", "generic_extensions", "heuristics"}) {
      out_ << ",\n    tables_" << release_.identifier << "::" << table;
    }
    out_ << ",\n    " << vendored << ",\n    " << documentation << ",\n    " << IndexOf("XML")
         << ", " << IndexOf("Roff Manpage") << ", " << IndexOf("Roff") << "};\n";
  }

 private:
  using Index = std::map<std::string, std::vector<std::size_t>>;

  YAML::Node Load(const std::string& name) const {
    return YAML::LoadFile(release_.directory + "/" + name);
  }

  std::vector<std::string> GenericExtensions() const {
    if (!release_.generic_extensions.empty()) return release_.generic_extensions;
    return Load("generic.yml")["extensions"].as<std::vector<std::string>>();
  }

  void ReadLanguages() {
    Index file_names;
    Index extensions;
    Index interpreters;
    Index aliases;
    std::string rows;
    // A group is named like a language, in any case.
    std::map<std::string, std::string> spelled;
    for (const auto& entry : Load("languages.yml"))
      spelled[ToLowerAscii(entry.first.as<std::string>())] = entry.first.as<std::string>();
    for (const auto& entry : Load("languages.yml")) {
      const auto name = entry.first.as<std::string>();
      const YAML::Node& language = entry.second;
      const std::size_t index = number_of_languages_++;
      std::string type = language["type"].as<std::string>();
      type[0] = static_cast<char>(type[0] - 'a' + 'A');
      const std::string group =
          language["group"] ? spelled.at(ToLowerAscii(language["group"].as<std::string>())) : name;
      const auto trained = trained_.find(language["language_id"].as<int>());
      rows += "    {" + Quoted(name) + ", " + Quoted(group) + ", Type::k" + type + ", " +
              (trained == trained_.end() ? "kNotTrained" : std::to_string(trained->second)) +
              "},\n";
      const auto add = [&](const char* key, Index& into, bool lower) {
        for (const YAML::Node& item : language[key]) {
          const auto text = item.as<std::string>();
          into[lower ? ToLowerAscii(text) : text].push_back(index);
        }
      };
      add("filenames", file_names, false);
      add("extensions", extensions, true);
      add("interpreters", interpreters, false);
      // A later language takes an alias from an earlier one.
      std::string own = ToLowerAscii(name);
      std::replace(own.begin(), own.end(), ' ', '-');
      aliases[own] = {index};
      names_[ToLowerAscii(name)] = index;
      if (language["fs_name"]) names_[ToLowerAscii(language["fs_name"].as<std::string>())] = index;
      for (const YAML::Node& alias : language["aliases"]) {
        const std::string key = ToLowerAscii(alias.as<std::string>());
        aliases[key] = {index};
        names_[key] = index;
      }
      names_.try_emplace(own, index);
    }
    out_ << "constexpr Language languages[] = {\n" << rows << "};\n";
    WriteIndex("file_names", file_names);
    WriteIndex("extensions", extensions);
    WriteIndex("interpreters", interpreters);
    WriteIndex("aliases", aliases);
  }

  std::size_t IndexOf(const std::string& name) const {
    const auto found = names_.find(ToLowerAscii(name));
    if (found == names_.end()) Fail("no language " + name);
    return found->second;
  }

  // The name of an array with these language indices, written once.
  std::string LanguageList(const std::vector<std::size_t>& languages) {
    const auto [known, inserted] =
        lists_.try_emplace(languages, "list" + std::to_string(lists_.size()));
    if (inserted) {
      out_ << "constexpr std::uint16_t " << known->second << "[] = {";
      for (const std::size_t language : languages) out_ << language << ",";
      out_ << "};\n";
    }
    return known->second;
  }

  void WriteIndex(const std::string& name, const Index& index) {
    for (const auto& [key, languages] : index) LanguageList(languages);
    out_ << "constexpr Entry " << name << "[] = {\n";
    for (const auto& [key, languages] : index) {
      out_ << "    {" << Quoted(key) << ", " << LanguageList(languages) << "},\n";
    }
    out_ << "};\n";
  }

  void WriteStrings(const std::string& name, const std::vector<std::string>& strings) {
    out_ << "constexpr std::string_view " << name << "[] = {";
    for (const std::string& text : strings) out_ << Quoted(text) << ", ";
    out_ << "};\n";
  }

  std::vector<std::size_t> Languages(const YAML::Node& node) const {
    std::vector<std::size_t> languages;
    if (node.IsScalar()) languages.push_back(IndexOf(node.as<std::string>()));
    if (node.IsSequence()) {
      for (const YAML::Node& item : node) languages.push_back(IndexOf(item.as<std::string>()));
    }
    return languages;
  }

  RubyTranslation Heuristic(const YAML::Node& node) {
    const auto text = node.as<std::string>();
    const auto restored = release_.restored.find(text);
    if (restored == release_.restored.end()) return Translated(text);
    restored_[text] = true;
    return Translated(restored->second);
  }

  // Several patterns are alternatives.
  RubyTranslation Alternation(const YAML::Node& node) {
    if (node.IsScalar()) return Heuristic(node);
    RubyTranslation all;
    for (const YAML::Node& item : node) {
      const RubyTranslation one = Heuristic(item);
      // Its groups have other numbers in a union.
      if (!all.expression.empty() && HasNumberedReference(one.expression))
        Fail("a back reference in a union: " + one.expression);
      if (!all.expression.empty()) all.expression += "|";
      all.expression += "(?:" + one.expression + ")";
      all.backtracking = all.backtracking || one.backtracking;
    }
    return all;
  }

  void AddTests(const YAML::Node& rule, const YAML::Node& named, std::string& tests) {
    const auto add = [&](const YAML::Node& patterns, bool negative) {
      if (!patterns) Fail("a rule names no pattern");
      const RubyTranslation pattern = Alternation(patterns);
      tests += "{" + Quoted(pattern.expression) + (negative ? ", true, " : ", false, ") +
               (pattern.backtracking ? "true" : "false") + "}, ";
    };
    for (const auto& field : rule) {
      const auto key = field.first.as<std::string>();
      if (key != "and" && key != "pattern" && key != "negative_pattern" && key != "named_pattern" &&
          key != "language")
        Fail("a rule with " + key);
    }
    // Where there are several, Linguist looks at the first of these.
    if (rule["and"]) {
      for (const YAML::Node& part : rule["and"]) AddTests(part, named, tests);
    } else if (rule["pattern"]) {
      add(rule["pattern"], false);
    } else if (rule["negative_pattern"]) {
      add(rule["negative_pattern"], true);
    } else if (rule["named_pattern"]) {
      add(named[rule["named_pattern"].as<std::string>()], false);
    }
  }

  void ReadHeuristics() {
    const YAML::Node data = Load("heuristics.yml");
    std::string blocks;
    std::size_t number = 0;
    for (const YAML::Node& block : data["disambiguations"]) {
      const std::string id = std::to_string(number++);
      std::string rules;
      std::size_t rule_number = 0;
      for (const YAML::Node& rule : block["rules"]) {
        std::string tests;
        AddTests(rule, data["named_patterns"], tests);
        const std::string rule_id = id + "_" + std::to_string(rule_number++);
        const std::string languages = LanguageList(Languages(rule["language"]));
        if (!tests.empty())
          out_ << "constexpr Test tests" << rule_id << "[] = {" << tests << "};\n";
        rules += "{" + languages + ", " + (tests.empty() ? "{}" : "tests" + rule_id) + "}, ";
      }
      out_ << "constexpr Rule rules" << id << "[] = {" << rules << "};\n";
      WriteStrings("extensions" + id, block["extensions"].as<std::vector<std::string>>());
      blocks += "    {extensions" + id + ", rules" + id + "},\n";
    }
    out_ << "constexpr Block heuristics[] = {\n" << blocks << "};\n";
  }

  // Ruby joins the lines of such a file with |, and so do we.
  std::string PathPatterns(const std::string& name, const std::string& file) {
    std::string joined;
    std::vector<std::string> backtracking;
    for (const YAML::Node& item : Load(file)) {
      const auto text = item.as<std::string>();
      const RubyTranslation translation = Translated(text);
      if (translation.backtracking) {
        backtracking.push_back(translation.expression);
      } else {
        joined += (joined.empty() ? "" : "|") + text;
      }
    }
    if (!backtracking.empty()) WriteStrings(name + "_backtracking", backtracking);
    return "{" + Quoted(Translated(joined).expression) + ", " +
           (backtracking.empty()
                ? std::string("{}")
                : "tables_" + release_.identifier + "::" + name + "_backtracking") +
           "}";
  }

  std::ostream& out_;
  Release release_;
  const TrainedIds& trained_;
  std::size_t number_of_languages_ = 0;
  std::map<std::string, std::size_t> names_;  // names and aliases, in lower case
  std::map<std::vector<std::size_t>, std::string> lists_;
  std::map<std::string, bool> restored_;
};

// --- the classifier's table
// ------------------------------------------------------------------------

class TableWriter {
 public:
  explicit TableWriter(const std::string& directory) {
    std::ifstream file(directory + "/samples.json");
    if (!file) Fail("no samples.json in " + directory);
    samples_ = nlohmann::json::parse(file);
    for (const auto& entry : YAML::LoadFile(directory + "/languages.yml"))
      ids_[entry.first.as<std::string>()] = entry.second["language_id"].as<int>();
  }

  TrainedIds Trained() const {
    TrainedIds trained;
    std::size_t number = 0;
    for (const auto& [name, count] : samples_["languages"].items()) {
      // Samples lie in folders; Linguist does not find those of a language that is spelt
      // otherwise on disk, F* in Fstar/.
      const auto id = ids_.find(name);
      if (id != ids_.end()) trained[id->second] = number;
      ++number;
    }
    return trained;
  }

  void Write(const std::string& path) const {
    std::map<std::string, std::vector<linguist::Posting>> postings;
    std::vector<linguist::TrainedLanguage> languages;
    for (const auto& [name, samples] : samples_["languages"].items()) {
      const auto number = static_cast<std::uint16_t>(languages.size());
      languages.push_back(
          {samples_["language_tokens"][name].get<std::uint32_t>(), samples.get<std::uint32_t>()});
      for (const auto& [token, count] : samples_["tokens"][name].items()) {
        if (count.get<std::uint64_t>() > 0xFFFF) Fail("too many of token " + token);
        postings[token].push_back({number, count.get<std::uint16_t>()});
      }
    }
    std::vector<linguist::Token> tokens;
    std::vector<linguist::Posting> all;
    std::string text;
    std::vector<std::uint32_t> buckets(std::bit_ceil(2 * postings.size()));
    for (const auto& [token, of_token] : postings) {
      std::size_t bucket = linguist::Fnv1a(token) & (buckets.size() - 1);
      while (buckets[bucket] != 0) bucket = (bucket + 1) & (buckets.size() - 1);
      buckets[bucket] = static_cast<std::uint32_t>(tokens.size()) + 1;
      tokens.push_back(
          {static_cast<std::uint32_t>(text.size()), static_cast<std::uint32_t>(all.size())});
      text += token;
      all.insert(all.end(), of_token.begin(), of_token.end());
    }
    tokens.push_back(
        {static_cast<std::uint32_t>(text.size()), static_cast<std::uint32_t>(all.size())});
    linguist::Header header{};
    header.tokens_total = samples_["tokens_total"].get<std::uint64_t>();
    header.samples_total = samples_["languages_total"].get<std::uint32_t>();
    header.languages = static_cast<std::uint32_t>(languages.size());
    header.buckets = static_cast<std::uint32_t>(buckets.size());
    header.tokens = static_cast<std::uint32_t>(postings.size());
    header.postings = static_cast<std::uint32_t>(all.size());
    std::ofstream out(path, std::ios::binary);
    const auto write = [&out](const void* data, std::size_t size) {
      out.write(static_cast<const char*>(data), static_cast<std::streamsize>(size));
    };
    write(&header, sizeof header);
    write(languages.data(), languages.size() * sizeof languages[0]);
    write(buckets.data(), buckets.size() * sizeof buckets[0]);
    write(tokens.data(), tokens.size() * sizeof tokens[0]);
    write(all.data(), all.size() * sizeof all[0]);
    write(text.data(), text.size());
    if (!out.flush()) Fail("cannot write " + path);
  }

 private:
  nlohmann::json samples_;
  std::map<std::string, int> ids_;
};

Release Debian(const std::string& directory) {
  return {"7221", "7.22.1", directory, "7221", {}, {}};
}

// The npm package has no generic.yml, and lost the (?x) of one pattern when it took its comments
// out.
Release Npm(const std::string& directory) {
  const std::string adblock =
      R"(\A\[(?<version>(?:[Aa]d[Bb]lock(?:[ \t][Pp]lus)?|u[Bb]lock(?:[ \t][Oo]rigin)?|)"
      R"([Aa]d[Gg]uard)(?:[ \t] \d+(?:\.\d+)*+)?)(?:[ \t]?;[ \t]?\g<version>)*+\])";
  return {"Main",
          "main",
          directory,
          "Main",
          {".1",   ".2",      ".3",   ".4",   ".5",      ".6",   ".7",       ".8",
           ".9",   ".action", ".alg", ".app", ".cmp",    ".msg", ".network", ".resource",
           ".sol", ".srv",    ".stl", ".tag", ".target", ".url"},
          {{adblock, "(?x)" + adblock}}};
}

void Run(const std::string& tables, const std::string& classifier, const std::string& debian,
         const std::string& npm) {
  const TableWriter table(debian);
  table.Write(classifier);
  std::ofstream out(tables);
  out << "// Generated by language_gen. Data: GitHub Linguist, MIT licence.\n"
         "#include \"language/linguist_tables.h\"\n\nnamespace assay::linguist {\n";
  Generator(out, Debian(debian), table.Trained()).Run();
  Generator(out, Npm(npm), table.Trained()).Run();
  out << "}  // namespace assay::linguist\n";
  if (!out.flush()) Fail("cannot write " + tables);
}

}  // namespace
}  // namespace assay

int main(int argc, char** argv) {
  if (argc != 7 || std::string(argv[3]) != "--debian" || std::string(argv[5]) != "--npm") {
    std::fprintf(stderr, "usage: language_gen TABLES.cc CLASSIFIER.bin --debian DIR --npm DIR\n");
    return 2;
  }
  try {
    assay::Run(argv[1], argv[2], argv[4], argv[6]);
    return 0;
  } catch (const std::exception& error) {
    std::fprintf(stderr, "language_gen: %s\n", error.what());
    return 1;
  }
}
