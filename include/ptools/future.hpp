#ifndef PTOOLS_FUTURE_HPP
#define PTOOLS_FUTURE_HPP

#include <atomic>
#include <exception>
#include <memory>
#include <optional>
#include <thread>
#include <type_traits>
#include <utility>

#include <ptools/detail/remote_call.hpp>
#include <ptools/error.hpp>
#include <ptools/serialize.hpp>
#include <ptools/target.hpp>

/// \file
/// Results that are still on their way.

namespace ptools {

namespace detail {

[[noreturn]] PTOOLS_API void throw_timed_out(const target& where);
[[noreturn]] PTOOLS_API void throw_empty_future();
[[noreturn]] PTOOLS_API void throw_not_in_time(double seconds);

struct nothing {};

/// What the copies of a future share: the call, and its value once somebody looked at it. One block
/// of memory of a few cache lines: there may be thousands.
template <class Tp>
struct future_state {
  using kept = std::conditional_t<std::is_void_v<Tp>, nothing, Tp>;

  waiting_call call;
  std::optional<kept> value;
  std::exception_ptr thrown;
  /// One of the two is there.
  std::atomic<bool> decoded{false};

  future_state() = default;
  explicit future_state(const target& where) noexcept : call(where) {}

  /// After the call is over. Several threads may come at once. Neither std::once_flag, which asks
  /// the kernel each time, nor an atomic exchange, which waits for the requests that this thread
  /// has just sent.
  void decode_once() {
    if (decoded.load(std::memory_order_acquire))
      return;
    if (call.claim_result()) {
      decode();
      decoded.store(true, std::memory_order_release);
    }
    while (!decoded.load(std::memory_order_acquire))
      std::this_thread::yield();
  }

private:
  void decode() {
    try {
      [[maybe_unused]] const reply& answer = call.result();
      if constexpr (std::is_void_v<Tp>)
        value.emplace();
      else
        value.emplace(ptools::decode<Tp>(answer.data(), answer.size()));
      call.answer.drop();
    } catch (...) {
      thrown = std::current_exception();
    }
  }
};

} // namespace detail

/// A value of type Tp that a remote call gives. Copies are the same future. Written once; `fetch`
/// keeps the value, so that further ones cost nothing and work when the process is gone.
///
/// A future that nobody holds any more drops its result. It belongs to the process that made it.
template <class Tp>
class future {
public:
  using value_type = Tp;

  /// None: `valid()` is false, everything else throws.
  future() noexcept = default;

  bool valid() const noexcept { return state_ != nullptr; }

  /// Whether `fetch` would not wait. Looks into the mailbox.
  bool isready() const { return state().call.ready(); }

  /// Waits until the call is over, at most `seconds` (below 0: for ever); whether it is. Throws
  /// nothing of what the call threw.
  bool wait(double seconds = -1) const { return state().call.wait(seconds); }

  /// Waits for the value; it belongs to the future. @throws what the call threw, each time;
  /// ptools::timed_out after `seconds` (below 0: never).
  template <class Up = Tp>
  std::enable_if_t<!std::is_void_v<Up>, const Up&> fetch(double seconds = -1) const& {
    await(seconds);
    return *state_->value;
  }
  /// The same, moving the value out.
  template <class Up = Tp>
  std::enable_if_t<!std::is_void_v<Up>, Up> fetch(double seconds = -1) && {
    await(seconds);
    return std::move(*state_->value);
  }
  template <class Up = Tp>
  std::enable_if_t<std::is_void_v<Up>> fetch(double seconds = -1) const {
    await(seconds);
  }

  // -- used by remotecall ------------------------------------------------------------------------
  explicit future(const target& where)
      : state_(std::make_shared<detail::future_state<Tp>>(where)) {}
  void send(const detail::route& to, std::uint64_t thunk, detail::parcel& arguments) {
    state_->call.send(to, thunk, arguments);
  }
  /// Of a call that is made here.
  template <class Call>
  future(const target& where, Call call) : state_(std::make_shared<detail::future_state<Tp>>()) {
    detail::call_stack from;
    try {
      detail::call_traced(from, [&] {
        if constexpr (std::is_void_v<Tp>) {
          call();
          state_->value.emplace();
        } else {
          state_->value.emplace(call());
        }
      });
    } catch (...) {
      try {
        detail::rethrow_from_here(where, from);
      } catch (...) {
        state_->thrown = std::current_exception();
      }
    }
    state_->decoded.store(true, std::memory_order_release);
  }

private:
  detail::future_state<Tp>& state() const {
    if (!state_)
      detail::throw_empty_future();
    return *state_;
  }
  void await(double seconds) const {
    if (!wait(seconds))
      detail::throw_not_in_time(seconds);
    state_->decode_once();
    if (state_->thrown)
      std::rethrow_exception(state_->thrown);
  }

  std::shared_ptr<detail::future_state<Tp>> state_;
};

namespace detail {
template <class Tp>
inline constexpr bool is_future_v = false;
template <class Tp>
inline constexpr bool is_future_v<future<Tp>> = true;
} // namespace detail

/// Waits for the value of a future. @throws as future::fetch
template <class Tp>
decltype(auto) fetch(const future<Tp>& f) {
  return f.fetch();
}
template <class Tp>
Tp fetch(future<Tp>&& f) {
  return std::move(f).fetch();
}

/// A value that is no future is itself, so that code which fetches works in a plain build too.
template <
    class Tp,
    std::enable_if_t<!detail::is_future_v<std::remove_cv_t<std::remove_reference_t<Tp>>>, int> = 0>
Tp fetch(Tp&& value) {
  return std::forward<Tp>(value);
}

/// Waits until the call is over, however it ends.
template <class Tp>
void wait(const future<Tp>& f) {
  f.wait();
}

/// Whether the call is over.
template <class Tp>
bool isready(const future<Tp>& f) {
  return f.isready();
}

} // namespace ptools

#endif
