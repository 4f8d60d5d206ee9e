/// A worker that dies in a loop ends the loop with an error that says how, within the promised
/// time, and the next loop works. The promise is 100 ms; the watchdog here is ten times that.

#include "by_hand.hpp"

#include <chrono>
#include <csignal>
#include <string>
#include <sys/mman.h>
#include <unistd.h>
#include <vector>

using namespace by_hand;

namespace {

int* volatile stray = nullptr;

int deeper(int* p) {
  return *p;
}

/// Runs a loop in which iteration 5 does `harm(what, pointer)`.
void loop_with_harm(int what, int* pointer) {
  auto place = reinterpret_cast<std::uintptr_t>(pointer);
  each(
      workers_only, 100, g::options(),
      [](chunk part, int what, std::uintptr_t address) -> none {
        for (long i = part.first; i < part.last; ++i) {
          if (i != 5) {
            continue;
          }
          std::fprintf(stderr, "about to do harm %d\n", what);
          switch (what) {
          case 0:
            raise(SIGKILL);
            break;
          case 1:
            std::abort();
          case 2:
            std::exit(7);
          case 3:
            _exit(8);
          case 4:
            *static_cast<volatile int*>(nullptr) = 1;
            break;
          case 5:
            stray = reinterpret_cast<int*>(address);
            if (deeper(stray) == 77) {
              std::fprintf(stderr, "unexpected\n");
            }
            break;
          case 6:
            *reinterpret_cast<volatile int*>(address) = 3;
            break;
          }
        }
        return {};
      },
      g::capture("what", what),
      g::capture("address", place));
}

double seconds_since(std::chrono::steady_clock::time_point t) {
  return std::chrono::duration<double>(std::chrono::steady_clock::now() - t).count();
}

void dies_by(int what, int signal, int status) {
  const auto begun = std::chrono::steady_clock::now();
  bool caught = false;
  try {
    loop_with_harm(what, nullptr);
  } catch (const ptools::worker_died& e) {
    caught = true;
    CHECK(e.signal() == signal);
    CHECK(signal != 0 || e.exit_status() == status);
    CHECK(e.worker() >= 2);
    CHECK(std::string(e.file()) == "loop.cpp" && e.line() == 42);
    CHECK(std::string(e.stderr_tail()).find("about to do harm") != std::string::npos);
    CHECK(std::string(e.what()).find("loop.cpp:42") != std::string::npos);
  }
  CHECK(caught);
  CHECK(seconds_since(begun) < 1.0);
  CHECK(squares(1000) == squares_expected(1000));
}

void strays_into(int* target, int what, const char* range) {
  bool caught = false;
  try {
    loop_with_harm(what, target);
  } catch (const ptools::unshareable& e) {
    caught = true;
    CHECK(std::string(e.id()) == "PT0102");
    CHECK(std::string(e.what()).find(range) != std::string::npos);
    CHECK(std::string(e.what()).find("loop.cpp:42") != std::string::npos);
  }
  CHECK(caught);
  CHECK(squares(1000) == squares_expected(1000));
}

/// One worker dies at once, another computes on for long: the error must not wait for it.
void does_not_wait_for_a_long_leaf() {
  if (ptools::nworkers() < 2) {
    return;
  }
  const auto begun = std::chrono::steady_clock::now();
  bool caught = false;
  try {
    each(workers_only, 2, g::options(), [](chunk part) -> none {
      for (long i = part.first; i < part.last; ++i) {
        if (i == 0) {
          raise(SIGKILL);
        }
        for (;;) {
          pause();
        }
      }
      return {};
    });
  } catch (const ptools::worker_died& e) {
    caught = e.signal() == SIGKILL;
  }
  CHECK(caught);
  CHECK(seconds_since(begun) < 1.0);
  CHECK(squares(1000) == squares_expected(1000));
}

} // namespace

int main() {
  const std::size_t workers = static_cast<std::size_t>(ptools::nworkers());
  dies_by(0, SIGKILL, 0);
  dies_by(1, SIGABRT, 0);
  dies_by(2, 0, 7);
  dies_by(3, 0, 8);
  dies_by(4, SIGSEGV, 0);

  // Each of these is memory that this process got after the workers were forked.
  std::vector<int*> small;
  for (int i = 0; i < 1000; ++i) {
    small.push_back(new int(77));
  }
  strays_into(small.back(), 5, "heap");
  strays_into(small.back(), 6, "heap");
  std::vector<int> large(1 << 20, 77);
  strays_into(large.data() + 5000, 5, "memory mappings");
  int local = 77;
  strays_into(&local, 5, "stack");
  strays_into(&local, 6, "stack");
  void* mapped = mmap(nullptr, 1 << 16, PROT_READ | PROT_WRITE, MAP_PRIVATE | MAP_ANONYMOUS, -1, 0);
  *static_cast<int*>(mapped) = 77;
  strays_into(static_cast<int*>(mapped), 5, "memory mappings");
  CHECK(local == 77 && large[5000] == 77);

  does_not_wait_for_a_long_leaf();
  for (int* p : small) {
    delete p;
  }
  CHECK(workers >= 1 && ptools::nworkers() >= 1);
  std::puts("ok");
}
