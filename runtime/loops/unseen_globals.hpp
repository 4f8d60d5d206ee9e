#pragma once

/// Global variables behind functions that the tool could not look into (another file defines them).
///
/// Before a loop that calls such functions, process 1 looks which bytes of the program's own .data
/// and .bss, and of the blocks to which they led when `main` began, it has changed since the last
/// such loop and leaves them in the region as a *patch*; workers apply the patches that they do not
/// have yet. So the functions find the values that they would find in the plain program. Variables
/// that lead to memory of process 1 alone are put in for the time of the loop only: whoever follows
/// such a pointer faults with a name (PT0102) instead of finding another value, and afterwards the
/// worker has its own again. After its part of the loop a worker looks the same way for bytes that
/// it has changed itself: those would be lost, which is PT0104.
///
/// With `globals()` in the annotation only plain values are sent, variables that lead to private
/// memory stay each worker's own, and nobody looks afterwards.
///
/// Not patched, and not looked at: what belongs to libraries; what a loop names and sends encoded
/// (it lives in each worker's own heap); a static local from its initialisation in a worker to the
/// end of the leaf in which that happened.

#include "loops/global_patch.hpp"
#include "loops/static_locals.hpp"

#include <ptools/generated/job.hpp>

#include <cstddef>
#include <vector>

namespace ptools::loops {

/// What process 1 gives to workers; in the region, owned by process 1.
struct global_patches {
  /// In the order of their numbers; null if there never was a change.
  const patch* first = nullptr;
  const leading_parts* leading = nullptr;
};

/// In process 1: what has changed by now.
/// @throws ptools::out_of_memory
global_patches patches_for_workers();

/// In process 1: a global that is sent encoded; from now on no patch covers it.
void send_by_name(const generated::captured& global);
/// All of those, also of earlier loops: functions that nobody looked into may read them as well.
const std::vector<generated::captured>& sent_by_name();

/// In a worker: this variable is from now on its own object. True the first time: what lies there
/// belongs to other memory and must not be destroyed.
bool own_global(void* variable, std::size_t size);

/// In a worker: `variable` was sent as it is and is up to date now.
void note_global(const void* variable, std::size_t size);

/// In a worker: a loop without unseen functions has run. Its body writes no globals, but static
/// locals may have been initialised, and globals that it names have come.
void note_other_loop();

/// In a worker, around its part of a loop that calls unseen functions.
class unseen_globals {
public:
  /// `lenient`: the annotation says `globals()`.
  unseen_globals(const global_patches& from, bool lenient, const generated::site& where);
  ~unseen_globals();
  unseen_globals(const unseen_globals&) = delete;
  unseen_globals& operator=(const unseen_globals&) = delete;

  /// After the captured variables have come: the program's variables are process 1's.
  /// @throws ptools::unshareable (PT0104) if this worker has changed what cannot be taken back.
  void begin();
  /// After the first leaf: static locals that were initialised in it must not change any more.
  void after_first_leaf();
  /// @throws ptools::unshareable (PT0104) naming the variables that have changed, and those in
  /// `sent_and_changed`.
  void check(const std::vector<const void*>& sent_and_changed);

private:
  void take_back();
  void put_in_leading();
  [[noreturn]] void refuse(const std::vector<byte_run>& changed, const char* who,
                           const char* remedy) const;

  struct saved_part {
    byte_run run;
    std::vector<std::byte> bytes;
  };
  void save_and_give(const byte_run& run);

  global_patches from_;
  bool lenient_;
  const generated::site& where_;
  std::vector<saved_part> saved_;
};

} // namespace ptools::loops
