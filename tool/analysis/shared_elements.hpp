#pragma once

#include "array_access.hpp"

namespace ptools::tool {

/// Whether several iterations certainly get to one element of a written place by arithmetic on the
/// index (`bits[i / 8]`), and what they leave there differs.
/// Of a ring that is only filled (`ring[(head + i) % size] = x`), nobody knows that it is too
/// short.
bool reached_by_many(const array_access& write, const std::vector<array_access>& all,
                     const loop_values& values);

/// Whether each iteration goes over the same elements, by a loop of its own (`total[j] += x`).
bool gone_over_by_all(const array_access& write, const loop_values& values);

/// Whether the index and the variable of a loop inside add up to one element (`sum[i + j] += x`).
bool summed_to_one(const array_access& write, const loop_values& values);

/// Whether a loop inside goes over elements of the next iteration too (`o[y * 50 + x]`, `x < 60`).
bool writes_over_next(const array_access& write, const loop_values& values);

/// Whether the index is multiplied by the variable of a loop inside, as in `a[i * j]`.
bool multiplied_to_one(const array_access& write, const loop_values& values);

} // namespace ptools::tool
