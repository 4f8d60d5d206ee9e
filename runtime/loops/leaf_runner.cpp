#include "loops/leaf_runner.hpp"

#include "loops/leaves.hpp"
#include "support/clock.hpp"
#include "support/perturb.hpp"

#include <ptools/detail/traced_call.hpp>

#include <cstring>
#include <utility>

namespace ptools::loops {

thread_local bool inside_leaf = false;

namespace {

/// What of a round this process runs.
class part {
public:
  part(offer& loop, void* const* captures, const void* const* identities, thrown& lowest,
       unseen_globals* unseen)
      : loop_(loop), lowest_(lowest), unseen_(unseen),
        call_{loop.cargo.range, loop.body, 0, 0, loop.count, captures, identities, nullptr} {}

  /// One leaf, or several without partial results in one call.
  void run(std::uint64_t begin, std::uint64_t end) {
    if (begin > loop_.stop_at.load(std::memory_order_relaxed)) {
      return;
    }
    call_.begin = leaf_begin(begin, loop_.leaves, loop_.count);
    call_.end = leaf_begin(end, loop_.leaves, loop_.count);
    call_.partial = loop_.partials + begin * loop_.partial_size;
    ::ptools::detail::call_stack from;
    try {
      ::ptools::detail::call_traced(from, [this] { loop_.run_leaf(call_); });
    } catch (...) {
      lowest_.keep_current(begin, *loop_.where, from);
      stop_above(loop_, begin);
      return;
    }
    if (unseen_ != nullptr) {
      std::exchange(unseen_, nullptr)->after_first_leaf();
    }
    support::perturb();
    std::memset(loop_.finished + begin, 1, end - begin);
  }

private:
  offer& loop_;
  thrown& lowest_;
  unseen_globals* unseen_; ///< until the first leaf is done
  generated::leaf_call call_;
};

} // namespace

void run_claims(offer& loop, std::uint32_t participant, void* const* captures,
                const void* const* identities, thrown& lowest, unseen_globals* unseen) {
  const entering_leaf inside;
  claims mine(loop, participant);
  part work(loop, captures, identities, lowest, unseen);
  std::uint64_t begin = 0;
  std::uint64_t end = 0;
  if (loop.partial_size != 0 || loop.leaves <= loop.participants) {
    while (mine.next(pace(), begin, end)) {
      for (; begin < end; ++begin) {
        work.run(begin, begin + 1);
      }
    }
    return;
  }
  pace& speed = remembered_pace(loop.where);
  std::uint64_t before = support::now_ns();
  while (mine.next(speed, begin, end)) {
    while (begin < end) {
      const std::uint64_t n = speed.leaves(end - begin);
      work.run(begin, begin + n);
      begin += n;
      const std::uint64_t now = support::now_ns();
      speed.took(n, now - before);
      before = now;
    }
  }
}

} // namespace ptools::loops
