#pragma once

/// A process's mailbox: one ring from each process that has sent to it, found by a table in the
/// region, and the bell.
///
/// Why a ring for each pair, not one list that all senders push to: a sender that is killed between
/// its two stores would stop such a list for everybody, and a robust lock tells the next owner only
/// that something is half done. A ring has one writer, and is consistent after each of its stores.
///
/// A ring lies in its sender's stripe, is made when first used, and stays: when a process has died
/// and another one takes its slot, that one goes on with its rings, and an opening frame tells the
/// other side who speaks now. Frames that were meant for a process that is gone are dropped by its
/// successor.

#include "wire/frame.hpp"

#include <cstddef>
#include <cstdint>

namespace ptools::transport {

/// Makes this process the owner of the mailbox of slot `me`. Once, by whoever is going to use it.
void open_mailbox(unsigned me, int id);

/// A frame that has arrived, in place.
struct delivery {
  /// Slot and id of the process that sent it.
  unsigned sender;
  int from;
  const wire::frame* frame;
  /// The mailbox's own.
  std::size_t place;
};

enum class arrival { nothing, frame, damaged };

/// Sends a frame to the process `id` in the slot `to`: a header whose size is set here, and a body
/// of at most wire::most_inside bytes. False if there is no room yet. Only one thread may send at a
/// time.
/// @throws ptools::out_of_memory at the first frame between two processes, if there is no room for
/// a ring.
bool post(unsigned to, int id, const wire::frame& header, const void* body, std::size_t size);

/// Whether the ring to the slot has room for any frame; if not, its reader rings this process's
/// bell when it has read one.
bool has_room_or_waits(unsigned to);

/// Whether a frame may have arrived. Only one thread may look and take at a time.
bool anything_arrived();

/// Looks for the next frame, in turn among the senders. Each one is to be released before the next
/// is taken. After `damaged` nothing comes from the process in the slot `sender` any more, until
/// another one takes its place.
arrival take(delivery& next);

/// Gives the frame's place back to its sender. A body outside is the taker's to free.
void release(const delivery& taken);

} // namespace ptools::transport
