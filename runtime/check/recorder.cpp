#include "check/recorder.hpp"

#include "check/call_tree.hpp"
#include "check/report.hpp"
#include "process/role.hpp"
#include "shm/budget_linux.hpp"
#include "shm/region.hpp"
#include "support/log.hpp"
#include "support/watching.hpp"

#include <algorithm>
#include <atomic>
#include <cstdio>
#include <cstdlib>
#include <limits>
#include <set>
#include <string>
#include <tuple>
#include <unistd.h>
#include <vector>

namespace ptools::check {

constinit thread_local bool recording = false;
constinit thread_local bool in_iteration = false;

namespace {

/// The status of a program in which iterations meet and that would have ended with 0.
constexpr int status_of_meetings = 66;
constexpr std::size_t deepest_call = 1024;
constexpr std::size_t most_reports_of_a_loop = 10;
/// Each costs some milliseconds, to ask for its lines.
constexpr std::size_t most_pairs_of_a_loop = 200;
constexpr std::uint64_t most_iterations = std::numeric_limits<std::uint32_t>::max() - 1;

struct watched_loop {
  const char* file = nullptr;
  unsigned line = 0;
  std::uint64_t number = 0; ///< of the iteration
  std::uint32_t nodes[deepest_call];
  std::size_t depth = 0;
  std::uintptr_t stack_above = 0; ///< what lies below on the stack is the iteration's own
  std::size_t limit = 0;          ///< of the history, in bytes
  bool only_shared = false;
  bool given_up = false;
  access_history history;
  call_tree calls;
  /// Pairs of places that meet, and the lines that were told of them.
  std::set<std::tuple<std::uintptr_t, std::uintptr_t, access_kind, access_kind>> known;
  std::set<std::string> told;

