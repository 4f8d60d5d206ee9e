// What belongs to the process: standard input, the environment, the directory, handlers.
// RUN: %check %s
#include <ptools/ptools.hpp>

#include <cstdio>
#include <cstdlib>
#include <fstream>
#include <iostream>
#include <sstream>
#include <string>
#include <unistd.h>

static double next_number() {
  double x = 0;
  std::cin >> x;
  return x;
}

void input(double* a, int n) {
  [[ptools::parallel]]
  for (int i = 0; i < n; ++i) {
    std::cin >> a[i]; // expected: PT0043 "'cin' reads standard input, which is empty in a worker"
  }
  [[ptools::parallel]]
  for (int i = 0; i < n; ++i) {
    a[i] = next_number(); // expected: PT0043 "'cin'"
  }
  [[ptools::parallel]]
  for (int i = 0; i < n; ++i) {
    std::string line;
    std::getline(std::cin, line); // expected: PT0043 "'cin'"
    a[i] = static_cast<double>(line.size());
  }
  [[ptools::parallel]]
  for (int i = 0; i < n; ++i) {
    a[i] = std::getchar(); // expected: PT0043 "'getchar()' reads standard input"
  }
  [[ptools::parallel]]
  for (int i = 0; i < n; ++i) {
    char buffer[32];
    a[i] = std::fgets(buffer, sizeof buffer, stdin) == nullptr; // expected: PT0043 "'stdin'"
  }
}

void state(double* a, int n) {
  [[ptools::parallel]]
  for (int i = 0; i < n; ++i) {
    a[i] = setenv("CASE", "1", 1); // expected: PT0043 "'setenv()' changes the worker's own process, not the program's"
  }
  [[ptools::parallel]]
  for (int i = 0; i < n; ++i) {
    a[i] = std::atexit([] {}); // expected: PT0043 "'atexit()'"
  }
}

struct reader {
  int getchar() const { return 1; }
  int chdir(int x) const { return x; }
};

void accepted(double* a, int n, reader r) {
  // accepted: PT0043
  [[ptools::parallel(shared(chdir))]]
  for (int i = 0; i < n; ++i) {
    a[i] = chdir("somewhere");
  }
  [[ptools::parallel]]
  for (int i = 0; i < n; ++i) {
    std::istringstream text("1 2");
    std::ifstream file("numbers");
    text >> a[i];
    double x = 0;
    file >> x;
    a[i] += x + r.getchar() + r.chdir(i);
  }
}
