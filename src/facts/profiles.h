// The profile or environment that a file's settings belong to, by the
// conventions of what reads the file: application-prod.yml of Spring,
// config/environments/production.rb of Rails, the first keys of database.yml,
// .env.production, appsettings.Production.json, an overlay of Kustomize.
//
// A profile is written as the file writes it; what it means is for the reader.
#pragma once

#include <string>
#include <string_view>

#include "model/facts.h"

namespace assay {

// Of the whole file; empty where its settings hold everywhere, or where the
// path does not tell. `document` is what its settings are.
std::string ProfileOfPath(std::string_view path, std::string_view format,
                          std::string_view document);

// Fills in Setting::profile of all settings of the file.
void AddProfiles(std::string_view path, std::string_view format, FileFacts& facts);

}  // namespace assay