  std::uint32_t node() const {
    return depth == 0 ? call_tree::root : nodes[std::min(depth, deepest_call) - 1];
  }
  std::string name() const { return std::string(file) + ":" + std::to_string(line); }
};

/// Initialisations of what is made once that this thread is in.
constinit thread_local unsigned making_once = 0;

struct counts {
  std::uint64_t loops = 0;
  std::uint64_t iterations = 0;
  std::uint64_t loops_that_meet = 0;
  std::uint64_t not_looked_at = 0;
};

/// Never destroyed: the program's own destructors may still run.
watched_loop& loop = *new watched_loop;
counts& sums = *new counts;
std::atomic_flag taken = ATOMIC_FLAG_INIT;

/// The recorder itself is at work: what it does, allocates and calls is no iteration's.
constinit thread_local bool at_work = false;

class work {
public:
  work() : recorded_(recording) {
    recording = false;
    at_work = true;
  }
  ~work() {
    recording = recorded_ && !loop.given_up;
    at_work = false;
  }
  work(const work&) = delete;
  work& operator=(const work&) = delete;

private:
  bool recorded_;
};

void give_up(const std::string& why) {
  loop.given_up = true;
  support::say(loop.name() + ": what iterations from the " + std::to_string(loop.number) +
               "th on do was not checked: " + why + "; check it with a smaller input");
}

bool is_own_stack(std::uintptr_t begin) {
  return begin < loop.stack_above &&
         begin >= reinterpret_cast<std::uintptr_t>(__builtin_frame_address(0));
}

/// Places come with the calls that led to them only when they are told.
std::string lines_of(const access& a) {
  std::vector<std::uintptr_t> places = loop.calls.places(a.calls);
  places.insert(places.begin(), a.place);
  return check::lines_of(places);
}

void meet(const meeting& m, access_kind kind, const access& now, bool own_memory) {
  if (own_memory && is_of_a_library(m.address)) {
    return;
  }
  if (loop.known.empty()) {
    ++sums.loops_that_meet;
  }
  const bool is_new = loop.known.emplace(m.before.place, now.place, m.before_did, kind).second;
  if (!is_new || loop.known.size() > most_pairs_of_a_loop) {
    return;
  }
  const reported_access first{m.before.iteration - std::uint64_t{1}, m.before_did,
                              lines_of(m.before)};
  const reported_access second{loop.number, kind, lines_of(now)};
  // A line that reads and writes an element meets in more ways than one; it is told once.
  if (!loop.told.insert(first.lines + second.lines).second) {
    return;
  }
  if (loop.told.size() <= most_reports_of_a_loop) {
    report_meeting(loop.name(), m.address, own_memory, first, second);
  } else if (loop.told.size() == most_reports_of_a_loop + 1) {
    support::say(loop.name() + ": where else iterations of this loop meet is not listed");
  }
}

bool begin_loop(const char* file, unsigned line, bool only_shared) {
  if (taken.test_and_set()) {
    ++sums.not_looked_at;
    return false;
  }
  loop.file = file;
  loop.line = line;
  loop.only_shared = only_shared;
  loop.given_up = false;
  if (loop.limit == 0) {
    loop.limit = shm::memory_budget().available / 2;
  }
  loop.known.clear();
  loop.told.clear();
  ++sums.loops;
  return true;
}

[[gnu::noinline]] void begin_iteration(std::uint64_t number) {
  loop.number = number;
  loop.depth = 0;
  // Two words of this frame lie above its address: the leaf's frame begins where this one does.
  loop.stack_above =
      reinterpret_cast<std::uintptr_t>(__builtin_frame_address(0)) + 2 * sizeof(void*);
  if (number >= most_iterations && !loop.given_up) {
    give_up("they are more than can be told apart");
  }
  ++sums.iterations;
  in_iteration = true;
  making_once = 0;
  recording = !loop.given_up;
}

void end_iteration() {
  in_iteration = false;
  recording = false;
}

void end_loop() {
  end_iteration();
  loop.history.clear();
  taken.clear();
}

constexpr support::watcher watcher{begin_loop, begin_iteration, end_iteration, end_loop,
                                   note_new_memory};

void say_sums(int status, void*) {
  const process::role part = process::my_role();
  if (part == process::role::worker || part == process::role::zygote ||
      part == process::role::outsider) {
    return;
  }
  std::string text = "checked " + std::to_string(sums.loops) +
                     (sums.loops == 1 ? " loop, " : " loops, ") + std::to_string(sums.iterations) +
                     " iterations: ";
  if (sums.loops_that_meet == 0) {
    text += "no two iterations meet";
  } else {
    text += "iterations of " + std::to_string(sums.loops_that_meet) +
            (sums.loops_that_meet == 1 ? " loop meet" : " loops meet");
  }
  if (sums.not_looked_at != 0) {
    text += "; " + std::to_string(sums.not_looked_at) +
            " loops of other threads ran at the same time and were not checked";
  }
  support::say(text);
  if (sums.loops_that_meet != 0 && status == 0) {
    std::fflush(nullptr);
    _exit(status_of_meetings);
  }
}

/// Loops end up here from the program's start on.
[[gnu::constructor]] void watch() {
  support::watching = &watcher;
  on_exit(say_sums, nullptr);
}

} // namespace

void note_access(const void* begin, std::size_t size, access_kind kind, const void* place) {
  const auto at = reinterpret_cast<std::uintptr_t>(begin);
  if (size == 0 || is_own_stack(at)) {
    return;
  }
  const work own;
  // At most 32 bytes are kept for each that is accessed.
  if (loop.history.bytes() + 32 * size > loop.limit) {
    give_up("what is kept of them would take more than " + std::to_string(loop.limit >> 20) +
            " megabytes");
    return;
  }
  const access now{static_cast<std::uint32_t>(loop.number + 1), loop.node(),
                   reinterpret_cast<std::uintptr_t>(place)};
  const bool own_memory = !shm::contains(begin);
  if (own_memory && loop.only_shared) {
    return;
  }
  if (const auto found = loop.history.note(at, size, kind, now, own_memory)) {
    meet(*found, kind, now, own_memory);
  }
}

void note_call(const void* place) {
  const work own;
  const std::uint32_t node = loop.calls.call(loop.node(), reinterpret_cast<std::uintptr_t>(place));
  if (loop.depth < deepest_call) {
    loop.nodes[loop.depth] = node;
  }
  ++loop.depth;
}

void note_return() {
  if (loop.depth > 0) {
    --loop.depth;
  }
}

void note_once_begins() {
  ++making_once;
  recording = false;
}

void note_once_ends() {
  if (--making_once == 0) {
    recording = in_iteration && !loop.given_up;
  }
}

void note_new_memory(const void* begin, std::size_t size) {
  if (in_iteration && !at_work) {
    const work own;
    loop.history.forget(reinterpret_cast<std::uintptr_t>(begin), size);
  }
}

} // namespace ptools::check
