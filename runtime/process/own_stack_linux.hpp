#pragma once

#include <cstdint>

namespace ptools::process {

/// Where these stacks lie, so far apart: each process has its own at an address of its own, and
/// nothing at those of the others.
constexpr std::uintptr_t own_stacks = 0x400000000000;
constexpr std::uintptr_t own_stack_distance = std::uintptr_t{1} << 30;

/// Runs a function on a fresh stack with a guard page, the one with this number; it must not
/// return.
[[noreturn]] void run_on_own_stack(void (*function)(), unsigned number);

} // namespace ptools::process
