#pragma once

/// Which values are addresses of memory that only this process has.

#include <cstdint>
#include <vector>

namespace ptools::loops {

class private_memory {
public:
  /// As it is now.
  private_memory();

  bool contains(std::uintptr_t value) const;
  /// Whether one of the words in [begin, end) is such an address.
  bool is_reached_from(std::uintptr_t begin, std::uintptr_t end) const;

  struct module_span {
    std::uintptr_t begin;
    std::uintptr_t end;
  };

private:
  std::vector<module_span> modules_;
};

} // namespace ptools::loops
