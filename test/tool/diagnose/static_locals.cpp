// Static variables of other functions that are read: no loop can name them, so nothing brings them up
// to date in the workers.
// RUN: %check %s
#include <ptools/ptools.hpp>

#include <memory>

struct registry {
  int entries = 0;
  static registry& instance() {
    static registry the_one;
    return the_one;
  }
};

static int& setting() {
  static int value = 1;
  return value;
}
static int next_call() {
  static int calls = 0;
  return ++calls;
}
static int seen_calls(bool more) {
  static int calls = 0;
  if (more)
    ++calls;
  return calls;
}

struct state {
  int v = 1;
};
static state* by_pointer() {
  static state* const the_state = new state;
  return the_state;
}
static state& by_smart_pointer() {
  static const std::unique_ptr<state> owned = std::make_unique<state>();
  return *owned;
}
static const state& to_read() {
  static const state fixed;
  return fixed;
}

int more_stale(int n) {
  by_pointer()->v = 7;
  by_smart_pointer().v = 7;
  int sum = 0;
  [[ptools::parallel(reduce=plus)]]
  for (int i = 0; i < n; ++i) {
    sum += by_pointer()->v; // expected: PT0032 "'the_state'"
    sum += by_smart_pointer().v; // expected: PT0032 "'owned'"
    sum += to_read().v;
  }
  return sum;
}

int stale(int n) {
  registry::instance().entries = 7;
  setting() = 3;
  next_call();
  int sum = 0;
  [[ptools::parallel(reduce=plus)]]
  for (int i = 0; i < n; ++i)
    sum += registry::instance().entries; // expected: PT0032 "'the_one'"
  [[ptools::parallel(reduce=plus)]]
  for (int i = 0; i < n; ++i)
    sum += setting(); // expected: PT0032 "'value'"
  [[ptools::parallel(reduce=plus)]]
  for (int i = 0; i < n; ++i)
    sum += seen_calls(false); // expected: PT0029 "'calls'"
  return sum;
}

// Nobody changes these.
static int tabled(int i) {
  static int table[3] = {1, 2, 3};
  return table[i % 3];
}
static double scaled(double x) {
  static const double scale = 2.0;
  return scale * x;
}

double accepted(int n) {
  const int entries = registry::instance().entries;
  double sum = 0.0;
  // accepted: PT0032
  [[ptools::parallel(reduce=plus)]]
  for (int i = 0; i < n; ++i)
    sum += tabled(i) + scaled(i) + entries;
  return sum;
}
