// Annotations in a module unit.
// RUN: %check %s
// plain: no
export module simulation;

export void clear(double* a, int n) {
  [[ptools::parallel]] // expected: PT0038 "annotations in a C++ module unit are not available yet"
  for (int i = 0; i < n; ++i)
    a[i] = 0.0;
}
