// Two dimensions: T**, pointer to array, row-major index, shared_array of two dimensions.
// RUN: %accept %s
#include <ptools/ptools.hpp>

#include <vector>

void row_pointers(double** a, const double* const* b, int rows, int columns) {
  // shape: canonical, 2d-write, captured-write, raw-read, raw-write, inner-loop
  [[ptools::parallel]]
  for (int i = 0; i < rows; ++i)
    for (int j = 0; j < columns; ++j)
      a[i][j] = b[i][j] + 1.0;
}

void pointer_to_array(double (*a)[16], int rows) {
  // shape: canonical, 2d-write, captured-write, raw-write, inner-loop
  [[ptools::parallel]]
  for (int i = 0; i < rows; ++i)
    for (int j = 0; j < 16; ++j)
      a[i][j] = i * j;
}

void multiply(const double* a, const double* b, double* c, int n) {
  // shape: canonical, 2d-write, captured-write, raw-read, raw-write, inner-loop
  [[ptools::parallel]]
  for (int i = 0; i < n; ++i) {
    for (int j = 0; j < n; ++j) {
      double sum = 0.0;
      for (int k = 0; k < n; ++k)
        sum += a[i * n + k] * b[k * n + j];
      c[i * n + j] = sum;
    }
  }
}

void jacobi(const ptools::shared_array<double, 2>& now, ptools::shared_array<double, 2>& next,
            int n) {
  // shape: canonical, 2d-write, captured-write, low-bound, inner-loop
  [[ptools::parallel]]
  for (int i = 1; i < n - 1; ++i)
    for (int j = 1; j < n - 1; ++j)
      next(i, j) = 0.25 * (now(i - 1, j) + now(i + 1, j) + now(i, j - 1) + now(i, j + 1));
}

using shared_row = std::vector<double, ptools::shared_allocator<double>>;
using shared_rows = std::vector<shared_row, ptools::shared_allocator<shared_row>>;

void vector_rows(shared_rows& a) {
  // shape: canonical, 2d-write, captured-write, vector-write, bound-call, inner-loop
  [[ptools::parallel]]
  for (std::size_t i = 0; i < a.size(); ++i)
    for (std::size_t j = 0; j < a[i].size(); ++j)
      a[i][j] *= 2.0;
}

void cubes(float*** a, int n) {
  // shape: canonical, 2d-write, captured-write, raw-read, raw-write, inner-loop
  [[ptools::parallel]]
  for (int i = 0; i < n; ++i)
    for (int j = 0; j < n; ++j)
      for (int k = 0; k < n; ++k)
        a[i][j][k] = 0.0f;
}
