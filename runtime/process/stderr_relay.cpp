#include "process/stderr_relay.hpp"

#include "process/slots.hpp"

#include <algorithm>
#include <cerrno>
#include <fcntl.h>
#include <unistd.h>

namespace ptools::process {

namespace {

void keep(slot& s, const char* bytes, std::size_t n) {
  for (std::size_t i = 0; i < n; ++i) {
    s.stderr_tail[s.stderr_written % stderr_tail_size] = bytes[i];
    ++s.stderr_written;
  }
}

/// A reader that has stopped (a pager, a terminal under Ctrl-S) must not make the zygote deaf for
/// longer than this; what it then cannot take is lost to it, but not to the kept tail.
constexpr int patience_ms = 1000;

void write_all(const char* bytes, std::size_t n) {
  while (n > 0) {
    pollfd out{STDERR_FILENO, POLLOUT, 0};
    if (poll(&out, 1, patience_ms) != 1 || (out.revents & POLLOUT) == 0) {
      return;
    }
    const ssize_t w = write(STDERR_FILENO, bytes, std::min<std::size_t>(n, 4096));
    if (w < 0 && (errno == EINTR || errno == EAGAIN)) {
      continue;
    }
    if (w <= 0) {
      return; // closed or broken: nobody listens
    }
    bytes += w;
    n -= static_cast<std::size_t>(w);
  }
}

} // namespace

int stderr_relay::open_pipe(unsigned slot) {
  if (!ready_) {
    std::fill(std::begin(read_end_), std::end(read_end_), -1);
    ready_ = true;
  }
  int ends[2];
  if (pipe2(ends, O_CLOEXEC) != 0) {
    return -1;
  }
  // Out of the way of the standard streams, which the program may have closed.
  for (int& end : ends) {
    if (end <= STDERR_FILENO) {
      const int moved = fcntl(end, F_DUPFD_CLOEXEC, 10);
      close(end);
      end = moved;
    }
  }
  fcntl(ends[0], F_SETFL, O_NONBLOCK);
  read_end_[slot] = ends[0];
  return ends[1];
}

int stderr_relay::add_to(pollfd* entries) {
  polled_count_ = 0;
  if (!ready_) {
    return 0;
  }
  for (unsigned i = 0; i < shm::stripe_count; ++i) {
    if (read_end_[i] >= 0) {
      polled_[polled_count_] = i;
      entries[polled_count_++] = {read_end_[i], POLLIN, 0};
    }
  }
  return polled_count_;
}

void stderr_relay::pass_on(const pollfd* entries) {
  for (int k = 0; k < polled_count_; ++k) {
    if (entries[k].revents != 0 && !move_some(polled_[k])) {
      close(read_end_[polled_[k]]);
      read_end_[polled_[k]] = -1;
    }
  }
}

/// False at the end of the stream.
bool stderr_relay::move_some(unsigned slot) {
  char bytes[16384];
  const ssize_t n = read(read_end_[slot], bytes, sizeof bytes);
  if (n < 0) {
    return errno == EAGAIN || errno == EINTR;
  }
  if (n == 0) {
    return false;
  }
  keep(slot_at(slot), bytes, static_cast<std::size_t>(n));
  write_all(bytes, static_cast<std::size_t>(n));
  return true;
}

void stderr_relay::finish(unsigned slot) {
  if (!ready_ || read_end_[slot] < 0) {
    return;
  }
  for (;;) {
    pollfd in{read_end_[slot], POLLIN, 0};
    if (poll(&in, 1, 0) != 1 || (in.revents & POLLIN) == 0 || !move_some(slot)) {
      break;
    }
  }
  close(read_end_[slot]);
  read_end_[slot] = -1;
}

void stderr_relay::drain_all() {
  for (unsigned i = 0; i < shm::stripe_count; ++i) {
    finish(i);
  }
}

void stderr_relay::close_all() {
  for (unsigned i = 0; ready_ && i < shm::stripe_count; ++i) {
    if (read_end_[i] >= 0) {
      close(read_end_[i]);
    }
  }
}

} // namespace ptools::process
