#pragma once

/// Global variables behind functions that the tool could not look into (another file defines them).
///
/// Before a loop that calls such functions, process 1 looks which bytes of the program's own .data
/// and .bss, and of the blocks to which they led when `main` began, it has changed since the last
/// such loop and leaves them in the region as a *patch*; workers apply the patches that they do not
/// have yet. So the functions find the values that they would find in the plain program, and a
/// pointer among them leads where its target is private: a fault with a name (PT0102), not another
/// value. After its part of the loop a worker looks the same way for bytes that it has changed
/// itself: those would be lost, which is PT0104.
///
/// Not patched, and not looked at: what belongs to libraries; what a loop names and sends encoded
/// (it lives in each worker's own heap); local statics that lead into private memory (a worker
/// makes its own by the same code, at its first call).

#include <ptools/generated/job.hpp>

#include <cstddef>
#include <vector>

namespace ptools::loops {

/// Changes of process 1, in the order of their numbers; in the region, owned by process 1.
struct patch;

/// In process 1: a patch for what has changed. The list that a worker goes through, null if there
/// never was a change.
/// @throws ptools::out_of_memory
const patch* patches_for_workers();

/// In process 1: a global that is sent encoded; from now on no patch covers it.
void send_by_name(const generated::captured& global);
/// All of those, also of earlier loops: functions that nobody looked into may read them as well.
const std::vector<generated::captured>& sent_by_name();

/// In a worker: this variable is from now on its own object, which it makes from encodings.
void own_global(void* variable, std::size_t size);

/// In a worker: `variable` was sent and is up to date now.
void note_global(const void* variable, std::size_t size);
/// In a worker: a loop without unseen functions has run. Its body writes no globals, but static
/// locals may have been initialised.
void note_other_loop();

/// In a worker, around its part of a loop that calls unseen functions.
class unseen_globals {
public:
  /// Applies patches.
  explicit unseen_globals(const patch* patches);
  /// What the variables are now is what they shall be afterwards.
  void begin();
  /// @throws ptools::unshareable (PT0104) naming the variables that have changed since.
  void check(const generated::site& where);
};

} // namespace ptools::loops
