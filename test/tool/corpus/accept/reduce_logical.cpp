// reduce=logical_and and logical_or.
// RUN: %accept %s
#include <ptools/ptools.hpp>

#include <string>
#include <vector>

bool all_positive(const double* a, int n) {
  bool all = true;
  // shape: canonical, raw-read, reduction
  [[ptools::parallel(reduce=logical_and)]]
  for (int i = 0; i < n; ++i)
    all = all && a[i] > 0.0;
  return all;
}

bool any_empty(const std::vector<std::string>& words) {
  bool any = false;
  // shape: canonical, bound-call, reduction, non-trivial-class
  [[ptools::parallel(reduce=logical_or(any))]]
  for (std::size_t i = 0; i < words.size(); ++i)
    any = any || words[i].empty();
  return any;
}

bool other_side(const int* a, int n) {
  bool sorted = true, negative = false;
  // shape: canonical, low-bound, raw-read, reduction
  [[ptools::parallel(reduce=logical_and(sorted), reduce=logical_or(negative))]]
  for (int i = 1; i < n; ++i) {
    sorted = (a[i - 1] <= a[i]) && sorted;
    negative = (a[i] < 0) || negative;
  }
  return sorted && !negative;
}

int as_int(const int* a, int n) {
  int found = 0;
  // shape: canonical, raw-read, reduction
  [[ptools::parallel(reduce=logical_or)]]
  for (int i = 0; i < n; ++i)
    found = found || a[i] == 42;
  return found;
}
