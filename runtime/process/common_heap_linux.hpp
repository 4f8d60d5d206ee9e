#pragma once

/// Blocks of the heap that the driver and its zygote have in common must not be given out by the
/// driver later: a worker that followed a stray pointer to one would find its own bytes there
/// instead of a fault.

namespace ptools::process {

/// Whether the C library allocates, and not an allocator that was linked or loaded in its place.
bool is_library_malloc();

/// Right before the zygote is made: notes which memory will be common.
void note_common_heap();

/// In the driver, right after: takes what is free there, and keeps it, so that all later blocks lie
/// where the zygote has reserved the addresses. A few hundred kilobytes at most with the C
/// library's malloc, some megabytes of addresses with others.
void leave_common_heap();

} // namespace ptools::process
