#include <ptools/detail/map_job.hpp>

#include "cluster/membership.hpp"
#include "loops/leaf_runner.hpp"
#include "process/role.hpp"
#include "process/slots.hpp"
#include "support/perturb.hpp"

#include <ptools/cluster.hpp>
#include <ptools/detail/archive.hpp>
#include <ptools/detail/exception_travel.hpp>
#include <ptools/error.hpp>
#include <ptools/region.hpp>
#include <ptools/worker_pool.hpp>

#include <algorithm>
#include <chrono>
#include <new>
#include <string>
#include <thread>

namespace ptools::detail {

// -- whoever does items ------------------------------------------------------------------------

map_claim claim_items(map_job& job) noexcept {
  support::perturb();
  if (job.stop.load(std::memory_order_relaxed)) {
    return {0, 0};
  }
  const std::uint64_t first = job.next.fetch_add(job.batch, std::memory_order_relaxed);
  support::perturb();
  return first >= job.count ? map_claim{0, 0}
                            : map_claim{first, std::min(first + job.batch, job.count)};
}

void begin_item(map_cell& cell) noexcept {
  cell.worker = process::my_id();
  cell.state.store(map_state::begun, std::memory_order_release);
  support::perturb();
}

void leave_inside(map_cell& cell, std::size_t size) noexcept {
  cell.size = size;
  support::perturb();
  cell.state.store(map_state::inside, std::memory_order_release);
}

void leave_outside(map_cell& cell, std::byte* block, std::size_t size) noexcept {
  cell.block = block;
  cell.size = size;
  support::perturb();
  cell.state.store(map_state::outside, std::memory_order_release);
}

void leave_thrown(map_job& job, map_cell& cell, const call_stack& from) {
  const std::vector<std::byte> bytes =
      encode_exception(std::current_exception(), process::my_id(), "", 0, from);
  auto* const block = static_cast<std::byte*>(region_allocate(bytes.size(), most_alignment));
  std::copy(bytes.begin(), bytes.end(), block);
  cell.block = block;
  cell.size = bytes.size();
  support::perturb();
  cell.state.store(map_state::thrown, std::memory_order_release);
  if (job.stop_on_error) {
    job.stop.store(true, std::memory_order_relaxed);
  }
}

map_job& job_at(std::uint64_t address) {
  auto* const job = reinterpret_cast<map_job*>(address);
  if (address % alignof(map_job) != 0 || (process::my_id() != 1 && !in_region(job))) {
    throw protocol_error("a request names a list of items where there cannot be one");
  }
  return *job;
}

// -- process 1 ---------------------------------------------------------------------------------

namespace {

constexpr std::size_t large = 1 << 20;

/// More than a little is compared with what the machine has left.
template <class T>
region_array<T> array_in_region(std::size_t n) {
  static_assert(alignof(T) <= most_alignment);
  if (n > SIZE_MAX / sizeof(T)) {
    throw out_of_memory(SIZE_MAX, 0, "the address space");
  }
  const std::size_t bytes = std::max<std::size_t>(n * sizeof(T), 1);
  if (bytes < large) {
    return region_array<T>(static_cast<T*>(region_allocate(bytes, most_alignment)));
  }
  region_array<T> made(static_cast<T*>(region_reserve_array(bytes)));
  touch_alone(made.get(), bytes); // and out of the account of what has no pages yet
  return made;
}

std::size_t product(std::size_t a, std::size_t b) {
  if (b != 0 && a > SIZE_MAX / b) {
    throw out_of_memory(SIZE_MAX, 0, "the address space");
  }
  return a * b;
}

/// Arrays in an encoding count on its beginning.
std::size_t padded(std::uint64_t size) {
  return (size + most_alignment - 1) / most_alignment * most_alignment;
}

std::size_t end_of(const std::vector<std::uint64_t>& sizes) {
  std::size_t end = 0;
  for (const std::uint64_t size : sizes) {
    end += padded(size);
  }
  return end;
}

region_array<map_item> places_of(const std::vector<std::uint64_t>& sizes) {
  auto places = array_in_region<map_item>(sizes.size());
  std::uint64_t at = 0;
  for (std::size_t i = 0; i < sizes.size(); ++i) {
    places.get()[i] = {at, sizes[i]};
    at += padded(sizes[i]);
  }
  return places;
}

} // namespace

void region_delete::operator()(void* block) const noexcept {
  region_free(block);
}

map_run::map_run(std::size_t count, region_array<map_item> places, std::size_t end,
                 std::size_t each)
    : count_(count), job_(array_in_region<map_job>(1)), cells_(array_in_region<map_cell>(count)),
      places_(std::move(places)), items_(array_in_region<std::byte>(end)) {
  ::new (job_.get()) map_job;
  std::uninitialized_default_construct_n(cells_.get(), count);
  job_->count = count;
  job_->cells = cells_.get();
  job_->items = items_.get();
  job_->places = places_.get();
  job_->size = each;
}

map_run::map_run(std::size_t count, std::size_t each)
    : map_run(count, nullptr, product(count, each), each) {}

map_run::map_run(const std::vector<std::uint64_t>& sizes)
    : map_run(sizes.size(), places_of(sizes), end_of(sizes), 0) {}

map_run::~map_run() {
  for (std::size_t i = 0; i < count_; ++i) {
    clear(i);
  }
}

void map_run::clear(std::size_t i) noexcept {
  map_cell& c = cell(i);
  const map_state state = c.state.load(std::memory_order_acquire);
  if (state == map_state::outside || state == map_state::thrown) {
    region_free(c.block);
  }
  c.block = nullptr;
  c.state.store(map_state::open, std::memory_order_relaxed);
}

void map_run::repeat(const std::vector<std::uint64_t>& items) {
  list_ = array_in_region<std::uint64_t>(items.size());
  std::copy(items.begin(), items.end(), list_.get());
  for (const std::uint64_t i : items) {
    clear(i);
  }
  job_->list = list_.get();
  job_->count = items.size();
  job_->next.store(0);
  job_->stop.store(false);
}

std::exception_ptr map_run::thrown(std::size_t i, const target& where) {
  const map_cell& c = cell(i);
  try {
    rethrow_remote(c.block, c.size, where.file(), where.line());
  } catch (...) {
    return std::current_exception();
  }
}

std::vector<int> map_workers(const worker_pool* pool, std::size_t most, const target& where) {
  if (process::my_role() != process::role::driver || loops::inside_leaf) {
    return {process::my_id()};
  }
  const worker_pool from = pool == nullptr ? default_worker_pool() : *pool;
  std::vector<int> ids = from.workers();
  const std::size_t members = ids.size();
  ids.erase(std::remove_if(ids.begin(), ids.end(), has_left), ids.end());
  if (ids.empty()) {
    throw disconnected(std::string(where.file()) + ":" + std::to_string(where.line()) +
                       ": none of the " + std::to_string(members) +
                       " members of the pool is left to do the items of pmap");
  }
  if (nprocs() == 1) {
    return {1}; // that is what any id means
  }
  if (ids.size() > most) {
    ids.resize(most);
  }
  return ids;
}

bool has_left(int id) {
  if (id == 1 || process::my_role() != process::role::driver) {
    return false;
  }
  const cluster::guard hold;
  for (const cluster::member& m : cluster::members()) {
    if (m.id == id) {
      const process::slot& s = process::slot_at(m.slot);
      const process::slot_state state = s.state.load();
      return s.id.load() != id || state == process::slot_state::leaving ||
             state == process::slot_state::dead;
    }
  }
  return cluster::ever_was(id);
}

void await_delay(double seconds) {
  std::this_thread::sleep_for(std::chrono::duration<double>(seconds));
}

std::vector<double> checked_delays(std::vector<double> seconds) {
  constexpr double most = 1e9; // what the clock can wait for
  for (const double s : seconds) {
    if (!(s >= 0 && s <= most)) {
      throw failure("pmap: a delay of " + std::to_string(s) + " seconds; it must be from 0 to 1e9");
    }
  }
  return seconds;
}

std::size_t checked_batch_size(long n) {
  if (n < 1) {
    throw failure("pmap: a batch_size of " + std::to_string(n) + "; it must be at least 1");
  }
  return static_cast<std::size_t>(n);
}

} // namespace ptools::detail
