// Jumps that leave the loop, or the function around it.
// RUN: %check %s
#include <ptools/ptools.hpp>

int find(const int* a, int n, int wanted) {
  [[ptools::parallel]]
  for (int i = 0; i < n; ++i)
    if (a[i] == wanted)
      return i; // expected: PT0015 "'return' leaves a parallel loop"
  return -1;
}

bool has(const int* a, int n, int m, int wanted) {
  [[ptools::parallel]]
  for (int i = 0; i < n; ++i)
    for (int j = 0; j < m; ++j)
      if (a[i * m + j] == wanted)
        return true; // expected: PT0015 "'return' leaves a parallel loop"
  return false;
}

void clear_until(int* a, int n, int last) {
  [[ptools::parallel]]
  for (int i = 0; i < n; ++i) {
    a[i] = 0;
    if (i == last)
      break; // expected: PT0015 "'break' leaves a parallel loop"
  }
}

void jump(int* a, int n) {
  [[ptools::parallel]]
  for (int i = 0; i < n; ++i) {
    if (a[i] < 0)
      goto failed; // expected: PT0015 "'goto' leaves a parallel loop"
    a[i] = 0;
  }
  return;
failed:
  a[0] = -1;
}

void accepted(int* a, int n) {
  // accepted: PT0015
  [[ptools::parallel]]
  for (int i = 0; i < n; ++i) {
    const auto sign = [&] {
      if (a[i] < 0)
        return -1;
      return 1;
    };
    for (int k = 0; k < 10; ++k)
      if (a[i] == k)
        break;
    switch (a[i]) {
    case 0:
      break;
    default:
      goto done;
    }
    a[i] = sign();
  done:
    continue;
  }
}
