#pragma once

#include <optional>

#include "array_access.hpp"

namespace ptools::tool {

/// `out.at(x, y)` and `in.at(x, y - 1)`, as if both began with one object.
struct one_object {
  array_access write;
  array_access other;
  /// Two objects with the same bytes lead to the same elements: what is written lies behind an
  /// address, not in the object itself.
  bool behind_address;
};

/// Where two names may lead to one object, or two objects (views of it) to one array.
std::optional<one_object> as_one_object(const array_access& write, const array_access& other);

} // namespace ptools::tool
