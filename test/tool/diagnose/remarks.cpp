// -Rptools tells what is shipped and how the loop runs.
// RUN: %check %s
// rewrite-flags: --remarks
#include <ptools/ptools.hpp>

double sum(const double* a, int n) {
  double s = 0.0;
  [[ptools::parallel(reduce=plus)]] // expected-remark@+1: PT0040 "parallel loop"
  for (int i = 0; i < n; ++i)
    s += a[i];
  return s;
}

double defined_elsewhere(int i);
struct shape {
  virtual ~shape() = default;
  virtual double area() const = 0;
};
int level = 1;

double far(int n, const shape* any) {
  double s = 0.0;
  [[ptools::parallel(reduce=plus)]] // expected-remark@+1: PT0040 "brings '::level' up to date; does not look into 'defined_elsewhere', which another file defines; back end"
  for (int i = 0; i < n; ++i)
    s += defined_elsewhere(i) * level + any->area();
  return s;
}
