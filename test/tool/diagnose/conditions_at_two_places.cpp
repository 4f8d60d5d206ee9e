// RUN: %check %s
// A condition keeps two iterations apart only with the like of it at the other place: in
// `if (i % 2 == 0) a[i] = a[i - 1]` two neighbours never both get there, with an `else a[i] = 0` they do.
#include <ptools/ptools.hpp>

enum class state { fluid, wall, inlet };

void halves(double* a, int n) {
  [[ptools::parallel]]
  for (int i = 1; i < n; ++i) {
    if (i % 2 == 0)
      a[i] = a[i - 1]; // expected: PT0031 "another iteration writes as 'a[i]'"
    else
      a[i] = 0;
  }
  [[ptools::parallel]]
  for (int i = 1; i < n; ++i) { // accepted: PT0031
    if (i % 2 == 0) a[i] = a[i - 1];
  }
  [[ptools::parallel]]
  for (int i = 1; i < n; ++i) {
    double t = 0;
    if (i & 1) t = a[i - 1]; // expected: PT0031 "another iteration writes"
    a[i] = t;
  }
  [[ptools::parallel]]
  for (int i = 1; i < n; ++i) {
    if (i % 2 != 0) {
      a[i] = 1;
      continue;
    }
    a[i] = a[i - 1]; // expected: PT0031 "another iteration writes"
  }
  [[ptools::parallel]]
  for (int i = 1; i < n; ++i) { // accepted: PT0031
    const bool black = i % 2 != 0;
    if (!black) continue;
    a[i] = a[i - 1];
  }
  [[ptools::parallel]]
  for (int i = 1; i < n; ++i) {
    const bool red = i % 2 == 0;
    if (red)
      a[i] = a[i - 1]; // expected: PT0031 "another iteration writes"
    else
      a[i] = i;
  }
  [[ptools::parallel]]
  for (int i = 1; i < n; ++i)
    a[i] = i % 2 == 0 ? a[i - 1] : 0; // expected: PT0031 "another iteration writes"
}

void thirds(double* a, int n) {
  [[ptools::parallel]]
  for (int i = 1; i < n; ++i) {
    if (i % 3 == 0)
      a[i] = 1;
    else if (i % 3 == 1)
      a[i] = a[i - 1]; // expected: PT0031 "another iteration writes"
  }
  [[ptools::parallel]]
  for (int i = 1; i < n; ++i) { // accepted: PT0031
    if (i % 3 == 0)
      a[i] = 1;
    else if (i % 3 == 1)
      a[i] = a[i + 1];
  }
}

void ends(double* a, int n) {
  [[ptools::parallel]]
  for (int i = 0; i < n; ++i) { // accepted: PT0031
    if (i == n - 1)
      a[i] = a[i + 1];
    else
      a[i] = 0;
  }
  [[ptools::parallel]]
  for (int i = 0; i < n; ++i) {
    if (i == 0)
      a[i] = a[i + 1]; // expected: PT0031 "another iteration writes"
    else
      a[i] = 0;
  }
}

void borders(ptools::shared_array<double, 2>& u, int w, int h) {
  [[ptools::parallel]]
  for (int y = 0; y < h; ++y) // accepted: PT0031
    for (int x = 0; x < w; ++x) {
      if (y == 0)
        u(x, y) = u(x, y + 1);
      else if (y == h - 1)
        u(x, y) = u(x, y - 1);
    }
  [[ptools::parallel]]
  for (int y = 0; y < h; ++y)
    for (int x = 0; x < w; ++x) {
      if (y == 0)
        u(x, y) = u(x, y + 1); // expected: PT0031 "another iteration writes"
      else if (y == 1)
        u(x, y) = 0;
    }
}

void choices(double* a, const int* kind, int n) {
  [[ptools::parallel]]
  for (int i = 1; i < n - 1; ++i) {
    switch (kind[i]) {
      case 2: a[i] = a[i - 1]; break; // expected: PT0031 "another iteration writes"
      case 3: a[i] = a[i + 1]; break; // expected: PT0031 "another iteration writes"
    }
  }
  [[ptools::parallel]]
  for (int i = 1; i < n - 1; ++i) { // accepted: PT0031
    switch (kind[i]) {
      case 2: a[i] = a[i - 1] + a[i + 1]; break;
      case 3: break;
    }
  }
  [[ptools::parallel]]
  for (int i = 1; i < n - 1; ++i) {
    switch (i & 3) {
      case 0:
      case 1: a[i] = a[i - 1]; break; // expected: PT0031 "another iteration writes"
      case 2: a[i] = 0;
    }
  }
  [[ptools::parallel]]
  for (int i = 1; i < n - 1; ++i) { // accepted: PT0031
    switch (i & 3) {
      case 0: a[i] = a[i - 1]; break;
      case 2: a[i] = 0;
    }
  }
  [[ptools::parallel]]
  for (int i = 1; i < n - 1; ++i) {
    switch (i % 2) {
      case 0: a[i] = a[i - 1]; break; // expected: PT0031 "another iteration writes"
      default: a[i] = 0;
    }
  }
  [[ptools::parallel]]
  for (int i = 1; i < n - 1; ++i) {
    switch (i % 4) {
      case 0: a[i] = 1; // falls through
      case 1: a[i] = a[i - 1]; break; // expected: PT0031 "another iteration writes"
    }
  }
}

void tables(double* a, const state* of, const int* colour, int c, int n) {
  [[ptools::parallel]]
  for (int i = 1; i < n; ++i) { // accepted: PT0031
    if (colour[i] == c) a[i] = a[i - 1];
  }
  [[ptools::parallel]]
  for (int i = 1; i < n; ++i) {
    if (colour[i] == c)
      a[i] = a[i - 1]; // expected: PT0031 "another iteration writes"
    else
      a[i] = 0;
  }
  [[ptools::parallel]]
  for (int i = 1; i < n; ++i) {
    double t = 0;
    if (colour[i] == c) t = a[i - 1]; // expected: PT0031 "another iteration writes"
    a[i] = t;
  }
  // What is read is no place that is written.
  [[ptools::parallel]]
  for (int i = 1; i < n; ++i) { // accepted: PT0031
    double t = 0;
    if (of[i - 1] == state::inlet) t = a[i - 1];
    if (of[i] == state::fluid) a[i] = t;
  }
  [[ptools::parallel]]
  for (int i = 1; i < n; ++i) {
    double t = 0;
    if (of[i - 1] == state::fluid) t = a[i - 1]; // expected: PT0031 "another iteration writes"
    if (of[i] == state::fluid) a[i] = t;
  }
}
