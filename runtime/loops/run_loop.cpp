/// A parallel loop from its start to its end.

#include "loops/leaf_runner.hpp"
#include "loops/leaves.hpp"
#include "loops/shareable_linux.hpp"
#include "loops/shipment.hpp"
#include "loops/team.hpp"
#include "process/role.hpp"
#include "shm/region.hpp"
#include "support/log.hpp"
#include "support/watching.hpp"

#include <ptools/detail/traced_call.hpp>
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
/// Bytes of partial results, of which a watched loop has one for each iteration.
constexpr std::uint64_t most_watched_partials = std::uint64_t{1} << 30;

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

/// A loop of which somebody looks at each iteration; without a watcher nothing happens.
class watched {
public:
  watched(const support::watcher* by, const loop_job& job) : by_(by) {
    const bool only_shared = (job.where->flags & generated::globals_stated) != 0;
    if (by_ != nullptr && !by_->loop_begins(job.where->file, job.where->line, only_shared)) {
      by_ = nullptr;
    }
  }
  ~watched() {
    if (by_ != nullptr) {
      by_->loop_ends();
    }
  }
  watched(const watched&) = delete;
  watched& operator=(const watched&) = delete;

  /// `partial`: where its results go.
  void iteration_begins(std::uint64_t number, const std::byte* partial, std::size_t size) const {
    if (by_ != nullptr) {
      by_->iteration_begins(number);
      by_->memory_is_new(partial, size);
    }
  }
  void iteration_ends() const {
    if (by_ != nullptr) {
      by_->iteration_ends();
    }
  }

private:
  const support::watcher* by_;
};

/// The same leaves through the same function, in order, in this process.
void run_here(const loop_job& job, std::uint64_t leaves,
              const support::watcher* watcher = nullptr) {
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
  const watched iterations(watcher, job);
  std::uint64_t leaf = 0;
  const auto run_all = [&] {
    for (; leaf < leaves; ++leaf) {
      call.begin = loops::leaf_begin(leaf, leaves, job.count);
      call.end = loops::leaf_begin(leaf + 1, leaves, job.count);
      call.partial = partials.at(leaf);
      iterations.iteration_begins(leaf, partials.at(leaf), job.partial_size);
      job.run_leaf(call);
      iterations.iteration_ends();
    }
  };
  detail::call_stack from;
  try {
    detail::call_traced(from, run_all);
  } catch (...) {
    iterations.iteration_ends();
    for (std::uint64_t done = 0; done < leaf; ++done) {
      job.drop(partials.at(done));
    }
    loops::thrown what;
    what.keep_current(leaf, *job.where, from);
    loops::rethrow(what);
  }
  for (leaf = 0; job.identity_count > 0 && leaf < leaves; ++leaf) {
    job.fold(job.reductions, partials.at(leaf));
  }
}

bool is_to_be_serial(const loop_job& job) {
  return loops::inside_leaf || job.clauses->forced_serial || !job.clauses->condition ||
         job.clauses->max_workers == 0;
}

/// Whether this process runs the loop alone whatever workers there are.
bool stays_here(const loop_job& job) {
  if (process::my_role() != role::driver) {
    say_why_alone();
    return true;
  }
  if (is_to_be_serial(job)) {
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

/// Where iterations are looked at, each is a leaf of its own, in this process. What could not be
/// sent to workers is an error all the same.
void run_watched(const loop_job& job, std::uint64_t leaves) {
  if (job.partial_size != 0 && job.count > most_watched_partials / job.partial_size) {
    support::say(std::string(job.where->file) + ":" + std::to_string(job.where->line) +
                 ": this loop was not checked: the results of " + std::to_string(job.count) +
                 " iterations, of which each is kept, might take more than 1 GB; check it with a "
                 "smaller input");
    run_here(job, leaves);
    return;
  }
  if (process::my_role() == role::driver) {
    loops::check_shipment(job);
  }
  run_here(job, job.count, support::watching);
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
  if (support::watching != nullptr && !is_to_be_serial(job)) {
    if (job.where->line == 0) {
      run_here(job, leaves); // the library's own, which nobody wrote
    } else {
      run_watched(job, leaves);
    }
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
