#include "escape_time.hpp"
#include "kernels.hpp"

void bench::mandelbrot_openmp(int* image, int width, int height, int limit) {
#pragma omp parallel for schedule(dynamic, 1)
  for (int row = 0; row < height; ++row)
    for (int column = 0; column < width; ++column)
      image[column + static_cast<long>(width) * row] =
          escape_time(-1.6 + 1.2 * column / width, -0.1 + 1.0 * row / height, limit);
}
