// RUN: %check %s
// Each iteration swaps its element with another one, whose iteration swaps it back.
#include <algorithm>
#include <ptools/ptools.hpp>

int reversed(int i, int bits) {
  int r = 0;
  for (int k = 0; k < bits; ++k) {
    r |= ((i >> k) & 1) << (bits - 1 - k);
  }
  return r;
}
void neighbours(double* a, int n) {
  [[ptools::parallel]] for (int i = 0; i < n; ++i) std::swap(a[i], a[i ^ 1]); // expected: PT0045 "may read 'a[i ^ 1]'"
}
void bits_reversed(double* a, int n, int bits) {
  [[ptools::parallel]] for (int i = 0; i < n; ++i) std::swap(a[i], a[reversed(i, bits)]); // expected: PT0045 "may read 'a[reversed(i, bits)]'"
}
void written_out(double* a, int n) {
  [[ptools::parallel]] for (int i = 0; i < n; ++i) {
    const int j = i ^ 1;
    const double t = a[i];
    a[i] = a[j];
    a[j] = t; // expected: PT0045 "may read 'a[j]'"
  }
}

// These are right.

void one_of_the_two(double* a, int n, int bits, int mask) {
  [[ptools::parallel]] for (int i = 0; i < n; ++i) {
    const int j = reversed(i, bits);
    if (i < j) {
      std::swap(a[i], a[j]);
    }
  }
  [[ptools::parallel]] for (int i = 0; i < n; ++i) {
    const int j = i ^ mask;
    if (j <= i) {
      continue;
    }
    const double t = a[i];
    a[i] = a[j];
    a[j] = t;
  }
}
void bitonic(double* a, int n, int mask, int k) {
  [[ptools::parallel]] for (int i = 0; i < n; ++i) {
    const int j = i ^ mask;
    if (j > i && ((i & k) == 0) == (a[i] > a[j])) {
      std::swap(a[i], a[j]);
    }
  }
}
void quantum_gate(double* a, int n, int bit) {
  [[ptools::parallel]] for (int i = 0; i < n / 2; ++i) {
    const int p = (i & (bit - 1)) | ((i & ~(bit - 1)) << 1);
    std::swap(a[p], a[p | bit]);
  }
}
void every_second(double* a, int n) {
  [[ptools::parallel]] for (int i = 0; i < n; i += 2) std::swap(a[i], a[i ^ 1]);
  [[ptools::parallel]] for (int i = 0; i < n; ++i) {
    if (i % 2 == 0) {
      std::swap(a[i], a[i ^ 1]);
    }
  }
  [[ptools::parallel]] for (int i = 0; i < n / 2; ++i) std::swap(a[2 * i], a[2 * i ^ 1]);
}
void within_a_row(double* a, const int* order, int w, int h) {
  [[ptools::parallel]] for (int y = 0; y < h; ++y)
    for (int x = 0; x < w / 2; ++x) {
      std::swap(a[y * w + x], a[y * w + order[x]]);
    }
}
void of_two_arrays(double* a, double* b, int n) {
  [[ptools::parallel]] for (int i = 0; i < n; ++i) std::swap(a[i], b[i ^ 1]);
}
int main() {}
