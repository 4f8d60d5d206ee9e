// A random engine that all iterations share: the classic.
// RUN: %check %s
#include <ptools/ptools.hpp>

#include <random>

static double draw(std::mt19937& engine) {
  std::uniform_real_distribution<double> uniform(0.0, 1.0);
  return uniform(engine);
}
static double draw_deep(std::mt19937& engine) { return draw(engine) + draw(engine); }

double passed_by_reference(int n) {
  std::mt19937 engine(42);
  double sum = 0.0;
  [[ptools::parallel(reduce=plus)]]
  for (int i = 0; i < n; ++i)
    sum += draw(engine); // expected: PT0028 "the random engine 'engine' is used by all iterations"
  return sum;
}

double two_deep(int n) {
  std::mt19937 engine(42);
  double sum = 0.0;
  [[ptools::parallel(reduce=plus)]]
  for (int i = 0; i < n; ++i)
    sum += draw_deep(engine); // expected: PT0028 "'engine'"
  return sum;
}

int with_a_distribution(int n) {
  std::mt19937 engine(42);
  std::uniform_int_distribution<int> dice(1, 6);
  int sum = 0;
  [[ptools::parallel(reduce=plus)]]
  for (int i = 0; i < n; ++i)
    sum += dice(engine); // expected: PT0028 "'engine'"
  return sum;
}

unsigned called(int n) {
  std::minstd_rand engine;
  unsigned sum = 0;
  [[ptools::parallel(reduce=plus)]]
  for (int i = 0; i < n; ++i)
    sum += static_cast<unsigned>(engine()); // expected: PT0028 "'engine'"
  return sum;
}

double accepted(int n) {
  double sum = 0.0;
  // accepted: PT0028
  [[ptools::parallel(reduce=plus)]]
  for (int i = 0; i < n; ++i) {
    auto stream = ptools::random_stream(i);
    std::uniform_real_distribution<double> uniform(0.0, 1.0);
    sum += uniform(stream);
    std::mt19937 own(static_cast<unsigned>(i));
    sum += draw(own);
  }
  return sum;
}
