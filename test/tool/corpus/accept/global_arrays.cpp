// Arrays of static storage duration whose elements lie in shared memory.
// RUN: %accept %s
#include <ptools/ptools.hpp>

#include <vector>

ptools::shared_array<double> temperature(1000);
ptools::shared_array<double, 2> board(64, 64);
double* pressure = nullptr;
static std::vector<int, ptools::shared_allocator<int>> counts(100);

namespace state {
ptools::shared_array<float> charge(1000);
float* field = nullptr;
} // namespace state

void heat(int n) {
  // shape: canonical, global-write, captured-write
  [[ptools::parallel]]
  for (int i = 0; i < n; ++i)
    temperature[i] += 1.0;
}

void compress(int n) {
  // shape: canonical, global-write, global-read, captured-write, raw-write
  [[ptools::parallel]]
  for (int i = 0; i < n; ++i)
    pressure[i] *= 2.0;
}

void paint() {
  // shape: canonical, global-write, captured-write, 2d-write, inner-loop
  [[ptools::parallel]]
  for (int r = 0; r < 64; ++r)
    for (int c = 0; c < 64; ++c)
      board(r, c) = (r + c) % 2;
}

void count() {
  // shape: canonical, global-write, captured-write, vector-write, bound-call
  [[ptools::parallel]]
  for (std::size_t i = 0; i < counts.size(); ++i)
    counts[i] = static_cast<int>(i);
}

void spread(int n) {
  // shape: canonical, global-write, global-read, captured-write, raw-write
  [[ptools::parallel]]
  for (int i = 0; i < n; ++i) {
    state::charge[i] = 1.0f;
    state::field[i] = state::charge[i] * 0.5f;
  }
}
