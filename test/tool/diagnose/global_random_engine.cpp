// Random engines of static storage, also those that a callee hides.
// RUN: %check %s
#include <ptools/ptools.hpp>

#include <cstdlib>
#include <random>

std::mt19937 global_engine;
static double hidden_global() {
  return std::uniform_real_distribution<double>(0.0, 1.0)(global_engine);
}
static double hidden_static() {
  static std::mt19937 engine(1);
  return std::uniform_real_distribution<double>(0.0, 1.0)(engine);
}

double draws(int n) {
  double sum = 0.0;
  [[ptools::parallel(reduce=plus)]]
  for (int i = 0; i < n; ++i)
    sum += hidden_global(); // expected: PT0028 "'global_engine'"
  [[ptools::parallel(reduce=plus)]]
  for (int i = 0; i < n; ++i)
    sum += hidden_static(); // expected: PT0028 "'engine'"
  [[ptools::parallel(reduce=plus)]]
  for (int i = 0; i < n; ++i)
    sum += static_cast<double>(global_engine()); // expected: PT0028 "'global_engine'"
  // accepted: PT0028
  [[ptools::parallel(reduce=plus)]]
  for (int i = 0; i < n; ++i)
    sum += ptools::rand_uniform(i);
  return sum;
}
