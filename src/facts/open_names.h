// Names that wait for a namespace. `IMediator` is MediatR's where a file opens
// MediatR, and another file of the C# project can do that for it
// (`global using MediatR;`). A reader, which knows its own file alone, writes
//
//   ?:MediatR#IMediator().Send          one namespace is known to hold it
//   ?:Moq|NUnit.Framework#It.IsAny      one of several
//
// and, behind a unit separator, what the fact says if none is opened, unless
// that is "?:#" and the path. SettleOpenNames then gives each fact what it says
// without any other file, and keeps such names beside the facts: what is cached
// depends on the file alone. Link takes those whose namespace is opened
// (project_usings.h).
#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "model/facts.h"

namespace assay {

inline bool IsOpenName(std::string_view name) {
  return name.size() > 2 && name.starts_with("?:") && name[2] != '#';
}

// `name` as a fact's text that is `otherwise` if its namespace is not opened.
std::string OpenNameOr(std::string_view name, std::string_view otherwise);

// The namespaces that an open name can be of, and what is behind its `#`.
struct OpenNameParts {
  std::vector<std::string_view> namespaces;
  std::string_view path;
};
OpenNameParts PartsOfOpenName(std::string_view name);

// Moves the open names of the facts to `open_names` and `open_uses`.
void SettleOpenNames(FileFacts& facts);

// What calling or reading `name`, a name of C#'s ecosystem, is known to give.
std::string WithKnownResults(std::string_view name);

}  // namespace assay
