#include "remote/waiting_room.hpp"

#include "cluster/membership.hpp"
#include "process/role.hpp"
#include "process/slots.hpp"
#include "process/zygote.hpp"
#include "remote/exchange.hpp"
#include "remote/targets.hpp"
#include "support/biased_mutex.hpp"
#include "support/clock.hpp"
#include "support/cores_linux.hpp"
#include "support/float_mode_x86_64.hpp"
#include "support/perturb.hpp"
#include "support/streams_glibc.hpp"
#include "support/waiting.hpp"
#include "transport/bell.hpp"
#include "transport/mailbox.hpp"

#include <ptools/future.hpp>
#include <ptools/random.hpp>

#include <algorithm>
#include <atomic>
#include <chrono>
#include <condition_variable>
#include <optional>
#include <utility>
#include <vector>

namespace ptools::remote {

using process::slot_at;
using process::slot_state;
using ::ptools::detail::parcel;
using ::ptools::detail::route;

namespace {

/// All threads of process 1 that send or wait.
struct waiting_room {
  support::biased_mutex lock;
  /// Some thread has looked into the mailbox, or nobody does any more.
  std::condition_variable_any looked;
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

// -- ends of calls -----------------------------------------------------------------------------

/// Under the lock. The call is its holder's alone from the last store on.
void end(waiting_room& r, waiting_call& call, outcome how) {
  r.calls.remove(call.number);
  call.how.store(how, std::memory_order_release);
}

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
  if (call == nullptr) {
    transport::release(d);
    free_outside(body);
    return;
  }
  if (body.outside) {
    transport::release(d);
    call->answer.adopt(const_cast<std::byte*>(body.data), body.size);
  } else {
    call->answer.copy(body.data, body.size);
    transport::release(d);
  }
  end(r, *call, kind == wire::frame_kind::exception ? outcome::exception : outcome::result);
}

/// Until there is nothing more, or `mine` is over: the place of the next frame may be a cache
/// line's journey away.
void take_replies(waiting_room& r, const waiting_call* mine = nullptr) {
  for (transport::delivery d; mine == nullptr || !mine->over();) {
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
  // By their numbers: one that is over may be gone together with who held it.
  std::vector<std::pair<std::uint64_t, cluster::death>> lost;
  r.calls.for_each([&](const waiting_call& call) {
    if (const auto how = end_of_process(r, call)) {
      lost.push_back({call.number, *how});
    }
  });
  if (!lost.empty()) {
    take_replies(r);
  }
  for (const auto& [number, how] : lost) {
    if (waiting_call* const call = r.calls.find(number, how.id)) {
      call->why = error_of(how, call->where);
      end(r, *call, outcome::lost);
    }
  }
  r.departed.clear();
}

/// Called by cluster::dismiss, after the slot has lost its id.
void hear_of_death(const cluster::death& how) {
  if (process::my_role() != process::role::driver) {
    return;
  }
  waiting_room& r = room();
  const support::biased_mutex::hold hold(r.lock);
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

/// One turn of waiting: looks into the mailbox, not further than to the end of `mine` if that is a
/// call, or waits for the thread that looks.
void take_a_turn(waiting_room& r, support::biased_mutex::hold& hold, const waiting_call* mine,
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
    support::biased_mutex::hold& hold;
    ~turn() {
      if (!hold.held()) {
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

/// Waits until there is room in the mailbox of the process, or that is gone.
void wait_for_room(waiting_room& r, support::biased_mutex::hold& hold, const target& where,
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
void send(waiting_room& r, support::biased_mutex::hold& hold, const target& where, const route& to,
          const wire::frame& header, parcel& arguments, std::uint64_t until) {
  while (!try_send(to.slot, to.id, header, arguments)) {
    wait_for_room(r, hold, where, to, until);
  }
}

/// Under the lock.
void enter(waiting_room& r, waiting_call& call, const route& to) {
  if (!alive(to.slot, to.id)) {
    throw_gone(call.where, death_of(to.id, to.slot));
  }
  call.process = to.id;
  call.slot = to.slot;
  r.calls.add(call);
}

/// Under the lock. False if the call is not over by then. Stops looking at the reply of `last`.
bool await_under_lock(waiting_room& r, support::biased_mutex::hold& hold, const waiting_call& call,
                      std::uint64_t until, const waiting_call* last) {
  while (!call.over()) {
    if (until != never && support::now_ns() >= until) {
      return false;
    }
    take_a_turn(r, hold, last, until);
  }
  return true;
}

} // namespace

std::uint64_t end_after(double seconds) {
  const double ns = seconds * 1e9;
  return seconds < 0 || ns >= 9e18 ? never : support::now_ns() + static_cast<std::uint64_t>(ns);
}

void begin(waiting_call& call, const route& to, std::uint64_t thunk, parcel& arguments,
           std::uint64_t until) {
  support::flush_output(); // the function may write too, and what this process wrote comes first
  waiting_room& r = room();
  support::biased_mutex::hold hold(r.lock);
  enter(r, call, to);
  send(r, hold, call.where, to, request_header(call.number, thunk), arguments, until);
}

void begin_unanswered(const target& where, const route& to, std::uint64_t thunk, parcel& arguments,
                      std::uint64_t until) {
  support::flush_output();
  waiting_room& r = room();
  support::biased_mutex::hold hold(r.lock);
  send(r, hold, where, to, request_header(0, thunk), arguments, until);
}

bool begin_and_await(waiting_call& call, const route& to, std::uint64_t thunk, parcel& arguments,
                     std::uint64_t until) {
  support::flush_output();
  waiting_room& r = room();
  support::biased_mutex::hold hold(r.lock);
  enter(r, call, to);
  wire::frame header = request_header(call.number, thunk);
  header.flags = wire::awaited;
  send(r, hold, call.where, to, header, arguments, until);
  return await_under_lock(r, hold, call, until, &call);
}

bool await(waiting_call& call, std::uint64_t until) {
  waiting_room& r = room();
  support::biased_mutex::hold hold(r.lock);
  // There are others under way, mostly: what has come is taken at one look.
  return await_under_lock(r, hold, call, until, nullptr);
}

void glance(const waiting_call& call) {
  waiting_room& r = room();
  const support::biased_mutex::hold hold(r.lock);
  if (!call.over() && !r.looking) {
    look_once(r, &call);
  }
}

bool claim(bool& claimed) {
  const support::biased_mutex::hold hold(room().lock);
  return !std::exchange(claimed, true);
}

void forget(const waiting_call& call) noexcept {
  waiting_room& r = room();
  const support::biased_mutex::hold hold(r.lock);
  r.calls.remove(call.number);
}

} // namespace ptools::remote
