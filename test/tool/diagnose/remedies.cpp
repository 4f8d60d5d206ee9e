// Each refusal says where the variable is declared, and what to write instead.
// RUN: %check %s
#include <ptools/ptools.hpp>

#include <mutex>
#include <random>
#include <vector>

static double total = 0.0; // expected-note: "'total' is declared here"
static thread_local int of_this_thread = 0;

double scalar(const double* a, int n) {
  double last = 0.0; // expected-note: "'last' is declared here"
  [[ptools::parallel]]
  for (int i = 0; i < n; ++i)
    last = a[i]; // expected: PT0024 "'last'"
    // expected-note@-1: "accumulate into it with 'reduce=OPERATOR(last)', declare it inside the loop, or keep it in the shared heap and write 'shared(last)'"
  return last;
}

void element(std::vector<double>& v, int n) { // expected-note: "'v' is declared here"
  [[ptools::parallel]]
  for (int i = 0; i < n; ++i)
    v[i] = 2.0 * v[i]; // expected: PT0025 "'v'"
    // expected-note@-1: "keep it in the shared heap, as a ptools::shared_array or a container with ptools::shared_allocator"
}

void call(std::vector<double>& v, const double* a, int n) { // expected-note: "'v' is declared here"
  [[ptools::parallel]]
  for (int i = 0; i < n; ++i)
    v.push_back(a[i]); // expected: PT0026 "'push_back'"
    // expected-note@-1: "accumulate into it with 'reduce=OPERATOR(v)', declare it inside the loop, or keep it in the shared heap and write 'shared(v)'"
}

static void add(double& to, double x) { to += x; }

double callee(const double* a, int n) {
  double s = 0.0; // expected-note: "'s' is declared here"
  [[ptools::parallel]]
  for (int i = 0; i < n; ++i)
    add(s, a[i]); // expected: PT0027 "'s'"
    // expected-note@-1: "accumulate into it with 'reduce=OPERATOR(s)', declare it inside the loop, or keep it in the shared heap and write 'shared(s)'"
  return s;
}

void engine(double* a, int n) {
  std::mt19937 random(7); // expected-note: "'random' is declared here"
  [[ptools::parallel]]
  for (int i = 0; i < n; ++i)
    a[i] = static_cast<double>(random()); // expected: PT0028 "'random'"
    // expected-note@-1: "make an engine for each iteration: 'auto engine = ptools::random_stream(i);'"
}

void global(const double* a, int n) {
  [[ptools::parallel]]
  for (int i = 0; i < n; ++i)
    total = a[i]; // expected: PT0029 "'total'"
    // expected-note@-1: "name it in 'reduce=OPERATOR(total)' if it is accumulated"
}

void same(double* a, int n) {
  [[ptools::parallel]]
  for (int i = 0; i < n; ++i)
    a[0] = i; // expected: PT0030 "'a[0]'"
    // expected-note@-1: "accumulate into a variable with 'reduce=OPERATOR(VARIABLE)', make the element atomic, or write 'shared(a)' if no two iterations meet"
}

void carried(double* a, int n) {
  [[ptools::parallel]]
  for (int i = 1; i < n; ++i)
    a[i] += a[i - 1]; // expected: PT0031 "'a[i - 1]'"
    // expected-note@-1: "it is written here", "read from a second array that keeps the values from before the loop, or write 'shared(a)' if no two iterations meet"
}

void capture(double* a, int n) {
  std::mutex m; // expected-note: "'m' is declared here"
  [[ptools::parallel]]
  for (int i = 0; i < n; ++i) {
    std::lock_guard<std::mutex> lock(m); // expected: PT0032 "'m'"
    // expected-note@-1: "declare it inside the loop, keep it in the shared heap with ptools::shared_new, or give its type a serialize() member"
    a[i] = 0.0;
  }
}

void use(const void*);
struct grid {
  double cells[4];
  void whole(double* a, int n) {
    [[ptools::parallel]]
    for (int i = 0; i < n; ++i) {
      use(this); // expected: PT0033 "'this'"
      // expected-note@-1: "copy what is needed into local variables before the loop, or make the function static and pass it what it needs"
      a[i] = cells[0];
    }
  }
};

void of_a_thread(double* a, int n) {
  [[ptools::parallel]]
  for (int i = 0; i < n; ++i)
    a[i] = of_this_thread; // expected: PT0034 "'of_this_thread'"
    // expected-note@-1: "declare it inside the loop"
}

void scattered(double* a, const int* where, int n) {
  [[ptools::parallel]]
  for (int i = 0; i < n; ++i)
    a[where[i]] += 1.0; // expected: PT0042 "'a[where[i]]'"
    // expected-note@-1: "write 'shared(a)' if no two iterations meet, or make its elements atomic"
}

void index(double* a, int n) {
  [[ptools::parallel]]
  for (int i = 0; i < n; ++i) {
    a[i] = 0.0;
    ++i; // expected: PT0016 "'i'"
    // expected-note@-1: "use a variable of the body, as in 'auto j = i;'"
  }
}

double misused(const double* a, int n) {
  double s = 0.0;
  [[ptools::parallel(reduce=plus(s))]]
  for (int i = 0; i < n; ++i) {
    s += a[i];
    if (s > 10.0) s += 1.0; // expected: PT0021 "'s'"
    // expected-note@-1: "each worker has a partial value of 's', so only accumulating has a meaning before the loop ends"
  }
  return s;
}

double nothing(const double* a, int n) {
  double s = 0.0;
  [[ptools::parallel(reduce=multiplies)]] // expected: PT0019 "'reduce=multiplies'"
  // expected-note@-1: "name the variable, as in 'reduce=multiplies(sum)'"
  for (int i = 0; i < n; ++i)
    s += a[i];
  return s;
}

struct pair {
  double x, y;
};
pair operator+(pair a, pair b) { return {a.x + b.x, a.y + b.y}; }
pair identity(int n) {
  pair p = {0, 0};
  [[ptools::parallel(reduce=plus(p))]] // expected: PT0023 "'plus'"
  // expected-note@-1: "add the clause 'identity(p = VALUE)', where VALUE combined with any other value gives that value"
  for (int i = 0; i < n; ++i)
    p = p + pair{1, 1};
  return p;
}

int unknown(const double* a, int n) {
  int here = 0;
  [[ptools::parallel(reduce=plus(here, total_of_it))]] // expected: PT0009 "'total_of_it'"
  // expected-note@-1: "a reduction variable is declared before the loop, and its body accumulates into it"
  for (int i = 0; i < n; ++i)
    here += a[i] > 0.0;
  return here;
}

void on_a_block(double* a, int n) {
  [[ptools::parallel]] { // expected: PT0007 "'ptools::parallel'"
  // expected-note@-1: "the annotation applies to what begins here"
    for (int i = 0; i < n; ++i) a[i] = 0.0;
  }
}

void no_range(double* a, double x) {
  [[ptools::parallel]]
  for (double y = 0.0; y < x; y += 0.5) a[0] = y; // expected: PT0013 "'y'"
  // expected-note@-1: "count with an integer and compute the value from it in the body"
}
