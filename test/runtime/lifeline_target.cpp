/// A program with workers in a state of its choosing, for kill_driver.py and kill_driver_points.py
/// to end in all manners.

#include "by_hand.hpp"
#include "points.hpp"

#include <csignal>
#include <fcntl.h>
#include <stdexcept>
#include <string>
#include <sys/wait.h>
#include <unistd.h>
#include <vector>

using namespace by_hand;

namespace {

void announce() {
  std::puts("here");
  std::fflush(stdout);
}

[[noreturn]] void wait_for_ever() {
  for (;;) {
    pause();
  }
}

/// Every leaf computes for ever; the first one says so.
void loop_for_ever() {
  each(workers_only, 100, g::options(), [](chunk part) -> none {
    if (part.first == 0) {
      announce();
    }
    for (volatile long i = 0;; i = i + 1) {
    }
    return {};
  });
}

void short_loops_for_ever() {
  announce();
  for (;;) {
    squares(50);
  }
}

void allocate_for_ever() {
  each(workers_only, 100, g::options(), [](chunk part) -> none {
    if (part.first == 0) {
      announce();
    }
    for (;;) {
      ptools::region_free(ptools::region_allocate(100));
      ptools::region_free(ptools::region_allocate(100000));
    }
    return {};
  });
}

void start_and_stop_for_ever() {
  announce();
  for (;;) {
    ptools::rmprocs(ptools::addprocs(2));
  }
}

void arrays_for_ever() {
  squares(50);
  announce();
  for (;;) {
    const ptools::shared_array<double> touched(1 << 20);
    ptools::shared_array<double> small(20000);
    small.fill(1);
  }
}

std::vector<int> twice(const std::vector<int>& v) {
  std::vector<int> all = v;
  all.insert(all.end(), v.begin(), v.end());
  return all;
}

void calls_for_ever() {
  const int w = ptools::addprocs(1).front();
  CHECK(ptools::remotecall_fetch(twice, w, std::vector<int>(3)).size() == 6);
  announce();
  for (int n = 0;; n = n == 0 ? 5000 : 0) {
    const auto later = ptools::remotecall(twice, w, std::vector<int>(n));
    ptools::remote_do(twice, w, std::vector<int>(n));
    CHECK(ptools::remotecall_fetch(twice, w, std::vector<int>(n)).size() == 2u * n);
    CHECK(later.fetch().size() == 2u * n);
  }
}

void maps_for_ever() {
  ptools::addprocs(1);
  std::vector<std::vector<int>> items(40, std::vector<int>(3));
  items[7].resize(5000);
  bool announced = false;
  for (;;) {
    CHECK(ptools::pmap(twice, items)[7].size() == 10000);
    if (!announced) {
      announce();
      announced = true;
    }
  }
}

void ends() {
  squares(50);
  announce();
}

/// What process 1 does, each thing once.
void everything_once() {
  const int w = ptools::addprocs(1).front();
  CHECK(squares(20) == squares_expected(20));
  each(cheap, 40, g::options(), [](chunk) -> none { return {}; });
  try {
    long s = 0;
    const auto range = g::range(g::less{}, g::index<long>(0), 4L, g::up(1));
    g::parallel(
        workers_only, g::options(), range,
        [](chunk part, long s) {
          if (part.first == 2) {
            throw std::runtime_error("two");
          }
          s += part.first;
          return g::results(s);
        },
        g::reductions(g::reduction<ptools::plus>("s", s)), g::captures(), g::globals());
    CHECK(!"nothing was thrown");
  } catch (const std::runtime_error&) {
  }
  const ptools::shared_array<double> touched(1 << 20);
  const std::vector<int> large(5000, 1);
  const auto later = ptools::remotecall(twice, w, large);
  CHECK(ptools::remotecall_fetch(twice, w, std::vector<int>(2)).size() == 4);
  CHECK(later.fetch().size() == 10000);
  ptools::rmprocs(w);
  ptools::shutdown();
}

/// Without further words it says to which points it comes; with a point and a number it ends there.
int comes_to_points(int argc, char** argv) {
  if (argc > 3) {
    points::die_at(argv[2], std::atol(argv[3]));
  } else {
    points::list();
  }
  everything_once();
  return 0;
}

/// The program's own children are its own: the loop ends, with exactly them.
int waits_for_its_children() {
  squares(100);
  int handled = 0;
  static volatile sig_atomic_t signals = 0;
  std::signal(SIGCHLD, [](int) { signals = signals + 1; });
  for (int i = 0; i < 3; ++i) {
    if (fork() == 0) {
      _exit(0);
    }
  }
  while (wait(nullptr) > 0) {
    ++handled;
  }
  CHECK(handled == 3);
  CHECK(signals >= 1 && signals <= 3);
  CHECK(squares(1000) == squares_expected(1000));
  return 0;
}

int ignores_its_children() {
  std::signal(SIGCHLD, SIG_IGN);
  CHECK(squares(1000) == squares_expected(1000));
  bool died = false;
  try {
    each(workers_only, 2, g::options(), [](chunk) -> none { _exit(5); });
  } catch (const ptools::worker_died& e) {
    died = e.exit_status() == 5;
  }
  CHECK(died);
  return 0;
}

/// A forked child is no member: its loops run in itself, its allocations do not touch its parent's.
int forks() {
  squares(100);
  ptools::shared_array<long> parents(1000, 7);
  const pid_t child = fork();
  if (child == 0) {
    int* block = static_cast<int*>(ptools::region_allocate(64));
    *block = 1;
    const bool right = squares(1000) == squares_expected(1000) && ptools::addprocs(2).empty();
    std::exit(right ? 0 : 1);
  }
  int status = 0;
  CHECK(waitpid(child, &status, 0) == child);
  CHECK(WIFEXITED(status) && WEXITSTATUS(status) == 0);
  // A child that ends its copies of this program's arrays must not give their memory away.
  if (fork() == 0) {
    parents = ptools::shared_array<long>();
    _exit(0);
  }
  CHECK(wait(&status) > 0);
  std::vector<ptools::shared_array<long>> others;
  for (int i = 0; i < 100; ++i) {
    others.emplace_back(1000, 9);
  }
  CHECK(parents[0] == 7 && parents[999] == 7);
  // However many there were, whether they allocated or not, there is room for workers.
  for (int i = 0; i < 600; ++i) {
    if (fork() == 0) {
      if (i % 2 == 0) {
        ptools::region_free(ptools::region_allocate(100));
      }
      _exit(0);
    }
    CHECK(wait(&status) > 0 && status == 0);
  }
  ptools::rmprocs(ptools::addprocs(200));
  CHECK(squares(1000) == squares_expected(1000));
  return 0;
}

int daemonises() {
  squares(100);
  CHECK(daemon(1, 1) == 0);
  CHECK(squares(1000) == squares_expected(1000));
  return 0;
}

int closes_everything() {
  for (int fd = 3; fd < 1024; ++fd) {
    close(fd);
  }
  close(STDERR_FILENO);
  CHECK(squares(1000) == squares_expected(1000));
  ptools::addprocs(1);
  CHECK(squares(1000) == squares_expected(1000));
  return 0;
}

/// After an exec nobody knows of the workers any more; they must not stay until the new program
/// ends.
int executes_another() {
  squares(100);
  ptools::shared_array<long> parent(1);
  each(
      workers_only, 1, g::options(),
      [](chunk, ptools::shared_array<long>& parent) -> none {
        parent[0] = getppid();
        return {};
      },
      g::capture("parent", parent));
  // The shell waits until the zygote has ended; it becomes the shell's own child, so it is a zombie
  // then.
  const std::string script = "while grep -q 'State:.[^Z]' /proc/" + std::to_string(parent[0]) +
                             "/status 2>/dev/null; do :; done";
  execl("/bin/sh", "sh", "-c", script.c_str(), static_cast<char*>(nullptr));
  return 1;
}

int refuses_after_zygote_death() {
  squares(100);
  // The zygote is the only child without an exit signal; its id is one below the first worker's
  // parent.
  ptools::shared_array<long> parent(1);
  each(
      workers_only, 1, g::options(),
      [](chunk, ptools::shared_array<long>& parent) -> none {
        parent[0] = getppid();
        return {};
      },
      g::capture("parent", parent));
  kill(static_cast<pid_t>(parent[0]), SIGKILL);
  while (ptools::nworkers() > 1 || ptools::workers()[0] != 1) {
  }
  CHECK(squares(1000) == squares_expected(1000));
  return 0;
}

} // namespace

