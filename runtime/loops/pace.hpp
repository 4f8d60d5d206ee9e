#pragma once

/// How many leaves are run in one call where nothing depends on their edges: in a loop without
/// reductions. Leaves of a fraction of a microsecond go together, so that claims and marks do not
/// cost as much as bodies do; leaves that take long stay single, because exceptions stop a loop,
/// and other participants help with it, between calls.

#include <ptools/generated/site.hpp>

#include <algorithm>
#include <cstdint>

namespace ptools::loops {

/// Pure.
class pace {
public:
  /// A call that takes at least this long is worth its costs.
  static constexpr std::uint64_t enough_ns = 10000;

  /// How many to run at once of `left`.
  std::uint64_t leaves(std::uint64_t left) const { return std::min(leaves_, left); }

  /// So many took so long.
  void took(std::uint64_t leaves, std::uint64_t ns) {
    if (ns > 2 * enough_ns) {
      leaves_ = std::max<std::uint64_t>(leaves / 2, 1);
    } else if (ns < enough_ns && leaves == leaves_) {
      leaves_ *= 2;
    }
  }

private:
  std::uint64_t leaves_ = 1;
};

/// What this process learned about the loop at `where` the last time. Of two loops that share a
/// place, the later one begins anew. For the thread that runs the team's loops only.
inline pace& remembered_pace(const generated::site* where) {
  struct entry {
    const generated::site* where;
    pace speed;
  };
  static entry entries[64];
  entry& e = entries[reinterpret_cast<std::uintptr_t>(where) / 16 % 64];
  if (e.where != where) {
    e = {where, pace()};
  }
  return e.speed;
}

} // namespace ptools::loops
