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
#include <cerrno>
#include <cstdio>
#include <cstdlib>
#include <cstring>
#include <iterator>
#include <limits>
#include <map>
#include <set>
#include <string>
#include <sys/uio.h>
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
constexpr std::size_t most_pairs_of_a_loop = 100;
/// Of a larger piece of memory the beginning tells whether it was changed.
constexpr std::size_t most_kept_bytes = 4096;
constexpr std::uint64_t most_iterations = std::numeric_limits<std::uint32_t>::max() - 1;

struct old_value {
  std::string bytes;
  access by; ///< who wrote there first
};

struct watched_loop {
  const char* file = nullptr;
  unsigned line = 0;
  std::uint64_t number = 0; ///< of the iteration
  std::uint32_t nodes[deepest_call];
  std::size_t depth = 0;
  std::uintptr_t stack_above = 0; ///< what lies below on the stack is the iteration's own
  std::uintptr_t region_begin = 0;
  std::size_t region_size = 0;
  std::size_t limit = 0; ///< of the history, in bytes
  bool only_shared = false;
  bool seen = false; ///< anything at all was noted
  bool given_up = false;
  access_history history;
  /// What the iteration has written over of its worker's own memory.
  std::map<std::uintptr_t, old_value> old_values;
  /// Blocks that the iteration was given: what it writes there is its own.
  std::map<std::uintptr_t, std::uintptr_t> own_blocks;
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
[[gnu::tls_model("initial-exec")]] constinit thread_local unsigned making_once = 0;

struct counts {
  std::uint64_t loops = 0;
  std::uint64_t iterations = 0;
  std::uint64_t loops_that_meet = 0;
  std::uint64_t not_looked_at = 0;
  std::uint64_t not_instrumented = 0;
};

/// Never destroyed: the program's own destructors may still run.
watched_loop& loop = *new watched_loop;
counts& sums = *new counts;
std::atomic_flag taken = ATOMIC_FLAG_INIT;

/// The recorder itself is at work: what it does, allocates and calls is no iteration's.
[[gnu::tls_model("initial-exec")]] constinit thread_local bool at_work = false;

class work {
public:
  work() : was_at_work_(at_work), recorded_(recording), error_(errno) {
    recording = false;
    at_work = true;
  }
  ~work() {
    recording = recorded_ && !loop.given_up;
    at_work = was_at_work_;
    errno = error_;
  }
  work(const work&) = delete;
  work& operator=(const work&) = delete;

private:
  bool was_at_work_;
  bool recorded_;
  int error_;
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

void count_loop() {
  if (loop.known.empty()) {
    ++sums.loops_that_meet;
  }
}

/// Whether this is to be told: each once, and not too many.
bool tell(const std::string& lines) {
  if (!loop.told.insert(lines).second) {
    return false;
  }
  if (loop.told.size() == most_reports_of_a_loop + 1) {
    support::say(loop.name() + ": what else is wrong in this loop is not listed");
  }
  return loop.told.size() <= most_reports_of_a_loop;
}

void meet(const meeting& m, access_kind kind, const access& now, bool own_memory) {
  if (own_memory && is_of_a_library(m.address)) {
    return;
  }
  count_loop();
  const bool is_new = loop.known.emplace(m.before.place, now.place, m.before_did, kind).second;
  if (!is_new || loop.known.size() > most_pairs_of_a_loop) {
    return;
  }
  const reported_access first{m.before.iteration - std::uint64_t{1}, m.before_did,
                              lines_of(m.before)};
  const reported_access second{loop.number, kind, lines_of(now)};
  // A line that reads and writes an element meets in more ways than one; it is told once.
  if (tell(first.lines + second.lines)) {
    report_meeting(loop.name(), m.address, own_memory, first, second);
  }
}

bool is_in_own_block(std::uintptr_t at) {
  const auto after = loop.own_blocks.upper_bound(at);
  return after != loop.own_blocks.begin() && at < std::prev(after)->second;
}

/// Before an iteration writes to memory that was there before it, and of which each worker has its
/// own: whether that was a change is seen when the iteration ends.
void keep_old_value(std::uintptr_t at, std::size_t size, const access& now) {
  const auto [where, is_new] = loop.old_values.try_emplace(at);
  if (!is_new && where->second.bytes.size() >= size) {
    return;
  }
  if (is_new) {
    where->second.by = now;
  }
  // What was written before keeps the value from before.
  const std::size_t known = where->second.bytes.size();
  const std::size_t kept = std::min(size, most_kept_bytes);
  if (kept > known) {
    where->second.bytes.append(reinterpret_cast<const char*>(at) + known, kept - known);
  }
}

/// The change is gone when the loop ends.
void lose(std::uintptr_t at, const access& now) {
  if (is_of_a_library(at)) {
    return;
  }
  count_loop();
  const bool is_new =
      loop.known.emplace(now.place, 0, access_kind::write, access_kind::write).second;
  if (!is_new || loop.known.size() > most_pairs_of_a_loop) {
    return;
  }
  const reported_access what{loop.number, access_kind::write, lines_of(now)};
  if (tell(what.lines)) {
    report_lost(loop.name(), at, what);
  }
}

/// The value now; what is no longer mapped has none.
std::string value_at(std::uintptr_t at, std::size_t size) {
  std::string bytes(size, 0);
  const iovec to{bytes.data(), size};
  const iovec from{reinterpret_cast<void*>(at), size};
  const ssize_t got = process_vm_readv(getpid(), &to, 1, &from, 1, 0);
  bytes.resize(got > 0 ? static_cast<std::size_t>(got) : 0);
  return bytes;
}

void look_for_changes() {
  for (const auto& [at, old] : loop.old_values) {
    const std::string now = value_at(at, old.bytes.size());
    if (now != old.bytes.substr(0, now.size())) {
      lose(at, old.by);
    }
  }
  loop.old_values.clear();
}

bool begin_loop(const char* file, unsigned line, bool only_shared) {
  if (taken.test_and_set()) {
    ++sums.not_looked_at;
    return false;
  }
  loop.file = file;
  loop.line = line;
  loop.region_begin = reinterpret_cast<std::uintptr_t>(shm::whole().begin);
  loop.region_size = shm::whole().size;
  loop.only_shared = only_shared;
  loop.given_up = false;
  if (loop.limit == 0) {
    loop.limit = shm::memory_budget().available / 2;
  }
  loop.seen = false;
  loop.known.clear();
  loop.told.clear();
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
  loop.own_blocks.clear();
  loop.old_values.clear();
  in_iteration = true;
  making_once = 0;
  recording = !loop.given_up;
}

void end_iteration() {
  in_iteration = false;
  recording = false;
  look_for_changes();
}

void end_loop() {
  end_iteration();
  if (!loop.seen) {
    ++sums.not_instrumented;
    support::say(loop.name() + ": this loop was not compiled with --ptools-check, and not checked");
  } else {
    ++sums.loops;
    sums.iterations += loop.number + 1;
  }
  loop.history.clear();
  taken.clear();
}

constexpr support::watcher watcher{begin_loop, begin_iteration, end_iteration, end_loop,
                                   note_new_memory};

std::string in_loops(std::uint64_t count) {
  return std::to_string(count) + (count == 1 ? " loop" : " loops");
}

/// The process that the program began as; its children end as they like.
pid_t program = 0;

void say_sums(int status, void*) {
  if (getpid() != program) {
    return;
  }
  const process::role part = process::my_role();
  if (part == process::role::worker || part == process::role::zygote ||
      part == process::role::outsider) {
    return;
  }
  std::string text =
      "checked " + in_loops(sums.loops) + ", " + std::to_string(sums.iterations) + " iterations: ";
  if (sums.loops_that_meet == 0) {
    text += "no two iterations meet";
  } else {
    text += "iterations of " + in_loops(sums.loops_that_meet) + " meet";
  }
  if (sums.not_looked_at != 0) {
    text += "; not checked: " + in_loops(sums.not_looked_at) +
            " that ran at the same time in other threads";
  }
  if (sums.not_instrumented != 0) {
    text += "; not checked: " + in_loops(sums.not_instrumented) +
            " of files that were not compiled with --ptools-check";
  }
  support::say(text);
  if (sums.loops_that_meet != 0 && status == 0) {
    std::fflush(nullptr);
    _exit(status_of_meetings);
  }
}

/// Loops end up here from the program's start on.
[[gnu::constructor]] void watch() {
  program = getpid();
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
  loop.seen = true;
  // At most 32 bytes are kept for each that is accessed.
  if (loop.history.bytes() + 32 * size > loop.limit) {
    give_up("what is kept of them would take more than " + std::to_string(loop.limit >> 20) +
            " megabytes");
    return;
  }
  const access now{static_cast<std::uint32_t>(loop.number + 1), loop.node(),
                   reinterpret_cast<std::uintptr_t>(place)};
  const bool own_memory = at - loop.region_begin >= loop.region_size;
  if (own_memory && loop.only_shared) {
    return;
  }
  if (own_memory && kind == access_kind::write && !is_in_own_block(at)) {
    keep_old_value(at, size, now);
  }
  if (const auto found = loop.history.note(at, size, kind, now, own_memory)) {
    meet(*found, kind, now, own_memory);
  }
}

void note_call(const void* place) {
  if (at_work) {
    return;
  }
  const work own;
  loop.seen = true;
  const std::uint32_t node = loop.calls.call(loop.node(), reinterpret_cast<std::uintptr_t>(place));
  if (loop.depth < deepest_call) {
    loop.nodes[loop.depth] = node;
  }
  ++loop.depth;
}

void note_return() {
  if (!at_work && loop.depth > 0) {
    --loop.depth;
  }
}

void note_once_begins() {
  if (!at_work) {
    ++making_once;
    recording = false;
  }
}

void note_once_ends() {
  if (!at_work && --making_once == 0) {
    recording = in_iteration && !loop.given_up;
  }
}

void note_freed_memory(const void* begin, std::size_t size) {
  if (!in_iteration || at_work || loop.old_values.empty()) {
    return;
  }
  const work own;
  // Its memory may be gone when the iteration ends.
  const auto at = reinterpret_cast<std::uintptr_t>(begin);
  loop.old_values.erase(loop.old_values.lower_bound(at), loop.old_values.lower_bound(at + size));
}

void note_new_memory(const void* begin, std::size_t size) {
  if (in_iteration && !at_work) {
    const work own;
    const auto at = reinterpret_cast<std::uintptr_t>(begin);
    loop.history.forget(at, size);
    loop.own_blocks.insert_or_assign(at, at + size);
  }
}

} // namespace ptools::check
