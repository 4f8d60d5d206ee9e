#pragma once

/// The shared heap's allocator: each process allocates only in its own stripe.
///
/// Why not one heap for all under a lock: a process can be killed between any two instructions, and
/// a lock that tells the next owner "the previous one died" does not mend the half-made free list
/// it left. Here all book-keeping is private to the owner. What others may touch is one list of
/// freed blocks per stripe, to which a block is added by a single compare-and-swap; the owner takes
/// the whole list when it needs memory. A stripe outlives its process: blocks in it stay valid, and
/// a later owner goes on above the mark up to which the stripe was ever used.
///
/// A stripe is cut into spans of 64 KB, aligned to their size, so that masking a block's address
/// finds the span's head, which says what kind of blocks it holds. Larger blocks are spans of their
/// own.

#include <atomic>
#include <cstddef>
#include <cstdint>
#include <optional>

namespace ptools::shm {

/// The part of a stripe that other processes see; lies in the control area.
struct alignas(64) stripe_head {
  /// Bytes of the stripe that were ever used; only the owner raises it, before it uses them.
  std::atomic<std::uint64_t> used;
  /// Blocks freed by others, linked through their first word.
  std::atomic<void*> freed_by_others;
  /// Bytes of arrays that are accounted for but not yet backed by pages.
  std::atomic<std::uint64_t> reserved;
  /// Owners that the stripe has had.
  std::atomic<std::uint32_t> generation;
};

stripe_head& head_of(unsigned stripe);

/// Makes what a process keeps of its stripe, as long as it has none: those that it forks have it.
void prepare_owner();

/// From now on this process allocates in stripe `index`, knowing nothing of what is in it.
void own_stripe(unsigned index);

/// In a child that the program itself has forked: it holds copies of its parent's handles, so
/// blocks of other stripes are not its to free. At its first allocation it asks `claim` for a
/// stripe of its own.
void leave_other_stripes_alone(std::optional<unsigned> (*claim)());

/// Takes a large block whose pages were never touched, or were given back: it reads as zeros.
/// `reserved` bytes are kept in the stripe's account until `settle` or the block's end.
void* allocate_span(std::size_t bytes, std::size_t reserved);

/// Compares a request with what the machine and every cgroup have left, what others have reserved
/// taken off. @throws ptools::out_of_memory
void check_budget(std::size_t bytes);

/// The pages of a block of `allocate_span` are there now; its account is closed.
void settle(void* block);

} // namespace ptools::shm
