#pragma once

/// A ring of frames in shared memory, with one process that writes and one that reads.
///
/// Frames begin at multiples of 64 bytes, and a frame is published by the one store of its first
/// word: the reader looks at the word where the next frame will begin, so that a small frame costs
/// one cache line on its way. Before that store the writer has cleared the first word of the place
/// behind, where the reader will look next.
///
///     head          the reader's: up to here all is consumed, and may be written again
///     tail          the writer's: where the next frame begins. A writer that is killed between
///                   publishing and this store leaves `tail` one frame behind, so a later writer
///                   first steps over what is published.
///
/// Positions count bytes for ever; modulo the capacity they are places. Both ends outlive the
/// processes that use them: a new process in the place of a dead one goes on where that one stood,
/// and says so by an opening frame.

#include "wire/frame.hpp"

#include <atomic>
#include <cstddef>
#include <cstdint>

namespace ptools::transport {

constexpr std::size_t cache_line = 64;
constexpr std::size_t ring_capacity = std::size_t{128} << 10;

struct ring {
  alignas(cache_line) std::atomic<std::uint64_t> head;
  alignas(cache_line) std::atomic<std::uint64_t> tail;
  /// The writer waits for room and wants the bell.
  alignas(cache_line) std::atomic<std::uint32_t> writer_waits;
  alignas(cache_line) std::byte bytes[ring_capacity];

  /// Makes raw memory an empty ring. Only what is looked at is written.
  void clear();
  /// The first word of a frame that begins at `position`.
  std::atomic<std::uint64_t>& first_word(std::uint64_t position);
};

/// The writing end; private to the writer.
class ring_writer {
public:
  ring_writer() = default;
  /// Goes on where an earlier writer stood.
  explicit ring_writer(ring& r);

  /// Writes a frame with this header (its `size` is set here) and body; false if there is no room
  /// yet. The body is at most `wire::most_inside` bytes.
  bool write(wire::frame header, const void* body, std::size_t body_size);
  /// Whether the largest frame would have room; if not, the reader's next `release` says so.
  bool has_room_or_waits();

private:
  bool reserve(std::size_t padded);
  void publish(const wire::frame& header, const void* body, std::size_t body_size);

  ring* ring_ = nullptr;
  std::uint64_t tail_ = 0;
  /// As last read: the reader may be further by now.
  std::uint64_t head_ = 0;
};

/// The reading end; private to the reader.
class ring_reader {
public:
  ring_reader() = default;
  explicit ring_reader(ring& r);

  /// Whether a frame is there.
  bool ready() const { return ring_->first_word(head_).load(std::memory_order_acquire) != 0; }
  /// The next frame, in place; null if there is none. It stays until `release`.
  /// @throws ptools::protocol_error if what stands there is no frame.
  const wire::frame* peek();
  /// Consumes the frame; true if the writer waits for room and is to be woken.
  bool release();

private:
  void step(std::size_t size);

  ring* ring_ = nullptr;
  std::uint64_t head_ = 0;
  /// Frames since nothing was there.
  unsigned in_a_row_ = 0;
};

} // namespace ptools::transport
