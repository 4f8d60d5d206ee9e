// The whole of what is printed: the place and the range below it, what to write instead where that is safe
// to say, and the notes.
// RUN: %status 1 %print 2>&1 | FileCheck --strict-whitespace %s
#include <ptools/ptools.hpp>

#include <vector>

void attribute(double* a, int n) {
  [[ptools::paralel]]
  // CHECK: {{.*}}full_text.cpp:[[#@LINE-1]]:13: error: unknown attribute 'ptools::paralel'; did you mean 'parallel'? [PT0002]{{$}}
  // CHECK-NEXT: {{ +}}[[#@LINE-2]] |   {{\[\[}}ptools::paralel]]{{$}}
  // CHECK-NEXT: {{ +}}|             ^~~~~~~{{$}}
  // CHECK-NEXT: {{ +}}|             parallel{{$}}
  for (int i = 0; i < n; ++i)
    a[i] = 0.0;
}

double clause(const double* a, int n) {
  double s = 0.0;
  [[ptools::parallel(redcue=plus(s))]]
  // CHECK-NEXT: {{.*}}full_text.cpp:[[#@LINE-1]]:22: error: unknown clause 'redcue' of 'ptools::parallel'; did you mean 'reduce'? [PT0003]{{$}}
  // CHECK-NEXT: {{ +}}[[#@LINE-2]] |   {{\[\[}}ptools::parallel(redcue=plus(s))]]{{$}}
  // CHECK-NEXT: {{ +}}|                      ^~~~~~{{$}}
  // CHECK-NEXT: {{ +}}|                      reduce{{$}}
  for (int i = 0; i < n; ++i)
    s += a[i];
  return s;
}

void words(double* a, int n) {
  [[ptools::parallel(schedule=dynamc(4))]]
  // CHECK-NEXT: {{.*}}full_text.cpp:[[#@LINE-1]]:31: error: 'dynamc' is no schedule; there are static, dynamic and guided [PT0004]{{$}}
  // CHECK-NEXT: {{ +}}[[#@LINE-2]] |   {{\[\[}}ptools::parallel(schedule=dynamc(4))]]{{$}}
  // CHECK-NEXT: {{ +}}|                               ^~~~~~{{$}}
  // CHECK-NEXT: {{ +}}|                               dynamic{{$}}
  for (int i = 0; i < n; ++i)
    a[i] = 0.0;
  [[ptools::parallel(backend=proces)]]
  // CHECK-NEXT: {{.*}}full_text.cpp:[[#@LINE-1]]:30: error: 'proces' is no back end; there are process, fork, threads and serial [PT0004]{{$}}
  // CHECK-NEXT: {{ +}}[[#@LINE-2]] |   {{\[\[}}ptools::parallel(backend=proces)]]{{$}}
  // CHECK-NEXT: {{ +}}|                              ^~~~~~{{$}}
  // CHECK-NEXT: {{ +}}|                              process{{$}}
  for (int i = 0; i < n; ++i)
    a[i] = 0.0;
}

double operation(const double* a, int n) {
  double s = 0.0;
  [[ptools::parallel(workers=2, reduce=pluss(s))]]
  // CHECK-NEXT: {{.*}}full_text.cpp:[[#@LINE-1]]:40: error: 'pluss' is no reduction operator; did you mean 'plus'? [PT0008]{{$}}
  // CHECK-NEXT: {{ +}}[[#@LINE-2]] |   {{\[\[}}ptools::parallel(workers=2, reduce=pluss(s))]]{{$}}
  // CHECK-NEXT: {{ +}}|                                        ^~~~~{{$}}
  // CHECK-NEXT: {{ +}}|                                        plus{{$}}
  for (int i = 0; i < n; ++i)
    s += a[i];
  return s;
}

// Where the word comes from a macro, the macro's text stands elsewhere, perhaps for others too.
#define OPERATOR pluss
double from_a_macro(const double* a, int n) {
  double s = 0.0;
  [[ptools::parallel(reduce=OPERATOR(s))]]
  // CHECK-NEXT: {{.*}}full_text.cpp:[[#@LINE-1]]:29: error: 'pluss' is no reduction operator; did you mean 'plus'? [PT0008]{{$}}
  // CHECK-NEXT: {{ +}}[[#@LINE-2]] |   {{\[\[}}ptools::parallel(reduce=OPERATOR(s))]]{{$}}
  // CHECK-NEXT: {{ +}}|                             ^~~~~~~~{{$}}
  // CHECK-NEXT: {{.*}}full_text.cpp:[[#@LINE-7]]:18: note: expanded from macro 'OPERATOR'
  // CHECK-NEXT: {{ +}}[[#@LINE-8]] | #define OPERATOR pluss{{$}}
  // CHECK-NEXT: {{ +}}|                  ^~~~~{{$}}
  for (int i = 0; i < n; ++i)
    s += a[i];
  return s;
}

