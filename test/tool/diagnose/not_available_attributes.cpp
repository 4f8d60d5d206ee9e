// Attributes that the language has and this version has not.
// RUN: %check %s
#include <ptools/ptools.hpp>

int work(int x);

void attributes(double* a, int n) {
  [[ptools::threads]] // expected: PT0006 "attribute 'ptools::threads' is not available yet"
  for (int i = 0; i < n; ++i)
    a[i] = 0.0;
  [[ptools::spawn]] int x = work(1); // expected: PT0006 "'ptools::spawn'"
  [[ptools::spawnat(2)]] int y = work(x); // expected: PT0006 "'ptools::spawnat'"
  [[ptools::fetch]] int z = work(y); // expected: PT0006 "'ptools::fetch'"
  [[ptools::fetchfrom(2)]] int u = work(z); // expected: PT0006 "'ptools::fetchfrom'"
  [[ptools::everywhere]] { static_cast<void>(u); } // expected: PT0006 "'ptools::everywhere'"
  [[ptools::sync]] { // expected: PT0006 "'ptools::sync'"
    [[ptools::async]] work(1); // expected: PT0006 "'ptools::async'"
  }
  [[ptools::threadcall]] work(2); // expected: PT0006 "'ptools::threadcall'"
  [[ptools::shared]] static double storage[8]; // expected: PT0006 "'ptools::shared'"
  static_cast<void>(storage);
}
