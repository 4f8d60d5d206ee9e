// Writes to data members: of the object itself, and of captured objects.
// RUN: %check %s
#include <ptools/ptools.hpp>

#include <vector>

class model {
public:
  void count_positive(const double* a, int n) {
    [[ptools::parallel]]
    for (int i = 0; i < n; ++i)
      if (a[i] > 0.0)
        ++positive_; // expected: PT0024 "positive_'"
  }

  void fill(int n) {
    [[ptools::parallel]]
    for (int i = 0; i < n; ++i) {
      values_[i] = i; // expected: PT0025 "values_'"
    }
  }

  void accepted(int n) {
    int positive = 0;
    // accepted: PT0024, PT0025
    [[ptools::parallel(reduce=plus(positive))]]
    for (int i = 0; i < n; ++i) {
      shared_[i] = values_[i] + weights_[i % 4];
      raw_[i] = positive_;
      positive += values_[i] > 0.0;
    }
    positive_ = positive;
  }

private:
  int positive_ = 0;
  std::vector<double> values_;
  double weights_[4] = {};
  ptools::shared_array<double> shared_;
  double* raw_ = nullptr;
};

struct result {
  int best;
  double values[4];
  double* elsewhere;
};

int captured_object(double* a, int n) {
  result r{0, {}, a};
  [[ptools::parallel]]
  for (int i = 0; i < n; ++i) {
    r.best = i; // expected: PT0024 "'r"
    r.values[i % 4] = i; // expected: PT0025 "'r"
    r.elsewhere[i] = i;
  }
  return r.best;
}

// Whether the object lies in shared memory is seen when the loop starts; a scalar in it is written
// by all iterations in any case.
void by_reference(result& r, int n) {
  [[ptools::parallel]]
  for (int i = 0; i < n; ++i) {
    r.best = i; // expected: PT0024 "'r"
    r.values[i % 4] = i;
  }
}
