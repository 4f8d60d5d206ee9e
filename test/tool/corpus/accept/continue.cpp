// continue, and jumps that stay inside one iteration.
// RUN: %accept %s
#include <ptools/ptools.hpp>

void skip(const double* in, double* out, int n) {
  // shape: canonical, continue, captured-write, raw-read, raw-write
  [[ptools::parallel]]
  for (int i = 0; i < n; ++i) {
    if (in[i] < 0.0)
      continue;
    out[i] = in[i];
  }
}

int count_primes(int n) {
  int primes = 0;
  // shape: canonical, continue, low-bound, reduction, inner-loop
  [[ptools::parallel(reduce=plus)]]
  for (int i = 2; i < n; ++i) {
    bool prime = true;
    for (int d = 2; d * d <= i; ++d) {
      if (i % d == 0) {
        prime = false;
        break;
      }
    }
    if (!prime)
      continue;
    ++primes;
  }
  return primes;
}

void classify(const int* in, int* out, int n) {
  // shape: canonical, continue, captured-write, raw-read, raw-write
  [[ptools::parallel]]
  for (int i = 0; i < n; ++i) {
    switch (in[i]) {
    case 0:
      continue;
    case 1:
      out[i] = 10;
      break;
    default:
      out[i] = 20;
    }
  }
}

void mandelbrot(int* out, int width, int height, int limit) {
  // shape: canonical, captured-write, raw-write, inner-loop, dynamic-schedule
  [[ptools::parallel(schedule=dynamic)]]
  for (int p = 0; p < width * height; ++p) {
    const double cx = -2.0 + 3.0 * (p % width) / width;
    const double cy = -1.0 + 2.0 * (p / width) / height;
    double x = 0.0, y = 0.0;
    int k = 0;
    do {
      const double t = x * x - y * y + cx;
      y = 2.0 * x * y + cy;
      x = t;
    } while (x * x + y * y < 4.0 && ++k < limit);
    out[p] = k;
  }
}

void goto_inside(const int* in, int* out, int n) {
  // shape: canonical, captured-write, raw-read, raw-write
  [[ptools::parallel]]
  for (int i = 0; i < n; ++i) {
    int value = in[i];
    if (value < 0)
      goto negative;
    out[i] = value;
    continue;
  negative:
    value = -value;
    out[i] = value;
  }
}
