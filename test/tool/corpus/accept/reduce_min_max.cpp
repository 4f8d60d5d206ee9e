// reduce=min and reduce=max in every accepted spelling.
// RUN: %accept %s
#include <ptools/ptools.hpp>

#include <algorithm>
#include <cmath>
#include <vector>

double smallest_by_call(const double* a, int n) {
  double m = a[0];
  // shape: canonical, low-bound, raw-read, reduction
  [[ptools::parallel(reduce=min)]]
  for (int i = 1; i < n; ++i)
    m = std::min(m, a[i]);
  return m;
}

double largest_by_call(const double* a, int n) {
  double m = a[0];
  // shape: canonical, low-bound, raw-read, reduction
  [[ptools::parallel(reduce=max(m))]]
  for (int i = 1; i < n; ++i)
    m = std::max(m, std::abs(a[i]));
  return m;
}

int smallest_by_if(const std::vector<int>& v) {
  int m = v[0];
  // shape: canonical, bound-call, reduction, non-trivial-class
  [[ptools::parallel(reduce=min)]]
  for (std::size_t i = 0; i < v.size(); ++i) {
    if (v[i] < m)
      m = v[i];
  }
  return m;
}

int largest_by_if(const int* v, int n) {
  int m = v[0];
  // shape: canonical, raw-read, reduction
  [[ptools::parallel(reduce=max)]]
  for (int i = 0; i < n; ++i) {
    const int x = v[i] * v[i];
    if (x > m) {
      m = x;
    }
  }
  return m;
}

float turned_if(const float* v, int n) {
  float low = v[0], high = v[0];
  // shape: canonical, raw-read, reduction
  [[ptools::parallel(reduce=min(low), reduce=max(high))]]
  for (int i = 0; i < n; ++i) {
    if (low > v[i])
      low = v[i];
    if (high < v[i])
      high = v[i];
  }
  return high - low;
}

long by_conditional(const long* v, int n) {
  long m = v[0];
  // shape: canonical, raw-read, reduction
  [[ptools::parallel(reduce=min)]]
  for (int i = 0; i < n; ++i)
    m = v[i] < m ? v[i] : m;
  // shape: canonical, raw-read, reduction
  [[ptools::parallel(reduce=max(m))]]
  for (int i = 0; i < n; ++i)
    m = m < v[i] ? v[i] : m;
  return m;
}

using std::max;
using std::min;

unsigned unqualified(const unsigned* v, int n) {
  unsigned low = 100, high = 0;
  // shape: canonical, raw-read, reduction
  [[ptools::parallel(reduce=min(low))]]
  for (int i = 0; i < n; ++i)
    low = min(low, v[i]);
  // shape: canonical, raw-read, reduction
  [[ptools::parallel(reduce=max(high))]]
  for (int i = 0; i < n; ++i)
    high = max(v[i], high);
  return high - low;
}
