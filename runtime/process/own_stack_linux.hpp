#pragma once

/// Runs a function on a fresh stack with a guard page; it must not return.
namespace ptools::process {

[[noreturn]] void run_on_own_stack(void (*function)());

} // namespace ptools::process