int main(int argc, char** argv) {
  const std::string what = argc > 1 ? argv[1] : "";
  if (what == "idle") {
    squares(100);
    announce();
    wait_for_ever();
  } else if (what == "loop") {
    loop_for_ever();
  } else if (what == "short-loops") {
    short_loops_for_ever();
  } else if (what == "allocate") {
    allocate_for_ever();
  } else if (what == "start-and-stop") {
    start_and_stop_for_ever();
  } else if (what == "arrays") {
    arrays_for_ever();
  } else if (what == "calls") {
    calls_for_ever();
  } else if (what == "maps") {
    maps_for_ever();
  } else if (what == "end") {
    ends();
  } else if (what == "points") {
    return comes_to_points(argc, argv);
  } else if (what == "before-use") {
    announce();
    wait_for_ever();
  } else if (what == "abort") {
    squares(100);
    std::abort();
  } else if (what == "quick-exit") {
    squares(100);
    std::quick_exit(0);
  } else if (what == "underscore-exit") {
    squares(100);
    _exit(0);
  } else if (what == "waits-for-children") {
    return waits_for_its_children();
  } else if (what == "ignores-children") {
    return ignores_its_children();
  } else if (what == "forks") {
    return forks();
  } else if (what == "daemonises") {
    return daemonises();
  } else if (what == "closes-everything") {
    return closes_everything();
  } else if (what == "exec") {
    return executes_another();
  } else if (what == "zygote-death") {
    return refuses_after_zygote_death();
  } else {
    return 2;
  }
}
