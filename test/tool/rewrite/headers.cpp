// An annotated header is put in the place of its directive, and so are those on the way to it; headers
// that it includes are found from where it lies, and `#pragma once` still holds.
// RUN: %ptools_rewrite --inlined %t.list -o %t.pt.cpp -- g++ -std=c++17 -I %source/include -c %s
// RUN: sed "s://.*CHECK.*::" %t.pt.cpp | FileCheck %s
// RUN: FileCheck --check-prefix=LIST %s < %t.list
// RUN: %compiles
#include "Inputs/sum.hpp"
#include "Inputs/twice.hpp"
#include <vector>

long all(const std::vector<long>& v) {
  return sum_of(v.data(), static_cast<int>(v.size())) + twice(v.data(), static_cast<int>(v.size()));
}
// CHECK: # 1 "{{.*}}headers.cpp"
// CHECK: # 1 "{{.*}}Inputs/sum.hpp" 1
// CHECK-NOT: #pragma once
// CHECK: #include "/{{.*}}Inputs/inner/scale.hpp"
// CHECK: pt_site_1{"{{.*}}sum.hpp", 7, "sum_of"
// CHECK: # 7 "{{.*}}headers.cpp" 2
// CHECK: # 1 "{{.*}}Inputs/twice.hpp" 1
// CHECK-NOT: #include "sum.hpp"
// CHECK: # 8 "{{.*}}headers.cpp" 2
// LIST-DAG: Inputs/sum.hpp
// LIST-DAG: Inputs/twice.hpp
