#ifndef PTOOLS_DETAIL_MAP_JOB_HPP
#define PTOOLS_DETAIL_MAP_JOB_HPP

#include <atomic>
#include <cstddef>
#include <cstdint>
#include <exception>
#include <memory>
#include <vector>

#include <ptools/detail/api.hpp>
#include <ptools/detail/traced_call.hpp>
#include <ptools/target.hpp>

/// \file
/// A list of items in the shared region, of which processes claim one batch after the other, and
/// where they leave what became of each.

namespace ptools {

class worker_pool;

namespace detail {

enum class map_state : std::uint32_t {
  open,    ///< nobody has begun with it
  begun,   ///< by `worker`
  inside,  ///< its result lies in the cell
  outside, ///< ... in a block of the region
  thrown,  ///< what it threw does
};

/// What became of one item. Written by the one process that has claimed it, which publishes the
/// rest by `state`.
struct map_cell {
  static constexpr std::size_t most_inside = 16;
  std::atomic<map_state> state{map_state::open};
  std::int32_t worker = 0;
  std::uint64_t size = 0;
  union {
    alignas(8) std::byte bytes[most_inside];
    std::byte* block;
  };

  map_cell() : block(nullptr) {}
};

/// Where the encoding of an item lies.
struct map_item {
  std::uint64_t begin, size;
};

/// In the region. All but the first three members stay as they are.
struct map_job {
  std::atomic<std::uint64_t> next{0}; ///< of the list
  std::atomic<bool> stop{false};      ///< nobody is to claim any more
  bool stop_on_error = true;
  std::uint64_t count = 0; ///< length of the list
  std::uint64_t batch = 1;
  const std::uint64_t* list = nullptr; ///< which items; null: all
  map_cell* cells = nullptr;           ///< one for each item, in the list or not
  const std::byte* items = nullptr;    ///< their encodings
  const map_item* places = nullptr;    ///< where these are; null: one behind the other,
  std::uint64_t size = 0;              ///< each of this size
};

inline map_item place_of(const map_job& job, std::uint64_t i) noexcept {
  return job.places == nullptr ? map_item{i * job.size, job.size} : job.places[i];
}

/// Part of the list.
struct map_claim {
  std::uint64_t first, last;
};

/// The next batch, empty if there is none.
PTOOLS_API map_claim claim_items(map_job& job) noexcept;
/// This process begins with an item.
PTOOLS_API void begin_item(map_cell& cell) noexcept;
/// Publishes a result that lies in the cell.
PTOOLS_API void leave_inside(map_cell& cell, std::size_t size) noexcept;
/// Publishes a block of the region, which belongs to the cell then.
PTOOLS_API void leave_outside(map_cell& cell, std::byte* block, std::size_t size) noexcept;
/// In a handler: publishes what was thrown, by the calls in `from`. @throws ptools::out_of_memory
PTOOLS_API void leave_thrown(map_job& job, map_cell& cell, const call_stack& from);
/// The job at this address. @throws ptools::protocol_error if no job can be there
PTOOLS_API map_job& job_at(std::uint64_t address);

struct region_delete {
  PTOOLS_API void operator()(void* block) const noexcept;
};
template <class Tp>
using region_array = std::unique_ptr<Tp, region_delete>;

/// Process 1's side: makes the job and keeps it as long as anybody may use it.
class PTOOLS_API map_run {
public:
  /// For items whose encodings have these sizes, or all the size `each`.
  /// @throws ptools::out_of_memory
  map_run(std::size_t count, std::size_t each);
  explicit map_run(const std::vector<std::uint64_t>& sizes);
  ~map_run();
  map_run(const map_run&) = delete;
  map_run& operator=(const map_run&) = delete;

  std::size_t count() const noexcept { return count_; }
  map_job& job() noexcept { return *job_; }
  std::uint64_t address() const noexcept { return reinterpret_cast<std::uint64_t>(job_.get()); }
  /// Where the encoding of an item goes.
  std::byte* item(std::size_t i) noexcept { return items_.get() + place_of(*job_, i).begin; }
  map_cell& cell(std::size_t i) noexcept { return job_->cells[i]; }

  /// The next pass goes over these items only, whose cells are open again.
  void repeat(const std::vector<std::uint64_t>& items);
  /// What an item threw. @throws ptools::protocol_error
  std::exception_ptr thrown(std::size_t i, const target& where);
  void clear(std::size_t i) noexcept;

private:
  map_run(std::size_t count, region_array<map_item> places, std::size_t end, std::size_t each);

  std::size_t count_;
  region_array<map_job> job_;
  region_array<map_cell> cells_;
  region_array<map_item> places_;
  region_array<std::uint64_t> list_;
  region_array<std::byte> items_;
};

/// The processes that are to do a pass: of the pool, those that have not left, at most `most`. This
/// process alone where it can call no others.
/// @throws ptools::disconnected if none is left
PTOOLS_API std::vector<int> map_workers(const worker_pool* pool, std::size_t most,
                                        const target& where);
/// Whether there was a process with this id that has ended, or is leaving.
PTOOLS_API bool has_left(int id);
/// Waits before a repetition.
PTOOLS_API void await_delay(double seconds);
/// @throws ptools::failure for one that is below 0, or no number
PTOOLS_API std::vector<double> checked_delays(std::vector<double> seconds);
/// @throws ptools::failure for one below 1
PTOOLS_API std::size_t checked_batch_size(long n);

} // namespace detail

} // namespace ptools

#endif
