// Defects in a header are reported there, with the header's own line.
// RUN: %check %s
#include "inc/counting.hpp"

int main() {
  const int a[3] = {1, 2, 3};
  return count_in_header(a, 3);
}
