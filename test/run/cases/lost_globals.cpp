// What a function of another file writes to a global variable in a worker would be lost, and what it
// reads there may lead into process 1's memory: both end with the variable's name.
// RUN: %ptools_cc -O2 %s %S/parts/lost_globals_part.cpp -o %t
// RUN: env PTOOLS_WORKERS=2 %census %t 2>&1 | FileCheck %s
// RUN: %ptools_cc -O2 -static-libstdc++ -static-libgcc %s %S/parts/lost_globals_part.cpp -o %t
// RUN: env PTOOLS_WORKERS=2 %census %t 2>&1 | FileCheck %s
// RUN: %ptools_cc -O2 -shared -fPIC %S/parts/lost_globals_part.cpp -o %T/liblost_globals.so
// RUN: %ptools_cc -O2 %s -L%T -llost_globals -Wl,-rpath,%T -o %t
// RUN: env PTOOLS_WORKERS=2 %census %t 2>&1 | FileCheck %s
// RUN: env PTOOLS_WORKERS=0 %census %t 2>&1 | FileCheck %s --check-prefix=ALONE
// RUN: %ptools_cc -O2 -s %s %S/parts/lost_globals_part.cpp -o %t
// RUN: env PTOOLS_WORKERS=2 %census %t 2>&1 | FileCheck %s --check-prefix=STRIPPED

#include <cstdio>
#include <ptools/ptools.hpp>
#include <string>
#include <vector>

extern double results[1000];
extern std::vector<double> weights;
void compute(int i);
int counted(int i);
void weigh(int i);
int first_use(int i);
void keep(int i);
double weighted(int i);
void set_weights();
const char* spelled(int i);
const std::string& name(int i);
int thrown_and_caught(int i);

template <class Loop>
void attempt(const char* what, Loop loop) {
  try {
    loop();
    std::printf("%s: nothing\n", what);
  } catch (const ptools::unshareable& e) {
    std::printf("%s: %s\n", what, e.what());
  }
  std::fflush(stdout);
}

int main() {
  long sum = 0;
  // What libraries keep when an exception is thrown for the first time is none of the program's.
  // CHECK: thrown: nothing
  attempt("thrown", [&sum] {
    [[ptools::parallel(reduce=plus(sum))]]
    for (int i = 0; i < 1000; ++i) sum += thrown_and_caught(i);
  });
  // CHECK-NEXT: stored: {{.*}}lost_globals.cpp:[[#@LINE+5]]: in worker {{[23]}} a function of another file that the loop calls changed the global variable 'results', and the change is lost there; {{.*}}'globals()'{{.*}} [PT0104]
  // CHECK-NEXT: counted: {{.*}} changed the global variable 'calls', {{.*}} [PT0104]
  // ALONE: stored: nothing
  // STRIPPED: stored: {{.*}} one without a name (the program's symbols were stripped), {{.*}} [PT0104]
  attempt("stored", [] {
    [[ptools::parallel]]
    for (int i = 0; i < 1000; ++i) compute(i);
  });
  attempt("counted", [&sum] {
    [[ptools::parallel(reduce=plus(sum))]]
    for (int i = 0; i < 1000; ++i) sum += counted(i);
  });
  // CHECK-NEXT: kept: {{.*}} changed the global variable 'kept', {{.*}} [PT0104]
  attempt("kept", [] {
    [[ptools::parallel]]
    for (int i = 0; i < 1000; ++i) keep(i);
  });
  // CHECK-NEXT: read: {{.*}} followed a pointer {{.*}} (heap), perhaps by the global variable 'weights', {{.*}} [PT0102]
  double weight = 0;
  set_weights();
  // STRIPPED: read: {{.*}} (heap), perhaps by a global variable that functions of other files use (the program was stripped{{.*}} [PT0102]
  attempt("read", [&weight] {
    [[ptools::parallel(reduce=plus(weight))]]
    for (int i = 0; i < 1000; ++i) weight += weighted(i);
  });

  // CHECK-NEXT: sent: {{.*}} changed the global variable 'weights', {{.*}} [PT0104]
  attempt("sent", [&weight] {
    [[ptools::parallel(reduce=plus(weight), globals(weights))]]
    for (int i = 0; i < 1000; ++i) {
      weight += weighted(i);
      weigh(i);
    }
  });
  // CHECK-NEXT: made and changed: {{.*}} changed the global variable 'first_use(int)::uses', {{.*}} [PT0104]
  attempt("made and changed", [&sum] {
    [[ptools::parallel(reduce=plus(sum))]]
    for (int i = 0; i < 1000; ++i) sum += first_use(i);
  });

  // What is stated to be no matter is none. ALONE and with workers alike.
  // CHECK-NEXT: stated: nothing
  attempt("stated", [&sum] {
    [[ptools::parallel(reduce=plus(sum), globals())]]
    for (int i = 0; i < 1000; ++i) sum += spelled(i)[0] - 'a';
  });
  // A static local that a worker makes is its own, and no change; nor is what an earlier loop did.
  // CHECK-NEXT: after that: nothing
  attempt("after that", [&sum] {
    [[ptools::parallel(reduce=plus(sum))]]
    for (int i = 0; i < 1000; ++i) sum += static_cast<long>(name(i).size());
  });
}
