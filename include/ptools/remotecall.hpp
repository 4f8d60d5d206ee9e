#ifndef PTOOLS_REMOTECALL_HPP
#define PTOOLS_REMOTECALL_HPP

#include <string>
#include <type_traits>
#include <utility>

#include <ptools/detail/remote_call.hpp>
#include <ptools/future.hpp>
#include <ptools/target.hpp>

/// \file
/// Calls of functions in other processes.
///
/// A call names any callable: a function, a lambda without captures, a function object that travels
/// by value (docs/reference/serialize.md). Arguments and results travel by value: the function gets
/// copies, as rvalues, so a parameter that is a non-const lvalue reference does not compile: what
/// was written to it would be lost. Pointers do not travel; shared_array, and what lies in shared
/// memory, is reached from everywhere.
///
/// Each process has its own global variables. What the function reads of them is what they are in
/// the process where it runs: as they were when `main` began, and as calls have changed them there
/// since. Pass what it needs as arguments.

namespace ptools {

/// Calls `f(args...)` in the process `where` and returns its result.
///
/// In the calling process itself, in a plain build, and with PTOOLS_WORKERS=0, it is called here,
/// without encoding anything. Any thread of process 1 may call; other threads of it and other
/// workers go on meanwhile.
/// @throws what `f` throws, as an object of the same type that is a ptools::remote_error too;
/// ptools::worker_died if the process ends meanwhile or has ended; ptools::disconnected if it has
/// been asked to leave; ptools::timed_out; ptools::protocol_error if arguments or result do not
/// decode; ptools::failure for an id that never was. The call is over in each case, the process
/// goes on with the next one. Cost: a message each way, about twice what the hardware needs for it.
template <class Fp, class... Ap>
auto remotecall_fetch(Fp&& f, target where, Ap&&... args)
    -> detail::call_result_t<std::decay_t<Fp>, std::decay_t<Ap>...> {
  using function = detail::remote_function<std::decay_t<Fp>, std::decay_t<Ap>...>;
  using result = typename function::result;
  const detail::route to = detail::route_to(where);
  if (to.here) {
    detail::call_stack from;
    try {
      return detail::traced_result(from, [&]() -> result {
        return detail::call_here<std::decay_t<Fp>, std::decay_t<Ap>...>(std::forward<Fp>(f),
                                                                        std::forward<Ap>(args)...);
      });
    } catch (...) {
      detail::rethrow_from_here(where, from);
    }
  }
  detail::waiting_call call(where);
  {
    const auto write = [&](detail::archive_writer& archive) {
      function::write(archive, f, args...);
    };
    detail::parcel arguments(function::size(f, args...));
    detail::encode_all(arguments, write);
    call.send_and_wait(to, function::number(), arguments);
  }
  const detail::reply& answer = call.result();
  if constexpr (!std::is_void_v<result>)
    return decode<result>(answer.data(), answer.size());
}

/// Has `f(args...)` called in the process `where` and returns at once with a future of its result.
/// In the calling process itself it is called before the return.
///
/// Arguments are encoded before it returns; what `f` throws comes out of `fetch`. Waits only while
/// so many requests and replies are under way that the mailboxes are full. The time limit of
/// `where` is for that; `wait` and `fetch` have limits of their own.
/// @throws as remotecall_fetch, but for what happens after the request was sent.
template <class Fp, class... Ap>
auto remotecall(Fp&& f, target where, Ap&&... args)
    -> future<detail::call_result_t<std::decay_t<Fp>, std::decay_t<Ap>...>> {
  using function = detail::remote_function<std::decay_t<Fp>, std::decay_t<Ap>...>;
  using result = typename function::result;
  const detail::route to = detail::route_to(where);
  if (to.here)
    return future<result>(where, [&]() -> result {
      return detail::call_here<std::decay_t<Fp>, std::decay_t<Ap>...>(std::forward<Fp>(f),
                                                                      std::forward<Ap>(args)...);
    });
  const auto write = [&](detail::archive_writer& archive) { function::write(archive, f, args...); };
  detail::parcel arguments(function::size(f, args...));
  detail::encode_all(arguments, write);
  future<result> made(where);
  made.send(to, function::number(), arguments);
  return made;
}

/// The same, waiting until the call is over; what it threw comes out of `fetch`.
/// @throws as remotecall, ptools::timed_out.
template <class Fp, class... Ap>
auto remotecall_wait(Fp&& f, target where, Ap&&... args)
    -> future<detail::call_result_t<std::decay_t<Fp>, std::decay_t<Ap>...>> {
  auto made = remotecall(std::forward<Fp>(f), where, std::forward<Ap>(args)...);
  if (!made.wait(where.seconds()))
    detail::throw_timed_out(where);
  return made;
}

/// Has `f(args...)` called in the process `where` and does not wait for it. What it returns is
/// dropped, what it throws is said on that process's stderr. In the calling process itself it is
/// called at once.
///
/// Requests to one process are carried out in the order in which a thread made them. One that has
/// not ended when the program ends is cut off.
/// @throws as remotecall_fetch, but for what happens after the request was sent.
template <class Fp, class... Ap>
void remote_do(Fp&& f, target where, Ap&&... args) {
  using function = detail::remote_function<std::decay_t<Fp>, std::decay_t<Ap>...>;
  const detail::route to = detail::route_to(where);
  if (to.here) {
    try {
      static_cast<void>(detail::call_here<std::decay_t<Fp>, std::decay_t<Ap>...>(
          std::forward<Fp>(f), std::forward<Ap>(args)...));
    } catch (...) {
      detail::say_thrown(where.file(), where.line());
    }
    return;
  }
  const std::string file = where.file();
  const auto write = [&](detail::archive_writer& archive) {
    archive & file & where.line();
    function::write(archive, f, args...);
  };
  detail::parcel arguments(detail::size_of_all(write));
  detail::encode_all(arguments, write);
  detail::send_request(where, to, function::unanswered_number(), arguments);
}

} // namespace ptools

#endif
