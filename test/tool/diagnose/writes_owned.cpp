// Writes to what a captured smart pointer owns: it travels as a copy.
// RUN: %check %s
#include <ptools/ptools.hpp>

#include <memory>
#include <vector>

struct result {
  double values[4];
};

void owned(int n) {
  auto one = std::make_unique<int>(3);
  auto some = std::make_shared<result>();
  auto list = std::make_shared<std::vector<int>>(100);
  [[ptools::parallel]]
  for (int i = 0; i < n; ++i) {
    *one = i; // expected: PT0025 "'one'"
    some->values[i % 4] = i; // expected: PT0025 "'some'"
    (*list)[i] = i; // expected: PT0025 "'list'"
  }
}

void accepted(double* out, int n) {
  const auto table = std::make_shared<result>();
  auto list = std::make_unique<std::vector<int>>(100);
  // accepted: PT0025
  [[ptools::parallel]]
  for (int i = 0; i < n; ++i) {
    auto own = std::make_unique<int>(i);
    *own = (*list)[i];
    out[i] = *own + table->values[i % 4];
  }
}
