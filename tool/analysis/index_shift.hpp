#pragma once

#include <map>

#include "array_place.hpp"

namespace ptools::tool {

/// From one iteration to another: how much larger the index is there, and the variables of the
/// loops inside.
struct index_shift {
  std::int64_t index = 0;
  std::map<std::string, std::int64_t> inner;

  /// By how much a value differs; nothing if that is no polynomial.
  std::optional<polynomial> change_of(const polynomial& value, const loop_values& values) const;
};

/// `read` with the names that `write` has for the variables of loops inside that go over the same
/// numbers: to a place they are one variable.
array_place with_names_of(const array_place& write, array_place read, const loop_values& values);

/// Whether every subscript is a polynomial.
bool is_known(const array_place& place);

/// The one shift that makes `write` the place `read`, if the subscripts show it beyond doubt and
/// two iterations lie so far apart.
std::optional<index_shift> shift_between(const array_place& write, const array_place& read,
                                         const loop_values& values);

/// Whether the subscripts of a written place are certainly the same ones in two iterations: the
/// index and the variable of a loop inside add up to one, as in `sum[i + j]`.
bool meets_itself(const array_place& place, const loop_values& values);

/// Whether a loop inside goes over the elements that the iterations write, as in
/// `x[i] -= m[j] * x[j]`.
bool goes_over_written(const array_place& write, const array_place& read,
                       const loop_values& values);

} // namespace ptools::tool
