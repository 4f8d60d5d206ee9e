#pragma once

/// The calls of this process that wait for a reply. A pure table: what arrives and who dies is told
/// to it, and it does no input or output.

#include <ptools/detail/remote_call.hpp>

#include <cstdint>
#include <vector>

namespace ptools::remote {

using ::ptools::detail::outcome;
using ::ptools::detail::waiting_call;

class call_table {
public:
  /// Gives the call the number that the reply has to bear; never 0.
  void add(waiting_call& call);
  /// The call is over, or nobody waits for it any more.
  void remove(std::uint64_t number);
  /// The open call with this number that waits for `process`; null if it is over, was never made,
  /// or is for another process.
  waiting_call* find(std::uint64_t number, int process) const;
  /// Calls `each(waiting_call&)` for all that are open.
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
