#include "git/origin_url.h"

#include <algorithm>
#include <array>

#include "base/text.h"

namespace assay {
namespace {

constexpr std::size_t kMaxBytes = 2048;
constexpr auto kSchemes = std::to_array<std::string_view>(
    {"https", "http", "ssh", "git", "git+ssh", "ssh+git", "git+https", "git+http", "ftp", "ftps"});

bool IsPlainText(std::string_view url) {
  return !url.empty() && url.size() <= kMaxBytes && IsValidUtf8(url) &&
         std::none_of(url.begin(), url.end(), [](char c) {
           return (c >= 0 && c <= ' ') || c == '\x7f' || c == '\\' || c == '<' || c == '>';
         });
}

// A user name or password that holds '/' would put its rest into the path:
// https://us/er@host/path. Only a component that begins with '@' is a name.
bool PathMayHideCredentials(std::string_view path) {
  for (std::size_t at = path.find('@'); at != path.npos; at = path.find('@', at + 1)) {
    if (at == 0 || path[at - 1] != '/') return true;
  }
  return false;
}

bool IsDigits(std::string_view text) {
  return std::all_of(text.begin(), text.end(), [](char c) { return c >= '0' && c <= '9'; });
}

// host, host:port, [address] or [address]:port.
bool IsHost(std::string_view host) {
  if (host.starts_with('[')) {
    const std::size_t end = host.find(']');
    if (end == host.npos || end == 1) return false;
    if (host.substr(1, end - 1).find_first_not_of("0123456789abcdefABCDEF:.") != host.npos) {
      return false;
    }
    const std::string_view rest = host.substr(end + 1);
    return rest.empty() || (rest.starts_with(':') && IsDigits(rest.substr(1)));
  }
  const std::size_t colon = host.find(':');
  if (host.empty() || colon == 0 || host.find('@') != host.npos) return false;
  return colon == host.npos || IsDigits(host.substr(colon + 1));
}

std::string_view WithoutUser(std::string_view authority) {
  const std::size_t at = authority.rfind('@');
  return at == authority.npos ? authority : authority.substr(at + 1);
}

std::string FromUrl(std::string_view scheme, std::string_view rest) {
  const std::string lower = ToLowerAscii(scheme);
  if (std::find(kSchemes.begin(), kSchemes.end(), lower) == kSchemes.end()) return "";
  rest = rest.substr(0, rest.find_first_of("?#"));
  const std::size_t slash = std::min(rest.find('/'), rest.size());
  const std::string_view host = WithoutUser(rest.substr(0, slash));
  const std::string_view path = rest.substr(slash);
  if (!IsHost(host) || PathMayHideCredentials(path)) return "";
  return lower + "://" + std::string(host) + std::string(path);
}

// [user@]host:path, where host may be an address in brackets.
std::string FromScpForm(std::string_view url) {
  const std::size_t at = url.substr(0, url.find(':')).rfind('@');
  const std::string_view rest = at == url.npos ? url : url.substr(at + 1);
  const std::size_t bracket = rest.starts_with('[') ? rest.find(']') : 0;
  if (bracket == rest.npos || url.find("://") != url.npos) return "";
  const std::size_t colon = rest.find(':', bracket);
  if (colon == rest.npos || rest.find('/') < colon) return "";  // A path with a colon in it.
  const std::string_view host = rest.substr(0, colon);
  std::string_view path = rest.substr(colon + 1);
  const bool is_drive = host.size() == 1 && at == url.npos;
  if (is_drive || path.starts_with(':') || !IsHost(host) || PathMayHideCredentials(path)) return "";
  while (path.starts_with('/')) path.remove_prefix(1);
  return std::string(host) + "/" + std::string(path.substr(0, path.find_first_of("?#")));
}

}  // namespace

std::string PublicOriginUrl(std::string_view url) {
  url = Trim(url);
  if (!IsPlainText(url)) return "";
  const std::size_t scheme = url.find("://");
  if (scheme != url.npos && url.find_first_of("/@") > scheme) {
    return FromUrl(url.substr(0, scheme), url.substr(scheme + 3));
  }
  return FromScpForm(url);
}

}  // namespace assay
