/// What remote_error::trace says of exceptions that workers threw: in loops, remote calls and maps,
/// with and without debug information, in programs that treat their children in odd ways.
///
/// usage: traces lines|names|nothing [HOW]   what the build and the machine can tell

#include "by_hand.hpp"

#include <atomic>
#include <csignal>
#include <filesystem>
#include <iterator>
#include <sstream>
#include <stdexcept>
#include <string>
#include <sys/wait.h>
#include <thread>
#include <unistd.h>
#include <vector>

using namespace by_hand;

namespace {

volatile int after = 0; // something to do after a call, so that it is no jump

struct part_of_trace {
  std::string function;
  int line; ///< in this file
};

/// What can be told.
enum class known { lines, names, nothing };
known can_tell = known::lines;

bool has(const std::string& text, const std::string& part) {
  return text.find(part) != std::string::npos;
}

std::vector<std::string> lines_of(const std::string& text) {
  std::vector<std::string> all;
  std::istringstream from(text);
  for (std::string line; std::getline(from, line);) {
    all.push_back(line);
  }
  return all;
}

/// The trace begins with these.
void check_trace(const std::string& trace, const std::vector<part_of_trace>& expected) {
  const std::vector<std::string> found = lines_of(trace);
  bool right = !found.empty();
  for (const std::string& line : found) {
    right = right && line.compare(0, 5, "  at ") == 0;
  }
  if (can_tell != known::nothing) {
    right = right && found.size() >= expected.size() && !has(trace, "libptools.so") &&
            !has(trace, "libstdc++") && !has(trace, "include/ptools");
    for (std::size_t i = 0; right && i < expected.size(); ++i) {
      const std::string place = "traces.cpp:" + std::to_string(expected[i].line) + ")";
      right =
          has(found[i], expected[i].function) && (can_tell == known::names || has(found[i], place));
    }
  }
  if (!right) {
    std::fprintf(stderr, "not the calls that were expected:\n%s\n", trace.c_str());
    std::exit(1);
  }
}

} // namespace

namespace model {

[[gnu::noinline]] int step(int i) {
  if (i >= 0) {
    throw std::out_of_range("no step " + std::to_string(i));
  }
  return i;
}
constexpr int line_of_step = __LINE__ - 4;

/// Seen in this file only.
[[gnu::noinline]] static int several_steps(int i) {
  const int made = step(i);
  after = after + 1;
  return made;
}
constexpr int line_of_several = __LINE__ - 4;

[[gnu::noinline]] int catches_one(int i) {
  try {
    step(i);
  } catch (const std::out_of_range&) {
    after = after + 1;
  }
  throw std::domain_error("another");
}
constexpr int line_of_another = __LINE__ - 2;

const std::vector<part_of_trace> way{{"model::step(int)", line_of_step},
                                     {"model::several_steps(int)", line_of_several}};

} // namespace model

namespace {

template <class F>
std::string trace_of(F f, int worker = 0) {
  try {
    f();
  } catch (const ptools::remote_error& e) {
    CHECK(worker == 0 || e.worker() == worker);
    return e.trace();
  }
  return "nothing was thrown";
}

std::vector<part_of_trace> with(std::vector<part_of_trace> way, const part_of_trace& last) {
  way.push_back(last);
  return way;
}

void loop(const g::site& where) {
  int line = 0;
  const int start = 3;
  const std::string trace = trace_of([&] {
    line = __LINE__ + 5;
    each(
        where, 64, g::options(),
        [](chunk part, int start) -> none {
          for (long i = part.first; i < part.last; ++i) {
            model::several_steps(start + static_cast<int>(i));
          }
          return {};
        },
        g::capture("start", start));
  });
  check_trace(trace, with(model::way, {"the body of the loop", line}));
}

/// The first inner loop's exception ends there, the second one's comes out of the outer body.
void loop_in_a_loop() {
  const std::string trace = trace_of([] {
    each(
        workers_only, 8, g::options(),
        [](chunk, known knows) -> none {
          can_tell = knows; // workers began before it was known
          loop(workers_only);
          each(cheap, 8, g::options(), [](chunk) -> none {
            model::several_steps(1);
            return {};
          });
          return {};
        },
        g::capture("can_tell", can_tell));
  });
  check_trace(trace, model::way);
}

void calls(int w) {
  check_trace(trace_of([&] { ptools::remotecall_fetch(model::several_steps, w, 3); }, w),
              model::way);
  const auto later = ptools::remotecall(model::several_steps, w, 3);
  check_trace(trace_of([&] { later.fetch(); }, w), model::way);
  check_trace(trace_of([&] { ptools::remotecall_fetch(model::catches_one, w, 3); }, w),
              {{"model::catches_one(int)", model::line_of_another}});
}

void maps() {
  const std::vector<int> items{1, 2, 3};
  check_trace(trace_of([&] { ptools::pmap(model::several_steps, items); }), model::way);
  // What the handler throws comes from there, but for the item's own exception.
  check_trace(trace_of([&] {
                ptools::pmap(model::step, items, ptools::on_error([](std::exception_ptr) -> int {
                               return model::catches_one(0);
                             }));
              }),
              {{"model::catches_one(int)", model::line_of_another}});
  check_trace(trace_of([&] {
                ptools::pmap(model::several_steps, items,
                             ptools::on_error(
                                 [](std::exception_ptr e) -> int { std::rethrow_exception(e); }));
              }),
              model::way);
}

void everything() {
  loop(workers_only);
  loop(cheap);
  loop_in_a_loop();
  calls(ptools::workers().back());
  calls(1);
  maps();
}

/// `act` goes on in a thread as long as traces are made.
template <class Act>
void beside(Act act) {
  std::atomic<bool> enough{false};
  std::thread other([&] {
    while (!enough) {
      act();
    }
  });
  everything();
  enough = true;
  other.join();
}

std::atomic<int> children_ended{0};

std::ptrdiff_t open_descriptors() {
  return std::distance(std::filesystem::directory_iterator("/proc/self/fd"), {});
}

} // namespace

int main(int argc, char** argv) {
  const std::string knows = argc > 1 ? argv[1] : "";
  const std::string how = argc > 2 ? argv[2] : "";
  can_tell = knows == "lines" ? known::lines : knows == "names" ? known::names : known::nothing;
  if (how == "waits") {
    std::atomic<int> seen{0};
    beside([&] {
      while (wait(nullptr) > 0) {
        ++seen;
      }
    });
    CHECK(seen == 0);
  } else if (how == "handles") {
    std::signal(SIGCHLD, [](int) { ++children_ended; });
    CHECK(squares(1000) == squares_expected(1000));
    const auto open_before = open_descriptors(); // what was told once is not asked again
    everything();
    CHECK(open_descriptors() == open_before);
    CHECK(children_ended == 0);
  } else if (how == "ignores") {
    std::signal(SIGCHLD, SIG_IGN);
    everything();
  } else if (how == "closed") {
    close(0);
    close(1);
    close(2);
    everything();
    return 0;
  } else {
    everything();
  }
  std::puts("ok");
}
