// Variables of static storage that are written through a name or a function which leads to them.
// RUN: %check %s
#include <ptools/ptools.hpp>

#include <vector>

int counter = 0;
int table[100];
std::vector<int> list(100);

struct registry {
  int entries = 0;
  void add() { ++entries; }
  static registry& instance() {
    static registry the_one;
    return the_one;
  }
};
static int& the_counter() { return counter; }
static std::vector<int>& the_list() {
  static std::vector<int> values(100);
  return values;
}

void detours(int n) {
  [[ptools::parallel]]
  for (int i = 0; i < n; ++i) {
    int& name = counter;
    name = i; // expected: PT0029 "'counter'"
    auto& values = list;
    values[i] = i; // expected: PT0029 "'list'"
    int* const place = &table[i];
    *place = i; // expected: PT0029 "'table'"
  }
}

void behind_functions(int n) {
  [[ptools::parallel]]
  for (int i = 0; i < n; ++i) {
    registry::instance().add(); // expected: PT0029 "'the_one'"
    the_counter() = i; // expected: PT0029 "'counter'"
    the_list()[i] = i; // expected: PT0029 "'values'"
  }
}

int accepted(int* out, int n) {
  int sum = 0;
  // accepted: PT0029
  [[ptools::parallel(reduce=plus)]]
  for (int i = 0; i < n; ++i) {
    const int& name = counter;
    const auto& values = list;
    int* const place = out + i;
    *place = name + values[i] + the_counter();
    sum += *place;
  }
  return sum;
}
