#pragma once

/// The parts of the running program that are its own: the executable, and those shared libraries
/// that were linked by ptools-cc or with ptools' library, as the dynamic linker's list says.

#include <cstdint>
#include <link.h>
#include <string>
#include <vector>

namespace ptools::support {

struct own_module {
  std::string path;
  /// By how much it was moved from the addresses in its file.
  std::uintptr_t bias;
  const ElfW(Phdr) * headers;
  int header_count;
  const ElfW(Dyn) * dynamic;

  /// Whether one of its segments has this address.
  bool contains(std::uintptr_t address) const;
  /// A value of the dynamic section that is an address; 0 if there is none.
  std::uintptr_t address_of(ElfW(Sxword) tag) const;
  /// One that is a number.
  std::size_t number_of(ElfW(Sxword) tag) const;
};

/// Those that were there when it was first asked for: the executable comes first.
const std::vector<own_module>& own_modules();

} // namespace ptools::support
