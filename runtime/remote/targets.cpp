#include "remote/targets.hpp"

#include "managers/local.hpp"
#include "process/role.hpp"
#include "process/slots.hpp"

#include <ptools/detail/remote_call.hpp>
#include <ptools/error.hpp>

#include <atomic>
#include <cmath>
#include <cstdio>

namespace ptools {

namespace remote {

using process::slot_at;
using process::slot_state;
using ::ptools::detail::route;

namespace {

/// The last way that was looked up, (id, slot): most calls go where the one before went.
std::atomic<std::uint64_t> last_way{0};

std::string ids_of_all() {
  std::string text = "1";
  for (const cluster::member& m : cluster::members()) {
    text += ", " + std::to_string(m.id);
  }
  return text;
}

/// Under cluster::guard.
route look_up(const target& where) {
  managers::prepare_workers();
  for (const cluster::member& m : cluster::members()) {
    if (m.id != where.id()) {
      continue;
    }
    if (!alive(m.slot, m.id)) {
      throw_gone(where, death_of(m.id, m.slot)); // it has been asked to leave, or has died since
    }
    last_way.store(std::uint64_t(m.id) << 32 | m.slot);
    return {m.id, m.slot, false};
  }
  if (cluster::ever_was(where.id())) {
    throw_gone(where, cluster::remembered_end(where.id()));
  }
  if (cluster::members().empty()) {
    return {1, 0, true}; // the program runs without workers
  }
  throw failure(place_of(where) + ": there is no process " + std::to_string(where.id()) +
                "; the processes are " + ids_of_all() + " (ptools::procs())");
}

} // namespace

std::string place_of(const target& where) {
  return std::string(where.file()) + ":" + std::to_string(where.line());
}

bool alive(unsigned slot, int id) {
  return slot_at(slot).id.load() == id && slot_at(slot).state.load() == slot_state::ready;
}

std::optional<cluster::death> death_of(int id, unsigned slot) {
  const process::slot& s = slot_at(slot);
  if (s.id.load() == id) {
    if (s.state.load() != slot_state::dead) {
      return std::nullopt;
    }
    const cluster::death how = cluster::how_it_ended({id, slot});
    if (s.id.load() == id) {
      return how;
    }
  }
  return cluster::remembered_end(id); // another thread has dismissed it, now or long ago
}

std::exception_ptr error_of(const cluster::death& how, const target& where) {
  const std::string who = place_of(where) + ": worker " + std::to_string(how.id);
  if (how.was_leaving) {
    return std::make_exception_ptr(disconnected(who + " was removed before the call had ended"));
  }
  if (how.stray_pointer) {
    char address[32];
    std::snprintf(address, sizeof address, "0x%llx", static_cast<unsigned long long>(how.address));
    return std::make_exception_ptr(
        unshareable("PT0102", who + " followed a pointer (" + address + ") into " + how.memory +
                                  "; pass what it leads to by value, or keep it in a "
                                  "ptools::shared_array or ptools::shared_new"));
  }
  return std::make_exception_ptr(worker_died(how.id, how.signal, how.exit_status, where.file(),
                                             where.line(), how.stderr_tail));
}

[[noreturn]] void throw_gone(const target& where, const std::optional<cluster::death>& how) {
  if (how && !how->was_leaving) {
    std::rethrow_exception(error_of(*how, where));
  }
  throw disconnected(place_of(where) + ": process " + std::to_string(where.id()) +
                     " has left the cluster");
}

} // namespace remote

namespace detail {

route route_to(const target& where) {
  if (where.id() < 1) {
    throw failure(::ptools::remote::place_of(where) + ": " + std::to_string(where.id()) +
                  " is not the id of a process; ids count from 1");
  }
  if (std::isnan(where.seconds())) {
    throw failure(::ptools::remote::place_of(where) + ": a call cannot wait for " +
                  std::to_string(where.seconds()) + " seconds");
  }
  const process::role part = process::my_role();
  const bool is_worker = part == process::role::worker;
  if (where.id() == (is_worker ? process::my_id() : 1)) {
    return {where.id(), 0, true};
  }
  if (is_worker) {
    throw failure(::ptools::remote::place_of(where) +
                  ": calls from a worker to another process are not "
                  "available yet");
  }
  if (part != process::role::driver) {
    return {1, 0, true};
  }
  const std::uint64_t way = ::ptools::remote::last_way.load(std::memory_order_relaxed);
  const auto slot = static_cast<unsigned>(way & 0xffffffff);
  if (static_cast<int>(way >> 32) == where.id() && ::ptools::remote::alive(slot, where.id())) {
    return {where.id(), slot, false};
  }
  const cluster::guard hold;
  return ::ptools::remote::look_up(where);
}

} // namespace detail

} // namespace ptools
