#pragma once

/// What workers write to stderr goes through the zygote, which passes it on and keeps the last
/// lines of each, so that a worker's death can be reported with its own last words.

#include "shm/region.hpp"

#include <poll.h>

namespace ptools::process {

class stderr_relay {
public:
  /// A pipe for the worker of a slot; its write end, or -1 when the worker keeps the plain stderr.
  int open_pipe(unsigned slot);

  /// Fills in what to poll for; the number of entries.
  int add_to(pollfd* entries);
  /// After poll: moves what has come on the entries that `add_to` filled in.
  void pass_on(const pollfd* entries);

  /// A worker is dead: what is still in its pipe is passed on, then the pipe is closed.
  void finish(unsigned slot);
  void drain_all();
  /// In a new worker: the other workers' pipes are none of its business.
  void close_all();

private:
  bool move_some(unsigned slot);

  int read_end_[shm::stripe_count];
  unsigned polled_[shm::stripe_count];
  int polled_count_ = 0;
  bool ready_ = false;
};

} // namespace ptools::process
