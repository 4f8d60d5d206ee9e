#pragma once

/// A frame: what one process says to another, the same in a mailbox and on a socket.
///
///     | size 4 | kind 1 | flags 1 | 0 2 | call 8 | function 8 | seed 8 | float mode 8 | body ... |
///
/// All numbers are little endian, as the machine has them. A frame is consumed whole or not at all.

#include <cstddef>
#include <cstdint>

namespace ptools::wire {

enum class frame_kind : std::uint8_t {
  none,
  /// Nothing: the rest of a ring up to its end, where a whole frame has no room.
  padding,
  /// From here on the frames are from and for the processes that `call` names by `parties`;
  /// whoever else finds them leaves them alone. The first frame of a connection.
  opening,
  /// Run `function` with the arguments in the body; answer with the same `call`, or not if it is 0.
  request,
  /// The body is what the call has returned.
  result,
  /// The body is the exception that the call has thrown.
  exception,
};
constexpr std::uint8_t frame_kinds = 6;

enum frame_flags : std::uint8_t {
  no_frame_flags = 0,
  /// The body is `outside`: the bytes lie in the shared region, and the receiver gives them back.
  body_outside = 1,
  /// Of a request: its caller waits for the reply and sends nothing meanwhile.
  awaited = 2,
};

struct frame {
  /// Bytes of the whole frame, this header included; never 0.
  std::uint32_t size = 0;
  frame_kind kind = frame_kind::none;
  std::uint8_t flags = no_frame_flags;
  std::uint16_t reserved = 0;
  /// Chosen by the caller, and his alone.
  std::uint64_t call = 0;
  /// Which function, as the room remote numbers them.
  std::uint64_t function = 0;
  /// Of a request: what random numbers follow from, and how floating-point numbers are computed.
  std::uint64_t seed = 0;
  std::uint64_t float_mode = 0;

  const std::byte* body() const { return reinterpret_cast<const std::byte*>(this + 1); }
  std::size_t body_size() const { return size - sizeof(frame); }
};
static_assert(sizeof(frame) == 40);

constexpr std::uint64_t parties(std::int32_t from, std::int32_t to) {
  return std::uint64_t{static_cast<std::uint32_t>(from)} << 32 | static_cast<std::uint32_t>(to);
}
constexpr std::int32_t sender_of(std::uint64_t parties) {
  return static_cast<std::int32_t>(parties >> 32);
}
constexpr std::int32_t receiver_of(std::uint64_t parties) {
  return static_cast<std::int32_t>(parties);
}

/// The body of a frame with `body_outside`.
struct outside {
  std::byte* data;
  std::uint64_t size;
};

/// Bodies up to this size stand in their frame.
constexpr std::size_t most_inside = 4096;
constexpr std::size_t most_size = sizeof(frame) + most_inside;

/// Whether a header can be one at all, in a place that has `room` bytes; looked at before anything
/// behind it.
constexpr bool plausible(const frame& f, std::size_t room) {
  if (f.kind == frame_kind::none || static_cast<std::uint8_t>(f.kind) >= frame_kinds ||
      f.reserved != 0 || f.size < sizeof(frame) || f.size > room) {
    return false;
  }
  if (f.kind == frame_kind::padding) {
    return true;
  }
  return f.size <= most_size && ((f.flags & body_outside) == 0 || f.body_size() == sizeof(outside));
}

} // namespace ptools::wire
