#pragma once

/// The calls of this process that wait for a reply. A pure table: what arrives and who dies is told
/// to it, and it does no input or output.

#include <ptools/detail/remote_call.hpp>

#include <cstdint>
#include <exception>
#include <vector>

namespace ptools::remote {

enum class outcome { open, result, exception, lost };

/// One call, on the stack of its caller.
struct waiting_call {
  int process;
  unsigned slot;
  const target* where;
  ::ptools::detail::reply* answer;
  outcome how = outcome::open;
  /// What the caller throws if the call is lost.
  std::exception_ptr why = nullptr;
};

class call_table {
public:
  /// The number that the reply has to bear; never 0.
  std::uint64_t add(waiting_call& call);
  /// The call is no longer interested in a reply.
  void remove(std::uint64_t number);
  /// The call with this number that waits for `process`; null if it is over, was never made, or is
  /// for another process.
  waiting_call* find(std::uint64_t number, int process) const;
  /// Calls `each(waiting_call&)` for all that wait.
  template <class F>
  void for_each(F each) const {
    for (const entry& e : entries_) {
      if (e.call != nullptr) {
        each(*e.call);
      }
    }
  }

private:
  struct entry {
    waiting_call* call;
    std::uint32_t generation;
  };
  std::vector<entry> entries_;
  std::vector<std::uint32_t> free_;
};

} // namespace ptools::remote
