// RUN: %check %s
// Calls that may end in several functions: overrides, and what a pointer to a function leads to.
#include <ptools/ptools.hpp>

#include <vector>

struct rule {
  virtual ~rule() = default;
  virtual void apply(double* a, int i) const = 0;
  virtual double weight(int i) const { return i; }
  virtual int place(int i) const { return i; }
};
struct own : rule {
  void apply(double* a, int i) const override { a[i] *= 2; }
};
struct pulled : own {
  void apply(double* a, int i) const override { a[i] += a[i - 1]; }
  int place(int i) const override { return i / 2; }
};

struct kind {
  virtual ~kind() = default;
  virtual void step(double* a, int i) const { a[i] += 1; }
  virtual double& at(double* a, int i) const { return a[i]; }
};
struct other_kind : kind {
  void step(double* a, int i) const override { a[i] += 2 + i; }
};
struct last_kind final : kind {
  void step(double* a, int i) const override { a[i] = a[i + 1]; }
};

void shift(double* a, int i) { a[i] = a[i + 1]; }
void keep(double* a, int i) { a[i] += 1; }
void keep_long(double* a, long i) { a[i] += 1; }
using step = void (*)(double*, int);
using long_step = void (*)(double*, long);
step chosen = shift, other = keep;
long_step chosen_long = keep_long;

void refused(double* a, const rule& r, const last_kind& l, step s, int n) {
  [[ptools::parallel]]
  for (int i = 1; i < n; ++i)
    r.apply(a, i); // expected: PT0031 "'r.apply(a, i)'"
  [[ptools::parallel]]
  for (int i = 1; i < n; ++i)
    l.step(a, i); // expected: PT0031 "'l.step(a, i)'"
  [[ptools::parallel]]
  for (int i = 1; i < n; ++i)
    s(a, i); // expected: PT0031 "'s(a, i)'"
  [[ptools::parallel]]
  for (int i = 1; i < n; ++i) {
    const step f = shift;
    f(a, i); // expected: PT0031 "'f(a, i)'"
  }
}

void accepted(double* a, const rule& r, const own& o, long_step s, int n) {
  // accepted: PT0031 PT0042 PT0045
  [[ptools::parallel]]
  for (int i = 1; i < n; ++i) {
    a[i] = r.weight(i) + r.weight(i - 1);
    o.own::apply(a, i);
    s(a, i);
  }
  // accepted: PT0031 PT0042
  [[ptools::parallel(shared(a))]]
  for (int i = 1; i < n; ++i) r.apply(a, i);
}

// Of a place that an override may choose otherwise, nothing is known.
void by_place(double* a, const rule& r, const kind& k, int n) {
  // accepted: PT0031 PT0042
  [[ptools::parallel(shared(a))]]
  for (int i = 1; i < n; ++i) a[r.place(i)] = k.at(a, i);
}
