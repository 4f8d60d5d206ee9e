// Random numbers that depend on the index alone.
// RUN: %accept %s
#include <ptools/ptools.hpp>

#include <random>

double pi(long n) {
  long inside = 0;
  // shape: canonical, reduction
  [[ptools::parallel(reduce=plus)]]
  for (long i = 0; i < n; ++i) {
    const double x = ptools::rand_uniform(i, 0);
    const double y = ptools::rand_uniform(i, 1);
    inside += x * x + y * y < 1.0;
  }
  return 4.0 * static_cast<double>(inside) / static_cast<double>(n);
}

void normals(double* out, int n) {
  // shape: canonical, captured-write, raw-write
  [[ptools::parallel]]
  for (int i = 0; i < n; ++i) {
    auto stream = ptools::random_stream(i);
    std::normal_distribution<double> normal(0.0, 1.0);
    out[i] = normal(stream);
  }
}

double walk(int walks, int steps) {
  double sum = 0.0;
  // shape: canonical, reduction, inner-loop
  [[ptools::parallel(reduce=plus)]]
  for (int w = 0; w < walks; ++w) {
    ptools::random_stream stream(w);
    std::uniform_int_distribution<int> coin(0, 1);
    int place = 0;
    for (int s = 0; s < steps; ++s)
      place += coin(stream) ? 1 : -1;
    sum += place * place;
  }
  return sum / walks;
}

void seeded_engines(double* out, int n, unsigned seed) {
  // shape: canonical, captured-write, raw-write, private-copy
  [[ptools::parallel]]
  for (int i = 0; i < n; ++i) {
    std::mt19937 engine(seed + static_cast<unsigned>(i));
    std::uniform_real_distribution<double> uniform(0.0, 1.0);
    out[i] = uniform(engine);
  }
}

// The engine is copied, so each iteration draws the same number.
void copied_engine(double* out, const std::minstd_rand& engine, int n) {
  // shape: canonical, captured-write, raw-write, private-copy, non-trivial-class
  [[ptools::parallel]]
  for (int i = 0; i < n; ++i) {
    std::minstd_rand mine = engine;
    out[i] = static_cast<double>(mine()) + i;
  }
}
