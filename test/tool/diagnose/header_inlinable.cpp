// A header without annotations may come by '-include', and one with them by a directive in a header.
// RUN: %check %s
// compile-flags: -include inc/plain.hpp
#include "inc/chain.hpp"

// accepted: PT0036
void use(double* a, int n) { chained(a, n, plain_factor()); }
