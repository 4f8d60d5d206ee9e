// Loops whose number of iterations cannot be known before they start.
// RUN: %check %s
#include <ptools/ptools.hpp>
#include <vector>

struct node {
  int value;
  node* next;
};
bool more(int i);
static int everybodys = 0; // expected: PT0013 "its index 'everybodys' is no local variable"

void no_condition(double* a) {
  [[ptools::parallel]]
  for (int i = 0;; ++i) // expected: PT0013 "cannot be known before it starts"
    a[i] = 0.0;
}

void no_step(double* a, int n) {
  [[ptools::parallel]]
  for (int i = 0; i < n;) // expected: PT0013 "it has no increment"
    a[i++] = 0.0;
}

void two_steps(double* a, int n) {
  int j = 0;
  [[ptools::parallel]]
  for (int i = 0; i < n; ++i, ++j) // expected: PT0013 "its increment advances more than one variable"
    a[i] = 0.0;
}

void other_condition(double* a, int n) {
  [[ptools::parallel]]
  for (int i = 0; i < n && a[i] > 0.0; ++i) // expected: PT0013 "its condition is not one comparison"
    a[i] = 0.0;
  [[ptools::parallel]]
  for (int i = 0; more(i); ++i) // expected: PT0013 "its condition is not one comparison"
    a[i] = 0.0;
  int j = 0;
  [[ptools::parallel]]
  for (int i = 0; j < n; ++i) // expected: PT0013 "its condition does not compare the index 'i' itself"
    a[i] = 0.0;
}

void multiplied(double* a, int n) {
  [[ptools::parallel]]
  for (int i = 1; i < n; i *= 2) // expected: PT0013 "its increment adds no fixed step"
    a[i] = 0.0;
}

void list(node* first) {
  [[ptools::parallel]]
  for (node* p = first; p != nullptr; p = p->next) // expected: PT0013 ""
    p->value = 0;
}

void index_in_bound(double* a, const int* limit) {
  [[ptools::parallel]]
  for (int i = 0; i < limit[i]; ++i) // expected: PT0013 "by a value that depends on it"
    a[i] = 0.0;
}

void index_in_step(double* a, const int* next, int n) {
  [[ptools::parallel]]
  for (int i = 1; i < n; i += i) // expected: PT0013 "by a value that depends on it"
    a[i] = 0.0;
  [[ptools::parallel]]
  for (int i = 1; i < n; i = i + next[i]) // expected: PT0013 "by a value that depends on it"
    a[i] = 0.0;
}

void no_sum(double* a, int n, int m) {
  [[ptools::parallel]]
  for (int i = 1; i < n; i = n - i) // expected: PT0013 "its increment adds no fixed step"
    a[i] = 0.0;
  [[ptools::parallel]]
  for (int i = 1; i < n; i = m + 1) // expected: PT0013 "its increment adds no fixed step"
    a[i] = 0.0;
}

void away(double* a, int n) {
  [[ptools::parallel]]
  for (int i = 0; i < n; --i) // expected: PT0013 "its step leads away from the bound"
    a[i] = 0.0;
  [[ptools::parallel]]
  for (int i = n; i >= 0; i -= -2) // expected: PT0013 "its step leads away from the bound"
    a[i] = 0.0;
  [[ptools::parallel]]
  for (int i = 0; i < n; i += 0) // expected: PT0013 "its step is zero"
    a[i] = 0.0;
}

void no_local_index(double* a, int n) {
  [[ptools::parallel]]
  for (everybodys = 0; everybodys < n; ++everybodys)
    a[everybodys] = 0.0;
}

