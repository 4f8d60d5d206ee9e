#pragma once

/// The shared heap as one mapping: a sparse memory file, at the same address in every local
/// process.
///
/// It is cut once, at mapping time:
///
///     base                                                               base + size
///     | control | captures (1/8)  |  stripe 0 (to 1/2)  | stripe 1 ... stripe 255 |
///
/// control   tables of the rooms transport, process and loops, each at an offset of its own
/// captures  copies of captured variables; workers map these pages read-only
/// stripes   one per process: a process allocates only in its own
///
/// Rule for every structure in here: consistent after each single store, or owned by one process.

#include <cstddef>
#include <cstdint>
#include <string>

namespace ptools::shm {

struct extent {
  std::byte* begin;
  std::size_t size;
  std::byte* end() const { return begin + size; }
};

constexpr unsigned stripe_count = 256;
constexpr std::size_t control_size = std::size_t{16} << 20;

/// Offsets into the control area; a room that needs a table of its own adds a line.
constexpr std::size_t stripe_table_offset = 0;
constexpr std::size_t team_offset = std::size_t{1} << 20;
constexpr std::size_t exec_plan_offset = std::size_t{3} << 20;
constexpr std::size_t slot_table_offset = std::size_t{4} << 20;
constexpr std::size_t bells_offset = std::size_t{8} << 20;
constexpr std::size_t rings_offset = std::size_t{9} << 20;

/// Maps the region if it is not there yet: shared where the start-up object is linked in, private
/// memory otherwise. Never fails outright: without room for a region, `usable()` is false.
void map_region();
/// The shared region's memory file, kept open until `close_file()`; -1 if there is none.
int file();
/// From now on no file is kept, also of a region that is mapped later.
void close_file();

/// A process that is started by exec finds the region of the one that started it, its parent, by a
/// variable in its environment. This writes it, "NAME=value", and allocates nothing; `file` is the
/// memory file as the new process inherits it.
void write_handover(char* text, std::size_t room, int file, unsigned stripe);
/// In such a process: the stripe that is meant for it; 0 in any other. `map_region` maps the region
/// where the other process has it, or ends this one with an error in words.
unsigned handed_over_stripe();
/// Takes the variable out of the environment, so that no further process follows it.
void forget_handover();

bool usable();
/// Whether other processes see it.
bool shared();
/// Why there is no shared region; empty if there is one.
const std::string& refusal();

namespace detail {
extern extent region;
}
extent whole();
inline extent control() {
  return {detail::region.begin, control_size};
}
extent captures();
extent stripe(unsigned index);
/// Which stripe an address of the region's stripes belongs to.
unsigned stripe_of(const void* address);
bool contains(const void* address);

/// Makes the captures unwritable for this process (a worker, once, when it starts).
void protect_captures();

/// Gives the pages of a range back; what was there is zero afterwards.
void discard(void* begin, std::size_t size);

} // namespace ptools::shm
