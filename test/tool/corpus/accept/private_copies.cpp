// Copies and scratch that belong to one iteration.
// RUN: %accept %s
#include <ptools/ptools.hpp>

#include <algorithm>
#include <array>
#include <map>
#include <string>
#include <vector>

void scratch_array(const double* in, double* out, int n) {
  // shape: canonical, private-copy, captured-write, raw-read, raw-write, inner-loop
  [[ptools::parallel]]
  for (int i = 0; i < n; ++i) {
    double window[5];
    for (int k = 0; k < 5; ++k)
      window[k] = in[i + k];
    std::sort(window, window + 5);
    out[i] = window[2];
  }
}

void copy_of_vector(const std::vector<double>& start, double* out, int n) {
  // shape: canonical, private-copy, captured-write, raw-write, non-trivial-class
  [[ptools::parallel]]
  for (int i = 0; i < n; ++i) {
    std::vector<double> work = start;
    work.push_back(i);
    work[0] *= 2.0;
    std::sort(work.begin(), work.end());
    out[i] = work.front();
  }
}

void copy_of_scalar(double* out, int n, int seed) {
  // shape: canonical, private-copy, captured-write, raw-write, inner-loop
  [[ptools::parallel]]
  for (int i = 0; i < n; ++i) {
    int state = seed;
    for (int k = 0; k < i % 10; ++k)
      state = state * 75 % 65537;
    state += i;
    out[i] = state;
  }
}

long fresh_map(const std::vector<std::string>& lines) {
  long distinct = 0;
  // shape: canonical, private-copy, bound-call, reduction, non-trivial-class
  [[ptools::parallel(reduce=plus)]]
  for (std::size_t i = 0; i < lines.size(); ++i) {
    std::map<char, int> seen;
    for (char c : lines[i])
      ++seen[c];
    distinct += static_cast<long>(seen.size());
  }
  return distinct;
}

struct rng {
  unsigned state;
  unsigned next() {
    state = state * 1664525u + 1013904223u;
    return state;
  }
};

void own_engine(unsigned* out, int n) {
  // shape: canonical, private-copy, captured-write, raw-write, calls-user
  [[ptools::parallel]]
  for (int i = 0; i < n; ++i) {
    rng engine{static_cast<unsigned>(i)};
    engine.next();
    out[i] = engine.next();
  }
}

void array_copy(const std::array<int, 8>& pattern, int* out, int n) {
  // shape: canonical, private-copy, captured-write, raw-write
  [[ptools::parallel]]
  for (int i = 0; i < n; ++i) {
    auto mine = pattern;
    std::swap(mine[0], mine[i % 8]);
    out[i] = mine[0];
  }
}
