// A function that may fail cannot be called in front of the loop where only the iterations tell
// whether they call it; nor are distances known there that are summed, filled or cut.
// RUN: %check %s
#include <ptools/ptools.hpp>

#include <cassert>
#include <stdexcept>

struct grid;
struct hanging {
  const grid& on;
  explicit hanging(const grid* g) : on(*g) {}
};
struct grid {
  const grid* above = nullptr;
  int nx = 10;
  int parts = 2;

  const grid& up() const { return *above; }
  int part() const { return nx / parts; }
  int checked() const {
    if (nx == 0) throw std::runtime_error("no grid");
    return nx;
  }
  int hung() const {
    const hanging there(above);
    return &there.on == this ? 0 : 10;
  }
  int sound() const {
    assert(nx != 0);
    return nx;
  }
};

void above(double* a, int n, const int* set, const grid& g, int) {
  [[ptools::parallel]]
  for (int i = 0; i < n; ++i)
    if (set[i] != 0) a[i] += a[i + g.up().nx]; // expected: PT0045 "'a[i + g.up().nx]'"
}

void by_part(double* a, int n, const int* set, const grid& g, int) {
  [[ptools::parallel]]
  for (int i = 0; i < n; ++i)
    if (set[i] != 0) a[i] += a[i + g.part()]; // expected: PT0045 "'a[i + g.part()]'"
}

void by_checked(double* a, int n, const int* set, const grid& g, int) {
  [[ptools::parallel]]
  for (int i = 0; i < n; ++i)
    if (set[i] != 0) a[i] += a[i + g.checked()]; // expected: PT0045 "'a[i + g.checked()]'"
}

void by_sound(double* a, int n, const int* set, const grid& g, int) {
  [[ptools::parallel]]
  for (int i = 0; i < n; ++i)
    if (set[i] != 0) a[i] += a[i + g.sound()]; // expected: PT0045 "'a[i + g.sound()]'"
}

void after_exit(double* a, int n, const int* set, const grid& g, int) {
  [[ptools::parallel]]
  for (int i = 0; i < n; ++i) {
    if (n > 0) {
      a[i] += 1;
      if (set[i] == 0) continue;
    }
    a[i] += a[i + g.up().nx]; // expected: PT0045 "'a[i + g.up().nx]'"
  }
}

void after_either(double* a, int n, const int* set, const grid& g, int any) {
  [[ptools::parallel]]
  for (int i = 0; i < n; ++i) {
    if (any != 0) {
      continue;
    } else if (n > 0) {
      if (set[i] == 0) continue;
      a[i] += 1;
    }
    a[i] += a[i + g.up().nx]; // expected: PT0045 "'a[i + g.up().nx]'"
  }
}
void after_one(double* a, int n, const grid& g, int any) {
  [[ptools::parallel]]
  for (int i = 0; i < n; ++i) {
    if (any != 0) continue;
    a[i] += a[i + g.up().nx];
  }
}
void after_choice(double* a, int n, const int* set, const grid& g, int) {
  [[ptools::parallel]]
  for (int i = 0; i < n; ++i) {
    switch (set[i]) {
    case 0: continue;
    default: break;
    }
    a[i] += a[i + g.up().nx]; // expected: PT0045 "'a[i + g.up().nx]'"
  }
}

void while_set(double* a, int n, const int* set, const grid& g, int) {
  [[ptools::parallel]]
  for (int i = 0; i < n; ++i) {
    int left = set[i];
    while (left-- > 0) a[i] += a[i + g.up().nx]; // expected: PT0045 "'a[i + g.up().nx]'"
  }
}

void if_any(double* a, int n, const int* set, const grid& g, int any) {
  [[ptools::parallel]]
  for (int i = 0; i < n; ++i)
    if (any != 0 && (set[i] != 0 || n > 0)) a[i] += a[i + g.up().nx]; // expected: PT0045 "'a[i + g.up().nx]'"
}

void by_hung(double* a, int n, const int* set, const grid& g, int) {
  [[ptools::parallel]]
  for (int i = 0; i < n; ++i)
    if (set[i] != 0) a[i] += a[i + g.hung()]; // expected: PT0045 "'a[i + g.hung()]'"
}

void kept_outside(double* a, int n, int gap) {
  double* const half = a + n;
  double* const other = a + gap;
  [[ptools::parallel]]
  for (int i = 0; i < n; ++i)
    a[i] = half[i];
  [[ptools::parallel]]
  for (int i = 1; i < n; ++i)
    half[i] = a[i - 1];
  [[ptools::parallel]]
  for (int i = 0; i < n; ++i)
    a[i] = half[i - 1]; // expected: PT0045 "'half[i - 1]'"
  double* const rows = a + n * gap;
  [[ptools::parallel]]
  for (int i = 0; i < n; ++i)
    for (int k = 0; k < gap; ++k) a[i * gap + k] = rows[i * gap + k];
  [[ptools::parallel]]
  for (int i = 0; i < n; ++i)
    a[i] = other[i]; // expected: PT0045 "'other[i]'"
}

struct rows {
  int nx, ny;
  double* d;
};
void lower_half(int n, rows* of) {
  [[ptools::parallel]]
  for (int i = 0; i < n; ++i) {
    rows& own = *of;
    for (int k = 0; k < own.nx; ++k) own.d[i * own.ny + k] = own.d[(i + n) * own.ny + k];
  }
}

static int sum_of(const int* v) {
  int sum = 0;
  for (int k = 0; k < 2; ++k) sum += v[k];
  return sum;
}
void fill(int& far, const int* v);
void unknown_distances(double* a, const int* v, int n, int far) {
  [[ptools::parallel]]
  for (int i = 0; i < n; ++i)
    a[i] += a[i + sum_of(v)]; // expected: PT0045 "'a[i + sum_of(v)]'"
  [[ptools::parallel]]
  for (int i = 0; i < n; ++i) {
    int there;
    fill(there, v);
    a[i] += a[i + there]; // expected: PT0045 "'a[i + there]'"
  }
  [[ptools::parallel]]
  for (int i = 0; i < n; ++i) {
    const unsigned short near = far;
    a[i] += a[i + near]; // expected: PT0045 "'a[i + near]'"
  }
}
