// An annotation that nothing takes.
// RUN: %check %s
#include <ptools/ptools.hpp>

struct [[ptools::parallel]] on_a_class { // expected: PT0001 "ptools::parallel"
  int member;
};

int after_the_declarator [[ptools::parallel]] = 0; // expected: PT0001 "ptools::parallel"

enum [[ptools::parallel(reduce=plus)]] on_an_enumeration { one, two }; // expected: PT0001 "ptools::parallel"

void accepted(double* a, int n) {
  // accepted: PT0001
  [[ptools::parallel]]
  for (int i = 0; i < n; ++i)
    a[i] = 0.0;
}
