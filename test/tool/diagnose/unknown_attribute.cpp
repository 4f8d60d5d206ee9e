// Attributes of namespace ptools that do not exist.
// RUN: %check %s
#include <ptools/ptools.hpp>

void misspelled(double* a, int n) {
  [[ptools::paralel]] // expected: PT0002 "unknown attribute 'ptools::paralel'; did you mean 'parallel'?"
  for (int i = 0; i < n; ++i)
    a[i] = 0.0;
  [[using ptools: paralell(schedule=static)]] // expected: PT0002 "did you mean 'parallel'?"
  for (int i = 0; i < n; ++i)
    a[i] = 0.0;
  [[ptools::gpu]] // expected: PT0002 "unknown attribute 'ptools::gpu'"
  for (int i = 0; i < n; ++i)
    a[i] = 0.0;
  // Somebody else's attribute is not our business.
  // accepted: PT0002
  [[other::paralel]]
  for (int i = 0; i < n; ++i)
    a[i] = 0.0;
  // accepted: PT0002
  [[ptools::parallel]]
  for (int i = 0; i < n; ++i)
    a[i] = 0.0;
}
