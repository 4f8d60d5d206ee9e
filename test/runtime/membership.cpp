/// Adding and removing workers, and who is who.

#include "by_hand.hpp"

#include <chrono>
#include <csignal>
#include <fstream>
#include <string>
#include <unistd.h>
#include <vector>

using namespace by_hand;
using ids = std::vector<int>;

namespace {

/// Process ids of the workers, by worker id, as the workers see themselves.
std::vector<long> pids() {
  const std::size_t n = static_cast<std::size_t>(ptools::nworkers());
  ptools::shared_array<long> seen(n, 0);
  each(
      workers_only, static_cast<long>(n), g::options(),
      [](chunk part, ptools::shared_array<long>& seen) -> none {
        for (long i = part.first; i < part.last; ++i) {
          seen[static_cast<std::size_t>(i)] = getpid();
        }
        return {};
      },
      g::capture("seen", seen));
  return {seen.begin(), seen.end()};
}

void counts() {
  CHECK(ptools::myid() == 1);
  CHECK(ptools::nprocs() == 1 && ptools::nworkers() == 1);
  CHECK(ptools::procs() == ids{1} && ptools::workers() == ids{1});
  CHECK((ptools::addprocs(2) == ids{2, 3}));
  CHECK((ptools::procs() == ids{1, 2, 3}) && (ptools::workers() == ids{2, 3}));
  CHECK(ptools::nprocs() == 3 && ptools::nworkers() == 2);
  CHECK((ptools::addprocs(1) == ids{4}));
  ptools::rmprocs(3);
  CHECK((ptools::workers() == ids{2, 4}));
  CHECK((ptools::addprocs(1) == ids{5})); // ids are never used again
  CHECK(ptools::addprocs(0).empty());
  ptools::rmprocs({1, 99, 5, 5}); // 1 is ignored with a warning, 99 silently
  CHECK((ptools::workers() == ids{2, 4}));
  CHECK(squares(1000) == squares_expected(1000));
}

void workers_cannot_manage() {
  std::string text;
  try {
    each(workers_only, 1, g::options(), [](chunk) -> none {
      ptools::addprocs(1);
      return {};
    });
  } catch (const ptools::error& e) {
    text = e.what();
  }
  CHECK(text.find("only process 1") != std::string::npos);
  bool caught = false;
  try {
    ptools::addprocs(-1);
  } catch (const ptools::error&) {
    caught = true;
  }
  CHECK(caught);
}

void a_worker_knows_its_id() {
  long s = 0;
  const auto range = g::range(g::less{}, g::index<long>(0), 100L, g::up(1));
  g::parallel(
      workers_only, g::options(), range,
      [](chunk part, long s) {
        for (long i = part.first; i < part.last; ++i) {
          s += ptools::myid() >= 2 && ptools::nprocs() == 3 && ptools::nworkers() == 2;
        }
        return g::results(s);
      },
      g::reductions(g::reduction<ptools::plus>("s", s)), g::captures(), g::globals());
  CHECK(s == 100);
}

/// Stops a process and returns when it has stopped.
void stop(long pid) {
  kill(static_cast<pid_t>(pid), SIGSTOP);
  const std::string path =
      "/proc/" + std::to_string(pid) + "/task/" + std::to_string(pid) + "/stat";
  for (std::string line; line.find(") T ") == std::string::npos;) {
    std::ifstream file(path);
    std::getline(file, line);
  }
}

/// A worker that is stopped cannot answer; it is killed, and the call ends.
void removal_ends() {
  const long pid = pids()[0];
  CHECK(pid != getpid());
  stop(pid);
  bool late = false;
  try {
    ptools::rmprocs(ptools::workers(), 0.2);
  } catch (const ptools::timed_out& e) {
    late = std::string(e.what()).find("still there") != std::string::npos;
  }
  CHECK(late);
  const auto begun = std::chrono::steady_clock::now();
  ptools::rmprocs(ids{2, 3, 4, 5, 6, 7, 8, 9}); // the ladder of the first call goes on
  CHECK(std::chrono::steady_clock::now() - begun < std::chrono::seconds(20));
  CHECK(ptools::workers() == ids{1});
  CHECK(kill(static_cast<pid_t>(pid), 0) != 0);
  CHECK(squares(1000) == squares_expected(1000)); // on process 1
}

void dies_while_idle() {
  ptools::addprocs(2);
  const long pid = pids()[0];
  kill(static_cast<pid_t>(pid), SIGKILL);
  while (ptools::nworkers() == 2) {
  }
  CHECK(squares(1000) == squares_expected(1000));
  CHECK(ptools::nworkers() == 1 && ptools::workers()[0] != 1);
}

void many() {
  const ids more = ptools::addprocs(40);
  CHECK(more.size() == 40);
  CHECK(squares(100000) == squares_expected(100000));
  ptools::rmprocs(more);
  bool full = false;
  try {
    ptools::addprocs(300);
  } catch (const ptools::overloaded&) {
    full = true;
  }
  CHECK(full);
}

} // namespace

int main() {
  counts();
  workers_cannot_manage();
  a_worker_knows_its_id();
  removal_ends();
  dies_while_idle();
  many();
  ptools::shutdown();
  CHECK(ptools::workers() == ids{1} && ptools::addprocs(2).empty());
  CHECK(squares(1000) == squares_expected(1000));
  std::puts("ok");
}
