#pragma once

/// When a process that has nothing to do looks into its mailbox again.
///
/// A look at the place where the next frame will stand takes that cache line away from the sender,
/// who then waits for it: a receiver at the heels of a sender makes each request cost a journey
/// between two cores. So where requests follow each other closer than a caller that waits for
/// replies can send them, the receiver lets some come together. A pure state machine.

#include <cstdint>

namespace ptools::remote {

class look_pace {
public:
  /// A request that comes later after the one before is none of a stream.
  static constexpr std::uint64_t close_ns = 1000;
  static constexpr std::uint64_t patience_ns = 1000;
  /// So many close ones in a row are taken for a stream; a look that brings fewer ends it.
  static constexpr unsigned many = 4;
  static constexpr unsigned few = 4;
  /// Whoever waits for each call after all looks like a stream at first: after each mistake it takes
  /// twice as many to be taken for one.
  static constexpr unsigned most = 4096;

  /// A look has found something after nothing was there. `awaited`: its caller waits for the reply
  /// already, so it sends nothing meanwhile.
  void found(std::uint64_t now, bool awaited) {
    close_ = !awaited && now - ran_out_ < close_ns ? close_ + 1 : 0;
  }

  /// A request was carried out.
  void served() { ++served_; }
  /// None was since the last look that found nothing.
  bool idle() const { return served_ == 0; }

  /// The first look after requests has found nothing.
  void ran_out(std::uint64_t now) {
    if (!in_stream_) {
      in_stream_ = close_ >= needed_;
    } else if (served_ < few) {
      in_stream_ = false;
      needed_ = needed_ < most ? 2 * needed_ : most;
    } else {
      needed_ = many;
    }
    if (in_stream_) {
      close_ = 0;
    }
    served_ = 0;
    ran_out_ = now;
  }

  /// Requests follow each other: time matters.
  bool in_stream() const { return in_stream_; }
  /// Whether to look now.
  bool may_look(std::uint64_t now) const { return !in_stream_ || now - ran_out_ >= patience_ns; }

private:
  std::uint64_t ran_out_ = 0;
  unsigned served_ = 0;
  unsigned close_ = 0;
  unsigned needed_ = many;
  bool in_stream_ = false;
};

} // namespace ptools::remote
