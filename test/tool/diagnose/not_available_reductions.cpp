// Reductions that the language has and this version has not.
// RUN: %check %s
#include <ptools/ptools.hpp>

#include <array>
#include <vector>

void reductions(const double* a, int n) {
  std::vector<double> kept;
  double low = 0.0, bins[4] = {};
  int where = 0;
  [[ptools::parallel(reduce=append(kept))]] // expected: PT0006 "'reduce=append'"
  for (int i = 0; i < n; ++i)
    kept.push_back(a[i]);
  [[ptools::parallel(reduce=minloc(low, where))]] // expected: PT0006 "'reduce=minloc'"
  for (int i = 0; i < n; ++i)
    if (a[i] < low) {
      low = a[i];
      where = i;
    }
  [[ptools::parallel(reduce=plus(bins[0:4]))]] // expected: PT0006 "an array section"
  for (int i = 0; i < n; ++i)
    bins[i % 4] += a[i];
  std::array<double, 4> fixed{};
  [[ptools::parallel(reduce=plus(bins))]] // expected: PT0006 "a reduction of the array 'bins'"
  for (int i = 0; i < n; ++i)
    bins[i % 4] += a[i];
  [[ptools::parallel(reduce=plus(fixed))]] // expected: PT0006 "a reduction of the array 'fixed'"
  for (int i = 0; i < n; ++i)
    fixed[i % 4] += a[i];
  [[ptools::parallel(reduce=max(kept))]] // expected: PT0006 "a reduction of the array 'kept'"
  for (int i = 0; i < n; ++i)
    kept[i] = a[i];
  [[ptools::parallel(reduce=maxloc(low, where))]] // expected: PT0006 "'reduce=maxloc'"
  for (int i = 0; i < n; ++i)
    if (a[i] > low) {
      low = a[i];
      where = i;
    }
}
