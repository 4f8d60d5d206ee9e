// A program that brings its own malloc: its state must not travel with the global variables, which is
// said; loops work.
// RUN: %ptools_cc -O1 -fno-builtin %s %S/parts/own_malloc_part.cpp -o %t
// RUN: env PTOOLS_WORKERS=2 %census %t 2>&1 | FileCheck %s
#include <cstdio>
#include <ptools/ptools.hpp>
#include <string>
#include <vector>

double scaled(int i); // of another file

int main() {
  // CHECK: ptools: the program brings its own malloc
  // CHECK-NEXT: 499500 10
  const std::vector<std::string> names(10, "a name that is too long to lie in the object itself");
  double sum = 0;
  std::size_t letters = 0;
  [[ptools::parallel(reduce=plus(sum, letters))]]
  for (int i = 0; i < 1000; ++i) {
    sum += scaled(i);
    const std::vector<std::string> copy = names;
    letters += i % 100 == 0 ? copy.size() / 10 : 0;
  }
  std::printf("%g %zu\n", sum, letters);
}
