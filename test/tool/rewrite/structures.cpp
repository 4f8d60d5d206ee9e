// Classes with pointers get a pointer map, private members too.
// RUN: %rewritten
// RUN: sed "s://.*CHECK.*::" %t.pt.cpp | FileCheck %s
// RUN: %compiles
#include <ptools/ptools.hpp>

class view {
public:
  double& operator[](long i) const { return data_[i]; }
  long size() const { return n_ + index_.tag; }

private:
  long n_ = 0;
  double* data_ = nullptr;
  struct {
    char tag;
    const int* keys;
  } index_{};
};

void fill(view v) {
  [[ptools::parallel]]
  for (long i = 0; i < v.size(); ++i)
    v[i] = 1.0;
}
// CHECK: capture("v", v, ::ptools::generated::pointer_map<32, 2>{{[{][{]}}{8, "v.data_"}, {24, "v.index_.keys"}{{[}][}]}})
