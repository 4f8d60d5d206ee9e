// reduce=plus in every accepted spelling.
// RUN: %accept %s
#include <ptools/ptools.hpp>

#include <complex>

long flips(long n) {
  long heads = 0;
  // shape: canonical, reduction
  [[ptools::parallel(reduce=plus)]]
  for (long i = 0; i < n; ++i)
    heads += ptools::rand_bool(i);
  return heads;
}

double subtract(const double* a, int n, double start) {
  double rest = start;
  // shape: canonical, raw-read, reduction
  [[ptools::parallel(reduce=plus)]]
  for (int i = 0; i < n; ++i)
    rest -= a[i];
  return rest;
}

int count_positive(const double* a, int n) {
  int before = 0;
  int after = 0;
  // shape: canonical, raw-read, reduction
  [[ptools::parallel(reduce=plus(before))]]
  for (int i = 0; i < n; ++i)
    if (a[i] > 0.0)
      ++before;
  // shape: canonical, raw-read, reduction
  [[ptools::parallel(reduce=plus(after))]]
  for (int i = 0; i < n; ++i)
    if (a[i] > 0.0)
      after++;
  return before + after;
}

double written_out(const double* a, int n) {
  double s = 0.0;
  // shape: canonical, raw-read, reduction
  [[ptools::parallel(reduce=plus)]]
  for (int i = 0; i < n; ++i)
    s = s + a[i];
  // shape: canonical, raw-read, reduction
  [[ptools::parallel(reduce=plus)]]
  for (int i = 0; i < n; ++i) {
    const double half = 0.5 * a[i];
    s = half + s;
  }
  return s;
}

float narrow_sum(const float* a, int n) {
  float s = 0.0f;
  // shape: canonical, raw-read, reduction, inner-loop
  [[ptools::parallel(reduce=plus)]]
  for (int i = 0; i < n; ++i)
    for (int k = 0; k < 3; ++k)
      s += a[3 * i + k];
  return s;
}

std::complex<double> complex_sum(const std::complex<double>* a, int n) {
  std::complex<double> s;
  // shape: canonical, raw-read, reduction
  [[ptools::parallel(reduce=plus(s))]]
  for (int i = 0; i < n; ++i)
    s += a[i];
  return s;
}

unsigned long long several_places(const int* a, int n) {
  unsigned long long s = 0;
  // shape: canonical, raw-read, reduction
  [[ptools::parallel(reduce=plus)]]
  for (int i = 0; i < n; ++i) {
    if (a[i] < 0)
      s += 1;
    else if (a[i] > 100)
      s += 100;
    else
      s += static_cast<unsigned>(a[i]);
  }
  return s;
}

int count_down(const double* a, int n) {
  int rest = n;
  // shape: canonical, raw-read, reduction
  [[ptools::parallel(reduce=plus)]]
  for (int i = 0; i < n; ++i)
    if (a[i] > 0.0)
      --rest;
  return rest;
}
