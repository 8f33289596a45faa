// Where a repository says it came from, fit to be published: a remote's URL
// without whoever may read it (user, password, token) and without anything
// that tells of the machine it was cloned on.
#pragma once

#include <string>
#include <string_view>

namespace assay {

// "https://host/path", "ssh://host/path" … without user, query and fragment;
// "host/path" for git@host:path. Empty for local paths, remote helpers and
// whatever cannot be told from a secret.
std::string PublicOriginUrl(std::string_view url);

}  // namespace assay
