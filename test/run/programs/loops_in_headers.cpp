// with: parts/loops_in_headers_part.cpp
// Annotated loops in headers that two translation units include.
#include "include/once.hpp"
#include "include/sum_loop.hpp"
#include <cstdio>

long other_part(int n);

int main() {
  std::printf("%ld\n", header_sum(1000));
  std::printf("%ld %d\n", template_sum<long>(5, 100), template_sum<int>(6, 50));
  std::printf("%ld\n", other_part(300));
  std::printf("%ld\n", header_sum(1000) + summer{20}.run());
}
