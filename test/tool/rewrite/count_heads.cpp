// The form of docs/explanation/rewritten_form.md, word for word.
// RUN: %rewritten
// RUN: sed "s://.*CHECK.*::" %t.pt.cpp | FileCheck %s
// RUN: %compiles
#include <ptools/ptools.hpp>

long count_heads(long n) {
  long heads = 0;
  [[ptools::parallel(reduce=plus, schedule=dynamic(4))]]
  for (long i = 0; i < n; ++i)
    heads += ptools::rand_bool(i);
  return heads;
}
// CHECK: # 1 "{{.*}}count_heads.cpp"
// CHECK: #include <ptools/generated/loop.hpp>
// CHECK: long heads = 0;
// CHECK: # 10 "{{.*}}count_heads.cpp" 3
// CHECK-NEXT: { static const ::ptools::generated::site pt_site_1{"{{.*}}count_heads.cpp", 9, "count_heads", {{[0-9]+}}, ::ptools::generated::driver_may_run};
// CHECK-SAME: const auto pt_range_1 = ::ptools::generated::range(::ptools::generated::less{}, ::ptools::generated::index<long>(0), (n), ::ptools::generated::up(1));
// CHECK-SAME: ::ptools::generated::options pt_options_1; pt_options_1.schedule_dynamic(4);
// CHECK-SAME: ::ptools::generated::parallel(pt_site_1, pt_options_1, pt_range_1, [](::ptools::generated::chunk<decltype(pt_range_1)> pt_chunk_1, ::ptools::generated::reduced<decltype((heads))> heads) {
// CHECK-NEXT: # 10 "{{.*}}count_heads.cpp"
// CHECK-NEXT: for (long i = pt_chunk_1.first; i < pt_chunk_1.last; ++i)
// CHECK-NEXT: heads += ptools::rand_bool(i);
// CHECK-NEXT: # 11 "{{.*}}count_heads.cpp" 3
// CHECK-NEXT: return ::ptools::generated::results(heads); }, ::ptools::generated::reductions(::ptools::generated::reduction<::ptools::plus>("heads", heads)), ::ptools::generated::captures(), ::ptools::generated::globals()); }
// CHECK: return heads;
