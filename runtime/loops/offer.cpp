#include "loops/offer.hpp"

#include "support/perturb.hpp"

#include <algorithm>

namespace ptools::loops {

using generated::schedule_kind;

bool claims::from_share(process::slot& owner, const pace& speed, std::uint64_t& begin,
                        std::uint64_t& end) {
  const std::uint64_t seen = owner.next_leaf.load(std::memory_order_relaxed);
  if (seen >= owner.end_leaf) {
    return false;
  }
  // Nobody else runs leaves of a static share; of another one most is left for those who help.
  const std::uint64_t left = owner.end_leaf - seen;
  const std::uint64_t n = loop_.schedule == schedule_kind::static_
                              ? left
                              : std::max(loop_.claim, speed.leaves((left + 3) / 4));
  begin = owner.next_leaf.fetch_add(n, std::memory_order_relaxed);
  if (begin >= owner.end_leaf) {
    return false;
  }
  end = std::min(begin + n, owner.end_leaf);
  return true;
}

bool claims::next(const pace& speed, std::uint64_t& begin, std::uint64_t& end) {
  support::perturb();
  switch (loop_.schedule) {
  case schedule_kind::static_:
    return from_share(process::slot_at(loop_.slot_of[me_]), speed, begin, end);
  case schedule_kind::affine:
    // Its own share first, then what others have not begun.
    for (std::uint32_t tried = 0; tried < loop_.participants; ++tried) {
      if (from_share(process::slot_at(loop_.slot_of[at_]), speed, begin, end)) {
        return true;
      }
      at_ = at_ + 1 == loop_.participants ? 0 : at_ + 1;
    }
    return false;
  case schedule_kind::dynamic:
    begin = loop_.next_leaf.fetch_add(loop_.claim, std::memory_order_relaxed);
    end = std::min(begin + loop_.claim, loop_.leaves);
    return begin < loop_.leaves;
  case schedule_kind::guided:
    begin = loop_.next_leaf.load(std::memory_order_relaxed);
    do {
      if (begin >= loop_.leaves) {
        return false;
      }
      const std::uint64_t share = (loop_.leaves - begin) / (2 * loop_.participants);
      end = std::min(begin + std::max(share, loop_.claim), loop_.leaves);
    } while (!loop_.next_leaf.compare_exchange_weak(begin, end, std::memory_order_relaxed));
    return true;
  }
  return false;
}

bool all_claimed(const offer& loop) {
  if (loop.schedule == schedule_kind::dynamic || loop.schedule == schedule_kind::guided) {
    return loop.next_leaf.load(std::memory_order_relaxed) >= loop.leaves;
  }
  for (std::uint32_t p = 0; p < loop.participants; ++p) {
    const process::slot& s = process::slot_at(loop.slot_of[p]);
    if (s.next_leaf.load(std::memory_order_relaxed) < s.end_leaf) {
      return false;
    }
  }
  return true;
}

void stop_above(offer& loop, std::uint64_t leaf) {
  std::uint64_t seen = loop.stop_at.load(std::memory_order_relaxed);
  while (leaf < seen && !loop.stop_at.compare_exchange_weak(seen, leaf)) {
  }
}

} // namespace ptools::loops
