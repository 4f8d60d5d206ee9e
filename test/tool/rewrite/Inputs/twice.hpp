// Brings in an annotated header that another one brings in as well.
#pragma once
#include "sum.hpp"

inline long twice(const long* a, int n) { return 2 * sum_of(a, n); }
