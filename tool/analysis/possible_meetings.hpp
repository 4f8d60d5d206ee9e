#pragma once

#include "array_access.hpp"

namespace ptools::tool {

struct possible_meetings {
  /// Pairs of elements of which the text does not tell whether two iterations meet there, but the
  /// values and addresses at the loop's start do: `a[i] = a[i - lag]`, `a[i] = b[i - 1]` where two
  /// names may be one array.
  std::vector<possible_meeting> told_at_start;
  /// Those whose distance nobody can compute there: a write, and what another iteration may read.
  std::vector<std::pair<const array_access*, const array_access*>> untold;
};

possible_meetings find_possible_meetings(const std::vector<array_access>& accesses,
                                         const loop_values& values);

} // namespace ptools::tool
