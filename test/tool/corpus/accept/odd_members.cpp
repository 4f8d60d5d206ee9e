// Data members without a name of their own or without an address: in an anonymous union, bit-fields.
// RUN: %accept %s
#include <ptools/ptools.hpp>

#include <vector>

struct parts {
  union {
    int k;
    float f;
  };
  unsigned bits : 3;
  std::vector<double>& values;
  double* p;
  void go(int n) {
    // shape: canonical, this, this-member-write, captured-write
    [[ptools::parallel]]
    for (int i = 0; i < n; ++i)
      p[i] = k + static_cast<int>(bits) + values[i];
  }
};
