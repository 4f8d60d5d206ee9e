// A part of the Mandelbrot set beside its middle, where a few rows cost far more than the others:
// schedule=dynamic hands out a row when a worker asks for one.
#include <cstdio>
#include <ptools/ptools.hpp>

static int escape_time(double re, double im, int limit) {
  double x = 0, y = 0;
  int k = 0;
  for (; k < limit && x * x + y * y <= 4; ++k) {
    const double t = x * x - y * y + re;
    y = 2 * x * y + im;
    x = t;
  }
  return k;
}

int main() {
  const int width = 900, height = 600, limit = 2000;
  ptools::shared_array<int, 2> image(width, height);

  [[ptools::parallel(schedule=dynamic(1))]]
  for (int row = 0; row < height; ++row)
    for (int column = 0; column < width; ++column)
      image(column, row) =
          escape_time(-1.6 + 1.2 * column / width, -0.1 + 1.0 * row / height, limit);

  long inside = 0, steps = 0;
  for (int pixel : image) {
    inside += pixel == limit;
    steps += pixel;
  }
  std::printf("%ld of %d points inside, %ld steps\n", inside, width * height, steps);
}
