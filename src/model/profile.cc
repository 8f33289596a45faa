#include "model/profile.h"

namespace assay {

std::string_view Name(Sign sign) {
  switch (sign) {
    case Sign::kPractice:
      return "practice";
    case Sign::kWeakness:
      return "weakness";
  }
  return {};
}

std::string_view Name(Strength strength) {
  switch (strength) {
    case Strength::kNone:
      return "none";
    case Strength::kDeclared:
      return "declared";
    case Strength::kImported:
      return "imported";
    case Strength::kUsed:
      return "used";
    case Strength::kPractised:
      return "practised";
  }
  return {};
}

std::string_view Name(Outcome outcome) {
  switch (outcome) {
    case Outcome::kSeen:
      return "seen";
    case Outcome::kNoEvidence:
      return "no_evidence";
    case Outcome::kCouldNotTell:
      return "could_not_tell";
    case Outcome::kNotApplicable:
      return "not_applicable";
  }
  return {};
}

std::string_view Name(Severity severity) {
  switch (severity) {
    case Severity::kNone:
      return "none";
    case Severity::kLow:
      return "low";
    case Severity::kMedium:
      return "medium";
    case Severity::kHigh:
      return "high";
    case Severity::kCritical:
      return "critical";
  }
  return {};
}

std::string_view Name(EvidenceKind kind) {
  switch (kind) {
    case EvidenceKind::kLines:
      return "lines";
    case EvidenceKind::kFile:
      return "file";
    case EvidenceKind::kCommit:
      return "commit";
    case EvidenceKind::kTag:
      return "tag";
  }
  return {};
}

std::string_view Name(Purpose purpose) {
  switch (purpose) {
    case Purpose::kProduct:
      return "product";
    case Purpose::kTest:
      return "test";
    case Purpose::kExample:
      return "example";
    case Purpose::kFixture:
      return "fixture";
    case Purpose::kDocumentation:
      return "documentation";
    case Purpose::kGenerated:
      return "generated";
    case Purpose::kVendored:
      return "vendored";
    case Purpose::kConfiguration:
      return "configuration";
    case Purpose::kMigration:
      return "migration";
    case Purpose::kBuild:
      return "build";
  }
  return {};
}

std::string_view Name(Environment environment) {
  switch (environment) {
    case Environment::kUnspecified:
      return "unspecified";
    case Environment::kDevelopment:
      return "development";
    case Environment::kTest:
      return "test";
    case Environment::kStaging:
      return "staging";
    case Environment::kProduction:
      return "production";
  }
  return {};
}

}  // namespace assay
