// range-for over ranges with random access.
// RUN: %accept %s
#include <ptools/ptools.hpp>

#include <array>
#include <string>
#include <vector>

double sum(const std::vector<double>& v) {
  double s = 0.0;
  // shape: range-for, reduction, non-trivial-class
  [[ptools::parallel(reduce=plus)]]
  for (double x : v)
    s += x;
  return s;
}

void halve(ptools::shared_array<double>& a) {
  // shape: range-for, captured-write
  [[ptools::parallel]]
  for (double& x : a)
    x *= 0.5;
}

void by_auto(std::vector<float, ptools::shared_allocator<float>>& v, float add) {
  // shape: range-for, captured-write, vector-write
  [[ptools::parallel]]
  for (auto& x : v)
    x += add;
}

int letters(const std::string& text) {
  int count = 0;
  // shape: range-for, reduction, non-trivial-class
  [[ptools::parallel(reduce=plus)]]
  for (const char c : text)
    if (c != ' ')
      ++count;
  return count;
}

int local_array() {
  const int primes[] = {2, 3, 5, 7, 11, 13};
  int total = 0;
  // shape: range-for, reduction
  [[ptools::parallel(reduce=plus)]]
  for (int p : primes)
    total += p;
  return total;
}

struct job {
  int from, to;
};
std::vector<job> jobs_of(int n);

void from_call(double* out, int n) {
  // shape: range-for, captured-write, raw-write, inner-loop
  [[ptools::parallel(schedule=dynamic)]]
  for (const auto& [from, to] : jobs_of(n))
    for (int i = from; i < to; ++i)
      out[i] = i;
}

struct holder {
  std::vector<int> items;
  std::array<int, 3> weights;
  long total() const {
    long t = 0;
    // shape: range-for, this, reduction, non-trivial-class
    [[ptools::parallel(reduce=plus)]]
    for (auto x : items)
      t += x * weights[0];
    return t;
  }
};

long member_of(const holder& h) {
  long t = 0;
  // shape: range-for, reduction, non-trivial-class
  [[ptools::parallel(reduce=plus)]]
  for (const int& x : h.items)
    t += x;
  return t;
}
