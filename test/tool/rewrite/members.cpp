// Data members are captured by themselves, not the object; `this->` goes.
// RUN: %rewritten
// RUN: sed "s://.*CHECK.*::" %t.pt.cpp | FileCheck %s
// RUN: %compiles
#include <ptools/ptools.hpp>

class grid {
public:
  grid(double* cells, long n) : cells_(cells), n_(n) {}
  void step(double by) {
    [[ptools::parallel]]
    for (long i = 0; i < this->n_; ++i)
      this->cells_[i] += h_ * by;
  }
  double total() {
    [[ptools::parallel(reduce=plus(sum_))]]
    for (long i = 0; i < n_; ++i)
      sum_ += cells_[i];
    return sum_;
  }

private:
  double* cells_;
  long n_;
  double h_ = 0.5;
  double sum_ = 0.0;
};

double use(double* p) {
  grid g(p, 3);
  g.step(2.0);
  return g.total();
}
// CHECK: index<long>(0), (this->n_)
// CHECK-SAME: in<decltype((this->cells_))> cells_
// CHECK-SAME: in<decltype((this->h_))> h_
// CHECK-SAME: in<decltype((by))> by
// CHECK: {{^ *}}cells_[i] += h_ * by;
// CHECK: capture("this->cells_", this->cells_)
// CHECK: reduced<decltype((this->sum_))> sum_
// CHECK: reduction<::ptools::plus>("this->sum_", this->sum_)
