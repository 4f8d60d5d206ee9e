// Loops whose number of iterations cannot be known before they start.
// RUN: %check %s
#include <ptools/ptools.hpp>

struct node {
  int value;
  node* next;
};
bool more(int i);

void no_condition(double* a) {
  [[ptools::parallel]]
  for (int i = 0;; ++i) // expected: PT0013 "cannot be known before it starts"
    a[i] = 0.0;
}

void no_step(double* a, int n) {
  [[ptools::parallel]]
  for (int i = 0; i < n;) // expected: PT0013 ""
    a[i++] = 0.0;
}

void two_steps(double* a, int n) {
  int j = 0;
  [[ptools::parallel]]
  for (int i = 0; i < n; ++i, ++j) // expected: PT0013 ""
    a[i] = 0.0;
}

void other_condition(double* a, int n) {
  [[ptools::parallel]]
  for (int i = 0; i < n && a[i] > 0.0; ++i) // expected: PT0013 ""
    a[i] = 0.0;
  [[ptools::parallel]]
  for (int i = 0; more(i); ++i) // expected: PT0013 ""
    a[i] = 0.0;
}

void multiplied(double* a, int n) {
  [[ptools::parallel]]
  for (int i = 1; i < n; i *= 2) // expected: PT0013 ""
    a[i] = 0.0;
}

void list(node* first) {
  [[ptools::parallel]]
  for (node* p = first; p != nullptr; p = p->next) // expected: PT0013 ""
    p->value = 0;
}

void index_in_bound(double* a, const int* limit) {
  [[ptools::parallel]]
  for (int i = 0; i < limit[i]; ++i) // expected: PT0013 ""
    a[i] = 0.0;
}

void moving_bound(double* a, int n) {
  [[ptools::parallel]]
  for (int i = 0, j = n; i < j; ++i, --j) // expected: PT0013 ""
    a[i] = a[j];
}

void accepted(double* a, const int* limit, int n) {
  // accepted: PT0013
  [[ptools::parallel]]
  for (int i = 3; i < limit[n]; i += 2)
    a[i] = 0.0;
  int i = 3;
  // accepted: PT0013
  [[ptools::parallel]]
  for (; i < n; ++i)
    a[i] = 0.0;
  // accepted: PT0013
  [[ptools::parallel]]
  for (int k = 0, last = n; k < last; ++k)
    a[k] = last;
}
