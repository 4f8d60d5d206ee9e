// Globals that the body or a callee in this file reads have the value they have at the loop.
#include <cstdio>
#include <string>
#include <vector>
#include <ptools/ptools.hpp>

static int scale = 1;
int offsets[4] = {1, 2, 3, 4};
std::vector<int> weights = {1, 1};
inline double ratio = 0.5;
namespace settings {
std::string prefix = "a";
struct limits {
  int low, high;
};
limits range = {0, 10};
} // namespace settings
const int never_changes = 9;

struct counter {
  static long start;
};
long counter::start = 0;

static int scaled(int i) { return i * scale + offsets[i % 4]; }
static int weighed(int i) { return weights[i % weights.size()] + static_cast<int>(settings::prefix.size()); }

static int& local_static() {
  static int value = 3;
  return value;
}

static void run() {
  const int here = local_static();
  double s = 0;
  [[ptools::parallel(reduce=plus)]]
  for (int i = 0; i < 1000; ++i) {
    s += scaled(i) + weighed(i) + ratio + never_changes + counter::start + here;
    if (i > settings::range.low && i < settings::range.high) s += 1;
  }
  std::printf("%.17g\n", s);
}

int main() {
  run();
  scale = 5;
  offsets[2] = 100;
  run();
  weights = {4, 5, 6};
  settings::prefix += " longer prefix than fits into a small string";
  settings::range = {100, 900};
  run();
  ratio = 2;
  counter::start = -7;
  local_static() = 40;
  run();
}
