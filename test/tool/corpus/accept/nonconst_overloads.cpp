// Non-const overloads that only read: the captured containers are not const.
// RUN: %accept %s
#include <ptools/ptools.hpp>

#include <array>
#include <map>
#include <numeric>
#include <string>
#include <unordered_map>
#include <vector>

double subscripts(std::vector<double> v, std::array<double, 4> a, int n) {
  double sum = 0.0;
  // shape: canonical, reduction, nonconst-method, non-trivial-class
  [[ptools::parallel(reduce=plus)]]
  for (int i = 0; i < n; ++i)
    sum += v[i] * a[i & 3];
  return sum;
}

double nested_subscripts(std::vector<std::vector<double>>& g, int n) {
  double sum = 0.0;
  // shape: canonical, reduction, nonconst-method, non-trivial-class, inner-loop
  [[ptools::parallel(reduce=plus)]]
  for (int i = 0; i < n; ++i)
    for (std::size_t j = 0; j < g[i].size(); ++j)
      sum += g[i][j] + g.at(i).front() - g[i].back();
  return sum;
}

long lookups(std::map<std::string, int>& ages, std::vector<std::string>& names) {
  long total = 0;
  // shape: canonical, reduction, nonconst-method, non-trivial-class, bound-call
  [[ptools::parallel(reduce=plus)]]
  for (std::size_t i = 0; i < names.size(); ++i) {
    auto found = ages.find(names[i]);
    if (found != ages.end())
      total += found->second;
    total += ages.at(names[0]);
  }
  return total;
}

void iterators(std::vector<double> v, double* out, int n) {
  // shape: canonical, captured-write, raw-write, nonconst-method, non-trivial-class
  [[ptools::parallel]]
  for (int i = 0; i < n; ++i) {
    out[i] = std::accumulate(v.begin(), v.end(), 0.0);
    for (auto it = v.begin(); it != v.end(); ++it)
      out[i] -= *it;
    for (double x : v)
      out[i] += x;
  }
}

void data_pointers(std::vector<double> v, std::string text, double* out, int n) {
  // shape: canonical, captured-write, raw-write, nonconst-method, non-trivial-class
  [[ptools::parallel]]
  for (int i = 0; i < n; ++i) {
    double* p = v.data();
    out[i] = p[i] + text[0] + text.data()[1];
  }
}

int hash_lookup(std::unordered_map<int, int> squares, int n) {
  int hits = 0;
  // shape: canonical, reduction, nonconst-method, non-trivial-class
  [[ptools::parallel(reduce=plus)]]
  for (int i = 0; i < n; ++i)
    hits += squares.count(i) != 0 && squares.find(i)->second == i * i;
  return hits;
}

struct samples {
  std::vector<int> values;
  int& operator[](std::size_t i) { return values[i]; }
  const int& operator[](std::size_t i) const { return values[i]; }
  int* begin() { return values.data(); }
  const int* begin() const { return values.data(); }
};

int own_overloads(samples s, int n) {
  int sum = 0;
  // shape: canonical, reduction, nonconst-method, non-trivial-class
  [[ptools::parallel(reduce=plus)]]
  for (int i = 0; i < n; ++i)
    sum += s[i] + *s.begin();
  return sum;
}
