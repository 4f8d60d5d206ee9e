#pragma once

/// Blocks of the heap that the driver, its zygote and the workers have in common must not be given
/// out later: a process that followed another one's stray pointer to one would find its own bytes
/// there instead of a fault.

namespace ptools::process {

/// Whether the C library allocates, and not an allocator that was linked or loaded in its place.
bool is_library_malloc();

/// Right before the zygote is made: notes which memory will be common.
void note_common_heap();

/// In the driver, right after, and in a worker before it runs anything: takes what is free there,
/// and keeps it, so that all later blocks lie at addresses that only this process has. A few hundred kilobytes at most with the C
/// library's malloc, some megabytes of addresses with others.
void leave_common_heap();

} // namespace ptools::process
