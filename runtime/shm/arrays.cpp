/// Memory for arrays: checked against every limit before it is taken.

#include "shm/budget_linux.hpp"
#include "shm/region.hpp"
#include "shm/stripes.hpp"
#include "support/perturb.hpp"

#include <ptools/error.hpp>
#include <ptools/region.hpp>

#include <algorithm>

namespace {

/// What all processes have asked for and not yet filled with pages; the kernel does not see it.
std::uint64_t reserved_by_all() {
  std::uint64_t sum = 0;
  for (unsigned s = 0; s < ptools::shm::stripe_count; ++s) {
    sum += ptools::shm::head_of(s).reserved.load(std::memory_order_relaxed);
  }
  return sum;
}

} // namespace

void ptools::shm::check_budget(std::size_t bytes) {
  const budget have = memory_budget();
  const std::uint64_t taken = std::min(reserved_by_all(), have.available);
  if (bytes > have.available - taken) {
    throw out_of_memory(bytes, have.available - taken, have.limit);
  }
}

void* ptools::region_reserve_array(std::size_t bytes) {
  using namespace shm;
  map_region();
  if (!usable()) {
    throw out_of_memory(bytes, 0, "address space: no region could be mapped (ulimit -v?)");
  }
  const budget have = memory_budget();
  // The block enters the account first, so that two requests at once cannot both pass.
  if (bytes > have.available) {
    throw out_of_memory(bytes, have.available, have.limit);
  }
  void* block = allocate_span(bytes, bytes);
  head_of(stripe_of(block)).reserved.fetch_add(bytes);
  support::perturb();
  const std::uint64_t all = reserved_by_all();
  if (all > have.available) {
    region_free(block);
    throw out_of_memory(
        bytes, have.available - (all - bytes < have.available ? all - bytes : have.available),
        have.limit);
  }
  return block;
}
