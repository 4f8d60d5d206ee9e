#pragma once

/// Which values are addresses of memory that only this process has.

#include "process/program_data_linux.hpp"

#include <cstdint>
#include <vector>

namespace ptools::loops {

class private_memory {
public:
  /// As it is now. What `common` has lies in every process.
  explicit private_memory(const process::program_data& common);

  bool contains(std::uintptr_t value) const;
  /// Whether one of the words in [begin, end) is such an address.
  bool is_reached_from(std::uintptr_t begin, std::uintptr_t end) const;

  struct module_span {
    std::uintptr_t begin;
    std::uintptr_t end;
  };

private:
  const process::program_data& common_;
  std::vector<module_span> modules_;
};

} // namespace ptools::loops
