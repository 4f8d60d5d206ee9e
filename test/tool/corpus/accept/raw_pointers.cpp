// Raw pointers into shared memory: structures, offsets, pointer members, gather and scatter.
// RUN: %accept %s
#include <ptools/ptools.hpp>

struct particle {
  double position[3];
  double velocity[3];
  double mass;
};

void drift(particle* particles, int count, double dt) {
  // shape: canonical, captured-write, raw-read, raw-write, inner-loop
  [[ptools::parallel]]
  for (int i = 0; i < count; ++i) {
    for (int k = 0; k < 3; ++k)
      particles[i].position[k] += dt * particles[i].velocity[k];
  }
}

void kick(particle* particles, const double* forces, int count, double dt) {
  // shape: canonical, captured-write, raw-read, raw-write
  [[ptools::parallel]]
  for (int i = 0; i < count; ++i) {
    particle* const p = particles + i;
    const double* f = &forces[3 * i];
    p->velocity[0] += dt * f[0] / p->mass;
    p->velocity[1] += dt * f[1] / p->mass;
    p->velocity[2] += dt * f[2] / p->mass;
  }
}

struct field_view {
  double* values;
  const int* cells;
  int size;
};

void relax(field_view view, const double* right_side) {
  // shape: canonical, captured-write, raw-read, raw-write, bound-member
  [[ptools::parallel]]
  for (int i = 0; i < view.size; ++i)
    view.values[i] = 0.5 * (view.values[i] + right_side[view.cells[i]]);
}

void gather(const double* source, const int* where, double* target, int n) {
  // shape: canonical, captured-write, raw-read, raw-write
  [[ptools::parallel]]
  for (int i = 0; i < n; ++i)
    target[i] = source[where[i]];
}

void scatter(const double* source, const int* permutation, double* target, int n) {
  // shape: canonical, captured-write, raw-read, raw-write
  [[ptools::parallel(shared(target))]]
  for (int i = 0; i < n; ++i)
    target[permutation[i]] = source[i];
}

void sparse_product(const int* row_start, const int* column, const double* value, const double* x,
                    double* y, int rows) {
  // shape: canonical, captured-write, raw-read, raw-write, inner-loop
  [[ptools::parallel]]
  for (int row = 0; row < rows; ++row) {
    double sum = 0.0;
    for (int k = row_start[row]; k < row_start[row + 1]; ++k)
      sum += value[k] * x[column[k]];
    y[row] = sum;
  }
}
