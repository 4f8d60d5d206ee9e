#include "loops/partials.hpp"

#include "support/perturb.hpp"

#include <ptools/region.hpp>

#include <cstring>

namespace ptools::loops {

namespace {

std::byte* kept = nullptr;
std::size_t kept_size = 0;

/// Room for a loop's slots; grows, never shrinks, and is not cleared.
std::byte* room(std::size_t size) {
  if (size > kept_size) {
    region_free(kept);
    kept = nullptr;
    kept_size = 0;
    kept = static_cast<std::byte*>(region_allocate(size, 64));
    kept_size = size;
  }
  return kept;
}

} // namespace

partial_results::partial_results(const generated::loop_job& job, std::uint64_t leaves)
    : job_(job), leaves_(leaves) {
  const std::size_t marks = (leaves + 63) / 64 * 64;
  std::byte* all = room(marks + leaves * job.partial_size);
  finished_ = reinterpret_cast<std::uint8_t*>(all);
  bytes_ = all + marks;
  std::memset(finished_, 0, leaves);
}

void partial_results::fold_all() {
  if (job_.identity_count == 0) {
    return;
  }
  for (std::uint64_t leaf = 0; leaf < leaves_; ++leaf) {
    support::perturb();
    job_.fold(job_.reductions, bytes_ + leaf * job_.partial_size);
  }
}

void partial_results::drop_all() {
  for (std::uint64_t leaf = 0; leaf < leaves_; ++leaf) {
    if (finished_[leaf] != 0) {
      support::perturb();
      job_.drop(bytes_ + leaf * job_.partial_size);
    }
  }
}

std::uint64_t results_finished(const offer& loop) {
  std::uint64_t n = 0;
  for (std::uint64_t leaf = 0; leaf < loop.leaves; ++leaf) {
    n += static_cast<const volatile std::uint8_t*>(loop.finished)[leaf];
  }
  return n;
}

} // namespace ptools::loops