void element(std::vector<double>& v, int n) {
  [[ptools::parallel]]
  for (int i = 0; i < n; ++i)
    v[i] = 2.0 * v[i];
  // CHECK-NEXT: {{.*}}full_text.cpp:[[#@LINE-1]]:10: error: the body writes into 'v' of type 'std::vector<double>', whose storage is private to each worker [PT0025]{{$}}
  // CHECK-NEXT: {{ +}}[[#@LINE-2]] |     v[i] = 2.0 * v[i];{{$}}
  // CHECK-NEXT: {{ +}}|     ~    ^{{$}}
  // CHECK-NEXT: {{.*}}full_text.cpp:[[#@LINE-7]]:35: note: 'v' is declared here{{$}}
  // CHECK-NEXT: {{ +}}[[#@LINE-8]] | void element(std::vector<double>& v, int n) {{{$}}
  // CHECK-NEXT: {{ +}}|                                   ^{{$}}
  // CHECK-NEXT: {{.*}}full_text.cpp:[[#@LINE-7]]:10: note: keep it in the shared heap, as a ptools::shared_array or a container with ptools::shared_allocator{{$}}
  // CHECK-NEXT: {{ +}}[[#@LINE-8]] |     v[i] = 2.0 * v[i];{{$}}
  // CHECK-NEXT: {{ +}}|          ^{{$}}
}

void several(const double* a, int n, double& s, double& t) {
  [[ptools::parallel(reduce=plus)]]
  // CHECK-NEXT: {{.*}}full_text.cpp:[[#@LINE-1]]:22: error: 'reduce=plus' names no variable, and the body accumulates into several: 's', 't' [PT0020]{{$}}
  // CHECK-NEXT: {{ +}}[[#@LINE-2]] |   {{\[\[}}ptools::parallel(reduce=plus)]]{{$}}
  // CHECK-NEXT: {{ +}}|                      ^~~~~~~~~~~{{$}}
  for (int i = 0; i < n; ++i) {
    s += a[i];
    // CHECK-NEXT: {{.*}}full_text.cpp:[[#@LINE-1]]:5: note: 's' is accumulated here{{$}}
    // CHECK-NEXT: {{ +}}[[#@LINE-2]] |     s += a[i];{{$}}
    // CHECK-NEXT: {{ +}}|     ^{{$}}
    t += 1.0;
    // CHECK-NEXT: {{.*}}full_text.cpp:[[#@LINE-1]]:5: note: 't' is accumulated here{{$}}
    // CHECK-NEXT: {{ +}}[[#@LINE-2]] |     t += 1.0;{{$}}
    // CHECK-NEXT: {{ +}}|     ^{{$}}
  }
}

void carried(double* a, int n) {
  [[ptools::parallel]]
  for (int i = 1; i < n; ++i)
    a[i] += a[i - 1];
  // CHECK-NEXT: {{.*}}full_text.cpp:[[#@LINE-1]]:13: error: an iteration reads 'a[i - 1]', which another iteration writes as 'a[i]' [PT0031]{{$}}
  // CHECK-NEXT: {{ +}}[[#@LINE-2]] |     a[i] += a[i - 1];{{$}}
  // CHECK-NEXT: {{ +}}|             ^~~~~~~~{{$}}
  // CHECK-NEXT: {{.*}}full_text.cpp:[[#@LINE-4]]:5: note: it is written here{{$}}
  // CHECK-NEXT: {{ +}}[[#@LINE-5]] |     a[i] += a[i - 1];{{$}}
  // CHECK-NEXT: {{ +}}|     ^{{$}}
  // CHECK-NEXT: {{.*}}full_text.cpp:[[#@LINE-7]]:13: note: read from a second array that keeps the values from before the loop, or write 'shared(a)' if no two iterations meet{{$}}
  // CHECK-NEXT: {{ +}}[[#@LINE-8]] |     a[i] += a[i - 1];{{$}}
  // CHECK-NEXT: {{ +}}|             ^{{$}}
}

void jump(const double* a, int n) {
  [[ptools::parallel]]
  for (int i = 0; i < n; ++i)
    if (a[i] < 0.0) break;
  // CHECK-NEXT: {{.*}}full_text.cpp:[[#@LINE-1]]:21: error: 'break' leaves a parallel loop [PT0015]{{$}}
  // CHECK-NEXT: {{ +}}[[#@LINE-2]] |     if (a[i] < 0.0) break;{{$}}
  // CHECK-NEXT: {{ +}}|                     ^~~~~{{$}}
  // CHECK-NEXT: {{.*}}full_text.cpp:[[#@LINE-5]]:3: note: the parallel loop is here{{$}}
  // CHECK-NEXT: {{ +}}[[#@LINE-6]] |   for (int i = 0; i < n; ++i){{$}}
  // CHECK-NEXT: {{ +}}|   ^{{$}}
  // CHECK-NEXT: {{.*}}full_text.cpp:[[#@LINE-7]]:21: note: use 'continue', or search with 'reduce=min' over the index{{$}}
  // CHECK-NEXT: {{ +}}[[#@LINE-8]] |     if (a[i] < 0.0) break;{{$}}
  // CHECK-NEXT: {{ +}}|                     ^{{$}}
}
// CHECK-NEXT: 10 errors generated.
