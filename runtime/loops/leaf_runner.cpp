#include "loops/leaf_runner.hpp"

#include "loops/leaves.hpp"
#include "support/perturb.hpp"

namespace ptools::loops {

thread_local bool inside_leaf = false;

void run_claims(offer& loop, std::uint32_t participant, void* const* captures,
                const void* const* identities, thrown& lowest) {
  const entering_leaf inside;
  claims mine(loop, participant);
  generated::leaf_call call{loop.cargo.range, loop.body, 0,          0,
                            loop.count,       captures,  identities, nullptr};
  std::uint64_t begin = 0;
  std::uint64_t end = 0;
  while (mine.next(begin, end)) {
    for (std::uint64_t leaf = begin; leaf < end; ++leaf) {
      if (leaf > loop.stop_at.load(std::memory_order_relaxed)) {
        continue;
      }
      call.begin = leaf_begin(leaf, loop.leaves, loop.count);
      call.end = leaf_begin(leaf + 1, loop.leaves, loop.count);
      call.partial = loop.partials + leaf * loop.partial_size;
      try {
        loop.run_leaf(call);
      } catch (...) {
        lowest.keep_current(leaf, *loop.where);
        stop_above(loop, leaf);
        continue;
      }
      support::perturb();
      loop.finished[leaf] = 1;
    }
  }
}

} // namespace ptools::loops
