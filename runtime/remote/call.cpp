/// Process 1's side of remote calls: the way to a process, requests, and waiting for replies.
///
/// Of the threads that wait, one looks into the mailbox for all of them; the others sleep until it
/// has looked.

#include "cluster/membership.hpp"
#include "managers/local.hpp"
#include "process/role.hpp"
#include "process/slots.hpp"
#include "process/zygote.hpp"
#include "remote/calls.hpp"
#include "remote/exchange.hpp"
#include "remote/functions_linux.hpp"
#include "support/clock.hpp"
#include "support/cores_linux.hpp"
#include "support/float_mode_x86_64.hpp"
#include "support/log.hpp"
#include "support/perturb.hpp"
#include "support/streams_glibc.hpp"
#include "support/waiting.hpp"
#include "transport/bell.hpp"
#include "transport/mailbox.hpp"

#include <ptools/detail/exception_travel.hpp>
#include <ptools/error.hpp>
#include <ptools/random.hpp>
#include <ptools/remotecall.hpp>

#include <algorithm>
#include <atomic>
#include <chrono>
#include <cmath>
#include <condition_variable>
#include <limits>
#include <mutex>
#include <optional>
#include <string>
#include <vector>

namespace ptools::remote {

namespace {

using process::role;
using process::slot_at;
using process::slot_state;
using ::ptools::detail::parcel;
using ::ptools::detail::route;

constexpr std::uint64_t never = UINT64_MAX;

/// All threads of process 1 that send or wait.
struct waiting_room {
  std::mutex lock;
  /// Some thread has looked into the mailbox, or nobody does any more.
  std::condition_variable looked;
  bool looking = false;
  int sleepers = 0;
  call_table calls;
  /// Slots to which somebody wants to send as soon as there is room.
  std::vector<unsigned> full;
  /// Deaths of processes that calls were waiting for, from whoever dismissed them.
  std::vector<cluster::death> departed;
  /// `full` or `departed` have changed since the looking thread last read them.
  std::atomic<bool> changed{false};
  /// The count of news at the last look at who has died.
  std::uint32_t seen_news = 0;
};

waiting_room& room() {
  static auto* const one = [] {
    transport::open_mailbox(0, 1);
    return new waiting_room;
  }();
  return *one;
}

std::string place_of(const target& where) {
  return std::string(where.file()) + ":" + std::to_string(where.line());
}

std::uint64_t end_after(double seconds) {
  const double ns = seconds * 1e9;
  return seconds < 0 || ns >= 9e18 ? never : support::now_ns() + static_cast<std::uint64_t>(ns);
}

std::uint64_t end_of(const target& where) {
  return end_after(where.seconds());
}

// -- who is there ------------------------------------------------------------------------------

bool alive(unsigned slot, int id) {
  return slot_at(slot).id.load() == id && slot_at(slot).state.load() == slot_state::ready;
}

/// The last way that was looked up, (id, slot): most calls go where the one before went.
std::atomic<std::uint64_t> last_way{0};

std::string ids_of_all() {
  std::string text = "1";
  for (const cluster::member& m : cluster::members()) {
    text += ", " + std::to_string(m.id);
  }
  return text;
}

/// What a call throws whose process is gone.
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

/// How a process has ended, if it has.
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

/// A call that cannot begin says the same as one that the end of its process interrupted.
[[noreturn]] void throw_gone(const target& where, const std::optional<cluster::death>& how) {
  if (how && !how->was_leaving) {
    std::rethrow_exception(error_of(*how, where));
  }
  throw disconnected(place_of(where) + ": process " + std::to_string(where.id()) +
                     " has left the cluster");
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

// -- ends of calls -----------------------------------------------------------------------------

/// A process whose ring is damaged is ended, so that its calls end with an error that names it.
void condemn(unsigned slot) {
  slot_state state = slot_state::ready;
  if (slot_at(slot).state.compare_exchange_strong(state, slot_state::leaving)) {
    slot_at(slot).deadline.store(1);
    process::wake_zygote();
  }
}

/// Gives a reply to the call that waits for it; one that nobody waits for any more is dropped.
void keep_reply(waiting_room& r, const transport::delivery& d) {
  const carried body(*d.frame);
  const wire::frame_kind kind = d.frame->kind;
  waiting_call* const call = r.calls.find(d.frame->call, d.from);
  if (call == nullptr || call->how != outcome::open) {
    transport::release(d);
    free_outside(body);
    return;
  }
  if (body.outside) {
    transport::release(d);
    call->answer->adopt(const_cast<std::byte*>(body.data), body.size);
  } else {
    call->answer->copy(body.data, body.size);
    transport::release(d);
  }
  call->how = kind == wire::frame_kind::exception ? outcome::exception : outcome::result;
}

/// Until there is nothing more, or `mine` has its reply: the place of the next frame may be a cache
/// line's journey away.
void take_replies(waiting_room& r, const waiting_call* mine = nullptr) {
  for (transport::delivery d; mine == nullptr || mine->how == outcome::open;) {
    switch (transport::take(d)) {
    case transport::arrival::nothing:
      return;
    case transport::arrival::damaged:
      condemn(d.sender);
      break;
    case transport::arrival::frame:
      support::perturb();
      keep_reply(r, d);
      break;
    }
  }
}

/// How the process of a call has ended, if it has.
std::optional<cluster::death> end_of_process(const waiting_room& r, const waiting_call& call) {
  const auto known = std::find_if(r.departed.begin(), r.departed.end(),
                                  [&](const cluster::death& d) { return d.id == call.process; });
  return known == r.departed.end() ? death_of(call.process, call.slot) : std::optional(*known);
}

/// Ends the calls to processes that are gone. A reply that was sent before counts.
void end_lost_calls(waiting_room& r) {
  std::vector<std::pair<waiting_call*, cluster::death>> lost;
  r.calls.for_each([&](waiting_call& call) {
    if (call.how == outcome::open) {
      if (const auto how = end_of_process(r, call)) {
        lost.push_back({&call, *how});
      }
    }
  });
  if (!lost.empty()) {
    take_replies(r);
  }
  for (const auto& [call, how] : lost) {
    if (call->how == outcome::open) {
      call->why = error_of(how, *call->where);
      call->how = outcome::lost;
    }
  }
  r.departed.clear();
}

/// Called by cluster::dismiss, after the slot has lost its id.
void hear_of_death(const cluster::death& how) {
  if (process::my_role() != role::driver) {
    return;
  }
  waiting_room& r = room();
  const std::lock_guard hold(r.lock);
  bool any = false;
  r.calls.for_each([&](const waiting_call& call) { any = any || call.process == how.id; });
  if (any) {
    r.departed.push_back(how);
    r.changed.store(true);
    transport::ring_bell(0);
    r.looked.notify_all();
  }
}

const bool registered = cluster::on_dismissal(hear_of_death);

// -- looking into the mailbox ------------------------------------------------------------------

/// Spins, yields and sleeps until something has happened that concerns any waiting thread, or it is
/// `until`. `full` is a copy.
void wait_for_something(waiting_room& r, const std::vector<unsigned>& full, std::uint64_t until) {
  static const bool one_core = support::allowed_cores() < 2;
  static const std::atomic<std::uint32_t>& news = process::shared_state().news;
  const auto happened = [&] {
    return transport::anything_arrived() || news.load(std::memory_order_relaxed) != r.seen_news ||
           r.changed.load(std::memory_order_relaxed) ||
           std::any_of(full.begin(), full.end(), transport::has_room_or_waits);
  };
  if (support::look_awhile(one_core, happened)) {
    return;
  }
  const std::uint64_t now = support::now_ns();
  if (now >= until) {
    return;
  }
  const std::uint64_t left_ms = until == never ? 1000 : (until - now) / 1000000 + 1;
  transport::sleep_at(transport::bell_of(0), happened,
                      static_cast<long>(std::min<std::uint64_t>(left_ms, 1000)));
}

/// Under the lock, by the one thread that looks.
void look_once(waiting_room& r, const waiting_call* mine) {
  take_replies(r, mine);
  const std::uint32_t news = process::shared_state().news.load();
  if (news != r.seen_news || !r.departed.empty()) {
    r.seen_news = news;
    end_lost_calls(r);
  }
}

/// One turn of waiting, for `mine` if for a reply: looks into the mailbox, or waits for the thread
/// that does.
void take_a_turn(waiting_room& r, std::unique_lock<std::mutex>& hold, const waiting_call* mine,
                 std::uint64_t until) {
  if (r.looking) {
    ++r.sleepers;
    if (until == never) {
      r.looked.wait(hold);
    } else {
      const std::uint64_t now = support::now_ns();
      r.looked.wait_for(hold, std::chrono::nanoseconds(until > now ? until - now : 0));
    }
    --r.sleepers;
    return;
  }
  struct turn {
    waiting_room& r;
    std::unique_lock<std::mutex>& hold;
    ~turn() {
      if (!hold.owns_lock()) {
        hold.lock();
      }
      r.looking = false;
      if (r.sleepers > 0) {
        r.looked.notify_all();
      }
    }
  };
  r.looking = true;
  const turn now{r, hold};
  const std::vector<unsigned> full = r.full;
  const bool changed = r.changed.exchange(false);
  hold.unlock();
  if (!changed) {
    wait_for_something(r, full, until);
  }
  hold.lock();
  look_once(r, mine);
}

/// A call in the table for as long as its caller waits. Made and ended under the lock.
class entry {
public:
  entry(waiting_room& r, waiting_call& call) : r_(r) {
    if (!alive(call.slot, call.process)) {
      throw_gone(*call.where, death_of(call.process, call.slot));
    }
    number_ = r.calls.add(call);
  }
  ~entry() { r_.calls.remove(number_); }
  entry(const entry&) = delete;
  entry& operator=(const entry&) = delete;

  std::uint64_t number() const { return number_; }

private:
  waiting_room& r_;
  std::uint64_t number_;
};

/// Waits until there is room in the mailbox of the process, or that is gone.
void wait_for_room(waiting_room& r, std::unique_lock<std::mutex>& hold, const target& where,
                   const route& to, std::uint64_t until) {
  r.full.push_back(to.slot);
  struct interest {
    waiting_room& r;
    unsigned slot;
    ~interest() { r.full.erase(std::find(r.full.begin(), r.full.end(), slot)); }
  };
  const interest mine{r, to.slot};
  r.changed.store(true); // whoever looks now does not know of this slot
  transport::ring_bell(0);
  while (!transport::has_room_or_waits(to.slot)) {
    if (!alive(to.slot, to.id)) {
      throw_gone(where, death_of(to.id, to.slot));
    }
    if (support::now_ns() >= until) {
      ::ptools::detail::throw_timed_out(where);
    }
    take_a_turn(r, hold, nullptr, until);
  }
}

wire::frame request_header(std::uint64_t call, std::uint64_t function) {
  wire::frame header;
  header.kind = wire::frame_kind::request;
  header.call = call;
  header.function = function;
  header.seed = ::ptools::detail::current_seed();
  header.float_mode = support::packed(support::current_float_mode());
  return header;
}

/// Under the lock.
void send(waiting_room& r, std::unique_lock<std::mutex>& hold, const target& where, const route& to,
          const wire::frame& header, parcel& arguments, std::uint64_t until) {
  while (!try_send(to.slot, to.id, header, arguments)) {
    wait_for_room(r, hold, where, to, until);
  }
}

/// Under the lock. False if the call is not over by then.
bool await(waiting_room& r, std::unique_lock<std::mutex>& hold, const waiting_call& call,
           std::uint64_t until) {
  while (call.how == outcome::open) {
    if (until != never && support::now_ns() >= until) {
      return false;
    }
    take_a_turn(r, hold, &call, until);
  }
  return true;
}

/// A call of a future: on the heap, with its own copy of what a caller would hold.
class later_reply final : public ::ptools::detail::pending_reply {
public:
  later_reply(waiting_room& r, const target& where, const route& to)
      : r_(r), where_(where), call_{to.id, to.slot, &where_, &answer_} {}

  void send(const route& to, std::uint64_t thunk, parcel& arguments) {
    support::flush_output();
    std::unique_lock hold(r_.lock);
    listed_.emplace(r_, call_);
    remote::send(r_, hold, where_, to, request_header(listed_->number(), thunk), arguments,
                 end_of(where_));
  }

  ~later_reply() override {
    const std::lock_guard hold(r_.lock);
    listed_.reset();
  }

  bool ready() override {
    const std::lock_guard hold(r_.lock);
    if (call_.how == outcome::open && !r_.looking) {
      look_once(r_, &call_);
    }
    return call_.how != outcome::open;
  }

  bool wait(double seconds) override {
    const std::uint64_t until = end_after(seconds);
    std::unique_lock hold(r_.lock);
    return await(r_, hold, call_, until);
  }

  const ::ptools::detail::reply& result() override {
    if (call_.how == outcome::lost) {
      cluster::dismiss_if_free(call_.process);
      std::rethrow_exception(call_.why);
    }
    if (call_.how == outcome::exception) {
      ::ptools::detail::rethrow_remote(answer_.data(), answer_.size(), where_.file(),
                                       where_.line());
    }
    return answer_;
  }

private:
  waiting_room& r_;
  target where_;
  ::ptools::detail::reply answer_;
  waiting_call call_;
  std::optional<entry> listed_;
};

} // namespace

} // namespace ptools::remote

namespace ptools::detail {

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

std::uint64_t function_number(void (*function)()) {
  return ::ptools::remote::number_of(function);
}

void (*numbered_function(std::uint64_t number))() {
  return ::ptools::remote::function_with(number);
}

void call_and_wait(const target& where, const route& to, std::uint64_t thunk, parcel& arguments,
                   reply& answer) {
  ::ptools::remote::waiting_room& r = ::ptools::remote::room();
  const std::uint64_t until = ::ptools::remote::end_of(where);
  ::ptools::remote::waiting_call call{to.id, to.slot, &where, &answer};
  support::flush_output(); // the function may write too, and what this process wrote comes first
  {
    std::unique_lock hold(r.lock);
    const ::ptools::remote::entry listed(r, call);
    const wire::frame header = ::ptools::remote::request_header(listed.number(), thunk);
    ::ptools::remote::send(r, hold, where, to, header, arguments, until);
    if (!::ptools::remote::await(r, hold, call, until)) {
      throw_timed_out(where);
    }
  }
  if (call.how == ::ptools::remote::outcome::lost) {
    cluster::dismiss_if_free(to.id);
    std::rethrow_exception(call.why);
  }
  if (call.how == ::ptools::remote::outcome::exception) {
    rethrow_remote(answer.data(), answer.size(), where.file(), where.line());
  }
}

pending_reply::~pending_reply() = default;

std::shared_ptr<pending_reply> pending_reply::send(const target& where, const route& to,
                                                   std::uint64_t thunk, parcel& arguments) {
  const auto made =
      std::make_shared<::ptools::remote::later_reply>(::ptools::remote::room(), where, to);
  made->send(to, thunk, arguments);
  return made;
}

void throw_timed_out(const target& where) {
  throw timed_out(::ptools::remote::place_of(where) + ": the call of process " +
                  std::to_string(where.id()) + " did not end within " +
                  std::to_string(where.seconds()) + " s");
}

void throw_not_in_time(double seconds) {
  throw timed_out("a future was not ready within " + std::to_string(seconds) + " s");
}

void throw_empty_future() {
  throw failure("this future is of no call: it was made empty, or was moved from");
}

void send_request(const target& where, const route& to, std::uint64_t thunk, parcel& arguments) {
  ::ptools::remote::waiting_room& r = ::ptools::remote::room();
  support::flush_output();
  std::unique_lock hold(r.lock);
  ::ptools::remote::send(r, hold, where, to, ::ptools::remote::request_header(0, thunk), arguments,
                         ::ptools::remote::end_of(where));
}

void rethrow_from_here(const target& where) {
  const std::vector<std::byte> bytes =
      encode_exception(std::current_exception(), process::my_id(), where.file(), where.line());
  rethrow_remote(bytes.data(), bytes.size());
}

void say_thrown(const char* file, int line) noexcept {
  try {
    const std::vector<std::byte> bytes =
        encode_exception(std::current_exception(), process::my_id(), file, line);
    try {
      rethrow_remote(bytes.data(), bytes.size());
    } catch (const remote_error& e) {
      support::say(std::string(file) + ":" + std::to_string(line) +
                   ": the function that remote_do called in process " +
                   std::to_string(process::my_id()) + " threw " + e.type_name() + ": " + e.what());
    }
  } catch (...) {
    support::say("a function that remote_do called has thrown, and there is no memory to say what");
  }
}

} // namespace ptools::detail
