/// A parallel loop from its start to its end.

#include "loops/leaf_runner.hpp"
#include "loops/leaves.hpp"
#include "loops/shareable_linux.hpp"
#include "loops/shipment.hpp"
#include "loops/team.hpp"
#include "process/role.hpp"
#include "shm/region.hpp"
#include "support/log.hpp"

#include <ptools/error.hpp>
#include <ptools/generated/job.hpp>
#include <ptools/region.hpp>

#include <boost/container/small_vector.hpp>
#include <memory>
#include <new>
#include <string>

namespace ptools {

namespace {

using generated::loop_job;
using process::role;

/// A loop shorter than this is over before a worker would be awake.
constexpr std::uint64_t alone_below_ns = 2000;

/// Says once why a program that was built for workers runs without them.
void say_why_alone() {
  static bool said = false;
  if (said) {
    return;
  }
  said = true;
  const bool surprising = process::my_role() == role::outsider ||
                          (!shm::shared() && !shm::refusal().empty() &&
                           process::why_alone().find("region") != std::string::npos);
  if (surprising) {
    support::say("parallel loops run serially here: " + process::why_alone());
  }
}

/// Room for the partial results of a loop that runs here; on the stack when small.
class local_partials {
public:
  local_partials(std::uint64_t leaves, std::size_t stride) : stride_(stride) {
    const std::size_t size = leaves * stride + alignof_slot;
    if (size > sizeof small_) {
      large_.reset(new std::byte[size]);
    }
    std::byte* at = large_ ? large_.get() : small_;
    const auto misfit = reinterpret_cast<std::uintptr_t>(at) % alignof_slot;
    begin_ = at + (misfit == 0 ? 0 : alignof_slot - misfit);
  }
  std::byte* at(std::uint64_t leaf) const { return begin_ + leaf * stride_; }

private:
  static constexpr std::size_t alignof_slot = 64;
  std::size_t stride_;
  std::byte* begin_;
  std::byte small_[4096 + alignof_slot];
  std::unique_ptr<std::byte[]> large_;
};

/// The same leaves through the same function, in order, in this process.
void run_here(const loop_job& job, std::uint64_t leaves) {
  const loops::entering_leaf inside;
  boost::container::small_vector<void*, 16> captures(job.capture_count);
  boost::container::small_vector<const void*, 8> identities(job.identity_count);
  for (std::size_t i = 0; i < job.capture_count; ++i) {
    captures[i] = const_cast<void*>(job.captures[i].address);
  }
  for (std::size_t i = 0; i < job.identity_count; ++i) {
    identities[i] = job.identities[i].address;
  }
  const local_partials partials(leaves, job.partial_size);
  generated::leaf_call call{job.range,       job.body,          0,      0, job.count,
                            captures.data(), identities.data(), nullptr};
  std::uint64_t leaf = 0;
  try {
    for (; leaf < leaves; ++leaf) {
      call.begin = loops::leaf_begin(leaf, leaves, job.count);
      call.end = loops::leaf_begin(leaf + 1, leaves, job.count);
      call.partial = partials.at(leaf);
      job.run_leaf(call);
    }
  } catch (...) {
    for (std::uint64_t done = 0; done < leaf; ++done) {
      job.drop(partials.at(done));
    }
    loops::thrown what;
    what.keep_current(leaf, *job.where);
    loops::rethrow(what);
  }
  for (leaf = 0; job.identity_count > 0 && leaf < leaves; ++leaf) {
    job.fold(job.reductions, partials.at(leaf));
  }
}

/// Whether this process runs the loop alone whatever workers there are.
bool stays_here(const loop_job& job) {
  if (process::my_role() != role::driver) {
    say_why_alone();
    return true;
  }
  if (loops::inside_leaf || job.clauses->forced_serial || !job.clauses->condition ||
      job.clauses->max_workers == 0) {
    return true;
  }
  if (!loops::known_code(job.body)) {
    return true; // its library was opened after main began: workers do not have it
  }
  const bool cheap = (job.where->flags & generated::driver_may_run) != 0 && job.where->cost != 0;
  if (!cheap || job.count >= alone_below_ns / job.where->cost) {
    return false;
  }
  loops::check_shipment(job);
  return true;
}

} // namespace

void generated::run_loop(const loop_job& job) {
  if (job.clauses->max_workers < -1) {
    throw failure(std::string(job.where->file) + ":" + std::to_string(job.where->line) +
                  ": workers=" + std::to_string(job.clauses->max_workers) +
                  " is not a number of workers");
  }
  const std::uint64_t leaves = loops::leaf_count(job.count, job.where->cost);
  if (leaves == 0) {
    return;
  }
  if (stays_here(job) || !loops::run_on_team(job, leaves)) {
    run_here(job, leaves);
  }
}

generated::boxed generated::box(const value_type& type, const void* value) {
  const std::size_t size = type.encoded_size(value);
  auto* data = static_cast<std::byte*>(region_allocate(size));
  type.encode(value, data, size);
  return {data, size};
}

void generated::unbox(boxed b) noexcept {
  region_free(b.data);
}

void generated::throw_endless_range(const site& where, const char* why) {
  throw failure(std::string(where.file) + ":" + std::to_string(where.line) +
                ": the parallel loop would never end: " + why + " [PT0103]");
}

} // namespace ptools
