#include "escape_time.hpp"
#include "kernels.hpp"

#include <ptools/ptools.hpp>

void bench::mandelbrot(picture& image, int width, int height, int limit) {
  [[ptools::parallel(schedule = dynamic(1))]]
  for (int row = 0; row < height; ++row)
    for (int column = 0; column < width; ++column)
      image(column, row) =
          escape_time(-1.6 + 1.2 * column / width, -0.1 + 1.0 * row / height, limit);
}

void bench::mandelbrot_shown(picture& image, int width, int height, int limit) {
  [[ptools::parallel(schedule = dynamic(1), progress = "rows")]]
  for (int row = 0; row < height; ++row)
    for (int column = 0; column < width; ++column)
      image(column, row) =
          escape_time(-1.6 + 1.2 * column / width, -0.1 + 1.0 * row / height, limit);
}
