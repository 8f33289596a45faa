// Which packages hold which types, where `import x.*;` would not say.
//
// A wildcard import is asked last in Java, after the own package: without a
// list of what a package holds, `Order` under `import java.util.*;` could be
// the application's own class. The packages below are the ones that source is
// full of; their types are told, everything else is not theirs.
#pragma once

#include <string_view>

namespace assay {

bool IsJavaLangType(std::string_view name);

enum class Holds { kYes, kNo, kNotKnown };

// Whether the package has the type, as far as its types are listed here.
Holds PackageHoldsType(std::string_view package, std::string_view type);

// Whether the package is one of the JDK's, listed or not.
bool IsOfPlatform(std::string_view package);

// Whether the class has the static member: of `import static x.Y.*;`.
Holds ClassHoldsMember(std::string_view name, std::string_view member);

// Interfaces of java.util that say less than what is assigned to them.
bool IsCollectionInterface(std::string_view resolved);

}  // namespace assay
