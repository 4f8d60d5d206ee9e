// std::vector with shared_allocator: its elements lie in shared memory.
// RUN: %accept %s
#include <ptools/ptools.hpp>

#include <utility>
#include <vector>

template <class T>
using shared_vector = std::vector<T, ptools::shared_allocator<T>>;

struct sample {
  double value;
  int count;
};

void fill(shared_vector<double>& v) {
  // shape: canonical, vector-write, bound-call, captured-write
  [[ptools::parallel]]
  for (std::size_t i = 0; i < v.size(); ++i)
    v[i] = static_cast<double>(i);
}

double local_vector(int n) {
  shared_vector<double> v(n, 1.0);
  // shape: canonical, vector-write, captured-write
  [[ptools::parallel]]
  for (int i = 0; i < n; ++i)
    v.at(i) += i;
  double sum = 0.0;
  for (double x : v)
    sum += x;
  return sum;
}

void structures(shared_vector<sample>& v) {
  // shape: canonical, vector-write, bound-call, captured-write
  [[ptools::parallel]]
  for (std::size_t i = 0; i < v.size(); ++i) {
    v[i].value *= 2.0;
    v[i].count++;
  }
}

// Each iteration changes the inner vector that is its own.
void inner_vectors(shared_vector<shared_vector<int>>& lists, const int* lengths) {
  // shape: canonical, vector-write, bound-call, captured-write, raw-read
  [[ptools::parallel]]
  for (std::size_t i = 0; i < lists.size(); ++i) {
    lists[i].clear();
    for (int k = 0; k < lengths[i]; ++k)
      lists[i].push_back(k);
  }
}

void through_data(shared_vector<double>& v, int n) {
  double* const p = v.data();
  // shape: canonical, vector-write, captured-write, raw-write
  [[ptools::parallel]]
  for (int i = 0; i < n; ++i) {
    p[i] += 1.0;
    v.data()[i] *= 2.0;
    *(v.begin() + i) -= 1.0;
  }
}
