/// The door to remote calls, as include/ptools/detail/remote_call.hpp has it.

#include "process/role.hpp"
#include "remote/functions_linux.hpp"
#include "remote/targets.hpp"
#include "remote/waiting_room.hpp"
#include "support/log.hpp"

#include <ptools/detail/exception_travel.hpp>
#include <ptools/error.hpp>
#include <ptools/future.hpp>
#include <ptools/remotecall.hpp>

#include <string>
#include <vector>

namespace ptools::detail {

std::uint64_t function_number(void (*function)()) {
  return ::ptools::remote::number_of(function);
}

void (*numbered_function(std::uint64_t number))() {
  return ::ptools::remote::function_with(number);
}

void waiting_call::send(const route& to, std::uint64_t thunk, parcel& arguments) {
  ::ptools::remote::begin(*this, to, thunk, arguments,
                          ::ptools::remote::end_after(where.seconds()));
}

void waiting_call::send_and_wait(const route& to, std::uint64_t thunk, parcel& arguments) {
  if (!::ptools::remote::begin_and_await(*this, to, thunk, arguments,
                                         ::ptools::remote::end_after(where.seconds()))) {
    throw_timed_out(where);
  }
}

bool waiting_call::ready() {
  if (!over()) {
    ::ptools::remote::glance(*this);
  }
  return over();
}

bool waiting_call::wait_longer(double seconds) {
  return ::ptools::remote::await(*this, ::ptools::remote::end_after(seconds));
}

bool waiting_call::claim_result() {
  return ::ptools::remote::claim(claimed);
}

void waiting_call::give_up() noexcept {
  ::ptools::remote::forget(*this);
}

const reply& waiting_call::result() {
  switch (how.load(std::memory_order_acquire)) {
  case outcome::lost:
    cluster::dismiss_if_free(process);
    std::rethrow_exception(why);
  case outcome::exception:
    rethrow_remote(answer.data(), answer.size(), where.file(), where.line());
  case outcome::open:
  case outcome::result:
    break;
  }
  return answer;
}

void send_request(const target& where, const route& to, std::uint64_t thunk, parcel& arguments) {
  ::ptools::remote::begin_unanswered(where, to, thunk, arguments,
                                     ::ptools::remote::end_after(where.seconds()));
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

void rethrow_from_here(const target& where, const call_stack& from) {
  const std::vector<std::byte> bytes = encode_exception(std::current_exception(), process::my_id(),
                                                        where.file(), where.line(), from);
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
