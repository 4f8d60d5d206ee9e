// Private memory that is written behind a smart pointer, a handed-out reference, a C function, or a
// mutable member.
// RUN: %check %s
#include <ptools/ptools.hpp>

#include <cstdio>
#include <cstring>
#include <memory>
#include <vector>

struct counter {
  mutable int hits = 0;
  int fixed = 3;
  int get(int i) const {
    ++hits;
    return i;
  }
  int plain(int i) const { return i + fixed; }
};

static double& pick(std::vector<double>& v, int i) { return v[i]; }
static double* place(std::vector<double>& v, int i) { return &v[i]; }

void refused(std::vector<double>& v, int n) {
  std::unique_ptr<int> one(new int(3));
  std::unique_ptr<int[]> many(new int[100]);
  std::shared_ptr<int> held(new int(4));
  char text[100];
  counter c;
  std::vector<double> w(100), x(100), y(100);
  auto chosen = [&](int i) -> double& { return y[i]; };
  [[ptools::parallel]]
  for (int i = 0; i < n; ++i) {
    *one = i; // expected: PT0025 "'one'"
  }
  [[ptools::parallel]]
  for (int i = 0; i < n; ++i) {
    many[i] = 1; // expected: PT0025 "'many'"
  }
  [[ptools::parallel]]
  for (int i = 0; i < n; ++i) {
    *held += i; // expected: PT0025 "'held'"
  }
  [[ptools::parallel]]
  for (int i = 0; i < n; ++i) {
    std::sprintf(text, "%d", i); // expected: PT0027 "'text' is passed to 'sprintf'"
  }
  [[ptools::parallel]]
  for (int i = 0; i < n; ++i) {
    double s = c.get(i); // expected: PT0026 "'c'"
    (void)s;
  }
  [[ptools::parallel]]
  for (int i = 0; i < n; ++i) {
    pick(w, i) = 1; // expected: PT0025 "'w'"
  }
  [[ptools::parallel]]
  for (int i = 0; i < n; ++i) {
    *place(x, i) += 1; // expected: PT0025 "'x'"
  }
  [[ptools::parallel]]
  for (int i = 0; i < n; ++i) {
    chosen(i) = 1; // expected: PT0025 "'y'"
  }
  (void)v;
}

void accepted(int n) {
  std::unique_ptr<int> one(new int(3));
  std::shared_ptr<const std::vector<double>> held(new std::vector<double>(100));
  counter c;
  std::vector<double> w(100), y(100);
  auto chosen = [&](int i) -> double& { return y[i]; };
  const char* text = "abc";
  double s = 0;
  [[ptools::parallel(reduce=plus(s))]]
  for (int i = 0; i < n; ++i) {
    char own[20];
    std::snprintf(own, sizeof own, "%d", i);
    s += *one + (*held)[i] + c.plain(i) + pick(w, i) + *place(w, i) + chosen(i) +
         static_cast<double>(std::strlen(text) + own[0]);
  }
}
