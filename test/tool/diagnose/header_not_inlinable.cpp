// An annotated header that no directive brings in.
// RUN: %check %s
// compile-flags: -include inc/forced.hpp
#include "inc/forced.hpp"

void use(double* a, int n) { forced(a, n); }
