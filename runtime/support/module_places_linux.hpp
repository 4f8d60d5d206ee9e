#pragma once

/// Instructions by the file they were loaded from, which another process understands too.

#include <cstddef>
#include <cstdint>
#include <string>
#include <tuple>
#include <vector>

namespace ptools::support {

struct module_place {
  std::string file;     ///< of the program or library; empty if the address is of none
  std::uint64_t offset; ///< in it, as its tables count

  friend bool operator<(const module_place& a, const module_place& b) {
    return std::tie(a.file, a.offset) < std::tie(b.file, b.offset);
  }
};

/// Addresses behind calls become places in those calls.
std::vector<module_place> module_places(const std::uintptr_t* behind_calls, std::size_t count);

/// The function that has it as far as the loaded file says, in words; empty if that does not tell.
std::string exported_function(const module_place& at);

} // namespace ptools::support
