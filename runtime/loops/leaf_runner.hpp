#pragma once

/// Runs leaves of the current offer in this process, whoever it is.

#include "loops/offer.hpp"
#include "loops/thrown.hpp"

#include <cstdint>

namespace ptools::loops {

/// A body is running on this thread: a parallel loop inside it runs its leaves here, in order.
extern thread_local bool inside_leaf;

class entering_leaf {
public:
  entering_leaf() : before_(inside_leaf) { inside_leaf = true; }
  ~entering_leaf() { inside_leaf = before_; }
  entering_leaf(const entering_leaf&) = delete;
  entering_leaf& operator=(const entering_leaf&) = delete;

private:
  bool before_;
};

/// Claims and runs until there is nothing left. What a body throws is kept in `lowest`, the lowest
/// leaf's only, and stops the leaves above it everywhere.
void run_claims(offer& loop, std::uint32_t participant, void* const* captures,
                const void* const* identities, thrown& lowest, unseen_globals* unseen = nullptr);

} // namespace ptools::loops
