// A shared array that does not fit is an exception that says asked, available and which limit.
// RUN: %ptools_cc -O1 %s -o %t
// RUN: env PTOOLS_WORKERS=2 %census %t | FileCheck %s

#include <cstdio>
#include <ptools/ptools.hpp>

int main() {
  long s = 0;
  [[ptools::parallel(reduce=plus(s))]]
  for (int i = 0; i < 1000; ++i) s += i;
  try {
    ptools::shared_array<double> a(std::size_t{1} << 40);
    std::puts("fits");
  } catch (const std::bad_alloc& e) {
    // CHECK: 1
    // CHECK-NEXT: {{.*}}asked{{.*}}available
    const auto& refused = dynamic_cast<const ptools::out_of_memory&>(e);
    std::printf("%d\n", refused.asked() >= (std::uint64_t{8} << 40) &&
                            refused.available() < refused.asked() && refused.limit()[0] != '\0');
    std::puts(e.what());
  }
  try {
    ptools::shared_array<double> a(-1);
  } catch (const std::length_error&) {
    // CHECK-NEXT: negative
    std::puts("negative");
  }
  ptools::shared_array<int> a(100, 7);
  try {
    a.at(100) = 1;
  } catch (const std::out_of_range& e) {
    // CHECK-NEXT: {{.*}}100
    std::puts(e.what());
  }
}
