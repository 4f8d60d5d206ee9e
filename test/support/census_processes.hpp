#pragma once

#include <chrono>
#include <string>
#include <vector>

#include <sys/types.h>

namespace ptools::census {

inline constexpr char marker_variable[] = "PTOOLS_CENSUS_ID";

/// Who belongs to a command: descendants of `root` (the census itself, not counted), and whoever
/// was started with the marker in its environment, whatever its parents are by now.
struct family {
  pid_t root;
  std::string marker;
};

struct process {
  pid_t pid;
  pid_t parent;
  std::string state; ///< letter of /proc/PID/stat
  std::string command;
};

/// Different in every run of every census.
std::string make_marker();

/// Members that are there now; zombies count while their parent lives.
std::vector<process> scan(const family& members);

/// Returns when one of the processes has ended, or after `limit`.
void wait_for_any_end(const std::vector<process>& processes, std::chrono::nanoseconds limit);

/// Kills members until there are none; also those that are started meanwhile.
void kill_all(const family& members);

/// State, system call and, where gdb is there, stacks of each process, on stderr.
void describe(const std::vector<process>& processes);

} // namespace ptools::census
