// Standard algorithms that write into a captured container.
// RUN: %check %s
#include <ptools/ptools.hpp>

#include <algorithm>
#include <numeric>
#include <utility>
#include <vector>

void algorithms(std::vector<int>& v, std::vector<int>& w, int n) {
  [[ptools::parallel]]
  for (int i = 0; i < n; ++i) {
    std::sort(v.begin(), v.end()); // expected: PT0027 "'v' is passed to 'sort'"
    std::fill(v.begin(), v.end(), i); // expected: PT0027 "'v' is passed to 'fill'"
    std::swap(v[i], v[0]); // expected: PT0027 "'v' is passed to 'swap'"
    std::copy(v.begin(), v.end(), w.begin()); // expected: PT0027 "'w' is passed to 'copy'"
  }
}

void accepted(std::vector<int>& v, int* out, int n) {
  // accepted: PT0027
  [[ptools::parallel]]
  for (int i = 0; i < n; ++i) {
    std::vector<int> mine(v.begin(), v.end());
    std::sort(mine.begin(), mine.end());
    std::copy(v.begin(), v.end(), mine.begin());
    out[i] = std::accumulate(v.begin(), v.end(), 0) + *std::max_element(v.begin(), v.end());
    out[i] += static_cast<int>(std::count(v.begin(), v.end(), i));
    std::swap(out[i], mine[0]);
  }
}
