// Writes to variables of static storage: globals, members, statics in the body and in callees.
// RUN: %check %s
#include <ptools/ptools.hpp>

#include <map>
#include <vector>

int counter = 0;
double table[100];
std::vector<int> log_of_values;
namespace state {
double total = 0.0;
}
struct holder {
  static int seen;
};
int holder::seen = 0;

static void count() { ++counter; }
static void count_deep() { count(); }
static int cached(int x) {
  static std::map<int, int> cache;
  return cache[x];
}

void direct(const double* a, int n) {
  [[ptools::parallel]]
  for (int i = 0; i < n; ++i) {
    ++counter; // expected: PT0029 "the body writes 'counter', a variable of static storage"
    table[i] = a[i]; // expected: PT0029 "'table'"
    state::total += a[i]; // expected: PT0029 "total'"
    holder::seen = i; // expected: PT0029 "seen'"
    log_of_values.push_back(i); // expected: PT0029 "'log_of_values'"
    static int calls = 0;
    ++calls; // expected: PT0029 "'calls'"
  }
}

void in_callees(int* out, int n) {
  [[ptools::parallel]]
  for (int i = 0; i < n; ++i) {
    count(); // expected: PT0029 "'counter'"
    out[i] = cached(i); // expected: PT0029 "'cache'"
  }
  [[ptools::parallel]]
  for (int i = 0; i < n; ++i) {
    count_deep(); // expected: PT0029 "'counter'"
    out[i] = 0;
  }
}

ptools::shared_array<double> shared_table(100);
double* pointer_table = nullptr;
static int pure(int x) {
  static const int factors[3] = {2, 3, 5};
  return factors[x % 3];
}

double accepted(int n) {
  double total = 0.0;
  // accepted: PT0029
  [[ptools::parallel(reduce=plus(total))]]
  for (int i = 0; i < n; ++i) {
    shared_table[i] = table[i] + state::total;
    pointer_table[i] = pure(i) + counter;
    total += table[i];
  }
  return total;
}
