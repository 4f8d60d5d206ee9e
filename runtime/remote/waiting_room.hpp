#pragma once

/// All threads of process 1 that send requests and wait for replies.
///
/// Of the threads that wait, one looks into the mailbox for all of them; the others sleep until it
/// has looked.

#include "remote/calls.hpp"

#include <cstdint>

namespace ptools::remote {

/// No end of waiting.
constexpr std::uint64_t never = UINT64_MAX;

/// The time so many seconds from now; below 0: never.
std::uint64_t end_after(double seconds);

/// Enters the call in the table and sends its request, waiting for room at most until then.
/// @throws what remotecall says
void begin(waiting_call& call, const ::ptools::detail::route& to, std::uint64_t thunk,
           ::ptools::detail::parcel& arguments, std::uint64_t until);

/// The same for a call that nobody answers.
void begin_unanswered(const target& where, const ::ptools::detail::route& to, std::uint64_t thunk,
                      ::ptools::detail::parcel& arguments, std::uint64_t until);

/// Sends and waits in one go. False if it is not over by then.
bool begin_and_await(waiting_call& call, const ::ptools::detail::route& to, std::uint64_t thunk,
                     ::ptools::detail::parcel& arguments, std::uint64_t until);

/// Waits until the call is over. False if it is not by then.
bool await(waiting_call& call, std::uint64_t until);

/// Looks into the mailbox, unless another thread does.
void glance(const waiting_call& call);

/// Sets it; true for the first of several threads. Cheaper than an atomic exchange.
bool claim(bool& claimed);

/// Nobody waits for the call any more.
void forget(const waiting_call& call) noexcept;

} // namespace ptools::remote
