// Hash tables keyed by text, for look-ups by views of it.
#pragma once

#include <tsl/robin_map.h>
#include <tsl/robin_set.h>

#include <functional>
#include <string>
#include <string_view>

#include "base/hash.h"

namespace assay {

// In no order, and an insertion moves the entries. An entry's value is changed
// through the iterator's value(): `second` is constant.
template <typename Value>
using TextMap = tsl::robin_map<std::string, Value, TextHash, std::equal_to<>>;
using TextSet = tsl::robin_set<std::string, TextHash, std::equal_to<>>;

// The same over texts that outlive them.
template <typename Value>
using TextViewMap = tsl::robin_map<std::string_view, Value, TextHash>;
using TextViewSet = tsl::robin_set<std::string_view, TextHash>;

}  // namespace assay
