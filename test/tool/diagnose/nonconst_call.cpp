// Calls of members that change a captured object.
// RUN: %check %s
#include <ptools/ptools.hpp>

#include <map>
#include <queue>
#include <set>
#include <string>
#include <vector>

void containers(const int* a, int n) {
  std::vector<int> positive;
  std::map<int, int> counts;
  std::set<int> seen;
  std::string text;
  std::queue<int> queue;
  [[ptools::parallel]]
  for (int i = 0; i < n; ++i) {
    if (a[i] > 0)
      positive.push_back(a[i]); // expected: PT0026 "calls 'push_back', which changes 'positive'"
    ++counts[a[i]]; // expected: PT0026 "'counts'"
    seen.insert(a[i]); // expected: PT0026 "'seen'"
    text += 'x'; // expected: PT0024 "'text'"
    queue.push(a[i]); // expected: PT0026 "'queue'"
  }
}

// operator[] of a map inserts, even where its value is only read.
int lookup(std::map<int, int>& table, const int* a, int n) {
  int sum = 0;
  [[ptools::parallel(reduce=plus)]]
  for (int i = 0; i < n; ++i)
    sum += table[a[i]]; // expected: PT0026 "'table'"
  return sum;
}

class counter {
public:
  void add(int x) { total_ += x; }
  int total() const { return total_; }
  int next() { return ++total_; }

private:
  int total_ = 0;
};

int own_class(const int* a, int* out, int n) {
  counter c;
  [[ptools::parallel]]
  for (int i = 0; i < n; ++i) {
    c.add(a[i]); // expected: PT0026 "calls 'add', which changes 'c'"
    out[i] = c.next(); // expected: PT0026 "calls 'next', which changes 'c'"
  }
  return c.total();
}

void accepted(std::vector<int>& v, const std::map<int, int>& table, counter c, int* out, int n) {
  // accepted: PT0026
  [[ptools::parallel]]
  for (int i = 0; i < n; ++i) {
    std::vector<int> mine;
    mine.push_back(v[i]);
    std::map<int, int> counts;
    ++counts[v.back()];
    counter own = c;
    own.add(i);
    out[i] = own.total() + c.total() + table.at(i) + mine[0];
  }
}
