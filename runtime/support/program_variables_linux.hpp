#pragma once

/// The names of the program's variables of static storage, from the symbol tables of
/// its own files.

#include <cstdint>
#include <string>
#include <vector>

namespace ptools::support {

struct program_variable {
  std::uintptr_t begin;
  std::uintptr_t end;
  /// As the linker knows it.
  const char* name;
};

/// All that can be written, by address; none if the program was stripped. Read once, when first
/// asked for: a pass over the symbol table.
const std::vector<program_variable>& program_variables();

/// The one that holds this address, or null.
const program_variable* variable_at(std::uintptr_t address);

/// As a user writes it.
std::string readable_name(const char* linker_name);

} // namespace ptools::support
