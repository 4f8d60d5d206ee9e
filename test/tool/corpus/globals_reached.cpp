// Globals that the body reads through calls that are not written as calls are brought up to date too:
// else a worker would see the value of before main.
// The comments here are in the rewritten text too, so they are taken out of it first.
// RUN: %print | grep -v "CHECK" | FileCheck %s
#include <ptools/ptools.hpp>

int by_constructor = 0, by_destructor = 0, by_initialiser = 0, by_default_argument = 0;
int by_conversion = 0, by_operator = 0, by_iterator = 0, by_reference = 0, by_address = 0;
int by_base = 0, by_override = 0, by_function_pointer = 0, by_lambda = 0, by_template = 0;

struct constructed {
  int v;
  constructed() : v(by_constructor) {}
};
struct destroyed {
  int* p;
  ~destroyed() { *p = by_destructor; }
};
struct initialised {
  int v = by_initialiser;
};
static int default_argument(int x = by_default_argument) { return x; }
struct converted {
  operator int() const { return by_conversion; }
};
struct added {
  friend int operator+(added, int x) { return x + by_operator; }
};
struct iterator {
  int i;
  int operator*() const { return by_iterator; }
  iterator& operator++() {
    ++i;
    return *this;
  }
  bool operator!=(iterator o) const { return i != o.i; }
};
struct range {
  iterator begin() const { return {0}; }
  iterator end() const { return {1}; }
};
struct base {
  virtual ~base() = default;
  virtual int get() const { return by_base; }
};
struct derived : base {
  int get() const override { return by_override; }
};
static int& reference() { return by_reference; }
static const int* address() { return &by_address; }
static int called_by_pointer(int x) { return x + by_function_pointer; }
template <class T>
T templated(T x) {
  return x + static_cast<T>(by_template);
}

void loops(double* a, int n, const base* b) {
  int (*const pointer)(int) = called_by_pointer;
  const auto lambda = [](int x) { return x + by_lambda; };
  // CHECK: global("::by_constructor"
  [[ptools::parallel]]
  for (int i = 0; i < n; ++i)
    a[i] = constructed().v;
  // CHECK: global("::by_destructor"
  [[ptools::parallel]]
  for (int i = 0; i < n; ++i) {
    int k = 0;
    {
      destroyed d{&k};
    }
    a[i] = k;
  }
  // CHECK: global("::by_initialiser"
  [[ptools::parallel]]
  for (int i = 0; i < n; ++i)
    a[i] = initialised{}.v;
  // CHECK: global("::by_default_argument"
  [[ptools::parallel]]
  for (int i = 0; i < n; ++i)
    a[i] = default_argument();
  // CHECK: global("::by_conversion"
  [[ptools::parallel]]
  for (int i = 0; i < n; ++i)
    a[i] = converted();
  // CHECK: global("::by_operator"
  [[ptools::parallel]]
  for (int i = 0; i < n; ++i)
    a[i] = added{} + i;
  // CHECK: global("::by_iterator"
  [[ptools::parallel]]
  for (int i = 0; i < n; ++i)
    for (int x : range{})
      a[i] = x;
  // Which of the two runs is not known: CHECK-DAG: global("::by_base"
  // CHECK-DAG: global("::by_override"
  [[ptools::parallel]]
  for (int i = 0; i < n; ++i)
    a[i] = b->get();
  // CHECK: global("::by_function_pointer"
  [[ptools::parallel]]
  for (int i = 0; i < n; ++i)
    a[i] = pointer(i);
  // CHECK: global("::by_reference"
  [[ptools::parallel]]
  for (int i = 0; i < n; ++i)
    a[i] = reference();
  // CHECK: global("::by_address"
  [[ptools::parallel]]
  for (int i = 0; i < n; ++i)
    a[i] = *address();
  // CHECK: global("::by_template"
  [[ptools::parallel]]
  for (int i = 0; i < n; ++i)
    a[i] = templated(i);
  // CHECK: global("::by_lambda"
  [[ptools::parallel]]
  for (int i = 0; i < n; ++i)
    a[i] = lambda(i);
}
