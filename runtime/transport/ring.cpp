#include "transport/ring.hpp"

#include "support/perturb.hpp"
#include "support/prefetch_x86_64.hpp"

#include <ptools/error.hpp>

#include <cstring>
#include <string>

namespace ptools::transport {

namespace {

constexpr std::uint64_t padded(std::uint64_t size) {
  return (size + cache_line - 1) / cache_line * cache_line;
}
constexpr std::uint64_t place(std::uint64_t position) {
  return position % ring_capacity;
}
constexpr std::uint64_t to_the_end(std::uint64_t position) {
  return ring_capacity - place(position);
}

/// The place behind a frame is cleared before the frame is published, so it must be free as well;
/// and what stands there may be padding, which is a frame of its own.
constexpr std::uint64_t spare = cache_line;

/// A writer that waits for room is told when the reader passes a multiple of this: much more than
/// that lies before the reader then, and a fence for each frame would cost as much as the frame.
constexpr std::uint64_t told_every = ring_capacity / 16;

static_assert(2 * padded(wire::most_size) + spare + told_every < ring_capacity / 2);

/// How far the two ends ask for lines before they need them: a journey takes as long as some frames.
constexpr std::uint64_t ahead = 6 * cache_line;

std::uint64_t word_of(const wire::frame& header) {
  std::uint64_t word;
  std::memcpy(&word, &header, sizeof word);
  return word;
}

} // namespace

std::atomic<std::uint64_t>& ring::first_word(std::uint64_t position) {
  return *reinterpret_cast<std::atomic<std::uint64_t>*>(bytes + place(position));
}

void ring::clear() {
  head.store(0);
  tail.store(0);
  writer_waits.store(0);
  first_word(0).store(0);
}

ring_writer::ring_writer(ring& r) : ring_(&r), tail_(r.tail.load()), head_(r.head.load()) {
  // The reader never passes what is published, so `head` is ahead of a tail that was not stored.
  if (head_ > tail_) {
    tail_ = head_;
  }
  for (std::uint64_t word; (word = r.first_word(tail_).load(std::memory_order_acquire)) != 0;) {
    tail_ += padded(static_cast<std::uint32_t>(word));
  }
  r.tail.store(tail_);
  r.writer_waits.store(0);
}

bool ring_writer::reserve(std::size_t size) {
  if (tail_ + size + spare - head_ <= ring_capacity) {
    return true;
  }
  head_ = ring_->head.load(std::memory_order_acquire);
  return tail_ + size + spare - head_ <= ring_capacity;
}

bool ring_writer::has_room_or_waits() {
  ring_->writer_waits.store(1, std::memory_order_seq_cst);
  head_ = ring_->head.load(std::memory_order_seq_cst);
  // At worst it does not fit before the end, and what is left there is lost.
  return tail_ + 2 * padded(wire::most_size) + spare - head_ <= ring_capacity;
}

void ring_writer::publish(const wire::frame& header, const void* body, std::size_t body_size) {
  const std::uint64_t next = tail_ + padded(header.size);
  ring_->first_word(next).store(0, std::memory_order_relaxed);
  std::byte* const to = ring_->bytes + place(tail_);
  constexpr std::size_t word = sizeof(std::uint64_t);
  std::memcpy(to + word, reinterpret_cast<const std::byte*>(&header) + word, sizeof header - word);
  if (body_size != 0) {
    std::memcpy(to + sizeof header, body, body_size);
  }
  support::perturb();
  ring_->first_word(tail_).store(word_of(header), std::memory_order_release);
  support::perturb();
  // The reader has had these lines a lap ago; the store that needs one should find it here.
  support::fetch_for_writing(ring_->bytes + place(next + ahead));
  tail_ = next;
  ring_->tail.store(tail_, std::memory_order_relaxed);
}

bool ring_writer::write(wire::frame header, const void* body, std::size_t body_size) {
  header.size = static_cast<std::uint32_t>(sizeof header + body_size);
  const std::uint64_t size = padded(header.size);
  const std::uint64_t left = to_the_end(tail_);
  if (size <= left) {
    if (!reserve(size)) {
      return false;
    }
  } else {
    if (!reserve(left + size)) {
      return false;
    }
    wire::frame rest;
    rest.size = static_cast<std::uint32_t>(left);
    rest.kind = wire::frame_kind::padding;
    publish(rest, nullptr, 0);
  }
  publish(header, body, body_size);
  return true;
}

ring_reader::ring_reader(ring& r) : ring_(&r), head_(r.head.load()) {}

void ring_reader::step(std::size_t size) {
  head_ += padded(size);
  // Where several frames stand, the writer has most likely left the next ones too; at its heels a
  // look ahead would take the lines away from it.
  if (++in_a_row_ > 2) {
    support::fetch_for_reading(ring_->bytes + place(head_ + ahead));
  }
  ring_->head.store(head_, std::memory_order_release);
}

const wire::frame* ring_reader::peek() {
  for (;;) {
    if (!ready()) {
      in_a_row_ = 0;
      return nullptr;
    }
    const auto* const found = reinterpret_cast<const wire::frame*>(ring_->bytes + place(head_));
    if (!wire::plausible(*found, to_the_end(head_))) {
      throw protocol_error("no frame stands where one should be in the ring of another process "
                           "(size " +
                           std::to_string(found->size) + ", kind " +
                           std::to_string(static_cast<int>(found->kind)) +
                           "): something has written over it");
    }
    if (found->kind != wire::frame_kind::padding) {
      return found;
    }
    step(found->size);
  }
}

bool ring_reader::release() {
  const auto* const found = reinterpret_cast<const wire::frame*>(ring_->bytes + place(head_));
  const std::uint64_t before = head_ / told_every;
  step(found->size);
  if (head_ / told_every == before) {
    return false;
  }
  std::atomic_thread_fence(std::memory_order_seq_cst);
  return ring_->writer_waits.load(std::memory_order_relaxed) != 0 &&
         ring_->writer_waits.exchange(0) != 0;
}

} // namespace ptools::transport
