// A named operator on a type of the user: who has said what the start value is?.
// RUN: %check %s
#include <ptools/ptools.hpp>

struct amount {
  long cents;
};
inline amount operator+(amount a, amount b) { return {a.cents + b.cents}; }

struct distance {
  double metres;
};
inline distance operator+(distance a, distance b) { return {a.metres + b.metres}; }
template <>
struct ptools::identity<ptools::plus, distance> {
  static distance value() { return {0.0}; }
};

amount unknown(const amount* bills, int n) {
  amount total{0};
  [[ptools::parallel(reduce=plus(total))]] // expected: PT0023 "start value"
  for (int i = 0; i < n; ++i)
    total = total + bills[i];
  return total;
}

distance accepted(const distance* legs, int n) {
  distance total{0.0};
  // accepted: PT0023
  [[ptools::parallel(reduce=plus(total))]]
  for (int i = 0; i < n; ++i)
    total = total + legs[i];
  return total;
}
