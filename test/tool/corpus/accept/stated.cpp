// What the user states: writes that are meant, and globals that the tool cannot see.
// RUN: %accept %s
#include <ptools/ptools.hpp>

#include <atomic>

extern double calibration;
double measure(int i);

void histogram(const int* values, std::atomic<int>* bins, int n) {
  // shape: canonical, captured-write, raw-read, raw-write
  [[ptools::parallel(shared(bins))]]
  for (int i = 0; i < n; ++i)
    bins[values[i]].fetch_add(1);
}

void count(const int* values, std::atomic<long>* negative, int n) {
  // shape: canonical, captured-write, raw-read, raw-write
  [[ptools::parallel(shared(negative))]]
  for (int i = 0; i < n; ++i)
    if (values[i] < 0)
      ++*negative;
}

// The two halves do not meet, which only the caller knows.
void fold(double* a, const int* partner, int n) {
  // shape: canonical, captured-write, raw-read, raw-write
  [[ptools::parallel(shared(a))]]
  for (int i = 0; i < n; ++i)
    a[i] += a[partner[i]];
}

void calibrated(double* out, int n) {
  // shape: canonical, captured-write, raw-write, other-unit, global-read
  [[ptools::parallel(globals(calibration))]]
  for (int i = 0; i < n; ++i)
    out[i] = measure(i);
}
