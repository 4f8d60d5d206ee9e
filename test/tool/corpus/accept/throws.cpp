// Bodies that throw, and that catch.
// RUN: %accept %s
#include <ptools/ptools.hpp>

#include <cmath>
#include <stdexcept>
#include <string>
#include <vector>

static double checked_root(double x) {
  if (x < 0.0)
    throw std::domain_error("negative: " + std::to_string(x));
  return std::sqrt(x);
}

void roots(const double* in, double* out, int n) {
  // shape: canonical, throw, calls-user, captured-write, raw-read, raw-write
  [[ptools::parallel]]
  for (int i = 0; i < n; ++i)
    out[i] = checked_root(in[i]);
}

void throw_in_body(const int* in, int* out, int n) {
  // shape: canonical, throw, captured-write, raw-read, raw-write
  [[ptools::parallel]]
  for (int i = 0; i < n; ++i) {
    if (in[i] == 0)
      throw std::runtime_error("division by zero at " + std::to_string(i));
    out[i] = 100 / in[i];
  }
}

int try_in_body(const std::vector<std::string>& words) {
  int numbers = 0;
  // shape: canonical, throw, bound-call, reduction, non-trivial-class
  [[ptools::parallel(reduce=plus)]]
  for (std::size_t i = 0; i < words.size(); ++i) {
    try {
      numbers += std::stoi(words[i]) != 0;
    } catch (const std::exception&) {
      continue;
    }
  }
  return numbers;
}

bool caught_outside(const double* in, double* out, int n) {
  try {
    // shape: canonical, throw, captured-write, raw-read, raw-write
    [[ptools::parallel]]
    for (int i = 0; i < n; ++i)
      out[i] = in[i] > 1e6 ? throw std::out_of_range("too large") : in[i];
  } catch (const std::out_of_range&) {
    return false;
  }
  return true;
}