void counted_down(double* a, int n, int m) {
  [[ptools::parallel]]
  for (int i = 0; i < n--; ++i) // expected: PT0013 "by a value that changes whenever it is computed"
    a[i] = 1;
  [[ptools::parallel]]
  for (int i = 0; i < (n = m - 1); ++i) // expected: PT0013 "by a value that changes whenever it is computed"
    a[i] = 1;
  [[ptools::parallel]]
  for (int i = 0; i < n; i += m *= 2) // expected: PT0013 "by a value that changes whenever it is computed"
    a[i] = 1;
}
int left_over = 100;
int take() { return left_over--; }
int take_some() { return take() / 2; }
int drawn() {
  static unsigned state = 1;
  state = state * 1103515245 + 12345;
  return static_cast<int>(state % 100);
}
int halved(int& n) { return n /= 2; }
struct source {
  int left;
  mutable int asked;
  int next() { return left -= 2; }
  int peek() const {
    ++asked;
    return left;
  }
};
int known[10];
int remembered(int n) {
  if (known[n] == 0)
    known[n] = n * n;
  return known[n];
}
void add_to(int& sum, int n) { sum += n; }
int counted(int n) {
  int sum = 0;
  for (int i = 0; i < n; ++i)
    add_to(sum, i);
  source own{sum, 0};
  return own.next();
}
struct lists {
  std::vector<int> rows;
  int all = -1, some = 0;
  int count() {
    if (all < 0) {
      all = 0;
      for (const int r : rows)
        all += r;
    }
    return all;
  }
  int once() {
    if (all < 0) {
      ++some;
      all = 1;
    }
    return some;
  }
  int count_again() {
    some = 0;
    some += static_cast<int>(rows.size());
    return some;
  }
  lists& without(int n) {
    some -= n;
    return *this;
  }
};
int take_from(source* s) { return s->left--; }
int first_of(int* p) { return p[0]--; }
void bounds_by_functions(double* a, int n, source& from, lists& known_lists) {
  [[ptools::parallel]]
  for (int i = 0; i < take_from(&from); ++i) // expected: PT0013 "by a value that changes whenever it is computed"
    a[i] = 1;
  [[ptools::parallel]]
  for (int i = 0; i < first_of(known); ++i) // expected: PT0013 "by a value that changes whenever it is computed"
    a[i] = 1;
  [[ptools::parallel]]
  for (int i = 0; i < take(); ++i) // expected: PT0013 "by a value that changes whenever it is computed"
    a[i] = 1;
  [[ptools::parallel]]
  for (int i = 0; i < take_some(); ++i) // expected: PT0013 "by a value that changes whenever it is computed"
    a[i] = 1;
  [[ptools::parallel]]
  for (int i = 0; i < drawn(); ++i) // expected: PT0013 "by a value that changes whenever it is computed"
    a[i] = 1;
  [[ptools::parallel]]
  for (int i = 0; i < halved(n); ++i) // expected: PT0013 "by a value that changes whenever it is computed"
    a[i] = 1;
  [[ptools::parallel]]
  for (int i = 0; i < from.next(); ++i) // expected: PT0013 "by a value that changes whenever it is computed"
    a[i] = 1;
  // accepted: PT0013
  [[ptools::parallel]]
  for (int i = 0; i < from.peek(); ++i)
    a[i] = 1;
  [[ptools::parallel]]
  for (int i = 0; i < remembered(n); ++i)
    a[i] = 1;
  [[ptools::parallel]]
  for (int i = 0; i < counted(n); ++i)
    a[i] = 1;
  [[ptools::parallel]]
  for (int i = 0; i < known_lists.count(); ++i)
    a[i] = 1;
  [[ptools::parallel]]
  for (int i = 0; i < known_lists.once(); ++i)
    a[i] = 1;
  [[ptools::parallel]]
  for (int i = 0; i < known_lists.count_again(); ++i)
    a[i] = 1;
  [[ptools::parallel]]
  for (int i = 0; i < lists{}.without(1).some; ++i)
    a[i] = 1;
}
void other_names_of_the_index(double* a, int n) {
  int i = 0;
  int& j = i;
  int* const k = &i;
  const auto rest = [&] { return n - i; };
  const auto fixed = [i, n] { return n - i; };
  [[ptools::parallel]]
  for (i = 0; i < n - j; ++i) // expected: PT0013 "by a value that depends on it"
    a[i] = 1;
  [[ptools::parallel]]
  for (i = 0; i < n - *k; ++i) // expected: PT0013 "by a value that depends on it"
    a[i] = 1;
  [[ptools::parallel]]
  for (i = 0; i < rest(); ++i) // expected: PT0013 "by a value that depends on it"
    a[i] = 1;
  // accepted: PT0013
  [[ptools::parallel]]
  for (i = 0; i < fixed(); ++i)
    a[i] = 1;
  const int* p = &i;
  p = &n;
  [[ptools::parallel]]
  for (i = 0; i < *p; ++i)
    a[i] = 1;
  [[ptools::parallel]]
  for (i = 0; i < [&] { int c = n; return --c; }(); ++i)
    a[i] = 1;
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
  for (int k = n; 0 < k; k = k - 1)
    a[k] = 0.0;
  // accepted: PT0013
  [[ptools::parallel]]
  for (int k = n - 1; k >= 0; k -= 1)
    a[k] = 0.0;
  // accepted: PT0013
  [[ptools::parallel]]
  for (int k = 0, last = n; k < last; ++k)
    a[k] = last;
}
