// Range-for: a plain variable goes by its own name, other ranges are evaluated once.
// RUN: %rewritten
// RUN: sed "s://.*CHECK.*::" %t.pt.cpp | FileCheck %s
// RUN: %compiles
#include <ptools/ptools.hpp>

#include <string>
#include <vector>

struct sample {
  std::vector<double> values;
};

double ranges(const std::vector<double>& v, const sample& s, int (&fixed)[4]) {
  double sum = 0;
  [[ptools::parallel(reduce=plus)]]
  for (double x : v) // CHECK: const auto pt_range_1 = ::ptools::generated::items(v);
    sum += x;        // CHECK: for (double x : ::ptools::generated::slice(v, pt_chunk_1))
  [[ptools::parallel(reduce=plus)]]
  for (const auto& x : s.values) // CHECK: auto&& pt_items_2 = s.values;
    sum += x;                    // CHECK: slice(pt_items_2, pt_chunk_2)
  [[ptools::parallel(reduce=plus)]] // CHECK: capture("s.values", pt_items_2)
  for (int x : fixed)
    sum += x;
  return sum;
}
