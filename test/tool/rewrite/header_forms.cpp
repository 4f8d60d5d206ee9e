// Directions, steps, comparisons, index types, an outer index, further variables in the header.
// RUN: %rewritten
// RUN: sed "s://.*CHECK.*::" %t.pt.cpp | FileCheck %s
// RUN: %compiles
#include <ptools/ptools.hpp>

#include <cstddef>
#include <vector>

void forms(double* a, const std::vector<int>& v, int n, int k) {
  [[ptools::parallel]]
  for (std::size_t i{0}; i != v.size(); i = i + 1) // CHECK: not_equal{}, {{.*}}index<std::size_t>(0), (v.size()), ::ptools::generated::up(1))
    a[i] = v[i];                                   // CHECK: for (std::size_t i{pt_chunk_1.first}; i != pt_chunk_1.last; i = i + 1)
  [[ptools::parallel]]
  for (int i = n - 1; 0 <= i; i -= k) // CHECK: greater_equal{}, {{.*}}index<int>(n - 1), (0), ::ptools::generated::down(k))
    a[i] = k;                         // CHECK: for (int i = pt_chunk_2.first; pt_chunk_2.last <= i; i -= k)
  int j;
  [[ptools::parallel]]
  for (j = 0; j < n; ++j) // CHECK: index<decltype(j)>(0)
    a[j] = 1;             // CHECK: for (j = pt_chunk_3.first; j < pt_chunk_3.last; ++j)
  [[ptools::parallel]]    // CHECK: j = pt_range_3.final_index();
  for (int i = 0, end = 2 * n; i < end; i++) // CHECK: int end = 2 * n; {{.*}}index<int>(0), (end)
    a[i] = end;
  [[ptools::parallel]]
  for (auto* p = a; p < a + n; ++p) // CHECK: index(a), (a + n)
    *p = j;
  [[ptools::parallel]]
  for (; j < n + 9; ++j) // CHECK: index<decltype(j)>(j)
    a[j] = 1;            // CHECK: for (j = pt_chunk_6.first; j < pt_chunk_6.last; ++j)
}
