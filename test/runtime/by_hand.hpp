#pragma once

/// Loops in the rewritten form, written by hand, and checks that end the program with a message.

#include <ptools/generated/loop.hpp>
#include <ptools/ptools.hpp>

#include <cstdio>
#include <cstdlib>
#include <cstring>

#define CHECK(condition)                                                                           \
  do {                                                                                             \
    if (!(condition)) {                                                                            \
      std::fprintf(stderr, "%s:%d: failed: %s\n", __FILE__, __LINE__, #condition);                 \
      std::exit(1);                                                                                \
    }                                                                                              \
  } while (false)

namespace by_hand {

namespace g = ptools::generated;

inline const g::site workers_only{"loop.cpp", 42, "test", 0, g::no_flags};
inline const g::site cheap{"loop.cpp", 43, "test", 1, g::driver_may_run};

/// for (long i = 0; i < n; ++i) body(i), on workers; `body` takes a chunk and the captured
/// variables.
template <class Body, class... C>
void each(const g::site& where, long n, const g::options& clauses, Body body,
          const g::capture_of<C>&... captured) {
  const auto range = g::range(g::less{}, g::index<long>(0), n, g::up(1));
  g::parallel(where, clauses, range, body, g::reductions(), g::captures(captured...), g::globals());
}
using chunk = g::chunk<decltype(g::range(g::less{}, g::index<long>(0), 0L, g::up(1)))>;
using none = g::leaf_results<>;

/// Sum of i * i over [0, n) by the workers; a loop that must work whatever happened before.
inline long squares(long n) {
  long s = 0;
  const auto range = g::range(g::less{}, g::index<long>(0), n, g::up(1));
  g::parallel(
      workers_only, g::options(), range,
      [](chunk part, long s) {
        for (long i = part.first; i < part.last; ++i) {
          s += i * i;
        }
        return g::results(s);
      },
      g::reductions(g::reduction<ptools::plus>("s", s)), g::captures(), g::globals());
  return s;
}
inline long squares_expected(long n) {
  return (n - 1) * n * (2 * n - 1) / 6;
}

} // namespace by_hand
