#pragma once

/// Disjoint addresses: why a stray pointer faults instead of reading garbage.
///
/// Driver and workers descend from one process, so the same addresses are mapped in both and hold
/// other things. The zygote therefore reserves, inaccessible, the ranges in which the driver's
/// heap, its mappings and its stack will grow; the workers' own memory lands elsewhere. Each worker
/// reserves one more range, of another size, so that two workers' memory differs too.

#include <cstdint>

namespace ptools::process {

/// In the zygote, on a stack of its own: closes heap, mappings, holes between libraries and the
/// stack below `stack_floor`. False if the address space does not allow it (`ulimit -v`, a
/// sanitizer).
bool reserve_driver_ranges(const void* stack_floor);

/// In a worker, before it maps anything but its stack: one more range, by its slot.
void reserve_worker_range(unsigned slot);

/// In such a worker: whether what is mapped there may have been so in the zygote already, and be
/// at the same address in others.
bool may_be_common(std::uintptr_t address);

/// For workers that do not descend from this process: how far up its heap, and how far down its
/// mappings, theirs may reach.
struct address_margins {
  std::uintptr_t heap_end;
  std::uintptr_t lowest_mapping;
};
/// In the driver: what it allocates and maps from now on lies beyond these margins.
address_margins leave_margins();
/// In a worker, before anything is reserved: whether all it has lies within them.
bool within_margins(const address_margins& of_driver);

inline constexpr const char* memory_of_another_worker = "memory of another worker";

/// The range an address lies in: "heap", "memory mappings", "stack" of process 1, or
/// `memory_of_another_worker`; null if none of them. Of addresses where this process has nothing.
/// Safe in a signal handler.
const char* range_of(std::uintptr_t address);

} // namespace ptools::process
