// References and pointers declared in the body, or outside it, that name elements.
// RUN: %accept %s
#include <ptools/ptools.hpp>

#include <vector>

struct cell {
  double mass, heat;
  cell* next;
};

void element_reference(ptools::shared_array<cell>& cells, int n) {
  // shape: canonical, captured-write
  [[ptools::parallel]]
  for (int i = 0; i < n; ++i) {
    cell& c = cells[i];
    c.heat += 0.1 * c.mass;
    auto& heat = c.heat;
    heat *= 0.5;
  }
}

double read_reference(std::vector<std::vector<double>> rows, int n) {
  double sum = 0.0;
  // shape: canonical, reduction, non-trivial-class, inner-loop
  [[ptools::parallel(reduce=plus)]]
  for (int i = 0; i < n; ++i) {
    auto& row = rows[i];
    for (auto& x : row)
      sum += x;
  }
  return sum;
}

void pointer_into_shared(double* a, int n) {
  // shape: canonical, captured-write, raw-write
  [[ptools::parallel]]
  for (int i = 0; i < n; ++i) {
    double* const p = a + i;
    *p = i;
    double* q = p;
    q[0] += 1.0;
  }
}

void linked(cell* cells, int n) {
  // shape: canonical, captured-write, raw-read, raw-write
  [[ptools::parallel]]
  for (int i = 0; i < n; ++i) {
    const cell* step = &cells[i];
    double sum = 0.0;
    while (step != nullptr) {
      sum += step->mass;
      step = step->next;
    }
    cells[i].heat = sum;
  }
}

void chosen(double* a, double* b, const int* side, int n) {
  // shape: canonical, captured-write, raw-read, raw-write
  [[ptools::parallel]]
  for (int i = 0; i < n; ++i) {
    double* target = side[i] != 0 ? a : b;
    target[i] = 1.0;
    (side[i] == 0 ? a[i] : b[i]) = 2.0;
  }
}

void outer_reference(cell* all, int n) {
  cell* const& first = all;
  const double& unit = all[0].mass;
  // shape: canonical, captured-write, raw-read, raw-write
  [[ptools::parallel]]
  for (int i = 0; i < n; ++i)
    first[i].heat = 3.0 * unit;
}
