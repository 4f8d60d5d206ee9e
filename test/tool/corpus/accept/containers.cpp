// Captured objects of standard classes that are only read.
// RUN: %accept %s
#include <ptools/ptools.hpp>

#include <algorithm>
#include <deque>
#include <map>
#include <memory>
#include <set>
#include <string>
#include <unordered_map>
#include <utility>
#include <variant>
#include <vector>

long occurrences(const std::string& text, const std::string& word) {
  long count = 0;
  // shape: canonical, bound-call, reduction, non-trivial-class
  [[ptools::parallel(reduce=plus)]]
  for (std::size_t i = 0; i < text.size(); ++i)
    count += text.compare(i, word.size(), word) == 0;
  return count;
}

double priced(const std::map<std::string, double>& prices,
              const std::vector<std::pair<std::string, int>>& order) {
  double total = 0.0;
  // shape: canonical, bound-call, reduction, non-trivial-class
  [[ptools::parallel(reduce=plus)]]
  for (std::size_t i = 0; i < order.size(); ++i) {
    const auto price = prices.find(order[i].first);
    if (price == prices.end())
      continue;
    total += price->second * order[i].second;
  }
  return total;
}

int members(const std::set<int>& allowed, const std::deque<int>& values, int n) {
  int count = 0;
  // shape: canonical, reduction, non-trivial-class
  [[ptools::parallel(reduce=plus)]]
  for (int i = 0; i < n; ++i)
    if (allowed.count(values[i]) > 0)
      ++count;
  return count;
}

struct table {
  std::vector<double> x, y;
  std::string name;
};

void owned(std::unique_ptr<table> t, std::shared_ptr<const std::vector<int>> order, double* out,
           int n) {
  // shape: canonical, captured-write, raw-write, non-trivial-class
  [[ptools::parallel]]
  for (int i = 0; i < n; ++i)
    out[i] = t->x[i] * t->y[(*order)[i]];
}

void search(const std::vector<double>& sorted, const double* keys, long* out, int n) {
  // shape: canonical, captured-write, raw-read, raw-write, non-trivial-class
  [[ptools::parallel]]
  for (int i = 0; i < n; ++i)
    out[i] = std::lower_bound(sorted.begin(), sorted.end(), keys[i]) - sorted.begin();
}

double visited(const std::vector<std::variant<int, double>>& values) {
  double sum = 0.0;
  // shape: canonical, bound-call, reduction, non-trivial-class, lambda-in-body
  [[ptools::parallel(reduce=plus)]]
  for (std::size_t i = 0; i < values.size(); ++i)
    sum += std::visit([](auto x) { return static_cast<double>(x); }, values[i]);
  return sum;
}

int hashed(const std::unordered_map<std::string, int>& ids, const std::vector<std::string>& names,
           int* out) {
  int known = 0;
  // shape: canonical, bound-call, reduction, reduction-and-write, captured-write, raw-write, non-trivial-class
  [[ptools::parallel(reduce=plus)]]
  for (std::size_t i = 0; i < names.size(); ++i) {
    const auto id = ids.find(names[i]);
    out[i] = id == ids.end() ? -1 : id->second;
    known += id != ids.end();
  }
  return known;
}
