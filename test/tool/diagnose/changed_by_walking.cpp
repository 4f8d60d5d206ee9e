// Callees that walk through what a pointer or an iterator leads to, and write there.
// RUN: %check %s
#include <ptools/ptools.hpp>

#include <vector>

static void fill(int* p, int count) {
  for (int k = 0; k < count; ++k)
    *p++ = k;
}
static void fill_range(int* first, int* last) {
  while (first != last)
    *first++ = 0;
}
template <class Iterator>
void clear(Iterator first, Iterator last) {
  for (; first != last; ++first)
    *first = 0;
}
template <class Iterator>
int total(Iterator first, Iterator last) {
  int sum = 0;
  for (; first != last; ++first)
    sum += *first;
  return sum;
}

void changed(std::vector<int>& v, int n) {
  int local[8] = {};
  [[ptools::parallel]]
  for (int i = 0; i < n; ++i) {
    fill(local, 3); // expected: PT0027 "'local'"
    fill_range(v.data(), v.data() + 3); // expected: PT0027 "'v'"
    clear(v.begin(), v.end()); // expected: PT0027 "'v'"
  }
}

void accepted(std::vector<int>& v, int* out, int n) {
  // accepted: PT0027
  [[ptools::parallel]]
  for (int i = 0; i < n; ++i) {
    int own[8];
    fill(own, 8);
    out[i] = total(v.begin(), v.end()) + total(own, own + 8);
    fill_range(out + i, out + i + 1);
  }
}
