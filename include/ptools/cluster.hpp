#ifndef PTOOLS_CLUSTER_HPP
#define PTOOLS_CLUSTER_HPP

#include <vector>

#include <ptools/detail/construct_used.hpp>

namespace ptools {

/// Starts `n` workers on this machine and waits until each of them runs; returns their new ids in
/// ascending order. Ids count up from 2 and are never used again.
///
/// In a plain build, and under a debugger, there are no workers: the answer is empty.
/// @throws ptools::error on a worker (only process 1 adds and removes workers) or for a negative n;
/// ptools::timed_out if a worker does not answer within PTOOLS_WORKER_TIMEOUT seconds (60).
std::vector<int> addprocs(int n);

/// The same with one worker per core that this process may run on.
std::vector<int> addprocs();

/// Asks workers to leave and waits until they are gone.
///
/// A worker flushes its streams and ends, also in the middle of a computation; one that has not
/// gone after five seconds is killed, so the call ends. Id 1 is ignored with a warning, unknown ids
/// silently. Returns when all are gone.
void rmprocs(const std::vector<int>& ids);
void rmprocs(int id);

/// The same, waiting at most `waitfor` seconds; 0 returns at once.
/// @throws ptools::timed_out naming the ids that were still there; they go on being removed.
void rmprocs(const std::vector<int>& ids, double waitfor);

/// Ids of all processes, 1 (this program) first.
std::vector<int> procs();

/// Ids of the workers in ascending order; just 1 if there are none.
std::vector<int> workers();

/// `procs().size()`.
int nprocs();

/// `workers().size()`: 1 if there are no workers, since process 1 then does the work.
int nworkers();

/// Id of the calling process: 1 is the program itself.
int myid() noexcept;

/// Ends all workers and gives back what the cluster holds. Runs by itself when the program ends;
/// parallel loops after it run on process 1.
void shutdown();

} // namespace ptools

#endif
