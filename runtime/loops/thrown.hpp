#pragma once

/// An exception that a leaf threw, on its way to the caller of the loop.

#include <ptools/detail/traced_call.hpp>
#include <ptools/generated/site.hpp>

#include <cstddef>
#include <cstdint>
#include <vector>

namespace ptools::loops {

struct thrown {
  std::uint64_t leaf = UINT64_MAX;
  std::vector<std::byte> encoded;

  bool any() const { return leaf != UINT64_MAX; }
  /// Keeps the exception being handled if `at` is lower than what is kept. `from`: the calls that
  /// threw it, as far as they are known.
  void keep_current(std::uint64_t at, const generated::site& where,
                    const ::ptools::detail::call_stack& from = ::ptools::detail::call_stack());
};

/// Throws it again: an object of the original type that is a ptools::remote_error too.
[[noreturn]] void rethrow(const thrown& what);

} // namespace ptools::loops
