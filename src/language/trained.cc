#include "language/trained.h"

#include <algorithm>
#include <cmath>
#include <list>
#include <string>
#include <unordered_map>
#include <vector>

#include "language/linguist_tables.h"
#include "language/tokens.h"

extern "C" const unsigned char assay_linguist_classifier[];

namespace assay {
namespace {

using linguist::Header;
using linguist::Posting;
using linguist::Token;
using linguist::TrainedLanguage;

// The embedded table. It is aligned, and written by the same build.
class Table {
 public:
  Table()
      : header_(reinterpret_cast<const Header*>(assay_linguist_classifier)),
        languages_(reinterpret_cast<const TrainedLanguage*>(header_ + 1)),
        buckets_(reinterpret_cast<const std::uint32_t*>(languages_ + header_->languages)),
        tokens_(reinterpret_cast<const Token*>(buckets_ + header_->buckets)),
        postings_(reinterpret_cast<const Posting*>(tokens_ + header_->tokens + 1)),
        text_(reinterpret_cast<const char*>(postings_ + header_->postings)) {}

  const Header& header() const { return *header_; }
  const TrainedLanguage& language(std::size_t number) const { return languages_[number]; }

  // How often each language's samples have the token.
  std::span<const Posting> Find(std::string_view token) const {
    const std::size_t mask = header_->buckets - 1;
    for (std::size_t at = linguist::Fnv1a(token) & mask; buckets_[at] != 0; at = (at + 1) & mask) {
      const Token* const found = tokens_ + buckets_[at] - 1;
      if (std::string_view(text_ + found->text, found[1].text - found->text) == token)
        return {postings_ + found->posting, postings_ + found[1].posting};
    }
    return {};
  }

 private:
  const Header* header_;
  const TrainedLanguage* languages_;
  const std::uint32_t* buckets_;
  const Token* tokens_;
  const Posting* postings_;
  const char* text_;
};

struct Counted {
  std::span<const Posting> postings;
  std::uint32_t count;
};

// In the order of first occurrence, in which the sums are made.
std::vector<Counted> CountTokens(const Table& table, std::string_view text) {
  std::list<std::string> storage;
  std::vector<Counted> counted;
  std::unordered_map<std::string_view, std::size_t> known;
  for (const std::string_view token : TokensOf(text, &storage)) {
    const auto [found, inserted] = known.try_emplace(token, counted.size());
    if (inserted) counted.push_back({table.Find(token), 0});
    ++counted[found->second].count;
  }
  return counted;
}

// Sums doubles in Linguist's own order: a difference in the last bit could
// decide between two languages.
double Score(const Table& table, const std::vector<Counted>& tokens, std::uint16_t language) {
  const TrainedLanguage& trained = table.language(language);
  const double unknown = std::log(1 / static_cast<double>(table.header().tokens_total));
  double sum = 0;
  for (const Counted& token : tokens) {
    const auto found = std::lower_bound(
        token.postings.begin(), token.postings.end(), language,
        [](const Posting& posting, std::uint16_t l) { return posting.language < l; });
    const bool there = found != token.postings.end() && found->language == language;
    sum +=
        token.count *
        (there ? std::log(static_cast<double>(found->count) / static_cast<double>(trained.tokens))
               : unknown);
  }
  return sum + std::log(static_cast<double>(trained.samples) /
                        static_cast<double>(table.header().samples_total));
}

}  // namespace

int LikeliestOf(std::string_view text, std::span<const std::uint16_t> candidates) {
  const Table table;
  const std::vector<Counted> tokens = CountTokens(table, text);
  int best = -1;
  double best_score = 0;
  for (std::size_t i = 0; i < candidates.size(); ++i) {
    if (candidates[i] == linguist::kNotTrained) continue;
    const double score = Score(table, tokens, candidates[i]);
    if (best >= 0 && score <= best_score) continue;
    best = static_cast<int>(i);
    best_score = score;
  }
  return best;
}

}  // namespace assay
