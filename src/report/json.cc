#include <cmath>
#include <nlohmann/json.hpp>

#include "base/text.h"
#include "report/author_json.h"
#include "report/report.h"

namespace assay {
namespace {

using Json = nlohmann::ordered_json;

// An object with room for its members: what ordered_json outgrows it copies as a whole, with all
// below.
Json ObjectOf(std::size_t members) {
  Json json = Json::object();
  json.get_ref<Json::object_t&>().reserve(members);
  return json;
}

Json ArrayOf(std::size_t elements) {
  Json json = Json::array();
  json.get_ref<Json::array_t&>().reserve(elements);
  return json;
}

Json Number(double value) {
  // Two decimals, so that no machine's rounding reaches the bytes.
  return static_cast<double>(std::lround(value * 100)) / 100;
}

bool IsInFile(const Evidence& evidence) {
  switch (evidence.kind) {
    case EvidenceKind::kLines:
    case EvidenceKind::kFile:
      return true;
    case EvidenceKind::kCommit:
    case EvidenceKind::kTag:
      return false;
  }
  return true;
}

Json ToJson(const Origin& origin, bool in_file) {
  Json json = ObjectOf(7);
  json["commit"] = origin.commit;
  if (in_file) {
    json["path"] = ToValidUtf8(origin.path);
    json["line"] = origin.line;
  }
  json["authors"] = origin.authors;
  json["date"] = origin.date;
  if (origin.border) json["border"] = true;
  if (!origin.caution.empty()) json["caution"] = origin.caution;
  return json;
}

Json ToJson(const Evidence& evidence) {
  Json json = ObjectOf(24);
  json["signal"] = evidence.signal;
  json["sign"] = Name(evidence.sign);
  json["shows"] = Name(evidence.shows);
  if (!evidence.technology.empty()) json["technology"] = evidence.technology;
  json["kind"] = Name(evidence.kind);
  json["at"] = evidence.at;
  const bool in_file = IsInFile(evidence);
  if (evidence.kind == EvidenceKind::kTag) json["tag"] = evidence.tag;
  if (in_file) {
    json["path"] = ToValidUtf8(evidence.path);
    json["blob"] = evidence.blob;
    json["start_line"] = evidence.start_line;
    json["line"] = evidence.line;
    json["end_line"] = evidence.end_line;
  }
  json["origin"] = ToJson(evidence.origin, in_file);
  if (!evidence.removed_by.empty())
    json["removed"] = {{"commit", evidence.removed_by}, {"date", evidence.removed}};
  if (in_file) json["purpose"] = Name(evidence.purpose);
  json["why"] = evidence.why;
  json["snippet"] = evidence.snippet;
  json["fingerprint"] = evidence.fingerprint;
  if (evidence.sign == Sign::kWeakness) {
    json["skill"] = evidence.skill;
    json["severity"] = Name(evidence.severity);
    json["cwe"] = evidence.cwe;
    json["asvs"] = evidence.asvs;
    json["remediation"] = evidence.remediation;
  }
  return json;
}

Json ToJson(const std::vector<Evidence>& list) {
  Json json = ArrayOf(list.size());
  for (const Evidence& evidence : list) json.push_back(ToJson(evidence));
  return json;
}

Json ToJson(const SkillResult& skill) {
  Json json = ObjectOf(12);
  json["id"] = skill.id;
  json["area"] = skill.area;
  json["name"] = skill.name;
  json["outcome"] = Name(skill.outcome);
  if (!skill.outcome_reason.empty()) json["outcome_reason"] = skill.outcome_reason;
  json["strength"] = Name(skill.strength);
  json["claimed"] = skill.claimed;
  json["first_seen"] = skill.first_seen.empty() ? Json() : Json(skill.first_seen);
  json["last_seen"] = skill.last_seen.empty() ? Json() : Json(skill.last_seen);
  Json by_author = ObjectOf(skill.by_author.size());
  for (const auto& [author, count] : skill.by_author) by_author[author] = count;
  json["counts"] = {{"sites", skill.sites},     {"files", skill.files},
                    {"signals", skill.signals}, {"all_sites", skill.all_sites},
                    {"doubted", skill.doubted}, {"by_author", std::move(by_author)}};
  Json months = ObjectOf(skill.months.size());
  for (const auto& [author, sites_by_month] : skill.months) {
    Json of_author = ObjectOf(sites_by_month.size());
    for (const auto& [month, sites] : sites_by_month) of_author[month] = sites;
    months[author] = std::move(of_author);
  }
  json["months"] = std::move(months);
  json["technologies"] = Json::array();
  for (const SkillTechnology& technology : skill.technologies) {
    json["technologies"].push_back({{"id", technology.id},
                                    {"name", technology.name},
                                    {"strength", Name(technology.strength)},
                                    {"sites", technology.sites},
                                    {"files", technology.files}});
  }
  json["evidence"] = ToJson(skill.evidence);
  return json;
}

Json ToJson(const Caution& caution) {
  Json json;
  json["code"] = caution.code;
  json["message"] = caution.message;
  json["count"] = caution.count;
  json["commits"] = caution.commits;
  json["authors"] = caution.authors;
  return json;
}

}  // namespace

nlohmann::ordered_json DiagnosticToJson(const Diagnostic& diagnostic) {
  Json json;
  json["code"] = diagnostic.code;
  json["path"] = ToValidUtf8(diagnostic.path);
  json["line"] = diagnostic.line;
  json["message"] = ToValidUtf8(diagnostic.message);
  return json;
}

nlohmann::ordered_json AuthorToJson(const Author& author) {
  Json json = ObjectOf(11);
  json["id"] = author.id;
  json["name"] = author.name;
  if (!author.email.empty()) json["email"] = author.email;
  if (!author.key.empty()) json["key"] = author.key;
  json["commits"] = author.commits;
  json["co_authored"] = author.co_authored;
  json["first_commit"] = author.first_commit;
  json["last_commit"] = author.last_commit;
  json["evidence"] = author.evidence;
  json["similar_to"] = Json::array();
  for (const Author::Similar& similar : author.similar_to)
    json["similar_to"].push_back({{"id", similar.id}, {"reason", similar.reason}});
  json["habits"] = Json::array();
  for (const AuthorHabit& habit : author.habits) {
    json["habits"].push_back(
        {{"signal", habit.signal}, {"commits", habit.commits}, {"of", habit.of}});
  }
  return json;
}

std::string RenderJson(const Profile& profile) {
  Json json = ObjectOf(12);
  json["schema"] = 1;
  json["tool"] = {{"name", "assay"},
                  {"version", profile.version},
                  {"rules", profile.rules_digest},
                  {"extractors", profile.extractor_version},
                  {"languages", profile.language_data}};
  json["repository"] = {{"origin", profile.origin},
                        {"commit", profile.commit},
                        {"commit_date", profile.commit_date},
                        {"shallow", profile.shallow},
                        {"partial", profile.partial},
                        {"files", profile.files},
                        {"bytes", profile.bytes}};
  json["options"] = Json::object();
  for (const auto& [name, value] : profile.options) json["options"][name] = value;
  json["languages"] = Json::array();
  for (const LanguageShare& share : profile.languages) {
    json["languages"].push_back({{"name", share.name},
                                 {"bytes", share.bytes},
                                 {"files", share.files},
                                 {"percent", Number(share.percent)}});
  }
  json["skills"] = ArrayOf(profile.skills.size());
  for (const SkillResult& skill : profile.skills) json["skills"].push_back(ToJson(skill));
  json["findings"] = ToJson(profile.findings);
  json["history"] = {{"commits", profile.commits},
                     {"first_commit", profile.first_commit_date},
                     {"last_commit", profile.last_commit_date},
                     {"people", profile.people},
                     {"bot_commits", profile.bot_commits},
                     {"tags", profile.tags},
                     {"cautions", Json::array()}};
  for (const Caution& caution : profile.cautions)
    json["history"]["cautions"].push_back(ToJson(caution));
  if (profile.options.contains("history")) json["history"]["removed"] = ToJson(profile.removed);
  json["authors"] = ArrayOf(profile.authors.size());
  for (const Author& author : profile.authors) json["authors"].push_back(AuthorToJson(author));
  json["skipped"] = {{"counts", Json::object()}, {"files", Json::array()}};
  for (const auto& [reason, count] : profile.skipped_counts)
    json["skipped"]["counts"][reason] = count;
  for (const Skipped& skipped : profile.skipped) {
    json["skipped"]["files"].push_back({{"path", ToValidUtf8(skipped.path)},
                                        {"reason", skipped.reason},
                                        {"detail", ToValidUtf8(skipped.detail)}});
  }
  json["diagnostics"] = Json::array();
  for (const Diagnostic& diagnostic : profile.diagnostics)
    json["diagnostics"].push_back(DiagnosticToJson(diagnostic));
  return json.dump(2) + "\n";
}

}  // namespace assay
