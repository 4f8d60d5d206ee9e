#pragma once

/// One slot of partial results a leaf, folded in leaf order.

#include "loops/offer.hpp"

#include <ptools/generated/job.hpp>

#include <cstdint>

namespace ptools::loops {

/// Slots in the shared heap, kept from loop to loop. Use under cluster::guard.
class partial_results {
public:
  partial_results(const generated::loop_job& job, std::uint64_t leaves);

  std::byte* bytes() const { return bytes_; }
  std::uint64_t stride() const { return job_.partial_size; }
  std::uint8_t* finished() const { return finished_; }

  /// Into the variables, leaf by leaf.
  void fold_all();
  /// The loop has failed: what finished leaves left in the shared heap is given back.
  void drop_all();

private:
  const generated::loop_job& job_;
  std::uint64_t leaves_;
  std::byte* bytes_;
  std::uint8_t* finished_;
};

std::uint64_t results_finished(const offer& loop);

} // namespace ptools::loops
