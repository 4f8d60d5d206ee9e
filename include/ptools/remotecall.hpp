#ifndef PTOOLS_REMOTECALL_HPP
#define PTOOLS_REMOTECALL_HPP

#include <string>
#include <type_traits>
#include <utility>

#include <ptools/detail/remote_call.hpp>

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

/// Where a call runs: an id of a process, and how long the caller waits at most. Remembers the
/// source line where it was made, which errors name. Made implicitly: `remotecall_fetch(f, 2, x)`,
/// or `remotecall_fetch(f, {2, 1.5}, x)` for at most one and a half seconds.
class target {
public:
  target(int id, const char* file = __builtin_FILE(), int line = __builtin_LINE()) noexcept
      : id_(id), line_(line), file_(file), seconds_(-1) {}
  /// `seconds` below 0: for ever.
  target(int id, double seconds, const char* file = __builtin_FILE(),
         int line = __builtin_LINE()) noexcept
      : id_(id), line_(line), file_(file), seconds_(seconds) {}

  int id() const noexcept { return id_; }
  double seconds() const noexcept { return seconds_; }
  const char* file() const noexcept { return file_; }
  int line() const noexcept { return line_; }

private:
  int id_, line_;
  const char* file_;
  double seconds_;
};

/// Calls `f(args...)` in the process `where` and returns its result.
///
/// In the calling process itself, in a plain build, and with PTOOLS_WORKERS=0, it is called here,
/// without encoding anything. Any thread of process 1 may call; other threads of it and other
/// workers go on meanwhile.
/// @throws what `f` throws, as an object of the same type that is a ptools::remote_error too;
/// ptools::worker_died if the process ends meanwhile; ptools::disconnected if it has left the
/// cluster or is asked to; ptools::timed_out; ptools::protocol_error if arguments or result do not
/// decode; ptools::failure for an id that never was. The call is over in each case, the process
/// goes on with the next one. Cost: a message each way, about twice what the hardware needs for it.
template <class F, class... A>
auto remotecall_fetch(F&& f, target where, A&&... args)
    -> detail::call_result_t<std::decay_t<F>, std::decay_t<A>...> {
  using function = detail::remote_function<std::decay_t<F>, std::decay_t<A>...>;
  using result = typename function::result;
  const detail::route to = detail::route_to(where);
  if (to.here) {
    try {
      return detail::call_here<std::decay_t<F>, std::decay_t<A>...>(std::forward<F>(f),
                                                                    std::forward<A>(args)...);
    } catch (...) {
      detail::rethrow_from_here(where);
    }
  }
  detail::reply answer;
  {
    detail::archive_writer counter;
    function::write(counter, f, args...);
    detail::parcel arguments(counter.position());
    detail::archive_writer archive(arguments.data(), arguments.size());
    function::write(archive, f, args...);
    if (archive.position() != arguments.size())
      detail::throw_size_changed(archive.position(), arguments.size());
    detail::call_and_wait(where, to, function::number(), arguments, answer);
  }
  if constexpr (!std::is_void_v<result>)
    return decode<result>(answer.data(), answer.size());
}

/// Has `f(args...)` called in the process `where` and does not wait for it. What it returns is
/// dropped, what it throws is said on that process's stderr. In the calling process itself it is
/// called at once.
///
/// Requests to one process are carried out in the order in which a thread made them. One that has
/// not ended when the program ends is cut off.
/// @throws as remotecall_fetch, but for what happens after the request was sent.
template <class F, class... A>
void remote_do(F&& f, target where, A&&... args) {
  using function = detail::remote_function<std::decay_t<F>, std::decay_t<A>...>;
  const detail::route to = detail::route_to(where);
  if (to.here) {
    try {
      static_cast<void>(detail::call_here<std::decay_t<F>, std::decay_t<A>...>(
          std::forward<F>(f), std::forward<A>(args)...));
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
  detail::archive_writer counter;
  write(counter);
  detail::parcel arguments(counter.position());
  detail::archive_writer archive(arguments.data(), arguments.size());
  write(archive);
  if (archive.position() != arguments.size())
    detail::throw_size_changed(archive.position(), arguments.size());
  detail::send_request(where, to, function::unanswered_number(), arguments);
}

} // namespace ptools

#endif
