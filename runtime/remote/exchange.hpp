#pragma once

/// Frames of calls on their way into a mailbox, on either side.

#include "wire/frame.hpp"

#include <ptools/detail/remote_call.hpp>

namespace ptools::remote {

/// Puts a frame with this body into the mailbox of a process; the bytes are the receiver's
/// afterwards. False if there is no room yet.
bool try_send(unsigned slot, int id, wire::frame header, ::ptools::detail::parcel& body);

/// The bytes that a frame in the mailbox carries, wherever they lie.
struct carried {
  explicit carried(const wire::frame& f);

  const std::byte* data;
  std::size_t size;
  bool outside;
};

/// Gives back what lies outside a frame, after the frame itself was released.
void free_outside(const carried& body);

} // namespace ptools::remote
