// A captured address of private memory: the loop does not start, and the error names variable and remedy.
// RUN: %ptools_cc -O1 %s -o %t
// RUN: env PTOOLS_WORKERS=2 %census %t | FileCheck %s

#include <cstdio>
#include <string_view>
#include <vector>
#include <ptools/ptools.hpp>

struct view {
  const int* data;
  int size;
};

struct plan {
  std::string name;
  const int* steps;
};

class lattice {
public:
  explicit lattice(const int* to) : cells_(8), neighbours_(to) {}
  int sum(int i) const { return cells_[i % 8] + neighbours_[i]; }

private:
  ptools::shared_array<int> cells_;
  const int* neighbours_;
};

template <class F>
void refused(const char* name, F run) {
  try {
    run();
    std::printf("%s: ran\n", name);
  } catch (const ptools::unshareable& e) {
    std::printf("%s: %s: %s\n", name, e.id(), e.what());
  }
}

int main() {
  std::vector<int> heap(100'000, 1);
  long s = 0;
  // CHECK: pointer: PT0101: {{.*}}to_heap{{.*}}shared
  refused("pointer", [&] {
    const int* to_heap = heap.data();
    [[ptools::parallel(reduce=plus(s))]]
    for (int i = 0; i < 100'000; ++i) s += to_heap[i];
  });
  // CHECK: stack: PT0101: {{.*}}to_stack
  refused("stack", [&] {
    const int local[3] = {1, 2, 3};
    const int* to_stack = local;
    [[ptools::parallel(reduce=plus(s))]]
    for (int i = 0; i < 100'000; ++i) s += to_stack[i % 3];
  });
  // CHECK: member: PT0101: {{.*}}window.data
  refused("member", [&] {
    const view window{heap.data(), 100'000};
    [[ptools::parallel(reduce=plus(s))]]
    for (int i = 0; i < window.size; ++i) s += window.data[i];
  });
  // CHECK: part: PT0101: {{.*}}'schedule'{{.*}}points into memory that is private
  refused("part", [&] {
    const plan schedule{"a plan", heap.data()};
    [[ptools::parallel(reduce=plus(s))]]
    for (int i = 0; i < 100'000; ++i) s += schedule.steps[i] + static_cast<long>(schedule.name.size());
  });
  // CHECK: private part: PT0101: {{.*}}'where.neighbours_' into memory that is private
  refused("private part", [&] {
    const lattice where(heap.data());
    [[ptools::parallel(reduce=plus(s))]]
    for (int i = 0; i < 100'000; ++i) s += where.sum(i);
  });
  // CHECK: iterator: PT0101: {{.*}}from
  refused("iterator", [&] {
    const auto from = heap.begin();
    [[ptools::parallel(reduce=plus(s))]]
    for (int i = 0; i < 100'000; ++i) s += from[i];
  });
  // CHECK: text: PT0101: {{.*}}private_text
  const std::string text(100'000, 'x');
  refused("text", [&] {
    const std::string_view private_text = text;
    [[ptools::parallel(reduce=plus(s))]]
    for (int i = 0; i < 100'000; ++i) s += private_text[i];
  });
  // CHECK: null and constants: ran
  refused("null and constants", [&] {
    const int* nothing = nullptr;
    const char* constant = "constant";
    [[ptools::parallel(reduce=plus(s))]]
    for (int i = 0; i < 100'000; ++i) s += constant[i % 8] + (nothing == nullptr);
  });
  // CHECK: good [[SUM:[0-9]+]]
  std::printf("good %ld\n", s);
}
