// Bounds, initial values and steps that are expressions with calls.
#include <cmath>
#include <cstdio>
#include <string>
#include <vector>
#include <ptools/ptools.hpp>

static int half(const std::vector<int>& v) { return static_cast<int>(v.size()) / 2; }

struct grid {
  int rows_, columns_;
  int rows() const { return rows_; }
  int columns() const { return columns_; }
};

int main() {
  std::vector<int> v(3000);
  for (int i = 0; i < 3000; ++i) v[i] = (i * 31) % 101;
  const std::string word = "parallel";
  const grid g{120, 37};
  long s = 0;

  [[ptools::parallel(reduce=plus)]]
  for (int i = half(v); i < static_cast<int>(v.size()) - 1; ++i) s += v[i + 1];
  std::printf("%ld\n", s);

  [[ptools::parallel(reduce=plus)]]
  for (int i = g.columns(); i < g.rows() * g.columns(); i += g.rows() / 40) s += i;
  std::printf("%ld\n", s);

  [[ptools::parallel(reduce=plus)]]
  for (int i = 0; i <= std::sqrt(5000.0); ++i) s += i;
  std::printf("%ld\n", s);

  [[ptools::parallel(reduce=plus)]]
  for (unsigned long i = 0; i < word.length(); ++i) s += word[i];
  std::printf("%ld\n", s);
}
