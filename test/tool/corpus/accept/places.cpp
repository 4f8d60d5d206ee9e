// Loops in constructors, operators, friends, bases, function-try-blocks, and under conditions.
// RUN: %accept %s
#include <ptools/ptools.hpp>

struct base {
  double* p;
  int n;
};

struct derived : base {
  derived(double* q, int m) : base{q, m} {
    // shape: canonical, this, this-member-write, captured-write
    [[ptools::parallel]]
    for (int i = 0; i < n; ++i)
      p[i] = i;
  }
  ~derived() {
    // shape: canonical, this, this-member-write, captured-write
    [[ptools::parallel]]
    for (int i = 0; i < n; ++i)
      p[i] = 0;
  }
  derived(const derived&) = delete;
  derived& operator=(const derived&) = delete;
  void operator()(double by) {
    // shape: canonical, this, this-member-write, captured-write
    [[ptools::parallel]]
    for (int i = 0; i < this->n; ++i)
      this->p[i] += by;
  }
  friend void reset(derived& d) {
    // shape: canonical, bound-member, captured-write
    [[ptools::parallel]]
    for (int i = 0; i < d.n; ++i)
      d.p[i] = 3;
  }
};

template <class T>
struct dependent_base {
  T* p;
  int n;
};
template <class T>
struct dependent : dependent_base<T> {
  void go() {
    // shape: canonical, template, this, this-member-write, captured-write
    [[ptools::parallel]]
    for (int i = 0; i < this->n; ++i)
      this->p[i] += 1;
  }
};
template struct dependent<double>;

void try_block(double* a, int n) try {
  // shape: canonical, captured-write, raw-write
  [[ptools::parallel]]
  for (int i = 0; i < n; ++i)
    a[i] = 1;
} catch (...) {
  a[0] = 0;
}

void under_condition(double* a, int n) {
  if (const int k = n / 2; k > 0)
    // shape: canonical, captured-write, raw-write
    [[ptools::parallel]]
    for (int i = 0; i < k; ++i)
      a[i] = k;
}

template <class... X>
void pack(double* a, int n, X... x) {
  // shape: canonical, template, captured-write, raw-write
  [[ptools::parallel]]
  for (int i = 0; i < n; ++i)
    a[i] = (0.0 + ... + x);
}
void use_pack(double* a) { pack(a, 3, 1, 2.0, 3.0f); }

void array_parameters(double a[], double b[][8], double (&c)[10], int n) {
  // shape: canonical, captured-write, raw-write, 2d-write
  [[ptools::parallel]]
  for (int i = 0; i < n; ++i) {
    a[i] = 1;
    b[i][3] = 2;
    c[i] = 3;
  }
}
