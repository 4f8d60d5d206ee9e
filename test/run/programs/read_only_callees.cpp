// Bodies that call: free functions, const members, overloads, recursion, function pointers, virtuals.
#include <cmath>
#include <cstdio>
#include <cstring>
#include <string>
#include <vector>
#include <ptools/ptools.hpp>

static long fib(int n) { return n < 2 ? n : fib(n - 1) + fib(n - 2); }
static int twice(int x) { return 2 * x; }
static double twice(double x) { return 2 * x; }

class table {
public:
  table() = default;
  explicit table(int n) : values_(n) {
    for (int i = 0; i < n; ++i) values_[i] = i * 0.5;
  }
  int size() const { return static_cast<int>(values_.size()); }
  double operator[](int i) const { return values_[i]; }
  double operator()(int i, int j) const { return values_[i] * values_[j]; }
  template <class A>
  void serialize(A& archive) {
    archive & values_;
  }

private:
  std::vector<double> values_;
};

int main() {
  const table t(100);
  const char* const word = "constant data may be pointed to";
  int (*const function)(int) = twice;
  double s = 0;
  [[ptools::parallel(reduce=plus)]]
  for (int i = 0; i < t.size(); ++i) {
    s += static_cast<double>(fib(i % 15) + twice(i)) + twice(0.25);
    s += t[i] + t(i, 99 - i) + std::floor(std::sqrt(static_cast<double>(i)));
    s += static_cast<double>(std::strlen(word)) + word[i % 10];
    s += function(i);
  }
  std::printf("%.17g\n", s);
}
