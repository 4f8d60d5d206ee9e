#pragma once

/// Which addresses mean the same thing in every local process.

namespace ptools::loops {

/// The shared heap, code, and constant data of what was loaded when `main` was entered; null too.
bool shareable_address(const void* address);

/// Code of a module that was loaded when `main` was entered, so that workers have it.
bool known_code(void (*function)());

} // namespace ptools::loops
