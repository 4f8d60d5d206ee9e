#ifndef PTOOLS_REGION_HPP
#define PTOOLS_REGION_HPP

#include <cstddef>

namespace ptools {

/// Takes `bytes` of shared heap, aligned to `align` (a power of two, at most 4096).
///
/// The memory lies at the same address in every local process. Any process may free it. In a plain
/// build, or where no region could be mapped, it is private memory of this process.
/// @throws ptools::out_of_memory if the stripe of this process has no room, and from 1 MB on if
/// the machine or a cgroup has not.
/// Cost: tens of nanoseconds up to 16 KB, a system call or two above, some 50 us from 1 MB on.
void* region_allocate(std::size_t bytes, std::size_t align = alignof(std::max_align_t));

/// Gives back a block of `region_allocate` or `region_reserve_array`; null is fine.
void region_free(void* block) noexcept;

/// Whether `address` lies in the shared heap.
bool in_region(const void* address) noexcept;

/// Takes a block for an array, page-aligned and zero-filled, whose memory is accounted for.
///
/// The request is compared with the memory that the machine and every cgroup above this process
/// still have, through one counter that all local processes share, before anything is taken: too
/// large a request is an exception, never a bus error later. Best effort against other programs.
/// @throws ptools::out_of_memory saying what was asked, what is available, and which limit that is.
void* region_reserve_array(std::size_t bytes);

/// Faults the pages of a block in, each worker its share, so that pages lie near who uses them.
/// Contents stay as they are. Blocks below 1 MB, and all without workers, the caller does alone.
/// @throws ptools::out_of_memory if the memory has gone meanwhile; what a loop throws
void touch_by_all(void* block, std::size_t bytes);

namespace detail {
/// The same by the caller alone.
void touch_alone(void* block, std::size_t bytes);
} // namespace detail

} // namespace ptools

#endif
