#include "../include/sum_loop.hpp"
#include "../include/once.hpp"

long other_part(int n) {
  header_factor = 7;
  return header_sum(n) + template_sum<long>(1, n) + summer{n}.run();
}
