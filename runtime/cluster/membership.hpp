#pragma once

/// Who belongs to the cluster; known to process 1 only. What a process is and how it starts is not
/// known here.

#include <cstdint>
#include <optional>
#include <string>
#include <vector>

namespace ptools::cluster {

struct member {
  int id;
  unsigned slot;
};

/// How a worker ended, as far as is known.
struct death {
  int id;
  int signal;
  int exit_status;
  /// It ran into another process's private memory, at this address; in words, whose.
  bool stray_pointer;
  std::uint64_t address;
  std::string memory;
  bool called_exit;
  /// It had been asked to leave.
  bool was_leaving;
  std::string stderr_tail;
};

/// Members in ascending order of id.
const std::vector<member>& members();

/// Free slots and new ids for `n` members; none at all if the table of processes has no room for
/// all.
std::vector<member> admit(int n);

/// Takes a member whose process is dead off the list, frees its slot, and says how it ended.
death dismiss(int id);

/// Whether a process ever had this id.
bool ever_was(int id);

/// How a member's process that is dead has ended; the member stays on the list.
death how_it_ended(const member& who);

/// How a member ended that was dismissed; the last 64 are remembered. Needs no guard.
std::optional<death> remembered_end(int id);

/// Has `hear` called with each death that `dismiss` returns. For static initialisers only.
bool on_dismissal(void (*hear)(const death& how));

/// Members whose process has died since.
std::vector<int> dead_members();

/// "signal 11 (Segmentation fault)" or "exit status 3", and whether it called exit().
std::string describe(const death& how);

/// Takes a member that is dead off the list unless another thread holds the guard, which will.
void dismiss_if_free(int id);

/// Guards all of the above and everything that adds, removes or employs workers.
class guard {
public:
  guard();
  ~guard();
  guard(const guard&) = delete;
  guard& operator=(const guard&) = delete;
};

} // namespace ptools::cluster
