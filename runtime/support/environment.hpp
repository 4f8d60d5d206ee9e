#pragma once

/// What the environment asks for. A value that makes no sense ends the program with status 2 before
/// anything has started.

#include <cstdint>
#include <optional>

namespace ptools::support {

enum class start_kind {
  /// By exec if threads run at the entry of main, which a forked worker would not have.
  automatic,
  fork,
  exec
};

struct environment {
  /// PTOOLS_WORKERS: workers to start; absent: decide at the first parallel construct.
  std::optional<int> workers;
  /// PTOOLS_WORKER_TIMEOUT: seconds to wait for a worker to answer.
  double worker_timeout = 60;
  /// PTOOLS_PERTURB: seed of random yields at the runtime's delicate points; absent: none.
  std::optional<std::uint64_t> perturb;
  /// PTOOLS_GDB: id of the worker that waits for a debugger; 0: none.
  int gdb = 0;
  /// PTOOLS_START: how workers are started.
  start_kind start = start_kind::automatic;
};

/// Reads the variables again; `get()` is what the last reading found.
const environment& read_environment();
const environment& get_environment();

/// More workers than this do not fit into the region's table of processes.
constexpr int most_workers = 255;

} // namespace ptools::support
