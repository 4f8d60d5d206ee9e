// A reduction whose variable changes its type in the computation would not be that reduction.
// RUN: %check %s
#include <ptools/ptools.hpp>

#include <algorithm>
#include <string>
#include <vector>

struct entry {
  double key;
  int id;
  bool operator<(const entry& other) const { return key < other.key; }
  bool operator>(const entry& other) const { return key > other.key; }
  bool operator<=(const entry& other) const { return key <= other.key; }
};

int refused(const std::vector<std::string>& words, const double* x, int n) {
  int longest = 0, sum = 0, product = 1;
  [[ptools::parallel(reduce=max(longest), reduce=plus(sum), reduce=multiplies(product))]]
  for (int i = 0; i < n; ++i) {
    if (words[i].size() > longest)
      longest = words[i].size(); // expected: PT0021 "'longest'"
    sum += 0.5 * x[i]; // expected: PT0021 "'sum'"
    product = product * 0.9; // expected: PT0021 "'product'"
  }
  int top = 0, low = 0;
  [[ptools::parallel(reduce=max(top), reduce=min(low))]]
  for (int i = 0; i < n; ++i) {
    top = words[i].size() > top ? words[i].size() : top; // expected: PT0021 "'top'"
    low = std::min<std::size_t>(low, words[i].size()); // expected: PT0021 "'low'"
  }
  return longest + sum + product + top + low;
}

int refused_ties(const entry* e, int n) {
  entry a{1e9, 0}, b{1e9, 0}, c{1e9, 0};
  [[ptools::parallel(reduce=min(a, b, c), identity(a = entry{1e9, -1}, b = entry{1e9, -1}, c = entry{1e9, -1}))]]
  for (int i = 0; i < n; ++i) {
    a = std::min(e[i], a); // expected: PT0021 "'a'"
    if (e[i] <= b) b = e[i]; // expected: PT0021 "'b'"
    c = c < e[i] ? c : e[i]; // expected: PT0021 "'c'"
  }
  return a.id + b.id + c.id;
}

long refused_names(const long* x, int n) {
  long total = 0;
  const long& view = total;
  const long& further = view;
  [[ptools::parallel(reduce=plus(total))]]
  for (int i = 0; i < n; ++i)
    total += x[i] + view; // expected: PT0021 "'total'"
  long product = 1;
  [[ptools::parallel(reduce=plus(total), reduce=multiplies(product))]]
  for (int i = 0; i < n; ++i) {
    total += x[i];
    product *= further; // expected: PT0021 "'total'"
  }
  return total + product;
}

double accepted(const std::vector<std::string>& words, const entry* e, const unsigned* u, const double* x,
                int n) {
  int longest = 0, sum = 0;
  std::size_t width = 0;
  long bits = 0;
  unsigned char byte = 0;
  float single = 0;
  entry best{1e9, 0}, other{1e9, 0};
  const int& elsewhere = n;
  // accepted: PT0021
  [[ptools::parallel(reduce=max(longest, width), reduce=plus(sum, bits, byte, single),
                     reduce=min(best, other), identity(best = entry{1e9, -1}, other = entry{1e9, -1}))]]
  for (int i = 0; i < n; ++i) {
    if (static_cast<int>(words[i].size()) > longest)
      longest = static_cast<int>(words[i].size());
    width = std::max(width, words[i].size());
    sum += static_cast<int>(0.5 * x[i]);
    bits += u[i];
    byte += 3;
    single += x[i] + elsewhere;
    best = std::min(best, e[i]);
    if (e[i] < other) other = e[i];
  }
  return longest + sum + bits + byte + single + best.id + other.id + static_cast<double>(width);
}
